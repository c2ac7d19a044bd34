//! Reforms that split and merge nothing: 更名, 划转, 新设, 撤销.

use super::{ChildName, Decision, Done, NewGrid, UnitName, quoted, reparent, warn_of_nobody};
use crate::{
    domain::{date::chinese, id::GridId},
    ops::{
        OpFault, OpResult, Tx,
        grid::{self, AddGrid, CloseGrid, RenameGrid},
        office,
    },
};

pub(super) fn rename(
    tx: &mut Tx<'_>,
    grid: GridId,
    name: String,
    units: Vec<UnitName>,
    decision: &Decision,
) -> OpResult<Done> {
    let (from, document) = (decision.on, decision.document.clone());
    let mut title = grid::rename(tx, RenameGrid { grid, name, from, document })?;
    for unit in units {
        let governed = tx.store.unit(unit.unit)?.ok_or_else(|| OpFault::not_found("单位", unit.unit))?;
        if governed.grid != Some(grid) {
            return Err(OpFault::field("units", format!("单位「{}」不管辖这个网格，请另行更名", governed.name)));
        }
        let renamed = office::take_name(tx, unit.renaming(decision)).map_err(|fault| match fault {
            OpFault::Input(faults) => OpFault::field("units", format!("单位「{}」：{faults}", governed.name)),
            other => other,
        })?;
        title.push_str(&format!("，单位「{}」随之更名为「{}」", renamed.0, renamed.1));
    }
    Ok(Done { title, descent: vec![(Some(grid), Some(grid))] })
}

pub(super) fn move_to(
    tx: &mut Tx<'_>,
    grids: &[GridId],
    parent: GridId,
    names: &[ChildName],
    decision: &Decision,
) -> OpResult<Done> {
    if grids.is_empty() {
        return Err(OpFault::field("grids", "请选择要划转的网格"));
    }
    let (mut moved, mut from, mut to) = (Vec::new(), Vec::new(), String::new());
    for grid in grids {
        let (current, parent) = grid::movable(tx, *grid, parent, decision.on)?;
        if let Some(old) = current.facts.parent {
            let name = tx.store.grid_name(old, decision.on)?.unwrap_or_default();
            if !from.contains(&name) {
                from.push(name);
            }
        }
        moved.push(current.facts.name);
        to = parent.facts.name;
        reparent(tx, *grid, parent.id, names, decision)?;
    }
    let title = format!("{}由{}划入「{to}」（{}起）", quoted(&moved), quoted(&from), chinese(decision.on));
    Ok(Done { title, descent: grids.iter().map(|grid| (Some(*grid), Some(*grid))).collect() })
}

pub(super) fn open(tx: &mut Tx<'_>, parent: GridId, facts: NewGrid, decision: &Decision) -> OpResult<Done> {
    let NewGrid { name, kind, stat_code, civil_code, aliases, no_farmland, annex2_order } = facts;
    let (from, document) = (decision.on, decision.document.clone());
    let named = name.clone();
    let title = grid::add(
        tx,
        AddGrid { parent, kind, name, stat_code, civil_code, aliases, no_farmland, annex2_order, from, document },
    )?;
    warn_of_nobody(tx, &[named.trim().to_owned()]);
    Ok(Done { title, descent: vec![(None, tx.made.last().map(|id| GridId(*id)))] })
}

pub(super) fn close(tx: &mut Tx<'_>, grid: GridId, decision: &Decision) -> OpResult<Done> {
    let title = grid::close(tx, CloseGrid { grid, on: decision.on, document: decision.document.clone() })?;
    Ok(Done { title, descent: vec![(Some(grid), None)] })
}
