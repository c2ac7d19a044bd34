//! How titles and messages name grids, duties and their holders.

use chrono::NaiveDate;

use crate::{
    domain::{
        date::Period,
        id::{DutyId, GridId, PersonId},
        roster::DutyHolder,
    },
    ops::{OpFault, OpResult, Tx, grid},
    store::DutyRow,
};

/// A grid with what it belongs to: 「罕台镇撖家塔村」.
pub(super) fn grid(tx: &Tx<'_>, id: GridId, day: NaiveDate) -> OpResult<String> {
    let row = tx.store.grid_near(id, day)?.ok_or_else(|| OpFault::not_found("网格", id))?;
    grid::full_name(tx, &row.facts, day)
}

/// A duty's grid and role: 「铜川镇总监督人」.
pub(in crate::ops) fn role(tx: &Tx<'_>, row: &DutyRow, day: NaiveDate) -> OpResult<String> {
    Ok(self::grid(tx, row.duty.grid, day)? + row.duty.role.label())
}

/// Who a duty belongs to: 「铜川镇人民政府镇长」 or 「王某（社长）」.
pub(in crate::ops) fn holder(row: &DutyRow) -> String {
    match (&row.unit_name, &row.post_title, &row.person_name) {
        (Some(unit), Some(post), _) => format!("{unit}{post}"),
        (_, _, Some(person)) if row.duty.title.is_empty() => person.clone(),
        (_, _, Some(person)) => format!("{person}（{}）", row.duty.title),
        _ => String::new(),
    }
}

/// A duty that has to exist.
pub(super) fn duty(tx: &Tx<'_>, duty: DutyId) -> OpResult<DutyRow> {
    tx.store.duty(duty)?.ok_or_else(|| OpFault::not_found("网格职责", duty))
}

/// The people behind a duty with the time each has it.
pub(super) fn people(tx: &Tx<'_>, row: &DutyRow) -> OpResult<Vec<(PersonId, String, Period)>> {
    match row.duty.holder {
        DutyHolder::Person(person) => Ok(vec![(person, row.person_name.clone().unwrap_or_default(), row.duty.period)]),
        DutyHolder::Post(post) => {
            let terms = tx.store.incumbencies_of_post(post)?.into_iter();
            Ok(terms
                .filter_map(|term| Some((term.person, term.person_name, term.period.common(&row.duty.period)?)))
                .collect())
        }
    }
}

/// A duty with its grid, role and holder: 「罕台镇撖家塔村监督人 王某」.
pub(in crate::ops) fn duty_words(tx: &Tx<'_>, id: DutyId, day: NaiveDate) -> OpResult<String> {
    let row = duty(tx, id)?;
    Ok(format!("{} {}", role(tx, &row, day)?, holder(&row)))
}
