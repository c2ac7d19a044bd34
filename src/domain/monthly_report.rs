//! 月报: what a 网格员 reports to the village every month (R063, G40): who is due, by when, and the rates.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{date::chinese, month::Month, patrol::PatrolKind, problem::words, workday::Calendar};

/// 「每月向村（社区）网格责任人汇报耕地和永久基本农田保护工作情况」, the only frequency the plan gives.
pub const LINE: u32 = 794;
/// The day of the month after on which reports are due while the district has set none (G40).
pub const DUE_DAY: u32 = 5;
/// The days that can be set: every month has them.
pub const DUE_DAYS: std::ops::RangeInclusive<u32> = 1..=28;
/// Said wherever the default stands.
pub const SUGGESTED: &str = "建议值，非文件规定";
/// Stands at the foot of every sheet of monthly reports.
pub const FORM_NOTE: &str = "建议样式，非文件规定：方案规定网格员每月汇报，没有规定月报的格式和报送日期。";

/// The first month anybody is due for: the plan was issued on 2023-12-18.
pub fn first_month() -> Month {
    Month::of(NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or_default())
}

/// What the ledgers hold of a member's month. Frozen when the report is handed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// Patrols by kind, in the order of [`PatrolKind::ALL`].
    pub patrols: [u32; 6],
    /// Days with a patrol.
    pub days: u32,
    /// Patrols that found something.
    pub findings: u32,
    /// Problems the member found.
    pub problems: u32,
}

impl Counts {
    pub fn total(&self) -> u32 {
        self.patrols.iter().sum()
    }

    pub fn of_kind(&self, kind: PatrolKind) -> u32 {
        PatrolKind::ALL.iter().position(|other| *other == kind).map_or(0, |place| self.patrols[place])
    }

    pub fn add(&mut self, other: &Self) {
        self.patrols.iter_mut().zip(other.patrols).for_each(|(own, others)| *own += others);
        self.days += other.days;
        self.findings += other.findings;
        self.problems += other.problems;
    }

    /// 「巡查 6 次（日常巡查 5、巡田 1），6 天，发现问题 1 次」.
    pub fn words(&self) -> String {
        let total = self.total();
        if total == 0 {
            return "台账中没有本月的巡查记录".to_owned();
        }
        let kinds = PatrolKind::ALL.into_iter().filter(|kind| self.of_kind(*kind) > 0);
        let kinds: Vec<_> = kinds.map(|kind| format!("{} {}", kind.label(), self.of_kind(kind))).collect();
        let found = if self.findings == 0 {
            "均未发现问题".to_owned()
        } else {
            format!("其中 {} 次发现问题", self.findings)
        };
        format!("巡查 {total} 次（{}），共 {} 天，{found}", kinds.join("、"), self.days)
    }
}

/// From which month on reports are due on which day of the month after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueRule {
    pub from: Month,
    pub day: u32,
    /// The paper that sets it.
    pub basis: String,
}

/// The last day on which a month's reports are in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    pub on: NaiveDate,
    /// The day as it stands in the rule, when it fell on a day off.
    pub moved_from: Option<NaiveDate>,
    /// Whether the district has set it; otherwise it is a suggestion.
    pub set: bool,
    /// Said when the calendar does not know the year.
    pub doubt: Option<String>,
}

impl Due {
    /// By the newest rule that holds for the month; a day off moves on to the next working day.
    pub fn of(month: Month, rules: &[DueRule], calendar: &Calendar) -> Self {
        let rule = rules.iter().filter(|rule| rule.from <= month).max_by_key(|rule| rule.from);
        let day = rule.map_or(DUE_DAY, |rule| rule.day);
        let next = month.next();
        let plain = NaiveDate::from_ymd_opt(next.year(), next.number(), day).unwrap_or(next.first());
        let on = calendar.workday_from(plain);
        Self { on, moved_from: (on != plain).then_some(plain), set: rule.is_some(), doubt: calendar.doubt(on) }
    }

    /// 「2026年10月8日前（10月5日逢休息日顺延；建议值，非文件规定）」.
    pub fn words(&self) -> String {
        let mut notes = Vec::new();
        if let Some(plain) = self.moved_from {
            notes.push(format!("{}逢休息日，顺延到下一个工作日", chinese(plain)));
        }
        notes.push(if self.set { "本区规定".to_owned() } else { SUGGESTED.to_owned() });
        notes.extend(self.doubt.clone());
        format!("{}前（{}）", chinese(self.on), notes.join("；"))
    }

    pub fn days_late(&self, submitted_on: NaiveDate) -> i64 {
        (submitted_on - self.on).num_days().max(0)
    }
}

words! {
    /// How a member stands with a month's report.
    Standing {
        InTime = "已报",
        Late = "迟报",
        /// Not handed in, and the due day has not passed.
        Awaited = "待报",
        Missing = "未报",
        /// Left during the month: may report, but is not due.
        Left = "本月离任",
        /// Only groups without farmland: not due.
        Exempt = "不需报",
    }
}

impl Standing {
    /// Of one who was in office at the end of the month.
    pub fn of(due: &Due, submitted_on: Option<NaiveDate>, as_of: NaiveDate) -> Self {
        match submitted_on {
            Some(on) if due.days_late(on) > 0 => Self::Late,
            Some(_) => Self::InTime,
            None if as_of > due.on => Self::Missing,
            None => Self::Awaited,
        }
    }
}

/// How many of a place's members are due and how they stand. Only those due are counted, so that no rate passes 100 %.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// 应报: 网格员 in office on the last day of the month, with farmland to look after.
    pub due: u32,
    pub in_time: u32,
    pub late: u32,
    pub awaited: u32,
    pub missing: u32,
    /// Of those handed in, how many say 「无问题」.
    pub nil: u32,
    /// Groups with farmland and without a 网格员 on that day.
    pub vacant: u32,
}

impl Tally {
    /// What 「报送率」 and 「及时率」 mean, wherever they stand.
    pub const FORMULA: &str = "报送率＝（已报＋迟报）÷应报，及时率＝已报÷应报；应报为月末在任、责任区有耕地的网格员，本月离任的和空缺的小组不计入应报";

    pub fn count(&mut self, standing: Standing, nil: bool) {
        match standing {
            Standing::InTime => self.in_time += 1,
            Standing::Late => self.late += 1,
            Standing::Awaited => self.awaited += 1,
            Standing::Missing => self.missing += 1,
            Standing::Left | Standing::Exempt => return,
        }
        self.due += 1;
        self.nil += u32::from(nil);
    }

    pub fn add(&mut self, other: &Self) {
        self.due += other.due;
        self.in_time += other.in_time;
        self.late += other.late;
        self.awaited += other.awaited;
        self.missing += other.missing;
        self.nil += other.nil;
        self.vacant += other.vacant;
    }

    /// 已报 and 迟报.
    pub fn handed_in(&self) -> u32 {
        self.in_time + self.late
    }

    /// Tenths of a per cent of those due; nothing when nobody is.
    pub fn rate(&self) -> Option<u32> {
        share(self.handed_in(), self.due)
    }

    pub fn rate_in_time(&self) -> Option<u32> {
        share(self.in_time, self.due)
    }
}

fn share(part: u32, whole: u32) -> Option<u32> {
    // Rounded down, so that 100.0 % is said only when nobody is missing.
    (whole > 0).then(|| (u64::from(part) * 1000 / u64::from(whole)) as u32)
}

/// 「97.5%」; 「—」 when nobody is due.
pub fn rate_words(rate: Option<u32>) -> String {
    rate.map_or_else(|| "—".to_owned(), |tenths| format!("{}.{}%", tenths / 10, tenths % 10))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::holiday::shipped;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    fn month(year: i32, number: u32) -> Month {
        Month::new(year, number).unwrap()
    }

    fn calendar() -> Calendar {
        Calendar::new(shipped().iter().map(|holiday| (holiday.day, holiday.worked)))
    }

    #[test]
    fn reports_are_due_on_the_fifth_or_the_next_working_day() {
        let due = |y, m| Due::of(month(y, m), &[], &calendar());
        assert_eq!(due(2026, 1).on, day(2026, 2, 5));
        assert_eq!((due(2026, 9).on, due(2026, 9).moved_from), (day(2026, 10, 8), Some(day(2026, 10, 5))));
        assert!(due(2026, 9).words().contains("顺延") && due(2026, 1).words().contains(SUGGESTED));
        assert!(due(2026, 12).words().contains("2027年放假安排尚未录入，按周末推算"));
    }

    #[test]
    fn a_rule_holds_from_its_month_on() {
        let rules = [DueRule { from: month(2026, 3), day: 10, basis: String::new() }];
        assert_eq!(Due::of(month(2026, 2), &rules, &calendar()).on, day(2026, 3, 5));
        let due = Due::of(month(2026, 3), &rules, &calendar());
        assert_eq!((due.on, due.set), (day(2026, 4, 10), true));
        assert!(due.words().contains("本区规定"));
    }

    #[test]
    fn standing_follows_the_due_day() {
        let due = Due::of(month(2026, 1), &[], &calendar());
        assert_eq!(Standing::of(&due, Some(day(2026, 2, 5)), day(2026, 3, 1)), Standing::InTime);
        assert_eq!(Standing::of(&due, Some(day(2026, 2, 6)), day(2026, 3, 1)), Standing::Late);
        assert_eq!(Standing::of(&due, None, day(2026, 2, 5)), Standing::Awaited);
        assert_eq!(Standing::of(&due, None, day(2026, 2, 6)), Standing::Missing);
    }

    #[test]
    fn rates_never_pass_a_hundred() {
        let mut tally = Tally::default();
        for standing in [Standing::InTime, Standing::InTime, Standing::Late, Standing::Left, Standing::Exempt] {
            tally.count(standing, true);
        }
        assert_eq!((tally.due, tally.handed_in(), tally.nil), (3, 3, 3));
        assert_eq!((tally.rate(), tally.rate_in_time()), (Some(1000), Some(666)));
        assert_eq!((rate_words(tally.rate_in_time()), rate_words(None)), ("66.6%".into(), "—".into()));
        assert_eq!(Tally::default().rate(), None);
    }

    #[test]
    fn the_plan_asks_for_it_every_month() {
        assert!(crate::domain::plan::clause(LINE).unwrap().text.contains("每月向村（社区）网格责任人汇报"));
    }

    #[test]
    fn counts_read_in_words() {
        let counts = Counts { patrols: [5, 1, 0, 0, 0, 0], days: 6, findings: 1, problems: 1 };
        assert_eq!(counts.words(), "巡查 6 次（日常巡查 5、巡田 1），共 6 天，其中 1 次发现问题");
        assert!(Counts::default().words().contains("没有本月的巡查记录"));
    }
}
