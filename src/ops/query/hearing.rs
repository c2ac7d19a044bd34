//! 听取汇报: the hearings of a stretch of time, with who heard whom (R056).

use chrono::NaiveDate;
use serde_json::json;

use super::ledger::Row;
use crate::{
    domain::{
        date::chinese,
        hearing::HearingPart,
        id::{GridId, HearingId, PersonId},
        ledger::HEARINGS,
        scan::ScanOwner,
        sheet::{Ledger, LedgerColumn},
    },
    ops::{OpFault, OpResult, Workspace},
    store::{HearingPersonRow, HearingRow, ScanRow},
};

/// A hearing with its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HearingLine {
    pub row: HearingRow,
    pub grid_name: String,
    pub people: Vec<HearingPersonRow>,
    pub scans: u32,
}

impl HearingLine {
    /// 「张三、李四」.
    pub fn names(&self, part: HearingPart) -> String {
        let names: Vec<_> = self.of(part).map(|person| person.name.as_str()).collect();
        names.join("、")
    }

    pub fn ids(&self, part: HearingPart) -> Vec<PersonId> {
        self.of(part).map(|person| person.person).collect()
    }

    fn of(&self, part: HearingPart) -> impl Iterator<Item = &HearingPersonRow> {
        self.people.iter().filter(move |person| person.part == part)
    }
}

/// The hearings of a year up to `as_of`, newest first; of a grid and those below it when one is given.
///
/// # Errors
/// Only those of the store.
pub fn list(ws: &Workspace, year: i32, as_of: NaiveDate, within: Option<GridId>) -> OpResult<Vec<HearingLine>> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(NaiveDate::MIN);
    let last = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(NaiveDate::MAX).min(as_of);
    lines(ws, first, last, within)
}

fn lines(ws: &Workspace, first: NaiveDate, last: NaiveDate, within: Option<GridId>) -> OpResult<Vec<HearingLine>> {
    let mut people = ws.store.hearing_people(first, last)?;
    let scans: std::collections::HashMap<i64, u32> = ws.store.scan_counts("hearing")?.into_iter().collect();
    let below = within.map(|grid| ws.store.subtree_at(grid, last)).transpose()?;
    let mut lines = Vec::new();
    for row in ws.store.hearings(first, last)? {
        if below.as_ref().is_some_and(|below| !below.contains(&row.grid)) {
            continue;
        }
        lines.push(HearingLine {
            grid_name: ws.store.grid_name(row.grid, row.held_on)?.unwrap_or_default(),
            people: people.remove(&row.id).unwrap_or_default(),
            scans: scans.get(&row.id.0).copied().unwrap_or(0),
            row,
        });
    }
    Ok(lines)
}

/// One hearing with its files.
///
/// # Errors
/// [`OpFault::NotFound`] when it does not exist (any more).
pub fn detail(ws: &Workspace, id: HearingId) -> OpResult<(HearingLine, Vec<ScanRow>)> {
    let row = ws.store.hearing(id)?.ok_or_else(|| OpFault::not_found("听取汇报记录", id))?;
    let found = lines(ws, row.held_on, row.held_on, None)?.into_iter().find(|line| line.row.id == id);
    let line = found.ok_or_else(|| OpFault::not_found("听取汇报记录", id))?;
    Ok((line, ws.store.scans(ScanOwner::Hearing(id))?))
}

/// Every hearing up to a day, for lists and exports.
///
/// # Errors
/// Only those of the store.
pub fn hearing_rows(ws: &Workspace, day: NaiveDate) -> OpResult<Vec<Row>> {
    let all = lines(ws, NaiveDate::from_ymd_opt(1949, 1, 1).unwrap_or_default(), day, None)?;
    let row = |line: &HearingLine| {
        Row(vec![
            ("id", json!(line.row.id)),
            ("date", json!(line.row.held_on)),
            ("grid", json!(line.grid_name)),
            ("place", json!(line.row.place)),
            ("heard_by", json!(line.names(HearingPart::Hears))),
            ("reporters", json!(line.names(HearingPart::Reports))),
            ("matters", json!(line.row.matters)),
            ("decisions", json!(line.row.decisions)),
            ("follow_up", json!(line.row.follow_up)),
            ("note", json!(line.row.note)),
            ("scans", json!(line.scans)),
        ])
    };
    Ok(all.iter().map(row).collect())
}

/// A cell of [`HEARINGS`] for screen and paper (A11).
pub fn hearing_cell(line: &HearingLine, place: usize, key: &str) -> String {
    match key {
        "place" => place.to_string(),
        "date" => chinese(line.row.held_on),
        "grid" => line.grid_name.clone(),
        "heard_by" => line.names(HearingPart::Hears),
        "reporters" => line.names(HearingPart::Reports),
        "matters" => line.row.matters.clone(),
        "decisions" => line.row.decisions.clone(),
        "follow_up" => line.row.follow_up.clone(),
        _ => line.row.note.clone(),
    }
}

/// 听取汇报台账 of a year.
///
/// # Errors
/// Only those of the store.
pub fn sheet(ws: &Workspace, year: i32, within: Option<GridId>, as_of: NaiveDate) -> OpResult<Ledger> {
    let lines = list(ws, year, as_of, within)?;
    let whose = within.map_or(Ok(None), |grid| ws.store.grid_name(grid, as_of))?.unwrap_or_default();
    let columns = HEARINGS.iter().filter(|column| column.weight > 0);
    let keys: Vec<_> = columns.map(|column| column.key).collect();
    let rows = lines.iter().rev().zip(1..);
    Ok(Ledger {
        frame: super::sheets::frame(ws, as_of)?,
        title: format!("{whose}{year}年度听取汇报台账"),
        scope: format!("共 {} 次", lines.len()),
        upright: false,
        columns: LedgerColumn::printed(HEARINGS),
        rows: rows.map(|(line, place)| keys.iter().map(|key| hearing_cell(line, place, key)).collect()).collect(),
        remarks: vec![
            "建议样式，非文件规定：方案要求镇、街道定期听取网格责任人工作情况汇报，没有规定台账格式和次数。".to_owned(),
        ],
    })
}
