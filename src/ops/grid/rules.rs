//! What every change of a grid has to keep: clean facts, names and codes of their own, one version after the other.

use chrono::NaiveDate;

use crate::{
    domain::{
        date::{Period, chinese},
        fault::Faults,
        grid::{GridFacts, GridKind, Level, check_code},
        id::GridId,
        text,
    },
    ops::{OpFault, OpResult, Refusal, Tx},
    store::GridRow,
};

/// Largest place in annex 2 that is believed.
const ANNEX2_MAX: u32 = 99;

/// What was typed about a grid.
pub(in crate::ops) struct Typed<'a> {
    pub name: &'a str,
    pub kind: GridKind,
    pub stat_code: &'a str,
    pub civil_code: &'a str,
    pub aliases: &'a [String],
    pub no_farmland: bool,
    pub annex2_order: Option<u32>,
}

/// The typed facts, checked one by one; faults are noted under their fields.
pub(in crate::ops) fn facts(
    faults: &mut Faults,
    typed: &Typed<'_>,
    parent: Option<GridId>,
    level: Level,
) -> Option<GridFacts> {
    let name = faults.take("name", text::name("网格名称", typed.name));
    let stat_code = faults.take("stat_code", check_code("统计用区划代码", typed.stat_code, level));
    let civil_code = faults.take("civil_code", check_code("民政区划代码", typed.civil_code, level));
    let own = name.as_deref().unwrap_or_default();
    let aliases = faults.take("aliases", text::aliases("别名", typed.aliases, own));
    match typed.annex2_order {
        Some(_) if level != Level::Town => faults.add("annex2_order", "只有镇、街道在附件2中有序号，请留空"),
        Some(place) if !(1..=ANNEX2_MAX).contains(&place) => {
            faults.add("annex2_order", format!("附件2序号应在 1 至 {ANNEX2_MAX} 之间"));
        }
        _ => {}
    }
    Some(GridFacts {
        parent,
        name: name?,
        kind: typed.kind,
        stat_code: stat_code?,
        civil_code: civil_code?,
        aliases: aliases?,
        no_farmland: typed.no_farmland,
        annex2_order: typed.annex2_order,
    })
}

/// Notes a kind that does not exist at the level.
pub(in crate::ops) fn kind_fits(faults: &mut Faults, kind: GridKind, level: Level) {
    if kind.level() != level {
        let kinds: Vec<_> = level.kinds().iter().map(|kind| kind.label()).collect();
        faults.add("kind", format!("{}不能是「{}」，可选：{}", level.label(), kind.label(), kinds.join("、")));
    }
}

/// Whether name, codes and place in annex 2 belong to no other grid during `period`.
pub(super) fn unlike_others(tx: &Tx<'_>, grid: GridId, facts: &GridFacts, period: &Period) -> OpResult<()> {
    let mut faults = Faults::default();
    for other in tx.store.grids_like(grid, facts, period)? {
        let (name, time) = (&other.facts.name, other.period.chinese());
        if other.facts.parent == facts.parent && other.facts.name == facts.name {
            faults.add("name", format!("同一上级下已有「{name}」（{time}），请换一个名称"));
        }
        if !facts.stat_code.is_empty() && other.facts.stat_code == facts.stat_code {
            faults.add("stat_code", format!("统计用区划代码「{}」已属于「{name}」，请核对", facts.stat_code));
        }
        if !facts.civil_code.is_empty() && other.facts.civil_code == facts.civil_code {
            faults.add("civil_code", format!("民政区划代码「{}」已属于「{name}」，请核对", facts.civil_code));
        }
        if let Some(place) = facts.annex2_order.filter(|_| other.facts.annex2_order == facts.annex2_order) {
            faults.add("annex2_order", format!("附件2序号 {place} 已属于「{name}」，请换一个序号"));
        }
    }
    Ok(faults.or(())?)
}

/// Refuses a grid that is to be closed some day: something open-ended cannot hang on it.
pub(in crate::ops) fn stays_open(tx: &Tx<'_>, field: &'static str, grid: GridId) -> OpResult<()> {
    let last = tx.store.grid_versions(grid)?.pop().ok_or_else(|| OpFault::not_found("网格", grid))?;
    match last.period.until {
        Some(end) => {
            Err(OpFault::field(field, format!("「{}」自{}起撤销，请选择继续存在的网格", last.facts.name, chinese(end))))
        }
        None => Ok(()),
    }
}

/// The version that a change from `from` on follows.
///
/// # Errors
/// The grid is closed, or the change is not later than everything already known about it.
pub(in crate::ops) fn version_before(tx: &Tx<'_>, grid: GridId, from: NaiveDate) -> OpResult<GridRow> {
    let mut versions = tx.store.grid_versions(grid)?;
    let last = versions.pop().ok_or_else(|| OpFault::not_found("网格", grid))?;
    let name = &last.facts.name;
    if let Some(end) = last.period.until {
        return Err(OpFault::field("grid", format!("「{name}」已自{}起撤销，不能再变更", chinese(end))));
    }
    if from > last.period.from {
        return Ok(last);
    }
    let began = chinese(last.period.from);
    if from == last.period.from {
        return Err(OpFault::field(
            "from",
            format!("「{name}」现在的资料正是从{began}起生效，同一天的修改请用「更正」，或填写更晚的日期"),
        ));
    }
    if versions.is_empty() {
        return Err(OpFault::field("from", format!("「{name}」自{began}起才设立，请填写更晚的日期")));
    }
    Err(Refusal::InUse(format!("「{name}」自{began}起已有一次变更，不能再在它之前变更")).into())
}

/// A grid as titles name it: villages and groups with what they belong to (「罕台镇撖家塔村」).
pub(in crate::ops) fn full_name(tx: &Tx<'_>, facts: &GridFacts, day: NaiveDate) -> OpResult<String> {
    let above = match facts.parent {
        Some(parent) => tx.store.grid_near(parent, day)?.filter(|parent| parent.level != Level::District),
        None => None,
    };
    Ok(above.map_or_else(String::new, |above| above.facts.name) + &facts.name)
}
