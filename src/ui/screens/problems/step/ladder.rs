//! To whom a problem is reported: the grids above it, the next one first.

use chrono::NaiveDate;

use crate::{
    domain::{
        grid::Level,
        id::GridId,
        problem::step::Act,
    },
    ops::{
        Workspace,
        query::{grid, problem::ProblemDetail},
    },
    session::Loaded,
    ui::cx::Cx,
};

/// A grid one can report to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rung {
    pub grid: GridId,
    /// 「罕台镇（二级网格）」.
    pub words: String,
    pub name: String,
}

/// The rungs, and the one that is chosen.
#[derive(Default)]
pub struct Ladder {
    rungs: Loaded<(GridId, bool, Option<GridId>, NaiveDate), Vec<Rung>>,
    chosen: Option<GridId>,
}

impl Ladder {
    /// Reads the grids above the place; the next level up is chosen until somebody chooses another (L794 上一级).
    pub fn load(&mut self, cx: &mut Cx<'_>, about: &ProblemDetail, day: NaiveDate) -> &[Rung] {
        let problem = &about.line.problem;
        let key = (problem.grid, problem.group.is_some(), reported_to(about), day);
        cx.load(&mut self.rungs, key, rungs);
        let rungs = self.rungs.shown().map(Vec::as_slice).unwrap_or_default();
        if self.chosen.is_none_or(|chosen| rungs.iter().all(|rung| rung.grid != chosen)) {
            self.chosen = rungs.first().map(|rung| rung.grid);
        }
        rungs
    }

    pub fn target(&self) -> Option<GridId> {
        self.chosen
    }

    pub fn choose(&mut self, grid: Option<GridId>) {
        self.chosen = grid.or(self.chosen);
    }

    /// The names of the levels that are passed over.
    pub fn skipped(&self) -> Vec<&str> {
        let rungs = self.rungs.shown().map(Vec::as_slice).unwrap_or_default();
        rungs.iter().take_while(|rung| Some(rung.grid) != self.chosen).map(|rung| rung.name.as_str()).collect()
    }
}

/// Where it was reported last.
fn reported_to(about: &ProblemDetail) -> Option<GridId> {
    about.steps.iter().rev().find_map(|line| match line.step.act {
        Act::Report { to, .. } => Some(to),
        _ => None,
    })
}

/// The grids above where the problem is now. What was found in a group goes to its village first.
fn rungs(
    ws: &Workspace,
    (grid, in_group, reported, day): (GridId, bool, Option<GridId>, NaiveDate),
) -> Vec<Rung> {
    let nodes = grid::tree(ws, day).unwrap_or_default();
    let mut ladder = Vec::new();
    let mut next = Some(grid);
    while let Some(node) = next.and_then(|id| nodes.iter().find(|node| node.id == id)) {
        let words = format!("{}（{}）", node.name, node.level.label());
        ladder.push((node.level, Rung { grid: node.id, words, name: node.name.clone() }));
        next = node.parent;
    }
    let from = reported.and_then(|to| ladder.iter().position(|(_, rung)| rung.grid == to));
    let first = match from {
        Some(at) => at + 1,
        None if in_group => 0,
        None => 1,
    };
    let district = ladder.iter().position(|(level, _)| *level == Level::District).unwrap_or(0);
    // At the top there is nobody above: the district keeps it.
    ladder.drain(..first.min(district));
    ladder.into_iter().map(|(_, rung)| rung).collect()
}
