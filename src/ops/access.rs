//! Who may do what: every command is checked here, whoever sends it (window, command line, script).

use chrono::NaiveDate;

use super::{Command, OpResult, Refusal};
use crate::{
    domain::{
        desk::{Desk, Right},
        id::GridId,
    },
    store::{OperatorRow, Store},
};

/// The person signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operator {
    pub name: String,
    pub desk: Desk,
    /// The grid they are limited to; `None` is the whole district.
    pub scope: Option<GridId>,
}

impl From<OperatorRow> for Operator {
    fn from(row: OperatorRow) -> Self {
        Self { name: row.name, desk: row.desk, scope: row.scope }
    }
}

/// Whether `operator` may run `command` now.
///
/// # Errors
/// [`Refusal::Right`] when the desk does not do such work, [`Refusal::Scope`] when the grid is outside their own.
pub fn check(operator: &Operator, command: &Command, store: &Store, today: NaiveDate) -> OpResult<()> {
    demand(operator, command.right())?;
    let Some(scope) = operator.scope else { return Ok(()) };
    let touched = command.touched_grids(store)?;
    if touched.is_empty() {
        return Ok(());
    }
    let own = store.subtree_at(scope, today)?;
    if touched.iter().all(|grid| own.contains(grid)) {
        return Ok(());
    }
    let scope = store.grid_name(scope, today)?.unwrap_or_default();
    Err(Refusal::Scope { operator: operator.name.clone(), scope }.into())
}

/// Whether the operator's desk has a right.
pub fn demand(operator: &Operator, right: Right) -> OpResult<()> {
    if operator.desk.has(right) {
        Ok(())
    } else {
        Err(Refusal::Right { operator: operator.name.clone(), right }.into())
    }
}
