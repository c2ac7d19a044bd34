//! What 数据口径对照表 is of: a period, and the day whose units it is told by.

use chrono::{Datelike as _, NaiveDate};
use egui::Ui;

use super::{FIELD, labelled, remark};
use crate::{
    domain::{bridge::BridgeQuery, date, grid::Level},
    ui::{
        cx::Cx,
        widgets::{choice::segments, date_field::DateField, form::Slot},
    },
};

const LEVELS: [Level; 2] = [Level::Town, Level::Village];

pub struct BridgeChoice {
    from: String,
    to: String,
    units_as_of: String,
    level: Level,
}

impl Default for BridgeChoice {
    fn default() -> Self {
        Self { from: String::new(), to: String::new(), units_as_of: String::new(), level: Level::Village }
    }
}

impl BridgeChoice {
    pub fn take(&mut self, asked: &BridgeQuery) {
        (self.from, self.to) = (date::chinese(asked.from), date::chinese(asked.to));
        (self.units_as_of, self.level) = (date::chinese(asked.units_as_of), asked.level);
    }

    /// This year up to today, by the units of today.
    pub fn begin(&mut self, today: NaiveDate) {
        if self.from.is_empty() && self.to.is_empty() {
            let first = NaiveDate::from_ymd_opt(today.year(), 1, 1).unwrap_or(today);
            self.take(&BridgeQuery { from: first, to: today, units_as_of: today, level: self.level });
        }
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        for (label, text) in
            [("开始日期", &mut self.from), ("结束日期", &mut self.to), ("按哪一天的单位", &mut self.units_as_of)]
        {
            let slot = Slot::alone("bridge_day", label, FIELD);
            labelled(ui, label, |ui| DateField::new(text, cx.office.today).show(ui, &slot));
        }
        labelled(ui, "统计到", |ui| segments(ui, &mut self.level, &LEVELS, |level| level.label()));
        remark(ui, "区划调整前后的数据按同一天的单位统计，来源逐项列明");
    }

    /// # Errors
    /// What is missing.
    pub fn query(&self, cx: &Cx<'_>) -> Result<BridgeQuery, &'static str> {
        let day = |text: &str| date::parse(text, cx.office.today);
        match (day(&self.from), day(&self.to), day(&self.units_as_of)) {
            (Ok(from), Ok(to), _) if to < from => Err("结束日期早于开始日期，请在上面核对"),
            (Ok(from), Ok(to), Ok(units_as_of)) => Ok(BridgeQuery { from, to, units_as_of, level: self.level }),
            _ => Err("请在上面核对三个日期"),
        }
    }
}
