//! 巡查台账 (R061, R062, G38, G39): a landscape ledger, one row for each patrol.

use super::as_of;
use crate::{
    domain::{
        date::chinese,
        ledger,
        sheet::{Align, LedgerColumn, PatrolLedger},
    },
    print::{
        Document, Ink,
        flow::{Flow, Numbering, Paper},
        measure::Type,
        page::{Face, size},
        table::{Cell, Row, Style, Table},
    },
};

/// Height of a row to write in by hand, mm, and how many of them a form has.
const WRITTEN: (f32, usize) = (13.0, 10);
/// Height of a row with one line, mm.
const ROW: f32 = 7.0;

const SONG: Type = Type::new(Face::Song, size::XIAO_WU);
const HEI: Type = Type::new(Face::Hei, size::XIAO_WU);

/// The sheet.
pub fn patrol_ledger(ledger: &PatrolLedger) -> Document {
    let mut flow = Flow::new(Paper::LANDSCAPE);
    flow.title(&ledger.title, size::XIAO_ER);
    let printed = format!("{}　打印日期：{}", as_of(&ledger.frame), chinese(ledger.frame.printed_on));
    flow.line(&[(Align::Left, &ledger.scope), (Align::Right, &printed)], SONG, 7.0);
    flow.table(&table(ledger, flow.area_width()));
    flow.finish(&ledger.title, Numbering::OfTotal, ledger.frame.sample)
}

/// A page to fill in by hand, with the same columns (A11).
pub(super) fn blank(grid: &str, code: &str, sample: bool) -> Document {
    let columns: Vec<LedgerColumn> = ledger::PATROL.iter().filter_map(ledger::Column::on_paper).collect();
    let title = format!("{grid}巡查台账");
    let mut flow = Flow::new(Paper::LANDSCAPE);
    flow.title(&title, size::XIAO_ER);
    let whose = format!("网格：{grid}");
    flow.inked_line(&[(Align::Left, &whose, Ink::Black), (Align::Right, code, Ink::Grey)], SONG, 7.0);
    let (height, rows) = WRITTEN;
    let body = vec![ledger_row(&[], &columns).at_least(height); rows];
    flow.table(&under_head(&columns, body, flow.area_width()));
    flow.finish(&format!("{title} 空白表"), Numbering::None, sample)
}

fn table(ledger: &PatrolLedger, width: f32) -> Table {
    let mut body: Vec<Row> = ledger.rows.iter().map(|row| ledger_row(row, &ledger.columns)).collect();
    if body.is_empty() {
        body.push(Row::new(vec![Cell::new("无记录").over_columns(ledger.columns.len())]).at_least(ROW));
    }
    under_head(&ledger.columns, body, width)
}

/// Rows under the headings of the columns.
fn under_head(columns: &[LedgerColumn], body: Vec<Row>, width: f32) -> Table {
    let head = columns.iter().map(|column| Cell::heading(&column.title).set_in(HEI).tinted());
    let head = vec![Row::new(head.collect()).at_least(ROW + 1.0)];
    Table { columns: widths(columns, width), head, body, style: Style::office(SONG) }
}

/// The table's width shared out by weight.
fn widths(columns: &[LedgerColumn], width: f32) -> Vec<f32> {
    let weights: u32 = columns.iter().map(|column| u32::from(column.weight)).sum();
    let unit = width / weights.max(1) as f32;
    columns.iter().map(|column| f32::from(column.weight) * unit).collect()
}

fn ledger_row(cells: &[String], columns: &[LedgerColumn]) -> Row {
    let cells = columns.iter().enumerate().map(|(place, column)| {
        let text = cells.get(place).map_or("", String::as_str);
        Cell::new(text).aligned(column.align)
    });
    Row::new(cells.collect()).at_least(ROW)
}
