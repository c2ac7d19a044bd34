//! 网格划分报备: by when a year's division into grids is to be reported, and how late a report was (R047, R091, G12, G30).

use chrono::NaiveDate;

/// The first years a filing is due for: the plan's own date covers them (L780).
const FIRST_YEAR: i32 = 2024;
/// The line of the plan that names a date.
pub const FIRST_LINE: u32 = 780;
/// The item of the assessment that filings are evidence for (1.1).
pub const ITEM_LINE: u32 = 839;
/// The years filings can be about.
pub const YEARS: std::ops::RangeInclusive<i32> = 2023..=2100;

/// Where a deadline comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeadlineSource {
    /// 「于2023年12月底前完成各级网格导图」 (L780), the only date the plan gives.
    Plan,
    /// The plan gives no date for later years.
    Suggested,
    /// The district has set it.
    Set,
}

impl DeadlineSource {
    /// What is written beside the date, so that nobody takes a suggestion for a rule.
    pub fn label(self) -> &'static str {
        match self {
            Self::Plan => "方案规定（2023年12月底前）",
            Self::Suggested => "建议值，非文件规定",
            Self::Set => "本区规定",
        }
    }
}

/// The last day on which a year's filing is in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    pub on: NaiveDate,
    pub source: DeadlineSource,
}

impl Deadline {
    /// The deadline that holds while the district has set none: the end of the year before (G12).
    pub fn unset(year: i32) -> Self {
        let source = if year <= FIRST_YEAR { DeadlineSource::Plan } else { DeadlineSource::Suggested };
        let on = NaiveDate::from_ymd_opt(year.max(FIRST_YEAR) - 1, 12, 31).unwrap_or(NaiveDate::MAX);
        Self { on, source }
    }

    /// The deadline of a year, `set` by the district or not.
    pub fn of(year: i32, set: Option<NaiveDate>) -> Self {
        set.map_or_else(|| Self::unset(year), |on| Self { on, source: DeadlineSource::Set })
    }

    /// Days after the deadline; 0 is in time. Shown, never deducted (G12).
    pub fn days_late(&self, filed_on: NaiveDate) -> i64 {
        (filed_on - self.on).num_days().max(0)
    }

    /// Whether a day lies after it.
    pub fn has_passed(&self, day: NaiveDate) -> bool {
        day > self.on
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn the_first_deadline_is_the_plans_and_later_ones_are_suggested() {
        for year in [2023, 2024] {
            assert_eq!(Deadline::unset(year), Deadline { on: day(2023, 12, 31), source: DeadlineSource::Plan });
        }
        assert_eq!(Deadline::unset(2025), Deadline { on: day(2024, 12, 31), source: DeadlineSource::Suggested });
        assert_eq!(Deadline::of(2025, Some(day(2025, 1, 15))).source, DeadlineSource::Set);
        let line = crate::domain::plan::clause(FIRST_LINE).unwrap();
        assert!(line.text.contains("于2023年12月底前完成各级网格导图"));
        assert!(crate::domain::plan::clause(ITEM_LINE).unwrap().text.contains("网格划分报备"));
    }

    #[test]
    fn late_days_count_from_the_day_after_the_deadline() {
        let deadline = Deadline::unset(2025);
        let late =
            [day(2024, 12, 30), day(2024, 12, 31), day(2025, 1, 1), day(2025, 1, 20)].map(|on| deadline.days_late(on));
        assert_eq!(late, [0, 0, 1, 20]);
        assert!(!deadline.has_passed(day(2024, 12, 31)) && deadline.has_passed(day(2025, 1, 1)));
    }
}
