//! Files kept with records: stored once under their SM3 digest in the workspace's `files` folder.

use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::{OpResult, Workspace};

/// The largest file kept, in bytes: 200 MB.
pub const FILE_MAX: u64 = 200 * 1024 * 1024;

/// A file the workspace keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredFile {
    /// SM3, lower-case hexadecimal.
    pub digest: String,
    /// The name it came with.
    pub name: String,
    /// Bytes.
    pub size: u64,
}

/// A dated copy of the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupFile {
    pub path: PathBuf,
    /// When it was made, in the time of the office.
    pub at: NaiveDateTime,
}

/// What a restore brought back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    /// Attachments copied from beside the backup.
    pub files: u64,
    /// Names of attachments that were not there any more.
    pub missing: Vec<String>,
}

impl Workspace {
    /// Copies a file into the workspace and answers how records refer to it. The same content is kept once.
    ///
    /// # Errors
    /// A fault of `file` when it is missing, unreadable, empty or larger than [`FILE_MAX`];
    /// [`super::Refusal::NoFolder`] when the workspace lives in memory.
    pub fn keep_file(&self, path: &Path) -> OpResult<StoredFile> {
        todo!()
    }

    /// Where a kept file lies; `None` when it is not there.
    pub fn file_path(&self, digest: &str) -> Option<PathBuf> {
        todo!()
    }

    /// Writes a verified copy of the database into `backups` and removes copies no longer worth keeping.
    pub fn backup(&self) -> OpResult<PathBuf> {
        todo!()
    }

    /// The newest backup.
    pub fn last_backup(&self) -> OpResult<Option<BackupFile>> {
        todo!()
    }

    /// Checks rows, references and every kept file; answers what is wrong, in Chinese. Empty: all is well.
    pub fn verify(&self) -> OpResult<Vec<String>> {
        todo!()
    }

    /// Puts a backup into a new folder as a workspace, with the attachments that lie beside it.
    ///
    /// # Errors
    /// The backup is checked first; a folder that has a database already is left alone.
    pub fn restore(file: &Path, dir: &Path) -> OpResult<Restored> {
        todo!()
    }
}
