//! The forms of 巡田制度: a rule, the adoption of suggestions, a waiver.

use chrono::NaiveDate;
use egui::{Label, RichText, Ui};

use crate::{
    domain::{
        date,
        fault::Faults,
        grid::Level,
        id::{PatrolRuleId, WaiverId},
        patrol_rule::{Months, Per, SUGGESTED, suggestions},
        plan,
        roster::Role,
        text::{LINE_MAX, PROSE_MAX},
    },
    ops::{
        Command,
        patrol_rule::{AddPatrolRule, AddWaiver, AdoptPatrolRules, EditPatrolRule, EditWaiver},
        query::completion::{RuleLine, WaiverLine},
    },
    ui::{
        cx::Cx,
        screens::entry::{Entry, Pick, Source, date_row, document_row},
        theme,
        widgets::{
            check::check,
            choice::choice_of,
            date_field::DateField,
            form::{Field, Form},
            number_field::{NumberField, scaled},
            text_field::TextField,
        },
    },
};

/// The line of the plan that asks for 巡田制度 (R072).
const LINE: u32 = 802;

/// 新增 or 修改巡田规定.
pub struct RuleForm {
    /// `None` for a new one.
    rule: Option<PatrolRuleId>,
    who: (Level, Role),
    grid: Pick,
    per: Option<Per>,
    times: String,
    months: [bool; 12],
    way: String,
    from: String,
    until: String,
    document: String,
    note: String,
}

impl RuleForm {
    pub fn new() -> Self {
        Self {
            rule: None,
            who: (Level::Group, Role::GridMember),
            grid: Pick::new(Source::AnyGrid).hinting("全区"),
            per: Some(Per::Month),
            times: "1".to_owned(),
            months: [true; 12],
            way: String::new(),
            from: String::new(),
            until: String::new(),
            document: String::new(),
            note: String::new(),
        }
    }

    pub fn edit(line: &RuleLine) -> Self {
        let (facts, period) = (&line.rule.facts, &line.rule.period);
        let mut form = Self::new();
        if let Some(grid) = facts.grid {
            form.grid = form.grid.with(grid.0, &line.reach);
        }
        Self {
            rule: Some(line.id),
            who: (facts.level, facts.role),
            per: facts.per,
            times: facts.times.map(|times| times.to_string()).unwrap_or_default(),
            months: std::array::from_fn(|place| facts.months.contains(place as u32 + 1)),
            way: facts.way.clone(),
            from: date::chinese(period.from),
            until: period.until.map(date::chinese).unwrap_or_default(),
            document: facts.document.clone(),
            note: facts.note.clone(),
            ..form
        }
    }

    fn chosen_months(&self) -> Result<Months, &'static str> {
        let chosen: Vec<u32> =
            (1..=12).zip(self.months).filter(|(_, ticked)| *ticked).map(|(month, _)| month).collect();
        if chosen.is_empty() {
            return Err("请至少选择一个适用月份");
        }
        Months::try_from(chosen).map_err(|_| "请重新选择适用月份")
    }
}

fn everyone() -> Vec<(Level, Role)> {
    Level::ALL.into_iter().flat_map(|level| Role::at(level).iter().map(move |role| (level, *role))).collect()
}

impl Entry for RuleForm {
    fn title(&self) -> String {
        if self.rule.is_some() { "修改巡田规定".to_owned() } else { "新增巡田规定".to_owned() }
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        let today = cx.office.today;
        let everyone = everyone();
        let names: Vec<String> =
            everyone.iter().map(|(level, role)| format!("{}{}", level.label(), role.label())).collect();
        let name = |who: &(Level, Role)| {
            everyone.iter().position(|one| one == who).and_then(|place| names.get(place)).map_or("", String::as_str)
        };
        let mut who = Field::new("role", "由谁巡田").required();
        if let Some(clause) = plan::clause(LINE) {
            who = who.basis(clause.into());
        }
        form.row(ui, who, |ui, slot| choice_of(ui, slot, &mut self.who, &everyone, name));
        let reach = Field::new("grid", "适用网格").help("留空为全区；下级网格的规定优先于上级的");
        form.row(ui, reach, |ui, slot| self.grid.show(ui, slot, cx, today));
        let pers: Vec<Option<Per>> = Per::ALL.iter().copied().map(Some).chain([None]).collect();
        form.row(ui, Field::new("per", "周期").required(), |ui, slot| {
            choice_of(ui, slot, &mut self.per, &pers, |per| match per {
                Some(Per::Week) => "每周",
                Some(Per::Month) => "每月",
                Some(Per::Quarter) => "每季",
                Some(Per::Year) => "每年",
                None => "未规定",
            })
        });
        if self.per.is_some() {
            form.row(ui, Field::new("times", "每期次数").required(), |ui, slot| {
                NumberField::new(&mut self.times, 0).unit("次").range(1, 366).show(ui, slot)
            });
        }
        let season = Field::new("months", "适用月份").help("全部勾选就是全年");
        form.row(ui, season, |ui, _| months(ui, &mut self.months));
        form.row(ui, Field::new("way", "方式"), |ui, slot| {
            TextField::new(&mut self.way).hint("例如：步行到田，逐块查看").max(LINE_MAX).show(ui, slot)
        });
        let from = Field::new("from", "起始日期").help("从这一天起执行；中途开始的一期不计应巡");
        date_row(ui, form, from, &mut self.from, today);
        form.row(
            ui,
            Field::new("until", "停止日期").help("自该日起不再执行；一直执行的留空"),
            |ui, slot| DateField::new(&mut self.until, today).show(ui, slot),
        );
        document_row(ui, form, &mut self.document);
        form.row(ui, Field::new("note", "备注"), |ui, slot| {
            TextField::new(&mut self.note).rows(3).max(PROSE_MAX).show(ui, slot)
        });
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let from = faults.take("from", date::parse(&self.from, today));
        let until = match self.until.trim() {
            "" => Some(None),
            typed => faults.take("until", date::parse(typed, today)).map(Some),
        };
        let times = match self.per {
            None => Some(None),
            Some(_) => {
                let times = scaled(&self.times, 0).and_then(|times| u16::try_from(times).ok());
                faults.take("times", times.ok_or("请填写次数，例如 1")).map(Some)
            }
        };
        let months = faults.take("months", self.chosen_months());
        let (Some(from), Some(until), Some(times), Some(months)) = (from, until, times, months) else {
            return Err(faults);
        };
        let facts = AddPatrolRule {
            level: self.who.0,
            role: self.who.1,
            grid: self.grid.grid(),
            times,
            per: self.per,
            months,
            way: self.way.clone(),
            from,
            until,
            document: self.document.clone(),
            note: self.note.clone(),
        };
        Ok(match self.rule {
            Some(rule) => Command::EditPatrolRule(EditPatrolRule { rule, facts }),
            None => Command::AddPatrolRule(facts),
        })
    }

    fn next(&self) -> Option<Box<dyn Entry>> {
        let next = Self { from: self.from.clone(), document: self.document.clone(), ..Self::new() };
        self.rule.is_none().then(|| Box::new(next) as Box<dyn Entry>)
    }
}

/// Twelve boxes, a season in each line, standing under each other; answers like one field.
fn months(ui: &mut Ui, months: &mut [bool; 12]) -> egui::Response {
    let boxes = egui::Grid::new("months").spacing(egui::vec2(12.0, 4.0)).show(ui, |ui| {
        let answers = months.iter_mut().zip(1..).map(|(ticked, month)| {
            let answer = check(ui, ticked, &format!("{month}月"));
            if month % 3 == 0 {
                ui.end_row();
            }
            answer
        });
        answers.reduce(|one, other| one | other)
    });
    boxes.inner.unwrap_or(boxes.response)
}

/// 采用建议值: one set of the shipped suggestions from a day on.
pub struct AdoptForm {
    place: usize,
    from: String,
    document: String,
}

impl AdoptForm {
    pub fn new() -> Self {
        Self { place: 0, from: String::new(), document: String::new() }
    }
}

impl Entry for AdoptForm {
    fn title(&self) -> String {
        "采用建议的频次".to_owned()
    }

    fn verb(&self) -> &'static str {
        "采用"
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        let sets = suggestions();
        ui.add(Label::new(format!("以下频次是{SUGGESTED}；采用以后可以逐条修改或停止。")).wrap());
        ui.add_space(4.0);
        let places: Vec<usize> = (0..sets.len()).collect();
        form.row(ui, Field::new("set", "哪一套").required(), |ui, slot| {
            choice_of(ui, slot, &mut self.place, &places, |place| sets.get(*place).map_or("", |set| set.name.as_str()))
        });
        if let Some(set) = sets.get(self.place) {
            let quiet = theme::palette(ui).quiet;
            ui.add(Label::new(RichText::new(&set.source).small().color(quiet)).wrap());
            for line in &set.rules {
                let roles: Vec<_> = line.roles.iter().map(|role| role.label()).collect();
                let words = format!(
                    "{} {}：每{} {} 次，{}",
                    line.level.label(),
                    roles.join("、"),
                    line.per.label(),
                    line.times,
                    line.months.words()
                );
                ui.add(Label::new(format!("· {words}")).wrap());
            }
            ui.add_space(6.0);
        }
        let from = Field::new("from", "起始日期").help("从这一天起执行；中途开始的一期不计应巡");
        date_row(ui, form, from, &mut self.from, cx.office.today);
        document_row(ui, form, &mut self.document);
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let set = suggestions().get(self.place).map(|set| set.id.clone());
        let set = faults.take("set", set.ok_or("请选择一套建议"));
        let from = faults.take("from", date::parse(&self.from, today));
        let (Some(set), Some(from)) = (set, from) else { return Err(faults) };
        Ok(Command::AdoptPatrolRules(AdoptPatrolRules { set, from, document: self.document.clone() }))
    }
}

/// 登记 or 修改免巡.
pub struct WaiverForm {
    /// `None` for a new one.
    waiver: Option<WaiverId>,
    grid: Pick,
    person: Pick,
    from: String,
    to: String,
    reason: String,
    document: String,
}

impl WaiverForm {
    pub fn new() -> Self {
        Self {
            waiver: None,
            grid: Pick::new(Source::AnyGrid),
            person: Pick::new(Source::People),
            from: String::new(),
            to: String::new(),
            reason: String::new(),
            document: String::new(),
        }
    }

    pub fn edit(line: &WaiverLine) -> Self {
        let (waiver, mut form) = (&line.waiver, Self::new());
        if let Some(grid) = waiver.grid {
            form.grid = form.grid.with(grid.0, &line.grid);
        }
        if let Some(person) = waiver.person {
            form.person = form.person.with(person.0, &line.person);
        }
        Self {
            waiver: Some(line.id),
            from: date::chinese(waiver.period.from),
            to: waiver.period.last_day().map(date::chinese).unwrap_or_default(),
            reason: waiver.reason.clone(),
            document: waiver.document.clone(),
            ..form
        }
    }
}

impl Entry for WaiverForm {
    fn title(&self) -> String {
        if self.waiver.is_some() { "修改免巡".to_owned() } else { "登记免巡".to_owned() }
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        let today = cx.office.today;
        let grid = Field::new("grid", "网格").help("含下级；网格和人员至少填一项，都填就是此人在此网格");
        form.row(ui, grid, |ui, slot| self.grid.show(ui, slot, cx, today));
        form.row(ui, Field::new("person", "人员"), |ui, slot| self.person.show(ui, slot, cx, today));
        date_row(ui, form, Field::new("from", "起始日期"), &mut self.from, today);
        let to = Field::new("to", "截止日期").help("含当天；盖满整周、整月、整季的才免，只盖一部分的一期仍计应巡");
        date_row(ui, form, to, &mut self.to, today);
        form.row(ui, Field::new("reason", "免巡原因").required(), |ui, slot| {
            TextField::new(&mut self.reason).rows(3).max(PROSE_MAX).show(ui, slot)
        });
        document_row(ui, form, &mut self.document);
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let from = faults.take("from", date::parse(&self.from, today));
        let to = faults.take("to", date::parse(&self.to, today));
        let (Some(from), Some(to)) = (from, to) else { return Err(faults) };
        let (grid, person) = (self.grid.grid(), self.person.person());
        let facts = AddWaiver { grid, person, from, to, reason: self.reason.clone(), document: self.document.clone() };
        Ok(match self.waiver {
            Some(waiver) => Command::EditWaiver(EditWaiver { waiver, facts }),
            None => Command::AddWaiver(facts),
        })
    }

    fn next(&self) -> Option<Box<dyn Entry>> {
        let next = Self { from: self.from.clone(), to: self.to.clone(), reason: self.reason.clone(), ..Self::new() };
        self.waiver.is_none().then(|| Box::new(next) as Box<dyn Entry>)
    }
}
