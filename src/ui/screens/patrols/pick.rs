//! Grids and people to pick, found while somebody types.

use chrono::NaiveDate;

use crate::{
    domain::{
        grid::Level,
        id::{GridId, PersonId},
    },
    ops::{
        OpResult, Workspace,
        query::{
            grid::{self, GridHit},
            patrollers::{self, Patroller, Walk},
        },
    },
    session::Loaded,
    ui::{
        cx::Cx,
        screens::entry::told_apart,
        widgets::search_pick::{Candidate, PickState},
    },
};

/// How many candidates a list shows.
const MOST: u32 = 60;

/// Finds grids for a field.
#[derive(Default)]
pub struct GridFinder {
    found: Loaded<(String, NaiveDate, bool), Vec<(Candidate, Level)>>,
}

impl GridFinder {
    /// Candidates for what stands in the field, with groups if they may be picked; `None` while they are looked for.
    pub fn candidates(
        &mut self,
        cx: &mut Cx<'_>,
        pick: &PickState,
        day: NaiveDate,
        groups: bool,
    ) -> Option<Vec<Candidate>> {
        let key = (pick.query()?.to_owned(), day, groups);
        cx.load(&mut self.found, key.clone(), |ws, (text, day, groups)| grids(ws, &text, day, groups));
        let fits = self.found.shown_key() == Some(&key);
        let shown = self.found.shown().filter(|_| fits)?;
        Some(shown.iter().map(|(candidate, _)| candidate.clone()).collect())
    }

    /// The level of a grid that was found last.
    pub fn level(&self, id: i64) -> Option<Level> {
        self.found.shown()?.iter().find(|(candidate, _)| candidate.id == id).map(|(_, level)| *level)
    }

    pub fn invalidate(&mut self) {
        self.found.invalidate();
    }
}

fn grids(ws: &Workspace, text: &str, day: NaiveDate, groups: bool) -> Vec<(Candidate, Level)> {
    let hits = grid::search(ws, text, day, if groups { MOST } else { 4 * MOST }).unwrap_or_default().into_iter();
    let fits = hits.filter(|hit| groups || hit.level != Level::Group);
    fits.take(MOST as usize).map(|hit| (candidate(&hit), hit.level)).collect()
}

fn candidate(hit: &GridHit) -> Candidate {
    let above = hit.path.rsplit_once('/').map_or("", |(above, _)| above).replace('/', "");
    let hint = if above.is_empty() { hit.level.label().to_owned() } else { above };
    Candidate::new(hit.id.0, hit.name.clone(), hint)
}

/// Finds people for a field.
#[derive(Default)]
pub struct PersonFinder {
    found: Loaded<(String, Walk), OpResult<Vec<Patroller>>>,
}

impl PersonFinder {
    /// Candidates for what stands in the field, those with duties where was walked first.
    pub fn candidates(&mut self, cx: &mut Cx<'_>, pick: &PickState, walk: Walk) -> Option<Vec<Candidate>> {
        let key = (pick.query()?.to_owned(), walk);
        cx.load(&mut self.found, key.clone(), |ws, (text, walk)| patrollers::find(ws, &text, walk, MOST));
        let fits = self.found.shown_key() == Some(&key);
        let found = self.found.shown().filter(|_| fits)?.as_ref().ok()?;
        Some(told_apart(found.iter().map(|one| (one.id.0, one.name.clone(), one.words.clone())).collect()))
    }

    pub fn invalidate(&mut self) {
        self.found.invalidate();
    }
}

pub fn grid_of(chosen: &Option<Candidate>) -> Option<GridId> {
    chosen.as_ref().map(|one| GridId(one.id))
}

pub fn person_of(chosen: &Option<Candidate>) -> Option<PersonId> {
    chosen.as_ref().map(|one| PersonId(one.id))
}
