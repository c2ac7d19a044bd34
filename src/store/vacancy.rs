//! Posts that nobody holds on a day.

use chrono::NaiveDate;
use rusqlite::params;

use super::{
    Store, StoreResult,
    post::{POST_FOUND, PostRow, post_row, post_sql},
};
use crate::domain::{id::UnitId, search};

/// Behind [`POST_FOUND`], whose ?3 is the day.
const VACANT: &str = "not exists (select 1 from incumbency i where i.post_id = p.id \
    and i.valid_from <= ?3 and coalesce(i.valid_to, '9999-12-31') > ?3)";

impl Store {
    /// The vacant ones among the posts that [`Store::posts`] finds, in the same order.
    pub fn vacant_posts(
        &self,
        query: &str,
        unit: Option<UnitId>,
        day: NaiveDate,
        offset: u32,
        limit: u32,
    ) -> StoreResult<Vec<PostRow>> {
        let mut find = self.conn.prepare_cached(&format!(
            "{} where {POST_FOUND} and {VACANT} \
             order by case u.kind when 'district' then 0 when 'department' then 1 when 'town' then 2 else 3 end, \
               u.id, p.ordinal, p.id limit ?4 offset ?5",
            post_sql("?3")
        ))?;
        let values = params![search::fold(query), unit.map(|unit| unit.0), day, limit, offset];
        let rows = find.query_map(values, post_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub fn vacant_post_count(&self, query: &str, unit: Option<UnitId>, day: NaiveDate) -> StoreResult<u64> {
        let mut count = self.conn.prepare_cached(&format!(
            "select count(*) from post p join unit u on u.id = p.unit_id where {POST_FOUND} and {VACANT}"
        ))?;
        Ok(count.query_row(params![search::fold(query), unit.map(|unit| unit.0), day], |row| row.get(0))?)
    }
}
