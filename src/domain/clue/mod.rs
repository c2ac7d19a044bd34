//! Satellite clues (卫星图斑): a batch of leads that come together, are split, checked in the field, answered and
//! confirmed (standards §2.6). A clue is a lead and never a proof.

pub mod answer;
pub mod dictionary;
pub mod outline;
pub mod place;
pub mod sheet;

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{area::SquareMetres, point::Point, problem::words};
pub use answer::{Answer, Category, Evidence};
pub use outline::Outline;

/// Longest 图斑编号 and 图斑类型 code, in characters.
pub const NUMBER_MAX: usize = 40;

words! {
    /// Where a clue is on its way.
    ClueState {
        /// Nobody has it yet.
        Unassigned = "未分发",
        Assigned = "待核查",
        /// Sent back with a reason: to be checked again.
        Returned = "退回重核",
        Answered = "已回复",
        /// 审核确认: what stands in it is no longer changed.
        Confirmed = "已审核",
    }
}

impl ClueState {
    /// Whether somebody in the field still has to answer.
    pub fn is_waiting(self) -> bool {
        matches!(self, Self::Unassigned | Self::Assigned | Self::Returned)
    }
}

/// 图斑批次: what came together, and by when it has to be answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClueBatch {
    /// 期次: 「2025年5月」.
    pub name: String,
    /// First day of the month the images are of.
    pub month: NaiveDate,
    pub received_on: NaiveDate,
    /// 下发单位.
    #[serde(default)]
    pub sender: String,
    /// 文号.
    #[serde(default)]
    pub document: String,
    /// 完成期限, the last day in time. `None`: the last day that 月清 gives.
    #[serde(default)]
    pub due_on: Option<NaiveDate>,
    #[serde(default)]
    pub note: String,
}

/// The last day of 月清: the end of the month so many months after that of the images (建议值; the practice is 1).
pub fn monthly_due(month: NaiveDate, after: u32) -> NaiveDate {
    let first = month.with_day(1).unwrap_or(month);
    first.checked_add_months(Months::new(after + 1)).and_then(|next| next.pred_opt()).unwrap_or(month)
}

/// One clue as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Clue {
    /// 图斑编号, once in its batch.
    pub number: String,
    /// 图斑类型 (TBLX) as written: 「1」 and 「01」 are kept apart.
    pub kind: String,
    /// 图斑面积 (TBMJ).
    pub area: Option<SquareMetres>,
    /// The centre.
    pub point: Option<Point>,
    pub outline: Outline,
    /// 坐落 as written: town and village by name.
    pub town: String,
    pub village: String,
    /// 坐落单位代码 (ZLDWDM) as written.
    pub code: String,
    /// 前地类, 后地类 as written.
    pub class_before: String,
    pub class_after: String,
    /// 影像时间 as written.
    pub imaged: String,
    /// 备注 of whoever sent it.
    pub description: String,
}

impl Clue {
    /// The centre as given, or the middle of the outline.
    pub fn centre(&self) -> Option<Point> {
        self.point.or_else(|| self.outline.middle())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn a_month_is_to_be_cleared_by_the_end_of_the_next() {
        assert_eq!(monthly_due(day(2025, 5, 1), 1), day(2025, 6, 30));
        assert_eq!(monthly_due(day(2025, 1, 31), 1), day(2025, 2, 28));
        assert_eq!(monthly_due(day(2025, 12, 1), 1), day(2026, 1, 31));
        assert_eq!(monthly_due(day(2025, 5, 1), 0), day(2025, 5, 31));
    }

    #[test]
    fn only_answers_and_confirmed_ones_wait_for_nobody() {
        let waiting: Vec<_> = ClueState::ALL.iter().filter(|state| state.is_waiting()).collect();
        assert_eq!(waiting.len(), 3);
    }
}
