//! To whom a problem is reported: the grids above it, the next one first.

use chrono::NaiveDate;

use crate::{
    domain::id::{GridId, PersonId, ProblemId},
    ops::{Workspace, query::problem},
    session::Loaded,
    ui::cx::Cx,
};

/// A grid one can report to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rung {
    pub grid: GridId,
    pub name: String,
}

/// What decides which rungs there are: the problem, who reports, the day.
type Key = (ProblemId, Vec<PersonId>, NaiveDate);

/// The rungs, and the one that is chosen.
#[derive(Default)]
pub struct Ladder {
    rungs: Loaded<Key, Vec<Rung>>,
    chosen: Option<GridId>,
    by_hand: bool,
}

impl Ladder {
    /// Reads the grids above those who report; the next level up stands until somebody chooses another (L794 上一级).
    pub fn load(&mut self, cx: &mut Cx<'_>, problem: ProblemId, by: Vec<PersonId>, day: NaiveDate) -> &[Rung] {
        cx.load(&mut self.rungs, (problem, by, day), rungs);
        let rungs = self.rungs.shown().map(Vec::as_slice).unwrap_or_default();
        if !self.by_hand || rungs.iter().all(|rung| Some(rung.grid) != self.chosen) {
            self.chosen = rungs.first().map(|rung| rung.grid);
        }
        rungs
    }

    pub fn target(&self) -> Option<GridId> {
        self.chosen
    }

    pub fn choose(&mut self, grid: Option<GridId>) {
        self.by_hand |= grid != self.chosen;
        self.chosen = grid.or(self.chosen);
    }

    /// The names of the levels that are passed over.
    pub fn skipped(&self) -> Vec<&str> {
        let rungs = self.rungs.shown().map(Vec::as_slice).unwrap_or_default();
        rungs.iter().take_while(|rung| Some(rung.grid) != self.chosen).map(|rung| rung.name.as_str()).collect()
    }
}

fn rungs(ws: &Workspace, (problem, by, day): Key) -> Vec<Rung> {
    let way = problem::report_way(ws, problem, &by, day).unwrap_or_default();
    way.into_iter().map(|(grid, name)| Rung { grid, name }).collect()
}
