//! What a command works with while it runs: the store inside its transaction, the day, and the ids it makes.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::{OpFault, OpResult, Operator};
use crate::{
    domain::{
        grid::Level,
        id::{GridId, IdSource, PersonId, PostId},
        import::Line,
    },
    store::{GridRow, PersonRow, PostRow, Store},
};

/// Hears how much of a long operation is done, and of how much; answers whether it shall go on.
pub type Teller = Box<dyn Fn(u64, u64) -> bool + Send>;

/// A running operation.
pub struct Tx<'a> {
    pub store: &'a Store,
    pub today: NaiveDate,
    pub operator: &'a Operator,
    /// The folder of kept files; `None` for a workspace in memory.
    pub(super) files: Option<PathBuf>,
    pub(super) ids: &'a mut IdSource,
    pub(super) now_ms: i64,
    /// Ids of the records made, in order; the caller gets them.
    pub made: Vec<i64>,
    /// Things a person should look at, though they do not stop the operation.
    pub warnings: Vec<String>,
    /// What became of each row of an import.
    pub lines: Vec<Line>,
    pub(super) teller: Option<&'a Teller>,
}

impl Tx<'_> {
    /// A new row id.
    pub fn id(&mut self) -> i64 {
        self.ids.next(self.now_ms)
    }

    /// A new row id that the caller of the command is told about.
    pub fn make(&mut self) -> i64 {
        let id = self.id();
        self.made.push(id);
        id
    }

    /// Says how far a long operation is.
    ///
    /// # Errors
    /// [`OpFault::Stopped`] when somebody does not want it any more; nothing of it is kept then.
    pub fn tell(&self, done: u64, total: u64) -> OpResult<()> {
        match self.teller {
            Some(teller) if !teller(done, total) => Err(OpFault::Stopped),
            _ => Ok(()),
        }
    }

    pub fn warn(&mut self, message: impl Into<String>) {
        self.warnings.push(message.into());
    }

    /// The grid as it stands on a day.
    ///
    /// # Errors
    /// A fault of `field` when it does not exist then, or was closed.
    pub fn grid_at(&self, field: &'static str, grid: GridId, day: NaiveDate) -> OpResult<GridRow> {
        if let Some(found) = self.store.grid_at(grid, day)? {
            return Ok(found);
        }
        let versions = self.store.grid_versions(grid)?;
        let Some(last) = versions.last() else { return Err(OpFault::not_found("网格", grid)) };
        let name = &last.facts.name;
        let day = crate::domain::date::chinese(day);
        let message = match last.period.last_day() {
            Some(last_day) if versions[0].period.from <= last_day => {
                let closed = crate::domain::date::chinese(last_day);
                format!("「{name}」在{day}不存在（存续至{closed}），请选择当时有效的网格或改日期")
            }
            _ => format!("「{name}」在{day}还没有设立，请选择当时有效的网格或改日期"),
        };
        Err(OpFault::field(field, message))
    }

    pub fn level(&self, grid: GridId) -> OpResult<Level> {
        self.store.grid_level(grid)?.ok_or_else(|| OpFault::not_found("网格", grid))
    }

    pub fn person(&self, person: PersonId) -> OpResult<PersonRow> {
        self.store.person(person)?.ok_or_else(|| OpFault::not_found("人员", person))
    }

    pub fn post(&self, post: PostId) -> OpResult<PostRow> {
        self.store.post(post)?.ok_or_else(|| OpFault::not_found("职务", post))
    }
}
