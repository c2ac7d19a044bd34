//! 更正 after 审定: one item, its new mark, why, and by which document.

use egui::{Context, Ui};

use super::sheet::label;
use crate::{
    domain::{
        assess::{Mark, Tenths},
        fault::Faults,
        id::ObjectId,
        text::{LINE_MAX, PROSE_MAX},
    },
    ops::{
        Command, OpFault,
        assess::CorrectScore,
        query::assess::{ItemLine, ObjectSheet},
    },
    ui::{
        action::Submission,
        cx::Cx,
        shortcut::Shortcut,
        widgets::{
            button,
            check::check,
            choice::choice,
            form::{Field, Form, FormState, Slot},
            modal,
            number_field::NumberField,
            text_field::TextField,
        },
    },
};

/// What is typed for a correction.
pub struct CorrectForm {
    object: ObjectId,
    unit: String,
    state: FormState,
    faults: Faults,
    /// Id and words of every item.
    items: Vec<(String, String)>,
    item: Option<String>,
    /// The item whose mark was put into the fields.
    filled: Option<String>,
    score: String,
    not_applicable: bool,
    mark_reason: String,
    reason: String,
    document: String,
    sent: Option<Submission>,
}

impl CorrectForm {
    pub fn new(sheet: &ObjectSheet, item: Option<String>) -> Self {
        let words = |part, line: &ItemLine| (line.id.clone(), format!("{} {}", label(part, line), line.text));
        let items = sheet.parts.iter().flat_map(|part| part.items.iter().map(move |line| words(part, line)));
        Self {
            object: sheet.id,
            unit: sheet.unit.clone(),
            state: FormState::begin(),
            faults: Faults::default(),
            items: items.collect(),
            item,
            filled: None,
            score: String::new(),
            not_applicable: false,
            mark_reason: String::new(),
            reason: String::new(),
            document: String::new(),
            sent: None,
        }
    }

    /// Draws it; true when it is done with.
    pub fn show(&mut self, ctx: &Context, cx: &mut Cx<'_>, sheet: &ObjectSheet) -> bool {
        if let Some(answer) = self.sent.as_ref().and_then(Submission::take) {
            self.sent = None;
            match answer {
                Ok(_) => return true,
                Err(OpFault::Input(faults)) => {
                    self.faults = faults;
                    self.state.save_failed();
                }
                Err(_) => {}
            }
        }
        self.fill_in(sheet);
        let title = format!("更正 {} 年度 {} 的得分", sheet.year, self.unit);
        let (mut save, mut close) = (false, false);
        modal::form(
            ctx,
            "更正",
            &title,
            600.0,
            |ui| self.fields(ui, sheet),
            |ui| {
                save = ui.add(button::primary("更正")).clicked();
                close = ui.add(button::quiet("取消")).clicked();
            },
        );
        save |= Shortcut::Save.pressed(ctx);
        close |= Shortcut::Back.pressed(ctx);
        if save && self.sent.is_none() {
            self.save(cx);
        }
        close
    }

    /// Puts the mark of a newly chosen item into the fields.
    fn fill_in(&mut self, sheet: &ObjectSheet) {
        if self.item == self.filled {
            return;
        }
        self.filled.clone_from(&self.item);
        let Some(line) = self.line(sheet) else { return };
        self.score = match line.mark {
            Some(Mark::Scored(points)) => points.to_string(),
            _ => String::new(),
        };
        self.not_applicable = line.mark == Some(Mark::NotApplicable);
        self.mark_reason.clone_from(&line.reason);
    }

    fn line<'a>(&self, sheet: &'a ObjectSheet) -> Option<&'a ItemLine> {
        let id = self.item.as_ref()?;
        sheet.parts.iter().flat_map(|part| &part.items).find(|line| line.id == *id)
    }

    fn fields(&mut self, ui: &mut Ui, sheet: &ObjectSheet) {
        let line = self.line(sheet);
        let points = line.map_or(Tenths::whole(100), |line| line.points);
        let now =
            line.and_then(|line| line.mark).map(|mark| format!("现在为 {mark}，满分 {points}")).unwrap_or_default();
        let ids: Vec<String> = self.items.iter().map(|(id, _)| id.clone()).collect();
        let items = &self.items;
        let word = |id: &String| items.iter().find(|(known, _)| known == id).map_or("", |(_, words)| words.as_str());
        let mut form = Form::new(&mut self.state, &self.faults);
        form.row(ui, Field::new("item", "项目").required(), |ui, slot| {
            choice(ui, slot, &mut self.item, &ids, word, "选择要更正的项目")
        });
        form.row(ui, Field::new("mark", "更正后得分").required().help(&now), |ui, slot: &Slot<'_>| {
            ui.horizontal(|ui| {
                let enabled = !self.not_applicable;
                let shown =
                    ui.add_enabled_ui(enabled, |ui| NumberField::score(&mut self.score, points.0).show(ui, slot));
                check(ui, &mut self.not_applicable, "不适用");
                shown.inner
            })
            .inner
        });
        let reason = Field::new("mark_reason", "扣分原因").help("扣分原因及依据，或不适用的原因，印在评分表上");
        form.row(ui, reason, |ui, slot| TextField::new(&mut self.mark_reason).rows(2).max(PROSE_MAX).show(ui, slot));
        form.row(ui, Field::new("reason", "更正原因").required(), |ui, slot| {
            TextField::new(&mut self.reason).rows(2).max(PROSE_MAX).show(ui, slot)
        });
        form.row(
            ui,
            Field::new("document", "文号").help("批准更正的文件，没有可以不填"),
            |ui, slot| TextField::new(&mut self.document).max(LINE_MAX).show(ui, slot),
        );
    }

    fn save(&mut self, cx: &mut Cx<'_>) {
        let mut faults = Faults::default();
        let mark = if self.not_applicable {
            Some(Mark::NotApplicable)
        } else {
            faults.take("mark", self.score.parse::<Tenths>()).map(Mark::Scored)
        };
        if self.item.is_none() {
            faults.add("item", "请选择要更正的项目");
        }
        if self.reason.trim().is_empty() {
            faults.add("reason", "请填写更正原因");
        }
        self.faults = faults;
        let (Some(item), Some(mark), true) = (self.item.clone(), mark, self.faults.is_empty()) else {
            self.state.save_failed();
            return;
        };
        let correct = CorrectScore {
            object: self.object,
            item,
            mark,
            mark_reason: self.mark_reason.trim().to_owned(),
            reason: self.reason.trim().to_owned(),
            document: self.document.trim().to_owned(),
        };
        self.sent = Some(cx.submit(Command::CorrectScore(correct)));
    }
}
