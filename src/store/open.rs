//! Opening a database: whose it is, how new it is, whether it may be written, and who else has it open.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{ErrorKind, Read as _},
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, backup::Backup, functions::FunctionFlags};

use super::{
    StoreFault, StoreResult, backup, log,
    schema::{self, APPLICATION_ID, VERSION},
};
use crate::domain::search;

/// How the database was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Write,
    /// The folder cannot be written, or the file is damaged: everything can be read and printed.
    ReadOnly,
}

/// An open database. Holds the lock of its folder while it lives.
pub struct Store {
    pub(super) conn: Connection,
    access: Access,
    /// Released when the store is dropped.
    _lock: Option<File>,
}

impl Store {
    /// Makes a new database file.
    ///
    /// # Errors
    /// [`StoreFault::Exists`] when there is one already; it is left alone.
    pub fn create(file: &Path) -> StoreResult<Self> {
        if file.exists() {
            return Err(StoreFault::Exists(file.to_owned()));
        }
        let lock = lock(file)?;
        let mut conn = Connection::open(file)?;
        schema::upgrade(&mut conn, 0).map_err(|fault| fault.at(file))?;
        Self::ready(conn, Access::Write, lock).map_err(|fault| fault.at(file))
    }

    /// Opens an existing database for writing; where its folder cannot be written, for reading. An older schema is
    /// brought up to date, after the database as it was has been copied to `kept`.
    ///
    /// # Errors
    /// [`StoreFault::Missing`], [`StoreFault::Locked`] (another program has it), [`StoreFault::TooNew`],
    /// [`StoreFault::Foreign`], [`StoreFault::Corrupt`]. The file is never changed by a refusal.
    pub fn open(file: &Path, kept: &Path) -> StoreResult<Self> {
        if !file.is_file() {
            return Err(StoreFault::Missing(file.to_owned()));
        }
        // Other people's files get nothing beside them, not even a lock.
        if let Err(fault @ (StoreFault::Foreign(_) | StoreFault::TooNew { .. })) = inspect(file) {
            return Err(fault);
        }
        match writable(file).and_then(|()| lock(file)) {
            Ok(lock) => Self::open_for_writing(file, kept, lock).map_err(|fault| fault.at(file)),
            Err(StoreFault::ReadOnly) => Self::open_read_only(file),
            Err(fault) => Err(fault),
        }
    }

    fn open_for_writing(file: &Path, kept: &Path, lock: Option<File>) -> StoreResult<Self> {
        inspect(file)?;
        let mut conn = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let found = version(&conn, file)?;
        if found < VERSION {
            if let Some(folder) = kept.parent() {
                fs::create_dir_all(folder)?;
            }
            backup::copy(&conn, kept)?;
        }
        schema::upgrade(&mut conn, found)?;
        Self::ready(conn, Access::Write, lock)
    }

    /// Whether another program has the database open for writing.
    pub fn in_use(file: &Path) -> bool {
        matches!(lock(file), Err(StoreFault::Locked(_)))
    }

    /// Opens without the right to write anything, not even a journal. An older schema is brought up to date in memory.
    ///
    /// # Errors
    /// [`StoreFault::Unmerged`] when the last changes lie in a journal that only a program that may write can read.
    pub fn open_read_only(file: &Path) -> StoreResult<Self> {
        inspect(file)?;
        let plain = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY);
        let readable = plain.and_then(|conn| conn.query_row("select count(*) from op", [], |_| Ok(())).map(|()| conn));
        let conn = match readable {
            Ok(conn) => conn,
            // What an immutable database shows is older than what was saved: better nothing than that.
            Err(_) if has_journal(file) => return Err(StoreFault::Unmerged(file.to_owned())),
            // Without the right to make a -shm file beside it, a database in WAL mode opens only as an immutable one.
            Err(_) => open_immutable(file).map_err(|fault| StoreFault::from(fault).at(file))?,
        };
        let found = version(&conn, file)?;
        let conn = if found < VERSION { upgraded_in_memory(&conn, found)? } else { conn };
        conn.pragma_update(None, "query_only", true)?;
        Self::ready(conn, Access::ReadOnly, None).map_err(|fault| fault.at(file))
    }

    /// A database that lives in memory, for tests and previews.
    pub fn in_memory() -> StoreResult<Self> {
        let mut conn = Connection::open_in_memory()?;
        schema::upgrade(&mut conn, 0)?;
        Self::ready(conn, Access::Write, None)
    }

    fn ready(conn: Connection, access: Access, lock: Option<File>) -> StoreResult<Self> {
        conn.busy_timeout(Duration::from_secs(5))?;
        conn.pragma_update(None, "foreign_keys", true)?;
        conn.pragma_update(None, "recursive_triggers", true)?;
        conn.pragma_update(None, "cache_size", -16_000)?;
        conn.set_prepared_statement_cache_capacity(128);
        if access == Access::Write {
            conn.pragma_update(None, "journal_mode", "wal")?;
            conn.pragma_update(None, "synchronous", "full")?;
            log::install(&conn)?;
        }
        conn.create_scalar_function(
            "search_key",
            1,
            FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC,
            |call| Ok(search::key(&[&call.get::<String>(0)?])),
        )?;
        Ok(Self { conn, access, _lock: lock })
    }

    pub fn access(&self) -> Access {
        self.access
    }

    /// Runs SQLite's own full check; `Ok` when nothing is wrong.
    pub fn verify(&self) -> StoreResult<()> {
        let detail: String = self.conn.query_row("pragma integrity_check(1)", [], |row| row.get(0))?;
        let broken: i64 = self.conn.query_row("select count(*) from pragma_foreign_key_check", [], |row| row.get(0))?;
        match (detail.as_str(), broken) {
            ("ok", 0) => Ok(()),
            ("ok", rows) => {
                Err(StoreFault::Corrupt { path: PathBuf::new(), detail: format!("{rows} broken references") })
            }
            _ => Err(StoreFault::Corrupt { path: PathBuf::new(), detail }),
        }
    }

    /// A fact about the workspace itself, such as its name.
    pub fn meta(&self, key: &str) -> StoreResult<Option<String>> {
        let mut found = self.conn.prepare_cached("select value from meta where key = ?1")?;
        let mut rows = found.query([key])?;
        Ok(rows.next()?.map(|row| row.get(0)).transpose()?)
    }

    pub fn set_meta(&self, key: &str, value: &str) -> StoreResult<()> {
        self.conn.execute(
            "insert into meta (key, value) values (?1, ?2) on conflict (key) do update set value = excluded.value",
            [key, value],
        )?;
        Ok(())
    }
}

/// Whether a database is ours and not too new; answers its schema version. Reads only.
fn inspect(file: &Path) -> StoreResult<i64> {
    let (application, found) = marks(file)?.ok_or_else(|| StoreFault::Foreign(file.to_owned()))?;
    if application != APPLICATION_ID {
        return Err(StoreFault::Foreign(file.to_owned()));
    }
    if found > VERSION {
        return Err(StoreFault::TooNew { path: file.to_owned(), found, known: VERSION });
    }
    if found < 1 {
        // Every step sets both marks in one transaction: no program of ours leaves one without the other.
        return Err(StoreFault::Foreign(file.to_owned()));
    }
    if has_journal(file) {
        // A process that was killed while it copied the journal into the file left it half written; SQLite mends it
        // from the journal when it is opened for good.
        return Ok(found);
    }
    let named = |fault: rusqlite::Error| StoreFault::from(fault).at(file);
    let conn = open_immutable(file).map_err(named)?;
    let pages: u64 = conn.pragma_query_value(None, "page_count", |row| row.get(0)).map_err(named)?;
    let page_size: u64 = conn.pragma_query_value(None, "page_size", |row| row.get(0)).map_err(named)?;
    if file.metadata()?.len() < pages * page_size {
        return Err(StoreFault::Corrupt { path: file.to_owned(), detail: "the file is shorter than it says".into() });
    }
    conn.query_row("select count(*) from sqlite_schema", [], |_| Ok(())).map_err(named)?;
    Ok(found)
}

/// The schema version with what the journal says: a program that was killed after it upgraded the database may have left
/// the upgrade there, while the head of the file still bears the old version.
fn version(conn: &Connection, file: &Path) -> StoreResult<i64> {
    let found: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > VERSION {
        return Err(StoreFault::TooNew { path: file.to_owned(), found, known: VERSION });
    }
    Ok(found)
}

/// Application id and schema version from the head of the file (sqlite.org/fileformat2, 1.3), so that a file half
/// written can be told from a damaged one; `None` when it is no database at all.
fn marks(file: &Path) -> StoreResult<Option<(i64, i64)>> {
    let mut head = [0; 100];
    match File::open(file)?.read_exact(&mut head) {
        Ok(()) => {}
        Err(fault) if fault.kind() == ErrorKind::UnexpectedEof => return Ok(None),
        Err(fault) => return Err(fault.into()),
    }
    let number = |at: usize| i64::from(i32::from_be_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]));
    Ok(head.starts_with(b"SQLite format 3\0").then(|| (number(68), number(60))))
}

/// A copy of an older database with the schema of this program; the file stays as it is.
fn upgraded_in_memory(conn: &Connection, found: i64) -> StoreResult<Connection> {
    let mut copy = Connection::open_in_memory()?;
    Backup::new(conn, &mut copy)?.run_to_completion(1024, Duration::ZERO, None)?;
    schema::upgrade(&mut copy, found)?;
    Ok(copy)
}

/// Whether a write-ahead journal lies beside the file: the database is only whole together with it.
fn has_journal(file: &Path) -> bool {
    let mut beside = file.as_os_str().to_owned();
    beside.push("-wal");
    Path::new(&beside).metadata().is_ok_and(|journal| journal.len() > 0)
}

fn open_immutable(file: &Path) -> rusqlite::Result<Connection> {
    Connection::open_with_flags(immutable(file), OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI)
}

/// The file as a URI that SQLite opens without looking for a journal.
fn immutable(file: &Path) -> String {
    let plain = file.to_string_lossy().replace('\\', "/");
    // SQLite reads 「/C:/…」 as a drive and 「//server/…」 only behind an empty authority; a relative path stays as it is.
    let lead = match plain.as_bytes() {
        [b'/', b'/', ..] => "//",
        [_, b':', ..] => "/",
        _ => "",
    };
    let path: String = plain
        .bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => (byte as char).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect();
    format!("file:{lead}{path}?immutable=1")
}

/// Whether the database file and its folder may be written.
fn writable(file: &Path) -> StoreResult<()> {
    match OpenOptions::new().append(true).open(file) {
        Ok(_) => Ok(()),
        Err(fault) if denied(&fault) => Err(StoreFault::ReadOnly),
        Err(fault) => Err(fault.into()),
    }
}

/// Takes the folder's lock, so that two programs never write one workspace.
fn lock(file: &Path) -> StoreResult<Option<File>> {
    let beside = file.with_extension("lock");
    let opened = OpenOptions::new().create(true).truncate(false).write(true).open(&beside);
    let lock = match opened {
        Ok(lock) => lock,
        Err(fault) if denied(&fault) => return Err(StoreFault::ReadOnly),
        Err(fault) => return Err(fault.into()),
    };
    match lock.try_lock() {
        Ok(()) => Ok(Some(lock)),
        Err(TryLockError::WouldBlock) => Err(StoreFault::Locked(file.to_owned())),
        // A network drive without locks: SQLite's own locking still protects the file.
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

fn denied(fault: &std::io::Error) -> bool {
    matches!(fault.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A database as the first released program left it, in a folder of its own.
    fn first_release() -> (tempfile::TempDir, PathBuf) {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("gengbao.db");
        let conn = Connection::open(&file).unwrap();
        conn.execute_batch(schema::STEPS[0]).unwrap();
        conn.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
        conn.pragma_update(None, "user_version", 1).unwrap();
        conn.execute("insert into meta (key, value) values ('name', '旧工作区')", []).unwrap();
        (dir, file)
    }

    #[test]
    fn an_older_database_is_kept_before_it_is_brought_up_to_date() {
        let (dir, file) = first_release();
        let kept = dir.path().join("backups").join("kept.db");
        let store = Store::open(&file, &kept).unwrap();
        assert_eq!(store.meta("name").unwrap().as_deref(), Some("旧工作区"));
        drop(store);
        assert_eq!(marks(&file).unwrap(), Some((APPLICATION_ID, VERSION)));
        assert_eq!(marks(&kept).unwrap(), Some((APPLICATION_ID, 1)));
        drop(Store::open(&file, &kept).unwrap());
    }

    #[test]
    fn an_upgrade_that_lies_in_the_journal_is_not_done_again() {
        let (dir, file) = first_release();
        Connection::open(&file).unwrap().pragma_update(None, "journal_mode", "wal").unwrap();
        let store = Store::open(&file, &dir.path().join("kept.db")).unwrap();
        // What a program that is killed now leaves behind.
        let left = dir.path().join("killed.db");
        fs::copy(&file, &left).unwrap();
        fs::copy(dir.path().join("gengbao.db-wal"), dir.path().join("killed.db-wal")).unwrap();
        drop(store);
        assert_eq!(marks(&left).unwrap(), Some((APPLICATION_ID, 1)), "the head is still the old one");
        let again = Store::open(&left, &dir.path().join("kept-again.db")).unwrap();
        assert_eq!(again.meta("name").unwrap().as_deref(), Some("旧工作区"));
        assert!(!dir.path().join("kept-again.db").exists());
    }

    #[test]
    fn an_older_database_is_read_without_being_touched() {
        let (_dir, file) = first_release();
        let store = Store::open_read_only(&file).unwrap();
        let found: i64 = store.conn.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        assert_eq!((found, store.access()), (VERSION, Access::ReadOnly));
        assert!(store.set_meta("name", "改名").is_err());
        assert_eq!(marks(&file).unwrap(), Some((APPLICATION_ID, 1)));
    }

    #[test]
    fn every_kind_of_path_becomes_a_uri() {
        for (path, uri) in [
            ("/a b/gengbao.db", "file:/a%20b/gengbao.db?immutable=1"),
            ("a/gengbao.db", "file:a/gengbao.db?immutable=1"),
            ("东/gengbao.db", "file:%E4%B8%9C/gengbao.db?immutable=1"),
            ("C:\\a\\gengbao.db", "file:/C%3A/a/gengbao.db?immutable=1"),
            ("\\\\server\\a\\gengbao.db", "file:////server/a/gengbao.db?immutable=1"),
        ] {
            assert_eq!(immutable(Path::new(path)), uri);
        }
    }
}
