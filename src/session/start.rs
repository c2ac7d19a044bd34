//! Opening and making workspaces for the window and the command line.

use std::path::{Path, PathBuf};

use super::random_seed;
use crate::{
    domain::plan::plan,
    ops::{
        Clock, OpResult, Workspace,
        sample::SamplePlan,
        workspace::{DATABASE, NewWorkspace},
    },
    store::StoreFault,
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

/// Makes a workspace in `dir`. What was written is removed again when filling it fails.
pub fn create(dir: &Path, opening: Opening, clock: Clock, progress: &mut dyn FnMut(u64, u64)) -> OpResult<Opened> {
    let database = dir.join(DATABASE);
    if database.exists() {
        return Err(StoreFault::Exists(database).into());
    }
    let made = make(dir, opening, clock, progress);
    if made.is_err() {
        for ending in ["", "-wal", "-shm"] {
            // What is left of a workspace that did not come about must not be taken for one.
            let _ = std::fs::remove_file(dir.join(format!("{DATABASE}{ending}")));
        }
    }
    made
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
