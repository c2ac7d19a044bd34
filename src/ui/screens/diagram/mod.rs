//! 网格导图.

use egui::Ui;

use crate::domain::id::GridId;
use crate::ops::Changes;
use crate::ui::{
    cx::Cx,
    screens::views::{GridView, grid_views},
    widgets::page::PageHead,
};

#[derive(Default)]
pub struct Diagram {}

impl Diagram {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        PageHead::<()>::new("网格").show(ui);
        grid_views(ui, cx, GridView::Diagram, None);
    }

    pub fn open(&mut self, _grid: GridId) {}

    pub fn refresh(&mut self, _changes: &Changes) {}
}
