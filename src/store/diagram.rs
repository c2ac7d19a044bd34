//! What 网格导图 reads of the whole district, one statement for each kind of thing.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Store, StoreResult};
use crate::domain::id::{DutyId, GridId, PersonId, PostId};

/// Who is meant by a pairing: 监管 duty, 监督 duty, and the grid it is limited to.
pub type PairedDuties = (DutyId, DutyId, Option<GridId>);

impl Store {
    /// Every 包联 in force on a day, by its duty and its grid, in the order they were made.
    pub fn charged_grids_at(&self, day: NaiveDate) -> StoreResult<Vec<(DutyId, GridId)>> {
        let mut find = self.conn.prepare_cached(
            "select duty_id, grid_id from charge where valid_from <= ?1 and (valid_to is null or valid_to > ?1) order by id",
        )?;
        let rows = find.query_map([day], |row| Ok((DutyId(row.get(0)?), GridId(row.get(1)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Every pairing in force on a day, in the order they were made.
    pub fn paired_duties_at(&self, day: NaiveDate) -> StoreResult<Vec<PairedDuties>> {
        let mut find = self.conn.prepare_cached(
            "select overseer_duty_id, supervisor_duty_id, grid_id from pairing \
             where valid_from <= ?1 and (valid_to is null or valid_to > ?1) order by id",
        )?;
        let rows = find.query_map([day], |row| {
            Ok((DutyId(row.get(0)?), DutyId(row.get(1)?), row.get::<_, Option<i64>>(2)?.map(GridId)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Every post: where it stands within its unit, and whether the unit is a department, whose posts are called by its name.
    pub fn post_places(&self) -> StoreResult<BTreeMap<PostId, (i64, bool)>> {
        let mut find = self.conn.prepare_cached(
            "select p.id, p.ordinal, u.kind = 'department' from post p join unit u on u.id = p.unit_id",
        )?;
        let rows = find.query_map([], |row| Ok((PostId(row.get(0)?), (row.get(1)?, row.get(2)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Office phones of everyone who has one.
    pub fn office_phones(&self) -> StoreResult<BTreeMap<PersonId, String>> {
        let mut find = self.conn.prepare_cached("select id, office_phone from person where office_phone <> ''")?;
        let rows = find.query_map([], |row| Ok((PersonId(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
