//! Changing the tree of grids: add, rename, correct, move, close, each with its date; nothing before that date changes (A9).

mod add;
mod change;
mod close;
mod focus;
mod rules;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::{grid::GridKind, id::GridId};

pub(super) use add::{add, add_root, insert};
pub(super) use change::{correct, follow, movable, move_to, rename};
pub(super) use close::{close, end_grid, needed_first, note, warn_of_units};
pub(super) use focus::set_focus;
pub(super) use rules::{Typed, facts, full_name, kind_fits, stays_open, version_before};

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
