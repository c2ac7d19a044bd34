//! Who may do what: every command is checked here, whoever sends it (window, command line, script).

use chrono::NaiveDate;

use super::{Command, OpResult, Refusal, command::right_of};
use crate::{
    domain::{
        desk::{Desk, Right},
        id::{GridId, OperatorId},
    },
    store::{OpRow, OperatorRow, Store},
};

/// The person signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operator {
    pub id: OperatorId,
    pub name: String,
    pub desk: Desk,
    /// The grid they are limited to; `None` is the whole district.
    pub scope: Option<GridId>,
}

impl From<OperatorRow> for Operator {
    fn from(row: OperatorRow) -> Self {
        Self { id: row.id, name: row.name, desk: row.desk, scope: row.scope }
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

/// Whether `operator` may take an operation back or do it again: with the right it needed, and limited to a grid only
/// when it was their own.
///
/// # Errors
/// [`Refusal::Right`], [`Refusal::NotOwn`].
pub fn check_reverting(operator: &Operator, op: &OpRow) -> OpResult<()> {
    demand(operator, right_of(&op.command))?;
    if operator.scope.is_some() && op.operator != operator.name {
        return Err(Refusal::NotOwn { operator: operator.name.clone(), owner: op.operator.clone() }.into());
    }
    Ok(())
}

/// Whether the operator's desk has a right.
pub fn demand(operator: &Operator, right: Right) -> OpResult<()> {
    if operator.desk.has(right) {
        Ok(())
    } else {
        Err(Refusal::Right { operator: operator.name.clone(), right }.into())
    }
}
