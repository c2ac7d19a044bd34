//! 未办结问题 of some grids on a day: what a leaver hands over, and what stood open at a place.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::ledger::place;
use crate::{
    domain::{date::chinese, id::GridId, tenure::HandoverProblem},
    ops::{
        OpResult, Workspace,
        query::problem::{Lens, ProblemLine, ProblemQuery, filter, line},
    },
    store::ProblemFilter,
};

/// The most problems read for one sheet.
const READ_MAX: u32 = 2_000;

/// Problems found on or before the day in these grids or below them, and not over at its end; oldest first, each once.
/// One that was closed since says so.
///
/// # Errors
/// [`crate::ops::OpFault::NotFound`] of a grid.
pub fn open_on(ws: &Workspace, grids: &[GridId], day: NaiveDate) -> OpResult<Vec<HandoverProblem>> {
    let mut open: BTreeMap<(NaiveDate, String), HandoverProblem> = BTreeMap::new();
    let mut seen: BTreeSet<GridId> = BTreeSet::new();
    for grid in grids.iter().filter(|grid| seen.insert(**grid)) {
        let asked = ProblemQuery { to: Some(day), grid: Some(*grid), ..ProblemQuery::default() };
        let still = filter(ws, &ProblemQuery { lens: Lens::Open, ..asked.clone() })?;
        let since = ProblemFilter { closed_after: Some(day), ..filter(ws, &asked)? };
        for filter in [still, since] {
            for row in ws.store.problems_forward(&filter, None, READ_MAX)? {
                let closed_on = row.position.closed_on;
                let line = line(row, ws.today());
                open.insert((line.problem.found_on, line.number.clone()), handed_over(line, closed_on));
            }
        }
    }
    Ok(open.into_values().collect())
}

fn handed_over(line: ProblemLine, closed_on: Option<NaiveDate>) -> HandoverProblem {
    HandoverProblem {
        what: format!("{}：{}", line.problem.kind.label(), line.problem.description),
        state: match closed_on {
            Some(day) => format!("{}销号", chinese(day)),
            None => line.state.label().to_owned(),
        },
        due: line.due.as_ref().filter(|due| !due.paused).map(|due| due.on),
        found_on: line.problem.found_on,
        place: place(&line),
        number: line.number,
    }
}
