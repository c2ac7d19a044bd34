//! 责任追溯.

use egui::Ui;

use crate::domain::id::GridId;
use crate::ops::Changes;
use crate::ui::{
    cx::Cx,
    screens::views::{GridView, grid_views},
    widgets::page::PageHead,
};

#[derive(Default)]
pub struct Answers {}

impl Answers {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        PageHead::<()>::new("网格").show(ui);
        grid_views(ui, cx, GridView::Answers, None);
    }

    pub fn open(&mut self, _grid: GridId) {}

    pub fn refresh(&mut self, _changes: &Changes) {}
}
