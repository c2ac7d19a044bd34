//! Why an operation did not happen.

use crate::{
    domain::{desk::Right, fault::Faults},
    store::{RevertFault, StoreFault},
};

pub type OpResult<T> = Result<T, OpFault>;

#[derive(Debug, thiserror::Error)]
pub enum OpFault {
    /// What was entered cannot stand; each fault names its field.
    #[error("input: {0}")]
    Input(#[from] Faults),
    /// Something that was named does not exist (any more).
    #[error("no such {kind}: {name}")]
    NotFound { kind: &'static str, name: String },
    #[error("refused: {0}")]
    Refused(#[from] Refusal),
    #[error(transparent)]
    Store(#[from] StoreFault),
    /// A long operation was stopped by whoever started it; nothing was kept.
    #[error("stopped")]
    Stopped,
    /// The work ended in a way nobody expected; nothing was kept.
    #[error("the work ended without an answer")]
    Unexpected,
}

/// What is well-formed but not allowed now.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("{operator} lacks the right {right:?}")]
    Right { operator: String, right: Right },
    #[error("{operator} is limited to {scope}")]
    Scope { operator: String, scope: String },
    #[error("{operator} is limited to a grid, the operation is {owner}'s")]
    NotOwn { operator: String, owner: String },
    #[error("nobody called {0} signs in here")]
    UnknownOperator(String),
    /// The assessment year is confirmed, or not far enough yet.
    #[error("assessment {year}: {why}")]
    Assessment { year: i32, why: String },
    /// A row has changed since the operation that was to be taken back.
    #[error("changed since: {0}")]
    Stale(String),
    #[error("nothing to take back")]
    NothingToUndo,
    #[error("nothing to do again")]
    NothingToRedo,
    #[error("operation cannot be taken back: {0}")]
    NotUndoable(String),
    /// A workspace in memory has no folder to keep files or backups in.
    #[error("the workspace has no folder")]
    NoFolder,
    /// The record is still needed by others.
    #[error("still in use: {0}")]
    InUse(String),
    /// Something cannot be printed before the district has decided a setting for itself.
    #[error("the setting {setting} is empty, {needed_for} needs it")]
    Unset { setting: &'static str, needed_for: &'static str },
}

impl From<RevertFault> for OpFault {
    fn from(fault: RevertFault) -> Self {
        match fault {
            RevertFault::Stale { table, .. } => Refusal::Stale(table).into(),
            RevertFault::Store(fault) => fault.into(),
        }
    }
}

impl OpFault {
    pub fn field(field: &'static str, message: impl Into<String>) -> Self {
        Self::Input(Faults::one(field, message))
    }

    pub fn not_found(kind: &'static str, name: impl ToString) -> Self {
        Self::NotFound { kind, name: name.to_string() }
    }
}
