//! 月报 as rows of named values, for lists of the command line and for exports.

use chrono::NaiveDate;
use serde_json::json;

use super::board;
use crate::{
    domain::{month::Month, monthly_report::first_month},
    ops::{OpResult, Workspace, query::ledger::Row},
};

/// Months a list goes back.
const MONTHS: usize = 12;

/// Everyone who is due for the last twelve months up to a day, with what they handed in; newest month first.
///
/// # Errors
/// Only those of the store.
pub fn monthly_rows(ws: &Workspace, day: NaiveDate) -> OpResult<Vec<Row>> {
    let mut rows = Vec::new();
    let mut month = Month::of(day);
    for _ in 0..MONTHS {
        if month < first_month() {
            break;
        }
        let board = board(ws, month, day, None)?;
        for line in &board.members {
            let village = board.village(line.village);
            let town = village.and_then(|village| village.town).and_then(|town| board.town(town));
            let report = line.report.as_ref();
            rows.push(Row(vec![
                ("id", json!(report.map(|report| report.id))),
                ("month", json!(month)),
                ("town", json!(town.map(|town| &town.name))),
                ("village", json!(village.map(|village| &village.name))),
                ("groups", json!(line.groups)),
                ("person", json!(line.name)),
                ("state", json!(line.standing.label())),
                ("due_on", json!(board.due.on)),
                ("submitted_on", json!(report.map(|report| report.submitted_on))),
                ("days_late", json!(report.map(|report| report.days_late))),
                ("nil", json!(report.map(|report| report.nil))),
                ("patrols", json!(report.map(|report| report.patrols))),
                ("days", json!(report.map(|report| report.days))),
                ("findings", json!(report.map(|report| report.findings))),
                ("found", json!(report.map(|report| &report.found))),
            ]));
        }
        month = month.previous();
    }
    Ok(rows)
}
