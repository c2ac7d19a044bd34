//! Counts of problems for the desk and the reports: by month and kind, by state, by age, by town.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, NaiveDate};

use super::page;
use crate::{
    domain::{
        grid::Level,
        id::GridId,
        problem::{ProblemKind, step::State},
    },
    ops::{OpResult, Workspace},
    store::{OpenTally, ProblemFilter},
};

/// What is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TallyQuery {
    /// 发现日期, inclusive; open problems are counted whatever the day they were found.
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// A grid with everything below it.
    pub grid: Option<GridId>,
}

/// Found problems of one month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthTally {
    pub year: i32,
    pub month: u32,
    /// Of every kind, in the order of [`ProblemKind::ALL`].
    pub kinds: Vec<u32>,
    /// Of those found in this month, closed by now (a cohort: never above what was found).
    pub closed: u32,
}

impl MonthTally {
    pub fn found(&self) -> u32 {
        self.kinds.iter().sum()
    }
}

/// How long open problems have been open, in days since they were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgeBand {
    pub label: &'static str,
    /// The first and the last day of finding in this band; `None` reaches without end.
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub open: u32,
}

/// Open problems below one town.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TownTally {
    pub grid: GridId,
    pub name: String,
    pub open: u32,
    pub overdue: u32,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Oldest month first, months without problems left out.
    pub months: Vec<MonthTally>,
    /// Of those found in the period.
    pub states: Vec<(State, u32)>,
    pub found: u32,
    pub closed: u32,
    pub open: u32,
    pub overdue: u32,
    pub due_today: u32,
    /// Today or within 7 days.
    pub due_soon: u32,
    pub supervised: u32,
    pub ages: Vec<AgeBand>,
    /// In the order of annex 2, as the tree stands today; a problem of the district itself is in none.
    pub towns: Vec<TownTally>,
}

/// Counts, all read from indexes.
pub fn tally(ws: &Workspace, query: &TallyQuery) -> OpResult<Tally> {
    let mut within = ProblemFilter::default();
    if let Some(grid) = query.grid {
        page::within(ws, grid, &mut within)?;
    }
    let found = ProblemFilter { from: query.from, to: query.to, ..within.clone() };
    let months = months(ws, &found)?;
    let open = ws.store.open_tally(&within)?;
    let today = ws.today();
    let late = |row: &&OpenTally| !row.paused && row.due_on.is_some_and(|due| due < today);
    let soon = page::due_days(super::Lens::DueSoon, today);
    let in_days =
        |row: &&OpenTally, first, last| !row.paused && row.due_on.is_some_and(|due| (first..=last).contains(&due));
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Ok(Tally {
        found: months.iter().map(MonthTally::found).sum(),
        closed: months.iter().map(|month| month.closed).sum(),
        states: ws.store.problem_states(&found)?,
        open: number(open.len()),
        overdue: number(open.iter().filter(late).count()),
        due_today: number(open.iter().filter(|row| in_days(row, today, today)).count()),
        due_soon: soon.map_or(0, |(first, last)| number(open.iter().filter(|row| in_days(row, first, last)).count())),
        supervised: number(open.iter().filter(|row| row.supervised).count()),
        ages: ages(&open, today),
        towns: towns(ws, &open, query.grid)?,
        months,
    })
}

fn months(ws: &Workspace, filter: &ProblemFilter) -> OpResult<Vec<MonthTally>> {
    let mut months: BTreeMap<(i32, u32), MonthTally> = BTreeMap::new();
    for row in ws.store.problem_tally(filter)? {
        let (year, month) = (row.year, row.month);
        let entry = months.entry((year, month)).or_insert_with(|| {
            let kinds = vec![0; ProblemKind::ALL.len()];
            MonthTally { year, month, kinds, closed: 0 }
        });
        if let Some(place) = ProblemKind::ALL.iter().position(|kind| *kind == row.kind) {
            entry.kinds[place] += row.found;
        }
        entry.closed += row.closed;
    }
    Ok(months.into_values().collect())
}

/// Up to a week, a month, a quarter, and longer.
fn ages(open: &[OpenTally], today: NaiveDate) -> Vec<AgeBand> {
    let before = |days| today.checked_sub_days(chrono::Days::new(days));
    let bands = [
        ("7 天以内", before(7), None),
        ("8-30 天", before(30), before(8)),
        ("31-90 天", before(90), before(31)),
        ("90 天以上", None, before(91)),
    ];
    let band = |(label, from, to): (&'static str, Option<NaiveDate>, Option<NaiveDate>)| {
        let inside =
            |row: &&OpenTally| from.is_none_or(|from| row.found_on >= from) && to.is_none_or(|to| row.found_on <= to);
        AgeBand { label, from, to, open: u32::try_from(open.iter().filter(inside).count()).unwrap_or(u32::MAX) }
    };
    bands.into_iter().map(band).collect()
}

fn towns(ws: &Workspace, open: &[OpenTally], within: Option<GridId>) -> OpResult<Vec<TownTally>> {
    let today = ws.today();
    let grids = ws.store.grids_at(today)?;
    let own = within.map(|grid| ws.store.subtree_at(grid, today)).transpose()?;
    let asked = |grid: &GridId| own.as_ref().is_none_or(|own| own.contains(grid));
    let mut town_of: HashMap<GridId, GridId> = HashMap::new();
    for row in &grids {
        match row.level {
            Level::Town => town_of.insert(row.id, row.id),
            _ => row.facts.parent.and_then(|parent| town_of.insert(row.id, parent)),
        };
    }
    let mut counts: HashMap<GridId, (u32, u32)> = HashMap::new();
    for row in open {
        let town = town_of.get(&row.grid).copied().unwrap_or(row.grid);
        let count = counts.entry(town).or_default();
        count.0 += 1;
        count.1 += u32::from(!row.paused && row.due_on.is_some_and(|due| due < today));
    }
    let towns = grids.into_iter().filter(|row| row.level == Level::Town && asked(&row.id));
    Ok(towns
        .map(|row| {
            let (open, overdue) = counts.get(&row.id).copied().unwrap_or_default();
            TownTally { grid: row.id, name: row.facts.name, open, overdue }
        })
        .collect())
}

/// The first and the last day of a month, for asking for the rows of a column.
pub fn month_days(year: i32, month: u32) -> Option<(NaiveDate, NaiveDate)> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    let next = first.checked_add_months(chrono::Months::new(1))?;
    Some((first, next.pred_opt()?)).filter(|(_, last)| last.month() == month)
}
