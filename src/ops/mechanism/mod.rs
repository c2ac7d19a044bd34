//! 机制台账: 网格划分报备, 职责文件, 领导小组, 目标责任书, and the scans kept with them (R047, R055, R068, R069, R091, R094, R096).

mod args;
mod document;
mod filing;
mod group;
mod pledge;
mod scan;

use chrono::NaiveDate;

pub use args::*;
pub(super) use document::{add_document, delete_document, edit_document};
pub(super) use filing::{delete_filing, edit_filing, file, register_filings, set_deadline};
pub(super) use group::{add_group, add_member, delete_group, delete_member, edit_group, edit_member};
pub(super) use pledge::{delete_pledge, edit_pledge, register_pledges, sign};
pub(super) use scan::keep as keep_scans;
pub(super) use scan::{attach, detach};

use super::{OpFault, OpResult, Tx};
use crate::{
    domain::{
        date::{self, Period, chinese},
        fault::Faults,
        filing::YEARS,
        grid::Level,
        id::GridId,
    },
    store::GridRow,
};

/// A grid as a paper of `day` speaks of it: papers may come before the grid is set up, not after it was closed.
///
/// # Errors
/// A fault of `field` when the grid is of another level than one of `levels`, or was closed by then.
fn grid_of_paper(
    tx: &Tx<'_>,
    field: &'static str,
    grid: GridId,
    day: NaiveDate,
    levels: &[Level],
) -> OpResult<GridRow> {
    let row = tx.store.grid_near(grid, day)?.ok_or_else(|| OpFault::not_found("网格", grid))?;
    if !levels.contains(&row.level) {
        let wanted: Vec<_> = levels.iter().map(|level| level.label()).collect();
        let message = format!("「{}」是{}，请选择{}", row.facts.name, row.level.label(), wanted.join("或"));
        return Err(OpFault::field(field, message));
    }
    if let Some(last) = row.period.last_day().filter(|last| *last < day) {
        let message = format!("「{}」存续至{}，在{}已不存在，请核对", row.facts.name, chinese(last), chinese(day));
        return Err(OpFault::field(field, message));
    }
    Ok(row)
}

/// A year that ledgers are kept for.
fn check_year(year: i32) -> Result<i32, String> {
    if YEARS.contains(&year) {
        Ok(year)
    } else {
        Err(format!("年度 {year} 超出范围，请填写 {} 至 {} 之间的年度", YEARS.start(), YEARS.end()))
    }
}

/// A day on which something was done: it cannot lie ahead.
fn check_done(what: &str, on: NaiveDate, today: NaiveDate) -> Result<NaiveDate, String> {
    let on = date::check(on).map_err(|fault| fault.to_string())?;
    if on > today { Err(format!("{what}不能在今天之后，请核对")) } else { Ok(on) }
}

/// From one day until another; faults of `from` and `until`.
fn check_period(faults: &mut Faults, from: NaiveDate, until: Option<NaiveDate>) -> Option<Period> {
    let from = faults.take("from", date::check(from));
    let until = faults.take("until", until.map(date::check).transpose());
    let period = Period { from: from?, until: until? };
    if period.until.is_some_and(|until| until <= period.from) {
        faults.add("until", "停止日期应在起始日期之后，请核对");
        return None;
    }
    Some(period)
}
