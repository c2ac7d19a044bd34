//! 合并: grids of one level go into one that exists or into a new one, with everything below them.

use std::collections::BTreeMap;

use super::{ChildName, Decision, Done, MergeInto, close_emptied, facts_of, quoted, reparent, warn_of_nobody};
use crate::{
    domain::{date::chinese, grid::Level, id::GridId},
    ops::{OpFault, OpResult, Tx, grid},
    store::GridRow,
};

pub(super) fn merge(
    tx: &mut Tx<'_>,
    grids: &[GridId],
    into: MergeInto,
    names: &[ChildName],
    decision: &Decision,
) -> OpResult<Done> {
    let sources = sources(tx, grids, &into, decision)?;
    let level = sources[0].level;
    let goes_on = match &into {
        MergeInto::Grid(target) => Some(existing(tx, *target, level, decision)?),
        MergeInto::New { parent, .. } => {
            grid::stays_open(tx, "parent", *parent)?;
            None
        }
    };
    let mut children = Vec::new();
    for source in &sources {
        children.extend(tx.store.children_at(source.id, decision.on)?.into_iter().map(|child| (source, child)));
    }
    unlike_each_other(tx, &children, goes_on.as_ref(), names, decision)?;
    let leaving: Vec<GridId> = children.iter().map(|(_, child)| child.id).collect();
    for source in &sources {
        close_emptied(tx, source.id, &leaving, decision)?;
    }
    let mut descent: Vec<(Option<GridId>, Option<GridId>)> = Vec::new();
    let (target, name, new) = match (into, goes_on) {
        (MergeInto::New { parent, facts }, _) => {
            let above = tx.grid_at("parent", parent, decision.on)?;
            if above.level.below() != Some(level) {
                let (name, own, wanted) =
                    (&above.facts.name, above.level.label(), level.above().map_or("", Level::label));
                let message = format!("合并后的{}应在{wanted}之下，「{name}」是{own}", level.label());
                return Err(OpFault::field("parent", message));
            }
            let facts = facts_of(&facts, parent, level)?;
            let name = facts.name.clone();
            (grid::insert(tx, level, facts, decision.on, decision.document.clone())?, name, true)
        }
        (MergeInto::Grid(target), row) => {
            descent.push((Some(target), Some(target)));
            (target, row.map(|row| row.facts.name).unwrap_or_default(), false)
        }
    };
    for (_, child) in &children {
        reparent(tx, child.id, target, names, decision)?;
    }
    descent.extend(sources.iter().map(|source| (Some(source.id), Some(target))));
    let gone: Vec<_> = sources.iter().map(|source| source.facts.name.clone()).collect();
    let day = chinese(decision.on);
    let title = if new {
        warn_of_nobody(tx, std::slice::from_ref(&name));
        format!("{}合并为「{name}」（{day}起）", quoted(&gone))
    } else {
        format!("{}并入「{name}」（{day}起）", quoted(&gone))
    };
    Ok(Done { title, descent })
}

/// The grids that are closed: each once, all of one level, the one that goes on left out.
fn sources(tx: &Tx<'_>, grids: &[GridId], into: &MergeInto, decision: &Decision) -> OpResult<Vec<GridRow>> {
    let target = match into {
        MergeInto::Grid(target) => Some(*target),
        MergeInto::New { .. } => None,
    };
    let mut sources: Vec<GridRow> = Vec::new();
    for id in grids.iter().filter(|id| Some(**id) != target) {
        if sources.iter().any(|source| source.id == *id) {
            continue;
        }
        let row = grid::version_before(tx, *id, decision.on)?;
        if row.level == Level::District {
            let message = format!("「{}」是{}，不能合并", row.facts.name, row.level.label());
            return Err(OpFault::field("grids", message));
        }
        sources.push(row);
    }
    let wanted = if target.is_some() { 1 } else { 2 };
    if sources.len() < wanted {
        return Err(OpFault::field("grids", "请选择要合并的网格，至少两个"));
    }
    if let Some(odd) = sources.iter().find(|source| source.level != sources[0].level) {
        return Err(unlike(&sources[0], odd));
    }
    Ok(sources)
}

/// The grid that goes on, when it can take the others in.
fn existing(tx: &Tx<'_>, target: GridId, level: Level, decision: &Decision) -> OpResult<GridRow> {
    let row = tx.grid_at("into", target, decision.on)?;
    if row.level != level {
        let (name, own) = (&row.facts.name, row.level.label());
        let message = format!("只能并入{}，「{name}」是{own}，不能跨级合并", level.label());
        return Err(OpFault::field("into", message));
    }
    grid::stays_open(tx, "into", target)?;
    Ok(row)
}

fn unlike(one: &GridRow, odd: &GridRow) -> OpFault {
    let (first, second) = (&one.facts.name, &odd.facts.name);
    let (above, below) = (one.level.label(), odd.level.label());
    OpFault::field("grids", format!("只有同一级的网格可以合并：「{first}」是{above}，「{second}」是{below}"))
}

/// Children of different grids may be called alike (一社): under one parent they need names of their own.
fn unlike_each_other(
    tx: &Tx<'_>,
    children: &[(&GridRow, GridRow)],
    goes_on: Option<&GridRow>,
    names: &[ChildName],
    decision: &Decision,
) -> OpResult<()> {
    let mut called: BTreeMap<String, Vec<String>> = BTreeMap::new();
    if let Some(target) = goes_on {
        for child in tx.store.children_at(target.id, decision.on)? {
            called.entry(child.facts.name).or_default().push(target.facts.name.clone());
        }
    }
    for (source, child) in children {
        let other = names.iter().find(|other| other.grid == child.id).map(|other| other.name.trim().to_owned());
        called.entry(other.unwrap_or_else(|| child.facts.name.clone())).or_default().push(source.facts.name.clone());
    }
    match called.into_iter().find(|(_, parents)| parents.len() > 1) {
        Some((name, parents)) => {
            let message =
                format!("合并后有 {} 个「{name}」（{}），请给其中的填写新名称", parents.len(), parents.join("、"));
            Err(OpFault::field("names", message))
        }
        None => Ok(()),
    }
}
