//! 巡田制度: who patrols how often, in which months and since when (R072, G32). The plan leaves the frequencies to the
//! district (L802): without a rule nothing is due, and what the program proposes is 「建议值，非文件规定」.

mod facts;
mod months;
mod suggestion;

use std::fmt;

use chrono::{Datelike, Days, Months as Step, NaiveDate};
use serde::{Deserialize, Serialize};

pub use facts::{PatrolRule, RuleFacts, Waiver};
pub use months::Months;
pub use suggestion::{SUGGESTED, Suggestion, SuggestionSet, suggestions};

use super::{date::Period, problem::words};

words! {
    /// The stretch of the calendar in which a patrol has to be made (一期). Weeks begin on Monday.
    Per {
        Week = "周",
        Month = "月",
        Quarter = "季",
        Year = "年",
    }
}

/// Whoever writes more has mistyped: more than ten patrols a day.
pub const TIMES_MAX: u16 = 366;

impl Per {
    /// The stretch in which `day` lies.
    pub fn around(self, day: NaiveDate) -> Period {
        let (year, month) = (day.year(), day.month());
        let first_of = |month| NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(day);
        let (from, months) = match self {
            Self::Week => {
                let from = day - Days::new(u64::from(day.weekday().num_days_from_monday()));
                return Period { from, until: Some(from + Days::new(7)) };
            }
            Self::Month => (first_of(month), 1),
            Self::Quarter => (first_of((month - 1) / 3 * 3 + 1), 3),
            Self::Year => (first_of(1), 12),
        };
        Period { from, until: from.checked_add_months(Step::new(months)) }
    }

    /// Every whole stretch that lies within `period`, which has to end.
    pub fn whole_within(self, period: &Period) -> Vec<Period> {
        let Some(end) = period.until else { return Vec::new() };
        let mut found = Vec::new();
        let mut next = self.around(period.from);
        while let Some(until) = next.until.filter(|until| *until <= end) {
            if period.from <= next.from {
                found.push(next);
            }
            next = self.around(until);
        }
        found
    }

    /// How one stretch is called: 「2025年3月」, 「2025年第1季度」, 「3月3日至3月9日」.
    pub fn name(self, stretch: &Period) -> String {
        let from = stretch.from;
        match self {
            Self::Week => {
                let last = stretch.last_day().unwrap_or(from);
                let part = |day: NaiveDate| format!("{}月{}日", day.month(), day.day());
                format!("{}年{}至{}", from.year(), part(from), part(last))
            }
            Self::Month => format!("{}年{}月", from.year(), from.month()),
            Self::Quarter => format!("{}年第{}季度", from.year(), from.month0() / 3 + 1),
            Self::Year => format!("{}年", from.year()),
        }
    }
}

/// 「每周 1 次」.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Frequency {
    pub times: u16,
    pub per: Per,
}

impl fmt::Display for Frequency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "每{} {} 次", self.per.label(), self.times)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, month, day).unwrap()
    }

    #[test]
    fn stretches_are_those_of_the_calendar() {
        let names = |per: Per| per.name(&per.around(day(3, 5)));
        assert_eq!(names(Per::Week), "2025年3月3日至3月9日");
        assert_eq!(
            (names(Per::Month), names(Per::Quarter), names(Per::Year)),
            ("2025年3月".into(), "2025年第1季度".into(), "2025年".into())
        );
        assert_eq!(
            Per::Quarter.around(day(12, 31)),
            Period { from: day(10, 1), until: Some(day(12, 31) + Days::new(1)) }
        );
    }

    #[test]
    fn only_whole_stretches_count() {
        let from_the_second = Period { from: day(4, 2), until: Some(day(6, 1)) };
        assert_eq!(Per::Month.whole_within(&from_the_second), [Per::Month.around(day(5, 1))]);
        let weeks = Per::Week.whole_within(&Period { from: day(4, 1), until: Some(day(5, 1)) });
        assert_eq!(weeks.len(), 3, "31 March to 6 April begins too early, 28 April to 4 May ends too late");
        assert_eq!((weeks[0].from, weeks[2].until), (day(4, 7), Some(day(4, 28))));
        assert!(Per::Year.whole_within(&Period::since(day(1, 1))).is_empty(), "what never ends has no last stretch");
    }
}
