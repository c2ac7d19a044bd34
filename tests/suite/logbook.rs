//! 整月录入 by command: many lines as one operation, every wrong one told at once.

use gengbao::{
    domain::{
        annex::BlankForm,
        grid::Level,
        id::{GridId, PersonId},
        patrol::{Finding, Patrol, PatrolKind},
        patrol_rule::{Months, Per},
        roster::{DutyHolder, Role},
    },
    ops::{
        Command, OpFault, Refusal,
        logbook::LogPatrols,
        office::PutOperator,
        patrol_rule::{AddPatrolRule, AddWaiver},
        query::{self, patrol::PatrolQuery},
    },
};

use crate::support::{District, World, day, fault_of};

fn line(grid: GridId, d: u32, person: PersonId) -> Patrol {
    Patrol {
        date: day(2025, 5, d),
        start: None,
        end: None,
        kind: PatrolKind::Routine,
        grid,
        group: None,
        patrollers: vec![person],
        way: "步行".into(),
        finding: Finding::Nothing,
        found: String::new(),
        action: String::new(),
        weather: String::new(),
        note: String::new(),
    }
}

fn log(lines: Vec<Patrol>) -> Command {
    Command::LogPatrols(LogPatrols { lines })
}

/// 撖家塔村 with 网格员 王芳 of 一组, and 赵六 without a duty.
fn village() -> (World, District, PersonId, PersonId) {
    let mut world = World::new();
    let grids = world.district();
    let (member, stranger) = (world.person("王芳"), world.person("赵六"));
    world.duty(grids.group, Role::GridMember, DutyHolder::Person(member));
    (world, grids, member, stranger)
}

#[test]
fn a_month_is_one_operation() {
    let (mut world, grids, member, stranger) = village();
    let lines = vec![
        line(grids.village, 5, member),
        Patrol { group: Some(grids.group), ..line(grids.village, 12, member) },
        line(grids.village, 19, stranger),
        line(grids.village, 5, member),
    ];
    let outcome = world.contract(log(lines));
    assert_eq!(outcome.title, "登记巡查 4 条：罕台镇撖家塔村");
    assert_eq!(outcome.made.len(), 4);
    assert_eq!(outcome.warnings.len(), 2, "{:?}", outcome.warnings);
    assert!(outcome.warnings[0].starts_with("第 3 行：赵六在2025年5月19日没有任职"), "{}", outcome.warnings[0]);
    assert!(outcome.warnings[1].starts_with("第 4 行：可能重复登记"), "{}", outcome.warnings[1]);
    let detail =
        |place: usize| query::patrol::detail(&world.ws, gengbao::domain::id::PatrolId(outcome.made[place])).unwrap();
    assert_eq!(detail(2).strangers, [stranger], "marked where it is read");
    assert!(detail(0).strangers.is_empty());
    world.ws.undo().unwrap();
    assert_eq!(query::patrol::count(&world.ws, &PatrolQuery::default()).unwrap(), 0);
}

#[test]
fn every_wrong_line_is_told_at_once() {
    let (mut world, grids, member, _) = village();
    let at = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0);
    let fault = world.refuse(log(vec![
        line(grids.village, 5, member),
        Patrol { date: day(2025, 6, 11), ..line(grids.village, 5, member) },
        Patrol { date: day(2023, 12, 31), ..line(grids.village, 5, member) },
        Patrol { start: at(10), end: at(9), ..line(grids.village, 5, member) },
        Patrol { note: "长".repeat(10_000_000 / 3), ..line(grids.village, 5, member) },
        Patrol { patrollers: vec![PersonId(1)], ..line(grids.village, 5, member) },
        Patrol { patrollers: vec![], finding: Finding::Problem, ..line(grids.village, 5, member) },
    ]));
    let OpFault::Input(faults) = fault else { panic!("{fault}") };
    let told: Vec<_> =
        faults.0.iter().map(|fault| (fault.line.unwrap(), fault.field, fault.message.as_str())).collect();
    assert_eq!(
        told,
        [
            (1, "date", "第 2 行：巡查日期在今天之后，请核对"),
            (2, "grid", "第 3 行：「撖家塔村」在2023年12月31日还没有设立，请选择当时有效的网格或改日期"),
            (3, "end", "第 4 行：结束时间早于开始时间，请核对"),
            (4, "note", "第 5 行：备注有 3333333 个字，最多 4000 个字，请缩短"),
            (5, "line", "第 6 行：没有找到人员「0000000000001」"),
            (6, "patrollers", "第 7 行：请至少填写一名巡查人"),
            (6, "found", "第 7 行：选择了发现问题，请写明发现的情况"),
        ]
    );
    assert!(fault_of(&world.refuse(log(vec![])), "lines").contains("至少填写一行"));
    let many = vec![line(grids.village, 5, member); 2001];
    assert!(fault_of(&world.refuse(log(many)), "lines").contains("一次最多登记 2000 行"));
}

#[test]
fn somebody_limited_to_a_grid_writes_there_only() {
    let (mut world, grids, member, _) = village();
    let limited = PutOperator {
        operator: None,
        name: "铜川录入".into(),
        desk: gengbao::domain::desk::Desk::Town,
        scope: Some(grids.tongchuan),
        active: true,
    };
    world.run(Command::PutOperator(limited));
    world.ws.sign_in("铜川录入").unwrap();
    let fault = world.refuse(log(vec![line(grids.tongchuan, 5, member), line(grids.village, 5, member)]));
    assert!(matches!(fault, OpFault::Refused(Refusal::Scope { .. })), "{fault}");
    world.run(log(vec![line(grids.tongchuan, 5, member)]));
}

#[test]
fn codes_of_a_month_stay_whoever_comes_later() {
    let (mut world, grids, member, stranger) = village();
    let book = |world: &World, guests: &[PersonId]| {
        query::logbook::book(&world.ws, grids.village, day(2025, 5, 1), guests).unwrap()
    };
    let codes = |world: &World, guests: &[PersonId]| -> Vec<(u32, PersonId)> {
        book(world, guests).walkers.iter().map(|walker| (walker.code, walker.person)).collect()
    };
    assert_eq!(codes(&world, &[stranger]), [(1, member), (2, stranger)]);
    world.run(log(vec![line(grids.village, 5, stranger), line(grids.village, 5, member)]));
    let known = book(&world, &[]);
    assert_eq!(codes(&world, &[]), [(1, member), (2, stranger)], "who walked there has a code");
    assert_eq!((known.place.as_str(), known.known.len()), ("罕台镇撖家塔村", 2));
    assert!(!known.walkers[1].answers_on(day(2025, 5, 5)) && known.walkers[0].answers_on(day(2025, 5, 5)));
    let later = world.person("钱某");
    world.run(Command::AssignDuty(gengbao::ops::roster::AssignDuty {
        from: day(2025, 5, 20),
        ..crate::support::assignment(grids.village, Role::Supervisor, DutyHolder::Person(later))
    }));
    assert_eq!(codes(&world, &[])[0], (1, member), "a 监督人 of the 20th comes behind those of the 1st");
    let fault = query::logbook::book(&world.ws, grids.village, day(2023, 5, 1), &[]).unwrap_err();
    assert!(fault_of(&fault, "grid").contains("在2023年5月不存在"));
    let fault = query::logbook::book(&world.ws, grids.hantai, day(2025, 5, 1), &[]).unwrap_err();
    assert!(fault_of(&fault, "grid").contains("请选择村（社区）"));
}

#[test]
fn a_month_says_what_everyone_owes_by_the_rules() {
    let (mut world, grids, member, stranger) = village();
    let due = |world: &World, month: u32| {
        query::logbook::book(&world.ws, grids.village, day(2025, month, 1), &[]).unwrap().due
    };
    assert!(due(&world, 5).is_empty(), "nothing is laid down");
    let rule = |level, role, times, per| {
        Command::AddPatrolRule(AddPatrolRule {
            level,
            role,
            grid: None,
            times: Some(times),
            per: Some(per),
            months: Months::YEAR,
            way: String::new(),
            from: day(2024, 1, 1),
            until: None,
            document: String::new(),
            note: String::new(),
        })
    };
    world.run(rule(Level::Group, Role::GridMember, 1, Per::Week));
    world.run(rule(Level::Village, Role::Supervisor, 2, Per::Month));
    world.duty(grids.village, Role::Supervisor, DutyHolder::Person(member));
    assert_eq!(
        due(&world, 5),
        [(member, 4)].into(),
        "four weeks end in May, and a walk of the week is one of the village"
    );
    assert_eq!(due(&world, 6)[&member], 5, "also the weeks of June that are to come");
    world.run(Command::AddWaiver(AddWaiver {
        grid: Some(grids.village),
        person: None,
        from: day(2025, 5, 1),
        to: day(2025, 5, 31),
        reason: "防汛值守".into(),
        document: String::new(),
    }));
    assert_eq!(due(&world, 5).get(&member), Some(&1), "what is waived is not owed");
    assert!(!due(&world, 5).contains_key(&stranger));
}

#[test]
fn a_blank_ledger_carries_the_codes_of_its_month() {
    let (mut world, grids, member, stranger) = village();
    let codes = |world: &World, grid| {
        query::sheets::blank_sheet(&world.ws, BlankForm::Patrols, Some(grid), day(2025, 5, 20)).unwrap().codes
    };
    world.run(log(vec![line(grids.village, 5, stranger), line(grids.village, 5, member)]));
    let all = codes(&world, grids.village);
    assert_eq!(all[..2], ["巡查人代号（2025年5月）：1 王芳", "片区（小组）代号：1 一组"], "{all:?}");
    assert!(all[2].starts_with("发现情况代号：0 未发现问题　1 建房"));
    assert_eq!(codes(&world, grids.group), all, "a group is written with the codes of its village");
    assert!(codes(&world, grids.hantai).is_empty());
}
