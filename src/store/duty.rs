//! Grid roles, 包联 and pairings, each with its time.

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, Params, Row, params};

use super::{
    Store, StoreFault, StoreResult, unit_name,
    value::{period, read_word, word},
};
use crate::domain::{
    date::Period,
    id::{ChargeId, DutyId, GridId, PairingId, PersonId, PostId},
    roster::{Duty, DutyHolder, Role},
};

/// A duty with the words to show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyRow {
    pub duty: Duty,
    /// 「铜川镇人民政府」 for duties of posts.
    pub unit_name: Option<String>,
    pub post_title: Option<String>,
    /// The person, for duties of persons.
    pub person_name: Option<String>,
}

/// 包联 of a duty over a lower grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChargeRow {
    pub id: ChargeId,
    pub duty: DutyId,
    pub grid: GridId,
    pub period: Period,
    pub document: String,
}

/// A 监管 duty answering to a 监督 duty, for one grid or for all of its charges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairingRow {
    pub id: PairingId,
    pub overseer: DutyId,
    pub supervisor: DutyId,
    pub grid: Option<GridId>,
    pub period: Period,
}

const CHARGE: &str = "select id, duty_id, grid_id, valid_from, valid_to, document from charge";
const PAIRING: &str = "select id, overseer_duty_id, supervisor_duty_id, grid_id, valid_from, valid_to from pairing";
const IN_FORCE: &str = "valid_from <= ?2 and (valid_to is null or valid_to > ?2)";

/// Duties with the words to show them, units by their names of `day`, an SQL expression.
fn duty_sql(day: &str) -> String {
    format!(
        "select d.id, d.grid_id, d.role, d.post_id, d.person_id, d.title, d.valid_from, d.valid_to, d.document, \
         {}, p.title, n.name from duty d left join post p on p.id = d.post_id left join unit u on u.id = p.unit_id \
         left join person n on n.id = d.person_id",
        unit_name::named_on(day)
    )
}

fn duty_row(row: &Row<'_>) -> StoreResult<DutyRow> {
    let role: String = row.get(2)?;
    let holder = match (row.get::<_, Option<i64>>(3)?, row.get::<_, Option<i64>>(4)?) {
        (Some(post), None) => DutyHolder::Post(PostId(post)),
        (None, Some(person)) => DutyHolder::Person(PersonId(person)),
        other => return Err(StoreFault::Value { column: "duty.holder", value: format!("{other:?}") }),
    };
    Ok(DutyRow {
        duty: Duty {
            id: DutyId(row.get(0)?),
            grid: GridId(row.get(1)?),
            role: read_word("duty.role", &role)?,
            holder,
            title: row.get(5)?,
            period: period(row, 6)?,
            document: row.get(8)?,
        },
        unit_name: row.get(9)?,
        post_title: row.get(10)?,
        person_name: row.get(11)?,
    })
}

pub(super) fn charge_row(row: &Row<'_>) -> rusqlite::Result<ChargeRow> {
    Ok(ChargeRow {
        id: ChargeId(row.get(0)?),
        duty: DutyId(row.get(1)?),
        grid: GridId(row.get(2)?),
        period: period(row, 3)?,
        document: row.get(5)?,
    })
}

pub(super) fn pairing_row(row: &Row<'_>) -> rusqlite::Result<PairingRow> {
    Ok(PairingRow {
        id: PairingId(row.get(0)?),
        overseer: DutyId(row.get(1)?),
        supervisor: DutyId(row.get(2)?),
        grid: row.get::<_, Option<i64>>(3)?.map(GridId),
        period: period(row, 4)?,
    })
}

impl Store {
    pub fn add_duty(&self, duty: &Duty) -> StoreResult<()> {
        let (post, person) = match duty.holder {
            DutyHolder::Post(post) => (Some(post.0), None),
            DutyHolder::Person(person) => (None, Some(person.0)),
        };
        self.conn
            .prepare_cached(
                "insert into duty (id, grid_id, role, post_id, person_id, title, valid_from, valid_to, document) \
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                duty.id.0,
                duty.grid.0,
                word(&duty.role)?,
                post,
                person,
                duty.title,
                duty.period.from,
                duty.period.until,
                duty.document
            ])?;
        Ok(())
    }

    pub fn end_duty(&self, duty: DutyId, until: NaiveDate) -> StoreResult<()> {
        self.conn.prepare_cached("update duty set valid_to = ?2 where id = ?1")?.execute(params![duty.0, until])?;
        Ok(())
    }

    pub fn duty(&self, duty: DutyId) -> StoreResult<Option<DutyRow>> {
        Ok(self.duty_rows(&unit_name::last_day("d"), "where d.id = ?1", params![duty.0])?.pop())
    }

    /// A duty, its unit by the name of a day.
    pub fn duty_at(&self, duty: DutyId, day: NaiveDate) -> StoreResult<Option<DutyRow>> {
        Ok(self.duty_rows("?2", "where d.id = ?1", params![duty.0, day])?.pop())
    }

    /// The duties of a grid on a day, in the order they were given.
    pub fn duties_of_grid(&self, grid: GridId, day: NaiveDate) -> StoreResult<Vec<DutyRow>> {
        self.duty_rows("?2", 
            "where d.grid_id = ?1 and d.valid_from <= ?2 and (d.valid_to is null or d.valid_to > ?2) order by p.ordinal, d.id",
            params![grid.0, day],
        )
    }

    /// Every duty in force on a day, grid by grid.
    pub fn duties_at(&self, day: NaiveDate) -> StoreResult<Vec<DutyRow>> {
        self.duty_rows(
            "?1",
            "where d.valid_from <= ?1 and (d.valid_to is null or d.valid_to > ?1) order by d.grid_id, d.id",
            params![day],
        )
    }

    /// Every duty a grid ever had, oldest first.
    pub fn duty_history_of_grid(&self, grid: GridId) -> StoreResult<Vec<DutyRow>> {
        self.duty_rows(&unit_name::last_day("d"), "where d.grid_id = ?1 order by d.valid_from, d.id", params![grid.0])
    }

    /// The duties of a grid that reach to a day or beyond.
    pub fn duties_of_grid_from(&self, grid: GridId, day: NaiveDate) -> StoreResult<Vec<DutyRow>> {
        self.duty_rows(
            "?2",
            "where d.grid_id = ?1 and (d.valid_to is null or d.valid_to > ?2) order by d.valid_from, d.id",
            params![grid.0, day],
        )
    }

    /// The roles of every grid that someone holds on a day, by themselves or through a post.
    pub fn filled_roles(&self, day: NaiveDate) -> StoreResult<Vec<(GridId, Role)>> {
        let mut find = self.conn.prepare_cached(
            "select distinct d.grid_id, d.role from duty d \
             where d.valid_from <= ?1 and (d.valid_to is null or d.valid_to > ?1) and (d.person_id is not null or exists ( \
               select 1 from incumbency i where i.post_id = d.post_id \
               and i.valid_from <= ?1 and coalesce(i.valid_to, '9999-12-31') > ?1))",
        )?;
        let mut rows = find.query([day])?;
        let mut filled = Vec::new();
        while let Some(row) = rows.next()? {
            let role: String = row.get(1)?;
            filled.push((GridId(row.get(0)?), read_word("duty.role", &role)?));
        }
        Ok(filled)
    }

    /// Duties bound to a post, oldest first.
    pub fn duties_of_post(&self, post: PostId) -> StoreResult<Vec<DutyRow>> {
        self.duty_rows(&unit_name::last_day("d"), "where d.post_id = ?1 order by d.valid_from, d.id", params![post.0])
    }

    /// Duties bound to a person, oldest first.
    pub fn duties_of_person(&self, person: PersonId) -> StoreResult<Vec<DutyRow>> {
        self.duty_rows(
            &unit_name::last_day("d"),
            "where d.person_id = ?1 order by d.valid_from, d.id",
            params![person.0],
        )
    }

    fn duty_rows(&self, day: &str, tail: &str, values: impl Params) -> StoreResult<Vec<DutyRow>> {
        let mut find = self.conn.prepare_cached(&format!("{} {tail}", duty_sql(day)))?;
        let mut rows = find.query(values)?;
        let mut duties = Vec::new();
        while let Some(row) = rows.next()? {
            duties.push(duty_row(row)?);
        }
        Ok(duties)
    }

    pub fn add_charge(&self, charge: &ChargeRow) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "insert into charge (id, duty_id, grid_id, valid_from, valid_to, document) values (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                charge.id.0,
                charge.duty.0,
                charge.grid.0,
                charge.period.from,
                charge.period.until,
                charge.document
            ])?;
        Ok(())
    }

    pub fn end_charge(&self, charge: ChargeId, until: NaiveDate) -> StoreResult<()> {
        self.conn.prepare_cached("update charge set valid_to = ?2 where id = ?1")?.execute(params![charge.0, until])?;
        Ok(())
    }

    /// Gives a charge to another duty.
    pub fn hand_over_charge(&self, charge: ChargeId, to: DutyId) -> StoreResult<()> {
        self.conn.prepare_cached("update charge set duty_id = ?2 where id = ?1")?.execute(params![charge.0, to.0])?;
        Ok(())
    }

    /// Takes away a charge that never came into force.
    pub fn delete_charge(&self, charge: ChargeId) -> StoreResult<()> {
        self.conn.prepare_cached("delete from charge where id = ?1")?.execute([charge.0])?;
        Ok(())
    }

    pub fn charge(&self, charge: ChargeId) -> StoreResult<Option<ChargeRow>> {
        let mut find = self.conn.prepare_cached(&format!("{CHARGE} where id = ?1"))?;
        Ok(find.query_row([charge.0], charge_row).optional()?)
    }

    /// What a duty has under 包联, all times.
    pub fn charges_of_duty(&self, duty: DutyId) -> StoreResult<Vec<ChargeRow>> {
        let mut find = self.conn.prepare_cached(&format!("{CHARGE} where duty_id = ?1 order by valid_from, id"))?;
        let rows = find.query_map([duty.0], charge_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The 包联 of a grid on a day.
    pub fn charges_of_grid(&self, grid: GridId, day: NaiveDate) -> StoreResult<Vec<ChargeRow>> {
        let mut find = self.conn.prepare_cached(&format!("{CHARGE} where grid_id = ?1 and {IN_FORCE} order by id"))?;
        let rows = find.query_map(params![grid.0, day], charge_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The 包联 of a grid that reach to a day or beyond.
    pub fn charges_of_grid_from(&self, grid: GridId, day: NaiveDate) -> StoreResult<Vec<ChargeRow>> {
        let mut find = self.conn.prepare_cached(&format!(
            "{CHARGE} where grid_id = ?1 and (valid_to is null or valid_to > ?2) order by id"
        ))?;
        let rows = find.query_map(params![grid.0, day], charge_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub fn add_pairing(&self, pairing: &PairingRow) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "insert into pairing (id, overseer_duty_id, supervisor_duty_id, grid_id, valid_from, valid_to) \
                 values (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                pairing.id.0,
                pairing.overseer.0,
                pairing.supervisor.0,
                pairing.grid.map(|grid| grid.0),
                pairing.period.from,
                pairing.period.until
            ])?;
        Ok(())
    }

    pub fn end_pairing(&self, pairing: PairingId, until: NaiveDate) -> StoreResult<()> {
        self.conn
            .prepare_cached("update pairing set valid_to = ?2 where id = ?1")?
            .execute(params![pairing.0, until])?;
        Ok(())
    }

    /// Puts another duty in the place of `from`, on whichever side it stands.
    pub fn hand_over_pairing(&self, pairing: PairingId, from: DutyId, to: DutyId) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "update pairing set overseer_duty_id = iif(overseer_duty_id = ?2, ?3, overseer_duty_id), \
                 supervisor_duty_id = iif(supervisor_duty_id = ?2, ?3, supervisor_duty_id) where id = ?1",
            )?
            .execute(params![pairing.0, from.0, to.0])?;
        Ok(())
    }

    /// Takes away a pairing that never came into force.
    pub fn delete_pairing(&self, pairing: PairingId) -> StoreResult<()> {
        self.conn.prepare_cached("delete from pairing where id = ?1")?.execute([pairing.0])?;
        Ok(())
    }

    pub fn pairing(&self, pairing: PairingId) -> StoreResult<Option<PairingRow>> {
        let mut find = self.conn.prepare_cached(&format!("{PAIRING} where id = ?1"))?;
        Ok(find.query_row([pairing.0], pairing_row).optional()?)
    }

    /// Who answers to a 监督 duty on a day.
    pub fn pairings_of_supervisor(&self, duty: DutyId, day: NaiveDate) -> StoreResult<Vec<PairingRow>> {
        let mut find =
            self.conn.prepare_cached(&format!("{PAIRING} where supervisor_duty_id = ?1 and {IN_FORCE} order by id"))?;
        let rows = find.query_map(params![duty.0, day], pairing_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The pairings limited to a grid that reach to a day or beyond.
    pub fn pairings_of_grid_from(&self, grid: GridId, day: NaiveDate) -> StoreResult<Vec<PairingRow>> {
        let mut find = self.conn.prepare_cached(&format!(
            "{PAIRING} where grid_id = ?1 and (valid_to is null or valid_to > ?2) order by id"
        ))?;
        let rows = find.query_map(params![grid.0, day], pairing_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Every pairing a duty takes part in, on either side, all times.
    pub fn pairings_of_duty(&self, duty: DutyId) -> StoreResult<Vec<PairingRow>> {
        let mut find = self.conn.prepare_cached(&format!(
            "{PAIRING} where ?1 in (supervisor_duty_id, overseer_duty_id) order by valid_from, id"
        ))?;
        let rows = find.query_map([duty.0], pairing_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// What is in force everywhere on a day, for sheets of the whole district.
impl Store {
    /// Every 包联 of a day, grid by grid.
    pub fn charges_at(&self, day: NaiveDate) -> StoreResult<Vec<ChargeRow>> {
        let mut find = self.conn.prepare_cached(&format!(
            "{CHARGE} where valid_from <= ?1 and (valid_to is null or valid_to > ?1) order by grid_id, id"
        ))?;
        let rows = find.query_map([day], charge_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Every pairing of a day, 监督 duty by 监督 duty.
    pub fn pairings_at(&self, day: NaiveDate) -> StoreResult<Vec<PairingRow>> {
        let mut find = self.conn.prepare_cached(&format!(
            "{PAIRING} where valid_from <= ?1 and (valid_to is null or valid_to > ?1) order by supervisor_duty_id, id"
        ))?;
        let rows = find.query_map([day], pairing_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
