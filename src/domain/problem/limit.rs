//! 办理时限: how long each stage may take. All of it is suggestion and reminder, never a score (G33).

use std::sync::OnceLock;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::words;
use crate::domain::workday::{Calendar, DayUnit, Span};

words! {
    /// What a running deadline is for.
    Stage {
        Dissuade = "劝阻",
        Report = "上报",
        Accept = "受理",
        Verify = "核实",
        Dispose = "处置",
        Receipt = "回执",
        Rectify = "整改",
        Review = "复查",
        Close = "销号",
    }
}

/// A limit as it is shipped; nobody has decided it (`basis`).
#[derive(Clone, Debug, Deserialize)]
pub struct Shipped {
    pub stage: Stage,
    days: Option<u16>,
    unit: Option<DayUnit>,
    /// 「建议值，非文件规定：…」.
    pub basis: String,
}

impl Shipped {
    pub fn span(&self) -> Option<Span> {
        self.days.zip(self.unit).map(|(days, unit)| Span { days, unit })
    }
}

#[derive(Deserialize)]
struct Deadlines {
    limit: Vec<Shipped>,
}

/// The limits of `data/rules/deadlines.toml`.
pub fn shipped() -> &'static [Shipped] {
    static LIMITS: OnceLock<Vec<Shipped>> = OnceLock::new();
    LIMITS.get_or_init(|| {
        let file: Result<Deadlines, _> = toml::from_str(include_str!("../../../data/rules/deadlines.toml"));
        file.map(|file| file.limit).unwrap_or_default()
    })
}

/// A limit that the district has set for a stage; without a span the stage has none from then on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepLimit {
    pub stage: Stage,
    pub from: NaiveDate,
    pub span: Option<Span>,
}

/// What decides deadlines: the limits that were set, and the working days.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    pub limits: Vec<StepLimit>,
    pub calendar: Calendar,
}

impl Rules {
    /// The limit of a stage that begins on a day: the last one set until then, otherwise the shipped one.
    pub fn span(&self, stage: Stage, on: NaiveDate) -> Option<Span> {
        let set = self.limits.iter().filter(|limit| limit.stage == stage && limit.from <= on);
        match set.max_by_key(|limit| limit.from) {
            Some(limit) => limit.span,
            None => shipped().iter().find(|limit| limit.stage == stage).and_then(Shipped::span),
        }
    }

    /// The last day of a limit that begins on `from`. 当日 and 24 小时 mean what they say: days off do not move them.
    pub fn end(&self, from: NaiveDate, span: Span) -> NaiveDate {
        match span {
            Span { days: days @ 0..=1, unit: DayUnit::Natural } => {
                from.checked_add_days(Days::new(days.into())).unwrap_or(from)
            }
            _ => self.calendar.end(from, span),
        }
    }

    /// A deadline that stood still from `paused` to `resumed`, moved on by as many days as were left.
    pub fn moved(&self, due: NaiveDate, unit: DayUnit, paused: NaiveDate, resumed: NaiveDate) -> NaiveDate {
        if unit == DayUnit::Working && due >= paused {
            let left = paused.iter_days().skip(1).take_while(|day| *day <= due);
            let left = left.filter(|day| self.calendar.is_workday(*day)).count();
            let days = u16::try_from(left).unwrap_or(u16::MAX);
            return self.calendar.end(resumed, Span { days, unit });
        }
        due.checked_add_signed(resumed - paused).unwrap_or(due)
    }
}

/// A running deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Running {
    pub on: NaiveDate,
    pub stage: Stage,
    /// How its days were counted.
    pub unit: DayUnit,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    #[test]
    fn every_stage_is_shipped_with_its_basis() {
        let stages: Vec<_> = shipped().iter().map(|limit| limit.stage).collect();
        assert_eq!(stages, Stage::ALL);
        assert!(shipped().iter().all(|limit| limit.basis.contains("规定")));
        assert!(shipped().iter().all(|limit| limit.days.is_some() == limit.unit.is_some()));
    }

    #[test]
    fn the_last_limit_set_holds_from_its_day() {
        let rules = Rules {
            limits: vec![
                StepLimit { stage: Stage::Accept, from: day(3, 1), span: None },
                StepLimit {
                    stage: Stage::Accept,
                    from: day(6, 1),
                    span: Some(Span { days: 2, unit: DayUnit::Natural }),
                },
            ],
            ..Rules::default()
        };
        assert_eq!(rules.span(Stage::Accept, day(2, 1)), Some(Span { days: 3, unit: DayUnit::Working }));
        assert_eq!(rules.span(Stage::Accept, day(3, 1)), None);
        assert_eq!(rules.span(Stage::Accept, day(7, 1)).map(|span| span.days), Some(2));
    }

    #[test]
    fn the_same_day_is_the_same_day_also_on_a_sunday() {
        let rules = Rules::default();
        let natural = |days| Span { days, unit: DayUnit::Natural };
        assert_eq!(rules.end(day(6, 7), natural(0)), day(6, 7), "a Sunday");
        assert_eq!(rules.end(day(6, 5), natural(1)), day(6, 6), "a Saturday");
        assert_eq!(rules.end(day(6, 5), natural(2)), day(6, 8), "民法典 203 条");
    }

    #[test]
    fn a_pause_leaves_as_many_working_days_as_were_left() {
        let rules = Rules::default();
        // Friday, due on Wednesday: three working days are left. Resumed on a Monday: due on Thursday.
        assert_eq!(rules.moved(day(6, 10), DayUnit::Working, day(6, 5), day(6, 15)), day(6, 18));
        assert_eq!(rules.moved(day(6, 10), DayUnit::Natural, day(6, 5), day(6, 15)), day(6, 20));
        assert_eq!(rules.moved(day(6, 1), DayUnit::Working, day(6, 5), day(6, 6)), day(6, 2), "overdue stays overdue");
    }
}
