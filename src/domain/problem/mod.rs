//! A problem (问题): a suspected violation from the day it was found to 销号 (R057, R066, R067, G34-G37).

pub mod act;
pub mod course;
pub mod facts;
pub mod limit;
pub mod paper;
pub mod report;
pub mod standing;
pub mod step;
pub mod suggestion;
#[cfg(test)]
mod tests;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::{
    area::Area,
    id::{ClueId, GridId, PatrolId, PersonId, TipId},
    point::Point,
};

/// A closed list of words with their stable English name (serde) and their Chinese label.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$own:meta])* $variant:ident = $label:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$own])* $variant),* }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),* }
            }

            pub fn from_label(label: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|word| word.label() == label)
            }
        }
    };
}
pub(crate) use words;

words! {
    /// 问题来源.
    ProblemSource {
        Patrol = "巡查",
        Tip = "群众举报",
        Superior = "上级交办",
        Satellite = "卫星图斑",
        Department = "部门移送",
    }
}

words! {
    /// 问题类型; words, lines and bases stand in `data/rules/problems.toml` under the same ids.
    ProblemKind {
        NonAgricultural = "非农化",
        NonGrain = "非粮化",
        Abandoned = "撂荒",
        SignDamage = "破坏标志牌",
        Other = "其他",
    }
}

words! {
    /// 破坏行为 of L794 (R066); words, lines and bases stand in `data/rules/problems.toml` under the same ids.
    Behaviour {
        BuildHouse = "建房",
        BuildFactory = "建厂",
        BuildKiln = "建窑",
        DigSand = "挖沙",
        TakeSoil = "取土",
        PileSolids = "堆放固体物",
        DischargePollutants = "排放污染物",
        DumpPollutants = "倾倒污染物",
        Other = "其他",
    }
}

words! {
    /// 涉及地类.
    LandKind {
        Farmland = "耕地",
        /// Part of the 耕地 that is protected for good.
        BasicFarmland = "永久基本农田",
    }
}

/// 当事人: somebody the problem concerns. Lists show the name masked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Concerned {
    pub name: String,
    /// 承包者, 种植者, 施工方 …; free words.
    pub part: String,
    pub phone: String,
}

/// What is known of a problem when it is entered; what is done about it stands in its steps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    pub found_on: NaiveDate,
    #[serde(default)]
    pub found_at: Option<NaiveTime>,
    pub source: ProblemSource,
    pub kind: ProblemKind,
    #[serde(default)]
    pub behaviours: Vec<Behaviour>,
    /// Village, town or district; never a group.
    pub grid: GridId,
    /// 村民小组 or 片区 within the grid.
    #[serde(default)]
    pub group: Option<GridId>,
    /// 地块编号 as people write it.
    #[serde(default)]
    pub plot: String,
    /// 具体位置 in words.
    #[serde(default)]
    pub spot: String,
    #[serde(default)]
    pub point: Option<Point>,
    /// `None`: not yet clear (待核).
    #[serde(default)]
    pub land: Option<LandKind>,
    /// 涉及面积.
    #[serde(default)]
    pub area: Option<Area>,
    #[serde(default)]
    pub concerned: Vec<Concerned>,
    /// 发现人 known to the program, in the order they sign.
    #[serde(default)]
    pub finders: Vec<PersonId>,
    /// 发现人 in words when none is known: 「区自然资源分局移送」. Never a 举报人.
    #[serde(default)]
    pub found_by: String,
    /// 问题描述.
    pub description: String,
    /// 紧急情况 (L794).
    #[serde(default)]
    pub urgent: bool,
    /// The patrol that found it.
    #[serde(default)]
    pub patrol: Option<PatrolId>,
    /// The 举报 it came from.
    #[serde(default)]
    pub tip: Option<TipId>,
    /// The 图斑 it came from.
    #[serde(default)]
    pub clue: Option<ClueId>,
    /// 交办、移送文号 of what came from above or from a department.
    #[serde(default)]
    pub document: String,
    #[serde(default)]
    pub note: String,
}
