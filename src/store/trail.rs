//! Reading the log by record: what a row was last, and what happened to everything that hangs on it.

use rusqlite::{OptionalExtension, params};

use super::{
    ChangeRow, Store, StoreResult,
    log::{columns, logged_tables},
};
use crate::domain::id::{OpId, PatrolId};

impl Store {
    /// How many operations a search finds, newest first, and the last one of every full page that another follows.
    pub fn op_index(&self, search: &str, size: u32) -> StoreResult<(u64, Vec<OpId>)> {
        let mut find = self.conn.prepare_cached(
            "select id from op where ?1 = '' or instr(title, ?1) > 0 or instr(operator, ?1) > 0 order by id desc",
        )?;
        let mut rows = find.query([search])?;
        let (mut total, mut marks, mut last) = (0, Vec::new(), None);
        while let Some(row) = rows.next()? {
            marks.extend(last.take());
            total += 1;
            if total % u64::from(size.max(1)) == 0 {
                last = Some(OpId(row.get(0)?));
            }
        }
        Ok((total, marks))
    }

    /// Every logged table with its columns.
    pub fn logged_columns(&self) -> StoreResult<Vec<(String, Vec<String>)>> {
        let tables = logged_tables(&self.conn)?;
        tables.into_iter().map(|table| columns(&self.conn, &table).map(|columns| (table, columns))).collect()
    }

    /// A row as the log knows it last, whether it is still there or not: a JSON object of its columns.
    pub fn last_known(&self, table: &str, row: i64) -> StoreResult<Option<String>> {
        let mut find = self.conn.prepare_cached(
            "select coalesce(new, old) from change where tbl = ?1 and row = ?2 order by seq desc limit 1",
        )?;
        Ok(find.query_row(params![table, row], |row| row.get(0)).optional()?)
    }

    /// What happened to a patrol, its patrollers and its files: newest operation first, in order within each.
    pub fn changes_around_patrol(&self, patrol: PatrolId, limit: u32) -> StoreResult<Vec<(OpId, ChangeRow)>> {
        let mut find = self.conn.prepare_cached(
            "select op, tbl, row, old, new, seq from change where tbl = 'patrol' and row = ?1 \
             union all \
             select op, tbl, row, old, new, seq from change \
             where tbl in ('attachment', 'patrol_person', 'track') and coalesce(new, old) ->> '$.patrol_id' = ?1 \
             order by 1 desc, 6 limit ?2",
        )?;
        let rows = find.query_map(params![patrol.0, limit], |row| {
            let change = ChangeRow { table: row.get(1)?, row: row.get(2)?, old: row.get(3)?, new: row.get(4)? };
            Ok((OpId(row.get(0)?), change))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
