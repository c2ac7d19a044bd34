//! What 批量登记 begins with: a row for each grid, with what is there already and what last year had.

use chrono::NaiveDate;

use super::{FilingState, filings, pledges};
use crate::{
    domain::{
        id::GridId,
        pledge::{Targets, Tier},
    },
    ops::{OpResult, Workspace, query::settings},
};

/// A level-2 grid in the entry of a year's filings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilingDraftLine {
    pub grid: GridId,
    pub name: String,
    /// How it stands now: 「按时」.
    pub state: FilingState,
    pub filed_on: Option<NaiveDate>,
    pub receiver: String,
    /// Whom last year's filing was handed to.
    pub last_receiver: Option<String>,
}

/// The rows of 批量登记 of filings: every level-2 grid of the year.
///
/// # Errors
/// Only those of the store.
pub fn filing_entry(ws: &Workspace, year: i32) -> OpResult<Vec<FilingDraftLine>> {
    let today = ws.today();
    let receiver = settings::value(ws, "filing_receiver")?;
    let last = filings(ws, year - 1, today)?;
    let last_of = |grid| {
        let line = last.lines.iter().find(|line| line.grid == grid)?;
        line.filings.first().map(|made| made.receiver.clone())
    };
    let lines = filings(ws, year, today)?.lines.into_iter();
    Ok(lines
        .map(|line| FilingDraftLine {
            grid: line.grid,
            state: line.state,
            filed_on: line.filings.first().map(|made| made.on),
            receiver: line.filings.first().map_or_else(|| receiver.clone(), |made| made.receiver.clone()),
            last_receiver: last_of(line.grid),
            name: line.name,
        })
        .collect())
}

/// A grid in the entry of a year's 责任书.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PledgeDraftLine {
    pub grid: GridId,
    pub name: String,
    pub upper_name: String,
    pub targets: Targets,
    pub signed_on: Option<NaiveDate>,
    /// What it was pledged to the year before.
    pub last: Targets,
}

/// The rows of 批量登记 of one tier.
///
/// # Errors
/// Only those of the store.
pub fn pledge_entry(ws: &Workspace, year: i32, tier: Tier) -> OpResult<Vec<PledgeDraftLine>> {
    let today = ws.today();
    let last = pledges(ws, year - 1, today)?;
    let last_of = |grid| last.of(tier).find(|line| line.grid == grid).map(|line| line.targets).unwrap_or_default();
    let lines = pledges(ws, year, today)?;
    Ok(lines
        .of(tier)
        .map(|line| PledgeDraftLine {
            grid: line.grid,
            name: line.grid_name.clone(),
            upper_name: line.upper_name.clone(),
            targets: line.targets,
            signed_on: line.signed_on,
            last: last_of(line.grid),
        })
        .collect())
}
