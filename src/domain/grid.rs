//! The three-level grid with 村民小组 below (R018, R023, R029, R032, G26).

use serde::{Deserialize, Serialize};

use super::{date::Period, id::GridId};

/// 一级 区, 二级 镇（街道）, 三级 村（社区）, and the groups below.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    District,
    Town,
    Village,
    Group,
}

impl Level {
    pub const ALL: [Self; 4] = [Self::District, Self::Town, Self::Village, Self::Group];

    pub fn label(self) -> &'static str {
        match self {
            Self::District => "一级网格",
            Self::Town => "二级网格",
            Self::Village => "三级网格",
            Self::Group => "村民小组",
        }
    }

    pub fn below(self) -> Option<Self> {
        match self {
            Self::District => Some(Self::Town),
            Self::Town => Some(Self::Village),
            Self::Village => Some(Self::Group),
            Self::Group => None,
        }
    }

    pub fn above(self) -> Option<Self> {
        match self {
            Self::District => None,
            Self::Town => Some(Self::District),
            Self::Village => Some(Self::Town),
            Self::Group => Some(Self::Village),
        }
    }

    /// The kinds of unit that make up this level.
    pub fn kinds(self) -> &'static [GridKind] {
        match self {
            Self::District => &[GridKind::District],
            Self::Town => &[GridKind::Town, GridKind::Street],
            Self::Village => &[GridKind::Village, GridKind::Community],
            Self::Group => &[GridKind::Group, GridKind::Area],
        }
    }
}

/// What a grid is on the map of administration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GridKind {
    District,
    Town,
    Street,
    Village,
    Community,
    /// 村民小组（队组、社）.
    Group,
    /// 片区 of a community without groups (G26).
    Area,
}

impl GridKind {
    pub const ALL: [Self; 7] =
        [Self::District, Self::Town, Self::Street, Self::Village, Self::Community, Self::Group, Self::Area];

    pub fn label(self) -> &'static str {
        match self {
            Self::District => "区",
            Self::Town => "镇",
            Self::Street => "街道",
            Self::Village => "村",
            Self::Community => "社区",
            Self::Group => "村民小组",
            Self::Area => "片区",
        }
    }

    pub fn level(self) -> Level {
        match self {
            Self::District => Level::District,
            Self::Town | Self::Street => Level::Town,
            Self::Village | Self::Community => Level::Village,
            Self::Group | Self::Area => Level::Group,
        }
    }

    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.label() == label)
    }
}

/// What was true of a grid during one period: a rename, a move or a changed code opens the next version (A9).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridVersion {
    pub grid: GridId,
    pub period: Period,
    pub facts: GridFacts,
    /// The paper that decided the change.
    pub document: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridFacts {
    /// `None` for the district only.
    pub parent: Option<GridId>,
    pub name: String,
    pub kind: GridKind,
    /// 统计用区划代码.
    pub stat_code: String,
    /// 民政区划代码.
    pub civil_code: String,
    /// Other spellings, for search and import matching (G31).
    pub aliases: Vec<String>,
    /// 无耕地: outside the denominators of patrol rates (G28).
    pub no_farmland: bool,
    /// Place in annex 2 (1-11); `None` for units not listed there (R115, G01).
    pub annex2_order: Option<u32>,
}

/// A code as the national list builds it: 6, 9 or 12 digits by level; a group adds 2 (standards §1.2). Empty is allowed.
pub fn check_code(label: &str, code: &str, level: Level) -> Result<String, String> {
    let code = code.trim();
    let digits = match level {
        Level::District => 6,
        Level::Town => 9,
        Level::Village => 12,
        Level::Group => 14,
    };
    if code.is_empty() || (code.len() == digits && code.bytes().all(|b| b.is_ascii_digit())) {
        Ok(code.to_owned())
    } else {
        Err(format!("{label}「{code}」应为 {digits} 位数字，请核对或留空"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_and_kinds_agree() {
        for level in Level::ALL {
            assert!(level.kinds().iter().all(|kind| kind.level() == level));
            assert_eq!(level.below().and_then(Level::above), level.below().map(|_| level));
        }
    }

    #[test]
    fn codes_have_the_length_of_their_level() {
        assert_eq!(check_code("代码", " 150602101207 ", Level::Village), Ok("150602101207".into()));
        assert_eq!(check_code("代码", "", Level::Town), Ok(String::new()));
        assert!(check_code("代码", "15060210", Level::Town).unwrap_err().contains("9 位数字"));
        assert!(check_code("代码", "1.50602E+8", Level::Town).is_err());
    }
}
