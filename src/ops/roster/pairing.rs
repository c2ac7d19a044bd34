//! Which 监管 answers to which 监督 (R022, R027, R028, G20).

use chrono::NaiveDate;

use super::{AddPairing, EndPairing, sides, words};
use crate::{
    domain::{
        date::{self, Period, chinese},
        id::{GridId, PairingId},
        roster::Role,
    },
    ops::{OpFault, OpResult, Tx},
    store::{DutyRow, PairingRow},
};

pub(in crate::ops) fn add_pairing(tx: &mut Tx<'_>, args: AddPairing) -> OpResult<String> {
    let from = args.from;
    let (row, overseer, supervisor) = put(tx, args)?;
    sides::warn_of_both_sides(tx, &row)?;
    Ok(format!("{}（{}起）", sentence(tx, &row, &overseer, &supervisor, from, "负责")?, chinese(from)))
}

/// Pairs two duties; answers the pairing with its 监管 and its 监督 duty.
pub(super) fn put(tx: &mut Tx<'_>, args: AddPairing) -> OpResult<(PairingRow, DutyRow, DutyRow)> {
    let from = date::check(args.from).map_err(|fault| OpFault::field("from", fault.to_string()))?;
    let (overseer, supervisor) = (words::duty(tx, args.overseer)?, words::duty(tx, args.supervisor)?);
    fit_together(tx, &overseer, &supervisor, from)?;
    let both = overseer.duty.period.common(&supervisor.duty.period).filter(|both| both.contains(from));
    let Some(both) = both else {
        let (one, other) = (overseer.duty.period.chinese(), supervisor.duty.period.chinese());
        return Err(OpFault::field("from", format!("两项职责当日不都有效（监管{one}，监督{other}），请核对日期")));
    };
    if let Some(grid) = args.grid {
        under_charge(tx, &supervisor, grid, from)?;
    }
    let period = Period { from, until: both.until };
    let known = tx.store.pairings_of_duty(overseer.duty.id)?.into_iter();
    let twin = known
        .filter(|twin| twin.supervisor == supervisor.duty.id && twin.grid == args.grid)
        .find(|twin| twin.period.overlaps(&period));
    if let Some(twin) = twin {
        return Err(OpFault::field("overseer", format!("这一对应关系已有（{}），不用重复登记", twin.period.chinese())));
    }
    let (id, grid) = (PairingId(tx.make()), args.grid);
    let row = PairingRow { id, overseer: overseer.duty.id, supervisor: supervisor.duty.id, grid, period };
    tx.store.add_pairing(&row)?;
    Ok((row, overseer, supervisor))
}

/// Roles that answer to each other, in one grid.
fn fit_together(tx: &Tx<'_>, overseer: &DutyRow, supervisor: &DutyRow, day: NaiveDate) -> OpResult<()> {
    let Some(wanted) = overseer.duty.role.answers_to() else {
        let able: Vec<_> =
            Role::ALL.iter().filter(|role| role.answers_to().is_some()).map(|role| role.label()).collect();
        let message = format!("{}不是监管一方，请选择{}", overseer.duty.role.label(), able.join("、"));
        return Err(OpFault::field("overseer", message));
    };
    if supervisor.duty.role != wanted {
        let (one, other) = (overseer.duty.role.label(), supervisor.duty.role.label());
        return Err(OpFault::field(
            "supervisor",
            format!("{one}对{}负责，不对{other}负责，请重新选择", wanted.label()),
        ));
    }
    if overseer.duty.grid != supervisor.duty.grid {
        let (one, other) = (words::grid(tx, overseer.duty.grid, day)?, words::grid(tx, supervisor.duty.grid, day)?);
        return Err(OpFault::field("supervisor", format!("两项职责分别在「{one}」和「{other}」，应在同一网格")));
    }
    Ok(())
}

/// The grid of a pairing is one that the 监督 side may have under 包联; that it does not yet is only a warning.
fn under_charge(tx: &mut Tx<'_>, supervisor: &DutyRow, grid: GridId, day: NaiveDate) -> OpResult<()> {
    let row = tx.grid_at("grid", grid, day)?;
    let name = row.facts.name;
    let level = tx.level(supervisor.duty.grid)?;
    let own = grid == supervisor.duty.grid;
    let below =
        supervisor.duty.role.charge_level(level) == Some(row.level) && row.facts.parent == Some(supervisor.duty.grid);
    if !own && !below {
        let message = format!("「{name}」不在{}的包联范围内，请重新选择或留空", words::role(tx, supervisor, day)?);
        return Err(OpFault::field("grid", message));
    }
    let charged = tx.store.charges_of_grid(grid, day)?.iter().any(|charge| charge.duty == supervisor.duty.id);
    if !own && !charged {
        tx.warn(format!("{}还没有包联「{name}」，请补登包联", words::holder(supervisor)));
    }
    Ok(())
}

pub(in crate::ops) fn end_pairing(tx: &mut Tx<'_>, args: EndPairing) -> OpResult<String> {
    let on = date::check(args.on).map_err(|fault| OpFault::field("on", fault.to_string()))?;
    let row = tx.store.pairing(args.pairing)?.ok_or_else(|| OpFault::not_found("对应关系", args.pairing))?;
    if let Some(end) = row.period.until.filter(|end| *end <= on) {
        return Err(OpFault::field("pairing", format!("这一对应关系已自{}起结束", chinese(end))));
    }
    if on <= row.period.from {
        return Err(OpFault::field("on", format!("这一对应关系自{}起，结束日期应在其后", chinese(row.period.from))));
    }
    let (overseer, supervisor) = (words::duty(tx, row.overseer)?, words::duty(tx, row.supervisor)?);
    tx.store.end_pairing(row.id, on)?;
    Ok(format!("{}（{}起）", sentence(tx, &row, &overseer, &supervisor, on, "不再负责")?, chinese(on)))
}

/// 「某某（罕台镇副总监管人）就「撖家塔村」对某某（罕台镇副总监督人）负责」.
fn sentence(
    tx: &Tx<'_>,
    row: &PairingRow,
    overseer: &DutyRow,
    supervisor: &DutyRow,
    day: NaiveDate,
    verb: &str,
) -> OpResult<String> {
    let limited = match row.grid {
        Some(grid) => format!("就「{}」", tx.store.grid_name(grid, day)?.unwrap_or_default()),
        None => String::new(),
    };
    let side = |duty: &DutyRow| -> OpResult<String> {
        Ok(format!("{}（{}）", words::holder(duty), words::role(tx, duty, day)?))
    };
    Ok(format!("{}{limited}对{}{verb}", side(overseer)?, side(supervisor)?))
}
