//! One problem in full: its steps in words, what may be done next, and how long it has taken.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::{Evidence, Move, ProblemDetail, StepLine, page};
use crate::{
    domain::{
        grid::Level,
        id::{GridId, PersonId, ProblemId, StepId},
        problem::{
            act::ActKind,
            standing::Standing,
            step::{Act, Step},
        },
        scan::ScanOwner,
    },
    ops::{
        OpResult, Workspace, patrol,
        problem::{self, words},
        query::people,
    },
    store::{ProblemRow, StepRow},
};

/// The problem of a number: 「2026-0012」, or 「12」 when only one ends so in the newest year that has it.
pub fn numbered(ws: &Workspace, number: &str) -> OpResult<Option<ProblemId>> {
    let number = number.trim();
    if let Some(found) = ws.store.problem_numbered(number)? {
        return Ok(Some(found));
    }
    let short = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) && number.len() <= 4;
    if !short {
        return Ok(None);
    }
    let found = ws.store.problems_ending(&format!("-{number:0>4}"))?;
    Ok(found.first().map(|(id, _)| *id))
}

/// One problem in full.
///
/// # Errors
/// [`OpFault::NotFound`](crate::ops::OpFault::NotFound).
pub fn detail(ws: &Workspace, id: ProblemId) -> OpResult<ProblemDetail> {
    let row = problem::stored(&ws.store, id)?;
    let rules = ws.store.deadline_rules()?;
    let (standing, steps) = problem::standing(&ws.store, &row, &rules)?;
    let above = above(ws, &row, &standing)?;
    let merged_into = match row.position.merged_into {
        Some(into) => vec![(into, problem::stored(&ws.store, into)?.number)],
        None => Vec::new(),
    };
    let mut finders = Vec::new();
    for person in &row.problem.finders {
        finders.push((*person, ws.store.person(*person)?.map(|row| row.name).unwrap_or_default()));
    }
    let patrol = match row.problem.patrol {
        Some(patrol) => ws.store.patrol(patrol)?.map(|row| (patrol, patrol::name_of(&row))),
        None => None,
    };
    Ok(ProblemDetail {
        meaning: standing.state().meaning().to_owned(),
        recorded_on: row.recorded_on,
        recorded_by: row.recorded_by.clone(),
        elapsed: elapsed(ws, &row, &steps),
        moves: moves(&standing, &above),
        steps: step_lines(ws, id, steps)?,
        files: evidence(ws, ScanOwner::Problem(id))?,
        merged: [merged_into, ws.store.problems_merged_into(id)?].concat(),
        found_time: row.problem.found_at,
        finders,
        patrol,
        above,
        paused: row.position.paused,
        line: page::line(row, ws.today()),
    })
}

/// Every kind of step with why it cannot be taken now.
fn moves(standing: &Standing, above: &[(GridId, String)]) -> Vec<Move> {
    let top = |act| act == ActKind::Report && above.is_empty();
    let refused = |act| {
        let top = top(act).then(|| "问题已经报到一级网格，没有更上一级，请办理受理".to_owned());
        standing.refusal(act).or(top)
    };
    let of = |act: &ActKind| Move { act: act.name(), label: act.label(), refused: refused(*act) };
    ActKind::ALL.iter().map(of).collect()
}

/// The grids it can be reported to from where it is: for a 网格员 the village comes first.
fn above(ws: &Workspace, row: &ProblemRow, standing: &Standing) -> OpResult<Vec<(GridId, String)>> {
    let day = ws.today();
    let from = standing.now.grid.unwrap_or(row.problem.grid);
    let mut grids = problem::parents(&ws.store, from, day)?;
    if standing.now.grid.is_none() && ws.store.grid_level(from)? == Some(Level::Village) {
        grids.insert(0, from);
    }
    grids.into_iter().map(|grid| Ok((grid, words::grid(&ws.store, grid, day)?))).collect()
}

/// The grids above those who report, the next level first: the first one is where a report goes by itself, the others
/// skip a level (G34).
pub fn report_way(ws: &Workspace, id: ProblemId, by: &[PersonId], on: NaiveDate) -> OpResult<Vec<(GridId, String)>> {
    let row = problem::stored(&ws.store, id)?;
    let (standing, _) = problem::standing(&ws.store, &row, &ws.store.deadline_rules()?)?;
    let step = Step { on, at: None, by: by.to_vec(), act: Act::Remark, text: String::new(), document: String::new() };
    let way = problem::Way::of(&ws.store, &row, &standing, &step)?;
    way.above.into_iter().map(|grid| Ok((grid, words::grid(&ws.store, grid, on)?))).collect()
}

fn step_lines(ws: &Workspace, id: ProblemId, steps: Vec<StepRow>) -> OpResult<Vec<StepLine>> {
    let store = &ws.store;
    let mut informed: BTreeMap<StepId, Vec<GridId>> = BTreeMap::new();
    for row in store.informed(id)? {
        informed.entry(row.step).or_default().push(row.grid);
    }
    let mut lines = Vec::new();
    for row in steps {
        let skipped = informed.remove(&row.id).unwrap_or_default();
        let mut notes = Vec::new();
        for grid in &skipped {
            notes.push(format!("抄告{}", words::grid(store, *grid, row.step.on)?));
        }
        let mut by = Vec::new();
        for person in &row.step.by {
            by.push(with_office(ws, *person, row.step.on)?);
        }
        lines.push(StepLine {
            title: words::step_title(store, &row.step, &skipped)?,
            files: evidence(ws, ScanOwner::Step(row.id))?,
            id: row.id,
            state: row.state,
            recorded_on: row.recorded_on,
            recorded_by: row.recorded_by,
            step: row.step,
            by,
            notes,
        });
    }
    Ok(lines)
}

/// 「张三（撖家塔村网格员）」.
fn with_office(ws: &Workspace, person: PersonId, day: NaiveDate) -> OpResult<String> {
    let name = ws.store.person(person)?.map(|row| row.name).unwrap_or_default();
    let offices = people::offices(&ws.store, person, day)?;
    Ok(match offices.first() {
        Some(office) => format!("{name}（{office}）"),
        None => name,
    })
}

fn evidence(ws: &Workspace, owner: ScanOwner) -> OpResult<Vec<Evidence>> {
    let scans = ws.store.scans(owner)?.into_iter();
    Ok(scans.map(|scan| Evidence { scan: scan.id, name: scan.name, digest: scan.digest, size: scan.size }).collect())
}

/// From the finding to now or to 销号 (G33: always shown).
fn elapsed(ws: &Workspace, row: &ProblemRow, steps: &[StepRow]) -> String {
    let found = (row.problem.found_on, row.problem.found_at);
    let end = match row.position.state.is_over() {
        true => steps.iter().rev().find(|step| step.state.is_over() && step.step.act != Act::Remark),
        false => None,
    };
    match end {
        Some(last) => lasted(found, (last.step.on, last.step.at)),
        None => lasted(found, (ws.today(), Some(ws.now().time()))),
    }
}

/// 「26 小时」 when both times are known and it was not long, otherwise 「12 天」.
fn lasted(from: (NaiveDate, Option<NaiveTime>), to: (NaiveDate, Option<NaiveTime>)) -> String {
    let days = (to.0 - from.0).num_days().max(0);
    if let (Some(start), Some(end)) = (from.1, to.1)
        && days <= 3
    {
        let hours = (NaiveDateTime::new(to.0, end) - NaiveDateTime::new(from.0, start)).num_hours().max(0);
        return if hours == 0 { "不到 1 小时".to_owned() } else { format!("{hours} 小时") };
    }
    if days == 0 { "当日".to_owned() } else { format!("{days} 天") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_time_is_told_in_hours() {
        let day = |d| NaiveDate::from_ymd_opt(2025, 3, d).unwrap();
        let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0);
        assert_eq!(lasted((day(1), at(8)), (day(2), at(10))), "26 小时");
        assert_eq!(lasted((day(1), at(8)), (day(1), at(8))), "不到 1 小时");
        assert_eq!(lasted((day(1), None), (day(1), at(9))), "当日");
        assert_eq!(lasted((day(1), at(8)), (day(13), at(9))), "12 天");
    }
}
