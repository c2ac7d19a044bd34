//! What the papers of problems say: 问题台账 for a filter, and the papers of one problem or of many.

mod compose;
mod ledger;
mod open;

pub use ledger::{ROWS_MAX, cell, found_by, ledger, scope};
pub use open::open_on;

use self::compose::Composer;
use super::problem::{self, ProblemDetail, ProblemLine, ProblemQuery};
use crate::{
    domain::{
        id::ProblemId,
        problem::paper::{PaperSheet, ProblemPaper},
    },
    ops::{OpFault, OpResult, Workspace},
};

/// The most problems a batch of papers is made of.
pub const BATCH_MAX: u32 = 1_000;

/// One paper of a problem.
///
/// # Errors
/// [`OpFault::NotFound`]; a fault of `paper` when the problem has not come to what the paper is about.
pub fn paper(ws: &Workspace, paper: ProblemPaper, id: ProblemId) -> OpResult<PaperSheet> {
    Composer::new(ws)?.compose(paper, problem::detail(ws, id)?)
}

/// Each paper of a problem, with the reason why it cannot be printed yet.
pub fn offers(detail: &ProblemDetail) -> Vec<(ProblemPaper, Option<String>)> {
    let offer = |paper| match compose::ready(paper, detail) {
        Ok(()) => (paper, None),
        Err(OpFault::Input(faults)) => (paper, faults.of("paper").map(str::to_owned)),
        Err(fault) => (paper, Some(fault.notice().title)),
    };
    ProblemPaper::ALL.iter().copied().map(offer).collect()
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
fn found(ws: &Workspace, query: &ProblemQuery, most: u32) -> OpResult<Vec<ProblemLine>> {
    let rows = ws.store.problems_forward(&problem::filter(ws, query)?, None, most + 1)?;
    if rows.len() > most as usize {
        let why = format!("筛选出的问题超过 {most} 件，一次打印不下，请按日期、网格或类型缩小范围后再打印");
        return Err(OpFault::field("query", why));
    }
    Ok(rows.into_iter().map(|row| problem::line(row, ws.today())).collect())
}
