//! 指派专人: whom a 副总监管人 sends to guide the grids below, each with its time (R042).

use chrono::NaiveDate;
use rusqlite::{Params, Row, params};

use super::{Store, StoreResult, value::period};
use crate::domain::{
    date::Period,
    id::{DelegateId, DutyId, GridId, PersonId},
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DelegateRow {
    pub id: DelegateId,
    /// Of a 副总监管人; it stays with the duty when the post behind it changes hands.
    pub duty: DutyId,
    /// A level-2 grid, or every grid the 副总监管人 answers for.
    pub grid: Option<GridId>,
    pub person: PersonId,
    pub person_name: String,
    pub period: Period,
    pub document: String,
}

const DELEGATE: &str = "select d.id, d.duty_id, d.grid_id, d.person_id, n.name, d.valid_from, d.valid_to, d.document \
    from delegate d join person n on n.id = d.person_id";

fn delegate_row(row: &Row<'_>) -> rusqlite::Result<DelegateRow> {
    Ok(DelegateRow {
        id: DelegateId(row.get(0)?),
        duty: DutyId(row.get(1)?),
        grid: row.get::<_, Option<i64>>(2)?.map(GridId),
        person: PersonId(row.get(3)?),
        person_name: row.get(4)?,
        period: period(row, 5)?,
        document: row.get(7)?,
    })
}

impl Store {
    pub fn add_delegate(&self, delegate: &DelegateRow) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "insert into delegate (id, duty_id, grid_id, person_id, valid_from, valid_to, document) \
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                delegate.id.0,
                delegate.duty.0,
                delegate.grid.map(|grid| grid.0),
                delegate.person.0,
                delegate.period.from,
                delegate.period.until,
                delegate.document
            ])?;
        Ok(())
    }

    pub fn end_delegate(&self, delegate: DelegateId, until: NaiveDate) -> StoreResult<()> {
        self.conn
            .prepare_cached("update delegate set valid_to = ?2 where id = ?1")?
            .execute(params![delegate.0, until])?;
        Ok(())
    }

    /// Takes away one that never came into force.
    pub fn delete_delegate(&self, delegate: DelegateId) -> StoreResult<()> {
        self.conn.prepare_cached("delete from delegate where id = ?1")?.execute([delegate.0])?;
        Ok(())
    }

    pub fn delegate(&self, delegate: DelegateId) -> StoreResult<Option<DelegateRow>> {
        Ok(self.delegate_rows("where d.id = ?1", params![delegate.0])?.pop())
    }

    /// Whom a duty sends, all times, oldest first.
    pub fn delegates_of_duty(&self, duty: DutyId) -> StoreResult<Vec<DelegateRow>> {
        self.delegate_rows("where d.duty_id = ?1 order by d.valid_from, d.id", params![duty.0])
    }

    /// Everyone sent on a day, duty by duty.
    pub fn delegates_at(&self, day: NaiveDate) -> StoreResult<Vec<DelegateRow>> {
        self.delegate_rows(
            "where d.valid_from <= ?1 and (d.valid_to is null or d.valid_to > ?1) order by d.duty_id, d.valid_from, d.id",
            params![day],
        )
    }

    /// Those sent to one grid alone that reach to a day or beyond.
    pub fn delegates_of_grid_from(&self, grid: GridId, day: NaiveDate) -> StoreResult<Vec<DelegateRow>> {
        self.delegate_rows(
            "where d.grid_id = ?1 and (d.valid_to is null or d.valid_to > ?2) order by d.valid_from, d.id",
            params![grid.0, day],
        )
    }

    fn delegate_rows(&self, tail: &str, values: impl Params) -> StoreResult<Vec<DelegateRow>> {
        let mut find = self.conn.prepare_cached(&format!("{DELEGATE} {tail}"))?;
        let rows = find.query_map(values, delegate_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
