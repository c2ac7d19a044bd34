//! Verified copies of the database, made while it is in use.

use std::path::Path;

use rusqlite::Connection;

use super::{Access, Store, StoreFault, StoreResult};

impl Store {
    /// Writes a compact copy to `file` and checks the copy before answering.
    ///
    /// # Errors
    /// [`StoreFault::Exists`] when there is a file already; a copy that fails its check is removed.
    pub fn copy_to(&self, file: &Path) -> StoreResult<()> {
        // To SQLite a copy into another file is writing too.
        self.conn.pragma_update(None, "query_only", false)?;
        let copied = copy(&self.conn, file);
        self.conn.pragma_update(None, "query_only", self.access() == Access::ReadOnly)?;
        copied
    }
}

/// The copy of a database that may be older than this program.
pub(super) fn copy(conn: &Connection, file: &Path) -> StoreResult<()> {
    if file.exists() {
        return Err(StoreFault::Exists(file.to_owned()));
    }
    let written = conn
        .execute("vacuum into ?1", [file.to_string_lossy()])
        .map_err(StoreFault::from)
        .and_then(|_| check_copy(file));
    if written.is_err() {
        // A half-written copy must not be taken for a backup.
        let _ = std::fs::remove_file(file);
    }
    written
}

fn check_copy(file: &Path) -> StoreResult<()> {
    let copy = Connection::open(file)?;
    let answer: String = copy.query_row("pragma quick_check(1)", [], |row| row.get(0))?;
    if answer == "ok" { Ok(()) } else { Err(StoreFault::Corrupt { path: file.to_owned(), detail: answer }) }
}
