//! The whole tree of a day in the order it is shown.

use chrono::NaiveDate;

use crate::{
    domain::{
        grid::{GridKind, Level},
        id::GridId,
    },
    ops::{OpResult, Workspace},
};

/// One line of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeNode {
    pub id: GridId,
    pub parent: Option<GridId>,
    pub level: Level,
    pub kind: GridKind,
    pub name: String,
    /// 无耕地 (G28).
    pub no_farmland: bool,
    /// Stands in annex 2 (R115).
    pub listed: bool,
    /// How many mandatory roles of the grid itself nobody holds on the day.
    pub vacancies: u32,
    pub has_children: bool,
}

/// The grids of a day, parents before children, siblings in the order of annex 2, then by code.
pub fn tree(ws: &Workspace, day: NaiveDate) -> OpResult<Vec<TreeNode>> {
    todo!()
}
