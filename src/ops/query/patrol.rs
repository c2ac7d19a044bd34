//! The patrol ledger: filtered pages, the place of every page, one record in full, and the printed sheet.

use std::path::PathBuf;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::history::RowEvent;
/// A line of the ledger: the record, the names it had on its day, and how many files it keeps.
pub use crate::store::PatrolRow as PatrolLine;
pub use crate::{domain::id::PatrolId, store::PatrolMark};
use crate::{
    domain::{
        id::{AttachmentId, GridId, PersonId},
        patrol::{Finding, PatrolKind},
        sheet::PatrolLedger,
    },
    ops::{OpResult, Workspace},
};

/// The most rows one sheet prints; a larger ledger is printed month by month.
pub const SHEET_ROWS: u32 = 5_000;

/// What part of the ledger is asked for; empty fields ask for everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PatrolQuery {
    pub from: Option<NaiveDate>,
    /// Inclusive.
    pub to: Option<NaiveDate>,
    /// A grid with everything that was below it on the day of each patrol.
    pub grid: Option<GridId>,
    pub person: Option<PersonId>,
    pub kind: Option<PatrolKind>,
    pub finding: Option<Finding>,
    /// Looked for in 发现情况, 处置情况 and 备注.
    pub text: String,
}

/// How many rows a query finds and where each of its pages starts, so that a table can jump to any of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PatrolIndex {
    pub total: u64,
    /// The rows of a page.
    pub page_size: u32,
    /// The last row of every page but the last one.
    pub marks: Vec<PatrolMark>,
}

impl PatrolIndex {
    /// How many pages there are.
    pub fn pages(&self) -> usize {
        if self.total == 0 { 0 } else { self.marks.len() + 1 }
    }

    /// What to hand to [`page`] as `after` for a page, counted from 0; `None` starts at the top.
    pub fn before(&self, page: usize) -> Option<PatrolMark> {
        page.checked_sub(1).and_then(|last| self.marks.get(last)).copied()
    }
}

/// One record in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatrolDetail {
    pub line: PatrolLine,
    /// 「罕台镇撖家塔村」, with the group when there is one.
    pub place: String,
    /// In the order they sign.
    pub patrollers: Vec<(PersonId, String)>,
    /// 补录: entered on a later day than it happened.
    pub late: bool,
    pub files: Vec<PatrolFile>,
    /// What was done to it, newest first.
    pub history: Vec<RowEvent>,
}

/// A file kept with a patrol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatrolFile {
    pub id: AttachmentId,
    pub name: String,
    /// Bytes.
    pub size: u64,
    pub digest: String,
    /// Where it lies; `None` when the workspace has no folder or the file is gone.
    pub path: Option<PathBuf>,
}

/// A page of the ledger, newest first, from below `after`.
pub fn page(ws: &Workspace, query: &PatrolQuery, after: Option<PatrolMark>, limit: u32) -> OpResult<Vec<PatrolLine>> {
    todo!()
}

/// Counts what a query finds and marks where each page of `page_size` rows starts.
pub fn index(ws: &Workspace, query: &PatrolQuery, page_size: u32) -> OpResult<PatrolIndex> {
    todo!()
}

/// One record with its files and its history.
pub fn detail(ws: &Workspace, id: PatrolId) -> OpResult<PatrolDetail> {
    todo!()
}

/// The query in words: 「2025年3月1日至2025年3月31日 · 罕台镇 · 全部类型」.
pub fn summary(ws: &Workspace, query: &PatrolQuery) -> OpResult<String> {
    todo!()
}

/// The printed ledger, oldest first: title after kind and grid, columns of [`crate::domain::ledger::PATROL`] that go on paper.
///
/// # Errors
/// A fault of `query` when it finds more than [`SHEET_ROWS`].
pub fn ledger(ws: &Workspace, query: &PatrolQuery) -> OpResult<PatrolLedger> {
    todo!()
}

/// The text of one cell, for screen, spreadsheet and paper alike (A11). `key` is one of [`crate::domain::ledger::PATROL`].
pub fn cell(row: &PatrolLine, key: &str) -> String {
    todo!()
}
