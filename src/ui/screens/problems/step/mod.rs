//! 办理: one form in the drawer for each act, with exactly the fields the act needs.

mod act;
mod fields;
mod ladder;
mod words;

use chrono::NaiveDate;
use egui::{RichText, Ui};

pub use act::{Own, area_words};
pub use words::ActWords;

use self::ladder::Ladder;
use super::people::PeoplePick;
use crate::{
    domain::{
        date,
        fault::Faults,
        id::{ProblemId, UnitId},
        problem::{
            act::ActKind,
            step::{Act, State, Step},
        },
        text::{LINE_MAX, PROSE_MAX},
        time,
    },
    ops::{Command, problem::TakeStep, query::problem::ProblemDetail},
    session::Loaded,
    ui::{
        cx::Cx,
        screens::{
            entry::{Entry, date_row, fact},
            patrols::files::Incoming,
        },
        theme,
        widgets::{
            form::{Field, Form},
            text_field::TextField,
        },
    },
};

/// A step that is being written.
pub struct StepForm {
    about: Box<ProblemDetail>,
    kind: ActKind,
    on: String,
    at: String,
    by: PeoplePick,
    own: Own,
    text: String,
    document: String,
    files: Incoming,
    ladder: Ladder,
    /// Departments to suggest for a transfer on a day.
    suggested: Loaded<(ProblemId, NaiveDate), Vec<(UnitId, String)>>,
}

impl StepForm {
    pub fn new(kind: ActKind, detail: &ProblemDetail, today: NaiveDate) -> Self {
        Self {
            kind,
            on: date::chinese(today),
            at: String::new(),
            by: PeoplePick::default(),
            own: Own::of(kind),
            text: String::new(),
            document: String::new(),
            files: Incoming::default(),
            ladder: Ladder::default(),
            suggested: Loaded::default(),
            about: Box::new(detail.clone()),
        }
    }

    /// Reports before anybody dissuaded (R067): the workspace wants to know why.
    fn skips_dissuasion(&self) -> bool {
        self.kind == ActKind::Report && self.about.line.state == State::Found
    }

    fn day(&self, today: NaiveDate) -> NaiveDate {
        date::parse(&self.on, today).unwrap_or(today)
    }

    fn when_and_who(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        let today = cx.office.today;
        date_row(ui, form, Field::new("on", "办理日期"), &mut self.on, today);
        form.row(ui, Field::new("at", "时间").width(120.0), |ui, slot| {
            TextField::new(&mut self.at).hint("9:30 或 930").show(ui, slot)
        });
        let problem = &self.about.line.problem;
        let place = (Some(problem.grid), problem.group, self.day(today));
        self.by.default_to_signed_in(cx);
        let field = Field::new("by", "经办人").help(self.kind.by_help());
        let field = if self.kind.needs_person() { field.required() } else { field };
        form.row(ui, field, |ui, slot| self.by.show(ui, slot, cx, place));
    }

    fn words_and_files(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        let asked = self.kind.asked();
        let skips = self.skips_dissuasion();
        let mut field = Field::new("text", if skips { "没有劝阻的原因" } else { asked.label });
        if skips || self.kind.needs_text() {
            field = field.required();
        }
        form.row(ui, field, |ui, slot| {
            TextField::new(&mut self.text).hint(asked.hint).rows(3).max(PROSE_MAX).show(ui, slot)
        });
        if let Some((label, hint)) = self.own.document(self.kind) {
            form.row(ui, Field::new("document", label), |ui, slot| {
                TextField::new(&mut self.document).hint(hint).max(LINE_MAX).show(ui, slot)
            });
        }
        let help = self.own.files_help(self.kind);
        form.row(ui, Field::new("files", "证据材料").help(help), |ui, slot| self.files.show(ui, slot, cx));
    }

    /// The problem it is about, so that the form is never filled for another one.
    fn head(&self, ui: &mut Ui) {
        let line = &self.about.line;
        fact(ui, "问题", &format!("{} {}", line.number, super::words::what(line)));
        fact(ui, "地点", &super::words::place(line));
        ui.label(RichText::new(self.kind.effect()).small().color(theme::palette(ui).quiet));
        ui.add_space(4.0);
    }

    fn act(&self, faults: &mut Faults, today: NaiveDate) -> Option<Act> {
        self.own.act(self.kind, &self.about, self.ladder.target(), faults, today)
    }
}

impl Entry for StepForm {
    fn title(&self) -> String {
        self.kind.label().to_owned()
    }

    fn verb(&self) -> &'static str {
        self.kind.verb()
    }

    fn begins_at(&self) -> Option<&'static str> {
        Some(if self.kind == ActKind::Report { "by" } else { self.own.first_field().unwrap_or("text") })
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        self.head(ui);
        // Who reports decides which level is the next one up.
        if self.kind == ActKind::Report {
            self.when_and_who(ui, form, cx);
            self.own_fields(ui, form, cx);
        } else {
            self.own_fields(ui, form, cx);
            self.when_and_who(ui, form, cx);
        }
        self.words_and_files(ui, form, cx);
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let act = self.act(&mut faults, today);
        let on = faults.take("on", date::parse(&self.on, today));
        let at = if self.at.trim().is_empty() { None } else { faults.take("at", time::parse(&self.at)) };
        if self.kind.needs_person() && self.by.chosen.is_empty() {
            faults.add("by", "请选择经办人");
        }
        let asked = self.kind.asked();
        if self.kind.needs_text() && self.text.trim().is_empty() {
            faults.add("text", format!("请填写{}", asked.label));
        } else if self.skips_dissuasion() && self.text.trim().is_empty() {
            faults.add("text", "还没有劝阻，请写明原因，例如现场无人；已经劝阻的请先登记劝阻");
        }
        if let Some(fault) = self.files.fault() {
            faults.add("files", fault);
        }
        let (Some(act), Some(on), true) = (act, on, faults.is_empty()) else { return Err(faults) };
        let step = Step {
            on,
            at,
            by: self.by.ids(),
            act,
            text: self.text.trim().to_owned(),
            document: self.document.trim().to_owned(),
        };
        Ok(Command::TakeStep(TakeStep { id: self.about.line.id, step, files: self.files.kept().to_vec() }))
    }
}
