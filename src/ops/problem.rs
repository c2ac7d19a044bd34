//! Problems: entered, corrected, and taken step by step to 销号 (G36).

use serde::{Deserialize, Serialize};

use super::{OpFault, OpResult, StoredFile, Tx};
use crate::domain::{
    id::ProblemId,
    problem::{Problem, step::Step},
};

/// 登记问题.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddProblem {
    #[serde(flatten)]
    pub problem: Problem,
    /// Evidence of the finding.
    #[serde(default)]
    pub files: Vec<StoredFile>,
}

/// 更正问题: the facts as they should be; steps stay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditProblem {
    pub id: ProblemId,
    #[serde(flatten)]
    pub problem: Problem,
}

/// 办理问题: one step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeStep {
    pub id: ProblemId,
    #[serde(flatten)]
    pub step: Step,
    /// Evidence of the step.
    #[serde(default)]
    pub files: Vec<StoredFile>,
}

pub(super) fn add(_tx: &mut Tx<'_>, _args: AddProblem) -> OpResult<String> {
    Err(OpFault::Unexpected)
}

pub(super) fn edit(_tx: &mut Tx<'_>, _args: EditProblem) -> OpResult<String> {
    Err(OpFault::Unexpected)
}

pub(super) fn take(_tx: &mut Tx<'_>, _args: TakeStep) -> OpResult<String> {
    Err(OpFault::Unexpected)
}
