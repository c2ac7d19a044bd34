//! What was issued (登记印发), newest first.

use chrono::NaiveDate;

use crate::{
    domain::annex::Annex,
    ops::{
        OpResult, Workspace,
        query::{PAGE_MAX, Page, grid},
    },
    store::IssueRow,
};

/// Sheets of one annex that were issued together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueLine {
    pub annex: Annex,
    /// 「罕台镇撖家塔村」, or 「罕台镇撖家塔村等12张」.
    pub whose: String,
    pub sheets: u32,
    pub as_of: NaiveDate,
    pub issued_on: NaiveDate,
    pub document: String,
    pub note: String,
}

/// A page of the register.
pub fn issues(ws: &Workspace, offset: u32, limit: u32) -> OpResult<Page<IssueLine>> {
    let rows = ws.store.issues(offset, limit.min(PAGE_MAX))?;
    let lines = rows.into_iter().map(|row| line(ws, row)).collect::<OpResult<_>>()?;
    Ok(Page { rows: lines, total: ws.store.issue_count()? })
}

fn line(ws: &Workspace, row: IssueRow) -> OpResult<IssueLine> {
    let first = grid::words_of(&ws.store, row.first, row.as_of)?.replace('/', "");
    let whose = if row.sheets > 1 { format!("{first}等{}张", row.sheets) } else { first };
    let IssueRow { annex, sheets, as_of, issued_on, document, note, .. } = row;
    Ok(IssueLine { annex, whose, sheets, as_of, issued_on, document, note })
}
