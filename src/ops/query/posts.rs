//! Posts and units as screens show them.

use std::collections::{BTreeMap, HashMap};

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
    Ok(Page { rows: lines(&ws.store, rows, day)?, total: ws.store.post_count(text, unit, day)? })
}

/// Posts with their holders and duties of the day, read for all of them at once.
pub(super) fn lines(store: &Store, rows: Vec<PostRow>, day: NaiveDate) -> OpResult<Vec<PostLine>> {
    let posts: Vec<PostId> = rows.iter().map(|row| row.id).collect();
    let mut holders: HashMap<PostId, Vec<PostHolder>> = HashMap::new();
    for held in store.holders_of_posts(&posts, day)? {
        let (incumbency, person, name, since) = (held.incumbency, held.person, held.person_name, held.since);
        holders.entry(held.post).or_default().push(PostHolder { incumbency, person, name, since });
    }
    let mut paths = grid::Paths::new(store, day);
    let mut duties: HashMap<PostId, Vec<String>> = HashMap::new();
    for (post, grid, role) in store.roles_of_posts(&posts, day)? {
        duties.entry(post).or_default().push(paths.name(grid)? + role.label());
    }
    let line = |row: PostRow| PostLine {
        id: row.id,
        unit: row.unit,
        unit_name: row.unit_name,
        title: row.title,
        single_holder: row.single_holder,
        period: row.period,
        holders: holders.remove(&row.id).unwrap_or_default(),
        duties: duties.remove(&row.id).unwrap_or_default(),
    };
    Ok(rows.into_iter().map(line).collect())
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
    let post = lines(store, vec![row], day)?.pop().ok_or_else(|| OpFault::not_found("职务", post))?;
    Ok(PostDetail { post, terms, duties })
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
