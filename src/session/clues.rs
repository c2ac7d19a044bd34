//! Satellite clues between files and the workspace: a batch in (spreadsheet, GeoJSON, shapefile), a town's workbook out,
//! its answers with the photos beside it in.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use sm3::{Digest, Sm3};

use super::exchange::{Fault, Trial};
use crate::{
    domain::{
        clue::ClueBatch,
        coordinate::{Reading, System},
        id::{ClueBatchId, GridId},
        import::{ImportKind, Row, Take, clean},
    },
    exchange::{self, AnswerRow, Book, ExchangeFault, Layer, Plan, Rows},
    ops::{
        Command, OpFault, OpResult, Outcome, StoredFile, Workspace,
        clue::{ImportClueAnswers, ImportClues},
        query::clue::{self as query, ClueQuery},
    },
    store::StoreFault,
};

/// The folder of photos beside a workbook of answers.
pub const PHOTOS: &str = "照片";

/// A file of clues as it was read, before anyone said in which system its places are.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    pub name: String,
    /// SM3 of the file.
    pub digest: String,
    source: Source,
}

#[derive(Clone, Debug, PartialEq)]
enum Source {
    Table(Box<Book>),
    Layer(Box<Layer>, Reading),
}

impl Incoming {
    /// Reads a file; a layer that declares a system which is not converted is refused.
    ///
    /// # Errors
    /// Each says in words what is wrong with the file and how to mend that.
    pub fn read(path: &Path) -> Result<Self, Fault> {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let source = match Layer::read(path)? {
            Some(layer) => {
                let reading = layer.reading()?;
                Source::Layer(Box::new(layer), reading)
            }
            None => Source::Table(Box::new(exchange::read(path)?)),
        };
        let mut digest = Sm3::new();
        for part in parts(path) {
            digest.update(fs::read(part).map_err(stored)?);
        }
        let digest = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { name, digest, source })
    }

    /// What its places can be; `None` for a spreadsheet, whose columns are degrees.
    pub fn reading(&self) -> Option<&Reading> {
        match &self.source {
            Source::Layer(_, reading) => Some(reading),
            Source::Table(_) => None,
        }
    }

    /// Whether a person has to say the system.
    pub fn asks(&self) -> bool {
        self.reading().is_some_and(|reading| matches!(reading, Reading::Ask { .. }))
    }

    /// The rows as a spreadsheet, places in the system given, or in the one that is certain.
    pub fn book(&self, system: Option<System>) -> Book {
        match &self.source {
            Source::Table(book) => (**book).clone(),
            Source::Layer(layer, reading) => layer.book(system.or_else(|| reading.certain()), reading.swapped()),
        }
    }
}

/// The files whose content makes a file what it is: those of a shapefile belong together.
fn parts(path: &Path) -> Vec<PathBuf> {
    let mut parts = vec![path.to_owned()];
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("shp")) {
        parts.extend(["dbf", "DBF"].map(|ending| path.with_extension(ending)).into_iter().find(|part| part.is_file()));
    }
    parts
}

fn stored(fault: io::Error) -> Fault {
    Fault::Op(StoreFault::from(fault).into())
}

/// Where a batch goes: one that is there, or a new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    Known(ClueBatchId),
    New(ClueBatch),
}

/// The command that takes rows in.
pub fn command(target: Target, rows: Vec<Row>, take: Take, source: &str, digest: &str) -> Command {
    let (batch, new_batch) = match target {
        Target::Known(batch) => (Some(batch), None),
        Target::New(facts) => (None, Some(facts)),
    };
    let (source, digest) = (source.to_owned(), digest.to_owned());
    Command::ImportClues(ImportClues { batch, new_batch, rows, take, source, digest })
}

/// Goes through everything and takes it back: the fate of every row.
pub fn rehearse(ws: &mut Workspace, target: Target, book: &Book, plan: &Plan, digest: &str) -> Result<Trial, Fault> {
    let Rows { rows, skipped } = plan.rows(book)?;
    let outcome = ws.rehearse(command(target, rows.clone(), Take::GoodOnly, &book.name, digest))?;
    Ok(Trial { rows, lines: outcome.lines, skipped })
}

/// Takes a batch in as one operation.
pub fn import(
    ws: &mut Workspace,
    target: Target,
    book: &Book,
    plan: &Plan,
    take: Take,
    digest: &str,
) -> Result<Outcome, Fault> {
    let rows = plan.rows(book)?.rows;
    Ok(ws.apply(command(target, rows, take, &book.name, digest))?)
}

/// Writes the workbook that a town fills in: its clues, and columns for the answers with drop-downs. Answers how many
/// clues are in it.
pub fn export(ws: &Workspace, batch: ClueBatchId, grid: Option<GridId>, path: &Path) -> Result<usize, Fault> {
    let facts = query::batch(ws, batch)?;
    let wanted = ClueQuery { batch: Some(batch), grid, ..ClueQuery::default() };
    let mut rows: Vec<AnswerRow> = Vec::new();
    loop {
        let page = query::clues(ws, &wanted, rows.len() as u64, crate::ops::query::PAGE_MAX)?;
        let last = page.len() < crate::ops::query::PAGE_MAX as usize;
        rows.extend(page.iter().map(answer_row));
        if last {
            break;
        }
    }
    let title = format!("{}图斑核查", facts.batch.name);
    exchange::write_answer_book(path, &title, &rows)?;
    Ok(rows.len())
}

fn answer_row(line: &query::ClueLine) -> AnswerRow {
    let known = ["number", "kind", "area", "metres", "town", "grid", "class", "imaged", "state"];
    let answer = line.row.answer.as_ref();
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let flags = |answer: &crate::domain::clue::Answer| {
        let names = answer.flags.iter().filter_map(|flag| crate::domain::clue::dictionary::flag(flag));
        names.map(|flag| flag.name.as_str()).collect::<Vec<_>>().join("、")
    };
    let mut filled = BTreeMap::new();
    if let Some(answer) = answer {
        let sub = crate::domain::clue::dictionary::sub(answer.category, &answer.sub);
        let seen = answer.patrol_found.map(|seen| if seen { "是" } else { "否" });
        filled.extend([
            ("category", answer.category.label().to_owned()),
            ("sub", sub.map(|sub| sub.name.clone()).unwrap_or_default()),
            ("on", answer.on.to_string()),
            ("by", line.by.clone()),
            ("paper", answer.paper.clone()),
            ("paper_on", day(answer.paper_on)),
            ("sent_to", answer.sent_to.clone()),
            ("sent_on", day(answer.sent_on)),
            ("patrol_found", seen.unwrap_or_default().to_owned()),
            ("flags", flags(answer)),
            ("text", answer.text.clone()),
        ]);
    }
    AnswerRow { known: known.iter().map(|key| query::cell(line, 0, key)).collect(), filled }
}

/// The rows of a workbook of answers, with the photos that lie beside it kept in the workspace.
///
/// # Errors
/// The file cannot be read, or a photo cannot be kept.
pub fn answers(ws: &Workspace, batch: ClueBatchId, path: &Path, take: Take) -> Result<(Book, Plan, Command), Fault> {
    let book = exchange::read(path)?;
    let plan = Plan::guess(ImportKind::ClueAnswers, &book);
    let missing = plan.missing(&book);
    if let Some((_, fields)) = missing.first() {
        let labels: Vec<_> = fields.iter().map(|field| field.label).collect();
        return Err(ExchangeFault::lacks(&book.name, &labels.join("、")).into());
    }
    let rows = plan.rows(&book)?.rows;
    let files = photos(ws, path, &rows)?;
    let source = book.name.clone();
    let command = Command::ImportClueAnswers(ImportClueAnswers { batch, rows, files, take, source });
    Ok((book, plan, command))
}

/// The files of the folder 「照片」 beside a workbook, by the 图斑编号 their names begin with.
fn photos(ws: &Workspace, book: &Path, rows: &[Row]) -> OpResult<BTreeMap<String, Vec<StoredFile>>> {
    let folder = book.parent().unwrap_or(Path::new("")).join(PHOTOS);
    let mut kept: BTreeMap<String, Vec<StoredFile>> = BTreeMap::new();
    if !folder.is_dir() {
        return Ok(kept);
    }
    let failed = |fault: io::Error| OpFault::from(StoreFault::from(fault));
    let mut paths: Vec<PathBuf> = fs::read_dir(&folder).map_err(failed)?.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.is_file());
    paths.sort();
    let answered =
        rows.iter().filter(|row| row.values.get("category").is_some_and(|cell| !clean::cell(cell).is_empty()));
    let numbers: Vec<String> =
        answered.filter_map(|row| row.values.get("number")).map(|number| clean::cell(number)).collect();
    for path in paths {
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        // The longest number counts: 「12」 is not the beginning of 「123-1」, and 「12-1」 is more than 「12」.
        let belongs = |number: &&String| {
            stem.strip_prefix(number.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_', ' ', '（', '(', '.']))
        };
        let Some(number) = numbers.iter().filter(belongs).max_by_key(|number| number.len()) else { continue };
        kept.entry(number.clone()).or_default().push(ws.keep_file(&path)?);
    }
    Ok(kept)
}
