//! The assessment as screens show it: years, standings, one object's score sheet (R087-R107, G13, G14).
//!
//! Totals, bands and ranks are worked out here from the marks every time; they are stored nowhere.

use chrono::NaiveDate;

use crate::{
    domain::{
        assess::{Band, Mark, ObjectKind, RankGroup, Stage, Tenths, Total},
        id::{AssessmentId, GridId, ObjectId, UnitId},
    },
    ops::{OpResult, Workspace},
};

/// An assessment year with the standing of every object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearOverview {
    pub id: AssessmentId,
    pub year: i32,
    pub stage: Stage,
    /// 考核办法's title, as frozen with the year (G41).
    pub scheme_title: String,
    /// Smallest step of a score (G07).
    pub step: Tenths,
    pub full_marks: Tenths,
    pub opened_on: NaiveDate,
    pub frozen_on: Option<NaiveDate>,
    pub confirmed_on: Option<NaiveDate>,
    pub confirmed_document: String,
    /// Every object in the order of the list, those switched off too.
    pub objects: Vec<ObjectLine>,
}

/// Where one object stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectLine {
    pub id: ObjectId,
    pub kind: ObjectKind,
    /// As it was called when the year was opened.
    pub name: String,
    pub grid: Option<GridId>,
    pub unit: Option<UnitId>,
    pub included: bool,
    /// Items with a mark, 不适用 counted.
    pub marked: usize,
    pub items: usize,
    pub total: Total,
    /// `None` while an item is open.
    pub band: Option<Band>,
    /// Within its group, ties shared (1, 1, 3); `None` while an item is open or it is not in the list.
    pub rank: Option<u32>,
}

/// One object's 考核评分表 as it is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectSheet {
    pub id: ObjectId,
    pub assessment: AssessmentId,
    pub year: i32,
    pub stage: Stage,
    pub step: Tenths,
    pub scheme_title: String,
    pub kind: ObjectKind,
    /// The unit's name.
    pub unit: String,
    pub grid: Option<GridId>,
    pub included: bool,
    pub parts: Vec<PartLines>,
    pub full_marks: Tenths,
    /// `total.so_far`, `total.open`, `total.complete()`.
    pub total: Total,
    /// `None` while an item is open.
    pub band: Option<Band>,
    pub confirmed_on: Option<NaiveDate>,
    pub confirmed_document: String,
    /// By number, oldest first.
    pub corrections: Vec<CorrectionLine>,
}

/// One of the three parts with its items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartLines {
    /// 「一」.
    pub number: String,
    pub name: String,
    /// The plan's line, verbatim.
    pub text: String,
    pub points: Tenths,
    pub sum: Total,
    pub items: Vec<ItemLine>,
}

/// One item with what was decided for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemLine {
    /// 「1.1」: what [`crate::ops::assess::SetScore`] takes.
    pub id: String,
    /// 序号 within the part, 「1」.
    pub number: String,
    pub text: String,
    /// The plan's line, verbatim.
    pub official: String,
    pub points: Tenths,
    /// Line of the plan, for 「依据」.
    pub line: u32,
    pub requirement: String,
    /// `None` while it is open.
    pub mark: Option<Mark>,
    /// 扣分原因及依据, or why it does not apply.
    pub reason: String,
}

/// 更正 after 审定, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionLine {
    pub number: u32,
    pub on: NaiveDate,
    /// 「1.1」.
    pub item: String,
    /// 「一、1 按时完成网格划分报备情况」.
    pub item_name: String,
    pub old: Mark,
    pub new: Mark,
    pub old_reason: String,
    pub new_reason: String,
    /// Why it was corrected.
    pub reason: String,
    pub document: String,
}

impl YearOverview {
    /// The objects of a group that take part, best rank first, those with open items last.
    pub fn ranked(&self, group: RankGroup) -> Vec<&ObjectLine> {
        let mut lines: Vec<&ObjectLine> =
            self.objects.iter().filter(|line| line.included && line.kind.group() == group).collect();
        lines.sort_by_key(|line| line.rank.unwrap_or(u32::MAX));
        lines
    }

    /// What stands in the way of 审定: objects with open items.
    pub fn unfinished(&self) -> impl Iterator<Item = &ObjectLine> {
        self.objects.iter().filter(|line| line.included && line.total.open > 0)
    }
}

/// Every opened year, newest first.
///
/// # Errors
/// Only those of the store.
pub fn years(ws: &Workspace) -> OpResult<Vec<i32>> {
    Ok(ws.store.assessment_years()?)
}

/// A year with all its objects; `None` when it was not opened.
///
/// # Errors
/// Only those of the store.
pub fn overview(ws: &Workspace, year: i32) -> OpResult<Option<YearOverview>> {
    todo!()
}

/// One object's sheet as it stands now.
///
/// # Errors
/// [`crate::ops::OpFault::NotFound`] when there is no such object.
pub fn object(ws: &Workspace, object: ObjectId) -> OpResult<ObjectSheet> {
    todo!()
}
