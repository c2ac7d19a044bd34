//! Rows of 任免: a post taken or left; rows that name a grid and a role of persons are 接替.

use super::{Done, book::Book, cells::Cells, people, roster};
use crate::{
    domain::{
        date::chinese,
        roster::{Binding, DutyHolder, Role},
    },
    ops::{
        OpFault, OpResult, Tx,
        office::{self, Appoint, EndIncumbency},
    },
    store::{IncumbencyRow, PostRow},
};

pub(super) fn term(tx: &mut Tx<'_>, book: &mut Book, cells: &mut Cells<'_>) -> OpResult<Done> {
    if let Some(role) = roster::role_of(cells)?
        && role.binding() == Binding::Person
    {
        return roster::hand_over(tx, book, cells, role);
    }
    people::one_name(cells)?;
    let from = cells.needed_day("from", tx.today)?;
    let until = cells.day("until", tx.today)?;
    let post = post(tx, book, cells)?;
    if cells.is_leaving()? {
        let person = people::meant(tx, book, cells, false)?;
        let terms = tx.store.incumbencies_of_post(post.id)?;
        let own = terms.into_iter().filter(|term| term.person == person.id);
        return leave(tx, &post, &person.name, own, from, cells.text("document"));
    }
    let person = people::meant(tx, book, cells, true)?;
    let terms = tx.store.incumbencies_of_post(post.id)?;
    let own = terms.iter().filter(|term| term.person == person.id);
    if let Some(known) = own.into_iter().find(|term| term.period.contains(from)) {
        return known_term(tx, known, cells, from, until);
    }
    note_other_posts(tx, book, &person, &post, from)?;
    let document = cells.text("document");
    let before = tx.warnings.len();
    let said = office::appoint(tx, Appoint { post: post.id, person: person.id, from, until, relieve: true, document })?;
    // Many rows are one change: the same word about one pairing is not said twice.
    let mut warned = tx.warnings.split_off(before);
    warned.dedup();
    tx.warnings.append(&mut warned);
    Ok(Done::new(said))
}

/// The post of the row; for a role of levels 1 and 2 without one, the post that has that role.
fn post(tx: &Tx<'_>, book: &Book, cells: &Cells<'_>) -> OpResult<PostRow> {
    let day = cells.needed_day("from", tx.today)?;
    let (unit, title) = (cells.name("unit"), cells.name("post"));
    if !title.is_empty() {
        let place = ["unit", "grid", "town"].map(|id| cells.name(id));
        let unit =
            if unit.is_empty() { place.into_iter().find(|text| !text.is_empty()).unwrap_or_default() } else { unit };
        return book.post(&unit, &title, day);
    }
    let Some(role) = roster::role_of(cells)? else {
        return Err(OpFault::field("post", "请填写职务；村（社区）和小组的责任人请填写网格和网格职责"));
    };
    let grid = roster::grid_of(book, cells, day)?;
    let duties = tx.store.duties_of_grid(grid.id, day)?.into_iter().filter(|row| row.duty.role == role);
    let posts: Vec<_> = duties
        .filter_map(|row| match row.duty.holder {
            DutyHolder::Post(post) => Some(post),
            DutyHolder::Person(_) => None,
        })
        .collect();
    match posts.as_slice() {
        [one] => tx.post(*one),
        [] => Err(OpFault::field("post", format!("{}还没有{}，请填写职务", grid.facts.name, role.label()))),
        several => {
            let count = several.len();
            Err(OpFault::field("post", format!("{}有 {count} 个{}，请填写职务", grid.facts.name, role.label())))
        }
    }
}

/// The person is in the post already on that day: nothing to do, or only the end to note.
fn known_term(
    tx: &mut Tx<'_>,
    known: &IncumbencyRow,
    cells: &Cells<'_>,
    from: chrono::NaiveDate,
    until: Option<chrono::NaiveDate>,
) -> OpResult<Done> {
    if let Some(until) = until.filter(|until| known.period.until.is_none_or(|end| end != *until)) {
        let said =
            office::end_incumbency(tx, EndIncumbency { incumbency: known.id, on: until, document: String::new() })?;
        return Ok(Done::changed(said));
    }
    let document = cells.text("document");
    if !document.is_empty() && document != known.document && known.period.from == from {
        tx.warn(format!("任免文件与已登记的「{}」不同，没有改动", known.document));
    }
    Ok(Done::same(if known.period.from == from {
        String::new()
    } else {
        format!("自{}起已任，没有改动", chinese(known.period.from))
    }))
}

/// 免: the open term ends.
fn leave(
    tx: &mut Tx<'_>,
    post: &PostRow,
    name: &str,
    terms: impl Iterator<Item = IncumbencyRow>,
    on: chrono::NaiveDate,
    document: String,
) -> OpResult<Done> {
    let terms: Vec<_> = terms.collect();
    if terms.iter().any(|term| term.period.until == Some(on)) {
        return Ok(Done::same("免去已随接替或先前的登记办理"));
    }
    match terms.iter().find(|term| term.period.from < on && term.period.until.is_none()) {
        Some(term) => {
            let end = EndIncumbency { incumbency: term.id, on, document };
            Ok(Done::changed(office::end_incumbency(tx, end)?))
        }
        None => {
            let message = match terms.last() {
                Some(term) => format!(
                    "{name}任{}{}的时间是{}，{}不能免职，请核对日期",
                    post.unit_name,
                    post.title,
                    term.period.chinese(),
                    chinese(on)
                ),
                None => format!("{name}没有担任{}{}，不能免职，请核对姓名和职务", post.unit_name, post.title),
            };
            Err(OpFault::field("person", message))
        }
    }
}

/// A person known before this file who holds another post: transferred, or a namesake.
fn note_other_posts(
    tx: &mut Tx<'_>,
    book: &Book,
    person: &crate::store::PersonRow,
    post: &PostRow,
    from: chrono::NaiveDate,
) -> OpResult<()> {
    if book.is_fresh(person.id) {
        return Ok(());
    }
    let held = tx.store.posts_held_at(person.id, from)?;
    let others: Vec<_> = held
        .iter()
        .filter(|term| term.post != post.id)
        .map(|term| format!("{}{}", term.unit_name, term.post_title))
        .collect();
    if !others.is_empty() {
        tx.warn(format!("{}仍任{}，如已调离请一并免去", person.name, others.join("、")));
    }
    Ok(())
}

/// The word of a role in the column of posts: a roster of a village writes 监督人 there.
pub(super) fn role_in_post(text: &str) -> Option<Role> {
    Role::from_label(text).filter(|role| role.binding() == Binding::Person)
}
