//! Papers of clues: 图斑核查情况汇总表, 未回复清单, 图斑核查表.

use chrono::NaiveDate;

use super::{Board, BoardLine, ClueLine, ClueQuery, board, clues, detail, ids};
use crate::{
    domain::{
        area::SquareMetres,
        clue::{
            Category,
            dictionary::{self, dictionary, kind_words},
            sheet::{CheckChoice, CheckSheet},
        },
        date::chinese,
        id::{ClueBatchId, ClueId, GridId},
        ledger::{CLUE_BOARD, CLUES, Column},
        point::Point,
        sheet::{Ledger, LedgerColumn},
    },
    ops::{OpResult, Workspace, query::sheets::frame},
};

/// The most clues that one sheet or one bundle prints.
const SHEET_MAX: u32 = 5_000;

/// 图斑核查情况汇总表 of a batch: by town, then by result.
///
/// # Errors
/// The batch does not exist.
pub fn board_sheet(ws: &Workspace, id: ClueBatchId, as_of: NaiveDate) -> OpResult<Ledger> {
    let board = board(ws, id)?;
    let lines = board.towns.iter().chain([&board.total]);
    let rows = lines.zip(1..).map(|(line, place)| {
        let place = if line == &board.total { String::new() } else { place.to_string() };
        row(CLUE_BOARD, |key| board_cell(line, &place, key))
    });
    let dictionary = dictionary();
    Ok(Ledger {
        frame: frame(ws, as_of)?,
        title: "图斑核查情况汇总表".to_owned(),
        scope: scope(&board),
        upright: false,
        columns: LedgerColumn::printed(CLUE_BOARD),
        rows: rows.collect(),
        remarks: vec![
            format!("核查结果：{}。", results(&board)),
            format!("{}。", dictionary.lead_note),
            format!("结果分类和举证要求：{}。面积按平方米汇总后换算为亩。", dictionary.reference),
        ],
    })
}

fn scope(board: &Board) -> String {
    let batch = &board.batch;
    let due =
        format!("{}下发，完成期限{}（{}）", chinese(batch.batch.received_on), chinese(batch.due_on), batch.pace());
    format!("批次：{}　{due}", batch.batch.name)
}

/// 「合法（往年审批）3 个 12.50 亩；未核查 2 个 1.00 亩」.
fn results(board: &Board) -> String {
    let words = board.results.iter().map(|line| {
        let name = match line.category {
            Category::Unchecked | Category::Transferred => line.category.label().to_owned(),
            category => format!("{}（{}）", category.label(), line.name),
        };
        format!("{name} {} 个 {} 亩", line.count, line.area.mu().grouped())
    });
    let words: Vec<_> = words.collect();
    if words.is_empty() { "没有图斑".to_owned() } else { words.join("；") }
}

/// Cells in the order of the columns.
fn row(columns: &[Column], cell: impl Fn(&str) -> String) -> Vec<String> {
    columns.iter().filter(|column| column.weight > 0).map(|column| cell(column.key)).collect()
}

fn board_cell(line: &BoardLine, place: &str, key: &str) -> String {
    let count =
        |category: Category| line.results.iter().find(|(own, ..)| *own == category).map_or(0, |(_, count, _)| *count);
    let tally = &line.tally;
    match key {
        "place" => place.to_owned(),
        "town" => line.name.clone(),
        "received" => tally.received.to_string(),
        "area" => tally.area.mu().grouped(),
        "came_back" => tally.came_back().to_string(),
        "confirmed" => tally.confirmed.to_string(),
        "returned" => tally.returned.to_string(),
        "waiting" => tally.waiting().to_string(),
        "overdue" => line.overdue.to_string(),
        "lawful" => count(Category::Lawful).to_string(),
        "unlawful" => count(Category::Unlawful).to_string(),
        "other" => count(Category::Other).to_string(),
        _ => count(Category::Transferred).to_string(),
    }
}

/// 图斑未回复清单 of a batch, or of a town in it.
///
/// # Errors
/// The batch or the grid does not exist.
pub fn unanswered_sheet(ws: &Workspace, id: ClueBatchId, grid: Option<GridId>, as_of: NaiveDate) -> OpResult<Ledger> {
    let batch = super::batch(ws, id)?;
    let lines = all(ws, &ClueQuery::waiting(id, grid))?;
    let due = format!("完成期限{}（{}）", chinese(batch.due_on), batch.pace());
    Ok(Ledger {
        frame: frame(ws, as_of)?,
        title: "图斑未回复清单".to_owned(),
        scope: format!("批次：{}　{due}　共 {} 个", batch.batch.name, lines.len()),
        upright: false,
        columns: LedgerColumn::printed(CLUES),
        rows: lines.iter().zip(1..).map(|(line, place)| row(CLUES, |key| cell(line, place, key))).collect(),
        remarks: vec![format!("{}。", dictionary().lead_note)],
    })
}

/// Every line of a query, up to what a sheet can print.
fn all(ws: &Workspace, query: &ClueQuery) -> OpResult<Vec<ClueLine>> {
    let mut lines = Vec::new();
    while lines.len() < SHEET_MAX as usize {
        let page = clues(ws, query, lines.len() as u64, super::PAGE_MAX)?;
        let last = page.len() < super::PAGE_MAX as usize;
        lines.extend(page);
        if last {
            break;
        }
    }
    Ok(lines)
}

/// A cell of [`CLUES`] for screen, paper and spreadsheet (A11).
pub fn cell(line: &ClueLine, place: usize, key: &str) -> String {
    let (row, clue) = (&line.row, &line.row.clue);
    let answer = row.answer.as_ref();
    match key {
        "place" => place.to_string(),
        "number" => clue.number.clone(),
        "kind" => kind_words(&clue.kind),
        "area" => clue.area.map(|area| area.mu().grouped()).unwrap_or_default(),
        "metres" => clue.area.map(|area| area.to_string()).unwrap_or_default(),
        "town" => line.town_name.clone(),
        "grid" => line.grid_name.clone(),
        "written" => format!("{}{}", clue.town, clue.village),
        "class" => classes(&clue.class_before, &clue.class_after),
        "imaged" => clue.imaged.clone(),
        "state" => row.state.label().to_owned(),
        "result" => answer.map(|answer| answer.words()).unwrap_or_default(),
        "answered_on" => answer.map(|answer| chinese(answer.on)).unwrap_or_default(),
        "by" => line.by.clone(),
        _ => clue.description.clone(),
    }
}

/// 「旱地→建设用地」.
fn classes(before: &str, after: &str) -> String {
    match (before, after) {
        ("", after) => after.to_owned(),
        (before, "") => before.to_owned(),
        (before, after) => format!("{before}→{after}"),
    }
}

/// 图斑核查表 of one clue.
///
/// # Errors
/// The clue does not exist.
pub fn check_sheet(ws: &Workspace, id: ClueId, as_of: NaiveDate) -> OpResult<CheckSheet> {
    let found = detail(ws, id)?;
    let frame = frame(ws, as_of)?;
    let line = &found.line;
    let (row, clue) = (&line.row, &line.row.clue);
    let answer = row.answer.as_ref();
    let metres = |area: SquareMetres| format!("{area} 平方米（{} 亩）", area.mu().grouped());
    let date = |day: Option<NaiveDate>| day.map(chinese).unwrap_or_default();
    let facts = vec![
        ("图斑类型", kind_words(&clue.kind)),
        ("图斑面积", clue.area.map(metres).unwrap_or_default()),
        ("坐落", format!("{}{}", clue.town, clue.village)),
        ("坐落单位代码", clue.code.clone()),
        ("中心位置", clue.centre().map(Point::chinese).unwrap_or_default()),
        ("影像时间", clue.imaged.clone()),
        ("前地类", clue.class_before.clone()),
        ("后地类", clue.class_after.clone()),
        ("完成期限", chinese(line.due_on)),
        ("备注", clue.description.clone()),
    ];
    let flags = answer.map(|answer| {
        answer
            .flags
            .iter()
            .filter_map(|flag| dictionary::flag(flag))
            .map(|flag| flag.name.as_str())
            .collect::<Vec<_>>()
            .join("、")
    });
    let seen = answer.and_then(|answer| answer.patrol_found).map(|seen| if seen { "是" } else { "否" });
    let photos = if found.files.is_empty() { String::new() } else { format!("{} 个附件", found.files.len()) };
    let answered = vec![
        ("核查日期", date(answer.map(|answer| answer.on))),
        ("核查人", line.by.clone()),
        ("批准（备案）文号", answer.map(|answer| answer.paper.clone()).unwrap_or_default()),
        ("批准（备案）日期", date(answer.and_then(|answer| answer.paper_on))),
        ("转送部门", answer.map(|answer| answer.sent_to.clone()).unwrap_or_default()),
        ("转送日期", date(answer.and_then(|answer| answer.sent_on))),
        ("违法情形", flags.unwrap_or_default()),
        ("动态巡查已发现", seen.unwrap_or_default().to_owned()),
        ("举证附件", photos),
        ("审核确认", date(row.confirmed_on)),
        ("情况说明", answer.map(|answer| answer.text.clone()).unwrap_or_default()),
    ];
    let dictionary = dictionary();
    let mut remarks = vec![
        format!("注：{}。", dictionary.lead_note),
        format!("结果分类和举证要求：{}。填表人对核查结果的真实性负责。", dictionary.reference),
    ];
    remarks.extend(found.returns.iter().map(|back| format!("{}退回重核：{}", chinese(back.on), back.reason)));
    Ok(CheckSheet {
        frame,
        batch: line.batch_name.clone(),
        number: clue.number.clone(),
        place: format!("{}{}", line.town_name, line.grid_name),
        facts,
        choices: choices(line),
        answer: answered,
        remarks,
    })
}

fn choices(line: &ClueLine) -> Vec<CheckChoice> {
    let found = line.row.answer.as_ref().map(|answer| (answer.category, answer.sub.as_str()));
    let categories = Category::ALL.iter().copied().filter(|category| *category != Category::Unchecked);
    let choice = |category: Category| CheckChoice {
        result: category.label(),
        subs: dictionary::subs(category)
            .map(|sub| (sub.name.clone(), found == Some((category, sub.id.as_str()))))
            .collect(),
    };
    categories.map(choice).collect()
}

/// 图斑核查表 of every clue of a town, or of a batch.
///
/// # Errors
/// The batch or the grid does not exist.
pub fn check_sheets(
    ws: &Workspace,
    id: ClueBatchId,
    grid: Option<GridId>,
    as_of: NaiveDate,
) -> OpResult<Vec<CheckSheet>> {
    super::batch(ws, id)?;
    let query = ClueQuery { batch: Some(id), grid, ..ClueQuery::default() };
    let wanted = ids(ws, &query)?.into_iter().take(SHEET_MAX as usize);
    wanted.map(|id| check_sheet(ws, id, as_of)).collect()
}
