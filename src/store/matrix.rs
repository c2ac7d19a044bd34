//! What hangs on the duties of one grid, read in one statement each: people, 包联, pairings.

use chrono::NaiveDate;
use rusqlite::params;

use super::{
    ChargeRow, PairingRow, Store, StoreResult,
    duty::{charge_row, pairing_row},
};
use crate::domain::id::{DutyId, GridId, PersonId};

/// Somebody behind a duty on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyPerson {
    pub duty: DutyId,
    pub person: PersonId,
    pub name: String,
    /// First day in the post, or in the duty of a person.
    pub since: NaiveDate,
}

impl Store {
    /// The people behind every duty a grid has on a day, duty by duty in the order they came.
    pub fn people_of_duties(&self, grid: GridId, day: NaiveDate) -> StoreResult<Vec<DutyPerson>> {
        let mut find = self.conn.prepare_cached(
            "select d.id, n.id, n.name, coalesce(i.valid_from, d.valid_from) from duty d \
             left join incumbency i on i.post_id = d.post_id and i.valid_from <= ?2 and coalesce(i.valid_to, '9999-12-31') > ?2 \
             join person n on n.id = coalesce(d.person_id, i.person_id) \
             where d.grid_id = ?1 and d.valid_from <= ?2 and (d.valid_to is null or d.valid_to > ?2) \
             order by d.id, i.valid_from, i.id",
        )?;
        let rows = find.query_map(params![grid.0, day], |row| {
            Ok(DutyPerson {
                duty: DutyId(row.get(0)?),
                person: PersonId(row.get(1)?),
                name: row.get(2)?,
                since: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What the duties of a grid have under 包联 on a day or later, earliest first.
    pub fn charges_below(&self, grid: GridId, day: NaiveDate) -> StoreResult<Vec<ChargeRow>> {
        let mut find = self.conn.prepare_cached(
            "select c.id, c.duty_id, c.grid_id, c.valid_from, c.valid_to, c.document from charge c \
             join duty d on d.id = c.duty_id where d.grid_id = ?1 and (c.valid_to is null or c.valid_to > ?2) \
             order by c.valid_from, c.id",
        )?;
        let rows = find.query_map(params![grid.0, day], charge_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The pairings between duties of a grid on a day or later, earliest first.
    pub fn pairings_in(&self, grid: GridId, day: NaiveDate) -> StoreResult<Vec<PairingRow>> {
        let mut find = self.conn.prepare_cached(
            "select p.id, p.overseer_duty_id, p.supervisor_duty_id, p.grid_id, p.valid_from, p.valid_to from pairing p \
             join duty d on d.id = p.overseer_duty_id where d.grid_id = ?1 and (p.valid_to is null or p.valid_to > ?2) \
             order by p.valid_from, p.id",
        )?;
        let rows = find.query_map(params![grid.0, day], pairing_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
