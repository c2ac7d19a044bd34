//! 办理时限: how long each stage of a problem may take, from when on; all of it suggestion and reminder.

use chrono::NaiveDate;
use egui::{Grid, Label, RichText, Ui};

use crate::{
    domain::{
        date::{self, chinese},
        desk::Right,
        fault::Faults,
        problem::limit::Stage,
        workday::DayUnit,
    },
    ops::{
        Command, OpResult,
        problem::SetStepLimit,
        query::problem::limits::{LimitLine, limits, span_words},
    },
    session::Loaded,
    ui::{
        cx::Cx,
        icon::Icon,
        screens::entry::{Entry, EntryDrawer, date_row, fact},
        theme::{self, Tone},
        widgets::{
            button, chip,
            choice::choice_of,
            form::{Field, Form},
            page::{card, section},
            text_field::TextField,
        },
    },
};

#[derive(Default)]
pub struct StepLimits {
    loaded: Loaded<(), OpResult<Vec<LimitLine>>>,
    drawer: EntryDrawer,
}

impl StepLimits {
    pub fn invalidate(&mut self) {
        self.loaded.invalidate();
    }

    pub fn has_unsaved(&self) -> bool {
        self.drawer.has_unsaved()
    }

    pub fn discard(&mut self) {
        self.drawer.discard();
    }

    /// The form beside the page; call it before the page scrolls.
    pub fn drawer(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.drawer.show(ui, cx, "办理时限表单");
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let refusal = cx.office.refusal(Right::Manage);
        let Some(Ok(lines)) = cx.load(&mut self.loaded, (), |ws, ()| limits(ws)) else { return };
        let mut wanted = None;
        card(ui, |ui| {
            ui.set_width(ui.available_width());
            section(ui, "办理时限");
            let words = "只用于提醒和统计，不自动扣分；改动后新开始的环节按新的时限，已经开始的不变。";
            ui.add(Label::new(RichText::new(words).small().color(theme::palette(ui).quiet)).wrap());
            ui.add_space(4.0);
            Grid::new("办理时限").num_columns(4).spacing([24.0, 8.0]).show(ui, |ui| {
                for line in lines {
                    ui.push_id(line.stage, |ui| ui.label(RichText::new(line.stage.label()).strong()));
                    ui.label(line.words());
                    ui.horizontal(|ui| {
                        let (tone, word) = match line.since {
                            Some(since) => (Tone::Good, format!("本单位设置，{}起", chinese(since))),
                            None => (Tone::Neutral, "建议值，非文件规定".to_owned()),
                        };
                        chip::chip(ui, tone, &word);
                    });
                    let name = format!("设置{}时限…", line.stage.label());
                    if ui.add(button::bare(&name).icon(Icon::Edit).refused(refusal.as_deref())).clicked() {
                        wanted = Some(LimitForm::new(line, cx.office.today));
                    }
                    ui.end_row();
                }
            });
        });
        if let Some(form) = wanted {
            self.drawer.begin(Box::new(form));
        }
    }
}

struct LimitForm {
    stage: Stage,
    basis: String,
    set: Vec<String>,
    days: String,
    unit: DayUnit,
    from: String,
}

impl LimitForm {
    fn new(line: &LimitLine, today: NaiveDate) -> Self {
        let said = |limit: &crate::domain::problem::limit::StepLimit| {
            format!("{}起：{}", chinese(limit.from), span_words(limit.span))
        };
        Self {
            stage: line.stage,
            basis: line.basis.clone(),
            set: line.set.iter().map(said).collect(),
            days: line.span.map(|span| span.days.to_string()).unwrap_or_default(),
            unit: line.span.map_or(DayUnit::Working, |span| span.unit),
            from: chinese(today),
        }
    }
}

impl Entry for LimitForm {
    fn title(&self) -> String {
        format!("{}时限", self.stage.label())
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        fact(ui, "现在的依据", &self.basis);
        for set in &self.set {
            fact(ui, "已有的设置", set);
        }
        ui.add_space(4.0);
        form.row(ui, Field::new("days", "天数").help("0 为当日；留空为不设时限"), |ui, slot| {
            TextField::new(&mut self.days).max(3).show(ui, slot)
        });
        form.row(ui, Field::new("day_unit", "计算方式"), |ui, slot| {
            choice_of(ui, slot, &mut self.unit, DayUnit::ALL, |unit| unit.label())
        });
        date_row(ui, form, Field::new("from", "从哪天起"), &mut self.from, cx.office.today);
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let days = match self.days.trim() {
            "" => Some(None),
            typed => faults.take("days", typed.parse().map(Some).map_err(|_| "请填写天数，或留空")),
        };
        let from = faults.take("from", date::parse(&self.from, today));
        let (Some(days), Some(from)) = (days, from) else { return Err(faults) };
        Ok(Command::SetStepLimit(SetStepLimit { stage: self.stage, days, day_unit: self.unit, from }))
    }
}
