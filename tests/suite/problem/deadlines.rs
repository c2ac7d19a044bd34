//! Limits, reminders, and counting deadlines anew.

use gengbao::{
    domain::{
        problem::{
            limit::Stage,
            step::{Act, State},
        },
        workday::DayUnit,
    },
    ops::{
        Command,
        problem::{RecountDeadlines, SetStepLimit},
        query::problem::{self, Lens, ProblemQuery, limits::limits, reminders::reminders},
    },
};

use super::Case;
use crate::support::day;

fn set(stage: Stage, days: Option<u16>, day_unit: DayUnit, from: chrono::NaiveDate) -> Command {
    Command::SetStepLimit(SetStepLimit { stage, days, day_unit, from })
}

#[test]
fn each_stage_starts_its_own_deadline() {
    let mut case = Case::new();
    // 2025-05-05 is a Monday; the calendar of this workspace knows weekends at least.
    for (state, what) in [
        (State::Found, Some("劝阻")),
        (State::Dissuaded, Some("上报")),
        (State::Reported, Some("受理")),
        (State::Accepted, Some("核实")),
        (State::Verified, None),
        (State::Rectifying, Some("整改")),
        (State::Rectified, Some("复查")),
        (State::Reviewed, None),
        (State::Closed, None),
    ] {
        let id = case.at(state);
        let due = problem::detail(&case.fields.world.ws, id).unwrap().line.due;
        assert_eq!(due.as_ref().map(|due| due.what.as_str()), what, "{state:?}");
        case.take(id, day(2025, 5, 20), case.qian, Act::Remark);
    }
}

#[test]
fn the_district_sets_limits_and_what_is_open_can_be_counted_anew() {
    let mut case = Case::new();
    let id = case.at(State::Reported);
    let due = |case: &Case| problem::detail(&case.fields.world.ws, id).unwrap().line.due.map(|due| due.on);
    assert_eq!(due(&case), Some(day(2025, 5, 9)), "three working days after Tuesday");
    let outcome = case.fields.world.contract(set(Stage::Accept, Some(10), DayUnit::Natural, day(2025, 1, 1)));
    assert_eq!(outcome.title, "设置办理时限：受理自2025年1月1日起10 个自然日");
    assert_eq!(due(&case), Some(day(2025, 5, 9)), "a running deadline stays");
    let outcome = case.fields.world.contract(Command::RecountDeadlines(RecountDeadlines::default()));
    assert_eq!(outcome.title, "重算办理期限：1 件有变化");
    assert_eq!(due(&case), Some(day(2025, 5, 16)));
    case.fields.world.contract(set(Stage::Accept, None, DayUnit::Working, day(2025, 1, 1)));
    case.fields.world.run(Command::RecountDeadlines(RecountDeadlines { grid: Some(case.fields.town) }));
    assert_eq!(due(&case), None);
    let lines = limits(&case.fields.world.ws).unwrap();
    let accept = lines.iter().find(|line| line.stage == Stage::Accept).unwrap();
    assert_eq!((accept.words().as_str(), accept.basis.as_str()), ("不设时限", "本单位设置"));
    assert!(lines.iter().all(|line| !line.basis.is_empty()));
}

#[test]
fn reminders_tell_overdue_today_and_soon() {
    let mut case = Case::new();
    // Today is 2025-06-10, a Tuesday: accepted limits end on 5 May, today, and within the week.
    let overdue = case.at(State::Reported);
    case.fields.world.run(set(Stage::Dissuade, Some(0), DayUnit::Natural, day(2025, 1, 1)));
    let today = case.enter(case.found(day(2025, 6, 10)));
    case.fields.world.run(set(Stage::Dissuade, Some(6), DayUnit::Natural, day(2025, 1, 1)));
    let soon = case.enter(case.found(day(2025, 6, 10)));
    let paused = case.at(State::Rectifying);
    case.take(paused, day(2025, 5, 10), case.qian, Act::Pause);
    let found = reminders(&case.fields.world.ws, &ProblemQuery::default(), 10).unwrap();
    let ids = |lines: &[problem::ProblemLine]| lines.iter().map(|line| line.id).collect::<Vec<_>>();
    assert_eq!((ids(&found.overdue), ids(&found.today), ids(&found.week)), (vec![overdue], vec![today], vec![soon]));
    let due = found.overdue[0].due.clone().unwrap();
    assert_eq!((due.what.as_str(), due.days_left), ("受理", -32));
    for (lens, count) in [(Lens::Overdue, 1), (Lens::DueSoon, 2), (Lens::Open, 4)] {
        let query = ProblemQuery { lens, ..ProblemQuery::default() };
        assert_eq!(problem::count(&case.fields.world.ws, &query).unwrap(), count, "{lens:?}");
    }
    let other = ProblemQuery { grid: Some(case.fields.other_town), ..ProblemQuery::default() };
    assert!(reminders(&case.fields.world.ws, &other, 10).unwrap().overdue.is_empty());
}
