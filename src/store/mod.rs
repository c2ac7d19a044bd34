//! SQLite and nothing else: opening, schema steps, one file per entity, the log of every change.

mod assess;
mod attachment;
mod backup;
mod calendar;
mod clue;
mod delegate;
mod duty;
mod duty_document;
mod fault;
mod field_source;
mod filing;
mod grid;
mod hearing;
mod hint;
mod issuance;
mod leading_group;
mod log;
mod matrix;
mod monthly_report;
mod open;
mod operator;
mod patrol;
mod patrol_filter;
mod patrol_rule;
mod phrase;
mod pledge;
mod post;
mod problem;
mod reform;
mod roster;
mod scan;
mod schema;
mod setting;
mod standing;
mod tip;
mod track;
mod trail;
mod unit_name;
mod vacancy;
mod value;
mod within;

pub use assess::{AssessmentRow, CorrectionRow, ObjectRow, ScoreRow};
pub use attachment::{AttachmentRow, KeptBy, KeptContent};
pub use clue::{ClueBatchRow, ClueFilter, ClueReturnRow, ClueRow, ClueTally};
pub use delegate::DelegateRow;
pub use duty::{ChargeRow, DutyRow, PairingRow};
pub use duty_document::DutyDocumentRow;
pub use fault::{StoreFault, StoreResult};
pub use field_source::FieldSourceRow;
pub use filing::FilingRow;
pub use grid::{FocusRow, GridRow};
pub use hearing::{HearingPersonRow, HearingRow};
pub use hint::{HintGridRow, JudgementRow, LeadRow, Window};
pub use issuance::{IssuanceRow, IssueRow};
pub use leading_group::{LeadingGroupRow, LeadingMemberRow};
pub use log::{ChangeRow, LogScope, OpKind, OpRow, RevertFault};
pub use matrix::DutyPerson;
pub use monthly_report::{MemberRow, MonthlyReportRow, PatrolOfPerson};
pub use open::{Access, Store};
pub use operator::OperatorRow;
pub use patrol::{PatrolMark, PatrolRow};
pub use patrol_filter::PatrolFilter;
pub use pledge::PledgeRow;
pub use post::{IncumbencyRow, PostRow};
pub use problem::{
    InformedRow, OpenTally, ProblemFilter, ProblemLinks, ProblemMark, ProblemRow, ProblemTally, StepRow,
};
pub use reform::{PlaceTally, ReformRow};
pub use roster::{PersonRow, UnitRow};
pub use scan::ScanRow;
pub use schema::{APPLICATION_ID, VERSION};
pub use standing::HeldPost;
pub use tip::{Answer, LookRow, RewardRow, TipRow, Verification};
pub use track::{TakenRow, TrackRow};
pub use unit_name::FormerNameRow;

/// The names of the tables whose changes are not logged, with the reason.
pub const UNLOGGED: &[(&str, &str)] = &[
    ("meta", "identity of the workspace, written once when it is made"),
    ("op", "the log itself"),
    ("change", "the log itself"),
    ("phrase", "derived from patrols by triggers"),
    ("patrol_phrase", "derived from patrols by triggers"),
    ("problem_text", "derived from problems and their steps by triggers"),
    ("tip_identity", "who reported something: sealed, so that no log repeats it"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_cannot_change_outside_an_operation() {
        let store = Store::in_memory().unwrap();
        for table in log::logged_tables(&store.conn).unwrap() {
            let triggers: i64 = store
                .conn
                .query_row(
                    "select count(*) from temp.sqlite_schema where type = 'trigger' and tbl_name = ?1",
                    [&table],
                    |row| row.get(0),
                )
                .unwrap();
            assert_eq!(triggers, 3, "{table}");
        }
        let stray = store.conn.execute("insert into setting (id, key, value) values (1, 'hotline', '')", []);
        assert!(stray.unwrap_err().to_string().contains("change.op"));
        let kept: i64 = store.conn.query_row("select count(*) from setting", [], |row| row.get(0)).unwrap();
        assert_eq!(kept, 0);
    }
}
