//! What the official sheets say, as plain data for the printer, as of any day (A9, A12).

use chrono::NaiveDate;

use super::{
    assess::{CorrectionLine, ItemLine, ObjectSheet, PartLines, Standing, confirmed_until, sheet, standings},
    roster, settings,
};
use crate::{
    domain::{
        assess::{Mark, RankGroup, Total},
        grid::Level,
        id::{GridId, ObjectId},
        plan::{self, Annex2},
        roster::Role,
        sheet::{
            DistrictSheet, DistrictSheetRow, Holder, ItemMark, RankingGroup, RankingRow, RankingSheet, ScoreSheet,
            ScoreSheetConfirmation, ScoreSheetCorrection, ScoreSheetItem, ScoreSheetPart, SheetFrame,
        },
    },
    ops::{OpFault, OpResult, Workspace},
};

/// How 不适用 items count; printed whenever there is one (G02).
const NOT_APPLICABLE_NOTE: &str =
    "标为“不适用”的项目不计分，满分仍为100分，不作折算；部门与镇、街道分别排名（建议做法，非文件规定）。";

/// What every sheet of a day carries.
pub(super) fn frame(ws: &Workspace, as_of: NaiveDate) -> OpResult<SheetFrame> {
    Ok(SheetFrame { as_of, printed_on: ws.today(), sample: ws.is_sample()? })
}

/// 附件2 as of a day (R111-R116). Without a district grid on that day it is the plan's empty form.
///
/// # Errors
/// Only those of the store.
pub fn district_sheet(ws: &Workspace, as_of: NaiveDate) -> OpResult<DistrictSheet> {
    let form = plan::annex2();
    let frame = frame(ws, as_of)?;
    let district = ws.store.grids_at(as_of)?.into_iter().find(|grid| grid.level == Level::District);
    let grid = district.as_ref().map(|district| district.id);
    let held = |role: Role, post: &str| -> OpResult<Vec<Holder>> {
        let holders = grid.map_or(Ok(Vec::new()), |grid| roster::holders(ws, grid, role, as_of))?;
        Ok(or_vacant(once(holders), post))
    };
    Ok(DistrictSheet {
        frame,
        chief: held(Role::ChiefSupervisor, &form.chief_post)?,
        chief_scope: settings::value(ws, "chief_scope")?,
        rows: grid.map_or(Ok(Vec::new()), |grid| district_rows(ws, grid, as_of, form))?,
        coordinators: held(Role::Coordinator, &form.coordinator_post)?,
        chief_overseers: held(Role::ChiefOverseer, &form.chief_overseer_post)?,
        district: district.map(|district| district.facts.name).unwrap_or_default(),
    })
}

/// One row for each level-2 grid that annex 2 lists, with whoever has it under 包联 that day (R114, R115, G19).
fn district_rows(ws: &Workspace, district: GridId, day: NaiveDate, form: &Annex2) -> OpResult<Vec<DistrictSheetRow>> {
    let mut charged = roster::charges_by_grid(ws, district, Role::DeputySupervisor, day)?;
    charged.retain(|charged| charged.annex2_order.is_some());
    charged.sort_by_key(|charged| charged.annex2_order);
    let mut rows = Vec::new();
    for charged in charged {
        let (mut deputies, mut overseers) = (Vec::new(), Vec::new());
        for charging in charged.duties {
            overseers.extend(roster::deputy_overseers_for(ws, charged.grid, charging.duty, day)?);
            deputies.extend(charging.holders);
        }
        rows.push(DistrictSheetRow {
            deputies: or_vacant(once(deputies), &form.deputy_post),
            grid: charged.name,
            deputy_overseers: once(overseers),
        });
    }
    Ok(rows)
}

/// A cell nobody stands in is a vacancy of the post that the plan names there.
fn or_vacant(holders: Vec<Holder>, post: &str) -> Vec<Holder> {
    if holders.is_empty() { vec![Holder { name: None, post: post.to_owned() }] } else { holders }
}

/// Each holder once, in the order they came.
fn once(holders: Vec<Holder>) -> Vec<Holder> {
    let mut kept: Vec<Holder> = Vec::new();
    for holder in holders {
        if !kept.contains(&holder) {
            kept.push(holder);
        }
    }
    kept
}

/// 考核评分表 of one object; corrections and 审定 after `as_of` are left out.
///
/// # Errors
/// [`OpFault::NotFound`] when there is no such object.
pub fn score_sheet(ws: &Workspace, object: ObjectId, as_of: NaiveDate) -> OpResult<ScoreSheet> {
    let filled = sheet(&ws.store, object, Some(as_of))?;
    let confirmed = confirmation(filled.confirmed_on, &filled.confirmed_document);
    let ObjectSheet { scheme_title, year, unit, parts, total, band, corrections, .. } = filled;
    Ok(ScoreSheet {
        frame: frame(ws, as_of)?,
        scheme_title,
        year,
        unit,
        parts: parts.into_iter().map(score_sheet_part).collect(),
        total: total.complete(),
        band,
        confirmed,
        not_applicable_note: (total.not_applicable > 0).then(|| NOT_APPLICABLE_NOTE.to_owned()),
        corrections: corrections.into_iter().map(score_sheet_correction).collect(),
    })
}

fn confirmation(on: Option<NaiveDate>, document: &str) -> Option<ScoreSheetConfirmation> {
    on.map(|on| ScoreSheetConfirmation { on, document: document.to_owned() })
}

fn score_sheet_part(part: PartLines) -> ScoreSheetPart {
    ScoreSheetPart {
        heading: part.text,
        points: part.points,
        sum: part.sum.complete(),
        items: part.items.into_iter().map(score_sheet_item).collect(),
    }
}

fn score_sheet_item(item: ItemLine) -> ScoreSheetItem {
    let mark = match item.mark {
        None => ItemMark::Open,
        Some(Mark::Scored(points)) => ItemMark::Scored(points),
        Some(Mark::NotApplicable) => ItemMark::NotApplicable,
    };
    ScoreSheetItem { number: item.number, text: item.text, points: item.points, mark, reason: item.reason }
}

fn score_sheet_correction(correction: CorrectionLine) -> ScoreSheetCorrection {
    let only_words = correction.old == correction.new;
    ScoreSheetCorrection {
        number: correction.number,
        on: correction.on,
        item: correction.item_name,
        from: correction.old.to_string(),
        to: if only_words { format!("{}（依据改写）", correction.new) } else { correction.new.to_string() },
        reason: correction.reason,
        document: correction.document,
    }
}

/// 考核结果汇总表 of a year; corrections and 审定 after `as_of` are left out.
///
/// # Errors
/// [`OpFault::NotFound`] when the year was not opened.
pub fn ranking(ws: &Workspace, year: i32, as_of: NaiveDate) -> OpResult<RankingSheet> {
    let found = ws.store.assessment_of_year(year)?;
    let assessment = found.ok_or_else(|| OpFault::not_found("考核年度", format!("{year} 年度")))?;
    let mut standings = standings(&ws.store, &assessment, Some(as_of))?;
    standings.retain(|standing| standing.line.included);
    standings.sort_by_key(|standing| standing.line.rank.unwrap_or(u32::MAX));
    let rows_of = |group: RankGroup| {
        let members = standings.iter().filter(|standing| standing.line.kind.group() == group);
        RankingGroup { name: group.label().to_owned(), rows: members.map(ranking_row).collect() }
    };
    Ok(RankingSheet {
        frame: frame(ws, as_of)?,
        scheme_title: assessment.scheme.title.clone(),
        year,
        confirmed: confirmation(confirmed_until(&assessment, Some(as_of)), &assessment.confirmed_document),
        parts: assessment
            .scheme
            .parts
            .iter()
            .map(|part| (format!("{}、{}", part.number, part.short_name()), part.points))
            .collect(),
        groups: RankGroup::ALL.map(rows_of).into(),
    })
}

fn ranking_row(standing: &Standing) -> RankingRow {
    let line = &standing.line;
    RankingRow {
        rank: line.rank,
        unit: line.name.clone(),
        parts: standing.parts.iter().map(Total::complete).collect(),
        total: line.total.complete(),
        band: line.band.clone(),
        note: ranking_note(standing),
    }
}

/// 「1.1、1.2不适用；更正1次」.
fn ranking_note(standing: &Standing) -> String {
    let mut notes = Vec::new();
    if !standing.not_applicable.is_empty() {
        notes.push(format!("{}不适用", standing.not_applicable.join("、")));
    }
    if standing.corrections > 0 {
        notes.push(format!("更正{}次", standing.corrections));
    }
    notes.join("；")
}
