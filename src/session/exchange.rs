//! Spreadsheets between a file and the workspace: rows in as one operation, ledgers out, templates with its names.

use std::path::Path;

use crate::{
    domain::import::{Fate, ImportKind, Line, Row, Take},
    exchange::{self, Book, Encoding, ExchangeFault, Heading, Lists, Plan, Rows, Table},
    ops::{
        Command, Notice, NoticeKind, OpFault, OpResult, Outcome, Workspace,
        import::Import,
        query::export::{self, Wanted},
    },
};

/// Why rows did not come in or go out.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error(transparent)]
    Op(#[from] OpFault),
    #[error(transparent)]
    File(#[from] ExchangeFault),
}

impl Fault {
    /// The fault as a person reads it.
    pub fn notice(&self) -> Notice {
        match self {
            Self::Op(fault) => fault.notice(),
            Self::File(fault) => Notice {
                kind: NoticeKind::Input,
                title: fault.title.clone(),
                next: fault.next.clone(),
                detail: fault.detail.clone(),
            },
        }
    }
}

/// What an import would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial {
    /// What was tried, to be brought in as it is.
    pub rows: Vec<Row>,
    /// Every row with its fate.
    pub lines: Vec<Line>,
    /// Rows below the header that are no records.
    pub skipped: usize,
}

impl Trial {
    pub fn refused(&self) -> usize {
        self.lines.iter().filter(|line| line.fate == Fate::Refused).count()
    }
}

/// The command that brings rows in.
pub fn command(kind: ImportKind, rows: Vec<Row>, take: Take, source: &str) -> Command {
    Command::Import(Import { kind, rows, take, source: source.to_owned() })
}

/// Goes through everything and takes it back: the fate of every row.
pub fn rehearse(ws: &mut Workspace, book: &Book, plan: &Plan) -> Result<Trial, Fault> {
    let Rows { rows, skipped } = plan.rows(book)?;
    let outcome = ws.rehearse(command(plan.kind, rows.clone(), Take::GoodOnly, &book.name))?;
    Ok(Trial { rows, lines: outcome.lines, skipped })
}

/// Brings the rows in as one operation.
///
/// # Errors
/// With [`Take::AllOrNothing`] one wrong row refuses all; nothing is changed then.
pub fn import(ws: &mut Workspace, book: &Book, plan: &Plan, take: Take) -> Result<Outcome, Fault> {
    let rows = plan.rows(book)?;
    Ok(ws.apply(command(plan.kind, rows.rows, take, &book.name))?)
}

/// A blank workbook with the workspace's grids and units in its drop-downs.
pub fn template(ws: &Workspace, kind: ImportKind, path: &Path) -> Result<(), Fault> {
    Ok(exchange::write_template(path, kind, &lists(ws)?)?)
}

fn lists(ws: &Workspace) -> OpResult<Lists> {
    let mut lists = Lists::default();
    let column = |kind: &str, cell: fn(&[String]) -> String| -> OpResult<Vec<String>> {
        let mut names = Vec::new();
        let wanted = Wanted { day: ws.today(), ..Wanted::default() };
        export::each(ws, kind, &wanted, &mut |cells: Vec<String>| -> OpResult<()> {
            names.push(cell(&cells));
            Ok(())
        })?;
        Ok(names)
    };
    let path = |cells: &[String]| match cells {
        [parent, name, ..] if parent.is_empty() => name.clone(),
        [parent, name, ..] => format!("{parent}/{name}"),
        _ => String::new(),
    };
    lists.grids = column("grids", path)?;
    lists.grids.extend(column("groups", path)?);
    lists.units = column("units", |cells| cells.first().cloned().unwrap_or_default())?;
    Ok(lists)
}

/// Writes a ledger as xlsx or csv, by the ending of the name; answers how many rows it has.
pub fn export(ws: &Workspace, kind: &str, wanted: &Wanted, encoding: Encoding, path: &Path) -> Result<u64, Fault> {
    let (kind, label) = export::kind_named(kind).ok_or_else(|| OpFault::not_found("台账", kind))?;
    let headings = export::columns(kind).into_iter().map(|column| Heading {
        title: column.title.to_owned(),
        width: column.width,
        figures: column.figures,
    });
    let mut table = Table::create(path, label, headings.collect(), encoding)?;
    let count =
        export::each(ws, kind, wanted, &mut |cells: Vec<String>| -> Result<(), Fault> { Ok(table.row(&cells)?) })?;
    table.finish()?;
    Ok(count)
}
