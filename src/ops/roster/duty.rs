//! Giving a grid role to a post or a person, and ending it.

use chrono::NaiveDate;

use super::{AssignDuty, EndDuty, delegate, words};
use crate::{
    domain::{
        date::{self, Period, chinese},
        fault::Faults,
        id::DutyId,
        roster::{Duty, DutyHolder, Role, check_duty},
        text,
    },
    ops::{OpFault, OpResult, Tx, grid},
    store::{DutyRow, GridRow},
};

pub(in crate::ops) fn assign(tx: &mut Tx<'_>, args: AssignDuty) -> OpResult<String> {
    let (title, document) = checked(&args)?;
    let grid = tx.grid_at("grid", args.grid, args.from)?;
    check_duty(args.role, grid.level, args.holder)
        .map_err(|fault| OpFault::field(if args.role.exists_at(grid.level) { "holder" } else { "role" }, fault))?;
    grid::stays_open(tx, "grid", grid.id)?;
    holder_exists(tx, &args)?;
    let period = Period::since(args.from);
    room_for(tx, &grid, args.role, args.holder, &period, None)?;
    let id = DutyId(tx.make());
    let duty = Duty { id, grid: grid.id, role: args.role, holder: args.holder, period, document, title };
    tx.store.add_duty(&duty)?;
    let row = words::duty(tx, id)?;
    Ok(format!("明确 {} 为{}（{}起）", words::holder(&row), words::role(tx, &row, args.from)?, chinese(args.from)))
}

fn checked(args: &AssignDuty) -> OpResult<(String, String)> {
    let mut faults = Faults::default();
    faults.take("from", date::check(args.from));
    let title = faults.take("title", text::line("身份", &args.title, text::NAME_MAX));
    let document = faults.take("document", text::line("依据文件", &args.document, text::LINE_MAX));
    if matches!(args.holder, DutyHolder::Post(_)) && title.as_ref().is_some_and(|title| !title.is_empty()) {
        faults.add("title", "职责随行政职务走时不另填身份，请留空");
    }
    match (title, document) {
        (Some(title), Some(document)) if faults.is_empty() => Ok((title, document)),
        _ => Err(faults.into()),
    }
}

fn holder_exists(tx: &Tx<'_>, args: &AssignDuty) -> OpResult<()> {
    match args.holder {
        DutyHolder::Person(person) => tx.person(person).map(|_| ()),
        DutyHolder::Post(post) => {
            let post = tx.post(post)?;
            if post.period.covers(&Period::since(args.from)) {
                return Ok(());
            }
            let (name, existed) = (format!("{}{}", post.unit_name, post.title), post.period.chinese());
            Err(OpFault::field("holder", format!("职务「{name}」的存续时间是{existed}，请选择当时及以后都在的职务")))
        }
    }
}

/// Whether the role of the grid can take another holder during `period`; `leaving` does not count.
pub(super) fn room_for(
    tx: &Tx<'_>,
    grid: &GridRow,
    role: Role,
    holder: DutyHolder,
    period: &Period,
    leaving: Option<DutyId>,
) -> OpResult<()> {
    let others = tx.store.duties_of_grid_from(grid.id, period.from)?;
    let rivals = others
        .into_iter()
        .filter(|row| row.duty.role == role && Some(row.duty.id) != leaving && row.duty.period.overlaps(period));
    for row in rivals {
        let (who, time) = (words::holder(&row), row.duty.period.chinese());
        let what = words::role(tx, &row, period.from)?;
        if row.duty.holder == holder {
            return Err(OpFault::field("holder", format!("{who}已是{what}（{time}），不用重复明确")));
        }
        if !role.several(grid.level) {
            let message = format!("{what}同一时间只能有一个，现为{who}（{time}），请先办理接替或结束原职责");
            return Err(OpFault::field("holder", message));
        }
    }
    Ok(())
}

pub(in crate::ops) fn end(tx: &mut Tx<'_>, args: EndDuty) -> OpResult<String> {
    let on = date::check(args.on).map_err(|fault| OpFault::field("on", fault.to_string()))?;
    let row = words::duty(tx, args.duty)?;
    let (who, what) = (words::holder(&row), words::role(tx, &row, on)?);
    still_held(&row, "on", on, &who, &what)?;
    end_with_links(tx, row.duty.id, on)?;
    warn_of_vacancy(tx, &row, on, &what)?;
    Ok(format!("结束 {who} 的{what}职责（{}起）", chinese(on)))
}

/// Whether a duty can end on a day: it began before and lasts longer.
pub(super) fn still_held(row: &DutyRow, field: &'static str, on: NaiveDate, who: &str, what: &str) -> OpResult<()> {
    let period = row.duty.period;
    if let Some(end) = period.until.filter(|end| *end <= on) {
        return Err(OpFault::field("duty", format!("{who}的{what}职责已自{}起结束", chinese(end))));
    }
    if on <= period.from {
        let began = chinese(period.from);
        return Err(OpFault::field(field, format!("{who}自{began}起为{what}，日期应在其后；如是误登请撤销原来的操作")));
    }
    Ok(())
}

/// Ends a duty that began before the day, with its 包联 and pairings.
pub(in crate::ops) fn end_with_links(tx: &Tx<'_>, duty: DutyId, on: NaiveDate) -> OpResult<()> {
    tx.store.end_duty(duty, on)?;
    end_charges(tx, duty, on)?;
    end_pairings(tx, duty, on)?;
    delegate::end_with_duty(tx, duty, on)
}

/// 包联 goes with the duty; what had not begun never comes into force.
fn end_charges(tx: &Tx<'_>, duty: DutyId, on: NaiveDate) -> OpResult<()> {
    for charge in tx.store.charges_of_duty(duty)?.into_iter().filter(|charge| charge.period.reaches(on)) {
        if charge.period.from < on {
            tx.store.end_charge(charge.id, on)?;
        } else {
            tx.store.delete_charge(charge.id)?;
        }
    }
    Ok(())
}

fn end_pairings(tx: &Tx<'_>, duty: DutyId, on: NaiveDate) -> OpResult<()> {
    for pairing in tx.store.pairings_of_duty(duty)?.into_iter().filter(|pairing| pairing.period.reaches(on)) {
        if pairing.period.from < on {
            tx.store.end_pairing(pairing.id, on)?;
        } else {
            tx.store.delete_pairing(pairing.id)?;
        }
    }
    Ok(())
}

fn warn_of_vacancy(tx: &mut Tx<'_>, ended: &DutyRow, on: NaiveDate, what: &str) -> OpResult<()> {
    let Some(grid) = tx.store.grid_at(ended.duty.grid, on)? else { return Ok(()) };
    let role = ended.duty.role;
    let held = tx.store.duties_of_grid(grid.id, on)?.iter().any(|row| row.duty.role == role);
    if !held && role.mandatory(grid.level, grid.facts.no_farmland) {
        tx.warn(format!("{what}自{}起空缺，请尽快明确接替人选", chinese(on)));
    }
    Ok(())
}
