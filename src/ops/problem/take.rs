//! 办理问题: one step more, checked against the course and against who did what before.

use super::{TakeStep, has_evidence, report, standing, stored, words};
use crate::{
    domain::{
        fault::Faults,
        id::{GridId, ProblemId, StepId},
        problem::{
            act::ActKind,
            standing::Standing,
            step::{Act, Step},
        },
        scan::ScanOwner,
    },
    ops::{OpFault, OpResult, Tx, mechanism, patrol},
    store::ProblemRow,
};

pub(in crate::ops) fn take(tx: &mut Tx<'_>, args: TakeStep) -> OpResult<String> {
    let row = stored(tx.store, args.id)?;
    let rules = tx.store.deadline_rules()?;
    let (mut standing, _) = standing(tx.store, &row, &rules)?;
    let step = args.step.tidy()?;
    let evidence = has_evidence(&step, !args.files.is_empty());
    let mut faults = standing.check(&step, evidence, tx.today).err().unwrap_or_default();
    for person in &step.by {
        tx.person(*person)?;
    }
    let skipped = check_others(tx, &row, &standing, &step, &mut faults)?;
    faults.or(())?;
    warn(tx, &row, &standing, &step)?;
    standing.take(&step, evidence, &rules);
    let id = StepId(tx.make());
    let links: Vec<i64> = step.by.iter().map(|_| tx.id()).collect();
    let recorded = (tx.today, tx.operator.name.as_str());
    tx.store.add_step(id, row.id, &step, &standing, recorded, &links)?;
    for grid in &skipped {
        let link = tx.id();
        tx.store.add_informed(link, id, row.id, *grid)?;
        let name = tx.store.grid_name(*grid, step.on)?.unwrap_or_default();
        tx.warn(format!("越级上报，已抄告{name}"));
    }
    mechanism::keep_scans(tx, ScanOwner::Step(id), args.files)?;
    let title = words::step_title(tx.store, &step, &skipped)?;
    Ok(format!("问题{} {title}", row.number))
}

/// What a step needs of other records: people, units, grids, another problem. Answers the levels that it skips.
fn check_others(
    tx: &Tx<'_>,
    row: &ProblemRow,
    standing: &Standing,
    step: &Step,
    faults: &mut Faults,
) -> OpResult<Vec<GridId>> {
    match &step.act {
        // Where to is asked only when it may be reported at all.
        Act::Report { .. } if faults.of("act").is_none() => match report::skipped(tx, row, standing, step) {
            Ok(skipped) => return Ok(skipped),
            Err(OpFault::Input(found)) => faults.0.extend(found.0),
            Err(other) => return Err(other),
        },
        Act::Dispose { unit: Some(unit), .. } => {
            tx.store.unit(*unit)?.ok_or_else(|| OpFault::not_found("单位", unit))?;
        }
        Act::Extend { approver, .. } => {
            tx.person(*approver)?;
        }
        Act::Close => check_closer(tx, standing, step, faults)?,
        Act::Merge { into } => check_merge(tx, row, *into, faults)?,
        _ => {}
    }
    Ok(Vec::new())
}

/// R077, G36: who closes it neither found nor reported nor rectified it.
fn check_closer(tx: &Tx<'_>, standing: &Standing, step: &Step, faults: &mut Faults) -> OpResult<()> {
    let mut named = Vec::new();
    for (person, part) in standing.involved(&step.by) {
        named.push(format!("{}（{part}）", tx.person(person)?.name));
    }
    if !named.is_empty() {
        let message = format!("销号人不能是发现人、上报人或整改人：{}，请由其他人销号", named.join("、"));
        faults.add("by", message);
    }
    Ok(())
}

/// No merging into itself, into something that is over, or in chains.
fn check_merge(tx: &Tx<'_>, row: &ProblemRow, into: ProblemId, faults: &mut Faults) -> OpResult<()> {
    if into == row.id {
        faults.add("into", "不能并入自己，请选择另一件问题");
        return Ok(());
    }
    let target = stored(tx.store, into)?;
    if target.position.state.is_over() {
        let (number, state) = (&target.number, target.position.state.label());
        faults.add("into", format!("问题{number}{state}，不能再并入，请选择正在办理的问题"));
    }
    if let Some((_, number)) = tx.store.problems_merged_into(row.id)?.first() {
        let message = format!("问题{number}已经并入本件，请把本件作为合并后的问题，或先重开问题{number}");
        faults.add("into", message);
    }
    Ok(())
}

/// What is allowed but worth a look.
fn warn(tx: &mut Tx<'_>, row: &ProblemRow, standing: &Standing, step: &Step) -> OpResult<()> {
    let kind = step.act.kind();
    patrol::warn_of_people(tx, "经办人", &step.by, row.problem.grid, step.on)?;
    if kind == ActKind::Review && step.by.iter().any(|person| standing.rectifiers.contains(person)) {
        tx.warn("复查人也是整改人，请核对");
    }
    if let Act::Merge { into } = step.act {
        let target = stored(tx.store, into)?;
        if target.problem.grid != row.problem.grid {
            tx.warn(format!("问题{}在{}，与本件不在同一网格，请核对", target.number, target.place()));
        }
    }
    Ok(())
}
