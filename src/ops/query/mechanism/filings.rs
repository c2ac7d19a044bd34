//! 网格划分报备 of a year: filed, late by so many days, or missing (R091, G12).

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::{Tree, scan_counts, tree_day};
use crate::{
    domain::{
        filing::Deadline,
        grid::Level,
        id::{FilingId, GridId},
    },
    ops::{OpResult, Workspace},
    store::FilingRow,
};

/// The filings of a year as of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilingYear {
    pub year: i32,
    pub deadline: Deadline,
    /// The paper that sets it, where the district has.
    pub basis: String,
    /// One line for each level-2 grid, in the order of annex 2.
    pub lines: Vec<FilingLine>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilingLine {
    pub grid: GridId,
    pub name: String,
    /// The first, then every 补报.
    pub filings: Vec<FilingMade>,
    pub state: FilingState,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilingMade {
    pub id: FilingId,
    pub on: NaiveDate,
    /// Days after the deadline (G12).
    pub days_late: i64,
    pub receiver: String,
    pub document: String,
    pub note: String,
    pub scans: u32,
}

/// How a grid stands with its filing; only the first filing of a year tells whether it was in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilingState {
    InTime,
    /// By so many days.
    Late(i64),
    /// The deadline has passed.
    Missing,
    /// The deadline lies ahead.
    Due,
    /// Not expected: annex 2 leaves the grid out.
    Unlisted,
}

impl FilingState {
    pub fn label(self) -> String {
        match self {
            Self::InTime => "按时".to_owned(),
            Self::Late(days) => format!("迟报 {days} 天"),
            Self::Missing => "未报备".to_owned(),
            Self::Due => "待报备".to_owned(),
            Self::Unlisted => "未列入附件2".to_owned(),
        }
    }
}

impl FilingYear {
    /// 「应报备 11 个，按时 9 个，迟报 1 个，未报备 1 个」.
    pub fn summary(&self) -> String {
        let count = |is: fn(FilingState) -> bool| self.lines.iter().filter(|line| is(line.state)).count();
        let all = self.lines.len() - count(|state| state == FilingState::Unlisted);
        let (in_time, late) =
            (count(|state| state == FilingState::InTime), count(|state| matches!(state, FilingState::Late(_))));
        let open = match count(|state| state == FilingState::Due) {
            0 => format!("未报备 {} 个", count(|state| state == FilingState::Missing)),
            due => format!("待报备 {due} 个"),
        };
        format!("应报备 {all} 个，按时 {in_time} 个，迟报 {late} 个，{open}")
    }
}

/// The filings of a year, made up to `as_of`, with every level-2 grid of the year.
///
/// # Errors
/// Only those of the store.
pub fn filings(ws: &Workspace, year: i32, as_of: NaiveDate) -> OpResult<FilingYear> {
    let store = &ws.store;
    let set = store.filing_deadline(year)?;
    let deadline = Deadline::of(year, set.as_ref().map(|(on, _)| *on));
    let day = tree_day(year, as_of);
    let tree = Tree::on(store, day)?;
    let scans = scan_counts(store, "filing")?;
    let mut made: BTreeMap<GridId, Vec<FilingMade>> = BTreeMap::new();
    for row in store.filings_of_year(year)?.into_iter().filter(|row| row.filed_on <= as_of) {
        let scans = scans.get(&row.id.0).copied().unwrap_or(0);
        made.entry(row.grid).or_default().push(filing_made(row, &deadline, scans));
    }
    let mut lines = Vec::new();
    for grid in tree.of_level(Level::Town) {
        let filings = made.remove(&grid.id).unwrap_or_default();
        let state = state(&filings, tree.expects(grid), &deadline, as_of);
        lines.push(FilingLine { grid: grid.id, name: grid.facts.name.clone(), filings, state });
    }
    // Filings of grids that no longer stand are kept in sight.
    for (grid, filings) in made {
        let state = state(&filings, false, &deadline, as_of);
        lines.push(FilingLine { grid, name: tree.name(store, grid, day)?, filings, state });
    }
    Ok(FilingYear { year, deadline, basis: set.map(|(_, basis)| basis).unwrap_or_default(), lines })
}

fn filing_made(row: FilingRow, deadline: &Deadline, scans: u32) -> FilingMade {
    let FilingRow { id, filed_on, receiver, document, note, .. } = row;
    FilingMade { id, on: filed_on, days_late: deadline.days_late(filed_on), receiver, document, note, scans }
}

fn state(filings: &[FilingMade], expected: bool, deadline: &Deadline, day: NaiveDate) -> FilingState {
    match filings.first() {
        Some(first) if first.days_late > 0 => FilingState::Late(first.days_late),
        Some(_) => FilingState::InTime,
        None if !expected => FilingState::Unlisted,
        None if deadline.has_passed(day) => FilingState::Missing,
        None => FilingState::Due,
    }
}

/// A level-2 grid that should have filed by now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingFiling {
    pub grid: GridId,
    pub name: String,
    pub year: i32,
    pub deadline: Deadline,
}

/// The level-2 grids in force on a day without a filing for the year of the day, once its deadline has passed.
///
/// # Errors
/// Only those of the store.
pub fn filings_missing(ws: &Workspace, day: NaiveDate) -> OpResult<Vec<MissingFiling>> {
    let FilingYear { year, deadline, lines, .. } = filings(ws, day.year(), day)?;
    let missing = lines.into_iter().filter(|line| line.state == FilingState::Missing);
    Ok(missing.map(|line| MissingFiling { grid: line.grid, name: line.name, year, deadline }).collect())
}
