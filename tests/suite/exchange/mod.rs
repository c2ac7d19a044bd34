//! Spreadsheets in and out: files as they really look, rows with their fates, one undoable operation, and back again.

mod files;
mod ledgers;
mod patrols;
mod renewal;
mod rows;
mod stop;

use std::path::Path;

use gengbao::{
    domain::import::{Fate, ImportKind, Line, Take},
    exchange::{self, Plan},
    ops::Outcome,
    session::exchange::{Trial, import, rehearse},
};

use crate::support::World;

/// What a dry run of a file says.
fn trial(world: &mut World, kind: ImportKind, path: &Path) -> Trial {
    let book = exchange::read(path).unwrap();
    let plan = Plan::guess(kind, &book);
    let before = world.ws.fingerprint().unwrap();
    let trial = rehearse(&mut world.ws, &book, &plan).unwrap();
    assert_eq!(world.ws.fingerprint().unwrap(), before, "a dry run changed something");
    trial
}

/// Brings a file in.
fn take(world: &mut World, kind: ImportKind, path: &Path, take: Take) -> Outcome {
    let book = exchange::read(path).unwrap();
    import(&mut world.ws, &book, &Plan::guess(kind, &book), take)
        .unwrap_or_else(|fault| panic!("{}", fault.notice().title))
}

/// The fates of the rows, 「新增 变更 相同 有误」 as numbers of rows.
fn fates(lines: &[Line]) -> [usize; 4] {
    Fate::ALL.map(|fate| lines.iter().filter(|line| line.fate == fate).count())
}

/// What is said about a row of the file.
#[track_caller]
fn said(lines: &[Line], row: u32) -> String {
    let line = lines.iter().find(|line| line.line == row).unwrap_or_else(|| panic!("no row {row} in {lines:?}"));
    format!("{} {}", line.fate.label(), line.words())
}
