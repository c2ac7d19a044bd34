//! 提醒: what is overdue, due today, and due within a week. A reminder only, never a score (G33).

use super::{Lens, ProblemLine, ProblemQuery, page};
use crate::ops::{OpResult, Workspace, query::PAGE_MAX};

/// What waits, the most urgent first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reminders {
    pub overdue: Vec<ProblemLine>,
    pub today: Vec<ProblemLine>,
    /// Later than today, within 7 days.
    pub week: Vec<ProblemLine>,
}

/// Running deadlines of what a query finds, at most `limit` of each sort; its lens is not looked at.
pub fn reminders(ws: &Workspace, query: &ProblemQuery, limit: u32) -> OpResult<Reminders> {
    let of = |lens| ProblemQuery { lens, ..query.clone() };
    let (today, limit) = (ws.today(), limit.min(PAGE_MAX));
    let mut found = Reminders { overdue: read(ws, &of(Lens::Overdue), limit)?, ..Reminders::default() };
    for line in read(ws, &of(Lens::DueSoon), limit)? {
        let due_today = line.due.as_ref().is_some_and(|due| due.on == today);
        if due_today { found.today.push(line) } else { found.week.push(line) }
    }
    Ok(found)
}

fn read(ws: &Workspace, query: &ProblemQuery, limit: u32) -> OpResult<Vec<ProblemLine>> {
    let rows = ws.store.problems_due(&page::filter(ws, query)?, limit)?;
    Ok(rows.into_iter().map(|row| page::line(row, ws.today())).collect())
}
