//! Asking the machine for files and folders, off the window's thread; tests put their answers in beforehand.

use std::{collections::VecDeque, path::PathBuf};

use crate::session::{Ticket, Wake, aside, known};

/// Where answers come from.
pub enum Dialogs {
    /// The system's own dialogs. Where the machine has none they answer at once with nothing, so every page that asks
    /// for a path can also be typed into.
    System(Wake),
    /// Answers prepared by a test.
    Scripted(VecDeque<Vec<PathBuf>>),
}

impl Dialogs {
    pub fn folder(&mut self, title: &str) -> Ticket<Vec<PathBuf>> {
        let title = title.to_owned();
        self.ask(move || rfd::FileDialog::new().set_title(title).pick_folder().into_iter().collect())
    }

    pub fn files(&mut self, title: &str) -> Ticket<Vec<PathBuf>> {
        let title = title.to_owned();
        self.ask(move || rfd::FileDialog::new().set_title(title).pick_files().unwrap_or_default())
    }

    /// Where to write a file; `name` is offered.
    pub fn save(&mut self, title: &str, name: &str) -> Ticket<Vec<PathBuf>> {
        let (title, name) = (title.to_owned(), name.to_owned());
        self.ask(move || rfd::FileDialog::new().set_title(title).set_file_name(name).save_file().into_iter().collect())
    }

    fn ask(&mut self, dialog: impl FnOnce() -> Vec<PathBuf> + Send + 'static) -> Ticket<Vec<PathBuf>> {
        match self {
            Self::System(wake) => aside(wake.clone(), dialog),
            Self::Scripted(answers) => known(answers.pop_front().unwrap_or_default()),
        }
    }
}
