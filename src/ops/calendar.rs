//! 工作日历: the days of holidays and of work that a district enters over those that ship with the program.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{OpFault, OpResult, Tx};
use crate::domain::{
    date::{self, chinese},
    fault::Faults,
    holiday::{self, Holiday},
    holiday_notice,
    id::HolidayId,
    text,
};

/// Most days one entry may span.
const DAYS_MAX: i64 = 31;

/// A day, or the days from one to another, off or worked on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetHoliday {
    pub from: NaiveDate,
    /// The last day; nothing: one day.
    #[serde(default)]
    pub to: Option<NaiveDate>,
    /// 上班; otherwise 放假.
    pub worked: bool,
    /// 「春节」.
    #[serde(default)]
    pub name: String,
    /// 文号 of the notice.
    #[serde(default)]
    pub document: String,
}

/// Back to what ships with the program, or to the plain weekday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClearHoliday {
    pub from: NaiveDate,
    #[serde(default)]
    pub to: Option<NaiveDate>,
}

/// The pasted notice of a year; takes the place of what was entered for that year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportHolidays {
    pub year: i32,
    /// 文号.
    #[serde(default)]
    pub document: String,
    pub text: String,
}

pub(super) fn set(tx: &mut Tx<'_>, args: SetHoliday) -> OpResult<String> {
    let mut faults = Faults::default();
    let span = faults.take("to", span(args.from, args.to));
    let name = faults.take("name", text::line("节日名称", &args.name, text::NAME_MAX));
    let document = faults.take("document", text::line("依据文件", &args.document, text::LINE_MAX));
    let (Some(span), Some(name), Some(document)) = (span, name, document) else { return Err(faults.into()) };
    let (first, last) = (*span.start(), *span.end());
    for day in first.iter_days().take_while(|day| *day <= last) {
        let id = HolidayId(tx.make());
        let holiday =
            Holiday { day, worked: args.worked, name: name.clone(), document: document.clone(), year: day.year() };
        tx.store.put_holiday(id, &holiday)?;
    }
    let state = if args.worked { "上班" } else { "放假" };
    Ok(format!("工作日历：{}{state}", words(&span)))
}

pub(super) fn clear(tx: &mut Tx<'_>, args: ClearHoliday) -> OpResult<String> {
    let span = span(args.from, args.to).map_err(|fault| OpFault::field("to", fault))?;
    if tx.store.clear_holidays(*span.start(), *span.end())? == 0 {
        return Err(OpFault::field("from", format!("{}没有录入过的安排，不需要清除", words(&span))));
    }
    Ok(format!("工作日历：清除{}的录入", words(&span)))
}

pub(super) fn import(tx: &mut Tx<'_>, args: ImportHolidays) -> OpResult<String> {
    let mut faults = Faults::default();
    let year = faults.take("year", check_year(args.year));
    let document = faults.take("document", text::line("文号", &args.document, text::LINE_MAX));
    let (Some(year), Some(document)) = (year, document) else { return Err(faults.into()) };
    let days = holiday_notice::read(&args.text, year, &document)?;
    tx.store.clear_holidays_of(year)?;
    for holiday in &days {
        let id = HolidayId(tx.make());
        tx.store.put_holiday(id, holiday)?;
    }
    let missing = tx.store.calendar()?.missing(year);
    if !missing.is_empty() {
        tx.warn(format!("{year}年还没有录入{}，这一年仍按安排不全对待", missing.join("、")));
    }
    let off = days.iter().filter(|day| !day.worked).count();
    Ok(format!("录入{year}年放假安排：放假 {off} 天，调休上班 {} 天", days.len() - off))
}

/// The days an entry speaks of.
fn span(from: NaiveDate, to: Option<NaiveDate>) -> Result<RangeInclusive<NaiveDate>, String> {
    let check = |day| date::check(day).map_err(|fault| fault.to_string());
    let (first, last) = (check(from)?, to.map_or(Ok(from), check)?);
    check_year(first.year())?;
    check_year(last.year())?;
    match (last - first).num_days() {
        ..0 => Err("结束日期早于开始日期，请核对".into()),
        0..DAYS_MAX => Ok(first..=last),
        _ => Err(format!("一次最多录入 {DAYS_MAX} 天，请分几次录入")),
    }
}

fn check_year(year: i32) -> Result<i32, String> {
    let (first, last) = (holiday::YEARS.start() - 1, *holiday::YEARS.end());
    if (first..=last).contains(&year) {
        Ok(year)
    } else {
        Err(format!("年份应在 {first}—{last} 年之间，请核对"))
    }
}

fn words(span: &RangeInclusive<NaiveDate>) -> String {
    if span.start() == span.end() {
        chinese(*span.start())
    } else {
        format!("{}至{}", chinese(*span.start()), chinese(*span.end()))
    }
}
