//! 月报 and 听取汇报: who is due, what is prefilled, who is missing, and the hearings.

use gengbao::{
    domain::{
        grid::GridKind,
        hearing::HearingPart,
        id::{GridId, MonthlyReportId, PersonId},
        month::Month,
        monthly_report::Standing,
        patrol::{Finding, Patrol, PatrolKind},
        roster::{DutyHolder, Role},
    },
    ops::{
        Command,
        hearing::{AddHearing, DeleteHearing, EditHearing, Hearing},
        monthly::{
            DeleteMonthlyReport, EditMonthlyReport, MonthlyReport, SetMonthlyDue, SubmitMonthlyReport, SubmitNilReports,
        },
        patrol::LogPatrol,
        query::{hearing, monthly},
        roster::EndDuty,
    },
};

use super::support::{District, World, day, fault_of, today};

fn may() -> Month {
    Month::new(2025, 5).unwrap()
}

/// 撖家塔村 with 一组 (甲), 二组 (乙) and 三组 (nobody); its 监督人 is 支书.
fn village(world: &mut World) -> (District, PersonId, PersonId, PersonId) {
    let district = world.district();
    let second = world.grid(district.village, GridKind::Group, "二组");
    world.grid(district.village, GridKind::Group, "三组");
    let (first, other, head) = (world.person("甲某"), world.person("乙某"), world.person("支书某"));
    world.duty(district.group, Role::GridMember, DutyHolder::Person(first));
    world.duty(second, Role::GridMember, DutyHolder::Person(other));
    world.duty(district.village, Role::Supervisor, DutyHolder::Person(head));
    (district, first, other, head)
}

fn patrol(world: &mut World, grid: GridId, person: PersonId, date: chrono::NaiveDate, found: &str) {
    let finding = if found.is_empty() { Finding::Nothing } else { Finding::Problem };
    let patrol = Patrol {
        date,
        start: None,
        end: None,
        kind: PatrolKind::Routine,
        grid,
        group: None,
        patrollers: vec![person],
        way: String::new(),
        finding,
        found: found.into(),
        action: String::new(),
        weather: String::new(),
        note: String::new(),
    };
    world.run(Command::LogPatrol(LogPatrol { patrol, files: vec![] }));
}

fn facts(person: PersonId, grid: GridId) -> MonthlyReport {
    MonthlyReport {
        person,
        grid,
        month: may(),
        on: day(2025, 6, 4),
        receiver: None,
        nil: false,
        patrolled: String::new(),
        found: String::new(),
        publicity: "入户宣传 3 户".into(),
        signs: String::new(),
        other: String::new(),
    }
}

fn submit(person: PersonId, grid: GridId) -> SubmitMonthlyReport {
    SubmitMonthlyReport { facts: facts(person, grid), files: vec![] }
}

#[test]
fn a_report_is_prefilled_from_the_ledgers_and_frozen() {
    let mut world = World::new();
    let (district, first, _, head) = village(&mut world);
    patrol(&mut world, district.village, first, day(2025, 5, 3), "");
    patrol(&mut world, district.village, first, day(2025, 5, 3), "地边堆土");
    patrol(&mut world, district.village, first, day(2025, 5, 20), "");
    patrol(&mut world, district.village, first, day(2025, 6, 1), "");
    let draft = monthly::draft(&world.ws, first, district.village, may()).unwrap();
    assert_eq!((draft.counts.total(), draft.counts.days, draft.counts.findings), (3, 2, 1));
    assert_eq!(draft.found, "2025年5月3日：地边堆土");
    assert_eq!(draft.receivers.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["支书某（监督人）"]);
    let report = MonthlyReport { receiver: Some(head), found: draft.found, ..facts(first, district.village) };
    let outcome = world.contract(Command::SubmitMonthlyReport(SubmitMonthlyReport { facts: report, files: vec![] }));
    assert_eq!(outcome.title, "报送月报：撖家塔村 甲某 2025年5月");
    assert!(outcome.warnings.is_empty(), "{:?}", outcome.warnings);
    let id = MonthlyReportId(outcome.made[0]);
    let detail = monthly::report(&world.ws, id).unwrap();
    assert_eq!(detail.row.patrolled, "巡查 3 次（日常巡查 3），共 2 天，其中 1 次发现问题");
    assert_eq!((detail.town_name.as_str(), detail.groups.as_str(), detail.days_late), ("罕台镇", "一组", 0));
    // What is entered later does not change what was reported; it is shown, and can be taken over.
    patrol(&mut world, district.village, first, day(2025, 5, 28), "");
    let detail = monthly::report(&world.ws, id).unwrap();
    assert_eq!((detail.row.counts.total(), detail.counts_now.map(|now| now.total())), (3, Some(4)));
    let edit = EditMonthlyReport { monthly_report: id, recount: false, facts: facts(first, district.village) };
    world.contract(Command::EditMonthlyReport(edit.clone()));
    assert_eq!(monthly::report(&world.ws, id).unwrap().row.counts.total(), 3);
    world.run(Command::EditMonthlyReport(EditMonthlyReport { recount: true, ..edit }));
    assert_eq!(monthly::report(&world.ws, id).unwrap().row.counts.total(), 4);
    world.contract(Command::DeleteMonthlyReport(DeleteMonthlyReport { monthly_report: id }));
    assert!(monthly::report(&world.ws, id).is_err());
}

#[test]
fn the_board_knows_who_is_missing_late_vacant_and_gone() {
    let mut world = World::new();
    let (district, first, other, _) = village(&mut world);
    let board = |world: &World, on| monthly::board(&world.ws, may(), on, None).unwrap();
    let standings =
        |world: &World, on| -> Vec<Standing> { board(world, on).members.iter().map(|line| line.standing).collect() };
    assert_eq!(standings(&world, day(2025, 6, 5)), [Standing::Awaited, Standing::Awaited]);
    assert_eq!(standings(&world, day(2025, 6, 6)), [Standing::Missing, Standing::Missing]);
    assert_eq!(board(&world, today()).vacant.len(), 1);
    world.run(Command::SubmitMonthlyReport(submit(first, district.village)));
    let late = MonthlyReport { on: day(2025, 6, 9), ..facts(other, district.village) };
    world.run(Command::SubmitMonthlyReport(SubmitMonthlyReport { facts: late, files: vec![] }));
    let now = board(&world, today());
    assert_eq!(standings(&world, today()), [Standing::InTime, Standing::Late]);
    let total = now.total();
    assert_eq!((total.due, total.in_time, total.late, total.missing, total.vacant), (2, 1, 1, 0, 1));
    assert_eq!((total.rate(), total.rate_in_time()), (Some(1000), Some(500)));
    // Before it was handed in, it was not there.
    assert_eq!(standings(&world, day(2025, 6, 8)), [Standing::InTime, Standing::Missing]);
    // Towns, villages and members of another place are left out.
    let elsewhere = monthly::board(&world.ws, may(), today(), Some(district.tongchuan)).unwrap();
    assert!(elsewhere.members.is_empty() && elsewhere.towns.len() == 1);
    let here = monthly::board(&world.ws, may(), today(), Some(district.village)).unwrap();
    assert_eq!((here.towns.len(), here.villages.len(), here.members.len()), (1, 1, 2));
    // A month that has not begun asks nobody.
    let ahead = monthly::board(&world.ws, Month::new(2025, 9).unwrap(), today(), None).unwrap();
    assert!(ahead.members.is_empty() && ahead.vacant.is_empty());
}

#[test]
fn who_left_during_the_month_is_not_due_but_may_report() {
    let mut world = World::new();
    let (district, first, _, _) = village(&mut world);
    let board = monthly::board(&world.ws, may(), today(), None).unwrap();
    assert_eq!(board.total().due, 2);
    let duty = world_duty(&world, district.group);
    world.run(Command::EndDuty(EndDuty { duty, on: day(2025, 5, 15) }));
    let board = monthly::board(&world.ws, may(), today(), None).unwrap();
    let line = board.members.iter().find(|line| line.person == first).unwrap();
    assert_eq!((line.standing, line.left.is_some()), (Standing::Left, true));
    assert_eq!((board.total().due, board.total().vacant), (1, 2));
    world.run(Command::SubmitMonthlyReport(submit(first, district.village)));
    let total = monthly::board(&world.ws, may(), today(), None).unwrap().total();
    assert_eq!((total.due, total.handed_in(), total.rate()), (1, 0, Some(0)));
}

fn world_duty(world: &World, grid: GridId) -> gengbao::domain::id::DutyId {
    let roles = gengbao::ops::query::grid::detail(&world.ws, grid, day(2025, 5, 1)).unwrap();
    roles.roles.iter().flat_map(|role| &role.duties).map(|line| line.duty).next().unwrap()
}

#[test]
fn a_whole_village_reports_nothing_found_at_once() {
    let mut world = World::new();
    let (district, first, other, head) = village(&mut world);
    patrol(&mut world, district.village, other, day(2025, 5, 20), "撂荒一处");
    let all = SubmitNilReports {
        grid: district.village,
        month: may(),
        on: day(2025, 6, 5),
        receiver: Some(head),
        people: vec![],
    };
    let outcome = world.contract(Command::SubmitNilReports(all.clone()));
    assert_eq!(outcome.title, "批量报送月报 1 份（无问题）：撖家塔村 2025年5月");
    assert!(outcome.warnings[0].contains("乙某：台账中本月有发现问题的记录"));
    let board = monthly::board(&world.ws, may(), today(), None).unwrap();
    let line = board.members.iter().find(|line| line.person == first).unwrap();
    assert!(line.report.as_ref().is_some_and(|report| report.nil));
    let fault = world.refuse(Command::SubmitNilReports(all.clone()));
    assert!(fault_of(&fault, "people").contains("台账中都有发现问题的记录"));
    let fault = world.refuse(Command::SubmitNilReports(SubmitNilReports { people: vec![first], ..all }));
    assert!(fault_of(&fault, "people").contains("没有需要报送月报"));
}

#[test]
fn the_due_day_is_set_from_a_month_on() {
    let mut world = World::new();
    let (district, first, ..) = village(&mut world);
    world.run(Command::SubmitMonthlyReport(submit(first, district.village)));
    let rule = SetMonthlyDue { from: may(), day: Some(3), basis: "区办〔2025〕3号".into() };
    let outcome = world.contract(Command::SetMonthlyDue(rule.clone()));
    assert_eq!(outcome.title, "自2025年5月起，月报截止日为次月3日");
    let standing = |world: &World| monthly::board(&world.ws, may(), today(), None).unwrap().members[0].standing;
    assert_eq!(standing(&world), Standing::Late);
    let april = monthly::board(&world.ws, may().previous(), today(), None).unwrap();
    assert_eq!(april.due.on, day(2025, 5, 6), "5 May 2025 is a holiday");
    world.contract(Command::SetMonthlyDue(SetMonthlyDue { day: None, ..rule.clone() }));
    assert_eq!(standing(&world), Standing::InTime);
    let fault = world.refuse(Command::SetMonthlyDue(SetMonthlyDue { day: None, ..rule.clone() }));
    assert!(fault_of(&fault, "from").contains("不需要取消"));
    let fault = world.refuse(Command::SetMonthlyDue(SetMonthlyDue { day: Some(31), ..rule }));
    assert!(fault_of(&fault, "day").contains("1—28 日之间"));
}

#[test]
fn wrong_reports_are_refused_by_their_field() {
    let mut world = World::new();
    let (district, first, other, head) = village(&mut world);
    let send = |facts: MonthlyReport| Command::SubmitMonthlyReport(SubmitMonthlyReport { facts, files: vec![] });
    let usual = facts(first, district.village);
    let fault = world.refuse(send(MonthlyReport { person: head, ..usual.clone() }));
    assert!(fault_of(&fault, "person").contains("不是撖家塔村的网格员"));
    let fault = world.refuse(send(MonthlyReport { grid: district.hantai, ..usual.clone() }));
    assert!(fault_of(&fault, "grid").contains("请选择村（社区）"));
    let fault = world.refuse(send(MonthlyReport { on: day(2025, 6, 11), ..usual.clone() }));
    assert!(fault_of(&fault, "on").contains("不能在今天之后"));
    let fault = world.refuse(send(MonthlyReport { on: day(2025, 4, 30), ..usual.clone() }));
    assert!(fault_of(&fault, "on").contains("在2025年5月之前"));
    let fault = world.refuse(send(MonthlyReport { month: Month::new(2025, 7).unwrap(), ..usual.clone() }));
    assert!(fault_of(&fault, "month").contains("还没有开始"));
    let fault = world.refuse(send(MonthlyReport { nil: true, found: "堆土".into(), ..usual.clone() }));
    assert!(fault_of(&fault, "found").contains("选择了无问题"));
    let fault = world.refuse(send(MonthlyReport { other: "长".repeat(4001), ..usual.clone() }));
    assert!(fault_of(&fault, "other").contains("最多"));
    world.run(send(usual.clone()));
    let fault = world.refuse(send(usual.clone()));
    assert!(fault_of(&fault, "person").contains("请修改原来的月报"));
    // Odd, but possible: told, not refused.
    let outcome = world.run(send(MonthlyReport { receiver: Some(first), ..facts(other, district.village) }));
    assert!(outcome.warnings[0].contains("不是该村（社区）的监督人或监管人"));
    world.ws.sign_in("考核员").unwrap();
    world.refuse(send(MonthlyReport { month: may().previous(), on: day(2025, 5, 5), ..usual }));
}

#[test]
fn hearings_are_kept_with_who_heard_whom() {
    let mut world = World::new();
    let (district, first, other, head) = village(&mut world);
    let usual = Hearing {
        grid: district.hantai,
        on: day(2025, 5, 12),
        place: "镇政府三楼会议室".into(),
        heard_by: vec![head],
        reporters: vec![first, other],
        matters: "四月份巡查和撂荒整治情况".into(),
        decisions: "限期复耕".into(),
        follow_up: String::new(),
        note: String::new(),
    };
    let outcome = world.contract(Command::AddHearing(AddHearing { facts: usual.clone(), files: vec![] }));
    assert_eq!(outcome.title, "登记听取汇报：2025年5月12日 罕台镇");
    let list = |world: &World, grid| hearing::list(&world.ws, 2025, today(), grid).unwrap();
    let line = list(&world, None).remove(0);
    assert_eq!(
        (line.names(HearingPart::Hears), line.names(HearingPart::Reports)),
        ("支书某".into(), "甲某、乙某".into())
    );
    assert!(list(&world, Some(district.tongchuan)).is_empty() && list(&world, Some(district.root)).len() == 1);
    assert!(hearing::list(&world.ws, 2025, day(2025, 5, 11), None).unwrap().is_empty());
    let done = Hearing { follow_up: "5月20日已复耕".into(), reporters: vec![other], ..usual.clone() };
    world.contract(Command::EditHearing(EditHearing { hearing: line.row.id, facts: done }));
    assert_eq!(list(&world, None)[0].names(HearingPart::Reports), "乙某");
    let add = |facts| Command::AddHearing(AddHearing { facts, files: vec![] });
    let fault = world.refuse(add(Hearing { matters: " ".into(), ..usual.clone() }));
    assert!(fault_of(&fault, "matters").contains("请写明汇报的内容"));
    let fault = world.refuse(add(Hearing { heard_by: vec![], ..usual.clone() }));
    assert!(fault_of(&fault, "heard_by").contains("至少填写一名听取人"));
    let fault = world.refuse(add(Hearing { reporters: vec![head], ..usual.clone() }));
    assert!(fault_of(&fault, "reporters").contains("同时填在"));
    let fault = world.refuse(add(Hearing { on: day(2025, 6, 11), ..usual.clone() }));
    assert!(fault_of(&fault, "on").contains("不能在今天之后"));
    let fault = world.refuse(add(Hearing { grid: district.group, ..usual }));
    assert!(fault_of(&fault, "grid").contains("村民小组"));
    world.contract(Command::DeleteHearing(DeleteHearing { hearing: line.row.id }));
    assert!(list(&world, None).is_empty());
}

#[test]
fn a_town_desk_reports_for_its_own_villages_only() {
    let mut world = World::new();
    let (district, first, ..) = village(&mut world);
    let operator = gengbao::ops::office::PutOperator {
        operator: None,
        name: "铜川录入".into(),
        desk: gengbao::domain::desk::Desk::Town,
        scope: Some(district.tongchuan),
        active: true,
    };
    world.run(Command::PutOperator(operator));
    world.ws.sign_in("铜川录入").unwrap();
    let fault = world.refuse(Command::SubmitMonthlyReport(submit(first, district.village)));
    assert!(fault.notice().title.contains("铜川镇"));
}
