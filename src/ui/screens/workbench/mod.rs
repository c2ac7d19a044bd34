//! 工作台: What the signed-in office has to do, and how its work stands.

use egui::Ui;

use crate::{
    ops::Changes,
    ui::{cx::Cx, widgets::page::PageHead},
};

#[derive(Default)]
pub struct Workbench {}

impl Workbench {
    pub fn show(&mut self, ui: &mut Ui, _cx: &mut Cx<'_>) {
        PageHead::<()>::new("工作台").show(ui);
    }

    pub fn has_unsaved(&self) -> bool {
        false
    }

    pub fn discard(&mut self) {}

    pub fn refresh(&mut self, _changes: &Changes) {}
}
