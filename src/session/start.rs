//! Opening and making workspaces for the window and the command line.

use std::{
    fs,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use super::random_seed;
use crate::{
    domain::plan::plan,
    ops::{
        Clock, OpResult, Workspace,
        sample::SamplePlan,
        workspace::{BACKUPS, DATABASE, FILES, NewWorkspace},
    },
    store::{Store, StoreFault},
};

/// How a workspace is to be made.
#[derive(Clone, Debug)]
pub enum Opening {
    /// 东胜区 as shipped, ready to be edited.
    District(NewWorkspace),
    /// A fictional, filled 东胜区.
    Sample(SamplePlan),
}

/// A workspace with where it is.
pub struct Opened {
    pub workspace: Workspace,
    pub dir: PathBuf,
}

/// Where a workspace is put together inside its folder, so that one that was never finished is not taken for one.
const STAGING: &str = ".gengbao-new";

/// Makes a workspace in `dir`. It gets its lasting place last: whatever interrupts this, killing the process included,
/// leaves a folder without a workspace, in which it can be tried again.
///
/// # Errors
/// [`StoreFault::Exists`] when there is one already, [`StoreFault::Locked`] when another program is making one there.
pub fn create(dir: &Path, opening: Opening, clock: Clock, progress: &mut dyn FnMut(u64, u64)) -> OpResult<Opened> {
    let database = dir.join(DATABASE);
    if database.exists() {
        return Err(StoreFault::Exists(database).into());
    }
    let staging = dir.join(STAGING);
    clear(&staging)?;
    let made = make(&staging, opening, clock, progress).and_then(|made| {
        let clock = made.workspace.into_clock();
        settle(&staging, dir)?;
        Ok(clock)
    });
    // Best effort: the next try clears it away too.
    let _ = fs::remove_dir_all(&staging);
    open(dir, made?)
}

/// Removes what an earlier try left, unless that one is still at work.
fn clear(staging: &Path) -> OpResult<()> {
    let database = staging.join(DATABASE);
    if Store::in_use(&database) {
        return Err(StoreFault::Locked(database).into());
    }
    match fs::remove_dir_all(staging) {
        Err(fault) if fault.kind() != ErrorKind::NotFound => Err(StoreFault::from(fault).into()),
        _ => Ok(()),
    }
}

/// Moves a finished workspace to its place, the database last.
fn settle(staging: &Path, dir: &Path) -> OpResult<()> {
    let moved = || -> io::Result<()> {
        for folder in [FILES, BACKUPS] {
            fs::create_dir_all(dir.join(folder))?;
            for entry in fs::read_dir(staging.join(folder))? {
                let entry = entry?;
                let place = dir.join(folder).join(entry.file_name());
                if !place.exists() {
                    fs::rename(entry.path(), place)?;
                }
            }
        }
        fs::rename(staging.join(DATABASE), dir.join(DATABASE))
    };
    Ok(moved().map_err(StoreFault::from)?)
}

fn make(dir: &Path, opening: Opening, clock: Clock, progress: &mut dyn FnMut(u64, u64)) -> OpResult<Opened> {
    let workspace = match opening {
        Opening::District(new) => {
            let mut workspace = Workspace::create(dir, &new, clock, random_seed())?;
            // Grids of a new workspace exist since the plan was issued (R005).
            workspace.seed_dongsheng(plan().issued)?;
            workspace
        }
        Opening::Sample(plan) => {
            let new = NewWorkspace {
                name: "东胜区耕保（示范）".into(),
                office: "东胜区自然资源分局（示范）".into(),
                operator: "示范管理员".into(),
                sample: true,
            };
            let mut workspace = Workspace::create(dir, &new, clock, plan.seed)?;
            workspace.fill_sample(&plan, progress)?;
            workspace
        }
    };
    Ok(Opened { workspace, dir: dir.to_owned() })
}

/// Opens the workspace in `dir`.
pub fn open(dir: &Path, clock: Clock) -> OpResult<Opened> {
    Ok(Opened { workspace: Workspace::open(dir, clock, random_seed())?, dir: dir.to_owned() })
}

/// Opens it for reading only, also when it is damaged.
pub fn open_read_only(dir: &Path, clock: Clock) -> OpResult<Opened> {
    Ok(Opened { workspace: Workspace::open_read_only(dir, clock, random_seed())?, dir: dir.to_owned() })
}
