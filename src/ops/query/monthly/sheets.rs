//! 月报 as sheets: 网格员月报表, 村（社区）月报汇总表, 镇（街道）、区汇总表, 未报名单.

use chrono::NaiveDate;

use super::{MemberLine, MonthBoard, PlaceLine, board, report};
use crate::{
    domain::{
        date::chinese,
        grid::Level,
        id::{GridId, MonthlyReportId},
        ledger::{Column, MONTHLY_MEMBERS, MONTHLY_MISSING, MONTHLY_PLACES},
        month::Month,
        monthly_report::{FORM_NOTE, Standing, Tally, rate_words},
        monthly_sheet::{MonthlyReportSheet, TEXTS},
        patrol::PatrolKind,
        sheet::{Ledger, LedgerColumn},
    },
    ops::{OpFault, OpResult, Workspace, query::sheets::frame},
};

/// 网格员月报表 of one report.
///
/// # Errors
/// [`OpFault::NotFound`] when it does not exist (any more).
pub fn report_sheet(ws: &Workspace, id: MonthlyReportId, as_of: NaiveDate) -> OpResult<MonthlyReportSheet> {
    let detail = report(ws, id)?;
    let row = &detail.row;
    let late = if detail.days_late > 0 { format!("（迟报 {} 天）", detail.days_late) } else { String::new() };
    let [patrolled, found, publicity, signs, other] = TEXTS;
    let found_text = if row.nil { "无问题".to_owned() } else { row.found.clone() };
    Ok(MonthlyReportSheet {
        frame: frame(ws, as_of)?,
        month: row.month.chinese(),
        place: format!("{}{}", detail.town_name, detail.village_name),
        name: detail.person_name.clone(),
        title: detail.title.clone(),
        groups: detail.groups.clone(),
        patrols: PatrolKind::ALL
            .into_iter()
            .filter(|kind| row.counts.of_kind(*kind) > 0)
            .map(|kind| (kind.label().to_owned(), row.counts.of_kind(kind)))
            .collect(),
        total: row.counts.total(),
        days: row.counts.days,
        findings: row.counts.findings,
        problems: row.counts.problems,
        nil: row.nil,
        texts: [
            (patrolled, row.patrolled.clone()),
            (found, found_text),
            (publicity, row.publicity.clone()),
            (signs, row.signs.clone()),
            (other, row.other.clone()),
        ],
        receiver: detail.receiver_name.clone(),
        submitted: format!("{}{late}", chinese(row.submitted_on)),
        due: detail.due.words(),
    })
}

/// 村（社区）月报汇总表.
///
/// # Errors
/// [`OpFault::NotFound`] when there is no such village in the month.
fn village_sheet(ws: &Workspace, village: GridId, month: Month, as_of: NaiveDate) -> OpResult<Ledger> {
    let board = board(ws, month, as_of, Some(village))?;
    let line = board.village(village).ok_or_else(|| OpFault::not_found("村（社区）", village))?;
    let town = line.town.and_then(|town| board.town(town)).map_or("", |town| town.name.as_str());
    let mut remarks = remarks(&board);
    let vacant: Vec<_> = board.vacant.iter().map(|group| group.name.as_str()).collect();
    if !vacant.is_empty() {
        remarks.insert(0, format!("没有网格员的小组：{}。", vacant.join("、")));
    }
    Ok(Ledger {
        frame: frame(ws, as_of)?,
        title: format!("{town}{}{}网格员月报汇总表", line.name, month.chinese()),
        scope: tally_words(&line.tally),
        upright: false,
        columns: LedgerColumn::printed(MONTHLY_MEMBERS),
        rows: cells(MONTHLY_MEMBERS, board.members_of(village), member_cell),
        remarks,
    })
}

/// 月报汇总表 of a village, a town or the district, whatever `grid` is.
///
/// # Errors
/// [`OpFault::NotFound`] when there is no such grid in the month; a fault of `grid` for a group.
pub fn any_summary(ws: &Workspace, grid: Option<GridId>, month: Month, as_of: NaiveDate) -> OpResult<Ledger> {
    let level = grid.map_or(Ok(None), |grid| ws.store.grid_level(grid))?;
    match (grid, level) {
        (Some(village), Some(Level::Village)) => village_sheet(ws, village, month, as_of),
        (_, Some(Level::Group)) => {
            Err(OpFault::field("grid", "月报按村（社区）、镇（街道）或全区汇总，请重新选择网格"))
        }
        _ => summary_sheet(ws, grid.filter(|_| level == Some(Level::Town)), month, as_of),
    }
}

/// 镇（街道）、区月报汇总表: the villages of a town, or the towns of the district.
///
/// # Errors
/// Only those of the store.
fn summary_sheet(ws: &Workspace, grid: Option<GridId>, month: Month, as_of: NaiveDate) -> OpResult<Ledger> {
    let board = board(ws, month, as_of, grid)?;
    let name = match grid {
        Some(grid) => ws.store.grid_near(grid, board.day)?.map(|row| row.facts.name),
        None => ws.store.root_grid()?.map_or(Ok(None), |root| ws.store.grid_name(root, board.day))?,
    };
    let lines = if grid.is_some() { &board.villages } else { &board.towns };
    let total = board.total();
    let mut rows = cells(MONTHLY_PLACES, lines.iter(), place_cell);
    if let Some(root) = lines.first() {
        let sum = PlaceLine { name: "合计".to_owned(), tally: total, ..root.clone() };
        let mut last = cells(MONTHLY_PLACES, std::iter::once(&sum), place_cell);
        last.iter_mut().for_each(|row| row[0] = String::new());
        rows.extend(last);
    }
    Ok(Ledger {
        frame: frame(ws, as_of)?,
        title: format!("{}{}网格员月报汇总表", name.unwrap_or_default(), month.chinese()),
        scope: tally_words(&total),
        upright: false,
        columns: LedgerColumn::printed(MONTHLY_PLACES),
        rows,
        remarks: remarks(&board),
    })
}

/// 月报未报名单 of the district, a town or a village: who is missing, and the groups without a 网格员.
///
/// # Errors
/// Only those of the store.
pub fn missing_sheet(ws: &Workspace, grid: Option<GridId>, month: Month, as_of: NaiveDate) -> OpResult<Ledger> {
    let board = board(ws, month, as_of, grid)?;
    let name = match grid {
        Some(grid) => ws.store.grid_near(grid, board.day)?.map(|row| row.facts.name),
        None => ws.store.root_grid()?.map_or(Ok(None), |root| ws.store.grid_name(root, board.day))?,
    };
    let town_of = |village: GridId| {
        let town = board.village(village).and_then(|line| line.town).and_then(|town| board.town(town));
        town.map(|town| town.name.clone()).unwrap_or_default()
    };
    let village_of = |village: GridId| board.village(village).map(|line| line.name.clone()).unwrap_or_default();
    let open = board.members.iter().filter(|line| matches!(line.standing, Standing::Missing | Standing::Awaited));
    let mut rows: Vec<Vec<String>> = open
        .map(|line| {
            let (town, village) = (town_of(line.village), village_of(line.village));
            vec![String::new(), town, village, line.groups.clone(), line.name.clone(), line.standing.label().to_owned()]
        })
        .collect();
    let missing = rows.len();
    rows.extend(board.vacant.iter().map(|group| {
        let (town, village) = (town_of(group.village), village_of(group.village));
        vec![String::new(), town, village, group.name.clone(), String::new(), "空缺（没有网格员）".to_owned()]
    }));
    rows.iter_mut().zip(1..).for_each(|(row, place)| row[0] = i32::to_string(&place));
    Ok(Ledger {
        frame: frame(ws, as_of)?,
        title: format!("{}{}月报未报名单", name.unwrap_or_default(), month.chinese()),
        scope: format!("没有报送 {missing} 人，没有网格员的小组 {} 个", board.vacant.len()),
        upright: true,
        columns: LedgerColumn::printed(MONTHLY_MISSING),
        rows,
        remarks: remarks(&board),
    })
}

fn remarks(board: &MonthBoard) -> Vec<String> {
    vec![format!("报送截止：{}。", board.due.words()), format!("{}。", Tally::FORMULA), FORM_NOTE.to_owned()]
}

/// 「应报 12 人，已报 9 人，迟报 1 人，未报 2 人，报送率 83.3%，及时率 75.0%」.
pub fn tally_words(tally: &Tally) -> String {
    let mut words =
        format!("应报 {} 人，已报 {} 人，迟报 {} 人，未报 {} 人", tally.due, tally.in_time, tally.late, tally.missing);
    if tally.awaited > 0 {
        words = format!("{words}，待报 {} 人", tally.awaited);
    }
    format!("{words}，报送率 {}，及时率 {}", rate_words(tally.rate()), rate_words(tally.rate_in_time()))
}

fn cells<'a, T: 'a>(
    columns: &[Column],
    lines: impl Iterator<Item = &'a T>,
    cell: impl Fn(&T, usize, &str) -> String,
) -> Vec<Vec<String>> {
    let keys: Vec<_> = columns.iter().filter(|column| column.weight > 0).map(|column| column.key).collect();
    lines.zip(1..).map(|(line, place)| keys.iter().map(|key| cell(line, place, key)).collect()).collect()
}

/// A cell of [`MONTHLY_MEMBERS`].
fn member_cell(line: &MemberLine, place: usize, key: &str) -> String {
    let report = line.report.as_ref();
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    match key {
        "place" => place.to_string(),
        "name" => line.name.clone(),
        "groups" => line.groups.clone(),
        "patrols" => number(report.map(|report| report.patrols)),
        "days" => number(report.map(|report| report.days)),
        "findings" => number(report.map(|report| report.findings)),
        "found" => match report {
            Some(report) if report.nil => "无问题".to_owned(),
            Some(report) => report.found.clone(),
            None => String::new(),
        },
        "submitted_on" => report.map(|report| chinese(report.submitted_on)).unwrap_or_default(),
        _ => match report {
            Some(report) if report.days_late > 0 => format!("{} {} 天", Standing::Late.label(), report.days_late),
            _ => line.standing.label().to_owned(),
        },
    }
}

/// A cell of [`MONTHLY_PLACES`].
fn place_cell(line: &PlaceLine, place: usize, key: &str) -> String {
    let tally = &line.tally;
    match key {
        "place" => place.to_string(),
        "name" => line.name.clone(),
        "due" => tally.due.to_string(),
        "in_time" => tally.in_time.to_string(),
        "late" => tally.late.to_string(),
        "missing" => tally.missing.to_string(),
        "awaited" => tally.awaited.to_string(),
        "nil" => tally.nil.to_string(),
        "vacant" => tally.vacant.to_string(),
        "rate" => rate_words(tally.rate()),
        _ => rate_words(tally.rate_in_time()),
    }
}
