//! 分设: one grid becomes several, its children named to go to one of them.

use super::{Decision, Done, Part, close_emptied, facts_of, quoted, reparent, warn_of_nobody};
use crate::{
    domain::{date::chinese, grid::Level, id::GridId},
    ops::{OpFault, OpResult, Tx, grid},
    store::GridRow,
};

pub(super) fn split(
    tx: &mut Tx<'_>,
    grid: GridId,
    lives_on: bool,
    parts: &[Part],
    decision: &Decision,
) -> OpResult<Done> {
    let old = grid::version_before(tx, grid, decision.on)?;
    let name = old.facts.name.clone();
    let (Some(parent), Some(_)) = (old.facts.parent, old.level.above()) else {
        return Err(OpFault::field("grid", format!("「{name}」是{}，不能分设", old.level.label())));
    };
    enough(parts, lives_on, &name)?;
    let leaving = everyone_placed(tx, &old, lives_on, parts, decision)?;
    let full_name = grid::full_name(tx, &old.facts, decision.on)?;
    if !lives_on {
        // Before the new ones begin: they may take over its name and codes.
        close_emptied(tx, grid, &leaving, decision)?;
    }
    let (mut names, mut descent) = (Vec::new(), Vec::new());
    if lives_on {
        descent.push((Some(grid), Some(grid)));
    }
    for part in parts {
        let made = begin(tx, part, parent, old.level, decision)?;
        for child in &part.children {
            reparent(tx, *child, made, &[], decision)?;
        }
        names.push(part.facts.name.trim().to_owned());
        descent.push((Some(grid), Some(made)));
    }
    warn_of_nobody(tx, &names);
    let (parts, day) = (quoted(&names), chinese(decision.on));
    let title = if lives_on {
        format!("从「{full_name}」分设{parts}，「{name}」继续存在（{day}起）")
    } else {
        format!("「{full_name}」分设为{parts}（{day}起）")
    };
    Ok(Done { title, descent })
}

fn enough(parts: &[Part], lives_on: bool, name: &str) -> OpResult<()> {
    match (parts.len(), lives_on) {
        (0, _) => Err(OpFault::field("parts", format!("请填写从「{name}」分设的网格"))),
        (1, false) => {
            let message = format!("「{name}」撤销后只剩一个网格，那是更名；请再填写一个，或保留「{name}」");
            Err(OpFault::field("parts", message))
        }
        _ => Ok(()),
    }
}

/// The children that are named to go, once each of them may and, when the grid is closed, all of them do.
fn everyone_placed(
    tx: &Tx<'_>,
    old: &GridRow,
    lives_on: bool,
    parts: &[Part],
    decision: &Decision,
) -> OpResult<Vec<GridId>> {
    let (name, day) = (&old.facts.name, decision.on);
    let children = tx.store.children_at(old.id, day)?;
    let mut leaving: Vec<GridId> = Vec::new();
    for child in parts.iter().flat_map(|part| &part.children) {
        let Some(row) = children.iter().find(|row| row.id == *child) else {
            let other = tx.store.grid_name(*child, day)?.ok_or_else(|| OpFault::not_found("网格", child))?;
            let message = format!("「{other}」在{}不是「{name}」的下级，不能随它分设", chinese(day));
            return Err(OpFault::field("parts", message));
        };
        if leaving.contains(child) {
            let message = format!("「{}」同时归入了两个新网格，请只选一个", row.facts.name);
            return Err(OpFault::field("parts", message));
        }
        leaving.push(*child);
    }
    let staying: Vec<_> =
        children.iter().filter(|row| !leaving.contains(&row.id)).map(|row| row.facts.name.clone()).collect();
    if !lives_on && !staying.is_empty() {
        let below = old.level.below().map_or("下级网格", Level::label);
        let message = format!("「{name}」撤销后，{below}{}没有去向，请逐个归入新网格", quoted(&staying));
        return Err(OpFault::field("parts", message));
    }
    Ok(leaving)
}

fn begin(tx: &mut Tx<'_>, part: &Part, parent: GridId, level: Level, decision: &Decision) -> OpResult<GridId> {
    let within = |fault: OpFault| match fault {
        OpFault::Input(faults) if part.facts.name.trim().is_empty() => OpFault::field("parts", faults.to_string()),
        OpFault::Input(faults) => OpFault::field("parts", format!("「{}」：{faults}", part.facts.name.trim())),
        other => other,
    };
    let facts = facts_of(&part.facts, parent, level).map_err(within)?;
    grid::insert(tx, level, facts, decision.on, decision.document.clone()).map_err(within)
}
