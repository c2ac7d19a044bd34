//! Questions of field data: what a patrol has, what came already, and which patrols of a day it may belong to.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

pub use crate::store::FieldSourceRow as FieldSource;
use crate::{
    domain::{
        date,
        id::{GridId, PatrolId, PersonId, TrackId},
        import::ImportKind,
        point::Point,
        track::{Shape, TrackKind},
    },
    ops::{OpResult, Workspace, patrol::name_of},
    store::PatrolFilter,
};

/// Field data of a patrol as the signed-in desk may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatrolTrack {
    pub id: TrackId,
    pub kind: TrackKind,
    pub name: String,
    /// Beijing time.
    pub started: Option<NaiveDateTime>,
    pub ended: Option<NaiveDateTime>,
    pub metres: u32,
    pub device: String,
    pub digest: String,
    pub taken_on: NaiveDate,
    /// Where; `None` for desks that may not see it (standards §6.3: by right only).
    pub shape: Option<Shape>,
}

impl PatrolTrack {
    /// The place of a point or photo.
    pub fn place(&self) -> Option<Point> {
        self.shape.as_ref().and_then(Shape::first)
    }
}

/// What came with a patrol from the field, in order of time.
pub fn of_patrol(ws: &Workspace, patrol: PatrolId) -> OpResult<Vec<PatrolTrack>> {
    let seen = ws.operator().desk.sees_phones();
    let shown = ws.store.tracks(patrol)?.into_iter().map(|row| PatrolTrack {
        id: row.id,
        kind: row.track.kind,
        name: row.track.name,
        started: row.track.started,
        ended: row.track.ended,
        metres: row.track.metres,
        device: row.track.device,
        digest: row.track.digest,
        taken_on: row.taken_on,
        shape: seen.then_some(row.track.shape),
    });
    Ok(shown.collect())
}

/// That a file came already: when, and which patrol has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub on: Option<NaiveDate>,
    pub patrol: PatrolId,
    /// 「2025年3月5日 罕台镇撖家塔村 巡田」.
    pub name: String,
}

impl Taken {
    /// 「此文件已于2026年3月5日导入（2026年3月4日 罕台镇撖家塔村 巡田）」.
    pub fn words(&self) -> String {
        match self.on {
            Some(on) => format!("此文件已于{}导入（{}）", date::chinese(on), self.name),
            None => format!("此文件已是附件（{}）", self.name),
        }
    }
}

/// Which files came already, by the digest of their content.
pub fn taken(ws: &Workspace, digests: &[String]) -> OpResult<BTreeMap<String, Taken>> {
    let mut known = BTreeMap::new();
    for row in ws.store.taken_digests(digests)? {
        if known.contains_key(&row.digest) {
            continue;
        }
        if let Some(patrol) = ws.store.patrol(row.patrol)? {
            known.insert(row.digest, Taken { on: row.taken_on, patrol: row.patrol, name: name_of(&patrol) });
        }
    }
    Ok(known)
}

/// A patrol that field data of its day may belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayPatrol {
    pub id: PatrolId,
    pub date: NaiveDate,
    pub start: Option<NaiveTime>,
    pub end: Option<NaiveTime>,
    /// 「09:30–11:00 罕台镇撖家塔村 巡田（张三）」.
    pub label: String,
}

/// How long before its start and after its end something still belongs to a patrol, in minutes: clocks differ.
const SLACK: i64 = 30;
/// How many patrols of a span of days are offered.
const OFFERED: u32 = 500;

/// The patrols of somebody, or of a grid with all below it, on the days from `from` to `to`; of both when both are given.
/// Without either there is nothing to offer: a day of the district has hundreds.
pub fn patrols_of_days(
    ws: &Workspace,
    from: NaiveDate,
    to: NaiveDate,
    person: Option<PersonId>,
    grid: Option<GridId>,
) -> OpResult<Vec<DayPatrol>> {
    if person.is_none() && grid.is_none() {
        return Ok(Vec::new());
    }
    let grids = grid.map(|grid| ws.store.subtree_at(grid, to)).transpose()?;
    let wanted = PatrolFilter { from: Some(from), to: Some(to), person, grids, ..PatrolFilter::default() };
    let rows = ws.store.patrols(&wanted, None, OFFERED)?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let clock = |time: NaiveTime| time.format("%H:%M").to_string();
            let times = match (row.patrol.start, row.patrol.end) {
                (Some(start), Some(end)) => format!("{}–{} ", clock(start), clock(end)),
                (Some(start), None) => format!("{} ", clock(start)),
                _ => String::new(),
            };
            let (place, kind) = (row.place(), row.patrol.kind.label());
            DayPatrol {
                id: row.id,
                date: row.patrol.date,
                start: row.patrol.start,
                end: row.patrol.end,
                label: format!("{times}{place} {kind}（{}）", row.patroller_names),
            }
        })
        .collect())
}

/// The patrol that something of a day belongs to: the only one of the day, or the one that was under way then.
pub fn proposed(patrols: &[DayPatrol], day: NaiveDate, time: Option<NaiveTime>) -> Option<PatrolId> {
    let mut of_day = patrols.iter().filter(|patrol| patrol.date == day);
    if let (Some(only), None) = (of_day.next(), of_day.next()) {
        return Some(only.id);
    }
    let at = day.and_time(time?);
    let under_way = |patrol: &&DayPatrol| {
        let (Some(start), slack) = (patrol.start, TimeDelta::minutes(SLACK)) else { return false };
        let end = patrol.end.unwrap_or(start);
        patrol.date == day && (day.and_time(start) - slack..=day.and_time(end) + slack).contains(&at)
    };
    let mut fitting = patrols.iter().filter(under_way);
    match (fitting.next(), fitting.next()) {
        (Some(only), None) => Some(only.id),
        _ => None,
    }
}

/// The saved sources of a kind, by name.
pub fn sources(ws: &Workspace, kind: ImportKind) -> OpResult<Vec<FieldSource>> {
    Ok(ws.store.field_sources(kind)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found_belongs_to_the_patrol_that_was_under_way() {
        let day = NaiveDate::from_ymd_opt(2025, 3, 5).unwrap();
        let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0);
        let patrol = |id, start, end| DayPatrol { id: PatrolId(id), date: day, start, end, label: String::new() };
        let one = [patrol(1, None, None)];
        assert_eq!(proposed(&one, day, None), Some(PatrolId(1)));
        assert_eq!(proposed(&one, day.succ_opt().unwrap(), None), None);
        let two = [patrol(1, at(8), at(10)), patrol(2, at(14), at(16))];
        assert_eq!(proposed(&two, day, at(15)), Some(PatrolId(2)));
        assert_eq!(proposed(&two, day, NaiveTime::from_hms_opt(10, 20, 0)), Some(PatrolId(1)));
        assert_eq!((proposed(&two, day, at(12)), proposed(&two, day, None)), (None, None));
    }
}
