//! STUB
use crate::{
    ops::OpResult,
    session::{self, Opened, Preferences},
    ui::dialogs::Dialogs,
};
use egui::Ui;
use std::path::PathBuf;

/// What the welcome page was asked for.
pub enum Wanted {
    Open(PathBuf),
}

impl Wanted {
    /// Opens or makes the workspace; not on the window's thread.
    pub fn carry_out(self, _progress: &mut dyn FnMut(u64, u64)) -> OpResult<Opened> {
        match self {
            Self::Open(dir) => session::open(&dir, session::system_clock()),
        }
    }
}

#[derive(Default)]
pub struct Welcome {}

impl Welcome {
    pub fn show(&mut self, _ui: &mut Ui, _preferences: &mut Preferences, _dialogs: &mut Dialogs) -> Option<Wanted> {
        None
    }
}
