//! 外业导入: Photos, tracks, points and spreadsheets from the field.

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
pub struct FieldData {}

impl FieldData {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        PageHead::<()>::new("外业导入").show(ui);
        patrol_views(ui, cx, PatrolView::FieldData);
    }

    pub fn has_unsaved(&self) -> bool {
        false
    }

    pub fn discard(&mut self) {}

    pub fn refresh(&mut self, _changes: &Changes) {}
}
