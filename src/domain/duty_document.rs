//! 职责文件 and 奖惩措施 of a unit or grid (R069, R055; evidence for items 1.4 and 2.2).

use serde::{Deserialize, Serialize};

use super::id::{GridId, UnitId};

/// The clause that asks towns and streets to spell the duties out; its sentence ends on line 798.
pub const DUTIES_LINE: u32 = 796;
/// The line that asks them for 监督监管奖惩措施.
pub const REWARDS_LINE: u32 = 790;

/// What a document settles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// 「进一步细化明确各级网格责任人和网格员职责」 (L796-L798).
    #[default]
    Duties,
    /// 「配套完善监督监管奖惩措施」 (L790).
    Rewards,
}

impl DocumentKind {
    pub const ALL: [Self; 2] = [Self::Duties, Self::Rewards];

    pub fn label(self) -> &'static str {
        match self {
            Self::Duties => "职责文件",
            Self::Rewards => "奖惩措施",
        }
    }

    /// The clause that asks for it.
    pub fn line(self) -> u32 {
        match self {
            Self::Duties => DUTIES_LINE,
            Self::Rewards => REWARDS_LINE,
        }
    }
}

/// Who issued a document: a unit, or a grid where nobody cares which of its offices it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Issuer {
    Unit(UnitId),
    Grid(GridId),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::clause;

    #[test]
    fn each_kind_quotes_its_clause() {
        assert!(
            clause(DocumentKind::Duties.line())
                .is_some_and(|clause| clause.text.contains("各级网格责任人和网格员职责"))
        );
        assert!(clause(DocumentKind::Rewards.line()).is_some_and(|clause| clause.text.contains("监督监管奖惩措施")));
    }
}
