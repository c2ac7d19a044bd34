//! 登记印发: the sheets that were issued, each with the day it showed.

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, Row, params};

use super::{
    Store, StoreResult,
    value::{read_word, word},
};
use crate::domain::{
    annex::Annex,
    id::{GridId, IssuanceId},
};

/// One sheet that was issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuanceRow {
    pub id: IssuanceId,
    pub annex: Annex,
    /// The grid the sheet is of.
    pub grid: GridId,
    /// The day the sheet showed (截至).
    pub as_of: NaiveDate,
    pub issued_on: NaiveDate,
    /// The paper it was issued by.
    pub document: String,
    pub note: String,
}

/// Sheets of one annex that were issued together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueRow {
    pub annex: Annex,
    /// The grid of one of them.
    pub first: GridId,
    pub sheets: u32,
    pub as_of: NaiveDate,
    pub issued_on: NaiveDate,
    pub document: String,
    pub note: String,
}

fn issuance_row(row: &Row<'_>) -> StoreResult<IssuanceRow> {
    let sheet: String = row.get(1)?;
    Ok(IssuanceRow {
        id: IssuanceId(row.get(0)?),
        annex: read_word("issuance.sheet", &sheet)?,
        grid: GridId(row.get(2)?),
        as_of: row.get(3)?,
        issued_on: row.get(4)?,
        document: row.get(5)?,
        note: row.get(6)?,
    })
}

const ISSUANCE: &str = "select id, sheet, grid_id, as_of, issued_on, document, note from issuance";

impl Store {
    pub fn add_issuance(&self, issuance: &IssuanceRow) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "insert into issuance (id, sheet, grid_id, as_of, issued_on, document, note) \
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                issuance.id.0,
                word(&issuance.annex)?,
                issuance.grid.0,
                issuance.as_of,
                issuance.issued_on,
                issuance.document,
                issuance.note
            ])?;
        Ok(())
    }

    /// The issue of a grid's sheet that showed exactly this day and was issued on that one.
    pub fn issuance_on(
        &self,
        annex: Annex,
        grid: GridId,
        as_of: NaiveDate,
        issued_on: NaiveDate,
    ) -> StoreResult<Option<IssuanceId>> {
        let mut find = self.conn.prepare_cached(
            "select id from issuance where sheet = ?1 and grid_id = ?2 and as_of = ?3 and issued_on = ?4",
        )?;
        let values = params![word(&annex)?, grid.0, as_of, issued_on];
        Ok(find.query_row(values, |row| row.get(0).map(IssuanceId)).optional()?)
    }

    /// The last issue of every grid's sheet that showed a day before this one.
    pub fn last_issues(&self, annex: Annex, before: NaiveDate) -> StoreResult<Vec<IssuanceRow>> {
        let mut find = self.conn.prepare_cached(&format!(
            "{ISSUANCE} i where sheet = ?1 and as_of < ?2 and not exists ( \
               select 1 from issuance later where later.sheet = i.sheet and later.grid_id = i.grid_id \
               and later.as_of < ?2 and (later.as_of, later.issued_on, later.id) > (i.as_of, i.issued_on, i.id)) \
             order by grid_id"
        ))?;
        let mut rows = find.query(params![word(&annex)?, before])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(issuance_row(row)?);
        }
        Ok(found)
    }

    /// What was issued together, newest first.
    pub fn issues(&self, offset: u32, limit: u32) -> StoreResult<Vec<IssueRow>> {
        let mut find = self.conn.prepare_cached(
            "select sheet, grid_id, count(*), as_of, issued_on, document, note, min(id) from issuance \
             group by sheet, as_of, issued_on, document, note order by issued_on desc, min(id) desc limit ?1 offset ?2",
        )?;
        let mut rows = find.query(params![limit, offset])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let sheet: String = row.get(0)?;
            found.push(IssueRow {
                annex: read_word("issuance.sheet", &sheet)?,
                first: GridId(row.get(1)?),
                sheets: row.get(2)?,
                as_of: row.get(3)?,
                issued_on: row.get(4)?,
                document: row.get(5)?,
                note: row.get(6)?,
            });
        }
        Ok(found)
    }

    /// How many lines [`Store::issues`] has in all.
    pub fn issue_count(&self) -> StoreResult<u64> {
        let mut count = self.conn.prepare_cached(
            "select count(*) from (select distinct sheet, as_of, issued_on, document, note from issuance)",
        )?;
        Ok(count.query_row([], |row| row.get(0))?)
    }
}
