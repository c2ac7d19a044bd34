//! 单位更名: a new name from a day on.

use chrono::NaiveDate;
use egui::Ui;

use crate::{
    domain::{
        date,
        fault::Faults,
        id::UnitId,
        text::{self, NAME_MAX},
    },
    ops::{Command, office::RenameUnit, query::posts::UnitLine},
    ui::{
        cx::Cx,
        screens::entry::{Entry, date_row, document_row, fact},
        widgets::{
            form::{Field, Form},
            text_field::TextField,
        },
    },
};

pub struct UnitNameForm {
    unit: UnitId,
    old_name: String,
    name: String,
    full_name: String,
    from: String,
    document: String,
}

impl UnitNameForm {
    pub fn of(unit: &UnitLine, today: NaiveDate) -> Self {
        Self {
            unit: unit.id,
            old_name: unit.name.clone(),
            name: String::new(),
            full_name: String::new(),
            from: date::chinese(today),
            document: String::new(),
        }
    }
}

impl Entry for UnitNameForm {
    fn title(&self) -> String {
        format!("{}更名", self.old_name)
    }

    fn verb(&self) -> &'static str {
        "更名"
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        fact(ui, "原名称", &self.old_name);
        form.row(ui, Field::new("name", "新名称").required().help("按报表上的写法"), |ui, slot| {
            TextField::new(&mut self.name).max(NAME_MAX).show(ui, slot)
        });
        form.row(ui, Field::new("full_name", "新全称").help("可以不填"), |ui, slot| {
            TextField::new(&mut self.full_name).max(NAME_MAX).show(ui, slot)
        });
        let field = Field::new("from", "生效日期").help("截至该日之前的报表仍用原名称；写错了的名称请用「修改单位」");
        date_row(ui, form, field, &mut self.from, cx.office.today);
        document_row(ui, form, &mut self.document);
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let name = faults.take("name", text::name("新名称", &self.name));
        let full_name = faults.take("full_name", text::line("新全称", &self.full_name, NAME_MAX));
        let from = faults.take("from", date::parse(&self.from, today));
        let (Some(name), Some(full_name), Some(from)) = (name, full_name, from) else { return Err(faults) };
        let document = self.document.clone();
        Ok(Command::RenameUnit(RenameUnit { unit: self.unit, name, full_name, from, document }))
    }
}
