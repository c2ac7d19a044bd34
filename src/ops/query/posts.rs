//! Posts and units as screens show them.

use chrono::NaiveDate;

use super::Page;
use crate::{
    domain::{
        date::Period,
        grid::Level,
        id::{DutyId, GridId, IncumbencyId, PersonId, PostId, UnitId},
        roster::{Role, UnitKind},
    },
    ops::{OpResult, Workspace},
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostLine {
    pub id: PostId,
    pub unit: UnitId,
    pub unit_name: String,
    pub title: String,
    pub single_holder: bool,
    pub period: Period,
    /// Who holds it on the day; empty means 空缺.
    pub holders: Vec<PostHolder>,
    /// The duties bound to it on the day: 「铜川镇总监督人」.
    pub duties: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostHolder {
    pub incumbency: IncumbencyId,
    pub person: PersonId,
    pub name: String,
    pub since: NaiveDate,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostDetail {
    pub post: PostLine,
    /// Everyone who ever held it, newest first.
    pub terms: Vec<TermLine>,
    /// Every duty ever bound to it, newest first.
    pub duties: Vec<PostDuty>,
}

/// One term of one person in one post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermLine {
    pub incumbency: IncumbencyId,
    pub post: PostId,
    pub person: PersonId,
    pub person_name: String,
    pub unit_name: String,
    pub title: String,
    pub period: Period,
    pub document: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostDuty {
    pub duty: DutyId,
    pub role: Role,
    pub level: Level,
    pub grid: GridId,
    pub grid_path: String,
    pub period: Period,
    /// Names of the grids under 包联 on the day.
    pub charges: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitLine {
    pub id: UnitId,
    pub kind: UnitKind,
    pub name: String,
    pub full_name: String,
    pub aliases: Vec<String>,
    /// The grid it governs, with its name on the day.
    pub grid: Option<(GridId, String)>,
    pub assessed_by_default: bool,
    /// Posts it has on the day.
    pub posts: u32,
}

/// Posts of a day found by unit, title or holder, unit by unit; empty text finds all.
pub fn page(
    ws: &Workspace,
    text: &str,
    unit: Option<UnitId>,
    day: NaiveDate,
    offset: u32,
    limit: u32,
) -> OpResult<Page<PostLine>> {
    todo!()
}

/// # Errors
/// [`crate::ops::OpFault::NotFound`].
pub fn detail(ws: &Workspace, post: PostId, day: NaiveDate) -> OpResult<PostDetail> {
    todo!()
}

/// Every unit: 区级机关, 区直部门, 镇（街道）, 村（社区）.
pub fn units(ws: &Workspace, day: NaiveDate) -> OpResult<Vec<UnitLine>> {
    todo!()
}
