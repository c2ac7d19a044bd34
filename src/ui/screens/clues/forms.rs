//! The forms of clues: the facts of a batch, 分发, 回复, 退回重核.

use chrono::NaiveDate;
use egui::{RichText, TextStyle, Ui};

use crate::{
    domain::{
        clue::{Answer, Category, ClueBatch, dictionary},
        date::{self, chinese},
        fault::Faults,
        id::{ClueBatchId, ClueId},
        problem::{Behaviour, LandKind, ProblemKind},
        text::{LINE_MAX, PROSE_MAX},
    },
    ops::{
        Command,
        clue::{AnswerClue, AssignClues, EditClueBatch, FoundProblem, ReturnClues},
        query::clue::ClueLine,
    },
    ui::{
        cx::Cx,
        screens::{
            entry::{Entry, Pick, Source, date_row, fact},
            patrols::files::Incoming,
        },
        theme,
        widgets::{
            check::check,
            choice::choice,
            date_field::DateField,
            form::{Field, Form},
            text_field::TextField,
        },
    },
};

fn line(ui: &mut Ui, form: &mut Form<'_>, field: Field<'_>, text: &mut String, hint: &str) {
    form.row(ui, field, |ui, slot| TextField::new(text).hint(hint).max(LINE_MAX).show(ui, slot));
}

fn prose(ui: &mut Ui, form: &mut Form<'_>, field: Field<'_>, text: &mut String) {
    form.row(ui, field, |ui, slot| TextField::new(text).rows(3).max(PROSE_MAX).show(ui, slot));
}

fn optional_date(ui: &mut Ui, form: &mut Form<'_>, field: Field<'_>, text: &mut String, today: NaiveDate) {
    form.row(ui, field, |ui, slot| DateField::new(text, today).show(ui, slot));
}

/// An optional date as typed.
fn day(faults: &mut Faults, field: &'static str, text: &str, today: NaiveDate) -> Option<NaiveDate> {
    if text.trim().is_empty() { None } else { faults.take(field, date::parse(text, today)) }
}

/// The facts of a batch, in its own form and in the import.
pub struct BatchFields {
    name: String,
    month: String,
    received_on: String,
    sender: String,
    document: String,
    due_on: String,
    note: String,
}

impl BatchFields {
    /// Of last month, received today: what comes most often.
    pub fn new(today: NaiveDate) -> Self {
        let month = today.checked_sub_months(chrono::Months::new(1)).unwrap_or(today);
        let month = chrono::Datelike::with_day(&month, 1).unwrap_or(month);
        Self {
            name: month.format("%Y年%-m月").to_string(),
            month: chinese(month),
            received_on: chinese(today),
            sender: String::new(),
            document: String::new(),
            due_on: String::new(),
            note: String::new(),
        }
    }

    fn of(batch: &ClueBatch) -> Self {
        Self {
            name: batch.name.clone(),
            month: chinese(batch.month),
            received_on: chinese(batch.received_on),
            sender: batch.sender.clone(),
            document: batch.document.clone(),
            due_on: batch.due_on.map(chinese).unwrap_or_default(),
            note: batch.note.clone(),
        }
    }

    pub fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, today: NaiveDate) {
        line(ui, form, Field::new("name", "批次名称").required().help("期次，例如 2025年5月"), &mut self.name, "");
        date_row(ui, form, Field::new("month", "影像月份").help("填这个月的任意一天"), &mut self.month, today);
        date_row(ui, form, Field::new("received_on", "下发日期"), &mut self.received_on, today);
        line(ui, form, Field::new("sender", "下发单位"), &mut self.sender, "");
        line(ui, form, Field::new("document", "文号"), &mut self.document, "");
        let due =
            Field::new("due_on", "完成期限").help("留空时按月清期限计算：影像月份的次月月末（建议值，可在设置中修改）");
        optional_date(ui, form, due, &mut self.due_on, today);
        prose(ui, form, Field::new("note", "备注"), &mut self.note);
    }

    pub fn facts(&self, today: NaiveDate) -> Result<ClueBatch, Faults> {
        let mut faults = Faults::default();
        let name = self.name.trim().to_owned();
        if name.is_empty() {
            faults.add("name", "请填写批次名称（期次）");
        }
        let month = faults.take("month", date::parse(&self.month, today));
        let received_on = faults.take("received_on", date::parse(&self.received_on, today));
        let due_on = day(&mut faults, "due_on", &self.due_on, today);
        let (Some(month), Some(received_on)) = (month, received_on) else { return Err(faults) };
        faults.or(ClueBatch {
            name,
            month,
            received_on,
            sender: self.sender.clone(),
            document: self.document.clone(),
            due_on,
            note: self.note.clone(),
        })
    }
}

pub struct BatchForm {
    id: ClueBatchId,
    fields: BatchFields,
}

impl BatchForm {
    pub fn edit(id: ClueBatchId, batch: &ClueBatch) -> Self {
        Self { id, fields: BatchFields::of(batch) }
    }
}

impl Entry for BatchForm {
    fn title(&self) -> String {
        "修改图斑批次".to_owned()
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        self.fields.show(ui, form, cx.office.today);
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        Ok(Command::EditClueBatch(EditClueBatch { id: self.id, facts: self.fields.facts(today)? }))
    }
}

pub struct AssignForm {
    clues: Vec<ClueId>,
    grid: Pick,
}

impl AssignForm {
    pub fn new(clues: Vec<ClueId>) -> Self {
        Self { clues, grid: Pick::new(Source::AnyGrid) }
    }
}

impl Entry for AssignForm {
    fn title(&self) -> String {
        format!("分发图斑 {} 个", self.clues.len())
    }

    fn verb(&self) -> &'static str {
        "分发"
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        let today = cx.office.today;
        let help = "系统里没有村界，不能按坐标自动分发；代码和村名对不上的在这里分发";
        form.row(ui, Field::new("grid", "核查单位").required().help(help), |ui, slot| {
            self.grid.show(ui, slot, cx, today)
        });
    }

    fn command(&self, _today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let grid = faults.take("grid", self.grid.grid().ok_or("请选择镇（街道）或村（社区）"));
        faults.or(Command::AssignClues(AssignClues { clues: self.clues.clone(), grid }))
    }
}

pub struct ReturnForm {
    clues: Vec<ClueId>,
    reason: String,
}

impl ReturnForm {
    pub fn new(clues: Vec<ClueId>) -> Self {
        Self { clues, reason: String::new() }
    }
}

impl Entry for ReturnForm {
    fn title(&self) -> String {
        format!("退回重核 {} 个图斑", self.clues.len())
    }

    fn verb(&self) -> &'static str {
        "退回"
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, _cx: &mut Cx<'_>) {
        prose(ui, form, Field::new("reason", "退回原因").required(), &mut self.reason);
    }

    fn command(&self, _today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        if self.reason.trim().is_empty() {
            faults.add("reason", "请填写退回原因，核查人要据此重新核查");
        }
        faults.or(Command::ReturnClues(ReturnClues { clues: self.clues.clone(), reason: self.reason.clone() }))
    }
}

/// 回复核查结果.
pub struct AnswerForm {
    clue: ClueId,
    number: String,
    received_on: NaiveDate,
    /// Photos that are there already.
    kept: usize,
    linked: bool,
    on: String,
    by: Pick,
    by_name: String,
    category: Option<Category>,
    sub: Option<String>,
    flags: Vec<(String, bool)>,
    patrol_found: Option<bool>,
    paper: String,
    paper_on: String,
    sent_to: String,
    sent_on: String,
    kind: Option<ProblemKind>,
    behaviour: Option<Behaviour>,
    land: Option<LandKind>,
    text: String,
    files: Incoming,
}

impl AnswerForm {
    /// With what was answered before.
    pub fn new(line: &ClueLine, today: NaiveDate) -> Self {
        let row = &line.row;
        let before = row.answer.as_ref();
        let shown = |day: Option<NaiveDate>| day.map(chinese).unwrap_or_default();
        let flagged = |id: &str| before.is_some_and(|answer| answer.flags.iter().any(|flag| flag == id));
        let mut by = Pick::new(Source::People);
        if let Some(person) = before.and_then(|answer| answer.by.first()) {
            by = by.with(person.0, line.by.split('、').next().unwrap_or_default());
        }
        Self {
            clue: row.id,
            number: row.clue.number.clone(),
            received_on: line.received_on,
            kept: usize::from(before.is_some()),
            linked: row.problem.is_some(),
            on: chinese(before.map_or(today, |answer| answer.on)),
            by,
            by_name: before.map(|answer| answer.by_name.clone()).unwrap_or_default(),
            category: before.map(|answer| answer.category),
            sub: before.map(|answer| answer.sub.clone()),
            flags: dictionary::flags().iter().map(|flag| (flag.id.clone(), flagged(&flag.id))).collect(),
            patrol_found: before.and_then(|answer| answer.patrol_found),
            paper: before.map(|answer| answer.paper.clone()).unwrap_or_default(),
            paper_on: shown(before.and_then(|answer| answer.paper_on)),
            sent_to: before.map(|answer| answer.sent_to.clone()).unwrap_or_default(),
            sent_on: shown(before.and_then(|answer| answer.sent_on)),
            kind: None,
            behaviour: None,
            land: None,
            text: before.map(|answer| answer.text.clone()).unwrap_or_default(),
            files: Incoming::default(),
        }
    }

    fn unlawful(&self, ui: &mut Ui, form: &mut Form<'_>) -> Unlawful {
        let mut asked =
            Unlawful { seen: self.patrol_found, kind: self.kind, behaviour: self.behaviour, land: self.land };
        form.row(ui, Field::new("patrol_found", "动态巡查已发现").required(), |ui, slot| {
            choice(ui, slot, &mut asked.seen, &[true, false], |seen| if *seen { "是" } else { "否" }, "请选择")
        });
        if self.linked {
            fact(ui, "问题", "已登记，回复后仍关联原来的问题");
            return asked;
        }
        let kind = Field::new("found", "问题类型").required().help("保存时同时登记为问题，来源为卫星图斑");
        form.row(ui, kind, |ui, slot| {
            choice(ui, slot, &mut asked.kind, ProblemKind::ALL, |kind| kind.label(), "请选择")
        });
        form.row(ui, Field::new("behaviours", "破坏行为"), |ui, slot| {
            choice(ui, slot, &mut asked.behaviour, Behaviour::ALL, |one| one.label(), "可以不选")
        });
        form.row(ui, Field::new("land", "涉及地类"), |ui, slot| {
            choice(ui, slot, &mut asked.land, LandKind::ALL, |land| land.label(), "待核")
        });
        asked
    }
}

/// What is asked of unlawful ones alone.
struct Unlawful {
    seen: Option<bool>,
    kind: Option<ProblemKind>,
    behaviour: Option<Behaviour>,
    land: Option<LandKind>,
}

impl Entry for AnswerForm {
    fn title(&self) -> String {
        format!("回复图斑 {}", self.number)
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        let today = cx.office.today;
        let known = &Category::ALL[1..];
        let before = self.category;
        let category = Field::new("category", "核查结果").required();
        form.row(ui, category, |ui, slot| choice(ui, slot, &mut self.category, known, |one| one.label(), "请选择"));
        if let Some(category) = self.category {
            let subs: Vec<String> = dictionary::subs(category).map(|sub| sub.id.clone()).collect();
            if before != self.category {
                self.sub = subs.first().filter(|_| subs.len() == 1).cloned();
            }
            let word = |id: &String| dictionary::sub(category, id).map_or("", |sub| sub.name.as_str());
            form.row(ui, Field::new("sub", "细类").required(), |ui, slot| {
                choice(ui, slot, &mut self.sub, &subs, word, "请选择")
            });
            let asked = self.sub.as_ref().and_then(|sub| dictionary::sub(category, sub));
            if let Some(sub) = asked {
                let wanted: Vec<_> = sub.evidence.iter().map(|evidence| evidence.label()).collect();
                let words = format!("须举证：{}（{}）", wanted.join("、"), dictionary::dictionary().reference);
                ui.label(RichText::new(words).text_style(TextStyle::Small).color(theme::palette(ui).quiet));
            }
        }
        date_row(ui, form, Field::new("on", "核查日期"), &mut self.on, today);
        form.row(ui, Field::new("by", "核查人").required(), |ui, slot| self.by.show(ui, slot, cx, today));
        line(ui, form, Field::new("by_name", "其他核查人"), &mut self.by_name, "名册里没有的，写姓名");
        match self.category {
            Some(Category::Unlawful) => {
                let asked = self.unlawful(ui, form);
                (self.patrol_found, self.kind) = (asked.seen, asked.kind);
                (self.behaviour, self.land) = (asked.behaviour, asked.land);
                for (id, ticked) in &mut self.flags {
                    let name = dictionary::flag(id).map_or("", |flag| flag.name.as_str());
                    check(ui, ticked, name);
                }
            }
            Some(Category::Transferred) => {
                line(ui, form, Field::new("sent_to", "转送部门").required(), &mut self.sent_to, "");
                optional_date(ui, form, Field::new("sent_on", "转送日期").required(), &mut self.sent_on, today);
            }
            Some(_) => {
                line(ui, form, Field::new("paper", "批准备案文号"), &mut self.paper, "");
                optional_date(ui, form, Field::new("paper_on", "批准备案日期"), &mut self.paper_on, today);
            }
            None => {}
        }
        prose(ui, form, Field::new("text", "情况说明"), &mut self.text);
        form.row(ui, Field::new("files", "照片和文件"), |ui, slot| self.files.show(ui, slot, cx));
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let category = faults.take("category", self.category.ok_or("请选择核查结果"));
        let on = faults.take("on", date::parse(&self.on, today));
        let paper_on = day(&mut faults, "paper_on", &self.paper_on, today);
        let sent_on = day(&mut faults, "sent_on", &self.sent_on, today);
        if let Some(fault) = self.files.fault() {
            faults.add("files", fault);
        }
        let unlawful = category == Some(Category::Unlawful);
        let found = self.kind.filter(|_| unlawful && !self.linked);
        if unlawful && !self.linked && found.is_none() {
            faults.add("found", "违法图斑要登记为问题，请选择问题类型");
        }
        let (Some(category), Some(on)) = (category, on) else { return Err(faults) };
        let transferred = category == Category::Transferred;
        let kept = |text: &String, is: bool| if is { text.clone() } else { String::new() };
        let approved = !unlawful && !transferred;
        let answer = Answer {
            on,
            by: self.by.person().into_iter().collect(),
            by_name: self.by_name.clone(),
            category,
            sub: self.sub.clone().unwrap_or_default(),
            flags: self.flags.iter().filter(|(_, ticked)| *ticked && unlawful).map(|(id, _)| id.clone()).collect(),
            patrol_found: self.patrol_found.filter(|_| unlawful),
            paper: kept(&self.paper, approved),
            paper_on: paper_on.filter(|_| approved),
            sent_to: kept(&self.sent_to, transferred),
            sent_on: sent_on.filter(|_| transferred),
            text: self.text.clone(),
        };
        let photos = self.kept + self.files.kept().len();
        if let Err(found) = answer.clone().checked(self.received_on, today, photos) {
            found.0.into_iter().for_each(|fault| faults.add(fault.field, fault.message));
        }
        let found = found.map(|kind| FoundProblem {
            kind,
            behaviours: self.behaviour.into_iter().collect(),
            land: self.land,
            description: String::new(),
        });
        let files = self.files.kept().to_vec();
        faults.or(Command::AnswerClue(AnswerClue { clue: self.clue, answer, problem: None, found, files }))
    }
}
