//! The annual assessment of 附件1: exact points, the scheme, totals, bands and ranks (R085-R107, G06-G13).

mod rank;
mod scheme;
mod sheet;
mod tenths;

pub use rank::{Ranked, rank};
pub use scheme::{Band, Item, ItemPlace, Part, Scheme, SchemeFault, dongsheng_2023, shipped};
pub use sheet::{Mark, MarkFault, Total, check_mark, part_sum, total};
pub use tenths::{Tenths, TenthsFault};

use serde::{Deserialize, Serialize};

/// What kind of unit is assessed (R088): towns and streets are ranked together, departments among themselves (G02).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObjectKind {
    Town,
    Street,
    Department,
}

impl ObjectKind {
    pub fn label(self) -> &'static str {
        match self {
            Self::Town => "镇",
            Self::Street => "街道",
            Self::Department => "部门",
        }
    }

    /// The group it is ranked in.
    pub fn group(self) -> RankGroup {
        match self {
            Self::Town | Self::Street => RankGroup::Territory,
            Self::Department => RankGroup::Department,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RankGroup {
    Territory,
    Department,
}

impl RankGroup {
    pub const ALL: [Self; 2] = [Self::Territory, Self::Department];

    pub fn label(self) -> &'static str {
        match self {
            Self::Territory => "镇、街道",
            Self::Department => "部门",
        }
    }
}

/// Where an assessment year stands (G14). Only 审定 locks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 准备: the list of objects may still change.
    Preparing,
    /// 评审: the list is frozen, scores are entered.
    Scoring,
    /// 审定: locked; changes only as numbered corrections.
    Confirmed,
}

impl Stage {
    pub fn label(self) -> &'static str {
        match self {
            Self::Preparing => "准备",
            Self::Scoring => "评审",
            Self::Confirmed => "已审定",
        }
    }
}
