//! A new grid below another, or the first one of all.

use chrono::NaiveDate;

use super::{
    AddGrid,
    rules::{self, Typed},
};
use crate::{
    domain::{
        date::{self, Period, chinese},
        fault::Faults,
        grid::{GridFacts, GridVersion, Level},
        id::GridId,
        text,
    },
    ops::{OpFault, OpResult, Tx},
};

pub(in crate::ops) fn add(tx: &mut Tx<'_>, args: AddGrid) -> OpResult<String> {
    let from = date::check(args.from).map_err(|fault| OpFault::field("from", fault.to_string()))?;
    let parent = tx.grid_at("parent", args.parent, from)?;
    let Some(level) = parent.level.below() else {
        let message = format!("「{}」是{}，下面不再设网格，请选择上一级", parent.facts.name, parent.level.label());
        return Err(OpFault::field("parent", message));
    };
    rules::stays_open(tx, "parent", parent.id)?;
    let mut faults = Faults::default();
    rules::kind_fits(&mut faults, args.kind, level);
    let facts = rules::facts(&mut faults, &typed(&args), Some(parent.id), level);
    let document = faults.take("document", text::line("依据文件", &args.document, text::LINE_MAX));
    let (Some(facts), Some(document), true) = (facts, document, faults.is_empty()) else { return Err(faults.into()) };
    let name = rules::full_name(tx, &facts, from)?;
    let above = &parent.facts.stat_code;
    if !facts.stat_code.is_empty() && !facts.stat_code.starts_with(above.as_str()) {
        tx.warn(format!("统计用区划代码不以上级「{}」的代码 {above} 开头，请核对", parent.facts.name));
    }
    insert(tx, level, facts, from, document)?;
    Ok(format!("新设网格「{name}」（{}起）", chinese(from)))
}

fn typed(args: &AddGrid) -> Typed<'_> {
    Typed {
        name: &args.name,
        kind: args.kind,
        stat_code: &args.stat_code,
        civil_code: &args.civil_code,
        aliases: &args.aliases,
        no_farmland: args.no_farmland,
        annex2_order: args.annex2_order,
    }
}

/// The district's own grid, above which there is nothing.
pub(in crate::ops) fn add_root(tx: &mut Tx<'_>, facts: GridFacts, from: NaiveDate) -> OpResult<GridId> {
    insert(tx, Level::District, facts, from, String::new())
}

pub(in crate::ops) fn insert(
    tx: &mut Tx<'_>,
    level: Level,
    facts: GridFacts,
    from: NaiveDate,
    document: String,
) -> OpResult<GridId> {
    let (grid, version) = (GridId(tx.make()), tx.id());
    let period = Period::since(from);
    rules::unlike_others(tx, grid, &facts, &period)?;
    tx.store.add_grid(grid, level)?;
    tx.store.add_grid_version(version, &GridVersion { grid, period, facts, document })?;
    Ok(grid)
}
