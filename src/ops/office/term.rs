//! 任免: who holds a post from when to when. Duties bound to the post follow by themselves (R116, G25).

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
    let mut relieved = Vec::new();
    if post.single_holder {
        if args.relieve && period.until.is_none() {
            relieved = relieve(tx, &terms, &period)?;
        }
        free(terms.iter().filter(|term| !relieved.contains(term)), &period)?;
    }
    let id = IncumbencyId(tx.make());
    tx.store.add_incumbency(id, post.id, person.id, &period, &document)?;
    Ok((title(&post, &person, &period, &relieved), period))
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

/// Ends the predecessor's open term on the successor's first day.
fn relieve(tx: &Tx<'_>, terms: &[IncumbencyRow], period: &Period) -> OpResult<Vec<IncumbencyRow>> {
    let mut relieved = Vec::new();
    for term in terms.iter().filter(|term| term.period.until.is_none()) {
        let began = chinese(term.period.from);
        if period.from <= term.period.from {
            let message = format!(
                "{}自{began}起任该职务，接任日期应在其后；如补录更早的任职，请填写离任日期，且不晚于{began}",
                term.person_name
            );
            return Err(OpFault::field("from", message));
        }
        tx.store.set_incumbency_period(term.id, &Period { from: term.period.from, until: Some(period.from) })?;
        relieved.push(term.clone());
    }
    Ok(relieved)
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

fn title(post: &PostRow, person: &PersonRow, period: &Period, relieved: &[IncumbencyRow]) -> String {
    let (name, post, time) = (&person.name, format!("{}{}", post.unit_name, post.title), period.chinese());
    let before: Vec<_> = relieved.iter().map(|term| term.person_name.as_str()).collect();
    match (period.until, before.as_slice()) {
        (Some(_), _) => format!("补录 {name} 任{post}（{time}）"),
        (None, []) => format!("任命 {name} 为{post}（{time}）"),
        (None, before) => format!("任命 {name} 为{post}（{time}），接替 {}", before.join("、")),
    }
}

pub(in crate::ops) fn end_incumbency(tx: &mut Tx<'_>, args: EndIncumbency) -> OpResult<String> {
    let on = args.on;
    let (title, post) = leave(tx, args)?;
    warn_of_vacancy(tx, &post, on)?;
    Ok(title)
}

/// Ends a term without looking at what is vacant then; answers what happened and the post.
pub(super) fn leave(tx: &mut Tx<'_>, args: EndIncumbency) -> OpResult<(String, PostRow)> {
    let on = date::check(args.on).map_err(|fault| OpFault::field("on", fault.to_string()))?;
    let term = tx.store.incumbency(args.incumbency)?.ok_or_else(|| OpFault::not_found("任职", args.incumbency))?;
    let name = format!("{} {}{}", term.person_name, term.unit_name, term.post_title);
    if on <= term.period.from {
        return Err(OpFault::field("on", format!("{name}自{}起任职，离任日期应在其后", chinese(term.period.from))));
    }
    let post = tx.post(term.post)?;
    let period = Period { from: term.period.from, until: Some(on) };
    if term.period.until == Some(on) {
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
    let title = match term.period.until {
        None => format!("免去 {name}职务（{}起）", chinese(on)),
        Some(_) => format!("更正 {name}的离任日期为{}", chinese(on)),
    };
    Ok((title, post))
}

/// Duties of a post that stands empty have nobody.
fn warn_of_vacancy(tx: &mut Tx<'_>, post: &PostRow, on: chrono::NaiveDate) -> OpResult<()> {
    if !tx.store.holders_at(post.id, on)?.is_empty() {
        return Ok(());
    }
    for row in tx.store.duties_of_post(post.id)?.into_iter().filter(|row| row.duty.period.contains(on)) {
        let grid = tx.store.grid_name(row.duty.grid, on)?.unwrap_or_default();
        tx.warn(format!("{}{}自{}起空缺，请尽快明确接任人选", grid, row.duty.role.label(), chinese(on)));
    }
    Ok(())
}
