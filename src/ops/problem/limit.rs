//! 办理时限: set by the district, and counted anew when the holidays or limits have changed.

use super::{RecountDeadlines, SetStepLimit, standing, stored};
use crate::{
    domain::{date, problem::limit::StepLimit, workday::Span},
    ops::{OpFault, OpResult, Tx},
};

/// The longest limit that makes sense, in days: two years.
const DAYS_MAX: u16 = 730;

pub(in crate::ops) fn set_limit(tx: &mut Tx<'_>, args: SetStepLimit) -> OpResult<String> {
    if args.days.is_some_and(|days| days > DAYS_MAX) {
        return Err(OpFault::field("days", format!("时限最长 {DAYS_MAX} 天，请核对；不设时限的请留空")));
    }
    let span = args.days.map(|days| Span { days, unit: args.day_unit });
    let limit = StepLimit { stage: args.stage, from: args.from, span };
    let id = tx.id();
    tx.store.set_step_limit(id, &limit)?;
    let words = span.map_or("不设时限".to_owned(), |span| format!("{} 个{}", span.days, span.unit.label()));
    Ok(format!("设置办理时限：{}自{}起{words}", args.stage.label(), date::chinese(args.from)))
}

/// A deadline is fixed when its stage begins. After the holidays of a year were entered or a limit was corrected, what is
/// open can be counted anew; what was over keeps what it was judged by.
pub(in crate::ops) fn recount(tx: &mut Tx<'_>, args: RecountDeadlines) -> OpResult<String> {
    let rules = tx.store.deadline_rules()?;
    let own = args.grid.map(|grid| tx.store.subtree_at(grid, tx.today)).transpose()?;
    let open = tx.store.open_problems()?;
    let (mut changed, total) = (0, open.len() as u64);
    for (done, id) in open.into_iter().enumerate() {
        tx.tell(done as u64, total)?;
        let row = stored(tx.store, id)?;
        if own.as_ref().is_some_and(|own| !own.contains(&row.problem.grid)) {
            continue;
        }
        let (standing, _) = standing(tx.store, &row, &rules)?;
        let position = standing.position();
        if position != row.position {
            tx.store.set_position(id, &position)?;
            changed += 1;
        }
    }
    Ok(format!("重算办理期限：{changed} 件有变化"))
}
