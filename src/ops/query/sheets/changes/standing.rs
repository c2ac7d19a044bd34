//! Who stands where in a sheet on a day, and how two days differ.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;

use crate::{
    domain::{annex::Annex, annex_sheet::ChangeRow, date::Period, id::GridId, roster::Role},
    ops::query::roster::{DayRoster, Seat, SeatHolder},
    store::GridRow,
};

/// Stands in the column of roles where a grid itself changed.
pub const GRID: &str = "网格";
/// Stands as the new state of a closed grid.
pub const CLOSED: &str = "撤销";
const FOUNDED: &str = "设立";
/// Stands for a grid that came from elsewhere, and before the name of one that went elsewhere.
const MOVED: &str = "划入";
const VACANT: &str = "空缺";
/// Nothing stood there.
const NOTHING: &str = "—";

/// A role and the grid it is about: 副总监督人 of a village, 监管人 of a group.
type Place = (Role, GridId);

/// One name in a place.
#[derive(Clone, Debug)]
struct Standing {
    /// Name over post: 「张三\n镇长」, or 「空缺\n镇长」.
    words: String,
    period: Period,
    document: String,
}

type Standings = BTreeMap<Place, Vec<Standing>>;

/// What differs in the sheet of a grid, role by role in the order of the sheet.
pub fn differences(
    annex: Annex,
    grid: GridId,
    old: &DayRoster,
    new: &DayRoster,
    lives: &HashMap<GridId, Period>,
) -> Vec<ChangeRow> {
    let (before, after) = (standings(annex, grid, old), standings(annex, grid, new));
    let mut rows = of_grids(annex, grid, old, new, lives);
    let places: BTreeSet<&Place> = before.keys().chain(after.keys()).collect();
    let order = |place: &Place| {
        let about = new.below(Some(grid)).position(|lower| lower.id == place.1).map_or(0, |position| position + 1);
        (Role::ALL.iter().position(|role| *role == place.0), about)
    };
    let mut places: Vec<&Place> = places.into_iter().collect();
    places.sort_by_key(|place| order(place));
    let nobody = Vec::new();
    for place in places {
        let (was, is) = (before.get(place).unwrap_or(&nobody), after.get(place).unwrap_or(&nobody));
        let Some(row) = difference(*place, was, is, old, new) else { continue };
        match rows.last_mut() {
            Some(last) if same_but_about(last, &row) => last.about = format!("{}、{}", last.about, row.about),
            _ => rows.push(row),
        }
    }
    rows
}

fn same_but_about(one: &ChangeRow, other: &ChangeRow) -> bool {
    let what = |row: &ChangeRow| (row.role.clone(), row.old.clone(), row.new.clone(), row.on, row.document.clone());
    one.role != GRID && what(one) == what(other)
}

fn difference(
    (role, about): Place,
    was: &[Standing],
    is: &[Standing],
    old: &DayRoster,
    new: &DayRoster,
) -> Option<ChangeRow> {
    let words = |standings: &[Standing]| standings.iter().map(|one| one.words.clone()).collect::<BTreeSet<_>>();
    let (before, after) = (words(was), words(is));
    if before == after {
        return None;
    }
    let came: Vec<&Standing> =
        is.iter().filter(|one| !before.contains(&one.words) && !one.words.starts_with(VACANT)).collect();
    let (on, document) = match came.iter().max_by_key(|one| one.period.from) {
        Some(last) => (Some(last.period.from), last.document.clone()),
        // Nobody came, so somebody left: the day is where their time ends.
        None => (was.iter().filter(|one| !after.contains(&one.words)).filter_map(ended(new.day)).max(), String::new()),
    };
    let name = new.grid(about).or_else(|| old.grid(about)).map(|grid| grid.facts.name.clone());
    Some(ChangeRow {
        role: role.label().to_owned(),
        about: name.unwrap_or_default(),
        old: joined(was, old.grid(about).is_some()),
        new: joined(is, new.grid(about).is_some()),
        on,
        document,
    })
}

/// The first day they no longer stood there, when that has come.
fn ended(day: NaiveDate) -> impl Fn(&Standing) -> Option<NaiveDate> {
    move |one| one.period.until.filter(|until| *until <= day)
}

/// One under the other; nobody in a grid that is `there` is a vacancy.
fn joined(standings: &[Standing], there: bool) -> String {
    let mut words: Vec<&str> = Vec::new();
    for one in standings {
        if !words.contains(&one.words.as_str()) {
            words.push(&one.words);
        }
    }
    match (words.is_empty(), there) {
        (false, _) => words.join("\n"),
        (true, true) => VACANT.to_owned(),
        (true, false) => NOTHING.to_owned(),
    }
}

/// Renamed, moved, founded and closed grids of a sheet: its own, and those it lists.
fn of_grids(
    annex: Annex,
    grid: GridId,
    old: &DayRoster,
    new: &DayRoster,
    lives: &HashMap<GridId, Period>,
) -> Vec<ChangeRow> {
    let listed = |roster: &DayRoster| -> Vec<GridRow> {
        let below =
            roster.below(Some(grid)).filter(|lower| annex != Annex::Annex2 || lower.facts.annex2_order.is_some());
        roster.grid(grid).into_iter().chain(below).cloned().collect()
    };
    let (before, after) = (listed(old), listed(new));
    let mut rows = Vec::new();
    for grid in &after {
        let name = grid.facts.name.clone();
        let (was, is) = match before.iter().find(|other| other.id == grid.id) {
            Some(other) if other.facts.name == name => continue,
            Some(other) => (other.facts.name.clone(), name),
            None => match old.grid(grid.id).filter(|other| other.facts.parent != grid.facts.parent) {
                Some(other) => (old.full_name(other), MOVED.to_owned()),
                None => (NOTHING.to_owned(), FOUNDED.to_owned()),
            },
        };
        rows.push(of_grid(&grid.facts.name, was, is, Some(grid.period.from), &grid.document));
    }
    for grid in before.iter().filter(|grid| after.iter().all(|other| other.id != grid.id)) {
        let name = &grid.facts.name;
        rows.push(match new.grid(grid.id).filter(|now| now.facts.parent != grid.facts.parent) {
            Some(now) => {
                let elsewhere = format!("{MOVED}{}", new.full_name(now));
                of_grid(name, name.clone(), elsewhere, Some(now.period.from), &now.document)
            }
            None => {
                let closed = closed_on(lives, grid.id).filter(|until| *until <= new.day);
                of_grid(name, name.clone(), CLOSED.to_owned(), closed, "")
            }
        });
    }
    rows
}

fn of_grid(about: &str, old: String, new: String, on: Option<NaiveDate>, document: &str) -> ChangeRow {
    ChangeRow { role: GRID.to_owned(), about: about.to_owned(), old, new, on, document: document.to_owned() }
}

/// The first day a grid was no more, whatever it was called last.
pub fn closed_on(lives: &HashMap<GridId, Period>, grid: GridId) -> Option<NaiveDate> {
    lives.get(&grid).and_then(|life| life.until)
}

/// Everyone in the sheet of a grid.
fn standings(annex: Annex, grid: GridId, roster: &DayRoster) -> Standings {
    let mut found = Standings::new();
    let mut add = |role: Role, about: GridId, seat: &Seat, since: Option<&Period>, document: &str| {
        found.entry((role, about)).or_default().extend(of_seat(seat, since, document));
    };
    match annex {
        Annex::Annex2 | Annex::Annex3 => {
            for role in [Role::ChiefSupervisor, Role::Coordinator, Role::ChiefOverseer] {
                roster.seats(grid, role).for_each(|seat| add(role, grid, seat, None, ""));
            }
            for lower in roster.below(Some(grid)) {
                if annex == Annex::Annex2 && lower.facts.annex2_order.is_none() {
                    continue;
                }
                for (deputy, charge) in roster.charging(grid, Role::DeputySupervisor, lower.id) {
                    add(Role::DeputySupervisor, lower.id, deputy, Some(&charge.period), &charge.document);
                    for overseer in roster.answering(deputy, Some(lower.id)) {
                        add(Role::DeputyOverseer, lower.id, overseer, None, "");
                    }
                }
            }
        }
        Annex::Annex4 => {
            roster.seats(grid, Role::Supervisor).for_each(|seat| add(Role::Supervisor, grid, seat, None, ""));
            for group in roster.below(Some(grid)) {
                for (overseer, charge) in roster.charging(grid, Role::Overseer, group.id) {
                    add(Role::Overseer, group.id, overseer, Some(&charge.period), &charge.document);
                }
                roster
                    .seats(group.id, Role::GridMember)
                    .for_each(|seat| add(Role::GridMember, group.id, seat, None, ""));
            }
        }
    }
    for (role, seat) in without_charge(annex, grid, roster, &found) {
        found.entry((role, grid)).or_default().extend(of_seat(seat, None, ""));
    }
    found
}

/// Seats of annexes 3 and 4 that the sheet prints although no lower grid is under their 包联.
fn without_charge<'a>(annex: Annex, grid: GridId, roster: &'a DayRoster, found: &Standings) -> Vec<(Role, &'a Seat)> {
    let roles: &[Role] = match annex {
        Annex::Annex2 => &[],
        Annex::Annex3 => &[Role::DeputySupervisor, Role::DeputyOverseer],
        Annex::Annex4 => &[Role::Overseer],
    };
    let printed = |role: Role, seat: &Seat| {
        let words: BTreeSet<String> = of_seat(seat, None, "").into_iter().map(|one| one.words).collect();
        let of_role = found.iter().filter(|((other, _), _)| *other == role).flat_map(|(_, standings)| standings);
        of_role.into_iter().any(|one| words.contains(&one.words))
    };
    let of = |role: &Role| {
        let role = *role;
        roster.seats(grid, role).filter(|seat| !printed(role, seat)).map(|seat| (role, seat)).collect::<Vec<_>>()
    };
    roles.iter().flat_map(of).collect()
}

/// Everyone in a seat; where a 包联 began later than the seat was taken, it says since when they stand there.
fn of_seat(seat: &Seat, charge: Option<&Period>, document: &str) -> Vec<Standing> {
    let post = if seat.post.is_empty() { String::new() } else { format!("\n{}", seat.post) };
    if seat.people.is_empty() {
        let period = seat.duty.period;
        return vec![Standing { words: format!("{VACANT}{post}"), period, document: String::new() }];
    }
    let one = |held: &SeatHolder| {
        let by_charge = charge.filter(|charge| charge.from > held.period.from);
        Standing {
            words: format!("{}{post}", held.name),
            period: charge.and_then(|charge| charge.common(&held.period)).unwrap_or(held.period),
            document: if by_charge.is_some() { document.to_owned() } else { held.document.clone() },
        }
    };
    seat.people.iter().map(one).collect()
}
