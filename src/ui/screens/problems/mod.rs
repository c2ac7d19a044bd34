//! 问题: The ledger of problems, one problem in full, and its steps.

use egui::Ui;

use crate::{
    domain::id::ProblemId,
    ops::{Changes, query::problem::ProblemAsk},
    ui::{
        cx::Cx,
        screens::views::{ProblemView, problem_views},
        widgets::page::PageHead,
    },
};

#[derive(Default)]
pub struct Problems {}

impl Problems {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        PageHead::<()>::new("问题").show(ui);
        problem_views(ui, cx, ProblemView::Problems);
    }

    /// Sets the filter to what a number elsewhere counts.
    pub fn ask(&mut self, _ask: ProblemAsk) {}

    pub fn open(&mut self, _id: ProblemId) {}

    pub fn has_unsaved(&self) -> bool {
        false
    }

    pub fn discard(&mut self) {}

    pub fn refresh(&mut self, _changes: &Changes) {}
}
