//! Everyone who stands anywhere in the district on one day, read in one pass: a batch of sheets asks nothing twice.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::post_as_printed;
use crate::{
    domain::{
        annex::{Annex, Extent},
        date::Period,
        grid::Level,
        id::{DutyId, GridId, PersonId, PostId, UnitId},
        roster::{Duty, DutyHolder, Role, UnitKind},
        sheet::Holder,
    },
    ops::{OpFault, OpResult},
    store::{ChargeRow, DutyRow, GridRow, IncumbencyRow, PairingRow, Store},
};

/// The grids of a day with their duties, 包联 and pairings.
pub struct DayRoster {
    pub day: NaiveDate,
    grids: HashMap<GridId, GridRow>,
    below: HashMap<Option<GridId>, Vec<GridId>>,
    seats: HashMap<GridId, Vec<Seat>>,
    charges: HashMap<GridId, Vec<ChargeRow>>,
    pairings: HashMap<DutyId, Vec<PairingRow>>,
}

/// A duty in force, with whoever holds it.
#[derive(Clone, Debug)]
pub struct Seat {
    pub duty: Duty,
    /// The post as the sheets print it.
    pub post: String,
    /// Nobody while the post is vacant.
    pub people: Vec<SeatHolder>,
}

/// Someone in a seat.
#[derive(Clone, Debug)]
pub struct SeatHolder {
    pub person: PersonId,
    pub name: String,
    /// Since when, by term and duty together.
    pub period: Period,
    /// The paper of whichever of the two began later.
    pub document: String,
}

impl Seat {
    /// As cells of the sheets name them; a vacant post is one holder without a name.
    pub fn holders(&self) -> Vec<Holder> {
        if self.people.is_empty() {
            return vec![Holder { name: None, post: self.post.clone() }];
        }
        self.people.iter().map(|held| Holder { name: Some(held.name.clone()), post: self.post.clone() }).collect()
    }
}

impl DayRoster {
    pub fn read(store: &Store, day: NaiveDate) -> OpResult<Self> {
        let (mut grids, mut below) = (HashMap::new(), HashMap::<_, Vec<GridId>>::new());
        for grid in store.grids_at(day)? {
            below.entry(grid.facts.parent).or_default().push(grid.id);
            grids.insert(grid.id, grid);
        }
        let mut charges = HashMap::<GridId, Vec<ChargeRow>>::new();
        for charge in store.charges_at(day)? {
            charges.entry(charge.grid).or_default().push(charge);
        }
        let mut pairings = HashMap::<DutyId, Vec<PairingRow>>::new();
        for pairing in store.pairings_at(day)? {
            pairings.entry(pairing.supervisor).or_default().push(pairing);
        }
        Ok(Self { day, grids, below, seats: seats(store, day)?, charges, pairings })
    }

    /// A grid as it stands that day.
    pub fn grid(&self, grid: GridId) -> Option<&GridRow> {
        self.grids.get(&grid)
    }

    /// A grid of a level, as it stands that day.
    ///
    /// # Errors
    /// [`OpFault::NotFound`] when there is no such grid then, a fault of field `grid` when it is of another level.
    pub fn of_level(&self, grid: GridId, level: Level) -> OpResult<&GridRow> {
        let row = self.grid(grid).ok_or_else(|| OpFault::not_found("网格", grid))?;
        if row.level == level {
            return Ok(row);
        }
        let (name, is, wanted) = (&row.facts.name, row.level.label(), level.label());
        Err(OpFault::field("grid", format!("「{name}」是{is}，这张表要选择{wanted}")))
    }

    /// The grids whose sheets of an annex are meant: the one of a grid of its level, all below a higher one, or all of
    /// the district's, as far as `extent` goes.
    ///
    /// # Errors
    /// As [`DayRoster::of_level`], for a grid below the annex's level.
    pub fn sheet_grids(&self, annex: Annex, grid: Option<GridId>, extent: Extent) -> OpResult<Vec<&GridRow>> {
        let wanted = match grid {
            Some(id) => Some(self.grid(id).ok_or_else(|| OpFault::not_found("网格", id))?),
            None => None,
        };
        Ok(match (annex, wanted) {
            (Annex::Annex2, None) => self.district().into_iter().collect(),
            (_, Some(grid)) if grid.level == annex.level() => vec![grid],
            (Annex::Annex3, Some(grid)) if grid.level == Level::District => self.towns(extent).collect(),
            (Annex::Annex3, None) => self.towns(extent).collect(),
            (Annex::Annex4, Some(grid)) if grid.level == Level::Town => self.below(Some(grid.id)).collect(),
            (Annex::Annex4, Some(grid)) if grid.level == Level::District => self.villages(extent),
            (Annex::Annex4, None) => self.villages(extent),
            (_, Some(grid)) => vec![self.of_level(grid.id, annex.level())?],
        })
    }

    fn villages(&self, extent: Extent) -> Vec<&GridRow> {
        self.towns(extent).flat_map(|town| self.below(Some(town.id))).collect()
    }

    /// 东胜区 itself; none before it was founded.
    pub fn district(&self) -> Option<&GridRow> {
        self.below(None).find(|grid| grid.level == Level::District)
    }

    /// The grids directly below one, siblings in their order.
    pub fn below(&self, grid: Option<GridId>) -> impl Iterator<Item = &GridRow> {
        self.below.get(&grid).into_iter().flatten().filter_map(|id| self.grids.get(id))
    }

    /// Towns and streets in their order.
    pub fn towns(&self, extent: Extent) -> impl Iterator<Item = &GridRow> {
        let all = self.below(self.district().map(|district| district.id));
        all.filter(move |town| extent == Extent::All || town.facts.annex2_order.is_some())
    }

    /// The name with those of the grids above it but the district: 「罕台镇撖家塔村」.
    pub fn full_name(&self, grid: &GridRow) -> String {
        match grid.facts.parent.and_then(|parent| self.grid(parent)) {
            Some(above) if above.level != Level::District => self.full_name(above) + &grid.facts.name,
            _ => grid.facts.name.clone(),
        }
    }

    /// The duties of a role in a grid, in the order of the posts.
    pub fn seats(&self, grid: GridId, role: Role) -> impl Iterator<Item = &Seat> {
        self.seats.get(&grid).into_iter().flatten().filter(move |seat| seat.duty.role == role)
    }

    /// Everyone in a role of a grid.
    pub fn holders(&self, grid: GridId, role: Role) -> Vec<Holder> {
        once(self.seats(grid, role).flat_map(Seat::holders))
    }

    /// The duties of `role` in `grid` that have `lower` under 包联, with the 包联.
    pub fn charging(&self, grid: GridId, role: Role, lower: GridId) -> Vec<(&Seat, &ChargeRow)> {
        let charges = self.charges.get(&lower).map_or(&[][..], Vec::as_slice);
        let of = |seat| charges.iter().find(|charge| charge.duty == Seat::id(seat)).map(|charge| (seat, charge));
        self.seats(grid, role).filter_map(of).collect()
    }

    /// The duties that answer to a 监督 duty for a lower grid, or for any when none is named (R022, R028, G20).
    pub fn answering(&self, supervisor: &Seat, lower: Option<GridId>) -> Vec<&Seat> {
        let pairings = self.pairings.get(&supervisor.duty.id).map_or(&[][..], Vec::as_slice);
        let fits = |pairing: &&PairingRow| match (pairing.grid, lower) {
            (Some(only), Some(lower)) => only == lower,
            _ => true,
        };
        let overseers: HashSet<DutyId> = pairings.iter().filter(fits).map(|pairing| pairing.overseer).collect();
        let all = self.seats.get(&supervisor.duty.grid).into_iter().flatten();
        all.filter(|seat| overseers.contains(&seat.duty.id)).collect()
    }
}

impl Seat {
    fn id(&self) -> DutyId {
        self.duty.id
    }
}

/// Each holder once, in the order they came.
pub fn once(holders: impl IntoIterator<Item = Holder>) -> Vec<Holder> {
    let mut kept: Vec<Holder> = Vec::new();
    for holder in holders {
        if !kept.contains(&holder) {
            kept.push(holder);
        }
    }
    kept
}

/// The duties of a day by grid, in the order of the posts, then as they were given.
fn seats(store: &Store, day: NaiveDate) -> OpResult<HashMap<GridId, Vec<Seat>>> {
    let departments: HashSet<UnitId> =
        store.units()?.into_iter().filter(|unit| unit.kind == UnitKind::Department).map(|unit| unit.id).collect();
    let posts: HashMap<PostId, (UnitId, i64)> =
        store.post_places()?.into_iter().map(|(post, unit, ordinal)| (post, (unit, ordinal))).collect();
    let mut terms = HashMap::<PostId, Vec<IncumbencyRow>>::new();
    for term in store.incumbencies_at(day)? {
        terms.entry(term.post).or_default().push(term);
    }
    terms.values_mut().for_each(|terms| terms.sort_by_key(|term| (term.period.from, term.id)));
    let mut seats = HashMap::<GridId, Vec<(Option<i64>, Seat)>>::new();
    for row in store.duties_at(day)? {
        let place = match row.duty.holder {
            DutyHolder::Post(post) => posts.get(&post).copied(),
            DutyHolder::Person(_) => None,
        };
        let department = place.is_some_and(|(unit, _)| departments.contains(&unit));
        let seat = seat(row, department, &terms);
        seats.entry(seat.duty.grid).or_default().push((place.map(|(_, ordinal)| ordinal), seat));
    }
    let sorted = |mut seats: Vec<(Option<i64>, Seat)>| {
        seats.sort_by_key(|(ordinal, seat)| (*ordinal, seat.duty.id));
        seats.into_iter().map(|(_, seat)| seat).collect()
    };
    Ok(seats.into_iter().map(|(grid, seats)| (grid, sorted(seats))).collect())
}

fn seat(row: DutyRow, department: bool, terms: &HashMap<PostId, Vec<IncumbencyRow>>) -> Seat {
    let duty = row.duty;
    let (post, people) = match duty.holder {
        DutyHolder::Post(id) => {
            let held = terms.get(&id).into_iter().flatten().map(|term| of_term(&duty, term)).collect();
            (post_as_printed(department, row.unit_name.unwrap_or_default(), row.post_title.unwrap_or_default()), held)
        }
        DutyHolder::Person(person) => {
            let name = row.person_name.unwrap_or_default();
            let held = SeatHolder { person, name, period: duty.period, document: duty.document.clone() };
            (duty.title.clone(), vec![held])
        }
    };
    Seat { duty, post, people }
}

fn of_term(duty: &Duty, term: &IncumbencyRow) -> SeatHolder {
    let period = duty.period.common(&term.period).unwrap_or(term.period);
    let document = if duty.period.from > term.period.from { &duty.document } else { &term.document };
    SeatHolder { person: term.person, name: term.person_name.clone(), period, document: document.clone() }
}
