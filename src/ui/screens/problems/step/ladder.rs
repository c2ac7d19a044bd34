//! To whom a problem is reported: the grids above it, the next one first.

use chrono::NaiveDate;

use crate::{
    domain::{
        grid::Level,
        id::{GridId, PersonId},
        problem::step::Act,
        roster::Role,
    },
    ops::{
        Workspace,
        query::{
            grid::{self, TreeNode},
            people,
            problem::ProblemDetail,
        },
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

/// What decides which rungs there are.
type Key = (GridId, Option<GridId>, Vec<PersonId>, NaiveDate);

/// The rungs, and the one that is chosen.
#[derive(Default)]
pub struct Ladder {
    rungs: Loaded<Key, Vec<Rung>>,
    chosen: Option<GridId>,
    by_hand: bool,
}

impl Ladder {
    /// Reads the grids above those who report; the next level up stands until somebody chooses another (L794 上一级).
    pub fn load(&mut self, cx: &mut Cx<'_>, about: &ProblemDetail, by: Vec<PersonId>, day: NaiveDate) -> &[Rung] {
        cx.load(&mut self.rungs, (about.line.problem.grid, reported_to(about), by, day), rungs);
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

/// Where it was reported last.
fn reported_to(about: &ProblemDetail) -> Option<GridId> {
    about.steps.iter().rev().find_map(|line| match line.step.act {
        Act::Report { to, .. } => Some(to),
        _ => None,
    })
}

/// The grids above where the problem is now. Before the first report 网格员 have the village above them.
fn rungs(ws: &Workspace, (grid, reported, by, day): Key) -> Vec<Rung> {
    let nodes = grid::tree(ws, day).unwrap_or_default();
    let mut chain = Vec::new();
    let mut next = Some(grid);
    while let Some(node) = next.and_then(|id| nodes.iter().find(|node| node.id == id)) {
        chain.push(node);
        next = node.parent;
    }
    let from = reported.and_then(|to| chain.iter().position(|node| node.id == to));
    let village = chain.first().is_some_and(|node| node.level == Level::Village);
    let first = match from {
        Some(at) => at + 1,
        None => usize::from(!(village && members(ws, &by, day))),
    };
    let rung = |node: &TreeNode| Rung {
        grid: node.id,
        words: format!("{}（{}）", node.name, node.level.label()),
        name: node.name.clone(),
    };
    chain.into_iter().skip(first).map(rung).collect()
}

/// Whether all of them are 网格员 and nothing else on the day.
fn members(ws: &Workspace, by: &[PersonId], day: NaiveDate) -> bool {
    let member = |person: &PersonId| {
        let duties = people::detail(ws, *person, day).map(|detail| detail.duties).unwrap_or_default();
        let mut now = duties.iter().filter(|duty| duty.period.contains(day)).peekable();
        now.peek().is_some() && now.all(|duty| duty.role == Role::GridMember)
    };
    !by.is_empty() && by.iter().all(member)
}
