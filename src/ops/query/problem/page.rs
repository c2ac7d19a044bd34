//! The ledger of problems by page, and how a question becomes a filter.

use chrono::{Days, NaiveDate};

use super::{Due, Lens, ProblemIndex, ProblemLine, ProblemMark, ProblemQuery};
use crate::{
    domain::{grid::Level, id::GridId, problem::facts::mask_name},
    ops::{
        OpFault, OpResult, Workspace,
        query::{PAGE_MAX, patrol::members},
    },
    store::{ProblemFilter, ProblemRow},
};

/// How far 即将到期 looks ahead, in days.
pub const SOON: u64 = 7;

/// A page of the ledger, newest first.
pub fn problems(
    ws: &Workspace,
    query: &ProblemQuery,
    after: Option<ProblemMark>,
    limit: u32,
) -> OpResult<Vec<ProblemLine>> {
    let rows = ws.store.problems(&filter(ws, query)?, after, limit.min(PAGE_MAX))?;
    Ok(rows.into_iter().map(|row| line(row, ws.today())).collect())
}

/// The number of rows and the marks of the pages.
pub fn index(ws: &Workspace, query: &ProblemQuery, page_size: u32) -> OpResult<ProblemIndex> {
    let page_size = page_size.clamp(1, PAGE_MAX);
    let (total, marks) = ws.store.problem_index(&filter(ws, query)?, page_size)?;
    Ok(ProblemIndex { total, page_size, marks })
}

/// How many problems a query finds.
pub fn count(ws: &Workspace, query: &ProblemQuery) -> OpResult<u64> {
    Ok(ws.store.problem_count(&filter(ws, query)?)?)
}

/// The days that 逾期, 今天到期 or 即将到期 means, both inclusive.
pub(in crate::ops::query) fn due_days(lens: Lens, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    match lens {
        // The first day there is in four digits: days are compared as they are written.
        Lens::Overdue => Some((NaiveDate::from_ymd_opt(1, 1, 1)?, today.pred_opt()?)),
        Lens::DueToday => Some((today, today)),
        Lens::DueSoon => Some((today, today.checked_add_days(Days::new(SOON))?)),
        _ => None,
    }
}

/// The query as the store answers it: grids by the subtree they belonged to on the day each problem was found (A9).
pub(in crate::ops::query) fn filter(ws: &Workspace, query: &ProblemQuery) -> OpResult<ProblemFilter> {
    let mut filter = ProblemFilter {
        from: query.from,
        to: query.to,
        kind: query.kind,
        source: query.source,
        state: query.state,
        unit: query.unit,
        finder: query.finder,
        person: query.person,
        with: query.with,
        informed: query.informed,
        patrol: query.patrol,
        urgent: query.urgent,
        text: query.text.clone(),
        due: due_days(query.lens, ws.today()),
        ..ProblemFilter::default()
    };
    match query.lens {
        Lens::All => {}
        Lens::Open | Lens::Overdue | Lens::DueToday | Lens::DueSoon => filter.over = Some(false),
        Lens::Returned => (filter.over, filter.returned) = (Some(false), true),
        Lens::Supervised => (filter.over, filter.supervised) = (Some(false), true),
        Lens::Closed => filter.closed = true,
    }
    if let Some(root) = query.grid {
        within(ws, root, &mut filter)?;
    }
    Ok(filter)
}

/// A grid with everything below it.
pub(in crate::ops::query) fn within(ws: &Workspace, root: GridId, filter: &mut ProblemFilter) -> OpResult<()> {
    match ws.store.grid_level(root)?.ok_or_else(|| OpFault::not_found("网格", root))? {
        // Every problem is somewhere in the district.
        Level::District => {}
        Level::Group => filter.group = Some(root),
        Level::Village => filter.grids = Some(vec![root]),
        Level::Town => (filter.grids, filter.moved) = members(ws, root).map(|(always, moved)| (Some(always), moved))?,
    }
    Ok(())
}

/// A row as lists show it: people concerned are masked.
pub(in crate::ops::query) fn line(row: ProblemRow, today: NaiveDate) -> ProblemLine {
    let position = row.position;
    let due = position.due.map(|due| Due {
        on: due.on,
        what: due.stage.label().to_owned(),
        days_left: (due.on - today).num_days(),
        paused: position.paused.is_some(),
    });
    let masked: Vec<String> = row.problem.concerned.iter().map(|one| mask_name(&one.name)).collect();
    let found_by = if row.finder_names.is_empty() { row.problem.found_by.clone() } else { row.finder_names };
    let here = format!("{}{}", row.town_name, row.grid_name);
    ProblemLine {
        id: row.id,
        number: row.number,
        state: position.state,
        town_name: row.town_name,
        grid_name: row.grid_name,
        group_name: row.group_name,
        found_by,
        concerned: masked.join("、"),
        due,
        supervised: position.supervised,
        with: if row.with_name.is_empty() { here } else { row.with_name },
        rectified: position.rectified,
        files: row.files,
        problem: row.problem,
    }
}
