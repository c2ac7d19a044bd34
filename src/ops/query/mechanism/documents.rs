//! 职责文件 and 奖惩措施 as of a day, and which town or street has none (R055, R069, R094).

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use super::{Tree, scan_counts};
use crate::{
    domain::{
        date::Period,
        duty_document::{DocumentKind, Issuer},
        grid::Level,
        id::{DutyDocumentId, GridId},
        roster::Role,
    },
    ops::{OpResult, Workspace},
    store::{DutyDocumentRow, UnitRow},
};

/// The documents issued up to a day, and who has none of a kind in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentBook {
    /// In the order of the grids they are of, oldest first.
    pub lines: Vec<DocumentLine>,
    /// Level-2 grids without a document of a kind in force on the day.
    pub missing: Vec<(GridId, String, DocumentKind)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentLine {
    pub id: DutyDocumentId,
    pub kind: DocumentKind,
    pub issuer: Issuer,
    pub issuer_name: String,
    /// The grid it counts for: its own, or the one its unit governs.
    pub grid: Option<GridId>,
    pub title: String,
    pub number: String,
    pub levels: Vec<Level>,
    pub roles: Vec<Role>,
    pub period: Period,
    /// On the day asked for.
    pub in_force: bool,
    pub note: String,
    pub scans: u32,
}

impl DocumentLine {
    /// What it speaks of: 「二级网格、三级网格：总监督人、监督人」.
    pub fn covers(&self) -> String {
        let levels: Vec<_> = self.levels.iter().map(|level| level.label()).collect();
        let roles: Vec<_> = self.roles.iter().map(|role| role.label()).collect();
        match (levels.is_empty(), roles.is_empty()) {
            (true, true) => String::new(),
            (false, true) => levels.join("、"),
            (true, false) => roles.join("、"),
            (false, false) => format!("{}：{}", levels.join("、"), roles.join("、")),
        }
    }
}

/// Every document issued up to `day`.
///
/// # Errors
/// Only those of the store.
pub fn documents(ws: &Workspace, day: NaiveDate) -> OpResult<DocumentBook> {
    let store = &ws.store;
    let tree = Tree::on(store, day)?;
    let units: HashMap<_, UnitRow> = store.units_at(day)?.into_iter().map(|unit| (unit.id, unit)).collect();
    let scans = scan_counts(store, "duty_document")?;
    let mut lines = Vec::new();
    for row in store.duty_documents()?.into_iter().filter(|row| row.period.from <= day) {
        let (issuer_name, grid) = match row.issuer {
            Issuer::Unit(unit) => units.get(&unit).map_or_else(Default::default, |unit| (unit.name.clone(), unit.grid)),
            Issuer::Grid(grid) => (tree.name(store, grid, day)?, Some(grid)),
        };
        let scans = scans.get(&row.id.0).copied().unwrap_or(0);
        lines.push(document_line(row, issuer_name, grid, day, scans));
    }
    let place = |line: &DocumentLine| line.grid.and_then(|grid| tree.place.get(&grid).copied()).unwrap_or(usize::MAX);
    lines.sort_by_key(|line| (place(line), line.kind, line.period.from));
    let held: BTreeSet<_> =
        lines.iter().filter(|line| line.in_force).filter_map(|line| Some((line.grid?, line.kind))).collect();
    let towns = tree.of_level(Level::Town).filter(|town| tree.expects(town));
    let missing = towns.flat_map(|town| DocumentKind::ALL.map(|kind| (town.id, town.facts.name.clone(), kind)));
    let missing = missing.filter(|(grid, _, kind)| !held.contains(&(*grid, *kind))).collect();
    Ok(DocumentBook { lines, missing })
}

fn document_line(
    row: DutyDocumentRow,
    issuer_name: String,
    grid: Option<GridId>,
    day: NaiveDate,
    scans: u32,
) -> DocumentLine {
    DocumentLine {
        id: row.id,
        kind: row.kind,
        issuer: row.issuer,
        issuer_name,
        grid,
        title: row.title,
        number: row.number,
        levels: row.levels,
        roles: row.roles,
        in_force: row.period.contains(day),
        period: row.period,
        note: row.note,
        scans,
    }
}
