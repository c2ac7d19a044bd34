//! A month of a year, 「2026年3月」.

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::date::Period;

/// Held by its first day. In JSON 「2026-03」.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(NaiveDate);

impl Month {
    /// The month that a day lies in.
    pub fn of(day: NaiveDate) -> Self {
        Self(day.with_day(1).unwrap_or(day))
    }

    pub fn new(year: i32, month: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, 1).map(Self)
    }

    /// Reads 「2026-03」, 「2026-3」 and 「2026年3月」.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = text.trim().strip_suffix('月').unwrap_or(text.trim());
        let (year, month) = plain.split_once(['-', '年', '.', '/'])?;
        Self::new(year.trim().parse().ok()?, month.trim().parse().ok()?)
    }

    pub fn first(self) -> NaiveDate {
        self.0
    }

    pub fn last(self) -> NaiveDate {
        self.next().0 - Days::new(1)
    }

    pub fn year(self) -> i32 {
        self.0.year()
    }

    pub fn number(self) -> u32 {
        self.0.month()
    }

    pub fn next(self) -> Self {
        Self(self.0 + Months::new(1))
    }

    pub fn previous(self) -> Self {
        Self(self.0 - Months::new(1))
    }

    pub fn period(self) -> Period {
        Period { from: self.first(), until: Some(self.next().first()) }
    }

    /// 「2026年3月」.
    pub fn chinese(self) -> String {
        format!("{}年{}月", self.year(), self.number())
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.number())
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom(format!("「{text}」不是月份，请写成 2026-03")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_follow_each_other_over_the_year() {
        let december = Month::new(2025, 12).unwrap();
        assert_eq!((december.next().to_string(), december.last().to_string()), ("2026-01".into(), "2025-12-31".into()));
        assert_eq!(december.next().previous(), december);
        assert_eq!(Month::of(december.last()), december);
        assert!(december.period().contains(december.last()) && !december.period().contains(december.next().first()));
        for text in ["2025-12", "2025年12月", "2025.12"] {
            assert_eq!(Month::parse(text), Some(december), "{text}");
        }
        assert_eq!((Month::parse("2025-13"), Month::parse("十二月")), (None, None));
        assert_eq!(serde_json::to_string(&december).unwrap(), "\"2025-12\"");
    }
}
