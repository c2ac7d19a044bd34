//! 巡田制度 and 免巡 as lists, each record in the drawer with what can be done about it.

use chrono::NaiveDate;
use egui::Ui;

use super::forms::{RuleForm, WaiverForm};
use crate::{
    domain::{
        date::chinese,
        patrol_rule::{PatrolRule, SUGGESTED},
    },
    ops::{
        Command, OpResult,
        patrol_rule::{DeletePatrolRule, DeleteWaiver, EndPatrolRule},
        query::completion::{RuleLine, WaiverLine, rules, waivers},
    },
    session::Loaded,
    ui::{
        cx::Cx,
        icon::Icon,
        screens::{
            entry::{Ending, Entry, fact},
            patrols::ledger::trouble,
        },
        theme::Tone,
        widgets::{
            button,
            chip::Chip,
            drawer::Drawer,
            empty::Empty,
            table::{Cell, Column, Row, Table, TableState},
        },
    },
};

/// What was pressed in a record.
pub enum Wish {
    Fill(Box<dyn Entry>),
    Delete {
        title: String,
        command: Box<Command>,
    },
    /// The button of the empty list of rules.
    Adopt,
    Close,
}

/// A list with its lines and its rows.
struct Listed<T> {
    lines: Vec<T>,
    rows: Vec<Row>,
}

/// The rules.
pub struct Rules {
    columns: Vec<Column>,
    table: TableState,
    shown: Loaded<NaiveDate, OpResult<Listed<RuleLine>>>,
    open: Option<i64>,
}

/// The waivers.
pub struct Waivers {
    columns: Vec<Column>,
    table: TableState,
    shown: Loaded<(), OpResult<Listed<WaiverLine>>>,
    open: Option<i64>,
}

impl Default for Rules {
    fn default() -> Self {
        let columns = [
            ("who", "由谁巡田", 190.0),
            ("reach", "适用网格", 120.0),
            ("frequency", "频次", 110.0),
            ("months", "适用月份", 130.0),
            ("period", "执行时间", 230.0),
            ("state", "状态", 90.0),
            ("basis", "依据", 220.0),
            ("way", "方式", 160.0),
        ];
        let columns = columns.map(|(key, title, width)| Column::new(key, title, width).unsorted()).to_vec();
        Self { columns, table: TableState::default(), shown: Loaded::default(), open: None }
    }
}

impl Default for Waivers {
    fn default() -> Self {
        let columns = [
            ("grid", "网格", 170.0),
            ("person", "人员", 120.0),
            ("period", "免巡时间", 260.0),
            ("reason", "免巡原因", 320.0),
            ("document", "依据文件", 200.0),
        ];
        let columns = columns.map(|(key, title, width)| Column::new(key, title, width).unsorted()).to_vec();
        Self { columns, table: TableState::default(), shown: Loaded::default(), open: None }
    }
}

impl Rules {
    pub fn invalidate(&mut self) {
        self.shown.invalidate();
    }

    pub fn close(&mut self) {
        self.open = None;
        self.table.clear();
    }

    /// Shows the list, and the record beside it where there is room. `why_not` refuses changes.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, free: bool, why_not: Option<&str>) -> Option<Wish> {
        cx.load(&mut self.shown, cx.as_of, |ws, day| {
            let lines = rules(ws, day)?;
            Ok(Listed { rows: lines.iter().map(|line| rule_row(line, day)).collect(), lines })
        });
        let listed = match self.shown.shown() {
            Some(Err(fault)) => {
                trouble(ui, &fault.notice());
                return None;
            }
            Some(Ok(listed)) => Some(listed),
            None => None,
        };
        let opened = listed.and_then(|listed| listed.lines.iter().find(|line| Some(line.id.0) == self.open));
        let mut wish = opened.filter(|_| free).and_then(|line| rule_record(ui, line, cx.office.today, why_not));
        let mut empty = Empty::new(
            Icon::Calendar,
            "还没有巡田制度",
            "文件没有规定巡田频次，不规定就没有应巡；可以新增规定，也可以采用建议的频次再逐条修改。",
        );
        if why_not.is_none() {
            empty = empty.action("采用建议的频次");
        }
        let mut table = Table::new("patrol_rules", "巡田制度", &self.columns).single().empty(empty);
        if let Some(listed) = listed {
            table = table.total(listed.rows.len());
        }
        let out = table.show(ui, &mut self.table, |place| listed.and_then(|listed| listed.rows.get(place)));
        if out.empty_pressed {
            wish = Some(Wish::Adopt);
        }
        if let Some(id) = out.clicked.or(out.opened) {
            self.open = Some(id);
        }
        wish
    }
}

fn rule_row(line: &RuleLine, day: NaiveDate) -> Row {
    let (facts, rule) = (&line.rule.facts, &line.rule);
    let basis = rule.basis();
    let basis = if basis == SUGGESTED { Chip::new(Tone::Info, basis).into() } else { Cell::Text(basis) };
    let cells = vec![
        Cell::Strong(format!("{}{}", facts.level.label(), facts.role.label())),
        Cell::Text(line.reach.clone()),
        Cell::Text(facts.frequency_words()),
        Cell::Text(facts.months.words()),
        Cell::Text(rule.period.chinese()),
        state(rule, day).into(),
        basis,
        Cell::Quiet(facts.way.clone()),
    ];
    Row { id: line.id.0, cells }
}

fn state(rule: &PatrolRule, day: NaiveDate) -> Chip {
    match (rule.period.contains(day), rule.period.from > day) {
        (true, _) => Chip::new(Tone::Good, "执行中"),
        (_, true) => Chip::new(Tone::Info, "未开始"),
        _ => Chip::new(Tone::Neutral, "已停止"),
    }
}

fn rule_record(ui: &mut Ui, line: &RuleLine, today: NaiveDate, why_not: Option<&str>) -> Option<Wish> {
    let (facts, id) = (&line.rule.facts, line.id);
    let mut wish = None;
    let out = Drawer::new("巡田规定", &facts.words()).show(
        ui,
        |ui| {
            fact(ui, "由谁巡田", &format!("{}{}", facts.level.label(), facts.role.label()));
            fact(ui, "适用网格", &line.reach);
            fact(ui, "频次", &facts.frequency_words());
            fact(ui, "适用月份", &facts.months.words());
            fact(ui, "方式", &facts.way);
            fact(ui, "执行时间", &line.rule.period.chinese());
            fact(ui, "依据", &line.rule.basis());
            fact(ui, "备注", &facts.note);
        },
        |ui| {
            if ui.add(button::quiet("修改…").icon(Icon::Edit).refused(why_not)).clicked() {
                wish = Some(Wish::Fill(Box::new(RuleForm::edit(line))));
            }
            if ui.add(button::quiet("停止…").refused(why_not)).clicked() {
                let make = move |on| Command::EndPatrolRule(EndPatrolRule { rule: id, on });
                let ending = Ending::new("停止巡田规定", "停止", make)
                    .text(format!("「{}」停止执行；以前的应巡不变。", facts.words()))
                    .day("停止日期", "自该日起不再执行")
                    .starting(today);
                wish = Some(Wish::Fill(Box::new(ending)));
            }
            if ui.add(button::bare("删除…").icon(Icon::Delete).refused(why_not)).clicked() {
                wish = Some(Wish::Delete {
                    title: format!("删除「{}」？", facts.words()),
                    command: Box::new(Command::DeletePatrolRule(DeletePatrolRule { rule: id })),
                });
            }
        },
    );
    if out.closed { Some(Wish::Close) } else { wish }
}

impl Waivers {
    pub fn invalidate(&mut self) {
        self.shown.invalidate();
    }

    pub fn close(&mut self) {
        self.open = None;
        self.table.clear();
    }

    /// Shows the list, and the record beside it where there is room. `why_not` refuses changes.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, free: bool, why_not: Option<&str>) -> Option<Wish> {
        cx.load(&mut self.shown, (), |ws, ()| {
            let lines = waivers(ws)?;
            Ok(Listed { rows: lines.iter().map(waiver_row).collect(), lines })
        });
        let listed = match self.shown.shown() {
            Some(Err(fault)) => {
                trouble(ui, &fault.notice());
                return None;
            }
            Some(Ok(listed)) => Some(listed),
            None => None,
        };
        let opened = listed.and_then(|listed| listed.lines.iter().find(|line| Some(line.id.0) == self.open));
        let wish = opened.filter(|_| free).and_then(|line| waiver_record(ui, line, why_not));
        let hint = "因防汛、封路、请假等不能巡田的，在这里登记原因和时间；盖满整周、整月的一期才免。";
        let empty = Empty::new(Icon::Calendar, "没有登记免巡", hint);
        let mut table = Table::new("patrol_waivers", "免巡", &self.columns).single().empty(empty);
        if let Some(listed) = listed {
            table = table.total(listed.rows.len());
        }
        let out = table.show(ui, &mut self.table, |place| listed.and_then(|listed| listed.rows.get(place)));
        if let Some(id) = out.clicked.or(out.opened) {
            self.open = Some(id);
        }
        wish
    }
}

fn waiver_row(line: &WaiverLine) -> Row {
    let whole = |name: &str, all: &str| if name.is_empty() { Cell::Quiet(all.to_owned()) } else { name.into() };
    let cells = vec![
        whole(&line.grid, "全部网格"),
        whole(&line.person, "全部责任人"),
        Cell::Text(line.waiver.period.chinese()),
        Cell::Text(line.waiver.reason.clone()),
        Cell::Quiet(line.waiver.document.clone()),
    ];
    Row { id: line.id.0, cells }
}

fn waiver_record(ui: &mut Ui, line: &WaiverLine, why_not: Option<&str>) -> Option<Wish> {
    let mut wish = None;
    let names = [line.grid.as_str(), line.person.as_str()];
    let name = names.iter().filter(|name| !name.is_empty()).copied().collect::<Vec<_>>().join(" ");
    let out = Drawer::new("免巡", &name).show(
        ui,
        |ui| {
            fact(ui, "网格", if line.grid.is_empty() { "全部网格" } else { &line.grid });
            fact(ui, "人员", if line.person.is_empty() { "全部责任人" } else { &line.person });
            fact(ui, "起始日期", &chinese(line.waiver.period.from));
            fact(ui, "截止日期", &line.waiver.period.last_day().map(chinese).unwrap_or_default());
            fact(ui, "免巡原因", &line.waiver.reason);
            fact(ui, "依据文件", &line.waiver.document);
        },
        |ui| {
            if ui.add(button::quiet("修改…").icon(Icon::Edit).refused(why_not)).clicked() {
                wish = Some(Wish::Fill(Box::new(WaiverForm::edit(line))));
            }
            if ui.add(button::bare("删除…").icon(Icon::Delete).refused(why_not)).clicked() {
                wish = Some(Wish::Delete {
                    title: format!("删除{name}的免巡？"),
                    command: Box::new(Command::DeleteWaiver(DeleteWaiver { waiver: line.id })),
                });
            }
        },
    );
    if out.closed { Some(Wish::Close) } else { wish }
}
