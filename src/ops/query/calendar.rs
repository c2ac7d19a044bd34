//! 工作日历: the days that a year's notice names, those that ship with the program and those entered over them.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::{
    domain::{
        holiday::{self, Holiday},
        workday::Calendar,
    },
    ops::{OpResult, Workspace},
};

/// A named day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayLine {
    pub holiday: Holiday,
    /// Entered here; otherwise it ships with the program.
    pub entered: bool,
    /// What ships with the program for the day, when something else was entered.
    pub shipped: Option<Holiday>,
}

/// A year as the settings show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarYear {
    pub year: i32,
    /// Every named day of the calendar year, by day.
    pub days: Vec<DayLine>,
    /// Whether the notice of the year is there.
    pub known: bool,
    /// The holidays whose own day is not off.
    pub missing: Vec<&'static str>,
    /// Working days of the year.
    pub workdays: u32,
    /// Which notices the days come from.
    pub documents: Vec<String>,
}

/// The named days of a calendar year.
pub fn year(ws: &Workspace, year: i32) -> OpResult<CalendarYear> {
    let mut days: BTreeMap<NaiveDate, DayLine> = BTreeMap::new();
    for holiday in holiday::shipped().iter().filter(|holiday| holiday.day.year() == year) {
        days.insert(holiday.day, DayLine { holiday: holiday.clone(), entered: false, shipped: None });
    }
    for holiday in ws.store.entered_holidays()?.into_iter().filter(|holiday| holiday.day.year() == year) {
        let shipped = days.remove(&holiday.day).map(|line| line.holiday);
        days.insert(holiday.day, DayLine { holiday, entered: true, shipped });
    }
    let calendar = ws.store.calendar()?;
    let missing = calendar.missing(year);
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
    let all = first.iter_days().take_while(|day| day.year() == year);
    let workdays = all.filter(|day| calendar.is_workday(*day)).count() as u32;
    let mut documents: Vec<String> = Vec::new();
    for document in days.values().map(|line| &line.holiday.document).filter(|document| !document.is_empty()) {
        if !documents.contains(document) {
            documents.push(document.clone());
        }
    }
    let known = calendar.knows(year);
    Ok(CalendarYear { year, days: days.into_values().collect(), known, missing, workdays, documents })
}

/// The working days as this workspace knows them.
pub fn workdays(ws: &Workspace) -> OpResult<Calendar> {
    Ok(ws.store.calendar()?)
}
