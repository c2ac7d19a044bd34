//! Finding names by characters, full pinyin or initials, polyphones included.

use std::collections::BTreeSet;

use pinyin::ToPinyinMulti;

/// Most combinations of readings kept for one name. The longest name of a person that people give, four characters of
/// which three have two or three readings, stays below it.
const COMBINATIONS: usize = 64;

/// Readings of characters that stand in names of people here and that the library does not know.
const RARE: [(char, &str); 1] = [('𠮷', "ji")];

/// What a name is found by: the name itself, and every reading of its characters as full pinyin and initials.
///
/// Stored beside the name, so that a search is one `LIKE` over this text. A name with more than `COMBINATIONS` readings
/// keeps the first reading of its last characters only.
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
        let mut syllables = syllables(c);
        if syllables.is_empty() {
            continue;
        }
        if all.len() * syllables.len() > COMBINATIONS {
            syllables.truncate(1);
        }
        all = all
            .iter()
            .flat_map(|start| {
                syllables.iter().map(move |syllable| start.iter().cloned().chain([syllable.clone()]).collect())
            })
            .collect();
    }
    all
}

/// The readings of a character without tones, the usual one first; none for signs.
fn syllables(c: char) -> Vec<String> {
    let known = c.to_pinyin_multi().into_iter().flatten().map(|one| one.plain().replace('ü', "v"));
    let added = RARE.iter().filter(|(of, _)| *of == c).map(|(_, syllable)| (*syllable).to_owned());
    let latin = c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase().to_string());
    let mut readings: Vec<String> = Vec::new();
    for syllable in known.chain(added).chain(latin) {
        if !readings.contains(&syllable) {
            readings.push(syllable);
        }
    }
    readings
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
    fn surnames_and_given_names_are_found_by_every_reading() {
        for (name, queries) in [
            ("单雄", &["shanxiong", "danxiong", "sx", "dx"][..]),
            ("曾乐行", &["zenglexing", "zengyuehang", "zlx", "zyh"]),
            ("仇重", &["qiuchong", "chouzhong", "qc"]),
            ("解珍", &["xiezhen", "jiezhen"]),
            ("查良", &["zhaliang", "chaliang"]),
            ("覃超", &["qinchao", "tanchao"]),
            ("朴某", &["piaomou", "pumou"]),
            ("区行", &["ouxing", "quhang"]),
            ("尉迟恭", &["yuchigong", "weichigong", "ycg"]),
            ("盖乐", &["gele", "gaiyue", "geyue"]),
            ("单重乐行", &["shanchongyuehang", "danzhonglexing", "scyh", "dzlx"]),
        ] {
            for query in queries {
                assert!(key(&[name]).contains(query), "{name} should be found by {query}: {}", key(&[name]));
            }
        }
    }

    #[test]
    fn what_the_library_knows_is_not_listed_beside_it() {
        let known = |(c, syllable): &&(char, &str)| {
            c.to_pinyin_multi().is_some_and(|all| all.into_iter().any(|one| one.plain() == *syllable))
        };
        let twice: Vec<_> = RARE.iter().filter(known).collect();
        assert!(twice.is_empty(), "the library knows {twice:?}");
    }

    #[test]
    fn rare_characters_without_a_reading_still_match_themselves() {
        assert!(key(&["王𠮷"]).contains("王𠮷") && key(&["王𠮷"]).contains("wangji"));
        assert!(key(&["王𰀀"]).contains("王𰀀"));
        assert_eq!(fold(" Wang Ji "), "wangji");
    }
}
