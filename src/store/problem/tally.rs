//! Counts of problems, read from the indexes alone.

use chrono::NaiveDate;
use rusqlite::params_from_iter;

use super::{ProblemFilter, filter::Asked};
use crate::{
    domain::{
        id::GridId,
        problem::{ProblemKind, step::State},
    },
    store::{Store, StoreResult, value::read_word},
};

/// How many problems of a kind were found in a month, and how many of them are closed by now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProblemTally {
    pub kind: ProblemKind,
    pub year: i32,
    pub month: u32,
    pub found: u32,
    pub closed: u32,
}

/// An open problem, as slim as counts by age and deadline need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenTally {
    pub grid: GridId,
    pub state: State,
    pub found_on: NaiveDate,
    pub due_on: Option<NaiveDate>,
    pub paused: bool,
    pub supervised: bool,
}

impl Store {
    /// What a filter finds by month and kind, oldest month first.
    pub fn problem_tally(&self, filter: &ProblemFilter) -> StoreResult<Vec<ProblemTally>> {
        let asked = Asked::of(filter)?;
        let mut count = self.conn.prepare_cached(&format!(
            "select p.kind, cast(substr(p.found_on, 1, 4) as integer), cast(substr(p.found_on, 6, 2) as integer), \
             count(*), count(p.closed_on) from {} group by 2, 3, 1 order by 2, 3, 1",
            asked.sql()
        ))?;
        let mut rows = count.query(params_from_iter(asked.values))?;
        let mut tallies = Vec::new();
        while let Some(row) = rows.next()? {
            let kind: String = row.get(0)?;
            tallies.push(ProblemTally {
                kind: read_word("problem.kind", &kind)?,
                year: row.get(1)?,
                month: row.get(2)?,
                found: row.get(3)?,
                closed: row.get(4)?,
            });
        }
        Ok(tallies)
    }

    /// How many problems of a filter are in each state.
    pub fn problem_states(&self, filter: &ProblemFilter) -> StoreResult<Vec<(State, u32)>> {
        let asked = Asked::of(filter)?;
        let mut count = self.conn.prepare_cached(&format!(
            "select p.state, count(*) from {} group by p.state order by p.state",
            asked.sql()
        ))?;
        let mut rows = count.query(params_from_iter(asked.values))?;
        let mut states = Vec::new();
        while let Some(row) = rows.next()? {
            let state: String = row.get(0)?;
            states.push((read_word("problem.state", &state)?, row.get(1)?));
        }
        Ok(states)
    }

    /// Every open problem of a filter.
    pub fn open_tally(&self, filter: &ProblemFilter) -> StoreResult<Vec<OpenTally>> {
        let asked = Asked::of(&ProblemFilter { over: Some(false), ..filter.clone() })?;
        let mut find = self.conn.prepare_cached(&format!(
            "select p.grid_id, p.state, p.found_on, p.due_on, p.paused_on is not null, p.supervised from {}",
            asked.sql()
        ))?;
        let mut rows = find.query(params_from_iter(asked.values))?;
        let mut open = Vec::new();
        while let Some(row) = rows.next()? {
            let state: String = row.get(1)?;
            open.push(OpenTally {
                grid: GridId(row.get(0)?),
                state: read_word("problem.state", &state)?,
                found_on: row.get(2)?,
                due_on: row.get(3)?,
                paused: row.get(4)?,
                supervised: row.get(5)?,
            });
        }
        Ok(open)
    }
}
