//! 问题台账: one row for each problem of a filter, the same cells for paper and spreadsheet (A11).

use super::found;
use crate::{
    domain::{
        date::chinese,
        ledger::PROBLEMS,
        problem::{ProblemSource, step::State},
        sheet::{Ledger, LedgerColumn},
    },
    ops::{
        OpResult, Workspace,
        query::{
            grid,
            problem::{Lens, ProblemLine, ProblemQuery, rows},
            sheets,
        },
    },
};

/// The most rows one sheet prints.
pub const ROWS_MAX: u32 = 5_000;

/// The sheet; it shows the problems as they stand today.
///
/// # Errors
/// A fault of `query` when it finds more than one sheet can print.
pub fn ledger(ws: &Workspace, query: &ProblemQuery) -> OpResult<Ledger> {
    let lines = found(ws, query, ROWS_MAX)?;
    let columns: Vec<_> = PROBLEMS.iter().filter(|column| column.weight > 0).collect();
    let place = match query.grid {
        Some(grid) => grid::words_of(&ws.store, grid, query.to.unwrap_or(ws.today()))?.replace('/', ""),
        None => match ws.root_grid()? {
            Some(root) => grid::words_of(&ws.store, root, ws.today())?,
            None => String::new(),
        },
    };
    Ok(Ledger {
        frame: sheets::frame(ws, ws.today())?,
        title: format!("{place}耕地保护问题台账"),
        scope: format!("{}　共{}件", scope(query), lines.len()),
        upright: false,
        rows: lines.iter().map(|line| columns.iter().map(|column| cell(line, column.key)).collect()).collect(),
        columns: LedgerColumn::printed(PROBLEMS),
        remarks: vec!["注：当事人姓名已作遮蔽处理；不列举报人。".to_owned()],
    })
}

/// The filter in words: 「2026年1月1日至2026年3月31日 · 非农化 · 未销号」.
pub fn scope(query: &ProblemQuery) -> String {
    let days = match (query.from, query.to) {
        (Some(from), Some(to)) => format!("{}至{}发现", chinese(from), chinese(to)),
        (Some(from), None) => format!("{}以后发现", chinese(from)),
        (None, Some(to)) => format!("{}以前发现", chinese(to)),
        (None, None) => "全部日期".to_owned(),
    };
    let lens = match query.lens {
        Lens::All => "",
        Lens::Open => "未销号",
        Lens::Overdue => "逾期",
        Lens::DueToday => "今天到期",
        Lens::DueSoon => "临近期限",
        Lens::Returned => "退回",
        Lens::Supervised => "挂牌督办",
        Lens::Closed => "已销号",
    };
    let text = if query.text.is_empty() { String::new() } else { format!("含「{}」", query.text) };
    let parts = [
        days.as_str(),
        query.kind.map_or("", |kind| kind.label()),
        query.source.map_or("", ProblemSource::label),
        query.state.map_or("", State::label),
        lens,
        if query.unit.is_some() { "指定办理单位" } else { "" },
        if query.finder.is_some() { "指定发现人" } else { "" },
        if query.person.is_some() { "指定经办人" } else { "" },
        if query.urgent { "紧急" } else { "" },
        text.as_str(),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The text of one cell. `key` is one of [`PROBLEMS`].
pub fn cell(line: &ProblemLine, key: &str) -> String {
    let problem = &line.problem;
    match key {
        "number" => line.number.clone(),
        "found_on" => problem.found_on.format("%Y-%m-%d").to_string(),
        "source" => problem.source.label().to_owned(),
        "kind" => problem.kind.label().to_owned(),
        "behaviours" => joined(problem.behaviours.iter().map(|behaviour| behaviour.label())),
        "place" => format!("{}{}", place(line), bracketed(&problem.spot)),
        "land" => problem.land.map_or("待核", |land| land.label()).to_owned(),
        "area" => problem.area.map(|area| area.to_string()).unwrap_or_default(),
        "concerned" => line.concerned.clone(),
        "found_by" => found_by(line),
        "description" => problem.description.clone(),
        "state" if line.supervised && !line.state.is_over() => format!("{}\n挂牌督办", line.state.label()),
        "state" => line.state.label().to_owned(),
        "with" => line.with.clone(),
        "due" => line.due.as_ref().map(rows::due_words).unwrap_or_default(),
        "rectified" if line.rectified.0 == 0 => String::new(),
        "rectified" => line.rectified.to_string(),
        "files" if line.files == 0 => String::new(),
        "files" => line.files.to_string(),
        _ => String::new(),
    }
}

/// 「罕台镇撖家塔村一社」.
pub(super) fn place(line: &ProblemLine) -> String {
    let town = if line.town_name == line.grid_name { "" } else { &line.town_name };
    format!("{town}{}{}", line.grid_name, line.group_name)
}

/// 发现人. What came by 群众举报 names nobody but the offices' own people: typed words could be the 举报人 (G45).
pub fn found_by(line: &ProblemLine) -> String {
    let typed = line.problem.finders.is_empty();
    let sealed = line.problem.source == ProblemSource::Tip && typed;
    if sealed { ProblemSource::Tip.label().to_owned() } else { line.found_by.clone() }
}

fn bracketed(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("（{text}）") }
}

pub(super) fn joined<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join("、")
}
