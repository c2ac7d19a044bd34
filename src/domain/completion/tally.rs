//! Sums of slots, and the rate with its formula in exact tenths of a percent.

use std::ops::Add;

use serde::Serialize;

use super::{Slot, SlotKind};

/// How many patrols were due and what became of them. `due = done + waived + missing`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// 应巡, with what is waived.
    pub due: u32,
    /// 实巡, never more than due.
    pub done: u32,
    /// Of `done`, walked after the stretch had ended (补巡).
    pub made_up: u32,
    /// Of `done`, walked in time and entered after the stretch had ended (补录).
    pub entered_late: u32,
    /// 免.
    pub waived: u32,
    /// 未巡.
    pub missing: u32,
    /// Due in stretches that are still running; not in `due`.
    pub running: u32,
    /// Walked for `running` so far.
    pub running_done: u32,
    /// 空缺: due from a duty that nobody held.
    pub vacant: u32,
    /// 接替: held by nobody for all of the stretch.
    pub shared: u32,
}

impl Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            due: self.due + other.due,
            done: self.done + other.done,
            made_up: self.made_up + other.made_up,
            entered_late: self.entered_late + other.entered_late,
            waived: self.waived + other.waived,
            missing: self.missing + other.missing,
            running: self.running + other.running,
            running_done: self.running_done + other.running_done,
            vacant: self.vacant + other.vacant,
            shared: self.shared + other.shared,
        }
    }
}

impl std::iter::Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), Add::add)
    }
}

impl Tally {
    pub fn of(slot: &Slot) -> Self {
        let mut tally = Self::default();
        let times = u32::from(slot.times);
        match slot.kind {
            SlotKind::Vacant => tally.vacant = times,
            SlotKind::Shared => tally.shared = times,
            SlotKind::Waived(_) if slot.running => {}
            SlotKind::Waived(_) => (tally.due, tally.waived) = (times, times),
            SlotKind::Due if slot.running => {
                (tally.running, tally.running_done) = (times, u32::from(slot.done()));
            }
            SlotKind::Due => {
                tally.due = times;
                tally.done = u32::from(slot.done());
                tally.made_up = u32::from(slot.made_up);
                tally.entered_late = u32::from(slot.entered_late);
                tally.missing = u32::from(slot.missing());
            }
        }
        tally
    }

    /// 迟: of what was done.
    pub fn late(&self) -> u32 {
        self.made_up + self.entered_late
    }

    /// Whether there is nothing to say.
    pub fn is_idle(&self) -> bool {
        *self == Self::default()
    }

    /// 巡田率 in tenths of a percent; `None` when nothing is due.
    pub fn rate(&self) -> Option<u32> {
        percent(self.done, self.due - self.waived)
    }

    /// 「88.0 %」 or 「—」.
    pub fn rate_words(&self) -> String {
        rate_words(self.rate())
    }

    /// 「实巡 44 ÷（应巡 52 − 免 2）= 88.0 %」.
    pub fn formula(&self) -> String {
        let below = match self.waived {
            0 => format!(" 应巡 {} ", self.due),
            waived => format!("（应巡 {} − 免 {waived}）", self.due),
        };
        match self.rate() {
            Some(rate) => format!("实巡 {} ÷{below}= {}", self.done, rate_words(Some(rate))),
            None if self.due > 0 => format!("应巡 {} 全部免巡，不计算", self.due),
            None => "没有应巡，不计算".to_owned(),
        }
    }
}

/// `part` of `whole` in tenths of a percent, rounded half up; all only when it is all, nothing only when it is nothing.
pub fn percent(part: u32, whole: u32) -> Option<u32> {
    if whole == 0 {
        return None;
    }
    let (part, whole) = (u64::from(part.min(whole)), u64::from(whole));
    let rounded = (part * 2000 + whole) / (whole * 2);
    let exact = match part {
        0 => 0,
        part if part == whole => 1000,
        _ => rounded.clamp(1, 999),
    };
    u32::try_from(exact).ok()
}

/// 「88.0 %」 or 「—」.
pub fn rate_words(rate: Option<u32>) -> String {
    rate.map_or_else(|| "—".to_owned(), |tenths| format!("{}.{} %", tenths / 10, tenths % 10))
}
