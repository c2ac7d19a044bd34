//! What the welcome page asks for, and how it is carried out away from the window's thread.

use std::path::{Path, PathBuf};

use crate::{
    ops::{
        OpResult, Workspace,
        sample::SamplePlan,
        workspace::{DATABASE, NewWorkspace},
    },
    session::{self, Opened, Opening},
};

/// What the welcome page was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    Open(PathBuf),
    /// A damaged workspace, to be looked at.
    ReadOnly(PathBuf),
    /// The sample district in this folder: opened when it is there, made when not.
    Sample(PathBuf),
    New {
        dir: PathBuf,
        new: NewWorkspace,
    },
    Restore {
        file: PathBuf,
        dir: PathBuf,
    },
}

/// Whether a folder holds a workspace.
pub(super) fn is_workspace(dir: &Path) -> bool {
    dir.join(DATABASE).is_file()
}

impl Wanted {
    /// What the window says while it is under way.
    pub fn words(&self) -> &'static str {
        match self {
            Self::Open(_) | Self::ReadOnly(_) => "正在打开工作区…",
            Self::Sample(dir) if is_workspace(dir) => "正在打开示范区县…",
            Self::Sample(_) => "正在生成示范区县…",
            Self::New { .. } => "正在新建工作区…",
            Self::Restore { .. } => "正在检查备份并恢复…",
        }
    }

    /// The folder of the workspace.
    pub fn dir(&self) -> &Path {
        match self {
            Self::Open(dir) | Self::ReadOnly(dir) | Self::Sample(dir) => dir,
            Self::New { dir, .. } | Self::Restore { dir, .. } => dir,
        }
    }

    /// Opens or makes the workspace; not on the window's thread. `progress` hears steps done, of how many.
    ///
    /// # Errors
    /// Those of opening, making and restoring; what exists already is never overwritten.
    pub fn carry_out(self, progress: &mut dyn FnMut(u64, u64)) -> OpResult<Opened> {
        let clock = session::system_clock();
        match self {
            Self::Open(dir) => session::open(&dir, clock),
            Self::ReadOnly(dir) => session::open_read_only(&dir, clock),
            Self::Sample(dir) if is_workspace(&dir) => session::open(&dir, clock),
            Self::Sample(dir) => {
                let plan = SamplePlan::on(clock().date_naive());
                session::create(&dir, Opening::Sample(plan), clock, progress)
            }
            Self::New { dir, new } => session::create(&dir, Opening::District(new), clock, progress),
            Self::Restore { file, dir } => {
                Workspace::restore(&file, &dir)?;
                session::open(&dir, clock)
            }
        }
    }
}
