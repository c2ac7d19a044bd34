//! 应巡、实巡: what was due from whom and what became of it, derived from the rules and from who held each duty when
//! (R072, G32). A reminder, never a score.
//!
//! One stretch of a rule (a week, month, quarter or year) is a [`Slot`] of one person in one grid and role. It is due
//! only when all of its days lie within the rule (its time and its season), within the life of the grid, outside
//! 无耕地, and within the time in which the person held the duty: whoever came or left in the middle owes nothing for
//! it (接替). A stretch belongs to the time in which its last day lies, so that nothing is counted twice in months and
//! years. A narrower rule, of a lower grid, goes before a wider one, day by day.
//!
//! A patrol counts for a duty when it lies in the duty's grid or below it, as the tree was that day, and the person
//! walked while holding the duty. It counts once for each such duty of a person, and within a duty for one stretch only.
//!
//! 实巡 never exceeds 应巡: what was walked beyond what is due makes up for nothing but the stretch before (补巡).
//! 迟 is part of 实巡: made up after its stretch had ended and before the next one had, or walked in time and entered
//! after its end. A stretch that is still running is neither due nor done; it stands beside the figures.

mod derive;
mod ground;
mod seats;
mod tally;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use chrono::NaiveDate;

pub use self::{
    derive::Derivation,
    ground::{GridSpan, Ground},
    tally::{Tally, percent, rate_words},
};
use super::{
    check::{DutySpan, TermSpan},
    date::Period,
    grid::Level,
    id::{GridId, PatrolId, PatrolRuleId, PersonId, WaiverId},
    patrol_rule::{PatrolRule, Waiver},
    roster::Role,
};

/// What the district lays down and who held what: everything but the patrols.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub ground: Ground,
    pub rules: Vec<PatrolRule>,
    pub waivers: Vec<Waiver>,
    /// Duties that touch the time looked at.
    pub duties: Vec<DutySpan>,
    /// Terms that touch the time looked at.
    pub terms: Vec<TermSpan>,
}

/// One person on one patrol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Walk {
    pub patrol: PatrolId,
    pub date: NaiveDate,
    pub recorded_on: NaiveDate,
    pub grid: GridId,
    /// The group within the grid.
    pub group: Option<GridId>,
    pub person: PersonId,
}

/// What becomes of one stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotKind {
    /// Due from the person of the account.
    Due,
    /// 免: due but waived.
    Waived(WaiverId),
    /// 空缺: nobody held the duty on any day of it.
    Vacant,
    /// 接替: held, but by nobody for all of it.
    Shared,
}

/// One stretch of a rule with what was walked in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    pub rule: PatrolRuleId,
    pub period: Period,
    pub kind: SlotKind,
    /// Patrols due in it.
    pub times: u16,
    /// Walked in it, at most `times`.
    pub in_time: u16,
    /// Of those, entered after its end.
    pub entered_late: u16,
    /// 补巡: walked after its end and before the end of the next.
    pub made_up: u16,
    /// Not over on the day that is looked at.
    pub running: bool,
}

impl Slot {
    /// 实巡 of it.
    pub fn done(&self) -> u16 {
        self.in_time + self.made_up
    }

    pub fn missing(&self) -> u16 {
        self.times.saturating_sub(self.done())
    }
}

/// A patrol that was counted for a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Place in [`Account::slots`].
    pub slot: u32,
    pub patrol: PatrolId,
    pub date: NaiveDate,
    pub recorded_on: NaiveDate,
}

/// One person in one grid and role; without a person what nobody owed (空缺, 接替).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub grid: GridId,
    pub level: Level,
    pub role: Role,
    pub person: Option<PersonId>,
    /// In the order of the calendar.
    pub slots: Vec<Slot>,
    /// In the order of their slots.
    pub counted: Vec<Counted>,
}

impl Account {
    pub fn tally(&self) -> Tally {
        self.slots.iter().fold(Tally::default(), |sum, slot| sum + Tally::of(slot))
    }
}

/// The duties of a grid and role, found by what belongs together.
type Seated<'f> = HashMap<(GridId, Role), Vec<&'f DutySpan>>;
