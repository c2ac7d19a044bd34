//! The patrol ledger: filtered pages, the place of every page, one record in full, and the printed sheet.

use std::path::PathBuf;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::{
    PAGE_MAX,
    history::{self, RowEvent},
};
/// A line of the ledger: the record, the names it had on its day, and how many files it keeps.
pub use crate::store::PatrolRow as PatrolLine;
pub use crate::{domain::id::PatrolId, store::PatrolMark};
use crate::{
    domain::{
        date::{self, Period},
        grid::Level,
        id::{AttachmentId, GridId, PersonId, ProblemId},
        ledger::PATROL as LEDGER,
        patrol::{Finding, PatrolKind, is_late_entry},
        sheet::{LedgerColumn, PatrolLedger, SheetFrame},
    },
    ops::{OpFault, OpResult, Workspace, patrol::strangers},
    store::{GridRow, PatrolFilter},
};

/// The most rows one sheet prints; a larger ledger is printed month by month.
pub const SHEET_ROWS: u32 = 5_000;

/// What part of the ledger is asked for; empty fields ask for everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PatrolQuery {
    pub from: Option<NaiveDate>,
    /// Inclusive.
    pub to: Option<NaiveDate>,
    /// A grid with everything that was below it on the day of each patrol.
    pub grid: Option<GridId>,
    pub person: Option<PersonId>,
    pub kind: Option<PatrolKind>,
    pub finding: Option<Finding>,
    /// 未立问题: found a problem, but none was entered for it.
    pub unentered: bool,
    /// Looked for in 发现情况, 处置情况 and 备注.
    pub text: String,
}

/// What another page asks this one to show: a number's rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PatrolAsk {
    pub from: Option<NaiveDate>,
    /// Inclusive.
    pub to: Option<NaiveDate>,
    pub grid: Option<GridId>,
    pub person: Option<PersonId>,
    /// 未立问题.
    pub unentered: bool,
}

/// How many rows a query finds and where each of its pages starts, so that a table can jump to any of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PatrolIndex {
    pub total: u64,
    /// The rows of a page.
    pub page_size: u32,
    /// The last row of every page but the last one.
    pub marks: Vec<PatrolMark>,
}

impl PatrolIndex {
    /// How many pages there are.
    pub fn pages(&self) -> usize {
        if self.total == 0 { 0 } else { self.marks.len() + 1 }
    }

    /// What to hand to [`page`] as `after` for a page, counted from 0; `None` starts at the top.
    pub fn before(&self, page: usize) -> Option<PatrolMark> {
        page.checked_sub(1).and_then(|last| self.marks.get(last)).copied()
    }
}

/// One record in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatrolDetail {
    pub line: PatrolLine,
    /// 「罕台镇撖家塔村」, with the group when there is one.
    pub place: String,
    /// In the order they sign.
    pub patrollers: Vec<(PersonId, String)>,
    /// 补录: entered on a later day than it happened.
    pub late: bool,
    /// 无职责: patrollers who had neither a post nor a duty in this part of the tree on that day; derived, not stored.
    pub strangers: Vec<PersonId>,
    pub files: Vec<PatrolFile>,
    /// The problems it found, by number.
    pub problems: Vec<(ProblemId, String)>,
    /// What was done to it, newest first.
    pub history: Vec<RowEvent>,
}

/// A file kept with a patrol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatrolFile {
    pub id: AttachmentId,
    pub name: String,
    /// Bytes.
    pub size: u64,
    pub digest: String,
    /// Where it lies; `None` when the workspace has no folder or the file is gone.
    pub path: Option<PathBuf>,
}

/// What a grid was called on a day; its nearest name where it was not there.
///
/// # Errors
/// Only those of the store.
pub fn grid_name(ws: &Workspace, grid: GridId, day: NaiveDate) -> OpResult<String> {
    Ok(ws.store.grid_near(grid, day.min(ws.today()))?.map(|row| row.facts.name).unwrap_or_default())
}

/// # Errors
/// Only those of the store.
pub fn person_name(ws: &Workspace, person: PersonId) -> OpResult<String> {
    Ok(ws.store.person(person)?.map(|row| row.name).unwrap_or_default())
}

/// A page of the ledger, newest first, from below `after`.
pub fn page(ws: &Workspace, query: &PatrolQuery, after: Option<PatrolMark>, limit: u32) -> OpResult<Vec<PatrolLine>> {
    Ok(ws.store.patrols(&filter(ws, query)?, after, limit.min(PAGE_MAX))?)
}

/// Counts what a query finds and marks where each page of `page_size` rows starts.
pub fn index(ws: &Workspace, query: &PatrolQuery, page_size: u32) -> OpResult<PatrolIndex> {
    let page_size = page_size.clamp(1, PAGE_MAX);
    let (total, marks) = ws.store.patrol_index(&filter(ws, query)?, page_size)?;
    Ok(PatrolIndex { total, page_size, marks })
}

/// How many patrols a query finds.
pub fn count(ws: &Workspace, query: &PatrolQuery) -> OpResult<u64> {
    Ok(ws.store.patrol_count(&filter(ws, query)?)?)
}

/// One record with its files and its history.
///
/// # Errors
/// [`OpFault::NotFound`] when it was deleted.
pub fn detail(ws: &Workspace, id: PatrolId) -> OpResult<PatrolDetail> {
    let line = ws.store.patrol(id)?.ok_or_else(|| OpFault::not_found("巡查", id))?;
    let mut patrollers = Vec::new();
    for person in &line.patrol.patrollers {
        let name = ws.store.person(*person)?.map(|row| row.name).unwrap_or_default();
        patrollers.push((*person, name));
    }
    let files = ws.store.attachments(id)?.into_iter().map(|file| PatrolFile {
        id: file.id,
        path: ws.file_path(&file.digest),
        name: file.name,
        size: file.size,
        digest: file.digest,
    });
    Ok(PatrolDetail {
        place: line.place(),
        late: is_late_entry(line.patrol.date, line.recorded_on),
        strangers: strangers(&ws.store, &line.patrol.patrollers, line.patrol.grid, line.patrol.date)?,
        patrollers,
        files: files.collect(),
        problems: ws.store.problems_of_patrol(id)?,
        history: history::of_patrol(ws, id)?,
        line,
    })
}

/// The query in words: 「2025年3月1日至2025年3月31日 · 罕台镇 · 全部类型」.
pub fn summary(ws: &Workspace, query: &PatrolQuery) -> OpResult<String> {
    let mut parts = vec![period_words(query.from, query.to)];
    if let Some(grid) = query.grid {
        parts.push(place_of(ws, grid, query.to)?);
    }
    parts.push(query.kind.map_or("全部类型", PatrolKind::label).to_owned());
    if let Some(person) = query.person {
        parts.push(format!("巡查人 {}", ws.store.person(person)?.map(|row| row.name).unwrap_or_default()));
    }
    parts.extend(query.finding.map(|finding| finding.label().to_owned()));
    parts.extend(query.unentered.then(|| "未立问题".to_owned()));
    let text = query.text.trim();
    if !text.is_empty() {
        parts.push(format!("含「{text}」"));
    }
    Ok(parts.join(" · "))
}

pub(super) fn period_words(from: Option<NaiveDate>, to: Option<NaiveDate>) -> String {
    match (from.map(date::chinese), to.map(date::chinese)) {
        (None, None) => "全部日期".to_owned(),
        (Some(from), None) => format!("{from}起"),
        (None, Some(to)) => format!("截至{to}"),
        (Some(from), Some(to)) if from == to => from,
        (Some(from), Some(to)) => format!("{from}至{to}"),
    }
}

/// The printed ledger, oldest first: title after kind and grid, columns of [`LEDGER`] that go on paper.
///
/// # Errors
/// A fault of `query` when it finds more than [`SHEET_ROWS`].
pub fn ledger(ws: &Workspace, query: &PatrolQuery) -> OpResult<PatrolLedger> {
    let rows = ws.store.patrols_forward(&filter(ws, query)?, None, SHEET_ROWS + 1)?;
    if rows.len() > SHEET_ROWS as usize {
        let message =
            format!("筛选出的巡查记录超过 {SHEET_ROWS} 条，一次打印不下，请按月份、网格或类型缩小范围后再打印");
        return Err(OpFault::field("query", message));
    }
    let today = ws.today();
    let columns: Vec<_> = LEDGER.iter().filter(|column| column.weight > 0).collect();
    Ok(PatrolLedger {
        frame: SheetFrame {
            as_of: query.to.map_or(today, |to| to.min(today)),
            printed_on: today,
            sample: ws.store.meta("sample")?.as_deref() == Some("1"),
        },
        title: title(ws, query)?,
        scope: summary(ws, query)?,
        rows: rows.iter().map(|row| columns.iter().map(|column| cell(row, column.key)).collect()).collect(),
        columns: LedgerColumn::printed(LEDGER),
    })
}

/// 「罕台镇撖家塔村巡田台账」 (G38).
fn title(ws: &Workspace, query: &PatrolQuery) -> OpResult<String> {
    let whole = || -> OpResult<String> {
        let all = ws.store.grids_at(query.to.unwrap_or(ws.today()))?;
        Ok(all.into_iter().find(|row| row.level == Level::District).map(|row| row.facts.name).unwrap_or_default())
    };
    let place = query.grid.map_or_else(whole, |grid| place_of(ws, grid, query.to))?;
    Ok(format!("{place}{}台账", query.kind.map_or("巡查", PatrolKind::label)))
}

/// The full name of a grid on the last day asked for: 「罕台镇撖家塔村三社」; the district is named by itself only.
pub(super) fn place_of(ws: &Workspace, grid: GridId, day: Option<NaiveDate>) -> OpResult<String> {
    let day = day.unwrap_or(ws.today());
    let mut names = Vec::new();
    let mut next = Some(grid);
    while let Some(id) = next {
        let level = ws.store.grid_level(id)?.ok_or_else(|| OpFault::not_found("网格", id))?;
        if level == Level::District && !names.is_empty() {
            break;
        }
        names.extend(ws.store.grid_name(id, day)?);
        let then = ws.store.grid_at(id, day)?;
        next = match then {
            Some(row) => row.facts.parent,
            None => ws.store.grid_versions(id)?.pop().and_then(|row| row.facts.parent),
        };
    }
    names.reverse();
    Ok(names.concat())
}

/// The text of one cell, for screen, spreadsheet and paper alike (A11). `key` is one of [`LEDGER`].
pub fn cell(row: &PatrolLine, key: &str) -> String {
    let patrol = &row.patrol;
    match key {
        "date" => patrol.date.format("%Y-%m-%d").to_string(),
        "time" => time_words(patrol.start, patrol.end),
        "kind" => patrol.kind.label().to_owned(),
        "grid" => format!("{}{}", row.town_name, row.grid_name),
        "group" => row.group_name.clone(),
        "patrollers" => row.patroller_names.clone(),
        "way" => patrol.way.clone(),
        "weather" => patrol.weather.clone(),
        "found" if patrol.found.is_empty() => patrol.finding.label().to_owned(),
        "found" => format!("{}：{}", patrol.finding.label(), patrol.found),
        "action" => patrol.action.clone(),
        "files" if row.files == 0 => String::new(),
        "files" => row.files.to_string(),
        "note" => patrol.note.clone(),
        "recorded" if is_late_entry(patrol.date, row.recorded_on) => {
            format!("补录 {}", row.recorded_on.format("%Y-%-m-%-d"))
        }
        "recorded" => "当日登记".to_owned(),
        _ => String::new(),
    }
}

/// 「09:30-11:00」; what was not noted is left out.
fn time_words(start: Option<NaiveTime>, end: Option<NaiveTime>) -> String {
    let clock = |time: NaiveTime| time.format("%H:%M").to_string();
    match (start.map(clock), end.map(clock)) {
        (None, None) => String::new(),
        (Some(start), None) => start,
        (None, Some(end)) => format!("至{end}"),
        (Some(start), Some(end)) => format!("{start}-{end}"),
    }
}

/// The query as the store answers it: grids by the subtree they belonged to on the day of each patrol (A9).
fn filter(ws: &Workspace, query: &PatrolQuery) -> OpResult<PatrolFilter> {
    let mut filter = PatrolFilter {
        from: query.from,
        to: query.to,
        person: query.person,
        kind: query.kind,
        finding: query.finding,
        unentered: query.unentered,
        text: query.text.clone(),
        ..PatrolFilter::default()
    };
    let Some(root) = query.grid else { return Ok(filter) };
    match ws.store.grid_level(root)?.ok_or_else(|| OpFault::not_found("网格", root))? {
        // Every patrol is somewhere in the district.
        Level::District => {}
        Level::Group => filter.group = Some(root),
        Level::Village => filter.grids = Some(vec![root]),
        Level::Town => {
            let (always, moved) = members(ws, root)?;
            filter.grids = Some(always);
            filter.moved = moved;
        }
    }
    Ok(filter)
}

/// A grid with the time it belonged somewhere.
pub(super) type Stay = (GridId, Period);

/// A town with its villages: those that were always its own, and those that came or left, with the time.
pub(super) fn members(ws: &Workspace, town: GridId) -> OpResult<(Vec<GridId>, Vec<Stay>)> {
    let (mut always, mut moved) = (Vec::new(), Vec::new());
    let below = ws.store.subtree_ever(town)?;
    for times in below.chunk_by(|one, next| one.0 == next.0) {
        let grid = times[0].0;
        let own = ws.store.grid_versions(grid)?;
        let elsewhere = |version: &GridRow| !times.iter().any(|(_, time)| time.covers(&version.period));
        if own.iter().any(elsewhere) {
            moved.extend_from_slice(times);
        } else {
            always.push(grid);
        }
    }
    Ok((always, moved))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_periods_leave_out_what_was_not_noted() {
        let at = |hour| NaiveTime::from_hms_opt(hour, 30, 0);
        assert_eq!(time_words(at(9), at(11)), "09:30-11:30");
        assert_eq!(time_words(at(9), None), "09:30");
        assert_eq!(time_words(None, at(11)), "至11:30");
        assert_eq!(time_words(None, None), "");
        let day = |d| NaiveDate::from_ymd_opt(2025, 3, d);
        assert_eq!(period_words(day(1), day(31)), "2025年3月1日至2025年3月31日");
        assert_eq!(period_words(day(1), day(1)), "2025年3月1日");
        assert_eq!(period_words(day(1), None), "2025年3月1日起");
        assert_eq!(period_words(None, day(1)), "截至2025年3月1日");
    }

    #[test]
    fn pages_are_found_by_their_marks() {
        let mark = |id| PatrolMark { date: NaiveDate::MIN, id: PatrolId(id) };
        let index = PatrolIndex { total: 25, page_size: 10, marks: vec![mark(16), mark(6)] };
        assert_eq!((index.pages(), index.before(0), index.before(2)), (3, None, Some(mark(6))));
        assert_eq!(PatrolIndex::default().pages(), 0);
    }

    #[test]
    fn a_query_may_name_only_what_matters() {
        let query: PatrolQuery = serde_json::from_str(r#"{"kind": "field", "from": "2025-03-01"}"#).unwrap();
        assert_eq!(query.kind, Some(PatrolKind::Field));
        assert_eq!(query.to, None);
    }
}
