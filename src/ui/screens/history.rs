//! STUB
use crate::{ops::Changes, ui::cx::Cx};
use egui::Ui;

#[derive(Default)]
pub struct History {}

impl History {
    pub fn show(&mut self, _ui: &mut Ui, _cx: &mut Cx<'_>) {}
    pub fn has_unsaved(&self) -> bool {
        false
    }
    pub fn discard(&mut self) {}
    pub fn refresh(&mut self, _changes: &Changes) {}
    pub fn choose(&mut self, _sheet: crate::session::sheet::SheetRequest) {}
}
