//! Rows of 巡查: each is recorded like one that is typed; a patrol that is recorded already is left as it is.

use std::collections::BTreeSet;

use super::{Done, book::Book, cells::Cells, roster::grid_of};
use crate::{
    domain::{
        grid::Level,
        id::{GridId, PersonId},
        import::clean,
        logbook::{says_nothing, times},
        patrol::{Finding, Patrol, PatrolKind},
    },
    ops::{OpFault, OpResult, Refusal, Tx, patrol},
    store::{GridRow, PatrolFilter},
};

pub(super) fn patrol(tx: &mut Tx<'_>, book: &mut Book, cells: &mut Cells<'_>) -> OpResult<Done> {
    let date = cells.needed_day("date", tx.today)?;
    let (start, end) = times(&cells.text("time")).map_err(|message| OpFault::field("time", message))?;
    let lowest = grid_of(book, cells, date)?;
    let (grid, group) = match (lowest.level, lowest.facts.parent) {
        (Level::Group, Some(village)) => (village, Some(lowest.id)),
        _ => (lowest.id, None),
    };
    if book.own.as_ref().is_some_and(|own| !own.contains(&grid)) {
        let scope = tx.operator.scope.map(|scope| tx.store.grid_name(scope, tx.today)).transpose()?.flatten();
        return Err(Refusal::Scope { operator: tx.operator.name.clone(), scope: scope.unwrap_or_default() }.into());
    }
    let (finding, found) = found(&cells.text("found"));
    let record = Patrol {
        date,
        start,
        end,
        kind: kind(&cells.name("kind"))?,
        grid,
        group,
        patrollers: patrollers(tx, book, cells, &lowest)?,
        way: cells.text("way"),
        finding,
        found,
        action: cells.text("action"),
        weather: cells.text("weather"),
        note: cells.text("note"),
    };
    if is_recorded(tx, &record)? {
        return Ok(Done::same("已经登记过"));
    }
    patrol::record(tx, record)?;
    Ok(Done::new("登记巡查"))
}

fn kind(text: &str) -> OpResult<PatrolKind> {
    if text.is_empty() {
        return Ok(PatrolKind::Routine);
    }
    PatrolKind::from_label(text).ok_or_else(|| {
        let kinds = PatrolKind::ALL.map(PatrolKind::label).join("、");
        OpFault::field("kind", format!("没有「{text}」这个类型，可选：{kinds}"))
    })
}

/// 「发现问题：…」 as ledgers write it, or what was found in plain words.
fn found(text: &str) -> (Finding, String) {
    let plain =
        text.strip_prefix(Finding::Problem.label()).map_or(text, |rest| rest.trim_start_matches(['：', ':', ' ']));
    if says_nothing(plain) && !text.starts_with(Finding::Problem.label()) {
        (Finding::Nothing, String::new())
    } else if let Some(remark) = text.strip_prefix("未发现问题：") {
        (Finding::Nothing, remark.to_owned())
    } else {
        (Finding::Problem, plain.to_owned())
    }
}

/// The people of a row; a name that several bear means whoever has a duty there.
fn patrollers(tx: &Tx<'_>, book: &Book, cells: &Cells<'_>, grid: &GridRow) -> OpResult<Vec<PersonId>> {
    let text = cells.needed("patrollers")?;
    let mut people = Vec::new();
    for name in clean::list(&text) {
        let named = book.people_named(&name);
        let person = match named {
            [one] => one.id,
            [] => {
                let message = format!("没有登记人员「{name}」，请核对姓名，或先导入人员");
                return Err(OpFault::field("patrollers", message));
            }
            several => {
                let near = patrol::relatives(tx.store, grid.id, tx.today)?;
                let mut own = Vec::new();
                for person in several {
                    if has_duty(tx, person.id, &near)? {
                        own.push(person.id);
                    }
                }
                match own.as_slice() {
                    [one] => *one,
                    _ => {
                        let message = format!(
                            "有 {} 位「{name}」，在「{}」分不出是哪一位，请在窗口中登记这一次巡查",
                            several.len(),
                            grid.facts.name
                        );
                        return Err(OpFault::field("patrollers", message));
                    }
                }
            }
        };
        people.push(person);
    }
    Ok(people)
}

fn has_duty(tx: &Tx<'_>, person: PersonId, near: &BTreeSet<GridId>) -> OpResult<bool> {
    Ok(tx.store.duties_of_person(person)?.iter().any(|row| near.contains(&row.duty.grid)))
}

/// Whether the very same patrol stands in the ledger.
fn is_recorded(tx: &Tx<'_>, record: &Patrol) -> OpResult<bool> {
    let filter = PatrolFilter {
        from: Some(record.date),
        to: Some(record.date),
        grids: Some(vec![record.grid]),
        kind: Some(record.kind),
        ..PatrolFilter::default()
    };
    Ok(tx.store.patrols(&filter, None, 1_000)?.iter().any(|row| row.patrol == *record))
}
