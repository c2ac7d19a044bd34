//! Problems as rows: facts, those who found them and those they concern, and where they stand.

mod filter;
mod limit;
mod read;
mod step;
mod tally;

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, params};

pub use self::{
    filter::{ProblemFilter, ProblemMark},
    step::{InformedRow, StepRow},
    tally::{OpenTally, ProblemTally},
};
use super::{
    Store, StoreResult,
    value::{join, word},
};
use crate::domain::{
    id::{PatrolId, PersonId, ProblemId},
    problem::{Concerned, Problem, standing::Position},
};

/// A stored problem with the names its line in the ledger shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemRow {
    pub id: ProblemId,
    /// 「2026-0001」.
    pub number: String,
    pub problem: Problem,
    pub position: Position,
    pub recorded_on: NaiveDate,
    pub recorded_by: String,
    /// Names as of the day it was found. The town is named for villages only.
    pub town_name: String,
    pub grid_name: String,
    pub group_name: String,
    /// 「张三、李四」; empty when nobody known found it.
    pub finder_names: String,
    /// Whom it is with: the unit that took it over, or the grid it was reported to.
    pub with_name: String,
    pub files: u32,
}

impl ProblemRow {
    /// Where it is, in full: 「罕台镇撖家塔村一组」.
    pub fn place(&self) -> String {
        format!("{}{}{}", self.town_name, self.grid_name, self.group_name)
    }
}

/// Ids of the rows that hang on a problem, one each.
#[derive(Clone, Debug, Default)]
pub struct ProblemLinks {
    pub finders: Vec<i64>,
    pub concerned: Vec<i64>,
}

impl Store {
    /// The first number of a year that nobody has: one above the highest.
    pub fn next_problem_number(&self, year: i32) -> StoreResult<String> {
        // Up to the next year's first; longer numbers of the same year lie in between.
        let mut find = self.conn.prepare_cached(
            "select coalesce(max(cast(substr(number, 6) as integer)), 0) + 1 from problem where number >= ?1 and number < ?2",
        )?;
        let next: u32 = find.query_row([format!("{year:04}-"), format!("{year:04}.")], |row| row.get(0))?;
        Ok(format!("{year:04}-{next:04}"))
    }

    pub fn add_problem(
        &self,
        id: ProblemId,
        number: &str,
        problem: &Problem,
        position: &Position,
        recorded: (NaiveDate, &str),
        links: &ProblemLinks,
    ) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "insert into problem (id, number, recorded_on, recorded_by, found_on, found_at, source, kind, behaviours, \
                 grid_id, group_id, plot, spot, lon, lat, land, area, found_by, description, urgent, patrol_id, tip_id, \
                 clue_id, document, note, state, over, supervised, rectified) \
                 values (?1, ?2, ?3, ?4, '', null, '', '', '', ?5, null, '', '', null, null, null, null, '', '', 0, null, \
                 null, null, '', '', 'found', 0, 0, 0)",
            )?
            .execute(params![id.0, number, recorded.0, recorded.1, problem.grid.0])?;
        self.write_problem(id, problem)?;
        self.set_position(id, position)?;
        self.add_finders(id, &problem.finders, &links.finders)?;
        self.add_concerned(id, &problem.concerned, &links.concerned)
    }

    /// Rewrites the facts; the number, who entered it and what was done about it stay.
    pub fn update_problem(&self, id: ProblemId, problem: &Problem, links: &ProblemLinks) -> StoreResult<()> {
        self.write_problem(id, problem)?;
        let gone =
            "delete from problem_person where problem_id = ?1 and person_id not in (select value from json_each(?2))";
        let kept: Vec<String> = problem.finders.iter().map(|person| person.0.to_string()).collect();
        self.conn.prepare_cached(gone)?.execute(params![id.0, format!("[{}]", kept.join(","))])?;
        self.add_finders(id, &problem.finders, &links.finders)?;
        if self.concerned(id)? != problem.concerned {
            self.conn.prepare_cached("delete from problem_concerned where problem_id = ?1")?.execute([id.0])?;
            self.add_concerned(id, &problem.concerned, &links.concerned)?;
        }
        Ok(())
    }

    fn write_problem(&self, id: ProblemId, problem: &Problem) -> StoreResult<()> {
        let behaviours = problem.behaviours.iter().map(word).collect::<StoreResult<Vec<_>>>()?;
        self.conn
            .prepare_cached(
                "update problem set found_on = ?2, found_at = ?3, source = ?4, kind = ?5, behaviours = ?6, grid_id = ?7, \
                 group_id = ?8, plot = ?9, spot = ?10, lon = ?11, lat = ?12, land = ?13, area = ?14, found_by = ?15, \
                 description = ?16, urgent = ?17, patrol_id = ?18, tip_id = ?19, clue_id = ?20, document = ?21, note = ?22 \
                 where id = ?1",
            )?
            .execute(params![
                id.0,
                problem.found_on,
                problem.found_at,
                word(&problem.source)?,
                word(&problem.kind)?,
                join(&behaviours),
                problem.grid.0,
                problem.group.map(|group| group.0),
                problem.plot,
                problem.spot,
                problem.point.map(|point| point.lon),
                problem.point.map(|point| point.lat),
                problem.land.as_ref().map(word).transpose()?,
                problem.area.map(|area| area.0),
                problem.found_by,
                problem.description,
                problem.urgent,
                problem.patrol.map(|patrol| patrol.0),
                problem.tip.map(|tip| tip.0),
                problem.clue.map(|clue| clue.0),
                problem.document,
                problem.note
            ])?;
        Ok(())
    }

    fn add_finders(&self, id: ProblemId, people: &[PersonId], links: &[i64]) -> StoreResult<()> {
        let mut put = self.conn.prepare_cached(
            "insert into problem_person (id, problem_id, person_id, ordinal) values (?1, ?2, ?3, ?4) \
             on conflict (problem_id, person_id) do update set ordinal = excluded.ordinal where ordinal <> excluded.ordinal",
        )?;
        for (ordinal, (person, link)) in people.iter().zip(links).enumerate() {
            put.execute(params![link, id.0, person.0, ordinal as i64 + 1])?;
        }
        Ok(())
    }

    fn add_concerned(&self, id: ProblemId, people: &[Concerned], links: &[i64]) -> StoreResult<()> {
        let mut add = self.conn.prepare_cached(
            "insert into problem_concerned (id, problem_id, ordinal, name, part, phone) values (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        for (ordinal, (one, link)) in people.iter().zip(links).enumerate() {
            add.execute(params![link, id.0, ordinal as i64 + 1, one.name, one.part, one.phone])?;
        }
        Ok(())
    }

    fn concerned(&self, id: ProblemId) -> StoreResult<Vec<Concerned>> {
        let mut find = self
            .conn
            .prepare_cached("select name, part, phone from problem_concerned where problem_id = ?1 order by ordinal")?;
        let rows =
            find.query_map([id.0], |row| Ok(Concerned { name: row.get(0)?, part: row.get(1)?, phone: row.get(2)? }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Writes down where a problem stands.
    pub fn set_position(&self, id: ProblemId, position: &Position) -> StoreResult<()> {
        let due = position.due;
        self.conn
            .prepare_cached(
                "update problem set state = ?2, over = ?3, due_on = ?4, due_stage = ?5, due_unit = ?6, paused_on = ?7, \
                 supervised = ?8, with_grid_id = ?9, with_unit_id = ?10, closed_on = ?11, rectified = ?12, merged_into = ?13 \
                 where id = ?1",
            )?
            .execute(params![
                id.0,
                word(&position.state)?,
                position.state.is_over(),
                due.map(|due| due.on),
                due.map(|due| word(&due.stage)).transpose()?,
                due.map(|due| word(&due.unit)).transpose()?,
                position.paused,
                position.supervised,
                position.with_grid.map(|grid| grid.0),
                position.with_unit.map(|unit| unit.0),
                position.closed_on,
                position.rectified.0,
                position.merged_into.map(|into| into.0)
            ])?;
        Ok(())
    }

    /// The problem of a number.
    pub fn problem_numbered(&self, number: &str) -> StoreResult<Option<ProblemId>> {
        let mut find = self.conn.prepare_cached("select id from problem where number = ?1")?;
        Ok(find.query_row([number], |row| Ok(ProblemId(row.get(0)?))).optional()?)
    }

    /// The problems whose number ends so: 「12」 finds 2025-0012 and 2026-0012.
    pub fn problems_ending(&self, text: &str) -> StoreResult<Vec<(ProblemId, String)>> {
        self.numbers("where number like '%' || ?1 order by number desc", text)
    }

    /// The problems that were merged into one.
    pub fn problems_merged_into(&self, into: ProblemId) -> StoreResult<Vec<(ProblemId, String)>> {
        self.numbers("where merged_into = ?1 order by number", into.0)
    }

    /// The problems that a patrol found.
    pub fn problems_of_patrol(&self, patrol: PatrolId) -> StoreResult<Vec<(ProblemId, String)>> {
        self.numbers("where patrol_id = ?1 order by number", patrol.0)
    }

    fn numbers(&self, tail: &str, of: impl rusqlite::ToSql) -> StoreResult<Vec<(ProblemId, String)>> {
        let mut find = self.conn.prepare_cached(&format!("select id, number from problem {tail}"))?;
        let rows = find.query_map([of], |row| Ok((ProblemId(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Every problem that is not over, for a count of deadlines anew.
    pub fn open_problems(&self) -> StoreResult<Vec<ProblemId>> {
        let mut find = self.conn.prepare_cached("select id from problem where over = 0 order by found_on, id")?;
        let rows = find.query_map([], |row| Ok(ProblemId(row.get(0)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
