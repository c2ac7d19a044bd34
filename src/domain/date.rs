//! Dates as the office writes them, and periods during which a fact is in force.

use std::fmt;

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::text;

/// Why a typed date was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateFault {
    Empty,
    NotADate(String),
    NoSuchDay(String),
    OutOfRange(i32),
}

impl fmt::Display for DateFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("请填写日期，例如 2026-3-5 或 3.5"),
            Self::NotADate(text) => write!(f, "「{text}」不是日期，请按 2026-3-5、20260305、3.5、今天 或 昨天 填写"),
            Self::NoSuchDay(text) => write!(f, "「{text}」这一天不存在，请核对月和日"),
            Self::OutOfRange(year) => write!(f, "年份 {year} 超出范围，请填写 1949 至 2100 年之间的日期"),
        }
    }
}

impl std::error::Error for DateFault {}

/// Reads 2026-3-5, 2026/3/5, 2026.3.5, 2026年3月5日, 20260305, 3.5, 3-5, 3月5日, 今天, 昨天, 前天, 明天.
/// Full-width digits and blanks are accepted; without a year the year of `today` is meant.
pub fn parse(text: &str, today: NaiveDate) -> Result<NaiveDate, DateFault> {
    let shown = text.trim().to_owned();
    let plain: String = shown.chars().filter(|c| !c.is_whitespace()).map(text::half_width).collect();
    let days_back = match plain.as_str() {
        "" => return Err(DateFault::Empty),
        "今天" | "今日" => Some(0),
        "昨天" | "昨日" => Some(1),
        "前天" => Some(2),
        _ => None,
    };
    if let Some(days) = days_back {
        return Ok(today - Days::new(days));
    }
    if plain == "明天" {
        return Ok(today + Days::new(1));
    }
    let bad = || DateFault::NotADate(shown.clone());
    if plain.len() == 8 && plain.bytes().all(|b| b.is_ascii_digit()) {
        return day_of(&shown, &plain[..4], &plain[4..6], &plain[6..]);
    }
    let unified = plain.strip_suffix(['日', '号']).unwrap_or(&plain).replace(['年', '月', '/', '.', '。'], "-");
    let parts: Vec<&str> = unified.split('-').collect();
    match parts.as_slice() {
        [month, day] => day_of(&shown, &today.year().to_string(), month, day),
        [year, month, day] if year.len() == 4 => day_of(&shown, year, month, day),
        _ => Err(bad()),
    }
}

fn day_of(shown: &str, year: &str, month: &str, day: &str) -> Result<NaiveDate, DateFault> {
    let number = |part: &str| {
        let fits = (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| part.parse::<u32>().ok()).flatten().ok_or_else(|| DateFault::NotADate(shown.to_owned()))
    };
    let (year, month, day) = (number(year)? as i32, number(month)?, number(day)?);
    if !(1949..=2100).contains(&year) {
        return Err(DateFault::OutOfRange(year));
    }
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| DateFault::NoSuchDay(shown.to_owned()))
}

/// A day that business can be about; commands from files and scripts can hold any.
pub fn check(date: NaiveDate) -> Result<NaiveDate, DateFault> {
    if (1949..=2100).contains(&date.year()) { Ok(date) } else { Err(DateFault::OutOfRange(date.year())) }
}

/// 2026年3月5日: full year, no leading zeros (GB/T 9704).
pub fn chinese(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// When a fact is in force: from a day on, until the first day it no longer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    pub from: NaiveDate,
    /// The first day no longer in force; `None` while it lasts.
    pub until: Option<NaiveDate>,
}

impl Period {
    pub fn since(from: NaiveDate) -> Self {
        Self { from, until: None }
    }

    /// Whether some of it lies on `day` or later.
    pub fn reaches(&self, day: NaiveDate) -> bool {
        self.until.is_none_or(|until| day < until)
    }

    /// The days that lie in both.
    pub fn common(&self, other: &Self) -> Option<Self> {
        let until = match (self.until, other.until) {
            (Some(own), Some(others)) => Some(own.min(others)),
            (own, others) => own.or(others),
        };
        let both = Self { from: self.from.max(other.from), until };
        self.overlaps(other).then_some(both)
    }

    pub fn contains(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }

    pub fn overlaps(&self, other: &Self) -> bool {
        other.until.is_none_or(|until| self.from < until) && self.until.is_none_or(|until| other.from < until)
    }

    /// Whether every day of `inner` lies in this period.
    pub fn covers(&self, inner: &Self) -> bool {
        self.from <= inner.from
            && match (self.until, inner.until) {
                (None, _) => true,
                (Some(_), None) => false,
                (Some(own), Some(other)) => other <= own,
            }
    }

    /// The last day in force, as people write it.
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.until.map(|until| until - Days::new(1))
    }

    /// 「2024年1月1日起」 or 「2024年1月1日至2025年3月4日」.
    pub fn chinese(&self) -> String {
        match self.last_day() {
            None => format!("{}起", chinese(self.from)),
            Some(last) => format!("{}至{}", chinese(self.from), chinese(last)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn reads_every_way_of_writing_a_day() {
        let today = day(2026, 3, 7);
        for text in [
            "2026-3-5",
            "2026-03-05",
            "20260305",
            "3.5",
            "3-5",
            "3月5日",
            "2026年3月5日",
            "２０２６／３／５",
            " 2026. 3. 5 ",
        ] {
            assert_eq!(parse(text, today), Ok(day(2026, 3, 5)), "{text}");
        }
        assert_eq!(parse("今天", today), Ok(today));
        assert_eq!(parse("昨天", today), Ok(day(2026, 3, 6)));
    }

    #[test]
    fn refuses_with_the_reason() {
        let today = day(2026, 3, 7);
        assert_eq!(parse("", today), Err(DateFault::Empty));
        assert_eq!(parse("2026-2-30", today), Err(DateFault::NoSuchDay("2026-2-30".into())));
        assert_eq!(parse("2026-13-1", today), Err(DateFault::NoSuchDay("2026-13-1".into())));
        assert_eq!(parse("3026-1-1", today), Err(DateFault::OutOfRange(3026)));
        for text in ["abc", "2026", "26-3-5", "2026-3-", "3.5.", "2026-3-5x", "-", "+3.5"] {
            assert!(matches!(parse(text, today), Err(DateFault::NotADate(_))), "{text}");
        }
    }

    #[test]
    fn the_successor_starts_on_the_day_the_predecessor_ends() {
        let old = Period { from: day(2024, 1, 1), until: Some(day(2025, 3, 5)) };
        let new = Period::since(day(2025, 3, 5));
        assert!(old.contains(day(2025, 3, 4)) && !old.contains(day(2025, 3, 5)));
        assert!(new.contains(day(2025, 3, 5)));
        assert!(!old.overlaps(&new) && !new.overlaps(&old));
        assert_eq!(old.chinese(), "2024年1月1日至2025年3月4日");
        assert!(Period::since(day(2023, 1, 1)).covers(&old) && !old.covers(&new));
        assert!(old.reaches(day(2025, 3, 4)) && !old.reaches(day(2025, 3, 5)) && new.reaches(day(2099, 1, 1)));
        assert_eq!(
            old.common(&Period::since(day(2024, 6, 1))),
            Some(Period { from: day(2024, 6, 1), until: old.until })
        );
        assert_eq!(old.common(&new), None);
    }
}
