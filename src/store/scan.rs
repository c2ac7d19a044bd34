//! 扫描件: which content belongs to which record of the mechanism ledgers.

use rusqlite::{Row, params};

use super::{Store, StoreFault, StoreResult};
use crate::domain::{id::ScanId, scan::ScanOwner};

/// A kept file of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScanRow {
    pub id: ScanId,
    pub owner: ScanOwner,
    /// SM3 of the content, lower-case hexadecimal.
    pub digest: String,
    pub name: String,
    /// Bytes.
    pub size: u64,
}

const SCAN: &str = "select id, owner, owner_id, digest, name, size from scan";

/// The record in two neighbouring columns.
pub(super) fn owner(row: &Row<'_>, from: usize) -> StoreResult<ScanOwner> {
    let table: String = row.get(from)?;
    let owner = ScanOwner::read(&table, row.get(from + 1)?);
    owner.ok_or(StoreFault::Value { column: "scan.owner", value: table })
}

fn scan_row(row: &Row<'_>) -> StoreResult<ScanRow> {
    Ok(ScanRow {
        id: ScanId(row.get(0)?),
        owner: owner(row, 1)?,
        digest: row.get(3)?,
        name: row.get(4)?,
        size: row.get::<_, i64>(5)? as u64,
    })
}

impl Store {
    pub fn add_scan(&self, scan: &ScanRow) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "insert into scan (id, owner, owner_id, digest, name, size, ordinal) values (?1, ?2, ?3, ?4, ?5, ?6, \
                 (select coalesce(max(ordinal), 0) + 1 from scan where owner = ?2 and owner_id = ?3))",
            )?
            .execute(params![
                scan.id.0,
                scan.owner.table(),
                scan.owner.id(),
                scan.digest,
                scan.name,
                scan.size as i64
            ])?;
        Ok(())
    }

    pub fn delete_scan(&self, id: ScanId) -> StoreResult<()> {
        self.conn.prepare_cached("delete from scan where id = ?1")?.execute([id.0])?;
        Ok(())
    }

    /// Takes away the scans of a record that is taken away.
    pub fn delete_scans(&self, owner: ScanOwner) -> StoreResult<()> {
        self.conn
            .prepare_cached("delete from scan where owner = ?1 and owner_id = ?2")?
            .execute(params![owner.table(), owner.id()])?;
        Ok(())
    }

    pub fn scan(&self, id: ScanId) -> StoreResult<Option<ScanRow>> {
        let mut find = self.conn.prepare_cached(&format!("{SCAN} where id = ?1"))?;
        let mut rows = find.query([id.0])?;
        rows.next()?.map(scan_row).transpose()
    }

    pub fn scans(&self, owner: ScanOwner) -> StoreResult<Vec<ScanRow>> {
        let mut find =
            self.conn.prepare_cached(&format!("{SCAN} where owner = ?1 and owner_id = ?2 order by ordinal"))?;
        let mut rows = find.query(params![owner.table(), owner.id()])?;
        let mut scans = Vec::new();
        while let Some(row) = rows.next()? {
            scans.push(scan_row(row)?);
        }
        Ok(scans)
    }

    /// How many scans each record of a table has.
    pub fn scan_counts(&self, table: &str) -> StoreResult<Vec<(i64, u32)>> {
        let mut count =
            self.conn.prepare_cached("select owner_id, count(*) from scan where owner = ?1 group by owner_id")?;
        let rows = count.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
