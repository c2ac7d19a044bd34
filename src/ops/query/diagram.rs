//! What 网格导图 shows as of a day (R047, G29): the whole district read in a few statements, then told chart by chart.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{
    grid::{GridHit, words_of},
    sheets::frame,
};
use crate::{
    domain::{
        date::chinese,
        diagram::{
            Above, Card, CardRow, ChargeLine, Chart, Diagram, DiagramRequest, DiagramScope, Heads, PairingLine,
            RoleBox, Seat,
        },
        grid::{GridKind, Level},
        id::{DutyId, GridId, PersonId, PostId, UnitId},
        roster::{DutyHolder, Role, UnitKind},
    },
    ops::{OpFault, OpResult, Workspace},
    store::{DutyRow, GridRow},
};

/// The picture of a request as of a day.
///
/// # Errors
/// [`OpFault::NotFound`] when the district or the grid does not exist on that day.
pub fn diagram(ws: &Workspace, request: &DiagramRequest, as_of: NaiveDate) -> OpResult<Diagram> {
    let district = Rows::read(ws, request, as_of)?;
    let missing = |what: String| OpFault::not_found("网格", format!("{what}（{}）", chinese(as_of)));
    let root = district.root().ok_or_else(|| missing("一级网格".into()))?;
    let (title, charts) = match request.scope {
        DiagramScope::Overview => {
            let chart = district.overview(root);
            (chart.title.clone(), vec![chart])
        }
        DiagramScope::Set => {
            let towns = district.below(root).into_iter().map(|town| district.chart(town));
            let charts = std::iter::once(district.chart(root)).chain(towns).collect();
            (format!("{}耕地保护各级网格导图", root.facts.name), charts)
        }
        DiagramScope::Grid(grid) => {
            let row = district.grids.get(&grid);
            let name =
                || ws.store.grid_near(grid, as_of).ok().flatten().map(|near| near.facts.name).unwrap_or_default();
            let row = row.ok_or_else(|| missing(name()))?;
            let chart = district.chart(district.charted(row));
            (chart.title.clone(), vec![chart])
        }
    };
    Ok(Diagram { frame: frame(ws, as_of)?, title, paper: request.paper, upright: request.upright, charts })
}

/// A grid by its id, or the district: what a picture of one grid is about.
///
/// # Errors
/// Only those of the store; a grid that never existed is `None`.
pub fn subject(ws: &Workspace, grid: Option<GridId>, as_of: NaiveDate) -> OpResult<Option<GridHit>> {
    let Some(id) = grid.map_or_else(|| ws.store.root_grid(), |grid| Ok(Some(grid)))? else { return Ok(None) };
    let Some(row) = ws.store.grid_near(id, as_of)? else { return Ok(None) };
    let path = words_of(&ws.store, id, as_of)?;
    Ok(Some(GridHit { id, level: row.level, kind: row.facts.kind, name: row.facts.name, path }))
}

/// Everything of a day that charts are made from.
struct Rows {
    request: DiagramRequest,
    grids: BTreeMap<GridId, GridRow>,
    /// The grids below each, siblings in their order.
    children: BTreeMap<GridId, Vec<GridId>>,
    duties: BTreeMap<GridId, Vec<DutyRow>>,
    terms: BTreeMap<PostId, Vec<(PersonId, String)>>,
    charges: BTreeSet<(DutyId, GridId)>,
    pairings: Vec<(DutyId, DutyId, Option<GridId>)>,
    /// Place within the unit, and whether that is a department.
    posts: BTreeMap<PostId, (i64, bool)>,
    phones: BTreeMap<PersonId, String>,
}

impl Rows {
    fn read(ws: &Workspace, request: &DiagramRequest, day: NaiveDate) -> OpResult<Self> {
        let store = &ws.store;
        let departments: BTreeSet<UnitId> =
            store.units()?.into_iter().filter(|unit| unit.kind == UnitKind::Department).map(|unit| unit.id).collect();
        let places = store.post_places()?.into_iter();
        let posts: BTreeMap<PostId, (i64, bool)> =
            places.map(|(post, unit, ordinal)| (post, (ordinal, departments.contains(&unit)))).collect();
        let mut grids = BTreeMap::new();
        let mut children: BTreeMap<GridId, Vec<GridId>> = BTreeMap::new();
        for row in store.grids_at(day)? {
            if let Some(parent) = row.facts.parent {
                children.entry(parent).or_default().push(row.id);
            }
            grids.insert(row.id, row);
        }
        let mut duties: BTreeMap<GridId, Vec<DutyRow>> = BTreeMap::new();
        for row in store.duties_at(day)? {
            duties.entry(row.duty.grid).or_default().push(row);
        }
        let place = |row: &DutyRow| match row.duty.holder {
            DutyHolder::Post(post) => posts.get(&post).map_or(0, |(ordinal, _)| *ordinal),
            DutyHolder::Person(_) => 0,
        };
        duties.values_mut().for_each(|rows| rows.sort_by_key(place));
        let mut terms: BTreeMap<PostId, Vec<(PersonId, String)>> = BTreeMap::new();
        for term in store.incumbencies_at(day)? {
            terms.entry(term.post).or_default().push((term.person, term.person_name));
        }
        let mut pairings = store.pairings_at(day)?;
        // In the order they were made, so that the picture stays the same from day to day.
        pairings.sort_by_key(|pairing| pairing.id);
        let pairings = pairings.into_iter();
        let phones = if request.phones { store.office_phones()?.into_iter().collect() } else { BTreeMap::new() };
        Ok(Self {
            request: *request,
            grids,
            children,
            duties,
            terms,
            charges: store.charges_at(day)?.into_iter().map(|charge| (charge.duty, charge.grid)).collect(),
            pairings: pairings.map(|pairing| (pairing.overseer, pairing.supervisor, pairing.grid)).collect(),
            phones,
            posts,
        })
    }

    fn root(&self) -> Option<&GridRow> {
        self.grids.values().find(|grid| grid.level == Level::District)
    }

    /// The grid whose chart shows this one: its own, for a group that of its village.
    fn charted<'a>(&'a self, row: &'a GridRow) -> &'a GridRow {
        match row.level {
            Level::Group => row.facts.parent.and_then(|village| self.grids.get(&village)).unwrap_or(row),
            _ => row,
        }
    }

    /// The grids below, without those the request leaves out.
    fn below(&self, grid: &GridRow) -> Vec<&GridRow> {
        let ids = self.children.get(&grid.id).map_or(&[][..], Vec::as_slice);
        let rows = ids.iter().filter_map(|id| self.grids.get(id));
        let wanted = |row: &&GridRow| {
            !(self.request.listed_only && row.level == Level::Town && row.facts.annex2_order.is_none())
        };
        rows.filter(wanted).collect()
    }

    fn duties_of(&self, grid: GridId) -> &[DutyRow] {
        self.duties.get(&grid).map_or(&[], Vec::as_slice)
    }

    /// Who sits in a duty; a post without anyone is one empty place of that post.
    fn seats(&self, row: &DutyRow) -> Vec<Seat> {
        let phone = |person: &PersonId| self.phones.get(person).cloned().unwrap_or_default();
        match row.duty.holder {
            DutyHolder::Person(person) => {
                vec![Seat { name: row.person_name.clone(), post: row.duty.title.clone(), phone: phone(&person) }]
            }
            DutyHolder::Post(post) => {
                let words = self.post_words(row, post);
                let terms = self.terms.get(&post).map_or(&[][..], Vec::as_slice);
                if terms.is_empty() {
                    return vec![Seat { name: None, post: words, phone: String::new() }];
                }
                let seat = |(person, name): &(PersonId, String)| Seat {
                    name: Some(name.clone()),
                    post: words.clone(),
                    phone: phone(person),
                };
                terms.iter().map(seat).collect()
            }
        }
    }

    /// A post as the annexes print it: 「镇长」, but 「区农牧局局长」.
    fn post_words(&self, row: &DutyRow, post: PostId) -> String {
        let (unit, title) = (row.unit_name.as_deref().unwrap_or(""), row.post_title.as_deref().unwrap_or(""));
        let department = self.posts.get(&post).is_some_and(|(_, department)| *department);
        if department && !title.starts_with(unit) { format!("{unit}{title}") } else { title.to_owned() }
    }

    fn box_of(&self, row: &DutyRow) -> RoleBox {
        RoleBox { role: row.duty.role, people: self.seats(row) }
    }

    /// Everyone in a role of a grid as one box; nothing when nobody is there and nobody has to be.
    fn role(&self, grid: &GridRow, role: Role) -> Option<RoleBox> {
        let rows = self.duties_of(grid.id).iter().filter(|row| row.duty.role == role);
        let people: Vec<Seat> = rows.flat_map(|row| self.seats(row)).collect();
        match people.is_empty() {
            false => Some(RoleBox { role, people }),
            true => role.mandatory(grid.level, grid.facts.no_farmland).then(|| RoleBox::vacant(role)),
        }
    }

    fn roles(&self, grid: &GridRow, roles: &[Role]) -> Vec<RoleBox> {
        roles.iter().filter_map(|role| self.role(grid, *role)).collect()
    }

    /// The whole district: level 1 over every level-2 grid with its leaders and villages.
    fn overview(&self, root: &GridRow) -> Chart {
        let mut chart = self.chart(root);
        chart.title = format!("{}耕地保护网格导图", root.facts.name);
        chart.posts_in_cards = false;
        for (card, town) in chart.cards.iter_mut().zip(self.below(root)) {
            card.roles = self.roles(town, Role::at(Level::Town));
            card.rows = self.below(town).into_iter().map(|village| self.row(village, Role::Supervisor)).collect();
        }
        chart
    }

    /// One grid with the level below it.
    fn chart(&self, grid: &GridRow) -> Chart {
        let cards = self.below(grid);
        let place_of = |id: GridId| cards.iter().position(|card| card.id == id);
        let duties = self.duties_of(grid.id);
        let deputy = if grid.level == Level::Village { Role::Overseer } else { Role::DeputySupervisor };
        let charges = |duty: DutyId| {
            let of_duty = (duty, GridId(i64::MIN))..=(duty, GridId(i64::MAX));
            self.charges.range(of_duty).filter_map(|(_, grid)| place_of(*grid)).collect::<BTreeSet<_>>()
        };
        let mut chart = Chart::new(format!("{}耕地保护{}导图", grid.facts.name, grid.level.label()), grid.id);
        chart.above = self.above(grid);
        chart.heads = self.heads(grid);
        let (mut leaders, mut overseers) = (Vec::new(), Vec::new());
        for row in duties {
            let charged = charges(row.duty.id);
            if row.duty.role == deputy || !charged.is_empty() {
                chart.charges.extend(charged.iter().map(|card| ChargeLine { leader: leaders.len(), card: *card }));
                leaders.push(row);
            }
            if row.duty.role == Role::DeputyOverseer {
                overseers.push(row);
            }
        }
        chart.pairings = self.pairings_between(&overseers, &leaders, place_of);
        chart.leaders = leaders.iter().map(|row| self.box_of(row)).collect();
        chart.overseers = overseers.iter().map(|row| self.box_of(row)).collect();
        if !chart.leaders.iter().any(|leader| leader.role == deputy) {
            chart.leaders.extend(deputy.exists_at(grid.level).then(|| RoleBox::vacant(deputy)));
        }
        if chart.overseers.is_empty() {
            let role = Role::DeputyOverseer;
            chart.overseers.extend(role.exists_at(grid.level).then(|| RoleBox::vacant(role)));
        }
        chart.cards = cards.iter().map(|card| self.card(card)).collect();
        chart
    }

    fn pairings_between(
        &self,
        overseers: &[&DutyRow],
        leaders: &[&DutyRow],
        place_of: impl Fn(GridId) -> Option<usize>,
    ) -> Vec<PairingLine> {
        let place = |rows: &[&DutyRow], duty: DutyId| rows.iter().position(|row| row.duty.id == duty);
        let mut lines = BTreeSet::new();
        for (overseer, leader, grid) in &self.pairings {
            let (Some(overseer), Some(leader)) = (place(overseers, *overseer), place(leaders, *leader)) else {
                continue;
            };
            let card = grid.and_then(&place_of);
            // A pairing for a grid that is not shown has no place in the picture.
            if grid.is_none() || card.is_some() {
                lines.insert(PairingLine { overseer, leader, card });
            }
        }
        lines.into_iter().collect()
    }

    fn heads(&self, grid: &GridRow) -> Heads {
        if grid.level == Level::Village {
            return Heads { chief: self.role(grid, Role::Supervisor), ..Heads::default() };
        }
        let is = |duty: DutyId, role: Role| {
            self.duties_of(grid.id).iter().any(|row| row.duty.id == duty && row.duty.role == role)
        };
        let paired = |(overseer, chief, _): &(DutyId, DutyId, Option<GridId>)| {
            is(*overseer, Role::ChiefOverseer) && is(*chief, Role::ChiefSupervisor)
        };
        Heads {
            coordinators: self.role(grid, Role::Coordinator),
            chief: self.role(grid, Role::ChiefSupervisor),
            chief_overseers: self.role(grid, Role::ChiefOverseer),
            paired: self.pairings.iter().any(paired),
        }
    }

    fn card(&self, grid: &GridRow) -> Card {
        let (roles, rows) = match grid.level {
            Level::Town => (&[Role::ChiefSupervisor, Role::Coordinator, Role::ChiefOverseer][..], Vec::new()),
            Level::Village if self.request.members => {
                let groups = self.below(grid).into_iter().map(|group| self.row(group, Role::GridMember));
                (Role::at(Level::Village), groups.collect())
            }
            level => (Role::at(level), Vec::new()),
        };
        Card { grid: grid.id, name: grid.facts.name.clone(), note: note(grid), roles: self.roles(grid, roles), rows }
    }

    fn row(&self, grid: &GridRow, role: Role) -> CardRow {
        let people = self.role(grid, role).map_or(Vec::new(), |held| held.people);
        let people = people.into_iter().map(|seat| seat.name).collect();
        CardRow { grid: grid.id, name: grid.facts.name.clone(), people }
    }

    /// The way from the district down to a grid: who leads there, and who has the next grid on the way under 包联.
    fn above(&self, grid: &GridRow) -> Vec<Above> {
        let mut steps = Vec::new();
        let mut lower = grid;
        // The levels bound the way: damaged rows cannot make it a circle.
        while let (Some(upper), true) =
            (lower.facts.parent.and_then(|parent| self.grids.get(&parent)), steps.len() < Level::ALL.len())
        {
            steps.push(self.step(upper, lower.id));
            lower = upper;
        }
        steps.reverse();
        steps
    }

    fn step(&self, upper: &GridRow, lower: GridId) -> Above {
        let duties = self.duties_of(upper.id);
        let charging: Vec<_> = duties.iter().filter(|row| self.charges.contains(&(row.duty.id, lower))).collect();
        let answers = |row: &&DutyRow| {
            self.pairings.iter().any(|(overseer, leader, grid)| {
                *overseer == row.duty.id
                    && grid.is_none_or(|grid| grid == lower)
                    && charging.iter().any(|charging| charging.duty.id == *leader)
            })
        };
        let overseers = duties.iter().filter(|row| row.duty.role == Role::DeputyOverseer).filter(answers);
        let mut roles = self.roles(upper, &[Role::ChiefSupervisor]);
        roles.extend(charging.iter().copied().chain(overseers).map(|row| self.box_of(row)));
        Above { level: upper.level, name: upper.facts.name.clone(), roles }
    }
}

/// What has to be said beside a name.
fn note(grid: &GridRow) -> String {
    let unlisted = grid.level == Level::Town && grid.facts.annex2_order.is_none();
    let no_farmland = grid.facts.no_farmland && grid.facts.kind != GridKind::District;
    let notes = [(unlisted, "未列入附件2"), (no_farmland, "无耕地")];
    notes.into_iter().filter(|(holds, _)| *holds).map(|(_, words)| words).collect::<Vec<_>>().join("、")
}
