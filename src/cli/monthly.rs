//! 月报 and 听取汇报 on the command line: which sheet is meant.

use chrono::{Datelike, NaiveDate};

use super::{
    args,
    out::{CliFault, CliResult},
};
use crate::{
    domain::{id::MonthlyReportId, month::Month},
    ops::{Workspace, query},
    session::sheet::Sheet,
};

/// The sheet of this name; nothing when it is another one.
pub fn choose(workspace: &Workspace, name: &str, print: &args::Print, as_of: NaiveDate) -> CliResult<Option<Sheet>> {
    let grid = || print.grid.as_deref().map(|name| query::lookup::grid(workspace, name, as_of)).transpose();
    Ok(Some(match name {
        "monthly" => Sheet::MonthlyReport(report(workspace, print, month(print, as_of)?, as_of)?),
        "monthly_summary" => Sheet::MonthlySummary(grid()?, month(print, as_of)?),
        "monthly_missing" => Sheet::MonthlyMissing(grid()?, month(print, as_of)?),
        "hearings" => Sheet::Hearings(grid()?, print.year.unwrap_or_else(|| as_of.year())),
        _ => return Ok(None),
    }))
}

/// The month named, or the one before that of the day.
fn month(print: &args::Print, as_of: NaiveDate) -> CliResult<Month> {
    let Some(typed) = print.month.as_deref() else { return Ok(Month::of(as_of).previous()) };
    Month::parse(typed).ok_or_else(|| CliFault::input(format!("「{typed}」不是月份"), "请写成 --month 2026-03。"))
}

/// The report of a person for a month.
fn report(workspace: &Workspace, print: &args::Print, month: Month, as_of: NaiveDate) -> CliResult<MonthlyReportId> {
    let name = print
        .person
        .as_deref()
        .ok_or_else(|| CliFault::input("没有写明网格员", "请加上 --person 姓名，例如 --person 张三。"))?;
    let person = query::lookup::person(workspace, name, as_of)?;
    let board = query::monthly::board(workspace, month, as_of, None)?;
    let own = board.members.iter().filter(|line| line.person == person);
    let report = own.filter_map(|line| line.report.as_ref()).next();
    report.map(|report| report.id).ok_or_else(|| {
        let title = format!("没有{name} {} 的月报", month.chinese());
        CliFault::input(title, "用 gengbao list monthly_reports 查看已报送的月报。")
    })
}
