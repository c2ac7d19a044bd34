//! What 核对提示 are found among, one statement for each kind over a period, and what people judged of them.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, Row, params};
use serde::Serialize;

use super::{
    Store, StoreFault, StoreResult,
    value::{read_word, word},
};
use crate::domain::{
    clue::Category,
    hint::{
        HintVerdict, PhotoUse, SAME_TEXT_LENGTH, SAME_TEXT_WEEKS,
        find::{Kept, Place, Presence, Said},
        key::{DIGEST_PART, HintKey},
    },
    id::{ClueId, GridId, JudgementId, PatrolId, PersonId, TrackId},
    point::Point,
    scan::ScanOwner,
    track::{Shape, TrackKind},
};

/// What a person found when looking at a hint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgementRow {
    pub id: JudgementId,
    pub key: HintKey,
    pub verdict: HintVerdict,
    pub note: String,
    pub on: NaiveDate,
    pub by: String,
}

/// A grid under a name and a parent for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HintGridRow {
    pub grid: GridId,
    pub parent: Option<GridId>,
    pub from: NaiveDate,
    pub name: String,
    pub is_village: bool,
}

/// A clue that somebody may have walked past.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeadRow {
    pub clue: ClueId,
    pub number: String,
    pub grid: GridId,
    pub imaged: String,
    pub received_on: NaiveDate,
}

/// The days in a grid that a clue asks about, both inclusive.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Window {
    pub clue: i64,
    pub grid: i64,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// Photos with patrols and with other records, of every digest that is kept more than once. A monthly report stands on
/// the first day of its month.
const PHOTOS: &str = "with again as ( \
      select digest from attachment group by digest having min(patrol_id) < max(patrol_id) \
      union \
      select s.digest from scan s where s.owner in ('problem', 'problem_step', 'clue', 'monthly_report') \
        and exists (select 1 from attachment a where a.digest = s.digest)) \
    select a.digest, 'patrol', a.patrol_id, a.name, p.date, p.grid_id, \
        (select group_concat(person_id) from patrol_person x where x.patrol_id = p.id), null, 0 \
      from again g cross join attachment a on a.digest = g.digest join patrol p on p.id = a.patrol_id \
    union all \
    select s.digest, s.owner, s.owner_id, s.name, r.found_on, r.grid_id, null, r.patrol_id, 0 \
      from again g cross join scan s on s.digest = g.digest and s.owner = 'problem' join problem r on r.id = s.owner_id \
    union all \
    select s.digest, s.owner, s.owner_id, s.name, t.happened_on, r.grid_id, null, r.patrol_id, \
        t.act in ('rectify', 'review', 'close') \
      from again g cross join scan s on s.digest = g.digest and s.owner = 'problem_step' \
        join problem_step t on t.id = s.owner_id join problem r on r.id = t.problem_id \
    union all \
    select s.digest, s.owner, s.owner_id, s.name, coalesce(c.answered_on, b.received_on), c.grid_id, null, r.patrol_id, 0 \
      from again g cross join scan s on s.digest = g.digest and s.owner = 'clue' join clue c on c.id = s.owner_id \
        join clue_batch b on b.id = c.batch_id left join problem r on r.id = c.problem_id \
    union all \
    select s.digest, s.owner, s.owner_id, s.name, m.month, m.grid_id, m.person_id, null, 0 \
      from again g cross join scan s on s.digest = g.digest and s.owner = 'monthly_report' \
        join monthly_report m on m.id = s.owner_id";

fn kept(row: &Row<'_>) -> StoreResult<Kept> {
    let (owner, id): (String, i64) = (row.get(1)?, row.get(2)?);
    let record = if owner == "patrol" {
        PhotoUse::Patrol(PatrolId(id))
    } else {
        let owner = ScanOwner::read(&owner, id).ok_or(StoreFault::Value { column: "scan.owner", value: owner })?;
        PhotoUse::Record(owner)
    };
    let people = match row.get_ref(6)? {
        rusqlite::types::ValueRef::Integer(person) => vec![PersonId(person)],
        rusqlite::types::ValueRef::Text(list) => {
            let list = String::from_utf8_lossy(list);
            list.split(',').filter_map(|id| id.parse().ok()).map(PersonId).collect()
        }
        _ => Vec::new(),
    };
    Ok(Kept {
        digest: row.get(0)?,
        record,
        name: row.get(3)?,
        day: row.get(4)?,
        grid: row.get::<_, Option<i64>>(5)?.map(GridId),
        people,
        from: row.get::<_, Option<i64>>(7)?.map(PatrolId),
        afterwards: row.get(8)?,
    })
}

/// The first point of a shape from its beginning.
fn first_point(head: &str) -> Option<Point> {
    let point = head.split([';', '|']).next()?;
    Shape::try_from(point.to_owned()).ok()?.first()
}

fn judgement(row: &Row<'_>) -> StoreResult<JudgementRow> {
    let (key, verdict): (String, String) = (row.get(1)?, row.get(2)?);
    Ok(JudgementRow {
        id: JudgementId(row.get(0)?),
        key: HintKey::try_from(key).map_err(|value| StoreFault::Value { column: "hint_judgement.key", value })?,
        verdict: read_word("hint_judgement.verdict", &verdict)?,
        note: row.get(3)?,
        on: row.get(4)?,
        by: row.get(5)?,
    })
}

fn json<T: Serialize>(list: &[T]) -> StoreResult<String> {
    serde_json::to_string(list).map_err(|fault| StoreFault::Value { column: "list", value: fault.to_string() })
}

impl Store {
    /// Who was on which patrol from when to when; patrols without both times are left out.
    pub fn presences(&self, from: NaiveDate, to: NaiveDate) -> StoreResult<Vec<Presence>> {
        let mut find = self.conn.prepare_cached(
            "select x.person_id, p.id, p.grid_id, p.date, p.start, p.end from patrol p \
             join patrol_person x on x.patrol_id = p.id \
             where p.date between ?1 and ?2 and p.start < p.end",
        )?;
        let rows = find.query_map(params![from, to], |row| {
            Ok(Presence {
                person: PersonId(row.get(0)?),
                patrol: PatrolId(row.get(1)?),
                grid: GridId(row.get(2)?),
                day: row.get(3)?,
                start: row.get(4)?,
                end: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Who told which patrol in which words; wordings that are too short or too rare to matter are left out.
    pub fn wordings(&self, from: NaiveDate, to: NaiveDate) -> StoreResult<Vec<Said>> {
        let mut find = self.conn.prepare_cached(
            "select s.phrase_id, x.person_id, p.grid_id, p.id, p.date from phrase f \
             join patrol_phrase s on s.phrase_id = f.id \
             join patrol p on p.id = s.patrol_id \
             join patrol_person x on x.patrol_id = p.id \
             where f.uses >= ?3 and length(replace(f.text, char(10), '')) >= ?4 and p.date between ?1 and ?2",
        )?;
        let least = params![from, to, SAME_TEXT_WEEKS as i64, SAME_TEXT_LENGTH as i64];
        let rows = find.query_map(least, |row| {
            Ok(Said {
                phrase: row.get(0)?,
                person: PersonId(row.get(1)?),
                grid: GridId(row.get(2)?),
                patrol: PatrolId(row.get(3)?),
                day: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The words of phrases.
    pub fn phrases(&self, phrases: &[i64]) -> StoreResult<HashMap<i64, String>> {
        let mut find =
            self.conn.prepare_cached("select id, text from phrase where id in (select value from json_each(?1))")?;
        let rows = find.query_map([json(phrases)?], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Every record that shares a photo with a patrol.
    pub fn shared_photos(&self) -> StoreResult<Vec<Kept>> {
        let mut find = self.conn.prepare_cached(PHOTOS)?;
        let mut rows = find.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(kept(row)?);
        }
        Ok(found)
    }

    /// The field data of every patrol of a period that has photos with a time or a place; of tracks the beginning.
    pub fn photo_places(&self, from: NaiveDate, to: NaiveDate) -> StoreResult<Vec<Place>> {
        let mut find = self.conn.prepare_cached(
            "select t.id, t.patrol_id, t.name, t.kind, t.started, substr(t.shape, 1, 40), p.date, p.grid_id \
             from (select distinct patrol_id from track where kind = 'photo') f \
             cross join patrol p on p.id = f.patrol_id join track t on t.patrol_id = p.id \
             where p.date between ?1 and ?2 order by t.patrol_id, t.id",
        )?;
        let mut rows = find.query(params![from, to])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (kind, head): (String, String) = (row.get(3)?, row.get(5)?);
            found.push(Place {
                track: TrackId(row.get(0)?),
                patrol: PatrolId(row.get(1)?),
                name: row.get(2)?,
                is_photo: read_word::<TrackKind>("track.kind", &kind)? == TrackKind::Photo,
                started: row.get(4)?,
                first: first_point(&head),
                day: row.get(6)?,
                grid: GridId(row.get(7)?),
            });
        }
        Ok(found)
    }

    /// All points of tracks.
    pub fn ways(&self, tracks: &[TrackId]) -> StoreResult<HashMap<TrackId, Vec<Point>>> {
        let ids: Vec<i64> = tracks.iter().map(|track| track.0).collect();
        let mut find =
            self.conn.prepare_cached("select id, shape from track where id in (select value from json_each(?1))")?;
        let mut rows = find.query([json(&ids)?])?;
        let mut found = HashMap::new();
        while let Some(row) = rows.next()? {
            let shape = Shape::try_from(row.get::<_, String>(1)?)
                .map_err(|value| StoreFault::Value { column: "track.shape", value })?;
            found.insert(TrackId(row.get(0)?), shape.0.iter().flatten().map(|fix| fix.point).collect());
        }
        Ok(found)
    }

    /// Clues with a grid that may be something: not answered 合法 or 其他, and not found by a patrol.
    pub fn leads(&self) -> StoreResult<Vec<LeadRow>> {
        let mut find = self.conn.prepare_cached(
            "select c.id, c.number, c.grid_id, c.imaged, b.received_on from clue c join clue_batch b on b.id = c.batch_id \
             where c.grid_id is not null and coalesce(c.category, '') not in (?1, ?2) and coalesce(c.patrol_found, 0) = 0",
        )?;
        let rows = find.query_map(params![word(&Category::Lawful)?, word(&Category::Other)?], |row| {
            Ok(LeadRow {
                clue: ClueId(row.get(0)?),
                number: row.get(1)?,
                grid: GridId(row.get(2)?),
                imaged: row.get(3)?,
                received_on: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The patrols that found nothing within each window, oldest first.
    pub fn nothing_found(&self, windows: &[Window]) -> StoreResult<Vec<(ClueId, NaiveDate, PatrolId)>> {
        let mut find = self.conn.prepare_cached(
            "select w.value ->> '$.clue', p.date, p.id from json_each(?1) w cross join patrol p \
             on p.grid_id = w.value ->> '$.grid' and p.date between w.value ->> '$.from' and w.value ->> '$.to' \
             where p.finding = 'nothing' order by 1, 2, 3",
        )?;
        let rows =
            find.query_map([json(windows)?], |row| Ok((ClueId(row.get(0)?), row.get(1)?, PatrolId(row.get(2)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Every grid in every version, oldest first: who lies in whom, and what it was called.
    pub fn hint_grids(&self) -> StoreResult<Vec<HintGridRow>> {
        let mut find = self.conn.prepare_cached(
            "select v.grid_id, v.parent_id, v.valid_from, v.name, g.level = 'village' from grid_version v \
             join grid g on g.id = v.grid_id where g.level <> 'group' order by v.grid_id, v.valid_from",
        )?;
        let rows = find.query_map([], |row| {
            Ok(HintGridRow {
                grid: GridId(row.get(0)?),
                parent: row.get::<_, Option<i64>>(1)?.map(GridId),
                from: row.get(2)?,
                name: row.get(3)?,
                is_village: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The names of people and the patrollers of patrols, for a page of hints.
    pub fn names_of(&self, people: &[PersonId]) -> StoreResult<HashMap<PersonId, String>> {
        let ids: Vec<i64> = people.iter().map(|person| person.0).collect();
        let mut find =
            self.conn.prepare_cached("select id, name from person where id in (select value from json_each(?1))")?;
        let rows = find.query_map([json(&ids)?], |row| Ok((PersonId(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The patrollers of patrols: 「张三、李四」.
    pub fn patroller_names(&self, patrols: &[PatrolId]) -> StoreResult<HashMap<PatrolId, String>> {
        let ids: Vec<i64> = patrols.iter().map(|patrol| patrol.0).collect();
        let mut find = self.conn.prepare_cached(
            "select x.patrol_id, group_concat(n.name, '、' order by x.ordinal) from patrol_person x \
             join person n on n.id = x.person_id where x.patrol_id in (select value from json_each(?1)) group by x.patrol_id",
        )?;
        let rows = find.query_map([json(&ids)?], |row| Ok((PatrolId(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The whole digest of a photo that two records share.
    pub fn digest_like(&self, part: &str) -> StoreResult<Option<String>> {
        let mut find = self
            .conn
            .prepare_cached("select digest from attachment where digest >= ?1 and digest < ?1 || 'g' limit 1")?;
        Ok(find.query_row([part.get(..DIGEST_PART).unwrap_or(part)], |row| row.get(0)).optional()?)
    }

    /// Everything people judged.
    pub fn judgements(&self) -> StoreResult<Vec<JudgementRow>> {
        let mut find =
            self.conn.prepare_cached("select id, key, verdict, note, judged_on, judged_by from hint_judgement")?;
        let mut rows = find.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(judgement(row)?);
        }
        Ok(found)
    }

    /// What was judged of one hint.
    pub fn judgement(&self, key: &HintKey) -> StoreResult<Option<JudgementRow>> {
        let mut find = self
            .conn
            .prepare_cached("select id, key, verdict, note, judged_on, judged_by from hint_judgement where key = ?1")?;
        let mut rows = find.query([key.to_string()])?;
        rows.next()?.map(judgement).transpose()
    }

    /// Writes a judgement, or rewrites the one of this id.
    pub fn put_judgement(&self, row: &JudgementRow) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "insert into hint_judgement (id, key, kind, verdict, note, judged_on, judged_by) \
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7) \
                 on conflict (id) do update set verdict = ?4, note = ?5, judged_on = ?6, judged_by = ?7",
            )?
            .execute(params![
                row.id.0,
                row.key.to_string(),
                word(&row.key.kind())?,
                word(&row.verdict)?,
                row.note,
                row.on,
                row.by
            ])?;
        Ok(())
    }
}
