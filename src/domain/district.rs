//! 东胜区 as shipped: towns and streets, villages and communities with both codes, and the departments.
//!
//! A starting list with a known date, not the current truth: a new workspace copies it and the district edits its copy.

use serde::Deserialize;

use super::grid::{GridKind, Level};

/// The list's own date: 统计用区划代码 of this day.
pub const VINTAGE: &str = "2023-06-30";

/// One line of `divisions.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Division {
    pub stat_code: String,
    pub civil_code: String,
    pub name: String,
    pub kind: GridKind,
    pub parent_stat_code: String,
    pub annex2_order: Option<u32>,
    pub aliases: Vec<String>,
}

impl Division {
    pub fn level(&self) -> Level {
        self.kind.level()
    }
}

#[derive(Deserialize)]
struct DivisionLine {
    stat_code: String,
    civil_code: String,
    name: String,
    kind: String,
    parent_stat_code: String,
    annex2_order: Option<u32>,
    aliases: String,
}

/// Every division in the order of the list: the district first, parents before children.
pub fn divisions() -> Vec<Division> {
    let lines = csv::Reader::from_reader(include_str!("../../data/dongsheng/divisions.csv").as_bytes());
    lines
        .into_deserialize::<DivisionLine>()
        .filter_map(Result::ok)
        .filter_map(|line| {
            Some(Division {
                kind: GridKind::from_label(&line.kind)?,
                stat_code: line.stat_code,
                civil_code: line.civil_code,
                name: line.name,
                parent_stat_code: line.parent_stat_code,
                annex2_order: line.annex2_order,
                aliases: split(&line.aliases),
            })
        })
        .collect()
}

/// One line of `departments.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Department {
    pub short_name: String,
    pub full_name: String,
    pub aliases: Vec<String>,
    /// 自然资源分局, 农牧局 and 水利局 (G01).
    pub assessed_by_default: bool,
}

#[derive(Deserialize)]
struct DepartmentLine {
    short_name: String,
    full_name: String,
    aliases: String,
    assessed_by_default: String,
}

pub fn departments() -> Vec<Department> {
    let lines = csv::Reader::from_reader(include_str!("../../data/dongsheng/departments.csv").as_bytes());
    lines
        .into_deserialize::<DepartmentLine>()
        .filter_map(Result::ok)
        .map(|line| Department {
            aliases: split(&line.aliases),
            assessed_by_default: line.assessed_by_default == "yes",
            short_name: line.short_name,
            full_name: line.full_name,
        })
        .collect()
}

/// Splits 「甲;乙」 into its names.
fn split(list: &str) -> Vec<String> {
    list.split(';').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::grid::check_code, *};

    #[test]
    fn the_list_is_whole() {
        let all = divisions();
        let count = |kind| all.iter().filter(|division| division.kind == kind).count();
        assert_eq!(all.len(), 124);
        assert_eq!(
            [GridKind::District, GridKind::Town, GridKind::Street, GridKind::Community, GridKind::Village].map(count),
            [1, 3, 12, 81, 27]
        );
    }

    #[test]
    fn every_code_fits_its_level_and_every_parent_comes_first() {
        let all = divisions();
        for (place, division) in all.iter().enumerate() {
            for code in [&division.stat_code, &division.civil_code] {
                assert!(check_code("代码", code, division.level()).is_ok(), "{}", division.name);
            }
            let parent = all[..place].iter().find(|other| other.stat_code == division.parent_stat_code);
            assert_eq!(parent.map(Division::level), division.level().above(), "{}", division.name);
        }
    }

    #[test]
    fn annex_2_lists_eleven_in_its_order() {
        let mut listed: Vec<_> = divisions().into_iter().filter(|d| d.annex2_order.is_some()).collect();
        listed.sort_by_key(|division| division.annex2_order);
        let names: Vec<_> = listed.iter().map(|division| division.name.as_str()).collect();
        assert_eq!(
            names,
            [
                "罕台镇",
                "铜川镇",
                "泊尔江海子镇",
                "民族街道",
                "兴胜街道",
                "纺织街道",
                "幸福街道",
                "巴音门克街道",
                "诃额伦街道",
                "天骄街道",
                "富兴街道"
            ]
        );
    }

    #[test]
    fn three_departments_are_assessed_by_default() {
        let names: Vec<_> = departments().into_iter().filter(|d| d.assessed_by_default).map(|d| d.short_name).collect();
        assert_eq!(names, ["自然资源分局", "农牧局", "水利局"]);
    }
}
