//! Who holds what on a day as rows: terms, grid roles, 包联, pairings, 指派专人. One statement for each kind.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::Row;
use crate::{
    domain::{
        id::{DutyId, GridId, PostId},
        roster::DutyHolder,
    },
    ops::{OpResult, Workspace},
    store::DutyRow,
};

pub(super) fn incumbencies(ws: &Workspace, day: NaiveDate) -> OpResult<Vec<Row>> {
    let rows = ws.store.incumbencies_at(day)?;
    Ok(rows
        .iter()
        .map(|term| {
            Row(vec![
                ("id", json!(term.id)),
                ("person", json!(term.person_name)),
                ("unit", json!(term.unit_name)),
                ("title", json!(term.post_title)),
                ("from", json!(term.period.from)),
                ("until", json!(term.period.until)),
                ("document", json!(term.document)),
            ])
        })
        .collect())
}

/// Who holds each post on a day.
pub(in crate::ops::query) fn holders(ws: &Workspace, day: NaiveDate) -> OpResult<BTreeMap<PostId, Vec<String>>> {
    let mut names: BTreeMap<PostId, Vec<String>> = BTreeMap::new();
    for term in ws.store.incumbencies_at(day)? {
        names.entry(term.post).or_default().push(term.person_name);
    }
    Ok(names)
}

/// The duties of a day with the words that rows say of them.
struct Book {
    duties: Vec<DutyRow>,
    /// Where each duty stands in `duties`.
    places: HashMap<DutyId, usize>,
    holders: BTreeMap<PostId, Vec<String>>,
    grids: HashMap<GridId, String>,
}

impl Book {
    fn read(ws: &Workspace, day: NaiveDate) -> OpResult<Self> {
        let duties = ws.store.duties_at(day)?;
        let places = duties.iter().enumerate().map(|(place, row)| (row.duty.id, place)).collect();
        let grids = ws.store.grids_at(day)?.into_iter().map(|grid| (grid.id, grid.facts.name)).collect();
        Ok(Self { duties, places, holders: holders(ws, day)?, grids })
    }

    fn duty(&self, id: DutyId) -> Option<&DutyRow> {
        self.places.get(&id).map(|place| &self.duties[*place])
    }

    fn grid(&self, grid: GridId) -> Option<&String> {
        self.grids.get(&grid)
    }

    /// The people behind a duty, 「姓名1、姓名2」; `None` while its post is vacant.
    fn person(&self, row: &DutyRow) -> Option<String> {
        match row.duty.holder {
            DutyHolder::Post(post) => self.holders.get(&post).map(|names| names.join("、")),
            DutyHolder::Person(_) => row.person_name.clone(),
        }
    }

    /// Role, post and people of a duty, without what there is none of.
    fn spoken(&self, id: DutyId) -> Option<Value> {
        let words = |row: &DutyRow| [Some(row.duty.role.label().to_owned()), post(row), self.person(row)];
        self.duty(id).map(|row| json!(words(row).into_iter().flatten().collect::<Vec<_>>()))
    }
}

fn post(row: &DutyRow) -> Option<String> {
    row.post_title.as_ref().map(|title| format!("{}{title}", row.unit_name.as_deref().unwrap_or_default()))
}

pub(super) fn duties(ws: &Workspace, day: NaiveDate) -> OpResult<Vec<Row>> {
    let book = Book::read(ws, day)?;
    let row = |row: &DutyRow| {
        Row(vec![
            ("id", json!(row.duty.id)),
            ("grid", json!(book.grid(row.duty.grid))),
            ("role", json!(row.duty.role.label())),
            ("post", json!(post(row))),
            ("person", json!(book.person(row))),
            ("title", json!(row.duty.title)),
            ("from", json!(row.duty.period.from)),
            ("until", json!(row.duty.period.until)),
        ])
    };
    Ok(book.duties.iter().map(row).collect())
}

pub(super) fn charges(ws: &Workspace, day: NaiveDate) -> OpResult<Vec<Row>> {
    let book = Book::read(ws, day)?;
    let mut charges = ws.store.charges_at(day)?;
    charges.sort_by_key(|charge| book.places.get(&charge.duty).copied());
    let row = |charge: &crate::store::ChargeRow| {
        let duty = book.duty(charge.duty)?;
        Some(Row(vec![
            ("id", json!(charge.id)),
            ("role", json!(duty.duty.role.label())),
            ("post", json!(post(duty))),
            ("person", json!(book.person(duty))),
            ("grid", json!(book.grid(charge.grid))),
            ("from", json!(charge.period.from)),
            ("until", json!(charge.period.until)),
        ]))
    };
    Ok(charges.iter().filter_map(row).collect())
}

/// Which 监管 duty answers to which 监督 duty on the day (G20).
pub(super) fn pairings(ws: &Workspace, day: NaiveDate) -> OpResult<Vec<Row>> {
    let book = Book::read(ws, day)?;
    let mut pairings = ws.store.pairings_at(day)?;
    pairings.sort_by_key(|pairing| book.places.get(&pairing.supervisor).copied());
    let row = |pairing: &crate::store::PairingRow| {
        Row(vec![
            ("id", json!(pairing.id)),
            ("overseer", json!(book.spoken(pairing.overseer))),
            ("supervisor", json!(book.spoken(pairing.supervisor))),
            ("grid", json!(pairing.grid.and_then(|grid| book.grid(grid)))),
            ("from", json!(pairing.period.from)),
            ("until", json!(pairing.period.until)),
        ])
    };
    Ok(pairings.iter().map(row).collect())
}

/// Whom each 副总监管人 sends on the day (R042); without a grid they guide all that answer to the 副总监管人.
pub(super) fn delegates(ws: &Workspace, day: NaiveDate) -> OpResult<Vec<Row>> {
    let book = Book::read(ws, day)?;
    let row = |delegate: crate::store::DelegateRow| {
        let duty = book.duty(delegate.duty);
        Row(vec![
            ("id", json!(delegate.id)),
            ("unit", json!(duty.and_then(|row| row.unit_name.as_ref()))),
            ("post", json!(duty.and_then(|row| row.post_title.as_ref()))),
            ("holder", json!(duty.and_then(|row| book.person(row)))),
            ("person", json!(delegate.person_name)),
            ("grid", json!(delegate.grid.and_then(|grid| book.grid(grid)))),
            ("from", json!(delegate.period.from)),
            ("until", json!(delegate.period.until)),
            ("document", json!(delegate.document)),
        ])
    };
    Ok(ws.store.delegates_at(day)?.into_iter().map(row).collect())
}
