//! Who holds what on a day, in the words of the official sheets (附件2-4).

mod day;

use chrono::NaiveDate;

pub use day::{DayRoster, Seat, SeatHolder, once};

use crate::{
    domain::{
        id::{DutyId, GridId, PostId},
        roster::{DutyHolder, Role, UnitKind},
        sheet::Holder,
    },
    ops::{OpFault, OpResult, Workspace},
    store::{DutyRow, Store},
};

/// A level below with the duties that have it under 包联 on the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChargedGrid {
    pub grid: GridId,
    pub name: String,
    /// Place in annex 2.
    pub annex2_order: Option<u32>,
    pub duties: Vec<ChargingDuty>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChargingDuty {
    pub duty: DutyId,
    pub holders: Vec<Holder>,
}

/// Everyone in a role of a grid on a day. A vacant post stands as one holder without a name.
pub fn holders(ws: &Workspace, grid: GridId, role: Role, day: NaiveDate) -> OpResult<Vec<Holder>> {
    let mut holders = Vec::new();
    for row in ws.store.duties_of_grid(grid, day)?.iter().filter(|row| row.duty.role == role) {
        holders.extend(behind(&ws.store, row, day)?);
    }
    Ok(holders)
}

/// Everyone behind one duty on a day; nobody when the duty is not in force then.
///
/// # Errors
/// [`OpFault::NotFound`] when there never was such a duty.
pub fn holders_of(ws: &Workspace, duty: DutyId, day: NaiveDate) -> OpResult<Vec<Holder>> {
    let row = ws.store.duty(duty)?.ok_or_else(|| OpFault::not_found("网格职责", duty))?;
    if row.duty.period.contains(day) { behind(&ws.store, &row, day) } else { Ok(Vec::new()) }
}

fn behind(store: &Store, row: &DutyRow, day: NaiveDate) -> OpResult<Vec<Holder>> {
    let DutyHolder::Post(id) = row.duty.holder else {
        return Ok(vec![Holder { name: row.person_name.clone(), post: row.duty.title.clone() }]);
    };
    let (post, terms) = (post_words(store, id, day)?, store.holders_at(id, day)?);
    if terms.is_empty() {
        return Ok(vec![Holder { name: None, post }]);
    }
    Ok(terms.into_iter().map(|term| Holder { name: Some(term.person_name), post: post.clone() }).collect())
}

/// A post as annexes 2 and 3 print it: 「区长」, 「镇长」, but 「区农牧局局长」, since departments have posts of the same title.
fn post_as_printed(department: bool, unit_name: String, title: String) -> String {
    let said_already = title.starts_with(&unit_name);
    if department && !said_already { unit_name + &title } else { title }
}

fn post_words(store: &Store, post: PostId, day: NaiveDate) -> OpResult<String> {
    let Some(row) = store.post_at(post, day)? else { return Ok(String::new()) };
    let department = store.unit(row.unit)?.is_some_and(|unit| unit.kind == UnitKind::Department);
    Ok(post_as_printed(department, row.unit_name, row.title))
}

/// Every grid below `grid` (one level) with the duties of `role` that 包联 it, in the order of annex 2; also those nobody does.
pub fn charges_by_grid(ws: &Workspace, grid: GridId, role: Role, day: NaiveDate) -> OpResult<Vec<ChargedGrid>> {
    let duties: Vec<DutyRow> =
        ws.store.duties_of_grid(grid, day)?.into_iter().filter(|row| row.duty.role == role).collect();
    let mut charged = Vec::new();
    for child in ws.store.children_at(grid, day)? {
        let charges = ws.store.charges_of_grid(child.id, day)?;
        let mut charging = Vec::new();
        for row in duties.iter().filter(|row| charges.iter().any(|charge| charge.duty == row.duty.id)) {
            charging.push(ChargingDuty { duty: row.duty.id, holders: behind(&ws.store, row, day)? });
        }
        let (name, annex2_order) = (child.facts.name, child.facts.annex2_order);
        charged.push(ChargedGrid { grid: child.id, name, annex2_order, duties: charging });
    }
    Ok(charged)
}

/// The 监管 people who answer to a 监督 duty for a grid of its 包联 (R022, R028, G20): by pairings for that grid and by
/// pairings for all of the 包联.
pub fn deputy_overseers_for(ws: &Workspace, grid: GridId, supervisor: DutyId, day: NaiveDate) -> OpResult<Vec<Holder>> {
    let mut holders: Vec<Holder> = Vec::new();
    for pairing in ws.store.pairings_of_supervisor(supervisor, day)? {
        if pairing.grid.is_some_and(|only| only != grid) {
            continue;
        }
        for holder in holders_of(ws, pairing.overseer, day)? {
            if !holders.contains(&holder) {
                holders.push(holder);
            }
        }
    }
    Ok(holders)
}
