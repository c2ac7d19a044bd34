//! Rows of the whole district that touch a stretch of time, as slim as the check of the grid system needs them.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::Row;

use super::{
    Store, StoreFault, StoreResult,
    value::{period, read_word},
};
use crate::domain::{
    check::{ChargeSpan, DutySpan, PairingSpan, PostSpan, TermSpan},
    date::Period,
    id::{DutyId, GridId, PersonId, PostId},
    roster::DutyHolder,
};

/// ?1 the first day, ?2 the last.
const TOUCHES: &str = "valid_from <= ?2 and (valid_to is null or valid_to > ?1)";

impl Store {
    /// When each grid there ever was began and ended.
    pub fn grid_lives(&self) -> StoreResult<HashMap<GridId, Period>> {
        let mut find = self.conn.prepare_cached(
            "select grid_id, min(valid_from), nullif(max(coalesce(valid_to, '9999-12-31')), '9999-12-31') \
             from grid_version group by grid_id",
        )?;
        let rows = find.query_map([], |row| Ok((GridId(row.get(0)?), period(row, 1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Every post there ever was, with its time.
    pub fn post_spans(&self) -> StoreResult<HashMap<PostId, PostSpan>> {
        let mut find = self.conn.prepare_cached("select id, single_holder, valid_from, valid_to from post")?;
        let rows = find.query_map([], |row| {
            Ok((PostId(row.get(0)?), PostSpan { single_holder: row.get(1)?, period: period(row, 2)? }))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Duties in force on some day from `first` to `last`, oldest first.
    pub fn duties_within(&self, first: NaiveDate, last: NaiveDate) -> StoreResult<Vec<DutySpan>> {
        let mut find = self.conn.prepare_cached(&format!(
            "select id, grid_id, role, post_id, person_id, valid_from, valid_to from duty where {TOUCHES} order by id"
        ))?;
        let mut rows = find.query([first, last])?;
        let mut duties = Vec::new();
        while let Some(row) = rows.next()? {
            duties.push(duty_span(row)?);
        }
        Ok(duties)
    }

    /// Terms that run on some day from `first` to `last`, post by post, oldest first.
    pub fn terms_within(&self, first: NaiveDate, last: NaiveDate) -> StoreResult<Vec<TermSpan>> {
        // The end is asked for as the indexes of step 6 hold it.
        let mut find = self.conn.prepare_cached(
            "select post_id, person_id, valid_from, valid_to from incumbency \
             where valid_from <= ?2 and coalesce(valid_to, '9999-12-31') > ?1 order by post_id, valid_from",
        )?;
        let rows = find.query_map([first, last], |row| {
            Ok(TermSpan { post: PostId(row.get(0)?), person: PersonId(row.get(1)?), period: period(row, 2)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// 包联 in force on some day from `first` to `last`.
    pub fn charges_within(&self, first: NaiveDate, last: NaiveDate) -> StoreResult<Vec<ChargeSpan>> {
        let mut find = self.conn.prepare_cached(&format!(
            "select duty_id, grid_id, valid_from, valid_to from charge where {TOUCHES} order by grid_id, id"
        ))?;
        let rows = find.query_map([first, last], |row| {
            Ok(ChargeSpan { duty: DutyId(row.get(0)?), grid: GridId(row.get(1)?), period: period(row, 2)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Pairings in force on some day from `first` to `last`.
    pub fn pairings_within(&self, first: NaiveDate, last: NaiveDate) -> StoreResult<Vec<PairingSpan>> {
        let mut find = self.conn.prepare_cached(&format!(
            "select overseer_duty_id, supervisor_duty_id, grid_id, valid_from, valid_to from pairing where {TOUCHES} order by id"
        ))?;
        let rows = find.query_map([first, last], |row| {
            Ok(PairingSpan {
                overseer: DutyId(row.get(0)?),
                supervisor: DutyId(row.get(1)?),
                grid: row.get::<_, Option<i64>>(2)?.map(GridId),
                period: period(row, 3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn duty_span(row: &Row<'_>) -> StoreResult<DutySpan> {
    let holder = match (row.get::<_, Option<i64>>(3)?, row.get::<_, Option<i64>>(4)?) {
        (Some(post), None) => DutyHolder::Post(PostId(post)),
        (None, Some(person)) => DutyHolder::Person(PersonId(person)),
        other => return Err(StoreFault::Value { column: "duty.holder", value: format!("{other:?}") }),
    };
    Ok(DutySpan {
        id: DutyId(row.get(0)?),
        grid: GridId(row.get(1)?),
        role: read_word("duty.role", row.get_ref(2)?.as_str().unwrap_or_default())?,
        holder,
        period: period(row, 5)?,
    })
}
