//! Field data of patrols: tracks, points and photo places, found again by the digest of their file.

use chrono::NaiveDate;
use rusqlite::{Row, params};

use super::{
    Store, StoreFault, StoreResult,
    value::{read_word, word},
};
use crate::domain::{
    id::{PatrolId, TrackId},
    track::{Shape, Track},
};

/// Field data as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrackRow {
    pub id: TrackId,
    pub patrol: PatrolId,
    pub track: Track,
    pub taken_on: NaiveDate,
    pub taken_by: String,
}

/// That the content of a file is kept with a patrol already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenRow {
    pub digest: String,
    pub patrol: PatrolId,
    /// When it came as field data; `None` where it was attached by hand.
    pub taken_on: Option<NaiveDate>,
}

const TRACK: &str = "select id, patrol_id, kind, name, started, ended, metres, shape, system, device, digest, taken_on, \
    taken_by from track";

fn track_row(row: &Row<'_>) -> StoreResult<TrackRow> {
    let (kind, shape): (String, String) = (row.get(2)?, row.get(7)?);
    let system: Option<String> = row.get(8)?;
    let shape = Shape::try_from(shape).map_err(|value| StoreFault::Value { column: "track.shape", value })?;
    Ok(TrackRow {
        id: TrackId(row.get(0)?),
        patrol: PatrolId(row.get(1)?),
        track: Track {
            kind: read_word("track.kind", &kind)?,
            name: row.get(3)?,
            started: row.get(4)?,
            ended: row.get(5)?,
            metres: row.get(6)?,
            shape,
            system: system.map(|word| read_word("track.system", &word)).transpose()?,
            device: row.get(9)?,
            digest: row.get(10)?,
        },
        taken_on: row.get(11)?,
        taken_by: row.get(12)?,
    })
}

impl Store {
    pub fn add_track(&self, row: &TrackRow) -> StoreResult<()> {
        let track = &row.track;
        self.conn
            .prepare_cached(
                "insert into track (id, patrol_id, kind, name, started, ended, metres, shape, system, device, digest, \
                 taken_on, taken_by) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            )?
            .execute(params![
                row.id.0,
                row.patrol.0,
                word(&track.kind)?,
                track.name,
                track.started,
                track.ended,
                track.metres,
                String::from(track.shape.clone()),
                track.system.map(|system| word(&system)).transpose()?,
                track.device,
                track.digest,
                row.taken_on,
                row.taken_by
            ])?;
        Ok(())
    }

    /// The field data of a patrol in order of time, without times last.
    pub fn tracks(&self, patrol: PatrolId) -> StoreResult<Vec<TrackRow>> {
        let mut find = self
            .conn
            .prepare_cached(&format!("{TRACK} where patrol_id = ?1 order by started is null, started, name, id"))?;
        let mut rows = find.query([patrol.0])?;
        let mut tracks = Vec::new();
        while let Some(row) = rows.next()? {
            tracks.push(track_row(row)?);
        }
        Ok(tracks)
    }

    pub fn track(&self, id: TrackId) -> StoreResult<Option<TrackRow>> {
        let mut find = self.conn.prepare_cached(&format!("{TRACK} where id = ?1"))?;
        let mut rows = find.query([id.0])?;
        rows.next()?.map(track_row).transpose()
    }

    pub fn delete_track(&self, id: TrackId) -> StoreResult<()> {
        self.conn.prepare_cached("delete from track where id = ?1")?.execute([id.0])?;
        Ok(())
    }

    /// Takes away what is kept about a photo that is no longer with a patrol.
    pub fn delete_photo_track(&self, patrol: PatrolId, digest: &str) -> StoreResult<()> {
        self.conn
            .prepare_cached("delete from track where patrol_id = ?1 and digest = ?2 and kind = 'photo'")?
            .execute(params![patrol.0, digest])?;
        Ok(())
    }

    /// Which of the digests are kept with a patrol already, as field data or as attachment; in one question.
    pub fn taken_digests(&self, digests: &[String]) -> StoreResult<Vec<TakenRow>> {
        let list = serde_json::to_string(digests)
            .map_err(|fault| StoreFault::Value { column: "digests", value: fault.to_string() })?;
        let mut find = self.conn.prepare_cached(
            "with wanted as (select distinct value as digest from json_each(?1)) \
             select w.digest, t.patrol_id, min(t.taken_on) from wanted w join track t on t.digest = w.digest \
               group by w.digest, t.patrol_id \
             union all \
             select w.digest, a.patrol_id, null from wanted w join attachment a on a.digest = w.digest \
               where not exists (select 1 from track t where t.digest = w.digest and t.patrol_id = a.patrol_id) \
             order by 1, 3",
        )?;
        let rows = find.query_map([list], |row| {
            Ok(TakenRow { digest: row.get(0)?, patrol: PatrolId(row.get(1)?), taken_on: row.get(2)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
