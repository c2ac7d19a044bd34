//! The rules of the check, one function each, over the snapshot alone.

use super::{
    Check, Finding, FindingKind, Findings, Looked, Severity,
    snapshot::{DutySpan, GridState, Index, Snapshot},
    time::{gaps, outside, overlaps},
};
use crate::domain::{
    date::Period,
    grid::Level,
    id::PostId,
    roster::{DutyHolder, Role},
};

/// Looks at everything.
pub fn run(snapshot: &Snapshot) -> Findings {
    let index = Index::new(snapshot);
    let mut findings = Findings::default();
    for check in Check::ALL {
        let (examined, found) = match check {
            Check::Coverage => coverage(&index),
            Check::RolesHeld => roles_held(&index),
            Check::OneDeputy => one_deputy(&index),
            Check::DeputyAnswered => deputy_answered(&index),
            Check::GroupOverseen => groups_overseen(&index),
            Check::GroupPatrolled => groups_patrolled(&index),
            Check::SidesApart => sides_apart(&index),
            Check::NoGaps => no_gaps(&index),
            Check::NoOverlaps => no_overlaps(&index),
            Check::WithinLife => within_life(&index),
            Check::Filed => filed(&index),
        };
        findings.looked.push(Looked { check, examined: examined as u32 });
        findings.found.extend(found);
    }
    findings
}

type Answer = (usize, Vec<Finding>);

/// 全覆盖、无缝隙 (R007, R092): every grid hangs in the tree, and farmland is divided down to groups.
fn coverage(index: &Index<'_>) -> Answer {
    let mut found = Vec::new();
    let parents: std::collections::HashSet<_> = index.snapshot.grids.iter().filter_map(|grid| grid.parent).collect();
    for grid in &index.snapshot.grids {
        let above = grid.parent.and_then(|parent| index.grids.get(&parent));
        if above.map(|above| above.level) != grid.level.above() {
            found.push(Finding::new(FindingKind::OutOfTree, Severity::Missing, grid.id));
        }
        if grid.level.below().is_some() && index.has_farmland(grid) && !parents.contains(&grid.id) {
            found.push(Finding::new(FindingKind::NothingBelow, Severity::Doubt, grid.id));
        }
    }
    (index.snapshot.grids.len(), found)
}

/// The roles a grid must have, above the groups (R047); 网格员 are a check of their own.
fn mandatory(grid: &GridState) -> impl Iterator<Item = Role> {
    let (level, bare) = (grid.level, grid.no_farmland);
    let roles = Role::at(level).iter().copied();
    roles.filter(move |role| level != Level::Group && role.mandatory(level, bare))
}

fn roles_held(index: &Index<'_>) -> Answer {
    let (mut examined, mut found) = (0, Vec::new());
    for grid in &index.snapshot.grids {
        for role in mandatory(grid) {
            examined += 1;
            found.extend(vacancies(index, grid, role));
        }
    }
    (examined, found)
}

/// Nobody was given the role, or posts behind it are vacant. A vacant post weighs less while others hold the role.
fn vacancies(index: &Index<'_>, grid: &GridState, role: Role) -> Vec<Finding> {
    let duties: Vec<&DutySpan> = index.duties_now(grid.id, role).collect();
    let since = || vacant_since(index, grid, role);
    if duties.is_empty() {
        let finding = Finding::new(FindingKind::RoleUnassigned, Severity::Missing, grid.id);
        return vec![finding.of_role(role).over(since())];
    }
    let someone = duties.iter().any(|duty| index.is_held(duty));
    let severity = if someone { Severity::Doubt } else { Severity::Missing };
    let vacant = duties.iter().filter(|duty| !index.is_held(duty));
    let finding = |duty: &&DutySpan| {
        let finding = Finding::new(FindingKind::PostVacant, severity, grid.id).of_role(role).of_duties([duty.id]);
        let finding = finding.of_post(post(duty));
        let held = index.held(duty).into_iter().map(|(_, period)| period).collect();
        finding.over(open_gap(index, gaps(index.snapshot.window().common(&duty.period).unwrap_or(duty.period), held)))
    };
    vacant.map(finding).collect()
}

fn post(duty: &DutySpan) -> Option<PostId> {
    match duty.holder {
        DutyHolder::Post(post) => Some(post),
        DutyHolder::Person(_) => None,
    }
}

/// The gap that lasts until the day, where it began within the time looked at.
fn open_gap(index: &Index<'_>, gaps: Vec<Period>) -> Option<Period> {
    let last = gaps.into_iter().next_back()?;
    (last.until.is_none_or(|until| until > index.snapshot.day) && last.from > index.snapshot.since).then_some(last)
}

fn vacant_since(index: &Index<'_>, grid: &GridState, role: Role) -> Option<Period> {
    let window = window_of(index, grid)?;
    open_gap(index, gaps(window, held_times(index, grid, role)))
}

/// Exactly one 副总监督人 for each lower grid (R020, R025, G19).
fn one_deputy(index: &Index<'_>) -> Answer {
    let lower: Vec<&GridState> = lower_grids(index).collect();
    let mut found = Vec::new();
    for grid in &lower {
        let deputies = index.charging(grid.id, Role::DeputySupervisor);
        let people: std::collections::BTreeSet<_> = deputies.iter().flat_map(|duty| index.people(duty)).collect();
        let ids = deputies.iter().map(|duty| duty.id);
        if people.is_empty() {
            let severity = if index.is_expected(grid) { Severity::Missing } else { Severity::Doubt };
            let vacant = deputies.first().and_then(|duty| post(duty));
            found.push(Finding::new(FindingKind::DeputyMissing, severity, grid.id).of_duties(ids).of_post(vacant));
        } else if people.len() > 1 {
            let finding = Finding::new(FindingKind::DeputyDoubled, Severity::Doubt, grid.id);
            found.push(finding.of_duties(ids).of_people(people));
        }
    }
    (lower.len(), found)
}

/// Grids that somebody of the level above looks after: towns and streets, villages and communities.
fn lower_grids<'s>(index: &Index<'s>) -> impl Iterator<Item = &'s GridState> {
    let grids = index.snapshot.grids.iter();
    grids.filter(|grid| matches!(grid.level, Level::Town | Level::Village) && grid.parent.is_some())
}

/// 副总监管人 answer to the 副总监督人 and the grids of their 包联 (R022, R028, R042, R044, G20).
fn deputy_answered(index: &Index<'_>) -> Answer {
    let (mut examined, mut found) = (0, Vec::new());
    for grid in lower_grids(index) {
        let deputies = index.charging(grid.id, Role::DeputySupervisor);
        if deputies.is_empty() {
            continue;
        }
        examined += 1;
        let answering: Vec<&DutySpan> = deputies.iter().flat_map(|deputy| answering(index, deputy, grid)).collect();
        if !answering.iter().any(|duty| index.is_held(duty)) {
            let severity = if index.is_expected(grid) { Severity::Missing } else { Severity::Doubt };
            let vacant = answering.first().and_then(|duty| post(duty));
            let finding = Finding::new(FindingKind::DeputyUnanswered, severity, grid.id).of_post(vacant);
            found.push(finding.of_duties(deputies.iter().map(|duty| duty.id)));
        }
    }
    (examined, found)
}

/// The duties that answer to a deputy for a grid, also those of vacant posts.
fn answering<'s>(index: &Index<'s>, deputy: &DutySpan, grid: &GridState) -> Vec<&'s DutySpan> {
    let day = index.snapshot.day;
    let here = index.pairings_of(deputy.id).iter().filter(|pairing| pairing.grid.is_none_or(|only| only == grid.id));
    let duties = here.filter_map(|pairing| index.duties.get(&pairing.overseer).copied());
    duties.filter(|duty| duty.period.contains(day)).collect()
}

fn groups<'s>(index: &Index<'s>) -> impl Iterator<Item = &'s GridState> {
    let groups = index.snapshot.grids.iter().filter(|grid| grid.level == Level::Group);
    groups.filter(|grid| index.has_farmland(grid))
}

/// 监管人 … 根据队组分布情况实行包联 (R031).
fn groups_overseen(index: &Index<'_>) -> Answer {
    let groups: Vec<&GridState> = groups(index).collect();
    let bare = groups.iter().filter(|grid| {
        let overseers = index.charging(grid.id, Role::Overseer);
        !overseers.iter().any(|duty| Some(duty.grid) == grid.parent && index.is_held(duty))
    });
    let found = bare.map(|grid| Finding::new(FindingKind::GroupNotOverseen, Severity::Missing, grid.id)).collect();
    (groups.len(), found)
}

/// 村民小组设立网格员 (R032, G27).
fn groups_patrolled(index: &Index<'_>) -> Answer {
    let groups: Vec<&GridState> = groups(index).collect();
    let bare = groups.iter().filter(|grid| index.duties_now(grid.id, Role::GridMember).next().is_none());
    let finding = |grid: &&GridState| {
        let finding = Finding::new(FindingKind::GroupNotPatrolled, Severity::Missing, grid.id);
        finding.of_role(Role::GridMember).over(vacant_since(index, grid, Role::GridMember))
    };
    let found = bare.map(finding).collect();
    (groups.len(), found)
}

/// Nobody watches over themselves (R077, G22).
fn sides_apart(index: &Index<'_>) -> Answer {
    let (mut examined, mut found) = (0, Vec::new());
    for pairing in index.snapshot.pairings.iter().filter(|pairing| pairing.period.contains(index.snapshot.day)) {
        let sides = (index.duties.get(&pairing.overseer), index.duties.get(&pairing.supervisor));
        let (Some(overseer), Some(supervisor)) = sides else { continue };
        examined += 1;
        let overseeing = index.people(overseer);
        let both: Vec<_> = index.people(supervisor).into_iter().filter(|one| overseeing.contains(one)).collect();
        if !both.is_empty() {
            let finding = Finding::new(FindingKind::BothSides, Severity::Doubt, supervisor.grid);
            found.push(finding.of_duties([supervisor.id, overseer.id]).of_people(both));
        }
    }
    (examined, found)
}

/// The part of the time looked at in which the grid existed.
fn window_of(index: &Index<'_>, grid: &GridState) -> Option<Period> {
    let life = index.snapshot.lives.get(&grid.id)?;
    index.snapshot.window().common(life)
}

fn held_times(index: &Index<'_>, grid: &GridState, role: Role) -> Vec<Period> {
    let held = index.duties_of(grid.id, role).flat_map(|duty| index.held(duty));
    held.map(|(_, period)| period).collect()
}

/// Days on which nobody had a mandatory role (R116, R127). One that still lasts is a vacancy and told as such.
fn no_gaps(index: &Index<'_>) -> Answer {
    let (mut examined, mut found) = (0, Vec::new());
    for grid in &index.snapshot.grids {
        let Some(window) = window_of(index, grid) else { continue };
        let member = (grid.level == Level::Group && index.has_farmland(grid)).then_some(Role::GridMember);
        for role in mandatory(grid).chain(member) {
            examined += 1;
            let mut gaps = gaps(window, held_times(index, grid, role));
            gaps.retain(|gap| gap.until.is_some_and(|until| until <= index.snapshot.day));
            if !gaps.is_empty() {
                found.push(Finding::new(FindingKind::Gap, Severity::Doubt, grid.id).of_role(role).over(gaps));
            }
        }
    }
    (examined, found)
}

/// Days on which two had what only one can have: a post of one, 总监督人 of the district, 监督人 of a village.
fn no_overlaps(index: &Index<'_>) -> Answer {
    let (mut examined, mut found) = (0, Vec::new());
    let window = index.snapshot.window();
    let mut posts: Vec<_> = index.snapshot.posts.iter().filter(|(_, post)| post.single_holder).collect();
    posts.sort_unstable_by_key(|(id, _)| **id);
    for (id, _) in posts {
        let terms = index.terms_of(*id);
        examined += 1;
        let times: Vec<Period> = terms.iter().map(|term| term.period).collect();
        for (one, other, both) in overlaps(window, &times) {
            let finding = Finding::new(FindingKind::PostDoubled, Severity::Doubt, None);
            found.push(finding.of_post(Some(*id)).of_people([terms[one].person, terms[other].person]).over([both]));
        }
    }
    for grid in &index.snapshot.grids {
        for role in mandatory(grid).filter(|role| !role.several(grid.level)) {
            examined += 1;
            let duties: Vec<&DutySpan> = index.duties_of(grid.id, role).collect();
            let times: Vec<Period> = duties.iter().map(|duty| duty.period).collect();
            for (one, other, both) in overlaps(window, &times) {
                let finding = Finding::new(FindingKind::RoleDoubled, Severity::Doubt, grid.id).of_role(role);
                found.push(finding.of_duties([duties[one].id, duties[other].id]).over([both]));
            }
        }
    }
    (examined, found)
}

/// Duties within the life of their grid and post, 包联 and pairings within that of their duties and grid.
fn within_life(index: &Index<'_>) -> Answer {
    let snapshot = index.snapshot;
    let mut found = Vec::new();
    let life = |grid| snapshot.lives.get(&grid).copied();
    for duty in &snapshot.duties {
        let bounds = [life(duty.grid), post(duty).and_then(|post| Some(snapshot.posts.get(&post)?.period))];
        let finding = || Finding::new(FindingKind::DutyOutside, Severity::Doubt, duty.grid).of_role(duty.role);
        found.extend(beyond(duty.period, &bounds, || finding().of_duties([duty.id])));
    }
    for charge in &snapshot.charges {
        let duty = index.duties.get(&charge.duty);
        let bounds = [life(charge.grid), Some(duty.map_or(never(charge.period), |duty| duty.period))];
        let finding =
            || Finding::new(FindingKind::ChargeOutside, Severity::Doubt, charge.grid).of_duties([charge.duty]);
        found.extend(beyond(charge.period, &bounds, finding));
    }
    for pairing in &snapshot.pairings {
        let sides = [pairing.supervisor, pairing.overseer];
        let duties = sides.map(|side| index.duties.get(&side));
        let bounds = duties.map(|duty| Some(duty.map_or(never(pairing.period), |duty| duty.period)));
        let Some(grid) = duties.iter().flatten().next().map(|duty| duty.grid) else { continue };
        let finding = || Finding::new(FindingKind::PairingOutside, Severity::Doubt, grid).of_duties(sides);
        found.extend(beyond(pairing.period, &bounds, finding));
    }
    (snapshot.duties.len() + snapshot.charges.len() + snapshot.pairings.len(), found)
}

/// 按时完成网格划分报备情况 (item 1.1): no level-2 grid is without its filing once the deadline has passed.
fn filed(index: &Index<'_>) -> Answer {
    let filings = &index.snapshot.filings;
    let missing = filings.iter().filter(|filing| !filing.made);
    let found = missing.map(|filing| Finding::new(FindingKind::NotFiled, Severity::Missing, filing.grid)).collect();
    (filings.len(), found)
}

/// The life of a duty that ended before the time looked at.
fn never(period: Period) -> Period {
    Period { from: period.from, until: Some(period.from) }
}

/// A finding when a period leaves one of its bounds, with the days outside.
fn beyond(period: Period, bounds: &[Option<Period>], finding: impl Fn() -> Finding) -> Option<Finding> {
    let days: Vec<Period> = bounds.iter().flatten().flat_map(|bound| outside(period, *bound)).collect();
    (!days.is_empty()).then(|| finding().over(days))
}
