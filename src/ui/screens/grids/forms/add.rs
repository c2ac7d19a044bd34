//! 新增下级网格.

use chrono::NaiveDate;
use egui::Ui;

use super::facts::FactsDraft;
use crate::{
    domain::{date, fault::Faults, grid::Level, id::GridId},
    ops::{Command, grid::AddGrid, query::grid::GridDetail},
    ui::{
        cx::Cx,
        screens::entry::{Entry, date_row, document_row, fact},
        widgets::form::{Field, Form},
    },
};

pub struct Add {
    parent: GridId,
    parent_name: String,
    level: Level,
    facts: FactsDraft,
    from: String,
    document: String,
}

impl Add {
    /// A form for a grid below `parent`; none when nothing stands below its level.
    pub fn below(parent: &GridDetail, today: NaiveDate) -> Option<Self> {
        let level = parent.level.below()?;
        let kind = match level.kinds() {
            [only] => Some(*only),
            _ => None,
        };
        Some(Self {
            parent: parent.id,
            parent_name: parent.facts.name.clone(),
            level,
            facts: FactsDraft { kind, ..FactsDraft::default() },
            from: date::chinese(today),
            document: String::new(),
        })
    }
}

impl Entry for Add {
    fn title(&self) -> String {
        format!("新增{}", self.level.label())
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        fact(ui, "上级网格", &self.parent_name);
        self.facts.name_rows(ui, form, self.level);
        let field = Field::new("from", "设立日期").help("自该日起列入网格，之前的报表不变");
        date_row(ui, form, field, &mut self.from, cx.office.today);
        document_row(ui, form, &mut self.document);
        self.facts.other_rows(ui, form, self.level);
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let facts = self.facts.read(&mut faults, self.level);
        let from = faults.take("from", date::parse(&self.from, today));
        let (Some(facts), Some(from)) = (facts, from) else { return Err(faults) };
        Ok(Command::AddGrid(AddGrid {
            parent: self.parent,
            kind: facts.kind,
            name: facts.name,
            stat_code: facts.stat_code,
            civil_code: facts.civil_code,
            aliases: facts.aliases,
            no_farmland: self.facts.no_farmland,
            annex2_order: facts.annex2_order,
            from,
            document: self.document.clone(),
        }))
    }

    fn next(&self) -> Option<Box<dyn Entry>> {
        Some(Box::new(Self {
            parent: self.parent,
            parent_name: self.parent_name.clone(),
            level: self.level,
            facts: FactsDraft { kind: self.facts.kind, ..FactsDraft::default() },
            from: self.from.clone(),
            document: self.document.clone(),
        }))
    }
}
