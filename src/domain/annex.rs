//! 附件2, 附件3 and 附件4: which of them, of which grids, and which forms can be printed blank.

use serde::{Deserialize, Serialize};

use super::{grid::Level, plan};

/// One of the plan's three tables of responsible people (R111, R117, R123).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Annex {
    /// 附件2 一级网格监督监管表.
    Annex2,
    /// 附件3 二级网格监督监管表, one for each town or street.
    Annex3,
    /// 附件4 三级网格监督监管表, one for each village or community.
    Annex4,
}

impl Annex {
    pub const ALL: [Self; 3] = [Self::Annex2, Self::Annex3, Self::Annex4];

    /// 「附件3」.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Annex2 => "附件2",
            Self::Annex3 => "附件3",
            Self::Annex4 => "附件4",
        }
    }

    /// 「附件3 东胜区耕地保护二级网格监督监管表」, in the plan's words.
    pub fn title(self) -> String {
        let words = match self {
            Self::Annex2 => &plan::annex2().words.title,
            Self::Annex3 => &plan::annex3().words.title,
            Self::Annex4 => &plan::annex4().words.title,
        };
        format!("{} {words}", self.mark())
    }

    /// The level of the grids it has one sheet for.
    pub fn level(self) -> Level {
        match self {
            Self::Annex2 => Level::District,
            Self::Annex3 => Level::Town,
            Self::Annex4 => Level::Village,
        }
    }

    /// The annex of the grids of a level; none for groups.
    pub fn of(level: Level) -> Option<Self> {
        Self::ALL.into_iter().find(|annex| annex.level() == level)
    }
}

/// How much of the district a batch takes: annex 2 names 11 of the 15 towns and streets (R115, G01).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Extent {
    /// Towns and streets that annex 2 lists, and what lies below them.
    #[default]
    Annex2,
    /// All of the district.
    All,
}

impl Extent {
    pub const ALL: [Self; 2] = [Self::Annex2, Self::All];

    pub fn label(self) -> &'static str {
        match self {
            Self::Annex2 => "附件2所列镇、街道",
            Self::All => "全部镇、街道",
        }
    }
}

/// A form printed for filling in by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlankForm {
    Annex2,
    Annex3,
    Annex4,
    /// 巡查台账.
    Patrols,
}

impl BlankForm {
    pub const ALL: [Self; 4] = [Self::Annex2, Self::Annex3, Self::Annex4, Self::Patrols];

    /// The annex it is, if it is one.
    pub fn annex(self) -> Option<Annex> {
        match self {
            Self::Annex2 => Some(Annex::Annex2),
            Self::Annex3 => Some(Annex::Annex3),
            Self::Annex4 => Some(Annex::Annex4),
            Self::Patrols => None,
        }
    }

    pub fn label(self) -> &'static str {
        self.annex().map_or("巡查台账", Annex::mark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_but_groups_has_its_annex() {
        assert_eq!(Level::ALL.map(Annex::of), [Some(Annex::Annex2), Some(Annex::Annex3), Some(Annex::Annex4), None]);
        assert_eq!(BlankForm::ALL.map(BlankForm::label), ["附件2", "附件3", "附件4", "巡查台账"]);
    }
}
