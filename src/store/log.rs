//! The log of every change: captured by triggers, read for the audit trail, replayed for undo and redo (A3-A5).

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, Row, params};
use sm3::{Digest, Sm3};

use super::{Store, StoreFault, StoreResult, UNLOGGED};
use crate::domain::id::OpId;

/// Something done, taken back or done again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpKind {
    Do,
    Undo,
    Redo,
}

impl OpKind {
    fn word(self) -> &'static str {
        match self {
            Self::Do => "do",
            Self::Undo => "undo",
            Self::Redo => "redo",
        }
    }
}

/// One operation of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpRow {
    pub id: OpId,
    /// RFC 3339 with offset.
    pub at: String,
    pub operator: String,
    /// Stable name of the command, `log_patrol`.
    pub command: String,
    /// What happened, in plain Chinese.
    pub title: String,
    pub kind: OpKind,
    /// The operation that an undo or redo is about.
    pub target: Option<OpId>,
    pub undoable: bool,
    /// Whether it stands taken back now.
    pub undone: bool,
    /// How many rows it changed.
    pub changes: i64,
}

/// One changed row: JSON objects of all columns before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeRow {
    pub table: String,
    pub row: i64,
    pub old: Option<String>,
    pub new: Option<String>,
}

/// Why an operation cannot be taken back or done again.
#[derive(Debug, thiserror::Error)]
pub enum RevertFault {
    #[error("row {row} of {table} has changed since")]
    Stale { table: String, row: i64 },
    #[error(transparent)]
    Store(#[from] StoreFault),
}

/// What an operation is entered under.
pub struct LogScope<'a> {
    pub id: OpId,
    pub at: &'a str,
    pub operator: &'a str,
    pub command: &'a str,
    pub title: &'a str,
    pub kind: OpKind,
    pub target: Option<OpId>,
    pub undoable: bool,
}

/// Creates the temporary triggers that write `change`, one trio per logged table, columns read from the schema.
pub(super) fn install(conn: &Connection) -> StoreResult<()> {
    conn.execute_batch("create temp table if not exists current_op (id integer not null);")?;
    for table in logged_tables(conn)? {
        let columns = columns(conn, &table)?;
        let (old, new) = (json_object(&columns, "old."), json_object(&columns, "new."));
        let entry = |row: &str, old: &str, new: &str| {
            format!(
                "insert into change (op, tbl, row, old, new) \
                 values ((select id from current_op), '{table}', {row}.id, {old}, {new});"
            )
        };
        conn.execute_batch(&format!(
            "create temp trigger log_{table}_insert after insert on main.{table} begin {} end;
             create temp trigger log_{table}_update after update on main.{table} begin {} end;
             create temp trigger log_{table}_delete after delete on main.{table} begin {} end;",
            entry("new", "null", &new),
            entry("new", &old, &new),
            entry("old", &old, "null"),
        ))?;
    }
    Ok(())
}

pub(super) fn logged_tables(conn: &Connection) -> StoreResult<Vec<String>> {
    let mut find =
        conn.prepare("select name from pragma_table_list where schema = 'main' and type = 'table' order by name")?;
    let names = find.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    let logged = |name: &String| !name.starts_with("sqlite_") && !UNLOGGED.iter().any(|(unlogged, _)| unlogged == name);
    Ok(names.into_iter().filter(logged).collect())
}

pub(super) fn columns(conn: &Connection, table: &str) -> StoreResult<Vec<String>> {
    let mut find = conn.prepare_cached("select name from pragma_table_info(?1)")?;
    let names = find.query_map([table], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(names)
}

fn json_object(columns: &[String], prefix: &str) -> String {
    let pairs: Vec<_> = columns.iter().map(|column| format!("'{column}', {prefix}\"{column}\"")).collect();
    format!("json_object({})", pairs.join(", "))
}

impl Store {
    /// Runs `work` as one operation: its rows and its log are kept together or not at all (A4).
    ///
    /// An operation that changed nothing leaves no log entry. Answers what `work` answered, and the tables changed.
    pub fn transact<T, E: From<StoreFault>>(
        &mut self,
        scope: &LogScope<'_>,
        work: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<(T, BTreeSet<String>), E> {
        self.begin(scope)?;
        let done = work(self).and_then(|value| Ok((value, self.finish(scope.id)?)));
        if done.is_err() {
            self.conn.execute_batch("rollback").map_err(StoreFault::from)?;
        }
        done
    }

    /// Runs `work` and takes everything back, to see what it would have done.
    pub fn rehearse<T, E: From<StoreFault>>(
        &mut self,
        scope: &LogScope<'_>,
        work: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        self.begin(scope)?;
        let seen = work(self);
        self.conn.execute_batch("rollback").map_err(StoreFault::from)?;
        seen
    }

    /// Runs a step of the running operation; one that fails leaves nothing, and the operation can go on.
    pub fn step<T, E: From<StoreFault>>(&self, work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        let run = |sql| -> StoreResult<()> {
            self.conn.prepare_cached(sql)?.execute([])?;
            Ok(())
        };
        run("savepoint step")?;
        let done = work();
        if done.is_err() {
            run("rollback to step")?;
        }
        run("release step")?;
        done
    }

    fn begin(&mut self, scope: &LogScope<'_>) -> StoreResult<()> {
        if self.access() == super::Access::ReadOnly {
            return Err(StoreFault::ReadOnly);
        }
        if !self.conn.is_autocommit() {
            // An earlier operation ended without coming back (a panic): it left nothing.
            self.conn.execute_batch("rollback")?;
        }
        self.conn.execute_batch("begin immediate")?;
        let opened = self.enter(scope);
        if opened.is_err() {
            self.conn.execute_batch("rollback")?;
        }
        opened
    }

    fn enter(&self, scope: &LogScope<'_>) -> StoreResult<()> {
        self.conn.pragma_update(None, "defer_foreign_keys", true)?;
        self.conn
            .prepare_cached(
                "insert into op (id, at, operator, command, title, kind, target, undoable) \
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                scope.id.0,
                scope.at,
                scope.operator,
                scope.command,
                scope.title,
                scope.kind.word(),
                scope.target.map(|op| op.0),
                scope.undoable
            ])?;
        self.conn.prepare_cached("delete from current_op")?.execute([])?;
        self.conn.prepare_cached("insert into current_op (id) values (?1)")?.execute([scope.id.0])?;
        Ok(())
    }

    fn finish(&mut self, op: OpId) -> StoreResult<BTreeSet<String>> {
        self.conn.prepare_cached("delete from current_op")?.execute([])?;
        let tables = {
            let mut find = self.conn.prepare_cached("select distinct tbl from change where op = ?1")?;
            find.query_map([op.0], |row| row.get(0))?.collect::<Result<BTreeSet<String>, _>>()?
        };
        if tables.is_empty() {
            self.conn.execute("delete from op where id = ?1", [op.0])?;
        }
        self.conn.execute_batch("commit")?;
        Ok(tables)
    }

    /// Replaces the title of the running operation, once its names are known.
    pub fn set_op_title(&self, op: OpId, title: &str) -> StoreResult<()> {
        self.conn.prepare_cached("update op set title = ?2 where id = ?1")?.execute(params![op.0, title])?;
        Ok(())
    }

    /// A digest over every logged row: two stores with the same digest hold the same facts.
    pub fn fingerprint(&self) -> StoreResult<String> {
        let mut digest = Sm3::new();
        for table in logged_tables(&self.conn)? {
            let row = json_object(&columns(&self.conn, &table)?, "");
            let mut find = self.conn.prepare(&format!("select {row} from {table} order by id"))?;
            let mut rows = find.query([])?;
            digest.update(table.as_bytes());
            while let Some(row) = rows.next()? {
                digest.update(row.get::<_, String>(0)?.as_bytes());
            }
        }
        Ok(digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// The largest id that was given out: that of the newest operation or of a row it made. 0 for a new database.
    pub fn last_id(&self) -> StoreResult<i64> {
        let newest: i64 = self.conn.query_row("select coalesce(max(id), 0) from op", [], |row| row.get(0))?;
        let made: i64 =
            self.conn
                .query_row("select coalesce(max(row), 0) from change where op = ?1", [newest], |row| row.get(0))?;
        Ok(newest.max(made))
    }

    /// Puts every row that `op` changed back to what it was before. Call inside [`Store::transact`].
    ///
    /// # Errors
    /// [`RevertFault::Stale`] when a row is no longer as `op` left it; nothing is taken back then.
    pub fn revert(&self, op: OpId) -> Result<(), RevertFault> {
        for change in self.changes_of(op, true)? {
            self.revert_row(&change)?;
        }
        Ok(())
    }

    fn revert_row(&self, change: &ChangeRow) -> Result<(), RevertFault> {
        let sql = RowSql::of(&change.table, &columns(&self.conn, &change.table)?);
        if self.row_as_json(&sql, change.row)? != change.new {
            return Err(RevertFault::Stale { table: change.table.clone(), row: change.row });
        }
        Ok(self.put_back(&sql, change)?)
    }

    fn row_as_json(&self, sql: &RowSql, row: i64) -> StoreResult<Option<String>> {
        Ok(self.conn.prepare_cached(&sql.read)?.query_row([row], |found| found.get(0)).optional()?)
    }

    fn put_back(&self, sql: &RowSql, change: &ChangeRow) -> StoreResult<()> {
        let row = change.row;
        match (&change.old, &change.new) {
            (None, _) => self.conn.prepare_cached(&sql.delete)?.execute([row])?,
            (Some(old), None) => self.conn.prepare_cached(&sql.insert)?.execute([old])?,
            (Some(old), Some(_)) => self.conn.prepare_cached(&sql.update)?.execute(params![old, row])?,
        };
        Ok(())
    }

    /// The rows an operation changed, in order or backwards.
    pub fn changes_of(&self, op: OpId, backwards: bool) -> StoreResult<Vec<ChangeRow>> {
        let order = if backwards { "desc" } else { "asc" };
        let mut find = self
            .conn
            .prepare_cached(&format!("select tbl, row, old, new from change where op = ?1 order by seq {order}"))?;
        let rows = find.query_map([op.0], |row| {
            Ok(ChangeRow { table: row.get(0)?, row: row.get(1)?, old: row.get(2)?, new: row.get(3)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Up to `limit` changed rows of an operation, for reading.
    pub fn first_changes_of(&self, op: OpId, limit: u32) -> StoreResult<Vec<ChangeRow>> {
        let mut find =
            self.conn.prepare_cached("select tbl, row, old, new from change where op = ?1 order by seq limit ?2")?;
        let rows = find.query_map(params![op.0, limit], |row| {
            Ok(ChangeRow { table: row.get(0)?, row: row.get(1)?, old: row.get(2)?, new: row.get(3)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What happened to one row, newest first.
    pub fn history_of(&self, table: &str, row: i64) -> StoreResult<Vec<(OpRow, ChangeRow)>> {
        let mut find = self.conn.prepare_cached(&format!(
            "select {OP_COLUMNS}, c.tbl, c.row, c.old, c.new from change c join op o on o.id = c.op \
             where c.tbl = ?1 and c.row = ?2 order by c.seq desc limit 200"
        ))?;
        let rows = find.query_map(params![table, row], |found| {
            let change =
                ChangeRow { table: found.get(10)?, row: found.get(11)?, old: found.get(12)?, new: found.get(13)? };
            Ok((op_row(found)?, change))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// One operation.
    pub fn op(&self, op: OpId) -> StoreResult<Option<OpRow>> {
        let mut find = self.conn.prepare_cached(&format!("select {OP_COLUMNS} from op o where o.id = ?1"))?;
        Ok(find.query_row([op.0], op_row).optional()?)
    }

    /// Operations, newest first, starting below `before`; `search` looks in title and operator.
    pub fn ops(&self, search: &str, before: Option<OpId>, limit: u32) -> StoreResult<Vec<OpRow>> {
        let mut find = self.conn.prepare_cached(&format!(
            "select {OP_COLUMNS} from op o \
             where o.id < ?1 and (?2 = '' or instr(o.title, ?2) > 0 or instr(o.operator, ?2) > 0) \
             order by o.id desc limit ?3"
        ))?;
        let below = before.map_or(i64::MAX, |op| op.0);
        let rows = find.query_map(params![below, search, limit], op_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub fn op_count(&self, search: &str) -> StoreResult<u64> {
        let mut count = self.conn.prepare_cached(
            "select count(*) from op where ?1 = '' or instr(title, ?1) > 0 or instr(operator, ?1) > 0",
        )?;
        Ok(count.query_row([search], |row| row.get(0))?)
    }

    /// What Ctrl+Z would take back: the newest operation that stands. One that may not be taken back is a barrier.
    pub fn next_undo(&self) -> StoreResult<Option<OpRow>> {
        let mut find = self.conn.prepare_cached(&format!(
            "select {OP_COLUMNS} from op o where o.kind = 'do' and not ({UNDONE}) order by o.id desc limit 1"
        ))?;
        Ok(find.query_row([], op_row).optional()?.filter(|op| op.undoable))
    }

    /// What Ctrl+Y would do again: the operation taken back last, as long as nothing new was done since.
    pub fn next_redo(&self) -> StoreResult<Option<OpRow>> {
        let mut find = self.conn.prepare_cached(&format!(
            "select {OP_COLUMNS} from op u join op o on o.id = u.target \
             where u.kind = 'undo' and ({UNDONE}) \
               and u.id = (select max(l.id) from op l where l.target = o.id) \
               and not exists (select 1 from op d where d.kind = 'do' and d.id > u.id) \
             order by u.id desc limit 1"
        ))?;
        Ok(find.query_row([], op_row).optional()?)
    }

    /// The undo that a redo of `op` has to take back.
    pub fn last_undo_of(&self, op: OpId) -> StoreResult<Option<OpId>> {
        let mut find = self.conn.prepare_cached("select max(id) from op where target = ?1 and kind = 'undo'")?;
        Ok(find.query_row([op.0], |row| row.get::<_, Option<i64>>(0))?.map(OpId))
    }

    /// The undo or redo whose rows show how `op` stands now: `op` itself, or its last redo.
    pub fn standing_entry_of(&self, op: OpId) -> StoreResult<OpId> {
        let mut find = self.conn.prepare_cached("select max(id) from op where target = ?1 and kind = 'redo'")?;
        Ok(find.query_row([op.0], |row| row.get::<_, Option<i64>>(0))?.map_or(op, OpId))
    }
}

/// Whether operation `o` stands taken back: its last undo or redo was an undo.
const UNDONE: &str = "coalesce((select t.kind = 'undo' from op t where t.target = o.id order by t.id desc limit 1), 0)";

const OP_COLUMNS: &str = "o.id, o.at, o.operator, o.command, o.title, o.kind, o.target, o.undoable, \
    coalesce((select t.kind = 'undo' from op t where t.target = o.id order by t.id desc limit 1), 0), \
    (select count(*) from change k where k.op = o.id)";

fn op_row(row: &Row<'_>) -> rusqlite::Result<OpRow> {
    let kind: String = row.get(5)?;
    Ok(OpRow {
        id: OpId(row.get(0)?),
        at: row.get(1)?,
        operator: row.get(2)?,
        command: row.get(3)?,
        title: row.get(4)?,
        kind: match kind.as_str() {
            "undo" => OpKind::Undo,
            "redo" => OpKind::Redo,
            _ => OpKind::Do,
        },
        target: row.get::<_, Option<i64>>(6)?.map(OpId),
        undoable: row.get(7)?,
        undone: row.get(8)?,
        changes: row.get(9)?,
    })
}

/// The statements that read and write one whole row as JSON.
struct RowSql {
    read: String,
    delete: String,
    insert: String,
    update: String,
}

impl RowSql {
    fn of(table: &str, columns: &[String]) -> Self {
        let names: Vec<_> = columns.iter().map(|column| format!("\"{column}\"")).collect();
        let values: Vec<_> = columns.iter().map(|column| format!("?1 ->> '$.{column}'")).collect();
        let pairs: Vec<_> = names.iter().zip(&values).map(|(name, value)| format!("{name} = {value}")).collect();
        Self {
            read: format!("select {} from {table} where id = ?1", json_object(columns, "")),
            delete: format!("delete from {table} where id = ?1"),
            insert: format!("insert into {table} ({}) values ({})", names.join(", "), values.join(", ")),
            update: format!("update {table} set {} where id = ?2", pairs.join(", ")),
        }
    }
}
