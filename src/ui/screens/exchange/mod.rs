//! 数据交换: bringing spreadsheets in by three steps on one page, and taking templates and ledgers out.

mod incoming;
pub(super) mod mapping;
mod outgoing;
pub(super) mod place;
mod source;
pub(super) mod trial;

use egui::Ui;

use self::{incoming::Incoming, outgoing::Outgoing};
use crate::{
    ops::Changes,
    ui::{
        cx::Cx,
        widgets::{choice::segments, page::PageHead},
    },
};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum View {
    #[default]
    In,
    Out,
}

impl View {
    const ALL: [Self; 2] = [Self::In, Self::Out];

    fn label(self) -> &'static str {
        match self {
            Self::In => "导入",
            Self::Out => "模板与导出",
        }
    }
}

#[derive(Default)]
pub struct Exchange {
    view: View,
    incoming: Incoming,
    outgoing: Outgoing,
}

impl Exchange {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        PageHead::<()>::new("数据交换").note("表格进、表格出；导入是一次操作，可以整体撤销").show(ui);
        segments(ui, &mut self.view, &View::ALL, |view| view.label());
        ui.add_space(4.0);
        match self.view {
            View::In => {
                if let Some(kind) = self.incoming.show(ui, cx) {
                    self.outgoing.want_template(kind);
                    self.view = View::Out;
                }
            }
            View::Out => self.outgoing.show(ui, cx),
        }
    }

    pub fn has_unsaved(&self) -> bool {
        self.incoming.has_unsaved()
    }

    pub fn discard(&mut self) {
        self.incoming = Incoming::default();
    }

    /// A dry run is about the workspace as it was.
    pub fn refresh(&mut self, changes: &Changes) {
        if !changes.touch(&["field_source"]) {
            self.incoming.outdate();
        }
        self.incoming.forget_sources();
    }
}
