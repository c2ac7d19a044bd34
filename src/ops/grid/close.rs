//! Closing a grid, once nothing hangs on it any more.

use chrono::NaiveDate;

use super::{CloseGrid, rules};
use crate::{
    domain::{
        date::{self, chinese},
        fault::Faults,
        grid::Level,
        id::GridId,
        text,
    },
    ops::{OpFault, OpResult, Refusal, Tx},
    store::{GridRow, PatrolFilter},
};

/// How many names a refusal lists before it says how many more there are.
const NAMED: usize = 5;

pub(in crate::ops) fn close(tx: &mut Tx<'_>, args: CloseGrid) -> OpResult<String> {
    let mut faults = Faults::default();
    let on = faults.take("on", date::check(args.on));
    let document = faults.take("document", text::line("依据文件", &args.document, text::LINE_MAX));
    let (Some(on), Some(document)) = (on, document) else { return Err(faults.into()) };
    let last = tx.store.grid_versions(args.grid)?.pop().ok_or_else(|| OpFault::not_found("网格", args.grid))?;
    let name = rules::full_name(tx, &last.facts, on)?;
    if last.level == Level::District {
        return Err(OpFault::field("grid", format!("「{name}」是一级网格，不能撤销")));
    }
    if let Some(end) = last.period.until {
        return Err(OpFault::field("grid", format!("「{name}」已自{}起撤销", chinese(end))));
    }
    if on <= last.period.from {
        let began = chinese(last.period.from);
        return Err(OpFault::field("on", format!("「{name}」现在的资料自{began}起生效，撤销日期应在其后")));
    }
    let first = needed_first(tx, &last, on, &[])?;
    if !first.is_empty() {
        return Err(Refusal::InUse(format!("撤销「{name}」之前，要先{}", first.join("，"))).into());
    }
    warn_of_units(tx, &last)?;
    end_grid(tx, &last, on, document)?;
    Ok(format!("撤销网格「{name}」（{}起）", chinese(on)))
}

/// What has to go before the grid can, in words; empty when nothing does. Children named to go elsewhere do not count.
pub(in crate::ops) fn needed_first(
    tx: &Tx<'_>,
    grid: &GridRow,
    on: NaiveDate,
    leaving: &[GridId],
) -> OpResult<Vec<String>> {
    let mut first = Vec::new();
    let children = tx.store.children_from(grid.id, on)?.into_iter().filter(|child| !leaving.contains(&child.id));
    note(&mut first, "撤销或划出下级网格", "个", children.map(|child| child.facts.name).collect());
    let duties = tx.store.duties_of_grid_from(grid.id, on)?;
    let words = |duty: &crate::store::DutyRow| {
        let holder = duty.person_name.clone().or_else(|| duty.post_title.clone()).unwrap_or_default();
        format!("{}{holder}", duty.duty.role.label())
    };
    note(&mut first, "结束网格职责", "项", duties.iter().map(words).collect());
    let mut charges = Vec::new();
    for charge in tx.store.charges_of_grid_from(grid.id, on)? {
        charges.extend(tx.store.duty(charge.duty)?.as_ref().map(words));
    }
    note(&mut first, "结束包联", "项", charges);
    let pairings = tx.store.pairings_of_grid_from(grid.id, on)?.len();
    if pairings > 0 {
        first.push(format!("结束限定在这个网格的对应关系 {pairings} 项"));
    }
    let delegates = tx.store.delegates_of_grid_from(grid.id, on)?;
    note(&mut first, "结束指派到这个网格的专人", "名", delegates.into_iter().map(|row| row.person_name).collect());
    let operators =
        tx.store.operators()?.into_iter().filter(|operator| operator.active && operator.scope == Some(grid.id));
    note(&mut first, "调整限定在这个网格的操作员", "名", operators.map(|operator| operator.name).collect());
    let later = PatrolFilter { from: Some(on), grids: Some(vec![grid.id]), ..PatrolFilter::default() };
    let patrols = tx.store.patrol_count(&later)?;
    if patrols > 0 {
        first.push(format!("处理日期不早于{}的巡查记录 {patrols} 条", chinese(on)));
    }
    Ok(first)
}

/// Adds 「结束网格职责 3 项（…）」, naming the first few.
pub(in crate::ops) fn note(first: &mut Vec<String>, what: &str, unit: &str, names: Vec<String>) {
    if names.is_empty() {
        return;
    }
    let more = if names.len() > NAMED { "等" } else { "" };
    let listed = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join("、");
    first.push(format!("{what} {} {unit}（{listed}{more}）", names.len()));
}

pub(in crate::ops) fn warn_of_units(tx: &mut Tx<'_>, grid: &GridRow) -> OpResult<()> {
    let units: Vec<_> =
        tx.store.units()?.into_iter().filter(|unit| unit.grid == Some(grid.id)).map(|unit| unit.name).collect();
    if !units.is_empty() {
        tx.warn(format!("单位「{}」仍对应这个网格，必要时请撤销其职务", units.join("」「")));
    }
    Ok(())
}

/// Ends the last version; the paper that closed it stands with the version it ends.
pub(in crate::ops) fn end_grid(tx: &mut Tx<'_>, last: &GridRow, on: NaiveDate, document: String) -> OpResult<()> {
    tx.store.end_grid_version(last.version, Some(on))?;
    if !document.is_empty() {
        let kept = if last.document.is_empty() { document } else { format!("{}；撤销：{document}", last.document) };
        tx.store.set_grid_document(last.version, &kept)?;
    }
    Ok(())
}
