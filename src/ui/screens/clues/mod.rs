//! 图斑: Satellite clues: a batch comes in, is split, answered and closed.

use egui::Ui;

use crate::{
    domain::id::ClueBatchId,
    ops::Changes,
    ui::{
        cx::Cx,
        screens::views::{ProblemView, problem_views},
        widgets::page::PageHead,
    },
};

#[derive(Default)]
pub struct Clues {}

impl Clues {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        PageHead::<()>::new("图斑").show(ui);
        problem_views(ui, cx, ProblemView::Clues);
    }

    pub fn open(&mut self, _id: ClueBatchId) {}

    pub fn has_unsaved(&self) -> bool {
        false
    }

    pub fn discard(&mut self) {}

    pub fn refresh(&mut self, _changes: &Changes) {}
}
