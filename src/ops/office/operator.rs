//! Who signs in, at which desk, limited to which grid.

use super::PutOperator;
use crate::{
    domain::{desk::Desk, fault::Faults, id::OperatorId, text},
    ops::{OpFault, OpResult, Tx},
    store::OperatorRow,
};

pub(in crate::ops) fn put_operator(tx: &mut Tx<'_>, args: PutOperator) -> OpResult<String> {
    let all = tx.store.operators()?;
    let old = match args.operator {
        Some(id) => Some(all.iter().find(|row| row.id == id).ok_or_else(|| OpFault::not_found("操作员", id))?),
        None => None,
    };
    let mut faults = Faults::default();
    let name = faults.take("name", text::name("操作员姓名", &args.name));
    let twin = all.iter().find(|row| Some(row.id) != args.operator && Some(&row.name) == name.as_ref());
    if let Some(twin) = twin {
        faults.add("name", format!("已有操作员「{}」，请加注单位以便区分", twin.name));
    }
    if args.scope.is_some() && args.desk != Desk::Town {
        faults.add("scope", format!("只有「{}」可以限定网格，请留空", Desk::Town.label()));
    }
    let manages = |row: &&OperatorRow| row.active && row.desk == Desk::District;
    let last = old.filter(manages).is_some() && all.iter().filter(manages).count() == 1;
    if last && !args.active {
        faults.add("active", "这是最后一名「区级管理」操作员，停用后就没有人能管理，请先添加另一名");
    } else if last && args.desk != Desk::District {
        faults.add("desk", "这是最后一名「区级管理」操作员，请先添加另一名再调整岗位");
    }
    let (Some(name), true) = (name, faults.is_empty()) else { return Err(faults.into()) };
    let scope = match args.scope {
        Some(grid) => format!("，限{}", tx.grid_at("scope", grid, tx.today)?.facts.name),
        None => String::new(),
    };
    let title = match old {
        None => format!("添加操作员 {name}（{}{scope}）", args.desk.label()),
        Some(_) if !args.active => format!("停用操作员 {name}"),
        Some(_) => format!("修改操作员 {name}（{}{scope}）", args.desk.label()),
    };
    let id = match old {
        Some(old) => old.id,
        None => OperatorId(tx.make()),
    };
    tx.store.put_operator(&OperatorRow { id, name, desk: args.desk, scope: args.scope, active: args.active })?;
    Ok(title)
}
