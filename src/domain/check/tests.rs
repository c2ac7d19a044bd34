//! The rules over a small district made by hand.

use std::collections::HashMap;

use super::*;
use crate::domain::{grid::Level, roster::DutyHolder};

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn start() -> NaiveDate {
    day(2024, 1, 1)
}

fn today() -> NaiveDate {
    day(2025, 3, 31)
}

const DISTRICT: GridId = GridId(1);
const TOWN: GridId = GridId(2);
const VILLAGE: GridId = GridId(3);
const GROUP: GridId = GridId(4);
/// The next person after those of the district.
const STRANGER: PersonId = PersonId(99);

fn period(from: NaiveDate, until: NaiveDate) -> Period {
    Period { from, until: Some(until) }
}

/// District, town, village and group with everyone in place: one post and one person for each role.
fn sound() -> Snapshot {
    let grid = |id, parent, level| GridState { id, parent, level, no_farmland: false, listed: level == Level::Town };
    let grids = vec![
        grid(DISTRICT, None, Level::District),
        grid(TOWN, Some(DISTRICT), Level::Town),
        grid(VILLAGE, Some(TOWN), Level::Village),
        grid(GROUP, Some(VILLAGE), Level::Group),
    ];
    let always = Period::since(start());
    let mut snapshot = Snapshot {
        day: today(),
        since: start(),
        lives: grids.iter().map(|grid| (grid.id, always)).collect(),
        grids,
        duties: Vec::new(),
        posts: HashMap::new(),
        terms: Vec::new(),
        charges: Vec::new(),
        pairings: Vec::new(),
        filings: vec![FilingDue { grid: TOWN, made: true }],
    };
    for grid in snapshot.grids.clone() {
        for role in Role::at(grid.level) {
            let number = snapshot.duties.len() as i64 + 1;
            let holder = if grid.level <= Level::Town {
                snapshot.posts.insert(PostId(number), PostSpan { single_holder: true, period: always });
                snapshot.terms.push(TermSpan { post: PostId(number), person: PersonId(number), period: always });
                DutyHolder::Post(PostId(number))
            } else {
                DutyHolder::Person(PersonId(number))
            };
            let duty = DutySpan { id: DutyId(number), grid: grid.id, role: *role, holder, period: always };
            snapshot.duties.push(duty);
        }
    }
    for (grid, role, below) in [
        (DISTRICT, Role::DeputySupervisor, TOWN),
        (TOWN, Role::DeputySupervisor, VILLAGE),
        (VILLAGE, Role::Overseer, GROUP),
    ] {
        let duty = duty_of(&snapshot, grid, role);
        snapshot.charges.push(ChargeSpan { duty, grid: below, period: always });
    }
    for (grid, overseer, supervisor) in [
        (DISTRICT, Role::DeputyOverseer, Role::DeputySupervisor),
        (TOWN, Role::DeputyOverseer, Role::DeputySupervisor),
        (VILLAGE, Role::Overseer, Role::Supervisor),
    ] {
        let (overseer, supervisor) = (duty_of(&snapshot, grid, overseer), duty_of(&snapshot, grid, supervisor));
        snapshot.pairings.push(PairingSpan { overseer, supervisor, grid: None, period: always });
    }
    snapshot
}

fn duty_of(snapshot: &Snapshot, grid: GridId, role: Role) -> DutyId {
    snapshot.duties.iter().find(|duty| duty.grid == grid && duty.role == role).unwrap().id
}

fn kinds(snapshot: &Snapshot) -> Vec<FindingKind> {
    run(snapshot).found.iter().map(|finding| finding.kind).collect()
}

fn one(snapshot: &Snapshot) -> Finding {
    let mut found = run(snapshot).found;
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

/// The term behind a role of a grid.
fn term(snapshot: &mut Snapshot, grid: GridId, role: Role) -> &mut TermSpan {
    let id = duty_of(snapshot, grid, role);
    let holder = snapshot.duties.iter().find(|duty| duty.id == id).unwrap().holder;
    snapshot.terms.iter_mut().find(|term| DutyHolder::Post(term.post) == holder).unwrap()
}

#[test]
fn a_sound_district_passes_and_everything_was_looked_at() {
    let findings = run(&sound());
    assert_eq!(findings.found, []);
    let looked: Vec<_> = findings.looked.iter().map(|looked| looked.check).collect();
    assert_eq!(looked, Check::ALL);
    let examined: Vec<_> = findings.looked.iter().map(|looked| looked.examined).collect();
    assert_eq!(examined, [4, 12, 2, 2, 1, 1, 3, 13, 12, 19, 1]);
}

#[test]
fn a_filing_that_is_due_leads_to_where_it_is_entered() {
    let mut snapshot = sound();
    snapshot.filings[0].made = false;
    let found = one(&snapshot);
    assert_eq!((found.kind, found.severity), (FindingKind::NotFiled, Severity::Missing));
    assert_eq!((found.grid, found.place()), (Some(TOWN), Some(Place::Mechanisms)));
}

#[test]
fn a_role_nobody_was_given_is_missing_and_tells_since_when() {
    let mut snapshot = sound();
    let coordinator = duty_of(&snapshot, TOWN, Role::Coordinator);
    let duty = snapshot.duties.iter_mut().find(|duty| duty.id == coordinator).unwrap();
    duty.period.until = Some(day(2025, 2, 1));
    let found = one(&snapshot);
    assert_eq!((found.kind, found.severity), (FindingKind::RoleUnassigned, Severity::Missing));
    assert_eq!((found.grid, found.role), (Some(TOWN), Some(Role::Coordinator)));
    assert_eq!(found.spans.first().map(|span| span.from), Some(day(2025, 2, 1)));
    assert_eq!(found.place(), Some(Place::Grid(TOWN)));
}

#[test]
fn a_vacant_post_leads_to_the_post() {
    let mut snapshot = sound();
    let vacated = term(&mut snapshot, TOWN, Role::ChiefSupervisor);
    vacated.period.until = Some(day(2025, 1, 1));
    let post = vacated.post;
    let found = one(&snapshot);
    assert_eq!((found.kind, found.severity), (FindingKind::PostVacant, Severity::Missing));
    assert_eq!((found.place(), found.spans[0].from), (Some(Place::Post(post)), day(2025, 1, 1)));
}

#[test]
fn one_of_several_vacant_posts_is_only_to_be_looked_at() {
    let mut snapshot = sound();
    let duty = DutySpan {
        id: DutyId(50),
        grid: TOWN,
        role: Role::Coordinator,
        holder: DutyHolder::Post(PostId(50)),
        period: Period::since(start()),
    };
    snapshot.duties.push(duty);
    snapshot.posts.insert(PostId(50), PostSpan { single_holder: true, period: Period::since(start()) });
    assert_eq!(one(&snapshot).severity, Severity::Doubt);
}

#[test]
fn each_lower_grid_has_exactly_one_deputy_with_someone_answering() {
    let mut snapshot = sound();
    snapshot.charges.retain(|charge| charge.grid != VILLAGE);
    let found = one(&snapshot);
    assert_eq!(
        (found.kind, found.grid, found.place()),
        (FindingKind::DeputyMissing, Some(VILLAGE), Some(Place::Charges))
    );

    let mut snapshot = sound();
    let deputy = *snapshot.duties.iter().find(|duty| duty.role == Role::DeputySupervisor).unwrap();
    let second = DutySpan { id: DutyId(50), holder: DutyHolder::Post(PostId(50)), ..deputy };
    snapshot.duties.push(second);
    let always = Period::since(start());
    snapshot.posts.insert(PostId(50), PostSpan { single_holder: true, period: always });
    snapshot.terms.push(TermSpan { post: PostId(50), person: STRANGER, period: always });
    snapshot.charges.push(ChargeSpan { duty: DutyId(50), grid: TOWN, period: always });
    assert_eq!(kinds(&snapshot), [FindingKind::DeputyDoubled]);

    let mut snapshot = sound();
    snapshot.pairings.retain(|pairing| pairing.supervisor != duty_of(&sound(), TOWN, Role::DeputySupervisor));
    let found = one(&snapshot);
    assert_eq!((found.kind, found.grid), (FindingKind::DeputyUnanswered, Some(VILLAGE)));
}

#[test]
fn a_street_outside_annex_2_needs_no_deputy() {
    let mut snapshot = sound();
    let street = GridState { id: GridId(5), listed: false, no_farmland: true, ..snapshot.grids[1] };
    snapshot.grids.push(street);
    snapshot.lives.insert(street.id, Period::since(start()));
    let found = run(&snapshot).found;
    let deputy = found.iter().find(|found| found.kind == FindingKind::DeputyMissing).unwrap();
    assert_eq!((deputy.grid, deputy.severity), (Some(street.id), Severity::Doubt));
}

#[test]
fn a_group_with_plots_needs_an_overseer_and_a_member() {
    let mut snapshot = sound();
    snapshot.charges.retain(|charge| charge.grid != GROUP);
    snapshot.duties.retain(|duty| duty.role != Role::GridMember);
    assert_eq!(kinds(&snapshot), [FindingKind::GroupNotOverseen, FindingKind::GroupNotPatrolled]);
    snapshot.grids[2].no_farmland = true;
    assert_eq!(kinds(&snapshot), [], "the village has no farmland, so its groups have none");
}

#[test]
fn farmland_with_nobody_below_and_grids_outside_the_tree_are_told() {
    let mut snapshot = sound();
    snapshot.grids.retain(|grid| grid.id != TOWN);
    let found = kinds(&snapshot);
    assert!(found.contains(&FindingKind::OutOfTree) && found.contains(&FindingKind::NothingBelow), "{found:?}");
}

#[test]
fn nobody_stands_on_both_sides() {
    let mut snapshot = sound();
    let person = term(&mut snapshot, TOWN, Role::DeputySupervisor).person;
    term(&mut snapshot, TOWN, Role::DeputyOverseer).person = person;
    let found = one(&snapshot);
    assert_eq!((found.kind, found.people), (FindingKind::BothSides, vec![person]));
}

#[test]
fn days_without_and_days_with_two_are_told_exactly() {
    let mut snapshot = sound();
    let old = *term(&mut snapshot, TOWN, Role::ChiefSupervisor);
    term(&mut snapshot, TOWN, Role::ChiefSupervisor).period.until = Some(day(2024, 6, 1));
    snapshot.terms.push(TermSpan { person: STRANGER, period: Period::since(day(2024, 6, 10)), ..old });
    let found = one(&snapshot);
    assert_eq!((found.kind, &found.spans[..]), (FindingKind::Gap, &[period(day(2024, 6, 1), day(2024, 6, 10))][..]));
    snapshot.since = day(2024, 6, 5);
    assert_eq!(one(&snapshot).spans, [period(day(2024, 6, 5), day(2024, 6, 10))], "not before what is looked at");

    let mut snapshot = sound();
    term(&mut snapshot, TOWN, Role::ChiefSupervisor).period.until = Some(day(2024, 6, 20));
    snapshot.terms.push(TermSpan { person: STRANGER, period: Period::since(day(2024, 6, 10)), ..old });
    let found = one(&snapshot);
    assert_eq!(
        (found.kind, &found.spans[..]),
        (FindingKind::PostDoubled, &[period(day(2024, 6, 10), day(2024, 6, 20))][..])
    );
    assert_eq!((found.grid, found.place()), (None, Some(Place::Post(old.post))));
}

#[test]
fn a_grid_is_not_asked_for_people_before_it_began() {
    let mut snapshot = sound();
    snapshot.lives.insert(GROUP, Period::since(day(2025, 1, 1)));
    let member = snapshot.duties.iter_mut().find(|duty| duty.role == Role::GridMember).unwrap();
    member.period = Period::since(day(2025, 1, 1));
    snapshot.charges.retain(|charge| charge.grid != GROUP);
    let duty = duty_of(&snapshot, VILLAGE, Role::Overseer);
    snapshot.charges.push(ChargeSpan { duty, grid: GROUP, period: Period::since(day(2025, 1, 1)) });
    assert_eq!(kinds(&snapshot), []);
}

#[test]
fn times_lie_within_what_bounds_them() {
    let mut snapshot = sound();
    snapshot.lives.insert(GROUP, period(start(), day(2026, 1, 1)));
    assert_eq!(kinds(&snapshot), [FindingKind::DutyOutside, FindingKind::ChargeOutside]);

    let mut snapshot = sound();
    let ended = duty_of(&snapshot, VILLAGE, Role::Overseer);
    snapshot.duties.retain(|duty| duty.id != ended);
    let found = kinds(&snapshot);
    assert!(found.contains(&FindingKind::ChargeOutside), "its duty ended before: {found:?}");
}

#[test]
fn every_check_rests_on_a_clause_and_serves_an_item() {
    for check in Check::ALL {
        let (_, line) = check.basis();
        assert!(crate::domain::plan::clause(line).is_some(), "{}", check.label());
        let items = crate::domain::assess::dongsheng_2023().items();
        let ids: Vec<_> = items.map(|item| item.id.as_str()).collect();
        assert!(check.items().iter().all(|item| ids.contains(item)), "{}", check.label());
        assert!(FindingKind::ALL.iter().any(|kind| kind.check() == check), "{}", check.label());
    }
}

#[test]
fn the_year_reaches_back_twelve_months() {
    let first = day(2020, 5, 1);
    assert_eq!(Reach::Year.since(today(), first), day(2024, 4, 1));
    assert_eq!(Reach::Year.since(day(2020, 6, 1), first), first);
    assert_eq!(Reach::Whole.since(today(), first), first);
    assert_eq!(Reach::Year.since(day(2019, 1, 1), first), day(2019, 1, 1), "never after the day itself");
}
