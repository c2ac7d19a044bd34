//! What is refused, and with which words.

use gengbao::{
    domain::{
        area::Area,
        desk::Desk,
        id::{GridId, PersonId, ProblemId, ScanId, StepId, UnitId},
        patrol::{Finding, Patrol},
        problem::{
            Problem,
            step::{Act, Disposal, State, Verdict},
        },
        scan::ScanOwner,
    },
    ops::{
        Command, OpFault, Refusal,
        mechanism::{AttachScans, DetachScan},
        office::PutOperator,
        patrol::DeletePatrol,
        problem::{AttachEvidence, DetachEvidence, EditProblem, SetStepLimit},
        query::problem,
    },
};

use super::{Case, add, dissuade, photo, report, self_rectify, whole};
use crate::support::{day, fault_of, fields::log, in_use};

#[test]
fn facts_that_cannot_stand_are_refused_on_their_field() {
    let mut case = Case::new();
    let good = case.found(day(2025, 5, 5));
    for (field, problem, words) in [
        ("found_on", Problem { found_on: day(2025, 6, 11), ..good.clone() }, "今天之后"),
        ("description", Problem { description: " ".into(), ..good.clone() }, "写明发现了什么"),
        ("description", Problem { description: "长".repeat(4001), ..good.clone() }, "最多 4000 个字"),
        ("finders", Problem { finders: vec![], ..good.clone() }, "发现人"),
        ("area", Problem { area: Some(Area(-5)), ..good.clone() }, "大于零"),
        ("grid", Problem { grid: case.fields.group, group: None, ..good.clone() }, "选择它所在的村"),
        ("grid", Problem { found_on: day(2023, 12, 31), ..good.clone() }, "还没有设立"),
        ("group", Problem { grid: case.fields.next_village, ..good.clone() }, "不是查干村的片区"),
    ] {
        let message = fault_of(&case.fields.world.refuse(add(problem)), field);
        assert!(message.contains(words), "{field}: {message}");
    }
    for problem in [Problem { grid: GridId(9), ..good.clone() }, Problem { finders: vec![PersonId(9)], ..good.clone() }]
    {
        assert!(matches!(case.fields.world.refuse(add(problem)), OpFault::NotFound { .. }));
    }
    let later = Patrol { finding: Finding::Problem, found: "取土".into(), ..case.fields.walk(day(2025, 5, 6)) };
    let patrol = gengbao::domain::id::PatrolId(case.fields.world.make(log(later)));
    let message = fault_of(&case.fields.world.refuse(add(Problem { patrol: Some(patrol), ..good.clone() })), "patrol");
    assert!(message.contains("发现日期之后"));
    case.enter(Problem { found_on: day(2025, 5, 6), patrol: Some(patrol), ..good });
    let fault = case.fields.world.refuse(Command::DeletePatrol(DeletePatrol { id: patrol }));
    assert!(in_use(&fault).contains("问题2025-0001"));
}

#[test]
fn steps_out_of_turn_are_refused_in_words() {
    let mut case = Case::new();
    let acts = |case: &Case| {
        [
            dissuade(),
            report(case.fields.town),
            Act::Accept,
            Act::Return,
            Act::Verify { verdict: Verdict::True },
            self_rectify(),
            Act::Receipt,
            whole(),
            Act::Review { passed: true },
            Act::Close,
            Act::Extend { due: day(2025, 12, 1), approver: case.zhou },
            Act::Pause,
            Act::Resume,
            Act::Supervise { due: None },
            Act::Release,
            Act::Reopen,
        ]
    };
    for state in State::ALL.iter().filter(|state| ![State::Cleared, State::Transferred, State::Merged].contains(state))
    {
        let mut own = Case::new();
        let id = own.at(*state);
        let detail = problem::detail(&own.fields.world.ws, id).unwrap();
        for act in acts(&own) {
            let name = act.kind().name();
            let refused = detail.moves.iter().find(|one| one.act == name).unwrap().refused.clone();
            let Some(refused) = refused else { continue };
            let step = own.step(id, day(2025, 5, 20), own.qian, act);
            let fault = own.fields.world.refuse(Command::TakeStep(step));
            assert_eq!(fault_of(&fault, "act"), refused, "{state:?} {name}");
            assert!(fault.notice().title.contains(&refused), "{}", fault.notice().title);
        }
    }
    let id = case.at(State::Found);
    let message = |case: &mut Case, act| {
        let step = case.step(id, day(2025, 5, 6), case.qian, act);
        fault_of(&case.fields.world.refuse(Command::TakeStep(step)), "act")
    };
    assert_eq!(message(&mut case, Act::Close), "问题已发现，现在不能销号；请先办理：劝阻、上报");
    assert_eq!(message(&mut case, Act::Accept), "还没有上报，上级网格不能受理，请先上报");
    assert_eq!(message(&mut case, Act::Reopen), "问题还在办理（已发现），不用重开");
}

#[test]
fn reports_go_up_and_past_a_level_only_when_urgent() {
    let mut case = Case::new();
    let id = case.at(State::Dissuaded);
    let (zhang, zhao) = (case.fields.zhang, case.zhao);
    let (village, town, root, other) =
        (case.fields.village, case.fields.town, case.fields.root, case.fields.other_town);
    for (by, to, field, words) in [
        (zhang, town, "urgent", "紧急"),
        (zhang, town, "reason", "原因"),
        (zhao, root, "urgent", "紧急"),
        (zhao, village, "to", "上一级是罕台镇"),
        (zhang, other, "to", "上级网格"),
    ] {
        let step = case.step(id, day(2025, 5, 6), by, report(to));
        let message = fault_of(&case.fields.world.refuse(Command::TakeStep(step)), field);
        assert!(message.contains(words), "{field}: {message}");
    }
    case.take(id, day(2025, 5, 6), zhang, report(village));
    let fresh =
        case.enter(Problem { kind: gengbao::domain::problem::ProblemKind::Other, ..case.found(day(2025, 5, 5)) });
    let mut step = case.step(fresh, day(2025, 5, 6), zhang, report(village));
    step.step.text = String::new();
    let message = fault_of(&case.fields.world.refuse(Command::TakeStep(step)), "text");
    assert!(message.contains("没有劝阻的原因"), "R067: {message}");
}

#[test]
fn who_found_reported_or_rectified_it_does_not_close_it() {
    let mut case = Case::new();
    let id = case.at(State::Reviewed);
    for (by, words) in
        [(case.fields.zhang, "张三（发现人）"), (case.zhao, "赵六（上报人）"), (case.sun, "孙七（整改人）")]
    {
        let step = case.step(id, day(2025, 5, 14), by, Act::Close);
        let message = fault_of(&case.fields.world.refuse(Command::TakeStep(step)), "by");
        assert!(message.contains(words), "{message}");
    }
    let mut both = case.step(id, day(2025, 5, 14), case.zhou, Act::Close);
    both.step.by.push(case.sun);
    assert!(fault_of(&case.fields.world.refuse(Command::TakeStep(both)), "by").contains("孙七"));
    case.take(id, day(2025, 5, 14), case.zhou, Act::Close);
    let mut facts = case.found(day(2025, 5, 5));
    facts.finders = vec![case.zhou];
    let fault = case.fields.world.refuse(Command::EditProblem(EditProblem { id, problem: facts }));
    assert!(fault_of(&fault, "finders").contains("销号人不能是发现人"));
}

#[test]
fn nothing_is_closed_without_evidence_and_evidence_stays() {
    let mut case = Case::new();
    let id = case.at(State::Rectified);
    case.take(id, day(2025, 5, 13), case.qian, Act::Review { passed: true });
    let close = case.step(id, day(2025, 5, 14), case.zhou, Act::Close);
    assert!(fault_of(&case.fields.world.refuse(Command::TakeStep(close.clone())), "files").contains("依据"));
    let mut proved = close;
    proved.files = vec![photo(5)];
    case.fields.world.run(Command::TakeStep(proved));
    let detail = problem::detail(&case.fields.world.ws, id).unwrap();
    let scan = detail.steps.last().unwrap().files[0].scan;
    let fault = case.fields.world.refuse(Command::DetachEvidence(DetachEvidence { scan }));
    assert!(in_use(&fault).contains("证据材料要留存"));
    let fault = case.fields.world.refuse(Command::DetachScan(DetachScan { scan }));
    assert!(fault_of(&fault, "owner").contains("问题页面"));
    let owner = ScanOwner::Problem(id);
    let fault = case.fields.world.refuse(Command::AttachScans(AttachScans { owner, files: vec![photo(6)] }));
    assert!(fault_of(&fault, "owner").contains("问题页面"));
}

#[test]
fn the_only_proof_of_a_cleared_problem_stays() {
    let mut case = Case::new();
    let id = case.at(State::Accepted);
    let mut step = case.step(id, day(2025, 5, 8), case.qian, Act::Verify { verdict: Verdict::Untrue });
    assert!(fault_of(&case.fields.world.refuse(Command::TakeStep(step.clone())), "document").contains("证明材料"));
    step.files = vec![photo(7)];
    case.fields.world.run(Command::TakeStep(step));
    let detail = problem::detail(&case.fields.world.ws, id).unwrap();
    let scan = detail.steps.last().unwrap().files[0].scan;
    let fault = case.fields.world.refuse(Command::DetachEvidence(DetachEvidence { scan }));
    assert!(in_use(&fault).contains("无需整改"));
}

#[test]
fn merging_makes_no_circles_and_no_chains() {
    let mut case = Case::new();
    let one = case.enter(case.found(day(2025, 5, 5)));
    let two = case.enter(case.found(day(2025, 5, 5)));
    let three = case.enter(case.found(day(2025, 5, 5)));
    case.take(two, day(2025, 5, 6), case.qian, Act::Merge { into: one });
    for (id, into, words) in
        [(one, one, "不能并入自己"), (one, three, "已经并入本件"), (three, two, "请选择正在办理的问题")]
    {
        let step = case.step(id, day(2025, 5, 7), case.qian, Act::Merge { into });
        let message = fault_of(&case.fields.world.refuse(Command::TakeStep(step)), "into");
        assert!(message.contains(words), "{message}");
    }
}

#[test]
fn corrections_do_not_take_the_ground_from_what_was_done() {
    let mut case = Case::new();
    let id = case.at(State::Rectified);
    let good = case.found(day(2025, 5, 5));
    for (field, problem, words) in [
        ("found_on", Problem { found_on: day(2025, 5, 6), ..good.clone() }, "第一次办理"),
        ("area", Problem { area: Some(Area::mu(1)), ..good.clone() }, "已整改 2.00 亩"),
        ("grid", Problem { grid: case.fields.far_village, group: None, ..good.clone() }, "已上报给罕台镇"),
    ] {
        let fault = case.fields.world.refuse(Command::EditProblem(EditProblem { id, problem }));
        let message = fault_of(&fault, field);
        assert!(message.contains(words), "{message}");
    }
}

#[test]
fn what_does_not_exist_is_said() {
    let mut case = Case::new();
    let id = case.at(State::Verified);
    let (nothing, scan) = (ProblemId(9), ScanId(9));
    let unit = Act::Dispose { disposal: Disposal::Enforcement, unit: Some(UnitId(9)), due: None };
    let extend = Act::Extend { due: day(2025, 12, 1), approver: PersonId(9) };
    let files = vec![photo(1)];
    for command in [
        Command::TakeStep(case.step(nothing, day(2025, 5, 9), case.qian, Act::Accept)),
        Command::TakeStep(case.step(id, day(2025, 5, 9), PersonId(9), self_rectify())),
        Command::TakeStep(case.step(id, day(2025, 5, 9), case.qian, unit)),
        Command::TakeStep(case.step(id, day(2025, 5, 9), case.qian, extend)),
        Command::EditProblem(EditProblem { id: nothing, problem: case.found(day(2025, 5, 5)) }),
        Command::AttachEvidence(AttachEvidence { problem: id, step: Some(StepId(9)), files: files.clone() }),
        Command::AttachEvidence(AttachEvidence { problem: nothing, step: None, files }),
        Command::DetachEvidence(DetachEvidence { scan }),
    ] {
        let fault = case.fields.world.refuse(command);
        assert!(matches!(fault, OpFault::NotFound { .. }), "{fault}");
    }
    let empty = Command::AttachEvidence(AttachEvidence { problem: id, step: None, files: vec![] });
    assert!(fault_of(&case.fields.world.refuse(empty), "files").contains("选择"));
    let long = SetStepLimit {
        stage: gengbao::domain::problem::limit::Stage::Accept,
        days: Some(1000),
        day_unit: gengbao::domain::workday::DayUnit::Working,
        from: day(2025, 1, 1),
    };
    assert!(fault_of(&case.fields.world.refuse(Command::SetStepLimit(long)), "days").contains("最长"));
}

#[test]
fn an_operator_of_a_village_works_in_the_field_and_one_of_the_town_on_what_was_reported() {
    let mut case = Case::new();
    let (village, town, other) = (case.fields.village, case.fields.town, case.fields.other_town);
    for (name, scope) in [("村录入", village), ("镇办理", town), ("邻镇", other)] {
        let operator =
            PutOperator { operator: None, name: name.into(), desk: Desk::Town, scope: Some(scope), active: true };
        case.fields.world.run(Command::PutOperator(operator));
    }
    let id = case.at(State::Reported);
    let accept = Command::TakeStep(case.step(id, day(2025, 5, 7), case.qian, Act::Accept));
    for name in ["村录入", "邻镇"] {
        case.fields.world.ws.sign_in(name).unwrap();
        let fault = case.fields.world.refuse(accept.clone());
        assert!(matches!(fault, OpFault::Refused(Refusal::Scope { .. })), "{name}");
        assert!(fault.notice().title.contains("只能办理"), "{}", fault.notice().title);
    }
    case.fields.world.ws.sign_in("村录入").unwrap();
    case.fields.world.run(Command::TakeStep(case.step(id, day(2025, 5, 7), case.zhao, Act::Remark)));
    case.fields.world.refuse(add(Problem {
        grid: case.fields.next_village,
        group: None,
        ..case.found(day(2025, 5, 5))
    }));
    case.fields.world.ws.sign_in("镇办理").unwrap();
    case.fields.world.run(accept);
    assert_eq!(case.state(id), State::Accepted);
}
