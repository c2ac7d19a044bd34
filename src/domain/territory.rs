//! Where the ground of a grid belongs on another day: through splits, mergers and moves, forwards and backwards in time.
//!
//! What is answered is certain or it is several: nothing is shared out by guess.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::{
    date::Period,
    grid::Level,
    id::{GridId, ReformId},
    reform::Descent,
};

/// A grid under one parent during one period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub grid: GridId,
    pub level: Level,
    pub period: Period,
    pub parent: Option<GridId>,
}

/// The tree through all time, with the recorded descent of its grids.
#[derive(Debug, Default)]
pub struct Territory {
    standings: BTreeMap<GridId, (Level, Vec<(Period, Option<GridId>)>)>,
    /// Everything that ever stood directly below a grid.
    below: BTreeMap<GridId, BTreeSet<GridId>>,
    descents: Vec<Descent>,
    /// The first days of a new state of anything, in order.
    turns: Vec<NaiveDate>,
}

/// Where the ground of a grid lies on another day, and by which reforms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// Grids of the same level; several when it cannot be known which, none when nothing went on.
    pub grids: BTreeSet<GridId>,
    pub reforms: BTreeSet<ReformId>,
}

/// To whom figures of one place are counted among the units of another day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Belonging {
    Unit(GridId),
    /// One of these, but the record does not say which (未分).
    Unsplit(BTreeSet<GridId>),
    /// No unit of that day goes on from it, or went before it.
    Nobody,
    /// Recorded for a unit above the level that is asked for.
    Above,
}

impl Territory {
    pub fn new(standings: &[Standing], descents: Vec<Descent>) -> Self {
        let mut territory = Self { descents, ..Self::default() };
        let mut turns = BTreeSet::new();
        for standing in standings {
            let (_, periods) = territory.standings.entry(standing.grid).or_insert_with(|| (standing.level, Vec::new()));
            periods.push((standing.period, standing.parent));
            if let Some(parent) = standing.parent {
                territory.below.entry(parent).or_default().insert(standing.grid);
            }
            turns.insert(standing.period.from);
            turns.extend(standing.period.until);
        }
        turns.extend(territory.descents.iter().map(|descent| descent.on));
        territory.turns = turns.into_iter().collect();
        territory
    }

    /// The first days of a new state that lie after `from`, up to `to`.
    pub fn turns_between(&self, from: NaiveDate, to: NaiveDate) -> impl DoubleEndedIterator<Item = NaiveDate> + '_ {
        self.turns.iter().copied().filter(move |turn| from < *turn && *turn <= to)
    }

    /// The grid of a level that holds another on a day; the grid itself when it is of that level.
    pub fn at_level(&self, grid: GridId, level: Level, day: NaiveDate) -> Option<GridId> {
        let mut step = grid;
        // The levels bound the way: damaged rows cannot make it a circle.
        for _ in Level::ALL {
            let (own, _) = self.standings.get(&step)?;
            if *own == level {
                return self.stands(step, day).then_some(step);
            }
            step = self.parent(step, day)?;
        }
        None
    }

    /// Which unit of `level` on the day `to` the ground of a grid on the day `from` belongs to, and by which reforms.
    pub fn belonging(
        &self,
        grid: GridId,
        from: NaiveDate,
        to: NaiveDate,
        level: Level,
    ) -> (Belonging, BTreeSet<ReformId>) {
        if self.standings.get(&grid).is_some_and(|(own, _)| *own < level) {
            return (Belonging::Above, BTreeSet::new());
        }
        let Trace { grids, reforms } = self.trace(grid, from, to);
        let units: BTreeSet<GridId> = grids.iter().filter_map(|grid| self.at_level(*grid, level, to)).collect();
        let belonging = match units.len() {
            0 => Belonging::Nobody,
            1 => units.first().map_or(Belonging::Nobody, |unit| Belonging::Unit(*unit)),
            _ => Belonging::Unsplit(units),
        };
        (belonging, reforms)
    }

    /// Where the ground of a grid on the day `from` lies on the day `to`.
    pub fn trace(&self, grid: GridId, from: NaiveDate, to: NaiveDate) -> Trace {
        let mut trace = Trace { grids: BTreeSet::from([grid]), reforms: BTreeSet::new() };
        let turns: Vec<NaiveDate> = if from <= to {
            self.turns_between(from, to).collect()
        } else {
            self.turns_between(to, from).rev().collect()
        };
        for turn in turns {
            let mut next = BTreeSet::new();
            for grid in &trace.grids {
                self.step(*grid, turn, from <= to, &mut next, &mut trace.reforms);
            }
            trace.grids = next;
        }
        trace
    }

    /// Goes over one turn: what a grid becomes on that day, or what it was the day before.
    fn step(
        &self,
        grid: GridId,
        turn: NaiveDate,
        forwards: bool,
        next: &mut BTreeSet<GridId>,
        reforms: &mut BTreeSet<ReformId>,
    ) {
        let eve = turn - Days::new(1);
        let (here, there) = if forwards { (eve, turn) } else { (turn, eve) };
        if self.stands(grid, there) {
            next.insert(grid);
        }
        next.extend(self.relatives(grid, turn, forwards, reforms));
        // Ground changes hands with what stands on it: a village that gave a group away reaches into two villages.
        for child in self.below.get(&grid).into_iter().flatten() {
            if self.parent(*child, here) != Some(grid) {
                continue;
            }
            let mut through = BTreeSet::new();
            let mut heirs = self.relatives(*child, turn, forwards, &mut through);
            heirs.insert(*child);
            let parents = heirs.iter().filter_map(|heir| self.parent(*heir, there));
            let elsewhere: Vec<GridId> = parents.filter(|parent| *parent != grid).collect();
            if !elsewhere.is_empty() {
                next.extend(elsewhere);
                reforms.extend(through);
            }
        }
    }

    /// The recorded successors of a grid on a day, or its predecessors.
    fn relatives(
        &self,
        grid: GridId,
        turn: NaiveDate,
        forwards: bool,
        reforms: &mut BTreeSet<ReformId>,
    ) -> BTreeSet<GridId> {
        let mut found = BTreeSet::new();
        for descent in self.descents.iter().filter(|descent| descent.on == turn) {
            let (own, other) = if forwards { (descent.from, descent.to) } else { (descent.to, descent.from) };
            if own == Some(grid) {
                reforms.insert(descent.reform);
                found.extend(other);
            }
        }
        found
    }

    fn stands(&self, grid: GridId, day: NaiveDate) -> bool {
        self.standings.get(&grid).is_some_and(|(_, periods)| periods.iter().any(|(period, _)| period.contains(day)))
    }

    fn parent(&self, grid: GridId, day: NaiveDate) -> Option<GridId> {
        let (_, periods) = self.standings.get(&grid)?;
        periods.iter().find(|(period, _)| period.contains(day)).and_then(|(_, parent)| *parent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, month, 1).unwrap()
    }

    fn standing(grid: i64, level: Level, parent: i64, from: u32, until: Option<u32>) -> Standing {
        let period = Period { from: day(from), until: until.map(day) };
        Standing { grid: GridId(grid), level, period, parent: (parent > 0).then_some(GridId(parent)) }
    }

    fn descent(reform: i64, on: u32, from: i64, to: i64) -> Descent {
        let grid = |id: i64| (id > 0).then_some(GridId(id));
        Descent { reform: ReformId(reform), on: day(on), from: grid(from), to: grid(to) }
    }

    const TOWN: i64 = 1;
    const OTHER_TOWN: i64 = 2;

    /// Village 10 with groups 100 and 101 is split in May into 11 (with 100) and 12 (with 101).
    fn split() -> Territory {
        let standings = [
            standing(TOWN, Level::Town, 0, 1, None),
            standing(10, Level::Village, TOWN, 1, Some(5)),
            standing(11, Level::Village, TOWN, 5, None),
            standing(12, Level::Village, TOWN, 5, None),
            standing(100, Level::Group, 10, 1, Some(5)),
            standing(100, Level::Group, 11, 5, None),
            standing(101, Level::Group, 10, 1, Some(5)),
            standing(101, Level::Group, 12, 5, None),
        ];
        Territory::new(&standings, vec![descent(7, 5, 10, 11), descent(7, 5, 10, 12)])
    }

    fn belongs(territory: &Territory, grid: i64, from: u32, to: u32, level: Level) -> Belonging {
        territory.belonging(GridId(grid), day(from), day(to), level).0
    }

    fn unsplit(grids: &[i64]) -> Belonging {
        Belonging::Unsplit(grids.iter().map(|grid| GridId(*grid)).collect())
    }

    #[test]
    fn what_was_recorded_before_a_split_is_not_shared_out() {
        let territory = split();
        assert_eq!(belongs(&territory, 10, 2, 6, Level::Village), unsplit(&[11, 12]));
        assert_eq!(belongs(&territory, 100, 2, 6, Level::Village), Belonging::Unit(GridId(11)), "the group tells");
        assert_eq!(belongs(&territory, 10, 2, 6, Level::Town), Belonging::Unit(GridId(TOWN)), "one town holds both");
        assert_eq!(belongs(&territory, 10, 2, 4, Level::Village), Belonging::Unit(GridId(10)), "nothing happened yet");
        let (_, reforms) = territory.belonging(GridId(10), day(2), day(6), Level::Village);
        assert_eq!(reforms, BTreeSet::from([ReformId(7)]));
    }

    #[test]
    fn figures_of_the_parts_go_back_to_the_whole() {
        let territory = split();
        for part in [11, 12] {
            assert_eq!(belongs(&territory, part, 6, 2, Level::Village), Belonging::Unit(GridId(10)));
        }
        assert_eq!(belongs(&territory, 101, 6, 2, Level::Village), Belonging::Unit(GridId(10)));
    }

    #[test]
    fn a_merger_is_certain_forwards_and_unsplit_backwards() {
        let standings = [
            standing(TOWN, Level::Town, 0, 1, None),
            standing(10, Level::Village, TOWN, 1, None),
            standing(11, Level::Village, TOWN, 1, Some(5)),
            standing(100, Level::Group, 11, 1, Some(5)),
            standing(100, Level::Group, 10, 5, None),
        ];
        let territory = Territory::new(&standings, vec![descent(7, 5, 10, 10), descent(7, 5, 11, 10)]);
        assert_eq!(belongs(&territory, 11, 2, 6, Level::Village), Belonging::Unit(GridId(10)));
        assert_eq!(belongs(&territory, 10, 6, 2, Level::Village), unsplit(&[10, 11]));
        assert_eq!(belongs(&territory, 100, 6, 2, Level::Village), Belonging::Unit(GridId(11)));
    }

    #[test]
    fn a_moved_village_takes_its_figures_along_but_the_towns_own_stay_unsplit() {
        let standings = [
            standing(TOWN, Level::Town, 0, 1, None),
            standing(OTHER_TOWN, Level::Town, 0, 1, None),
            standing(10, Level::Village, TOWN, 1, Some(5)),
            standing(10, Level::Village, OTHER_TOWN, 5, None),
        ];
        let territory = Territory::new(&standings, vec![descent(7, 5, 10, 10)]);
        assert_eq!(belongs(&territory, 10, 2, 6, Level::Town), Belonging::Unit(GridId(OTHER_TOWN)));
        assert_eq!(belongs(&territory, TOWN, 2, 6, Level::Town), unsplit(&[TOWN, OTHER_TOWN]));
        assert_eq!(belongs(&territory, TOWN, 2, 6, Level::Village), Belonging::Above);
        let (_, reforms) = territory.belonging(GridId(TOWN), day(2), day(6), Level::Town);
        assert_eq!(reforms, BTreeSet::from([ReformId(7)]), "the move of the village is named");
    }

    #[test]
    fn what_nobody_goes_on_from_is_said() {
        let standings = [
            standing(TOWN, Level::Town, 0, 1, None),
            standing(10, Level::Village, TOWN, 1, Some(5)),
            standing(11, Level::Village, TOWN, 6, None),
        ];
        let territory = Territory::new(&standings, vec![descent(7, 5, 10, 0), descent(8, 6, 0, 11)]);
        assert_eq!(belongs(&territory, 10, 2, 7, Level::Village), Belonging::Nobody);
        assert_eq!(belongs(&territory, 11, 7, 2, Level::Village), Belonging::Nobody);
        let (_, reforms) = territory.belonging(GridId(10), day(2), day(7), Level::Village);
        assert_eq!(reforms, BTreeSet::from([ReformId(7)]));
    }
}
