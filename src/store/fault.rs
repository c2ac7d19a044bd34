//! What can go wrong with the database, told apart so that people get the right next step.

use std::path::PathBuf;

pub type StoreResult<T> = Result<T, StoreFault>;

#[derive(Debug, thiserror::Error)]
pub enum StoreFault {
    #[error("no workspace database at {0}")]
    Missing(PathBuf),
    #[error("{0} is used by another program")]
    Locked(PathBuf),
    #[error("{path} has schema {found}, this program knows up to {known}")]
    TooNew { path: PathBuf, found: i64, known: i64 },
    #[error("{0} is not a gengbao database")]
    Foreign(PathBuf),
    #[error("{path} is damaged: {detail}")]
    Corrupt { path: PathBuf, detail: String },
    #[error("the disk is full")]
    DiskFull,
    #[error("the workspace is read-only")]
    ReadOnly,
    /// The last changes are in a journal that only a program that may write there can read.
    #[error("{0} has a journal that cannot be read from here")]
    Unmerged(PathBuf),
    #[error("{0} exists already")]
    Exists(PathBuf),
    /// A row that others refer to cannot go, one that refers to nothing cannot come.
    #[error("other rows refer to this one")]
    InUse,
    #[error("a stored value of {column} is not understood: {value}")]
    Value { column: &'static str, value: String },
    #[error("file access: {0}")]
    File(#[from] std::io::Error),
    #[error("database: {0}")]
    Sqlite(#[source] rusqlite::Error),
}

impl From<rusqlite::Error> for StoreFault {
    fn from(fault: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        if fault.sqlite_error().is_some_and(|error| error.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY)
        {
            return Self::InUse;
        }
        match fault.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked(PathBuf::new()),
            Some(ErrorCode::DatabaseCorrupt) => Self::Corrupt { path: PathBuf::new(), detail: fault.to_string() },
            Some(ErrorCode::NotADatabase) => Self::Foreign(PathBuf::new()),
            _ => Self::Sqlite(fault),
        }
    }
}

impl StoreFault {
    /// Names the file in faults that SQLite reports without it.
    pub fn at(self, file: &std::path::Path) -> Self {
        let unnamed = |path: &PathBuf| path.as_os_str().is_empty();
        match self {
            Self::Locked(path) if unnamed(&path) => Self::Locked(file.to_owned()),
            Self::Foreign(path) if unnamed(&path) => Self::Foreign(file.to_owned()),
            Self::Corrupt { path, detail } if unnamed(&path) => Self::Corrupt { path: file.to_owned(), detail },
            other => other,
        }
    }
}
