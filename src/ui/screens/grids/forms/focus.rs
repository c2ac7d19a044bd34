//! 工作重点 of a year.

use chrono::NaiveDate;
use egui::Ui;

use crate::{
    domain::{
        fault::Faults,
        id::GridId,
        text::{self, PROSE_MAX},
    },
    ops::{Command, grid::SetFocus, query::grid::GridDetail},
    ui::{
        cx::Cx,
        screens::entry::{Entry, fact},
        widgets::{
            form::{Field, Form},
            text_field::TextField,
        },
    },
};

pub struct Focus {
    grid: GridId,
    name: String,
    year: i32,
    text: String,
}

impl Focus {
    pub fn of(grid: &GridDetail, year: i32) -> Self {
        let known = grid.focus.iter().find(|focus| focus.year == year);
        let text = known.map(|focus| focus.text.clone()).unwrap_or_default();
        Self { grid: grid.id, name: grid.facts.name.clone(), year, text }
    }
}

impl Entry for Focus {
    fn title(&self) -> String {
        format!("{}年工作重点", self.year)
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, _cx: &mut Cx<'_>) {
        fact(ui, "网格", &self.name);
        form.row(ui, Field::new("text", "工作重点").help("清空后保存即取消"), |ui, slot| {
            TextField::new(&mut self.text).rows(8).max(PROSE_MAX).show(ui, slot)
        });
    }

    fn command(&self, _today: NaiveDate) -> Result<Command, Faults> {
        let text = text::prose("工作重点", &self.text, PROSE_MAX).map_err(|fault| Faults::one("text", fault))?;
        Ok(Command::SetFocus(SetFocus { grid: self.grid, year: self.year, text }))
    }
}
