//! Rows of 包联: a responsible person, and the grids they look after; one cell may hold several grids.

use chrono::NaiveDate;

use super::{Done, book::Book, cells::Cells, people, roster::role_of};
use crate::{
    domain::{
        date::chinese,
        id::{PersonId, PostId},
        import::Fate,
        roster::{DutyHolder, Role},
    },
    ops::{
        OpFault, OpResult, Tx,
        roster::{self, AddCharge, EndCharge},
    },
    store::{DutyRow, GridRow},
};

/// What annex 2 and 3 print for those who look after everything.
const ALL_OF_IT: [&str; 6] = ["全区全域", "全区", "全镇", "全街道", "全域", "全镇（街道）"];

/// Who looks after the grids of a row.
struct Who {
    post: Option<PostId>,
    person: Option<PersonId>,
    role: Option<Role>,
    words: String,
}

pub(super) fn charge(tx: &mut Tx<'_>, book: &mut Book, cells: &mut Cells<'_>) -> OpResult<Done> {
    let names = cells.list("grid");
    if names.is_empty() {
        cells.needed("grid")?;
    }
    if names.iter().all(|name| ALL_OF_IT.contains(&name.as_str())) {
        return Ok(Done::same("负责整个网格，不用登记包联"));
    }
    let from = cells.needed_day("from", tx.today)?;
    let until = cells.day("until", tx.today)?;
    let who = who(tx, book, cells, from)?;
    let mut said = Vec::new();
    let mut fate = Fate::Same;
    for name in &names {
        let grid = book.grid("grid", name, &[], from)?;
        let done = one(tx, &who, &grid, cells, from, until)?;
        if done.fate != Fate::Same {
            said.push(done.said);
            fate = if fate == Fate::New { fate } else { done.fate };
        }
    }
    Ok(Done { fate, said: said.join("；") })
}

fn who(tx: &mut Tx<'_>, book: &mut Book, cells: &Cells<'_>, from: NaiveDate) -> OpResult<Who> {
    let role = role_of(cells)?;
    let title = cells.name("post");
    let post = if title.is_empty() { None } else { Some(book.post(&cells.name("unit"), &title, from)?) };
    let person = if cells.has("person") { Some(people::meant(tx, book, cells, false)?) } else { None };
    if let (Some(post), Some(person)) = (&post, &person) {
        let holds = tx.store.holders_at(post.id, from)?.iter().any(|term| term.person == person.id);
        if !holds {
            let message = format!("{}在{}不任{}{}，请核对", person.name, chinese(from), post.unit_name, post.title);
            return Err(OpFault::field("person", message));
        }
    }
    let words = match (&post, &person) {
        (Some(post), _) => format!("{}{}", post.unit_name, post.title),
        (None, Some(person)) => person.name.clone(),
        (None, None) => return Err(OpFault::field("person", "请填写姓名，或者单位和职务")),
    };
    Ok(Who { post: post.map(|post| post.id), person: person.map(|person| person.id), role, words })
}

fn one(
    tx: &mut Tx<'_>,
    who: &Who,
    grid: &GridRow,
    cells: &Cells<'_>,
    from: NaiveDate,
    until: Option<NaiveDate>,
) -> OpResult<Done> {
    let duty = duty(tx, who, grid, from)?;
    let charges = tx.store.charges_of_duty(duty.duty.id)?;
    let known = charges.iter().find(|charge| charge.grid == grid.id && charge.period.contains(from));
    match (known, until) {
        (Some(known), Some(until)) if known.period.until != Some(until) => {
            Ok(Done::changed(roster::end_charge(tx, EndCharge { charge: known.id, on: until })?))
        }
        (Some(_), _) => Ok(Done::same("")),
        (None, Some(_)) => {
            let message = format!("{}没有包联「{}」，不能登记结束，请核对", who.words, grid.facts.name);
            Err(OpFault::field("until", message))
        }
        (None, None) => {
            let document = cells.text("document");
            Ok(Done::new(roster::add_charge(tx, AddCharge { duty: duty.duty.id, grid: grid.id, from, document })?))
        }
    }
}

/// The duty, directly above the grid, with which they can look after it.
fn duty(tx: &Tx<'_>, who: &Who, grid: &GridRow, from: NaiveDate) -> OpResult<DutyRow> {
    let Some(parent) = grid.facts.parent else {
        return Err(OpFault::field("grid", format!("「{}」是一级网格，不用包联", grid.facts.name)));
    };
    let level = tx.level(parent)?;
    let mut own = Vec::new();
    for row in tx.store.duties_of_grid(parent, from)? {
        let fits = row.duty.role.charge_level(level).is_some() && who.role.is_none_or(|role| role == row.duty.role);
        if fits && has(tx, who, &row, from)? {
            own.push(row);
        }
    }
    // A leader who is also 总协调人 looks after grids as a deputy.
    if own.len() > 1 && who.role.is_none() && own.iter().any(|row| is_deputy(row.duty.role)) {
        own.retain(|row| is_deputy(row.duty.role));
    }
    let above = tx.store.grid_name(parent, from)?.unwrap_or_default();
    match own.as_slice() {
        [one] => Ok(one.clone()),
        [] => {
            let role = who.role.map_or("可以包联的网格职责", Role::label);
            let message =
                format!("{}在{}没有「{above}」的{role}，请先明确网格职责再导入包联", who.words, chinese(from));
            Err(OpFault::field("person", message))
        }
        several => {
            let roles: Vec<_> = several.iter().map(|row| row.duty.role.label()).collect();
            let message = format!("{}在「{above}」有{}，请写明网格职责", who.words, roles.join("、"));
            Err(OpFault::field("role", message))
        }
    }
}

fn is_deputy(role: Role) -> bool {
    matches!(role, Role::DeputySupervisor | Role::DeputyOverseer)
}

fn has(tx: &Tx<'_>, who: &Who, row: &DutyRow, day: NaiveDate) -> OpResult<bool> {
    match row.duty.holder {
        DutyHolder::Post(post) => match (who.post, who.person) {
            (Some(own), _) => Ok(own == post),
            (None, Some(person)) => Ok(tx.store.holders_at(post, day)?.iter().any(|term| term.person == person)),
            (None, None) => Ok(false),
        },
        DutyHolder::Person(person) => Ok(who.post.is_none() && who.person == Some(person)),
    }
}
