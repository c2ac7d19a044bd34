//! The desks of the office: what a signed-in person may do.

use serde::{Deserialize, Serialize};

/// A kind of work; each command needs one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// Grids, units, people, posts, duties, settings, operators.
    Manage,
    /// Patrols and their files.
    Record,
    /// The annual assessment.
    Assess,
}

/// Where a person works (three desks of practice, and a reader).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Desk {
    /// 区级管理: everything.
    District,
    /// 镇街录入: patrols of their own grid.
    Town,
    /// 考核评分.
    Assessor,
    /// 查阅: reads and prints.
    Reader,
}

impl Desk {
    pub const ALL: [Self; 4] = [Self::District, Self::Town, Self::Assessor, Self::Reader];

    pub fn label(self) -> &'static str {
        match self {
            Self::District => "区级管理",
            Self::Town => "镇（街道）录入",
            Self::Assessor => "考核评分",
            Self::Reader => "查阅",
        }
    }

    /// Whether personal phones are shown in full; others see them masked, on every page, list and in the history.
    pub fn sees_phones(self) -> bool {
        self == Self::District
    }

    pub fn has(self, right: Right) -> bool {
        match self {
            Self::District => true,
            Self::Town => right == Right::Record,
            Self::Assessor => right == Right::Assess,
            Self::Reader => false,
        }
    }
}

impl Right {
    pub fn label(self) -> &'static str {
        match self {
            Self::Manage => "管理网格和责任人",
            Self::Record => "登记巡查",
            Self::Assess => "考核评分",
        }
    }
}
