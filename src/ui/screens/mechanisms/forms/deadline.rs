//! By when a year's filings are due.

use chrono::NaiveDate;
use egui::{Label, Ui};

use super::{line_row, optional_date, optional_date_row};
use crate::{
    domain::{
        date::chinese,
        fault::Faults,
        filing::{Deadline, FIRST_LINE},
        plan,
    },
    ops::{Command, mechanism::SetFilingDeadline},
    ui::{
        cx::Cx,
        screens::entry::{Entry, fact},
        widgets::form::{Field, Form},
    },
};

pub struct DeadlineForm {
    year: i32,
    on: String,
    basis: String,
}

impl DeadlineForm {
    pub fn new(year: i32) -> Self {
        Self { year, on: String::new(), basis: String::new() }
    }
}

impl Entry for DeadlineForm {
    fn title(&self) -> String {
        "报备截止日期".to_owned()
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        fact(ui, "年度", &self.year.to_string());
        let unset = Deadline::unset(self.year);
        ui.add(Label::new(format!("未另行规定时为{}（{}）。", chinese(unset.on), unset.source.label())).wrap());
        ui.add_space(4.0);
        let mut field = Field::new("on", "截止日期").help("当天报备为按时；留空保存即恢复为上面的日期");
        if let Some(clause) = plan::clause(FIRST_LINE) {
            field = field.basis(clause.into());
        }
        optional_date_row(ui, form, field, &mut self.on, cx.office.today);
        line_row(ui, form, Field::new("basis", "依据"), &mut self.basis, "例如：东自然资发〔2024〕9号");
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let Some(on) = optional_date(&mut faults, "on", &self.on, today) else { return Err(faults) };
        let command = SetFilingDeadline { year: self.year, on, basis: self.basis.clone() };
        Ok(Command::SetFilingDeadline(command))
    }
}
