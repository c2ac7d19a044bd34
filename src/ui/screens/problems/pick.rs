//! A field that finds another problem by number, place or words.

use egui::Ui;

use super::words;
use crate::{
    domain::id::ProblemId,
    ops::{
        Workspace,
        query::problem::{self, ProblemQuery},
    },
    session::Loaded,
    ui::{
        cx::Cx,
        widgets::{
            form::{Shown, Slot},
            search_pick::{Candidate, PickState, SearchPick},
        },
    },
};

/// How many problems a list shows.
const MOST: u32 = 30;

/// The field with what was chosen in it.
#[derive(Default)]
pub struct ProblemPick {
    state: PickState,
    chosen: Option<Candidate>,
    found: Loaded<(String, ProblemId), Vec<Candidate>>,
}

impl ProblemPick {
    pub fn problem(&self) -> Option<ProblemId> {
        self.chosen.as_ref().map(|one| ProblemId(one.id))
    }

    /// Draws the field; `own` is never offered.
    pub fn show(&mut self, ui: &mut Ui, slot: &Slot<'_>, cx: &mut Cx<'_>, own: ProblemId) -> Shown {
        let text = self.state.query().map(str::to_owned);
        let found = text.and_then(|text| {
            let key = (text, own);
            cx.load(&mut self.found, key.clone(), find);
            // What was found for other words must not be picked for these.
            let fits = self.found.shown_key() == Some(&key);
            self.found.shown().filter(|_| fits)
        });
        let field = SearchPick::new(found.map(Vec::as_slice)).hint("输入编号、地点或描述");
        field.show(ui, slot, &mut self.state, &mut self.chosen)
    }
}

fn find(ws: &Workspace, (text, own): (String, ProblemId)) -> Vec<Candidate> {
    let query = ProblemQuery { text, ..ProblemQuery::default() };
    let lines = problem::problems(ws, &query, None, MOST).unwrap_or_default().into_iter();
    let others = lines.filter(|line| line.id != own);
    others
        .map(|line| {
            let hint = format!("{} {} {}", words::place(&line), line.problem.kind.label(), line.state.label());
            Candidate::new(line.id.0, line.number, hint)
        })
        .collect()
}
