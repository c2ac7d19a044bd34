//! 放假、调休: the days that the State Council's notices name, shipped by year in `data/calendar`, and the days of the
//! holidays themselves, by which is seen whether a year is complete.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use tyme4rs::tyme::{
    lunar::LunarDay,
    solar::{SolarDay, SolarTerm},
};

/// A named day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    pub day: NaiveDate,
    /// Worked on although it may be a weekend (调休上班); otherwise off.
    pub worked: bool,
    /// 「春节」.
    pub name: String,
    /// 文号 of the notice; empty when it was not given.
    pub document: String,
    /// The year whose notice names it.
    pub year: i32,
}

/// The years a calendar can be kept for.
pub const YEARS: std::ops::RangeInclusive<i32> = 2023..=2100;

const FILES: [&str; 4] = [
    include_str!("../../data/calendar/2023.toml"),
    include_str!("../../data/calendar/2024.toml"),
    include_str!("../../data/calendar/2025.toml"),
    include_str!("../../data/calendar/2026.toml"),
];

#[derive(Deserialize)]
struct Notice {
    year: i32,
    document: String,
    holiday: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    name: String,
    /// First and last day off.
    off: [NaiveDate; 2],
    #[serde(default)]
    worked: Vec<NaiveDate>,
}

static SHIPPED: LazyLock<Vec<Holiday>> = LazyLock::new(|| {
    // A test reads every file; one that cannot be read would leave its year to be entered by hand.
    let mut days: Vec<_> = FILES.iter().filter_map(|file| toml::from_str(file).ok()).flat_map(days_of).collect();
    days.sort_by_key(|holiday| holiday.day);
    days
});

fn days_of(notice: Notice) -> Vec<Holiday> {
    let named = |day, worked, name: &str| Holiday {
        day,
        worked,
        name: name.to_owned(),
        document: notice.document.clone(),
        year: notice.year,
    };
    let of_entry = |entry: &Entry| -> Vec<Holiday> {
        let [first, last] = entry.off;
        let off = first.iter_days().take_while(|day| *day <= last).map(|day| named(day, false, &entry.name));
        off.chain(entry.worked.iter().map(|day| named(*day, true, &entry.name))).collect()
    };
    notice.holiday.iter().flat_map(of_entry).collect()
}

/// The days that ship with the program, by day.
pub fn shipped() -> &'static [Holiday] {
    &SHIPPED
}

/// The holidays of everyone with their own day (《全国年节及纪念日放假办法》第二条), as the calendar has them; of 春节 its first day.
/// Empty outside [`YEARS`].
pub fn festivals(year: i32) -> Vec<(&'static str, NaiveDate)> {
    if !YEARS.contains(&year) {
        return Vec::new();
    }
    let solar =
        |day: SolarDay| NaiveDate::from_ymd_opt(day.get_year() as i32, day.get_month() as u32, day.get_day() as u32);
    let lunar = |month, day| solar(LunarDay::from_ymd(year as isize, month, day).get_solar_day());
    let fixed = |month, day| NaiveDate::from_ymd_opt(year, month, day);
    let all = [
        ("元旦", fixed(1, 1)),
        ("春节", lunar(1, 1)),
        ("清明节", solar(SolarTerm::from_name(year as isize, "清明").get_julian_day().get_solar_day())),
        ("劳动节", fixed(5, 1)),
        ("端午节", lunar(5, 5)),
        ("中秋节", lunar(8, 15)),
        ("国庆节", fixed(10, 1)),
    ];
    all.into_iter().filter_map(|(name, day)| day.map(|day| (name, day))).collect()
}

/// The holidays of a year whose own day is not off by `is_off`: a year without any is complete.
pub fn missing(year: i32, is_off: impl Fn(NaiveDate) -> bool) -> Vec<&'static str> {
    festivals(year).into_iter().filter(|(_, day)| !is_off(*day)).map(|(name, _)| name).collect()
}

/// 「2027年放假安排尚未录入，按周末推算」.
pub fn unknown_year(day: NaiveDate) -> String {
    format!("{}年放假安排尚未录入，按周末推算", day.year())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use tyme4rs::tyme::holiday::LegalHoliday;

    use super::*;

    #[test]
    fn every_file_is_read_and_names_no_day_twice() {
        let years: Vec<i32> =
            FILES.iter().map(|file| toml::from_str::<Notice>(file).expect("a file of holidays").year).collect();
        assert_eq!(years, [2023, 2024, 2025, 2026]);
        assert!(shipped().windows(2).all(|pair| pair[0].day < pair[1].day));
    }

    /// An independent table of the notices says the same about every day.
    #[test]
    fn the_shipped_days_are_those_of_the_notices() {
        let ours: BTreeMap<NaiveDate, bool> = shipped().iter().map(|holiday| (holiday.day, holiday.worked)).collect();
        let first = NaiveDate::from_ymd_opt(2022, 12, 31).unwrap();
        for day in first.iter_days().take_while(|day| day.year() <= 2026) {
            let theirs = LegalHoliday::from_ymd(day.year() as isize, day.month() as usize, day.day() as usize);
            assert_eq!(ours.get(&day).copied(), theirs.map(|holiday| holiday.is_work()), "{day}");
        }
    }

    #[test]
    fn the_days_of_the_holidays_are_found_in_any_year() {
        let days =
            |year| festivals(year).into_iter().map(|(_, day)| day.format("%m-%d").to_string()).collect::<Vec<_>>();
        assert_eq!(days(2026), ["01-01", "02-17", "04-05", "05-01", "06-19", "09-25", "10-01"]);
        assert_eq!(days(2027), ["01-01", "02-06", "04-05", "05-01", "06-09", "09-15", "10-01"]);
        assert!(days(1900).is_empty() && days(2101).is_empty());
    }

    #[test]
    fn shipped_years_are_complete() {
        let off = |day| shipped().iter().any(|holiday| holiday.day == day && !holiday.worked);
        for year in 2023..=2026 {
            assert!(missing(year, off).is_empty(), "{year}");
        }
        assert_eq!(missing(2027, off).len(), 7);
    }
}
