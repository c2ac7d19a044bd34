//! The way from the district down to a grid.

use std::collections::HashMap;

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

/// Paths of many grids on one day; a grid on the way of several is read once.
pub(in crate::ops) struct Paths<'s> {
    store: &'s Store,
    day: NaiveDate,
    known: HashMap<GridId, Option<GridRow>>,
}

impl<'s> Paths<'s> {
    pub fn new(store: &'s Store, day: NaiveDate) -> Self {
        Self { store, day, known: HashMap::new() }
    }

    /// As [`words_of`] says it.
    pub fn words(&mut self, grid: GridId) -> OpResult<String> {
        let mut names = Vec::new();
        let mut next = Some(grid);
        // The levels bound the way: damaged rows cannot make it a circle.
        for _ in Level::ALL {
            let Some(row) = next.map_or(Ok(&None), |id| self.row(id))? else { break };
            next = row.facts.parent;
            if row.level != Level::District || names.is_empty() {
                names.push(row.facts.name.clone());
            }
        }
        names.reverse();
        Ok(names.join("/"))
    }

    /// The name alone.
    pub fn name(&mut self, grid: GridId) -> OpResult<String> {
        Ok(self.row(grid)?.as_ref().map(|row| row.facts.name.clone()).unwrap_or_default())
    }

    fn row(&mut self, grid: GridId) -> OpResult<&Option<GridRow>> {
        if !self.known.contains_key(&grid) {
            let row = self.store.grid_near(grid, self.day)?;
            self.known.insert(grid, row);
        }
        Ok(&self.known[&grid])
    }
}
