//! 机制台账.

use egui::Ui;

use crate::ops::Changes;
use crate::ui::{cx::Cx, widgets::page::PageHead};

#[derive(Default)]
pub struct Mechanisms {}

impl Mechanisms {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        PageHead::<()>::new("机制台账").show(ui);
        let _ = cx;
    }

    pub fn has_unsaved(&self) -> bool {
        false
    }

    pub fn discard(&mut self) {}

    pub fn refresh(&mut self, _changes: &Changes) {}
}
