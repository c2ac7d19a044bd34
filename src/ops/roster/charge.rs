//! 包联: a duty looks after grids one level below its own (R020, R025, R031, G19, G53).

use chrono::NaiveDate;

use super::{AddCharge, EndCharge, words};
use crate::{
    domain::{
        date::{self, Period, chinese},
        fault::Faults,
        grid::Level,
        id::{ChargeId, GridId},
        roster::Role,
        text,
    },
    ops::{OpFault, OpResult, Tx, grid},
    store::{ChargeRow, DutyRow},
};

pub(in crate::ops) fn add_charge(tx: &mut Tx<'_>, args: AddCharge) -> OpResult<String> {
    let (grid, from) = (args.grid, args.from);
    let (row, name) = put(tx, args)?;
    warn_of_second_deputy(tx, &row, grid, from, &name)?;
    let (who, what) = (words::holder(&row), words::role(tx, &row, from)?);
    Ok(format!("{who}（{what}）包联「{name}」（{}起）", chinese(from)))
}

/// Puts a grid under 包联; answers the duty and the name of the grid.
pub(super) fn put(tx: &mut Tx<'_>, args: AddCharge) -> OpResult<(DutyRow, String)> {
    let mut faults = Faults::default();
    let from = faults.take("from", date::check(args.from));
    let document = faults.take("document", text::line("依据文件", &args.document, text::LINE_MAX));
    let (Some(from), Some(document)) = (from, document) else { return Err(faults.into()) };
    let row = words::duty(tx, args.duty)?;
    let (who, what) = (words::holder(&row), words::role(tx, &row, from)?);
    if !row.duty.period.contains(from) {
        let time = row.duty.period.chinese();
        return Err(OpFault::field("from", format!("{who}的{what}职责时间是{time}，包联日期应在其中")));
    }
    let name = below(tx, &row, args.grid, from, &what)?;
    grid::stays_open(tx, "grid", args.grid)?;
    let period = Period { from, until: row.duty.period.until };
    let twice = tx.store.charges_of_duty(row.duty.id)?.into_iter();
    if let Some(twin) = twice.filter(|twin| twin.grid == args.grid).find(|twin| twin.period.overlaps(&period)) {
        return Err(OpFault::field(
            "grid",
            format!("{who}已包联「{name}」（{}），不用重复登记", twin.period.chinese()),
        ));
    }
    let id = ChargeId(tx.make());
    tx.store.add_charge(&ChargeRow { id, duty: row.duty.id, grid: args.grid, period, document })?;
    Ok((row, name))
}

/// The name of the grid, when the duty can have it under 包联 on that day.
fn below(tx: &Tx<'_>, row: &DutyRow, grid: GridId, day: NaiveDate, what: &str) -> OpResult<String> {
    let level = tx.level(row.duty.grid)?;
    let Some(wanted) = row.duty.role.charge_level(level) else {
        return Err(OpFault::field("duty", format!("{what}负责整个网格，没有包联，不用登记")));
    };
    let charged = tx.grid_at("grid", grid, day)?;
    let name = charged.facts.name;
    if charged.level != wanted {
        let message = format!("{what}包联的应是{}，「{name}」是{}", wanted.label(), charged.level.label());
        return Err(OpFault::field("grid", message));
    }
    if charged.facts.parent != Some(row.duty.grid) {
        let own = words::grid(tx, row.duty.grid, day)?;
        return Err(OpFault::field("grid", format!("「{name}」当日不在「{own}」之下，请选择它的下级网格")));
    }
    Ok(name)
}

/// A level-2 grid should have exactly one 副总监督人 of the district (G19).
fn warn_of_second_deputy(tx: &mut Tx<'_>, row: &DutyRow, grid: GridId, from: NaiveDate, name: &str) -> OpResult<()> {
    if row.duty.role != Role::DeputySupervisor || tx.level(row.duty.grid)? != Level::District {
        return Ok(());
    }
    for other in tx.store.charges_of_grid_from(grid, from)? {
        let other_row = words::duty(tx, other.duty)?;
        let deputy = other_row.duty.role == Role::DeputySupervisor && other_row.duty.grid == row.duty.grid;
        if deputy && other.duty != row.duty.id {
            let (who, time) = (words::holder(&other_row), other.period.chinese());
            tx.warn(format!("「{name}」已由{who}包联（{time}），一个镇（街道）一般只由一位副总监督人包联，请核对"));
        }
    }
    Ok(())
}

pub(in crate::ops) fn end_charge(tx: &mut Tx<'_>, args: EndCharge) -> OpResult<String> {
    let on = args.on;
    let (row, grid, name) = close(tx, args)?;
    warn_of_limited_pairings(tx, &row, grid, on, &name)?;
    warn_of_nobody_left(tx, &row, grid, on, &name)?;
    Ok(format!("{}不再包联「{name}」（{}起）", words::holder(&row), chinese(on)))
}

/// Ends a 包联; answers the duty, the grid and its name.
pub(super) fn close(tx: &mut Tx<'_>, args: EndCharge) -> OpResult<(DutyRow, GridId, String)> {
    let on = date::check(args.on).map_err(|fault| OpFault::field("on", fault.to_string()))?;
    let charge = tx.store.charge(args.charge)?.ok_or_else(|| OpFault::not_found("包联", args.charge))?;
    let row = words::duty(tx, charge.duty)?;
    let (who, name) = (words::holder(&row), words::grid(tx, charge.grid, on)?);
    if let Some(end) = charge.period.until.filter(|end| *end <= on) {
        return Err(OpFault::field("charge", format!("{who}对「{name}」的包联已自{}起结束", chinese(end))));
    }
    if on <= charge.period.from {
        let began = chinese(charge.period.from);
        return Err(OpFault::field("on", format!("{who}自{began}起包联「{name}」，结束日期应在其后")));
    }
    tx.store.end_charge(charge.id, on)?;
    Ok((row, charge.grid, name))
}

/// Pairings for the grid outlive its 包联.
pub(super) fn warn_of_limited_pairings(
    tx: &mut Tx<'_>,
    row: &DutyRow,
    grid: GridId,
    on: NaiveDate,
    name: &str,
) -> OpResult<()> {
    let pairings = tx.store.pairings_of_supervisor(row.duty.id, on)?;
    let limited = pairings.iter().filter(|pairing| pairing.grid == Some(grid)).count();
    if limited > 0 {
        tx.warn(format!("还有限定在「{name}」的对应关系 {limited} 项，请一并调整"));
    }
    Ok(())
}

/// A level-2 grid that nobody looks after any more (G19).
fn warn_of_nobody_left(tx: &mut Tx<'_>, row: &DutyRow, grid: GridId, on: NaiveDate, name: &str) -> OpResult<()> {
    if row.duty.role != Role::DeputySupervisor || tx.level(row.duty.grid)? != Level::District {
        return Ok(());
    }
    for other in tx.store.charges_of_grid(grid, on)? {
        if words::duty(tx, other.duty)?.duty.role == Role::DeputySupervisor {
            return Ok(());
        }
    }
    tx.warn(format!("「{name}」自{}起没有副总监督人包联，请尽快明确", chinese(on)));
    Ok(())
}
