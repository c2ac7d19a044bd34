//! 工作日 and 自然日: which days count, and when a time limit ends.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::problem::words;

words! {
    /// How the days of a limit are counted.
    DayUnit {
        Working = "工作日",
        Natural = "自然日",
    }
}

/// A time limit: 「3 个工作日」.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Span {
    pub days: u16,
    pub unit: DayUnit,
}

/// The working days: Monday to Friday, but for the days that the State Council's notices name (放假、调休).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// Whether a named day is worked on.
    named: BTreeMap<NaiveDate, bool>,
}

impl Calendar {
    pub fn new(named: impl IntoIterator<Item = (NaiveDate, bool)>) -> Self {
        Self { named: named.into_iter().collect() }
    }

    /// Whether the notice of that year is known; without it only weekends are left out.
    pub fn knows(&self, year: i32) -> bool {
        self.named.keys().any(|day| day.year() == year)
    }

    pub fn is_workday(&self, day: NaiveDate) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        self.named.get(&day).copied().unwrap_or(!weekend)
    }

    /// The last day of a limit that begins on `from`: the day itself is not counted (民法典 201 条). A limit in 自然日
    /// that ends on a day off ends on the next working day (民法典 203 条); nothing is later than the calendar reaches.
    pub fn end(&self, from: NaiveDate, span: Span) -> NaiveDate {
        let mut day = from;
        let mut left = span.days;
        while left > 0 {
            let Some(next) = day.checked_add_days(Days::new(1)) else { return day };
            day = next;
            if span.unit == DayUnit::Natural || self.is_workday(day) {
                left -= 1;
            }
        }
        while span.days > 0 && !self.is_workday(day) {
            let Some(next) = day.checked_add_days(Days::new(1)) else { return day };
            day = next;
        }
        day
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    #[test]
    fn working_days_skip_what_is_off_and_count_what_is_made_up() {
        let friday = day(6, 5);
        let plain = Calendar::default();
        assert_eq!(plain.end(friday, Span { days: 3, unit: DayUnit::Working }), day(6, 10));
        let named = Calendar::new([(day(6, 6), true), (day(6, 8), false)]);
        assert_eq!(named.end(friday, Span { days: 3, unit: DayUnit::Working }), day(6, 10));
        assert_eq!(named.end(friday, Span { days: 1, unit: DayUnit::Working }), day(6, 6), "a Saturday worked on");
    }

    #[test]
    fn a_limit_that_ends_on_a_day_off_ends_on_the_next_working_day() {
        let plain = Calendar::default();
        assert_eq!(plain.end(day(6, 5), Span { days: 1, unit: DayUnit::Natural }), day(6, 8));
        assert_eq!(plain.end(day(6, 5), Span { days: 0, unit: DayUnit::Natural }), day(6, 5));
    }
}
