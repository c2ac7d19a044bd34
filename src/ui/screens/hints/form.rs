//! 核对: what a person found when looking at a hint.

use chrono::NaiveDate;
use egui::Ui;

use crate::{
    domain::{
        fault::Faults,
        hint::{HintKey, HintVerdict},
        text::PROSE_MAX,
    },
    ops::{Command, hint::JudgeHint},
    store::JudgementRow,
    ui::{
        cx::Cx,
        screens::entry::Entry,
        widgets::{
            choice::choice,
            form::{Field, Form},
            text_field::TextField,
        },
    },
};

pub struct JudgeForm {
    key: HintKey,
    verdict: Option<HintVerdict>,
    note: String,
}

impl JudgeForm {
    /// Empty, or with what was said before.
    pub fn new(key: HintKey, before: Option<&JudgementRow>) -> Self {
        Self {
            key,
            verdict: before.map(|row| row.verdict),
            note: before.map(|row| row.note.clone()).unwrap_or_default(),
        }
    }
}

impl Entry for JudgeForm {
    fn title(&self) -> String {
        format!("核对：{}", self.key.kind().label())
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, _cx: &mut Cx<'_>) {
        form.row(ui, Field::new("verdict", "核对结论").required(), |ui, slot| {
            choice(ui, slot, &mut self.verdict, HintVerdict::ALL, |verdict| verdict.label(), "请选择")
        });
        let note = Field::new("note", "核对情况").required().help("看了什么记录、问了谁、结论的依据");
        form.row(ui, note, |ui, slot| TextField::new(&mut self.note).rows(5).max(PROSE_MAX).show(ui, slot));
    }

    fn command(&self, _today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let verdict = faults.take("verdict", self.verdict.ok_or("请选择核对结论"));
        if self.note.trim().is_empty() {
            faults.add("note", "请写明核对情况：看了什么记录、问了谁、结论的依据");
        }
        match verdict {
            Some(verdict) if faults.is_empty() => {
                let (key, note) = (self.key.clone(), self.note.clone());
                Ok(Command::JudgeHint(JudgeHint { key, verdict, note }))
            }
            _ => Err(faults),
        }
    }
}
