//! SQLite and nothing else: opening, schema steps, one file per entity, the log of every change.

mod assess;
mod attachment;
mod backup;
mod calendar;
mod delegate;
mod duty;
mod duty_document;
mod fault;
mod filing;
mod grid;
mod issuance;
mod leading_group;
mod log;
mod matrix;
mod open;
mod operator;
mod patrol;
mod pledge;
mod post;
mod problem;
mod reform;
mod roster;
mod scan;
mod schema;
mod setting;
mod standing;
mod trail;
mod unit_name;
mod vacancy;
mod value;
mod within;

pub use assess::{AssessmentRow, CorrectionRow, ObjectRow, ScoreRow};
pub use attachment::{AttachmentRow, KeptBy, KeptContent};
pub use delegate::DelegateRow;
pub use duty::{ChargeRow, DutyRow, PairingRow};
pub use duty_document::DutyDocumentRow;
pub use fault::{StoreFault, StoreResult};
pub use filing::FilingRow;
pub use grid::{FocusRow, GridRow};
pub use issuance::{IssuanceRow, IssueRow};
pub use leading_group::{LeadingGroupRow, LeadingMemberRow};
pub use log::{ChangeRow, LogScope, OpKind, OpRow, RevertFault};
pub use matrix::DutyPerson;
pub use open::{Access, Store};
pub use operator::OperatorRow;
pub use patrol::{PatrolFilter, PatrolMark, PatrolRow};
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
pub use unit_name::FormerNameRow;

/// The names of the tables whose changes are not logged, with the reason.
pub const UNLOGGED: [(&str, &str); 3] = [
    ("meta", "identity of the workspace, written once when it is made"),
    ("op", "the log itself"),
    ("change", "the log itself"),
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
