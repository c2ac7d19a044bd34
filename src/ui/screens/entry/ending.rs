//! Ending something on a day: closing a post, 免职, the end of a duty, 包联 or pairing.

use chrono::NaiveDate;
use egui::{Label, Ui};

use super::{Entry, date_row};
use crate::{
    domain::{date, fault::Faults},
    ops::Command,
    ui::{
        cx::Cx,
        widgets::form::{Field, Form},
    },
};

/// What the day makes.
type Make = Box<dyn Fn(NaiveDate) -> Command>;

/// A form that asks for the first day on which something no longer holds.
pub struct Ending {
    title: String,
    /// What will be so from that day on.
    text: String,
    verb: &'static str,
    label: &'static str,
    help: &'static str,
    on: String,
    make: Make,
}

impl Ending {
    pub fn new(title: impl Into<String>, verb: &'static str, make: impl Fn(NaiveDate) -> Command + 'static) -> Self {
        Self {
            title: title.into(),
            text: String::new(),
            verb,
            label: "结束日期",
            help: "自该日起不再有效",
            on: String::new(),
            make: Box::new(make),
        }
    }

    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }

    /// How the day is called, and what it means.
    pub fn day(mut self, label: &'static str, help: &'static str) -> Self {
        (self.label, self.help) = (label, help);
        self
    }

    pub fn starting(mut self, today: NaiveDate) -> Self {
        self.on = date::chinese(today);
        self
    }
}

impl Entry for Ending {
    fn title(&self) -> String {
        self.title.clone()
    }

    fn verb(&self) -> &'static str {
        self.verb
    }

    fn takes_away(&self) -> bool {
        true
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        if !self.text.is_empty() {
            ui.add(Label::new(&self.text).wrap());
            ui.add_space(4.0);
        }
        let field = Field::new("on", self.label).help(self.help);
        date_row(ui, form, field, &mut self.on, cx.office.today);
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        let on = date::parse(&self.on, today).map_err(|fault| Faults::one("on", fault.to_string()))?;
        Ok((self.make)(on))
    }
}
