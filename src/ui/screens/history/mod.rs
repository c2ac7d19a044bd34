//! 操作历史: every operation with who and when, what it changed, and taking one of them back.

pub(super) mod changes;
mod list;
mod operation;

use egui::Ui;

use self::{list::List, operation::Operation};
use crate::{
    ops::Changes,
    ui::{
        cx::Cx,
        shortcut::Shortcut,
        widgets::page::{PageHead, filter_bar},
        widgets::search_box::search_box,
    },
};

/// The page.
#[derive(Default)]
pub struct History {
    text: String,
    list: List,
    open: Option<Operation>,
}

impl History {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        if let Some(operation) = &mut self.open
            && operation.show(ui, cx)
        {
            self.open = None;
        }
        PageHead::<()>::new("操作历史").note("每一步保存都记在这里，关闭程序后也能撤销").show(ui);
        filter_bar(ui, |ui| search_box(ui, &mut self.text, "按操作内容或操作员查找", 300.0));
        match self.list.show(ui, cx, self.text.trim()) {
            Some(list::Asked::Open(op)) if self.open.as_ref().is_none_or(|open| open.id() != op) => {
                self.open = Some(Operation::new(op));
            }
            Some(list::Asked::Open(_)) => {}
            Some(list::Asked::ClearSearch) => self.text.clear(),
            None => {}
        }
        if self.open.is_some() && Shortcut::Back.pressed(ui.ctx()) {
            self.open = None;
        }
    }

    pub fn refresh(&mut self, _changes: &Changes) {
        self.list.invalidate();
        if let Some(operation) = &mut self.open {
            operation.invalidate();
        }
    }
}
