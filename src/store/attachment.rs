//! Files kept with patrols: which content, under which name.

use rusqlite::{OptionalExtension, Row, params};

use super::{Store, StoreResult};
use crate::domain::id::{AttachmentId, PatrolId};

/// A photo or file kept with a patrol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachmentRow {
    pub id: AttachmentId,
    pub patrol: PatrolId,
    /// SM3 of the content, lower-case hexadecimal.
    pub digest: String,
    pub name: String,
    /// Bytes.
    pub size: u64,
}

impl Store {
    pub fn add_attachment(&self, file: &AttachmentRow) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "insert into attachment (id, patrol_id, digest, name, size, ordinal) values (?1, ?2, ?3, ?4, ?5, \
                 (select coalesce(max(ordinal), 0) + 1 from attachment where patrol_id = ?2))",
            )?
            .execute(params![file.id.0, file.patrol.0, file.digest, file.name, file.size as i64])?;
        Ok(())
    }

    pub fn delete_attachment(&self, id: AttachmentId) -> StoreResult<()> {
        self.conn.prepare_cached("delete from attachment where id = ?1")?.execute([id.0])?;
        Ok(())
    }

    pub fn attachment(&self, id: AttachmentId) -> StoreResult<Option<AttachmentRow>> {
        let mut find =
            self.conn.prepare_cached("select id, patrol_id, digest, name, size from attachment where id = ?1")?;
        Ok(find.query_row([id.0], attachment_row).optional()?)
    }

    pub fn attachments(&self, patrol: PatrolId) -> StoreResult<Vec<AttachmentRow>> {
        let mut find = self.conn.prepare_cached(
            "select id, patrol_id, digest, name, size from attachment where patrol_id = ?1 order by ordinal",
        )?;
        let rows = find.query_map([patrol.0], attachment_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// Content that records refer to, with one of the records for words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptContent {
    /// SM3 of the content, lower-case hexadecimal.
    pub digest: String,
    pub name: String,
    /// Bytes.
    pub size: u64,
    pub patrol: PatrolId,
}

impl Store {
    /// Every content that attachments refer to, once each.
    pub fn kept_contents(&self) -> StoreResult<Vec<KeptContent>> {
        let mut find = self.conn.prepare_cached(
            "select digest, name, size, patrol_id from attachment where id in (select min(id) from attachment group by digest) order by id",
        )?;
        let rows = find.query_map([], |row| {
            Ok(KeptContent {
                digest: row.get(0)?,
                name: row.get(1)?,
                size: row.get::<_, i64>(2)? as u64,
                patrol: PatrolId(row.get(3)?),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn attachment_row(row: &Row<'_>) -> rusqlite::Result<AttachmentRow> {
    Ok(AttachmentRow {
        id: AttachmentId(row.get(0)?),
        patrol: PatrolId(row.get(1)?),
        digest: row.get(2)?,
        name: row.get(3)?,
        size: row.get::<_, i64>(4)? as u64,
    })
}
