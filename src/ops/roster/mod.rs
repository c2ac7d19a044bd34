//! Grid roles of posts and persons, 包联, and which 监管 answers to which 监督 (R019-R032, G19-G25, G53).

mod charge;
mod delegate;
mod duty;
mod matrix;
mod pairing;
mod sides;
mod succeed;
mod words;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::{
    id::{ChargeId, DelegateId, DutyId, GridId, PairingId, PersonId},
    roster::{DutyHolder, Role},
};

pub(super) use charge::{add_charge, end_charge};
pub(super) use delegate::{assign_delegate, end_delegate};
pub(super) use duty::{assign, end, end_with_links};
pub(super) use matrix::{set_charges, set_pairings};
pub(super) use pairing::{add_pairing, end_pairing};
pub(super) use sides::warn_of_both_sides_through;
pub(super) use succeed::{hand_over, succeed, warn_of_both_sides_of};
pub(super) use words::{duty_words, holder as holder_words, role as role_words};

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

/// 指派专人: somebody a 副总监管人 sends to one level-2 grid, or to all that answer to them (R042).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignDelegate {
    pub duty: DutyId,
    #[serde(default)]
    pub grid: Option<GridId>,
    pub person: PersonId,
    pub from: NaiveDate,
    #[serde(default)]
    pub document: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndDelegate {
    pub delegate: DelegateId,
    pub on: NaiveDate,
}

/// The 包联 of many leaders over many grids, changed on one day as one operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetCharges {
    /// The grid whose leaders are meant; every duty must then be one of it.
    #[serde(default)]
    pub grid: Option<GridId>,
    /// New 包联 begin, ended ones no longer hold from this day on.
    pub from: NaiveDate,
    #[serde(default)]
    pub document: String,
    #[serde(default)]
    pub add: Vec<ChargeCell>,
    #[serde(default)]
    pub end: Vec<ChargeEnd>,
}

/// A leader and a grid: one cell of the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ChargeCell {
    pub duty: DutyId,
    pub grid: GridId,
}

/// Which 包联 ends: by its id, or the one in force in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ChargeEnd {
    Charge(ChargeId),
    Cell(ChargeCell),
}

/// Which 监管 answer to which 监督, changed on one day as one operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetPairings {
    /// The grid whose duties are meant; every duty must then be one of it.
    #[serde(default)]
    pub grid: Option<GridId>,
    pub from: NaiveDate,
    #[serde(default)]
    pub add: Vec<PairingCell>,
    #[serde(default)]
    pub end: Vec<PairingEnd>,
}

/// A 监管 and a 监督 duty, for one grid of the 包联 or for all: one cell of the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PairingCell {
    pub overseer: DutyId,
    pub supervisor: DutyId,
    #[serde(default)]
    pub grid: Option<GridId>,
}

/// Which pairing ends: by its id, or the one in force in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum PairingEnd {
    Pairing(PairingId),
    Cell(PairingCell),
}
