//! The data of 图斑核查表: one clue on paper, to be filled in by hand or with its answer.

use crate::domain::sheet::SheetFrame;

/// 图斑核查表 of one clue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckSheet {
    pub frame: SheetFrame,
    /// 批次.
    pub batch: String,
    pub number: String,
    /// 核查单位.
    pub place: String,
    /// Label and value of what is known of the clue, two pairs to a row.
    pub facts: Vec<(&'static str, String)>,
    /// The results that can be ticked, with the one that was found.
    pub choices: Vec<CheckChoice>,
    /// Label and value of the answer; values are empty on a form to fill in.
    pub answer: Vec<(&'static str, String)>,
    /// Under the table.
    pub remarks: Vec<String>,
}

/// A result with its 细类 in one line of boxes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckChoice {
    pub result: &'static str,
    /// Name, and whether it was found.
    pub subs: Vec<(String, bool)>,
}
