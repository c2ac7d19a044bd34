//! Finding grids by characters, pinyin, initials, alias or code.

use chrono::NaiveDate;

use super::path;
use crate::{
    domain::{
        grid::{GridKind, Level},
        id::GridId,
    },
    ops::{OpResult, Workspace, query::PAGE_MAX},
    store::GridRow,
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
    let rows = ws.store.find_grids(text.trim(), day, limit.min(PAGE_MAX))?;
    rows.into_iter().map(|row| hit(ws, row, day)).collect()
}

/// One grid as search shows it, by what it was called on the day or nearest to it.
pub fn by_id(ws: &Workspace, grid: GridId, day: NaiveDate) -> OpResult<Option<GridHit>> {
    ws.store.grid_near(grid, day)?.map(|row| hit(ws, row, day)).transpose()
}

fn hit(ws: &Workspace, row: GridRow, day: NaiveDate) -> OpResult<GridHit> {
    let path = path::words(&ws.store, &row, day)?;
    Ok(GridHit { id: row.id, level: row.level, kind: row.facts.kind, name: row.facts.name, path })
}
