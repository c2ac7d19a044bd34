//! What screens ask for: collected while drawing, carried out at the end of the frame (A7).

use std::{cell::RefCell, path::PathBuf, rc::Rc};

use chrono::NaiveDate;

use super::{route::Route, theme::Tone};
use crate::{
    domain::id::OpId,
    ops::{Command, Notice, OpFault, Outcome},
    session::sheet::SheetRequest,
};

/// A wish of a screen.
pub enum Action {
    Go(Route),
    /// Runs a command; its fate is put into the submission.
    Run(Box<Command>, Submission),
    Undo,
    Redo,
    UndoOp(OpId),
    SetAsOf(NaiveDate),
    SetYear(i32),
    /// Shows a sheet on the page of sheets.
    Preview(SheetRequest),
    /// Writes a sheet as PDF where the person chooses.
    SavePdf(SheetRequest),
    /// Writes a sheet as SVG, a file for each page.
    SaveSvg(SheetRequest),
    /// Writes a batch of sheets as one PDF each into a folder the person chooses.
    SaveEach(SheetRequest),
    OpenWorkspace(PathBuf),
    CloseWorkspace,
    SignIn(String),
    SetDark(bool),
    /// Has what the frame shows about the workspace read again, after something that is no command (a backup).
    Refresh,
    /// Says that a file was written, with a button that opens it.
    Written(PathBuf, String),
    /// A word at the bottom right that goes by itself.
    Say(Tone, String),
    /// A fault that is not about a field.
    Complain(Box<Notice>),
}

/// A command on its way; the screen that sent it looks here for what became of it.
#[derive(Clone, Default)]
pub struct Submission(Rc<RefCell<Fate>>);

#[derive(Default)]
enum Fate {
    #[default]
    Underway,
    Ended(Result<Outcome, OpFault>),
    Told,
}

impl Submission {
    /// What became of it, once.
    pub fn take(&self) -> Option<Result<Outcome, OpFault>> {
        if !matches!(*self.0.borrow(), Fate::Ended(_)) {
            return None;
        }
        match self.0.replace(Fate::Told) {
            Fate::Ended(result) => Some(result),
            Fate::Underway | Fate::Told => None,
        }
    }

    pub fn is_underway(&self) -> bool {
        matches!(*self.0.borrow(), Fate::Underway)
    }

    pub(super) fn end(&self, result: Result<Outcome, OpFault>) {
        self.0.replace(Fate::Ended(result));
    }
}
