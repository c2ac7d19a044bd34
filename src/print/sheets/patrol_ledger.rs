//! 巡查台账 (R061, R062, G38, G39): a landscape ledger, one row for each patrol.

use super::{
    as_of,
    ledger::{SONG, ledger_row, table, under_head},
};
use crate::{
    domain::{
        date::chinese,
        ledger::PATROL,
        sheet::{Align, LedgerColumn, PatrolLedger},
    },
    print::{
        Document, Ink,
        flow::{Flow, Numbering, Paper},
        page::size,
    },
};

/// Height of a row to write in by hand, mm, and how many of them a form has.
const WRITTEN: (f32, usize) = (13.0, 10);

/// Height of the head of the table at most, mm, and how many rows are left however many codes there are.
const HEAD: f32 = 12.0;
const FEWEST: usize = 5;

/// The sheet.
pub fn patrol_ledger(ledger: &PatrolLedger) -> Document {
    let mut flow = Flow::new(Paper::LANDSCAPE);
    flow.title(&ledger.title, size::XIAO_ER);
    let printed = format!("{}　打印日期：{}", as_of(&ledger.frame), chinese(ledger.frame.printed_on));
    flow.line(&[(Align::Left, &ledger.scope), (Align::Right, &printed)], SONG, 7.0);
    flow.table(&table(&ledger.columns, &ledger.rows, flow.area_width()));
    flow.finish(&ledger.title, Numbering::OfTotal, ledger.frame.sample)
}

/// Distance of the lines of codes, mm.
const CODES: f32 = 6.0;

/// A page to fill in by hand, with the same columns (A11); the codes of the month at its foot, with as many rows fewer
/// as they need.
pub(super) fn blank(grid: &str, code: &str, codes: &[String], sample: bool) -> Document {
    let columns = LedgerColumn::printed(PATROL);
    let title = format!("{grid}巡查台账");
    let mut flow = Flow::new(Paper::LANDSCAPE);
    flow.title(&title, size::XIAO_ER);
    let whose = format!("网格：{grid}");
    flow.inked_line(&[(Align::Left, &whose, Ink::Black), (Align::Right, code, Ink::Grey)], SONG, 7.0);
    let (height, rows) = WRITTEN;
    let lines: usize = codes.iter().map(|text| SONG.wrap(text, flow.area_width()).len()).sum();
    let foot = if lines == 0 { 0.0 } else { lines as f32 * CODES + 2.0 };
    // What is free under the full form is used first.
    let free = flow.room() - HEAD - rows as f32 * height;
    let less = ((foot - free).max(0.0) / height).ceil() as usize;
    let rows = rows.saturating_sub(less).max(FEWEST);
    let body = vec![ledger_row(&[], &columns).at_least(height); rows];
    flow.table(&under_head(&columns, body, flow.area_width()));
    if lines > 0 {
        flow.skip(2.0);
    }
    for text in codes {
        flow.paragraph(text, SONG, CODES);
    }
    flow.finish(&format!("{title} 空白表"), Numbering::None, sample)
}
