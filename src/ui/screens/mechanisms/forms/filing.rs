//! 登记报备, 补报, and mending one.

use chrono::NaiveDate;
use egui::Ui;

use super::{check_files, files_row, line_row, note_row};
use crate::{
    domain::{
        date::{self, chinese},
        fault::Faults,
        filing::ITEM_LINE,
        grid::Level,
        id::{FilingId, GridId},
        plan,
    },
    ops::{
        Command,
        mechanism::{EditFiling, FileGrids, Filing},
        query::mechanism::FilingMade,
    },
    ui::{
        cx::Cx,
        screens::{
            entry::{Entry, Pick, Source, date_row, fact},
            patrols::files::Incoming,
        },
        widgets::form::{Field, Form},
    },
};

pub struct FilingForm {
    /// `None` for a new one.
    filing: Option<FilingId>,
    grid: Pick,
    year: i32,
    on: String,
    receiver: String,
    document: String,
    note: String,
    files: Incoming,
}

impl FilingForm {
    pub fn new(year: i32, today: NaiveDate) -> Self {
        Self {
            filing: None,
            grid: Pick::new(Source::Grids(Level::Town)),
            year,
            on: chinese(today),
            receiver: String::new(),
            document: String::new(),
            note: String::new(),
            files: Incoming::default(),
        }
    }

    pub fn of_grid(mut self, grid: GridId, name: &str) -> Self {
        self.grid = self.grid.with(grid.0, name);
        self
    }

    pub fn edit(year: i32, grid: GridId, name: &str, made: &FilingMade) -> Self {
        Self {
            filing: Some(made.id),
            receiver: made.receiver.clone(),
            document: made.document.clone(),
            note: made.note.clone(),
            ..Self::new(year, made.on).of_grid(grid, name)
        }
    }
}

impl Entry for FilingForm {
    fn title(&self) -> String {
        if self.filing.is_some() { "修改报备".to_owned() } else { "登记报备".to_owned() }
    }

    fn begins_at(&self) -> Option<&'static str> {
        self.grid.grid().map(|_| "on")
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        let today = cx.office.today;
        fact(ui, "年度", &self.year.to_string());
        let mut field = Field::new("grid", "二级网格").required();
        if let Some(clause) = plan::clause(ITEM_LINE) {
            field = field.basis(clause.into());
        }
        form.row(ui, field, |ui, slot| self.grid.show(ui, slot, cx, today));
        date_row(ui, form, Field::new("on", "报备日期"), &mut self.on, today);
        let receiver = Field::new("receiver", "受理单位").help("留空时按设置填写（方案没有规定）");
        line_row(ui, form, receiver, &mut self.receiver, "区自然资源分局");
        line_row(ui, form, Field::new("document", "报备文件"), &mut self.document, "例如：罕政字〔2024〕12号");
        note_row(ui, form, &mut self.note);
        if self.filing.is_none() {
            files_row(ui, form, &mut self.files, cx);
        }
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let grid = faults.take("grid", self.grid.grid().ok_or("请选择镇或街道"));
        let on = faults.take("on", date::parse(&self.on, today));
        check_files(&mut faults, &self.files);
        let (Some(grid), Some(on), true) = (grid, on, faults.is_empty()) else { return Err(faults) };
        let facts = Filing {
            grid,
            year: self.year,
            on,
            receiver: Some(self.receiver.clone()),
            document: self.document.clone(),
            note: self.note.clone(),
        };
        Ok(match self.filing {
            Some(filing) => Command::EditFiling(EditFiling { filing, facts }),
            None => Command::FileGrids(FileGrids { facts, files: self.files.kept().to_vec() }),
        })
    }

    fn next(&self) -> Option<Box<dyn Entry>> {
        let next =
            Self { on: self.on.clone(), receiver: self.receiver.clone(), ..Self::new(self.year, NaiveDate::MIN) };
        self.filing.is_none().then(|| Box::new(next) as Box<dyn Entry>)
    }
}
