//! 巡田制度 and 免巡 as lists: for the page, for the command line and for exports.

use chrono::NaiveDate;
use serde_json::json;

use crate::{
    domain::{
        date::Period,
        grid::Level,
        id::{GridId, PatrolRuleId, PersonId, WaiverId},
        patrol_rule::{PatrolRule, Waiver},
        roster::Role,
    },
    ops::{OpResult, Workspace, query::ledger::Row},
};

/// A rule with the words to show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleLine {
    pub id: PatrolRuleId,
    pub rule: PatrolRule,
    /// 「全区」 or the name of the grid.
    pub reach: String,
    /// In force on the day.
    pub in_force: bool,
}

/// A waiver with the names to show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaiverLine {
    pub id: WaiverId,
    pub waiver: Waiver,
    pub grid: String,
    pub person: String,
}

/// Every rule: by level and role, the whole district before single grids, older before newer.
///
/// # Errors
/// Only those of the store.
pub fn rules(ws: &Workspace, day: NaiveDate) -> OpResult<Vec<RuleLine>> {
    let mut lines = Vec::new();
    for rule in ws.store.patrol_rules()? {
        let reach = match rule.facts.grid {
            Some(grid) => grid_name(ws, grid, rule.period.from)?,
            None => "全区".to_owned(),
        };
        lines.push(RuleLine { id: rule.id, reach, in_force: rule.period.contains(day), rule });
    }
    let order = |line: &RuleLine| -> (Level, Role, bool, NaiveDate, PatrolRuleId) {
        let facts = &line.rule.facts;
        (facts.level, facts.role, facts.grid.is_some(), line.rule.period.from, line.id)
    };
    lines.sort_by_key(order);
    Ok(lines)
}

/// Every waiver, newest first.
///
/// # Errors
/// Only those of the store.
pub fn waivers(ws: &Workspace) -> OpResult<Vec<WaiverLine>> {
    let mut lines = Vec::new();
    for waiver in ws.store.waivers()? {
        let day = waiver.period.from;
        let grid = waiver.grid.map(|grid| grid_name(ws, grid, day)).transpose()?.unwrap_or_default();
        let person = match waiver.person {
            Some(person) => person_name(ws, person)?,
            None => String::new(),
        };
        lines.push(WaiverLine { id: waiver.id, waiver, grid, person });
    }
    Ok(lines)
}

fn grid_name(ws: &Workspace, grid: GridId, day: NaiveDate) -> OpResult<String> {
    Ok(ws.store.grid_near(grid, day)?.map(|row| row.facts.name).unwrap_or_default())
}

fn person_name(ws: &Workspace, person: PersonId) -> OpResult<String> {
    Ok(ws.store.person(person)?.map(|row| row.name).unwrap_or_default())
}

/// Every rule as a row of named values.
///
/// # Errors
/// Only those of the store.
pub fn rule_rows(ws: &Workspace, day: NaiveDate) -> OpResult<Vec<Row>> {
    let row = |line: &RuleLine| {
        let (facts, period) = (&line.rule.facts, &line.rule.period);
        Row(vec![
            ("id", json!(line.id)),
            ("level", json!(facts.level.label())),
            ("role", json!(facts.role.label())),
            ("reach", json!(line.reach)),
            ("frequency", json!(facts.frequency_words())),
            ("months", json!(facts.months.words())),
            ("way", json!(facts.way)),
            ("from", json!(period.from)),
            ("until", json!(period.last_day())),
            ("in_force", json!(line.in_force)),
            ("basis", json!(line.rule.basis())),
            ("note", json!(facts.note)),
        ])
    };
    Ok(rules(ws, day)?.iter().map(row).collect())
}

/// Every waiver as a row of named values, newest first.
///
/// # Errors
/// Only those of the store.
pub fn waiver_rows(ws: &Workspace) -> OpResult<Vec<Row>> {
    let row = |line: &WaiverLine| {
        let period: &Period = &line.waiver.period;
        Row(vec![
            ("id", json!(line.id)),
            ("grid", json!(line.grid)),
            ("person", json!(line.person)),
            ("from", json!(period.from)),
            ("until", json!(period.last_day())),
            ("reason", json!(line.waiver.reason)),
            ("document", json!(line.waiver.document)),
        ])
    };
    Ok(waivers(ws)?.iter().map(row).collect())
}
