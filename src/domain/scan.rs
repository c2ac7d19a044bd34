//! 扫描件: a kept file that belongs to a record of the mechanism ledgers, to a problem or to a step.

use serde::{Deserialize, Serialize};

use super::id::{
    ClueId, DutyDocumentId, FilingId, HearingId, LeadingGroupId, MonthlyReportId, PledgeId, ProblemId, StepId, TipId,
};

/// The record a scan belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScanOwner {
    Filing(FilingId),
    DutyDocument(DutyDocumentId),
    LeadingGroup(LeadingGroupId),
    Pledge(PledgeId),
    Tip(TipId),
    MonthlyReport(MonthlyReportId),
    Hearing(HearingId),
    Clue(ClueId),
    Problem(ProblemId),
    Step(StepId),
}

impl ScanOwner {
    /// The table of the record.
    pub fn table(self) -> &'static str {
        match self {
            Self::Filing(_) => "filing",
            Self::DutyDocument(_) => "duty_document",
            Self::LeadingGroup(_) => "leading_group",
            Self::Pledge(_) => "pledge",
            Self::Tip(_) => "tip",
            Self::MonthlyReport(_) => "monthly_report",
            Self::Hearing(_) => "hearing",
            Self::Clue(_) => "clue",
            Self::Problem(_) => "problem",
            Self::Step(_) => "problem_step",
        }
    }

    /// The row of the record.
    pub fn id(self) -> i64 {
        match self {
            Self::Filing(id) => id.0,
            Self::DutyDocument(id) => id.0,
            Self::LeadingGroup(id) => id.0,
            Self::Pledge(id) => id.0,
            Self::Tip(id) => id.0,
            Self::MonthlyReport(id) => id.0,
            Self::Hearing(id) => id.0,
            Self::Clue(id) => id.0,
            Self::Problem(id) => id.0,
            Self::Step(id) => id.0,
        }
    }

    /// The owner that stands in a row; `None` for a table this program does not know.
    pub fn read(table: &str, id: i64) -> Option<Self> {
        Some(match table {
            "filing" => Self::Filing(FilingId(id)),
            "duty_document" => Self::DutyDocument(DutyDocumentId(id)),
            "leading_group" => Self::LeadingGroup(LeadingGroupId(id)),
            "pledge" => Self::Pledge(PledgeId(id)),
            "tip" => Self::Tip(TipId(id)),
            "monthly_report" => Self::MonthlyReport(MonthlyReportId(id)),
            "hearing" => Self::Hearing(HearingId(id)),
            "clue" => Self::Clue(ClueId(id)),
            "problem" => Self::Problem(ProblemId(id)),
            "problem_step" => Self::Step(StepId(id)),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owners_read_back_from_their_row() {
        for owner in [
            ScanOwner::Filing(FilingId(1)),
            ScanOwner::DutyDocument(DutyDocumentId(2)),
            ScanOwner::LeadingGroup(LeadingGroupId(3)),
            ScanOwner::Pledge(PledgeId(4)),
            ScanOwner::Tip(TipId(5)),
            ScanOwner::MonthlyReport(MonthlyReportId(5)),
            ScanOwner::Hearing(HearingId(6)),
            ScanOwner::Clue(ClueId(5)),
            ScanOwner::Problem(ProblemId(5)),
            ScanOwner::Step(StepId(6)),
        ] {
            assert_eq!(ScanOwner::read(owner.table(), owner.id()), Some(owner));
        }
        assert_eq!(ScanOwner::read("patrol", 1), None);
    }
}
