//! The annual assessment: open a year, freeze its objects, score, 审定, correct (R087-R107, G01, G02, G07-G14, G41).

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{OpFault, OpResult, Refusal, Tx, command::right_of};
use crate::{
    domain::{
        assess::{self, Item, ItemPlace, Mark, MarkFault, ObjectKind, Scheme, Stage, Tenths},
        date::chinese,
        desk::Right,
        fault::Faults,
        grid::GridKind,
        id::{AssessmentId, GridId, ObjectId, UnitId},
        roster::UnitKind,
        text::{self, LINE_MAX, PROSE_MAX},
    },
    store::{AssessmentRow, ChangeRow, CorrectionRow, ObjectRow, OpRow, ScoreRow, Store},
};

/// The steps a score may have; the first one unless said otherwise (G07).
const STEPS: [Tenths; 2] = [Tenths(1), Tenths(5)];
/// How many unfinished units a message names.
const NAMED_AT_MOST: usize = 3;

/// Opens a year: copies the scheme and lists every possible object, those of annex 2 and the default departments
/// switched on (G01).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenAssessment {
    pub year: i32,
    /// Smallest step of a score: 0.1 when not given (G07).
    #[serde(default)]
    pub step: Option<Tenths>,
}

/// Takes an object into the year's list, or out, before it is frozen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncludeObject {
    pub object: ObjectId,
    pub included: bool,
}

/// 冻结考核对象名单: from here on scores are entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreezeObjects {
    pub assessment: AssessmentId,
}

/// Scores one item of one object; no mark makes it open again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetScore {
    pub object: ObjectId,
    /// 「1.1」.
    pub item: String,
    pub mark: Option<Mark>,
    /// 扣分原因及依据, or why it does not apply.
    #[serde(default)]
    pub reason: String,
}

/// 审定 by 区人民政府: locks the year (R087, G14).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmAssessment {
    pub assessment: AssessmentId,
    pub on: NaiveDate,
    #[serde(default)]
    pub document: String,
}

/// 更正 after 审定, numbered, with reason and document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectScore {
    pub object: ObjectId,
    pub item: String,
    pub mark: Mark,
    /// What stands on the sheet from now on.
    #[serde(default)]
    pub mark_reason: String,
    /// Why it is corrected.
    pub reason: String,
    #[serde(default)]
    pub document: String,
}

pub(super) fn open(tx: &mut Tx<'_>, args: OpenAssessment) -> OpResult<String> {
    let OpenAssessment { year, step } = args;
    let scheme = scheme_of(year, tx.today)?;
    let step = checked_step(step)?;
    if tx.store.assessment_of_year(year)?.is_some() {
        return refuse(year, "已经开启，请直接打开该年度");
    }
    let candidates = candidates(tx, year)?;
    if candidates.is_empty() {
        return refuse(year, "还没有可以考核的单位，请先在网格中添加镇、街道，或添加区直部门");
    }
    let assessment = AssessmentRow {
        id: AssessmentId(tx.make()),
        year,
        scheme: scheme.clone(),
        step,
        stage: Stage::Preparing,
        opened_on: tx.today,
        frozen_on: None,
        confirmed_on: None,
        confirmed_document: String::new(),
    };
    tx.store.add_assessment(&assessment)?;
    let mut included = 0;
    for (candidate, ordinal) in candidates.into_iter().zip(1..) {
        included += usize::from(candidate.included);
        let Candidate { kind, name, grid, unit, included } = candidate;
        let id = ObjectId(tx.make());
        let object = ObjectRow { id, assessment: assessment.id, kind, name, grid, unit, ordinal, included };
        tx.store.add_object(&object)?;
    }
    Ok(format!("开启{year}年度考核：{included} 个单位列入考核对象"))
}

pub(super) fn include_object(tx: &mut Tx<'_>, args: IncludeObject) -> OpResult<String> {
    let (object, assessment) = object_of(tx.store, args.object)?;
    demand_stage(&assessment, Stage::Preparing)?;
    if object.included != args.included {
        tx.store.set_object_included(object.id, args.included)?;
    }
    let verb = if args.included { "列入" } else { "不列入" };
    Ok(format!("{verb}{}年度考核对象：{}", assessment.year, object.name))
}

pub(super) fn freeze_objects(tx: &mut Tx<'_>, args: FreezeObjects) -> OpResult<String> {
    let mut assessment = assessment_of(tx.store, args.assessment)?;
    demand_stage(&assessment, Stage::Preparing)?;
    let included = tx.store.objects(assessment.id)?.iter().filter(|object| object.included).count();
    if included == 0 {
        return refuse(assessment.year, "没有列入任何考核对象，请至少列入一个单位再冻结名单");
    }
    assessment.stage = Stage::Scoring;
    assessment.frozen_on = Some(tx.today);
    tx.store.update_assessment(&assessment)?;
    Ok(format!("冻结{}年度考核对象名单：{included} 个单位", assessment.year))
}

pub(super) fn set_score(tx: &mut Tx<'_>, args: SetScore) -> OpResult<String> {
    let (object, assessment) = object_of(tx.store, args.object)?;
    demand_stage(&assessment, Stage::Scoring)?;
    demand_included(&object, assessment.year)?;
    let place = place_of(&assessment.scheme, &args.item)?;
    let heading = format!("评分：{}年度 {} {}", assessment.year, object.name, place.label());
    let Some(mark) = args.mark else {
        tx.store.clear_score(object.id, &place.item.id)?;
        return Ok(format!("{heading} 改为未评分"));
    };
    let reason = checked_reason("reason", &args.reason)?;
    check(place.item, mark, &reason, assessment.step, "reason")?;
    let score = ScoreRow { item: place.item.id.clone(), mark, reason };
    if !tx.store.scores(object.id)?.contains(&score) {
        let id = tx.id();
        tx.store.set_score(id, object.id, &score)?;
    }
    Ok(match mark {
        Mark::Scored(points) => format!("{heading} 得 {points} 分"),
        Mark::NotApplicable => format!("{heading} 不适用"),
    })
}

pub(super) fn confirm(tx: &mut Tx<'_>, args: ConfirmAssessment) -> OpResult<String> {
    let mut assessment = assessment_of(tx.store, args.assessment)?;
    demand_stage(&assessment, Stage::Scoring)?;
    let document = checked_document(&args.document)?;
    check_confirmation_day(args.on, assessment.year, tx.today)?;
    if let Some(unfinished) = unfinished(tx.store, &assessment)? {
        return refuse(assessment.year, format!("{unfinished}，请评完后再审定"));
    }
    assessment.stage = Stage::Confirmed;
    assessment.confirmed_on = Some(args.on);
    assessment.confirmed_document = document;
    tx.store.update_assessment(&assessment)?;
    Ok(format!("审定{}年度考核结果", assessment.year))
}

pub(super) fn correct_score(tx: &mut Tx<'_>, args: CorrectScore) -> OpResult<String> {
    let (object, assessment) = object_of(tx.store, args.object)?;
    demand_stage(&assessment, Stage::Confirmed)?;
    demand_included(&object, assessment.year)?;
    let place = place_of(&assessment.scheme, &args.item)?;
    let mut faults = Faults::default();
    let reason = faults.take("reason", text::prose("更正原因", &args.reason, PROSE_MAX)).unwrap_or_default();
    if faults.is_empty() && reason.is_empty() {
        faults.add("reason", "请填写更正原因");
    }
    let document = faults.take("document", text::line("文号", &args.document, LINE_MAX)).unwrap_or_default();
    let (reason, document) = faults.or((reason, document))?;
    let mark_reason = checked_reason("mark_reason", &args.mark_reason)?;
    check(place.item, args.mark, &mark_reason, assessment.step, "mark_reason")?;
    let scores = tx.store.scores(object.id)?;
    let old = scores.into_iter().find(|score| score.item == place.item.id);
    let old = old.ok_or_else(|| OpFault::not_found("得分", place.label()))?;
    let new = ScoreRow { item: old.item.clone(), mark: args.mark, reason: mark_reason };
    if old == new {
        let message = format!("「{}」现在就是 {}，依据也相同，不用更正", place.label(), old.mark);
        return Err(OpFault::field("mark", message));
    }
    let number = 1 + tx.store.corrections(object.id)?.last().map_or(0, |correction| correction.number);
    let heading = format!("更正（第{number}号）：{}年度 {} {}", assessment.year, object.name, place.label());
    let title = format!("{heading} 由 {} 改为 {}", old.mark, new.mark);
    let (score_id, correction_id) = (tx.id(), tx.make());
    tx.store.set_score(score_id, object.id, &new)?;
    let correction = CorrectionRow { object: object.id, number, old, new, reason, document, on: tx.today };
    tx.store.add_correction(correction_id, &correction)?;
    Ok(title)
}

/// Whether an operation may be taken back as far as its assessment year goes: the list only before it is frozen,
/// the freezing only before there are scores, scores only before 审定 (G14).
pub(super) fn check_taking_back(store: &Store, op: &OpRow) -> OpResult<()> {
    if right_of(&op.command) != Right::Assess {
        return Ok(());
    }
    for change in store.changes_of(op.id, false)? {
        match change.table.as_str() {
            "assessment" if change.old.is_some() => {
                let assessment = assessment_of(store, AssessmentId(change.row))?;
                if store.has_scores(assessment.id)? {
                    return refuse(assessment.year, "已经有评分，不能退回准备阶段");
                }
            }
            "assessment_object" if change.old.is_some() => {
                demand_stage(&object_of(store, ObjectId(change.row))?.1, Stage::Preparing)?;
            }
            "score" => {
                if let Some(object) = object_of_score(&change) {
                    demand_stage(&object_of(store, object)?.1, Stage::Scoring)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// The object whose score a line of the log is about.
fn object_of_score(change: &ChangeRow) -> Option<ObjectId> {
    let columns: serde_json::Value = serde_json::from_str(change.new.as_ref().or(change.old.as_ref())?).ok()?;
    columns["object_id"].as_i64().map(ObjectId)
}

/// A unit that may be assessed.
struct Candidate {
    kind: ObjectKind,
    name: String,
    grid: Option<GridId>,
    unit: Option<UnitId>,
    included: bool,
}

/// Towns and streets as they stand at the end of the year (today in the running one), annex 2 first; then departments.
fn candidates(tx: &Tx<'_>, year: i32) -> OpResult<Vec<Candidate>> {
    let last_day = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(tx.today).min(tx.today);
    let grids = tx.store.grids_at(last_day)?.into_iter().filter_map(|grid| {
        let kind = match grid.facts.kind {
            GridKind::Town => ObjectKind::Town,
            GridKind::Street => ObjectKind::Street,
            _ => return None,
        };
        let included = grid.facts.annex2_order.is_some();
        Some(Candidate { kind, name: grid.facts.name, grid: Some(grid.id), unit: None, included })
    });
    let departments = tx.store.units()?.into_iter().filter(|unit| unit.kind == UnitKind::Department);
    let departments = departments.map(|unit| Candidate {
        kind: ObjectKind::Department,
        name: unit.name,
        grid: None,
        unit: Some(unit.id),
        included: unit.assessed_by_default,
    });
    Ok(grids.chain(departments).collect())
}

/// The scheme of a year that has one and has begun.
fn scheme_of(year: i32, today: NaiveDate) -> OpResult<&'static Scheme> {
    let first = assess::dongsheng_2023().valid_from_year;
    let scheme = assess::shipped(year).ok_or_else(|| {
        OpFault::field(
            "year",
            format!("{year} 年度没有考核办法：考核自 {first} 年度起实行，请填写 {first} 或以后的年度"),
        )
    })?;
    if year > today.year() {
        let this = today.year();
        return Err(OpFault::field("year", format!("{year} 年度还没有开始，请填写 {first} 至 {this} 之间的年度")));
    }
    Ok(scheme)
}

fn checked_step(step: Option<Tenths>) -> OpResult<Tenths> {
    match step.unwrap_or(STEPS[0]) {
        step if STEPS.contains(&step) => Ok(step),
        other => Err(OpFault::field("step", format!("评分最小单位只能是 0.1 分或 0.5 分，请修改「{other}」"))),
    }
}

/// 审定 comes after the year it is about has begun; it may be entered long after it happened (G51).
fn check_confirmation_day(on: NaiveDate, year: i32, today: NaiveDate) -> OpResult<()> {
    if on > today {
        return Err(OpFault::field("on", format!("审定日期不能晚于今天（{}），请核对", chinese(today))));
    }
    if on.year() < year {
        return Err(OpFault::field("on", format!("审定日期早于 {year} 年度，请核对")));
    }
    Ok(())
}

/// 「还有 2 个单位没有评完：罕台镇（1 项）、铜川镇（12 项）」; `None` when every item of every object has a mark.
fn unfinished(store: &Store, assessment: &AssessmentRow) -> OpResult<Option<String>> {
    let items = assessment.scheme.items().count();
    let mut open = Vec::new();
    for object in store.objects(assessment.id)?.into_iter().filter(|object| object.included) {
        let marked = store.scores(object.id)?.len();
        if marked < items {
            open.push(format!("{}（{} 项）", object.name, items - marked));
        }
    }
    if open.is_empty() {
        return Ok(None);
    }
    let named = open[..open.len().min(NAMED_AT_MOST)].join("、");
    let more = if open.len() > NAMED_AT_MOST { "等" } else { "" };
    Ok(Some(format!("还有 {} 个单位没有评完：{named}{more}", open.len())))
}

fn assessment_of(store: &Store, id: AssessmentId) -> OpResult<AssessmentRow> {
    store.assessment(id)?.ok_or_else(|| OpFault::not_found("考核年度", id))
}

fn object_of(store: &Store, id: ObjectId) -> OpResult<(ObjectRow, AssessmentRow)> {
    let object = store.object(id)?.ok_or_else(|| OpFault::not_found("考核对象", id))?;
    let assessment = assessment_of(store, object.assessment)?;
    Ok((object, assessment))
}

fn place_of<'a>(scheme: &'a Scheme, item: &str) -> OpResult<ItemPlace<'a>> {
    scheme.place(item.trim()).ok_or_else(|| {
        let known: Vec<_> = scheme.items().map(|item| item.id.as_str()).collect();
        OpFault::field("item", format!("没有考核项「{item}」，可选：{}", known.join("、")))
    })
}

/// The step at which a year stands decides what may be done with it.
fn demand_stage(assessment: &AssessmentRow, wanted: Stage) -> OpResult<()> {
    let why = match (wanted, assessment.stage) {
        (wanted, stage) if wanted == stage => return Ok(()),
        (Stage::Preparing, Stage::Scoring) => "考核对象名单已经冻结，不能再调整",
        (Stage::Preparing, _) => "结果已经审定，考核对象名单不能再调整",
        (Stage::Scoring, Stage::Preparing) => "考核对象名单还没有冻结，请先冻结名单再评分、审定",
        (Stage::Scoring, _) => "结果已经审定，得分不能直接修改，请办理更正",
        (Stage::Confirmed, _) => "结果还没有审定，请直接修改得分，不用更正",
    };
    refuse(assessment.year, why)
}

fn demand_included(object: &ObjectRow, year: i32) -> OpResult<()> {
    if object.included {
        Ok(())
    } else {
        refuse(year, format!("「{}」没有列入考核对象，不能评分", object.name))
    }
}

fn checked_reason(field: &'static str, typed: &str) -> OpResult<String> {
    text::prose("扣分原因及依据", typed, PROSE_MAX).map_err(|fault| OpFault::field(field, fault))
}

fn checked_document(typed: &str) -> OpResult<String> {
    text::line("文号", typed, LINE_MAX).map_err(|fault| OpFault::field("document", fault))
}

/// The rules of a mark, with the fault on the field a person has to change.
fn check(item: &Item, mark: Mark, reason: &str, step: Tenths, reason_field: &'static str) -> OpResult<()> {
    assess::check_mark(item, mark, reason, step).map_err(|fault| match fault {
        MarkFault::ReasonMissing { .. } | MarkFault::NotApplicableReasonMissing => {
            OpFault::field(reason_field, fault.to_string())
        }
        _ => OpFault::field("mark", fault.to_string()),
    })
}

fn refuse<T>(year: i32, why: impl Into<String>) -> OpResult<T> {
    Err(Refusal::Assessment { year, why: why.into() }.into())
}
