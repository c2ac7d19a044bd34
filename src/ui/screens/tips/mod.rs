//! 群众举报: What people reported, with the identity of who did sealed.

use egui::Ui;

use crate::{
    domain::id::TipId,
    ops::Changes,
    ui::{
        cx::Cx,
        screens::views::{ProblemView, problem_views},
        widgets::page::PageHead,
    },
};

#[derive(Default)]
pub struct Tips {}

impl Tips {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        PageHead::<()>::new("群众举报").show(ui);
        problem_views(ui, cx, ProblemView::Tips);
    }

    pub fn open(&mut self, _id: TipId) {}

    pub fn has_unsaved(&self) -> bool {
        false
    }

    pub fn discard(&mut self) {}

    pub fn refresh(&mut self, _changes: &Changes) {}
}
