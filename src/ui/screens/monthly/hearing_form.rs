//! 登记听取汇报, and mending a record.

use chrono::NaiveDate;
use egui::Ui;

use super::people::PeoplePick;
use crate::{
    domain::{
        date::{self, chinese},
        fault::Faults,
        grid::Level,
        hearing::{HearingPart, LINE},
        id::HearingId,
        plan,
        text::{LINE_MAX, PROSE_MAX},
    },
    ops::{
        Command,
        hearing::{AddHearing, EditHearing, Hearing},
        query::hearing::HearingLine,
    },
    ui::{
        cx::Cx,
        screens::{
            entry::{Entry, Pick, Source, date_row},
            patrols::files::Incoming,
        },
        widgets::{
            form::{Field, Form},
            text_field::TextField,
        },
    },
};

pub struct HearingForm {
    /// `None` for a new one.
    hearing: Option<HearingId>,
    grid: Pick,
    on: String,
    place: String,
    heard_by: PeoplePick,
    reporters: PeoplePick,
    texts: [String; 4],
    files: Incoming,
}

/// Field, label and hint of the texts.
const TEXTS: [(&str, &str, &str); 4] = [
    ("matters", "汇报内容", "汇报了哪些工作和问题"),
    ("decisions", "要求和决定", "听取人提出的要求、作出的决定"),
    ("follow_up", "落实情况", "以后补填也可以"),
    ("note", "备注", ""),
];

impl HearingForm {
    pub fn new(today: NaiveDate) -> Self {
        Self {
            hearing: None,
            grid: Pick::new(Source::Above(Level::Group)).hinting("区、镇（街道）、村（社区）"),
            on: chinese(today),
            place: String::new(),
            heard_by: PeoplePick::default(),
            reporters: PeoplePick::default(),
            texts: Default::default(),
            files: Incoming::default(),
        }
    }

    pub fn edit(line: &HearingLine) -> Self {
        let row = &line.row;
        let of = |part| {
            let people = line.people.iter().filter(move |one| one.part == part);
            PeoplePick::with(people.map(|one| (one.person, one.name.clone())))
        };
        let new = Self::new(row.held_on);
        Self {
            hearing: Some(row.id),
            grid: new.grid.with(row.grid.0, line.grid_name.clone()),
            place: row.place.clone(),
            heard_by: of(HearingPart::Hears),
            reporters: of(HearingPart::Reports),
            texts: [&row.matters, &row.decisions, &row.follow_up, &row.note].map(Clone::clone),
            ..Self::new(row.held_on)
        }
    }
}

impl Entry for HearingForm {
    fn title(&self) -> String {
        if self.hearing.is_some() { "修改听取汇报".to_owned() } else { "登记听取汇报".to_owned() }
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        let today = cx.office.today;
        let mut grid = Field::new("grid", "听取的网格").required();
        if let Some(clause) = plan::clause(LINE) {
            grid = grid.basis(clause.into());
        }
        form.row(ui, grid, |ui, slot| self.grid.show(ui, slot, cx, today));
        date_row(ui, form, Field::new("on", "日期"), &mut self.on, today);
        form.row(ui, Field::new("place", "地点"), |ui, slot| {
            TextField::new(&mut self.place).max(LINE_MAX).show(ui, slot)
        });
        let heard_by = Field::new("heard_by", "听取人").required();
        form.row(ui, heard_by, |ui, slot| self.heard_by.show(ui, slot, cx, today));
        let reporters = Field::new("reporters", "汇报人").required();
        form.row(ui, reporters, |ui, slot| self.reporters.show(ui, slot, cx, today));
        for ((key, label, hint), text) in TEXTS.iter().zip(&mut self.texts) {
            let field = Field::new(key, label);
            let field = if *key == "matters" { field.required() } else { field };
            form.row(ui, field, |ui, slot| TextField::new(text).hint(hint).rows(3).max(PROSE_MAX).show(ui, slot));
        }
        if self.hearing.is_none() {
            form.row(ui, Field::new("files", "扫描件"), |ui, slot| self.files.show(ui, slot, cx));
        }
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let grid = faults.take("grid", self.grid.grid().ok_or("请选择听取汇报的网格"));
        let on = faults.take("on", date::parse(&self.on, today));
        let (heard_by, reporters) = (self.heard_by.people(), self.reporters.people());
        if heard_by.is_empty() {
            faults.add("heard_by", "请至少选择一名听取人");
        }
        if reporters.is_empty() {
            faults.add("reporters", "请至少选择一名汇报人");
        }
        let [matters, decisions, follow_up, note] = self.texts.clone();
        if matters.trim().is_empty() {
            faults.add("matters", "请写明汇报的内容");
        }
        if let Some(fault) = self.files.fault() {
            faults.add("files", fault);
        }
        let (Some(grid), Some(on), true) = (grid, on, faults.is_empty()) else { return Err(faults) };
        let place = self.place.clone();
        let facts = Hearing { grid, on, place, heard_by, reporters, matters, decisions, follow_up, note };
        Ok(match self.hearing {
            Some(hearing) => Command::EditHearing(EditHearing { hearing, facts }),
            None => Command::AddHearing(AddHearing { facts, files: self.files.kept().to_vec() }),
        })
    }

    fn next(&self) -> Option<Box<dyn Entry>> {
        self.hearing
            .is_none()
            .then(|| Box::new(Self::new(date::parse(&self.on, NaiveDate::MIN).unwrap_or_default())) as Box<dyn Entry>)
    }
}
