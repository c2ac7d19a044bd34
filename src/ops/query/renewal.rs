//! What a 换届 goes through: every post and every duty of a person in a place, one line each, with who has it now.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::people;
use crate::{
    domain::{
        grid::Level,
        id::{DutyId, GridId, PersonId, PostId, UnitId},
        roster::{Binding, DutyHolder, Role},
    },
    ops::{OpResult, Workspace},
    store::{GridRow, IncumbencyRow, PostRow, UnitRow},
};

/// A post or a duty of a person with its present holder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatLine {
    pub seat: Seat,
    /// 「罕台镇人民政府」, 「罕台镇撖家塔村」.
    pub place: String,
    /// 「镇长」, 「监督人」.
    pub what: String,
    /// 身份 of a duty of a person: 「社长」.
    pub title: String,
    /// Nobody: 空缺.
    pub holder: Option<SeatHolder>,
}

/// What is handed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seat {
    /// A post; with the one who has it where several do.
    Post(PostId, Option<PersonId>),
    Duty(DutyId),
    /// A role of a person that nobody holds.
    Role(GridId, Role),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatHolder {
    pub person: PersonId,
    pub name: String,
    pub since: NaiveDate,
}

/// The lines of a grid and everything below it on a day, unit by unit and village by village; of the whole district with
/// its departments when no grid is named.
///
/// Five statements, whatever the size.
pub fn lines(ws: &Workspace, scope: Option<GridId>, day: NaiveDate) -> OpResult<Vec<SeatLine>> {
    let store = &ws.store;
    let grids = store.grids_at(day)?;
    let scope = scope.filter(|scope| grids.iter().any(|grid| grid.id == *scope && grid.level != Level::District));
    let order = walk(&grids, scope);
    let mut seats = Seats {
        units: store.units_at(day)?,
        posts: BTreeMap::new(),
        terms: BTreeMap::new(),
        duties: BTreeMap::new(),
        lines: Vec::new(),
    };
    for post in store.posts("", None, day, 0, u32::MAX)? {
        seats.posts.entry(post.unit).or_default().push(post);
    }
    for term in store.incumbencies_at(day)? {
        seats.terms.entry(term.post).or_default().push(term);
    }
    for row in store.duties_at(day)? {
        if let (DutyHolder::Person(person), Some(name)) = (row.duty.holder, row.person_name) {
            let holder = SeatHolder { person, name, since: row.duty.period.from };
            let line = (row.duty.role, row.duty.id, row.duty.title, holder);
            seats.duties.entry(row.duty.grid).or_default().push(line);
        }
    }
    if scope.is_none() {
        seats.unplaced();
    }
    let names: BTreeMap<GridId, &GridRow> = grids.iter().map(|grid| (grid.id, grid)).collect();
    for grid in order {
        seats.of_units(grid.id);
        seats.of_grid(grid, &place_name(grid, &names));
    }
    Ok(seats.lines)
}

/// The grids of the scope, each before what is below it, siblings in their order.
fn walk(grids: &[GridRow], scope: Option<GridId>) -> Vec<&GridRow> {
    let mut below: BTreeMap<Option<GridId>, Vec<&GridRow>> = BTreeMap::new();
    for grid in grids {
        below.entry(grid.facts.parent).or_default().push(grid);
    }
    let start = match scope {
        Some(scope) => grids.iter().filter(|grid| grid.id == scope).collect(),
        None => below.get(&None).cloned().unwrap_or_default(),
    };
    let mut order = Vec::new();
    let mut waiting: Vec<&GridRow> = start.into_iter().rev().collect();
    while let Some(grid) = waiting.pop() {
        order.push(grid);
        waiting.extend(below.get(&Some(grid.id)).into_iter().flatten().rev());
    }
    order
}

/// 「罕台镇撖家塔村」, 「撖家塔村一组」.
fn place_name(grid: &GridRow, names: &BTreeMap<GridId, &GridRow>) -> String {
    let above = grid.facts.parent.and_then(|parent| names.get(&parent)).filter(|above| above.level != Level::District);
    format!("{}{}", above.map_or("", |above| above.facts.name.as_str()), grid.facts.name)
}

/// What was read, by where it belongs, and the lines so far.
struct Seats {
    units: Vec<UnitRow>,
    posts: BTreeMap<UnitId, Vec<PostRow>>,
    terms: BTreeMap<PostId, Vec<IncumbencyRow>>,
    duties: BTreeMap<GridId, Vec<(Role, DutyId, String, SeatHolder)>>,
    lines: Vec<SeatLine>,
}

impl Seats {
    /// Units of the district that govern no grid: its departments.
    fn unplaced(&mut self) {
        let units: Vec<UnitId> = self.units.iter().filter(|unit| unit.grid.is_none()).map(|unit| unit.id).collect();
        units.into_iter().for_each(|unit| self.of_unit(unit));
    }

    fn of_units(&mut self, grid: GridId) {
        let units: Vec<UnitId> = self.units.iter().filter(|unit| unit.grid == Some(grid)).map(|unit| unit.id).collect();
        units.into_iter().for_each(|unit| self.of_unit(unit));
    }

    fn of_unit(&mut self, unit: UnitId) {
        for post in self.posts.remove(&unit).unwrap_or_default() {
            let terms = self.terms.remove(&post.id).unwrap_or_default();
            let mut line = |held: Option<PersonId>, term: Option<IncumbencyRow>| {
                self.lines.push(SeatLine {
                    seat: Seat::Post(post.id, held),
                    place: post.unit_name.clone(),
                    what: post.title.clone(),
                    title: String::new(),
                    holder: term.map(|term| SeatHolder {
                        person: term.person,
                        name: term.person_name,
                        since: term.period.from,
                    }),
                });
            };
            if terms.is_empty() {
                line(None, None);
            }
            for term in terms {
                line((!post.single_holder).then_some(term.person), Some(term));
            }
        }
    }

    /// The duties of persons in a grid; a role that nobody has is a line too.
    fn of_grid(&mut self, grid: &GridRow, place: &str) {
        let duties = self.duties.remove(&grid.id).unwrap_or_default();
        for role in Role::at(grid.level).iter().filter(|role| role.binding() == Binding::Person) {
            let held: Vec<_> = duties.iter().filter(|(of, ..)| of == role).collect();
            let line = |seat, title: &str, holder| SeatLine {
                seat,
                place: place.to_owned(),
                what: role.label().to_owned(),
                title: title.to_owned(),
                holder,
            };
            if held.is_empty() && role.mandatory(grid.level, grid.facts.no_farmland) {
                self.lines.push(line(Seat::Role(grid.id, *role), "", None));
            }
            for (_, duty, title, holder) in held {
                self.lines.push(line(Seat::Duty(*duty), title, Some(holder.clone())));
            }
        }
    }
}

/// Somebody who bears a name that was typed or pasted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Namesake {
    pub person: PersonId,
    pub name: String,
    /// What tells namesakes apart: 「铜川镇人民政府镇长」.
    pub office: String,
}

/// Everyone who bears one of the names; a name that nobody bears has an empty list.
pub fn bearers(ws: &Workspace, names: &BTreeSet<String>, day: NaiveDate) -> OpResult<BTreeMap<String, Vec<Namesake>>> {
    let mut all = BTreeMap::new();
    for name in names {
        let mut found = Vec::new();
        for row in ws.store.people_named(name)? {
            let office = people::offices(&ws.store, row.id, day)?.join("；");
            found.push(Namesake { person: row.id, name: row.name, office });
        }
        all.insert(name.clone(), found);
    }
    Ok(all)
}
