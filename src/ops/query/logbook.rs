//! 整月录入: what a month of one village is written with — its people, groups and what is recorded already.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use chrono::NaiveDate;

use super::{completion, people};
use crate::{
    domain::{
        date::Period,
        grid::Level,
        id::{GridId, PersonId},
        logbook::{Book, Group, Known, LINES_MAX, Walker, book::last_day},
        roster::{DutyHolder, Role},
        search,
    },
    ops::{OpFault, OpResult, Workspace, patrol::relatives},
    store::{DutyRow, GridRow, PatrolFilter, PatrolRow},
};

/// The book of a village for a month; `guests` are people from elsewhere whom the sheet names already.
///
/// Codes are stable for the month: those with a duty on its first day come first, then whoever came later, then those
/// without a duty there in the order they walked, then the guests.
///
/// # Errors
/// A fault of `grid` when the village did not exist in that month, or is none.
pub fn book(ws: &Workspace, grid: GridId, month: NaiveDate, guests: &[PersonId]) -> OpResult<Book> {
    let (first, last) = (month, last_day(month));
    let village = standing(ws, grid, first, last)?;
    let groups = groups(ws, &village, first, last)?;
    let rows = recorded(ws, grid, first, last)?;
    let mut walkers = on_duty(ws, &village, &groups, first, last)?;
    let near: BTreeSet<GridId> = relatives(&ws.store, grid, last.min(ws.today().max(first)))?;
    let walked = rows.iter().flat_map(|row| row.patrol.patrollers.iter().copied());
    for person in walked.chain(guests.iter().copied()) {
        if !walkers.iter().any(|walker| walker.person == person) {
            walkers.extend(stranger(ws, person, last.min(ws.today()))?);
        }
    }
    let names: Vec<String> = walkers.iter().map(|walker| walker.name.clone()).collect();
    for (place, walker) in walkers.iter_mut().enumerate() {
        walker.code = place as u32 + 1;
        let namesakes = names.iter().filter(|name| **name == walker.name).count() > 1;
        walker.label = if namesakes { format!("{}（{}）", walker.name, walker.code) } else { walker.name.clone() };
        walker.spans.extend(standing_elsewhere(ws, walker.person, &near)?);
    }
    let due = due_in_month(ws, grid, month)?;
    Ok(Book {
        grid,
        grid_name: village.facts.name.clone(),
        place: place(ws, &village, last)?,
        grid_code: village.facts.stat_code,
        month,
        today: ws.today(),
        groups,
        walkers,
        known: rows.iter().map(known).collect(),
        due,
    })
}

/// 应巡 of everyone in a village and month, by the 巡田制度; empty where it does not say how often.
pub fn due_in_month(ws: &Workspace, grid: GridId, month: NaiveDate) -> OpResult<BTreeMap<PersonId, u32>> {
    completion::owed(ws, grid, month, last_day(month))
}

/// The village as it stood on the last day of the month that it did.
fn standing(ws: &Workspace, grid: GridId, first: NaiveDate, last: NaiveDate) -> OpResult<GridRow> {
    let versions = ws.store.grid_versions(grid)?;
    let Some(newest) = versions.last() else { return Err(OpFault::not_found("网格", grid)) };
    let name = newest.facts.name.clone();
    let month = Period { from: first, until: last.succ_opt() };
    match versions.into_iter().rev().find(|version| version.period.overlaps(&month)) {
        Some(row) if row.level == Level::Village => Ok(row),
        Some(row) => {
            let message = format!("「{name}」是{}，整月录入按村（社区）进行，请选择村（社区）", row.level.label());
            Err(OpFault::field("grid", message))
        }
        None => {
            let month = crate::domain::logbook::book::month_words(first);
            Err(OpFault::field("grid", format!("「{name}」在{month}不存在，请选择当时有效的村（社区）或改月份")))
        }
    }
}

/// 「罕台镇撖家塔村」.
fn place(ws: &Workspace, village: &GridRow, day: NaiveDate) -> OpResult<String> {
    let town = village.facts.parent.map(|town| ws.store.grid_name(town, day)).transpose()?.flatten();
    Ok(format!("{}{}", town.unwrap_or_default(), village.facts.name))
}

/// The groups of the month; numbered by the suffix of their codes where all have one, else in their order.
fn groups(ws: &Workspace, village: &GridRow, first: NaiveDate, last: NaiveDate) -> OpResult<Vec<Group>> {
    let mut rows: Vec<GridRow> = Vec::new();
    for day in [first, last] {
        for row in ws.store.children_at(village.id, day)? {
            if !rows.iter().any(|known| known.id == row.id) {
                rows.push(row);
            }
        }
    }
    let suffix = |row: &GridRow| -> Option<u32> {
        let code = row.facts.stat_code.strip_prefix(&village.facts.stat_code)?;
        code.parse().ok().filter(|code| *code > 0 && !village.facts.stat_code.is_empty())
    };
    let suffixes: HashSet<u32> = rows.iter().filter_map(suffix).collect();
    let by_code = suffixes.len() == rows.len();
    let number = |(place, row): (usize, GridRow)| Group {
        code: suffix(&row).filter(|_| by_code).unwrap_or(place as u32 + 1),
        id: row.id,
        key: search::key(&[&row.facts.name]),
        name: row.facts.name,
    };
    Ok(rows.into_iter().enumerate().map(number).collect())
}

fn recorded(ws: &Workspace, grid: GridId, first: NaiveDate, last: NaiveDate) -> OpResult<Vec<PatrolRow>> {
    let filter = PatrolFilter { from: Some(first), to: Some(last), grids: Some(vec![grid]), ..PatrolFilter::default() };
    let mut rows = ws.store.patrols_forward(&filter, None, LINES_MAX as u32)?;
    // In the order they were entered: who comes later does not move the codes of those before.
    rows.sort_by_key(|row| row.id);
    Ok(rows)
}

fn known(row: &PatrolRow) -> Known {
    let mut people = row.patrol.patrollers.clone();
    people.sort();
    let patrol = &row.patrol;
    Known { date: patrol.date, start: patrol.start, kind: patrol.kind, group: patrol.group, people }
}

/// Everyone with a duty in the village or its groups in the month.
fn on_duty(
    ws: &Workspace,
    village: &GridRow,
    groups: &[Group],
    first: NaiveDate,
    last: NaiveDate,
) -> OpResult<Vec<Walker>> {
    let month = Period { from: first, until: last.succ_opt() };
    let places = std::iter::once((village.id, village.facts.name.clone(), None));
    let places = places.chain(groups.iter().map(|group| (group.id, group.name.clone(), Some(group.id))));
    let mut all = Vec::new();
    for (order, (grid, name, group)) in places.enumerate() {
        for duty in ws.store.duty_history_of_grid(grid)? {
            let Some(time) = duty.duty.period.common(&month).map(|_| duty.duty.period) else { continue };
            for (person, who, span) in behind(ws, &duty, time)? {
                if span.overlaps(&month) {
                    // Who was there on the first day keeps the place of their role, whoever comes later.
                    let place = (span.from.max(first), order, duty.duty.role);
                    all.push((place, person, who, duty.duty.role, name.clone(), group, span));
                }
            }
        }
    }
    all.sort_by_key(|one| one.0);
    let mut walkers: Vec<Walker> = Vec::new();
    for (_, person, who, role, place, group, span) in all {
        let words = format!("{place} {}", role.label());
        if let Some(known) = walkers.iter_mut().find(|walker| walker.person == person) {
            known.spans.push(span);
            if known.group != group {
                known.group = None;
                known.is_member &= role == Role::GridMember;
            }
            if !known.words.contains(&words) {
                known.words = format!("{}；{words}", known.words);
            }
            continue;
        }
        walkers.push(Walker {
            code: 0,
            person,
            label: String::new(),
            key: search::key(&[&who]),
            name: who,
            words,
            group,
            is_member: role == Role::GridMember,
            spans: vec![span],
        });
    }
    Ok(walkers)
}

/// Who held a duty in its time: a person, or the holders of its post one after the other.
fn behind(ws: &Workspace, row: &DutyRow, time: Period) -> OpResult<Vec<(PersonId, String, Period)>> {
    Ok(match row.duty.holder {
        DutyHolder::Person(person) => vec![(person, row.person_name.clone().unwrap_or_default(), time)],
        DutyHolder::Post(post) => {
            let terms = ws.store.incumbencies_of_post(post)?.into_iter();
            terms.filter_map(|term| Some((term.person, term.person_name, term.period.common(&time)?))).collect()
        }
    })
}

/// Somebody without a duty there.
fn stranger(ws: &Workspace, person: PersonId, day: NaiveDate) -> OpResult<Option<Walker>> {
    let Some(row) = ws.store.person(person)? else { return Ok(None) };
    let words = people::offices(&ws.store, person, day)?.join("；");
    Ok(Some(Walker {
        code: 0,
        person,
        label: String::new(),
        key: search::key(&[&row.name]),
        name: row.name,
        words: if words.is_empty() { "没有任职和职责".to_owned() } else { words },
        group: None,
        is_member: false,
        spans: Vec::new(),
    }))
}

/// When somebody had a post anywhere or a duty in this part of the tree.
fn standing_elsewhere(ws: &Workspace, person: PersonId, near: &BTreeSet<GridId>) -> OpResult<Vec<Period>> {
    let terms = ws.store.incumbencies_of_person(person)?.into_iter().map(|term| term.period);
    let duties = ws.store.duties_of_person(person)?.into_iter().filter(|row| near.contains(&row.duty.grid));
    Ok(terms.chain(duties.map(|row| row.duty.period)).collect())
}
