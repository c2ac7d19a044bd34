//! 操作历史: every operation with who and when, and what it changed field by field, in the words people use.

pub mod columns;
mod names;
mod shape;

use chrono::DateTime;

use self::{
    names::{Names, fields},
    shape::Shape,
};
use super::PAGE_MAX;
pub use crate::store::OpKind;
use crate::{
    domain::{
        desk::Right,
        id::{GridId, OpId, PatrolId, PersonId, PostId},
    },
    ops::{OpFault, OpResult, Workspace, command::right_of, notice::table_label},
    store::{ChangeRow, OpRow},
};

/// The most changed rows shown for one patrol.
const PATROL_CHANGES: u32 = 1_000;

/// A page of the history, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryPage {
    pub rows: Vec<HistoryLine>,
    /// How many operations the search finds altogether.
    pub total: u64,
}

/// How many operations a search finds and where each of its pages starts, so that a table can jump to any of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryIndex {
    pub total: u64,
    /// The last operation of every page but the last one.
    pub marks: Vec<OpId>,
}

impl HistoryIndex {
    /// What to hand to [`page`] as `before` for a page, counted from 0; `None` starts at the newest.
    pub fn before(&self, page: usize) -> Option<OpId> {
        page.checked_sub(1).and_then(|last| self.marks.get(last)).copied()
    }
}

/// One operation in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpDetail {
    pub line: HistoryLine,
    /// What taking it back needs.
    pub right: Right,
    /// What it changed, as many rows as were asked for.
    pub changes: Vec<RowChange>,
}

/// One operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryLine {
    pub op: OpId,
    /// 「2025-06-10 09:30」, in the time of the office.
    pub at: String,
    pub operator: String,
    pub title: String,
    pub kind: OpKind,
    /// It stands taken back now.
    pub undone: bool,
    /// It can be taken back now, as far as its kind goes.
    pub undoable: bool,
    /// How many rows it changed.
    pub changes: u64,
}

/// What an operation did to one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowChange {
    /// 「巡查」.
    pub table: &'static str,
    /// The name of the record, 「张三」.
    pub what: String,
    pub kind: ChangeKind,
    /// The fields that changed; all filled ones of a row that came or went.
    pub fields: Vec<FieldChange>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    Added,
    Changed,
    Removed,
}

impl ChangeKind {
    pub fn label(self) -> &'static str {
        match self {
            Self::Added => "新增",
            Self::Changed => "修改",
            Self::Removed => "删除",
        }
    }
}

/// One field before and after; empty means nothing stood there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    pub label: &'static str,
    pub old: String,
    pub new: String,
}

/// An operation in the history of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowEvent {
    pub op: OpId,
    pub at: String,
    pub operator: String,
    pub title: String,
    pub kind: OpKind,
    pub changes: Vec<RowChange>,
}

/// 「操作」, 「撤销」, 「重做」.
pub fn kind_label(kind: OpKind) -> &'static str {
    match kind {
        OpKind::Do => "操作",
        OpKind::Undo => "撤销",
        OpKind::Redo => "重做",
    }
}

/// A page of operations, newest first, from below `before`; `text` is looked for in title and operator.
pub fn page(ws: &Workspace, text: &str, before: Option<OpId>, limit: u32) -> OpResult<HistoryPage> {
    let text = text.trim();
    let rows = ws.store.ops(text, before, limit.min(PAGE_MAX))?.into_iter().map(line).collect();
    Ok(HistoryPage { rows, total: ws.store.op_count(text)? })
}

fn line(op: OpRow) -> HistoryLine {
    HistoryLine {
        at: local_time(&op.at),
        undoable: op.kind == OpKind::Do && op.undoable && !op.undone,
        op: op.id,
        operator: op.operator,
        title: op.title,
        kind: op.kind,
        undone: op.undone,
        changes: op.changes.max(0) as u64,
    }
}

/// Counts what a search finds and marks where each page of `page_size` operations starts.
pub fn index(ws: &Workspace, text: &str, page_size: u32) -> OpResult<HistoryIndex> {
    let (total, marks) = ws.store.op_index(text.trim(), page_size.clamp(1, PAGE_MAX))?;
    Ok(HistoryIndex { total, marks })
}

/// One operation with up to `limit` of the rows it changed.
///
/// # Errors
/// [`OpFault::NotFound`] for an operation the log does not hold.
pub fn one(ws: &Workspace, op: OpId, limit: u32) -> OpResult<OpDetail> {
    let changes = detail(ws, op, limit)?;
    let row = ws.store.op(op)?.ok_or_else(|| OpFault::not_found("操作", op))?;
    Ok(OpDetail { right: right_of(&row.command), line: line(row), changes })
}

/// What an operation changed, up to `limit` rows.
///
/// # Errors
/// [`OpFault::NotFound`] for an operation the log does not hold.
pub fn detail(ws: &Workspace, op: OpId, limit: u32) -> OpResult<Vec<RowChange>> {
    let row = ws.store.op(op)?.ok_or_else(|| OpFault::not_found("操作", op))?;
    let changes = ws.store.first_changes_of(op, limit)?;
    described(ws, &row, &changes)
}

/// Everything that happened to a patrol, its patrollers and its files, newest first.
pub(super) fn of_patrol(ws: &Workspace, patrol: PatrolId) -> OpResult<Vec<RowEvent>> {
    let all = ws.store.changes_around_patrol(patrol, PATROL_CHANGES)?;
    let mut events = Vec::new();
    for same in all.chunk_by(|one, next| one.0 == next.0) {
        let Some(op) = ws.store.op(same[0].0)? else { continue };
        let changes: Vec<_> = same.iter().map(|(_, change)| change.clone()).collect();
        events.push(RowEvent {
            changes: described(ws, &op, &changes)?,
            op: op.id,
            at: local_time(&op.at),
            operator: op.operator,
            title: op.title,
            kind: op.kind,
        });
    }
    Ok(events)
}

/// Everything that happened to some rows (table and id), newest first; of each row the newest 200 changes.
pub fn of_rows(ws: &Workspace, rows: &[(&str, i64)]) -> OpResult<Vec<RowEvent>> {
    let mut all = Vec::new();
    for (table, row) in rows {
        all.extend(ws.store.history_of(table, *row)?);
    }
    all.sort_by_key(|(op, _)| std::cmp::Reverse(op.id));
    let mut events = Vec::new();
    for same in all.chunk_by(|one, next| one.0.id == next.0.id) {
        let op = &same[0].0;
        let changes: Vec<_> = same.iter().map(|(_, change)| change.clone()).collect();
        events.push(RowEvent {
            changes: described(ws, op, &changes)?,
            op: op.id,
            at: local_time(&op.at),
            operator: op.operator.clone(),
            title: op.title.clone(),
            kind: op.kind,
        });
    }
    Ok(events)
}

/// Everything that happened to a grid, newest first.
pub fn of_grid(ws: &Workspace, grid: GridId) -> OpResult<Vec<RowEvent>> {
    let versions = ws.store.grid_versions(grid)?;
    of_rows(ws, &versions.iter().map(|version| ("grid_version", version.version)).collect::<Vec<_>>())
}

/// Everything that happened to a person, with their terms and duties, newest first.
pub fn of_person(ws: &Workspace, person: PersonId) -> OpResult<Vec<RowEvent>> {
    let mut rows = vec![("person", person.0)];
    rows.extend(ws.store.incumbencies_of_person(person)?.iter().map(|term| ("incumbency", term.id.0)));
    rows.extend(ws.store.duties_of_person(person)?.iter().map(|row| ("duty", row.duty.id.0)));
    of_rows(ws, &rows)
}

/// Everything that happened to a post, with its terms and duties, newest first.
pub fn of_post(ws: &Workspace, post: PostId) -> OpResult<Vec<RowEvent>> {
    let mut rows = vec![("post", post.0)];
    rows.extend(ws.store.incumbencies_of_post(post)?.iter().map(|term| ("incumbency", term.id.0)));
    rows.extend(ws.store.duties_of_post(post)?.iter().map(|row| ("duty", row.duty.id.0)));
    of_rows(ws, &rows)
}

/// The changes of an operation in words; rows that only look touched are left out.
fn described(ws: &Workspace, op: &OpRow, changes: &[ChangeRow]) -> OpResult<Vec<RowChange>> {
    let day = DateTime::parse_from_rfc3339(&op.at).map_or_else(|_| ws.today(), |at| at.date_naive());
    let mut names = Names::new(ws, day);
    names.learn(changes);
    let mut rows = Vec::new();
    for change in changes.iter().filter(|change| change.old != change.new) {
        rows.push(row_change(&mut names, change)?);
    }
    Ok(rows)
}

fn row_change(names: &mut Names<'_>, change: &ChangeRow) -> OpResult<RowChange> {
    let old = change.old.as_deref().map(fields);
    let new = change.new.as_deref().map(fields);
    let kind = match (&old, &new) {
        (None, _) => ChangeKind::Added,
        (_, None) => ChangeKind::Removed,
        _ => ChangeKind::Changed,
    };
    let what = match new.as_ref().or(old.as_ref()) {
        Some(row) => names.of(&change.table, row)?,
        None => String::new(),
    };
    let mut shown = Vec::new();
    for (column, label, shape) in columns::of(&change.table) {
        let (before, after) =
            (old.as_ref().and_then(|row| row.get(*column)), new.as_ref().and_then(|row| row.get(*column)));
        if before == after || matches!(shape, Shape::Hidden) {
            continue;
        }
        let side =
            |names: &mut Names<'_>, row: bool, value| if row { names.show(*shape, value) } else { Ok(String::new()) };
        let old = side(names, old.is_some(), before)?;
        let new = side(names, new.is_some(), after)?;
        if !(old.is_empty() && new.is_empty()) {
            shown.push(FieldChange { label, old, new });
        }
    }
    Ok(RowChange { table: table_label(&change.table), what, kind, fields: shown })
}

/// RFC 3339 as 「2025-06-10 09:30」, in the time it was written in.
fn local_time(at: &str) -> String {
    DateTime::parse_from_rfc3339(at).map_or_else(|_| at.to_owned(), |at| at.format("%Y-%m-%d %H:%M").to_string())
}
