//! 工作日 and 自然日: which days count, and when a time limit ends.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::{holiday, problem::words};

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
    /// The years whose holidays are all named.
    known: BTreeSet<i32>,
}

impl Calendar {
    /// Of a day named twice, what is said last holds.
    pub fn new(named: impl IntoIterator<Item = (NaiveDate, bool)>) -> Self {
        let named: BTreeMap<_, _> = named.into_iter().collect();
        let years: BTreeSet<i32> = named.keys().map(|day| day.year()).collect();
        let off = |day| named.get(&day) == Some(&false);
        let is_known = |year: &i32| holiday::YEARS.contains(year) && holiday::missing(*year, off).is_empty();
        let known = years.into_iter().filter(is_known).collect();
        Self { named, known }
    }

    /// Whether the notice of that year is entered, with every holiday of the year; without it only weekends are left out.
    pub fn knows(&self, year: i32) -> bool {
        self.known.contains(&year)
    }

    /// The holidays of a year whose own day nobody has named as off.
    pub fn missing(&self, year: i32) -> Vec<&'static str> {
        holiday::missing(year, |day| self.named.get(&day) == Some(&false))
    }

    /// What a person must be told of a day reckoned with working days: 「2027年放假安排尚未录入，按周末推算」.
    pub fn doubt(&self, day: NaiveDate) -> Option<String> {
        (!self.knows(day.year())).then(|| holiday::unknown_year(day))
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
        if span.days > 0 { self.workday_from(day) } else { day }
    }

    /// The day itself, or the next working day when it is off (民法典 203 条).
    pub fn workday_from(&self, day: NaiveDate) -> NaiveDate {
        day.iter_days().find(|day| self.is_workday(*day)).unwrap_or(day)
    }

    /// How many days lie after `from` up to and with `to`, counted as a limit counts them; 0 when `to` is not later.
    pub fn count(&self, from: NaiveDate, to: NaiveDate, unit: DayUnit) -> u32 {
        let days = from.iter_days().skip(1).take_while(|day| *day <= to);
        days.filter(|day| unit == DayUnit::Natural || self.is_workday(*day)).count() as u32
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

    fn shipped() -> Calendar {
        Calendar::new(holiday::shipped().iter().map(|holiday| (holiday.day, holiday.worked)))
    }

    fn working(days: u16) -> Span {
        Span { days, unit: DayUnit::Working }
    }

    #[test]
    fn limits_step_over_the_spring_festival_and_count_saturdays_worked_on() {
        let calendar = shipped();
        // 2026年春节 15—23日放假，14日、28日（周六）上班.
        assert_eq!(calendar.end(day(2, 13), working(1)), day(2, 14));
        assert_eq!(calendar.end(day(2, 13), working(2)), day(2, 24));
        assert_eq!(calendar.end(day(2, 27), working(1)), day(2, 28));
        assert_eq!(calendar.end(day(2, 13), Span { days: 5, unit: DayUnit::Natural }), day(2, 24));
        assert_eq!(calendar.count(day(2, 13), day(2, 28), DayUnit::Working), 6);
        assert_eq!(calendar.count(day(2, 13), day(2, 28), DayUnit::Natural), 15);
        assert_eq!(calendar.count(day(2, 28), day(2, 13), DayUnit::Natural), 0);
    }

    #[test]
    fn a_limit_over_the_end_of_the_year_uses_both_notices() {
        let calendar = shipped();
        let of = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        // 2024年12月31日（周二）, 元旦一天.
        assert_eq!(calendar.end(of(2024, 12, 31), working(1)), of(2025, 1, 2));
        // 2023-12-30 to 2024-01-01 off.
        assert_eq!(calendar.end(of(2023, 12, 29), working(1)), of(2024, 1, 2));
        // 元旦 2026: 1—3日放假，4日（周日）上班.
        assert_eq!(calendar.end(of(2025, 12, 31), working(1)), of(2026, 1, 4));
    }

    #[test]
    fn years_without_their_notice_are_told() {
        let calendar = shipped();
        assert!((2023..=2026).all(|year| calendar.knows(year)) && !calendar.knows(2022) && !calendar.knows(2027));
        let next = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
        assert_eq!(calendar.doubt(next).as_deref(), Some("2027年放假安排尚未录入，按周末推算"));
        assert!(calendar.is_workday(next) && calendar.doubt(day(1, 1)).is_none());
        let one = Calendar::new([(next, false)]);
        assert!(!one.knows(2027), "one day is not the notice of a year");
    }
}
