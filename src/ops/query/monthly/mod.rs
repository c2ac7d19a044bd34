//! 月报 of a month: who is due, who has handed in, who is missing; what one report says, and what a new one begins with.

mod cohort;
mod detail;
mod rows;
mod sheets;

use std::collections::HashMap;

use chrono::NaiveDate;

pub(in crate::ops) use cohort::board as board_of;
pub use cohort::{MemberLine, PlaceLine, ReportMark};
pub use detail::{MonthlyDraft, MonthlyReportDetail, Receiver, draft, report};
pub(in crate::ops) use detail::{counts, receivers};
pub use rows::monthly_rows;
pub use sheets::{any_summary, missing_sheet, report_sheet, tally_words};

use crate::{
    domain::{
        grid::Level,
        id::GridId,
        month::Month,
        monthly_report::{Due, DueRule, Tally, first_month},
    },
    ops::{OpResult, Workspace},
    store::{GridRow, Store},
};

/// A month as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthBoard {
    pub month: Month,
    pub due: Due,
    pub as_of: NaiveDate,
    /// The day whose members are due: the last of the month, or `as_of` while it lasts.
    pub day: NaiveDate,
    /// In the order of annex 2.
    pub towns: Vec<PlaceLine>,
    /// Town by town.
    pub villages: Vec<PlaceLine>,
    /// Village by village.
    pub members: Vec<MemberLine>,
    pub vacant: Vec<VacantGroup>,
}

/// A group with farmland that has no 网格员 on the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VacantGroup {
    pub grid: GridId,
    pub name: String,
    pub village: GridId,
}

impl MonthBoard {
    pub fn total(&self) -> Tally {
        let mut sum = Tally::default();
        self.towns.iter().for_each(|town| sum.add(&town.tally));
        sum
    }

    pub fn members_of(&self, village: GridId) -> impl Iterator<Item = &MemberLine> {
        self.members.iter().filter(move |line| line.village == village)
    }

    pub fn village(&self, village: GridId) -> Option<&PlaceLine> {
        self.villages.iter().find(|line| line.grid == village)
    }

    pub fn town(&self, town: GridId) -> Option<&PlaceLine> {
        self.towns.iter().find(|line| line.grid == town)
    }
}

/// A month of the district, or of one town or village, made up to `as_of`.
///
/// # Errors
/// Only those of the store.
pub fn board(ws: &Workspace, month: Month, as_of: NaiveDate, within: Option<GridId>) -> OpResult<MonthBoard> {
    cohort::board(&ws.store, month, as_of, within)
}

/// The months that can be chosen, newest first: from the first one anybody is due for to that of the day.
pub fn months(ws: &Workspace, today: NaiveDate) -> OpResult<Vec<Month>> {
    let kept = ws.store.monthly_report_months()?;
    let first = kept.map_or(first_month(), |(first, _)| first.min(first_month()));
    let last = kept.map_or(Month::of(today), |(_, last)| last.max(Month::of(today)));
    let mut months = vec![last];
    while let Some(month) = months.last().copied()
        && month > first
    {
        months.push(month.previous());
    }
    Ok(months)
}

/// From which months on the district has set which due day, oldest first.
pub fn due_rules(ws: &Workspace) -> OpResult<Vec<DueRule>> {
    Ok(ws.store.monthly_due_rules()?)
}

/// The grids of a day, found by id and by parent.
pub(in crate::ops) struct DayOf {
    grids: Vec<GridRow>,
    place: HashMap<GridId, usize>,
    below: HashMap<GridId, Vec<usize>>,
}

impl DayOf {
    pub fn read(store: &Store, day: NaiveDate) -> OpResult<Self> {
        let grids = store.grids_at(day)?;
        let place = grids.iter().enumerate().map(|(place, grid)| (grid.id, place)).collect();
        let mut below: HashMap<GridId, Vec<usize>> = HashMap::new();
        for (place, grid) in grids.iter().enumerate() {
            if let Some(parent) = grid.facts.parent {
                below.entry(parent).or_default().push(place);
            }
        }
        Ok(Self { grids, place, below })
    }

    pub fn get(&self, grid: GridId) -> Option<&GridRow> {
        self.place.get(&grid).map(|place| &self.grids[*place])
    }

    pub fn of_level(&self, level: Level) -> impl Iterator<Item = &GridRow> {
        self.grids.iter().filter(move |grid| grid.level == level)
    }

    pub fn children(&self, grid: GridId) -> impl Iterator<Item = &GridRow> {
        self.below.get(&grid).into_iter().flatten().map(|place| &self.grids[*place])
    }
}
