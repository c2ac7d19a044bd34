//! 附件4 as of a day: one village or community, or many from one reading of the day (R123-R127).

use chrono::NaiveDate;

use super::{frame, or_vacant};
use crate::{
    domain::{
        annex::{Annex, Extent},
        annex_sheet::{GroupMembers, VillageSheet, VillageSheetPart},
        grid::Level,
        id::{DutyId, GridId},
        plan,
        roster::Role,
        sheet::{Holder, SheetFrame},
    },
    ops::{
        OpResult, Workspace,
        query::roster::{DayRoster, Seat, once},
    },
    store::GridRow,
};

/// 附件4 of one village or community.
///
/// # Errors
/// [`crate::ops::OpFault::NotFound`] when it does not exist that day, a fault of `grid` when it is no level-3 grid.
pub fn village_sheet(ws: &Workspace, village: GridId, as_of: NaiveDate) -> OpResult<VillageSheet> {
    let roster = DayRoster::read(&ws.store, as_of)?;
    Ok(sheet(&roster, &frame(ws, as_of)?, roster.of_level(village, Level::Village)?))
}

/// 附件4 of every village and community of one town or street, or of the district, town by town.
///
/// # Errors
/// As [`village_sheet`], for the town.
pub fn village_sheets(
    ws: &Workspace,
    town: Option<GridId>,
    extent: Extent,
    as_of: NaiveDate,
) -> OpResult<Vec<VillageSheet>> {
    let (roster, frame) = (DayRoster::read(&ws.store, as_of)?, frame(ws, as_of)?);
    let villages = roster.sheet_grids(Annex::Annex4, town, extent)?;
    Ok(villages.into_iter().map(|village| sheet(&roster, &frame, village)).collect())
}

fn sheet(roster: &DayRoster, frame: &SheetFrame, village: &GridRow) -> VillageSheet {
    VillageSheet {
        frame: frame.clone(),
        village: roster.full_name(village),
        supervisor: or_vacant(roster.holders(village.id, Role::Supervisor), &plan::annex4().supervisor_post),
        scope: village.facts.name.clone(),
        parts: parts(roster, village),
    }
}

/// The groups, those of the same 监管人 together; 监管人 without a group stand after them.
fn parts(roster: &DayRoster, village: &GridRow) -> Vec<VillageSheetPart> {
    let mut parts: Vec<(Vec<DutyId>, VillageSheetPart)> = Vec::new();
    for group in roster.below(Some(village.id)) {
        let charging = roster.charging(village.id, Role::Overseer, group.id);
        let duties: Vec<DutyId> = charging.iter().map(|(seat, _)| seat.duty.id).collect();
        let members = members(roster, group);
        match parts.iter_mut().find(|(same, _)| *same == duties) {
            Some((_, part)) => part.groups.push(members),
            None => {
                let overseers = once(charging.iter().flat_map(|(seat, _)| seat.holders()));
                parts.push((duties, VillageSheetPart { overseers, groups: vec![members] }));
            }
        }
    }
    let placed = |seat: &&Seat| parts.iter().any(|(duties, _)| duties.contains(&seat.duty.id));
    let left: Vec<&Seat> = roster.seats(village.id, Role::Overseer).filter(|seat| !placed(seat)).collect();
    let nobody_placed = parts.iter().all(|(duties, _)| duties.is_empty());
    let left = once(left.into_iter().flat_map(Seat::holders));
    let mut parts: Vec<VillageSheetPart> = parts.into_iter().map(|(_, part)| part).collect();
    // 包联 was not entered at all: the 监管人 stand beside all groups, as on the plan's form.
    if nobody_placed && let [only] = parts.as_mut_slice() {
        only.overseers = left;
    } else if parts.is_empty() || !left.is_empty() {
        parts.push(VillageSheetPart { overseers: left, groups: Vec::new() });
    }
    for part in &mut parts {
        part.overseers = or_vacant(std::mem::take(&mut part.overseers), &plan::annex4().overseer_post);
    }
    if parts.iter().all(|part| part.groups.is_empty())
        && let Some(first) = parts.first_mut()
    {
        let nobody = or_vacant(Vec::new(), &plan::annex4().member_post);
        first.groups.push(GroupMembers { group: String::new(), members: nobody });
    }
    parts
}

/// 网格员 of a group; one without farmland needs none (G27, G28).
fn members(roster: &DayRoster, group: &GridRow) -> GroupMembers {
    let found = roster.holders(group.id, Role::GridMember);
    let needed = Role::GridMember.mandatory(Level::Group, group.facts.no_farmland);
    let members: Vec<Holder> = if needed { or_vacant(found, &plan::annex4().member_post) } else { found };
    let name = &group.facts.name;
    let group = if members.is_empty() { format!("{name}（无耕地）") } else { name.clone() };
    GroupMembers { group, members }
}
