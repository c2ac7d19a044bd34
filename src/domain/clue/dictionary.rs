//! The words of `data/rules/clues.toml`: 图斑类型 codes, results with the evidence they ask for. All of it is a reference.

use std::sync::OnceLock;

use serde::Deserialize;

use super::{Category, Evidence};
use crate::domain::plan::shipped;

/// The whole dictionary.
#[derive(Clone, Debug, Deserialize)]
pub struct Dictionary {
    /// 「参考，未经本区发文」: stands wherever one of its words is shown.
    pub reference: String,
    pub source: String,
    /// A clue is a lead, in a sentence.
    pub lead_note: String,
    code: Vec<Code>,
    sub: Vec<Sub>,
    flag: Vec<Flag>,
}

#[derive(Clone, Debug, Deserialize)]
struct Code {
    code: String,
    name: String,
}

/// A 细类 of a result.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Sub {
    pub category: Category,
    pub id: String,
    pub name: String,
    /// What has to come with it.
    pub evidence: Vec<Evidence>,
}

/// A circumstance of an unlawful clue.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Flag {
    pub id: String,
    pub name: String,
}

pub fn dictionary() -> &'static Dictionary {
    static DICTIONARY: OnceLock<Dictionary> = OnceLock::new();
    DICTIONARY.get_or_init(|| shipped(include_str!("../../../data/rules/clues.toml")))
}

/// What a 图斑类型 code means, looked up exactly as it is written.
pub fn kind_name(code: &str) -> Option<&'static str> {
    dictionary().code.iter().find(|known| known.code == code.trim()).map(|known| known.name.as_str())
}

/// 「01 耕地」; a code nobody explains stays alone.
pub fn kind_words(code: &str) -> String {
    kind_name(code).map_or_else(|| code.to_owned(), |name| format!("{code} {name}"))
}

/// The 细类 of a result.
pub fn subs(category: Category) -> impl Iterator<Item = &'static Sub> {
    dictionary().sub.iter().filter(move |sub| sub.category == category)
}

pub fn sub(category: Category, id: &str) -> Option<&'static Sub> {
    subs(category).find(|sub| sub.id == id)
}

/// A 细类 by its name or id.
pub fn sub_named(category: Category, name: &str) -> Option<&'static Sub> {
    subs(category).find(|sub| sub.name == name || sub.id == name)
}

pub fn flags() -> &'static [Flag] {
    &dictionary().flag
}

/// A circumstance by its name or id.
pub fn flag(name: &str) -> Option<&'static Flag> {
    flags().iter().find(|flag| flag.id == name || flag.name == name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_result_but_the_open_one_has_words() {
        for category in Category::ALL.iter().filter(|category| **category != Category::Unchecked) {
            assert!(subs(*category).count() > 0, "{category:?}");
        }
        let ids: BTreeSet<_> = dictionary().sub.iter().map(|sub| (sub.category, &sub.id)).collect();
        assert_eq!(ids.len(), dictionary().sub.len());
        assert!(dictionary().reference.contains("未经本区发文"));
    }

    #[test]
    fn a_code_is_looked_up_as_it_is_written() {
        assert_eq!(kind_words("01"), "01 耕地");
        assert_eq!(kind_words("1"), "1", "1 is never read as 01");
        assert_eq!(kind_words("dt"), "dt");
    }
}
