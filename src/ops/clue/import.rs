//! A batch taken in from a file: every row becomes a clue and is handed to the village or town it names.

use serde::{Deserialize, Serialize};

use super::{batch, cells, checked_batch, tell};
use crate::{
    domain::{
        clue::{
            ClueBatch, ClueState,
            place::{Gazetteer, Place},
        },
        date::chinese,
        grid::Level,
        id::{ClueBatchId, ClueId},
        import::{Counts, Fate, Line, ROWS_MAX, Row, Take},
    },
    ops::{OpFault, OpResult, Tx, import::all_refused},
    store::ClueRow,
};

/// 导入图斑: rows of a file into a batch that is there, or a new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportClues {
    #[serde(default)]
    pub batch: Option<ClueBatchId>,
    #[serde(default)]
    pub new_batch: Option<ClueBatch>,
    pub rows: Vec<Row>,
    #[serde(default)]
    pub take: Take,
    /// The file they come from, for the history.
    #[serde(default)]
    pub source: String,
    /// SM3 of the file: the same file is not taken twice.
    #[serde(default)]
    pub digest: String,
}

pub(in crate::ops) fn import(tx: &mut Tx<'_>, args: ImportClues) -> OpResult<String> {
    if args.rows.is_empty() {
        return Err(OpFault::field("rows", "文件里没有可以导入的图斑，请核对工作表和表头所在的行"));
    }
    if args.rows.len() > ROWS_MAX {
        let message = format!("文件有 {} 行，一次最多导入 {ROWS_MAX} 行，请分成几个文件", args.rows.len());
        return Err(OpFault::field("rows", message));
    }
    if let Some((known, name, on)) = tx.store.clue_source(&args.digest)?.filter(|_| !args.digest.is_empty()) {
        let batch = batch(tx.store, known)?.batch.name;
        let message = format!("同样内容的文件「{name}」已于{}导入批次「{batch}」，没有重复导入", chinese(on));
        return Err(OpFault::field("source", message));
    }
    let target = match (args.batch, args.new_batch) {
        (Some(known), None) => batch(tx.store, known)?,
        (None, Some(facts)) => {
            let id = ClueBatchId(tx.make());
            let row = checked_batch(tx, id, facts)?;
            tx.store.put_clue_batch(&row)?;
            row
        }
        (Some(_), Some(_)) => return Err(OpFault::field("batch", "请只选择已有的批次，或只填写新的批次")),
        (None, None) => return Err(OpFault::field("batch", "请选择导入到哪个批次，或填写新的批次")),
    };
    let book = gazetteer(tx)?;
    let mut taker = Taker { batch: target.id, book, next: tx.store.next_clue_ordinal(target.id)? };
    for (place, row) in args.rows.iter().enumerate() {
        tell(tx, place, args.rows.len())?;
        let line = taker.one(tx, row)?;
        tx.lines.push(line);
    }
    let counts = Counts::of(&tx.lines);
    if args.take == Take::AllOrNothing && counts.refused > 0 {
        return Err(all_refused(&tx.lines, counts.refused));
    }
    if !args.digest.is_empty() && counts.refused == 0 {
        // A file with wrong rows may come again, once they are right.
        let id = tx.id();
        tx.store.add_clue_source(id, target.id, &args.digest, &args.source, tx.today)?;
    }
    let source = if args.source.is_empty() { String::new() } else { format!("「{}」", args.source) };
    Ok(format!("导入图斑{source}到「{}」：{}", target.batch.name, counts.words()))
}

/// What codes and names mean today.
pub(super) fn gazetteer(tx: &Tx<'_>) -> OpResult<Gazetteer> {
    let rows = tx.store.grids_at(tx.today)?;
    Ok(Gazetteer::new(rows.into_iter().map(|row| Place {
        grid: row.id,
        level: row.level,
        town: row.facts.parent.filter(|_| row.level == Level::Village),
        names: std::iter::once(row.facts.name).chain(row.facts.aliases).collect(),
        stat_code: row.facts.stat_code,
        civil_code: row.facts.civil_code,
    })))
}

struct Taker {
    batch: ClueBatchId,
    book: Gazetteer,
    next: i64,
}

impl Taker {
    /// Takes one row, or says why not.
    ///
    /// # Errors
    /// Only those of the store.
    fn one(&mut self, tx: &mut Tx<'_>, row: &Row) -> OpResult<Line> {
        let mut line = Line {
            sheet: row.sheet.clone(),
            line: row.line,
            name: format!("图斑 {}", cells::cell(row, "number")),
            fate: Fate::Refused,
            said: String::new(),
            faults: Vec::new(),
            notes: Vec::new(),
        };
        match self.take(tx, row) {
            Ok((fate, said, notes)) => (line.fate, line.said, line.notes) = (fate, said, notes),
            Err(OpFault::Input(faults)) => line.faults = faults.0,
            Err(other) => return Err(other),
        }
        Ok(line)
    }

    fn take(&mut self, tx: &mut Tx<'_>, row: &Row) -> OpResult<(Fate, String, Vec<String>)> {
        let (clue, mut notes) = cells::clue(row)?;
        let known = tx.store.clue_numbered(self.batch, &clue.number)?;
        let found = self.book.find(&clue.code, &clue.town, &clue.village);
        let split = |notes: &mut Vec<String>| match &found {
            Ok(grid) => {
                let place = self.book.place(*grid);
                if place.is_some_and(|place| place.level == Level::Town) {
                    notes.push("没有找到村（社区），先分发到镇（街道）".to_owned());
                }
                Some(*grid)
            }
            Err(why) => {
                notes.push(format!("未分发：{why}"));
                None
            }
        };
        let state = |split: bool| if split { ClueState::Assigned } else { ClueState::Unassigned };
        let Some(known) = known else {
            let grid = split(&mut notes);
            let id = ClueId(tx.id());
            let ordinal = self.next;
            self.next += 1;
            tx.store.put_clue(&ClueRow {
                id,
                batch: self.batch,
                ordinal,
                clue,
                grid,
                assigned_on: grid.map(|_| tx.today),
                state: state(grid.is_some()),
                answer: None,
                answered_by: String::new(),
                problem: None,
                confirmed_on: None,
                confirmed_by: String::new(),
            })?;
            return Ok((Fate::New, "新增".to_owned(), notes));
        };
        let late_split = known.state == ClueState::Unassigned && found.is_ok();
        if known.clue == clue && !late_split {
            return Ok((Fate::Same, "与已有的图斑相同".to_owned(), Vec::new()));
        }
        if known.state == ClueState::Confirmed {
            let message = format!("图斑 {} 已审核，内容与文件不同，没有改动；确需更正的先退回重核", clue.number);
            return Err(OpFault::field("number", message));
        }
        if known.answer.is_some() {
            notes.push("已有核查结果，请核对是否仍然成立".to_owned());
        }
        let grid = if known.state == ClueState::Unassigned { split(&mut notes) } else { known.grid };
        let (assigned_on, state) = match known.state {
            ClueState::Unassigned => (grid.map(|_| tx.today), state(grid.is_some())),
            other => (known.assigned_on, other),
        };
        tx.store.put_clue(&ClueRow { clue, grid, assigned_on, state, ..known })?;
        Ok((Fate::Changed, "更新".to_owned(), notes))
    }
}
