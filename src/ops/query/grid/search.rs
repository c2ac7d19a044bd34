//! Finding grids by characters, pinyin, initials, alias or code.

use chrono::NaiveDate;

use crate::{
    domain::{
        grid::{GridKind, Level},
        id::GridId,
    },
    ops::{OpResult, Workspace},
};

/// A found grid with the way to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridHit {
    pub id: GridId,
    pub level: Level,
    pub kind: GridKind,
    pub name: String,
    /// 「罕台镇/撖家塔村」, without the district; of the district its own name.
    pub path: String,
}

/// Grids of a day whose name, alias, pinyin, initials or code match; exact names first.
pub fn search(ws: &Workspace, text: &str, day: NaiveDate, limit: u32) -> OpResult<Vec<GridHit>> {
    todo!()
}
