//! Files kept with records: stored once under their SM3 digest in the workspace's `files` folder.

use serde::{Deserialize, Serialize};

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
