//! What still holds on the day of a reform and stands in its way: duties of grids that are closed and 专人 sent to them, 包联
//! and pairings over grids that are closed or change their parent.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Change, MergeInto};
use crate::{
    domain::id::{ChargeId, DelegateId, DutyId, GridId, PairingId},
    ops::{OpResult, Tx, grid, roster},
    store::{DutyRow, Store},
};

/// One thing that has to end, in words: 「撖家塔村监督人 王某」.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenItem<Id> {
    pub id: Id,
    pub words: String,
    /// Whether it began before the day. What had not begun never comes into force.
    begun: bool,
}

/// Everything that has to end on the day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpenItems {
    pub duties: Vec<OpenItem<DutyId>>,
    pub charges: Vec<OpenItem<ChargeId>>,
    pub pairings: Vec<OpenItem<PairingId>>,
    pub delegates: Vec<OpenItem<DelegateId>>,
}

impl OpenItems {
    pub fn is_empty(&self) -> bool {
        self.listed().iter().all(|(.., words)| words.is_empty())
    }

    /// What it is, how it is counted and each in words, kind by kind.
    pub fn listed(&self) -> [(&'static str, &'static str, Vec<String>); 4] {
        [
            ("网格职责", "项", texts(&self.duties)),
            ("包联", "项", texts(&self.charges)),
            ("对应关系", "项", texts(&self.pairings)),
            ("指派的专人", "名", texts(&self.delegates)),
        ]
    }

    /// 「结束网格职责 2 项（…）」 and so on, naming the first few of each.
    pub fn in_words(&self) -> Vec<String> {
        let mut words = Vec::new();
        for (what, unit, items) in self.listed() {
            grid::note(&mut words, &format!("结束{what}"), unit, items);
        }
        words
    }

    /// 「网格职责 2 项、包联 1 项」; `None` when there is nothing.
    pub fn count_words(&self) -> Option<String> {
        let held = self.listed().into_iter().filter(|(.., items)| !items.is_empty());
        let said: Vec<_> = held.map(|(what, unit, items)| format!("{what} {} {unit}", items.len())).collect();
        (!said.is_empty()).then(|| said.join("、"))
    }

    /// Ends what can be ended. A duty that begins on the day or later is left: closing its grid names and refuses it.
    pub(super) fn end(&self, tx: &Tx<'_>, on: NaiveDate) -> OpResult<()> {
        for duty in self.duties.iter().filter(|duty| duty.begun) {
            roster::end_with_links(tx, duty.id, on)?;
        }
        for charge in &self.charges {
            if charge.begun {
                tx.store.end_charge(charge.id, on)?;
            } else {
                tx.store.delete_charge(charge.id)?;
            }
        }
        for pairing in &self.pairings {
            if pairing.begun {
                tx.store.end_pairing(pairing.id, on)?;
            } else {
                tx.store.delete_pairing(pairing.id)?;
            }
        }
        for delegate in &self.delegates {
            if delegate.begun {
                tx.store.end_delegate(delegate.id, on)?;
            } else {
                tx.store.delete_delegate(delegate.id)?;
            }
        }
        Ok(())
    }

    /// Names what was ended, so that it can be given out anew.
    pub(super) fn warn(&self, tx: &mut Tx<'_>) {
        for (what, _, ended) in self.listed() {
            if !ended.is_empty() {
                tx.warn(format!("已一并结束{what}：{}；需要延续的请重新明确", ended.join("、")));
            }
        }
    }
}

fn texts<Id>(items: &[OpenItem<Id>]) -> Vec<String> {
    items.iter().map(|item| item.words.clone()).collect()
}

/// What stands in the way of a change on a day.
pub(in crate::ops) fn open_items(store: &Store, change: &Change, on: NaiveDate) -> OpResult<OpenItems> {
    let (closing, leaving) = touched(store, change, on)?;
    let mut items = OpenItems::default();
    for grid in &closing {
        for row in store.duties_of_grid_from(*grid, on)? {
            let words = duty_words(store, &row, on)?;
            items.duties.push(OpenItem { id: row.duty.id, words, begun: row.duty.period.from < on });
        }
    }
    let ending: BTreeSet<DutyId> = items.duties.iter().map(|duty| duty.id).collect();
    for grid in &closing {
        for row in store.delegates_of_grid_from(*grid, on)?.into_iter().filter(|row| !ending.contains(&row.duty)) {
            let name = store.grid_name(*grid, on)?.unwrap_or_default();
            let words = format!("{} 指导「{name}」", row.person_name);
            items.delegates.push(OpenItem { id: row.id, words, begun: row.period.from < on });
        }
    }
    let everywhere = closing.iter().map(|grid| (*grid, None)).chain(leaving);
    for (grid, parent) in everywhere {
        charges_over(store, grid, parent, &ending, on, &mut items)?;
        pairings_over(store, grid, parent, &ending, on, &mut items)?;
    }
    Ok(items)
}

/// A grid that changes its parent, and the new one where it is known.
type Leaving = (GridId, Option<GridId>);

/// The grids a change closes, and those it puts under another parent.
fn touched(store: &Store, change: &Change, on: NaiveDate) -> OpResult<(Vec<GridId>, Vec<Leaving>)> {
    Ok(match change {
        Change::Rename { .. } | Change::Open { .. } => (Vec::new(), Vec::new()),
        Change::Close { grid } => (vec![*grid], Vec::new()),
        Change::Move { grids, parent, .. } => (Vec::new(), grids.iter().map(|grid| (*grid, Some(*parent))).collect()),
        Change::Split { grid, lives_on, parts } => {
            let leaving = parts.iter().flat_map(|part| &part.children).map(|child| (*child, None)).collect();
            (if *lives_on { Vec::new() } else { vec![*grid] }, leaving)
        }
        Change::Merge { grids, into, .. } => {
            let target = match into {
                MergeInto::Grid(target) => Some(*target),
                MergeInto::New { .. } => None,
            };
            let closing: BTreeSet<GridId> = grids.iter().copied().filter(|grid| Some(*grid) != target).collect();
            let mut leaving = Vec::new();
            for grid in &closing {
                leaving.extend(store.children_at(*grid, on)?.into_iter().map(|child| (child.id, target)));
            }
            (closing.into_iter().collect(), leaving)
        }
    })
}

/// 包联 over a grid by duties that do not end with it and are not of its new parent.
fn charges_over(
    store: &Store,
    grid: GridId,
    parent: Option<GridId>,
    ending: &BTreeSet<DutyId>,
    on: NaiveDate,
    items: &mut OpenItems,
) -> OpResult<()> {
    for charge in store.charges_of_grid_from(grid, on)? {
        if ending.contains(&charge.duty) {
            continue;
        }
        let Some(row) = store.duty_at(charge.duty, on)?.filter(|row| Some(row.duty.grid) != parent) else { continue };
        let name = store.grid_name(grid, on)?.unwrap_or_default();
        let words = format!("{} 包联「{name}」", duty_words(store, &row, on)?);
        items.charges.push(OpenItem { id: charge.id, words, begun: charge.period.from < on });
    }
    Ok(())
}

/// Pairings limited to a grid, between duties that do not end with it and are not of its new parent.
fn pairings_over(
    store: &Store,
    grid: GridId,
    parent: Option<GridId>,
    ending: &BTreeSet<DutyId>,
    on: NaiveDate,
    items: &mut OpenItems,
) -> OpResult<()> {
    for pairing in store.pairings_of_grid_from(grid, on)? {
        if ending.contains(&pairing.overseer) || ending.contains(&pairing.supervisor) {
            continue;
        }
        // Those among the people of the grid itself go along with it.
        let stays = |row: &DutyRow| row.duty.grid == grid || Some(row.duty.grid) == parent;
        let Some(row) = store.duty_at(pairing.overseer, on)?.filter(|row| !stays(row)) else { continue };
        let name = store.grid_name(grid, on)?.unwrap_or_default();
        let words = format!("{} 就「{name}」的对应", duty_words(store, &row, on)?);
        items.pairings.push(OpenItem { id: pairing.id, words, begun: pairing.period.from < on });
    }
    Ok(())
}

fn duty_words(store: &Store, row: &DutyRow, on: NaiveDate) -> OpResult<String> {
    let grid = store.grid_name(row.duty.grid, on)?.unwrap_or_default();
    Ok(format!("{grid}{} {}", row.duty.role.label(), roster::holder_words(row)))
}
