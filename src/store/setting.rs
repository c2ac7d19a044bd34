//! Settings by key; each change is logged like any other row.

use rusqlite::{OptionalExtension, params};

use super::{Store, StoreResult};

impl Store {
    pub fn setting(&self, key: &str) -> StoreResult<Option<String>> {
        let mut find = self.conn.prepare_cached("select value from setting where key = ?1")?;
        Ok(find.query_row([key], |row| row.get(0)).optional()?)
    }

    /// Every setting that was ever set, by key.
    pub fn settings(&self) -> StoreResult<Vec<(String, String)>> {
        let mut find = self.conn.prepare_cached("select key, value from setting order by key")?;
        let rows = find.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub fn set_setting(&self, id: i64, key: &str, value: &str) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "insert into setting (id, key, value) values (?1, ?2, ?3) on conflict (key) do update set value = excluded.value",
            )?
            .execute(params![id, key, value])?;
        Ok(())
    }
}
