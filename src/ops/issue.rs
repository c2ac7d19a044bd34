//! 登记印发: writes down which sheets were issued, so that the next ones can say what changed since.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{OpFault, OpResult, Tx, query::roster::DayRoster};
use crate::{
    domain::{
        annex::{Annex, Extent},
        date::{self, chinese},
        fault::Faults,
        id::{GridId, IssuanceId},
        text,
    },
    store::IssuanceRow,
};

/// The sheets of an annex that were issued: of one grid, of everything below one, or of the whole district.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueSheets {
    pub annex: Annex,
    /// The grid of one sheet, or one above for all sheets below it; without one, every sheet of the annex.
    #[serde(default)]
    pub grid: Option<GridId>,
    /// How far 「every sheet」 goes.
    #[serde(default)]
    pub extent: Extent,
    /// The day the sheets show (截至).
    pub as_of: NaiveDate,
    pub issued_on: NaiveDate,
    #[serde(default)]
    pub document: String,
    #[serde(default)]
    pub note: String,
}

pub(super) fn issue(tx: &mut Tx<'_>, args: IssueSheets) -> OpResult<String> {
    let mut faults = Faults::default();
    let as_of = faults.take("as_of", date::check(args.as_of));
    let issued_on = faults.take("issued_on", date::check(args.issued_on));
    let document = faults.take("document", text::line("印发文件", &args.document, text::LINE_MAX));
    let note = faults.take("note", text::line("备注", &args.note, text::LINE_MAX));
    let (Some(as_of), Some(issued_on), Some(document), Some(note)) = (as_of, issued_on, document, note) else {
        return Err(faults.into());
    };
    check_days(as_of, issued_on, tx.today)?;
    let roster = DayRoster::read(tx.store, as_of)?;
    let grids = roster.sheet_grids(args.annex, args.grid, args.extent)?;
    if grids.is_empty() {
        let (day, level) = (chinese(as_of), args.annex.level().label());
        return Err(OpFault::field("as_of", format!("{day}没有可以印发的{level}，请核对截至日期")));
    }
    for grid in &grids {
        if tx.store.issuance_on(args.annex, grid.id, as_of, issued_on)?.is_some() {
            let (name, mark) = (roster.full_name(grid), args.annex.mark());
            let (day, on) = (chinese(as_of), chinese(issued_on));
            return Err(OpFault::field(
                "issued_on",
                format!("「{name}」截至{day}的{mark}已登记为{on}印发，不用重复登记"),
            ));
        }
        let id = IssuanceId(tx.make());
        let row = IssuanceRow {
            id,
            annex: args.annex,
            grid: grid.id,
            as_of,
            issued_on,
            document: document.clone(),
            note: note.clone(),
        };
        tx.store.add_issuance(&row)?;
    }
    let (first, count) = (grids.first().map(|grid| roster.full_name(grid)).unwrap_or_default(), grids.len());
    let whose = if count == 1 { first } else { format!("{first}等{count}张") };
    Ok(format!("登记印发{}：{whose}（截至{}，{}印发）", args.annex.mark(), chinese(as_of), chinese(issued_on)))
}

/// A sheet shows a day that had come when it was issued, and was issued before it is registered.
fn check_days(as_of: NaiveDate, issued_on: NaiveDate, today: NaiveDate) -> OpResult<()> {
    if issued_on > today {
        let (on, today) = (chinese(issued_on), chinese(today));
        return Err(OpFault::field("issued_on", format!("印发日期{on}还没有到（今天是{today}），请在印发以后登记")));
    }
    if as_of > issued_on {
        let (day, on) = (chinese(as_of), chinese(issued_on));
        return Err(OpFault::field("as_of", format!("截至日期{day}晚于印发日期{on}，请核对两个日期")));
    }
    Ok(())
}
