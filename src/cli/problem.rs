//! Problems on the command line: the words of their commands, one problem in full, and reminders.

use chrono::{NaiveDate, NaiveTime};
use serde::Serialize;
use serde_json::{Value, json};

use super::{
    args::{self, Common},
    out::{CliFault, CliResult, Out, plain},
    workspace::open,
};
use crate::{
    domain::{
        date,
        id::{self, ProblemId},
        problem::{
            Behaviour, LandKind, ProblemKind, ProblemSource,
            act::ActKind,
            limit::Stage,
            step::{Disposal, Dissuaded, Verdict},
        },
        workday::DayUnit,
    },
    ops::{
        OpFault, OpResult, Workspace,
        query::{
            ledger::Row,
            lookup,
            problem::{self, Evidence, ProblemLine, ProblemQuery, reminders::reminders, rows},
        },
    },
};

/// The commands about problems.
const COMMANDS: [&str; 7] = [
    "add_problem",
    "edit_problem",
    "take_step",
    "attach_evidence",
    "detach_evidence",
    "set_step_limit",
    "recount_deadlines",
];

/// Brings a value of a command about problems into the form in which the command holds it. Answers whether it is one.
pub fn settle(
    workspace: &Workspace,
    command: &str,
    field: &str,
    value: &mut Value,
    today: NaiveDate,
) -> CliResult<bool> {
    if !COMMANDS.contains(&command) {
        return Ok(false);
    }
    if let Value::Array(list) = value {
        if matches!(field, "by" | "finders" | "behaviours") {
            for one in list {
                settle(workspace, command, field, one, today)?;
            }
            return Ok(true);
        }
        return Ok(false);
    }
    let Value::String(text) = value else { return Ok(false) };
    let text = text.trim();
    let settled = match field {
        "found_on" | "due" => Some(json!(day(field, text, today)?)),
        "found_at" | "at" => Some(json!(time(field, text)?)),
        "id" | "into" | "problem" => Some(json!(named(workspace, text)?)),
        "by" | "finders" | "approver" => Some(json!(lookup::person(workspace, text, today)?)),
        "to" => Some(json!(lookup::grid(workspace, text, today)?)),
        "kind" => Some(word(field, ProblemKind::ALL, ProblemKind::label, text)?),
        "source" => Some(word(field, ProblemSource::ALL, ProblemSource::label, text)?),
        "behaviours" => Some(word(field, Behaviour::ALL, Behaviour::label, text)?),
        "land" => Some(word(field, LandKind::ALL, LandKind::label, text)?),
        "act" => Some(word(field, ActKind::ALL, ActKind::label, text)?),
        "outcome" => Some(word(field, Dissuaded::ALL, Dissuaded::label, text)?),
        "verdict" => Some(word(field, Verdict::ALL, Verdict::label, text)?),
        "disposal" => Some(word(field, Disposal::ALL, Disposal::label, text)?),
        "stage" => Some(word(field, Stage::ALL, Stage::label, text)?),
        "day_unit" => Some(word(field, DayUnit::ALL, DayUnit::label, text)?),
        // Days, grids and units are read as in every command.
        _ => return Ok(false),
    };
    if let Some(settled) = settled {
        *value = settled;
    }
    Ok(true)
}

/// A word of a closed list: by its label, or by its stable name as commands carry it.
///
/// # Errors
/// Names the words there are.
pub(super) fn word<T: Copy + Serialize>(
    field: &str,
    all: &[T],
    label: impl Fn(T) -> &'static str,
    wanted: &str,
) -> CliResult<Value> {
    let named = |one: &T| serde_json::to_value(*one).unwrap_or_default();
    let found = all.iter().find(|one| label(**one) == wanted || named(one) == wanted);
    found.map(named).ok_or_else(|| {
        let known: Vec<_> = all.iter().map(|one| label(*one)).collect();
        CliFault::input(format!("{field}：没有「{wanted}」这个词"), format!("可选：{}。", known.join("、")))
    })
}

pub(super) fn day(field: &str, text: &str, today: NaiveDate) -> OpResult<NaiveDate> {
    let name = if field == "due" { "due" } else { "found_on" };
    date::parse(text, today).map_err(|fault| OpFault::field(name, format!("{field}：{fault}")))
}

pub(super) fn time(field: &str, text: &str) -> OpResult<NaiveTime> {
    let plain = text.replace('：', ":");
    let found = ["%H:%M", "%H:%M:%S"].iter().find_map(|form| NaiveTime::parse_from_str(&plain, form).ok());
    let name = if field == "at" { "at" } else { "found_at" };
    found.ok_or_else(|| OpFault::field(name, format!("{field}：「{text}」不是时间，请按 8:30 填写")))
}

/// A problem by its number or its id.
fn named(workspace: &Workspace, wanted: &str) -> OpResult<ProblemId> {
    match id::from_text(wanted) {
        Some(id) => Ok(ProblemId(id)),
        None => problem::numbered(workspace, wanted)?.ok_or_else(|| OpFault::not_found("问题", wanted)),
    }
}

/// One problem with its steps and what may be done next.
pub fn record(workspace: &Workspace, wanted: &str) -> OpResult<(Row, ProblemId)> {
    let id = named(workspace, wanted)?;
    let detail = problem::detail(workspace, id)?;
    let files = |files: &[Evidence]| files.iter().map(|file| file.name.clone()).collect::<Vec<_>>();
    let steps = detail.steps.iter().map(|line| {
        json!({
            "id": line.id, "on": line.step.on, "at": line.step.at, "title": line.title, "by": line.by,
            "text": line.step.text, "document": line.step.document, "state": line.state.label(),
            "notes": line.notes, "files": files(&line.files),
        })
    });
    let steps: Vec<Value> = steps.collect();
    let can: Vec<&str> = detail.moves.iter().filter(|one| one.refused.is_none()).map(|one| one.label).collect();
    let merged: Vec<&str> = detail.merged.iter().map(|(_, number)| number.as_str()).collect();
    let mut row = rows::problem(&detail.line);
    row.0.extend([
        ("meaning", json!(detail.meaning)),
        ("elapsed", json!(detail.elapsed)),
        ("patrol", json!(detail.patrol.as_ref().map(|(_, name)| name))),
        ("merged", json!(merged)),
        ("evidence", json!(files(&detail.files))),
        ("steps", json!(steps)),
        ("can", json!(can)),
    ]);
    Ok((row, id))
}

/// The steps for people: one a line, with what was said, by whom, and the state that followed.
pub fn steps_in_words(steps: &Value) -> String {
    let steps = steps.as_array().map(Vec::as_slice).unwrap_or_default();
    let line = |step: &Value| {
        let of = |field: &str| plain(&step[field]);
        let said = [of("text"), of("document"), of("notes"), of("files")];
        let said = said.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("；");
        let at = of("at").get(..5).map(|at| format!(" {at}")).unwrap_or_default();
        format!("  {}{at} {} → {}　{}　{said}", of("on"), of("title"), of("state"), of("by")).trim_end().to_owned()
    };
    steps.iter().map(|step| format!("\n{}", line(step))).collect()
}

/// What is overdue, due today, and due within a week.
pub fn remind(common: &Common, asked: &args::Reminders, out: &mut Out) -> CliResult<u8> {
    if common.as_of.is_some() {
        let next = "请去掉 --as-of；要看另一天的提醒，用 --now 固定时钟，例如 --now 2026-03-05T09:00:00+08:00。";
        return Err(CliFault::input("提醒按今天计算，不能用 --as-of", next));
    }
    let workspace = open(common)?;
    let day = workspace.today();
    let grid = asked.grid.as_deref().map(|name| lookup::grid(&workspace, name, day)).transpose()?;
    let found = reminders(&workspace, &ProblemQuery { grid, ..ProblemQuery::default() }, asked.limit)?;
    let parts =
        [("overdue", "逾期", &found.overdue), ("today", "今天到期", &found.today), ("week", "7 天内到期", &found.week)];
    let mut document = json!({});
    for (key, _, lines) in &parts {
        document[*key] = lines.iter().map(|line| rows::problem(line).json()).collect();
    }
    out.answer(&document, || {
        let part = |(_, label, lines): &(&str, &str, &Vec<ProblemLine>)| {
            let head = std::iter::once(format!("{label} {} 件", lines.len()));
            head.chain(lines.iter().map(|line| format!("  {}", words(line)))).collect::<Vec<_>>().join("\n")
        };
        parts.iter().map(part).collect::<Vec<_>>().join("\n")
    });
    Ok(u8::from(!found.overdue.is_empty()))
}

/// 「2026-0012 罕台镇撖家塔村 非农化 已上报 受理 2026-06-10」.
fn words(line: &ProblemLine) -> String {
    let due = line.due.as_ref().map(rows::due_words).unwrap_or_default();
    let (place, kind, state) =
        (plain(&json!(format!("{}{}", line.town_name, line.grid_name))), line.problem.kind.label(), line.state.label());
    format!("{} {place} {kind} {state} {due}", line.number)
}
