//! A workspace: one office's folder with its database, files and backups, and the one way to change it.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::{Command, OpFault, OpResult, Operator, Refusal, Tx, access, backup, tx::Teller};
use crate::{
    domain::{
        desk::Desk,
        id::{IdSource, OpId, OperatorId},
        import::Line,
    },
    store::{Access, LogScope, OpKind, OpRow, OperatorRow, Store, StoreFault},
};

/// Tells the time; handed in, so that tests and demonstrations choose it (A6).
pub type Clock = Box<dyn Fn() -> DateTime<FixedOffset> + Send>;

/// The kinds of things an operation changed, by table; screens that show one of them read again (A5).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes(pub BTreeSet<String>);

impl Changes {
    pub fn touch(&self, tables: &[&str]) -> bool {
        tables.iter().any(|table| self.0.contains(*table))
    }
}

/// What an operation did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub op: OpId,
    /// In plain Chinese, as the history shows it.
    pub title: String,
    /// Ids of the records it made.
    pub made: Vec<i64>,
    pub warnings: Vec<String>,
    /// What became of each row of an import; empty for every other command.
    pub lines: Vec<Line>,
    pub changes: Changes,
}

/// An open workspace with the person signed in.
pub struct Workspace {
    pub(crate) store: Store,
    /// `None` for one that lives in memory.
    dir: Option<PathBuf>,
    clock: Clock,
    ids: IdSource,
    operator: Operator,
    teller: Option<Teller>,
}

/// What a new workspace is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewWorkspace {
    /// 「东胜区耕保」.
    pub name: String,
    /// 「东胜区自然资源分局」.
    pub office: String,
    /// Who works with it first.
    pub operator: String,
    /// Fictional: every page and sheet says 示范数据.
    pub sample: bool,
}

pub const DATABASE: &str = "gengbao.db";
pub const FILES: &str = "files";
pub const BACKUPS: &str = "backups";

impl Workspace {
    /// Makes a workspace folder with an empty database. The folder may exist, a database in it may not.
    pub fn create(dir: &Path, new: &NewWorkspace, clock: Clock, seed: u64) -> OpResult<Self> {
        fs::create_dir_all(dir.join(FILES)).map_err(StoreFault::from)?;
        fs::create_dir_all(dir.join(BACKUPS)).map_err(StoreFault::from)?;
        Self::start(Store::create(&dir.join(DATABASE))?, Some(dir.to_owned()), new, clock, seed)
    }

    /// The same without a folder.
    pub fn in_memory(new: &NewWorkspace, clock: Clock, seed: u64) -> OpResult<Self> {
        Self::start(Store::in_memory()?, None, new, clock, seed)
    }

    fn start(store: Store, dir: Option<PathBuf>, new: &NewWorkspace, clock: Clock, seed: u64) -> OpResult<Self> {
        store.set_meta("name", &new.name)?;
        store.set_meta("office", &new.office)?;
        store.set_meta("sample", if new.sample { "1" } else { "0" })?;
        store.set_meta("created", &clock().to_rfc3339())?;
        let mut ids = IdSource::new(seed);
        let id = OperatorId(ids.next(clock().timestamp_millis()));
        let row = OperatorRow { id, name: new.operator.clone(), desk: Desk::District, scope: None, active: true };
        let mut workspace = Self { store, dir, clock, ids, operator: row.clone().into(), teller: None };
        let title = format!("新建工作区「{}」", new.name);
        workspace.run("new_workspace", &title, false, |tx| {
            tx.store.put_operator(&row)?;
            Ok(title.clone())
        })?;
        Ok(workspace)
    }

    /// Opens a workspace folder as its first operator. A workspace of an older program is kept among the backups as it
    /// was before it is brought up to date.
    pub fn open(dir: &Path, clock: Clock, seed: u64) -> OpResult<Self> {
        let kept = backup::dated(dir, clock().naive_local());
        Self::opened(Store::open(&dir.join(DATABASE), &kept)?, dir, clock, seed)
    }

    /// Opens it without the right to change anything.
    pub fn open_read_only(dir: &Path, clock: Clock, seed: u64) -> OpResult<Self> {
        Self::opened(Store::open_read_only(&dir.join(DATABASE))?, dir, clock, seed)
    }

    fn opened(store: Store, dir: &Path, clock: Clock, seed: u64) -> OpResult<Self> {
        let first = store.operators()?.into_iter().find(|operator| operator.active);
        let operator = first.ok_or_else(|| OpFault::not_found("操作员", "工作区"))?.into();
        let ids = IdSource::new(seed).after(store.last_id()?);
        Ok(Self { store, dir: Some(dir.to_owned()), clock, ids, operator, teller: None })
    }

    /// Changes who is signed in.
    pub fn sign_in(&mut self, name: &str) -> OpResult<()> {
        let found = self.store.operator_named(name)?.filter(|operator| operator.active);
        self.operator = found.ok_or_else(|| Refusal::UnknownOperator(name.to_owned()))?.into();
        Ok(())
    }

    /// Has long operations say how far they are, until told otherwise.
    pub fn listen(&mut self, teller: Option<Teller>) {
        self.teller = teller;
    }

    /// Closes it; its clock can serve another.
    pub(crate) fn into_clock(self) -> Clock {
        self.clock
    }

    pub fn operator(&self) -> &Operator {
        &self.operator
    }

    pub fn dir(&self) -> Option<&Path> {
        self.dir.as_deref()
    }

    /// What the office calls it, 「东胜区耕保」.
    pub fn name(&self) -> OpResult<String> {
        Ok(self.store.meta("name")?.unwrap_or_default())
    }

    /// The office that works with it, 「东胜区自然资源分局」.
    pub fn office(&self) -> OpResult<String> {
        Ok(self.store.meta("office")?.unwrap_or_default())
    }

    /// Whether the district in it is fictional: every page and sheet says 示范数据.
    pub fn is_sample(&self) -> OpResult<bool> {
        Ok(self.store.meta("sample")?.as_deref() == Some("1"))
    }

    pub fn is_read_only(&self) -> bool {
        self.store.access() == Access::ReadOnly
    }

    pub fn now(&self) -> DateTime<FixedOffset> {
        (self.clock)()
    }

    pub fn today(&self) -> NaiveDate {
        self.now().date_naive()
    }

    /// A digest over every logged row: equal digests, equal facts.
    pub fn fingerprint(&self) -> OpResult<String> {
        Ok(self.store.fingerprint()?)
    }

    /// How many operations the log holds.
    pub fn op_count(&self) -> OpResult<u64> {
        Ok(self.store.op_count("")?)
    }

    pub(super) fn next_id(&mut self) -> i64 {
        let now = self.now().timestamp_millis();
        self.ids.next(now)
    }

    /// Runs one command as one operation.
    ///
    /// # Errors
    /// Nothing is changed and nothing is logged then (A4).
    pub fn apply(&mut self, command: Command) -> OpResult<Outcome> {
        access::check(&self.operator, &command, &self.store, self.today())?;
        let (name, undoable) = (command.logged_as(), command.undoable());
        let outcome = self.run(name, name, undoable, |tx| command.run(tx))?;
        self.follow_operator(&outcome)?;
        Ok(outcome)
    }

    /// What was changed about the person signed in holds at once.
    fn follow_operator(&mut self, outcome: &Outcome) -> OpResult<()> {
        if outcome.changes.touch(&["operator"]) {
            self.operator =
                self.store.operator(self.operator.id)?.map_or_else(|| self.operator.clone(), Operator::from);
        }
        Ok(())
    }

    /// Runs a command and takes everything back: what it would say, or why it would fail.
    pub fn rehearse(&mut self, command: Command) -> OpResult<Outcome> {
        access::check(&self.operator, &command, &self.store, self.today())?;
        let (name, undoable) = (command.logged_as(), command.undoable());
        self.carry_out(name, name, OpKind::Do, None, undoable, true, |tx| command.run(tx))
    }

    /// Takes back the newest operation that stands (Ctrl+Z).
    pub fn undo(&mut self) -> OpResult<Outcome> {
        let op = self.store.next_undo()?.ok_or(Refusal::NothingToUndo)?;
        self.undo_op(op.id)
    }

    /// Takes back one operation, as long as none of its rows has changed since.
    pub fn undo_op(&mut self, op: OpId) -> OpResult<Outcome> {
        let op = self.op(op)?;
        if op.kind != OpKind::Do || !op.undoable || op.undone {
            return Err(Refusal::NotUndoable(op.title).into());
        }
        access::check_reverting(&self.operator, &op)?;
        super::assess::check_taking_back(&self.store, &op)?;
        let standing = self.store.standing_entry_of(op.id)?;
        let title = format!("撤销：{}", op.title);
        let outcome = self.carry_out("undo", &title, OpKind::Undo, Some(op.id), false, false, |tx| {
            tx.store.revert(standing)?;
            Ok(title.clone())
        })?;
        self.follow_operator(&outcome)?;
        Ok(outcome)
    }

    /// Does again what was taken back last (Ctrl+Y).
    pub fn redo(&mut self) -> OpResult<Outcome> {
        let op = self.store.next_redo()?.ok_or(Refusal::NothingToRedo)?;
        access::check_reverting(&self.operator, &op)?;
        let undo = self.store.last_undo_of(op.id)?.ok_or(Refusal::NothingToRedo)?;
        let title = format!("重做：{}", op.title);
        let outcome = self.carry_out("redo", &title, OpKind::Redo, Some(op.id), false, false, |tx| {
            tx.store.revert(undo)?;
            Ok(title.clone())
        })?;
        self.follow_operator(&outcome)?;
        Ok(outcome)
    }

    fn op(&self, op: OpId) -> OpResult<OpRow> {
        self.store.op(op)?.ok_or_else(|| OpFault::not_found("操作", op))
    }

    /// Runs `work` as one operation of the log; it answers the title. For the program's own operations.
    pub(crate) fn run(
        &mut self,
        command: &str,
        title: &str,
        undoable: bool,
        work: impl FnOnce(&mut Tx<'_>) -> OpResult<String>,
    ) -> OpResult<Outcome> {
        self.carry_out(command, title, OpKind::Do, None, undoable, false, work)
    }

    #[expect(clippy::too_many_arguments, reason = "the one place where an operation's whole heading comes together")]
    fn carry_out(
        &mut self,
        command: &str,
        title: &str,
        kind: OpKind,
        target: Option<OpId>,
        undoable: bool,
        rehearsal: bool,
        work: impl FnOnce(&mut Tx<'_>) -> OpResult<String>,
    ) -> OpResult<Outcome> {
        let now = self.now();
        let op = OpId(self.next_id());
        let at = now.to_rfc3339();
        let scope = LogScope { id: op, at: &at, operator: &self.operator.name, command, title, kind, target, undoable };
        let (ids, operator, teller) = (&mut self.ids, &self.operator, self.teller.as_ref());
        let files = self.dir.as_deref().map(|dir| dir.join(FILES));
        let work = |store: &mut Store| -> OpResult<_> {
            let mut tx = Tx {
                store,
                today: now.date_naive(),
                operator,
                files,
                ids,
                now_ms: now.timestamp_millis(),
                made: Vec::new(),
                warnings: Vec::new(),
                lines: Vec::new(),
                teller,
            };
            let title = work(&mut tx)?;
            tx.store.set_op_title(op, &title)?;
            Ok((title, tx.made, tx.warnings, tx.lines))
        };
        let ((title, made, warnings, lines), tables) = if rehearsal {
            (self.store.rehearse(&scope, work)?, BTreeSet::new())
        } else {
            self.store.transact(&scope, work)?
        };
        Ok(Outcome { op, title, made, warnings, lines, changes: Changes(tables) })
    }
}
