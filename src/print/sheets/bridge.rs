//! 数据口径对照表: figures of a period by the units of one day, and which figures came to them from other units.

use super::{REMARK, REMARK_PITCH};
use crate::{
    domain::{
        bridge::{BridgeLine, BridgeRow, BridgeSheet, Tally},
        date::chinese,
        grid::Level,
        sheet::Align,
    },
    print::{
        Document, Ink,
        flow::{Flow, LINE, Numbering, Paper},
        measure::Type,
        page::{Face, size},
        table::{Cell, Row, Style, Table},
    },
};

const TITLE: &str = "数据口径对照表";
/// 序号, 单位, 巡查次数, 发现问题, 由其他单位转入.
const UNITS: [f32; 5] = [12.0, 66.0, 24.0, 24.0, 30.0];
/// 序号, 登记时的单位, 归入, 依据, 巡查次数, 发现问题.
const LINES: [f32; 6] = [10.0, 32.0, 38.0, 48.0, 14.0, 14.0];
/// Height of a row with one line, mm.
const ROW: f32 = 7.0;

const SONG: Type = Type::new(Face::Song, size::WU);
const SMALL: Type = Type::new(Face::Song, size::XIAO_WU);
const HEI: Type = Type::new(Face::Hei, size::WU);

/// The sheet.
pub fn bridge(sheet: &BridgeSheet) -> Document {
    let mut flow = Flow::new(Paper::PORTRAIT);
    flow.title(TITLE, size::ER);
    let query = &sheet.query;
    let period = format!("巡查时间：{}至{}", chinese(query.from), chinese(query.to));
    let printed = format!("打印日期：{}", chinese(sheet.frame.printed_on));
    flow.line(&[(Align::Left, &period), (Align::Right, &printed)], SONG, LINE);
    heading(&mut flow, &format!("一、按{}的{}汇总", chinese(query.units_as_of), level_words(query.level)));
    flow.table(&units(sheet));
    flow.skip(4.0);
    heading(&mut flow, "二、口径对照");
    flow.table(&lines(sheet));
    flow.skip(4.0);
    for remark in remarks(sheet) {
        flow.paragraph(&remark, REMARK, REMARK_PITCH);
    }
    flow.finish(TITLE, Numbering::Dashes, sheet.frame.sample)
}

fn heading(flow: &mut Flow, text: &str) {
    flow.keep(3.0 * ROW + LINE);
    flow.line(&[(Align::Left, text)], Type::new(Face::Hei, size::XIAO_SI), LINE);
}

fn level_words(level: Level) -> &'static str {
    if level == Level::Town { "镇（街道）" } else { "村（社区）" }
}

fn units(sheet: &BridgeSheet) -> Table {
    let mut body: Vec<Row> = sheet.rows.iter().enumerate().map(|(place, row)| unit_row(place, row)).collect();
    if body.is_empty() {
        body.push(Row::new(vec![Cell::new("当日没有这一级的单位").over_columns(UNITS.len())]).at_least(ROW));
    }
    body.push(total_row("按单位合计", sheet.rows.iter().map(|row| row.tally)));
    body.push(total_row("未归入单位", uncounted(sheet)));
    body.push(total_row("全部登记", [sheet.total].into_iter()));
    Table {
        columns: UNITS.to_vec(),
        head: vec![head(&["序号", "单位", "巡查次数", "其中发现\n问题", "其中由其他\n单位转入"])],
        body,
        style: Style::office(SONG),
    }
}

fn head(words: &[&str]) -> Row {
    Row::new(words.iter().map(|word| Cell::heading(*word).set_in(HEI).tinted()).collect()).at_least(ROW)
}

fn unit_row(place: usize, row: &BridgeRow) -> Row {
    let bridged = if row.bridged.patrols == 0 { String::new() } else { row.bridged.patrols.to_string() };
    Row::new(vec![
        Cell::new((place + 1).to_string()),
        Cell::left(&row.unit),
        Cell::new(row.tally.patrols.to_string()),
        Cell::new(row.tally.problems.to_string()),
        Cell::new(bridged),
    ])
    .at_least(ROW)
}

fn total_row(label: &str, tallies: impl Iterator<Item = Tally>) -> Row {
    let mut sum = Tally::default();
    tallies.for_each(|tally| sum += tally);
    Row::new(vec![
        Cell::new(label).set_in(HEI).over_columns(2),
        Cell::new(sum.patrols.to_string()).set_in(HEI),
        Cell::new(sum.problems.to_string()).set_in(HEI),
        Cell::new(""),
    ])
    .at_least(ROW)
}

/// The figures that belong to no unit of the day for certain.
fn uncounted(sheet: &BridgeSheet) -> impl Iterator<Item = Tally> + '_ {
    sheet.lines.iter().filter(|line| !line.fate.is_counted()).map(|line| line.tally)
}

fn lines(sheet: &BridgeSheet) -> Table {
    let mut body: Vec<Row> = sheet.lines.iter().enumerate().map(|(place, line)| bridge_row(place, line)).collect();
    if body.is_empty() {
        let none = "期间登记的单位与汇总单位一致，没有需要对照的数据";
        body.push(Row::new(vec![Cell::new(none).over_columns(LINES.len())]).at_least(ROW));
    }
    let words = ["序号", "登记时的单位", "归入", "依据", "巡查\n次数", "发现\n问题"];
    Table { columns: LINES.to_vec(), head: vec![head(&words)], body, style: Style::office(SONG) }
}

fn bridge_row(place: usize, line: &BridgeLine) -> Row {
    let ink = if line.fate.is_counted() { Ink::Black } else { Ink::Red };
    Row::new(vec![
        Cell::new((place + 1).to_string()),
        Cell::left(&line.recorded_under),
        Cell::left(line.fate.words()).inked(ink),
        Cell::left(line.basis.join("\n")).set_in(SMALL),
        Cell::new(line.tally.patrols.to_string()),
        Cell::new(line.tally.problems.to_string()),
    ])
    .at_least(ROW)
}

fn remarks(sheet: &BridgeSheet) -> Vec<String> {
    let mut remarks = vec!["注：本表为建议格式，非文件规定。次数按巡查台账统计，补录的按巡查日期计入。".to_owned()];
    if uncounted(sheet).next().is_some() {
        let unsplit =
            "改革前（后）未分的，登记时只写到调整前（后）的单位，不能确定属于哪一个单位，按原样列出，不作推算。";
        remarks.push(unsplit.to_owned());
    }
    remarks
}
