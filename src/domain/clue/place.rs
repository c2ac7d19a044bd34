//! Which village or town a clue lies in, by the codes and names that stand in it (splitting 分发). No borders of villages
//! are kept, so that coordinates cannot decide.

use std::collections::HashMap;

use crate::domain::{grid::Level, id::GridId, import::clean};

/// A town or village of the day, as its codes and names say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub grid: GridId,
    pub level: Level,
    /// The town of a village.
    pub town: Option<GridId>,
    pub names: Vec<String>,
    pub stat_code: String,
    pub civil_code: String,
}

/// What codes and names can mean.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    places: HashMap<GridId, Place>,
    codes: HashMap<String, GridId>,
    stems: HashMap<String, Vec<GridId>>,
}

/// Endings that lists add to the name of a village or community, or leave out.
const ENDINGS: [&str; 8] = ["社区居民委员会", "村民委员会", "居民委员会", "嘎查", "村委会", "居委会", "社区", "村"];

/// A name without the words for what it is: 「撖家塔村委会」 is 「撖家塔」.
pub fn stem(name: &str) -> String {
    let name = clean::joined(name);
    for ending in ENDINGS {
        if let Some(stem) = name.strip_suffix(ending).filter(|stem| !stem.is_empty()) {
            return stem.to_owned();
        }
    }
    name
}

impl Gazetteer {
    /// Of the towns and villages of a day; others are left out.
    pub fn new(places: impl IntoIterator<Item = Place>) -> Self {
        let mut book = Self::default();
        for place in places.into_iter().filter(|place| matches!(place.level, Level::Town | Level::Village)) {
            for code in [&place.stat_code, &place.civil_code] {
                if !code.is_empty() {
                    book.codes.insert(padded(code), place.grid);
                }
            }
            for name in &place.names {
                let known = book.stems.entry(stem(name)).or_default();
                if !known.contains(&place.grid) {
                    known.push(place.grid);
                }
            }
            book.places.insert(place.grid, place);
        }
        book
    }

    pub fn place(&self, grid: GridId) -> Option<&Place> {
        self.places.get(&grid)
    }

    /// The village, or the town when no village is told. A code counts before names; a village's name counts within its
    /// town where that is told.
    ///
    /// # Errors
    /// Why it could not be told, in a sentence that says what to do.
    pub fn find(&self, code: &str, town: &str, village: &str) -> Result<GridId, String> {
        let code = clean::code(code);
        let by_code = self.coded(&code);
        if let Some(place) = by_code.filter(|place| place.level == Level::Village) {
            return Ok(place.grid);
        }
        let by_name = self.named(town, Level::Town);
        let town_found = by_code.map(|place| place.grid).or(by_name);
        if !village.trim().is_empty() {
            return match (self.village_named(village, town_found).as_slice(), town_found) {
                ([one], _) => Ok(*one),
                ([], Some(town)) => Ok(town),
                ([], None) => Err(format!("没有名为「{village}」的村（社区），请手工分发")),
                (_, _) => Err(format!("有几个「{village}」，没有写明哪个镇（街道），请手工分发")),
            };
        }
        town_found.ok_or_else(|| match (code.is_empty(), town.trim().is_empty()) {
            (true, true) => "没有坐落单位代码，也没有镇（街道）、村（社区）名称，请手工分发".to_owned(),
            (false, true) => format!("坐落单位代码「{code}」不在本区网格的两套代码中，请手工分发"),
            (_, false) => format!("没有名为「{town}」的镇（街道），请手工分发"),
        })
    }

    /// By the first twelve digits, then by those of the town. 19 digits are 12 of the village and 7 more (standards §2.2).
    fn coded(&self, code: &str) -> Option<&Place> {
        let digits: String = code.chars().take_while(char::is_ascii_digit).take(12).collect();
        if digits.len() < 9 {
            return None;
        }
        let whole = self.codes.get(&padded(&digits));
        let grid = whole.or_else(|| self.codes.get(&padded(&digits[..9])))?;
        self.places.get(grid)
    }

    fn named(&self, name: &str, level: Level) -> Option<GridId> {
        let found: Vec<_> = self.stems.get(&stem(name))?.iter().filter(|grid| self.is(**grid, level)).collect();
        match found.as_slice() {
            [one] => Some(**one),
            _ => None,
        }
    }

    fn village_named(&self, name: &str, town: Option<GridId>) -> Vec<GridId> {
        let name = clean::joined(name);
        // 「罕台镇撖家塔村」: the name of a town may stand before that of the village.
        let towns = self.places.values().filter(|place| place.level == Level::Town);
        let before = towns.flat_map(|place| place.names.iter().map(move |own| (own, place.grid)));
        let cut = before.filter_map(|(own, grid)| {
            let rest = name.strip_prefix(own.as_str()).filter(|rest| !rest.is_empty())?;
            Some((rest.to_owned(), Some(grid)))
        });
        let mut tries: Vec<(String, Option<GridId>)> = vec![(name.clone(), town)];
        tries.extend(cut);
        for (name, town) in tries {
            let called = self.stems.get(&stem(&name)).map_or(&[][..], Vec::as_slice);
            let within = |grid: &GridId| {
                self.is(*grid, Level::Village)
                    && town.is_none_or(|town| self.place(*grid).and_then(|place| place.town) == Some(town))
            };
            let found: Vec<GridId> = called.iter().copied().filter(within).collect();
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    fn is(&self, grid: GridId, level: Level) -> bool {
        self.place(grid).is_some_and(|place| place.level == level)
    }
}

/// A code with the zeros that some lists leave out at its end.
fn padded(code: &str) -> String {
    format!("{code:0<12}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(grid: i64, level: Level, town: Option<i64>, name: &str, stat: &str, civil: &str) -> Place {
        Place {
            grid: GridId(grid),
            level,
            town: town.map(GridId),
            names: vec![name.into()],
            stat_code: stat.into(),
            civil_code: civil.into(),
        }
    }

    fn book() -> Gazetteer {
        Gazetteer::new([
            place(1, Level::Town, None, "罕台镇", "150602101", "150602107"),
            place(2, Level::Town, None, "铜川镇", "150602102", "150602108"),
            place(3, Level::Village, Some(1), "撖家塔村", "150602101207", "150602107207"),
            place(4, Level::Village, Some(1), "永胜村", "150602101204", ""),
            place(5, Level::Village, Some(2), "永胜社区", "", ""),
        ])
    }

    #[test]
    fn codes_of_both_systems_find_village_and_town() {
        let find = |code: &str| book().find(code, "", "").ok();
        assert_eq!(find("1506021012070000000"), Some(GridId(3)), "19 digits of the survey");
        assert_eq!(find("150602107207"), Some(GridId(3)), "civil code");
        assert_eq!(find("150602101000"), Some(GridId(1)));
        assert_eq!(find("150602108"), Some(GridId(2)));
        assert_eq!(find("1506021012990000000"), Some(GridId(1)), "an unknown village of a known town");
        assert_eq!(find("150602"), None);
    }

    #[test]
    fn names_are_compared_without_what_lists_add() {
        let find = |town: &str, village: &str| book().find("", town, village);
        assert_eq!(find("", "撖家塔村民委员会"), Ok(GridId(3)));
        assert_eq!(find("", "罕台镇撖家塔村"), Ok(GridId(3)));
        assert_eq!(find("铜川镇", "永胜居委会"), Ok(GridId(5)));
        assert!(find("", "永胜").unwrap_err().contains("有几个「永胜」"));
        assert_eq!(find("罕台镇", "没有的村"), Ok(GridId(1)), "the town at least");
        assert!(find("", "没有的村").unwrap_err().contains("没有名为"));
        assert!(find("", "").unwrap_err().contains("手工分发"));
    }
}
