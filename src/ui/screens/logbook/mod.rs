//! 整月录入: A month of paper logs, entered line by line.

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
pub struct Logbook {}

impl Logbook {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        PageHead::<()>::new("整月录入").show(ui);
        patrol_views(ui, cx, PatrolView::Logbook);
    }

    pub fn has_unsaved(&self) -> bool {
        false
    }

    pub fn discard(&mut self) {}

    pub fn refresh(&mut self, _changes: &Changes) {}
}
