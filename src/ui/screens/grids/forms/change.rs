//! 更正 of a grid.

use chrono::NaiveDate;
use egui::Ui;

use super::facts::FactsDraft;
use crate::{
    domain::{fault::Faults, grid::Level, id::GridId},
    ops::{Command, grid::CorrectGrid, query::grid::GridDetail},
    ui::{cx::Cx, screens::entry::Entry, widgets::form::Form},
};

/// Mends what was entered wrongly.
pub struct Correct {
    grid: GridId,
    level: Level,
    old_name: String,
    facts: FactsDraft,
}

impl Correct {
    /// `grid` as it is today: that is what is mended.
    pub fn of(grid: &GridDetail) -> Self {
        let facts = FactsDraft::of(&grid.facts);
        Self { grid: grid.id, level: grid.level, old_name: grid.facts.name.clone(), facts }
    }
}

impl Entry for Correct {
    fn title(&self) -> String {
        format!("更正{}", self.old_name)
    }

    fn verb(&self) -> &'static str {
        "更正"
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, _cx: &mut Cx<'_>) {
        ui.add(egui::Label::new("更正录入错误，不留沿革；实际更名、划转请用「区划调整」。").wrap());
        ui.add_space(4.0);
        self.facts.name_rows(ui, form, self.level);
        self.facts.other_rows(ui, form, self.level);
    }

    fn command(&self, _today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let Some(facts) = self.facts.read(&mut faults, self.level) else { return Err(faults) };
        Ok(Command::CorrectGrid(CorrectGrid {
            grid: self.grid,
            name: facts.name,
            kind: facts.kind,
            stat_code: facts.stat_code,
            civil_code: facts.civil_code,
            aliases: facts.aliases,
            no_farmland: self.facts.no_farmland,
            annex2_order: facts.annex2_order,
        }))
    }
}
