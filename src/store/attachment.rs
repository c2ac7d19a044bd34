//! Files kept with patrols: which content, under which name; and every content that any record keeps.

use rusqlite::{OptionalExtension, Row, params};

use super::{Store, StoreResult, scan};
use crate::domain::{
    id::{AttachmentId, PatrolId},
    scan::ScanOwner,
};

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
    pub of: KeptBy,
}

/// The record that a kept content belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptBy {
    Patrol(PatrolId),
    Record(ScanOwner),
}

impl Store {
    /// Every content that attachments and scans refer to, once each.
    pub fn kept_contents(&self) -> StoreResult<Vec<KeptContent>> {
        let mut find = self.conn.prepare_cached(
            "select digest, name, size, 'patrol', patrol_id, id from attachment where id in (select min(id) from attachment group by digest) \
             union all \
             select digest, name, size, owner, owner_id, id from scan where id in (select min(id) from scan group by digest) \
               and digest not in (select digest from attachment) order by 6",
        )?;
        let mut rows = find.query([])?;
        let mut kept = Vec::new();
        while let Some(row) = rows.next()? {
            let of = match row.get::<_, String>(3)?.as_str() {
                "patrol" => KeptBy::Patrol(PatrolId(row.get(4)?)),
                _ => KeptBy::Record(scan::owner(row, 3)?),
            };
            let size = row.get::<_, i64>(2)? as u64;
            kept.push(KeptContent { digest: row.get(0)?, name: row.get(1)?, size, of });
        }
        Ok(kept)
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
