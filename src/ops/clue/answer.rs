//! 核查结果 of a clue: checked against what it must be proved with; an unlawful one makes or names a problem at once.

use serde::{Deserialize, Serialize};

use super::{batch, confirmed_words, stored};
use crate::{
    domain::{
        clue::{Answer, Category, ClueState},
        date::chinese,
        id::{ClueId, GridId, ProblemId},
        problem::{Behaviour, LandKind, Problem, ProblemKind, ProblemSource},
        scan::ScanOwner,
    },
    ops::{OpFault, OpResult, Refusal, StoredFile, Tx, mechanism, problem},
    store::{ClueBatchRow, ClueRow},
};

/// 回复核查结果.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerClue {
    pub clue: ClueId,
    pub answer: Answer,
    /// The problem that it belongs to, when it is entered already.
    #[serde(default)]
    pub problem: Option<ProblemId>,
    /// What an unlawful clue is entered as, when no problem is named.
    #[serde(default)]
    pub found: Option<FoundProblem>,
    /// Photos and papers.
    #[serde(default)]
    pub files: Vec<StoredFile>,
}

/// What only a person can say of the problem behind a clue; the rest is taken from the clue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundProblem {
    pub kind: ProblemKind,
    #[serde(default)]
    pub behaviours: Vec<Behaviour>,
    #[serde(default)]
    pub land: Option<LandKind>,
    /// Empty: the words of the answer.
    #[serde(default)]
    pub description: String,
}

pub(in crate::ops) fn answer(tx: &mut Tx<'_>, args: AnswerClue) -> OpResult<String> {
    let row = stored(tx.store, args.clue)?;
    if row.state == ClueState::Confirmed {
        return Err(Refusal::InUse(confirmed_words(&row)).into());
    }
    let Some(grid) = row.grid else {
        let message = format!("图斑 {} 还没有分发，请先分发到镇（街道）或村（社区）", row.clue.number);
        return Err(OpFault::field("clue", message));
    };
    let batch = batch(tx.store, row.batch)?;
    let kept = tx.store.scans(ScanOwner::Clue(row.id))?;
    let names = kept.iter().map(|scan| &scan.name).chain(args.files.iter().map(|file| &file.name));
    let photos = names.filter(|name| is_photo(name)).count();
    let answer = args.answer.checked(batch.batch.received_on, tx.today, photos)?;
    for person in &answer.by {
        tx.person(*person)?;
    }
    let number = row.clue.number.clone();
    let before = tx.made.len();
    let problem = behind(tx, &row, &batch, grid, &answer, args.problem, args.found, &args.files)?;
    let entered = (tx.made.len() > before).then_some(problem).flatten();
    mechanism::keep_scans(tx, ScanOwner::Clue(row.id), args.files)?;
    let links: Vec<i64> = answer.by.iter().map(|_| tx.id()).collect();
    tx.store.set_clue_people(row.id, &answer.by, &links)?;
    let words = answer.words();
    let answered_by = tx.operator.name.clone();
    let state = ClueState::Answered;
    tx.store.put_clue(&ClueRow { state, answer: Some(answer), answered_by, problem, ..row })?;
    let also = if entered.is_some() { "，并登记为问题" } else { "" };
    Ok(format!("回复图斑 {number}：{words}{also}"))
}

/// The problem behind an unlawful clue: the one named, the one it has already, or a new one.
#[expect(clippy::too_many_arguments, reason = "what is known of a clue from all sides comes together here once")]
fn behind(
    tx: &mut Tx<'_>,
    row: &ClueRow,
    batch: &ClueBatchRow,
    grid: GridId,
    answer: &Answer,
    named: Option<ProblemId>,
    found: Option<FoundProblem>,
    evidence: &[StoredFile],
) -> OpResult<Option<ProblemId>> {
    if answer.category != Category::Unlawful {
        if named.is_some() || found.is_some() {
            return Err(OpFault::field("problem", "只有违法图斑才登记或关联问题，请去掉或改选「违法」"));
        }
        if row.problem.is_some() {
            tx.warn("这个图斑以前登记过问题，问题还在台账里，请到问题页核对");
        }
        // What was entered stays linked: it is followed up in the ledger of problems.
        return Ok(row.problem);
    }
    if let Some(problem) = named {
        tx.store.problem(problem)?.ok_or_else(|| OpFault::not_found("问题", problem))?;
        return Ok(Some(problem));
    }
    if row.problem.is_some() {
        return Ok(row.problem);
    }
    let Some(found) = found else {
        let message = "违法图斑要登记为问题：请选择问题类型，或选择已经登记的问题";
        return Err(OpFault::field("found", message));
    };
    let described = [found.description.trim(), answer.text.trim()].into_iter().find(|text| !text.is_empty());
    let description =
        described.map_or_else(|| format!("卫星图斑 {} 经实地核查为{}", row.clue.number, answer.words()), str::to_owned);
    let facts = Problem {
        found_on: answer.on,
        found_at: None,
        source: ProblemSource::Satellite,
        kind: found.kind,
        behaviours: found.behaviours,
        grid,
        group: None,
        plot: row.clue.number.clone(),
        spot: written_place(tx, row, grid, answer.on)?,
        point: row.clue.centre(),
        land: found.land,
        area: row.clue.area.map(|area| area.mu()),
        concerned: Vec::new(),
        finders: answer.by.clone(),
        found_by: answer.by_name.clone(),
        description,
        urgent: false,
        patrol: None,
        tip: None,
        clue: Some(row.id),
        document: batch.batch.document.clone(),
        note: format!("卫星图斑批次「{}」，{}下发", batch.batch.name, chinese(batch.batch.received_on)),
    };
    let first = tx.made.len();
    problem::add(tx, problem::AddProblem { problem: facts, files: evidence.to_vec() })?;
    Ok(tx.made.get(first).copied().map(ProblemId))
}

/// The place as the clue has it, where that says more than the grid: a clue that was handed to another unit.
fn written_place(tx: &Tx<'_>, row: &ClueRow, grid: GridId, day: chrono::NaiveDate) -> OpResult<String> {
    let (town, village) = (row.clue.town.as_str(), row.clue.village.as_str());
    let last = if village.is_empty() { town } else { village };
    let same = tx.store.grid_name(grid, day)?.is_some_and(|name| name == last);
    Ok(if same { String::new() } else { format!("{town}{village}") })
}

/// Whether a file is a picture, by its name.
fn is_photo(name: &str) -> bool {
    const ENDINGS: [&str; 7] = ["jpg", "jpeg", "png", "bmp", "tif", "tiff", "heic"];
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    ENDINGS.contains(&ending.as_str())
}
