//! 责任人公示 as of a day: names, posts and office phones, never a personal number (R071, R082, R098, G46).

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{frame, or_vacant};
use crate::{
    domain::{
        annex::Extent,
        annex_sheet::{PublicRow, PublicSheet},
        grid::Level,
        id::{GridId, PersonId},
        plan,
        roster::Role,
        setting,
        sheet::{Holder, SheetFrame},
    },
    ops::{
        OpFault, OpResult, Refusal, Workspace,
        query::{
            roster::{DayRoster, Seat},
            settings,
        },
    },
    store::GridRow,
};

/// 责任人公示 of one town, street, village or community.
///
/// # Errors
/// [`Refusal::Unset`] while the hotline is empty, [`OpFault::NotFound`] for a grid that does not exist that day, a fault
/// of `grid` for the district and for groups, which have no such sheet.
pub fn public_sheet(ws: &Workspace, grid: GridId, as_of: NaiveDate) -> OpResult<PublicSheet> {
    let notices = Notices::read(ws, as_of)?;
    let row = notices.roster.grid(grid).ok_or_else(|| OpFault::not_found("网格", grid))?;
    if !matches!(row.level, Level::Town | Level::Village) {
        let (name, level) = (&row.facts.name, row.level.label());
        return Err(OpFault::field("grid", format!("「{name}」是{level}，责任人公示按镇（街道）或村（社区）打印")));
    }
    Ok(notices.sheet(row))
}

/// 责任人公示 of a town or street and everything below it, or of the district, town by town.
///
/// # Errors
/// As [`public_sheet`].
pub fn public_sheets(
    ws: &Workspace,
    town: Option<GridId>,
    extent: Extent,
    as_of: NaiveDate,
) -> OpResult<Vec<PublicSheet>> {
    let notices = Notices::read(ws, as_of)?;
    let roster = &notices.roster;
    let towns = match town {
        Some(town) => vec![roster.of_level(town, Level::Town)?],
        None => roster.towns(extent).collect(),
    };
    let all = towns.into_iter().flat_map(|town| std::iter::once(town).chain(roster.below(Some(town.id))));
    Ok(all.map(|grid| notices.sheet(grid)).collect())
}

/// What all sheets of a day share.
struct Notices {
    roster: DayRoster,
    frame: SheetFrame,
    hotline: String,
    phones: HashMap<PersonId, String>,
}

impl Notices {
    fn read(ws: &Workspace, as_of: NaiveDate) -> OpResult<Self> {
        let hotline = settings::value(ws, "hotline")?;
        if hotline.is_empty() {
            let setting = setting::known("hotline").map_or("", |known| known.label);
            return Err(Refusal::Unset { setting, needed_for: "打印责任人公示" }.into());
        }
        let phones = ws.store.office_phones()?.into_iter().collect();
        Ok(Self { roster: DayRoster::read(&ws.store, as_of)?, frame: frame(ws, as_of)?, hotline, phones })
    }

    fn sheet(&self, grid: &GridRow) -> PublicSheet {
        let mut rows: Vec<PublicRow> = Vec::new();
        for role in Role::at(grid.level) {
            let before = rows.len();
            for seat in self.roster.seats(grid.id, *role) {
                self.add(&mut rows, *role, seat, self.area(grid, seat));
            }
            if rows.len() == before {
                rows.push(vacant(*role, grid));
            }
        }
        if grid.level == Level::Village {
            for group in self.roster.below(Some(grid.id)) {
                let before = rows.len();
                for seat in self.roster.seats(group.id, Role::GridMember) {
                    self.add(&mut rows, Role::GridMember, seat, group.facts.name.clone());
                }
                if rows.len() == before && Role::GridMember.mandatory(Level::Group, group.facts.no_farmland) {
                    rows.push(vacant(Role::GridMember, group));
                }
            }
        }
        PublicSheet {
            frame: self.frame.clone(),
            grid: self.roster.full_name(grid),
            level: grid.level,
            hotline: self.hotline.clone(),
            rows,
        }
    }

    fn add(&self, rows: &mut Vec<PublicRow>, role: Role, seat: &Seat, area: String) {
        let phones: Vec<String> =
            seat.people.iter().map(|held| self.phones.get(&held.person).cloned().unwrap_or_default()).collect();
        for (place, holder) in seat.holders().into_iter().enumerate() {
            let office_phone = phones.get(place).cloned().unwrap_or_default();
            rows.push(PublicRow { role: role.label().to_owned(), holder, area: area.clone(), office_phone });
        }
    }

    /// The grids below that the seat has under 包联, itself or through the 监督 people it answers to; or the whole grid.
    fn area(&self, grid: &GridRow, seat: &Seat) -> String {
        let is = |other: &Seat| other.duty.id == seat.duty.id;
        let supervisors = seat.duty.role.answers_to();
        let charged = |lower: &&GridRow| {
            let own = self.roster.charging(grid.id, seat.duty.role, lower.id);
            let of = |role: Role| self.roster.charging(grid.id, role, lower.id);
            let answered = supervisors.map(of).unwrap_or_default();
            own.iter().any(|(other, _)| is(other))
                || answered.iter().any(|(other, _)| self.roster.answering(other, Some(lower.id)).into_iter().any(is))
        };
        let names: Vec<&str> =
            self.roster.below(Some(grid.id)).filter(charged).map(|lower| lower.facts.name.as_str()).collect();
        if names.is_empty() { grid.facts.name.clone() } else { names.join("、") }
    }
}

/// A role nobody holds, with the words the plan has for it where it has some.
fn vacant(role: Role, grid: &GridRow) -> PublicRow {
    let post = match role {
        Role::Supervisor => plan::annex4().supervisor_post.as_str(),
        Role::Overseer => plan::annex4().overseer_post.as_str(),
        Role::GridMember => plan::annex4().member_post.as_str(),
        _ => "",
    };
    let holder = or_vacant(Vec::new(), post).pop().unwrap_or(Holder { name: None, post: String::new() });
    PublicRow { role: role.label().to_owned(), holder, area: grid.facts.name.clone(), office_phone: String::new() }
}
