//! 包联, and which 监管 answers to which 监督.

use chrono::NaiveDate;
use egui::Ui;

use crate::{
    domain::{date, fault::Faults, grid::Level, id::DutyId, roster::Role},
    ops::{
        Command,
        query::grid::{DutyLine, GridDetail},
        roster::{AddCharge, AddPairing},
    },
    ui::{
        cx::Cx,
        screens::entry::{Entry, Pick, Source, date_row, document_row, fact},
        widgets::form::{Field, Form},
    },
};

/// Who holds a duty, in a few words.
pub fn holder_words(duty: &DutyLine) -> String {
    let names: Vec<_> = duty.people.iter().map(|person| person.name.as_str()).collect();
    let who = if names.is_empty() { "空缺".to_owned() } else { names.join("、") };
    if duty.post.is_empty() { who } else { format!("{who}（{}）", duty.post) }
}

/// 包联 of one more grid.
pub struct Charge {
    duty: DutyId,
    role: Role,
    who: String,
    grid: Pick,
    from: String,
    document: String,
}

impl Charge {
    pub fn of(grid: &GridDetail, role: Role, duty: &DutyLine, today: NaiveDate) -> Self {
        Self {
            duty: duty.duty,
            role,
            who: holder_words(duty),
            grid: Pick::new(Source::Below(grid.id)),
            from: date::chinese(today),
            document: String::new(),
        }
    }
}

impl Entry for Charge {
    fn title(&self) -> String {
        format!("{}包联", self.role.label())
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        fact(ui, self.role.label(), &self.who);
        let day = date::parse(&self.from, cx.office.today).unwrap_or(cx.office.today);
        form.row(ui, Field::new("grid", "包联网格").required(), |ui, slot| self.grid.show(ui, slot, cx, day));
        date_row(ui, form, Field::new("from", "起始日期"), &mut self.from, cx.office.today);
        document_row(ui, form, &mut self.document);
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let grid = faults.take("grid", self.grid.grid().ok_or("请选择包联的网格"));
        let from = faults.take("from", date::parse(&self.from, today));
        let (Some(grid), Some(from)) = (grid, from) else { return Err(faults) };
        Ok(Command::AddCharge(AddCharge { duty: self.duty, grid, from, document: self.document.clone() }))
    }

    fn next(&self) -> Option<Box<dyn Entry>> {
        let Source::Below(grid) = self.grid.source() else { return None };
        Some(Box::new(Self {
            duty: self.duty,
            role: self.role,
            who: self.who.clone(),
            grid: Pick::new(Source::Below(grid)),
            from: self.from.clone(),
            document: self.document.clone(),
        }))
    }
}

/// A 监管 duty answers to a 监督 duty.
pub struct Pair {
    own: DutyId,
    own_role: Role,
    who: String,
    other_role: Role,
    other: Pick,
    /// The grid it is limited to; none at levels that have no 包联.
    grid: Option<Pick>,
    from: String,
}

impl Pair {
    /// None for roles that stand on neither side.
    pub fn of(grid: &GridDetail, role: Role, duty: &DutyLine, today: NaiveDate) -> Option<Self> {
        let other_role = counterpart(role)?;
        let below = grid.level < Level::Village;
        Some(Self {
            own: duty.duty,
            own_role: role,
            who: holder_words(duty),
            other_role,
            other: Pick::new(Source::Duties(grid.id, other_role)),
            grid: below.then(|| Pick::new(Source::Below(grid.id))),
            from: date::chinese(today),
        })
    }
}

/// The role on the other side of a pairing.
pub fn counterpart(role: Role) -> Option<Role> {
    role.answers_to().or_else(|| Role::ALL.into_iter().find(|other| other.answers_to() == Some(role)))
}

impl Entry for Pair {
    fn title(&self) -> String {
        format!("{}与{}对应", self.own_role.label(), self.other_role.label())
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        fact(ui, self.own_role.label(), &self.who);
        let day = date::parse(&self.from, cx.office.today).unwrap_or(cx.office.today);
        let key = if self.own_role.answers_to().is_some() { "supervisor" } else { "overseer" };
        form.row(ui, Field::new(key, self.other_role.label()).required(), |ui, slot| {
            self.other.show(ui, slot, cx, day)
        });
        if let Some(grid) = &mut self.grid {
            let field = Field::new("grid", "限于网格").help("只就某一包联网格对应时填写，否则留空");
            form.row(ui, field, |ui, slot| grid.show(ui, slot, cx, day));
        }
        date_row(ui, form, Field::new("from", "起始日期"), &mut self.from, cx.office.today);
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let oversees = self.own_role.answers_to().is_some();
        let key = if oversees { "supervisor" } else { "overseer" };
        let other = self.other.duty().ok_or_else(|| format!("请选择{}", self.other_role.label()));
        let other = faults.take(key, other);
        let from = faults.take("from", date::parse(&self.from, today));
        let (Some(other), Some(from)) = (other, from) else { return Err(faults) };
        let (overseer, supervisor) = if oversees { (self.own, other) } else { (other, self.own) };
        let grid = self.grid.as_ref().and_then(Pick::grid);
        Ok(Command::AddPairing(AddPairing { overseer, supervisor, grid, from }))
    }
}
