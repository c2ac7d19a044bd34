//! From rules, duties and patrols to accounts: first every slot, then every patrol into its slot.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{
    Account, Counted, Facts, Slot, SlotKind, Walk,
    seats::{self, Governed, Seat, Terms},
};
use crate::domain::{
    check::DutySpan,
    date::Period,
    grid::Level,
    id::{GridId, PersonId, WaiverId},
    patrol_rule::{PatrolRule, Per},
    roster::Role,
};

/// A derivation under way: give it the patrols of [`Derivation::reach`], then finish it.
pub struct Derivation<'f> {
    facts: &'f Facts,
    /// The last day that is known.
    day: NaiveDate,
    accounts: Vec<Draft>,
    of_person: HashMap<PersonId, Vec<usize>>,
}

/// An account with the patrols that may count for it.
struct Draft {
    account: Account,
    held: Vec<Period>,
    /// Of every slot, for the stretch that follows it.
    pers: Vec<Per>,
    walks: Vec<Step>,
}

struct Step {
    walk: Counted,
    used: bool,
}

impl<'f> Derivation<'f> {
    /// Finds what was due in `span`, which has to end, as known on `day`. Grids that `wanted` refuses are left out.
    pub fn new(facts: &'f Facts, span: Period, day: NaiveDate, wanted: impl Fn(GridId) -> bool) -> Self {
        let mut derivation = Self { facts, day, accounts: Vec::new(), of_person: HashMap::new() };
        let (terms, duties) = (seats::terms_by_post(facts), seats::duties_by_seat(facts));
        let mut of_role: HashMap<(Level, Role), Vec<&PatrolRule>> = HashMap::new();
        facts.rules.iter().for_each(|rule| of_role.entry((rule.facts.level, rule.facts.role)).or_default().push(rule));
        let look = look(&span);
        for (grid, level) in facts.ground.grids().filter(|(grid, _)| wanted(*grid)) {
            let ruled = Role::at(level).iter().filter_map(|role| Some((*role, of_role.get(&(level, *role))?)));
            let mut standings = None;
            for (role, rules) in ruled {
                let standings = standings.get_or_insert_with(|| facts.ground.standings(grid, &look));
                let governed = seats::governed(rules, standings);
                let held = duties.get(&(grid, role)).map_or(&[][..], Vec::as_slice);
                derivation.open((grid, level, role), &governed, held, &terms, &span);
            }
        }
        derivation
    }

    /// The days whose patrols matter; `None` when nothing is due.
    pub fn reach(&self) -> Option<(NaiveDate, NaiveDate)> {
        let slots = self.accounts.iter().flat_map(|draft| draft.account.slots.iter().zip(&draft.pers));
        let ends = slots.filter_map(|(slot, per)| Some((slot.period.from, after(*per, slot)?.last_day()?)));
        let (first, last) = ends.reduce(|(from, to), (own_from, own_to)| (from.min(own_from), to.max(own_to)))?;
        Some((first, last.min(self.day)))
    }

    /// Puts a patrol with every account of its person that it may count for.
    pub fn walk(&mut self, walk: &Walk) {
        let Some(own) = self.of_person.get(&walk.person) else { return };
        let mut path = None;
        for place in own {
            let draft = &mut self.accounts[*place];
            let path = path.get_or_insert_with(|| self.facts.ground.path(walk.group, walk.grid, walk.date));
            let holds = draft.held.iter().any(|held| held.contains(walk.date));
            if holds && path.contains(draft.account.grid) {
                let counted = Counted { slot: 0, patrol: walk.patrol, date: walk.date, recorded_on: walk.recorded_on };
                draft.walks.push(Step { walk: counted, used: false });
            }
        }
    }

    /// The accounts, in no particular order.
    pub fn finish(self) -> Vec<Account> {
        self.accounts.into_iter().map(Draft::settle).collect()
    }

    /// Opens the accounts of a role of a grid: one for each person, and one for what nobody owed.
    fn open(
        &mut self,
        (grid, level, role): (GridId, Level, Role),
        governed: &[Governed<'f>],
        duties: &[&DutySpan],
        terms: &Terms<'_>,
        span: &Period,
    ) {
        let seats = seats::seats(duties, terms);
        let holdings = seats::holdings(&seats);
        let mut nobodys = Draft::new((grid, level, role), None, Vec::new());
        let mut persons: Vec<Draft> = holdings
            .iter()
            .map(|(person, held)| Draft::new((grid, level, role), Some(*person), held.clone()))
            .collect();
        for stretch in governed {
            let Some(frequency) = stretch.rule.facts.frequency() else { continue };
            for period in frequency.per.whole_within(&stretch.period) {
                let counts = period.last_day().is_some_and(|last| span.contains(last));
                if !counts || period.from > self.day {
                    continue;
                }
                let slot = |kind| Slot {
                    rule: stretch.rule.id,
                    period,
                    kind,
                    times: frequency.times,
                    in_time: 0,
                    entered_late: 0,
                    made_up: 0,
                    running: period.reaches(self.day),
                };
                for draft in persons.iter_mut().filter(|draft| draft.held.iter().any(|held| held.covers(&period))) {
                    let person = draft.account.person;
                    let waiver = self.waiver(grid, person, &period);
                    draft.push(slot(waiver.map_or(SlotKind::Due, SlotKind::Waived)), frequency.per);
                }
                for kind in unowed(&seats, &period, stretch.expected) {
                    nobodys.push(slot(kind), frequency.per);
                }
            }
        }
        for draft in persons.into_iter().chain([nobodys]).filter(|draft| !draft.account.slots.is_empty()) {
            if let Some(person) = draft.account.person {
                self.of_person.entry(person).or_default().push(self.accounts.len());
            }
            self.accounts.push(draft);
        }
    }

    /// What waives a stretch: only what covers every day of it, of the person or of a grid they stand in.
    fn waiver(&self, grid: GridId, person: Option<PersonId>, period: &Period) -> Option<WaiverId> {
        let covers = self.facts.waivers.iter().filter(|waiver| waiver.period.covers(period));
        let mut theirs = covers.filter(|waiver| waiver.person.is_none() || waiver.person == person);
        let here = |above| self.facts.ground.path(None, grid, period.from).contains(above);
        theirs.find(|waiver| waiver.grid.is_none_or(here)).map(|waiver| waiver.id)
    }
}

/// Where stretches that end in `span` can begin.
fn look(span: &Period) -> Period {
    let year = Per::Year.around(span.from).from;
    Period { from: year.min(Per::Week.around(span.from).from), until: span.until }
}

/// The stretch after a slot, in which it can be made up for.
fn after(per: Per, slot: &Slot) -> Option<Period> {
    slot.period.until.map(|until| per.around(until))
}

/// What nobody owed in a stretch: once for every seat that was there all the time and was empty, or changed hands.
fn unowed(seats: &[Seat], period: &Period, expected: bool) -> Vec<SlotKind> {
    if expected && !seats.iter().any(|seat| seat.life.overlaps(period)) {
        return vec![SlotKind::Vacant];
    }
    let there = seats.iter().filter(|seat| seat.life.covers(period));
    there.filter_map(|seat| seat.unowed(period)).collect()
}

impl Draft {
    fn new((grid, level, role): (GridId, Level, Role), person: Option<PersonId>, held: Vec<Period>) -> Self {
        let account = Account { grid, level, role, person, slots: Vec::new(), counted: Vec::new() };
        Self { account, held, pers: Vec::new(), walks: Vec::new() }
    }

    fn push(&mut self, slot: Slot, per: Per) {
        self.account.slots.push(slot);
        self.pers.push(per);
    }

    /// Counts every patrol for one slot: in time first, then what is left for the stretch before.
    fn settle(mut self) -> Account {
        let slots = &mut self.account.slots;
        self.walks.sort_by_key(|step| (step.walk.date, step.walk.patrol));
        let open = |slot: &Slot| slot.kind == SlotKind::Due;
        for (place, slot) in slots.iter_mut().enumerate().filter(|(_, slot)| open(slot)) {
            let period = slot.period;
            for walk in take(&mut self.walks, &period, slot.times) {
                slot.in_time += 1;
                slot.entered_late += u16::from(period.until.is_some_and(|until| walk.recorded_on >= until));
                self.account.counted.push(Counted { slot: place as u32, ..walk });
            }
        }
        for (place, slot) in slots.iter_mut().enumerate().filter(|(_, slot)| open(slot) && !slot.running) {
            let Some(next) = after(self.pers[place], slot).filter(|_| slot.missing() > 0) else { continue };
            for walk in take(&mut self.walks, &next, slot.missing()) {
                slot.made_up += 1;
                self.account.counted.push(Counted { slot: place as u32, ..walk });
            }
        }
        self.account.counted.sort_by_key(|counted| (counted.slot, counted.date, counted.patrol));
        self.account
    }
}

/// Takes the first patrols of a stretch that count for nothing yet.
fn take(walks: &mut [Step], period: &Period, times: u16) -> Vec<Counted> {
    let first = walks.partition_point(|step| step.walk.date < period.from);
    let within = walks[first..].iter_mut().take_while(|step| period.contains(step.walk.date));
    let free = within.filter(|step| !step.used).take(usize::from(times));
    free.map(|step| {
        step.used = true;
        step.walk
    })
    .collect()
}
