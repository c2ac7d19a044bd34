//! Fields for several people: 发现人, 经办人.

use chrono::NaiveDate;
use egui::Ui;

use crate::{
    domain::id::{GridId, PersonId},
    ops::{
        Workspace,
        query::{patrollers::Walk, people},
    },
    session::Loaded,
    ui::{
        cx::Cx,
        screens::patrols::pick::PersonFinder,
        widgets::{
            form::{Shown, Slot},
            multi_pick::multi_pick,
            search_pick::{Candidate, PickState, SearchPick},
        },
    },
};

/// People in the order they sign; those with a duty in the place are offered first.
#[derive(Default)]
pub struct PeoplePick {
    state: PickState,
    finder: PersonFinder,
    pub chosen: Vec<Candidate>,
    signed_in: Loaded<(String, NaiveDate), Option<Candidate>>,
    /// Whether the signed-in person was looked for already.
    defaulted: bool,
}

impl PeoplePick {
    pub fn of(chosen: Vec<Candidate>) -> Self {
        Self { chosen, defaulted: true, ..Self::default() }
    }

    pub fn ids(&self) -> Vec<PersonId> {
        self.chosen.iter().map(|one| PersonId(one.id)).collect()
    }

    pub fn invalidate(&mut self) {
        self.finder.invalidate();
    }

    /// Puts the signed-in person into an empty field, once, when exactly one person of the workspace has that name.
    pub fn default_to_signed_in(&mut self, cx: &mut Cx<'_>) {
        if self.defaulted {
            return;
        }
        let key = (cx.office.operator.clone(), cx.office.today);
        let Some(found) = cx.load(&mut self.signed_in, key, |ws, (name, day)| named(ws, &name, day)) else { return };
        self.defaulted = true;
        if self.chosen.is_empty() {
            self.chosen.extend(found.clone());
        }
    }

    pub fn show(
        &mut self,
        ui: &mut Ui,
        slot: &Slot<'_>,
        cx: &mut Cx<'_>,
        (grid, group, day): (Option<GridId>, Option<GridId>, NaiveDate),
    ) -> Shown {
        let found = self.finder.candidates(cx, &self.state, Walk { grid, group, day });
        multi_pick(ui, slot, SearchPick::new(found.as_deref()), &mut self.state, &mut self.chosen)
    }
}

/// The only person of this name.
fn named(ws: &Workspace, name: &str, day: NaiveDate) -> Option<Candidate> {
    let rows = people::page(ws, name, day, 0, 20).ok()?.rows;
    let mut same = rows.into_iter().filter(|one| one.name == name);
    let first = same.next()?;
    same.next().is_none().then(|| Candidate::new(first.id.0, first.name, first.office))
}
