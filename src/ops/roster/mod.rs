//! Grid roles of posts and persons, 包联, and which 监管 answers to which 监督 (R019-R032, G19-G25, G53).

mod charge;
mod duty;
mod pairing;
mod sides;
mod succeed;
mod words;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::{
    id::{ChargeId, DutyId, GridId, PairingId, PersonId},
    roster::{DutyHolder, Role},
};

pub(super) use charge::{add_charge, end_charge};
pub(super) use duty::{assign, end, end_with_links};
pub(super) use pairing::{add_pairing, end_pairing};
pub(super) use sides::warn_of_both_sides_through;
pub(super) use succeed::succeed;
pub(super) use words::holder as holder_words;

/// Gives a post or a person a role in a grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignDuty {
    pub grid: GridId,
    pub role: Role,
    /// `{"post": …}` at levels 1-2, `{"person": …}` below.
    pub holder: DutyHolder,
    /// 职务 of a person without a post: 村书记, 社长, 包片干部 (G26).
    #[serde(default)]
    pub title: String,
    pub from: NaiveDate,
    #[serde(default)]
    pub document: String,
}

/// 接替 at level 3: another person takes the work over, with 包联 and pairings (R127, G25).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SucceedDuty {
    pub duty: DutyId,
    pub person: PersonId,
    #[serde(default)]
    pub title: String,
    pub from: NaiveDate,
    #[serde(default)]
    pub document: String,
}

/// Ends a duty with its 包联 and pairings; `on` is the first day it no longer holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndDuty {
    pub duty: DutyId,
    pub on: NaiveDate,
}

/// 包联: a duty looks after a grid one level below its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddCharge {
    pub duty: DutyId,
    pub grid: GridId,
    pub from: NaiveDate,
    #[serde(default)]
    pub document: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndCharge {
    pub charge: ChargeId,
    pub on: NaiveDate,
}

/// A 监管 duty answers to a 监督 duty, for one grid of its 包联 or for all (G20).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddPairing {
    pub overseer: DutyId,
    pub supervisor: DutyId,
    #[serde(default)]
    pub grid: Option<GridId>,
    pub from: NaiveDate,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndPairing {
    pub pairing: PairingId,
    pub on: NaiveDate,
}
