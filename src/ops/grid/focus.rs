//! 工作重点 of a level-3 grid (R048, G54).

use chrono::NaiveDate;

use super::{SetFocus, rules};
use crate::{
    domain::{date::Period, fault::Faults, grid::Level, text},
    ops::{OpFault, OpResult, Tx},
};

/// The years for which 工作重点 can be set: from the plan's first on.
const YEARS: std::ops::RangeInclusive<i32> = 2023..=2100;

pub(in crate::ops) fn set_focus(tx: &mut Tx<'_>, args: SetFocus) -> OpResult<String> {
    let (grid, year) = (args.grid, args.year);
    let level = tx.level(grid)?;
    let mut faults = Faults::default();
    if level != Level::Village {
        faults.add("grid", format!("工作重点按三级网格（村、社区）填写，所选的是{}", level.label()));
    }
    if !YEARS.contains(&year) {
        faults.add("year", format!("年份 {year} 超出范围，请填写 {} 至 {} 之间的年份", YEARS.start(), YEARS.end()));
    }
    let typed = faults.take("text", text::prose("工作重点", &args.text, text::PROSE_MAX));
    let (Some(typed), true) = (typed, faults.is_empty()) else { return Err(faults.into()) };
    let of_year = NaiveDate::from_ymd_opt(year, 1, 1)
        .map(|first| Period { from: first, until: NaiveDate::from_ymd_opt(year + 1, 1, 1) });
    let versions = tx.store.grid_versions(grid)?;
    let Some(version) = versions.iter().rfind(|version| of_year.is_some_and(|year| year.overlaps(&version.period)))
    else {
        return Err(OpFault::field("year", format!("{year} 年没有这个网格，请核对年份")));
    };
    let name = rules::full_name(tx, &version.facts, version.period.from)?;
    let id = tx.id();
    tx.store.set_focus(id, grid, year, &typed)?;
    let verb = if typed.is_empty() { "清空" } else { "填写" };
    Ok(format!("{verb}「{name}」{year} 年工作重点"))
}
