//! People as screens show them. Personal phones are masked for everyone but 区级管理.

use chrono::NaiveDate;

use super::{Page, posts::TermLine};
use crate::{
    domain::{
        date::Period,
        grid::Level,
        id::{DutyId, GridId, PersonId},
        roster::Role,
    },
    ops::{OpResult, Workspace},
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonLine {
    pub id: PersonId,
    pub name: String,
    /// What they are on the day, to tell namesakes apart: 「铜川镇人民政府镇长；罕台村网格员」. Empty: nothing.
    pub office: String,
    /// Masked unless the viewer is 区级管理.
    pub phone: String,
    pub office_phone: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonDetail {
    pub person: PersonLine,
    pub note: String,
    /// Every post they ever held, newest first.
    pub terms: Vec<TermLine>,
    /// Every duty they ever had, by themselves or through a post, newest first.
    pub duties: Vec<PersonDuty>,
    /// Patrols they took part in.
    pub patrols: u64,
}

/// A duty as one person had it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonDuty {
    pub duty: DutyId,
    pub role: Role,
    pub level: Level,
    pub grid: GridId,
    /// 「罕台镇/撖家塔村」.
    pub grid_path: String,
    /// While they themselves had it: the part of the duty's time in which they held the post.
    pub period: Period,
    /// The post it came with; `None` for a duty of the person.
    pub through: Option<String>,
    /// 身份 of a duty of the person: 「社长」.
    pub title: String,
    /// Names of the grids under 包联 within that time.
    pub charges: Vec<String>,
}

/// People found by name, pinyin or initials, in the order of their names; empty text finds all.
pub fn page(ws: &Workspace, text: &str, day: NaiveDate, offset: u32, limit: u32) -> OpResult<Page<PersonLine>> {
    todo!()
}

/// # Errors
/// [`crate::ops::OpFault::NotFound`].
pub fn detail(ws: &Workspace, person: PersonId, day: NaiveDate) -> OpResult<PersonDetail> {
    todo!()
}
