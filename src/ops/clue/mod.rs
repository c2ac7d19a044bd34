//! Satellite clues (卫星图斑): batches taken in, split, answered with evidence, confirmed or sent back (standards §2.6).

mod answer;
mod answers;
mod cells;
mod import;

use std::collections::BTreeSet;

use chrono::Datelike;
use serde::{Deserialize, Serialize};

pub(super) use answer::answer;
pub use answer::{AnswerClue, FoundProblem};
pub use answers::ImportClueAnswers;
pub(super) use answers::import_answers;
pub use import::ImportClues;
pub(super) use import::import;

use super::{OpFault, OpResult, Refusal, Tx, lines::Lines};
use crate::{
    domain::{
        clue::{ClueBatch, ClueState, monthly_due},
        date::{self, chinese},
        fault::Faults,
        grid::Level,
        id::{ClueBatchId, ClueId, GridId},
        setting, text,
    },
    store::{ClueBatchRow, ClueRow, GridRow, Store},
};

/// How many rows pass between two words about how far it is.
const TOLD_EVERY: usize = 50;

/// 修改批次: the facts as they should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditClueBatch {
    pub id: ClueBatchId,
    pub facts: ClueBatch,
}

/// 分发: which village or town checks these clues.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignClues {
    pub clues: Vec<ClueId>,
    /// `None` takes them back.
    #[serde(default)]
    pub grid: Option<GridId>,
}

/// 审核确认: after it an answer is no longer changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmClues {
    pub clues: Vec<ClueId>,
}

/// 退回重核, with the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnClues {
    pub clues: Vec<ClueId>,
    pub reason: String,
}

pub(super) fn edit_batch(tx: &mut Tx<'_>, args: EditClueBatch) -> OpResult<String> {
    let before = batch(tx.store, args.id)?;
    let row = checked_batch(tx, args.id, args.facts)?;
    let row = ClueBatchRow { recorded_on: before.recorded_on, recorded_by: before.recorded_by, ..row };
    tx.store.put_clue_batch(&row)?;
    Ok(format!("修改图斑批次：{}", row.batch.name))
}

pub(super) fn assign(tx: &mut Tx<'_>, args: AssignClues) -> OpResult<String> {
    let target = args.grid.map(|grid| checker(tx, grid)).transpose()?;
    let (mut lines, total) = (Lines::default(), named(&args.clues)?);
    for (place, id) in args.clues.iter().enumerate() {
        tell(tx, place, total)?;
        let row = stored(tx.store, *id)?;
        let name = row.clue.number.clone();
        let done = hand_out(tx, row, target.as_ref().map(|grid| grid.id));
        lines.take(place, &name, done)?;
    }
    lines.done()?;
    Ok(match target {
        Some(grid) => format!("分发图斑 {total} 个：{}", grid.facts.name),
        None => format!("收回图斑 {total} 个，改为未分发"),
    })
}

pub(super) fn confirm(tx: &mut Tx<'_>, args: ConfirmClues) -> OpResult<String> {
    let (mut lines, total) = (Lines::default(), named(&args.clues)?);
    for (place, id) in args.clues.iter().enumerate() {
        tell(tx, place, total)?;
        let row = stored(tx.store, *id)?;
        let name = row.clue.number.clone();
        let done = match row.state {
            ClueState::Answered => Ok(tx.store.put_clue(&ClueRow {
                state: ClueState::Confirmed,
                confirmed_on: Some(tx.today),
                confirmed_by: tx.operator.name.clone(),
                ..row
            })?),
            ClueState::Confirmed => Err(OpFault::field("clues", "已经审核过，请从所选的图斑中去掉")),
            _ => Err(OpFault::field("clues", "还没有核查结果，不能审核，请等回复后再审核")),
        };
        lines.take(place, &name, done)?;
    }
    lines.done()?;
    Ok(format!("审核确认图斑 {total} 个"))
}

pub(super) fn send_back(tx: &mut Tx<'_>, args: ReturnClues) -> OpResult<String> {
    let reason =
        text::prose("退回原因", &args.reason, text::PROSE_MAX).map_err(|fault| OpFault::field("reason", fault))?;
    if reason.is_empty() {
        return Err(OpFault::field("reason", "请填写退回原因，核查人要据此重新核查"));
    }
    let (mut lines, total) = (Lines::default(), named(&args.clues)?);
    for (place, id) in args.clues.iter().enumerate() {
        tell(tx, place, total)?;
        let row = stored(tx.store, *id)?;
        let name = row.clue.number.clone();
        let done = if matches!(row.state, ClueState::Answered | ClueState::Confirmed) {
            let entry = tx.id();
            let operator = tx.operator.name.clone();
            tx.store.add_clue_return(entry, *id, tx.today, &operator, &reason)?;
            let state = ClueState::Returned;
            Ok(tx.store.put_clue(&ClueRow { state, confirmed_on: None, confirmed_by: String::new(), ..row })?)
        } else {
            Err(OpFault::field("clues", "还没有回复，不需要退回"))
        };
        lines.take(place, &name, done)?;
    }
    lines.done()?;
    Ok(format!("退回重核图斑 {total} 个"))
}

/// Hands a clue to a grid, or takes it back.
fn hand_out(tx: &mut Tx<'_>, row: ClueRow, grid: Option<GridId>) -> OpResult<()> {
    if row.grid == grid {
        return Ok(());
    }
    match (row.state, grid) {
        (ClueState::Answered | ClueState::Confirmed, _) => {
            Err(OpFault::field("clues", format!("{}，不能改分发；确需改动的先退回重核", row.state.label())))
        }
        (ClueState::Returned, None) => Err(OpFault::field("clues", "退回重核的图斑要有核查单位，请改分发给别的网格")),
        (state, Some(_)) => {
            let state = if state == ClueState::Returned { state } else { ClueState::Assigned };
            Ok(tx.store.put_clue(&ClueRow { grid, assigned_on: Some(tx.today), state, ..row })?)
        }
        (_, None) => {
            Ok(tx.store.put_clue(&ClueRow { grid, assigned_on: None, state: ClueState::Unassigned, ..row })?)
        }
    }
}

/// A grid that can check clues today.
fn checker(tx: &Tx<'_>, grid: GridId) -> OpResult<GridRow> {
    let row = tx.grid_at("grid", grid, tx.today)?;
    if matches!(row.level, Level::Town | Level::Village) {
        Ok(row)
    } else {
        let message = format!("「{}」是{}，图斑请分发到镇（街道）或村（社区）", row.facts.name, row.level.label());
        Err(OpFault::field("grid", message))
    }
}

/// How many clues are named; none at all is a fault, and one named twice as well.
fn named(clues: &[ClueId]) -> OpResult<usize> {
    if clues.is_empty() {
        return Err(OpFault::field("clues", "请先选择图斑"));
    }
    if clues.iter().collect::<BTreeSet<_>>().len() != clues.len() {
        return Err(OpFault::field("clues", "同一个图斑选了两次，请核对"));
    }
    Ok(clues.len())
}

fn tell(tx: &Tx<'_>, place: usize, total: usize) -> OpResult<()> {
    if place.is_multiple_of(TOLD_EVERY) { tx.tell(place as u64, total as u64) } else { Ok(()) }
}

pub(super) fn stored(store: &Store, id: ClueId) -> OpResult<ClueRow> {
    store.clue(id)?.ok_or_else(|| OpFault::not_found("图斑", id))
}

fn batch(store: &Store, id: ClueBatchId) -> OpResult<ClueBatchRow> {
    store.clue_batch(id)?.ok_or_else(|| OpFault::not_found("图斑批次", id))
}

/// What people call a clue whose files are to change.
///
/// # Errors
/// [`Refusal::InUse`] once it is confirmed.
pub(super) fn open_to_files(store: &Store, id: ClueId) -> OpResult<String> {
    let row = stored(store, id)?;
    if row.state == ClueState::Confirmed {
        return Err(Refusal::InUse(confirmed_words(&row)).into());
    }
    Ok(format!("图斑 {}", row.clue.number))
}

/// Why a confirmed clue stays as it is.
fn confirmed_words(row: &ClueRow) -> String {
    let on = row.confirmed_on.map(chinese).unwrap_or_default();
    format!("图斑 {} 已于{on}审核确认，不能再改；确需更正的，先退回重核并写明原因", row.clue.number)
}

/// A batch as it is stored, its name known by no other.
fn checked_batch(tx: &Tx<'_>, id: ClueBatchId, facts: ClueBatch) -> OpResult<ClueBatchRow> {
    let mut faults = Faults::default();
    let name = faults.take("name", text::name("批次名称（期次）", &facts.name)).unwrap_or_default();
    let month = faults.take("month", date::check(facts.month)).and_then(|month| month.with_day(1));
    let received_on = faults.take("received_on", date::check(facts.received_on)).unwrap_or(facts.received_on);
    let sender = faults.take("sender", text::line("下发单位", &facts.sender, text::NAME_MAX)).unwrap_or_default();
    let document = faults.take("document", text::line("文号", &facts.document, text::LINE_MAX)).unwrap_or_default();
    let note = faults.take("note", text::prose("备注", &facts.note, text::PROSE_MAX)).unwrap_or_default();
    let given = faults.take("due_on", facts.due_on.map(date::check).transpose()).flatten();
    if received_on > tx.today {
        faults.add("received_on", "下发日期不能在今天之后，请核对");
    }
    let month = month.unwrap_or(facts.month);
    if month > tx.today {
        faults.add("month", "影像月份不能在今天之后，请核对");
    }
    let due_on = match given {
        Some(due_on) => due_on,
        None => monthly_due(month, due_months(tx.store)?),
    };
    if given.is_some_and(|due_on| due_on < received_on) {
        faults.add("due_on", "完成期限早于下发日期，请核对");
    }
    if let Some(other) = tx.store.clue_batch_named(&name)?.filter(|other| other.id != id) {
        let received = chinese(other.batch.received_on);
        faults.add("name", format!("批次「{name}」已经有了（{received}下发），请换一个名称，或导入到这个批次"));
    }
    let batch = ClueBatch { name, month, received_on, sender, document, due_on: Some(due_on), note };
    let recorded_by = tx.operator.name.clone();
    Ok(faults.or(ClueBatchRow { id, batch, due_on, recorded_on: tx.today, recorded_by })?)
}

/// The months that 月清 gives, by the setting.
pub(super) fn due_months(store: &Store) -> OpResult<u32> {
    const KEY: &str = "clue_due_months";
    let set = store.setting(KEY)?.unwrap_or_default();
    let known = setting::known(KEY).map_or("1", |known| known.default);
    Ok(set.parse().or_else(|_| known.parse()).unwrap_or(1))
}
