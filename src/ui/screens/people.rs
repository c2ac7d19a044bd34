//! STUB
use crate::{
    domain::id::{PersonId, PostId},
    ops::Changes,
    ui::cx::Cx,
};
use egui::Ui;

#[derive(Default)]
pub struct People {}

impl People {
    pub fn show(&mut self, _ui: &mut Ui, _cx: &mut Cx<'_>) {}
    pub fn open_person(&mut self, _id: PersonId) {}
    pub fn open_post(&mut self, _id: PostId) {}
    pub fn has_unsaved(&self) -> bool {
        false
    }
    pub fn discard(&mut self) {}
    pub fn refresh(&mut self, _changes: &Changes) {}
}
