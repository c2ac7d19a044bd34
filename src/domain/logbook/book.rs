//! What the codes of a month mean: the people, the groups and what is known already of one village and month.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime};

use crate::domain::{
    date::Period,
    id::{GridId, PersonId},
    patrol::PatrolKind,
};

/// Somebody who may have walked there, with the number they have this month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walker {
    pub code: u32,
    pub person: PersonId,
    pub name: String,
    /// As it stands in cells: the name, with the code for namesakes.
    pub label: String,
    /// 「一组 网格员」, or what somebody from elsewhere is.
    pub words: String,
    /// The group they work in, when it is one only.
    pub group: Option<GridId>,
    /// 网格员, whose patrols are 日常巡查 (G38).
    pub is_member: bool,
    /// When they had a post, or a duty in this part of the tree.
    pub spans: Vec<Period>,
    /// What they are found by (`domain::search`).
    pub key: String,
}

impl Walker {
    /// Whether they had a duty there or a post on a day (G51).
    pub fn answers_on(&self, day: NaiveDate) -> bool {
        self.spans.iter().any(|span| span.contains(day))
    }
}

/// A 村民小组 or 片区 with its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub code: u32,
    pub id: GridId,
    pub name: String,
    pub key: String,
}

/// A patrol that is recorded already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    pub date: NaiveDate,
    pub start: Option<NaiveTime>,
    pub kind: PatrolKind,
    pub group: Option<GridId>,
    /// Sorted.
    pub people: Vec<PersonId>,
}

/// One village in one month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Book {
    pub grid: GridId,
    pub grid_name: String,
    /// 「罕台镇撖家塔村」.
    pub place: String,
    /// 统计用区划代码, as blank ledgers carry it.
    pub grid_code: String,
    /// The first day of the month.
    pub month: NaiveDate,
    pub today: NaiveDate,
    pub groups: Vec<Group>,
    pub walkers: Vec<Walker>,
    pub known: Vec<Known>,
    /// 应巡 by person; empty while no 巡田制度 says how often.
    pub due: BTreeMap<PersonId, u32>,
}

impl Book {
    /// The last day of the month.
    pub fn last_day(&self) -> NaiveDate {
        last_day(self.month)
    }

    /// 「2025年6月」.
    pub fn month_words(&self) -> String {
        month_words(self.month)
    }

    pub fn walker(&self, person: PersonId) -> Option<&Walker> {
        self.walkers.iter().find(|walker| walker.person == person)
    }

    /// 实 of everyone before the lines of the sheet are counted.
    pub fn recorded(&self) -> BTreeMap<PersonId, u32> {
        let mut counts = BTreeMap::new();
        for person in self.known.iter().flat_map(|known| &known.people) {
            *counts.entry(*person).or_default() += 1;
        }
        counts
    }
}

pub fn first_day(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

pub fn last_day(month: NaiveDate) -> NaiveDate {
    first_day(month) + Months::new(1) - Days::new(1)
}

/// 「2025年6月」.
pub fn month_words(month: NaiveDate) -> String {
    format!("{}年{}月", month.year(), month.month())
}

/// A month as people write it: 2025-6, 2025年6月, 202506, 6, 6月, or a day in it; without a year that of `today`, and
/// of the year before when the month is still to come.
pub fn month(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).map(crate::domain::text::half_width).collect();
    let plain = plain.trim_end_matches('月').replace(['年', '/', '.'], "-");
    let number =
        |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<i32>().ok()).flatten();
    let parts: Vec<&str> = plain.split('-').collect();
    let (year, month) = match parts.as_slice() {
        [whole] if whole.len() == 6 => (number(whole.get(..4)?)?, number(whole.get(4..)?)?),
        [month] => {
            let month = number(month)?;
            (if month > today.month() as i32 { today.year() - 1 } else { today.year() }, month)
        }
        [year, month] if year.len() == 4 => (number(year)?, number(month)?),
        _ => return crate::domain::date::parse(text, today).ok().map(first_day),
    };
    let month = u32::try_from(month).ok()?;
    NaiveDate::from_ymd_opt(year, month, 1).filter(|_| (1949..=2100).contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read_however_they_are_written() {
        let day = |y, m| NaiveDate::from_ymd_opt(y, m, 1);
        let today = NaiveDate::from_ymd_opt(2025, 6, 10).unwrap();
        for text in ["2025-5", "2025年5月", "202505", "5", "5月", "２０２５．５", "2025-5-17"] {
            assert_eq!(month(text, today), day(2025, 5), "{text}");
        }
        assert_eq!(month("12", today), day(2024, 12), "December is the last one");
        for text in ["", "13", "0", "2025-13", "五月", "abc", "99999"] {
            assert_eq!(month(text, today), None, "{text}");
        }
        assert_eq!(last_day(today), NaiveDate::from_ymd_opt(2025, 6, 30).unwrap());
        assert_eq!(month_words(today), "2025年6月");
    }
}
