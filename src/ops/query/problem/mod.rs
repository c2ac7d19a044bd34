//! Questions about problems: the ledger by page, counts, one problem with all its steps.

mod detail;
pub mod limits;
mod page;
pub mod reminders;
pub mod rows;
mod suggestion;
pub mod tally;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::domain::{
    area::Area,
    id::{GridId, PatrolId, PersonId, ProblemId, ScanId, StepId, UnitId},
    problem::{
        Problem, ProblemKind, ProblemSource,
        step::{State, Step},
    },
};

pub(in crate::ops::query) use self::page::{filter, line};
pub use self::{
    detail::{detail, numbered, report_way},
    page::{count, index, problems},
    suggestion::suggested_units,
};
pub use crate::store::ProblemMark;

/// Which open problems a list or a number is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lens {
    #[default]
    All,
    /// 未销号.
    Open,
    /// Open, and the deadline of the present step is past.
    Overdue,
    /// Open, and the deadline is today.
    DueToday,
    /// Open, and the deadline is within 7 days, today among them.
    DueSoon,
    /// Open, and the last step sent it back (退回).
    Returned,
    /// 挂牌督办.
    Supervised,
    /// 已销号.
    Closed,
}

/// What part of the ledger is asked for; empty fields ask for everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProblemQuery {
    /// 发现日期, inclusive.
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// A grid with everything that was below it on the day each problem was found.
    pub grid: Option<GridId>,
    pub kind: Option<ProblemKind>,
    pub source: Option<ProblemSource>,
    pub state: Option<State>,
    pub lens: Lens,
    /// A unit that has it: 移交、移送 to it and not over.
    pub unit: Option<UnitId>,
    pub finder: Option<PersonId>,
    /// Found by them or with a step of theirs.
    pub person: Option<PersonId>,
    /// A grid that has it: reported to it and not over.
    pub with: Option<GridId>,
    /// A grid that was told of a 越级 report (抄告).
    pub informed: Option<GridId>,
    pub patrol: Option<PatrolId>,
    /// 紧急 only.
    pub urgent: bool,
    /// Looked for in number, place, description and steps.
    pub text: String,
}

/// What another page asks this one to show: a number's rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProblemAsk {
    pub lens: Lens,
    pub grid: Option<GridId>,
    pub kind: Option<ProblemKind>,
    /// 发现日期, inclusive.
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

/// A line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemLine {
    pub id: ProblemId,
    /// 「2026-0001」.
    pub number: String,
    pub problem: Problem,
    pub state: State,
    pub town_name: String,
    pub grid_name: String,
    pub group_name: String,
    /// 发现人 names or words.
    pub found_by: String,
    /// 当事人, masked: 「张*」.
    pub concerned: String,
    /// Deadline of the present step with what it is for, when one runs.
    pub due: Option<Due>,
    pub supervised: bool,
    /// Whom it is with now: a grid's or a unit's name.
    pub with: String,
    /// 已整改面积.
    pub rectified: Area,
    pub files: u32,
}

/// A running deadline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    pub on: NaiveDate,
    /// What must be done by then: 「受理」.
    pub what: String,
    /// Negative: overdue by so many days. 0: today.
    pub days_left: i64,
    pub paused: bool,
}

/// A step as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepLine {
    pub id: StepId,
    pub step: Step,
    /// 「上报至罕台镇（越级，紧急）」: what was done, in words.
    pub title: String,
    /// The state after it.
    pub state: State,
    /// 经办人 with the office they had on the day.
    pub by: Vec<String>,
    pub recorded_on: NaiveDate,
    pub recorded_by: String,
    pub files: Vec<Evidence>,
    /// 抄告 and other consequences, in words.
    pub notes: Vec<String>,
}

/// A kept file of a problem or a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    pub scan: ScanId,
    pub name: String,
    /// SM3 of the content.
    pub digest: String,
    pub size: u64,
}

/// What can be done next, or why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The serde name of the act: 「verify」.
    pub act: &'static str,
    /// 「核实」.
    pub label: &'static str,
    /// Why it cannot be done now; `None` when it can.
    pub refused: Option<String>,
}

/// One problem in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemDetail {
    pub line: ProblemLine,
    /// What the state means and what is asked for next, in words.
    pub meaning: String,
    pub recorded_on: NaiveDate,
    pub recorded_by: String,
    /// From the finding on, oldest first.
    pub steps: Vec<StepLine>,
    pub files: Vec<Evidence>,
    pub moves: Vec<Move>,
    /// Elapsed from the finding to now or to 销号, whole hours when both times are known.
    pub elapsed: String,
    /// Others merged into it, and what it was merged into.
    pub merged: Vec<(ProblemId, String)>,
    pub found_time: Option<NaiveTime>,
    /// 发现人 in the order they sign.
    pub finders: Vec<(PersonId, String)>,
    /// The patrol that found it: 「2025年3月5日 罕台镇撖家塔村 巡田」.
    pub patrol: Option<(PatrolId, String)>,
    /// The grids it can be reported to from where it is, the next level first, with their names.
    pub above: Vec<(GridId, String)>,
    /// Since when the deadline stands still.
    pub paused: Option<NaiveDate>,
}

/// How many rows a query finds and where its pages start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProblemIndex {
    pub total: u64,
    pub page_size: u32,
    /// The last row of every page but the last one.
    pub marks: Vec<ProblemMark>,
}

impl ProblemIndex {
    /// How many pages there are.
    pub fn pages(&self) -> usize {
        if self.total == 0 { 0 } else { self.marks.len() + 1 }
    }

    /// What to hand to [`problems`] as `after` for a page, counted from 0; `None` starts at the top.
    pub fn before(&self, page: usize) -> Option<ProblemMark> {
        page.checked_sub(1).and_then(|last| self.marks.get(last)).copied()
    }
}
