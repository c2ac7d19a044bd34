//! The sample district: reproducible, full, and never mistaken for real.

use std::collections::{BTreeSet, HashSet};

use chrono::{DateTime, NaiveDate};
use gengbao::{
    domain::{
        assess::{Mark, RankGroup, Tenths, check_mark, rank, total},
        bridge::{BridgeFate, BridgeQuery},
        grid::{GridKind, Level},
        patrol::{Finding, PatrolKind, is_late_entry},
        roster::{DutyHolder, Role, Side},
    },
    ops::{
        OpFault, Workspace, query,
        sample::SamplePlan,
        workspace::{DATABASE, NewWorkspace},
    },
    store::{GridRow, PatrolFilter, PatrolRow, Store},
};

use crate::support::{day, now, today};

fn new(sample: bool) -> NewWorkspace {
    NewWorkspace {
        name: "示范工作区".into(), office: "示范办公室".into(), operator: "示范管理员".into(), sample
    }
}

fn empty(sample: bool) -> Workspace {
    Workspace::in_memory(&new(sample), Box::new(now), 1).unwrap()
}

fn filled(plan: &SamplePlan) -> Workspace {
    let mut ws = empty(true);
    ws.fill_sample(plan, &mut |_, _| ()).unwrap();
    ws
}

/// A filled workspace, closed again and opened to read.
struct Shown {
    _dir: tempfile::TempDir,
    store: Store,
}

fn shown(plan: &SamplePlan) -> Shown {
    let dir = tempfile::tempdir().unwrap();
    let mut ws = Workspace::create(dir.path(), &new(true), Box::new(now), 1).unwrap();
    ws.fill_sample(plan, &mut |_, _| ()).unwrap();
    drop(ws);
    let store = Store::open_read_only(&dir.path().join(DATABASE)).unwrap();
    Shown { _dir: dir, store }
}

fn small() -> SamplePlan {
    SamplePlan { patrols: 800, ..SamplePlan::default() }
}

fn grids(store: &Store, level: Level) -> Vec<GridRow> {
    store.grids_at(today()).unwrap().into_iter().filter(|grid| grid.level == level).collect()
}

fn patrols(store: &Store) -> Vec<PatrolRow> {
    store.patrols_forward(&PatrolFilter::default(), None, u32::MAX).unwrap()
}

/// Everyone who holds a duty of `role` in a grid on a day; a vacant post gives nobody.
fn holders(store: &Store, grid: &GridRow, role: Role, on: NaiveDate) -> Vec<String> {
    let duties = store.duties_of_grid(grid.id, on).unwrap();
    let mut names = Vec::new();
    for row in duties.into_iter().filter(|row| row.duty.role == role) {
        match row.duty.holder {
            DutyHolder::Post(post) => {
                names.extend(store.holders_at(post, on).unwrap().into_iter().map(|held| held.person_name))
            }
            DutyHolder::Person(_) => names.extend(row.person_name),
        }
    }
    names
}

#[test]
fn the_same_seed_gives_the_same_district() {
    let one = filled(&small()).fingerprint().unwrap();
    assert_eq!(one, filled(&small()).fingerprint().unwrap());
    assert_ne!(one, filled(&SamplePlan { seed: 62, ..small() }).fingerprint().unwrap());
}

#[test]
fn it_is_one_step_that_is_not_taken_back_and_tells_how_far_it_is() {
    let mut ws = empty(true);
    let mut heard = Vec::new();
    let outcome = ws.fill_sample(&small(), &mut |done, total| heard.push((done, total))).unwrap();
    assert!(outcome.title.starts_with("生成示范数据："), "{}", outcome.title);
    assert_eq!(heard.last(), Some(&(800, 800)));
    assert!(heard.is_sorted());
    assert!(ws.undo().is_err());
}

#[test]
fn it_never_mixes_with_other_data() {
    let refused = |ws: &mut Workspace, plan: &SamplePlan, field: &str| {
        let before = (ws.fingerprint().unwrap(), ws.op_count().unwrap());
        match ws.fill_sample(plan, &mut |_, _| ()).unwrap_err() {
            OpFault::Input(faults) => assert!(faults.of(field).is_some(), "{faults}"),
            other => panic!("{other}"),
        }
        assert_eq!(before, (ws.fingerprint().unwrap(), ws.op_count().unwrap()));
    };
    refused(&mut empty(false), &small(), "sample");
    refused(&mut filled(&small()), &small(), "sample");
    refused(&mut empty(true), &SamplePlan::on(day(2024, 1, 31)), "today");
    let mut ws = filled(&small());
    ws.sign_in("示范查阅员").unwrap();
    assert!(matches!(ws.fill_sample(&small(), &mut |_, _| ()), Err(OpFault::Refused(_))));
}

#[test]
fn every_role_is_filled_but_for_the_vacancies() {
    let shown = shown(&small());
    let store = &shown.store;
    store.verify().unwrap();
    let mut vacant = BTreeSet::new();
    for grid in store.grids_at(today()).unwrap() {
        for role in Role::at(grid.level) {
            let duties = store.duties_of_grid(grid.id, today()).unwrap();
            let of_role = duties.iter().filter(|row| row.duty.role == *role).count();
            let held = holders(store, &grid, *role, today()).len();
            if held < of_role.max(1) {
                vacant.insert(format!("{}{}", grid.facts.name, role.label()));
            }
            assert!(held <= 1 || role.several(grid.level), "{}{}", grid.facts.name, role.label());
        }
    }
    let meant = ["东胜区副总监管人", "泊尔江海子镇副总监督人", "幸福街道副总监管人", "二社网格员", "三社网格员"];
    assert_eq!(vacant, meant.map(str::to_owned).into());
}

#[test]
fn each_grid_of_annex_2_has_one_deputy_and_one_who_answers_to_them() {
    let shown = shown(&small());
    let store = &shown.store;
    for on in [day(2023, 12, 18), day(2024, 12, 31), today()] {
        let mut deputies = HashSet::new();
        for town in grids(store, Level::Town).iter().filter(|town| town.facts.annex2_order.is_some()) {
            let mut found = Vec::new();
            for charge in store.charges_of_grid(town.id, on).unwrap() {
                let duty = store.duty(charge.duty).unwrap().unwrap().duty;
                if duty.role == Role::DeputySupervisor {
                    found.push(duty);
                }
            }
            assert_eq!(found.len(), 1, "{}", town.facts.name);
            let answering = store.pairings_of_supervisor(found[0].id, on).unwrap();
            assert_eq!(answering.iter().filter(|pairing| pairing.grid == Some(town.id)).count(), 1);
            deputies.insert(found[0].id.0);
        }
        assert!(deputies.len() < 11, "nobody covers several grids");
    }
}

#[test]
fn villages_have_groups_people_and_duties_below_their_town() {
    let shown = shown(&small());
    let store = &shown.store;
    let mut focused = 0;
    for village in grids(store, Level::Village) {
        let groups = store.children_at(village.id, today()).unwrap();
        assert_eq!(groups.is_empty(), village.facts.no_farmland, "{}", village.facts.name);
        if village.facts.kind == GridKind::Village {
            assert!((3..=8).contains(&groups.len()), "{}", village.facts.name);
        }
        for group in &groups {
            let charges = store.charges_of_grid(group.id, today()).unwrap();
            assert_eq!(charges.len(), 1, "{}{}", village.facts.name, group.facts.name);
        }
        assert_eq!(store.charges_of_grid(village.id, today()).unwrap().len(), 1);
        assert_eq!(holders(store, &village, Role::Supervisor, today()).len(), 1);
        assert!((2..=4).contains(&holders(store, &village, Role::Overseer, today()).len()));
        focused += usize::from(!store.focuses(village.id).unwrap().is_empty());
    }
    assert!(focused > 20);
    for town in grids(store, Level::Town).iter().filter(|town| town.facts.annex2_order.is_some()) {
        assert!(!town.facts.no_farmland, "{}", town.facts.name);
    }
}

#[test]
fn no_post_of_one_holder_has_two_and_successors_follow_without_touching_the_past() {
    let shown = shown(&SamplePlan { patrols: 0, ..SamplePlan::default() });
    let store = &shown.store;
    let mut changed = Vec::new();
    for post in store.posts("", None, today(), 0, u32::MAX).unwrap() {
        let terms = store.incumbencies_of_post(post.id).unwrap();
        for (place, term) in terms.iter().enumerate() {
            assert!(terms[..place].iter().all(|other| !other.period.overlaps(&term.period)), "{}", post.title);
            assert!(post.period.covers(&term.period));
        }
        if let [.., old, new] = &terms[..] {
            assert_eq!(old.period.until, Some(new.period.from));
            changed.push((new.unit_name.clone(), new.document.clone()));
        }
    }
    assert!(changed.contains(&("铜川镇人民政府".into(), "示范任〔2025〕3号".into())), "{changed:?}");
    assert!(changed.iter().any(|(unit, _)| unit == "罕台镇人民政府"));
    let town = grids(store, Level::Town).into_iter().find(|town| town.facts.name == "铜川镇").unwrap();
    let chief = |on| holders(store, &town, Role::ChiefSupervisor, on);
    assert_ne!(chief(day(2025, 3, 4)), chief(day(2025, 3, 5)));
    assert_eq!(chief(day(2025, 3, 4)), chief(day(2023, 12, 18)));
}

#[test]
fn nobody_answers_to_themselves() {
    let shown = shown(&SamplePlan { patrols: 0, ..SamplePlan::default() });
    let store = &shown.store;
    let mut seen = 0;
    for grid in store.grids_at(today()).unwrap() {
        for row in store.duties_of_grid(grid.id, today()).unwrap() {
            for pairing in store.pairings_of_supervisor(row.duty.id, today()).unwrap() {
                let overseer = store.duty(pairing.overseer).unwrap().unwrap().duty;
                assert_eq!((row.duty.role.side(), overseer.role.side()), (Side::Supervise, Side::Oversee));
                assert_eq!(overseer.role.answers_to(), Some(row.duty.role));
                assert_ne!(overseer.holder, row.duty.holder);
                seen += 1;
            }
        }
    }
    assert!(seen > 100);
}

#[test]
fn phones_are_of_nowhere_and_names_are_rare_long_and_shared() {
    let shown = shown(&SamplePlan { patrols: 0, ..SamplePlan::default() });
    let people = shown.store.people("", 0, u32::MAX).unwrap();
    assert!(people.len() > 700, "{}", people.len());
    for person in &people {
        assert!(person.phone.starts_with("000-"), "{}", person.phone);
        assert!(person.office_phone.is_empty() || person.office_phone.starts_with("000-"));
    }
    for name in ["王𠮷", "李㛃", "张𬭎"] {
        assert_eq!(people.iter().filter(|person| person.name == name).count(), 1, "{name}");
    }
    assert!(people.iter().filter(|person| person.name.contains('·')).count() > 20);
    let names: HashSet<&str> = people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(people.len() - names.len(), 1, "exactly one name is shared");
}

#[test]
fn patrols_lie_in_the_past_and_are_walked_by_those_in_duty() {
    let shown = shown(&SamplePlan { patrols: 3000, ..SamplePlan::default() });
    let store = &shown.store;
    let all = patrols(store);
    assert_eq!(all.len(), 3000 + 12, "those that were drawn, and those that 核对提示 are shown with");
    assert!(all.is_sorted_by_key(|row| (row.patrol.date, row.id)));
    for row in &all {
        let patrol = row.patrol.clone().check(today()).unwrap();
        assert_eq!(patrol, row.patrol);
        assert!(row.patrol.date >= day(2024, 1, 1) && row.recorded_on <= today());
        for person in &row.patrol.patrollers {
            let own = store.duties_of_person(*person).unwrap();
            let on_duty = own.iter().any(|duty| duty.duty.period.contains(row.patrol.date))
                || !store.posts_held_at(*person, row.patrol.date).unwrap().is_empty();
            assert!(on_duty, "{} on {}", row.patroller_names, row.patrol.date);
        }
    }
    for kind in PatrolKind::ALL {
        assert!(all.iter().any(|row| row.patrol.kind == kind), "{}", kind.label());
    }
    let share = |count: usize| count * 1000 / all.len();
    let found = share(all.iter().filter(|row| row.patrol.finding == Finding::Problem).count());
    let late = share(all.iter().filter(|row| is_late_entry(row.patrol.date, row.recorded_on)).count());
    assert!((10..=35).contains(&found) && (20..=60).contains(&late), "{found} {late}");
    assert!(all.iter().any(|row| row.recorded_by == "罕台镇录入员"));
}

#[test]
fn the_scored_year_shows_every_case() {
    let shown = shown(&small());
    let store = &shown.store;
    assert_eq!(store.assessment_years().unwrap(), [2025, 2024]);
    let year = store.assessment_of_year(2024).unwrap().unwrap();
    assert_eq!((year.stage.label(), year.confirmed_document.as_str()), ("已审定", "示范〔2025〕1号"));
    let mut totals = Vec::new();
    let (mut corrections, mut not_applicable) = (0, 0);
    for object in store.objects(year.id).unwrap().into_iter().filter(|object| object.included) {
        let scores = store.scores(object.id).unwrap();
        for score in &scores {
            let item = year.scheme.item(&score.item).unwrap();
            check_mark(item, score.mark, &score.reason, year.step).unwrap();
            not_applicable += usize::from(score.mark == Mark::NotApplicable);
        }
        corrections += store.corrections(object.id).unwrap().len();
        let sum = total(&year.scheme, |id| scores.iter().find(|score| score.item == id).map(|score| score.mark));
        totals.push((object, sum.complete().unwrap()));
    }
    assert_eq!((totals.len(), corrections, not_applicable), (14, 1, 1));
    let bands: HashSet<&str> = totals.iter().map(|(_, total)| year.scheme.band(*total).name.as_str()).collect();
    assert_eq!(bands.len(), 4);
    let of = |name: &str| totals.iter().find(|(object, _)| object.name == name).map(|(_, total)| *total);
    assert_eq!((of("泊尔江海子镇"), of("纺织街道")), (Some(Tenths(850)), Some(Tenths(849))));
    let territory: Vec<_> = totals.iter().filter(|(object, _)| object.kind.group() == RankGroup::Territory).collect();
    let ranks: Vec<_> = rank(territory, |(_, total)| Some(*total)).iter().map(|ranked| ranked.rank.unwrap()).collect();
    assert_eq!(ranks, [1, 2, 3, 4, 5, 6, 7, 7, 9, 10, 11]);
}

#[test]
fn the_running_year_is_frozen_and_half_scored() {
    let shown = shown(&small());
    let store = &shown.store;
    let year = store.assessment_of_year(2025).unwrap().unwrap();
    assert_eq!(year.stage.label(), "评审");
    let scored: Vec<usize> =
        store.objects(year.id).unwrap().iter().map(|object| store.scores(object.id).unwrap().len()).collect();
    assert!(scored.contains(&12) && scored.contains(&5) && scored.contains(&0), "{scored:?}");
}

#[test]
fn years_follow_the_day_it_is_made_on() {
    let made_on = |at: &'static str| {
        let dir = tempfile::tempdir().unwrap();
        let clock = Box::new(move || DateTime::parse_from_rfc3339(at).unwrap());
        let mut ws = Workspace::create(dir.path(), &new(true), clock, 1).unwrap();
        ws.fill_sample(&small(), &mut |_, _| ()).unwrap();
        drop(ws);
        let store = Store::open_read_only(&dir.path().join(DATABASE)).unwrap();
        let years = store.assessment_years().unwrap();
        let stages: Vec<_> = years
            .into_iter()
            .map(|year| (year, store.assessment_of_year(year).unwrap().unwrap().stage.label()))
            .collect();
        (stages, patrols(&store).first().unwrap().patrol.date)
    };
    assert_eq!(made_on("2024-02-01T08:00:00+08:00").0, [(2024, "评审")]);
    assert_eq!(made_on("2026-01-05T08:00:00+08:00").0, [(2025, "评审"), (2024, "已审定")]);
    assert_eq!(made_on("2026-11-22T08:00:00+08:00").0, [(2025, "已审定"), (2024, "评审")]);
    let (stages, first) = made_on("2027-03-01T08:00:00+08:00");
    assert_eq!(stages, [(2026, "已审定"), (2025, "已审定"), (2024, "评审")]);
    assert!(first >= day(2025, 3, 1));
}

#[test]
fn a_moved_group_shows_in_its_history_and_in_the_bridge() {
    let ws = filled(&SamplePlan { patrols: 3000, ..SamplePlan::default() });
    let reforms = query::reform::list(&ws).unwrap();
    let [moved] = reforms.as_slice() else { panic!("{reforms:?}") };
    assert!(moved.title.contains("划入") && moved.document == "示范发〔2025〕5号", "{}", moved.title);
    assert_ne!(moved.from[0].path, moved.to[0].path);
    let asked =
        BridgeQuery { from: day(2025, 1, 1), to: day(2025, 12, 31), units_as_of: today(), level: Level::Village };
    let sheet = query::bridge::sheet(&ws, asked).unwrap();
    let unsplit = sheet.lines.iter().filter(|line| matches!(line.fate, BridgeFate::Unsplit { before: true, .. }));
    assert_eq!(unsplit.count(), 1, "{:?}", sheet.lines);
    assert!(sheet.rows.iter().map(|row| row.bridged.patrols).sum::<u64>() > 0, "{:?}", sheet.lines);
}
