//! 操作历史: every operation with who and when, and what it changed field by field, in the words people use.

pub use crate::store::OpKind;
use crate::{
    domain::id::OpId,
    ops::{OpResult, Workspace},
};

/// A page of the history, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryPage {
    pub rows: Vec<HistoryLine>,
    /// How many operations the search finds altogether.
    pub total: u64,
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
    todo!()
}

/// What an operation changed, up to `limit` rows.
pub fn detail(ws: &Workspace, op: OpId, limit: u32) -> OpResult<Vec<RowChange>> {
    todo!()
}
