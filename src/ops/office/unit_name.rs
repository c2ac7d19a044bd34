//! 更名 of a unit: the new name from a day on, the old one on every day before.

use chrono::NaiveDate;

use super::RenameUnit;
use crate::{
    domain::{
        date::{self, chinese},
        fault::Faults,
        text,
    },
    ops::{OpFault, OpResult, Tx},
    store::{FormerNameRow, UnitRow},
};

pub(in crate::ops) fn rename_unit(tx: &mut Tx<'_>, args: RenameUnit) -> OpResult<String> {
    let from = args.from;
    let (old, new) = take_name(tx, args)?;
    Ok(format!("单位「{old}」更名为「{new}」（{}起）", chinese(from)))
}

/// Gives a unit its new name and keeps the old one for earlier days; answers both.
pub(in crate::ops) fn take_name(tx: &mut Tx<'_>, args: RenameUnit) -> OpResult<(String, String)> {
    let unit = tx.store.unit(args.unit)?.ok_or_else(|| OpFault::not_found("单位", args.unit))?;
    let mut faults = Faults::default();
    let name = faults.take("name", text::name("单位名称", &args.name));
    let full_name = faults.take("full_name", text::line("单位全称", &args.full_name, text::NAME_MAX));
    let from = faults.take("from", date::check(args.from));
    let document = faults.take("document", text::line("依据文件", &args.document, text::LINE_MAX));
    let (Some(name), Some(full_name), Some(from), Some(document)) = (name, full_name, from, document) else {
        return Err(faults.into());
    };
    if name == unit.name {
        return Err(OpFault::field("name", format!("名称仍是「{name}」，没有变化，请填写新的名称")));
    }
    if let Some(twin) = tx.store.units()?.into_iter().find(|other| other.id != unit.id && other.name == name) {
        let message = format!("已有{}单位「{}」，请换一个名称", twin.kind.label(), twin.name);
        return Err(OpFault::field("name", message));
    }
    follows_the_last(tx, &unit, from)?;
    let id = tx.id();
    let (old, former_full) = (unit.name.clone(), unit.full_name.clone());
    let former = FormerNameRow { unit: unit.id, until: from, name: old.clone(), full_name: former_full, document };
    tx.store.add_former_unit_name(id, &former)?;
    tx.store.update_unit(&UnitRow { name: name.clone(), full_name, ..unit })?;
    Ok((old, name))
}

/// A unit is renamed in the order of the days.
fn follows_the_last(tx: &Tx<'_>, unit: &UnitRow, from: NaiveDate) -> OpResult<()> {
    match tx.store.former_unit_names(unit.id)?.first() {
        Some(last) if from <= last.until => {
            let (name, since) = (&unit.name, chinese(last.until));
            Err(OpFault::field("from", format!("单位自{since}起才称「{name}」，更名日期应在其后")))
        }
        _ => Ok(()),
    }
}
