//! Reforms of the tree of grids (区划调整): what kinds there are, and what became of what.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::id::{GridId, ReformId};

/// What a reform does to the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReformKind {
    Rename,
    Split,
    Merge,
    Move,
    Open,
    Close,
}

impl ReformKind {
    pub const ALL: [Self; 6] = [Self::Rename, Self::Split, Self::Merge, Self::Move, Self::Open, Self::Close];

    pub fn label(self) -> &'static str {
        match self {
            Self::Rename => "更名",
            Self::Split => "分设",
            Self::Merge => "合并",
            Self::Move => "划转",
            Self::Open => "新设",
            Self::Close => "撤销",
        }
    }
}

/// One line of descent: a grid goes on, as itself or as another, from the day of a reform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Descent {
    pub reform: ReformId,
    /// First day of the new state.
    pub on: NaiveDate,
    /// `None` for a grid that begins without a predecessor.
    pub from: Option<GridId>,
    /// `None` for a grid that ends without a successor.
    pub to: Option<GridId>,
}
