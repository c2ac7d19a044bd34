//! The annual assessment: open a year, freeze its objects, score, 审定, correct (R087-R107, G01, G02, G07-G14, G41).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{OpResult, Tx};
use crate::domain::{
    assess::{Mark, Tenths},
    id::{AssessmentId, ObjectId},
};

/// Opens a year: copies the scheme and lists every possible object, those of annex 2 and the default departments
/// switched on (G01).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenAssessment {
    pub year: i32,
    /// Smallest step of a score: 0.1 when not given (G07).
    #[serde(default)]
    pub step: Option<Tenths>,
}

/// Takes an object into the year's list, or out, before it is frozen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncludeObject {
    pub object: ObjectId,
    pub included: bool,
}

/// 冻结考核对象名单: from here on scores are entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreezeObjects {
    pub assessment: AssessmentId,
}

/// Scores one item of one object; no mark makes it open again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetScore {
    pub object: ObjectId,
    /// 「1.1」.
    pub item: String,
    pub mark: Option<Mark>,
    /// 扣分原因及依据, or why it does not apply.
    #[serde(default)]
    pub reason: String,
}

/// 审定 by 区人民政府: locks the year (R087, G14).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmAssessment {
    pub assessment: AssessmentId,
    pub on: NaiveDate,
    #[serde(default)]
    pub document: String,
}

/// 更正 after 审定, numbered, with reason and document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectScore {
    pub object: ObjectId,
    pub item: String,
    pub mark: Mark,
    /// What stands on the sheet from now on.
    #[serde(default)]
    pub mark_reason: String,
    /// Why it is corrected.
    pub reason: String,
    #[serde(default)]
    pub document: String,
}

pub(super) fn open(tx: &mut Tx<'_>, args: OpenAssessment) -> OpResult<String> { todo!() }
pub(super) fn include_object(tx: &mut Tx<'_>, args: IncludeObject) -> OpResult<String> { todo!() }
pub(super) fn freeze_objects(tx: &mut Tx<'_>, args: FreezeObjects) -> OpResult<String> { todo!() }
pub(super) fn set_score(tx: &mut Tx<'_>, args: SetScore) -> OpResult<String> { todo!() }
pub(super) fn confirm(tx: &mut Tx<'_>, args: ConfirmAssessment) -> OpResult<String> { todo!() }
pub(super) fn correct_score(tx: &mut Tx<'_>, args: CorrectScore) -> OpResult<String> { todo!() }
