//! What the rules look at: grids, duties, terms, 包联 and pairings with their times, and nothing else.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};

use crate::domain::{
    date::Period,
    grid::Level,
    id::{DutyId, GridId, PersonId, PostId},
    roster::{DutyHolder, Role},
};

/// The district around one day.
#[derive(Clone, Debug)]
pub struct Snapshot {
    pub day: NaiveDate,
    /// The first day on which gaps and overlaps count.
    pub since: NaiveDate,
    /// The grids of the day.
    pub grids: Vec<GridState>,
    /// When each grid there ever was began and ended.
    pub lives: HashMap<GridId, Period>,
    /// Duties that touch the time looked at.
    pub duties: Vec<DutySpan>,
    pub posts: HashMap<PostId, PostSpan>,
    /// Terms that touch the time looked at, post by post in their order.
    pub terms: Vec<TermSpan>,
    /// 包联 that touches the time looked at.
    pub charges: Vec<ChargeSpan>,
    /// Pairings that touch the time looked at.
    pub pairings: Vec<PairingSpan>,
    /// Level-2 grids whose filing of the year is due by the day.
    pub filings: Vec<FilingDue>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GridState {
    pub id: GridId,
    pub parent: Option<GridId>,
    pub level: Level,
    /// 无耕地, of itself.
    pub no_farmland: bool,
    /// Stands in annex 2 (R115).
    pub listed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DutySpan {
    pub id: DutyId,
    pub grid: GridId,
    pub role: Role,
    pub holder: DutyHolder,
    pub period: Period,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PostSpan {
    pub single_holder: bool,
    pub period: Period,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TermSpan {
    pub post: PostId,
    pub person: PersonId,
    pub period: Period,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChargeSpan {
    pub duty: DutyId,
    pub grid: GridId,
    pub period: Period,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PairingSpan {
    pub overseer: DutyId,
    pub supervisor: DutyId,
    /// Only for this grid; `None` for all that the 监督 side has under 包联.
    pub grid: Option<GridId>,
    pub period: Period,
}

/// A filing whose deadline has passed, or that was made before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FilingDue {
    pub grid: GridId,
    pub made: bool,
}

impl Snapshot {
    /// The days looked at for gaps and overlaps.
    pub(super) fn window(&self) -> Period {
        Period { from: self.since, until: Some(self.day + Days::new(1)) }
    }
}

/// The snapshot, found by what belongs together.
pub(super) struct Index<'s> {
    pub snapshot: &'s Snapshot,
    pub grids: HashMap<GridId, &'s GridState>,
    pub duties: HashMap<DutyId, &'s DutySpan>,
    /// Duties by grid, oldest first as they came.
    of_grid: HashMap<GridId, Vec<&'s DutySpan>>,
    terms: HashMap<PostId, Vec<&'s TermSpan>>,
    /// 包联 in force on the day, by the grid looked after.
    charges: HashMap<GridId, Vec<&'s ChargeSpan>>,
    /// Pairings in force on the day, by the 监督 side.
    pairings: HashMap<DutyId, Vec<&'s PairingSpan>>,
    /// Whether annex 2 lists any grid: then those it does not list need less (G01).
    has_annex2: bool,
}

impl<'s> Index<'s> {
    pub fn new(snapshot: &'s Snapshot) -> Self {
        let day = snapshot.day;
        let mut index = Self {
            snapshot,
            grids: snapshot.grids.iter().map(|grid| (grid.id, grid)).collect(),
            duties: snapshot.duties.iter().map(|duty| (duty.id, duty)).collect(),
            of_grid: HashMap::new(),
            terms: HashMap::new(),
            charges: HashMap::new(),
            pairings: HashMap::new(),
            has_annex2: snapshot.grids.iter().any(|grid| grid.listed),
        };
        for duty in &snapshot.duties {
            index.of_grid.entry(duty.grid).or_default().push(duty);
        }
        for term in &snapshot.terms {
            index.terms.entry(term.post).or_default().push(term);
        }
        for charge in snapshot.charges.iter().filter(|charge| charge.period.contains(day)) {
            index.charges.entry(charge.grid).or_default().push(charge);
        }
        for pairing in snapshot.pairings.iter().filter(|pairing| pairing.period.contains(day)) {
            index.pairings.entry(pairing.supervisor).or_default().push(pairing);
        }
        index
    }

    /// Every duty of a role of a grid in the time looked at.
    pub fn duties_of(&self, grid: GridId, role: Role) -> impl Iterator<Item = &'s DutySpan> {
        self.of_grid.get(&grid).into_iter().flatten().copied().filter(move |duty| duty.role == role)
    }

    /// Those in force on the day.
    pub fn duties_now(&self, grid: GridId, role: Role) -> impl Iterator<Item = &'s DutySpan> {
        let day = self.snapshot.day;
        self.duties_of(grid, role).filter(move |duty| duty.period.contains(day))
    }

    pub fn terms_of(&self, post: PostId) -> &[&'s TermSpan] {
        self.terms.get(&post).map_or(&[], Vec::as_slice)
    }

    /// The times in which somebody really had a duty, each with the person.
    pub fn held(&self, duty: &DutySpan) -> Vec<(PersonId, Period)> {
        match duty.holder {
            DutyHolder::Person(person) => vec![(person, duty.period)],
            DutyHolder::Post(post) => {
                let terms = self.terms_of(post).iter();
                terms.filter_map(|term| Some((term.person, term.period.common(&duty.period)?))).collect()
            }
        }
    }

    /// The people behind a duty on the day.
    pub fn people(&self, duty: &DutySpan) -> Vec<PersonId> {
        let day = self.snapshot.day;
        let held = self.held(duty).into_iter();
        held.filter(|(_, period)| period.contains(day)).map(|(person, _)| person).collect()
    }

    pub fn is_held(&self, duty: &DutySpan) -> bool {
        !self.people(duty).is_empty()
    }

    /// The duties of a role that have a grid under 包联 on the day.
    pub fn charging(&self, grid: GridId, role: Role) -> Vec<&'s DutySpan> {
        let day = self.snapshot.day;
        let charges = self.charges.get(&grid).into_iter().flatten();
        let mut duties: Vec<&DutySpan> = charges
            .filter_map(|charge| self.duties.get(&charge.duty).copied())
            .filter(|duty| duty.role == role && duty.period.contains(day))
            .collect();
        duties.dedup_by_key(|duty| duty.id);
        duties
    }

    pub fn pairings_of(&self, supervisor: DutyId) -> &[&'s PairingSpan] {
        self.pairings.get(&supervisor).map_or(&[], Vec::as_slice)
    }

    /// Whether a grid counts as having plots: neither it nor a grid above it is 无耕地 (G28).
    pub fn has_farmland(&self, grid: &GridState) -> bool {
        let mut next = Some(grid);
        // The levels bound the way: damaged rows cannot make it a circle.
        for _ in Level::ALL {
            let Some(at) = next else { break };
            if at.no_farmland {
                return false;
            }
            next = at.parent.and_then(|parent| self.grids.get(&parent).copied());
        }
        true
    }

    /// Whether the plan expects the grid in the annexes: of level 2 only what annex 2 lists, where it lists any (G01).
    pub fn is_expected(&self, grid: &GridState) -> bool {
        grid.level != Level::Town || grid.listed || !self.has_annex2
    }
}
