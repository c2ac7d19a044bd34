//! The workspace in a few words, for the frame of the window and the command line.

use chrono::NaiveDate;

use crate::{
    domain::desk::{Desk, Right},
    ops::{OpResult, Workspace},
};

/// What the frame of the window shows; read again after every change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// Name of the workspace.
    pub name: String,
    pub office: String,
    pub operator: String,
    pub desk: Desk,
    /// 示范数据.
    pub sample: bool,
    pub read_only: bool,
    pub today: NaiveDate,
    /// Names of those who may sign in.
    pub operators: Vec<String>,
    /// Opened assessment years, newest first.
    pub years: Vec<i32>,
    /// What Ctrl+Z would take back, what Ctrl+Y would do again.
    pub undo: Option<String>,
    pub redo: Option<String>,
    /// The newest operation: local time 「09:30」 of today or the date, and its title.
    pub last_saved: Option<(String, String)>,
    pub operations: u64,
    pub patrols: u64,
    /// Days since the last backup; `None` when there is none.
    pub backup_age_days: Option<i64>,
}

impl Office {
    /// Why the signed-in person cannot do such work here; `None` when they can.
    pub fn refusal(&self, right: Right) -> Option<String> {
        if self.read_only {
            Some("工作区是只读的".to_owned())
        } else if self.desk.has(right) {
            None
        } else {
            Some(format!("{}岗位没有「{}」的权限", self.desk.label(), right.label()))
        }
    }
}

/// Reads it.
pub fn office(ws: &Workspace) -> OpResult<Office> {
    let store = &ws.store;
    let operator = ws.operator();
    let today = ws.today();
    let last = store.ops("", None, 1)?.into_iter().next();
    Ok(Office {
        name: store.meta("name")?.unwrap_or_default(),
        office: store.meta("office")?.unwrap_or_default(),
        operator: operator.name.clone(),
        desk: operator.desk,
        sample: store.meta("sample")?.as_deref() == Some("1"),
        read_only: ws.is_read_only(),
        today,
        operators: store.operators()?.into_iter().filter(|one| one.active).map(|one| one.name).collect(),
        years: store.assessment_years()?,
        undo: store.next_undo()?.map(|op| op.title),
        redo: store.next_redo()?.map(|op| op.title),
        last_saved: last.map(|op| (spoken_time(&op.at, today), op.title)),
        operations: store.op_count("")?,
        patrols: store.patrol_count(&Default::default())?,
        backup_age_days: ws.last_backup()?.map(|made| (today - made.at.date()).num_days()),
    })
}

/// 「09:30」 for today, 「2025-03-05 09:30」 for other days.
fn spoken_time(at: &str, today: NaiveDate) -> String {
    let Ok(at) = chrono::DateTime::parse_from_rfc3339(at) else { return at.to_owned() };
    let format = if at.date_naive() == today { "%H:%M" } else { "%Y-%m-%d %H:%M" };
    at.format(format).to_string()
}
