//! People as screens show them. Personal phones are masked for everyone but 区级管理.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{PAGE_MAX, Page, grid, posts::TermLine};
use crate::{
    domain::{
        date::Period,
        grid::Level,
        id::{DutyId, GridId, PersonId, PostId, UnitId},
        roster::Role,
        text,
    },
    ops::{OpFault, OpResult, Workspace},
    store::{DutyRow, PatrolFilter, PersonRow, ProblemFilter, Store},
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonLine {
    pub id: PersonId,
    pub name: String,
    /// What they are on the day, to tell namesakes apart: 「铜川镇人民政府镇长；罕台村网格员」. Empty: nothing.
    pub office: String,
    /// Their posts on the day: 「铜川镇人民政府镇长」.
    pub posts: Vec<String>,
    /// Their roles in grids on the day, also those that come with a post: 「铜川镇总监督人」.
    pub roles: Vec<String>,
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
    /// Problems they found or had a step in, and how many of them are open.
    pub problems: u64,
    pub open_problems: u64,
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

/// People found by name, pinyin or initials, in the order of their names; an empty query finds all.
pub fn page(ws: &Workspace, query: &str, day: NaiveDate, offset: u32, limit: u32) -> OpResult<Page<PersonLine>> {
    let rows = ws.store.people(query, offset, limit.min(PAGE_MAX))?;
    Ok(Page { rows: lines(ws, rows, day)?, total: ws.store.person_count(query)? })
}

/// People with what they are on the day, read for all of them at once.
fn lines(ws: &Workspace, rows: Vec<PersonRow>, day: NaiveDate) -> OpResult<Vec<PersonLine>> {
    let people: Vec<PersonId> = rows.iter().map(|row| row.id).collect();
    let mut standings = standings(&ws.store, &people, day)?;
    let may_see = ws.operator().desk.sees_phones();
    let line = |row: PersonRow| {
        let Standing { posts, through, own } = standings.remove(&row.id).unwrap_or_default();
        let office = posts.iter().chain(&own).map(String::as_str).collect::<Vec<_>>().join("；");
        let phone = if may_see { row.phone } else { text::mask_phone(&row.phone) };
        let roles = through.into_iter().chain(own).collect();
        PersonLine { id: row.id, name: row.name, office, posts, roles, phone, office_phone: row.office_phone }
    };
    Ok(rows.into_iter().map(line).collect())
}

/// What one person is on a day, in words.
#[derive(Default)]
struct Standing {
    posts: Vec<String>,
    /// Roles that come with the posts.
    through: Vec<String>,
    own: Vec<String>,
}

fn standings(store: &Store, people: &[PersonId], day: NaiveDate) -> OpResult<HashMap<PersonId, Standing>> {
    let held = store.posts_held_by(people, day)?;
    let posts: Vec<PostId> = held.iter().map(|held| held.post).collect();
    let units: HashMap<UnitId, String> = store.units_at(day)?.into_iter().map(|unit| (unit.id, unit.name)).collect();
    let mut paths = grid::Paths::new(store, day);
    let mut with_post: HashMap<PostId, Vec<String>> = HashMap::new();
    for (post, grid, role) in store.roles_of_posts(&posts, day)? {
        with_post.entry(post).or_default().push(paths.words(grid)?.replace('/', "") + role.label());
    }
    let mut standings: HashMap<PersonId, Standing> = HashMap::new();
    for held in held {
        let standing = standings.entry(held.person).or_default();
        standing.through.extend(with_post.get(&held.post).into_iter().flatten().cloned());
        standing.posts.push(units.get(&held.unit).cloned().unwrap_or_default() + &held.title);
    }
    for (person, grid, role) in store.roles_of_people(people, day)? {
        let role = paths.words(grid)?.replace('/', "") + role.label();
        standings.entry(person).or_default().own.push(role);
    }
    Ok(standings)
}

/// What someone is on a day: posts first, then the duties of their own.
pub(in crate::ops) fn offices(store: &Store, person: PersonId, day: NaiveDate) -> OpResult<Vec<String>> {
    let posts = store.posts_held_at(person, day)?.into_iter();
    let mut offices: Vec<String> = posts.map(|post| post.unit_name + &post.post_title).collect();
    for row in store.duties_of_person(person)?.into_iter().filter(|row| row.duty.period.contains(day)) {
        let grid = grid::words_of(store, row.duty.grid, day)?.replace('/', "");
        offices.push(format!("{grid}{}", row.duty.role.label()));
    }
    Ok(offices)
}

/// # Errors
/// [`OpFault::NotFound`].
pub fn detail(ws: &Workspace, person: PersonId, day: NaiveDate) -> OpResult<PersonDetail> {
    let store = &ws.store;
    let row = store.person(person)?.ok_or_else(|| OpFault::not_found("人员", person))?;
    let terms = store.incumbencies_of_person(person)?;
    let mut duties = Vec::new();
    for own in store.duties_of_person(person)? {
        let period = own.duty.period;
        duties.extend(duty(store, own, period, None, day)?);
    }
    for term in &terms {
        for bound in store.duties_of_post(term.post)? {
            let Some(period) = bound.duty.period.common(&term.period) else { continue };
            let through = Some(format!("{}{}", term.unit_name, term.post_title));
            duties.extend(duty(store, bound, period, through, day)?);
        }
    }
    duties.sort_by_key(|duty| std::cmp::Reverse((duty.period.from, duty.duty)));
    let taken = PatrolFilter { person: Some(person), ..PatrolFilter::default() };
    let had = ProblemFilter { person: Some(person), ..ProblemFilter::default() };
    Ok(PersonDetail {
        note: row.note.clone(),
        person: lines(ws, vec![row], day)?.pop().ok_or_else(|| OpFault::not_found("人员", person))?,
        terms: terms.into_iter().rev().map(TermLine::from).collect(),
        duties,
        patrols: store.patrol_count(&taken)?,
        problems: store.problem_count(&had)?,
        open_problems: store.problem_count(&ProblemFilter { over: Some(false), ..had })?,
    })
}

/// A duty in the time in which one person had it.
fn duty(
    store: &Store,
    row: DutyRow,
    period: Period,
    through: Option<String>,
    day: NaiveDate,
) -> OpResult<Option<PersonDuty>> {
    let duty = row.duty;
    let Some(level) = store.grid_level(duty.grid)? else { return Ok(None) };
    let mut charges: Vec<String> = Vec::new();
    for charge in store.charges_of_duty(duty.id)?.into_iter().filter(|charge| charge.period.overlaps(&period)) {
        let name = store.grid_name(charge.grid, day)?.unwrap_or_default();
        if !charges.contains(&name) {
            charges.push(name);
        }
    }
    Ok(Some(PersonDuty {
        duty: duty.id,
        role: duty.role,
        level,
        grid: duty.grid,
        grid_path: grid::words_of(store, duty.grid, day)?,
        period,
        through,
        title: duty.title,
        charges,
    }))
}
