//! What was typed in 整月录入 and not saved yet: kept in the workspace folder, so that a crash or a power cut loses none.
//!
//! A draft is no record: it needs no operation and no right, is not in the database and not in a backup, and goes once
//! its lines are saved. The workspace is open for writing in one program only, so nobody else writes here.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::{
    id::{GridId, PersonId},
    logbook::Line,
};

/// The folder of drafts in a workspace folder.
const FOLDER: &str = "drafts";

/// The lines of one village and month as far as they were typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogbookDraft {
    /// Tells the drafts of a workspace apart.
    pub number: u32,
    pub grid: GridId,
    /// 「罕台镇撖家塔村」, for the offer.
    pub place: String,
    /// The first day of the month.
    pub month: NaiveDate,
    /// Who typed it.
    pub operator: String,
    /// People without a duty there whom the lines name.
    pub guests: Vec<PersonId>,
    pub lines: Vec<Line>,
    /// Keys pressed for these lines so far.
    pub strokes: u64,
}

fn file(dir: &Path, number: u32) -> PathBuf {
    dir.join(FOLDER).join(format!("logbook-{number}.json"))
}

/// Writes a draft over the one of the same number; a file is whole or not there.
///
/// # Errors
/// When the folder cannot be written; what is on screen stays.
pub fn keep(dir: &Path, draft: &LogbookDraft) -> io::Result<()> {
    let file = file(dir, draft.number);
    fs::create_dir_all(dir.join(FOLDER))?;
    let half = file.with_extension("half");
    fs::write(&half, serde_json::to_vec(draft)?)?;
    fs::rename(half, file)
}

/// Takes a draft away once it is saved or given up.
pub fn forget(dir: &Path, number: u32) {
    // One that cannot be removed is offered once more, and nothing is lost.
    let _ = fs::remove_file(file(dir, number));
}

/// The drafts that lie there, by number; what cannot be read is left alone.
pub fn kept(dir: &Path) -> Vec<LogbookDraft> {
    let files = fs::read_dir(dir.join(FOLDER)).into_iter().flatten().flatten().map(|entry| entry.path());
    let whole = files.filter(|file| file.extension().is_some_and(|ending| ending == "json"));
    let read = |file: PathBuf| serde_json::from_slice::<LogbookDraft>(&fs::read(file).ok()?).ok();
    let mut drafts: Vec<_> = whole.filter_map(read).collect();
    drafts.sort_by_key(|draft| draft.number);
    drafts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::logbook::Column;

    #[test]
    fn a_draft_is_kept_read_and_forgotten() {
        let dir = tempfile::tempdir().unwrap();
        assert!(kept(dir.path()).is_empty());
        let mut line = Line::default();
        line.put(Column::Note, "张三补种");
        let draft = |number| LogbookDraft {
            number,
            grid: GridId(1),
            place: "罕台镇撖家塔村".into(),
            month: NaiveDate::from_ymd_opt(2025, 6, 1).unwrap(),
            operator: "测试员".into(),
            guests: vec![PersonId(7)],
            lines: vec![line.clone()],
            strokes: 12,
        };
        for number in [2, 1, 2] {
            keep(dir.path(), &draft(number)).unwrap();
        }
        fs::write(dir.path().join(FOLDER).join("logbook-3.json"), "{").unwrap();
        assert_eq!(kept(dir.path()), [draft(1), draft(2)]);
        forget(dir.path(), 1);
        forget(dir.path(), 1);
        assert_eq!(kept(dir.path()), [draft(2)]);
    }
}
