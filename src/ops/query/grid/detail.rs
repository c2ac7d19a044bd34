//! One grid with everything its page shows.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::{
    path::{self, PathStep},
    roles::{self, RoleBlock},
};
use crate::{
    domain::{
        date::Period,
        grid::{GridFacts, GridKind, Level},
        id::{GridId, UnitId},
    },
    ops::{OpFault, OpResult, Workspace},
    store::{FocusRow, GridRow, PatrolFilter, Store},
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridDetail {
    pub id: GridId,
    pub level: Level,
    /// The facts of the day; of a grid that does not exist then, those nearest to it.
    pub facts: GridFacts,
    /// The period of those facts.
    pub period: Period,
    /// Whether it exists on the day.
    pub exists: bool,
    /// From the district down, without the grid itself.
    pub path: Vec<PathStep>,
    /// Every version, newest first.
    pub versions: Vec<VersionLine>,
    /// 工作重点, newest year first; empty above and below level 3.
    pub focus: Vec<FocusRow>,
    /// The units that govern it.
    pub units: Vec<(UnitId, String)>,
    /// One block for each role of the level, in the plan's order.
    pub roles: Vec<RoleBlock>,
    /// What stands below it on the day.
    pub children: Vec<ChildCount>,
    /// Patrols in the grid and everything below it, of all time.
    pub patrols: u64,
    /// Those of the year of the day, up to its end.
    pub patrols_of_year: u64,
}

/// One version of a grid in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionLine {
    pub period: Period,
    pub name: String,
    /// What it began with: 「设立」, 「更名（原名某某村）」, 「划入罕台镇（原属铜川镇）」.
    pub change: String,
    pub document: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChildCount {
    pub kind: GridKind,
    pub count: u32,
}

/// Everything about one grid as of a day.
///
/// # Errors
/// [`OpFault::NotFound`] when there never was such a grid.
pub fn detail(ws: &Workspace, grid: GridId, day: NaiveDate) -> OpResult<GridDetail> {
    let store = &ws.store;
    let row = store.grid_near(grid, day)?.ok_or_else(|| OpFault::not_found("网格", grid))?;
    let steps = path::above(store, &row, day)?.into_iter();
    let units = store.units_at(day)?.into_iter().filter(|unit| unit.grid == Some(grid));
    let (patrols, patrols_of_year) = patrols(store, &row, day)?;
    Ok(GridDetail {
        id: grid,
        level: row.level,
        exists: row.period.contains(day),
        path: steps.map(|step| PathStep { id: step.id, name: step.facts.name }).collect(),
        versions: versions(store, grid)?,
        focus: store.focuses(grid)?,
        units: units.map(|unit| (unit.id, unit.name)).collect(),
        roles: roles::blocks(store, &row, day)?,
        children: children(store, grid, day)?,
        patrols,
        patrols_of_year,
        period: row.period,
        facts: row.facts,
    })
}

fn versions(store: &Store, grid: GridId) -> OpResult<Vec<VersionLine>> {
    let rows = store.grid_versions(grid)?;
    let parent_name = |row: &GridRow| -> OpResult<String> {
        match row.facts.parent {
            Some(parent) => Ok(store.grid_name(parent, row.period.from)?.unwrap_or_default()),
            None => Ok(String::new()),
        }
    };
    let mut lines = Vec::with_capacity(rows.len());
    for (place, row) in rows.iter().enumerate() {
        let before = place.checked_sub(1).map(|before| &rows[before]);
        let change = match before {
            None => "设立".to_owned(),
            Some(before) if before.facts.name != row.facts.name => format!("更名（原名「{}」）", before.facts.name),
            Some(before) if before.facts.parent != row.facts.parent => {
                format!("划入「{}」（原属「{}」）", parent_name(row)?, parent_name(before)?)
            }
            Some(_) => "变更".to_owned(),
        };
        let (period, name, document) = (row.period, row.facts.name.clone(), row.document.clone());
        lines.push(VersionLine { period, name, change, document });
    }
    lines.reverse();
    Ok(lines)
}

fn children(store: &Store, grid: GridId, day: NaiveDate) -> OpResult<Vec<ChildCount>> {
    let mut counts: BTreeMap<GridKind, u32> = BTreeMap::new();
    for child in store.children_at(grid, day)? {
        *counts.entry(child.facts.kind).or_default() += 1;
    }
    Ok(counts.into_iter().map(|(kind, count)| ChildCount { kind, count }).collect())
}

/// Patrols of all time and of the year of the day.
fn patrols(store: &Store, row: &GridRow, day: NaiveDate) -> OpResult<(u64, u64)> {
    let grids = match row.level {
        Level::District => None,
        _ => Some(store.subtree_at(row.id, day)?),
    };
    let all = PatrolFilter { grids, ..PatrolFilter::default() };
    let year = PatrolFilter {
        from: NaiveDate::from_ymd_opt(day.year(), 1, 1),
        to: NaiveDate::from_ymd_opt(day.year(), 12, 31),
        ..all.clone()
    };
    Ok((store.patrol_count(&all)?, store.patrol_count(&year)?))
}
