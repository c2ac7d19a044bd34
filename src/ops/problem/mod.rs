//! Problems: entered, corrected, and taken step by step to 销号 (G36).

mod evidence;
mod fields;
mod limit;
mod report;
mod take;
pub(in crate::ops) mod words;

use serde::{Deserialize, Serialize};

pub use self::fields::StepFields;
pub(super) use self::{
    evidence::{attach, detach},
    limit::{recount, set_limit},
    report::{Way, parents},
    take::take,
};
use super::{OpFault, OpResult, StoredFile, Tx, mechanism, patrol};
use crate::{
    domain::{
        date,
        fault::Faults,
        grid::Level,
        id::{GridId, ProblemId, ScanId, StepId},
        patrol::Finding,
        problem::{
            Problem,
            course::is_direct,
            limit::{Rules, Stage},
            standing::{Beginning, Standing},
            step::Step,
        },
        scan::ScanOwner,
        workday::DayUnit,
    },
    store::{ProblemFilter, ProblemLinks, ProblemRow, StepRow, Store},
};

/// 登记问题.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddProblem {
    #[serde(flatten)]
    pub problem: Problem,
    /// Evidence of the finding.
    #[serde(default)]
    pub files: Vec<StoredFile>,
}

/// 更正问题: the facts as they should be; steps stay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditProblem {
    pub id: ProblemId,
    #[serde(flatten)]
    pub problem: Problem,
}

/// 办理问题: one step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeStep {
    pub id: ProblemId,
    #[serde(flatten)]
    pub step: Step,
    /// Evidence of the step.
    #[serde(default)]
    pub files: Vec<StoredFile>,
}

/// 补充证据: files for the finding, or for one of the steps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachEvidence {
    pub problem: ProblemId,
    #[serde(default)]
    pub step: Option<StepId>,
    pub files: Vec<StoredFile>,
}

/// 移除证据.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DetachEvidence {
    pub scan: ScanId,
}

/// 设置办理时限 of a stage from a day on; without `days` it has none from then on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetStepLimit {
    pub stage: Stage,
    #[serde(default)]
    pub days: Option<u16>,
    /// How the days are counted.
    #[serde(default = "working")]
    pub day_unit: DayUnit,
    /// The first day; stages that began earlier keep the deadline they have.
    pub from: chrono::NaiveDate,
}

fn working() -> DayUnit {
    DayUnit::Working
}

/// 重算办理期限: the deadlines of everything open by the limits and the calendar as they are now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RecountDeadlines {
    /// Only problems of this grid and below; `None` for all.
    pub grid: Option<GridId>,
}

pub(super) fn add(tx: &mut Tx<'_>, args: AddProblem) -> OpResult<String> {
    let problem = stand(tx, args.problem, None)?;
    warn_of_alike(tx, &problem)?;
    let id = ProblemId(tx.make());
    let number = tx.store.next_problem_number(chrono::Datelike::year(&problem.found_on))?;
    let links = link_ids(tx, &problem);
    let level = tx.level(problem.grid)?;
    let standing = Standing::begin(beginning(&problem, level), &tx.store.deadline_rules()?);
    let recorded = (tx.today, tx.operator.name.as_str());
    tx.store.add_problem(id, &number, &problem, &standing.position(), recorded, &links)?;
    mechanism::keep_scans(tx, ScanOwner::Problem(id), args.files)?;
    Ok(format!("登记问题{}", words::name(&stored(tx.store, id)?)))
}

pub(super) fn edit(tx: &mut Tx<'_>, args: EditProblem) -> OpResult<String> {
    let before = stored(tx.store, args.id)?;
    let problem = stand(tx, args.problem, Some(args.id))?;
    if problem != before.problem {
        check_correction(tx.store, &before, &problem)?;
        let links = link_ids(tx, &problem);
        tx.store.update_problem(args.id, &problem, &links)?;
        // Before the first step the finding itself sets the deadline.
        let row = stored(tx.store, args.id)?;
        if tx.store.problem_steps(args.id)?.is_empty() {
            let (standing, _) = standing(tx.store, &row, &tx.store.deadline_rules()?)?;
            tx.store.set_position(args.id, &standing.position())?;
        }
    }
    Ok(format!("更正问题{}", words::name(&stored(tx.store, args.id)?)))
}

/// What was done rests on the facts: a correction may not take the ground from under it.
fn check_correction(store: &Store, before: &ProblemRow, problem: &Problem) -> OpResult<()> {
    let steps = store.problem_steps(before.id)?;
    let mut faults = Faults::default();
    if let Some(first) = steps.first()
        && problem.found_on > first.step.on
    {
        let first = date::chinese(first.step.on);
        faults.add("found_on", format!("发现日期晚于第一次办理（{first}），请核对"));
    }
    let rectified = before.position.rectified;
    match problem.area {
        Some(area) if area < rectified => {
            faults.add("area", format!("已整改 {rectified} 亩，涉及面积不能比它小，请核对"));
        }
        _ => {}
    }
    if before.position.closed_on.is_some() {
        let closer = steps.iter().rev().find(|row| row.step.act == crate::domain::problem::step::Act::Close);
        let closer = closer.map(|row| row.step.by.as_slice()).unwrap_or_default();
        if problem.finders.iter().any(|finder| closer.contains(finder)) {
            faults.add("finders", "销号人不能是发现人，请核对；销号有误的请先重开");
        }
    }
    if problem.grid != before.problem.grid
        && let Some(with) = before.position.with_grid
        && !store.subtree_at(with, problem.found_on)?.contains(&problem.grid)
    {
        let name = store.grid_name(with, problem.found_on)?.unwrap_or_default();
        faults.add("grid", format!("问题已上报给{name}，网格只能改为{name}及其下级；确实不在的请退回后重新上报"));
    }
    Ok(faults.or(())?)
}

/// Checks the facts against the grid and the records they name; says what is worth a look.
fn stand(tx: &mut Tx<'_>, problem: Problem, own: Option<ProblemId>) -> OpResult<Problem> {
    let problem = problem.check(tx.today)?;
    let day = problem.found_on;
    patrol::stand_at(tx, problem.grid, problem.group, day)?;
    for person in &problem.finders {
        tx.person(*person)?;
    }
    if let Some(patrol) = problem.patrol {
        let row = tx.store.patrol(patrol)?.ok_or_else(|| OpFault::not_found("巡查", patrol))?;
        if row.patrol.date > day {
            return Err(OpFault::field("patrol", "这次巡查在发现日期之后，请核对发现日期或重新选择巡查"));
        }
        if row.patrol.finding == Finding::Nothing {
            tx.warn(format!("{}的记录为未发现问题，请核对", patrol::name_of(&row)));
        }
        if row.patrol.grid != problem.grid {
            tx.warn(format!("{}与问题不在同一网格，请核对", patrol::name_of(&row)));
        }
    }
    if own.is_none() {
        patrol::warn_of_people(tx, "发现人", &problem.finders, problem.grid, day)?;
    }
    Ok(problem)
}

/// Says so when something alike is open already in the same grid: it may be the same (合并).
fn warn_of_alike(tx: &mut Tx<'_>, problem: &Problem) -> OpResult<()> {
    let near = |days| problem.found_on.checked_add_signed(chrono::Duration::days(days));
    let filter = ProblemFilter {
        from: near(-30),
        to: near(30),
        grids: Some(vec![problem.grid]),
        kind: Some(problem.kind),
        over: Some(false),
        ..ProblemFilter::default()
    };
    // A grid has a handful of open problems; the cap only bounds a ledger imported wrongly.
    let alike = tx.store.problems(&filter, None, 50)?;
    let alike = alike.iter().find(|row| {
        row.problem.group == problem.group
            && (row.problem.spot == problem.spot && row.problem.plot == problem.plot
                || row.problem.behaviours == problem.behaviours && row.problem.found_on == problem.found_on)
    });
    if let Some(row) = alike {
        let warning = format!("可能与问题{}是同一问题，请核对；相同的请合并", words::name(row));
        tx.warn(warning);
    }
    Ok(())
}

fn link_ids(tx: &mut Tx<'_>, problem: &Problem) -> ProblemLinks {
    ProblemLinks {
        finders: problem.finders.iter().map(|_| tx.id()).collect(),
        concerned: problem.concerned.iter().map(|_| tx.id()).collect(),
    }
}

/// The record as it is stored.
pub(super) fn stored(store: &Store, id: ProblemId) -> OpResult<ProblemRow> {
    store.problem(id)?.ok_or_else(|| OpFault::not_found("问题", id))
}

fn beginning(problem: &Problem, level: Level) -> Beginning {
    Beginning {
        found_on: problem.found_on,
        found_at: problem.found_at,
        direct: is_direct(problem.source, level),
        area: problem.area,
        finders: problem.finders.clone(),
    }
}

/// Where a problem stands after all its steps, with the steps.
pub(super) fn standing(store: &Store, row: &ProblemRow, rules: &Rules) -> OpResult<(Standing, Vec<StepRow>)> {
    let level = store.grid_level(row.problem.grid)?.ok_or_else(|| OpFault::not_found("网格", row.problem.grid))?;
    let mut standing = Standing::begin(beginning(&row.problem, level), rules);
    let steps = store.problem_steps(row.id)?;
    for step in &steps {
        standing.take(&step.step, has_evidence(&step.step, step.files > 0), rules);
    }
    Ok((standing, steps))
}

/// A file or the number of a paper.
fn has_evidence(step: &Step, files: bool) -> bool {
    files || !step.document.trim().is_empty()
}

/// The grid of a problem, for operators limited to one.
pub(super) fn grids(store: &Store, id: ProblemId) -> OpResult<Vec<GridId>> {
    Ok(store.problem(id)?.map(|row| row.problem.grid).into_iter().collect())
}

/// Where a step is taken: in the field where the problem is, in the office where it was reported to. So a town acts on
/// what was reported to it, and a village cannot close what the town has.
pub(super) fn grids_of_step(store: &Store, args: &TakeStep) -> OpResult<Vec<GridId>> {
    let Some(row) = store.problem(args.id)? else { return Ok(Vec::new()) };
    let with = row.position.with_grid.filter(|_| args.step.act.kind().by_handler());
    Ok(vec![with.unwrap_or(row.problem.grid)])
}

/// The grid of the problem that a file belongs to.
pub(super) fn grids_of_file(store: &Store, args: &DetachEvidence) -> OpResult<Vec<GridId>> {
    match store.scan(args.scan)?.map(|scan| scan.owner) {
        Some(ScanOwner::Problem(id)) => grids(store, id),
        Some(ScanOwner::Step(id)) => match store.problem_step(id)? {
            Some(step) => grids(store, step.problem),
            None => Ok(Vec::new()),
        },
        _ => Ok(Vec::new()),
    }
}
