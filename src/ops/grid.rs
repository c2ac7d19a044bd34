//! Changing the tree of grids: add, rename, correct, move, close, each with its date; nothing before that date changes (A9).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{OpResult, Tx};
use crate::domain::{grid::GridKind, id::GridId};

/// Adds a grid below `parent`; the level follows from the parent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddGrid {
    pub parent: GridId,
    pub kind: GridKind,
    pub name: String,
    #[serde(default)]
    pub stat_code: String,
    #[serde(default)]
    pub civil_code: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    #[serde(default)]
    pub no_farmland: bool,
    #[serde(default)]
    pub annex2_order: Option<u32>,
    /// First day it exists.
    pub from: NaiveDate,
    #[serde(default)]
    pub document: String,
}

/// A new name from a day on; sheets of earlier days keep the old one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenameGrid {
    pub grid: GridId,
    pub name: String,
    pub from: NaiveDate,
    #[serde(default)]
    pub document: String,
}

/// Mends what was entered wrongly in the version in force today; not a change in the world.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectGrid {
    pub grid: GridId,
    pub name: String,
    pub kind: GridKind,
    #[serde(default)]
    pub stat_code: String,
    #[serde(default)]
    pub civil_code: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    #[serde(default)]
    pub no_farmland: bool,
    #[serde(default)]
    pub annex2_order: Option<u32>,
}

/// Moves a grid with everything below it to another parent of the same level from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveGrid {
    pub grid: GridId,
    pub parent: GridId,
    pub from: NaiveDate,
    #[serde(default)]
    pub document: String,
}

/// Closes a grid: `on` is the first day it no longer exists. What is below it or still in force must go first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CloseGrid {
    pub grid: GridId,
    pub on: NaiveDate,
    #[serde(default)]
    pub document: String,
}

/// 工作重点 of a level-3 grid for one year (R048); empty text takes it away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetFocus {
    pub grid: GridId,
    pub year: i32,
    pub text: String,
}

pub(super) fn add(tx: &mut Tx<'_>, args: AddGrid) -> OpResult<String> { todo!() }
pub(super) fn rename(tx: &mut Tx<'_>, args: RenameGrid) -> OpResult<String> { todo!() }
pub(super) fn correct(tx: &mut Tx<'_>, args: CorrectGrid) -> OpResult<String> { todo!() }
pub(super) fn move_to(tx: &mut Tx<'_>, args: MoveGrid) -> OpResult<String> { todo!() }
pub(super) fn close(tx: &mut Tx<'_>, args: CloseGrid) -> OpResult<String> { todo!() }
pub(super) fn set_focus(tx: &mut Tx<'_>, args: SetFocus) -> OpResult<String> { todo!() }
