//! A ledger that is a table and nothing more; the 巡查台账 takes its table from here too.

use super::{REMARK, REMARK_PITCH, as_of};
use crate::{
    domain::{
        date::chinese,
        sheet::{Align, Ledger, LedgerColumn},
    },
    print::{
        Document,
        flow::{Flow, Numbering, Paper},
        measure::Type,
        page::{Face, size},
        table::{Cell, Row, Style, Table},
    },
};

/// Height of a row with one line, mm.
const ROW: f32 = 7.0;

pub(super) const SONG: Type = Type::new(Face::Song, size::XIAO_WU);
const HEI: Type = Type::new(Face::Hei, size::XIAO_WU);

/// The sheet.
pub fn ledger(ledger: &Ledger) -> Document {
    let mut flow = Flow::new(if ledger.upright { Paper::PORTRAIT } else { Paper::LANDSCAPE });
    flow.title(&ledger.title, size::XIAO_ER);
    let printed = format!("{}　打印日期：{}", as_of(&ledger.frame), chinese(ledger.frame.printed_on));
    flow.line(&[(Align::Left, &ledger.scope), (Align::Right, &printed)], SONG, 7.0);
    flow.table(&table(&ledger.columns, &ledger.rows, flow.area_width()));
    flow.skip(3.0);
    for remark in &ledger.remarks {
        flow.paragraph(remark, REMARK, REMARK_PITCH);
    }
    flow.finish(&ledger.title, Numbering::OfTotal, ledger.frame.sample)
}

/// Columns and rows as a table of this width, mm; without a row it says so.
pub(super) fn table(columns: &[LedgerColumn], rows: &[Vec<String>], width: f32) -> Table {
    let widths = widths(columns, width);
    let head = columns.iter().map(|column| Cell::heading(&column.title).set_in(HEI).tinted());
    let mut body: Vec<Row> = rows.iter().map(|row| ledger_row(row, columns)).collect();
    if body.is_empty() {
        body.push(Row::new(vec![Cell::new("无记录").over_columns(widths.len())]).at_least(ROW));
    }
    Table {
        columns: widths,
        head: vec![Row::new(head.collect()).at_least(ROW + 1.0)],
        body,
        style: Style::office(SONG),
    }
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
