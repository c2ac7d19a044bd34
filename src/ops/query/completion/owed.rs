//! 应巡 of the people of one village, for whoever writes down a month of it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{CompletionAsk, Loaded};
use crate::{
    domain::{
        completion::{Account, Derivation, SlotKind},
        id::{GridId, PersonId},
    },
    ops::{OpResult, Workspace},
};

/// How many patrols each person owes in a grid and below it, in stretches that end in the time, also in those that are
/// not over yet; what is waived is not owed. Empty where no rule says how often.
///
/// One walk counts for a duty of the grid and for one below it, so of several duties of a person only what all of them
/// take at least is owed.
///
/// # Errors
/// Those of [`super::completion`].
pub fn owed(ws: &Workspace, grid: GridId, from: NaiveDate, to: NaiveDate) -> OpResult<BTreeMap<PersonId, u32>> {
    let rules = ws.store.patrol_rules()?;
    if !rules.iter().any(|rule| rule.facts.frequency().is_some() && rule.period.from <= to) {
        return Ok(BTreeMap::new());
    }
    let ask = CompletionAsk { from, to, grid: Some(grid), person: None };
    let loaded = Loaded::read(ws, &ask, to)?;
    let within = loaded.within().unwrap_or_default();
    let derivation = Derivation::new(&loaded.facts, loaded.span, to, |place| within.contains(&place));
    // The most of any role, by person and grid.
    let mut most: BTreeMap<(PersonId, GridId), u32> = BTreeMap::new();
    for account in derivation.finish() {
        if let (Some(person), times @ 1..) = (account.person, times(&account)) {
            let known = most.entry((person, account.grid)).or_default();
            *known = times.max(*known);
        }
    }
    let mut owed: BTreeMap<PersonId, u32> = BTreeMap::new();
    for ((person, place), times) in &most {
        if *place != grid {
            *owed.entry(*person).or_default() += times;
        }
    }
    for ((person, _), times) in most.iter().filter(|((_, place), _)| *place == grid) {
        let below = owed.entry(*person).or_default();
        *below = (*below).max(*times);
    }
    Ok(owed)
}

fn times(account: &Account) -> u32 {
    let due = account.slots.iter().filter(|slot| slot.kind == SlotKind::Due);
    due.map(|slot| u32::from(slot.times)).sum()
}
