//! The mechanism ledgers as rows of named values, for lists of the command line and for exports.

use chrono::{Datelike, NaiveDate};
use serde_json::json;

use super::{FilingState, documents, filings, groups, pledges, years};
use crate::{
    domain::{duty_document::Issuer, filing::Deadline, leading_group::Seat},
    ops::{OpResult, Workspace, query::ledger::Row},
};

/// Every filing made up to a day, and the level-2 grids that have not filed for the year of the day.
///
/// # Errors
/// Only those of the store.
pub fn filing_rows(ws: &Workspace, day: NaiveDate) -> OpResult<Vec<Row>> {
    let mut rows = Vec::new();
    for year in years(ws, day.year())? {
        let all = filings(ws, year, day)?;
        for line in &all.lines {
            let missing = line.filings.is_empty() && year == day.year() && line.state != FilingState::Unlisted;
            let made = line.filings.iter().map(Some).chain(missing.then_some(None));
            for (place, made) in made.enumerate() {
                let state = match (place, made) {
                    (0, _) => line.state.label(),
                    (_, _) => "补报".to_owned(),
                };
                rows.push(Row(vec![
                    ("id", json!(made.map(|made| made.id))),
                    ("grid", json!(line.name)),
                    ("year", json!(year)),
                    ("filed_on", json!(made.map(|made| made.on))),
                    ("deadline", json!(deadline(&all.deadline))),
                    ("days_late", json!(made.map(|made| made.days_late))),
                    ("state", json!(state)),
                    ("receiver", json!(made.map(|made| &made.receiver))),
                    ("document", json!(made.map(|made| &made.document))),
                    ("note", json!(made.map(|made| &made.note))),
                    ("scans", json!(made.map_or(0, |made| made.scans))),
                ]));
            }
        }
    }
    Ok(rows)
}

fn deadline(deadline: &Deadline) -> String {
    format!("{}（{}）", deadline.on, deadline.source.label())
}

/// Every document issued up to a day.
///
/// # Errors
/// Only those of the store.
pub fn document_rows(ws: &Workspace, day: NaiveDate) -> OpResult<Vec<Row>> {
    let book = documents(ws, day)?;
    let row = |line: &super::DocumentLine| {
        Row(vec![
            ("id", json!(line.id)),
            ("kind", json!(line.kind.label())),
            ("issuer", json!(line.issuer_name)),
            ("by", json!(if matches!(line.issuer, Issuer::Unit(_)) { "单位" } else { "网格" })),
            ("title", json!(line.title)),
            ("number", json!(line.number)),
            ("covers", json!(line.covers())),
            ("from", json!(line.period.from)),
            ("until", json!(line.period.until)),
            ("in_force", json!(line.in_force)),
            ("note", json!(line.note)),
            ("scans", json!(line.scans)),
        ])
    };
    Ok(book.lines.iter().map(row).collect())
}

/// Every member of every group on a day; a group without members is one row.
///
/// # Errors
/// Only those of the store.
pub fn group_rows(ws: &Workspace, day: NaiveDate) -> OpResult<Vec<Row>> {
    let mut rows = Vec::new();
    for group in &groups(ws, day)?.groups {
        let members = group.members.iter().map(Some).chain(group.members.is_empty().then_some(None));
        for member in members {
            rows.push(Row(vec![
                ("id", json!(group.id)),
                ("grid", json!(group.grid_name)),
                ("name", json!(group.name)),
                ("document", json!(group.document)),
                ("from", json!(group.period.from)),
                ("until", json!(group.period.until)),
                ("member", json!(member.map(|member| member.id))),
                ("part", json!(member.map(|member| member.part.label()))),
                ("person", json!(member.map(|member| &member.name))),
                ("post", json!(member.map(|member| &member.post))),
                ("follows_post", json!(member.map(|member| matches!(member.seat, Seat::Post(_))))),
                ("state", json!(member.map(|member| member.state.label()))),
            ]));
        }
    }
    Ok(rows)
}

/// Every 责任书 entered up to a day, and the grids without one for the year of the day.
///
/// # Errors
/// Only those of the store.
pub fn pledge_rows(ws: &Workspace, day: NaiveDate) -> OpResult<Vec<Row>> {
    let mut rows = Vec::new();
    for year in years(ws, day.year())? {
        // Those without one are only listed for the present year.
        let shown = |line: &&super::PledgeLine| line.id.is_some() || year == day.year();
        for line in pledges(ws, year, day)?.lines.iter().filter(shown) {
            rows.push(Row(vec![
                ("id", json!(line.id)),
                ("year", json!(year)),
                ("tier", json!(line.tier.label())),
                ("upper", json!(line.upper_name)),
                ("grid", json!(line.grid_name)),
                ("upper_signer", json!(line.upper.words())),
                ("signer", json!(line.lower.words())),
                ("farmland", json!(line.targets.farmland)),
                ("permanent", json!(line.targets.permanent)),
                ("signed_on", json!(line.signed_on)),
                ("state", json!(line.state.label())),
                ("document", json!(line.document)),
                ("note", json!(line.note)),
                ("scans", json!(line.scans)),
            ]));
        }
    }
    Ok(rows)
}
