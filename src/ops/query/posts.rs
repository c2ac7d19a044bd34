//! Posts and units as screens show them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{PAGE_MAX, Page, grid};
use crate::{
    domain::{
        date::Period,
        grid::Level,
        id::{DutyId, GridId, IncumbencyId, PersonId, PostId, UnitId},
        roster::{Role, UnitKind},
    },
    ops::{OpFault, OpResult, Workspace},
    store::{IncumbencyRow, PostRow, Store, UnitRow},
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
    let rows = ws.store.posts(text, unit, day, offset, limit.min(PAGE_MAX))?;
    let rows = rows.into_iter().map(|row| line(&ws.store, row, day)).collect::<OpResult<_>>()?;
    Ok(Page { rows, total: ws.store.post_count(text, unit, day)? })
}

pub(super) fn line(store: &Store, row: PostRow, day: NaiveDate) -> OpResult<PostLine> {
    let holder = |term: IncumbencyRow| PostHolder {
        incumbency: term.id,
        person: term.person,
        name: term.person_name,
        since: term.period.from,
    };
    let mut duties = Vec::new();
    for duty in store.duties_of_post(row.id)?.into_iter().filter(|duty| duty.duty.period.contains(day)) {
        duties.push(store.grid_name(duty.duty.grid, day)?.unwrap_or_default() + duty.duty.role.label());
    }
    Ok(PostLine {
        id: row.id,
        unit: row.unit,
        unit_name: row.unit_name,
        title: row.title,
        single_holder: row.single_holder,
        period: row.period,
        holders: store.holders_at(row.id, day)?.into_iter().map(holder).collect(),
        duties,
    })
}

/// # Errors
/// [`OpFault::NotFound`].
pub fn detail(ws: &Workspace, post: PostId, day: NaiveDate) -> OpResult<PostDetail> {
    let store = &ws.store;
    let row = store.post_at(post, day)?.ok_or_else(|| OpFault::not_found("职务", post))?;
    let mut duties = Vec::new();
    for row in store.duties_of_post(post)?.into_iter().rev() {
        let duty = row.duty;
        let Some(level) = store.grid_level(duty.grid)? else { continue };
        let mut charges = Vec::new();
        for charge in store.charges_of_duty(duty.id)?.into_iter().filter(|charge| charge.period.contains(day)) {
            charges.push(store.grid_name(charge.grid, day)?.unwrap_or_default());
        }
        duties.push(PostDuty {
            duty: duty.id,
            role: duty.role,
            level,
            grid: duty.grid,
            grid_path: grid::words_of(store, duty.grid, day)?,
            period: duty.period,
            charges,
        });
    }
    let terms = store.incumbencies_of_post(post)?.into_iter().rev().map(TermLine::from).collect();
    Ok(PostDetail { post: line(store, row, day)?, terms, duties })
}

impl From<IncumbencyRow> for TermLine {
    fn from(row: IncumbencyRow) -> Self {
        Self {
            incumbency: row.id,
            post: row.post,
            person: row.person,
            person_name: row.person_name,
            unit_name: row.unit_name,
            title: row.post_title,
            period: row.period,
            document: row.document,
        }
    }
}

/// Every unit: 区级机关, 区直部门, 镇（街道）, 村（社区）.
pub fn units(ws: &Workspace, day: NaiveDate) -> OpResult<Vec<UnitLine>> {
    let posts: BTreeMap<UnitId, u32> = ws.store.post_counts(day)?.into_iter().collect();
    let line = |unit: UnitRow| {
        let grid = match unit.grid {
            Some(grid) => Some((grid, ws.store.grid_name(grid, day)?.unwrap_or_default())),
            None => None,
        };
        Ok(UnitLine {
            posts: posts.get(&unit.id).copied().unwrap_or_default(),
            id: unit.id,
            kind: unit.kind,
            name: unit.name,
            full_name: unit.full_name,
            aliases: unit.aliases,
            grid,
            assessed_by_default: unit.assessed_by_default,
        })
    };
    ws.store.units_at(day)?.into_iter().map(line).collect()
}
