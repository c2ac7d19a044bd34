//! What is worth a look, found among plain facts: no SQL, so that each rule can be read and tested by itself.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{Datelike, IsoWeek, NaiveDate, NaiveDateTime, NaiveTime};

use super::{PHOTO_METRES, PhotoUse, SAME_TEXT_PEOPLE, SAME_TEXT_WEEKS};
use crate::domain::{
    coordinate,
    id::{GridId, PatrolId, PersonId, TrackId},
    point::Point,
    scan::ScanOwner,
};

/// One person on one patrol with both times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Presence {
    pub person: PersonId,
    pub patrol: PatrolId,
    pub grid: GridId,
    pub day: NaiveDate,
    pub start: NaiveTime,
    pub end: NaiveTime,
}

/// Two patrols of one person at the same time, the earlier one first.
///
/// `related` says whether one of two grids lies in the other on a day.
pub fn two_places(
    mut all: Vec<Presence>,
    related: impl Fn(GridId, GridId, NaiveDate) -> bool,
) -> Vec<(Presence, Presence)> {
    all.sort_unstable_by_key(|one| (one.person, one.day, one.start, one.patrol));
    let mut found = Vec::new();
    for day in all.chunk_by(|one, next| (one.person, one.day) == (next.person, next.day)) {
        for (place, one) in day.iter().enumerate() {
            let overlapping = day[place + 1..].iter().take_while(|next| next.start < one.end);
            let elsewhere = |next: &&Presence| {
                next.start < next.end && next.grid != one.grid && !related(one.grid, next.grid, one.day)
            };
            found.extend(overlapping.filter(elsewhere).map(|next| (*one, *next)));
        }
    }
    found
}

/// One person telling a patrol in some wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// The wording, as the store numbers it today.
    pub phrase: i64,
    pub person: PersonId,
    pub grid: GridId,
    pub patrol: PatrolId,
    pub day: NaiveDate,
}

/// One wording of one person in one grid and year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeated {
    pub phrase: i64,
    pub person: PersonId,
    pub grid: GridId,
    pub year: i32,
    pub weeks: usize,
    /// Oldest first.
    pub patrols: Vec<(NaiveDate, PatrolId)>,
}

/// The same words for [`SAME_TEXT_WEEKS`] weeks or more; wordings that very many people share are left out.
pub fn same_text(mut all: Vec<Said>) -> Vec<Repeated> {
    let key = |one: &Said| (one.phrase, one.person, one.grid, one.day.year());
    all.sort_unstable_by_key(|one| (key(one), one.day, one.patrol));
    let mut found = Vec::new();
    for phrase in all.chunk_by(|one, next| one.phrase == next.phrase) {
        let people: HashSet<PersonId> = phrase.iter().map(|one| one.person).collect();
        if people.len() > SAME_TEXT_PEOPLE {
            continue;
        }
        for own in phrase.chunk_by(|one, next| key(one) == key(next)) {
            let weeks: HashSet<IsoWeek> = own.iter().map(|one| one.day.iso_week()).collect();
            if weeks.len() >= SAME_TEXT_WEEKS {
                let (phrase, person, grid, year) = key(&own[0]);
                let patrols = own.iter().map(|one| (one.day, one.patrol)).collect();
                found.push(Repeated { phrase, person, grid, year, weeks: weeks.len(), patrols });
            }
        }
    }
    found
}

/// A record that keeps a photo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub digest: String,
    pub record: PhotoUse,
    pub name: String,
    /// Of a monthly report: the first day of its month.
    pub day: NaiveDate,
    pub grid: Option<GridId>,
    /// Who patrolled, or whose report it is.
    pub people: Vec<PersonId>,
    /// The patrol that the record grew out of.
    pub from: Option<PatrolId>,
    /// Whether it shows what became of the problem: 整改, 复查, 销号.
    pub afterwards: bool,
}

/// One photo with two records: the first patrol that has it, and each other one.
pub fn photo_twice(mut all: Vec<Kept>) -> Vec<(Kept, Kept)> {
    all.sort_by(|one, other| {
        let key = |kept: &Kept| (matches!(kept.record, PhotoUse::Record(_)), kept.day, kept.record.to_string());
        one.digest.cmp(&other.digest).then_with(|| key(one).cmp(&key(other)))
    });
    let mut found = Vec::new();
    for uses in all.chunk_by(|one, next| one.digest == next.digest) {
        if matches!(uses[0].record, PhotoUse::Record(_)) {
            continue;
        }
        let mut seen = BTreeSet::from([uses[0].record.to_string()]);
        for other in &uses[1..] {
            let again = seen.insert(other.record.to_string());
            // A patrol of its own that has the photo speaks for what grew out of it.
            let grown = other.from.is_some_and(|from| uses.iter().any(|kept| kept.record == PhotoUse::Patrol(from)));
            let told = grown && !other.afterwards || is_own_report(&uses[0], other);
            if again && !told {
                found.push((uses[0].clone(), other.clone()));
            }
        }
    }
    found
}

/// The report of somebody who was there, of the month of the patrol.
fn is_own_report(patrol: &Kept, other: &Kept) -> bool {
    let report = matches!(other.record, PhotoUse::Record(ScanOwner::MonthlyReport(_)));
    let month = |day: NaiveDate| day.year() * 12 + day.month0() as i32;
    report && month(patrol.day) == month(other.day) && other.people.iter().any(|person| patrol.people.contains(person))
}

/// A piece of field data, as far as hints need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub track: TrackId,
    pub patrol: PatrolId,
    pub name: String,
    pub is_photo: bool,
    pub started: Option<NaiveDateTime>,
    /// Where it begins; nothing for a photo without a place.
    pub first: Option<Point>,
    pub day: NaiveDate,
    pub grid: GridId,
}

/// What does not fit about a photo.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mismatch {
    /// The other day on which it was taken.
    pub taken: Option<NaiveDateTime>,
    /// Metres to whatever of its patrol is nearest.
    pub metres: Option<f64>,
    /// Beyond the extents of the district.
    pub outside: bool,
}

impl Mismatch {
    fn is_any(&self) -> bool {
        self.taken.is_some() || self.metres.is_some() || self.outside
    }
}

/// Photos that do not fit their patrol. `ways` answers all points of a track; it is asked only where its beginning is far.
pub fn photo_mismatch(all: &[Place], ways: &HashMap<TrackId, Vec<Point>>) -> Vec<(Place, Mismatch)> {
    let mut patrols: BTreeMap<PatrolId, Vec<&Place>> = BTreeMap::new();
    for place in all {
        patrols.entry(place.patrol).or_default().push(place);
    }
    let mut found = Vec::new();
    for places in patrols.values() {
        // Of two places that are far from each other one is told, not both.
        let mut alone: HashSet<TrackId> = HashSet::new();
        let placed = places.iter().filter(|place| place.first.is_some()).count();
        for photo in places.iter().filter(|place| place.is_photo).rev() {
            let far = photo.first.and_then(|at| {
                let others = places.iter().filter(|other| other.track != photo.track && !alone.contains(&other.track));
                let metres = others.filter_map(|other| nearest(at, other, ways)).fold(f64::INFINITY, f64::min);
                (metres.is_finite() && metres > PHOTO_METRES).then_some(metres)
            });
            if far.is_some() && placed == 2 {
                alone.insert(photo.track);
            }
            let mismatch = Mismatch {
                taken: photo.started.filter(|time| time.date() != photo.day),
                metres: far,
                outside: photo.first.is_some_and(|at| !coordinate::near_district(at)),
            };
            if mismatch.is_any() {
                found.push(((*photo).clone(), mismatch));
            }
        }
    }
    found
}

/// The tracks whose way must be known because their beginning is far from a photo of their patrol.
pub fn ways_wanted(all: &[Place]) -> Vec<TrackId> {
    let mut photos: HashMap<PatrolId, Vec<Point>> = HashMap::new();
    for photo in all.iter().filter(|place| place.is_photo) {
        photos.entry(photo.patrol).or_default().extend(photo.first);
    }
    let far = |line: &&Place| {
        let Some(first) = line.first.filter(|_| !line.is_photo) else { return false };
        photos
            .get(&line.patrol)
            .is_some_and(|photos| photos.iter().any(|photo| coordinate::distance(*photo, first) > PHOTO_METRES))
    };
    all.iter().filter(far).map(|line| line.track).collect()
}

fn nearest(at: Point, other: &Place, ways: &HashMap<TrackId, Vec<Point>>) -> Option<f64> {
    let first = coordinate::distance(at, other.first?);
    let along = ways.get(&other.track).into_iter().flatten().map(|point| coordinate::distance(at, *point));
    Some(along.fold(first, f64::min))
}

/// The day of the images of a clue, where it is written to the day.
pub fn image_day(imaged: &str, today: NaiveDate) -> Option<NaiveDate> {
    let with_year = imaged.trim().chars().take(4).filter(char::is_ascii_digit).count() == 4;
    with_year.then(|| crate::domain::date::parse(imaged, today).ok()).flatten()
}
