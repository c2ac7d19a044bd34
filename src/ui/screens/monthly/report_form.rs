//! Entering a member's report, one after the other down the list, and 「本村全部无问题」.

use chrono::NaiveDate;
use egui::{Label, RichText, Ui};

use crate::{
    domain::{
        date::{self, chinese},
        fault::Faults,
        id::{GridId, MonthlyReportId, PersonId},
        month::Month,
        monthly_report::LINE,
        plan,
        text::PROSE_MAX,
    },
    ops::{
        Command, OpResult,
        monthly::{EditMonthlyReport, MonthlyReport, SubmitMonthlyReport, SubmitNilReports},
        query::monthly::{self, MonthlyDraft, MonthlyReportDetail, Receiver},
    },
    session::Loaded,
    ui::{
        cx::Cx,
        screens::{
            entry::{Entry, date_row, fact},
            patrols::files::Incoming,
        },
        theme,
        widgets::{
            check::check,
            choice::choice,
            form::{Field, Form},
            text_field::TextField,
        },
    },
};

/// Whose report is entered now, and whose come after.
#[derive(Clone)]
pub struct Turn {
    month: Month,
    person: PersonId,
    village: GridId,
    after: Vec<(PersonId, GridId)>,
}

impl Turn {
    /// The first of a queue; nothing when it is empty.
    pub fn of(month: Month, queue: Vec<(PersonId, GridId)>) -> Option<Self> {
        let mut queue = queue.into_iter();
        let (person, village) = queue.next()?;
        Some(Self { month, person, village, after: queue.collect() })
    }

    fn next(&self) -> Option<Self> {
        Self::of(self.month, self.after.clone())
    }
}

type Key = (PersonId, GridId, Month);

pub struct ReportForm {
    /// `None` for a new one.
    report: Option<MonthlyReportId>,
    turn: Turn,
    draft: Loaded<Key, OpResult<MonthlyDraft>>,
    /// The texts have been filled from the ledgers.
    filled: bool,
    on: String,
    receiver: Option<PersonId>,
    nil: bool,
    recount: bool,
    texts: [String; 5],
    files: Incoming,
}

/// Field, label, hint and rows of the texts.
const TEXTS: [(&str, &str, &str, usize); 5] = [
    ("patrolled", "巡查情况", "按台账自动填写，可以修改", 2),
    ("found", "发现问题", "没有发现时勾选上面的「无问题」", 3),
    ("publicity", "宣传教育", "对地块承包人的宣传教育", 2),
    ("signs", "标志牌", "永久基本农田保护标志牌的保护情况", 2),
    ("other", "其他", "", 2),
];

impl ReportForm {
    pub fn new(turn: Turn, today: NaiveDate) -> Self {
        Self {
            report: None,
            turn,
            draft: Loaded::default(),
            filled: false,
            on: chinese(today),
            receiver: None,
            nil: false,
            recount: false,
            texts: Default::default(),
            files: Incoming::default(),
        }
    }

    pub fn edit(detail: &MonthlyReportDetail) -> Self {
        let row = &detail.row;
        let turn = Turn { month: row.month, person: row.person, village: row.grid, after: Vec::new() };
        Self {
            report: Some(row.id),
            filled: true,
            receiver: row.receiver,
            nil: row.nil,
            texts: [&row.patrolled, &row.found, &row.publicity, &row.signs, &row.other].map(Clone::clone),
            ..Self::new(turn, row.submitted_on)
        }
    }

    /// What the ledgers say stands in the fields at first.
    fn fill(&mut self, draft: &MonthlyDraft) {
        if std::mem::replace(&mut self.filled, true) {
            return;
        }
        self.texts[0] = draft.patrolled.clone();
        self.texts[1] = draft.found.clone();
        self.nil = draft.counts.findings + draft.counts.problems == 0;
        self.receiver = self.receiver.or(draft.receivers.first().map(|one| one.person));
    }
}

impl Entry for ReportForm {
    fn title(&self) -> String {
        let verb = if self.report.is_some() { "修改月报" } else { "填报月报" };
        format!("{verb} {}", self.turn.month.chinese())
    }

    fn begins_at(&self) -> Option<&'static str> {
        Some("found")
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        let key = (self.turn.person, self.turn.village, self.turn.month);
        let read =
            cx.load(&mut self.draft, key, |ws, (person, village, month)| monthly::draft(ws, person, village, month));
        let draft = read.and_then(|read| read.as_ref().ok()).cloned();
        let Some(draft) = draft else {
            ui.label("正在载入…");
            return;
        };
        self.fill(&draft);
        fact(ui, "网格员", &format!("{}（{}{}）", draft.person_name, draft.village_name, draft.groups));
        fact(ui, "台账中的数", &draft.counts.words());
        if draft.counts.problems > 0 {
            fact(ui, "登记问题", &format!("{} 件", draft.counts.problems));
        }
        let left = self.turn.after.len();
        if self.report.is_none() && left > 0 {
            let words = format!("后面还有 {left} 人没有报送，Ctrl+Enter 保存并填下一人");
            ui.label(RichText::new(words).small().color(theme::palette(ui).quiet));
        }
        ui.add_space(4.0);
        date_row(ui, form, Field::new("on", "报送日期"), &mut self.on, cx.office.today);
        receiver_row(ui, form, &mut self.receiver, &draft.receivers);
        let mut nil = Field::new("nil", "本月情况");
        if let Some(clause) = plan::clause(LINE) {
            nil = nil.basis(clause.into());
        }
        form.row(ui, nil, |ui, slot| {
            let ticked = check(ui, &mut self.nil, "无问题");
            slot.name(ticked)
        });
        for ((key, label, hint, rows), text) in TEXTS.iter().zip(&mut self.texts) {
            if *key == "found" && self.nil && text.is_empty() {
                continue;
            }
            form.row(ui, Field::new(key, label), |ui, slot| {
                TextField::new(text).hint(hint).rows(*rows).max(PROSE_MAX).show(ui, slot)
            });
        }
        if self.report.is_none() {
            form.row(ui, Field::new("files", "扫描件"), |ui, slot| self.files.show(ui, slot, cx));
        } else {
            form.row(ui, Field::new("recount", "台账中的数"), |ui, slot| {
                let ticked = check(ui, &mut self.recount, "按现在的台账重新统计");
                slot.name(ticked)
            });
        }
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let on = faults.take("on", date::parse(&self.on, today));
        if let Some(fault) = self.files.fault() {
            faults.add("files", fault);
        }
        if !self.filled {
            faults.add("on", "正在读取台账，请稍候再保存");
        }
        if self.nil && !self.texts[1].trim().is_empty() {
            faults.add("found", "勾选了无问题，请清空这里，或取消无问题");
        }
        let (Some(on), true) = (on, faults.is_empty()) else { return Err(faults) };
        let [patrolled, found, publicity, signs, other] = self.texts.clone();
        let facts = MonthlyReport {
            person: self.turn.person,
            grid: self.turn.village,
            month: self.turn.month,
            on,
            receiver: self.receiver,
            nil: self.nil,
            patrolled,
            found,
            publicity,
            signs,
            other,
        };
        Ok(match self.report {
            Some(monthly_report) => {
                Command::EditMonthlyReport(EditMonthlyReport { monthly_report, recount: self.recount, facts })
            }
            None => Command::SubmitMonthlyReport(SubmitMonthlyReport { facts, files: self.files.kept().to_vec() }),
        })
    }

    fn next(&self) -> Option<Box<dyn Entry>> {
        let turn = self.turn.next().filter(|_| self.report.is_none())?;
        let next = Self { on: self.on.clone(), ..Self::new(turn, NaiveDate::MIN) };
        Some(Box::new(next))
    }
}

/// 监督人 or 监管人 of the village.
fn receiver_row(ui: &mut Ui, form: &mut Form<'_>, receiver: &mut Option<PersonId>, known: &[Receiver]) {
    let people: Vec<PersonId> = known.iter().map(|one| one.person).collect();
    let word = |person: &PersonId| {
        known.iter().find(|one| one.person == *person).map_or("不在任的接收人", |one| one.name.as_str())
    };
    let field = Field::new("receiver", "接收人");
    let field =
        if people.is_empty() { field.help("该村（社区）还没有明确监督人、监管人") } else { field };
    form.row(ui, field, |ui, slot| choice(ui, slot, receiver, &people, word, "监督人或监管人"));
}

/// 「本村全部无问题」.
pub struct NilForm {
    village: GridId,
    name: String,
    count: u32,
    month: Month,
    on: String,
}

impl NilForm {
    pub fn new(village: GridId, name: String, count: u32, month: Month, today: NaiveDate) -> Self {
        Self { village, name, count, month, on: chinese(today) }
    }
}

impl Entry for NilForm {
    fn title(&self) -> String {
        "本村全部无问题".to_owned()
    }

    fn verb(&self) -> &'static str {
        "全部报送"
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        fact(ui, "村（社区）", &self.name);
        fact(ui, "月份", &self.month.chinese());
        fact(ui, "还没有报送", &format!("{} 人", self.count));
        let words = "为还没有报送的网格员每人登记一份无问题月报；台账中本月发现过问题的人不登记，要单独填报。";
        ui.add(Label::new(RichText::new(words).small().color(theme::palette(ui).quiet)).wrap());
        ui.add_space(4.0);
        date_row(ui, form, Field::new("on", "报送日期"), &mut self.on, cx.office.today);
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let on = faults.take("on", date::parse(&self.on, today));
        let Some(on) = on else { return Err(faults) };
        let nil = SubmitNilReports { grid: self.village, month: self.month, on, receiver: None, people: Vec::new() };
        Ok(Command::SubmitNilReports(nil))
    }
}
