//! Patrols of the sample: kinds by level, more in spring and autumn, walked by those who held the work that day.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};

use super::{
    Progress,
    ground::Town,
    leaders::Leaders,
    patrol_words::{finding, note, way, weather},
    reform::Moved,
    since,
    village::VillageLeaders,
    writer::Writer,
};
use crate::{
    domain::{
        id::{GridId, PatrolId, PersonId},
        patrol::{Finding, Patrol, PatrolKind},
    },
    ops::OpResult,
};

/// Findings among 1,000 patrols: more than life has, so that they can be seen.
const FINDINGS: u32 = 20;
/// Late entries (补录) among 1,000 patrols.
const LATE: u32 = 40;
/// How often a month is chosen, January first.
const MONTHS: [usize; 12] = [3, 3, 6, 10, 12, 9, 9, 9, 11, 10, 6, 4];
/// How often a kind is chosen, in the order of [`PatrolKind::ALL`].
const KINDS: [u32; 6] = [620, 190, 110, 40, 28, 12];
/// A place is drawn again when nobody holds the work there that day; after so many times the patrol is left out.
const DRAWS: usize = 20;

/// The people and places patrols are drawn from.
pub struct Scene<'a> {
    pub towns: &'a [Town],
    pub leaders: &'a Leaders,
    pub villages: &'a [Vec<VillageLeaders>],
    /// The group that was put under another village.
    pub moved: Option<&'a Moved>,
    /// Names that entries are signed with: towns by place, and everyone else.
    pub clerk_of: &'a dyn Fn(usize) -> &'static str,
}

/// Where a patrol goes and who walks.
struct Walk {
    kind: PatrolKind,
    grid: GridId,
    group: Option<GridId>,
    people: Vec<PersonId>,
    /// As a finding calls it.
    place: String,
    /// Place of the town in the list.
    town: usize,
}

impl Walk {
    /// A moved group is walked by its 网格员 under its new village; leaders of the old one stay in theirs.
    fn follow(&mut self, moved: Option<&Moved>, day: NaiveDate) {
        let Some(moved) = moved.filter(|moved| moved.concerns(self.group, day)) else { return };
        if self.kind == PatrolKind::Routine {
            self.grid = moved.into;
            self.place.clone_from(&moved.place);
        } else {
            self.group = None;
        }
    }
}

/// Writes `count` patrols over `years` years up to yesterday, since today is not over; answers how many.
pub fn fill(
    writer: &mut Writer<'_, '_>,
    scene: &Scene<'_>,
    years: u32,
    count: u32,
    progress: &mut Progress<'_>,
) -> OpResult<u32> {
    let days = draw_days(writer, years, count);
    let mut written = 0;
    for day in days {
        if let Some(mut walk) = draw_walk(writer, scene, day) {
            walk.follow(scene.moved, day);
            write(writer, scene, day, walk)?;
            written += 1;
        }
        progress.step();
    }
    Ok(written)
}

/// The days of all patrols, oldest first: workdays twice as often as weekends, each month by its season.
fn draw_days(writer: &mut Writer<'_, '_>, years: u32, count: u32) -> Vec<NaiveDate> {
    let back = Days::new(u64::from(years.max(1)) * 365);
    let duties_known = since() + Days::new(14);
    let first = writer.today.checked_sub_days(back).map_or(duties_known, |day| day.max(duties_known));
    let mut reach = Vec::new();
    let mut sum = 0;
    for day in first.iter_days().take_while(|day| *day < writer.today) {
        let rest = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        sum += MONTHS[day.month0() as usize] * if rest { 1 } else { 2 };
        reach.push((sum, day));
    }
    let mut days: Vec<NaiveDate> = (0..count)
        .filter_map(|_| {
            let drawn = writer.random.below(sum);
            reach.get(reach.partition_point(|(reached, _)| *reached <= drawn)).map(|(_, day)| *day)
        })
        .collect();
    days.sort_unstable();
    days
}

fn draw_walk(writer: &mut Writer<'_, '_>, scene: &Scene<'_>, day: NaiveDate) -> Option<Walk> {
    let kind = PatrolKind::ALL[writer.random.weighted(&KINDS)];
    (0..DRAWS).find_map(|_| {
        let walk = match kind {
            PatrolKind::Routine => routine(writer, scene, day),
            PatrolKind::Field => field(writer, scene, day),
            PatrolKind::Inspection => inspection(writer, scene, day),
            PatrolKind::Joint => joint(writer, scene, day),
            PatrolKind::Guidance => guidance(writer, scene, day),
            PatrolKind::Special => special(writer, scene, day),
        }?;
        (!walk.people.is_empty()).then_some(walk)
    })
}

/// A village with farmland, by place of town and village; towns with more farmland come more often.
fn draw_village(writer: &mut Writer<'_, '_>, scene: &Scene<'_>) -> Option<(usize, usize)> {
    let weights: Vec<u32> =
        scene.towns.iter().map(|town| town.villages.iter().map(|v| v.groups.len() as u32).sum()).collect();
    let town = writer.random.weighted(&weights);
    let farmed: Vec<usize> = (0..scene.towns[town].villages.len())
        .filter(|place| scene.towns[town].villages[*place].has_farmland())
        .collect();
    writer.random.pick(&farmed).map(|village| (town, *village))
}

/// 日常巡查: the 网格员 of a group.
fn routine(writer: &mut Writer<'_, '_>, scene: &Scene<'_>, day: NaiveDate) -> Option<Walk> {
    let (town, village) = draw_village(writer, scene)?;
    let ground = &scene.towns[town].villages[village];
    let group = writer.random.below(ground.groups.len());
    let people = scene.villages[town][village].members[group].on(day).into_iter().collect();
    let found = &ground.groups[group];
    let place = format!("{}{}", ground.name, found.name);
    Some(Walk { kind: PatrolKind::Routine, grid: ground.grid, group: Some(found.grid), people, place, town })
}

/// 巡田: a 监管人, often with the 监督人, sometimes in one group only.
fn field(writer: &mut Writer<'_, '_>, scene: &Scene<'_>, day: NaiveDate) -> Option<Walk> {
    let (town, village) = draw_village(writer, scene)?;
    let ground = &scene.towns[town].villages[village];
    let leaders = &scene.villages[town][village];
    let mut people = Vec::new();
    if writer.random.chance(450) {
        people.extend(leaders.supervisor.on(day));
    }
    people.extend(writer.random.pick(&leaders.overseers).and_then(|seat| seat.on(day)));
    let group = if writer.random.chance(600) { writer.random.pick(&ground.groups) } else { None };
    let place = format!("{}{}", ground.name, group.map_or("", |group| group.name.as_str()));
    let group = group.map(|group| group.grid);
    Some(Walk { kind: PatrolKind::Field, grid: ground.grid, group, people, place, town })
}

/// 日常巡检: someone of 综合行政执法局 with the deputy in charge, in a village or across the town.
fn inspection(writer: &mut Writer<'_, '_>, scene: &Scene<'_>, day: NaiveDate) -> Option<Walk> {
    let (town, village) = draw_village(writer, scene)?;
    let leaders = &scene.leaders.towns[town];
    let mut people: Vec<PersonId> =
        writer.random.pick(&leaders.enforcers).and_then(|seat| seat.on(day)).into_iter().collect();
    if writer.random.chance(500) {
        let charged = leaders.deputies.iter().find(|(_, covers)| covers.contains(&village));
        people.extend(charged.and_then(|(seat, _)| seat.on(day)));
    }
    let ground = &scene.towns[town].villages[village];
    let grid = if writer.random.chance(700) { ground.grid } else { scene.towns[town].grid };
    Some(Walk { kind: PatrolKind::Inspection, grid, group: None, people, place: ground.name.clone(), town })
}

/// 联合排查整治: the town's head or a deputy, 综合行政执法局, and a deputy head of a bureau.
fn joint(writer: &mut Writer<'_, '_>, scene: &Scene<'_>, day: NaiveDate) -> Option<Walk> {
    let (town, village) = draw_village(writer, scene)?;
    let leaders = &scene.leaders.towns[town];
    let lead = if writer.random.chance(400) {
        Some(&leaders.chief)
    } else {
        writer.random.pick(&leaders.deputies).map(|(seat, _)| seat)
    };
    let bureau = scene.leaders.overseers.iter().find(|(_, covers)| covers.contains(&town)).map(|(seat, _)| seat);
    let seats = [lead, leaders.enforcers.first(), bureau];
    let people = seats.into_iter().flatten().filter_map(|seat| seat.on(day)).collect();
    let place = scene.towns[town].villages[village].name.clone();
    Some(Walk { kind: PatrolKind::Joint, grid: scene.towns[town].grid, group: None, people, place, town })
}

/// 督导调研: the 副总监督人 of a town, sometimes with the 监督总协调人.
fn guidance(writer: &mut Writer<'_, '_>, scene: &Scene<'_>, day: NaiveDate) -> Option<Walk> {
    let (town, village) = draw_village(writer, scene)?;
    let deputy = scene.leaders.deputies.iter().find(|(_, covers)| covers.contains(&town)).map(|(seat, _)| seat);
    let mut people: Vec<PersonId> = deputy.and_then(|seat| seat.on(day)).into_iter().collect();
    if writer.random.chance(300) {
        people.extend(scene.leaders.coordinator.on(day).filter(|person| !people.contains(person)));
    }
    let place = scene.towns[town].villages[village].name.clone();
    Some(Walk { kind: PatrolKind::Guidance, grid: scene.towns[town].grid, group: None, people, place, town })
}

/// 专项监督: the 副总监管人 of a town, in the town or across the district.
fn special(writer: &mut Writer<'_, '_>, scene: &Scene<'_>, day: NaiveDate) -> Option<Walk> {
    let (town, village) = draw_village(writer, scene)?;
    let overseer = scene.leaders.overseers.iter().find(|(_, covers)| covers.contains(&town)).map(|(seat, _)| seat);
    let people = overseer.and_then(|seat| seat.on(day)).into_iter().collect();
    let grid = if writer.random.chance(300) { scene.leaders.district } else { scene.towns[town].grid };
    let place = scene.towns[town].villages[village].name.clone();
    Some(Walk { kind: PatrolKind::Special, grid, group: None, people, place, town })
}

fn write(writer: &mut Writer<'_, '_>, scene: &Scene<'_>, day: NaiveDate, walk: Walk) -> OpResult<()> {
    let (start, end) = draw_times(writer);
    let problem = writer.random.chance(FINDINGS);
    let (found, action) = if problem { finding(&mut writer.random, &walk.place) } else { Default::default() };
    let patrol = Patrol {
        date: day,
        start,
        end,
        kind: walk.kind,
        grid: walk.grid,
        group: walk.group,
        patrollers: walk.people,
        way: way(&mut writer.random, walk.kind).to_owned(),
        finding: if problem { Finding::Problem } else { Finding::Nothing },
        found,
        action,
        weather: weather(writer.seed, day).to_owned(),
        note: note(&mut writer.random).to_owned(),
    };
    let late = if writer.random.chance(LATE) { writer.random.between(1, 12) } else { 0 };
    let recorded_on = (day + Days::new(u64::from(late))).min(writer.today);
    let id = PatrolId(writer.id());
    let links: Vec<i64> = patrol.patrollers.iter().map(|_| writer.id()).collect();
    Ok(writer.store.add_patrol(id, &patrol, recorded_on, (scene.clerk_of)(walk.town), &links)?)
}

/// Between eight and half past four, for half an hour to two and a half; some entries leave the time open.
fn draw_times(writer: &mut Writer<'_, '_>) -> (Option<NaiveTime>, Option<NaiveTime>) {
    let start = 8 * 60 + writer.random.between(0, 51) * 10;
    let end = start + writer.random.between(3, 15) * 10;
    let time = |minutes: u32| NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0);
    if writer.random.chance(150) { (None, None) } else { (time(start), time(end)) }
}
