//! 证据: files added to a finding or a step later, and taken away while nothing rests on them yet.

use super::{AttachEvidence, DetachEvidence, standing, stored, words};
use crate::{
    domain::{id::ProblemId, problem::step::State, scan::ScanOwner},
    ops::{OpFault, OpResult, Refusal, Tx, mechanism},
};

pub(in crate::ops) fn attach(tx: &mut Tx<'_>, args: AttachEvidence) -> OpResult<String> {
    let row = stored(tx.store, args.problem)?;
    if args.files.is_empty() {
        return Err(OpFault::field("files", "请选择要添加的证据材料"));
    }
    let owner = match args.step {
        None => ScanOwner::Problem(row.id),
        Some(step) => {
            let found = tx.store.problem_step(step)?.filter(|found| found.problem == row.id);
            ScanOwner::Step(found.ok_or_else(|| OpFault::not_found("办理步骤", step))?.id)
        }
    };
    let added = mechanism::keep_scans(tx, owner, args.files)?;
    Ok(format!("添加证据 {added} 个：问题{}", words::name(&row)))
}

/// A closed problem keeps what its 销号 rests on, and so does one that waits for it with nothing else.
pub(in crate::ops) fn detach(tx: &mut Tx<'_>, args: DetachEvidence) -> OpResult<String> {
    let scan = tx.store.scan(args.scan)?.ok_or_else(|| OpFault::not_found("证据材料", args.scan))?;
    let row = stored(tx.store, problem_of(tx, scan.owner)?)?;
    if row.position.state.is_over() {
        let why = format!("问题{}{}，证据材料要留存；确需移除的请先重开", row.number, row.position.state.label());
        return Err(Refusal::InUse(why).into());
    }
    tx.store.delete_scan(args.scan)?;
    let (after, _) = standing(tx.store, &row, &tx.store.deadline_rules()?)?;
    if after.state() == State::Cleared && !after.now.proved {
        let why = format!("问题{}凭这份材料核实为无需整改，请先补充其他证明材料", row.number);
        return Err(Refusal::InUse(why).into());
    }
    Ok(format!("移除证据「{}」：问题{}", scan.name, words::name(&row)))
}

/// The problem of a file.
///
/// # Errors
/// A fault of `scan` for files of other records, [`OpFault::NotFound`].
pub(in crate::ops) fn problem_of(tx: &Tx<'_>, owner: ScanOwner) -> OpResult<ProblemId> {
    match owner {
        ScanOwner::Problem(id) => Ok(id),
        ScanOwner::Step(id) => {
            Ok(tx.store.problem_step(id)?.ok_or_else(|| OpFault::not_found("办理步骤", id))?.problem)
        }
        _ => Err(OpFault::field("scan", "这不是问题的证据材料，请在它所属的台账中移除")),
    }
}
