//! 核对提示: what a person should look at again (practice idea 12). For a person to judge; never a score, never a deduction.
//!
//! The plan says nothing about such hints: every threshold here is 建议值，非文件规定 and is shown on the page.

pub mod find;
pub mod key;

use super::problem::words;
pub use key::{HintKey, PhotoUse};

/// What every page and paper with hints says.
pub const FOR_A_PERSON: &str = "提示供人核对，不作为扣分依据";

/// 建议值，非文件规定: in how many weeks the same wording is told before it is shown.
pub const SAME_TEXT_WEEKS: usize = 4;
/// 建议值，非文件规定: shorter wordings are common words, in characters.
pub const SAME_TEXT_LENGTH: usize = 8;
/// 建议值，非文件规定: a wording of more people than this is the office's own form of words and is left out.
pub const SAME_TEXT_PEOPLE: usize = 20;
/// 建议值，非文件规定: how far a photo may be from everything else of its patrol, in metres.
pub const PHOTO_METRES: f64 = 5_000.0;
/// 建议值，非文件规定: how long before the images of a clue a patrol that found nothing is looked at again, in days.
pub const CLUE_DAYS: u64 = 30;

words! {
    /// What is worth a look.
    HintKind {
        /// One person on two patrols whose times overlap, in grids neither of which lies in the other.
        TwoPlaces = "一人同时两处",
        /// One person tells a grid in the same words for weeks.
        SameText = "文字长期雷同",
        /// One photo with two patrols, or with a patrol and another record.
        PhotoTwice = "照片重复使用",
        /// A photo taken on another day, or somewhere else, than its patrol.
        PhotoMismatch = "照片时间地点不符",
        /// A clue where patrols had found nothing shortly before.
        ClueMissed = "图斑前未发现",
    }
}

impl HintKind {
    /// When it is shown, with its threshold.
    pub fn meaning(self) -> String {
        match self {
            Self::TwoPlaces => {
                "同一人同一天的两次巡查时间重叠，又不在同一个网格或上下级网格；没有填时间的不提示。".into()
            }
            Self::SameText => format!(
                "同一人在同一网格，一年内有 {SAME_TEXT_WEEKS} 周以上写的发现、处置、备注一字不差（{SAME_TEXT_LENGTH} 字以上）；\
                 超过 {SAME_TEXT_PEOPLE} 人都用的套话不提示。"
            ),
            Self::PhotoTwice => {
                "同一张照片用在两次巡查，或既用在巡查又用在另外的问题、步骤、图斑、月报；由这次巡查登记的问题、\
                 本人当月的月报用同一张照片不提示，整改、复查、销号再用巡查时的照片要提示。"
                    .into()
            }
            Self::PhotoMismatch => format!(
                "照片自带的拍摄日期不是巡查当天，或拍摄位置离这次巡查的其他照片、轨迹、点位都超过 {} 公里，或在东胜区范围之外。",
                PHOTO_METRES / 1000.0
            ),
            Self::ClueMissed => format!(
                "图斑影像日期（没有写明到日的按下发日期）之前 {CLUE_DAYS} 天内，这个村（社区）的巡查记为“未发现问题”；\
                 已核查为合法、其他，或动态巡查已发现的不提示。"
            ),
        }
    }

    /// What a person should look at.
    pub fn look_at(self) -> &'static str {
        match self {
            Self::TwoPlaces => "核对两次巡查的起止时间和巡查人：是否时间登记有误、由他人代签，或两处相邻一并巡查。",
            Self::SameText => "核对原始记录、照片和轨迹：是否确实到场、情况确无变化，还是照抄上次。",
            Self::PhotoTwice => "核对两条记录的原始照片：是否选错照片，或一次现场用于两次巡查。",
            Self::PhotoMismatch => {
                "核对相机时间和定位、巡查日期和地点：是否相机时间不准、日期登记有误，或不是本次拍摄。"
            }
            Self::ClueMissed => "核对图斑位置是否在巡查路线上、变化发生在巡查之前还是之后：是否未巡到，或发现未登记。",
        }
    }
}

words! {
    /// What a person found when looking.
    HintVerdict {
        /// The record is wrong as the hint suspected.
        Confirmed = "已核实属实",
        /// There is a reason, and it is written down.
        Explained = "已说明",
        /// Nothing is the matter.
        Unfounded = "不成立",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_says_what_it_means_and_what_to_look_at() {
        for kind in HintKind::ALL {
            assert!(kind.meaning().ends_with('。') && kind.look_at().ends_with('。'), "{kind:?}");
            assert!(!kind.meaning().contains("  "), "{kind:?}");
        }
    }
}
