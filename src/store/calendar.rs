//! 放假、调休: the days entered here, over those that ship with the program.

use rusqlite::{Row, params};

use super::{Store, StoreResult};
use crate::domain::{
    holiday::{self, Holiday},
    id::HolidayId,
    workday::Calendar,
};
use chrono::NaiveDate;

fn holiday_row(row: &Row<'_>) -> rusqlite::Result<Holiday> {
    Ok(Holiday { day: row.get(0)?, worked: row.get(1)?, name: row.get(2)?, document: row.get(3)?, year: row.get(4)? })
}

impl Store {
    /// The working days as this workspace knows them.
    pub fn calendar(&self) -> StoreResult<Calendar> {
        let shipped = holiday::shipped().iter().map(|holiday| (holiday.day, holiday.worked));
        let entered = self.entered_holidays()?.into_iter().map(|holiday| (holiday.day, holiday.worked));
        Ok(Calendar::new(shipped.chain(entered)))
    }

    /// Every day that was entered, by day.
    pub fn entered_holidays(&self) -> StoreResult<Vec<Holiday>> {
        let mut find =
            self.conn.prepare_cached("select day, worked, name, document, year from holiday order by day")?;
        let rows = find.query_map([], holiday_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Enters a day, or rewrites what was entered for it.
    pub fn put_holiday(&self, id: HolidayId, holiday: &Holiday) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "insert into holiday (id, day, worked, name, document, year) values (?1, ?2, ?3, ?4, ?5, ?6) \
                 on conflict (day) do update set worked = ?3, name = ?4, document = ?5, year = ?6",
            )?
            .execute(params![id.0, holiday.day, holiday.worked, holiday.name, holiday.document, holiday.year])?;
        Ok(())
    }

    /// Takes away what was entered for the days from `first` to `last`; answers how many days that were.
    pub fn clear_holidays(&self, first: NaiveDate, last: NaiveDate) -> StoreResult<usize> {
        let mut clear = self.conn.prepare_cached("delete from holiday where day between ?1 and ?2")?;
        Ok(clear.execute(params![first, last])?)
    }

    /// Takes away every day entered by the notice of a year.
    pub fn clear_holidays_of(&self, year: i32) -> StoreResult<usize> {
        Ok(self.conn.prepare_cached("delete from holiday where year = ?1")?.execute([year])?)
    }
}
