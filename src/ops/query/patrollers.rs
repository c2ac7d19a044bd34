//! Who may have walked a grid: those with duties there first, everyone else after them (G51: strangers are allowed).

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{PAGE_MAX, people};
use crate::{
    domain::{
        grid::Level,
        id::{GridId, PersonId},
        roster::DutyHolder,
        search,
    },
    ops::{OpResult, Workspace},
    store::DutyRow,
};

/// Where and when somebody patrolled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Walk {
    pub grid: Option<GridId>,
    pub group: Option<GridId>,
    pub day: NaiveDate,
}

/// A person to pick, with what tells namesakes apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patroller {
    pub id: PersonId,
    pub name: String,
    /// 「撖家塔村 网格员」 for those with a duty there, otherwise what they are on the day.
    pub words: String,
}

/// People found by name, pinyin or initials, those of the grid and its groups first; an empty text finds them all.
pub fn find(ws: &Workspace, text: &str, walk: Walk, limit: u32) -> OpResult<Vec<Patroller>> {
    let limit = limit.min(PAGE_MAX);
    let wanted = search::fold(text);
    let mut found = on_duty(ws, walk)?;
    found.retain(|person| wanted.is_empty() || search::key(&[&person.name]).contains(&wanted));
    let near: BTreeSet<PersonId> = found.iter().map(|person| person.id).collect();
    let others = people::page(ws, text, walk.day, 0, limit)?.rows.into_iter();
    let others = others.filter(|person| !near.contains(&person.id));
    found.extend(others.map(|person| Patroller { id: person.id, name: person.name, words: person.office }));
    found.truncate(limit as usize);
    Ok(found)
}

/// Those with a duty in the group, the grid, or any group of a village.
fn on_duty(ws: &Workspace, walk: Walk) -> OpResult<Vec<Patroller>> {
    let Some(grid) = walk.grid else { return Ok(Vec::new()) };
    let mut grids: Vec<GridId> = walk.group.into_iter().chain([grid]).collect();
    if ws.store.grid_level(grid)? == Some(Level::Village) {
        let below = ws.store.children_at(grid, walk.day)?.into_iter().map(|child| child.id);
        grids.extend(below.filter(|child| Some(*child) != walk.group));
    }
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    for grid in grids {
        let place = ws.store.grid_name(grid, walk.day)?.unwrap_or_default();
        for duty in ws.store.duties_of_grid(grid, walk.day)? {
            let words = format!("{place} {}", duty.duty.role.label());
            for (id, name) in behind(ws, duty, walk.day)? {
                if seen.insert(id) {
                    found.push(Patroller { id, name, words: words.clone() });
                }
            }
        }
    }
    Ok(found)
}

fn behind(ws: &Workspace, row: DutyRow, day: NaiveDate) -> OpResult<Vec<(PersonId, String)>> {
    Ok(match row.duty.holder {
        DutyHolder::Person(person) => vec![(person, row.person_name.unwrap_or_default())],
        DutyHolder::Post(post) => {
            ws.store.holders_at(post, day)?.into_iter().map(|term| (term.person, term.person_name)).collect()
        }
    })
}
