//! Scoring one object: what a mark may be, and the exact total (G02, G07-G09).

use std::fmt;

use super::{Item, Scheme, Tenths};
use serde::{Deserialize, Serialize};

/// What was decided for one item of one object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    Scored(Tenths),
    /// 不适用: counts no points, full marks are not rescaled (G02).
    NotApplicable,
}

impl fmt::Display for Mark {
    /// 「4.5」 or 「不适用」.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scored(score) => score.fmt(f),
            Self::NotApplicable => f.write_str("不适用"),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MarkFault {
    #[error("得分 {score} 超过本项满分 {points}，请填写 0 至 {points} 之间的分数")]
    AboveMaximum { score: Tenths, points: Tenths },
    #[error("得分不能小于 0，请填写 0 至 {points} 之间的分数")]
    BelowZero { points: Tenths },
    #[error("得分须为 {step} 的整数倍，请修改「{score}」")]
    OffStep { score: Tenths, step: Tenths },
    #[error("本项扣了 {lost} 分，请填写扣分原因及依据")]
    ReasonMissing { lost: Tenths },
    #[error("标为不适用时，请填写不适用的原因")]
    NotApplicableReasonMissing,
}

/// Whether a mark may stand: 0 to maximum, on the step, with a reason wherever points are taken off.
pub fn check_mark(item: &Item, mark: Mark, reason: &str, step: Tenths) -> Result<(), MarkFault> {
    let reason_missing = reason.trim().is_empty();
    match mark {
        Mark::NotApplicable if reason_missing => Err(MarkFault::NotApplicableReasonMissing),
        Mark::NotApplicable => Ok(()),
        Mark::Scored(score) if score < Tenths(0) => Err(MarkFault::BelowZero { points: item.points }),
        Mark::Scored(score) if score > item.points => Err(MarkFault::AboveMaximum { score, points: item.points }),
        Mark::Scored(score) if score.0 % step.0.max(1) != 0 => Err(MarkFault::OffStep { score, step }),
        Mark::Scored(score) if score < item.points && reason_missing => {
            Err(MarkFault::ReasonMissing { lost: Tenths(item.points.0 - score.0) })
        }
        Mark::Scored(_) => Ok(()),
    }
}

/// The state of a whole sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Total {
    /// Sum of what is scored so far.
    pub so_far: Tenths,
    /// Items without a mark: not zero, just open.
    pub open: usize,
    pub not_applicable: usize,
}

impl Total {
    /// The total, once no item is open.
    pub fn complete(&self) -> Option<Tenths> {
        (self.open == 0).then_some(self.so_far)
    }
}

/// Adds the marks up over all items of the scheme.
pub fn total(scheme: &Scheme, mark: impl Fn(&str) -> Option<Mark>) -> Total {
    add_up(scheme.items(), mark)
}

/// The same for the items of one part.
pub fn part_sum<'a>(items: impl IntoIterator<Item = &'a Item>, mark: impl Fn(&str) -> Option<Mark>) -> Total {
    add_up(items, mark)
}

fn add_up<'a>(items: impl IntoIterator<Item = &'a Item>, mark: impl Fn(&str) -> Option<Mark>) -> Total {
    let mut sum = Total { so_far: Tenths(0), open: 0, not_applicable: 0 };
    for item in items {
        match mark(&item.id) {
            Some(Mark::Scored(score)) => sum.so_far = sum.so_far + score,
            Some(Mark::NotApplicable) => sum.not_applicable += 1,
            None => sum.open += 1,
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::{super::dongsheng_2023, *};

    #[test]
    fn an_open_item_is_not_a_zero() {
        let scheme = dongsheng_2023();
        let all = total(scheme, |id| scheme.item(id).map(|item| Mark::Scored(item.points)));
        assert_eq!(all.complete(), Some(Tenths::whole(100)));
        let one_open = total(scheme, |id| (id != "3.4").then(|| Mark::Scored(scheme.item(id).unwrap().points)));
        assert_eq!((one_open.so_far, one_open.open, one_open.complete()), (Tenths::whole(95), 1, None));
        let zero = total(scheme, |id| {
            Some(Mark::Scored(if id == "3.4" { Tenths(0) } else { scheme.item(id).unwrap().points }))
        });
        assert_eq!(zero.complete(), Some(Tenths::whole(95)));
    }

    #[test]
    fn marks_stay_within_their_item() {
        let item = dongsheng_2023().item("1.1").unwrap();
        let step = Tenths(1);
        assert_eq!(check_mark(item, Mark::Scored(Tenths(50)), "", step), Ok(()));
        assert!(matches!(check_mark(item, Mark::Scored(Tenths(51)), "x", step), Err(MarkFault::AboveMaximum { .. })));
        assert!(matches!(check_mark(item, Mark::Scored(Tenths(-1)), "x", step), Err(MarkFault::BelowZero { .. })));
        assert!(matches!(check_mark(item, Mark::Scored(Tenths(49)), " ", step), Err(MarkFault::ReasonMissing { .. })));
        assert_eq!(check_mark(item, Mark::Scored(Tenths(49)), "报备迟 3 天", step), Ok(()));
        assert!(matches!(check_mark(item, Mark::Scored(Tenths(47)), "x", Tenths(5)), Err(MarkFault::OffStep { .. })));
        assert!(matches!(check_mark(item, Mark::NotApplicable, "", step), Err(MarkFault::NotApplicableReasonMissing)));
    }
}
