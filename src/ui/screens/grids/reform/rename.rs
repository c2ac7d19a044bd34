//! 更名, with the units that govern the grid.

use egui::Ui;

use super::Subject;
use crate::{
    domain::{
        fault::Faults,
        id::UnitId,
        text::{self, NAME_MAX},
    },
    ops::reform::{Change, UnitName},
    ui::{
        screens::entry::fact,
        widgets::{
            check::check,
            form::{Field, Form},
            text_field::TextField,
        },
    },
};

/// Names of the rows for governing units; more than a grid has.
const UNIT_ROWS: [&str; 6] = ["unit_1", "unit_2", "unit_3", "unit_4", "unit_5", "unit_6"];

pub struct RenameDraft {
    old_name: String,
    name: String,
    units: Vec<UnitDraft>,
}

/// A governing unit that may take a new name along.
struct UnitDraft {
    unit: UnitId,
    old_name: String,
    follows: bool,
    /// Follows the name of the grid until something is typed.
    name: String,
    own: bool,
}

impl RenameDraft {
    pub fn of(name: &str, units: &[(UnitId, String)]) -> Self {
        let unit = |(unit, old_name): &(UnitId, String)| UnitDraft {
            unit: *unit,
            old_name: old_name.clone(),
            follows: old_name.contains(name),
            name: String::new(),
            own: false,
        };
        Self {
            old_name: name.to_owned(),
            name: String::new(),
            units: units.iter().take(UNIT_ROWS.len()).map(unit).collect(),
        }
    }

    pub fn rows(&mut self, ui: &mut Ui, form: &mut Form<'_>) {
        fact(ui, "原名称", &self.old_name);
        form.row(ui, Field::new("name", "新名称").required(), |ui, slot| {
            TextField::new(&mut self.name).max(NAME_MAX).show(ui, slot)
        });
        for (unit, key) in self.units.iter_mut().zip(UNIT_ROWS) {
            if !unit.own {
                let name = self.name.trim();
                let name = if name.is_empty() { self.old_name.as_str() } else { name };
                unit.name = unit.old_name.replace(&self.old_name, name);
            }
            let words = format!("「{}」随之更名", unit.old_name);
            form.row(ui, Field::new("units", "对应单位"), |ui, _| check(ui, &mut unit.follows, &words));
            if unit.follows {
                let field = Field::new(key, "单位新名称").required().help("之前的报表仍用单位原名称");
                let shown = form.row(ui, field, |ui, slot| TextField::new(&mut unit.name).max(NAME_MAX).show(ui, slot));
                unit.own |= shown.changed();
            }
        }
    }

    pub fn change(&self, subject: &Subject, faults: &mut Faults) -> Option<Change> {
        let name = faults.take("name", text::name("新名称", &self.name));
        let mut units = Vec::new();
        for (unit, key) in self.units.iter().zip(UNIT_ROWS).filter(|(unit, _)| unit.follows) {
            if let Some(name) = faults.take(key, text::name("单位新名称", &unit.name)) {
                units.push(UnitName { unit: unit.unit, name, full_name: String::new() });
            }
        }
        Some(Change::Rename { grid: subject.grid, name: name?, units })
    }
}
