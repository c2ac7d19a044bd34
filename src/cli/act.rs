//! Running commands from JSON, and going back and forth in the log.

use std::io::Read as _;

use serde_json::{Value, json};

use super::{
    args::{self, Common},
    out::{CliFault, CliResult, Out, outcome_json},
    resolve,
    workspace::open,
};
use crate::{
    domain::id::{self, OpId},
    ops::{Command, command::COMMANDS},
};

/// Runs one command or an array of commands, each one operation. Stops at the first that fails; those before it stand.
pub fn run(common: &Common, command: &args::Do, out: &mut Out) -> CliResult<u8> {
    let mut workspace = open(common)?;
    let text = read(&command.command)?;
    let day = common.as_of.unwrap_or_else(|| workspace.today());
    let given: Value = serde_json::from_str(&text).map_err(|fault| {
        CliFault::input(format!("这不是 JSON：第 {} 行第 {} 列", fault.line(), fault.column()), fault.to_string())
    })?;
    let (list, many) = match given {
        Value::Array(list) => (list, true),
        one => (vec![one], false),
    };
    let mut done = Vec::new();
    for (place, mut value) in list.into_iter().enumerate() {
        resolve::names(&workspace, &mut value, day)?;
        let command_text = value.get("do").and_then(Value::as_str).unwrap_or_default().to_owned();
        let parsed: Command = serde_json::from_value(value).map_err(|fault| {
            CliFault::input(
                format!("第 {} 条命令「{command_text}」读不懂：{fault}", place + 1),
                "用 gengbao commands 查看全部命令。",
            )
        })?;
        let outcome = if command.dry_run { workspace.rehearse(parsed)? } else { workspace.apply(parsed)? };
        if many {
            out.say(&outcome.title);
            done.push(outcome_json(&outcome));
        } else {
            out.outcome(&outcome);
        }
    }
    if many {
        out.answer(&Value::Array(done), String::new);
    }
    Ok(0)
}

fn read(json: &str) -> CliResult<String> {
    if json != "-" {
        return Ok(json.to_owned());
    }
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    Ok(text)
}

pub fn commands(out: &mut Out) -> CliResult<u8> {
    let list: Vec<Value> = COMMANDS
        .iter()
        .map(|(name, right)| json!({"do": name, "right": right, "fields": Command::fields(name)}))
        .collect();
    out.answer(&Value::Array(list), || {
        let line = |(name, right): &(&str, crate::domain::desk::Right)| {
            format!("{name:<20}{}（{}）", Command::fields(name).join(" "), right.label())
        };
        COMMANDS.iter().map(line).collect::<Vec<_>>().join("\n")
    });
    Ok(0)
}

pub fn undo(common: &Common, undo: &args::Undo, out: &mut Out) -> CliResult<u8> {
    let mut workspace = open(common)?;
    let outcome = match &undo.op {
        None => workspace.undo()?,
        Some(op) => {
            let op = id::from_text(op).ok_or_else(|| {
                CliFault::input(format!("「{op}」不是操作编号"), "用 gengbao history 查看操作编号（13 位）。")
            })?;
            workspace.undo_op(OpId(op))?
        }
    };
    out.outcome(&outcome);
    Ok(0)
}

pub fn redo(common: &Common, out: &mut Out) -> CliResult<u8> {
    let outcome = open(common)?.redo()?;
    out.outcome(&outcome);
    Ok(0)
}
