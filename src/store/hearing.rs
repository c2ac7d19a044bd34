//! 听取汇报: what was heard and decided, who heard whom.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, Row, params};

use super::{
    Store, StoreResult,
    value::{read_word, word},
};
use crate::domain::{
    hearing::HearingPart,
    id::{GridId, HearingId, PersonId},
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HearingRow {
    pub id: HearingId,
    /// Whose leaders heard the reports.
    pub grid: GridId,
    pub held_on: NaiveDate,
    pub place: String,
    /// 汇报内容.
    pub matters: String,
    /// 要求和决定.
    pub decisions: String,
    /// 落实情况.
    pub follow_up: String,
    pub note: String,
}

/// Somebody at a hearing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HearingPersonRow {
    pub person: PersonId,
    pub name: String,
    pub part: HearingPart,
}

const HEARING: &str = "select id, grid_id, held_on, place, matters, decisions, follow_up, note from hearing";

fn hearing_row(row: &Row<'_>) -> rusqlite::Result<HearingRow> {
    Ok(HearingRow {
        id: HearingId(row.get(0)?),
        grid: GridId(row.get(1)?),
        held_on: row.get(2)?,
        place: row.get(3)?,
        matters: row.get(4)?,
        decisions: row.get(5)?,
        follow_up: row.get(6)?,
        note: row.get(7)?,
    })
}

impl Store {
    /// Adds a hearing, or rewrites the one of this id.
    pub fn put_hearing(&self, hearing: &HearingRow) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "insert into hearing (id, grid_id, held_on, place, matters, decisions, follow_up, note) \
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) on conflict (id) do update set grid_id = ?2, held_on = ?3, \
                 place = ?4, matters = ?5, decisions = ?6, follow_up = ?7, note = ?8",
            )?
            .execute(params![
                hearing.id.0,
                hearing.grid.0,
                hearing.held_on,
                hearing.place,
                hearing.matters,
                hearing.decisions,
                hearing.follow_up,
                hearing.note
            ])?;
        Ok(())
    }

    /// Takes a hearing away with the list of who was there.
    pub fn delete_hearing(&self, id: HearingId) -> StoreResult<()> {
        self.clear_hearing_people(id)?;
        self.conn.prepare_cached("delete from hearing where id = ?1")?.execute([id.0])?;
        Ok(())
    }

    pub fn hearing(&self, id: HearingId) -> StoreResult<Option<HearingRow>> {
        let mut find = self.conn.prepare_cached(&format!("{HEARING} where id = ?1"))?;
        Ok(find.query_row([id.0], hearing_row).optional()?)
    }

    /// Every hearing from `first` to `last`, newest first.
    pub fn hearings(&self, first: NaiveDate, last: NaiveDate) -> StoreResult<Vec<HearingRow>> {
        let mut find = self
            .conn
            .prepare_cached(&format!("{HEARING} where held_on between ?1 and ?2 order by held_on desc, id desc"))?;
        let rows = find.query_map([first, last], hearing_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub fn add_hearing_person(
        &self,
        id: i64,
        hearing: HearingId,
        person: PersonId,
        part: HearingPart,
        ordinal: i64,
    ) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "insert into hearing_person (id, hearing_id, person_id, part, ordinal) values (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![id, hearing.0, person.0, word(&part)?, ordinal])?;
        Ok(())
    }

    pub fn clear_hearing_people(&self, hearing: HearingId) -> StoreResult<()> {
        self.conn.prepare_cached("delete from hearing_person where hearing_id = ?1")?.execute([hearing.0])?;
        Ok(())
    }

    /// Who was at the hearings from `first` to `last`, in the order they were entered.
    pub fn hearing_people(
        &self,
        first: NaiveDate,
        last: NaiveDate,
    ) -> StoreResult<HashMap<HearingId, Vec<HearingPersonRow>>> {
        let mut find = self.conn.prepare_cached(
            "select x.hearing_id, x.person_id, n.name, x.part from hearing h join hearing_person x on x.hearing_id = h.id \
             join person n on n.id = x.person_id where h.held_on between ?1 and ?2 order by x.hearing_id, x.ordinal",
        )?;
        let mut rows = find.query([first, last])?;
        let mut people: HashMap<HearingId, Vec<HearingPersonRow>> = HashMap::new();
        while let Some(row) = rows.next()? {
            let one = HearingPersonRow {
                person: PersonId(row.get(1)?),
                name: row.get(2)?,
                part: read_word("hearing_person.part", row.get_ref(3)?.as_str().unwrap_or_default())?,
            };
            people.entry(HearingId(row.get(0)?)).or_default().push(one);
        }
        Ok(people)
    }
}
