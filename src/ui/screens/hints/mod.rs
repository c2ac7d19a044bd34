//! 核对提示: What a person should look at; never a score.

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
pub struct Hints {}

impl Hints {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        PageHead::<()>::new("核对提示").show(ui);
        patrol_views(ui, cx, PatrolView::Hints);
    }

    pub fn has_unsaved(&self) -> bool {
        false
    }

    pub fn discard(&mut self) {}

    pub fn refresh(&mut self, _changes: &Changes) {}
}
