//! The suggested rules, shipped as data: nobody's rule until the district adopts them (G32).

use std::sync::OnceLock;

use serde::Deserialize;

use super::{Months, Per, RuleFacts};
use crate::domain::{grid::Level, roster::Role};

/// What stands beside every suggested value.
pub const SUGGESTED: &str = "建议值，非文件规定";

#[derive(Deserialize)]
struct File {
    set: Vec<SuggestionSet>,
}

/// Suggestions that are adopted together.
#[derive(Clone, Debug, Deserialize)]
pub struct SuggestionSet {
    pub id: String,
    /// 「全年一致」, 「分季节」.
    pub name: String,
    /// Where it comes from.
    pub source: String,
    #[serde(rename = "rule")]
    pub rules: Vec<Suggestion>,
}

/// One line of a set: a frequency of some roles of a level.
#[derive(Clone, Debug, Deserialize)]
pub struct Suggestion {
    pub level: Level,
    pub roles: Vec<Role>,
    pub times: u16,
    pub per: Per,
    #[serde(default)]
    pub months: Months,
}

/// The shipped sets.
pub fn suggestions() -> &'static [SuggestionSet] {
    static SETS: OnceLock<Vec<SuggestionSet>> = OnceLock::new();
    SETS.get_or_init(|| {
        let file: Result<File, _> = toml::from_str(include_str!("../../../data/rules/patrol_rules.toml"));
        file.map(|file| file.set).unwrap_or_default()
    })
}

impl SuggestionSet {
    /// One rule for each role.
    pub fn facts(&self, document: &str) -> Vec<RuleFacts> {
        let of = |line: &Suggestion, role: Role| RuleFacts {
            level: line.level,
            role,
            grid: None,
            times: Some(line.times),
            per: Some(line.per),
            months: line.months,
            way: String::new(),
            document: document.to_owned(),
            note: String::new(),
        };
        self.rules.iter().flat_map(|line| line.roles.iter().map(move |role| of(line, *role))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_sets_are_read_and_stand() {
        let names: Vec<_> = suggestions().iter().map(|set| set.id.as_str()).collect();
        assert_eq!(names, ["even", "seasonal"]);
        for set in suggestions() {
            let rules = set.facts("");
            for (place, rule) in rules.iter().enumerate() {
                assert_eq!(rule.clone().check().as_ref(), Ok(rule), "{}", set.name);
                assert!(rules[place + 1..].iter().all(|other| !rule.meets(other)), "{}: {}", set.name, rule.words());
            }
        }
    }
}
