//! The words of 群众举报 and 听取汇报 in commands: days, times, channels, verdicts, and tips by number.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{
    out::CliResult,
    problem::{day, time, word},
};
use crate::{
    domain::{
        id::{self, TipId},
        problem::ProblemKind,
        tip::{Channel, TipVerdict},
    },
    ops::{
        OpFault, OpResult, Workspace,
        query::{
            lookup,
            tip::{TipQuery, tips},
        },
    },
};

/// Brings a value of a command about tips into the form in which the command holds it. Answers whether it is one.
pub fn settle(
    workspace: &Workspace,
    command: &str,
    field: &str,
    value: &mut Value,
    today: NaiveDate,
) -> CliResult<bool> {
    if !command.ends_with("_tip") && !matches!(command, "seal_identity" | "open_identity") {
        return Ok(false);
    }
    let Value::String(text) = value else { return Ok(false) };
    let text = text.trim();
    let settled = match field {
        "received_on" | "paid_on" => json!(day(field, text, today)?),
        "received_at" => json!(time(field, text)?),
        "id" => json!(named(workspace, text)?),
        "by" => json!(lookup::person(workspace, text, today)?),
        "channel" => word(field, Channel::ALL, Channel::label, text)?,
        "kind" => word(field, ProblemKind::ALL, ProblemKind::label, text)?,
        "verdict" => word(field, TipVerdict::ALL, TipVerdict::label, text)?,
        _ => return Ok(false),
    };
    *value = settled;
    Ok(true)
}

/// A tip by its number or its id.
fn named(workspace: &Workspace, wanted: &str) -> OpResult<TipId> {
    if let Some(id) = id::from_text(wanted) {
        return Ok(TipId(id));
    }
    let found = tips(workspace, &TipQuery { text: wanted.to_owned(), ..TipQuery::default() })?;
    let found = found.iter().find(|line| line.row.number == wanted);
    found.map(|line| line.row.id).ok_or_else(|| OpFault::not_found("举报", wanted))
}
