//! Problems as rows of named values, for lists of the command line and for spreadsheets.

use serde_json::json;

use super::{Due, ProblemLine, limits::LimitLine};
use crate::{
    domain::problem::{Behaviour, LandKind},
    ops::query::{ledger::Row, problem_papers},
};

/// A line of the ledger; its keys hold those of `domain::ledger::PROBLEMS`, in words, and what scripts ask for.
pub fn problem(line: &ProblemLine) -> Row {
    let problem = &line.problem;
    let behaviours: Vec<&str> = problem.behaviours.iter().copied().map(Behaviour::label).collect();
    let overdue = line.due.as_ref().is_some_and(|due| !due.paused && due.days_left < 0);
    Row(vec![
        ("id", json!(line.id)),
        ("number", json!(line.number)),
        ("found_on", json!(problem.found_on)),
        ("source", json!(problem.source.label())),
        ("kind", json!(problem.kind.label())),
        ("behaviours", json!(behaviours)),
        ("place", json!(format!("{}{}{}{}", line.town_name, line.grid_name, line.group_name, problem.spot))),
        ("land", json!(problem.land.map_or("待核", LandKind::label))),
        ("area", json!(problem.area)),
        ("concerned", json!(line.concerned)),
        ("found_by", json!(problem_papers::found_by(line))),
        ("description", json!(problem.description)),
        ("state", json!(line.state.label())),
        ("with", json!(line.with)),
        ("due", json!(line.due.as_ref().map(due_words))),
        ("rectified", json!(line.rectified)),
        ("files", json!(line.files)),
        ("town", json!(line.town_name)),
        ("grid", json!(line.grid_name)),
        ("group", json!(line.group_name)),
        ("due_on", json!(line.due.as_ref().map(|due| due.on))),
        ("overdue", json!(overdue)),
        ("supervised", json!(line.supervised)),
        ("urgent", json!(problem.urgent)),
        ("open", json!(!line.state.is_over())),
        ("document", json!(problem.document)),
        ("note", json!(problem.note)),
    ])
}

/// 「2026-06-10整改（逾期3天）」, as the printed ledger has it.
pub fn due_words(due: &Due) -> String {
    let left = match due.days_left {
        _ if due.paused => "（中止）".to_owned(),
        days if days < 0 => format!("（逾期{}天）", -days),
        _ => String::new(),
    };
    format!("{}{}{left}", due.on, due.what)
}

pub fn limit(line: &LimitLine) -> Row {
    Row(vec![
        ("stage", json!(line.stage)),
        ("step", json!(line.stage.label())),
        ("limit", json!(line.words())),
        ("since_day", json!(line.since.map_or_else(|| "未另行规定".to_owned(), |day| day.to_string()))),
        ("basis", json!(line.basis)),
    ])
}
