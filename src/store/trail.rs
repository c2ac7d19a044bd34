//! Reading the log by record: what a row was last, and what happened to everything that hangs on it.

use rusqlite::{OptionalExtension, params};

use super::{
    OpRow, Store, StoreResult,
    log::{OP_COLUMNS, columns, logged_tables, op_row},
};
use crate::domain::id::PatrolId;

impl Store {
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

    /// The operations that changed a patrol or its files, newest first.
    pub fn ops_of_patrol(&self, patrol: PatrolId, limit: u32) -> StoreResult<Vec<OpRow>> {
        let mut find = self.conn.prepare_cached(&format!(
            "select {OP_COLUMNS} from op o where o.id in ( \
               select op from change where tbl = 'patrol' and row = ?1 \
               union select op from change where tbl = 'attachment' and coalesce(new, old) ->> '$.patrol_id' = ?1) \
             order by o.id desc limit ?2"
        ))?;
        let rows = find.query_map(params![patrol.0, limit], op_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
