//! Units and people.

use rusqlite::{OptionalExtension, Row, params};

use super::{
    Store, StoreResult,
    value::{join, read_word, split, word},
};
use crate::domain::{
    id::{GridId, PersonId, UnitId},
    roster::UnitKind,
    search,
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitRow {
    pub id: UnitId,
    pub kind: UnitKind,
    pub name: String,
    pub full_name: String,
    pub aliases: Vec<String>,
    /// The grid it governs; departments govern none.
    pub grid: Option<GridId>,
    pub assessed_by_default: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    pub id: PersonId,
    pub name: String,
    pub phone: String,
    pub office_phone: String,
    pub note: String,
}

fn unit_row(row: &Row<'_>) -> StoreResult<UnitRow> {
    let kind: String = row.get(1)?;
    Ok(UnitRow {
        id: UnitId(row.get(0)?),
        kind: read_word("unit.kind", &kind)?,
        name: row.get(2)?,
        full_name: row.get(3)?,
        aliases: split(&row.get::<_, String>(4)?),
        grid: row.get::<_, Option<i64>>(5)?.map(GridId),
        assessed_by_default: row.get(6)?,
    })
}

fn person_row(row: &Row<'_>) -> rusqlite::Result<PersonRow> {
    Ok(PersonRow {
        id: PersonId(row.get(0)?),
        name: row.get(1)?,
        phone: row.get(2)?,
        office_phone: row.get(3)?,
        note: row.get(4)?,
    })
}

const UNIT: &str = "select id, kind, name, full_name, aliases, grid_id, assessed_by_default from unit";
const PERSON: &str = "select id, name, phone, office_phone, note from person";
impl Store {
    pub fn add_unit(&self, unit: &UnitRow) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "insert into unit (id, kind, name, full_name, aliases, grid_id, assessed_by_default, search) \
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                unit.id.0,
                word(&unit.kind)?,
                unit.name,
                unit.full_name,
                join(&unit.aliases),
                unit.grid.map(|grid| grid.0),
                unit.assessed_by_default,
                unit_search(unit)
            ])?;
        Ok(())
    }

    pub fn update_unit(&self, unit: &UnitRow) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "update unit set kind = ?2, name = ?3, full_name = ?4, aliases = ?5, grid_id = ?6, \
                 assessed_by_default = ?7, search = ?8 where id = ?1",
            )?
            .execute(params![
                unit.id.0,
                word(&unit.kind)?,
                unit.name,
                unit.full_name,
                join(&unit.aliases),
                unit.grid.map(|grid| grid.0),
                unit.assessed_by_default,
                unit_search(unit)
            ])?;
        Ok(())
    }

    pub fn unit(&self, unit: UnitId) -> StoreResult<Option<UnitRow>> {
        let mut find = self.conn.prepare_cached(&format!("{UNIT} where id = ?1"))?;
        let mut rows = find.query([unit.0])?;
        rows.next()?.map(unit_row).transpose()
    }

    pub fn units(&self) -> StoreResult<Vec<UnitRow>> {
        let mut find = self.conn.prepare_cached(&format!(
            "{UNIT} order by case kind when 'district' then 0 when 'department' then 1 when 'town' then 2 else 3 end, id"
        ))?;
        let mut rows = find.query([])?;
        let mut units = Vec::new();
        while let Some(row) = rows.next()? {
            units.push(unit_row(row)?);
        }
        Ok(units)
    }

    pub fn add_person(&self, person: &PersonRow) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "insert into person (id, name, phone, office_phone, note, search) values (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                person.id.0,
                person.name,
                person.phone,
                person.office_phone,
                person.note,
                search::key(&[&person.name])
            ])?;
        Ok(())
    }

    pub fn update_person(&self, person: &PersonRow) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "update person set name = ?2, phone = ?3, office_phone = ?4, note = ?5, search = ?6 where id = ?1",
            )?
            .execute(params![
                person.id.0,
                person.name,
                person.phone,
                person.office_phone,
                person.note,
                search::key(&[&person.name])
            ])?;
        Ok(())
    }

    pub fn person(&self, person: PersonId) -> StoreResult<Option<PersonRow>> {
        let mut find = self.conn.prepare_cached(&format!("{PERSON} where id = ?1"))?;
        Ok(find.query_row([person.0], person_row).optional()?)
    }

    /// People found by name, pinyin or initials, in the order of their names; `offset` pages on.
    pub fn people(&self, query: &str, offset: u32, limit: u32) -> StoreResult<Vec<PersonRow>> {
        let mut find = self.conn.prepare_cached(&format!(
            "{PERSON} where ?1 = '' or instr(search, ?1) > 0 order by name, id limit ?2 offset ?3"
        ))?;
        let rows = find.query_map(params![search::fold(query), limit, offset], person_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub fn person_count(&self, query: &str) -> StoreResult<u64> {
        let mut count =
            self.conn.prepare_cached("select count(*) from person where ?1 = '' or instr(search, ?1) > 0")?;
        Ok(count.query_row([search::fold(query)], |row| row.get(0))?)
    }

    /// The office phone of everyone who has one.
    pub fn office_phones(&self) -> StoreResult<Vec<(PersonId, String)>> {
        let mut find = self.conn.prepare_cached("select id, office_phone from person where office_phone <> ''")?;
        let rows = find.query_map([], |row| Ok((PersonId(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub fn people_named(&self, name: &str) -> StoreResult<Vec<PersonRow>> {
        let mut find = self.conn.prepare_cached(&format!("{PERSON} where name = ?1 order by id"))?;
        let rows = find.query_map([name], person_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// People whose name ends `text`.
    pub fn people_ending(&self, text: &str) -> StoreResult<Vec<PersonRow>> {
        let mut find =
            self.conn.prepare_cached(&format!("{PERSON} where substr(?1, -length(name)) = name order by name, id"))?;
        let rows = find.query_map([text], person_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn unit_search(unit: &UnitRow) -> String {
    let names = [unit.name.as_str(), unit.full_name.as_str()];
    let all: Vec<&str> = names.into_iter().chain(unit.aliases.iter().map(String::as_str)).collect();
    search::key(&all)
}
