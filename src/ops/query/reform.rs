//! 沿革: recorded reforms of the tree, what became of what, and what a planned one would touch.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::grid;
use crate::{
    domain::{
        id::{GridId, ReformId, UnitId},
        reform::{Descent, ReformKind},
    },
    ops::{
        OpFault, OpResult, Workspace,
        reform::{Change, OpenItems, open_items},
    },
    store::{ReformRow, Store},
};

/// One reform with what became of what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReformLine {
    pub id: ReformId,
    pub kind: ReformKind,
    /// First day of the new state.
    pub effective_on: NaiveDate,
    pub document: String,
    pub note: String,
    pub title: String,
    /// The grids of the day before, each once, by their names then.
    pub from: Vec<ReformedGrid>,
    /// The grids of the day, each once, by their names on it.
    pub to: Vec<ReformedGrid>,
}

/// A grid on one side of a reform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReformedGrid {
    pub id: GridId,
    /// 「罕台镇/撖家塔村」.
    pub path: String,
}

/// A former name of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerName {
    pub name: String,
    /// Last day it was called so.
    pub last_day: NaiveDate,
    pub document: String,
}

/// A grid below one that is being reformed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReformChild {
    pub id: GridId,
    pub name: String,
    pub parent: GridId,
    pub parent_name: String,
}

/// What a planned reform has to deal with, read before it is carried out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Impact {
    /// Duties, 包联, pairings and 专人 that have to end.
    pub open: OpenItems,
}

/// Every reform, newest first.
pub fn list(ws: &Workspace) -> OpResult<Vec<ReformLine>> {
    lines(&ws.store, ws.store.reforms()?)
}

/// The reforms a grid took part in, newest first.
pub fn of_grid(ws: &Workspace, grid: GridId) -> OpResult<Vec<ReformLine>> {
    lines(&ws.store, ws.store.reforms_of_grid(grid)?)
}

/// # Errors
/// [`OpFault::NotFound`].
pub fn one(ws: &Workspace, id: ReformId) -> OpResult<ReformLine> {
    let row = ws.store.reform(id)?.ok_or_else(|| OpFault::not_found("区划调整", id))?;
    lines(&ws.store, vec![row])?.pop().ok_or_else(|| OpFault::not_found("区划调整", id))
}

/// The former names of a unit, the newest first.
pub fn former_names(ws: &Workspace, unit: UnitId) -> OpResult<Vec<FormerName>> {
    let rows = ws.store.former_unit_names(unit)?.into_iter();
    Ok(rows
        .map(|row| FormerName { name: row.name, last_day: row.until - Days::new(1), document: row.document })
        .collect())
}

/// What stands directly below some grids on a day, in their order.
pub fn children(ws: &Workspace, grids: &[GridId], day: NaiveDate) -> OpResult<Vec<ReformChild>> {
    let mut children = Vec::new();
    for parent in grids {
        let parent_name = ws.store.grid_name(*parent, day)?.unwrap_or_default();
        let rows = ws.store.children_at(*parent, day)?.into_iter();
        children.extend(rows.map(|row| ReformChild {
            id: row.id,
            name: row.facts.name,
            parent: *parent,
            parent_name: parent_name.clone(),
        }));
    }
    Ok(children)
}

/// What a change on a day would have to end.
pub fn impact(ws: &Workspace, change: &Change, on: NaiveDate) -> OpResult<Impact> {
    Ok(Impact { open: open_items(&ws.store, change, on)? })
}

fn lines(store: &Store, rows: Vec<ReformRow>) -> OpResult<Vec<ReformLine>> {
    let mut descents: BTreeMap<ReformId, Vec<Descent>> = BTreeMap::new();
    for descent in store.descents()? {
        descents.entry(descent.reform).or_default().push(descent);
    }
    rows.into_iter().map(|row| line(store, row, &descents)).collect()
}

fn line(store: &Store, row: ReformRow, descents: &BTreeMap<ReformId, Vec<Descent>>) -> OpResult<ReformLine> {
    let own = descents.get(&row.id).map_or(&[][..], Vec::as_slice);
    let ReformRow { id, kind, effective_on, document, note, title } = row;
    let eve = effective_on - Days::new(1);
    Ok(ReformLine {
        from: named(store, own.iter().filter_map(|descent| descent.from), eve)?,
        to: named(store, own.iter().filter_map(|descent| descent.to), effective_on)?,
        id,
        kind,
        effective_on,
        document,
        note,
        title,
    })
}

/// Each grid once, by its name of a day.
fn named(store: &Store, grids: impl Iterator<Item = GridId>, day: NaiveDate) -> OpResult<Vec<ReformedGrid>> {
    let mut once: Vec<ReformedGrid> = Vec::new();
    for id in grids {
        if !once.iter().any(|known| known.id == id) {
            once.push(ReformedGrid { id, path: grid::words_of(store, id, day)? });
        }
    }
    Ok(once)
}

/// A reform as a ground for figures: its sentence and its paper.
pub(super) fn basis(title: &str, document: &str) -> String {
    if document.is_empty() { title.to_owned() } else { format!("{title}，{document}") }
}
