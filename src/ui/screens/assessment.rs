//! STUB
use crate::{domain::id::ObjectId, ops::Changes, ui::cx::Cx};
use egui::Ui;

#[derive(Default)]
pub struct Assessment {}

impl Assessment {
    pub fn show(&mut self, _ui: &mut Ui, _cx: &mut Cx<'_>) {}
    pub fn open(&mut self, _id: ObjectId) {}
    pub fn has_unsaved(&self) -> bool {
        false
    }
    pub fn discard(&mut self) {}
    pub fn refresh(&mut self, _changes: &Changes) {}
}
