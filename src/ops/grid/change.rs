//! Renaming, moving and mending a grid.

use chrono::NaiveDate;

use super::{
    CorrectGrid, MoveGrid, RenameGrid,
    rules::{self, Typed},
};
use crate::{
    domain::{
        date::{self, Period, chinese},
        fault::Faults,
        grid::{GridFacts, GridVersion},
        id::GridId,
        text,
    },
    ops::{OpFault, OpResult, Tx},
    store::GridRow,
};

pub(in crate::ops) fn rename(tx: &mut Tx<'_>, args: RenameGrid) -> OpResult<String> {
    let mut faults = Faults::default();
    let name = faults.take("name", text::name("网格名称", &args.name));
    let from = faults.take("from", date::check(args.from));
    let document = faults.take("document", text::line("依据文件", &args.document, text::LINE_MAX));
    let (Some(name), Some(from), Some(document)) = (name, from, document) else { return Err(faults.into()) };
    let current = rules::version_before(tx, args.grid, from)?;
    if name == current.facts.name {
        return Err(OpFault::field("name", format!("名称仍是「{name}」，没有变化，请填写新的名称")));
    }
    let old_name = current.facts.name.clone();
    let facts = GridFacts { name: name.clone(), ..current.facts.clone() };
    follow(tx, &current, facts, from, document)?;
    Ok(format!("「{old_name}」更名为「{name}」（{}起）", chinese(from)))
}

pub(in crate::ops) fn move_to(tx: &mut Tx<'_>, args: MoveGrid) -> OpResult<String> {
    let mut faults = Faults::default();
    let from = faults.take("from", date::check(args.from));
    let document = faults.take("document", text::line("依据文件", &args.document, text::LINE_MAX));
    let (Some(from), Some(document)) = (from, document) else { return Err(faults.into()) };
    let (current, parent) = movable(tx, args.grid, args.parent, from)?;
    let name = current.facts.name.clone();
    warn_of_charges(tx, &current, from)?;
    let old = match current.facts.parent {
        Some(old) => tx.store.grid_name(old, from)?.unwrap_or_default(),
        None => String::new(),
    };
    let facts = GridFacts { parent: Some(parent.id), ..current.facts.clone() };
    follow(tx, &current, facts, from, document)?;
    Ok(format!("「{name}」由「{old}」划入「{}」（{}起）", parent.facts.name, chinese(from)))
}

/// The grid as it stands before a move, and the parent it may be moved to: open, of the level right above, and no part of
/// the grid itself.
pub(in crate::ops) fn movable(
    tx: &Tx<'_>,
    grid: GridId,
    parent: GridId,
    from: NaiveDate,
) -> OpResult<(GridRow, GridRow)> {
    let current = rules::version_before(tx, grid, from)?;
    let name = current.facts.name.clone();
    let Some(above) = current.level.above() else {
        return Err(OpFault::field("grid", format!("「{name}」是{}，没有上级可以划入", current.level.label())));
    };
    let parent = tx.grid_at("parent", parent, from)?;
    if tx.store.subtree_at(grid, from)?.contains(&parent.id) {
        return Err(OpFault::field(
            "parent",
            format!("不能把「{name}」划入它自己或它的下级，请选择别的{}", above.label()),
        ));
    }
    if parent.level != above {
        let message =
            format!("「{name}」只能划入{}，「{}」是{}", above.label(), parent.facts.name, parent.level.label());
        return Err(OpFault::field("parent", message));
    }
    if current.facts.parent == Some(parent.id) {
        return Err(OpFault::field("parent", format!("「{name}」本来就属于「{}」，请选择别的上级", parent.facts.name)));
    }
    rules::stays_open(tx, "parent", parent.id)?;
    Ok((current, parent))
}

/// 包联 by holders of the old parent does not follow the grid.
fn warn_of_charges(tx: &mut Tx<'_>, moved: &GridRow, from: NaiveDate) -> OpResult<()> {
    let charges = tx.store.charges_of_grid_from(moved.id, from)?.len();
    if charges > 0 {
        tx.warn(format!("「{}」还有原上级责任人的包联 {charges} 项，请结束后由新上级重新明确", moved.facts.name));
    }
    Ok(())
}

pub(in crate::ops) fn correct(tx: &mut Tx<'_>, args: CorrectGrid) -> OpResult<String> {
    let current = match tx.store.grid_at(args.grid, tx.today)? {
        Some(current) => current,
        None => tx.store.grid_near(args.grid, tx.today)?.ok_or_else(|| OpFault::not_found("网格", args.grid))?,
    };
    let typed = Typed {
        name: &args.name,
        kind: args.kind,
        stat_code: &args.stat_code,
        civil_code: &args.civil_code,
        aliases: &args.aliases,
        no_farmland: args.no_farmland,
        annex2_order: args.annex2_order,
    };
    let mut faults = Faults::default();
    rules::kind_fits(&mut faults, args.kind, current.level);
    let facts = rules::facts(&mut faults, &typed, current.facts.parent, current.level);
    let (Some(facts), true) = (facts, faults.is_empty()) else { return Err(faults.into()) };
    rules::unlike_others(tx, args.grid, &facts, &current.period)?;
    tx.store.correct_grid_version(current.version, &facts)?;
    Ok(format!("更正网格「{}」的资料", rules::full_name(tx, &facts, tx.today)?))
}

/// Ends the current version on `from` and opens the next.
pub(in crate::ops) fn follow(
    tx: &mut Tx<'_>,
    current: &GridRow,
    facts: GridFacts,
    from: NaiveDate,
    document: String,
) -> OpResult<()> {
    let period = Period::since(from);
    rules::unlike_others(tx, current.id, &facts, &period)?;
    tx.store.end_grid_version(current.version, Some(from))?;
    let version = tx.id();
    tx.store.add_grid_version(version, &GridVersion { grid: current.id, period, facts, document })?;
    Ok(())
}
