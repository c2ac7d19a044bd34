//! The whole chain, step by step through the contract, with what each step says.

use gengbao::{
    domain::{
        area::Area,
        id::{ProblemId, ScanId},
        patrol::{Finding, Patrol},
        problem::{
            Problem, ProblemSource,
            step::{Act, Disposal, State, Verdict},
        },
    },
    ops::{
        Command,
        problem::{AddProblem, AttachEvidence, DetachEvidence, EditProblem},
        query::{
            patrol::{self, PatrolQuery},
            problem::{self, ProblemQuery},
        },
    },
};

use super::{Case, add, dissuade, photo, report, self_rectify, whole};
use crate::support::{day, fields::log};

#[test]
fn one_problem_goes_through_the_whole_chain() {
    let mut case = Case::new();
    let may = |d| day(2025, 5, d);
    let entry = AddProblem { problem: case.found(may(5)), files: vec![photo(1)] };
    let outcome = case.fields.world.contract(Command::AddProblem(entry));
    assert_eq!(outcome.title, "登记问题2025-0001：罕台镇撖家塔村一社 非农化（取土）");
    assert!(outcome.warnings.is_empty(), "{:?}", outcome.warnings);
    let id = ProblemId(outcome.made[0]);
    let (zhang, zhao, sun, qian, zhou) = (case.fields.zhang, case.zhao, case.sun, case.qian, case.zhou);
    let transfer = Act::Dispose { disposal: Disposal::Department, unit: Some(case.bureau), due: Some(may(30)) };
    let part = Act::Rectify { area: Some(Area(50)), whole: false };
    let steps = [
        (zhang, dissuade(), State::Dissuaded, "劝阻（当面劝阻）：未停止"),
        (zhang, report(case.fields.village), State::Reported, "上报至罕台镇撖家塔村"),
        (zhao, report(case.fields.town), State::Reported, "上报至罕台镇"),
        (qian, Act::Accept, State::Accepted, "受理"),
        (qian, Act::Verify { verdict: Verdict::True }, State::Verified, "核实：属实"),
        (qian, Act::Return, State::Accepted, "退回"),
        (qian, Act::Verify { verdict: Verdict::True }, State::Verified, "核实：属实"),
        (qian, transfer, State::Transferred, "处置：移送部门（自然资源分局），整改期限2025年5月30日"),
        (zhou, Act::Supervise { due: None }, State::Transferred, "挂牌督办"),
        (qian, Act::Receipt, State::Transferred, "收到回执"),
        (sun, part, State::Rectifying, "部分整改 0.50 亩"),
        (
            qian,
            Act::Extend { due: day(2025, 7, 1), approver: zhou },
            State::Rectifying,
            "延期至2025年7月1日（批准人 周九）",
        ),
        (qian, Act::Pause, State::Rectifying, "中止办理期限"),
        (qian, Act::Resume, State::Rectifying, "恢复办理期限"),
        (sun, whole(), State::Rectified, "全部整改完成"),
        (qian, Act::Review { passed: false }, State::Rectifying, "复查未通过，继续整改"),
        (sun, whole(), State::Rectified, "全部整改完成"),
        (qian, Act::Review { passed: true }, State::Reviewed, "复查通过"),
        (zhou, Act::Release, State::Reviewed, "解除挂牌督办"),
        (zhou, Act::Close, State::Closed, "销号"),
        (qian, Act::Remark, State::Closed, "情况说明"),
        (zhou, Act::Reopen, State::Rectifying, "重开"),
    ];
    for (place, (by, act, state, title)) in steps.into_iter().enumerate() {
        let mut step = case.step(id, may(5 + place as u32), by, act);
        if matches!(step.step.act, Act::Close) {
            step.files = vec![photo(2)];
        }
        let outcome = case.fields.world.contract(Command::TakeStep(step));
        assert_eq!(outcome.title, format!("问题2025-0001 {title}"));
        assert_eq!(case.state(id), state, "{title}");
        assert!(outcome.warnings.is_empty(), "{title}: {:?}", outcome.warnings);
    }
    let detail = problem::detail(&case.fields.world.ws, id).unwrap();
    assert_eq!((detail.steps.len(), detail.line.files, detail.line.number.as_str()), (22, 2, "2025-0001"));
    assert_eq!(detail.steps[0].by, ["张三（撖家塔村一社网格员）"].map(|by| by.replace("撖家塔村", "罕台镇撖家塔村")));
    assert_eq!(detail.files[0].name, "照片1.jpg");
    assert_eq!(detail.line.rectified, Area(0), "reopened: counted anew");
    let parts = case.fields.world.contract(Command::TakeStep(case.step(id, may(28), sun, whole()))).title;
    assert_eq!(parts, "问题2025-0001 全部整改完成");
}

#[test]
fn an_urgent_report_skips_a_level_which_is_told() {
    let mut case = Case::new();
    let id = case.enter(Problem { urgent: true, ..case.found(day(2025, 5, 5)) });
    let zhang = case.fields.zhang;
    let way = problem::report_way(&case.fields.world.ws, id, &[zhang], day(2025, 5, 5)).unwrap();
    let names: Vec<_> = way.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(names, ["罕台镇撖家塔村", "罕台镇", "东胜区"], "a 网格员 reports to the village");
    let urgent = Act::Report { to: case.fields.root, urgent: true, reason: "正在连片挖损".into() };
    let outcome = case.fields.world.contract(Command::TakeStep(case.step(id, day(2025, 5, 5), zhang, urgent)));
    assert_eq!(outcome.title, "问题2025-0001 上报至东胜区（越级，紧急）");
    assert_eq!(outcome.warnings, ["越级上报，已抄告撖家塔村", "越级上报，已抄告罕台镇"]);
    let detail = problem::detail(&case.fields.world.ws, id).unwrap();
    assert_eq!(detail.steps[0].notes, ["抄告罕台镇撖家塔村", "抄告罕台镇"]);
    for grid in [case.fields.village, case.fields.town] {
        let told = ProblemQuery { informed: Some(grid), ..ProblemQuery::default() };
        assert_eq!(problem::count(&case.fields.world.ws, &told).unwrap(), 1);
    }
    let report = detail.moves.iter().find(|one| one.act == "report").unwrap();
    assert!(report.refused.as_ref().unwrap().contains("一级网格"));
}

#[test]
fn an_overseer_reports_past_a_level_any_time() {
    let mut case = Case::new();
    let id = case.at(State::Dissuaded);
    let outcome = case.take(id, day(2025, 5, 6), case.sun, report(case.fields.root));
    assert_eq!(outcome.title, "问题2025-0001 上报至东胜区（越级）");
    assert_eq!(outcome.warnings, ["越级上报，已抄告罕台镇"]);
}

#[test]
fn what_was_lawful_is_closed_on_its_paper() {
    let mut case = Case::new();
    let id = case.at(State::Accepted);
    let mut step = case.step(id, day(2025, 5, 8), case.qian, Act::Verify { verdict: Verdict::Lawful });
    step.step.document = "示范备案1号".into();
    case.fields.world.contract(Command::TakeStep(step));
    assert_eq!(case.state(id), State::Cleared);
    case.take(id, day(2025, 5, 9), case.zhou, Act::Close);
    assert_eq!(case.state(id), State::Closed);
    case.take(id, day(2025, 5, 10), case.zhou, Act::Reopen);
    assert_eq!(case.state(id), State::Accepted);
}

#[test]
fn doubles_are_pointed_out_and_merged() {
    let mut case = Case::new();
    let first = case.enter(case.found(day(2025, 5, 5)));
    let outcome = case.fields.world.run(add(case.found(day(2025, 5, 5))));
    assert!(outcome.warnings[0].contains("可能与问题2025-0001"), "{:?}", outcome.warnings);
    let second = ProblemId(outcome.made[0]);
    let merge = case.step(second, day(2025, 5, 6), case.qian, Act::Merge { into: first });
    let outcome = case.fields.world.contract(Command::TakeStep(merge));
    assert_eq!(outcome.title, "问题2025-0002 并入问题2025-0001");
    let detail = problem::detail(&case.fields.world.ws, first).unwrap();
    assert_eq!(detail.merged, [(second, "2025-0002".to_owned())]);
    case.take(second, day(2025, 5, 7), case.qian, Act::Reopen);
    assert_eq!(case.state(second), State::Found);
}

#[test]
fn numbers_count_by_the_year_of_finding() {
    let mut case = Case::new();
    for (year, number) in [(2024, "2024-0001"), (2025, "2025-0001"), (2024, "2024-0002")] {
        let id = case.enter(case.found(day(year, 5, 5)));
        assert_eq!(problem::detail(&case.fields.world.ws, id).unwrap().line.number, number);
        assert_eq!(problem::numbered(&case.fields.world.ws, number).unwrap(), Some(id));
    }
    let newest = problem::numbered(&case.fields.world.ws, "1").unwrap().unwrap();
    assert_eq!(problem::detail(&case.fields.world.ws, newest).unwrap().line.number, "2025-0001");
    assert_eq!(problem::numbered(&case.fields.world.ws, "2023-0001").unwrap(), None);
}

#[test]
fn facts_are_corrected_and_evidence_is_added_later() {
    let mut case = Case::new();
    let id = case.at(State::Reported);
    let facts = Problem { area: Some(Area::mu(3)), spot: "机井旁".into(), ..case.found(day(2025, 5, 4)) };
    let outcome = case.fields.world.contract(Command::EditProblem(EditProblem { id, problem: facts }));
    assert_eq!(outcome.title, "更正问题2025-0001：罕台镇撖家塔村一社 非农化（取土）");
    let step = problem::detail(&case.fields.world.ws, id).unwrap().steps[1].id;
    for step in [None, Some(step)] {
        let files = vec![photo(3), photo(4)];
        let outcome = case.fields.world.contract(Command::AttachEvidence(AttachEvidence { problem: id, step, files }));
        assert!(outcome.title.starts_with("添加证据 2 个：问题2025-0001"));
    }
    let detail = problem::detail(&case.fields.world.ws, id).unwrap();
    assert_eq!((detail.files.len(), detail.steps[1].files.len(), detail.line.files), (2, 2, 4));
    let scan: ScanId = detail.files[0].scan;
    let outcome = case.fields.world.contract(Command::DetachEvidence(DetachEvidence { scan }));
    assert!(outcome.title.starts_with("移除证据「照片3.jpg」"), "{}", outcome.title);
}

#[test]
fn what_came_from_above_is_accepted_at_once_and_self_rectified() {
    let mut case = Case::new();
    let problem = Problem {
        source: ProblemSource::Satellite,
        finders: vec![],
        found_by: "卫星监测图斑".into(),
        ..case.found(day(2025, 5, 5))
    };
    let id = case.enter(problem);
    case.take(id, day(2025, 5, 6), case.qian, Act::Accept);
    case.take(id, day(2025, 5, 7), case.qian, Act::Verify { verdict: Verdict::True });
    case.take(id, day(2025, 5, 8), case.qian, self_rectify());
    assert_eq!(case.state(id), State::Rectifying);
}

#[test]
fn a_patrol_and_its_problem_know_each_other() {
    let mut case = Case::new();
    let walk = Patrol { finding: Finding::Problem, found: "取土".into(), ..case.fields.walk(day(2025, 5, 5)) };
    let patrol_id = gengbao::domain::id::PatrolId(case.fields.world.make(log(walk)));
    let unentered = PatrolQuery { unentered: true, ..PatrolQuery::default() };
    let count = |case: &Case| patrol::count(&case.fields.world.ws, &unentered).unwrap();
    assert_eq!(count(&case), 1, "未立问题");
    let id = case.enter(Problem { patrol: Some(patrol_id), ..case.found(day(2025, 5, 5)) });
    assert_eq!(count(&case), 0);
    let walk = patrol::detail(&case.fields.world.ws, patrol_id).unwrap();
    assert_eq!(walk.problems, [(id, "2025-0001".to_owned())]);
    let detail = problem::detail(&case.fields.world.ws, id).unwrap();
    assert_eq!(detail.patrol.unwrap().1, "2025年5月5日 罕台镇撖家塔村 巡田");
}
