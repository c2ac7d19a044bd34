//! 区划调整: one reform of the tree with its day and paper is one operation, recorded with what became of what.
//!
//! Nothing before the day changes (A9): trees, sheets, duties and ledgers of earlier days stay as they were.

mod merge;
mod one;
mod open;
mod split;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{OpFault, OpResult, Refusal, Tx, grid, office::RenameUnit};
use crate::{
    domain::{
        date,
        fault::Faults,
        grid::{GridFacts, GridKind, Level},
        id::{GridId, ReformId, UnitId},
        reform::ReformKind,
        text,
    },
    store::{PatrolFilter, ReformRow},
};

pub use open::OpenItems;
pub(in crate::ops) use open::open_items;

/// One reform.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reform {
    pub change: Change,
    /// First day of the new state.
    pub on: NaiveDate,
    #[serde(default)]
    pub document: String,
    #[serde(default)]
    pub note: String,
    /// Ends the duties, 包联, pairings and 专人 that stand in the way on the day; otherwise they are named and nothing is
    /// done.
    #[serde(default)]
    pub end_open: bool,
}

/// What is done. In JSON `{"kind": "split", …}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Change {
    /// 更名, the governing units with it where they are named.
    Rename {
        grid: GridId,
        name: String,
        #[serde(default)]
        units: Vec<UnitName>,
    },
    /// 划转: grids with everything below them to another parent.
    Move {
        grids: Vec<GridId>,
        parent: GridId,
        /// New names for those that would be called like another under the new parent.
        #[serde(default)]
        names: Vec<ChildName>,
    },
    /// 新设.
    Open { parent: GridId, facts: NewGrid },
    /// 撤销.
    Close { grid: GridId },
    /// 分设: one grid becomes several; it lives on beside them or is closed.
    Split {
        grid: GridId,
        #[serde(default)]
        lives_on: bool,
        parts: Vec<Part>,
    },
    /// 合并: what stood below the closed grids moves to the one they go into.
    Merge {
        grids: Vec<GridId>,
        into: MergeInto,
        /// New names for children that would be called like another.
        #[serde(default)]
        names: Vec<ChildName>,
    },
}

/// A grid that begins with the reform.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewGrid {
    pub name: String,
    pub kind: GridKind,
    #[serde(default)]
    pub stat_code: String,
    #[serde(default)]
    pub civil_code: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    #[serde(default)]
    pub no_farmland: bool,
    #[serde(default)]
    pub annex2_order: Option<u32>,
}

/// One part of a split grid, with what goes to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    #[serde(flatten)]
    pub facts: NewGrid,
    #[serde(default)]
    pub children: Vec<GridId>,
}

/// What merged grids go into.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MergeInto {
    /// One that goes on: one of the merged ones or another of the level.
    Grid(GridId),
    New {
        parent: GridId,
        facts: NewGrid,
    },
}

/// Another name for a grid that changes its parent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildName {
    pub grid: GridId,
    pub name: String,
}

/// The new name of a unit that governs a renamed grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitName {
    pub unit: UnitId,
    pub name: String,
    #[serde(default)]
    pub full_name: String,
}

impl Change {
    pub fn kind(&self) -> ReformKind {
        match self {
            Self::Rename { .. } => ReformKind::Rename,
            Self::Move { .. } => ReformKind::Move,
            Self::Open { .. } => ReformKind::Open,
            Self::Close { .. } => ReformKind::Close,
            Self::Split { .. } => ReformKind::Split,
            Self::Merge { .. } => ReformKind::Merge,
        }
    }
}

/// The day and the paper of a reform, checked.
struct Decision {
    on: NaiveDate,
    document: String,
    note: String,
}

/// What was done: the sentence for it, and what became of what.
struct Done {
    title: String,
    descent: Vec<(Option<GridId>, Option<GridId>)>,
}

pub(in crate::ops) fn reform(tx: &mut Tx<'_>, args: Reform) -> OpResult<String> {
    let decision = checked(&args)?;
    let open = open_items(tx.store, &args.change, decision.on)?;
    // Ended in any case, so that faults of the fields are said before open duties are; a refusal takes all of it back.
    open.end(tx, decision.on)?;
    let kind = args.change.kind();
    let done = match args.change {
        Change::Rename { grid, name, units } => one::rename(tx, grid, name, units, &decision)?,
        Change::Move { grids, parent, names } => one::move_to(tx, &grids, parent, &names, &decision)?,
        Change::Open { parent, facts } => one::open(tx, parent, facts, &decision)?,
        Change::Close { grid } => one::close(tx, grid, &decision)?,
        Change::Split { grid, lives_on, parts } => split::split(tx, grid, lives_on, &parts, &decision)?,
        Change::Merge { grids, into, names } => merge::merge(tx, &grids, into, &names, &decision)?,
    };
    if !args.end_open && !open.is_empty() {
        let first = open.in_words().join("，");
        return Err(Refusal::InUse(format!("要先{first}；也可以选择在生效之日一并结束")).into());
    }
    open.warn(tx);
    record(tx, kind, &decision, &done)?;
    Ok(match open.count_words() {
        Some(ended) => format!("{}，同时结束{ended}", done.title),
        None => done.title,
    })
}

fn checked(args: &Reform) -> OpResult<Decision> {
    let mut faults = Faults::default();
    let on = faults.take("on", date::check(args.on));
    let document = faults.take("document", text::line("依据文件", &args.document, text::LINE_MAX));
    let note = faults.take("note", text::line("说明", &args.note, text::LINE_MAX));
    match (on, document, note) {
        (Some(on), Some(document), Some(note)) => Ok(Decision { on, document, note }),
        _ => Err(faults.into()),
    }
}

fn record(tx: &mut Tx<'_>, kind: ReformKind, decision: &Decision, done: &Done) -> OpResult<()> {
    let id = ReformId(tx.make());
    let (document, note, title) = (decision.document.clone(), decision.note.clone(), done.title.clone());
    tx.store.add_reform(&ReformRow { id, kind, effective_on: decision.on, document, note, title })?;
    for (from, to) in &done.descent {
        let line = tx.id();
        tx.store.add_descent(line, id, *from, *to)?;
    }
    Ok(())
}

/// The facts of a grid that begins with the reform; faults stand under the fields of [`NewGrid`].
fn facts_of(new: &NewGrid, parent: GridId, level: Level) -> OpResult<GridFacts> {
    let mut faults = Faults::default();
    grid::kind_fits(&mut faults, new.kind, level);
    let typed = grid::Typed {
        name: &new.name,
        kind: new.kind,
        stat_code: &new.stat_code,
        civil_code: &new.civil_code,
        aliases: &new.aliases,
        no_farmland: new.no_farmland,
        annex2_order: new.annex2_order,
    };
    match grid::facts(&mut faults, &typed, Some(parent), level) {
        Some(facts) if faults.is_empty() => Ok(facts),
        _ => Err(faults.into()),
    }
}

/// Puts a grid under another parent from the day on, under another name where one is given.
///
/// # Errors
/// Patrols of the day or later are recorded for it under the old parent; the name is taken; it is too late or too early.
fn reparent(tx: &mut Tx<'_>, child: GridId, parent: GridId, names: &[ChildName], decision: &Decision) -> OpResult<()> {
    let current = grid::version_before(tx, child, decision.on)?;
    if current.level == Level::Group {
        let later = PatrolFilter { from: Some(decision.on), group: Some(child), ..PatrolFilter::default() };
        let patrols = tx.store.patrol_count(&later)?;
        if patrols > 0 {
            let (name, day) = (&current.facts.name, date::chinese(decision.on));
            let message = format!("「{name}」划出之前，要先处理日期不早于{day}、记在原网格的巡查记录 {patrols} 条");
            return Err(Refusal::InUse(message).into());
        }
    }
    let mut facts = GridFacts { parent: Some(parent), ..current.facts.clone() };
    if let Some(other) = names.iter().find(|other| other.grid == child) {
        facts.name = text::name("网格名称", &other.name).map_err(|fault| OpFault::field("names", fault))?;
    }
    let moved = facts.name.clone();
    grid::follow(tx, &current, facts, decision.on, decision.document.clone()).map_err(|fault| match fault {
        OpFault::Input(faults) => OpFault::field("names", format!("「{moved}」：{faults}")),
        other => other,
    })
}

/// Closes a grid whose children have been named to go elsewhere.
fn close_emptied(tx: &mut Tx<'_>, grid: GridId, leaving: &[GridId], decision: &Decision) -> OpResult<()> {
    let last = grid::version_before(tx, grid, decision.on)?;
    let first = grid::needed_first(tx, &last, decision.on, leaving)?;
    if !first.is_empty() {
        let name = grid::full_name(tx, &last.facts, decision.on)?;
        return Err(Refusal::InUse(format!("撤销「{name}」之前，要先{}", first.join("，"))).into());
    }
    grid::warn_of_units(tx, &last)?;
    grid::end_grid(tx, &last, decision.on, decision.document.clone())
}

/// New grids begin without anyone in charge.
fn warn_of_nobody(tx: &mut Tx<'_>, names: &[String]) {
    tx.warn(format!("{}还没有明确责任人，请尽快明确", quoted(names)));
}

/// 「甲村」「乙村」.
fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("「{name}」")).collect()
}

impl UnitName {
    fn renaming(self, decision: &Decision) -> RenameUnit {
        let Self { unit, name, full_name } = self;
        RenameUnit { unit, name, full_name, from: decision.on, document: decision.document.clone() }
    }
}
