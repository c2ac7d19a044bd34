//! 包联 and pairings of one grid as a matrix: leaders by grids, 监管 by 监督 (R020, R025, G19, G20, G53).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::{
    domain::{
        date::Period,
        grid::Level,
        id::{ChargeId, DutyId, GridId, PairingId, PersonId},
        roster::{DutyHolder, Role, Side},
    },
    ops::{OpResult, Workspace},
    store::{DutyPerson, DutyRow},
};

/// A grid with its leaders, the grids one level below, and what ties them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChargeMatrix {
    pub grid: GridId,
    pub name: String,
    pub level: Level,
    /// 监督 first: deputies, then chiefs and coordinators; 监管 after them.
    pub leaders: Vec<Leader>,
    /// In the order of annex 2.
    pub below: Vec<BelowGrid>,
    /// In force on the day, or beginning later.
    pub charges: Vec<ChargeMark>,
    pub pairings: Vec<PairingMark>,
}

/// A duty that may have grids under 包联, or takes part in pairings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leader {
    pub duty: DutyId,
    pub role: Role,
    /// 「区人民政府副区长」, or the title of a person's duty.
    pub post: String,
    /// Nobody: 空缺.
    pub people: Vec<(PersonId, String)>,
    pub period: Period,
    /// Whether it may have 包联.
    pub charges: bool,
}

impl Leader {
    /// 「王某、李某」 or 「空缺」.
    pub fn names(&self) -> String {
        if self.people.is_empty() {
            return "空缺".to_owned();
        }
        self.people.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join("、")
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BelowGrid {
    pub grid: GridId,
    pub name: String,
    /// Place in annex 2, of towns and streets.
    pub annex2_order: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChargeMark {
    pub charge: ChargeId,
    pub duty: DutyId,
    pub grid: GridId,
    pub period: Period,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairingMark {
    pub pairing: PairingId,
    pub overseer: DutyId,
    pub supervisor: DutyId,
    pub grid: Option<GridId>,
    pub period: Period,
}

/// The matrix of a grid on a day; of the district when no grid is named, of its village when it is a group. `None` where
/// there is no such grid then.
///
/// Seven statements at most, whatever the size.
pub fn matrix(ws: &Workspace, grid: Option<GridId>, day: NaiveDate) -> OpResult<Option<ChargeMatrix>> {
    let store = &ws.store;
    let Some(grid) = grid.map_or_else(|| store.root_grid(), |grid| Ok(Some(grid)))? else { return Ok(None) };
    let Some(mut row) = store.grid_at(grid, day)? else { return Ok(None) };
    if let Some(village) = row.facts.parent.filter(|_| row.level == Level::Group) {
        let Some(above) = store.grid_at(village, day)? else { return Ok(None) };
        row = above;
    }
    let grid = row.id;
    let mut people: BTreeMap<DutyId, Vec<DutyPerson>> = BTreeMap::new();
    for one in store.people_of_duties(grid, day)? {
        people.entry(one.duty).or_default().push(one);
    }
    let duties = store.duties_of_grid(grid, day)?.into_iter();
    let mut leaders: Vec<Leader> = duties.filter_map(|duty| leader(row.level, duty, &mut people)).collect();
    leaders.sort_by_key(|leader| place(leader.role));
    let below = store.children_at(grid, day)?.into_iter().map(|child| BelowGrid {
        grid: child.id,
        name: child.facts.name,
        annex2_order: child.facts.annex2_order,
    });
    let charges = store.charges_below(grid, day)?.into_iter().map(|charge| ChargeMark {
        charge: charge.id,
        duty: charge.duty,
        grid: charge.grid,
        period: charge.period,
    });
    let pairings = store.pairings_in(grid, day)?.into_iter().map(|pairing| PairingMark {
        pairing: pairing.id,
        overseer: pairing.overseer,
        supervisor: pairing.supervisor,
        grid: pairing.grid,
        period: pairing.period,
    });
    Ok(Some(ChargeMatrix {
        grid,
        name: row.facts.name,
        level: row.level,
        leaders,
        below: below.collect(),
        charges: charges.collect(),
        pairings: pairings.collect(),
    }))
}

/// Deputies stand first in the matrix: the plan's 包联 is theirs, that of the others is allowed (G53).
fn place(role: Role) -> (bool, u8) {
    let oversees = role.side() == Side::Oversee;
    let rank = match role {
        Role::DeputySupervisor | Role::DeputyOverseer | Role::Supervisor | Role::Overseer => 0,
        Role::ChiefSupervisor | Role::ChiefOverseer => 1,
        Role::Coordinator | Role::GridMember => 2,
    };
    (oversees, rank)
}

fn leader(level: Level, row: DutyRow, people: &mut BTreeMap<DutyId, Vec<DutyPerson>>) -> Option<Leader> {
    let (role, duty) = (row.duty.role, row.duty.id);
    if role == Role::GridMember {
        return None;
    }
    let post = match row.duty.holder {
        DutyHolder::Post(_) => format!("{}{}", row.unit_name.unwrap_or_default(), row.post_title.unwrap_or_default()),
        DutyHolder::Person(_) => row.duty.title,
    };
    let names = people.remove(&duty).unwrap_or_default().into_iter().map(|one| (one.person, one.name));
    Some(Leader {
        duty,
        role,
        post,
        people: names.collect(),
        period: row.duty.period,
        charges: role.charge_level(level).is_some(),
    })
}
