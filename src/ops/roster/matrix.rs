//! 包联 and pairings entered as a matrix: many cells, one day, one operation (R020, R025, G19, G20, G53).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    AddCharge, AddPairing, ChargeCell, ChargeEnd, EndCharge, EndPairing, PairingCell, PairingEnd, SetCharges,
    SetPairings, charge, pairing, sides, words,
};
use crate::{
    domain::{
        date::{self, chinese},
        fault::Faults,
        grid::Level,
        id::{ChargeId, DutyId, GridId, PairingId},
        roster::Role,
        text,
    },
    ops::{OpFault, OpResult, Tx, lines::Lines},
    store::DutyRow,
};

/// What ends stands before what is added, so that a grid may pass from one leader to another on the same day.
pub(in crate::ops) fn set_charges(tx: &mut Tx<'_>, args: SetCharges) -> OpResult<String> {
    let mut faults = Faults::default();
    faults.take("from", date::check(args.from));
    faults.take("document", text::line("依据文件", &args.document, text::LINE_MAX));
    something(&mut faults, args.add.len() + args.end.len());
    faults.or(())?;
    let mut lines = Lines::default();
    let mut touched: BTreeMap<GridId, GridId> = BTreeMap::new();
    let mut ended = Vec::new();
    for (place, end) in args.end.iter().enumerate() {
        let name = end_name(tx, *end, args.from)?;
        let done = end_charge(tx, args.grid, *end, args.from);
        if let Some((row, grid, name)) = lines.take(args.add.len() + place, &name, done)? {
            touched.insert(grid, row.duty.grid);
            ended.push((row, grid, name));
        }
    }
    for (place, cell) in args.add.iter().enumerate() {
        let name = cell_name(tx, *cell, args.from)?;
        let done = add_charge(tx, args.grid, *cell, &args);
        if let Some(row) = lines.take(place, &name, done)? {
            touched.insert(cell.grid, row.duty.grid);
        }
    }
    lines.done()?;
    for (row, grid, name) in &ended {
        charge::warn_of_limited_pairings(tx, row, *grid, args.from, name)?;
    }
    for (grid, parent) in touched {
        warn_unless_one_deputy(tx, grid, parent, args.from)?;
    }
    title(tx, "包联", args.grid, args.from, args.add.len(), args.end.len())
}

fn something(faults: &mut Faults, cells: usize) {
    if cells == 0 {
        faults.add("add", "没有要保存的变动，请先在表中标出新增或结束的项");
    }
}

fn add_charge(tx: &mut Tx<'_>, parent: Option<GridId>, cell: ChargeCell, args: &SetCharges) -> OpResult<DutyRow> {
    of_the_grid(tx, parent, cell.duty, args.from)?;
    let (duty, grid, from, document) = (cell.duty, cell.grid, args.from, args.document.clone());
    Ok(charge::put(tx, AddCharge { duty, grid, from, document })?.0)
}

fn end_charge(
    tx: &mut Tx<'_>,
    parent: Option<GridId>,
    end: ChargeEnd,
    on: NaiveDate,
) -> OpResult<(DutyRow, GridId, String)> {
    let id = match end {
        ChargeEnd::Charge(id) => id,
        ChargeEnd::Cell(cell) => standing_charge(tx, cell, on)?,
    };
    let known = tx.store.charge(id)?.ok_or_else(|| OpFault::not_found("包联", id))?;
    of_the_grid(tx, parent, known.duty, on)?;
    charge::close(tx, EndCharge { charge: id, on })
}

/// The 包联 of a cell that is in force on a day.
fn standing_charge(tx: &Tx<'_>, cell: ChargeCell, day: NaiveDate) -> OpResult<ChargeId> {
    let all = tx.store.charges_of_duty(cell.duty)?.into_iter();
    let found = all.filter(|charge| charge.grid == cell.grid).find(|charge| charge.period.contains(day));
    found.map(|charge| charge.id).ok_or_else(|| OpFault::field("end", format!("{}没有包联，不用结束", chinese(day))))
}

/// Whether a duty is one of the grid that is worked on.
fn of_the_grid(tx: &Tx<'_>, parent: Option<GridId>, duty: DutyId, day: NaiveDate) -> OpResult<()> {
    let row = words::duty(tx, duty)?;
    match parent {
        Some(parent) if parent != row.duty.grid => {
            let own = words::grid(tx, parent, day)?;
            Err(OpFault::field("duty", format!("不是「{own}」的网格责任人，请重新选择")))
        }
        _ => Ok(()),
    }
}

/// 「区人民政府副区长」×「罕台镇」; what is not known stands with its id.
fn cell_name(tx: &Tx<'_>, cell: ChargeCell, day: NaiveDate) -> OpResult<String> {
    let grid = tx.store.grid_name(cell.grid, day)?.unwrap_or_else(|| cell.grid.to_string());
    Ok(format!("「{}」×「{grid}」", duty_name(tx, cell.duty)?))
}

fn duty_name(tx: &Tx<'_>, duty: DutyId) -> OpResult<String> {
    Ok(tx.store.duty(duty)?.map_or_else(|| duty.to_string(), |row| words::holder(&row)))
}

fn end_name(tx: &Tx<'_>, end: ChargeEnd, day: NaiveDate) -> OpResult<String> {
    match end {
        ChargeEnd::Cell(cell) => cell_name(tx, cell, day),
        ChargeEnd::Charge(id) => match tx.store.charge(id)? {
            Some(row) => cell_name(tx, ChargeCell { duty: row.duty, grid: row.grid }, day),
            None => Ok(id.to_string()),
        },
    }
}

/// A grid of level 2 has exactly one 副总监督人 of the district, one of level 3 one of its town (G19).
fn warn_unless_one_deputy(tx: &mut Tx<'_>, grid: GridId, parent: GridId, day: NaiveDate) -> OpResult<()> {
    if tx.level(parent)? >= Level::Village {
        return Ok(());
    }
    let mut deputies = Vec::new();
    for charge in tx.store.charges_of_grid(grid, day)? {
        let row = words::duty(tx, charge.duty)?;
        if row.duty.role == Role::DeputySupervisor && row.duty.grid == parent {
            deputies.push(words::holder(&row));
        }
    }
    let name = words::grid(tx, grid, day)?;
    match deputies.len() {
        0 => tx.warn(format!("「{name}」自{}起没有副总监督人包联，请尽快明确", chinese(day))),
        1 => {}
        _ => tx.warn(format!("「{name}」由{}同时包联，一般只由一位副总监督人包联，请核对", deputies.join("、"))),
    }
    Ok(())
}

fn title(
    tx: &Tx<'_>,
    what: &str,
    grid: Option<GridId>,
    day: NaiveDate,
    added: usize,
    ended: usize,
) -> OpResult<String> {
    let place = grid.map(|grid| words::grid(tx, grid, day)).transpose()?.unwrap_or_default();
    let parts = [(added, "新增"), (ended, "结束")].into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<_> = parts.map(|(count, verb)| format!("{verb} {count} 项")).collect();
    Ok(format!("调整{place}{what}：{}（{}起）", parts.join("，"), chinese(day)))
}

pub(in crate::ops) fn set_pairings(tx: &mut Tx<'_>, args: SetPairings) -> OpResult<String> {
    let mut faults = Faults::default();
    faults.take("from", date::check(args.from));
    something(&mut faults, args.add.len() + args.end.len());
    faults.or(())?;
    let mut lines = Lines::default();
    for (place, end) in args.end.iter().enumerate() {
        let name = pair_end_name(tx, *end, args.from)?;
        let done = end_pairing(tx, args.grid, *end, args.from);
        lines.take(args.add.len() + place, &name, done)?;
    }
    let mut added = Vec::new();
    for (place, cell) in args.add.iter().enumerate() {
        let name = pair_name(tx, *cell, args.from)?;
        let PairingCell { overseer, supervisor, grid } = *cell;
        let done = of_the_grid(tx, args.grid, overseer, args.from)
            .and_then(|()| pairing::put(tx, AddPairing { overseer, supervisor, grid, from: args.from }));
        added.extend(lines.take(place, &name, done)?);
    }
    lines.done()?;
    for (row, ..) in &added {
        sides::warn_of_both_sides(tx, row)?;
    }
    title(tx, "对应关系", args.grid, args.from, args.add.len(), args.end.len())
}

fn end_pairing(tx: &mut Tx<'_>, parent: Option<GridId>, end: PairingEnd, on: NaiveDate) -> OpResult<String> {
    let id = match end {
        PairingEnd::Pairing(id) => id,
        PairingEnd::Cell(cell) => standing_pairing(tx, cell, on)?,
    };
    let known = tx.store.pairing(id)?.ok_or_else(|| OpFault::not_found("对应关系", id))?;
    of_the_grid(tx, parent, known.overseer, on)?;
    pairing::end_pairing(tx, EndPairing { pairing: id, on })
}

fn standing_pairing(tx: &Tx<'_>, cell: PairingCell, day: NaiveDate) -> OpResult<PairingId> {
    let all = tx.store.pairings_of_duty(cell.overseer)?.into_iter();
    let found = all
        .filter(|row| row.supervisor == cell.supervisor && row.grid == cell.grid)
        .find(|row| row.period.contains(day));
    found.map(|row| row.id).ok_or_else(|| OpFault::field("end", format!("{}没有这一对应关系，不用结束", chinese(day))))
}

/// 「区农牧局副局长」×「区人民政府副区长」, with the grid it is limited to.
fn pair_name(tx: &Tx<'_>, cell: PairingCell, day: NaiveDate) -> OpResult<String> {
    let limited = match cell.grid {
        Some(grid) => {
            format!("（限「{}」）", tx.store.grid_name(grid, day)?.unwrap_or_else(|| grid.to_string()))
        }
        None => String::new(),
    };
    Ok(format!("「{}」×「{}」{limited}", duty_name(tx, cell.overseer)?, duty_name(tx, cell.supervisor)?))
}

fn pair_end_name(tx: &Tx<'_>, end: PairingEnd, day: NaiveDate) -> OpResult<String> {
    match end {
        PairingEnd::Cell(cell) => pair_name(tx, cell, day),
        PairingEnd::Pairing(id) => match tx.store.pairing(id)? {
            Some(row) => {
                pair_name(tx, PairingCell { overseer: row.overseer, supervisor: row.supervisor, grid: row.grid }, day)
            }
            None => Ok(id.to_string()),
        },
    }
}
