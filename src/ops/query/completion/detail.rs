//! Behind one line: every stretch with the patrols counted for it.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::{CompletionAsk, Loaded};
use crate::{
    domain::{
        completion::{Account, Slot, SlotKind},
        date::Period,
        id::{GridId, PatrolId, PatrolRuleId, PersonId, WaiverId},
        patrol_rule::{PatrolRule, Waiver},
        problem::words,
        roster::Role,
    },
    ops::{OpResult, Workspace},
};

words! {
    /// What became of a stretch, in one word.
    SlotState {
        Done = "已巡",
        Partly = "未巡满",
        Missing = "未巡",
        Running = "进行中",
        Waived = "免巡",
        Vacant = "空缺",
        Shared = "接替",
    }
}

/// One stretch of a person in a grid and role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SlotLine {
    /// 「2025年3月」.
    pub name: String,
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// 「每周 1 次」.
    pub rule: String,
    pub state: SlotState,
    pub times: u16,
    pub done: u16,
    pub made_up: u16,
    pub entered_late: u16,
    /// Why it is waived.
    pub reason: String,
    pub patrols: Vec<PatrolCounted>,
}

/// A patrol that was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PatrolCounted {
    pub id: PatrolId,
    pub date: NaiveDate,
    pub recorded_on: NaiveDate,
}

/// The stretches of one line, in the order of the calendar.
///
/// # Errors
/// Those of [`super::completion`].
pub fn slots(
    ws: &Workspace,
    ask: &CompletionAsk,
    (grid, role, person): (GridId, Role, Option<PersonId>),
    day: NaiveDate,
) -> OpResult<Vec<SlotLine>> {
    let ask = CompletionAsk { grid: Some(grid), person, ..*ask };
    let loaded = Loaded::read(ws, &ask, day)?;
    let accounts = loaded.accounts(ws, |own| own == grid)?;
    let wanted = accounts.iter().find(|account| account.role == role && account.person == person);
    let rules: HashMap<PatrolRuleId, &PatrolRule> = loaded.facts.rules.iter().map(|rule| (rule.id, rule)).collect();
    let waivers: HashMap<WaiverId, &Waiver> = loaded.facts.waivers.iter().map(|waiver| (waiver.id, waiver)).collect();
    let line = |account: &Account, place: usize, slot: &Slot| {
        let rule = rules.get(&slot.rule);
        let per = rule.and_then(|rule| rule.facts.per);
        let counted = account.counted.iter().filter(|counted| counted.slot as usize == place);
        SlotLine {
            name: per.map(|per| per.name(&slot.period)).unwrap_or_default(),
            from: slot.period.from,
            to: last_day(&slot.period),
            rule: rule.map(|rule| rule.facts.frequency_words()).unwrap_or_default(),
            state: state(slot),
            times: slot.times,
            done: slot.done(),
            made_up: slot.made_up,
            entered_late: slot.entered_late,
            reason: match slot.kind {
                SlotKind::Waived(id) => waivers.get(&id).map(|waiver| waiver.reason.clone()).unwrap_or_default(),
                _ => String::new(),
            },
            patrols: counted
                .map(|counted| PatrolCounted {
                    id: counted.patrol,
                    date: counted.date,
                    recorded_on: counted.recorded_on,
                })
                .collect(),
        }
    };
    let lines = wanted.map(|account| {
        let slots = account.slots.iter().enumerate();
        slots.map(|(place, slot)| line(account, place, slot)).collect()
    });
    Ok(lines.unwrap_or_default())
}

fn last_day(period: &Period) -> NaiveDate {
    period.last_day().unwrap_or(period.from)
}

fn state(slot: &Slot) -> SlotState {
    match slot.kind {
        SlotKind::Vacant => SlotState::Vacant,
        SlotKind::Shared => SlotState::Shared,
        SlotKind::Waived(_) => SlotState::Waived,
        SlotKind::Due if slot.missing() == 0 => SlotState::Done,
        SlotKind::Due if slot.running => SlotState::Running,
        SlotKind::Due if slot.done() > 0 => SlotState::Partly,
        SlotKind::Due => SlotState::Missing,
    }
}
