//! The roles of one grid of the chain, and who stood behind each on the day.

use chrono::NaiveDate;

use super::{Answerer, Band, Seat};
use crate::{
    domain::{
        date::Period,
        grid::Level,
        id::DutyId,
        roster::{DutyHolder, Role},
    },
    ops::OpResult,
    store::{DutyRow, GridRow, Store},
};

/// How many grids under 包联 one line names.
const NAMED: usize = 4;

/// The groups of a village that is asked for, with their 网格员; nothing below other places.
pub(super) fn groups_below(store: &Store, village: &GridRow, day: NaiveDate) -> OpResult<Option<Band>> {
    if village.level != Level::Village {
        return Ok(None);
    }
    let mut band = None;
    for group in store.children_at(village.id, day)? {
        let band = band.get_or_insert_with(|| Band {
            grid: village.id,
            level: Level::Group,
            kind: group.facts.kind,
            name: format!("{}下辖", village.facts.name),
            seats: Vec::new(),
        });
        for mut seat in role(store, &group, Role::GridMember, day)? {
            seat.about.clone_from(&group.facts.name);
            band.seats.push(seat);
        }
    }
    Ok(band)
}

/// Everyone in `grid` who answered for it and, where the chain goes on below, for the grid `below`.
pub(super) fn band(store: &Store, grid: &GridRow, below: Option<&GridRow>, day: NaiveDate) -> OpResult<Band> {
    let mut seats = Vec::new();
    // 副总监督人 in charge of the grid below, whom 副总监管人 answer to.
    let mut deputies: Vec<DutyId> = Vec::new();
    for role in Role::at(grid.level) {
        match (role, below) {
            (Role::DeputySupervisor | Role::Overseer, Some(below)) => {
                let charged = in_charge(store, grid, *role, below, day)?;
                if *role == Role::DeputySupervisor {
                    deputies = charged.iter().filter_map(|seat| seat.duty).collect();
                }
                seats.extend(charged);
            }
            (Role::DeputyOverseer, Some(below)) => seats.extend(answering(store, grid, &deputies, below, day)?),
            _ => seats.extend(self::role(store, grid, *role, day)?),
        }
    }
    let (level, kind, name) = (grid.level, grid.facts.kind, grid.facts.name.clone());
    Ok(Band { grid: grid.id, level, kind, name, seats })
}

/// Every holder of a role; one vacant seat when there is none and there has to be.
fn role(store: &Store, grid: &GridRow, role: Role, day: NaiveDate) -> OpResult<Vec<Seat>> {
    let mut seats = Vec::new();
    for row in of_role(store, grid, role, day)? {
        let about = if matches!(role, Role::DeputySupervisor | Role::Overseer) {
            charged(store, row.duty.id, day)?
        } else {
            String::new()
        };
        let sent = if role == Role::DeputyOverseer { delegates(store, row.duty.id, None, day)? } else { Vec::new() };
        seats.push(Seat { delegates: sent, ..seat(store, row, day, about)? });
    }
    if seats.is_empty() && role.mandatory(grid.level, grid.facts.no_farmland) {
        seats.push(vacant(role, "没有明确责任人"));
    }
    Ok(seats)
}

/// 「包联一社、二社等5个网格」: what a duty looked after where the chain does not go on below.
fn charged(store: &Store, duty: DutyId, day: NaiveDate) -> OpResult<String> {
    let mut names = Vec::new();
    for charge in store.charges_of_duty(duty)?.into_iter().filter(|charge| charge.period.contains(day)) {
        names.extend(store.grid_name(charge.grid, day)?);
    }
    let all = names.len();
    names.truncate(NAMED);
    let more = if all > NAMED { format!("等{all}个网格") } else { String::new() };
    Ok(if all == 0 { String::new() } else { format!("包联{}{more}", names.join("、")) })
}

fn of_role(store: &Store, grid: &GridRow, role: Role, day: NaiveDate) -> OpResult<Vec<DutyRow>> {
    Ok(store.duties_of_grid(grid.id, day)?.into_iter().filter(|row| row.duty.role == role).collect())
}

/// Those of a role who had the grid below under 包联.
fn in_charge(store: &Store, grid: &GridRow, role: Role, below: &GridRow, day: NaiveDate) -> OpResult<Vec<Seat>> {
    let charges = store.charges_of_grid(below.id, day)?;
    let name = &below.facts.name;
    let mut seats = Vec::new();
    for row in of_role(store, grid, role, day)? {
        if let Some(charge) = charges.iter().find(|charge| charge.duty == row.duty.id) {
            let mut seat = seat(store, row, day, format!("包联{name}"))?;
            if seat.document.is_empty() {
                seat.document.clone_from(&charge.document);
            }
            seats.push(seat);
        }
    }
    if seats.is_empty() {
        seats.push(vacant(role, &format!("没有人包联{name}")));
    }
    Ok(seats)
}

/// 副总监管人 who answered to the 副总监督人 in charge of the grid below (G20).
fn answering(
    store: &Store,
    grid: &GridRow,
    deputies: &[DutyId],
    below: &GridRow,
    day: NaiveDate,
) -> OpResult<Vec<Seat>> {
    let mut seats: Vec<Seat> = Vec::new();
    // As they are called on the day, a later name of their unit is not theirs.
    let mut duties = store.duties_of_grid(grid.id, day)?;
    for deputy in deputies {
        for pairing in store.pairings_of_supervisor(*deputy, day)? {
            let here = pairing.grid.is_none_or(|only| only == below.id);
            let found = duties.iter().position(|row| here && row.duty.id == pairing.overseer);
            if let Some(place) = found {
                let row = duties.remove(place);
                let sent = delegates(store, row.duty.id, Some(below), day)?;
                let about = format!("就{}对副总监督人负责", below.facts.name);
                seats.push(Seat { delegates: sent, ..seat(store, row, day, about)? });
            }
        }
    }
    if seats.is_empty() {
        seats.push(vacant(Role::DeputyOverseer, &format!("没有就{}对应的副总监管人", below.facts.name)));
    }
    Ok(seats)
}

/// 指派专人 of a 副总监管人 for the grid below, or for every grid where the chain does not go on below (R042).
fn delegates(store: &Store, duty: DutyId, below: Option<&GridRow>, day: NaiveDate) -> OpResult<Vec<Answerer>> {
    let mut sent = Vec::new();
    for row in store.delegates_of_duty(duty)?.into_iter().filter(|row| row.period.contains(day)) {
        let here = row.grid.is_none() || below.is_none_or(|below| row.grid == Some(below.id));
        if !here || sent.iter().any(|known: &Answerer| known.person == row.person) {
            continue;
        }
        let office_phone = store.person(row.person)?.map(|person| person.office_phone).unwrap_or_default();
        let (person, name, period, document) = (row.person, row.person_name, row.period, row.document);
        sent.push(Answerer { person, name, office_phone, period, document });
    }
    Ok(sent)
}

fn vacant(role: Role, why: &str) -> Seat {
    Seat {
        role,
        side: role.side(),
        duty: None,
        post: None,
        title: String::new(),
        people: Vec::new(),
        about: why.to_owned(),
        document: String::new(),
        delegates: Vec::new(),
    }
}

fn seat(store: &Store, row: DutyRow, day: NaiveDate, about: String) -> OpResult<Seat> {
    let (held, post): (Vec<(_, Period, String)>, _) = match row.duty.holder {
        DutyHolder::Person(person) => (vec![(person, row.duty.period, row.duty.document.clone())], None),
        DutyHolder::Post(post) => {
            let terms = store.holders_at(post, day)?.into_iter();
            let shared = terms.filter_map(|term| {
                let period = term.period.common(&row.duty.period)?;
                Some((term.person, period, term.document))
            });
            (shared.collect(), Some(post))
        }
    };
    let mut people = Vec::with_capacity(held.len());
    for (person, period, document) in held {
        if let Some(known) = store.person(person)? {
            let (name, office_phone) = (known.name, known.office_phone);
            people.push(Answerer { person, name, office_phone, period, document });
        }
    }
    let title = match (row.unit_name, row.post_title) {
        (Some(unit), Some(title)) => unit + &title,
        _ => row.duty.title,
    };
    Ok(Seat {
        role: row.duty.role,
        side: row.duty.role.side(),
        duty: Some(row.duty.id),
        post,
        title,
        people,
        about,
        document: row.duty.document,
        delegates: Vec::new(),
    })
}
