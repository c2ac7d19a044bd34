//! 划转: the grid, perhaps others with it, under another parent.

use chrono::NaiveDate;
use egui::Ui;

use super::{Subject, grids_pick::GridsPick};
use crate::{
    domain::{fault::Faults, grid::Level},
    ops::reform::Change,
    ui::{
        cx::Cx,
        screens::entry::{Pick, Source},
        widgets::form::{Field, Form},
    },
};

pub struct TransferDraft {
    grids: GridsPick,
    parent: Pick,
}

impl TransferDraft {
    pub fn of(subject: &Subject) -> Self {
        let above = subject.level.above().unwrap_or(Level::District);
        Self { grids: GridsPick::with(subject), parent: Pick::new(Source::Grids(above)) }
    }

    pub fn rows(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>, day: NaiveDate) {
        let field = Field::new("grids", "划转网格").required().help("可以同时划转几个");
        form.row(ui, field, |ui, slot| self.grids.show(ui, slot, cx, day));
        form.row(ui, Field::new("parent", "划入").required(), |ui, slot| self.parent.show(ui, slot, cx, day));
    }

    pub fn change(&self, _subject: &Subject, faults: &mut Faults) -> Option<Change> {
        let grids = self.grids.grids();
        if grids.is_empty() {
            faults.add("grids", "请选择要划转的网格");
        }
        let parent = faults.take("parent", self.parent.grid().ok_or("请选择划入的上级网格"));
        Some(Change::Move { grids, parent: parent?, names: Vec::new() })
    }
}
