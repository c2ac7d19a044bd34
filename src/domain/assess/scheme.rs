//! The assessment scheme: parts, items, points and bands as data with years of validity (R090-R107, G41).

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::Tenths;

/// 考核办法 as it stands in `data/schemes`; an assessment year freezes its own copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scheme {
    pub id: String,
    pub title: String,
    /// 考核主体 (R087).
    pub assessor: String,
    /// First assessment year it applies to (R049).
    pub valid_from_year: i32,
    /// Last year it applies to; open while no later scheme replaces it.
    #[serde(default)]
    pub valid_to_year: Option<i32>,
    #[serde(rename = "part")]
    pub parts: Vec<Part>,
    #[serde(rename = "band")]
    pub bands: Vec<Band>,
}

/// One of the three parts (R091, R096, R099).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// 「一」.
    pub number: String,
    pub name: String,
    pub points: Tenths,
    /// The plan's line, verbatim.
    pub text: String,
    #[serde(rename = "item")]
    pub items: Vec<Item>,
}

impl Part {
    /// Its name in a narrow column: 「安排部署」 of 「网格化监督监管工作安排部署情况」.
    pub fn short_name(&self) -> String {
        let name: Vec<char> = self.name.trim_end_matches("情况").chars().collect();
        name[name.len().saturating_sub(4)..].iter().collect()
    }
}

/// Where an item stands in its scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ItemPlace<'a> {
    pub part: &'a Part,
    pub item: &'a Item,
    /// 序号 within the part, from 1.
    pub number: usize,
}

impl ItemPlace<'_> {
    /// 「一、1」.
    pub fn label(&self) -> String {
        format!("{}、{}", self.part.number, self.number)
    }

    /// 「一、1 按时完成网格划分报备情况」.
    pub fn name(&self) -> String {
        format!("{} {}", self.label(), self.item.text)
    }
}

/// One of the twelve items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// 「1.1」: part and place; stable within a scheme.
    pub id: String,
    /// The plan's words without number and points.
    pub text: String,
    /// The plan's line, verbatim.
    pub official: String,
    pub points: Tenths,
    /// Line of the plan.
    pub line: u32,
    pub requirement: String,
}

/// 等次 with its inclusive lower bound (R104-R107).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    pub name: String,
    pub from: Tenths,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SchemeFault {
    #[error("考核办法文件读不出：{0}")]
    Unreadable(String),
    #[error("考核办法「{scheme}」的{part}部分各项之和为 {sum} 分，与该部分 {points} 分不符")]
    PartSum { scheme: String, part: String, sum: Tenths, points: Tenths },
    #[error("考核办法「{scheme}」满分为 {sum} 分，应为 100 分")]
    FullMarks { scheme: String, sum: Tenths },
    #[error("考核办法「{scheme}」的等次须从高到低排列，且最低等次从 0 分起")]
    Bands { scheme: String },
}

impl Scheme {
    /// Reads and checks a scheme file.
    pub fn read(toml: &str) -> Result<Self, SchemeFault> {
        let scheme: Self = toml::from_str(toml).map_err(|fault| SchemeFault::Unreadable(fault.to_string()))?;
        scheme.check()?;
        Ok(scheme)
    }

    fn check(&self) -> Result<(), SchemeFault> {
        for part in &self.parts {
            let sum: Tenths = part.items.iter().map(|item| item.points).sum();
            if sum != part.points {
                return Err(SchemeFault::PartSum {
                    scheme: self.id.clone(),
                    part: part.number.clone(),
                    sum,
                    points: part.points,
                });
            }
        }
        if self.full_marks() != Tenths::whole(100) {
            return Err(SchemeFault::FullMarks { scheme: self.id.clone(), sum: self.full_marks() });
        }
        let falling = self.bands.windows(2).all(|pair| pair[0].from > pair[1].from);
        if !falling || self.bands.last().map(|band| band.from) != Some(Tenths(0)) {
            return Err(SchemeFault::Bands { scheme: self.id.clone() });
        }
        Ok(())
    }

    pub fn full_marks(&self) -> Tenths {
        self.parts.iter().map(|part| part.points).sum()
    }

    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.parts.iter().flat_map(|part| &part.items)
    }

    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items().find(|item| item.id == id)
    }

    /// Every item with its place, in the order of the plan.
    pub fn places(&self) -> impl Iterator<Item = ItemPlace<'_>> {
        self.parts.iter().flat_map(|part| {
            part.items.iter().enumerate().map(move |(before, item)| ItemPlace { part, item, number: before + 1 })
        })
    }

    pub fn place(&self, id: &str) -> Option<ItemPlace<'_>> {
        self.places().find(|place| place.item.id == id)
    }

    /// The band of an exact total: bounds are inclusive, nothing is rounded up (G06, G07).
    pub fn band(&self, total: Tenths) -> &Band {
        let last = self.bands.len() - 1;
        self.bands.iter().find(|band| total >= band.from).unwrap_or(&self.bands[last])
    }

    pub fn applies_to(&self, year: i32) -> bool {
        self.valid_from_year <= year && self.valid_to_year.is_none_or(|last| year <= last)
    }
}

/// The scheme of annex 1, shipped with the program.
pub fn dongsheng_2023() -> &'static Scheme {
    static SCHEME: OnceLock<Scheme> = OnceLock::new();
    SCHEME.get_or_init(|| {
        Scheme::read(include_str!("../../../data/schemes/dongsheng-2023.toml")).expect("the shipped scheme is tested")
    })
}

/// The shipped scheme for a year, if one applies.
pub fn shipped(year: i32) -> Option<&'static Scheme> {
    Some(dongsheng_2023()).filter(|scheme| scheme.applies_to(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn annex_1_has_twelve_items_and_a_hundred_points() {
        let scheme = dongsheng_2023();
        let points: Vec<i64> = scheme.items().map(|item| item.points.0 / 10).collect();
        assert_eq!(points, [5, 5, 5, 5, 5, 5, 15, 10, 5, 15, 20, 5]);
        let parts: Vec<i64> = scheme.parts.iter().map(|part| part.points.0 / 10).collect();
        assert_eq!(parts, [25, 30, 45]);
        let names: Vec<String> = scheme.parts.iter().map(Part::short_name).collect();
        assert_eq!(names, ["安排部署", "体系建立", "体系运行"]);
        assert_eq!(scheme.item("3.3").unwrap().requirement, "R101");
        assert_eq!(scheme.place("1.1").unwrap().name(), "一、1 按时完成网格划分报备情况");
        assert_eq!(scheme.place("3.4").unwrap().label(), "三、4");
        assert_eq!(scheme.place("4.1"), None);
        assert_eq!(shipped(2023), None);
        assert!(shipped(2024).is_some());
    }

    #[test]
    fn band_bounds_are_inclusive_and_exact() {
        let scheme = dongsheng_2023();
        for (total, band) in [
            (1000, "优秀"),
            (850, "优秀"),
            (849, "良好"),
            (750, "良好"),
            (749, "合格"),
            (600, "合格"),
            (599, "不合格"),
            (0, "不合格"),
        ] {
            assert_eq!(scheme.band(Tenths(total)).name, band, "{total}");
        }
    }

    #[test]
    fn a_scheme_that_does_not_add_up_is_refused() {
        let good = include_str!("../../../data/schemes/dongsheng-2023.toml");
        let bad = good.replacen("points = 20", "points = 19", 1);
        assert!(matches!(Scheme::read(&bad), Err(SchemeFault::PartSum { .. })));
    }
}
