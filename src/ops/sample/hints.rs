//! What 核对提示 show in the sample: each kind once or twice, one of them judged. Patrols, photos and names are invented;
//! drawn from a source of chance of their own.

use chrono::{Days, NaiveDate, NaiveTime};
use sm3::{Digest, Sm3};

use super::{patrols::Scene, writer::Writer};
use crate::{
    domain::{
        hint::{HintKey, HintVerdict},
        id::{AttachmentId, GridId, JudgementId, PatrolId, PersonId, TrackId},
        patrol::{Finding, Patrol, PatrolKind},
        point::Point,
        random::Random,
        roster::DutyHolder,
        track::{Fix, Shape, Track, TrackKind},
    },
    ops::{OpResult, StoredFile},
    store::{AttachmentRow, JudgementRow, TrackRow},
};

/// Keeps the draws of other parts of the sample as they are.
const OWN_SEED: u64 = 0x4817_5EED;
/// Nobody else in the sample says so.
const SAME: &str = "沿北侧田埂查看一圈，地里一切照旧（示范）";
/// Weeks in which it is said.
const WEEKS: u64 = 6;
/// Stands for a photo: the sample has no pictures of real places.
const PHOTO: &[u8] = include_bytes!("../../../assets/icon.png");
const PHOTO_NAME: &str = "示范照片1.png";
/// Places of the fictional ground, in degrees: two fields of a village, and one beyond the hills.
const FIELD: (f64, f64) = (109.82, 39.80);
const BESIDE: (f64, f64) = (109.825, 39.802);
const FAR: (f64, f64) = (109.95, 39.82);

/// Writes what triggers each kind; clues with patrols before them are in the sample already.
pub fn fill(writer: &mut Writer<'_, '_>, scene: &Scene<'_>) -> OpResult<()> {
    let mut random = Random::new(writer.seed ^ OWN_SEED);
    let fields: Vec<GridId> = scene
        .towns
        .iter()
        .flat_map(|town| &town.villages)
        .filter(|village| village.has_farmland())
        .map(|village| village.grid)
        .collect();
    if fields.len() < 3 {
        return Ok(());
    }
    let first = random.below(fields.len() - 2);
    let (here, there, third) = (fields[first], fields[first + 1], fields[first + 2]);
    let (Some(walker), Some(other)) = (walker_of(writer, here)?, walker_of(writer, third)?) else { return Ok(()) };
    two_places(writer, walker, [here, there])?;
    same_text(writer, other, third)?;
    photos(writer, walker, here)
}

/// Somebody who holds a duty in a village himself.
fn walker_of(writer: &Writer<'_, '_>, grid: GridId) -> OpResult<Option<PersonId>> {
    let held = writer.store.duties_of_grid(grid, writer.today)?;
    Ok(held.into_iter().find_map(|row| match row.duty.holder {
        DutyHolder::Person(person) => Some(person),
        DutyHolder::Post(_) => None,
    }))
}

fn two_places(writer: &mut Writer<'_, '_>, walker: PersonId, grids: [GridId; 2]) -> OpResult<()> {
    let day = writer.today - Days::new(9);
    let times = [("09:00", "10:40"), ("10:10", "11:30")];
    let mut patrols = Vec::new();
    for (grid, (start, end)) in grids.into_iter().zip(times) {
        let at = |clock: &str| NaiveTime::parse_from_str(clock, "%H:%M").ok();
        patrols.push(walk(writer, walker, grid, day, (at(start), at(end)), "")?);
    }
    // An older one of the kind, judged already.
    let before = day - Days::new(20);
    let mut judged = Vec::new();
    for grid in grids {
        let (start, end) = (NaiveTime::from_hms_opt(15, 0, 0), NaiveTime::from_hms_opt(16, 0, 0));
        judged.push(walk(writer, walker, grid, before, (start, end), "")?);
    }
    judged.sort_unstable();
    let [one, two] = judged[..] else { return Ok(()) };
    let id = JudgementId(writer.id());
    writer.store.put_judgement(&JudgementRow {
        id,
        key: HintKey::TwoPlaces { person: walker, patrols: [one, two] },
        verdict: HintVerdict::Explained,
        note: "两村地界相连，当天沿界一并巡查，分两条登记（示范）".into(),
        on: before + Days::new(3),
        by: super::MANAGER.into(),
    })?;
    Ok(())
}

fn same_text(writer: &mut Writer<'_, '_>, walker: PersonId, grid: GridId) -> OpResult<()> {
    for week in 0..WEEKS {
        walk(writer, walker, grid, writer.today - Days::new(7 * week + 3), (None, None), SAME)?;
    }
    Ok(())
}

/// One photo with two patrols, and two photos that do not fit theirs.
fn photos(writer: &mut Writer<'_, '_>, walker: PersonId, grid: GridId) -> OpResult<()> {
    let day = writer.today - Days::new(16);
    let before = day - Days::new(12);
    let earlier = walk(writer, walker, grid, before, (None, None), "")?;
    let later = walk(writer, walker, grid, day, (None, None), "")?;
    attach(writer, earlier)?;
    attach(writer, later)?;
    taken(writer, later, "示范照片2.jpg", day - Days::new(5), FIELD)?;
    taken(writer, later, "示范照片3.jpg", day, BESIDE)?;
    taken(writer, later, "示范照片4.jpg", day, FAR)
}

/// A patrol that found nothing.
fn walk(
    writer: &mut Writer<'_, '_>,
    walker: PersonId,
    grid: GridId,
    date: NaiveDate,
    (start, end): (Option<NaiveTime>, Option<NaiveTime>),
    note: &str,
) -> OpResult<PatrolId> {
    let patrol = Patrol {
        date,
        start,
        end,
        kind: PatrolKind::Inspection,
        grid,
        group: None,
        patrollers: vec![walker],
        way: "步行".into(),
        finding: Finding::Nothing,
        found: String::new(),
        action: String::new(),
        weather: String::new(),
        note: note.into(),
    };
    let id = PatrolId(writer.id());
    let link = writer.id();
    writer.store.add_patrol(id, &patrol, date, super::MANAGER, &[link])?;
    Ok(id)
}

/// The same content with both patrols.
fn attach(writer: &mut Writer<'_, '_>, patrol: PatrolId) -> OpResult<()> {
    let StoredFile { digest, name, size } = writer.keep(PHOTO_NAME, PHOTO)?;
    let id = AttachmentId(writer.id());
    Ok(writer.store.add_attachment(&AttachmentRow { id, patrol, digest, name, size })?)
}

/// The day and place that a camera wrote into a photo; the photo itself is not kept.
fn taken(
    writer: &mut Writer<'_, '_>,
    patrol: PatrolId,
    name: &str,
    day: NaiveDate,
    (lon, lat): (f64, f64),
) -> OpResult<()> {
    let fix = Point::of_degrees(lon, lat).map(|point| Fix { point, seconds: None });
    let track = Track {
        kind: TrackKind::Photo,
        name: name.into(),
        started: day.and_hms_opt(10, 20, 0),
        ended: None,
        metres: 0,
        shape: Shape(fix.map(|fix| vec![fix]).into_iter().collect()),
        system: None,
        device: "示范相机".into(),
        digest: Sm3::digest(name.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect(),
    };
    let id = TrackId(writer.id());
    writer.store.add_track(&TrackRow { id, patrol, track, taken_on: day, taken_by: super::MANAGER.into() })?;
    Ok(())
}
