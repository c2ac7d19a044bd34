//! 巡田制度 and 免巡: rules with their times, adopted suggestions, and patrols that need not be made (R072, G32).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{OpFault, OpResult, Tx};
use crate::{
    domain::{
        date::{self, Period, chinese},
        fault::Faults,
        grid::Level,
        id::{GridId, PatrolRuleId, PersonId, WaiverId},
        patrol_rule::{Months, PatrolRule, Per, RuleFacts, Waiver, suggestions},
        roster::Role,
        text,
    },
    store::Store,
};

/// 新增巡田规定: who patrols how often, from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddPatrolRule {
    pub level: Level,
    pub role: Role,
    /// Only this grid and what is below it.
    #[serde(default)]
    pub grid: Option<GridId>,
    /// With `per` empty: 未规定.
    #[serde(default)]
    pub times: Option<u16>,
    #[serde(default)]
    pub per: Option<Per>,
    /// Numbers of the months; empty is the whole year.
    #[serde(default)]
    pub months: Months,
    #[serde(default)]
    pub way: String,
    pub from: NaiveDate,
    /// The first day no longer in force.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    #[serde(default)]
    pub document: String,
    #[serde(default)]
    pub note: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditPatrolRule {
    pub rule: PatrolRuleId,
    #[serde(flatten)]
    pub facts: AddPatrolRule,
}

/// Ends a rule; `on` is the first day it no longer holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndPatrolRule {
    pub rule: PatrolRuleId,
    pub on: NaiveDate,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeletePatrolRule {
    pub rule: PatrolRuleId,
}

/// Takes over a whole set of suggested rules (G32).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdoptPatrolRules {
    /// Id or name of the set.
    pub set: String,
    pub from: NaiveDate,
    /// The district's own paper, when there is one.
    #[serde(default)]
    pub document: String,
}

/// 免巡, of a grid with everything below it, of a person, or of a person in a grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddWaiver {
    #[serde(default)]
    pub grid: Option<GridId>,
    #[serde(default)]
    pub person: Option<PersonId>,
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    pub reason: String,
    #[serde(default)]
    pub document: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditWaiver {
    pub waiver: WaiverId,
    #[serde(flatten)]
    pub facts: AddWaiver,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeleteWaiver {
    pub waiver: WaiverId,
}

pub(super) fn add(tx: &mut Tx<'_>, args: AddPatrolRule) -> OpResult<String> {
    let (facts, period) = checked(tx, args)?;
    let rule = PatrolRule { id: PatrolRuleId(tx.make()), facts, period, suggestion: String::new() };
    alone(tx, &rule, "role")?;
    tx.store.put_patrol_rule(&rule)?;
    Ok(format!("新增巡田规定：{}（{}）", name_of(tx.store, &rule)?, rule.period.chinese()))
}

pub(super) fn edit(tx: &mut Tx<'_>, args: EditPatrolRule) -> OpResult<String> {
    let before = stored(tx, args.rule)?;
    let (facts, period) = checked(tx, args.facts)?;
    // A suggestion that says something else is no longer one.
    let same = (facts.times, facts.per, facts.months) == (before.facts.times, before.facts.per, before.facts.months);
    let suggestion = if same { before.suggestion } else { String::new() };
    let rule = PatrolRule { id: before.id, facts, period, suggestion };
    alone(tx, &rule, "role")?;
    tx.store.put_patrol_rule(&rule)?;
    Ok(format!("修改巡田规定：{}（{}）", name_of(tx.store, &rule)?, rule.period.chinese()))
}

pub(super) fn end(tx: &mut Tx<'_>, args: EndPatrolRule) -> OpResult<String> {
    let on = date::check(args.on).map_err(|fault| OpFault::field("on", fault.to_string()))?;
    let mut rule = stored(tx, args.rule)?;
    let name = name_of(tx.store, &rule)?;
    if let Some(end) = rule.period.until.filter(|end| *end <= on) {
        return Err(OpFault::field("on", format!("「{name}」已自{}起停止，请核对", chinese(end))));
    }
    if on <= rule.period.from {
        let message = format!("「{name}」自{}起执行，停止日期应在其后；如是误登请删除", chinese(rule.period.from));
        return Err(OpFault::field("on", message));
    }
    rule.period.until = Some(on);
    tx.store.put_patrol_rule(&rule)?;
    Ok(format!("停止巡田规定：{name}（自{}起）", chinese(on)))
}

pub(super) fn delete(tx: &mut Tx<'_>, args: DeletePatrolRule) -> OpResult<String> {
    let rule = stored(tx, args.rule)?;
    tx.store.delete_patrol_rule(rule.id)?;
    Ok(format!("删除巡田规定：{}", name_of(tx.store, &rule)?))
}

pub(super) fn adopt(tx: &mut Tx<'_>, args: AdoptPatrolRules) -> OpResult<String> {
    let mut faults = Faults::default();
    let wanted = args.set.trim();
    let Some(set) = suggestions().iter().find(|set| set.id == wanted || set.name == wanted) else {
        let names: Vec<_> = suggestions().iter().map(|set| format!("{}（{}）", set.name, set.id)).collect();
        return Err(OpFault::field("set", format!("没有「{wanted}」这套建议，可选：{}", names.join("、"))));
    };
    let from = faults.take("from", date::check(args.from));
    let document = faults.take("document", text::line("依据文件", &args.document, text::LINE_MAX));
    let (Some(from), Some(document)) = (from, document) else { return Err(faults.into()) };
    let rules = set.facts(&document);
    let count = rules.len();
    for facts in rules {
        let id = PatrolRuleId(tx.make());
        let rule = PatrolRule { id, facts, period: Period::since(from), suggestion: set.id.clone() };
        alone(tx, &rule, "set")?;
        tx.store.put_patrol_rule(&rule)?;
    }
    Ok(format!("采用建议的巡田频次「{}」{count} 条（{}）", set.name, Period::since(from).chinese()))
}

pub(super) fn add_waiver(tx: &mut Tx<'_>, args: AddWaiver) -> OpResult<String> {
    let id = WaiverId(tx.make());
    let waiver = checked_waiver(tx, id, args)?;
    tx.store.put_waiver(&waiver)?;
    Ok(format!("登记免巡：{}", name_of_waiver(tx.store, &waiver)?))
}

pub(super) fn edit_waiver(tx: &mut Tx<'_>, args: EditWaiver) -> OpResult<String> {
    stored_waiver(tx, args.waiver)?;
    let waiver = checked_waiver(tx, args.waiver, args.facts)?;
    tx.store.put_waiver(&waiver)?;
    Ok(format!("修改免巡：{}", name_of_waiver(tx.store, &waiver)?))
}

pub(super) fn delete_waiver(tx: &mut Tx<'_>, args: DeleteWaiver) -> OpResult<String> {
    let waiver = stored_waiver(tx, args.waiver)?;
    tx.store.delete_waiver(waiver.id)?;
    Ok(format!("删除免巡：{}", name_of_waiver(tx.store, &waiver)?))
}

/// The grids that waivers are for: one of a person alone reaches through the whole district.
pub(super) fn touched(store: &Store, stored: Option<WaiverId>, written: Option<&AddWaiver>) -> OpResult<Vec<GridId>> {
    let root = store.root_grid()?;
    let stored = stored.map(|id| store.waiver(id)).transpose()?.flatten().map(|waiver| waiver.grid);
    let grids = stored.into_iter().chain(written.map(|waiver| waiver.grid));
    Ok(grids.filter_map(|grid| grid.or(root)).collect())
}

fn stored(tx: &Tx<'_>, id: PatrolRuleId) -> OpResult<PatrolRule> {
    tx.store.patrol_rule(id)?.ok_or_else(|| OpFault::not_found("巡田规定", id))
}

fn stored_waiver(tx: &Tx<'_>, id: WaiverId) -> OpResult<Waiver> {
    tx.store.waiver(id)?.ok_or_else(|| OpFault::not_found("免巡", id))
}

/// 「罕台镇 三级网格监督人 每周 1 次（4—10月）」.
pub(in crate::ops) fn name_of(store: &Store, rule: &PatrolRule) -> OpResult<String> {
    let words = rule.facts.words();
    let Some(grid) = rule.facts.grid else { return Ok(words) };
    let name = store.grid_near(grid, rule.period.from)?.map(|row| row.facts.name).unwrap_or_default();
    Ok(format!("{name} {words}"))
}

/// 「罕台镇 张三 2025年7月1日至2025年7月31日」.
fn name_of_waiver(store: &Store, waiver: &Waiver) -> OpResult<String> {
    let grid = waiver.grid.map(|grid| store.grid_near(grid, waiver.period.from)).transpose()?.flatten();
    let person = waiver.person.map(|person| store.person(person)).transpose()?.flatten();
    let names = [grid.map(|row| row.facts.name), person.map(|row| row.name), Some(waiver.period.chinese())];
    Ok(names.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

/// The facts and the time of a rule as they can stand.
fn checked(tx: &Tx<'_>, args: AddPatrolRule) -> OpResult<(RuleFacts, Period)> {
    let AddPatrolRule { level, role, grid, times, per, months, way, from, until, document, note } = args;
    let facts = RuleFacts { level, role, grid, times, per, months, way, document, note };
    let mut faults = Faults::default();
    let checked_from = faults.take("from", date::check(from));
    let checked_until = faults.take("until", until.map(date::check).transpose());
    if checked_from.is_some() && checked_until.is_some() && until.is_some_and(|until| until <= from) {
        faults.add("until", "停止日期应在起始日期之后，请核对");
    }
    let facts = match facts.check() {
        Ok(facts) => faults.or(facts)?,
        Err(found) => {
            faults.0.extend(found.0);
            return Err(faults.into());
        }
    };
    if let Some(grid) = facts.grid {
        let row = tx.grid_at("grid", grid, from)?;
        if row.level > facts.level {
            let message = format!(
                "「{}」是{}，里面没有{}，请选择它或它上级的网格",
                row.facts.name,
                row.level.label(),
                facts.level.label()
            );
            return Err(OpFault::field("grid", message));
        }
    }
    Ok((facts, Period { from, until }))
}

/// Refuses a second rule for the same people on the same days.
fn alone(tx: &Tx<'_>, rule: &PatrolRule, field: &'static str) -> OpResult<()> {
    let rules = tx.store.patrol_rules()?;
    let meets = |other: &&PatrolRule| {
        other.id != rule.id && other.period.overlaps(&rule.period) && other.facts.meets(&rule.facts)
    };
    let Some(other) = rules.iter().find(meets) else { return Ok(()) };
    let message = format!(
        "与现有规定「{}」（{}）重叠，请先停止或修改那一条，或改变时间、月份、适用网格",
        name_of(tx.store, other)?,
        other.period.chinese()
    );
    Err(OpFault::field(field, message))
}

fn checked_waiver(tx: &Tx<'_>, id: WaiverId, args: AddWaiver) -> OpResult<Waiver> {
    let mut faults = Faults::default();
    let from = faults.take("from", date::check(args.from));
    let to = faults.take("to", date::check(args.to));
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        faults.add("to", "截止日期早于起始日期，请核对");
    }
    if args.grid.is_none() && args.person.is_none() {
        faults.add("grid", "请选择免巡的网格或人员");
    }
    let reason = faults.take("reason", text::prose("免巡原因", &args.reason, text::PROSE_MAX));
    if reason.as_deref() == Some("") {
        faults.add("reason", "请填写免巡原因");
    }
    let document = faults.take("document", text::line("依据文件", &args.document, text::LINE_MAX));
    let (Some(reason), Some(document)) = (reason, document) else { return Err(faults.into()) };
    faults.or(()).map_err(OpFault::from)?;
    if let Some(grid) = args.grid {
        tx.grid_at("grid", grid, args.from)?;
    }
    if let Some(person) = args.person {
        tx.person(person)?;
    }
    let period = Period { from: args.from, until: args.to.succ_opt() };
    Ok(Waiver { id, grid: args.grid, person: args.person, period, reason, document })
}
