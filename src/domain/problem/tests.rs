//! The course walked in every direction: each state with each kind of step, and random walks that break nothing.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::{
    act::ActKind,
    limit::{Rules, Stage},
    standing::{Beginning, Standing},
    step::{Act, Disposal, Dissuaded, State, Step, Verdict},
};
use crate::domain::{
    area::Area,
    id::{GridId, PersonId, ProblemId, UnitId},
    random::Random,
};

const FINDER: PersonId = PersonId(1);
const WORKER: PersonId = PersonId(2);
const RECTIFIER: PersonId = PersonId(3);
const CLOSER: PersonId = PersonId(4);

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, d).unwrap()
}

fn begin(direct: bool) -> Standing {
    let begin = Beginning { found_on: day(1), found_at: None, direct, area: Some(Area::mu(5)), finders: vec![FINDER] };
    Standing::begin(begin, &Rules::default())
}

fn step(act: Act, by: PersonId) -> Step {
    Step { on: day(1), at: None, by: vec![by], act, text: "情况".into(), document: String::new() }
}

fn report(to: i64) -> Act {
    Act::Report { to: GridId(to), urgent: false, reason: String::new() }
}

fn dispose(disposal: Disposal) -> Act {
    let unit = (disposal != Disposal::SelfRectify).then_some(UnitId(1));
    Act::Dispose { disposal, unit, due: None }
}

/// The steps that lead to a state.
fn way(state: State) -> Vec<Act> {
    let dissuade = || Act::Dissuade { way: "当面劝阻".into(), outcome: Dissuaded::Continuing };
    let to = |before: State, act: Act| [way(before), vec![act]].concat();
    match state {
        State::Found => vec![],
        State::Dissuaded => to(State::Found, dissuade()),
        State::Reported => to(State::Dissuaded, report(2)),
        State::Accepted => to(State::Reported, Act::Accept),
        State::Verified => to(State::Accepted, Act::Verify { verdict: Verdict::True }),
        State::Cleared => to(State::Accepted, Act::Verify { verdict: Verdict::Lawful }),
        State::Transferred => to(State::Verified, dispose(Disposal::Department)),
        State::Rectifying => to(State::Verified, dispose(Disposal::SelfRectify)),
        State::Rectified => to(State::Rectifying, Act::Rectify { area: None, whole: true }),
        State::Reviewed => to(State::Rectified, Act::Review { passed: true }),
        State::Closed => to(State::Reviewed, Act::Close),
        State::Merged => to(State::Found, Act::Merge { into: ProblemId(9) }),
    }
}

fn go(standing: &mut Standing, act: Act) {
    let by = match act {
        Act::Rectify { .. } => RECTIFIER,
        Act::Close => CLOSER,
        _ => WORKER,
    };
    let step = step(act, by);
    standing.check(&step, true, day(30)).unwrap_or_else(|faults| panic!("{:?}: {faults}", step.act));
    standing.take(&step, true, &Rules::default());
}

fn at(state: State) -> Standing {
    let mut standing = begin(false);
    for act in way(state) {
        go(&mut standing, act);
    }
    assert_eq!(standing.state(), state);
    standing
}

#[test]
fn every_state_allows_its_steps_and_refuses_all_others_with_a_reason() {
    use ActKind as A;
    const OPEN: &[ActKind] = &[A::Supervise, A::Merge, A::Remark];
    for state in State::ALL {
        let standing = at(*state);
        let own: &[ActKind] = match state {
            State::Found | State::Dissuaded => &[A::Dissuade, A::Report],
            State::Reported => &[A::Dissuade, A::Report, A::Accept, A::Return],
            State::Accepted => &[A::Dissuade, A::Report, A::Verify, A::Return],
            State::Verified => &[A::Dispose, A::Return],
            State::Cleared | State::Reviewed => &[A::Close, A::Return],
            State::Transferred => &[A::Receipt, A::Return],
            State::Rectifying => &[A::Rectify, A::Dispose, A::Return],
            State::Rectified => &[A::Review, A::Return],
            State::Closed | State::Merged => &[A::Reopen, A::Remark],
        };
        let mut allowed: BTreeSet<ActKind> = own.iter().copied().collect();
        if !state.is_over() {
            allowed.extend(OPEN);
        }
        if standing.due.is_some() {
            allowed.extend([A::Extend, A::Pause]);
        }
        for act in ActKind::ALL {
            match standing.refusal(*act) {
                None => assert!(allowed.contains(act), "{state:?} {act:?}"),
                Some(why) => {
                    assert!(!allowed.contains(act), "{state:?} {act:?}: {why}");
                    assert!(why.chars().count() > 6 && !why.contains(char::is_uppercase), "{why}");
                }
            }
        }
        assert!(!state.meaning().is_empty());
        assert_eq!(standing.stage().is_none(), state.is_over());
    }
}

#[test]
fn what_came_to_an_office_by_itself_is_accepted_without_a_report() {
    let direct = begin(true);
    assert_eq!(direct.refusal(ActKind::Accept), None);
    assert_eq!(direct.stage(), Some(Stage::Accept));
    assert!(begin(false).refusal(ActKind::Accept).unwrap().contains("还没有上报"));
}

#[test]
fn each_step_says_what_it_lacks() {
    let check = |state, act, by: &[PersonId], text: &str, evidence| {
        let step = Step { by: by.to_vec(), text: text.into(), ..step(act, WORKER) };
        at(state).check(&step, evidence, day(30)).err().unwrap_or_default()
    };
    let with = |state, act| check(state, act, &[WORKER], "", false);
    let no_way = Act::Dissuade { way: String::new(), outcome: Dissuaded::Refused };
    for (faults, field, words) in [
        (with(State::Found, no_way), "way", "劝阻方式"),
        (with(State::Found, report(2)), "text", "没有劝阻的原因"),
        (check(State::Reported, Act::Accept, &[], "", false), "by", "经办人"),
        (with(State::Reported, Act::Return), "text", "原因"),
        (with(State::Accepted, Act::Verify { verdict: Verdict::Untrue }), "document", "证明材料"),
        (
            with(State::Verified, Act::Dispose { disposal: Disposal::Enforcement, unit: None, due: None }),
            "unit",
            "承办",
        ),
        (
            with(State::Verified, Act::Dispose { disposal: Disposal::SelfRectify, unit: Some(UnitId(1)), due: None }),
            "unit",
            "不移交",
        ),
        (with(State::Rectifying, Act::Rectify { area: None, whole: false }), "area", "面积"),
        (with(State::Rectifying, Act::Rectify { area: Some(Area::mu(6)), whole: false }), "area", "超过"),
        (with(State::Rectifying, Act::Rectify { area: Some(Area::mu(5)), whole: false }), "area", "全部整改完成"),
        (with(State::Rectifying, Act::Rectify { area: Some(Area::mu(4)), whole: true }), "area", "小于"),
        (with(State::Rectifying, Act::Extend { due: day(2), approver: CLOSER }), "due", "晚于现在的期限"),
        (with(State::Rectifying, Act::Extend { due: day(30), approver: WORKER }), "approver", "其他人"),
        (with(State::Rectifying, Act::Pause), "text", "原因"),
        (with(State::Closed, Act::Reopen), "text", "原因"),
        (with(State::Closed, Act::Remark), "text", "情况"),
    ] {
        let said = faults.of(field).unwrap_or_else(|| panic!("no fault of {field}: {faults}"));
        assert!(said.contains(words), "{said}");
    }
    let receipt = step(Act::Receipt, WORKER);
    let receipt = Step { by: vec![], text: String::new(), ..receipt };
    assert!(at(State::Transferred).check(&receipt, false, day(30)).is_ok(), "a unit need not be a known person");
}

#[test]
fn nothing_is_closed_without_something_to_rest_on() {
    let mut standing = begin(false);
    for act in way(State::Reviewed) {
        let by = if matches!(act, Act::Rectify { .. }) { RECTIFIER } else { WORKER };
        standing.take(&step(act, by), false, &Rules::default());
    }
    let close = step(Act::Close, CLOSER);
    assert!(standing.check(&close, false, day(30)).unwrap_err().of("files").unwrap().contains("依据"));
    assert!(standing.check(&close, true, day(30)).is_ok());
    assert_eq!(standing.involved(&[CLOSER]), []);
    let named = standing.involved(&[FINDER, WORKER, RECTIFIER]);
    assert_eq!(named.iter().map(|(_, part)| *part).collect::<Vec<_>>(), ["发现人", "上报人", "整改人"]);
}

#[test]
fn steps_go_forward_in_time() {
    let mut standing = begin(false);
    let at_five = Step { on: day(5), at: chrono::NaiveTime::from_hms_opt(10, 0, 0), ..step(Act::Remark, WORKER) };
    standing.take(&at_five, false, &Rules::default());
    let earlier = Step { on: day(4), ..at_five.clone() };
    assert!(standing.check(&earlier, false, day(30)).unwrap_err().of("on").unwrap().contains("早于上一步"));
    let before = Step { at: chrono::NaiveTime::from_hms_opt(9, 0, 0), ..at_five.clone() };
    assert!(standing.check(&before, false, day(30)).unwrap_err().of("at").unwrap().contains("10:00"));
    assert!(standing.check(&at_five, false, day(4)).unwrap_err().of("on").unwrap().contains("今天之后"));
}

#[test]
fn a_failed_review_keeps_the_partial_areas_and_takes_back_the_whole() {
    let mut standing = at(State::Rectifying);
    go(&mut standing, Act::Rectify { area: Some(Area::mu(2)), whole: false });
    go(&mut standing, Act::Rectify { area: None, whole: true });
    assert_eq!((standing.state(), standing.now.rectified), (State::Rectified, Area::mu(5)));
    go(&mut standing, Act::Review { passed: false });
    assert_eq!((standing.state(), standing.now.rectified), (State::Rectifying, Area::mu(2)));

    let mut standing = at(State::Transferred);
    go(&mut standing, Act::Receipt);
    go(&mut standing, Act::Rectify { area: None, whole: true });
    go(&mut standing, Act::Review { passed: false });
    assert_eq!((standing.state(), standing.now.rectified), (State::Rectifying, Area(0)));
    assert_eq!(standing.before(), Some(State::Transferred));
}

#[test]
fn return_goes_back_one_stage_and_reopen_to_the_work() {
    let mut standing = at(State::Verified);
    go(&mut standing, Act::Return);
    assert_eq!(standing.state(), State::Accepted);
    go(&mut standing, Act::Return);
    go(&mut standing, Act::Return);
    assert_eq!((standing.state(), standing.now.grid), (State::Dissuaded, None));

    let mut standing = at(State::Closed);
    assert_eq!(standing.closed_on, Some(day(1)));
    go(&mut standing, Act::Reopen);
    assert_eq!((standing.state(), standing.now.rectified, standing.closed_on), (State::Rectifying, Area(0), None));
    assert!(!standing.now.proved);

    let mut standing = at(State::Merged);
    go(&mut standing, Act::Reopen);
    assert_eq!((standing.state(), standing.merged_into), (State::Found, None));

    let mut cleared = at(State::Cleared);
    go(&mut cleared, Act::Close);
    go(&mut cleared, Act::Reopen);
    assert_eq!(cleared.state(), State::Accepted);
}

#[test]
fn deadlines_run_stand_still_and_are_extended() {
    // 2026-06-01 is a Monday.
    let mut standing = begin(false);
    let due = |standing: &Standing| standing.due.map(|due| (due.stage, due.on));
    assert_eq!(due(&standing), Some((Stage::Dissuade, day(1))));
    for act in way(State::Rectifying) {
        go(&mut standing, act);
    }
    assert_eq!(due(&standing), Some((Stage::Rectify, day(22))), "15 working days");
    go(&mut standing, Act::Extend { due: day(25), approver: CLOSER });
    let later = |standing: &mut Standing, act, on| {
        standing.take(&Step { on, ..step(act, WORKER) }, false, &Rules::default());
    };
    later(&mut standing, Act::Pause, day(10));
    assert!(standing.refusal(ActKind::Rectify).unwrap().contains("先恢复"));
    later(&mut standing, Act::Resume, day(12));
    assert_eq!(due(&standing), Some((Stage::Rectify, day(27))), "two days stood still");
    later(&mut standing, Act::Supervise { due: Some(day(29)) }, day(12));
    assert_eq!((due(&standing), standing.supervised), (Some((Stage::Rectify, day(29))), true));
    let given = Act::Dispose { disposal: Disposal::SelfRectify, unit: None, due: Some(day(30)) };
    later(&mut standing, given, day(13));
    assert_eq!(due(&standing), Some((Stage::Rectify, day(30))));
    later(&mut standing, Act::Rectify { area: None, whole: true }, day(15));
    assert_eq!(due(&standing), Some((Stage::Review, day(22))));
}

/// Some step, sensible or not.
fn draw(random: &mut Random) -> Act {
    let flag = random.chance(500);
    match random.below(18) {
        0 => Act::Dissuade { way: "当面".into(), outcome: Dissuaded::Stopped },
        1 => report(2),
        2 => Act::Accept,
        3 => Act::Return,
        4 => Act::Verify { verdict: *random.pick(Verdict::ALL).unwrap() },
        5 => dispose(*random.pick(Disposal::ALL).unwrap()),
        6 => Act::Receipt,
        7 => Act::Rectify { area: None, whole: true },
        8 => Act::Rectify { area: Some(Area(i64::from(random.between(0, 700)))), whole: flag },
        9 => Act::Review { passed: flag },
        10 => Act::Close,
        11 => Act::Extend { due: day(30), approver: PersonId(random.between(1, 4).into()) },
        12 => Act::Pause,
        13 => Act::Resume,
        14 if flag => Act::Supervise { due: None },
        14 => Act::Release,
        15 if random.chance(200) => Act::Merge { into: ProblemId(9) },
        16 if random.chance(300) => Act::Reopen,
        _ => Act::Remark,
    }
}

#[test]
fn random_walks_break_nothing() {
    let (mut closed, mut taken) = (0, 0);
    for seed in 0..400 {
        let mut random = Random::new(seed);
        let mut standing = begin(random.chance(300));
        let mut evidence_given = false;
        for at in 0..280 {
            let on = day(1) + Days::new(at / 10);
            let by = PersonId(random.between(1, 4).into());
            let step = Step { on, ..step(draw(&mut random), by) };
            let evidence = random.chance(400);
            if standing.check(&step, evidence, day(30)).is_err() {
                continue;
            }
            if step.act == Act::Close && !standing.involved(&step.by).is_empty() {
                continue;
            }
            standing.take(&step, evidence, &Rules::default());
            evidence_given |= evidence;
            taken += 1;
            let total = standing.area.unwrap();
            assert!(standing.now.rectified <= total && standing.now.rectified >= Area(0), "{seed} {step:?}");
            assert_eq!(standing.closed_on.is_some(), standing.state() == State::Closed, "{seed} {step:?}");
            assert_eq!(standing.merged_into.is_some(), standing.state() == State::Merged, "{seed} {step:?}");
            assert!(standing.paused.is_none() || standing.due.is_some(), "{seed} {step:?}");
            if standing.state() == State::Closed {
                closed += 1;
                assert!(standing.now.proved && evidence_given && !standing.supervised, "{seed} {step:?}");
                if step.act == Act::Close {
                    assert!(standing.involved(&step.by).is_empty());
                }
            }
        }
    }
    assert!(closed > 50 && taken > 5_000, "{closed} {taken}");
}
