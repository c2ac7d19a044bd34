//! 查看举报人, which asks for a reason and goes on record; 补登举报人 of a tip that came without.

use chrono::NaiveDate;
use egui::Ui;

use crate::{
    domain::{
        fault::Faults,
        id::TipId,
        text::{LINE_MAX, NAME_MAX},
        tip::Identity,
    },
    ops::{
        Command,
        tip::{OpenIdentity, SealIdentity},
    },
    ui::{
        cx::Cx,
        screens::entry::Entry,
        theme::Tone,
        widgets::{
            form::{Field, Form},
            notice::Notice,
            text_field::TextField,
        },
    },
};

pub struct LookForm {
    id: TipId,
    reason: String,
}

impl LookForm {
    /// The stable name of its command.
    pub const COMMAND: &'static str = "open_identity";

    pub fn new(id: TipId) -> Self {
        Self { id, reason: String::new() }
    }
}

impl Entry for LookForm {
    fn title(&self) -> String {
        "查看举报人".to_owned()
    }

    fn verb(&self) -> &'static str {
        "记录并查看"
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, _cx: &mut Cx<'_>) {
        let notice = Notice::new(Tone::Warning, "举报人信息受保护");
        notice.next("您的姓名、日期和理由会记录在案，不能撤销。").show(ui, |_| {});
        ui.add_space(8.0);
        form.row(ui, Field::new("reason", "查看理由").required(), |ui, slot| {
            TextField::new(&mut self.reason).hint("例如：回访核实").max(LINE_MAX).show(ui, slot)
        });
    }

    fn command(&self, _today: NaiveDate) -> Result<Command, Faults> {
        if self.reason.trim().is_empty() {
            return Err(Faults::one("reason", "请填写理由；每次查看都会记录在案"));
        }
        Ok(Command::OpenIdentity(OpenIdentity { id: self.id, reason: self.reason.clone() }))
    }
}

pub struct SealForm {
    id: TipId,
    reporter: Identity,
    reason: String,
}

impl SealForm {
    pub fn new(id: TipId) -> Self {
        Self { id, reporter: Identity::default(), reason: String::new() }
    }
}

impl Entry for SealForm {
    fn title(&self) -> String {
        "补登举报人".to_owned()
    }

    fn verb(&self) -> &'static str {
        "登记并封存"
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, _cx: &mut Cx<'_>) {
        let rows = [
            ("reporter_name", "姓名", &mut self.reporter.name, NAME_MAX),
            ("reporter_phone", "电话", &mut self.reporter.phone, NAME_MAX),
            ("reporter_address", "地址", &mut self.reporter.address, LINE_MAX),
            ("reporter_note", "备注", &mut self.reporter.note, LINE_MAX),
            ("reason", "补登理由", &mut self.reason, LINE_MAX),
        ];
        for (key, label, text, max) in rows {
            let field = Field::new(key, label);
            let field = if key == "reason" { field.required() } else { field };
            form.row(ui, field, |ui, slot| TextField::new(text).max(max).show(ui, slot));
        }
    }

    fn command(&self, _today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        if self.reporter.clone().check()?.is_none() {
            faults.add("reporter_name", "请填写举报人的姓名或电话");
        }
        if self.reason.trim().is_empty() {
            faults.add("reason", "请填写理由，例如本人来访补充");
        }
        faults.or(())?;
        let (reporter, reason) = (self.reporter.clone(), self.reason.clone());
        Ok(Command::SealIdentity(SealIdentity { id: self.id, reporter, reason }))
    }
}
