//! A rule and a waiver as they are entered, with what is checked whatever the district looks like.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{Frequency, Months, Per, TIMES_MAX};
use crate::domain::{
    date::Period,
    fault::Faults,
    grid::Level,
    id::{GridId, PatrolRuleId, PersonId, WaiverId},
    roster::Role,
    text,
};

/// 巡田责任、方式、频次 (R072) of one role at one level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleFacts {
    pub level: Level,
    pub role: Role,
    /// Only in this grid and below it; `None` for the whole district.
    #[serde(default)]
    pub grid: Option<GridId>,
    /// How often in each stretch; together with `per` empty for 未规定.
    #[serde(default)]
    pub times: Option<u16>,
    #[serde(default)]
    pub per: Option<Per>,
    /// The months in which it applies; empty for the whole year.
    #[serde(default)]
    pub months: Months,
    /// 方式, in free words.
    #[serde(default)]
    pub way: String,
    /// 依据文件.
    #[serde(default)]
    pub document: String,
    #[serde(default)]
    pub note: String,
}

/// A rule with its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatrolRule {
    pub id: PatrolRuleId,
    pub facts: RuleFacts,
    pub period: Period,
    /// The suggestion it was taken from and still says the same as; empty when the district made it.
    pub suggestion: String,
}

/// 免巡: patrols that need not be made, with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    pub id: WaiverId,
    /// With everything below it.
    pub grid: Option<GridId>,
    pub person: Option<PersonId>,
    pub period: Period,
    pub reason: String,
    pub document: String,
}

impl RuleFacts {
    /// Trims the texts and finds what cannot stand: a role that the level does not have, half a frequency, a season that
    /// cuts a quarter or a year.
    ///
    /// # Errors
    /// Faults of `role`, `times`, `per`, `months` and the texts.
    pub fn check(self) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        if !self.role.exists_at(self.level) {
            let roles: Vec<_> = Role::at(self.level).iter().map(|role| role.label()).collect();
            let (level, role) = (self.level.label(), self.role.label());
            faults.add("role", format!("{level}没有{role}，可选：{}", roles.join("、")));
        }
        match (self.times, self.per) {
            (Some(_), None) => faults.add("per", "请选择是每周、每月、每季还是每年"),
            (None, Some(_)) => faults.add("times", "请填写每期几次；没有规定频次时选择「未规定」"),
            (Some(times), Some(_)) if !(1..=TIMES_MAX).contains(&times) => {
                faults.add("times", format!("次数应在 1 至 {TIMES_MAX} 之间，请核对"));
            }
            (Some(_), Some(Per::Quarter)) if !self.months.is_of_quarters() => {
                faults.add("months", "按季的频次，适用月份应是完整的季度（1—3、4—6、7—9、10—12月）");
            }
            (Some(_), Some(Per::Year)) if !self.months.is_year() => {
                faults.add("months", "按年的频次适用于全年；只管几个月时请按月或按周规定");
            }
            _ => {}
        }
        let way = faults.take("way", text::line("方式", &self.way, text::LINE_MAX));
        let document = faults.take("document", text::line("依据文件", &self.document, text::LINE_MAX));
        let note = faults.take("note", text::prose("备注", &self.note, text::PROSE_MAX));
        match (way, document, note) {
            (Some(way), Some(document), Some(note)) => faults.or(Self { way, document, note, ..self }),
            _ => Err(faults),
        }
    }

    /// `None` while the frequency is 未规定.
    pub fn frequency(&self) -> Option<Frequency> {
        Some(Frequency { times: self.times?, per: self.per? })
    }

    /// 「每周 1 次」 or 「未规定」.
    pub fn frequency_words(&self) -> String {
        self.frequency().map_or_else(|| "未规定".to_owned(), |frequency| frequency.to_string())
    }

    /// 「村民小组网格员 每周 1 次（4—10月）」.
    pub fn words(&self) -> String {
        let season = if self.months.is_year() { String::new() } else { format!("（{}）", self.months.words()) };
        format!("{}{} {}{season}", self.level.label(), self.role.label(), self.frequency_words())
    }

    /// Whether both say something for the same people: same role of the same level within the same grid, in a month of
    /// both.
    pub fn meets(&self, other: &Self) -> bool {
        (self.level, self.role, self.grid) == (other.level, other.role, other.grid)
            && self.months.overlaps(other.months)
    }
}

impl PatrolRule {
    /// Whether it applies on a day: in force, and in its season.
    pub fn applies(&self, day: NaiveDate) -> bool {
        self.period.contains(day) && self.facts.months.contains(day.month())
    }

    /// Where it comes from: its paper, or that it is only a suggestion.
    pub fn basis(&self) -> String {
        match (self.facts.document.as_str(), self.suggestion.is_empty()) {
            ("", true) => "未填写依据".to_owned(),
            ("", false) => super::SUGGESTED.to_owned(),
            (document, _) => document.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(level: Level, role: Role) -> RuleFacts {
        RuleFacts {
            level,
            role,
            grid: None,
            times: Some(1),
            per: Some(Per::Week),
            months: Months::YEAR,
            way: " 步行 ".into(),
            document: String::new(),
            note: String::new(),
        }
    }

    #[test]
    fn a_rule_says_who_and_how_often() {
        let good = facts(Level::Group, Role::GridMember).check().unwrap();
        assert_eq!((good.words().as_str(), good.way.as_str()), ("村民小组网格员 每周 1 次", "步行"));
        let unset = RuleFacts { times: None, per: None, ..good };
        assert_eq!(unset.check().unwrap().words(), "村民小组网格员 未规定");
    }

    #[test]
    fn what_cannot_stand_is_told_by_field() {
        let fault = |facts: RuleFacts, field: &str| facts.check().unwrap_err().of(field).unwrap().to_owned();
        assert!(fault(facts(Level::Village, Role::GridMember), "role").contains("监督人、监管人"));
        let good = || facts(Level::Group, Role::GridMember);
        assert!(fault(RuleFacts { times: None, ..good() }, "times").contains("未规定"));
        assert!(fault(RuleFacts { per: None, ..good() }, "per").contains("每周"));
        assert!(fault(RuleFacts { times: Some(0), ..good() }, "times").contains("1 至 366"));
        let half = Months::try_from(vec![4, 5]).unwrap();
        assert!(fault(RuleFacts { per: Some(Per::Quarter), months: half, ..good() }, "months").contains("完整的季度"));
        assert!(fault(RuleFacts { per: Some(Per::Year), months: half, ..good() }, "months").contains("全年"));
    }
}
