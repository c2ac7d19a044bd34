//! 巡田制度: rules and waivers, and what was walked in a stretch of time, as slim as the sums need it.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, Row, params, types::ValueRef};

use super::{
    Store, StoreFault, StoreResult,
    value::{period, read_word, word},
};
use crate::domain::{
    completion::Walk,
    id::{GridId, PatrolId, PatrolRuleId, PersonId, WaiverId},
    patrol_rule::{Months, PatrolRule, RuleFacts, Waiver},
};

const RULE: &str = "select id, level, role, grid_id, times, per, months, way, valid_from, valid_to, document, suggestion, \
    note from patrol_rule";
const WAIVER: &str = "select id, grid_id, person_id, valid_from, valid_to, reason, document from patrol_waiver";

fn rule(row: &Row<'_>) -> StoreResult<PatrolRule> {
    let (level, role, months): (String, String, u16) = (row.get(1)?, row.get(2)?, row.get(6)?);
    let per: Option<String> = row.get(5)?;
    let months = Months::from_bits(months)
        .ok_or_else(|| StoreFault::Value { column: "patrol_rule.months", value: months.to_string() })?;
    Ok(PatrolRule {
        id: PatrolRuleId(row.get(0)?),
        facts: RuleFacts {
            level: read_word("patrol_rule.level", &level)?,
            role: read_word("patrol_rule.role", &role)?,
            grid: row.get::<_, Option<i64>>(3)?.map(GridId),
            times: row.get(4)?,
            per: per.map(|per| read_word("patrol_rule.per", &per)).transpose()?,
            months,
            way: row.get(7)?,
            document: row.get(10)?,
            note: row.get(12)?,
        },
        period: period(row, 8)?,
        suggestion: row.get(11)?,
    })
}

fn waiver(row: &Row<'_>) -> rusqlite::Result<Waiver> {
    Ok(Waiver {
        id: WaiverId(row.get(0)?),
        grid: row.get::<_, Option<i64>>(1)?.map(GridId),
        person: row.get::<_, Option<i64>>(2)?.map(PersonId),
        period: period(row, 3)?,
        reason: row.get(5)?,
        document: row.get(6)?,
    })
}

impl Store {
    /// Adds a rule, or rewrites the one of this id.
    pub fn put_patrol_rule(&self, rule: &PatrolRule) -> StoreResult<()> {
        let facts = &rule.facts;
        self.conn
            .prepare_cached(
                "insert into patrol_rule (id, level, role, grid_id, times, per, months, way, valid_from, valid_to, document, \
                 suggestion, note) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) \
                 on conflict (id) do update set level = ?2, role = ?3, grid_id = ?4, times = ?5, per = ?6, months = ?7, \
                 way = ?8, valid_from = ?9, valid_to = ?10, document = ?11, suggestion = ?12, note = ?13",
            )?
            .execute(params![
                rule.id.0,
                word(&facts.level)?,
                word(&facts.role)?,
                facts.grid.map(|grid| grid.0),
                facts.times,
                facts.per.map(|per| word(&per)).transpose()?,
                facts.months.bits(),
                facts.way,
                rule.period.from,
                rule.period.until,
                facts.document,
                rule.suggestion,
                facts.note
            ])?;
        Ok(())
    }

    pub fn delete_patrol_rule(&self, id: PatrolRuleId) -> StoreResult<()> {
        self.conn.prepare_cached("delete from patrol_rule where id = ?1")?.execute([id.0])?;
        Ok(())
    }

    pub fn patrol_rule(&self, id: PatrolRuleId) -> StoreResult<Option<PatrolRule>> {
        let mut find = self.conn.prepare_cached(&format!("{RULE} where id = ?1"))?;
        let mut rows = find.query([id.0])?;
        rows.next()?.map(rule).transpose()
    }

    /// Every rule there ever was, in the order they were made: a district has a few dozen.
    pub fn patrol_rules(&self) -> StoreResult<Vec<PatrolRule>> {
        let mut find = self.conn.prepare_cached(&format!("{RULE} order by id"))?;
        let mut rows = find.query([])?;
        let mut rules = Vec::new();
        while let Some(row) = rows.next()? {
            rules.push(rule(row)?);
        }
        Ok(rules)
    }

    /// Adds a waiver, or rewrites the one of this id.
    pub fn put_waiver(&self, waiver: &Waiver) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "insert into patrol_waiver (id, grid_id, person_id, valid_from, valid_to, reason, document) \
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7) on conflict (id) do update set grid_id = ?2, person_id = ?3, \
                 valid_from = ?4, valid_to = ?5, reason = ?6, document = ?7",
            )?
            .execute(params![
                waiver.id.0,
                waiver.grid.map(|grid| grid.0),
                waiver.person.map(|person| person.0),
                waiver.period.from,
                waiver.period.until,
                waiver.reason,
                waiver.document
            ])?;
        Ok(())
    }

    pub fn delete_waiver(&self, id: WaiverId) -> StoreResult<()> {
        self.conn.prepare_cached("delete from patrol_waiver where id = ?1")?.execute([id.0])?;
        Ok(())
    }

    pub fn waiver(&self, id: WaiverId) -> StoreResult<Option<Waiver>> {
        let mut find = self.conn.prepare_cached(&format!("{WAIVER} where id = ?1"))?;
        Ok(find.query_row([id.0], waiver).optional()?)
    }

    /// Every waiver, newest first.
    pub fn waivers(&self) -> StoreResult<Vec<Waiver>> {
        let mut find = self.conn.prepare_cached(&format!("{WAIVER} order by valid_from desc, id desc"))?;
        let rows = find.query_map([], waiver)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Waivers that touch a day from `first` to `last`, newest first.
    pub fn waivers_within(&self, first: NaiveDate, last: NaiveDate) -> StoreResult<Vec<Waiver>> {
        let mut find = self.conn.prepare_cached(&format!(
            "{WAIVER} where valid_from <= ?2 and valid_to > ?1 order by valid_from desc, id desc"
        ))?;
        let rows = find.query_map([first, last], waiver)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The names of everyone: sums are of the whole district, and asking one by one would take longer.
    pub fn person_names(&self) -> StoreResult<HashMap<PersonId, String>> {
        let mut find = self.conn.prepare_cached("select id, name from person")?;
        let rows = find.query_map([], |row| Ok((PersonId(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Hands over everyone on every patrol from `first` to `last`, in the order of days; one person's only when one is
    /// named. Read from indexes alone.
    pub fn walks_within(
        &self,
        first: NaiveDate,
        last: NaiveDate,
        person: Option<PersonId>,
        mut each: impl FnMut(&Walk),
    ) -> StoreResult<()> {
        let mut find = self.conn.prepare_cached(&walks_sql(person))?;
        let mut rows = find.query(params![first, last, person.map(|person| person.0)])?;
        let (mut date, mut recorded_on) = (Day::default(), Day::default());
        while let Some(row) = rows.next()? {
            each(&Walk {
                patrol: PatrolId(row.get(0)?),
                date: date.read(row.get_ref(1)?)?,
                recorded_on: recorded_on.read(row.get_ref(2)?)?,
                grid: GridId(row.get(3)?),
                group: row.get::<_, Option<i64>>(4)?.map(GridId),
                person: PersonId(row.get(5)?),
            });
        }
        Ok(())
    }
}

/// The last day read and its text: rows come by day, so that few have to be taken apart.
#[derive(Default)]
struct Day {
    text: Vec<u8>,
    day: NaiveDate,
}

impl Day {
    fn read(&mut self, value: ValueRef<'_>) -> StoreResult<NaiveDate> {
        let fault = || StoreFault::Value { column: "patrol.date", value: format!("{value:?}") };
        let text = value.as_bytes().map_err(|_| fault())?;
        if text != self.text {
            self.day = std::str::from_utf8(text).ok().and_then(|text| text.parse().ok()).ok_or_else(fault)?;
            self.text = text.to_vec();
        }
        Ok(self.day)
    }
}

/// Everyone on every patrol of a time; ?1 and ?2 its days, ?3 the one person, if any.
fn walks_sql(person: Option<PersonId>) -> String {
    let columns = "select p.id, p.date, p.recorded_on, p.grid_id, p.group_id, x.person_id";
    match person {
        None => format!(
            "{columns} from patrol p indexed by patrol_walk cross join patrol_person x on x.patrol_id = p.id \
             where p.recorded_on > '' and p.date between ?1 and ?2 and ?3 is null order by p.date, p.id"
        ),
        Some(_) => format!(
            "{columns} from patrol_person x cross join patrol p on p.id = x.patrol_id \
             where x.person_id = ?3 and p.date between ?1 and ?2"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_of_patrols_is_read_from_indexes_alone() {
        let store = Store::in_memory().unwrap();
        let plan = |person: Option<PersonId>| {
            let mut find = store.conn.prepare(&format!("explain query plan {}", walks_sql(person))).unwrap();
            let steps = find.query_map(params!["2025-01-01", "2025-12-31", person.map(|person| person.0)], |row| {
                row.get::<_, String>(3)
            });
            steps.unwrap().map(Result::unwrap).collect::<Vec<_>>().join("; ")
        };
        let all = plan(None);
        assert!(all.contains("COVERING INDEX patrol_walk") && !all.contains("TEMP") && !all.contains("SCAN"), "{all}");
        assert!(plan(Some(PersonId(1))).contains("patrol_person_person"));
    }
}
