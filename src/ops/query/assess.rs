//! The assessment as screens show it: years, standings, one object's score sheet (R087-R107, G13, G14).
//!
//! Totals, bands and ranks are worked out here from the marks every time; they are stored nowhere.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::mechanism;
use crate::{
    domain::{
        assess::{Band, Mark, ObjectKind, Part, RankGroup, Scheme, Stage, Tenths, Total, part_sum, rank, total},
        id::{AssessmentId, GridId, ObjectId, UnitId},
    },
    ops::{OpFault, OpResult, Workspace},
    store::{AssessmentRow, CorrectionRow, ObjectRow, ScoreRow, Store},
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
    /// What the mechanism ledgers say about it: advice for the person who scores, never points (G09).
    pub evidence: Vec<String>,
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
    let Some(assessment) = ws.store.assessment_of_year(year)? else { return Ok(None) };
    let objects = standings(&ws.store, &assessment, None)?.into_iter().map(|standing| standing.line).collect();
    Ok(Some(YearOverview {
        id: assessment.id,
        year,
        stage: assessment.stage,
        scheme_title: assessment.scheme.title.clone(),
        step: assessment.step,
        full_marks: assessment.scheme.full_marks(),
        opened_on: assessment.opened_on,
        frozen_on: assessment.frozen_on,
        confirmed_on: assessment.confirmed_on,
        confirmed_document: assessment.confirmed_document,
        objects,
    }))
}

/// One object's sheet as it stands now, with what other ledgers say about its items.
///
/// # Errors
/// [`OpFault::NotFound`] when there is no such object.
pub fn object(ws: &Workspace, object: ObjectId) -> OpResult<ObjectSheet> {
    let mut sheet = sheet(&ws.store, object, None)?;
    let mut evidence = mechanism::evidence(ws, object)?;
    for item in sheet.parts.iter_mut().flat_map(|part| &mut part.items) {
        if let Some(found) = evidence.iter_mut().find(|found| found.line == item.line) {
            item.evidence = std::mem::take(&mut found.facts);
        }
    }
    Ok(sheet)
}

/// One object's sheet; with a day, as it stood then: 审定 and corrections after it are left out.
pub(super) fn sheet(store: &Store, id: ObjectId, as_of: Option<NaiveDate>) -> OpResult<ObjectSheet> {
    let object = store.object(id)?.ok_or_else(|| OpFault::not_found("考核对象", id))?;
    let assessment =
        store.assessment(object.assessment)?.ok_or_else(|| OpFault::not_found("考核年度", object.assessment))?;
    let scheme = &assessment.scheme;
    let corrections = corrections_until(store, id, as_of)?;
    let marks = Marks::of(store, id, as_of)?;
    let total = marks.total(scheme);
    let confirmed_on = confirmed_until(&assessment, as_of);
    Ok(ObjectSheet {
        id,
        assessment: assessment.id,
        year: assessment.year,
        stage: assessment.stage,
        step: assessment.step,
        scheme_title: scheme.title.clone(),
        kind: object.kind,
        unit: object.name,
        grid: object.grid,
        included: object.included,
        parts: scheme.parts.iter().map(|part| part_lines(part, &marks)).collect(),
        full_marks: scheme.full_marks(),
        total,
        band: total.complete().map(|total| scheme.band(total).clone()),
        confirmed_on,
        confirmed_document: if confirmed_on.is_some() { assessment.confirmed_document } else { String::new() },
        corrections: corrections.into_iter().map(|correction| correction_line(scheme, correction)).collect(),
    })
}

/// The day of 审定, if it is not after `as_of`.
pub(super) fn confirmed_until(assessment: &AssessmentRow, as_of: Option<NaiveDate>) -> Option<NaiveDate> {
    assessment.confirmed_on.filter(|on| as_of.is_none_or(|as_of| *on <= as_of))
}

fn part_lines(part: &Part, marks: &Marks) -> PartLines {
    let items = part.items.iter().zip(1..).map(|(item, number)| {
        let score = marks.0.get(&item.id);
        ItemLine {
            id: item.id.clone(),
            number: number.to_string(),
            text: item.text.clone(),
            official: item.official.clone(),
            points: item.points,
            line: item.line,
            requirement: item.requirement.clone(),
            mark: score.map(|score| score.mark),
            reason: score.map(|score| score.reason.clone()).unwrap_or_default(),
            evidence: Vec::new(),
        }
    });
    PartLines {
        number: part.number.clone(),
        name: part.name.clone(),
        text: part.text.clone(),
        points: part.points,
        sum: marks.part_sum(part),
        items: items.collect(),
    }
}

fn correction_line(scheme: &Scheme, correction: CorrectionRow) -> CorrectionLine {
    let CorrectionRow { number, old, new, reason, document, on, .. } = correction;
    CorrectionLine {
        number,
        on,
        item_name: scheme.place(&old.item).map_or_else(|| old.item.clone(), |place| place.name()),
        item: old.item,
        old: old.mark,
        new: new.mark,
        old_reason: old.reason,
        new_reason: new.reason,
        reason,
        document,
    }
}

/// An object's line with what a ranking prints beside it.
pub(super) struct Standing {
    pub line: ObjectLine,
    /// One sum per part of the scheme.
    pub parts: Vec<Total>,
    /// Ids of the items that do not apply.
    pub not_applicable: Vec<String>,
    /// How many corrections were made.
    pub corrections: usize,
}

/// Every object of a year in the order of its list, ranked within its group (G13).
pub(super) fn standings(
    store: &Store,
    assessment: &AssessmentRow,
    as_of: Option<NaiveDate>,
) -> OpResult<Vec<Standing>> {
    let mut standings = Vec::new();
    for object in store.objects(assessment.id)? {
        standings.push(standing(store, &assessment.scheme, object, as_of)?);
    }
    for group in RankGroup::ALL {
        let of_group = |line: &ObjectLine| line.included && line.kind.group() == group;
        let members = standings.iter_mut().map(|standing| &mut standing.line).filter(|line| of_group(line)).collect();
        for ranked in rank(members, |line: &&mut ObjectLine| line.total.complete()) {
            ranked.entry.rank = ranked.rank;
        }
    }
    Ok(standings)
}

fn standing(store: &Store, scheme: &Scheme, object: ObjectRow, as_of: Option<NaiveDate>) -> OpResult<Standing> {
    let marks = Marks::of(store, object.id, as_of)?;
    let (total, items) = (marks.total(scheme), scheme.items().count());
    let line = ObjectLine {
        id: object.id,
        kind: object.kind,
        name: object.name,
        grid: object.grid,
        unit: object.unit,
        included: object.included,
        marked: items - total.open,
        items,
        total,
        band: total.complete().map(|total| scheme.band(total).clone()),
        rank: None,
    };
    Ok(Standing {
        line,
        parts: scheme.parts.iter().map(|part| marks.part_sum(part)).collect(),
        not_applicable: scheme.items().map(|item| item.id.clone()).filter(|item| marks.not_applicable(item)).collect(),
        corrections: corrections_until(store, object.id, as_of)?.len(),
    })
}

/// The marks of one object by item.
struct Marks(BTreeMap<String, ScoreRow>);

impl Marks {
    /// As they stand now; with a day, corrections made after it are taken back, the last one first.
    fn of(store: &Store, object: ObjectId, as_of: Option<NaiveDate>) -> OpResult<Self> {
        let mut marks: BTreeMap<String, ScoreRow> =
            store.scores(object)?.into_iter().map(|score| (score.item.clone(), score)).collect();
        if let Some(as_of) = as_of {
            let later = store.corrections(object)?.into_iter().rev().filter(|correction| correction.on > as_of);
            marks.extend(later.map(|correction| (correction.old.item.clone(), correction.old)));
        }
        Ok(Self(marks))
    }

    fn mark(&self, item: &str) -> Option<Mark> {
        self.0.get(item).map(|score| score.mark)
    }

    fn not_applicable(&self, item: &str) -> bool {
        self.mark(item) == Some(Mark::NotApplicable)
    }

    fn total(&self, scheme: &Scheme) -> Total {
        total(scheme, |item| self.mark(item))
    }

    fn part_sum(&self, part: &Part) -> Total {
        part_sum(&part.items, |item| self.mark(item))
    }
}

fn corrections_until(store: &Store, object: ObjectId, as_of: Option<NaiveDate>) -> OpResult<Vec<CorrectionRow>> {
    let mut corrections = store.corrections(object)?;
    corrections.retain(|correction| as_of.is_none_or(|as_of| correction.on <= as_of));
    Ok(corrections)
}
