//! Units: what has posts.

use super::{AddUnit, EditUnit};
use crate::{
    domain::{fault::Faults, id::UnitId, roster::UnitKind, text},
    ops::{OpFault, OpResult, Tx},
    store::UnitRow,
};

pub(in crate::ops) fn add_unit(tx: &mut Tx<'_>, args: AddUnit) -> OpResult<String> {
    let id = UnitId(tx.make());
    let unit = checked(tx, id, args)?;
    tx.store.add_unit(&unit)?;
    Ok(format!("新增{}单位「{}」", unit.kind.label(), unit.name))
}

pub(in crate::ops) fn edit_unit(tx: &mut Tx<'_>, args: EditUnit) -> OpResult<String> {
    let old = tx.store.unit(args.unit)?.ok_or_else(|| OpFault::not_found("单位", args.unit))?;
    let unit = checked(tx, args.unit, args.facts)?;
    tx.store.update_unit(&unit)?;
    Ok(if old.name == unit.name {
        format!("修改单位「{}」的资料", unit.name)
    } else {
        format!("单位「{}」改称「{}」", old.name, unit.name)
    })
}

/// The unit as it will stand.
fn checked(tx: &Tx<'_>, id: UnitId, typed: AddUnit) -> OpResult<UnitRow> {
    let mut faults = Faults::default();
    let name = faults.take("name", text::name("单位名称", &typed.name));
    let full_name = faults.take("full_name", text::line("单位全称", &typed.full_name, text::NAME_MAX));
    let own = name.as_deref().unwrap_or_default();
    let aliases = faults.take("aliases", text::aliases("别名", &typed.aliases, own));
    if typed.assessed_by_default && typed.kind != UnitKind::Department {
        faults.add("assessed_by_default", "只有区直部门在这里设置是否默认参加考核；镇、街道按附件2参加");
    }
    if let Some(grid) = typed.grid {
        let level = tx.level(grid)?;
        match typed.kind.governs() {
            None => faults.add("grid", "区直部门不管辖网格，请留空"),
            Some(own) if own != level => {
                faults.add("grid", format!("{}单位对应{}，所选的是{}", typed.kind.label(), own.label(), level.label()));
            }
            Some(_) => {}
        }
    }
    if let Some(twin) = tx.store.units()?.into_iter().find(|unit| unit.id != id && unit.name == own && !own.is_empty())
    {
        faults.add("name", format!("已有{}单位「{}」，请换一个名称", twin.kind.label(), twin.name));
    }
    let (Some(name), Some(full_name), Some(aliases), true) = (name, full_name, aliases, faults.is_empty()) else {
        return Err(faults.into());
    };
    let (kind, grid, assessed_by_default) = (typed.kind, typed.grid, typed.assessed_by_default);
    Ok(UnitRow { id, kind, name, full_name, aliases, grid, assessed_by_default })
}
