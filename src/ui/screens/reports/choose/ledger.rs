//! What 巡查台账 is of: days and a grid, beside whatever the patrol page has filtered by.

use chrono::{Datelike as _, NaiveDate};
use egui::Ui;

use super::{FIELD, labelled, place::PlaceChoice, remark};
use crate::{
    domain::{date, grid::Level},
    ops::query::patrol::PatrolQuery,
    ui::{
        cx::Cx,
        widgets::{date_field::DateField, form::Slot},
    },
};

#[derive(Default)]
pub struct LedgerChoice {
    filter: PatrolQuery,
    from: String,
    to: String,
    place: PlaceChoice,
    began: bool,
}

impl LedgerChoice {
    pub fn invalidate(&mut self) {
        self.place.invalidate();
    }

    /// Takes over the filter of the patrol page.
    pub fn take(&mut self, filter: PatrolQuery) {
        self.from = filter.from.map(date::chinese).unwrap_or_default();
        self.to = filter.to.map(date::chinese).unwrap_or_default();
        self.place.want(filter.grid);
        (self.filter, self.began) = (filter, true);
    }

    /// This month at first.
    pub fn begin(&mut self, today: NaiveDate) {
        if std::mem::replace(&mut self.began, true) {
            return;
        }
        (self.filter.from, self.filter.to) = (today.with_day(1), Some(today));
        self.from = self.filter.from.map(date::chinese).unwrap_or_default();
        self.to = date::chinese(today);
    }

    /// # Errors
    /// What to say while the grid's name is still being read.
    pub fn filter(&self) -> Result<PatrolQuery, &'static str> {
        let grid = self.place.among(&Level::ALL)?.map(|(grid, _)| grid);
        Ok(PatrolQuery { grid, ..self.filter.clone() })
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let filter = &mut self.filter;
        let days = [("开始日期", &mut self.from, &mut filter.from), ("结束日期", &mut self.to, &mut filter.to)];
        days_between(ui, cx.office.today, days);
        self.place.show(ui, cx, "网格", &Level::ALL, "全区；输入名称或首字母");
        let extra = [
            self.filter.kind.map(|kind| kind.label().to_owned()),
            self.filter.finding.map(|finding| finding.label().to_owned()),
            self.filter.person.map(|_| "指定巡查人".to_owned()),
            (!self.filter.text.is_empty()).then(|| format!("含「{}」", self.filter.text)),
        ];
        let extra: Vec<String> = extra.into_iter().flatten().collect();
        if !extra.is_empty() {
            remark(ui, &format!("另按：{}", extra.join("、")));
        }
    }
}

/// The first and the last day of a ledger as they are typed; an empty one leaves that end open.
pub fn days_between(ui: &mut Ui, today: NaiveDate, fields: [(&str, &mut String, &mut Option<NaiveDate>); 2]) {
    for (label, text, day) in fields {
        let slot = Slot::alone("ledger_day", label, FIELD);
        let shown = labelled(ui, label, |ui| DateField::new(text, today).show(ui, &slot));
        if !shown.response.has_focus() {
            match date::parse(text, today) {
                Ok(typed) => *day = Some(typed),
                Err(_) if text.trim().is_empty() => *day = None,
                Err(fault) => remark(ui, &fault.to_string()),
            }
        }
    }
}
