//! Every ledger row by row for spreadsheets, with Chinese headings that imports know again. Long ones are read by page.

mod columns;
mod rows;

use chrono::NaiveDate;
use serde_json::Value;

use super::{
    PAGE_MAX,
    ledger::{self, Asked, Row},
    patrol::{self, PatrolMark, PatrolQuery},
};
use crate::{
    domain::ledger::PATROL,
    ops::{OpFault, OpResult, Workspace},
};

pub use columns::{Column, columns};

/// The ledgers that can be exported, by stable name and Chinese label: every one that can be listed, and the scores.
pub fn kinds() -> impl Iterator<Item = (&'static str, &'static str)> {
    ledger::KINDS.iter().copied().chain([("scores", "考核得分")])
}

/// A kind by its stable name or label.
pub fn kind_named(name: &str) -> Option<(&'static str, &'static str)> {
    kinds().find(|(known, label)| *known == name || *label == name)
}

/// What is asked of a ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    pub search: String,
    /// The day whose state is exported; records with a date of their own come in up to it.
    pub day: NaiveDate,
    /// Fields that must have a value.
    pub conditions: Vec<(String, String)>,
}

/// Hands every row of a ledger to `take`, cell by cell in the order of [`columns()`]; answers how many there were.
///
/// # Errors
/// An unknown kind, a condition on a field that rows do not have, or what `take` answers.
pub fn each<E: From<OpFault>>(
    ws: &Workspace,
    kind: &str,
    wanted: &Wanted,
    take: &mut dyn FnMut(Vec<String>) -> Result<(), E>,
) -> Result<u64, E> {
    let (kind, _) = kind_named(kind).ok_or_else(|| OpFault::not_found("台账", kind))?;
    let columns = columns(kind);
    let conditions = known_conditions(&columns, &wanted.conditions)?;
    let mut count = 0;
    let mut give = |row: &Row| -> Result<(), E> {
        if !passes(row, &conditions) {
            return Ok(());
        }
        count += 1;
        take(columns.iter().map(|column| row.get(column.key).map(words).unwrap_or_default()).collect())
    };
    if kind == "patrols" {
        patrols(ws, wanted, &mut give)?;
        return Ok(count);
    }
    if let Some(rows) = rows::of(ws, kind, wanted.day)? {
        for row in rows.iter().filter(|row| mentions(row, &wanted.search)) {
            give(row)?;
        }
        return Ok(count);
    }
    // Rows go through as they are read: the ledger keeps none of them.
    let failed = std::cell::RefCell::new(None);
    let giving = std::cell::RefCell::new(give);
    let keep = |row: &Row| {
        if failed.borrow().is_none()
            && let Err(fault) = (giving.borrow_mut())(row)
        {
            failed.replace(Some(fault));
        }
        false
    };
    let asked = Asked { search: &wanted.search, day: wanted.day, keep: &keep, limit: 1, count: true };
    ledger::rows(ws, kind, &asked)?;
    match failed.take() {
        Some(fault) => Err(fault),
        None => Ok(count),
    }
}

/// Patrols in the columns of their ledger (A11), newest first, a page at a time.
fn patrols<E: From<OpFault>>(
    ws: &Workspace,
    wanted: &Wanted,
    give: &mut dyn FnMut(&Row) -> Result<(), E>,
) -> Result<(), E> {
    let query = PatrolQuery { text: wanted.search.clone(), to: Some(wanted.day), ..PatrolQuery::default() };
    let mut after = None;
    loop {
        let page = patrol::page(ws, &query, after, PAGE_MAX)?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(PatrolMark { date: last.patrol.date, id: last.id });
        for line in &page {
            let cells = PATROL.iter().map(|column| {
                let text =
                    if column.key == "date" { line.patrol.date.to_string() } else { patrol::cell(line, column.key) };
                (column.key, Value::String(text))
            });
            give(&Row(cells.collect()))?;
        }
    }
}

/// The conditions by the keys of their columns, which may be named by their headings.
fn known_conditions<'w>(
    columns: &[Column],
    conditions: &'w [(String, String)],
) -> OpResult<Vec<(&'static str, &'w str)>> {
    let known = |(field, wanted): &'w (String, String)| {
        let column = columns.iter().find(|column| column.key == field || column.title == field);
        column.map(|column| (column.key, wanted.as_str())).ok_or_else(|| {
            let known: Vec<_> = columns.iter().map(|column| format!("{}（{}）", column.key, column.title)).collect();
            OpFault::field("where", format!("没有「{field}」这个字段，可选：{}", known.join("、")))
        })
    };
    conditions.iter().map(known).collect()
}

/// Whether each field is what is wanted, or one of several is.
fn passes(row: &Row, conditions: &[(&'static str, &str)]) -> bool {
    conditions.iter().all(|(key, wanted)| {
        let shown = row.get(key).map(words).unwrap_or_default();
        shown == *wanted || shown.split('、').any(|one| one == *wanted)
    })
}

fn mentions(row: &Row, search: &str) -> bool {
    search.is_empty() || row.0.iter().any(|(_, value)| words(value).contains(search))
}

/// A value as a cell: 是 and 否, lists with 顿号.
fn words(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(yes) => if *yes { "是" } else { "否" }.to_owned(),
        Value::Array(list) => list.iter().map(words).collect::<Vec<_>>().join("、"),
        other => other.to_string(),
    }
}
