//! Running commands from JSON, and going back and forth in the log.

use std::io::Read as _;

use serde_json::{Value, json};

use super::{
    args::{self, Common},
    out::{CliFault, CliResult, Out, outcome_json, outcome_words},
    read,
    workspace::open,
};
use crate::{
    domain::id::{self, OpId},
    ops::{Command, command::COMMANDS},
};

/// Runs one command or an array of commands, each one operation. Stops at the first that fails; those before it stand.
pub fn run(common: &Common, command: &args::Do, out: &mut Out) -> CliResult<u8> {
    let mut workspace = open(common)?;
    let text = read_text(&command.command)?;
    let day = common.as_of.unwrap_or_else(|| workspace.today());
    let given: Value = serde_json::from_str(&text).map_err(|fault| {
        let title = format!("这不是 JSON：第 {} 行第 {} 列", fault.line(), fault.column());
        let mut said = CliFault::input(title, "请核对引号、逗号和括号，然后再试。");
        said.0.detail = fault.to_string();
        said
    })?;
    let (list, many) = match given {
        Value::Array(list) => (list, true),
        one => (vec![one], false),
    };
    if list.is_empty() {
        return Err(CliFault::input("一条命令也没有", "用 gengbao commands 查看全部命令。"));
    }
    let mut done = Vec::new();
    for (place, value) in list.into_iter().enumerate() {
        let outcome = read::command(&mut workspace, value, day).and_then(|parsed: Command| {
            Ok(if command.dry_run { workspace.rehearse(parsed)? } else { workspace.apply(parsed)? })
        });
        let outcome = outcome.map_err(|fault| if many { among_others(fault, place) } else { fault })?;
        if many {
            out.say(&outcome_words(&outcome));
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

/// Which of several commands failed, and that those before it stand.
fn among_others(mut fault: CliFault, place: usize) -> CliFault {
    fault.0.title = format!("第 {} 条命令：{}", place + 1, fault.0.title);
    if place > 0 {
        fault.0.next = format!("{}前 {place} 条已经办理，不要重复提交。", fault.0.next);
    }
    fault
}

fn read_text(json: &str) -> CliResult<String> {
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
            format!("{name:<22}{}（{}）", Command::fields(name).join(" "), right.label())
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
