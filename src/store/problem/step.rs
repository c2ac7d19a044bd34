//! What was done about a problem, row by row.

use chrono::NaiveDate;
use rusqlite::{Row, params};

use crate::{
    domain::{
        area::Area,
        id::{GridId, PersonId, ProblemId, StepId, UnitId},
        problem::{
            standing::Standing,
            step::{Act, Dissuaded, State, Step, Verdict},
        },
    },
    store::{
        Store, StoreFault, StoreResult,
        value::{read_word, word},
    },
};

/// A stored step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepRow {
    pub id: StepId,
    pub problem: ProblemId,
    pub step: Step,
    /// The state after it.
    pub state: State,
    pub recorded_on: NaiveDate,
    pub recorded_by: String,
    pub files: u32,
}

/// A level that a 越级 report skipped and that was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InformedRow {
    pub step: StepId,
    pub grid: GridId,
}

/// What an act carries, as it stands in columns.
#[derive(Default)]
struct Columns<'a> {
    result: Option<String>,
    way: &'a str,
    reason: &'a str,
    urgent: bool,
    to: Option<i64>,
    unit: Option<i64>,
    due: Option<NaiveDate>,
    area: Option<i64>,
    approver: Option<i64>,
    into: Option<i64>,
}

fn columns_of(act: &Act) -> StoreResult<Columns<'_>> {
    let none = Columns::default();
    Ok(match act {
        Act::Dissuade { way, outcome } => Columns { way, result: Some(word(outcome)?), ..none },
        Act::Report { to, urgent, reason } => Columns { to: Some(to.0), urgent: *urgent, reason, ..none },
        Act::Verify { verdict } => Columns { result: Some(word(verdict)?), ..none },
        Act::Dispose { disposal, unit, due } => {
            Columns { result: Some(word(disposal)?), unit: unit.map(|unit| unit.0), due: *due, ..none }
        }
        Act::Rectify { area, whole } => {
            let result = if *whole { "whole" } else { "part" };
            Columns { result: Some(result.to_owned()), area: area.map(|area| area.0), ..none }
        }
        Act::Review { passed } => {
            Columns { result: Some(if *passed { "passed" } else { "failed" }.to_owned()), ..none }
        }
        Act::Extend { due, approver } => Columns { due: Some(*due), approver: Some(approver.0), ..none },
        Act::Supervise { due } => Columns { due: *due, ..none },
        Act::Merge { into } => Columns { into: Some(into.0), ..none },
        Act::Accept
        | Act::Return
        | Act::Receipt
        | Act::Close
        | Act::Pause
        | Act::Resume
        | Act::Release
        | Act::Reopen
        | Act::Remark => none,
    })
}

const STEP: &str = "select t.id, t.problem_id, t.happened_on, t.happened_at, t.act, t.result, t.way, t.reason, t.urgent, \
    t.to_grid_id, t.unit_id, t.due_given, t.area, t.approver_id, t.into_id, t.text, t.document, t.state, t.recorded_on, \
    t.recorded_by, \
    (select coalesce(group_concat(x.person_id), '') from (select person_id from step_person where step_id = t.id order by ordinal) x), \
    (select count(*) from scan s where s.owner = 'problem_step' and s.owner_id = t.id) from problem_step t";

fn needed<T>(value: Option<T>, column: &'static str) -> StoreResult<T> {
    value.ok_or_else(|| StoreFault::Value { column, value: "null".to_owned() })
}

fn read_act(row: &Row<'_>) -> StoreResult<Act> {
    let (act, result): (String, Option<String>) = (row.get(4)?, row.get(5)?);
    let result = result.unwrap_or_default();
    let area = row.get::<_, Option<i64>>(12)?.map(Area);
    let due: Option<NaiveDate> = row.get(11)?;
    Ok(match act.as_str() {
        "dissuade" => {
            Act::Dissuade { way: row.get(6)?, outcome: read_word::<Dissuaded>("problem_step.result", &result)? }
        }
        "report" => Act::Report {
            to: GridId(needed(row.get(9)?, "problem_step.to_grid_id")?),
            urgent: row.get(8)?,
            reason: row.get(7)?,
        },
        "accept" => Act::Accept,
        "return" => Act::Return,
        "verify" => Act::Verify { verdict: read_word::<Verdict>("problem_step.result", &result)? },
        "dispose" => Act::Dispose {
            disposal: read_word("problem_step.result", &result)?,
            unit: row.get::<_, Option<i64>>(10)?.map(UnitId),
            due,
        },
        "receipt" => Act::Receipt,
        "rectify" => Act::Rectify { area, whole: result == "whole" },
        "review" => Act::Review { passed: result == "passed" },
        "close" => Act::Close,
        "extend" => Act::Extend {
            due: needed(due, "problem_step.due_given")?,
            approver: PersonId(needed(row.get(13)?, "problem_step.approver_id")?),
        },
        "pause" => Act::Pause,
        "resume" => Act::Resume,
        "supervise" => Act::Supervise { due },
        "release" => Act::Release,
        "merge" => Act::Merge { into: ProblemId(needed(row.get(14)?, "problem_step.into_id")?) },
        "reopen" => Act::Reopen,
        "remark" => Act::Remark,
        _ => return Err(StoreFault::Value { column: "problem_step.act", value: act }),
    })
}

fn step_row(row: &Row<'_>) -> StoreResult<StepRow> {
    let (state, people): (String, String) = (row.get(17)?, row.get(20)?);
    Ok(StepRow {
        id: StepId(row.get(0)?),
        problem: ProblemId(row.get(1)?),
        step: Step {
            on: row.get(2)?,
            at: row.get(3)?,
            by: people.split(',').filter_map(|id| id.parse().ok()).map(PersonId).collect(),
            act: read_act(row)?,
            text: row.get(15)?,
            document: row.get(16)?,
        },
        state: read_word("problem_step.state", &state)?,
        recorded_on: row.get(18)?,
        recorded_by: row.get(19)?,
        files: row.get(21)?,
    })
}

impl Store {
    /// Writes a step and what it has made of the problem; `links` are the ids for its people, one each.
    pub fn add_step(
        &self,
        id: StepId,
        problem: ProblemId,
        step: &Step,
        after: &Standing,
        recorded: (NaiveDate, &str),
        links: &[i64],
    ) -> StoreResult<()> {
        let columns = columns_of(&step.act)?;
        self.conn
            .prepare_cached(
                "insert into problem_step (id, problem_id, ordinal, happened_on, happened_at, act, result, way, reason, \
                 urgent, to_grid_id, unit_id, due_given, area, approver_id, into_id, text, document, state, due_on, \
                 due_stage, recorded_on, recorded_by) \
                 values (?1, ?2, (select coalesce(max(ordinal), 0) + 1 from problem_step where problem_id = ?2), ?3, ?4, \
                 ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)",
            )?
            .execute(params![
                id.0,
                problem.0,
                step.on,
                step.at,
                step.act.kind().name(),
                columns.result,
                columns.way,
                columns.reason,
                columns.urgent,
                columns.to,
                columns.unit,
                columns.due,
                columns.area,
                columns.approver,
                columns.into,
                step.text,
                step.document,
                word(&after.state())?,
                after.due.map(|due| due.on),
                after.due.map(|due| word(&due.stage)).transpose()?,
                recorded.0,
                recorded.1
            ])?;
        let mut add = self
            .conn
            .prepare_cached("insert into step_person (id, step_id, person_id, ordinal) values (?1, ?2, ?3, ?4)")?;
        for (ordinal, (person, link)) in step.by.iter().zip(links).enumerate() {
            add.execute(params![link, id.0, person.0, ordinal as i64 + 1])?;
        }
        self.set_position(problem, &after.position())
    }

    /// Notes that a level was told of a report that skipped it (抄告).
    pub fn add_informed(&self, id: i64, step: StepId, problem: ProblemId, grid: GridId) -> StoreResult<()> {
        self.conn
            .prepare_cached("insert into step_informed (id, step_id, problem_id, grid_id) values (?1, ?2, ?3, ?4)")?
            .execute([id, step.0, problem.0, grid.0])?;
        Ok(())
    }

    /// The steps of a problem, oldest first.
    pub fn problem_steps(&self, problem: ProblemId) -> StoreResult<Vec<StepRow>> {
        let mut find = self.conn.prepare_cached(&format!("{STEP} where t.problem_id = ?1 order by t.ordinal"))?;
        let mut rows = find.query([problem.0])?;
        let mut steps = Vec::new();
        while let Some(row) = rows.next()? {
            steps.push(step_row(row)?);
        }
        Ok(steps)
    }

    pub fn problem_step(&self, id: StepId) -> StoreResult<Option<StepRow>> {
        let mut find = self.conn.prepare_cached(&format!("{STEP} where t.id = ?1"))?;
        let mut rows = find.query([id.0])?;
        rows.next()?.map(step_row).transpose()
    }

    /// Who was told of what about a problem.
    pub fn informed(&self, problem: ProblemId) -> StoreResult<Vec<InformedRow>> {
        let mut find =
            self.conn.prepare_cached("select step_id, grid_id from step_informed where problem_id = ?1 order by id")?;
        let rows = find
            .query_map([problem.0], |row| Ok(InformedRow { step: StepId(row.get(0)?), grid: GridId(row.get(1)?) }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
