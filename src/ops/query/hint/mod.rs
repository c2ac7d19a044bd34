//! 核对提示 of a time and a grid: how many of each kind, a page of them, and one with the records it is about.

mod detail;
mod find;

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use serde_json::json;

pub use detail::{HintDetail, HintFile, HintSide, SideLink, detail};
use find::{Found, Grids, found};

use super::{PAGE_MAX, ledger::Row};
use crate::{
    domain::{
        date::chinese,
        grid::Level,
        hint::{HintKey, HintKind},
        id::GridId,
    },
    ops::{OpFault, OpResult, Workspace},
    store::JudgementRow,
};

/// What part of the hints is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HintQuery {
    pub from: NaiveDate,
    /// Inclusive.
    pub to: NaiveDate,
    /// A grid with everything that was below it on the day of each record.
    #[serde(default)]
    pub grid: Option<GridId>,
    #[serde(default)]
    pub kind: Option<HintKind>,
    /// Those that a person has judged; otherwise those that still wait.
    #[serde(default)]
    pub judged: bool,
}

impl HintQuery {
    /// The year of a day up to it, everywhere, of every kind.
    pub fn year_to(day: NaiveDate) -> Self {
        let from = NaiveDate::from_ymd_opt(day.year(), 1, 1).unwrap_or(day);
        Self { from, to: day, grid: None, kind: None, judged: false }
    }
}

/// One hint as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HintLine {
    pub key: HintKey,
    /// The newest day it is about.
    pub day: NaiveDate,
    /// 「张三」.
    pub who: String,
    /// 「罕台镇撖家塔村」, several with 、.
    pub place: String,
    /// What is worth a look, in one sentence.
    pub what: String,
    pub judgement: Option<JudgementRow>,
}

/// How many hints of a kind wait, and how many are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct HintCount {
    pub kind: HintKind,
    pub waiting: u64,
    pub judged: u64,
}

/// A page of hints, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HintPage {
    pub rows: Vec<HintLine>,
    /// How many the query finds.
    pub total: u64,
    /// Of the period and grid, whatever kind and tab are chosen.
    pub counts: Vec<HintCount>,
}

/// A page of hints from `offset` on.
pub fn hints(ws: &Workspace, query: &HintQuery, offset: u32, limit: u32) -> OpResult<HintPage> {
    let grids = Grids::read(ws)?;
    let all = within(ws, query, found(ws, query, &grids, None)?)?;
    let judged: HashMap<HintKey, JudgementRow> =
        ws.store.judgements()?.into_iter().map(|row| (row.key.clone(), row)).collect();
    let count = |kind: &HintKind| {
        let of_kind = || all.iter().filter(|one| one.key.kind() == *kind);
        let done = of_kind().filter(|one| judged.contains_key(&one.key)).count() as u64;
        HintCount { kind: *kind, waiting: of_kind().count() as u64 - done, judged: done }
    };
    let counts = HintKind::ALL.iter().map(count).collect();
    let mut asked: Vec<Found> = all
        .into_iter()
        .filter(|one| {
            query.kind.is_none_or(|kind| kind == one.key.kind()) && judged.contains_key(&one.key) == query.judged
        })
        .collect();
    asked.sort_by_cached_key(|one| (std::cmp::Reverse(one.day), one.key.to_string()));
    let total = asked.len() as u64;
    let page: Vec<Found> = asked.into_iter().skip(offset as usize).take(limit.min(PAGE_MAX) as usize).collect();
    let mut rows = find::lines(ws, &grids, &page)?;
    for row in &mut rows {
        row.judgement = judged.get(&row.key).cloned();
    }
    Ok(HintPage { rows, total, counts })
}

/// Only what happened in the grid asked for, as it lay on the day of each record (A9).
fn within(ws: &Workspace, query: &HintQuery, mut all: Vec<Found>) -> OpResult<Vec<Found>> {
    let Some(mut root) = query.grid else { return Ok(all) };
    let level =
        |grid| -> OpResult<Level> { ws.store.grid_level(grid)?.ok_or_else(|| OpFault::not_found("网格", grid)) };
    if level(root)? == Level::Group {
        // Hints speak of villages.
        root = ws.store.grid_near(root, query.to)?.and_then(|row| row.facts.parent).unwrap_or(root);
    }
    if level(root)? == Level::District {
        return Ok(all);
    }
    let mut stays: HashMap<GridId, Vec<crate::domain::date::Period>> = HashMap::new();
    for (grid, period) in ws.store.subtree_ever(root)? {
        stays.entry(grid).or_default().push(period);
    }
    let inside = |(grid, day): &(GridId, NaiveDate)| {
        stays.get(grid).is_some_and(|periods| periods.iter().any(|period| period.contains(*day)))
    };
    all.retain(|one| one.spots.iter().any(inside));
    Ok(all)
}

/// The hints of the year of a day as rows of a list, waiting ones first.
pub(super) fn hint_rows(ws: &Workspace, day: NaiveDate) -> OpResult<Vec<Row>> {
    let mut rows = Vec::new();
    for judged in [false, true] {
        rows.extend(rows_of(ws, &HintQuery { judged, ..HintQuery::year_to(day) })?);
    }
    Ok(rows)
}

/// All hints of a query as rows of a list.
pub fn rows_of(ws: &Workspace, query: &HintQuery) -> OpResult<Vec<Row>> {
    let mut rows = Vec::new();
    loop {
        let page = hints(ws, query, rows.len() as u32, PAGE_MAX)?;
        rows.extend(page.rows.iter().map(row));
        if page.rows.is_empty() || rows.len() as u64 >= page.total {
            return Ok(rows);
        }
    }
}

fn row(line: &HintLine) -> Row {
    let judged = line.judgement.as_ref();
    Row(vec![
        ("key", json!(line.key)),
        ("kind", json!(line.key.kind().label())),
        ("date", json!(line.day)),
        ("who", json!(line.who)),
        ("place", json!(line.place)),
        ("hint", json!(line.what)),
        ("verdict", json!(judged.map(|row| row.verdict.label()))),
        ("note", json!(judged.map(|row| &row.note))),
        ("judged_on", json!(judged.map(|row| row.on))),
        ("judged_by", json!(judged.map(|row| &row.by))),
    ])
}

/// The text of one cell; `key` is one of [`crate::domain::ledger::HINTS`].
pub fn cell(line: &HintLine, key: &str) -> String {
    let judged = line.judgement.as_ref();
    match key {
        "date" => line.day.format("%Y-%m-%d").to_string(),
        "kind" => line.key.kind().label().to_owned(),
        "who" => line.who.clone(),
        "place" => line.place.clone(),
        "what" => line.what.clone(),
        "verdict" => judged.map_or("", |row| row.verdict.label()).to_owned(),
        "judged" => judged.map(|row| format!("{} {}", chinese(row.on), row.by)).unwrap_or_default(),
        _ => String::new(),
    }
}
