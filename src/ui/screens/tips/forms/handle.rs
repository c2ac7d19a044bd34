//! 核查, 答复 and 奖励 of a tip.

use chrono::NaiveDate;
use egui::Ui;

use crate::{
    domain::{
        date::{self, chinese},
        fault::Faults,
        id::TipId,
        money::Money,
        plan,
        text::{NAME_MAX, PROSE_MAX},
        tip::{LINE, TipVerdict},
    },
    ops::{
        Command,
        tip::{AnswerTip, RewardTip, VerifyTip},
    },
    store::{RewardRow, Verification},
    ui::{
        cx::Cx,
        screens::{
            entry::{Entry, Pick, Source, date_row},
            mechanisms::forms::{check_files, files_row, line_row, note_row, optional_date, optional_date_row, shown},
            patrols::files::Incoming,
        },
        widgets::{
            choice::choice,
            form::{Field, Form},
            text_field::TextField,
        },
    },
};

pub struct VerifyForm {
    id: TipId,
    on: String,
    by: Pick,
    verdict: Option<TipVerdict>,
    text: String,
    document: String,
    files: Incoming,
}

impl VerifyForm {
    pub fn new(id: TipId, today: NaiveDate) -> Self {
        Self {
            id,
            on: chinese(today),
            by: Pick::new(Source::People),
            verdict: None,
            text: String::new(),
            document: String::new(),
            files: Incoming::default(),
        }
    }

    /// What was found before, to be put right.
    pub fn again(id: TipId, found: &Verification, verifier: &str) -> Self {
        Self {
            by: Pick::new(Source::People).with(found.by.0, verifier),
            verdict: Some(found.verdict),
            text: found.text.clone(),
            document: found.document.clone(),
            ..Self::new(id, found.on)
        }
    }
}

impl Entry for VerifyForm {
    fn title(&self) -> String {
        "核查举报".to_owned()
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        let today = cx.office.today;
        date_row(ui, form, Field::new("on", "核查日期"), &mut self.on, today);
        form.row(ui, Field::new("by", "核查人").required(), |ui, slot| self.by.show(ui, slot, cx, today));
        form.row(ui, Field::new("verdict", "核查结论").required(), |ui, slot| {
            choice(ui, slot, &mut self.verdict, TipVerdict::ALL, |verdict| verdict.label(), "请选择")
        });
        let text = Field::new("text", "核查情况").required().help("谁到现场、看到什么、依据什么");
        form.row(ui, text, |ui, slot| TextField::new(&mut self.text).rows(5).max(PROSE_MAX).show(ui, slot));
        line_row(ui, form, Field::new("document", "证明材料文号"), &mut self.document, "可以不填");
        files_row(ui, form, &mut self.files, cx);
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let on = faults.take("on", date::parse(&self.on, today));
        let by = faults.take("by", self.by.person().ok_or("请选择核查人"));
        let verdict = faults.take("verdict", self.verdict.ok_or("请选择核查结论"));
        if self.text.trim().is_empty() {
            faults.add("text", "请填写核查情况：谁到现场、看到什么、依据什么");
        }
        check_files(&mut faults, &self.files);
        let (Some(on), Some(by), Some(verdict), true) = (on, by, verdict, faults.is_empty()) else {
            return Err(faults);
        };
        let (text, document) = (self.text.clone(), self.document.clone());
        let files = self.files.kept().to_vec();
        Ok(Command::VerifyTip(VerifyTip { id: self.id, on, by, verdict, text, document, files }))
    }
}

pub struct AnswerForm {
    id: TipId,
    on: String,
    way: String,
    text: String,
}

impl AnswerForm {
    pub fn new(id: TipId, today: NaiveDate) -> Self {
        Self { id, on: chinese(today), way: String::new(), text: String::new() }
    }
}

impl Entry for AnswerForm {
    fn title(&self) -> String {
        "答复举报人".to_owned()
    }

    fn begins_at(&self) -> Option<&'static str> {
        Some("way")
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        date_row(ui, form, Field::new("on", "答复日期"), &mut self.on, cx.office.today);
        form.row(ui, Field::new("way", "答复方式").required(), |ui, slot| {
            TextField::new(&mut self.way).hint("例如：电话、书面").max(NAME_MAX).show(ui, slot)
        });
        let text = Field::new("text", "答复内容").help("不要写举报人的姓名和电话");
        form.row(ui, text, |ui, slot| TextField::new(&mut self.text).rows(5).max(PROSE_MAX).show(ui, slot));
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let on = faults.take("on", date::parse(&self.on, today));
        if self.way.trim().is_empty() {
            faults.add("way", "请填写答复方式，例如电话、书面");
        }
        let (Some(on), true) = (on, faults.is_empty()) else { return Err(faults) };
        Ok(Command::AnswerTip(AnswerTip { id: self.id, on, way: self.way.clone(), text: self.text.clone() }))
    }
}

pub struct RewardForm {
    id: TipId,
    edits: bool,
    amount: String,
    on: String,
    paid_on: String,
    note: String,
}

impl RewardForm {
    pub fn new(id: TipId, before: Option<&RewardRow>, today: NaiveDate) -> Self {
        Self {
            id,
            edits: before.is_some(),
            amount: before.map(|reward| reward.amount.to_string()).unwrap_or_default(),
            on: chinese(before.map_or(today, |reward| reward.granted_on)),
            paid_on: shown(before.and_then(|reward| reward.paid_on)),
            note: before.map(|reward| reward.note.clone()).unwrap_or_default(),
        }
    }
}

impl Entry for RewardForm {
    fn title(&self) -> String {
        if self.edits { "修改举报奖励".to_owned() } else { "登记举报奖励".to_owned() }
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        let today = cx.office.today;
        let mut amount = Field::new("amount", "奖励金额").required().help("按印发的办法填写；台账只列编码");
        if let Some(clause) = plan::clause(LINE) {
            amount = amount.basis(clause.into());
        }
        form.row(ui, amount, |ui, slot| TextField::new(&mut self.amount).unit("元").max(NAME_MAX).show(ui, slot));
        date_row(ui, form, Field::new("on", "奖励日期"), &mut self.on, today);
        optional_date_row(ui, form, Field::new("paid_on", "发放日期"), &mut self.paid_on, today);
        note_row(ui, form, &mut self.note);
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let amount = faults.take("amount", self.amount.parse::<Money>());
        let on = faults.take("on", date::parse(&self.on, today));
        let paid_on = optional_date(&mut faults, "paid_on", &self.paid_on, today);
        let (Some(amount), Some(on), Some(paid_on)) = (amount, on, paid_on) else { return Err(faults) };
        Ok(Command::RewardTip(RewardTip { id: self.id, amount, on, paid_on, note: self.note.clone() }))
    }
}
