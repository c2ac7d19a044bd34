//! 应巡实巡情况表: the lines of a time for paper, screen and spreadsheet, from the one list of columns (A11).

use chrono::NaiveDate;
use serde_json::json;

use super::{Completion, CompletionAsk, CompletionRow, RowKind, completion, span_words};
use crate::{
    domain::{
        date::chinese,
        grid::Level,
        ledger::COMPLETION,
        patrol_rule::{PatrolRule, Per, SUGGESTED},
        sheet::{Ledger, LedgerColumn},
    },
    ops::{
        OpResult, Workspace,
        query::{ledger::Row, sheets::frame},
    },
};

/// What the figures mean, in the words of page and paper.
pub const RATE_NOTES: [&str; 4] = [
    "巡田率 = 实巡 ÷（应巡 − 免）。实巡不超过应巡，多巡的次数不计入；没有应巡时不计算。",
    "一周、一月、一季、一年各为一期，按期末所在时段统计；制度有效、适用月份、网格存续和本人任职都满一期的才计应巡，中途接替的一期不计，空缺不计在任何人名下，无耕地网格不计。",
    "迟：本期没有巡满、下一期结束前多巡补上的（补巡），或在期内巡查、期末以后才登记的（补录）；迟已含在实巡内。",
    "逾期只作提醒，不自动计分、不扣分。",
];

/// A cell of [`COMPLETION`] for screen, paper and spreadsheet.
pub fn cell(row: &CompletionRow, key: &str) -> String {
    let tally = &row.tally;
    match key {
        "name" => row.name.clone(),
        "role" => role_words(row),
        "due" => tally.due.to_string(),
        "done" => tally.done.to_string(),
        "late" => tally.late().to_string(),
        "waived" => tally.waived.to_string(),
        "missing" => tally.missing.to_string(),
        "rate" => tally.rate_words(),
        _ => beside(row),
    }
}

/// 「一社 网格员」 for a person; nothing for a place.
fn role_words(row: &CompletionRow) -> String {
    match row.kind.role() {
        None => String::new(),
        Some(role) if row.level == Level::Group => format!("{} {}", row.grid_name, role.label()),
        Some(role) => role.label().to_owned(),
    }
}

/// What stands beside the figures: 「进行中 1/2，空缺 3」.
fn beside(row: &CompletionRow) -> String {
    let tally = &row.tally;
    let parts = [
        (tally.running > 0).then(|| format!("进行中 {}/{}", tally.running_done, tally.running)),
        (tally.vacant > 0).then(|| format!("空缺 {}", tally.vacant)),
        (tally.shared > 0).then(|| format!("接替 {}", tally.shared)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("，")
}

/// 应巡实巡情况表 of a time. Of the whole district, people of villages and groups are summed up in their village.
///
/// # Errors
/// Those of [`completion`].
pub fn sheet(ws: &Workspace, ask: &CompletionAsk, as_of: NaiveDate) -> OpResult<Ledger> {
    let found = completion(ws, ask, as_of)?;
    let place = match ask.grid {
        Some(grid) => ws.store.grid_near(grid, ask.to)?.map(|row| row.facts.name).unwrap_or_default(),
        None => "全区".to_owned(),
    };
    let whole = ask.grid.is_none() && ask.person.is_none();
    let shown = |row: &&CompletionRow| !whole || row.kind == RowKind::Place || row.level < Level::Village;
    let rows = found.rows.iter().filter(shown).map(|row| {
        let columns = COMPLETION.iter().filter(|column| column.weight > 0);
        columns.map(|column| indented(row, column.key)).collect()
    });
    let mut remarks: Vec<String> = vec![format!("合计：{}", found.tally.formula())];
    remarks.extend(RATE_NOTES.iter().map(|note| (*note).to_owned()));
    remarks.extend(suggested(ws, &found)?);
    if whole {
        remarks.push("全区表列到村（社区），村、组责任人的情况请按镇（街道）或村（社区）打印。".to_owned());
    }
    Ok(Ledger {
        frame: frame(ws, found.day)?,
        title: "应巡实巡情况表".to_owned(),
        scope: format!("{place}　{}", span_words(ask)),
        upright: true,
        columns: LedgerColumn::printed(COMPLETION),
        rows: rows.collect(),
        remarks,
    })
}

/// The first cell is set in by how deep its line stands in the tree.
fn indented(row: &CompletionRow, key: &str) -> String {
    let cell = cell(row, key);
    if key == "name" { format!("{}{cell}", "　".repeat(row.depth)) } else { cell }
}

/// Says so where the frequencies are only suggestions.
fn suggested(ws: &Workspace, found: &Completion) -> OpResult<Option<String>> {
    let in_time = |rule: &PatrolRule| rule.period.from <= found.ask.to && rule.period.reaches(found.ask.from);
    let any = ws.store.patrol_rules()?.iter().any(|rule| in_time(rule) && rule.basis() == SUGGESTED);
    Ok(any.then(|| format!("部分巡田频次是{SUGGESTED}。")))
}

/// Every line as a row of named values.
///
/// # Errors
/// Those of [`completion`].
pub fn rows(ws: &Workspace, ask: &CompletionAsk, day: NaiveDate) -> OpResult<Vec<Row>> {
    Ok(rows_of(&completion(ws, ask, day)?))
}

/// The lines of an answer as rows of named values.
pub fn rows_of(found: &Completion) -> Vec<Row> {
    let row = |row: &CompletionRow| {
        let tally = &row.tally;
        Row(vec![
            ("grid", json!(row.place)),
            ("name", json!(row.name)),
            ("role", json!(row.kind.role().map_or("合计", |role| role.label()))),
            ("due", json!(tally.due)),
            ("done", json!(tally.done)),
            ("made_up", json!(tally.made_up)),
            ("entered_late", json!(tally.entered_late)),
            ("waived", json!(tally.waived)),
            ("missing", json!(tally.missing)),
            ("rate", json!(tally.rate_words())),
            ("running", json!(tally.running)),
            ("running_done", json!(tally.running_done)),
            ("vacant", json!(tally.vacant)),
            ("shared", json!(tally.shared)),
        ])
    };
    found.rows.iter().map(row).collect()
}

/// The year of a day up to it: what lists show when no time is named.
pub fn year_to(day: NaiveDate) -> CompletionAsk {
    let from = Per::Year.around(day).from;
    CompletionAsk { from, to: day, grid: None, person: None }
}

/// 「截至2025年3月31日」, or that the time is over.
pub fn known_words(found: &Completion) -> String {
    if found.day >= found.ask.to { String::new() } else { format!("统计到{}", chinese(found.day)) }
}
