//! 体系检查.

use egui::Ui;

use crate::ops::Changes;
use crate::ui::{
    cx::Cx,
    screens::views::{GridView, grid_views},
    widgets::page::PageHead,
};

#[derive(Default)]
pub struct Check {}

impl Check {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        PageHead::<()>::new("网格").show(ui);
        grid_views(ui, cx, GridView::Check, None);
    }

    pub fn refresh(&mut self, _changes: &Changes) {}
}
