//! The year of a sheet, and the assessed unit where it is of one.

use chrono::Datelike as _;
use egui::Ui;

use super::{FIELD, labelled};
use crate::{
    domain::{id::ObjectId, plan::plan},
    ops::{
        OpResult,
        query::{self, assess::YearOverview},
    },
    session::Loaded,
    ui::{
        cx::Cx,
        widgets::{choice::choice, form::Slot},
    },
};

#[derive(Default)]
pub struct YearChoice {
    pub year: Option<i32>,
    pub object: Option<ObjectId>,
    overview: Loaded<i32, OpResult<Option<YearOverview>>>,
}

impl YearChoice {
    pub fn invalidate(&mut self) {
        self.overview.invalidate();
    }

    /// The year with an assessment in it.
    ///
    /// # Errors
    /// What to say while there is none.
    pub fn opened(&self, cx: &Cx<'_>) -> Result<i32, &'static str> {
        match self.overview.shown() {
            Some(Ok(Some(_))) => Ok(self.year.unwrap_or(cx.year)),
            Some(Ok(None)) => Err("这个年度还没有开展考核，请在上面选择别的年度"),
            _ => Err("正在载入…"),
        }
    }

    /// Asks for any year from the plan's first one on.
    pub fn any(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let years: Vec<i32> = (plan().issued.year() + 1..=cx.office.today.year() + 1).rev().collect();
        let known = |year: &i32| years.contains(year);
        self.year = self.year.or(Some(cx.year)).filter(known).or(years.first().copied());
        choose(ui, &mut self.year, &years);
    }

    /// Asks for the year, and with `of_one` for the unit.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, of_one: bool) {
        let mut years = cx.office.years.clone();
        years.extend(years.is_empty().then_some(cx.year));
        let mut year =
            Some(self.year.unwrap_or(cx.year)).filter(|year| years.contains(year)).or(years.first().copied());
        if choose(ui, &mut year, &years) {
            self.object = None;
        }
        self.year = year;
        let Some(year) = year else { return };
        let read = cx.load(&mut self.overview, year, query::assess::overview);
        let Some(Ok(Some(overview))) = read else {
            if of_one && matches!(read, Some(Ok(None))) {
                self.object = None;
            }
            return;
        };
        let objects: Vec<_> = overview.objects.iter().filter(|line| line.included).collect();
        let of_year = overview.objects.iter().any(|line| Some(line.id) == self.object);
        if overview.year == year && self.object.is_none() {
            self.object = objects.first().map(|line| line.id);
        } else if overview.year == year && !of_year {
            self.find_year(cx);
            return;
        }
        if !of_one {
            return;
        }
        let ids: Vec<ObjectId> = objects.iter().map(|line| line.id).collect();
        let word = |id: &ObjectId| objects.iter().find(|line| line.id == *id).map_or("", |line| line.name.as_str());
        let slot = Slot::alone("sheet_object", "考核对象", FIELD);
        labelled(ui, "考核对象", |ui| choice(ui, &slot, &mut self.object, &ids, word, "选择单位"));
    }

    /// The object belongs to another year: looks through the years one after the other.
    fn find_year(&mut self, cx: &Cx<'_>) {
        let years = &cx.office.years;
        let at = years.iter().position(|year| Some(*year) == self.year);
        match at.and_then(|at| years.get(at + 1)).or(years.first()) {
            Some(next) if Some(*next) != self.year => self.year = Some(*next),
            _ => self.object = None,
        }
    }
}

/// The field; answers whether another year was chosen.
fn choose(ui: &mut Ui, year: &mut Option<i32>, years: &[i32]) -> bool {
    let words: Vec<String> = years.iter().map(|year| format!("{year} 年度")).collect();
    let word = |year: &i32| years.iter().position(|known| known == year).map_or("", |at| words[at].as_str());
    let slot = Slot::alone("sheet_year", "年度", FIELD);
    labelled(ui, "年度", |ui| choice(ui, &slot, year, years, word, "选择年度")).changed()
}
