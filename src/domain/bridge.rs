//! 数据口径对照表: figures of a period by the units of one day, and how they came to them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{grid::Level, sheet::SheetFrame};

/// What is asked: whose figures, of when, by the units of which day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BridgeQuery {
    pub from: NaiveDate,
    /// Inclusive.
    pub to: NaiveDate,
    /// The day whose units the figures are summed by: before, within or after the period.
    pub units_as_of: NaiveDate,
    /// [`Level::Town`] or [`Level::Village`].
    pub level: Level,
}

/// Counts of patrols.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub patrols: u64,
    /// Those with a problem.
    pub problems: u64,
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.patrols += other.patrols;
        self.problems += other.problems;
    }
}

/// The sheet. The rows and the bridge lines that are counted to no unit add up to `total`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BridgeSheet {
    pub frame: SheetFrame,
    pub query: BridgeQuery,
    /// Every unit of the level on the day, in the order of the tree.
    pub rows: Vec<BridgeRow>,
    /// Figures recorded under another unit or another name, unit by unit.
    pub lines: Vec<BridgeLine>,
    /// Everything recorded in the period.
    pub total: Tally,
}

/// A unit of the day with what is counted to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BridgeRow {
    /// 「罕台镇撖家塔村」.
    pub unit: String,
    pub tally: Tally,
    /// How many of them were recorded under another unit.
    pub bridged: Tally,
}

/// Figures that were recorded under another unit or another name than those of the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BridgeLine {
    /// The unit as it was called when the patrols were made.
    pub recorded_under: String,
    pub fate: BridgeFate,
    /// 「「甲村」分设为「乙村」「丙村」（2025年5月1日起，东政发〔2025〕5号）」; empty when only versions tell.
    pub basis: Vec<String>,
    pub tally: Tally,
}

/// What became of the figures of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BridgeFate {
    /// Counted to this unit.
    Counted(String),
    /// 改革前未分 or 改革后未分: to one of these units, the records do not say which.
    Unsplit { before: bool, among: Vec<String> },
    /// No unit of the day holds this ground.
    Nobody,
    /// Recorded for a unit above the level that is asked for.
    Above,
}

impl BridgeFate {
    /// What stands in the column of the unit it is counted to.
    pub fn words(&self) -> String {
        match self {
            Self::Counted(unit) => unit.clone(),
            Self::Unsplit { before, among } => {
                let when = if *before { "改革前未分" } else { "改革后未分" };
                format!("{when}（{}）", among.join("、"))
            }
            Self::Nobody => "当日无对应单位".to_owned(),
            Self::Above => "由上级网格登记，不分到本级".to_owned(),
        }
    }

    /// Whether the figures are among those of a unit.
    pub fn is_counted(&self) -> bool {
        matches!(self, Self::Counted(_))
    }
}
