//! Finding names by characters, full pinyin or initials, polyphones included.

use std::collections::BTreeSet;

use pinyin::ToPinyinMulti;

/// What a name is found by: the name itself, and every reading of its characters as full pinyin and initials.
///
/// Stored beside the name, so that a search is one `LIKE` over this text. Readings are capped at 16 combinations.
pub fn key(names: &[&str]) -> String {
    let mut words: BTreeSet<String> = BTreeSet::new();
    for name in names {
        words.insert(fold(name));
        for reading in readings(name) {
            words.insert(reading.iter().map(|syllable| &syllable[..1]).collect());
            words.insert(reading.concat());
        }
    }
    words.retain(|word| !word.is_empty());
    words.into_iter().collect::<Vec<_>>().join(" ")
}

/// A typed query in the form keys are stored in: no blanks, lower case.
pub fn fold(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

fn readings(name: &str) -> Vec<Vec<String>> {
    let mut all: Vec<Vec<String>> = vec![Vec::new()];
    for c in name.chars() {
        let syllables: BTreeSet<String> = match c.to_pinyin_multi() {
            Some(multi) => multi.into_iter().map(|one| one.plain().replace('ü', "v")).collect(),
            None if c.is_ascii_alphanumeric() => [c.to_ascii_lowercase().to_string()].into(),
            None => continue,
        };
        let room = all.len() * syllables.len() <= 16;
        let taken: Vec<String> =
            if room { syllables.into_iter().collect() } else { syllables.into_iter().take(1).collect() };
        all = all
            .iter()
            .flat_map(|start| {
                taken.iter().map(move |syllable| start.iter().cloned().chain([syllable.clone()]).collect())
            })
            .collect();
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn found_by_characters_pinyin_and_initials() {
        let key = key(&["罕台镇"]);
        for query in ["罕台", "hantai", "htz", "hantaizhen"] {
            assert!(key.contains(query), "{key} should hold {query}");
        }
    }

    #[test]
    fn polyphones_are_found_by_either_reading() {
        let key = key(&["单重"]);
        for query in ["danzhong", "shanchong", "dc"] {
            assert!(key.contains(query), "{key} should hold {query}");
        }
    }

    #[test]
    fn rare_characters_without_a_reading_still_match_themselves() {
        assert!(key(&["王𠮷"]).contains("王𠮷"));
        assert_eq!(fold(" Wang Ji "), "wangji");
    }
}
