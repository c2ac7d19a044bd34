//! Several people, found while one types.

use chrono::NaiveDate;
use egui::Ui;

use crate::{
    domain::id::PersonId,
    ops::query::{self, people::PersonLine},
    session::Loaded,
    ui::{
        cx::Cx,
        screens::entry::told_apart,
        widgets::{
            form::{Shown, Slot},
            multi_pick::multi_pick,
            search_pick::{Candidate, PickState, SearchPick},
        },
    },
};

/// How many people a list holds.
const MOST: u32 = 60;

#[derive(Default)]
pub struct PeoplePick {
    state: PickState,
    pub chosen: Vec<Candidate>,
    found: Loaded<(String, NaiveDate, u64), Vec<PersonLine>>,
}

impl PeoplePick {
    pub fn with(people: impl IntoIterator<Item = (PersonId, String)>) -> Self {
        let chosen = people.into_iter().map(|(person, name)| Candidate::new(person.0, name, "")).collect();
        Self { chosen, ..Self::default() }
    }

    pub fn people(&self) -> Vec<PersonId> {
        self.chosen.iter().map(|one| PersonId(one.id)).collect()
    }

    pub fn show(&mut self, ui: &mut Ui, slot: &Slot<'_>, cx: &mut Cx<'_>, day: NaiveDate) -> Shown {
        let found = self.state.query().map(str::to_owned).and_then(|text| {
            let key = (text, day, cx.office.operations);
            cx.load(&mut self.found, key.clone(), |ws, (text, day, _)| {
                query::people::page(ws, &text, day, 0, MOST).map(|page| page.rows).unwrap_or_default()
            });
            // What was found for other words must not be picked for these.
            let fits = self.found.shown_key() == Some(&key);
            let people = self.found.shown().filter(|_| fits)?.iter();
            Some(told_apart(people.map(|one| (one.id.0, one.name.clone(), one.office.clone())).collect()))
        });
        let field = SearchPick::new(found.as_deref()).hint("输入姓名、拼音或首字母");
        multi_pick(ui, slot, field, &mut self.state, &mut self.chosen)
    }
}
