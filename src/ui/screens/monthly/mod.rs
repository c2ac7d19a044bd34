//! 月报: What 网格员 report to the village every month, and hearings.

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
pub struct Monthly {}

impl Monthly {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        PageHead::<()>::new("月报").show(ui);
        patrol_views(ui, cx, PatrolView::Monthly);
    }

    pub fn has_unsaved(&self) -> bool {
        false
    }

    pub fn discard(&mut self) {}

    pub fn refresh(&mut self, _changes: &Changes) {}
}
