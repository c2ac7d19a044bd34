//! 指派专人: a 副总监管人 of the district sends somebody to guide the grids of level 2 and 3 (R042, L770).

use chrono::NaiveDate;

use super::{AssignDelegate, EndDelegate, words};
use crate::{
    domain::{
        date::{self, Period, chinese},
        fault::Faults,
        grid::Level,
        id::{DelegateId, DutyId, GridId},
        text,
    },
    ops::{OpFault, OpResult, Tx, grid},
    store::{DelegateRow, DutyRow},
};

pub(in crate::ops) fn assign_delegate(tx: &mut Tx<'_>, args: AssignDelegate) -> OpResult<String> {
    let mut faults = Faults::default();
    let from = faults.take("from", date::check(args.from));
    let document = faults.take("document", text::line("依据文件", &args.document, text::LINE_MAX));
    let (Some(from), Some(document)) = (from, document) else { return Err(faults.into()) };
    let row = words::duty(tx, args.duty)?;
    let (who, what) = (words::holder(&row), words::role(tx, &row, from)?);
    if !row.duty.role.delegates(tx.level(row.duty.grid)?) {
        return Err(OpFault::field("duty", format!("指派专人的是一级网格的副总监管人，{who}是{what}，请重新选择")));
    }
    if !row.duty.period.contains(from) {
        let time = row.duty.period.chinese();
        return Err(OpFault::field("from", format!("{who}的{what}职责时间是{time}，指派日期应在其中")));
    }
    let person = tx.person(args.person)?;
    let place = guided(tx, &row, args.grid, from)?;
    let period = Period { from, until: row.duty.period.until };
    let known = tx.store.delegates_of_duty(row.duty.id)?.into_iter();
    let twin = known
        .filter(|twin| twin.person == person.id && twin.grid == args.grid)
        .find(|twin| twin.period.overlaps(&period));
    if let Some(twin) = twin {
        let time = twin.period.chinese();
        return Err(OpFault::field(
            "person",
            format!("{}已是{who}为{place}指派的专人（{time}），不用重复指派", person.name),
        ));
    }
    if words::people(tx, &row)?.iter().any(|(holder, _, time)| *holder == person.id && time.contains(from)) {
        tx.warn(format!("{}就是{what}本人，方案要求另行指派专人，请核对", person.name));
    }
    let (id, name) = (DelegateId(tx.make()), person.name.clone());
    let (duty, grid, person_name) = (row.duty.id, args.grid, person.name);
    tx.store.add_delegate(&DelegateRow { id, duty, grid, person: person.id, person_name, period, document })?;
    Ok(format!("{who}（{what}）指派 {name} 指导{place}（{}起）", chinese(from)))
}

/// The grid that is guided, in words, when it is one of level 2 below the duty's own.
fn guided(tx: &mut Tx<'_>, row: &DutyRow, grid: Option<GridId>, day: NaiveDate) -> OpResult<String> {
    let Some(grid) = grid else { return Ok("对应的各网格".to_owned()) };
    let found = tx.grid_at("grid", grid, day)?;
    let name = found.facts.name;
    if found.level != Level::Town || found.facts.parent != Some(row.duty.grid) {
        return Err(OpFault::field("grid", format!("「{name}」是{}，请选择二级网格或留空", found.level.label())));
    }
    grid::stays_open(tx, "grid", grid)?;
    if !answers_for(tx, row.duty.id, grid, day)? {
        tx.warn(format!("{}没有对应或包联「{name}」，请核对", words::holder(row)));
    }
    Ok(format!("「{name}」"))
}

/// Whether the duty has the grid under 包联, or is paired for it with somebody who has.
fn answers_for(tx: &Tx<'_>, duty: DutyId, grid: GridId, day: NaiveDate) -> OpResult<bool> {
    let mut answerable = vec![duty];
    for pairing in tx.store.pairings_of_duty(duty)?.into_iter().filter(|pairing| pairing.period.contains(day)) {
        match pairing.grid {
            Some(only) if only == grid => return Ok(true),
            Some(_) => {}
            None => answerable.push(pairing.supervisor),
        }
    }
    Ok(tx.store.charges_of_grid(grid, day)?.iter().any(|charge| answerable.contains(&charge.duty)))
}

pub(in crate::ops) fn end_delegate(tx: &mut Tx<'_>, args: EndDelegate) -> OpResult<String> {
    let on = date::check(args.on).map_err(|fault| OpFault::field("on", fault.to_string()))?;
    let row = tx.store.delegate(args.delegate)?.ok_or_else(|| OpFault::not_found("指派专人", args.delegate))?;
    let name = &row.person_name;
    if let Some(end) = row.period.until.filter(|end| *end <= on) {
        return Err(OpFault::field("delegate", format!("{name}的指派已自{}起结束", chinese(end))));
    }
    if on <= row.period.from {
        let began = chinese(row.period.from);
        return Err(OpFault::field(
            "on",
            format!("{name}自{began}起受指派，结束日期应在其后；如是误登请撤销原来的操作"),
        ));
    }
    tx.store.end_delegate(row.id, on)?;
    let who = words::holder(&words::duty(tx, row.duty)?);
    Ok(format!("{who}不再指派 {name}（{}起）", chinese(on)))
}

/// Whoever was sent is sent no longer than the duty lasts.
pub(super) fn end_with_duty(tx: &Tx<'_>, duty: DutyId, on: NaiveDate) -> OpResult<()> {
    for row in tx.store.delegates_of_duty(duty)?.into_iter().filter(|row| row.period.reaches(on)) {
        if row.period.from < on {
            tx.store.end_delegate(row.id, on)?;
        } else {
            tx.store.delete_delegate(row.id)?;
        }
    }
    Ok(())
}
