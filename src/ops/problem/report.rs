//! 上报: who reports from where, and which levels a report skips (G34).

use super::words;
use crate::{
    domain::{
        fault::Faults,
        grid::Level,
        id::{GridId, PersonId},
        problem::{
            report::{self, Reporter},
            standing::Standing,
            step::{Act, Step},
        },
        roster::{Role, Side},
    },
    ops::{OpResult, Tx},
    store::{ProblemRow, Store},
};

/// The levels that this report skips, nearest first; they are informed.
///
/// # Errors
/// Faults of `to`, `urgent` and `reason`.
pub(super) fn skipped(tx: &Tx<'_>, row: &ProblemRow, standing: &Standing, step: &Step) -> OpResult<Vec<GridId>> {
    let Act::Report { to, urgent, reason } = &step.act else { return Ok(Vec::new()) };
    let way = Way::of(tx.store, row, standing, step)?;
    if way.above.is_empty() {
        return Err(Faults::one("to", "问题已经报到一级网格，没有更上一级，请办理受理").into());
    }
    let skipped = report::skipped(&way.above, *to, way.reporter, *urgent, reason);
    Ok(skipped.map_err(|mut faults| {
        if let Some(fault) = faults.0.iter_mut().find(|fault| fault.field == "to") {
            let next = words::grid(tx.store, way.above[0], step.on).unwrap_or_default();
            fault.message = format!("只能上报给上级网格，上一级是{next}，请重新选择");
        }
        faults
    })?)
}

/// The grids above a report with the part of who makes it.
pub(in crate::ops) struct Way {
    /// The next level first.
    pub above: Vec<GridId>,
    reporter: Reporter,
}

impl Way {
    /// From who has it now. Before the first report a 网格员 has the village above, everyone else what lies above it.
    pub fn of(store: &Store, row: &ProblemRow, standing: &Standing, step: &Step) -> OpResult<Self> {
        let grid = row.problem.grid;
        let roles = roles(store, &step.by, step.on)?;
        let from = standing.now.grid.unwrap_or(grid);
        let mut above = parents(store, from, step.on)?;
        let chain: Vec<GridId> = [grid].into_iter().chain(parents(store, grid, step.on)?).collect();
        let own = |role: &&(PersonId, GridId, Role)| role.2.side() != Side::Patrol && chain.contains(&role.1);
        let reporter = match roles.iter().filter(own).any(|(_, _, role)| role.side() == Side::Oversee) {
            true => Reporter::Overseer,
            false => Reporter::Other,
        };
        let member = |person: &PersonId| roles.iter().any(|(of, _, role)| of == person && *role == Role::GridMember);
        let first = standing.now.grid.is_none() && store.grid_level(grid)? == Some(Level::Village);
        let by_members = !step.by.is_empty() && step.by.iter().all(member) && !roles.iter().any(|role| own(&role));
        let to_village = matches!(step.act, Act::Report { to, .. } if to == grid);
        if first && (by_members || to_village && step.by.iter().any(member)) {
            above.insert(0, grid);
        }
        Ok(Self { above, reporter })
    }
}

/// The grids above one on a day, the next one first.
pub(in crate::ops) fn parents(store: &Store, grid: GridId, day: chrono::NaiveDate) -> OpResult<Vec<GridId>> {
    let mut above = Vec::new();
    let mut next = store.grid_near(grid, day)?.and_then(|row| row.facts.parent);
    while let Some(parent) = next.filter(|parent| !above.contains(parent)) {
        above.push(parent);
        next = store.grid_near(parent, day)?.and_then(|row| row.facts.parent);
    }
    Ok(above)
}

/// The roles that people have on a day, by themselves or through a post.
fn roles(store: &Store, people: &[PersonId], day: chrono::NaiveDate) -> OpResult<Vec<(PersonId, GridId, Role)>> {
    let mut roles = store.roles_of_people(people, day)?;
    let held = store.posts_held_by(people, day)?;
    let posts: Vec<_> = held.iter().map(|held| held.post).collect();
    for (post, grid, role) in store.roles_of_posts(&posts, day)? {
        roles.extend(held.iter().filter(|held| held.post == post).map(|held| (held.person, grid, role)));
    }
    Ok(roles)
}
