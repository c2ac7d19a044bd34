//! 任免: who holds a post from when to when. Duties bound to the post follow by themselves (R116, G25).

use chrono::NaiveDate;

use super::{Appoint, EndIncumbency};
use crate::{
    domain::{
        date::{self, Period, chinese},
        fault::Faults,
        id::IncumbencyId,
        text,
    },
    ops::{OpFault, OpResult, Tx, roster},
    store::{IncumbencyRow, PersonRow, PostRow},
};

pub(in crate::ops) fn appoint(tx: &mut Tx<'_>, args: Appoint) -> OpResult<String> {
    let (post, person) = (args.post, args.person);
    let (title, period) = take_office(tx, args)?;
    roster::warn_of_both_sides_through(tx, post, person, &period)?;
    Ok(title)
}

/// Puts somebody into a post without looking at both sides of its pairings; answers what happened and the term.
pub(super) fn take_office(tx: &mut Tx<'_>, args: Appoint) -> OpResult<(String, Period)> {
    let (period, document) = checked(&args)?;
    let (post, person) = (tx.post(args.post)?, tx.person(args.person)?);
    post_exists(&post, &period)?;
    let terms = tx.store.incumbencies_of_post(post.id)?;
    not_in_it_already(&terms, &person, &post, &period)?;
    let mut relieved = None;
    if post.single_holder {
        if args.relieve {
            relieved = relieve(tx, &terms, &period)?;
        }
        free(terms.iter().filter(|term| relieved.as_ref() != Some(term)), &period)?;
    }
    let id = IncumbencyId(tx.make());
    tx.store.add_incumbency(id, post.id, person.id, &period, &document)?;
    Ok((title(&post, &person, &period, relieved.as_ref()), period))
}

fn checked(args: &Appoint) -> OpResult<(Period, String)> {
    let mut faults = Faults::default();
    let from = faults.take("from", date::check(args.from));
    let until = faults.take("until", args.until.map(date::check).transpose());
    let document = faults.take("document", text::line("任免文件", &args.document, text::LINE_MAX));
    if args.until.is_some_and(|until| until <= args.from) {
        faults.add("until", "离任日期应在任职日期之后，请核对");
    }
    match (from, until, document) {
        (Some(from), Some(until), Some(document)) if faults.is_empty() => Ok((Period { from, until }, document)),
        _ => Err(faults.into()),
    }
}

fn post_exists(post: &PostRow, period: &Period) -> OpResult<()> {
    if post.period.covers(period) {
        return Ok(());
    }
    let (name, existed) = (format!("{}{}", post.unit_name, post.title), post.period.chinese());
    let field = if period.from < post.period.from {
        "from"
    } else if period.until.is_some() {
        "until"
    } else {
        "post"
    };
    Err(OpFault::field(field, format!("职务「{name}」的存续时间是{existed}，任职时间应在其中")))
}

fn not_in_it_already(terms: &[IncumbencyRow], person: &PersonRow, post: &PostRow, period: &Period) -> OpResult<()> {
    match terms.iter().find(|term| term.person == person.id && term.period.overlaps(period)) {
        Some(term) => {
            let message = format!(
                "{}已任{}{}（{}），不能重复任命",
                person.name,
                post.unit_name,
                post.title,
                term.period.chinese()
            );
            Err(OpFault::field("person", message))
        }
        None => Ok(()),
    }
}

/// Whose term in a post of one a new term takes over: it runs when the new one begins and would end within it.
pub(in crate::ops) fn predecessor<'a>(terms: &'a [IncumbencyRow], period: &Period) -> Option<&'a IncumbencyRow> {
    let ends_within = |until: Option<NaiveDate>| period.until.is_none_or(|end| until.is_some_and(|until| until <= end));
    terms.iter().find(|term| {
        term.period.from < period.from && term.period.contains(period.from) && ends_within(term.period.until)
    })
}

/// Ends the predecessor's term on the successor's first day.
fn relieve(tx: &mut Tx<'_>, terms: &[IncumbencyRow], period: &Period) -> OpResult<Option<IncumbencyRow>> {
    if period.until.is_none() {
        nobody_begins_later(terms, period)?;
    }
    let Some(term) = predecessor(terms, period).cloned() else { return Ok(None) };
    tx.store.set_incumbency_period(term.id, &Period { from: term.period.from, until: Some(period.from) })?;
    warn_of_own_duties(tx, &term, period.from)?;
    Ok(Some(term))
}

/// A term without an end cannot begin before another: the successor would be dated before the predecessor.
fn nobody_begins_later(terms: &[IncumbencyRow], period: &Period) -> OpResult<()> {
    let Some(later) = terms.iter().find(|term| term.period.from >= period.from) else { return Ok(()) };
    let (name, began) = (&later.person_name, chinese(later.period.from));
    let message =
        format!("{name}自{began}起任该职务，接任日期应在其后；如补录更早的任职，请填写离任日期，且不晚于{began}");
    Err(OpFault::field("from", message))
}

/// What somebody who leaves a post still has by themselves: it does not go with the post (R127, G25).
fn warn_of_own_duties(tx: &mut Tx<'_>, term: &IncumbencyRow, on: NaiveDate) -> OpResult<()> {
    let own = tx.store.duties_of_person(term.person)?;
    let mut kept = Vec::new();
    for row in own.iter().filter(|row| row.duty.period.contains(on)) {
        kept.push(roster::role_words(tx, row, on)?);
    }
    if !kept.is_empty() {
        let kept = kept.join("、");
        tx.warn(format!("{}仍担任{kept}，这类职责不随职务走；如不再担任，请在「网格」页办理接替", term.person_name));
    }
    Ok(())
}

/// Whether nobody else holds a post of one during `period`.
fn free<'a>(mut others: impl Iterator<Item = &'a IncumbencyRow>, period: &Period) -> OpResult<()> {
    match others.find(|term| term.period.overlaps(period)) {
        Some(term) => {
            let message = format!(
                "该职务同一时间只能由一人担任，{}的任期是{}，与{}重叠，请核对日期",
                term.person_name,
                term.period.chinese(),
                period.chinese()
            );
            Err(OpFault::field("from", message))
        }
        None => Ok(()),
    }
}

fn title(post: &PostRow, person: &PersonRow, period: &Period, relieved: Option<&IncumbencyRow>) -> String {
    let (name, post, time) = (&person.name, format!("{}{}", post.unit_name, post.title), period.chinese());
    let before = relieved.map(|term| format!("，接替 {}", term.person_name)).unwrap_or_default();
    match period.until {
        Some(_) => format!("补录 {name} 任{post}（{time}）{before}"),
        None => format!("任命 {name} 为{post}（{time}）{before}"),
    }
}

pub(in crate::ops) fn end_incumbency(tx: &mut Tx<'_>, args: EndIncumbency) -> OpResult<String> {
    let on = args.on;
    let (title, post, term) = leave(tx, args)?;
    warn_of_vacancy(tx, &post, on)?;
    warn_of_own_duties(tx, &term, on)?;
    Ok(title)
}

/// Ends a term without looking at what is vacant then; answers what happened, the post and the term.
pub(super) fn leave(tx: &mut Tx<'_>, args: EndIncumbency) -> OpResult<(String, PostRow, IncumbencyRow)> {
    let mut faults = Faults::default();
    let on = faults.take("on", date::check(args.on));
    let document = faults.take("document", text::line("免职文件", &args.document, text::LINE_MAX));
    let (Some(on), Some(document)) = (on, document) else { return Err(faults.into()) };
    let term = tx.store.incumbency(args.incumbency)?.ok_or_else(|| OpFault::not_found("任职", args.incumbency))?;
    let name = format!("{} {}{}", term.person_name, term.unit_name, term.post_title);
    if on <= term.period.from {
        return Err(OpFault::field("on", format!("{name}自{}起任职，离任日期应在其后", chinese(term.period.from))));
    }
    let post = tx.post(term.post)?;
    let period = Period { from: term.period.from, until: Some(on) };
    let papers = papers(&term.document, &document)?;
    if term.period.until == Some(on) && papers == term.document {
        return Err(OpFault::field("on", format!("{name}的离任日期已经是{}，没有变化", chinese(on))));
    }
    if !post.period.covers(&period) {
        let existed = post.period.chinese();
        return Err(OpFault::field("on", format!("该职务的存续时间是{existed}，离任日期应在其中")));
    }
    let terms = tx.store.incumbencies_of_post(post.id)?;
    if post.single_holder {
        free(terms.iter().filter(|other| other.id != term.id), &period).map_err(|fault| match fault {
            OpFault::Input(faults) => OpFault::field("on", faults.to_string()),
            other => other,
        })?;
    }
    tx.store.set_incumbency_period(term.id, &period)?;
    if papers != term.document {
        tx.store.set_incumbency_document(term.id, &papers)?;
    }
    let title = match term.period.until {
        None => format!("免去 {name}职务（{}起）", chinese(on)),
        Some(_) => format!("更正 {name}的离任日期为{}", chinese(on)),
    };
    Ok((title, post, term))
}

/// Stands before the paper that relieved somebody, behind the one that appointed them.
const RELIEVED_BY: &str = "免职：";

/// The papers of a term: that of the appointment as it was, and this one of the end instead of an earlier one.
fn papers(before: &str, relieved_by: &str) -> OpResult<String> {
    if relieved_by.is_empty() {
        return Ok(before.to_owned());
    }
    let appointed = before.split(RELIEVED_BY).next().unwrap_or_default().trim_end_matches('；');
    let parting = if appointed.is_empty() { "" } else { "；" };
    let papers = format!("{appointed}{parting}{RELIEVED_BY}{relieved_by}");
    text::line("任免文件", &papers, text::LINE_MAX).map_err(|fault| OpFault::field("document", fault))
}

/// Duties of a post that stands empty have nobody.
fn warn_of_vacancy(tx: &mut Tx<'_>, post: &PostRow, on: NaiveDate) -> OpResult<()> {
    if !tx.store.holders_at(post.id, on)?.is_empty() {
        return Ok(());
    }
    for row in tx.store.duties_of_post(post.id)?.into_iter().filter(|row| row.duty.period.contains(on)) {
        let grid = tx.store.grid_name(row.duty.grid, on)?.unwrap_or_default();
        tx.warn(format!("{}{}自{}起空缺，请尽快明确接任人选", grid, row.duty.role.label(), chinese(on)));
    }
    Ok(())
}
