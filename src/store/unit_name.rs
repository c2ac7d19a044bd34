//! What a unit was called on a day: its row carries the present name, former ones stand beside it.

use chrono::NaiveDate;
use rusqlite::params;

use super::{Store, StoreResult, UnitRow};
use crate::domain::id::UnitId;

/// A name that a unit bore until a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerNameRow {
    pub unit: UnitId,
    /// The first day it was no longer called so.
    pub until: NaiveDate,
    pub name: String,
    pub full_name: String,
    /// The paper that gave it its next name.
    pub document: String,
}

/// The name of unit `u` on a day, for statements that join the units as `u`. `day` is an SQL expression for that day.
pub(super) fn named_on(day: &str) -> String {
    format!(
        "coalesce((select f.name from former_unit_name f where f.unit_id = u.id and f.until > {day} \
         order by f.until limit 1), u.name)"
    )
}

/// The last day of a row with a period, for readings that ask for no day; far in the future while it lasts.
pub(super) fn last_day(of: &str) -> String {
    format!("coalesce(date({of}.valid_to, '-1 day'), '9999-12-31')")
}

impl Store {
    pub fn add_former_unit_name(&self, id: i64, former: &FormerNameRow) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "insert into former_unit_name (id, unit_id, until, name, full_name, document) \
                 values (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![id, former.unit.0, former.until, former.name, former.full_name, former.document])?;
        Ok(())
    }

    /// The former names of a unit, the newest first.
    pub fn former_unit_names(&self, unit: UnitId) -> StoreResult<Vec<FormerNameRow>> {
        let mut find = self.conn.prepare_cached(
            "select unit_id, until, name, full_name, document from former_unit_name where unit_id = ?1 order by until desc",
        )?;
        let rows = find.query_map([unit.0], |row| {
            Ok(FormerNameRow {
                unit: UnitId(row.get(0)?),
                until: row.get(1)?,
                name: row.get(2)?,
                full_name: row.get(3)?,
                document: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Every name that units no longer bear, or will no longer: of which unit, short and full.
    pub fn all_former_unit_names(&self) -> StoreResult<Vec<(UnitId, [String; 2])>> {
        let mut find = self.conn.prepare_cached("select unit_id, name, full_name from former_unit_name order by id")?;
        let rows = find.query_map([], |row| Ok((UnitId(row.get(0)?), [row.get(1)?, row.get(2)?])))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whether a unit was called exactly this at some time before.
    pub fn unit_was_called(&self, unit: UnitId, name: &str) -> StoreResult<bool> {
        let mut find = self.conn.prepare_cached(
            "select exists (select 1 from former_unit_name where unit_id = ?1 and ?2 in (name, full_name))",
        )?;
        Ok(find.query_row(params![unit.0, name], |row| row.get(0))?)
    }

    /// Every unit by the names of a day.
    pub fn units_at(&self, day: NaiveDate) -> StoreResult<Vec<UnitRow>> {
        let mut units = self.units()?;
        let mut find = self.conn.prepare_cached(
            "select unit_id, name, full_name from former_unit_name f where until > ?1 \
             and not exists (select 1 from former_unit_name e where e.unit_id = f.unit_id and e.until > ?1 and e.until < f.until)",
        )?;
        let mut rows = find.query([day])?;
        while let Some(row) = rows.next()? {
            let id = UnitId(row.get(0)?);
            if let Some(unit) = units.iter_mut().find(|unit| unit.id == id) {
                (unit.name, unit.full_name) = (row.get(1)?, row.get(2)?);
            }
        }
        Ok(units)
    }
}
