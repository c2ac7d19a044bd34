//! 改名, 迁移 and 更正 of a grid.

use chrono::NaiveDate;
use egui::Ui;

use super::facts::FactsDraft;
use crate::{
    domain::{
        date,
        fault::Faults,
        grid::Level,
        id::GridId,
        text::{self, NAME_MAX},
    },
    ops::{
        Command,
        grid::{CorrectGrid, MoveGrid, RenameGrid},
        query::grid::GridDetail,
    },
    ui::{
        cx::Cx,
        screens::entry::{Entry, Pick, Source, date_row, document_row, fact},
        widgets::{
            form::{Field, Form},
            text_field::TextField,
        },
    },
};

/// A new name from a day on.
pub struct Rename {
    grid: GridId,
    old_name: String,
    name: String,
    from: String,
    document: String,
}

impl Rename {
    pub fn of(grid: &GridDetail, today: NaiveDate) -> Self {
        Self {
            grid: grid.id,
            old_name: grid.facts.name.clone(),
            name: String::new(),
            from: date::chinese(today),
            document: String::new(),
        }
    }
}

impl Entry for Rename {
    fn title(&self) -> String {
        format!("{}改名", self.old_name)
    }

    fn verb(&self) -> &'static str {
        "改名"
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        fact(ui, "原名称", &self.old_name);
        form.row(ui, Field::new("name", "新名称").required(), |ui, slot| {
            TextField::new(&mut self.name).max(NAME_MAX).show(ui, slot)
        });
        let field = Field::new("from", "生效日期").help("截至该日之前的报表仍用原名称；写错了的名称请用「更正」");
        date_row(ui, form, field, &mut self.from, cx.office.today);
        document_row(ui, form, &mut self.document);
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let name = faults.take("name", text::name("新名称", &self.name));
        let from = faults.take("from", date::parse(&self.from, today));
        let (Some(name), Some(from)) = (name, from) else { return Err(faults) };
        Ok(Command::RenameGrid(RenameGrid { grid: self.grid, name, from, document: self.document.clone() }))
    }
}

/// Another parent from a day on.
pub struct Move {
    grid: GridId,
    name: String,
    parent_name: String,
    parent: Pick,
    from: String,
    document: String,
}

impl Move {
    /// None for the district, above which there is nothing.
    pub fn of(grid: &GridDetail, today: NaiveDate) -> Option<Self> {
        Some(Self {
            grid: grid.id,
            name: grid.facts.name.clone(),
            parent_name: grid.path.last().map(|step| step.name.clone()).unwrap_or_default(),
            parent: Pick::new(Source::Grids(grid.level.above()?)),
            from: date::chinese(today),
            document: String::new(),
        })
    }
}

impl Entry for Move {
    fn title(&self) -> String {
        format!("迁移{}", self.name)
    }

    fn verb(&self) -> &'static str {
        "迁移"
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        fact(ui, "原上级", &self.parent_name);
        let day = date::parse(&self.from, cx.office.today).unwrap_or(cx.office.today);
        let field = Field::new("parent", "划入").required().help("连同下级网格一起划入");
        form.row(ui, field, |ui, slot| self.parent.show(ui, slot, cx, day));
        let field = Field::new("from", "生效日期").help("截至该日之前的报表仍在原上级之下");
        date_row(ui, form, field, &mut self.from, cx.office.today);
        document_row(ui, form, &mut self.document);
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let parent = faults.take("parent", self.parent.grid().ok_or("请选择划入的上级网格"));
        let from = faults.take("from", date::parse(&self.from, today));
        let (Some(parent), Some(from)) = (parent, from) else { return Err(faults) };
        Ok(Command::MoveGrid(MoveGrid { grid: self.grid, parent, from, document: self.document.clone() }))
    }
}

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
        ui.add(egui::Label::new("更正录入错误，不留沿革；实际更名、划转请用「改名」「迁移」。").wrap());
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
