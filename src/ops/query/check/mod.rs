//! The check of the grid system as of a day: loads the district in a handful of questions, has the rules look at it, and
//! says in words what was found (R092, R102).

mod sheet;
mod words;

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

pub use sheet::certificate;

use self::words::Words;
use super::{
    grid::in_order,
    mechanism::{self, FilingState, FilingYear},
};
use crate::{
    domain::{
        check::{self, Check, FilingDue, Finding, FindingKind, GridState, Place, Reach, Severity, Snapshot},
        grid::Level,
        id::GridId,
    },
    ops::{OpResult, Workspace},
    store::GridRow,
};

/// What was looked at and found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckReport {
    pub day: NaiveDate,
    pub reach: Reach,
    /// The first day on which gaps and overlaps were looked for.
    pub since: NaiveDate,
    /// Grids of the day by level: 一级, 二级, 三级, 村民小组.
    pub grids: [u32; 4],
    /// One line for each check, in their order.
    pub lines: Vec<CheckLine>,
    /// By check, then in the order of the tree.
    pub findings: Vec<FindingLine>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CheckLine {
    pub check: Check,
    /// How much there was to look at.
    pub examined: u32,
    pub missing: u32,
    pub doubts: u32,
}

/// One finding in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FindingLine {
    pub kind: FindingKind,
    pub severity: Severity,
    /// The town or street it lies in; none for the district itself.
    pub town: Option<GridId>,
    /// Name of the town or street, or of the district.
    pub town_name: String,
    pub grid: Option<GridId>,
    /// 「罕台镇/撖家塔村」, or the unit of a post.
    pub subject: String,
    pub words: String,
    /// Where it is put right.
    pub place: Option<Place>,
}

impl CheckLine {
    /// Something was looked at, and nothing was found.
    pub fn passed(&self) -> bool {
        self.examined > 0 && self.missing == 0 && self.doubts == 0
    }

    /// There was nothing to look at: neither in order nor at fault.
    pub fn is_idle(&self) -> bool {
        self.examined == 0 && self.missing == 0 && self.doubts == 0
    }
}

impl CheckReport {
    /// Whether there was no grid to look at.
    pub fn is_empty(&self) -> bool {
        self.grids.iter().all(|count| *count == 0)
    }

    pub fn has_missing(&self) -> bool {
        self.lines.iter().any(|line| line.missing > 0)
    }

    /// How many checks found nothing.
    pub fn passed(&self) -> usize {
        self.lines.iter().filter(|line| line.passed()).count()
    }

    /// How many checks had nothing to look at.
    pub fn idle(&self) -> usize {
        self.lines.iter().filter(|line| line.is_idle()).count()
    }

    pub fn count(&self, severity: Severity) -> u32 {
        let of = |line: &CheckLine| if severity == Severity::Missing { line.missing } else { line.doubts };
        self.lines.iter().map(of).sum()
    }
}

/// Checks the district of a day.
///
/// # Errors
/// Only those of the store.
pub fn check(ws: &Workspace, day: NaiveDate, reach: Reach) -> OpResult<CheckReport> {
    let rows = ws.store.grids_at(day)?;
    let ordered: Vec<&GridRow> = in_order(&rows).into_iter().map(|(row, _)| row).collect();
    let filings = mechanism::filings(ws, day.year(), day)?;
    let snapshot = snapshot(ws, day, reach, &ordered, &filings)?;
    let findings = check::run(&snapshot);
    let mut words = Words::new(&ws.store, &ordered, &snapshot, &filings);
    let mut lines: Vec<FindingLine> = Vec::with_capacity(findings.found.len());
    for finding in &findings.found {
        lines.push(words.line(finding)?);
    }
    let places: HashMap<GridId, usize> = ordered.iter().enumerate().map(|(place, row)| (row.id, place)).collect();
    lines.sort_by_key(|line| (line.kind.check(), line.grid.and_then(|grid| places.get(&grid).copied())));
    let count = |check: Check, severity: Severity| {
        let of = |found: &&Finding| found.kind.check() == check && found.severity == severity;
        findings.found.iter().filter(of).count() as u32
    };
    let line = |looked: &check::Looked| CheckLine {
        check: looked.check,
        examined: looked.examined,
        missing: count(looked.check, Severity::Missing),
        doubts: count(looked.check, Severity::Doubt),
    };
    Ok(CheckReport {
        day,
        reach,
        since: snapshot.since,
        grids: Level::ALL.map(|level| rows.iter().filter(|row| row.level == level).count() as u32),
        lines: findings.looked.iter().map(line).collect(),
        findings: lines,
    })
}

/// The district as the rules look at it, in the order of the tree.
fn snapshot(
    ws: &Workspace,
    day: NaiveDate,
    reach: Reach,
    grids: &[&GridRow],
    filings: &FilingYear,
) -> OpResult<Snapshot> {
    let store = &ws.store;
    let lives = store.grid_lives()?;
    let first = lives.values().map(|life| life.from).min().unwrap_or(day);
    let since = reach.since(day, first);
    let state = |row: &&GridRow| GridState {
        id: row.id,
        parent: row.facts.parent,
        level: row.level,
        no_farmland: row.facts.no_farmland,
        listed: row.facts.annex2_order.is_some(),
    };
    Ok(Snapshot {
        day,
        since,
        grids: grids.iter().map(state).collect(),
        lives,
        duties: store.duties_within(since, day)?,
        posts: store.post_spans()?,
        terms: store.terms_within(since, day)?,
        charges: store.charges_within(since, day)?,
        pairings: store.pairings_within(since, day)?,
        filings: due(filings),
    })
}

/// The filings of the year that are made, or missing by now.
fn due(filings: &FilingYear) -> Vec<FilingDue> {
    let due = filings.lines.iter().filter_map(|line| {
        let made = match line.state {
            FilingState::InTime | FilingState::Late(_) => true,
            FilingState::Missing => false,
            FilingState::Due | FilingState::Unlisted => return None,
        };
        Some(FilingDue { grid: line.grid, made })
    });
    due.collect()
}
