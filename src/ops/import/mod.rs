//! Bringing rows of a spreadsheet in as one operation: each row goes through the same commands as if it were typed.
//!
//! A row that is refused leaves nothing and says why; what is known already changes nothing.

mod book;
mod cells;
mod charges;
mod grids;
mod patrols;
mod people;
mod posts;
mod roster;
mod terms;

use serde::{Deserialize, Serialize};

use self::{book::Book, cells::Cells};
use super::{OpFault, OpResult, Tx};
use crate::domain::{
    fault::Faults,
    import::{Counts, Fate, ImportKind, Line, ROWS_MAX, Row, Take},
};

/// How many refused rows a refusal of the whole names before it says how many there are.
const NAMED: usize = 3;

/// How many rows pass between two words about how far it is.
const TOLD_EVERY: usize = 50;

/// 导入: rows of one kind, in their order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    pub kind: ImportKind,
    pub rows: Vec<Row>,
    /// Without it nothing is kept unless every row is right.
    #[serde(default)]
    pub take: Take,
    /// The file they come from, for the history.
    #[serde(default)]
    pub source: String,
}

/// What a row did.
struct Done {
    fate: Fate,
    said: String,
}

impl Done {
    fn new(said: impl Into<String>) -> Self {
        Self { fate: Fate::New, said: said.into() }
    }

    fn changed(said: impl Into<String>) -> Self {
        Self { fate: Fate::Changed, said: said.into() }
    }

    fn same(said: impl Into<String>) -> Self {
        Self { fate: Fate::Same, said: said.into() }
    }
}

pub(super) fn import(tx: &mut Tx<'_>, args: Import) -> OpResult<String> {
    if args.rows.is_empty() {
        return Err(OpFault::field("rows", "文件里没有可以导入的行，请核对工作表和表头所在的行"));
    }
    if args.rows.len() > ROWS_MAX {
        let message = format!("文件有 {} 行，一次最多导入 {ROWS_MAX} 行，请分成几个文件", args.rows.len());
        return Err(OpFault::field("rows", message));
    }
    let mut book = Book::load(tx)?;
    if matches!(args.kind, ImportKind::Incumbencies | ImportKind::Duties) {
        roster::note_listed(tx, &mut book, args.kind, &args.rows);
    }
    for (place, row) in args.rows.iter().enumerate() {
        let line = one(tx, &mut book, args.kind, row)?;
        tx.lines.push(line);
        if place % TOLD_EVERY == 0 {
            tx.tell(place as u64, args.rows.len() as u64)?;
        }
    }
    let counts = Counts::of(&tx.lines);
    if args.take == Take::AllOrNothing && counts.refused > 0 {
        return Err(all_refused(&tx.lines, counts.refused));
    }
    let source = if args.source.is_empty() { String::new() } else { format!("「{}」", args.source) };
    Ok(format!("导入{}{source}：{}", args.kind.label(), counts.words()))
}

/// Takes one row, or takes it back and says why.
///
/// # Errors
/// Only faults of the store: those of the row are its fate.
fn one(tx: &mut Tx<'_>, book: &mut Book, kind: ImportKind, row: &Row) -> OpResult<Line> {
    let mut cells = Cells::new(kind, row);
    let (made, warned) = (tx.made.len(), tx.warnings.len());
    let store = tx.store;
    let done = store.step(|| take(tx, book, &mut cells));
    let mut line = Line {
        sheet: row.sheet.clone(),
        line: row.line,
        name: cells.spoken(),
        fate: Fate::Refused,
        said: String::new(),
        faults: Vec::new(),
        notes: tx.warnings.split_off(warned),
    };
    match done {
        Ok(done) => {
            book.keep_line(row.line);
            (line.fate, line.said) = (done.fate, done.said);
        }
        Err(OpFault::Store(fault)) => return Err(fault.into()),
        Err(fault) => {
            book.forget_line();
            tx.made.truncate(made);
            line.notes.clear();
            line.faults = cells.faults_of(fault).0;
        }
    }
    Ok(line)
}

fn take(tx: &mut Tx<'_>, book: &mut Book, cells: &mut Cells<'_>) -> OpResult<Done> {
    match cells.kind {
        ImportKind::Grids => grids::grid(tx, book, cells),
        ImportKind::Groups => grids::group(tx, book, cells),
        ImportKind::Units => posts::unit(tx, book, cells),
        ImportKind::People => people::person(tx, book, cells),
        ImportKind::Posts => posts::post(tx, book, cells),
        ImportKind::Incumbencies => terms::term(tx, book, cells),
        ImportKind::Duties => roster::duty(tx, book, cells),
        ImportKind::Charges => charges::charge(tx, book, cells),
        ImportKind::Patrols => patrols::patrol(tx, book, cells),
        ImportKind::Clues | ImportKind::ClueAnswers => {
            Err(OpFault::field("rows", "图斑和核查结果要写明批次，请在「问题—图斑」页导入"))
        }
    }
}

/// The whole is refused because of some rows.
pub(super) fn all_refused(lines: &[Line], refused: usize) -> OpFault {
    let wrong = lines.iter().filter(|line| line.fate == Fate::Refused).take(NAMED);
    let named: Vec<_> = wrong.map(|line| format!("第 {} 行 {}：{}", line.line, line.name, line.words())).collect();
    let more = if refused > NAMED { format!("，等 {refused} 行") } else { String::new() };
    let message = format!(
        "{} 行里有 {refused} 行有误，没有导入。{}{more}。请改正后再导入，或选择只导入正确的行",
        lines.len(),
        named.join("；")
    );
    OpFault::Input(Faults::one("rows", message))
}
