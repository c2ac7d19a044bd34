//! Patrols, their patrollers and attachments; the ledger is read by page, never whole.

use chrono::NaiveDate;
use rusqlite::{Row, params, params_from_iter, types::Value};

use super::{
    Store, StoreResult,
    patrol_filter::{Asked, PatrolFilter, Walk},
    value::{read_word, word},
};
use crate::domain::{
    id::{GridId, PatrolId, PersonId},
    patrol::Patrol,
};

/// A stored patrol with the names its line in the ledger shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatrolRow {
    pub id: PatrolId,
    pub patrol: Patrol,
    pub recorded_on: NaiveDate,
    pub recorded_by: String,
    /// Names as of the day of the patrol. The town is named for villages only.
    pub town_name: String,
    pub grid_name: String,
    pub group_name: String,
    /// 「张三、李四」.
    pub patroller_names: String,
    pub files: u32,
}

impl PatrolRow {
    /// Where it was, in full: 「罕台镇撖家塔村」, with the group when there is one.
    pub fn place(&self) -> String {
        format!("{}{}{}", self.town_name, self.grid_name, self.group_name)
    }
}

/// Where a page of the ledger ends; the next page goes on from there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PatrolMark {
    pub date: NaiveDate,
    pub id: PatrolId,
}

const COLUMNS: &str = "p.id, p.date, p.start, p.end, p.kind, p.grid_id, p.group_id, p.way, p.finding, p.found, p.action, \
    p.weather, p.note, p.recorded_on, p.recorded_by, \
    coalesce((select v.name from grid_version v where v.grid_id = p.grid_id and v.valid_from <= p.date order by v.valid_from desc limit 1), \
             (select v.name from grid_version v where v.grid_id = p.grid_id order by v.valid_from limit 1), ''), \
    coalesce((select v.name from grid_version v where v.grid_id = p.group_id and v.valid_from <= p.date order by v.valid_from desc limit 1), \
             (select v.name from grid_version v where v.grid_id = p.group_id order by v.valid_from limit 1), ''), \
    (select coalesce(group_concat(name, '、'), '') from (select n.name from patrol_person x join person n on n.id = x.person_id where x.patrol_id = p.id order by x.ordinal)), \
    (select coalesce(group_concat(person_id), '') from (select person_id from patrol_person x where x.patrol_id = p.id order by x.ordinal)), \
    (select count(*) from attachment a where a.patrol_id = p.id), \
    coalesce((select t.name from grid_version v join grid g on g.id = v.parent_id and g.level = 'town' \
              join grid_version t on t.grid_id = v.parent_id and t.valid_from <= p.date \
              where v.grid_id = p.grid_id and v.valid_from <= p.date \
              order by v.valid_from desc, t.valid_from desc limit 1), '')";

fn patrol_row(row: &Row<'_>) -> StoreResult<PatrolRow> {
    let (kind, finding, people): (String, String, String) = (row.get(4)?, row.get(8)?, row.get(18)?);
    Ok(PatrolRow {
        id: PatrolId(row.get(0)?),
        patrol: Patrol {
            date: row.get(1)?,
            start: row.get(2)?,
            end: row.get(3)?,
            kind: read_word("patrol.kind", &kind)?,
            grid: GridId(row.get(5)?),
            group: row.get::<_, Option<i64>>(6)?.map(GridId),
            patrollers: people.split(',').filter_map(|id| id.parse().ok()).map(PersonId).collect(),
            way: row.get(7)?,
            finding: read_word("patrol.finding", &finding)?,
            found: row.get(9)?,
            action: row.get(10)?,
            weather: row.get(11)?,
            note: row.get(12)?,
        },
        recorded_on: row.get(13)?,
        recorded_by: row.get(14)?,
        grid_name: row.get(15)?,
        group_name: row.get(16)?,
        patroller_names: row.get(17)?,
        files: row.get(19)?,
        town_name: row.get(20)?,
    })
}

impl Store {
    /// Writes a patrol; `links` are the ids for its patrollers, one each.
    pub fn add_patrol(
        &self,
        id: PatrolId,
        patrol: &Patrol,
        recorded_on: NaiveDate,
        recorded_by: &str,
        links: &[i64],
    ) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "insert into patrol (id, date, start, end, kind, grid_id, group_id, way, finding, found, action, weather, \
                 note, recorded_on, recorded_by) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            )?
            .execute(params![
                id.0,
                patrol.date,
                patrol.start,
                patrol.end,
                word(&patrol.kind)?,
                patrol.grid.0,
                patrol.group.map(|group| group.0),
                patrol.way,
                word(&patrol.finding)?,
                patrol.found,
                patrol.action,
                patrol.weather,
                patrol.note,
                recorded_on,
                recorded_by
            ])?;
        self.add_patrollers(id, &patrol.patrollers, links)
    }

    /// Rewrites a patrol; who entered it and when stays.
    pub fn update_patrol(&self, id: PatrolId, patrol: &Patrol, links: &[i64]) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "update patrol set date = ?2, start = ?3, end = ?4, kind = ?5, grid_id = ?6, group_id = ?7, way = ?8, \
                 finding = ?9, found = ?10, action = ?11, weather = ?12, note = ?13 where id = ?1",
            )?
            .execute(params![
                id.0,
                patrol.date,
                patrol.start,
                patrol.end,
                word(&patrol.kind)?,
                patrol.grid.0,
                patrol.group.map(|group| group.0),
                patrol.way,
                word(&patrol.finding)?,
                patrol.found,
                patrol.action,
                patrol.weather,
                patrol.note
            ])?;
        self.change_patrollers(id, &patrol.patrollers, links)
    }

    /// Takes out who was not there, adds who was, and sets the order anew; everyone else's row stays as it is.
    fn change_patrollers(&self, id: PatrolId, people: &[PersonId], links: &[i64]) -> StoreResult<()> {
        let before = self.patrol(id)?.map(|row| row.patrol.patrollers).unwrap_or_default();
        for gone in before.iter().filter(|person| !people.contains(person)) {
            self.conn
                .prepare_cached("delete from patrol_person where patrol_id = ?1 and person_id = ?2")?
                .execute([id.0, gone.0])?;
        }
        let mut put = self.conn.prepare_cached(
            "insert into patrol_person (id, patrol_id, person_id, ordinal) values (?1, ?2, ?3, ?4) \
             on conflict (patrol_id, person_id) do update set ordinal = excluded.ordinal where ordinal <> excluded.ordinal",
        )?;
        for (ordinal, (person, link)) in people.iter().zip(links).enumerate() {
            put.execute(params![link, id.0, person.0, ordinal as i64 + 1])?;
        }
        Ok(())
    }

    fn add_patrollers(&self, id: PatrolId, people: &[PersonId], links: &[i64]) -> StoreResult<()> {
        let mut add = self
            .conn
            .prepare_cached("insert into patrol_person (id, patrol_id, person_id, ordinal) values (?1, ?2, ?3, ?4)")?;
        for (ordinal, (person, link)) in people.iter().zip(links).enumerate() {
            add.execute(params![link, id.0, person.0, ordinal as i64 + 1])?;
        }
        Ok(())
    }

    pub fn delete_patrol(&self, id: PatrolId) -> StoreResult<()> {
        self.conn.prepare_cached("delete from patrol where id = ?1")?.execute([id.0])?;
        Ok(())
    }

    pub fn patrol(&self, id: PatrolId) -> StoreResult<Option<PatrolRow>> {
        let mut find = self.conn.prepare_cached(&format!("select {COLUMNS} from patrol p where p.id = ?1"))?;
        let mut rows = find.query([id.0])?;
        rows.next()?.map(patrol_row).transpose()
    }

    /// A page of the ledger, newest first, from below `after`.
    pub fn patrols(&self, filter: &PatrolFilter, after: Option<PatrolMark>, limit: u32) -> StoreResult<Vec<PatrolRow>> {
        let mut asked = Asked::of(self, filter, Walk::Page)?;
        if let Some(PatrolMark { date, id }) = after {
            asked.and("(p.date, p.id) < (?, ?)", [Value::Text(date.to_string()), Value::Integer(id.0)]);
        }
        self.read_patrols(asked, "desc", limit)
    }

    /// A page in the order of printing, oldest first, from above `after`.
    pub fn patrols_forward(
        &self,
        filter: &PatrolFilter,
        after: Option<PatrolMark>,
        limit: u32,
    ) -> StoreResult<Vec<PatrolRow>> {
        let mut asked = Asked::of(self, filter, Walk::Page)?;
        if let Some(PatrolMark { date, id }) = after {
            asked.and("(p.date, p.id) > (?, ?)", [Value::Text(date.to_string()), Value::Integer(id.0)]);
        }
        self.read_patrols(asked, "asc", limit)
    }

    /// How many patrols a filter finds, and the last row of each full page of `size` rows that another page follows:
    /// lets a table jump anywhere. One walk along the index, nothing is sorted.
    pub fn patrol_index(&self, filter: &PatrolFilter, size: u32) -> StoreResult<(u64, Vec<PatrolMark>)> {
        let asked = Asked::of(self, filter, Walk::All)?;
        let mut find = self
            .conn
            .prepare_cached(&format!("select p.date, p.id from {} order by p.date desc, p.id desc", asked.sql()))?;
        let mut rows = find.query(params_from_iter(asked.values))?;
        let (mut total, mut marks) = (0, Vec::new());
        let size = u64::from(size.max(1));
        let mut last = None;
        while let Some(row) = rows.next()? {
            marks.extend(last.take());
            total += 1;
            if total % size == 0 {
                last = Some(PatrolMark { date: row.get(0)?, id: PatrolId(row.get(1)?) });
            }
        }
        Ok((total, marks))
    }

    /// The day of the first patrol somebody took part in.
    pub fn first_patrol_of(&self, person: PersonId) -> StoreResult<Option<NaiveDate>> {
        let mut find = self.conn.prepare_cached(
            "select min(p.date) from patrol_person x join patrol p on p.id = x.patrol_id where x.person_id = ?1",
        )?;
        Ok(find.query_row([person.0], |row| row.get(0))?)
    }

    /// How many patrols a filter finds.
    pub fn patrol_count(&self, filter: &PatrolFilter) -> StoreResult<u64> {
        if let Some(text) = filter.only_text() {
            return self.patrols_saying(text);
        }
        let asked = Asked::of(self, filter, Walk::All)?;
        let mut count = self.conn.prepare_cached(&format!("select count(*) from {}", asked.sql()))?;
        Ok(count.query_row(params_from_iter(asked.values), |row| row.get(0))?)
    }

    /// The names are looked up for the rows of the page only, after it was cut.
    fn read_patrols(&self, asked: Asked, order: &str, limit: u32) -> StoreResult<Vec<PatrolRow>> {
        let mut find = self.conn.prepare_cached(&format!(
            "select {COLUMNS} from patrol p where p.id in \
               (select p.id from {} order by p.date {order}, p.id {order} limit {limit}) \
             order by p.date {order}, p.id {order}",
            asked.sql()
        ))?;
        let mut rows = find.query(params_from_iter(asked.values))?;
        let mut patrols = Vec::new();
        while let Some(row) = rows.next()? {
            patrols.push(patrol_row(row)?);
        }
        Ok(patrols)
    }
}
