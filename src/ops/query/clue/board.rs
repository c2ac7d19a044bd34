//! The 月清 board: of each town what was received, answered, sent back and confirmed, and the results with their areas.

use std::collections::HashMap;

use super::{BatchLine, batch};
use crate::{
    domain::{
        area::SquareMetres,
        clue::{Category, ClueState, dictionary},
        grid::Level,
        id::{ClueBatchId, GridId},
    },
    ops::{OpResult, Workspace},
    store::ClueTally,
};

/// Figures of some clues.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub received: u64,
    pub unassigned: u64,
    /// Handed out and not answered yet, those sent back not among them.
    pub assigned: u64,
    pub returned: u64,
    /// Answered and not confirmed yet.
    pub answered: u64,
    pub confirmed: u64,
    pub area: SquareMetres,
}

impl Tally {
    /// 没有回来的: those that wait for an answer.
    pub fn waiting(&self) -> u64 {
        self.unassigned + self.assigned + self.returned
    }

    /// 回来的: answered, confirmed or not.
    pub fn came_back(&self) -> u64 {
        self.answered + self.confirmed
    }

    pub(in crate::ops::query) fn add(&mut self, found: &ClueTally) {
        self.received += found.count;
        self.area.0 += found.area.0;
        let part = match found.state {
            ClueState::Unassigned => &mut self.unassigned,
            ClueState::Assigned => &mut self.assigned,
            ClueState::Returned => &mut self.returned,
            ClueState::Answered => &mut self.answered,
            ClueState::Confirmed => &mut self.confirmed,
        };
        *part += found.count;
    }
}

/// A town on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardLine {
    /// `None`: those nobody has yet.
    pub grid: Option<GridId>,
    pub name: String,
    pub tally: Tally,
    /// Waiting after the last day.
    pub overdue: u64,
    /// By result, in the order of [`Category::ALL`]: count and area.
    pub results: Vec<(Category, u64, SquareMetres)>,
}

/// One 细类 of the results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultLine {
    pub category: Category,
    /// Id of the 细类; empty for those without an answer.
    pub sub: String,
    pub name: String,
    pub count: u64,
    pub area: SquareMetres,
}

/// A batch town by town.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    pub batch: BatchLine,
    /// In the order of the tree; those nobody has yet last.
    pub towns: Vec<BoardLine>,
    pub total: BoardLine,
    pub results: Vec<ResultLine>,
}

/// The board of a batch.
///
/// # Errors
/// The batch does not exist.
pub fn board(ws: &Workspace, id: ClueBatchId) -> OpResult<Board> {
    let batch = batch(ws, id)?;
    let tallies = ws.store.clue_tallies(Some(id))?;
    let late = batch.days_left < 0;
    let tree = ws.store.grids_at(ws.today())?;
    let levels: HashMap<GridId, (Level, Option<GridId>)> =
        tree.iter().map(|row| (row.id, (row.level, row.facts.parent))).collect();
    let town_of = |grid: GridId| match levels.get(&grid) {
        Some((Level::Village, Some(town))) => *town,
        _ => grid,
    };
    let mut towns: HashMap<Option<GridId>, BoardLine> = HashMap::new();
    let mut total = line(None, "合计".to_owned());
    for found in &tallies {
        let town = found.grid.map(town_of);
        count(towns.entry(town).or_insert_with(|| line(town, String::new())), found, late);
        count(&mut total, found, late);
    }
    let mut ordered = Vec::new();
    for row in tree.iter().filter(|row| row.level == Level::Town) {
        if let Some(mut line) = towns.remove(&Some(row.id)) {
            line.name = row.facts.name.clone();
            ordered.push(line);
        }
    }
    // Towns that were closed since still show what they had.
    let nobody = towns.remove(&None);
    let mut closed: Vec<BoardLine> = towns.into_values().collect();
    closed.sort_by_key(|line| line.grid);
    for mut line in closed {
        if let Some(grid) = line.grid {
            line.name = ws.store.grid_name(grid, ws.today())?.unwrap_or_default();
        }
        ordered.push(line);
    }
    ordered.extend(nobody.map(|line| BoardLine { name: "未分发".to_owned(), ..line }));
    Ok(Board { batch, towns: ordered, total, results: results(&tallies) })
}

fn line(grid: Option<GridId>, name: String) -> BoardLine {
    let results = Category::ALL.iter().map(|category| (*category, 0, SquareMetres::default())).collect();
    BoardLine { grid, name, tally: Tally::default(), overdue: 0, results }
}

fn count(line: &mut BoardLine, found: &ClueTally, late: bool) {
    line.tally.add(found);
    if late && found.state.is_waiting() {
        line.overdue += found.count;
    }
    let category = result_of(found);
    for (own, count, area) in line.results.iter_mut().filter(|(own, ..)| *own == category) {
        let _ = own;
        *count += found.count;
        area.0 += found.area.0;
    }
}

/// What was sent back counts as not checked until it is answered again.
fn result_of(found: &ClueTally) -> Category {
    found.category.filter(|_| !found.state.is_waiting()).unwrap_or(Category::Unchecked)
}

/// The results that there are, in the order of the dictionary.
fn results(tallies: &[ClueTally]) -> Vec<ResultLine> {
    let mut lines = Vec::new();
    for category in Category::ALL {
        let own: Vec<_> = tallies.iter().filter(|found| result_of(found) == *category).collect();
        let sum = |name: &str, sub: &str, found: &[&&ClueTally]| ResultLine {
            category: *category,
            sub: sub.to_owned(),
            name: name.to_owned(),
            count: found.iter().map(|found| found.count).sum(),
            area: found.iter().map(|found| found.area).sum(),
        };
        if *category == Category::Unchecked {
            let all: Vec<_> = own.iter().collect();
            lines.push(sum("", "", &all));
            continue;
        }
        for sub in dictionary::subs(*category) {
            let with: Vec<_> = own.iter().filter(|found| found.sub == sub.id).collect();
            lines.push(sum(&sub.name, &sub.id, &with));
        }
    }
    lines.retain(|line| line.count > 0);
    lines
}
