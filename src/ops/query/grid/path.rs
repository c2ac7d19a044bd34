//! The way from the district down to a grid.

use chrono::NaiveDate;

use crate::{
    domain::{grid::Level, id::GridId},
    ops::OpResult,
    store::{GridRow, Store},
};

/// One grid on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathStep {
    pub id: GridId,
    pub name: String,
}

/// The grids above one, the district first.
pub(in crate::ops) fn above(store: &Store, row: &GridRow, day: NaiveDate) -> OpResult<Vec<GridRow>> {
    let mut steps = Vec::new();
    let mut parent = row.facts.parent;
    // The levels bound the way: damaged rows cannot make it a circle.
    while let (Some(id), true) = (parent, steps.len() < Level::ALL.len()) {
        let Some(step) = store.grid_near(id, day)? else { break };
        parent = step.facts.parent;
        steps.push(step);
    }
    steps.reverse();
    Ok(steps)
}

/// 「罕台镇/撖家塔村」, without the district; of the district its own name.
pub(in crate::ops) fn words(store: &Store, row: &GridRow, day: NaiveDate) -> OpResult<String> {
    let steps = above(store, row, day)?;
    let names = steps.iter().filter(|step| step.level != Level::District).map(|step| step.facts.name.as_str());
    Ok(names.chain([row.facts.name.as_str()]).collect::<Vec<_>>().join("/"))
}

/// The same by id; empty when there never was such a grid.
pub(in crate::ops) fn words_of(store: &Store, grid: GridId, day: NaiveDate) -> OpResult<String> {
    match store.grid_near(grid, day)? {
        Some(row) => words(store, &row, day),
        None => Ok(String::new()),
    }
}
