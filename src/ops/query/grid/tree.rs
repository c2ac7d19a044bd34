//! The whole tree of a day in the order it is shown.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::{
    domain::{
        grid::{GridKind, Level},
        id::GridId,
        roster::Role,
    },
    ops::{OpResult, Workspace},
    store::GridRow,
};

/// One line of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeNode {
    pub id: GridId,
    pub parent: Option<GridId>,
    pub level: Level,
    pub kind: GridKind,
    pub name: String,
    /// 无耕地 (G28).
    pub no_farmland: bool,
    /// Stands in annex 2 (R115).
    pub listed: bool,
    /// How many mandatory roles of the grid itself nobody holds on the day.
    pub vacancies: u32,
    pub has_children: bool,
}

/// The grids of a day, parents before children, siblings in the order of annex 2, then by code.
pub fn tree(ws: &Workspace, day: NaiveDate) -> OpResult<Vec<TreeNode>> {
    let rows = ws.store.grids_at(day)?;
    let filled: BTreeSet<(GridId, Role)> = ws.store.filled_roles(day)?.into_iter().collect();
    let here: BTreeSet<GridId> = rows.iter().map(|row| row.id).collect();
    let node = |(row, has_children): (&GridRow, bool)| {
        let parent = row.facts.parent.filter(|parent| here.contains(parent));
        TreeNode { parent, has_children, ..node(row, &filled) }
    };
    Ok(in_order(&rows).into_iter().map(node).collect())
}

/// The grids of a day as they are shown, each with whether others stand below it: parents before children.
pub(in crate::ops) fn in_order(rows: &[GridRow]) -> Vec<(&GridRow, bool)> {
    let here: BTreeSet<GridId> = rows.iter().map(|row| row.id).collect();
    let mut below: BTreeMap<Option<GridId>, Vec<&GridRow>> = BTreeMap::new();
    for row in rows {
        // A grid whose parent is gone still has to be seen: it stands at the top.
        below.entry(row.facts.parent.filter(|parent| here.contains(parent))).or_default().push(row);
    }
    let mut ordered = Vec::with_capacity(rows.len());
    let mut next: Vec<&GridRow> = below.get(&None).into_iter().flatten().rev().copied().collect();
    while let Some(row) = next.pop() {
        let children = below.get(&Some(row.id)).map_or(&[][..], Vec::as_slice);
        ordered.push((row, !children.is_empty()));
        next.extend(children.iter().rev());
    }
    ordered
}

fn node(row: &GridRow, filled: &BTreeSet<(GridId, Role)>) -> TreeNode {
    let facts = &row.facts;
    let vacant = |role: &&Role| role.mandatory(row.level, facts.no_farmland) && !filled.contains(&(row.id, **role));
    TreeNode {
        id: row.id,
        parent: facts.parent,
        level: row.level,
        kind: facts.kind,
        name: facts.name.clone(),
        no_farmland: facts.no_farmland,
        listed: facts.annex2_order.is_some(),
        vacancies: Role::at(row.level).iter().filter(vacant).count() as u32,
        has_children: false,
    }
}
