//! 登记职责文件 or 奖惩措施, and mending one.

use chrono::NaiveDate;
use egui::Ui;

use super::{check_files, files_row, line_row, note_row, optional_date, optional_date_row, shown};
use crate::{
    domain::{
        date,
        duty_document::{DocumentKind, Issuer},
        fault::Faults,
        grid::Level,
        id::{DutyDocumentId, GridId},
        plan,
        roster::Role,
    },
    ops::{
        Command,
        mechanism::{AddDutyDocument, DutyDocument, EditDutyDocument},
        query::mechanism::DocumentLine,
    },
    ui::{
        cx::Cx,
        screens::{
            entry::{Entry, Pick, Source, date_row},
            patrols::files::Incoming,
        },
        widgets::{
            check::check,
            choice::choice_of,
            form::{Field, Form},
        },
    },
};

/// Who issued it: towns and the district are chosen as grids, departments as units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Town,
    Unit,
}

impl By {
    const ALL: [Self; 2] = [Self::Town, Self::Unit];

    fn label(self) -> &'static str {
        match self {
            Self::Town => "镇、街道",
            Self::Unit => "单位（部门等）",
        }
    }
}

pub struct DocumentForm {
    /// `None` for a new one.
    document: Option<DutyDocumentId>,
    kind: DocumentKind,
    by: By,
    grid: Pick,
    unit: Pick,
    title: String,
    number: String,
    from: String,
    until: String,
    levels: [bool; 4],
    roles: [bool; 8],
    note: String,
    files: Incoming,
}

impl DocumentForm {
    pub fn new() -> Self {
        Self {
            document: None,
            kind: DocumentKind::Duties,
            by: By::Town,
            grid: Pick::new(Source::Grids(Level::Town)),
            unit: Pick::new(Source::Units),
            title: String::new(),
            number: String::new(),
            from: String::new(),
            until: String::new(),
            levels: [false; 4],
            roles: [false; 8],
            note: String::new(),
            files: Incoming::default(),
        }
    }

    pub fn of_grid(mut self, grid: GridId, name: &str, kind: DocumentKind) -> Self {
        (self.kind, self.grid) = (kind, self.grid.with(grid.0, name));
        self
    }

    pub fn edit(line: &DocumentLine) -> Self {
        let mut form = Self::new();
        match line.issuer {
            Issuer::Grid(grid) => form.grid = form.grid.with(grid.0, &line.issuer_name),
            Issuer::Unit(unit) => (form.by, form.unit) = (By::Unit, form.unit.with(unit.0, &line.issuer_name)),
        }
        Self {
            document: Some(line.id),
            kind: line.kind,
            title: line.title.clone(),
            number: line.number.clone(),
            from: date::chinese(line.period.from),
            until: shown(line.period.until),
            levels: Level::ALL.map(|level| line.levels.contains(&level)),
            roles: Role::ALL.map(|role| line.roles.contains(&role)),
            note: line.note.clone(),
            ..form
        }
    }
}

impl Entry for DocumentForm {
    fn title(&self) -> String {
        if self.document.is_some() { "修改文件".to_owned() } else { "登记文件".to_owned() }
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        let today = cx.office.today;
        let mut kind = Field::new("kind", "类型").required();
        if let Some(clause) = plan::clause(self.kind.line()) {
            kind = kind.basis(clause.into());
        }
        form.row(ui, kind, |ui, slot| choice_of(ui, slot, &mut self.kind, &DocumentKind::ALL, |kind| kind.label()));
        form.row(ui, Field::new("by", "由谁制定").required(), |ui, slot| {
            choice_of(ui, slot, &mut self.by, &By::ALL, |by| by.label())
        });
        let issuer = Field::new("issuer", "制定单位").required();
        form.row(ui, issuer, |ui, slot| match self.by {
            By::Town => self.grid.show(ui, slot, cx, today),
            By::Unit => self.unit.show(ui, slot, cx, today),
        });
        let name = Field::new("title", "文件名称").required();
        line_row(ui, form, name, &mut self.title, "例如：罕台镇各级网格责任人职责");
        line_row(ui, form, Field::new("number", "文号"), &mut self.number, "例如：罕政发〔2024〕3号");
        date_row(ui, form, Field::new("from", "印发日期"), &mut self.from, today);
        let until = Field::new("until", "停止日期").help("自该日起失效；一直有效的留空");
        optional_date_row(ui, form, until, &mut self.until, today);
        form.row(ui, Field::new("levels", "涉及级别"), |ui, _| {
            let labels = Level::ALL.map(Level::label);
            ticks(ui, &mut self.levels, &labels)
        });
        form.row(
            ui,
            Field::new("roles", "涉及职责").help("不勾选表示所选级别的全部职责"),
            |ui, _| {
                let labels = Role::ALL.map(Role::label);
                ticks(ui, &mut self.roles, &labels)
            },
        );
        note_row(ui, form, &mut self.note);
        if self.document.is_none() {
            files_row(ui, form, &mut self.files, cx);
        }
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let issuer = match self.by {
            By::Town => self.grid.grid().map(Issuer::Grid),
            By::Unit => self.unit.unit().map(Issuer::Unit),
        };
        let issuer = faults.take("issuer", issuer.ok_or("请选择制定单位"));
        if self.title.trim().is_empty() {
            faults.add("title", "请填写文件名称");
        }
        let from = faults.take("from", date::parse(&self.from, today));
        let until = optional_date(&mut faults, "until", &self.until, today);
        check_files(&mut faults, &self.files);
        let (Some(issuer), Some(from), Some(until), true) = (issuer, from, until, faults.is_empty()) else {
            return Err(faults);
        };
        let facts = DutyDocument {
            kind: self.kind,
            issuer,
            title: self.title.clone(),
            number: self.number.clone(),
            from,
            until,
            levels: ticked(Level::ALL, self.levels),
            roles: ticked(Role::ALL, self.roles),
            note: self.note.clone(),
        };
        Ok(match self.document {
            Some(duty_document) => Command::EditDutyDocument(EditDutyDocument { duty_document, facts }),
            None => Command::AddDutyDocument(AddDutyDocument { facts, files: self.files.kept().to_vec() }),
        })
    }

    fn next(&self) -> Option<Box<dyn Entry>> {
        let next = Self { kind: self.kind, by: self.by, levels: self.levels, roles: self.roles, ..Self::new() };
        self.document.is_none().then(|| Box::new(next) as Box<dyn Entry>)
    }
}

fn ticked<T, const N: usize>(all: [T; N], ticks: [bool; N]) -> Vec<T> {
    all.into_iter().zip(ticks).filter(|(_, ticked)| *ticked).map(|(value, _)| value).collect()
}

/// Several boxes, as many beside each other as there is room for; answers like one field.
fn ticks(ui: &mut Ui, ticks: &mut [bool], labels: &[&str]) -> egui::Response {
    ui.horizontal_wrapped(|ui| {
        let answers = ticks.iter_mut().zip(labels).map(|(ticked, label)| check(ui, ticked, label));
        answers.reduce(|one, other| one | other)
    })
    .inner
    .unwrap_or_else(|| ui.label(""))
}
