//! Who holds what on a day, in the words of the official sheets (附件2-4).

use chrono::NaiveDate;

use crate::{
    domain::{
        id::{DutyId, GridId},
        roster::Role,
        sheet::Holder,
    },
    ops::{OpResult, Workspace},
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
    todo!()
}

/// Everyone behind one duty on a day.
pub fn holders_of(ws: &Workspace, duty: DutyId, day: NaiveDate) -> OpResult<Vec<Holder>> {
    todo!()
}

/// Every grid below `grid` (one level) with the duties of `role` that 包联 it, in the order of annex 2; also those nobody does.
pub fn charges_by_grid(ws: &Workspace, grid: GridId, role: Role, day: NaiveDate) -> OpResult<Vec<ChargedGrid>> {
    todo!()
}

/// The 监管 people who answer to a 监督 duty for a grid of its 包联 (R022, R028, G20).
pub fn deputy_overseers_for(ws: &Workspace, grid: GridId, supervisor: DutyId, day: NaiveDate) -> OpResult<Vec<Holder>> {
    todo!()
}
