//! 接替 at level 3: the work goes to another person, with its 包联 and pairings (R127, G25).

use chrono::NaiveDate;

use super::{SucceedDuty, duty, sides, words};
use crate::{
    domain::{
        date::{self, Period, chinese},
        fault::Faults,
        id::{ChargeId, DutyId, PairingId},
        roster::{Binding, Duty, DutyHolder},
        text,
    },
    ops::{OpFault, OpResult, Tx},
    store::{ChargeRow, PairingRow},
};

pub(in crate::ops) fn succeed(tx: &mut Tx<'_>, args: SucceedDuty) -> OpResult<String> {
    let (duty, title) = hand_over(tx, args)?;
    warn_of_both_sides_of(tx, duty)?;
    Ok(title)
}

/// Warns when the holder of a duty stands on both sides of one of its pairings (G22).
pub(in crate::ops) fn warn_of_both_sides_of(tx: &mut Tx<'_>, duty: DutyId) -> OpResult<()> {
    for pairing in tx.store.pairings_of_duty(duty)? {
        sides::warn_of_both_sides(tx, &pairing)?;
    }
    Ok(())
}

/// Hands the work over without looking at both sides of its pairings; answers the new duty and what happened.
pub(in crate::ops) fn hand_over(tx: &mut Tx<'_>, args: SucceedDuty) -> OpResult<(DutyId, String)> {
    let mut faults = Faults::default();
    let from = faults.take("from", date::check(args.from));
    let title = faults.take("title", text::line("身份", &args.title, text::NAME_MAX));
    let document = faults.take("document", text::line("依据文件", &args.document, text::LINE_MAX));
    let (Some(from), Some(title), Some(document)) = (from, title, document) else { return Err(faults.into()) };
    let old = words::duty(tx, args.duty)?;
    let what = words::role(tx, &old, from)?;
    if old.duty.role.binding() == Binding::Post {
        return Err(OpFault::field("duty", format!("{what}随行政职务接替，请办理该职务的任免")));
    }
    let person = tx.person(args.person)?;
    let before = old.person_name.clone().unwrap_or_default();
    if old.duty.holder == DutyHolder::Person(person.id) {
        return Err(OpFault::field("person", format!("{}本来就是{what}，请选择接替的人", person.name)));
    }
    duty::still_held(&old, "from", from, &before, &what)?;
    let grid = tx.grid_at("duty", old.duty.grid, from)?;
    let holder = DutyHolder::Person(person.id);
    let period = Period { from, until: old.duty.period.until };
    duty::room_for(tx, &grid, old.duty.role, holder, &period, Some(old.duty.id)).map_err(|fault| match fault {
        OpFault::Input(faults) => OpFault::field("person", faults.to_string()),
        other => other,
    })?;
    tx.store.end_duty(old.duty.id, from)?;
    let id = DutyId(tx.make());
    let title = if title.is_empty() { old.duty.title.clone() } else { title };
    tx.store.add_duty(&Duty { id, grid: grid.id, role: old.duty.role, holder, period, document, title })?;
    hand_over_charges(tx, old.duty.id, id, from)?;
    hand_over_pairings(tx, old.duty.id, id, from)?;
    Ok((id, format!("{} 接替 {before} 任{what}（{}起）", person.name, chinese(from))))
}

fn hand_over_charges(tx: &mut Tx<'_>, old: DutyId, new: DutyId, from: NaiveDate) -> OpResult<()> {
    for charge in tx.store.charges_of_duty(old)?.into_iter().filter(|charge| charge.period.reaches(from)) {
        if charge.period.from >= from {
            tx.store.hand_over_charge(charge.id, new)?;
            continue;
        }
        tx.store.end_charge(charge.id, from)?;
        let id = ChargeId(tx.id());
        let period = Period { from, until: charge.period.until };
        tx.store.add_charge(&ChargeRow { id, duty: new, period, ..charge })?;
    }
    Ok(())
}

fn hand_over_pairings(tx: &mut Tx<'_>, old: DutyId, new: DutyId, from: NaiveDate) -> OpResult<()> {
    let swap = |duty| if duty == old { new } else { duty };
    for pairing in tx.store.pairings_of_duty(old)?.into_iter().filter(|pairing| pairing.period.reaches(from)) {
        let (overseer, supervisor) = (swap(pairing.overseer), swap(pairing.supervisor));
        if pairing.period.from >= from {
            tx.store.hand_over_pairing(pairing.id, old, new)?;
        } else {
            tx.store.end_pairing(pairing.id, from)?;
            let id = PairingId(tx.id());
            let period = Period { from, until: pairing.period.until };
            tx.store.add_pairing(&PairingRow { id, overseer, supervisor, period, ..pairing })?;
        }
    }
    Ok(())
}
