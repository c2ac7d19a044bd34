//! Questions about satellite clues: batches, the 月清 board, the ledger by page, one clue in full.

mod board;
mod sheets;

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use board::{Board, BoardLine, ResultLine, Tally, board};
pub use sheets::{board_sheet, cell, check_sheet, check_sheets, unanswered_sheet};

use super::{
    PAGE_MAX,
    history::{self, RowEvent},
    problem::Evidence,
};
use crate::{
    domain::{
        clue::{Category, ClueBatch, ClueState},
        grid::Level,
        id::{ClueBatchId, ClueId, GridId, PersonId},
        scan::ScanOwner,
    },
    ops::{OpFault, OpResult, Workspace},
    store::{ClueBatchRow, ClueFilter, ClueReturnRow, ClueRow},
};

/// What part of the ledger is asked for; empty fields ask for everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClueQuery {
    pub batch: Option<ClueBatchId>,
    /// A town or village with everything below it today.
    pub grid: Option<GridId>,
    /// Any of these; empty asks for all.
    pub states: Vec<ClueState>,
    pub category: Option<Category>,
    /// 细类, by id.
    pub sub: String,
    /// Looked for in number, type, places, description and answer.
    pub text: String,
}

impl ClueQuery {
    /// Those that wait for an answer: 没有回来的.
    pub fn waiting(batch: ClueBatchId, grid: Option<GridId>) -> Self {
        let states = ClueState::ALL.iter().copied().filter(|state| state.is_waiting()).collect();
        Self { batch: Some(batch), grid, states, ..Self::default() }
    }
}

/// What another page asks this one to show: a number's rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClueAsk {
    pub batch: ClueBatchId,
    /// With everything below it.
    pub grid: Option<GridId>,
    /// `None`: all that wait for an answer.
    pub state: Option<ClueState>,
}

/// A batch with its figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchLine {
    pub id: ClueBatchId,
    pub batch: ClueBatch,
    pub due_on: NaiveDate,
    pub recorded_on: NaiveDate,
    pub recorded_by: String,
    pub tally: Tally,
    /// Negative: overdue by so many days. Counted from today.
    pub days_left: i64,
}

impl BatchLine {
    /// Whether every clue is confirmed.
    pub fn is_closed(&self) -> bool {
        self.tally.received > 0 && self.tally.confirmed == self.tally.received
    }

    /// 「还剩 5 天」, 「逾期 3 天」, 「已办结」.
    pub fn pace(&self) -> String {
        match self.days_left {
            _ if self.tally.received == 0 => "没有图斑".to_owned(),
            _ if self.is_closed() => "已办结".to_owned(),
            _ if self.tally.waiting() == 0 => "已全部回复，待审核".to_owned(),
            days if days < 0 => format!("逾期 {} 天", -days),
            0 => "今天到期".to_owned(),
            days => format!("还剩 {days} 天"),
        }
    }
}

/// A line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClueLine {
    pub row: ClueRow,
    pub batch_name: String,
    pub received_on: NaiveDate,
    pub due_on: NaiveDate,
    /// Of the grid that checks it; empty while nobody does.
    pub town_name: String,
    pub grid_name: String,
    /// Waits for an answer after the last day.
    pub overdue: bool,
    /// Those who checked it, in words.
    pub by: String,
}

/// One clue in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClueDetail {
    pub line: ClueLine,
    pub files: Vec<Evidence>,
    /// Oldest first.
    pub returns: Vec<ClueReturnRow>,
    pub history: Vec<RowEvent>,
}

/// Every batch received until a day, newest first.
pub fn batches(ws: &Workspace, as_of: NaiveDate) -> OpResult<Vec<BatchLine>> {
    let mut tallies: HashMap<ClueBatchId, Tally> = HashMap::new();
    for found in ws.store.clue_tallies(None)? {
        tallies.entry(found.batch).or_default().add(&found);
    }
    let today = ws.today();
    let rows = ws.store.clue_batches(as_of)?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let tally = tallies.remove(&row.id).unwrap_or_default();
            line_of(row, tally, today)
        })
        .collect())
}

fn line_of(row: ClueBatchRow, tally: Tally, today: NaiveDate) -> BatchLine {
    BatchLine {
        id: row.id,
        tally,
        days_left: (row.due_on - today).num_days(),
        due_on: row.due_on,
        recorded_on: row.recorded_on,
        recorded_by: row.recorded_by,
        batch: row.batch,
    }
}

/// One batch with its figures.
///
/// # Errors
/// [`OpFault::NotFound`].
pub fn batch(ws: &Workspace, id: ClueBatchId) -> OpResult<BatchLine> {
    let row = ws.store.clue_batch(id)?.ok_or_else(|| OpFault::not_found("图斑批次", id))?;
    let mut tally = Tally::default();
    ws.store.clue_tallies(Some(id))?.iter().for_each(|found| tally.add(found));
    Ok(line_of(row, tally, ws.today()))
}

/// The batch that a name or an id means.
///
/// # Errors
/// [`OpFault::NotFound`].
pub fn batch_named(ws: &Workspace, name: &str) -> OpResult<ClueBatchId> {
    let by_id = crate::domain::id::from_text(name).map(ClueBatchId);
    if let Some(id) = by_id.filter(|id| ws.store.clue_batch(*id).is_ok_and(|row| row.is_some())) {
        return Ok(id);
    }
    let found = ws.store.clue_batch_named(name.trim())?;
    Ok(found.ok_or_else(|| OpFault::not_found("图斑批次", name))?.id)
}

/// A page of the ledger by batch and place.
pub fn clues(ws: &Workspace, query: &ClueQuery, skip: u64, limit: u32) -> OpResult<Vec<ClueLine>> {
    let rows = ws.store.clues(&filter(ws, query)?, skip, limit.min(PAGE_MAX))?;
    lines(ws, rows)
}

/// The ids of everything a query finds, in the order of [`clues`]: for counting, jumping and 全选.
pub fn ids(ws: &Workspace, query: &ClueQuery) -> OpResult<Vec<ClueId>> {
    Ok(ws.store.clue_ids(&filter(ws, query)?)?)
}

/// One clue in full.
///
/// # Errors
/// [`OpFault::NotFound`].
pub fn detail(ws: &Workspace, id: ClueId) -> OpResult<ClueDetail> {
    let row = crate::ops::clue::stored(&ws.store, id)?;
    let mut all = lines(ws, vec![row])?;
    let line = all.pop().ok_or_else(|| OpFault::not_found("图斑", id))?;
    let files = ws.store.scans(ScanOwner::Clue(id))?.into_iter().map(|scan| Evidence {
        scan: scan.id,
        name: scan.name,
        digest: scan.digest,
        size: scan.size,
    });
    Ok(ClueDetail {
        line,
        files: files.collect(),
        returns: ws.store.clue_returns(id)?,
        history: history::of_rows(ws, &[("clue", id.0)])?,
    })
}

/// The clue of a batch by its 图斑编号.
///
/// # Errors
/// [`OpFault::NotFound`].
pub fn numbered(ws: &Workspace, batch: ClueBatchId, number: &str) -> OpResult<ClueId> {
    let found = ws.store.clue_numbered(batch, number.trim())?;
    Ok(found.ok_or_else(|| OpFault::not_found("图斑", number))?.id)
}

fn filter(ws: &Workspace, query: &ClueQuery) -> OpResult<ClueFilter> {
    Ok(ClueFilter {
        batch: query.batch,
        grids: query.grid.map(|grid| ws.store.subtree_at(grid, ws.today())).transpose()?,
        states: query.states.clone(),
        category: query.category,
        sub: query.sub.clone(),
        text: query.text.clone(),
    })
}

/// Rows with the names around them, each read once.
fn lines(ws: &Workspace, rows: Vec<ClueRow>) -> OpResult<Vec<ClueLine>> {
    let (today, mut places, mut batches, mut people) =
        (ws.today(), HashMap::new(), HashMap::new(), HashMap::<PersonId, String>::new());
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        let batch = match batches.entry(row.batch) {
            std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::hash_map::Entry::Vacant(place) => {
                let found = ws.store.clue_batch(row.batch)?;
                place.insert(found.ok_or_else(|| OpFault::not_found("图斑批次", row.batch))?)
            }
        };
        let (town_name, grid_name) = match row.grid {
            None => (String::new(), String::new()),
            Some(grid) => {
                if let std::collections::hash_map::Entry::Vacant(place) = places.entry(grid) {
                    place.insert(names(ws, grid, today)?);
                }
                places.get(&grid).cloned().unwrap_or_default()
            }
        };
        let mut by = Vec::new();
        if let Some(answer) = &row.answer {
            for person in &answer.by {
                if !people.contains_key(person) {
                    let name = ws.store.person(*person)?.map(|person| person.name).unwrap_or_default();
                    people.insert(*person, name);
                }
                by.extend(people.get(person).cloned());
            }
            by.extend(Some(answer.by_name.clone()).filter(|name| !name.is_empty()));
        }
        lines.push(ClueLine {
            batch_name: batch.batch.name.clone(),
            received_on: batch.batch.received_on,
            due_on: batch.due_on,
            town_name,
            grid_name,
            overdue: row.state.is_waiting() && batch.due_on < today,
            by: by.join("、"),
            row,
        });
    }
    Ok(lines)
}

/// Town and village of a grid; a town alone has no village.
fn names(ws: &Workspace, grid: GridId, day: NaiveDate) -> OpResult<(String, String)> {
    let Some(row) = ws.store.grid_near(grid, day)? else { return Ok((String::new(), String::new())) };
    if row.level == Level::Town {
        return Ok((row.facts.name, String::new()));
    }
    let town = row.facts.parent.map(|town| ws.store.grid_name(town, day)).transpose()?.flatten();
    Ok((town.unwrap_or_default(), row.facts.name))
}
