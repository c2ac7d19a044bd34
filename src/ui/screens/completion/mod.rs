//! 应巡实巡: What was due, done, late and waived, and the rules behind it.

use egui::Ui;

use crate::{
    ops::Changes,
    ui::{
        cx::Cx,
        screens::views::{PatrolView, patrol_views},
        widgets::page::PageHead,
    },
};

#[derive(Default)]
pub struct Completion {}

impl Completion {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        PageHead::<()>::new("应巡实巡").show(ui);
        patrol_views(ui, cx, PatrolView::Completion);
    }

    pub fn has_unsaved(&self) -> bool {
        false
    }

    pub fn discard(&mut self) {}

    pub fn refresh(&mut self, _changes: &Changes) {}
}
