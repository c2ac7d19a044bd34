//! Recorded reforms of the tree, the descent of grids, and what figures are counted by.

use chrono::NaiveDate;
use rusqlite::{Params, Row, params};

use super::{
    Store, StoreResult,
    value::{period, read_word, word},
};
use crate::domain::{
    bridge::Tally,
    id::{GridId, ReformId},
    reform::{Descent, ReformKind},
    territory::Standing,
};

/// A recorded reform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReformRow {
    pub id: ReformId,
    pub kind: ReformKind,
    /// First day of the new state.
    pub effective_on: NaiveDate,
    pub document: String,
    pub note: String,
    /// What was done, in one sentence.
    pub title: String,
}

/// Patrols of one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaceTally {
    pub grid: GridId,
    pub group: Option<GridId>,
    pub tally: Tally,
}

const REFORM: &str = "select r.id, r.kind, r.effective_on, r.document, r.note, r.title from reform r";

fn reform_row(row: &Row<'_>) -> StoreResult<ReformRow> {
    let kind: String = row.get(1)?;
    Ok(ReformRow {
        id: ReformId(row.get(0)?),
        kind: read_word("reform.kind", &kind)?,
        effective_on: row.get(2)?,
        document: row.get(3)?,
        note: row.get(4)?,
        title: row.get(5)?,
    })
}

impl Store {
    pub fn add_reform(&self, reform: &ReformRow) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "insert into reform (id, kind, effective_on, document, note, title) values (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                reform.id.0,
                word(&reform.kind)?,
                reform.effective_on,
                reform.document,
                reform.note,
                reform.title
            ])?;
        Ok(())
    }

    pub fn add_descent(&self, id: i64, reform: ReformId, from: Option<GridId>, to: Option<GridId>) -> StoreResult<()> {
        self.conn
            .prepare_cached("insert into lineage (id, reform_id, from_grid, to_grid) values (?1, ?2, ?3, ?4)")?
            .execute(params![id, reform.0, from.map(|grid| grid.0), to.map(|grid| grid.0)])?;
        Ok(())
    }

    /// Every reform, newest first.
    pub fn reforms(&self) -> StoreResult<Vec<ReformRow>> {
        self.reform_rows("order by r.effective_on desc, r.id desc", [])
    }

    pub fn reform(&self, id: ReformId) -> StoreResult<Option<ReformRow>> {
        Ok(self.reform_rows("where r.id = ?1", [id.0])?.pop())
    }

    /// The reforms a grid took part in, newest first.
    pub fn reforms_of_grid(&self, grid: GridId) -> StoreResult<Vec<ReformRow>> {
        self.reform_rows(
            "where r.id in (select reform_id from lineage where from_grid = ?1 \
               union select reform_id from lineage where to_grid = ?1) \
             order by r.effective_on desc, r.id desc",
            [grid.0],
        )
    }

    fn reform_rows(&self, tail: &str, values: impl Params) -> StoreResult<Vec<ReformRow>> {
        let mut find = self.conn.prepare_cached(&format!("{REFORM} {tail}"))?;
        let mut rows = find.query(values)?;
        let mut reforms = Vec::new();
        while let Some(row) = rows.next()? {
            reforms.push(reform_row(row)?);
        }
        Ok(reforms)
    }

    /// What became of what in every reform, in the order it was recorded.
    pub fn descents(&self) -> StoreResult<Vec<Descent>> {
        let mut find = self.conn.prepare_cached(
            "select l.reform_id, r.effective_on, l.from_grid, l.to_grid \
             from lineage l join reform r on r.id = l.reform_id order by r.effective_on, l.id",
        )?;
        let rows = find.query_map([], |row| {
            Ok(Descent {
                reform: ReformId(row.get(0)?),
                on: row.get(1)?,
                from: row.get::<_, Option<i64>>(2)?.map(GridId),
                to: row.get::<_, Option<i64>>(3)?.map(GridId),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Under which parent every grid ever stood, and when.
    pub fn standings(&self) -> StoreResult<Vec<Standing>> {
        let mut find = self.conn.prepare_cached(
            "select v.grid_id, g.level, v.valid_from, v.valid_to, v.parent_id \
             from grid_version v join grid g on g.id = v.grid_id order by v.grid_id, v.valid_from",
        )?;
        let mut rows = find.query([])?;
        let mut standings = Vec::new();
        while let Some(row) = rows.next()? {
            let level: String = row.get(1)?;
            standings.push(Standing {
                grid: GridId(row.get(0)?),
                level: read_word("grid.level", &level)?,
                period: period(row, 2)?,
                parent: row.get::<_, Option<i64>>(4)?.map(GridId),
            });
        }
        Ok(standings)
    }

    /// Patrols of a period place by place, the last day included.
    pub fn patrol_tallies(&self, from: NaiveDate, to: NaiveDate) -> StoreResult<Vec<PlaceTally>> {
        let mut count = self.conn.prepare_cached(
            "select grid_id, group_id, count(*), sum(finding = 'problem') from patrol \
             where date between ?1 and ?2 group by grid_id, group_id order by grid_id, group_id",
        )?;
        let rows = count.query_map(params![from, to], |row| {
            Ok(PlaceTally {
                grid: GridId(row.get(0)?),
                group: row.get::<_, Option<i64>>(1)?.map(GridId),
                tally: Tally { patrols: row.get(2)?, problems: row.get(3)? },
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
