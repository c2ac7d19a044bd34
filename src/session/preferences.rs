//! What this machine remembers for its user: recent workspaces, theme, the window's own choices. Never business data.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

/// How many recent workspaces are kept.
const RECENT_MAX: usize = 8;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// Newest first.
    pub recent: Vec<PathBuf>,
    pub dark: bool,
    /// Widths that were dragged, by 「table.column」, in points.
    pub widths: std::collections::BTreeMap<String, u32>,
    /// Where they are kept; `None` keeps nothing (tests).
    #[serde(skip)]
    file: Option<PathBuf>,
}

impl Preferences {
    /// Reads the user's preferences; a missing or unreadable file gives the defaults.
    pub fn load() -> Self {
        let file = directories::ProjectDirs::from("cn", "gengbao", "gengbao")
            .map(|dirs| dirs.config_dir().join("preferences.json"));
        let read =
            file.as_deref().and_then(|file| fs::read(file).ok()).and_then(|text| serde_json::from_slice(&text).ok());
        Self { file, ..read.unwrap_or_default() }
    }

    /// Remembers a workspace as the newest one.
    pub fn opened(&mut self, dir: &Path) {
        self.recent.retain(|known| known != dir);
        self.recent.insert(0, dir.to_owned());
        self.recent.truncate(RECENT_MAX);
        self.save();
    }

    pub fn forget(&mut self, dir: &Path) {
        self.recent.retain(|known| known != dir);
        self.save();
    }

    /// Writes them; a machine that forbids it just forgets.
    pub fn save(&self) {
        let Some(file) = &self.file else { return };
        let Ok(text) = serde_json::to_vec_pretty(self) else { return };
        if let Some(folder) = file.parent() {
            let _ = fs::create_dir_all(folder);
        }
        let _ = fs::write(file, text);
    }
}

/// The folder of the user's documents, or their home; empty where neither is known.
pub fn documents() -> PathBuf {
    let dirs = directories::UserDirs::new();
    dirs.and_then(|dirs| dirs.document_dir().or(Some(dirs.home_dir())).map(PathBuf::from)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_workspace_stands_first_and_once() {
        let mut preferences = Preferences::default();
        for name in ["甲", "乙", "甲"] {
            preferences.opened(Path::new(name));
        }
        assert_eq!(preferences.recent, [PathBuf::from("甲"), PathBuf::from("乙")]);
        preferences.forget(Path::new("甲"));
        assert_eq!(preferences.recent, [PathBuf::from("乙")]);
    }
}
