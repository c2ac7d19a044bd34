//! The tree over time: what stood above a grid on a day, and whether it had farmland.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::domain::{date::Period, grid::Level, id::GridId};

/// One version of a grid, as far as patrols are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GridSpan {
    pub period: Period,
    pub parent: Option<GridId>,
    pub no_farmland: bool,
    /// Stands in annex 2 (R115).
    pub listed: bool,
}

/// Every grid there ever was.
#[derive(Clone, Debug, Default)]
pub struct Ground {
    grids: HashMap<GridId, (Level, Vec<GridSpan>)>,
    /// Whether annex 2 lists any grid: then those it does not list need nobody (G01).
    has_annex2: bool,
}

/// A grid during a time in which nothing above it changed.
#[derive(Clone, Debug)]
pub(super) struct Standing {
    pub period: Period,
    /// The grid itself first, the district last.
    pub path: Path,
    pub farmland: bool,
    /// Whether the plan expects its roles to be filled.
    pub expected: bool,
}

/// A grid and those above it: one for each level at most, and one more for a patrol's group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Path {
    grids: [Option<GridId>; 5],
    length: usize,
}

impl Path {
    fn push(&mut self, grid: GridId) {
        if let Some(place) = self.grids.get_mut(self.length) {
            *place = Some(grid);
            self.length += 1;
        }
    }

    pub fn contains(&self, grid: GridId) -> bool {
        self.place(grid).is_some()
    }

    /// How far above the first grid it stands.
    pub fn place(&self, grid: GridId) -> Option<usize> {
        self.grids[..self.length].iter().position(|at| *at == Some(grid))
    }
}

impl Ground {
    /// Versions of a grid come in the order of their days.
    pub fn add(&mut self, grid: GridId, level: Level, span: GridSpan) {
        self.has_annex2 |= span.listed;
        self.grids.entry(grid).or_insert_with(|| (level, Vec::new())).1.push(span);
    }

    pub fn grids(&self) -> impl Iterator<Item = (GridId, Level)> {
        self.grids.iter().map(|(grid, (level, _))| (*grid, *level))
    }

    pub fn level(&self, grid: GridId) -> Option<Level> {
        self.grids.get(&grid).map(|(level, _)| *level)
    }

    pub(super) fn at(&self, grid: GridId, day: NaiveDate) -> Option<&GridSpan> {
        self.grids.get(&grid)?.1.iter().find(|span| span.period.contains(day))
    }

    /// A grid and those above it on a day; the group of a patrol comes before its grid.
    pub fn path(&self, group: Option<GridId>, grid: GridId, day: NaiveDate) -> Path {
        let mut path = Path::default();
        group.into_iter().for_each(|group| path.push(group));
        let mut next = Some(grid);
        // The length of a path bounds the way: damaged rows cannot make it a circle.
        for _ in Level::ALL {
            let Some(at) = next else { break };
            path.push(at);
            next = self.at(at, day).and_then(|span| span.parent);
        }
        path
    }

    /// Whether `grid` lay in `above`, or was it, on some day of `period`.
    pub fn lay_in(&self, grid: GridId, above: GridId, period: &Period) -> bool {
        self.standings(grid, period).iter().any(|standing| standing.path.contains(above))
    }

    /// The times of a grid within `period`, parted wherever it or a grid above it changed.
    pub(super) fn standings(&self, grid: GridId, period: &Period) -> Vec<Standing> {
        let Some((level, spans)) = self.grids.get(&grid) else { return Vec::new() };
        let mut found = Vec::new();
        for own in spans.iter().filter_map(|span| span.period.common(period)) {
            let mut from = own.from;
            loop {
                let standing = self.standing(grid, *level, Period { from, until: own.until });
                let until = standing.period.until;
                found.push(standing);
                match until.filter(|until| own.until != Some(*until)) {
                    Some(until) => from = until,
                    None => break,
                }
            }
        }
        found
    }

    /// What holds from the first day of `period` on, until something changes.
    fn standing(&self, grid: GridId, level: Level, mut period: Period) -> Standing {
        let (mut farmland, mut listed) = (true, true);
        let mut next = Some(grid);
        for _ in Level::ALL {
            let Some(span) = next.and_then(|at| self.at(at, period.from)) else { break };
            farmland &= !span.no_farmland;
            if next == Some(grid) {
                listed = span.listed;
            }
            period = period.common(&Period { from: period.from, ..span.period }).unwrap_or(period);
            next = span.parent;
        }
        Standing {
            path: self.path(None, grid, period.from),
            farmland,
            expected: level != Level::Town || listed || !self.has_annex2,
            period,
        }
    }
}
