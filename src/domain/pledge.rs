//! 耕地保护目标责任书 (R014, R068, G47): who signs with whom at which level, and the targets in 亩.

use serde::{Deserialize, Serialize};

use super::{
    area::Area,
    grid::Level,
    id::{PersonId, PostId},
};

/// The clause that speaks of them (L796).
pub const LINE: u32 = 796;
/// The clause that makes the targets everyone's (L742).
pub const TARGET_LINE: u32 = 742;

/// Between which levels a 责任书 is signed; its lower side is the grid it is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// 区–镇（街道）.
    #[default]
    Town,
    /// 镇（街道）–村（社区）.
    Village,
    /// 村（社区）–网格员; optional (G47).
    Group,
}

impl Tier {
    pub const ALL: [Self; 3] = [Self::Town, Self::Village, Self::Group];

    pub fn label(self) -> &'static str {
        match self {
            Self::Town => "区–镇（街道）",
            Self::Village => "镇（街道）–村（社区）",
            Self::Group => "村（社区）–网格员",
        }
    }

    /// The level of the side that answers for the targets.
    pub fn level(self) -> Level {
        match self {
            Self::Town => Level::Town,
            Self::Village => Level::Village,
            Self::Group => Level::Group,
        }
    }

    /// The tier whose lower side is of a level; nobody signs with the district as the lower side.
    pub fn of(level: Level) -> Option<Self> {
        Self::ALL.into_iter().find(|tier| tier.level() == level)
    }

    /// Whether every grid of the level is expected to have one; the lowest tier is optional (G47).
    pub fn expected(self) -> bool {
        self != Self::Group
    }
}

/// Who signed for a side: a post with whoever held it on the day of signing, or a person, or a person named for a post.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signer {
    pub post: Option<PostId>,
    pub person: Option<PersonId>,
}

impl Signer {
    pub fn is_open(&self) -> bool {
        self.post.is_none() && self.person.is_none()
    }
}

/// The targets of one 责任书; the plan gives none, so each may be open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Targets {
    /// 耕地保有量.
    pub farmland: Option<Area>,
    /// 永久基本农田.
    pub permanent: Option<Area>,
}

impl Targets {
    /// What seems odd but may be so: more 永久基本农田 than 耕地.
    pub fn doubt(&self) -> Option<String> {
        let (farmland, permanent) = (self.farmland?, self.permanent?);
        (permanent > farmland).then(|| {
            format!("永久基本农田 {} 亩多于耕地保有量 {} 亩，请核对是否填反", permanent.grouped(), farmland.grouped())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiers_follow_the_level_of_the_lower_side() {
        for tier in Tier::ALL {
            assert_eq!(Tier::of(tier.level()), Some(tier));
        }
        assert_eq!(Tier::of(Level::District), None);
        assert!(crate::domain::plan::clause(LINE).is_some_and(|clause| clause.text.contains("目标责任书")));
    }

    #[test]
    fn more_permanent_than_all_farmland_is_worth_a_look() {
        let targets =
            |farmland, permanent| Targets { farmland: Some(Area::mu(farmland)), permanent: Some(Area::mu(permanent)) };
        assert_eq!(targets(100, 100).doubt(), None);
        assert!(targets(100, 101).doubt().is_some_and(|doubt| doubt.contains("101.00 亩多于耕地保有量 100.00 亩")));
        assert_eq!(Targets { farmland: None, permanent: Some(Area::mu(1)) }.doubt(), None);
    }
}
