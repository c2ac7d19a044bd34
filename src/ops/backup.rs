//! Keeping the workspace safe: dated copies, thinned as they age, the way back from one, and a full check.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime};

use super::{
    OpFault, OpResult, Refusal, Workspace,
    files::{digest_of, place, written},
    workspace::{BACKUPS, DATABASE, FILES},
};
use crate::store::{KeptContent, Store, StoreFault};

/// Every copy of the last week is kept.
const DAILY_DAYS: i64 = 7;
/// Then the last one of each week, until a copy is this old; after that the last one of each month.
const WEEKLY_DAYS: i64 = 7 * 8;

const STAMP: &str = "gengbao-%Y%m%d-%H%M%S.db";

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

/// Where the copy made at a moment goes.
pub(super) fn dated(dir: &Path, at: NaiveDateTime) -> PathBuf {
    dir.join(BACKUPS).join(at.format(STAMP).to_string())
}

impl Workspace {
    /// Writes a verified copy of the database into `backups` and removes copies no longer worth keeping.
    ///
    /// # Errors
    /// [`Refusal::NoFolder`] in memory; [`StoreFault::Exists`] for a second copy within the same second. Older copies
    /// are only removed once the new one is sound.
    pub fn backup(&self) -> OpResult<PathBuf> {
        let dir = self.dir().ok_or(Refusal::NoFolder)?;
        let folder = dir.join(BACKUPS);
        fs::create_dir_all(&folder).map_err(written)?;
        let now = self.now().naive_local();
        let path = dated(dir, now);
        if path.exists() {
            return Err(StoreFault::Exists(path).into());
        }
        copy_whole(&self.store, &path)?;
        thin(&folder, now.date())?;
        Ok(path)
    }

    /// The automatic backup: one a day, and only when something was done since the last one.
    ///
    /// # Errors
    /// Those of [`Workspace::backup`].
    pub fn backup_when_due(&self) -> OpResult<Option<PathBuf>> {
        if self.dir().is_none() || self.is_read_only() {
            return Ok(None);
        }
        let last = self.last_backup()?.map(|backup| backup.at);
        let newest = self.store.ops("", None, 1)?.into_iter().next();
        let done = newest.and_then(|op| DateTime::parse_from_rfc3339(&op.at).ok()).map(|at| at.naive_local());
        let due = last.is_none_or(|last| last.date() < self.today() && done.is_some_and(|done| last < done));
        if due { self.backup().map(Some) } else { Ok(None) }
    }

    /// Writes a verified copy of the database to a file of the person's choice.
    ///
    /// # Errors
    /// [`StoreFault::Exists`] when there is a file already.
    pub fn backup_to(&self, file: &Path) -> OpResult<()> {
        if file.exists() {
            return Err(StoreFault::Exists(file.to_owned()).into());
        }
        copy_whole(&self.store, file)
    }

    /// The newest backup; `None` when there is none yet.
    pub fn last_backup(&self) -> OpResult<Option<BackupFile>> {
        let Some(dir) = self.dir() else { return Ok(None) };
        Ok(backups_in(&dir.join(BACKUPS))?.into_iter().max_by_key(|backup| backup.at))
    }

    /// Every dated copy in `backups`, newest first.
    pub fn backups(&self) -> OpResult<Vec<BackupFile>> {
        let Some(dir) = self.dir() else { return Ok(Vec::new()) };
        let mut backups = backups_in(&dir.join(BACKUPS))?;
        backups.sort_unstable_by_key(|backup| std::cmp::Reverse(backup.at));
        Ok(backups)
    }

    /// Checks rows, references and every kept file; answers what is wrong, in Chinese. Empty: all is well.
    pub fn verify(&self) -> OpResult<Vec<String>> {
        let mut problems = Vec::new();
        match self.store.verify() {
            Ok(()) => {}
            Err(StoreFault::Corrupt { detail, .. }) => {
                problems.push(format!("数据库检查没有通过（{detail}），请从 backups 文件夹中最近的备份恢复"));
            }
            Err(fault) => return Err(fault.into()),
        }
        if let Some(dir) = self.dir() {
            let folder = dir.join(FILES);
            problems.extend(self.store.kept_contents()?.iter().filter_map(|kept| fault_of(&folder, kept)));
        }
        Ok(problems)
    }

    /// Puts a backup into a new folder as a workspace, with the attachments that lie beside it.
    ///
    /// # Errors
    /// The backup is checked first: foreign, too new or damaged ones are refused. [`StoreFault::Exists`] when the folder
    /// has a database already. The database comes last, so a folder half restored is no workspace.
    pub fn restore(file: &Path, dir: &Path) -> OpResult<Restored> {
        if !file.is_file() {
            let message = format!("找不到备份文件「{}」，请核对位置后重新选择", file.display());
            return Err(OpFault::field("file", message));
        }
        let database = dir.join(DATABASE);
        if database.exists() {
            return Err(StoreFault::Exists(database).into());
        }
        let backup = Store::open_read_only(file)?;
        backup.verify().map_err(|fault| fault.at(file))?;
        for folder in [FILES, BACKUPS] {
            fs::create_dir_all(dir.join(folder)).map_err(written)?;
        }
        let restored = copy_files(&backup, file, &dir.join(FILES))?;
        copy_whole(&backup, &database)?;
        Ok(restored)
    }
}

/// Copies a database under a passing name first, so that nothing half-written ever has the lasting one.
fn copy_whole(store: &Store, path: &Path) -> OpResult<()> {
    let part = path.with_extension("part");
    match fs::remove_file(&part) {
        Err(fault) if fault.kind() != std::io::ErrorKind::NotFound => return Err(written(fault)),
        _ => {}
    }
    // SQLite only says that it cannot open the file; the file system says why.
    fs::File::create_new(&part).map_err(written)?;
    fs::remove_file(&part).map_err(written)?;
    store.copy_to(&part)?;
    fs::rename(&part, path).map_err(written)
}

/// What is wrong with a kept file, if anything.
fn fault_of(folder: &Path, kept: &KeptContent) -> Option<String> {
    let (name, patrol) = (&kept.name, kept.patrol);
    let path = place(folder, &kept.digest);
    let sound = match path.filter(|path| path.is_file()) {
        None => return Some(format!("附件「{name}」（巡查记录 {patrol}）不在 files 文件夹中，请从备份复制或重新添加")),
        Some(path) => digest_of(&path),
    };
    match sound {
        Ok(digest) if digest == kept.digest => None,
        Ok(_) => Some(format!("附件「{name}」（巡查记录 {patrol}）的内容已改变，请从备份复制或重新添加")),
        Err(_) => Some(format!("附件「{name}」（巡查记录 {patrol}）读不出来，请检查磁盘后重新检查")),
    }
}

/// Copies the attachments that the backup refers to, from the workspace it lies in.
fn copy_files(backup: &Store, file: &Path, target: &Path) -> OpResult<Restored> {
    let beside = file.ancestors().skip(1).take(2).map(|dir| dir.join(FILES)).find(|folder| folder.is_dir());
    let mut restored = Restored::default();
    for kept in backup.kept_contents()? {
        let source = beside.as_deref().and_then(|folder| place(folder, &kept.digest)).filter(|path| path.is_file());
        match (source, place(target, &kept.digest)) {
            (Some(source), Some(path)) => {
                if let Some(parent) = path.parent() {
                    fs::create_dir_all(parent).map_err(written)?;
                }
                fs::copy(source, path).map_err(written)?;
                restored.files += 1;
            }
            _ => restored.missing.push(kept.name),
        }
    }
    Ok(restored)
}

/// The dated copies in a folder, in no order; other files are left alone.
fn backups_in(folder: &Path) -> OpResult<Vec<BackupFile>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(folder).map_err(StoreFault::from)?;
    let dated = entries.filter_map(Result::ok).filter_map(|entry| {
        let at = NaiveDateTime::parse_from_str(&entry.file_name().to_string_lossy(), STAMP).ok()?;
        Some(BackupFile { path: entry.path(), at })
    });
    Ok(dated.collect())
}

/// Removes the copies that [`superfluous`] names.
fn thin(folder: &Path, today: NaiveDate) -> OpResult<()> {
    let backups = backups_in(folder)?;
    let times: Vec<_> = backups.iter().map(|backup| backup.at).collect();
    let drop: HashSet<_> = superfluous(&times, today).into_iter().collect();
    for backup in backups.iter().filter(|backup| drop.contains(&backup.at)) {
        fs::remove_file(&backup.path).map_err(written)?;
    }
    Ok(())
}

/// Which copies may go: all of the last 7 days stay, then the last of each week for 8 weeks, then the last of each month.
fn superfluous(times: &[NaiveDateTime], today: NaiveDate) -> Vec<NaiveDateTime> {
    let mut newest_first = times.to_vec();
    newest_first.sort_unstable_by(|a, b| b.cmp(a));
    let mut kept = HashSet::new();
    newest_first.retain(|at| match (today - at.date()).num_days() {
        age if age < DAILY_DAYS => false,
        age if age < WEEKLY_DAYS => !kept.insert(('w', at.iso_week().year(), at.iso_week().week())),
        _ => !kept.insert(('m', at.year(), at.month())),
    });
    newest_first
}

#[cfg(test)]
mod tests {
    use chrono::{Days, NaiveTime};

    use super::*;

    fn at(day: NaiveDate, hour: u32) -> NaiveDateTime {
        day.and_time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap())
    }

    #[test]
    fn copies_thin_out_as_they_age() {
        let today = NaiveDate::from_ymd_opt(2025, 6, 10).unwrap();
        // Two copies on every day of a year.
        let all: Vec<_> =
            (0..365).flat_map(|age| [at(today - Days::new(age), 9), at(today - Days::new(age), 17)]).collect();
        let gone = superfluous(&all, today);
        let kept: Vec<_> = all.iter().filter(|time| !gone.contains(time)).collect();
        let aged = |from: i64, to: i64| {
            kept.iter().filter(|time| (from..to).contains(&(today - time.date()).num_days())).count()
        };
        assert_eq!(aged(0, 7), 14);
        assert!((7..=8).contains(&aged(7, 56)), "{}", aged(7, 56));
        assert!((11..=12).contains(&aged(56, 365)), "{}", aged(56, 365));
        assert!(kept.iter().skip(14).all(|time| time.time() == NaiveTime::from_hms_opt(17, 0, 0).unwrap()));
    }

    #[test]
    fn thinning_day_by_day_never_loses_the_newest_and_settles() {
        let first = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
        let mut kept: Vec<NaiveDateTime> = Vec::new();
        for day in 0..400 {
            let today = first + Days::new(day);
            kept.push(at(today, 9));
            let gone = superfluous(&kept, today);
            assert!(!gone.contains(&at(today, 9)));
            kept.retain(|time| !gone.contains(time));
            assert!(superfluous(&kept, today).is_empty(), "a second look finds nothing more");
        }
        // 13 months and a bit: 7 days, up to 8 weeks, the months before.
        assert!((24..=28).contains(&kept.len()), "{}", kept.len());
        assert!(superfluous(&[], first).is_empty());
    }
}
