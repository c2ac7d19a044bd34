//! What a change of office would bring, before it is saved: who leaves, which duties go along, what to look at.
//!
//! The words come from a rehearsal, so that they are those of the operation itself.

use chrono::NaiveDate;

use super::{
    Command, OpResult, Workspace,
    newcomer::{NameNewcomer, NewcomerChange},
    office::{Appoint, EndIncumbency, predecessor},
    query::tenure::{HeldDuty, held_duty},
    roster::{EndDuty, SucceedDuty},
};
use crate::domain::{
    date::Period,
    id::{DutyId, IncumbencyId, PersonId, PostId},
    roster::DutyHolder,
};

/// What would follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Foresight {
    /// From this day on; nothing before it changes.
    pub from: NaiveDate,
    /// Who would leave on that day.
    pub leaving: Option<Leaving>,
    /// Whether somebody takes over; otherwise the duties stand empty.
    pub taken_over: bool,
    /// Duties that go along, each in the time in which the newcomer to the post would have it.
    pub duties: Vec<HeldDuty>,
    pub warnings: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaving {
    pub person: PersonId,
    pub name: String,
    pub since: NaiveDate,
}

/// What 任职, 免职, 接替 or the end of a duty would bring; nothing for other commands.
///
/// # Errors
/// Why the command would be refused.
pub fn foresee(ws: &mut Workspace, command: &Command) -> OpResult<Option<Foresight>> {
    let Some(change) = Change::of(command) else { return Ok(None) };
    let warnings = ws.rehearse(command.clone())?.warnings;
    let foreseen = match change {
        Change::Appointed(post, period) => appointed(ws, post, &period)?,
        Change::Dismissed(incumbency, on) => dismissed(ws, incumbency, on)?,
        Change::Succeeded(duty, from) => handed_on(ws, duty, from, true)?,
        Change::Ended(duty, on) => handed_on(ws, duty, on, false)?,
    };
    Ok(foreseen.map(|foreseen| Foresight { warnings, ..foreseen }))
}

/// The changes of office among the commands.
enum Change {
    Appointed(PostId, Period),
    Dismissed(IncumbencyId, NaiveDate),
    Succeeded(DutyId, NaiveDate),
    Ended(DutyId, NaiveDate),
}

impl Change {
    fn of(command: &Command) -> Option<Self> {
        let newcomer = |change: &NewcomerChange| match change {
            NewcomerChange::Appoint { post, from, until, .. } => {
                Some(Self::Appointed(*post, Period { from: *from, until: *until }))
            }
            NewcomerChange::SucceedDuty { duty, from, .. } => Some(Self::Succeeded(*duty, *from)),
            NewcomerChange::AssignDuty { .. } => None,
        };
        match command {
            Command::Appoint(Appoint { post, from, until, .. }) => {
                Some(Self::Appointed(*post, Period { from: *from, until: *until }))
            }
            Command::EndIncumbency(EndIncumbency { incumbency, on, .. }) => Some(Self::Dismissed(*incumbency, *on)),
            Command::SucceedDuty(SucceedDuty { duty, from, .. }) => Some(Self::Succeeded(*duty, *from)),
            Command::EndDuty(EndDuty { duty, on }) => Some(Self::Ended(*duty, *on)),
            Command::NameNewcomer(NameNewcomer { change, .. }) => newcomer(change),
            _ => None,
        }
    }
}

fn appointed(ws: &Workspace, post: PostId, period: &Period) -> OpResult<Option<Foresight>> {
    let Some(row) = ws.store.post(post)? else { return Ok(None) };
    let terms = ws.store.incumbencies_of_post(post)?;
    let leaving = predecessor(&terms, period).filter(|_| row.single_holder).map(|term| Leaving {
        person: term.person,
        name: term.person_name.clone(),
        since: term.period.from,
    });
    let duties = duties_of_post(ws, post, period)?;
    Ok(Some(Foresight { from: period.from, leaving, taken_over: true, duties, warnings: Vec::new() }))
}

fn dismissed(ws: &Workspace, incumbency: IncumbencyId, on: NaiveDate) -> OpResult<Option<Foresight>> {
    let Some(term) = ws.store.incumbency(incumbency)? else { return Ok(None) };
    let taken_over = ws.store.holders_at(term.post, on)?.iter().any(|other| other.id != incumbency);
    let duties = duties_of_post(ws, term.post, &Period::since(on))?;
    let leaving = Leaving { person: term.person, name: term.person_name, since: term.period.from };
    Ok(Some(Foresight { from: on, leaving: Some(leaving), taken_over, duties, warnings: Vec::new() }))
}

fn duties_of_post(ws: &Workspace, post: PostId, period: &Period) -> OpResult<Vec<HeldDuty>> {
    let mut duties = Vec::new();
    for row in ws.store.duties_of_post(post)? {
        if let Some(own) = row.duty.period.common(period) {
            duties.push(held_duty(ws, row, own, None, own.from)?);
        }
    }
    Ok(duties)
}

fn handed_on(ws: &Workspace, duty: DutyId, from: NaiveDate, taken_over: bool) -> OpResult<Option<Foresight>> {
    let Some(row) = ws.store.duty(duty)? else { return Ok(None) };
    let leaving = match row.duty.holder {
        DutyHolder::Person(person) => {
            let (name, since) = (row.person_name.clone().unwrap_or_default(), row.duty.period.from);
            Some(Leaving { person, name, since })
        }
        DutyHolder::Post(_) => None,
    };
    let rest = Period { from, until: row.duty.period.until };
    let duties = vec![held_duty(ws, row, rest, None, from)?];
    Ok(Some(Foresight { from, leaving, taken_over, duties, warnings: Vec::new() }))
}
