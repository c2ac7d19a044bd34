//! The month of a sheet of monthly reports, and the place it is of.

use egui::Ui;

use super::{FIELD, labelled, place::PlaceChoice};
use crate::{
    domain::{grid::Level, id::GridId, month::Month, monthly_report::first_month},
    ui::{
        cx::Cx,
        widgets::{choice::choice, form::Slot},
    },
};

const LEVELS: [Level; 3] = [Level::District, Level::Town, Level::Village];

#[derive(Default)]
pub struct MonthlyChoice {
    pub month: Option<Month>,
    pub place: PlaceChoice,
}

impl MonthlyChoice {
    pub fn invalidate(&mut self) {
        self.place.invalidate();
    }

    pub fn take(&mut self, grid: Option<GridId>, month: Option<Month>) {
        self.place.want(grid);
        self.month = month.or(self.month);
    }

    /// Asks for the month, with `monthly`, and the place.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, monthly: bool) {
        if monthly {
            let last = Month::of(cx.office.today);
            self.month = self.month.or(Some(Month::of(cx.as_of).previous()));
            let months: Vec<Month> = std::iter::successors(Some(last), |month| {
                Some(month.previous()).filter(|month| *month >= first_month())
            })
            .collect();
            let words: Vec<String> = months.iter().map(|month| month.chinese()).collect();
            let word =
                |month: &Month| months.iter().position(|known| known == month).map_or("", |at| words[at].as_str());
            let slot = Slot::alone("sheet_month", "月份", FIELD);
            labelled(ui, "月份", |ui| choice(ui, &slot, &mut self.month, &months, word, "选择月份"));
        }
        self.place.show(ui, cx, "网格", &LEVELS, "全区；输入镇、村名称");
    }

    /// # Errors
    /// What is missing.
    pub fn asked(&self, cx: &Cx<'_>) -> Result<(Option<GridId>, Month), &'static str> {
        let grid = self.place.among(&LEVELS)?.map(|(grid, _)| grid);
        Ok((grid, self.month.unwrap_or(Month::of(cx.as_of).previous())))
    }
}
