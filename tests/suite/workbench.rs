//! 工作台: every number equals the rows that it opens.

use gengbao::{
    domain::{
        patrol::{Finding, Patrol},
        problem::{Problem, ProblemKind},
    },
    ops::{
        Workspace,
        query::{
            completion::completion,
            patrol::{self, PatrolQuery},
            problem::{self, Lens, ProblemQuery},
            workbench,
        },
        sample::SamplePlan,
        workspace::NewWorkspace,
    },
};

use crate::support::{World, day, fields::Fields, now, today};

fn sample() -> Workspace {
    let new =
        NewWorkspace {
            name: "示范".into(), office: "示范办公室".into(), operator: "示范管理员".into(), sample: true
        };
    let mut ws = Workspace::in_memory(&new, Box::new(now), 61).unwrap();
    let plan = SamplePlan { patrols: 600, ..SamplePlan::on(today()) };
    ws.fill_sample(&plan, &mut |_, _| ()).unwrap();
    ws
}

#[test]
fn counts_of_problems_equal_their_rows_in_the_district_and_in_a_town() {
    let ws = sample();
    let year = workbench::year(&ws, None).unwrap();
    let town = year.parts.iter().max_by_key(|part| part.tally.due).map(|part| part.grid);
    for grid in [None, town] {
        let work = workbench::work(&ws, grid).unwrap();
        let rows = |lens| problem::count(&ws, &ProblemQuery { lens, grid, ..ProblemQuery::default() }).unwrap();
        let counts = [
            (Lens::Overdue, work.problems.overdue.into()),
            (Lens::DueToday, work.problems.due_today.into()),
            (Lens::DueSoon, work.problems.due_soon.into()),
            (Lens::Supervised, work.problems.supervised.into()),
            (Lens::Open, work.problems.open.into()),
            (Lens::Returned, work.returned),
        ];
        for (lens, count) in counts {
            assert_eq!(rows(lens), count, "{lens:?} of {grid:?}");
        }
        for ago in 0..12 {
            let (month, found) = work.month(ago);
            for (place, kind) in ProblemKind::ALL.iter().enumerate() {
                let query = ProblemQuery {
                    from: Some(month.first()),
                    to: Some(month.last()),
                    kind: Some(*kind),
                    grid,
                    ..ProblemQuery::default()
                };
                let shown = found.map_or(0, |found| found.kinds[place]);
                assert_eq!(problem::count(&ws, &query).unwrap(), u64::from(shown), "{month:?} {kind:?}");
            }
        }
        for band in &work.problems.ages {
            let query =
                ProblemQuery { from: band.from, to: band.to, lens: Lens::Open, grid, ..ProblemQuery::default() };
            assert_eq!(problem::count(&ws, &query).unwrap(), u64::from(band.open), "{}", band.label);
        }
        let unentered = PatrolQuery {
            from: Some(work.unentered_from),
            to: Some(work.today),
            grid,
            unentered: true,
            ..PatrolQuery::default()
        };
        assert_eq!(patrol::count(&ws, &unentered).unwrap(), work.unentered);
        assert!(work.problems.open > 0, "the sample has open problems everywhere");
    }
}

#[test]
fn what_is_due_of_patrols_equals_the_page_of_the_same_time() {
    let ws = sample();
    let today = ws.today();
    let found = workbench::patrols(&ws, None).unwrap();
    for time in [found.week, found.month, found.last_month] {
        assert_eq!(completion(&ws, &time.ask, today).unwrap().tally, time.tally, "{:?}", time.ask);
    }
    let year = workbench::year(&ws, None).unwrap();
    let page = completion(&ws, &year.ask, today).unwrap();
    assert_eq!((year.tally, year.parts.len()), (page.tally, page.towns().count()));
    let town = year.parts.iter().find(|part| part.tally.due > 0).unwrap().grid;
    let villages = workbench::year(&ws, Some(town)).unwrap();
    assert!(villages.parts.iter().all(|part| part.person.is_none() && part.grid != town));
    let village = villages.parts.iter().find(|part| part.tally.due > 0).unwrap().grid;
    let people = workbench::year(&ws, Some(village)).unwrap();
    assert!(people.parts.iter().all(|part| part.person.is_some()) && !people.parts.is_empty());
}

#[test]
fn batches_of_clues_and_what_was_sent_back_are_counted() {
    let ws = sample();
    let work = workbench::work(&ws, None).unwrap();
    for clue in &work.clues {
        let batch = gengbao::ops::query::clue::batch(&ws, clue.batch).unwrap();
        let tally = (batch.tally.waiting(), batch.tally.returned, batch.tally.answered);
        assert_eq!(tally, (clue.waiting, clue.returned, clue.answered), "{}", clue.name);
        assert!(!batch.is_closed());
    }
}

#[test]
fn a_patrol_that_found_something_waits_until_a_problem_is_entered() {
    let mut fields = Fields::new();
    let walk = Patrol { finding: Finding::Problem, found: "堆放沙石".into(), ..fields.walk(day(2025, 6, 2)) };
    let patrol = fields.log(walk);
    let count = |fields: &Fields, grid| workbench::work(&fields.world.ws, grid).unwrap().unentered;
    assert_eq!((count(&fields, None), count(&fields, Some(fields.town))), (1, 1));
    assert_eq!(count(&fields, Some(fields.other_town)), 0);
    let draft = Problem {
        patrol: Some(patrol),
        ..serde_json::from_value(serde_json::json!({
            "found_on": "2025-06-02", "source": "patrol", "kind": "non_agricultural",
            "behaviours": ["take_soil"], "grid": fields.village, "finders": [fields.zhang], "description": "堆放沙石"
        }))
        .unwrap()
    };
    fields
        .world
        .run(gengbao::ops::Command::AddProblem(gengbao::ops::problem::AddProblem { problem: draft, files: vec![] }));
    assert_eq!(count(&fields, None), 0);
}

#[test]
fn an_office_that_begins_has_nothing_waiting() {
    let world = World::new();
    let work = workbench::work(&world.ws, None).unwrap();
    assert!(work.is_bare() && !work.begun.rules);
    assert_eq!((work.problems.open, work.returned, work.clues.len(), work.unentered), (0, 0, 0, 0));
    assert_eq!(workbench::patrols(&world.ws, None).unwrap().week.open(), 0);
    assert!(workbench::year(&world.ws, None).unwrap().parts.is_empty());
}
