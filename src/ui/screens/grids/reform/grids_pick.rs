//! Several grids of one level, the one the wizard began at among them.

use chrono::NaiveDate;
use egui::Ui;

use super::Subject;
use crate::{
    domain::{grid::Level, id::GridId},
    ops::query::{self, grid::GridHit},
    session::Loaded,
    ui::{
        cx::Cx,
        widgets::{
            form::{Shown, Slot},
            multi_pick::multi_pick,
            search_pick::{Candidate, PickState, SearchPick},
        },
    },
};

pub struct GridsPick {
    level: Level,
    state: PickState,
    pub chosen: Vec<Candidate>,
    found: Loaded<(String, NaiveDate, u64), Vec<GridHit>>,
}

impl GridsPick {
    pub fn with(subject: &Subject) -> Self {
        let chosen = vec![Candidate::new(subject.grid.0, subject.name.clone(), "")];
        Self { level: subject.level, state: PickState::default(), chosen, found: Loaded::default() }
    }

    pub fn grids(&self) -> Vec<GridId> {
        self.chosen.iter().map(|one| GridId(one.id)).collect()
    }

    /// Draws the field; candidates are those of `day`.
    pub fn show(&mut self, ui: &mut Ui, slot: &Slot<'_>, cx: &mut Cx<'_>, day: NaiveDate) -> Shown {
        let found = self.state.query().map(str::to_owned).and_then(|text| {
            let key = (text, day, cx.office.operations);
            cx.load(&mut self.found, key.clone(), |ws, (text, day, _)| {
                query::grid::search(ws, &text, day, query::PAGE_MAX).unwrap_or_default()
            });
            // What was found for other words must not be picked for these.
            let fits = self.found.shown_key() == Some(&key);
            let hits = self.found.shown().filter(|_| fits)?.iter().filter(|hit| hit.level == self.level);
            Some(hits.map(|hit| Candidate::new(hit.id.0, hit.name.clone(), hit.path.clone())).collect::<Vec<_>>())
        });
        let field = SearchPick::new(found.as_deref()).hint("输入名称、拼音或首字母");
        multi_pick(ui, slot, field, &mut self.state, &mut self.chosen)
    }
}
