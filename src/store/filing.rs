//! 网格划分报备 and the deadlines that the district has set.

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, Row, params};

use super::{Store, StoreResult};
use crate::domain::id::{FilingId, GridId};

/// One report of a grid's division for a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilingRow {
    pub id: FilingId,
    pub grid: GridId,
    pub year: i32,
    pub filed_on: NaiveDate,
    /// Who it was handed to (G30).
    pub receiver: String,
    pub document: String,
    pub note: String,
}

const FILING: &str = "select id, grid_id, year, filed_on, receiver, document, note from filing";

fn filing_row(row: &Row<'_>) -> rusqlite::Result<FilingRow> {
    Ok(FilingRow {
        id: FilingId(row.get(0)?),
        grid: GridId(row.get(1)?),
        year: row.get(2)?,
        filed_on: row.get(3)?,
        receiver: row.get(4)?,
        document: row.get(5)?,
        note: row.get(6)?,
    })
}

impl Store {
    /// Adds a filing, or rewrites the one of this id.
    pub fn put_filing(&self, filing: &FilingRow) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "insert into filing (id, grid_id, year, filed_on, receiver, document, note) values (?1, ?2, ?3, ?4, ?5, ?6, ?7) \
                 on conflict (id) do update set grid_id = ?2, year = ?3, filed_on = ?4, receiver = ?5, document = ?6, note = ?7",
            )?
            .execute(params![
                filing.id.0,
                filing.grid.0,
                filing.year,
                filing.filed_on,
                filing.receiver,
                filing.document,
                filing.note
            ])?;
        Ok(())
    }

    pub fn delete_filing(&self, id: FilingId) -> StoreResult<()> {
        self.conn.prepare_cached("delete from filing where id = ?1")?.execute([id.0])?;
        Ok(())
    }

    pub fn filing(&self, id: FilingId) -> StoreResult<Option<FilingRow>> {
        let mut find = self.conn.prepare_cached(&format!("{FILING} where id = ?1"))?;
        Ok(find.query_row([id.0], filing_row).optional()?)
    }

    /// Every filing for a year, in the order of their days.
    pub fn filings_of_year(&self, year: i32) -> StoreResult<Vec<FilingRow>> {
        let mut find = self.conn.prepare_cached(&format!("{FILING} where year = ?1 order by filed_on, id"))?;
        let rows = find.query_map([year], filing_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Every filing there is, newest year first.
    pub fn filings(&self) -> StoreResult<Vec<FilingRow>> {
        let mut find = self.conn.prepare_cached(&format!("{FILING} order by year desc, filed_on, id"))?;
        let rows = find.query_map([], filing_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The deadline that the district has set for a year, with the paper it follows.
    pub fn filing_deadline(&self, year: i32) -> StoreResult<Option<(NaiveDate, String)>> {
        let mut find = self.conn.prepare_cached("select due_on, basis from filing_deadline where year = ?1")?;
        Ok(find.query_row([year], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    }

    /// Every deadline that was set, by year.
    pub fn filing_deadlines(&self) -> StoreResult<Vec<(i32, NaiveDate)>> {
        let mut find = self.conn.prepare_cached("select year, due_on from filing_deadline order by year")?;
        let rows = find.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub fn set_filing_deadline(&self, id: i64, year: i32, due_on: NaiveDate, basis: &str) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "insert into filing_deadline (id, year, due_on, basis) values (?1, ?2, ?3, ?4) \
                 on conflict (year) do update set due_on = excluded.due_on, basis = excluded.basis",
            )?
            .execute(params![id, year, due_on, basis])?;
        Ok(())
    }

    /// Goes back to the deadline that holds by itself.
    pub fn unset_filing_deadline(&self, year: i32) -> StoreResult<()> {
        self.conn.prepare_cached("delete from filing_deadline where year = ?1")?.execute([year])?;
        Ok(())
    }
}
