//! 离任/接任交接清单: what somebody leaves on a day, to whom, and the figures the successor begins with.

use chrono::{Datelike, Days, NaiveDate};

use super::{
    grid,
    patrol::{self, PatrolQuery},
    problem_papers::open_on,
    sheets,
    tenure::{Held, HeldCharge, HeldDelegate, HeldDuty, HeldPairing, HeldPost, held},
};
use crate::{
    domain::{
        date::{Period, chinese},
        id::{GridId, PersonId},
        roster::DutyHolder,
        tenure::{
            HandoverCharge, HandoverDelegate, HandoverDuty, HandoverPairing, HandoverPatrols, HandoverPost,
            HandoverSheet, Successor,
        },
    },
    ops::{OpFault, OpResult, Workspace},
};

/// The sheet for what ends on `on`, the first day somebody no longer has it. Before the change is entered: for all they
/// have on the day before, with the successors left open.
///
/// # Errors
/// [`OpFault::NotFound`]; a fault of `on` when they have nothing to hand over then.
pub fn handover(ws: &Workspace, person: PersonId, on: NaiveDate, as_of: NaiveDate) -> OpResult<HandoverSheet> {
    let before = on - Days::new(1);
    let everything = held(ws, person, before)?;
    let entered = ends_anything(&everything, on);
    let leaves = |period: &Period| if entered { period.until == Some(on) } else { period.contains(before) };
    let posts: Vec<&HeldPost> = everything.posts.iter().filter(|post| leaves(&post.period)).collect();
    let duties: Vec<&HeldDuty> = everything.duties.iter().filter(|duty| leaves(&duty.period)).collect();
    if posts.is_empty() && duties.is_empty() {
        let message = format!("{}在{}没有要交出的职务和职责，请核对离任日期", everything.name, chinese(on));
        return Err(OpFault::field("on", message));
    }
    let change = Change { ws, leaver: person, on, entered };
    let posts = posts.into_iter().map(|post| change.post(post)).collect::<OpResult<Vec<_>>>()?;
    let given = duties.iter().map(|duty| change.duty(duty)).collect::<OpResult<Vec<_>>>()?;
    let year_start = before.with_ordinal(1).unwrap_or(before);
    Ok(HandoverSheet {
        frame: sheets::frame(ws, as_of)?,
        successors: named(posts.iter().map(|post| &post.successor).chain(given.iter().map(|duty| &duty.successor))),
        on,
        charges: charges(&duties, before),
        pairings: pairings(&duties, before),
        delegates: delegates(&duties, before),
        year: before.year(),
        patrols: grids_of(&duties, before)
            .into_iter()
            .map(|grid| change.patrols(grid, year_start, before))
            .collect::<OpResult<_>>()?,
        problems: open_on(ws, &answered_for(&duties, before), before)?,
        kept: if entered { kept(&everything, on) } else { Vec::new() },
        posts,
        duties: given,
        leaver: everything.name,
    })
}

fn ends_anything(held: &Held, on: NaiveDate) -> bool {
    let ends = |period: &Period| period.until == Some(on);
    held.posts.iter().any(|post| ends(&post.period)) || held.duties.iter().any(|duty| ends(&duty.period))
}

/// What looking up successors needs to know.
struct Change<'a> {
    ws: &'a Workspace,
    leaver: PersonId,
    on: NaiveDate,
    /// Whether the leaving is entered, so that successors are known or known to be missing.
    entered: bool,
}

impl Change<'_> {
    fn post(&self, post: &HeldPost) -> OpResult<HandoverPost> {
        let holders = self.ws.store.holders_at(post.post, self.on)?.into_iter();
        let successors = holders.filter(|term| term.person != self.leaver).map(|term| term.person_name).collect();
        let (since, document) = (post.period.from, post.document.clone());
        Ok(HandoverPost { post: post.words.clone(), since, document, successor: self.successor(successors) })
    }

    fn duty(&self, duty: &HeldDuty) -> OpResult<HandoverDuty> {
        let basis = match &duty.through {
            Some((_, post)) => format!("随{post}"),
            None => duty.title.clone(),
        };
        Ok(HandoverDuty {
            place: duty.place.clone(),
            role: duty.role.label().to_owned(),
            since: duty.period.from,
            document: duty.document.clone(),
            basis,
            successor: self.successor(self.takers(duty)?),
        })
    }

    /// Who has the duty on the day: holders of its post, or those who began that day in the same role.
    fn takers(&self, duty: &HeldDuty) -> OpResult<Vec<String>> {
        let mut names = Vec::new();
        for row in self.ws.store.duties_of_grid(duty.grid, self.on)? {
            match row.duty.holder {
                DutyHolder::Post(post) if row.duty.id == duty.duty => {
                    let holders = self.ws.store.holders_at(post, self.on)?.into_iter();
                    names.extend(holders.filter(|term| term.person != self.leaver).map(|term| term.person_name));
                }
                DutyHolder::Person(person)
                    if duty.through.is_none()
                        && person != self.leaver
                        && row.duty.role == duty.role
                        && row.duty.period.from == self.on =>
                {
                    names.extend(row.person_name);
                }
                DutyHolder::Post(_) | DutyHolder::Person(_) => {}
            }
        }
        Ok(names)
    }

    fn successor(&self, names: Vec<String>) -> Successor {
        match (self.entered, names.is_empty()) {
            (false, _) => Successor::Undecided,
            (true, true) => Successor::Vacant,
            (true, false) => Successor::Named(names.join("、")),
        }
    }

    fn patrols(&self, grid: GridId, from: NaiveDate, to: NaiveDate) -> OpResult<HandoverPatrols> {
        let of_grid = PatrolQuery { to: Some(to), grid: Some(grid), ..PatrolQuery::default() };
        let last = patrol::page(self.ws, &of_grid, None, 1)?.first().map(|line| line.patrol.date);
        let count = patrol::count(self.ws, &PatrolQuery { from: Some(from), ..of_grid })?;
        let grid = grid::words_of(&self.ws.store, grid, to)?.replace('/', "");
        Ok(HandoverPatrols { grid, count, last })
    }
}

fn named<'a>(successors: impl Iterator<Item = &'a Successor>) -> Vec<String> {
    let mut once: Vec<String> = Vec::new();
    for successor in successors {
        if let Successor::Named(name) = successor
            && !once.contains(name)
        {
            once.push(name.clone());
        }
    }
    once
}

fn duty_words(duty: &HeldDuty) -> String {
    format!("{}{}", duty.place, duty.role.label())
}

/// 包联 of the last day.
fn charges(duties: &[&HeldDuty], last: NaiveDate) -> Vec<HandoverCharge> {
    let of = |duty: &HeldDuty| -> Vec<HandoverCharge> {
        let running = duty.charges.iter().filter(|charge| charge.period.contains(last));
        let line = |charge: &HeldCharge| HandoverCharge {
            grid: charge.name.clone(),
            duty: duty_words(duty),
            since: charge.period.from,
            document: charge.document.clone(),
        };
        running.map(line).collect()
    };
    duties.iter().flat_map(|duty| of(duty)).collect()
}

/// Pairings of the last day.
fn pairings(duties: &[&HeldDuty], last: NaiveDate) -> Vec<HandoverPairing> {
    let of = |duty: &HeldDuty| -> Vec<HandoverPairing> {
        let running = duty.pairings.iter().filter(|pairing| pairing.period.contains(last));
        let line = |pairing: &HeldPairing| HandoverPairing {
            duty: duty_words(duty),
            other: format!("{} {}", pairing.role.label(), pairing.who),
            grid: pairing.grid.clone().unwrap_or_default(),
            since: pairing.period.from,
        };
        running.map(line).collect()
    };
    duties.iter().flat_map(|duty| of(duty)).collect()
}

/// Whom they had sent on the last day.
fn delegates(duties: &[&HeldDuty], last: NaiveDate) -> Vec<HandoverDelegate> {
    let sent = duties.iter().flat_map(|duty| &duty.delegates).filter(|sent| sent.period.contains(last));
    let line = |sent: &HeldDelegate| HandoverDelegate {
        name: sent.name.clone(),
        grid: sent.grid.clone().unwrap_or_default(),
        since: sent.period.from,
        document: sent.document.clone(),
    };
    sent.map(line).collect()
}

/// The grids of the duties and those under 包联, each once.
fn grids_of(duties: &[&HeldDuty], last: NaiveDate) -> Vec<GridId> {
    let own = duties.iter().map(|duty| duty.grid);
    let charged = duties.iter().flat_map(|duty| &duty.charges).filter(|charge| charge.period.contains(last));
    let mut grids: Vec<GridId> = Vec::new();
    for grid in own.chain(charged.map(|charge| charge.grid)) {
        if !grids.contains(&grid) {
            grids.push(grid);
        }
    }
    grids
}

/// The grids whose open problems are handed over: those under 包联 where a duty has any, otherwise the duty's own.
fn answered_for(duties: &[&HeldDuty], last: NaiveDate) -> Vec<GridId> {
    let of = |duty: &&HeldDuty| -> Vec<GridId> {
        let charged = duty.charges.iter().filter(|charge| charge.period.contains(last));
        let charged: Vec<GridId> = charged.map(|charge| charge.grid).collect();
        if charged.is_empty() { vec![duty.grid] } else { charged }
    };
    duties.iter().flat_map(of).collect()
}

/// Posts and duties that somebody still has on the day.
fn kept(held: &Held, on: NaiveDate) -> Vec<String> {
    let posts = held.posts.iter().filter(|post| post.period.contains(on)).map(|post| post.words.clone());
    let own = held.duties.iter().filter(|duty| duty.through.is_none() && duty.period.contains(on)).map(duty_words);
    posts.chain(own).collect()
}
