//! How problems are found again: filters, pages, counts, and the history.

use gengbao::{
    domain::{
        area::Area,
        problem::{
            Concerned, Problem, ProblemKind, ProblemSource,
            step::{Act, State},
        },
    },
    ops::query::{
        history,
        problem::{
            self, Lens, ProblemQuery,
            tally::{TallyQuery, tally},
        },
    },
};

use super::Case;
use crate::support::day;

#[test]
fn every_filter_finds_its_own() {
    let mut case = Case::new();
    let closed = case.at(State::Closed);
    let rectifying = case.at(State::Rectifying);
    let grain = case.enter(Problem {
        kind: ProblemKind::NonGrain,
        source: ProblemSource::Department,
        grid: case.fields.far_village,
        group: None,
        finders: vec![],
        found_by: "区农牧局移送".into(),
        spot: "林带南侧".into(),
        concerned: vec![Concerned { name: "示例甲".into(), ..Concerned::default() }],
        ..case.found(day(2025, 4, 1))
    });
    case.take(rectifying, day(2025, 5, 20), case.zhou, Act::Supervise { due: None });
    let all = ProblemQuery::default;
    let found = |query: ProblemQuery| {
        let ids: Vec<_> =
            problem::problems(&case.fields.world.ws, &query, None, 10).unwrap().iter().map(|line| line.id).collect();
        assert_eq!(problem::count(&case.fields.world.ws, &query).unwrap(), ids.len() as u64);
        ids
    };
    assert_eq!(found(all()), [rectifying, closed, grain], "newest first");
    assert_eq!(found(ProblemQuery { lens: Lens::Open, ..all() }), [rectifying, grain]);
    assert_eq!(found(ProblemQuery { lens: Lens::Closed, ..all() }), [closed]);
    assert_eq!(found(ProblemQuery { lens: Lens::Supervised, ..all() }), [rectifying]);
    assert_eq!(found(ProblemQuery { state: Some(State::Rectifying), ..all() }), [rectifying]);
    assert_eq!(found(ProblemQuery { kind: Some(ProblemKind::NonGrain), ..all() }), [grain]);
    assert_eq!(found(ProblemQuery { source: Some(ProblemSource::Department), ..all() }), [grain]);
    assert_eq!(found(ProblemQuery { grid: Some(case.fields.town), ..all() }), [rectifying, closed]);
    assert_eq!(found(ProblemQuery { grid: Some(case.fields.group), ..all() }), [rectifying, closed]);
    assert_eq!(found(ProblemQuery { grid: Some(case.fields.other_town), ..all() }), [grain]);
    assert_eq!(found(ProblemQuery { with: Some(case.fields.town), ..all() }), [rectifying], "closed is with nobody");
    assert_eq!(found(ProblemQuery { finder: Some(case.fields.zhang), ..all() }), [rectifying, closed]);
    assert_eq!(found(ProblemQuery { person: Some(case.sun), ..all() }), [closed]);
    assert_eq!(found(ProblemQuery { from: Some(day(2025, 5, 1)), ..all() }), [rectifying, closed]);
    assert_eq!(found(ProblemQuery { to: Some(day(2025, 4, 30)), ..all() }), [grain]);
    for text in ["林带", "2025-0003", "枳机塔", "示例甲"] {
        assert_eq!(found(ProblemQuery { text: text.into(), ..all() }), [grain], "{text}");
    }
    let by_step = found(ProblemQuery { text: "办理情况".into(), ..all() });
    assert_eq!(by_step, [rectifying, closed], "steps are searched too");

    let line = problem::detail(&case.fields.world.ws, grain).unwrap().line;
    assert_eq!(
        (line.concerned.as_str(), line.found_by.as_str(), line.with.as_str()),
        ("示**", "区农牧局移送", "铜川镇枳机塔村")
    );
    let line = problem::detail(&case.fields.world.ws, closed).unwrap().line;
    assert_eq!((line.with.as_str(), line.rectified), ("罕台镇", Area::mu(2)));
}

#[test]
fn pages_go_on_where_the_last_one_ended() {
    let mut case = Case::new();
    for d in 1..=7 {
        case.enter(case.found(day(2025, 4, d)));
    }
    let query = ProblemQuery::default();
    let index = problem::index(&case.fields.world.ws, &query, 3).unwrap();
    assert_eq!((index.total, index.pages()), (7, 3));
    let mut days = Vec::new();
    for page in 0..index.pages() {
        let lines = problem::problems(&case.fields.world.ws, &query, index.before(page), 3).unwrap();
        days.extend(lines.iter().map(|line| line.problem.found_on));
    }
    assert_eq!(days, (1..=7).rev().map(|d| day(2025, 4, d)).collect::<Vec<_>>());
}

#[test]
fn counts_are_of_cohorts_and_of_what_is_open() {
    let mut case = Case::new();
    case.at(State::Closed);
    case.at(State::Rectifying);
    case.enter(Problem { kind: ProblemKind::Abandoned, ..case.found(day(2025, 2, 1)) });
    let all = tally(&case.fields.world.ws, &TallyQuery::default()).unwrap();
    assert_eq!((all.found, all.closed, all.open, all.overdue), (3, 1, 2, 2));
    let months: Vec<_> = all.months.iter().map(|month| (month.month, month.found(), month.closed)).collect();
    assert_eq!(months, [(2, 1, 0), (5, 2, 1)]);
    assert_eq!(all.months[0].kinds[2], 1, "撂荒");
    assert_eq!(all.ages.iter().map(|band| band.open).collect::<Vec<_>>(), [0, 0, 1, 1]);
    let towns: Vec<_> = all.towns.iter().map(|town| (town.name.as_str(), town.open)).collect();
    assert_eq!(towns, [("罕台镇", 2), ("铜川镇", 0)]);
    let may = TallyQuery { from: Some(day(2025, 5, 1)), ..TallyQuery::default() };
    let may = tally(&case.fields.world.ws, &may).unwrap();
    assert_eq!((may.found, may.open), (2, 2), "open whatever the day they were found");
    let other = TallyQuery { grid: Some(case.fields.other_town), ..TallyQuery::default() };
    let other = tally(&case.fields.world.ws, &other).unwrap();
    assert_eq!((other.found, other.open, other.towns.len()), (0, 0, 1));
}

#[test]
fn the_history_tells_steps_in_words() {
    let mut case = Case::new();
    case.at(State::Rectifying);
    let page = history::page(&case.fields.world.ws, "2025-0001", None, 10).unwrap();
    let changes = history::detail(&case.fields.world.ws, page.rows[0].op, 50).unwrap();
    let step = changes.iter().find(|change| change.table == "办理步骤").unwrap();
    assert_eq!(step.what, "2025-0001 处置");
    assert!(step.fields.iter().any(|field| field.label == "结果" && field.new == "自行整改"), "{:?}", step.fields);
    let row = changes.iter().find(|change| change.table == "问题").unwrap();
    assert!(row.fields.iter().any(|field| (field.old.as_str(), field.new.as_str()) == ("已核实", "整改中")));
}
