//! Assessment years of the sample: one frozen and partly scored, for the visitor to go on with; the others confirmed, the
//! first of them with every band, a tie, 84.9 beside 85.0 and one correction (R085-R107, G01, G14).

use chrono::{Datelike, Days, NaiveDate};

use super::{assessment_words::reason, ground::Town, offices::Offices, writer::Writer};
use crate::{
    domain::{
        assess::{Item, Mark, ObjectKind, Scheme, Stage, Tenths, shipped},
        grid::GridKind,
        id::{AssessmentId, ObjectId},
    },
    ops::OpResult,
    store::{AssessmentRow, CorrectionRow, ObjectRow, ScoreRow},
};

/// First year of the assessment (R049).
const FIRST_YEAR: i32 = 2024;
const STEP: Tenths = Tenths(1);

/// Final totals of the first confirmed year in the order of annex 2: every band, 85.0 and 84.9 side by side, 78.2 twice.
const TOWNS: [i64; 11] = [934, 906, 850, 782, 815, 849, 723, 782, 660, 576, 881];
/// The same for 自然资源分局, 农牧局 and 水利局; the last without 3.1, which does not apply.
const DEPARTMENTS: [i64; 3] = [912, 863, 795];
/// 不适用: place of the department, item, reason.
const NOT_APPLICABLE: (usize, &str, &str) =
    (2, "3.1", "本单位未设网格责任人，无向社会公开责任人信息的事项，经考核组研究不计此项。");
/// Its correction: the object of 84.9 had 0.5 less on this item at 审定.
const CORRECTED: (usize, &str) = (5, "3.4");

/// Opens, scores and confirms the years up to the day of the writer.
pub fn fill(writer: &mut Writer<'_, '_>, towns: &[Town], offices: &[Offices]) -> OpResult<u32> {
    let (last, open) = years_on(writer.today);
    let shown = if open == FIRST_YEAR { FIRST_YEAR + 1 } else { FIRST_YEAR };
    let mut years = 0;
    for year in FIRST_YEAR..=last {
        let Some(scheme) = shipped(year) else { continue };
        let kind = match year {
            year if year == open => YearKind::Open,
            year if year == shown => YearKind::Showcase,
            _ => YearKind::Usual,
        };
        fill_year(writer, scheme, year, kind, towns, offices)?;
        years += 1;
    }
    Ok(years)
}

/// What a year of the sample is there to show.
#[derive(Clone, Copy, PartialEq, Eq)]
enum YearKind {
    /// Frozen and partly scored.
    Open,
    /// Confirmed, with every case.
    Showcase,
    /// Confirmed.
    Usual,
}

/// The last year of the sample, and the one left open. In the year after it the first assessment is confirmed and the next
/// one open; from 2026 on 2024 itself is the open one, since it is the year a visitor is invited to score (R049).
fn years_on(today: NaiveDate) -> (i32, i32) {
    let since_february = |year| today >= day(year, 2, 1);
    if since_february(FIRST_YEAR + 2) {
        (today.year() - 1, FIRST_YEAR)
    } else if since_february(FIRST_YEAR + 1) {
        (FIRST_YEAR + 1, FIRST_YEAR + 1)
    } else {
        (FIRST_YEAR, FIRST_YEAR)
    }
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

fn fill_year(
    writer: &mut Writer<'_, '_>,
    scheme: &Scheme,
    year: i32,
    kind: YearKind,
    towns: &[Town],
    offices: &[Offices],
) -> OpResult<()> {
    let (done, showcase) = (kind != YearKind::Open, kind == YearKind::Showcase);
    let opened_on = day(year, 1, 10).min(writer.today);
    let confirmed_on = day(year + 1, 1, 17);
    let assessment = AssessmentRow {
        id: AssessmentId(writer.id()),
        year,
        scheme: scheme.clone(),
        step: STEP,
        stage: if done { Stage::Confirmed } else { Stage::Scoring },
        opened_on,
        frozen_on: Some(day(year, 1, 31).min(writer.today)),
        confirmed_on: done.then_some(confirmed_on),
        confirmed_document: if done { format!("示范〔{}〕1号", year + 1) } else { String::new() },
    };
    writer.store.add_assessment(&assessment)?;
    let objects = add_objects(writer, assessment.id, towns, offices)?;
    if !done {
        return score_some(writer, scheme, &objects);
    }
    let totals = totals_of(writer, showcase);
    for (place, (object, total)) in objects.iter().zip(totals).enumerate() {
        let skipped = (showcase && place == TOWNS.len() + NOT_APPLICABLE.0).then_some(NOT_APPLICABLE.1);
        let corrected = (showcase && place == CORRECTED.0).then_some(CORRECTED.1);
        let marks = spread(writer, scheme, total, skipped, corrected);
        for (item, mark) in scheme.items().zip(marks) {
            let score = score_row(writer, item, mark);
            put(writer, *object, &score)?;
            if corrected == Some(item.id.as_str()) {
                correct(writer, *object, item, &score, confirmed_on)?;
            }
        }
    }
    Ok(())
}

/// Every second-level unit and the three departments; those of annex 2 and the departments take part (G01). Answers
/// those that take part, in their order.
fn add_objects(
    writer: &mut Writer<'_, '_>,
    assessment: AssessmentId,
    towns: &[Town],
    offices: &[Offices],
) -> OpResult<Vec<ObjectId>> {
    let mut listed: Vec<&Town> = towns.iter().collect();
    listed.sort_by_key(|town| town.annex2_order.unwrap_or(u32::MAX));
    let mut rows = Vec::new();
    for town in listed {
        rows.push(ObjectRow {
            id: ObjectId(writer.id()),
            assessment,
            kind: if town.kind == GridKind::Town { ObjectKind::Town } else { ObjectKind::Street },
            name: town.name.clone(),
            grid: Some(town.grid),
            unit: None,
            ordinal: rows.len() as i64 + 1,
            included: town.annex2_order.is_some(),
        });
    }
    for bureau in offices.iter().filter(|unit| unit.is_department) {
        rows.push(ObjectRow {
            id: ObjectId(writer.id()),
            assessment,
            kind: ObjectKind::Department,
            name: writer.store.unit(bureau.unit)?.map_or_else(|| bureau.name.clone(), |unit| unit.name),
            grid: None,
            unit: Some(bureau.unit),
            ordinal: rows.len() as i64 + 1,
            included: true,
        });
    }
    for row in &rows {
        writer.store.add_object(row)?;
    }
    Ok(rows.into_iter().filter(|row| row.included).map(|row| row.id).collect())
}

/// The totals of a confirmed year, in tenths: as fixed above, or a little better or worse.
fn totals_of(writer: &mut Writer<'_, '_>, showcase: bool) -> Vec<i64> {
    let base = TOWNS.iter().chain(&DEPARTMENTS).copied();
    if showcase {
        return base.collect();
    }
    base.map(|total| (total + i64::from(writer.random.between(0, 80)) - 20).min(980)).collect()
}

/// Spreads what is missing from full marks over the items, half points first, never more than four fifths of an item.
/// `skipped` does not apply; `corrected` loses a point at least, so that there is something to correct.
fn spread(
    writer: &mut Writer<'_, '_>,
    scheme: &Scheme,
    total: i64,
    skipped: Option<&str>,
    corrected: Option<&str>,
) -> Vec<Mark> {
    let applies: Vec<bool> = scheme.items().map(|item| skipped != Some(item.id.as_str())).collect();
    let points: Vec<i64> = scheme.items().map(|item| item.points.0).collect();
    let mut lost: Vec<i64> =
        scheme.items().map(|item| if corrected == Some(item.id.as_str()) { 10 } else { 0 }).collect();
    let full: i64 = points.iter().zip(&applies).filter(|(_, applies)| **applies).map(|(points, _)| points).sum();
    let mut missing = full - total - lost.iter().sum::<i64>();
    while missing > 0 {
        let room: Vec<u32> = points
            .iter()
            .zip(&lost)
            .zip(&applies)
            .map(|((points, lost), applies)| if *applies { (points * 4 / 5 - lost).max(0) as u32 } else { 0 })
            .collect();
        if room.iter().all(|room| *room == 0) {
            break;
        }
        let item = writer.random.weighted(&room);
        let piece = missing.min(5).min(i64::from(room[item]));
        lost[item] += piece;
        missing -= piece;
    }
    let marked = points.iter().zip(&lost).zip(&applies);
    marked
        .map(
            |((points, lost), applies)| {
                if *applies { Mark::Scored(Tenths(points - lost)) } else { Mark::NotApplicable }
            },
        )
        .collect()
}

/// A mark with its reason wherever points are missing.
fn score_row(writer: &mut Writer<'_, '_>, item: &Item, mark: Mark) -> ScoreRow {
    let reason = match mark {
        Mark::NotApplicable => NOT_APPLICABLE.2.to_owned(),
        Mark::Scored(score) if score < item.points => reason(&mut writer.random, item),
        Mark::Scored(_) => String::new(),
    };
    ScoreRow { item: item.id.clone(), mark, reason }
}

fn put(writer: &mut Writer<'_, '_>, object: ObjectId, score: &ScoreRow) -> OpResult<()> {
    let id = writer.id();
    Ok(writer.store.set_score(id, object, score)?)
}

/// What stands now replaced half a point less, ten days after 审定.
fn correct(
    writer: &mut Writer<'_, '_>,
    object: ObjectId,
    item: &Item,
    now: &ScoreRow,
    confirmed_on: NaiveDate,
) -> OpResult<()> {
    let Mark::Scored(score) = now.mark else { return Ok(()) };
    let old = ScoreRow { item: item.id.clone(), mark: Mark::Scored(Tenths(score.0 - 5)), reason: now.reason.clone() };
    let id = writer.id();
    writer.store.add_correction(
        id,
        &CorrectionRow {
            object,
            number: 1,
            old,
            new: now.clone(),
            reason: "复核发现抽查的1份工作台账已于考核年度内补齐并有签收记录，原扣分有误，予以更正。".into(),
            document: format!("示范〔{}〕2号", confirmed_on.year()),
            on: confirmed_on + Days::new(10),
        },
    )?;
    Ok(())
}

/// The open year: the first object waits for its last part, two are finished, the next ones have their first parts.
fn score_some(writer: &mut Writer<'_, '_>, scheme: &Scheme, objects: &[ObjectId]) -> OpResult<()> {
    for (place, object) in objects.iter().enumerate() {
        let items = match place {
            1 | 2 => 12,
            0 | 3 | 4 => 8,
            5 | 6 | 11 => 5,
            _ => 0,
        };
        let total = i64::from(writer.random.between(780, 940));
        let marks = spread(writer, scheme, total, None, None);
        for (item, mark) in scheme.items().zip(marks).take(items) {
            let score = score_row(writer, item, mark);
            put(writer, *object, &score)?;
        }
    }
    Ok(())
}
