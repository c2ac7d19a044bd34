//! A command from JSON as people and scripts write it: days, times and numbers as text, Chinese words for stable
//! names, names for ids, paths for files. What cannot be read is said in Chinese, with the field.

use chrono::{NaiveDate, NaiveTime};
use serde_json::{Map, Value, json};

use super::{
    out::{CliFault, CliResult},
    resolve,
};
use crate::{
    domain::{
        assess::{Tenths, TenthsFault},
        date,
        desk::Desk,
        duty_document::DocumentKind,
        grid::{GridKind, Level},
        leading_group::Part,
        patrol::{Finding, PatrolKind},
        patrol_rule::Per,
        reform::ReformKind,
        roster::{Role, UnitKind},
    },
    ops::{Command, OpFault, Workspace, command::COMMANDS},
};

const SEE_COMMANDS: &str = "用 gengbao commands 查看全部命令及其字段。";

/// Reads one command; `day` is the one on which names are looked up.
///
/// # Errors
/// Each names the field and what to write there.
pub fn command(workspace: &mut Workspace, value: Value, day: NaiveDate) -> CliResult<Command> {
    let Value::Object(mut fields) = value else {
        return Err(CliFault::input("命令须写成 {\"do\": 命令名, 字段: 值}", SEE_COMMANDS));
    };
    let name = known_name(&fields)?;
    known_fields(name, &fields)?;
    let today = workspace.today();
    for field in Command::fields(name) {
        if let Some(value) = fields.get_mut(field) {
            settle(workspace, name, field, value, (day, today))?;
        }
    }
    let mut value = Value::Object(fields);
    resolve::names(workspace, &mut value, day)?;
    serde_json::from_value(value).map_err(|fault| {
        let mut said = CliFault::input(format!("「{name}」：{}", in_chinese(&fault.to_string())), SEE_COMMANDS);
        said.0.detail = fault.to_string();
        said
    })
}

fn known_name(fields: &Map<String, Value>) -> CliResult<&'static str> {
    let wanted = match fields.get("do") {
        Some(Value::String(name)) => name.as_str(),
        _ => return Err(CliFault::input("没有写明要做什么（字段 do）", SEE_COMMANDS)),
    };
    let found = COMMANDS.iter().find(|(name, _)| *name == wanted);
    found.map(|(name, _)| *name).ok_or_else(|| CliFault::input(format!("没有「{wanted}」这条命令"), SEE_COMMANDS))
}

/// A misspelt field would otherwise be left out without a word.
fn known_fields(name: &str, fields: &Map<String, Value>) -> CliResult<()> {
    let known = Command::fields(name);
    match fields.keys().find(|field| *field != "do" && !known.contains(&field.as_str())) {
        Some(field) => Err(CliFault::input(
            format!("「{name}」没有字段「{field}」"),
            format!("可用的字段：{}。", known.join("、")),
        )),
        None => Ok(()),
    }
}

/// Brings one value into the form in which the command holds it.
fn settle(
    workspace: &Workspace,
    name: &str,
    field: &'static str,
    value: &mut Value,
    (day, today): (NaiveDate, NaiveDate),
) -> CliResult<()> {
    if field == "files"
        && let Value::Array(files) = value
    {
        return files.iter_mut().try_for_each(|file| keep(workspace, file));
    }
    if (name, field) == ("log_patrols", "lines")
        && let Value::Array(lines) = value
    {
        return settle_lines(workspace, lines, day, today);
    }
    if field == "change" {
        kinds_within(value);
        return Ok(());
    }
    if super::problem::settle(workspace, name, field, value, today)?
        || super::reported::settle(workspace, name, field, value, today)?
    {
        return Ok(());
    }
    let Value::String(text) = value else { return Ok(()) };
    let wrong = |message: String| CliFault::from(OpFault::field(field, format!("{field}：{message}")));
    let settled = match field {
        // A month, not a day.
        "from" if name == "set_monthly_due" => None,
        "date" | "from" | "to" | "until" | "on" => {
            let day = date::parse(text, today).map_err(|fault| wrong(fault.to_string()))?;
            Some(Value::String(day.to_string()))
        }
        "start" | "end" => {
            let plain = text.replace('：', ":");
            let time = ["%H:%M", "%H:%M:%S"].iter().find_map(|form| NaiveTime::parse_from_str(&plain, form).ok());
            let time = time.ok_or_else(|| wrong(format!("「{text}」不是时间，请按 8:30 填写")))?;
            Some(Value::String(time.to_string()))
        }
        "year" | "annex2_order" => {
            let number: i64 = text.parse().map_err(|_| wrong(format!("「{text}」不是整数，请填写数字")))?;
            Some(Value::from(number))
        }
        "mark" if matches!(text.as_str(), "na" | "不适用" | "not_applicable") => Some(Value::from("not_applicable")),
        "mark" => {
            let score: Tenths = text.parse().map_err(|fault: TenthsFault| wrong(fault.to_string()))?;
            Some(json!({"scored": score}))
        }
        "role" => word(field, Role::ALL.iter().copied(), Role::label, text)?,
        "level" => word(field, Level::ALL, Level::label, text)?,
        "per" => word(field, Per::ALL.iter().copied(), Per::label, text)?,
        "kind" => kind(name, text)?,
        "part" => word(field, Part::ALL, Part::label, text)?,
        "finding" => word(field, [Finding::Nothing, Finding::Problem], Finding::label, text)?,
        "desk" => word(field, Desk::ALL, Desk::label, text)?,
        _ => None,
    };
    if let Some(settled) = settled {
        *value = settled;
    }
    Ok(())
}

/// The lines of `log_patrols`: each as the fields of `log_patrol`, names included. Every line that cannot be read is told,
/// so that a page is put right in one go.
fn settle_lines(workspace: &Workspace, lines: &mut [Value], day: NaiveDate, today: NaiveDate) -> CliResult<()> {
    let known: Vec<_> = Command::fields("log_patrol").into_iter().filter(|field| *field != "files").collect();
    let mut faults = Vec::new();
    for (place, line) in lines.iter_mut().enumerate() {
        for fault in line_faults(workspace, &known, line, day, today) {
            faults.push(format!("第 {} 行：{}", place + 1, fault.0.title));
        }
    }
    if faults.is_empty() {
        return Ok(());
    }
    let next = format!("请改好这些行后重新提交，一行都还没有保存。每行可用的字段：{}。", known.join("、"));
    Err(CliFault::input(faults.join("；"), next))
}

fn line_faults(
    workspace: &Workspace,
    known: &[&'static str],
    line: &mut Value,
    day: NaiveDate,
    today: NaiveDate,
) -> Vec<CliFault> {
    let Value::Object(fields) = line else {
        return vec![CliFault::input("这一行须写成 {字段: 值}", SEE_COMMANDS)];
    };
    let unknown = fields.keys().filter(|field| !known.contains(&field.as_str()));
    let mut faults: Vec<_> =
        unknown.map(|field| CliFault::input(format!("没有字段「{field}」"), SEE_COMMANDS)).collect();
    for field in known {
        if let Some(value) = fields.get_mut(*field) {
            faults.extend(settle(workspace, "log_patrol", field, value, (day, today)).err());
        }
    }
    for (field, value) in fields.iter_mut() {
        let mut one = json!({ field: value.take() });
        faults.extend(resolve::names(workspace, &mut one, day).err().map(CliFault::from));
        *value = one[field].take();
    }
    faults
}

/// A file by its path: the workspace keeps a copy.
fn keep(workspace: &Workspace, file: &mut Value) -> CliResult<()> {
    if let Value::String(path) = file {
        let kept = workspace.keep_file(path.as_ref())?;
        *file = serde_json::to_value(kept).unwrap_or_default();
    }
    Ok(())
}

/// The stable name of a kind by its Chinese one; which kinds there are depends on the command.
fn kind(name: &str, label: &str) -> CliResult<Option<Value>> {
    match name {
        "log_patrol" | "edit_patrol" => word("kind", PatrolKind::ALL, PatrolKind::label, label),
        "add_duty_document" | "edit_duty_document" => word("kind", DocumentKind::ALL, DocumentKind::label, label),
        "add_unit" | "edit_unit" => word("kind", UnitKind::ALL, UnitKind::label, label),
        _ => word("kind", GridKind::ALL, GridKind::label, label),
    }
}

/// The kinds of a reform and of the grids that begin with it, at every depth.
fn kinds_within(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (field, value) in fields {
                let label = if field == "kind" { value.as_str() } else { None };
                let settled = label.and_then(|label| {
                    labelled(ReformKind::ALL, ReformKind::label, label)
                        .or_else(|| labelled(GridKind::ALL, GridKind::label, label))
                });
                match settled {
                    Some(settled) => *value = settled,
                    None => kinds_within(value),
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(kinds_within),
        _ => {}
    }
}

/// A word of a closed list by its label; nothing for a stable name, which is read as it is.
///
/// # Errors
/// A Chinese word that is none of them; names those there are.
fn word<T: Copy + serde::Serialize>(
    field: &str,
    all: impl IntoIterator<Item = T>,
    label: impl Fn(T) -> &'static str,
    wanted: &str,
) -> CliResult<Option<Value>> {
    let all: Vec<T> = all.into_iter().collect();
    let found = labelled(all.iter().copied(), &label, wanted);
    if found.is_none() && !wanted.is_ascii() {
        let known: Vec<_> = all.into_iter().map(label).collect();
        let next = format!("可选：{}。", known.join("、"));
        return Err(CliFault::input(format!("{field}：没有「{wanted}」这个词"), next));
    }
    Ok(found)
}

fn labelled<T: Copy + serde::Serialize>(
    all: impl IntoIterator<Item = T>,
    label: impl Fn(T) -> &'static str,
    wanted: &str,
) -> Option<Value> {
    all.into_iter().find(|one| label(*one) == wanted).and_then(|one| serde_json::to_value(one).ok())
}

/// What the reader of JSON found wrong, in words; the rules of this program speak Chinese already.
fn in_chinese(fault: &str) -> String {
    let quoted: Vec<&str> = fault.split('`').skip(1).step_by(2).collect();
    match quoted.as_slice() {
        [field] if fault.starts_with("missing field") => format!("缺少字段「{field}」"),
        [given, known @ ..] if fault.starts_with("unknown variant") => {
            format!("「{given}」不能用，可选：{}", known.join("、"))
        }
        _ if !fault.is_ascii() && !fault.starts_with("invalid") => fault.to_owned(),
        _ => "有一个字段的值写法不对".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_of_the_json_reader_are_said_in_chinese() {
        assert_eq!(in_chinese("missing field `name`"), "缺少字段「name」");
        assert_eq!(
            in_chinese("unknown variant `x`, expected one of `town`, `street`"),
            "「x」不能用，可选：town、street"
        );
        assert_eq!(in_chinese("「五分」不是分数，请填写数字"), "「五分」不是分数，请填写数字");
        assert_eq!(in_chinese("invalid type: string \"是\", expected a boolean"), "有一个字段的值写法不对");
    }
}
