//! What the papers of problems say: 问题台账 for a filter, and the papers of one problem or of many.

mod compose;
mod ledger;

pub use ledger::{cell, ledger, scope};

use self::compose::Composer;
use super::problem::{self, ProblemLine, ProblemMark, ProblemQuery};
use crate::{
    domain::{
        id::ProblemId,
        problem::paper::{PaperSheet, ProblemPaper},
    },
    ops::{
        OpFault, OpResult, Workspace,
        query::{PAGE_MAX, problem::ProblemIndex},
    },
};

/// The most problems a batch of papers is made of.
pub const BATCH_MAX: u64 = 1_000;

/// One paper of a problem.
///
/// # Errors
/// [`OpFault::NotFound`]; a fault of `paper` when the problem has not come to what the paper is about.
pub fn paper(ws: &Workspace, paper: ProblemPaper, id: ProblemId) -> OpResult<PaperSheet> {
    Composer::new(ws)?.compose(paper, problem::detail(ws, id)?)
}

/// The papers of all problems that a filter finds and that have come to what the paper is about, oldest first.
///
/// # Errors
/// A fault of `query` when it finds too many for one batch, or none that has such a paper.
pub fn papers(ws: &Workspace, paper: ProblemPaper, query: &ProblemQuery) -> OpResult<Vec<PaperSheet>> {
    let composer = Composer::new(ws)?;
    let mut sheets = Vec::new();
    for line in found(ws, query, BATCH_MAX)? {
        if composer.may_have(paper, &line) {
            match composer.compose(paper, problem::detail(ws, line.id)?) {
                Ok(sheet) => sheets.push(sheet),
                // It has not come that far: there is nothing to print of it.
                Err(OpFault::Input(_)) => {}
                Err(fault) => return Err(fault),
            }
        }
    }
    if sheets.is_empty() {
        let why = format!("筛选范围内没有可以打印{}的问题，请核对日期、网格和办理状态", paper.label());
        return Err(OpFault::field("query", why));
    }
    Ok(sheets)
}

/// Every line that a filter finds, oldest first.
fn found(ws: &Workspace, query: &ProblemQuery, most: u64) -> OpResult<Vec<ProblemLine>> {
    let ProblemIndex { total, .. } = problem::index(ws, query, PAGE_MAX)?;
    if total > most {
        let why = format!("筛选出的问题有 {total} 件，一次最多打印 {most} 件，请按日期、网格或类型缩小范围后再打印");
        return Err(OpFault::field("query", why));
    }
    let mut lines: Vec<ProblemLine> = Vec::new();
    loop {
        let after = lines.last().map(|line| ProblemMark { found_on: line.problem.found_on, id: line.id });
        let page = problem::problems(ws, query, after, PAGE_MAX)?;
        let whole = page.len() == PAGE_MAX as usize;
        lines.extend(page);
        if !whole {
            break;
        }
    }
    lines.reverse();
    Ok(lines)
}
