//! 领导小组 with its members as of a day: seats of posts follow the incumbent, persons who left office are shown (R096).

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Offices, Tree, scan_counts};
use crate::{
    domain::{
        date::Period,
        grid::Level,
        id::{GridId, LeadingGroupId, LeadingMemberId, PersonId, PostId},
        leading_group::{Part, Seat},
    },
    ops::{OpResult, Workspace},
    store::{LeadingGroupRow, LeadingMemberRow, Store},
};

/// The groups founded up to a day, and who has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupBook {
    /// The district's first, then town by town.
    pub groups: Vec<GroupLine>,
    /// The district and level-2 grids without a group on the day.
    pub missing: Vec<(GridId, String)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupLine {
    pub id: LeadingGroupId,
    pub grid: GridId,
    pub grid_name: String,
    pub name: String,
    pub document: String,
    pub period: Period,
    /// On the day asked for.
    pub in_force: bool,
    pub note: String,
    pub scans: u32,
    /// Who sits in it on the day, part by part; of a group that is no more, who sat in it on its last day.
    pub members: Vec<MemberLine>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberLine {
    pub id: LeadingMemberId,
    pub part: Part,
    pub seat: Seat,
    /// 「姓名1、姓名2」; empty for a vacant post.
    pub name: String,
    /// The post, or what the person was when they joined.
    pub post: String,
    pub period: Period,
    pub state: MemberState,
}

/// Whether the list is still true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberState {
    Sits,
    /// Nobody holds the post.
    Vacant,
    /// The post was abolished.
    Abolished,
    /// The person holds none of the posts any more that they held when they joined.
    LeftOffice,
}

impl MemberState {
    /// What is written beside the name; nothing when all is well.
    pub fn label(self) -> &'static str {
        match self {
            Self::Sits => "",
            Self::Vacant => "空缺",
            Self::Abolished => "职务已撤销",
            Self::LeftOffice => "已离任",
        }
    }
}

impl GroupLine {
    /// Everyone in a part: 「姓名1、姓名2」.
    pub fn names(&self, part: Part) -> String {
        let of = self.members.iter().filter(|member| member.part == part);
        let names = of.map(|member| if member.name.is_empty() { member.state.label() } else { &member.name });
        names.collect::<Vec<_>>().join("、")
    }

    /// How many seats are not as they should be.
    pub fn stale(&self) -> usize {
        self.members.iter().filter(|member| member.state != MemberState::Sits).count()
    }
}

/// Every group founded up to `day` with its members of the day.
///
/// # Errors
/// Only those of the store.
pub fn groups(ws: &Workspace, day: NaiveDate) -> OpResult<GroupBook> {
    let store = &ws.store;
    let (tree, offices) = (Tree::on(store, day)?, Offices::on(store, day)?);
    let scans = scan_counts(store, "leading_group")?;
    let seats = store.all_leading_members()?;
    let mut groups = Vec::new();
    for row in store.leading_groups()?.into_iter().filter(|row| row.period.from <= day) {
        let last = row.period.last_day().filter(|last| *last < day);
        let past = last.map(|last| Offices::on(store, last).map(|offices| (last, offices))).transpose()?;
        let (on, offices) = past.as_ref().map_or((day, &offices), |(last, offices)| (*last, offices));
        let mut members = Vec::new();
        for seat in seats.iter().filter(|seat| seat.group == row.id && seat.period.contains(on)) {
            members.push(member_line(store, offices, seat, on)?);
        }
        members.sort_by_key(|member| member.part);
        let grid_name = tree.name(store, row.grid, day)?;
        let scans = scans.get(&row.id.0).copied().unwrap_or(0);
        groups.push(group_line(row, grid_name, members, day, scans));
    }
    let place = |line: &GroupLine| match tree.get(line.grid) {
        Some(grid) => (grid.level, tree.place[&line.grid]),
        None => (Level::Group, usize::MAX),
    };
    groups.sort_by_key(|line| (place(line), !line.in_force, line.period.from));
    let held: BTreeSet<_> = groups.iter().filter(|line| line.in_force).map(|line| line.grid).collect();
    let asked = tree.of_level(Level::District).chain(tree.of_level(Level::Town));
    let missing = asked.filter(|grid| tree.expects(grid) && !held.contains(&grid.id));
    let missing = missing.map(|grid| (grid.id, grid.facts.name.clone())).collect();
    Ok(GroupBook { groups, missing })
}

fn group_line(
    row: LeadingGroupRow,
    grid_name: String,
    members: Vec<MemberLine>,
    day: NaiveDate,
    scans: u32,
) -> GroupLine {
    GroupLine {
        id: row.id,
        grid: row.grid,
        grid_name,
        name: row.name,
        document: row.document,
        in_force: row.period.contains(day),
        period: row.period,
        note: row.note,
        scans,
        members,
    }
}

fn member_line(store: &Store, offices: &Offices<'_>, row: &LeadingMemberRow, day: NaiveDate) -> OpResult<MemberLine> {
    let (name, post, state) = match row.seat {
        Seat::Post(post) => {
            let office = offices.of(post)?;
            let state = match (office.stands, office.people.is_empty()) {
                (false, _) => MemberState::Abolished,
                (true, true) => MemberState::Vacant,
                (true, false) => MemberState::Sits,
            };
            (office.people.join("、"), office.post, state)
        }
        Seat::Person(person) => {
            let left = left_office(store, person, row.period.from, day)?;
            let state = if left { MemberState::LeftOffice } else { MemberState::Sits };
            (row.person_name.clone().unwrap_or_default(), row.title.clone(), state)
        }
    };
    Ok(MemberLine { id: row.id, part: row.part, seat: row.seat, name, post, period: row.period, state })
}

/// Whether someone held posts on the day they joined and holds none of them now.
fn left_office(store: &Store, person: PersonId, joined: NaiveDate, day: NaiveDate) -> OpResult<bool> {
    let posts_on = |day| -> OpResult<Vec<PostId>> {
        Ok(store.posts_held_at(person, day)?.into_iter().map(|term| term.post).collect())
    };
    let then = posts_on(joined)?;
    if then.is_empty() {
        return Ok(false);
    }
    let now = posts_on(day)?;
    Ok(!then.iter().any(|post| now.contains(post)))
}
