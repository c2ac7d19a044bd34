//! Who held a role of a grid when, and which rule governed it on which days.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, Months, NaiveDate};

use super::{Facts, Seated, SlotKind, ground::Standing};
use crate::domain::{
    check::{DutySpan, TermSpan},
    date::Period,
    id::{PersonId, PostId},
    patrol_rule::PatrolRule,
    roster::DutyHolder,
};

/// Terms by post.
pub(super) type Terms<'f> = HashMap<PostId, Vec<&'f TermSpan>>;

/// A seat: the time in which it was there, and the times in which somebody sat in it.
pub(super) struct Seat {
    pub life: Period,
    pub held: Vec<(PersonId, Period)>,
}

impl Seat {
    /// 空缺 when nobody sat in it on any day of a stretch, 接替 when nobody sat in it for all of it.
    pub fn unowed(&self, period: &Period) -> Option<SlotKind> {
        let mut touching = self.held.iter().filter(|(_, held)| held.overlaps(period)).peekable();
        if touching.peek().is_none() {
            return Some(SlotKind::Vacant);
        }
        (!touching.any(|(_, held)| held.covers(period))).then_some(SlotKind::Shared)
    }
}

/// Days on which one rule, and no narrower one, governs a role of a grid.
pub(super) struct Governed<'f> {
    pub rule: &'f PatrolRule,
    pub period: Period,
    /// Whether somebody has to hold the role.
    pub expected: bool,
}

pub(super) fn terms_by_post(facts: &Facts) -> Terms<'_> {
    let mut terms: Terms<'_> = HashMap::new();
    facts.terms.iter().for_each(|term| terms.entry(term.post).or_default().push(term));
    terms
}

pub(super) fn duties_by_seat(facts: &Facts) -> Seated<'_> {
    let mut seated: Seated<'_> = HashMap::new();
    facts.duties.iter().for_each(|duty| seated.entry((duty.grid, duty.role)).or_default().push(duty));
    seated
}

/// The seats of a grid and role: every duty of a post is one; duties of persons follow each other in a single one.
pub(super) fn seats(duties: &[&DutySpan], terms: &Terms<'_>) -> Vec<Seat> {
    let mut seats = Vec::new();
    let mut personal: Option<Seat> = None;
    for duty in duties {
        match duty.holder {
            DutyHolder::Post(post) => {
                let held = terms.get(&post).into_iter().flatten();
                let held = held.filter_map(|term| Some((term.person, term.period.common(&duty.period)?))).collect();
                seats.push(Seat { life: duty.period, held });
            }
            DutyHolder::Person(person) => {
                let seat = personal.get_or_insert_with(|| Seat { life: duty.period, held: Vec::new() });
                seat.life.from = seat.life.from.min(duty.period.from);
                // Once somebody had it, it stays a seat: without a successor it is vacant.
                seat.life.until = None;
                seat.held.push((person, duty.period));
            }
        }
    }
    seats.extend(personal);
    for seat in &mut seats {
        let joined = holdings(std::slice::from_ref(seat));
        seat.held =
            joined.into_iter().flat_map(|(person, held)| held.into_iter().map(move |held| (person, held))).collect();
    }
    seats
}

/// The times in which each person held the role, joined where one follows the other.
pub(super) fn holdings(seats: &[Seat]) -> BTreeMap<PersonId, Vec<Period>> {
    let mut held: BTreeMap<PersonId, Vec<Period>> = BTreeMap::new();
    for (person, period) in seats.iter().flat_map(|seat| &seat.held) {
        held.entry(*person).or_default().push(*period);
    }
    for periods in held.values_mut() {
        periods.sort_by_key(|period| period.from);
        let mut joined: Vec<Period> = Vec::with_capacity(periods.len());
        for period in periods.drain(..) {
            match joined.last_mut() {
                Some(last) if last.until.is_none_or(|until| period.from <= until) => {
                    last.until = last.until.zip(period.until).map(|(one, other)| one.max(other));
                }
                _ => joined.push(period),
            }
        }
        *periods = joined;
    }
    held
}

/// Which rule governs a role on which days of `standings`: the one of the lowest grid, those with a frequency only.
pub(super) fn governed<'f>(rules: &[&'f PatrolRule], standings: &[Standing]) -> Vec<Governed<'f>> {
    let mut found: Vec<Governed<'f>> = Vec::new();
    for standing in standings.iter().filter(|standing| standing.farmland) {
        let Some(end) = standing.period.until else { continue };
        let mut from = standing.period.from;
        while from < end {
            let until = next_turn(rules, from).filter(|turn| *turn < end).unwrap_or(end);
            if let Some(rule) = ruling(rules, standing, from).filter(|rule| rule.facts.frequency().is_some()) {
                let own = Governed { rule, period: Period { from, until: Some(until) }, expected: standing.expected };
                match found.last_mut().filter(|last| last.rule.id == rule.id && last.period.until == Some(from)) {
                    Some(last) => last.period.until = own.period.until,
                    None => found.push(own),
                }
            }
            from = until;
        }
    }
    found
}

/// The first day after `day` on which another rule may govern: one begins or ends, or a season may change.
fn next_turn(rules: &[&PatrolRule], day: NaiveDate) -> Option<NaiveDate> {
    let bounds = rules.iter().flat_map(|rule| [Some(rule.period.from), rule.period.until]).flatten();
    let seasonal = rules.iter().any(|rule| !rule.facts.months.is_year());
    let month = day.with_day(1).and_then(|first| first.checked_add_months(Months::new(1)));
    bounds.chain(month.filter(|_| seasonal)).filter(|turn| *turn > day).min()
}

fn ruling<'f>(rules: &[&'f PatrolRule], standing: &Standing, day: NaiveDate) -> Option<&'f PatrolRule> {
    let reach = |rule: &PatrolRule| rule.facts.grid.map_or(Some(usize::MAX), |grid| standing.path.place(grid));
    let applying = rules.iter().filter(|rule| rule.applies(day));
    let within = applying.filter_map(|rule| Some((reach(rule)?, *rule)));
    // Of the same reach only one may stand; were there two, the later would hold.
    within.min_by_key(|(reach, rule)| (*reach, std::cmp::Reverse(rule.period.from))).map(|(_, rule)| rule)
}
