//! 巡查台账 (R061, R062, G38, G39): a landscape ledger, one row for each patrol.

use super::{
    as_of,
    ledger::{SONG, table},
};
use crate::{
    domain::{
        date::chinese,
        sheet::{Align, PatrolLedger},
    },
    print::{
        Document,
        flow::{Flow, Numbering, Paper},
        page::size,
    },
};

/// The sheet.
pub fn patrol_ledger(ledger: &PatrolLedger) -> Document {
    let mut flow = Flow::new(Paper::LANDSCAPE);
    flow.title(&ledger.title, size::XIAO_ER);
    let printed = format!("{}　打印日期：{}", as_of(&ledger.frame), chinese(ledger.frame.printed_on));
    flow.line(&[(Align::Left, &ledger.scope), (Align::Right, &printed)], SONG, 7.0);
    flow.table(&table(&ledger.columns, &ledger.rows, flow.area_width()));
    flow.finish(&ledger.title, Numbering::OfTotal, ledger.frame.sample)
}
