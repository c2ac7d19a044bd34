//! Grid roles, 包联, pairings and 接替; sheets of the day before still show the predecessor.

use gengbao::{
    domain::{
        id::{DutyId, GridId, IncumbencyId, PersonId, PostId},
        roster::{DutyHolder, Role, UnitKind},
        sheet::Holder,
    },
    ops::{
        Command, OpFault,
        office::EndIncumbency,
        query::{grid, people, roster},
        roster::{AddCharge, AddPairing, EndCharge, EndDuty, EndPairing, SucceedDuty},
    },
};

use crate::support::{District, World, assignment, day, fault_of, today};

/// The district with two deputies of the government and one of a bureau.
struct Leaders {
    grids: District,
    chief: PostId,
    deputies: [DutyId; 2],
    overseer: DutyId,
    overseer_post: PostId,
}

fn leaders(world: &mut World) -> Leaders {
    let grids = world.district();
    let government = world.unit(UnitKind::District, "区人民政府", Some(grids.root));
    let bureau = world.unit(UnitKind::Department, "区自然资源分局", None);
    let chief = world.post(government, "区长");
    let deputies = ["副区长（一）", "副区长（二）"].map(|title| {
        let post = world.post(government, title);
        world.duty(grids.root, Role::DeputySupervisor, DutyHolder::Post(post))
    });
    let overseer_post = world.post(bureau, "副局长");
    let overseer = world.duty(grids.root, Role::DeputyOverseer, DutyHolder::Post(overseer_post));
    Leaders { grids, chief, deputies, overseer, overseer_post }
}

fn charge(duty: DutyId, grid: GridId) -> AddCharge {
    AddCharge { duty, grid, from: day(2024, 2, 1), document: String::new() }
}

fn pairing(overseer: DutyId, supervisor: DutyId, grid: Option<GridId>) -> AddPairing {
    AddPairing { overseer, supervisor, grid, from: day(2024, 2, 1) }
}

fn names(holders: &[Holder]) -> Vec<Option<&str>> {
    holders.iter().map(|holder| holder.name.as_deref()).collect()
}

#[test]
fn the_successor_stands_on_the_sheet_from_the_day_of_the_handover() {
    let mut world = World::new();
    let leaders = leaders(&mut world);
    let (li, wang) = (world.person("李某"), world.person("王某"));
    world.duty(leaders.grids.root, Role::ChiefSupervisor, DutyHolder::Post(leaders.chief));
    let holders =
        |world: &World, on| roster::holders(&world.ws, leaders.grids.root, Role::ChiefSupervisor, on).unwrap();
    assert_eq!(holders(&world, today()), [Holder { name: None, post: "区长".into() }]);
    world.appoint(leaders.chief, li, day(2024, 1, 10));
    world.appoint(leaders.chief, wang, day(2025, 3, 5));
    assert_eq!(names(&holders(&world, day(2024, 1, 9))), [None]);
    assert_eq!(names(&holders(&world, day(2025, 3, 4))), [Some("李某")]);
    assert_eq!(names(&holders(&world, day(2025, 3, 5))), [Some("王某")]);
    let history = people::detail(&world.ws, li, today()).unwrap();
    assert_eq!(history.duties[0].period.chinese(), "2024年1月10日至2025年3月4日");
    assert_eq!(history.duties[0].through.as_deref(), Some("区人民政府区长"));
}

#[test]
fn the_role_matrix_is_enforced() {
    let mut world = World::new();
    let leaders = leaders(&mut world);
    let person = world.person("王某");
    let (post, grids) = (DutyHolder::Post(leaders.chief), leaders.grids);
    let mut refused = |grid, role, holder, field: &str| {
        fault_of(&world.refuse(Command::AssignDuty(assignment(grid, role, holder))), field)
    };
    let message = refused(grids.village, Role::ChiefSupervisor, post, "role");
    assert_eq!(message, "三级网格没有「总监督人」这一职责，可选：监督人、监管人");
    assert!(
        refused(grids.root, Role::ChiefSupervisor, DutyHolder::Person(person), "holder").contains("随行政职务接替")
    );
    assert!(refused(grids.group, Role::GridMember, post, "holder").contains("随工作接替"));
    let mut early = assignment(grids.root, Role::ChiefSupervisor, post);
    early.from = day(2023, 1, 1);
    assert!(fault_of(&world.refuse(Command::AssignDuty(early)), "grid").contains("还没有设立"));
    let mut titled = assignment(grids.root, Role::ChiefSupervisor, post);
    titled.title = "区长".into();
    assert!(fault_of(&world.refuse(Command::AssignDuty(titled)), "title").contains("请留空"));
    let stranger = assignment(grids.group, Role::GridMember, DutyHolder::Person(PersonId(5)));
    assert!(matches!(world.refuse(Command::AssignDuty(stranger)), OpFault::NotFound { kind: "人员", .. }));
}

#[test]
fn a_role_of_one_takes_one() {
    let mut world = World::new();
    let grids = world.district();
    let (li, wang) = (world.person("李某"), world.person("王某"));
    let mut first = assignment(grids.village, Role::Supervisor, DutyHolder::Person(li));
    first.title = "村党支部书记".into();
    let outcome = world.contract(Command::AssignDuty(first));
    assert_eq!(outcome.title, "明确 李某（村党支部书记） 为罕台镇撖家塔村监督人（2024年1月1日起）");
    let twice = world.refuse(Command::AssignDuty(assignment(grids.village, Role::Supervisor, DutyHolder::Person(li))));
    assert!(fault_of(&twice, "holder").contains("不用重复明确"));
    let second =
        world.refuse(Command::AssignDuty(assignment(grids.village, Role::Supervisor, DutyHolder::Person(wang))));
    assert!(fault_of(&second, "holder").contains("现为李某（村党支部书记）（2024年1月1日起）"));
    world.duty(grids.village, Role::Overseer, DutyHolder::Person(li));
    world.duty(grids.village, Role::Overseer, DutyHolder::Person(wang));
    let holders = roster::holders(&world.ws, grids.village, Role::Overseer, today()).unwrap();
    assert_eq!(names(&holders), [Some("李某"), Some("王某")]);
}

#[test]
fn a_deputy_looks_after_towns_below_the_district() {
    let mut world = World::new();
    let Leaders { grids, deputies: [first, second], .. } = leaders(&mut world);
    let outcome = world.contract(Command::AddCharge(charge(first, grids.hantai)));
    assert_eq!(outcome.title, "区人民政府副区长（一）（东胜区副总监督人）包联「罕台镇」（2024年2月1日起）");
    assert!(outcome.warnings.is_empty());
    let outcome = world.run(Command::AddCharge(charge(second, grids.hantai)));
    assert!(outcome.warnings[0].contains("已由区人民政府副区长（一）包联"), "{:?}", outcome.warnings);
    let mut refused = |duty, grid, field: &str| fault_of(&world.refuse(Command::AddCharge(charge(duty, grid))), field);
    assert!(refused(first, grids.hantai, "grid").contains("不用重复登记"));
    assert!(refused(first, grids.village, "grid").contains("包联的应是二级网格"));
    let mut early = charge(first, grids.tongchuan);
    early.from = day(2023, 5, 1);
    assert!(fault_of(&world.refuse(Command::AddCharge(early)), "from").contains("应在其中"));
    let person = world.person("王某");
    let supervisor = world.duty(grids.village, Role::Supervisor, DutyHolder::Person(person));
    let fault = world.refuse(Command::AddCharge(charge(supervisor, grids.group)));
    assert!(fault_of(&fault, "duty").contains("没有包联"));
    let charged = roster::charges_by_grid(&world.ws, grids.root, Role::DeputySupervisor, today()).unwrap();
    let shown: Vec<_> = charged.iter().map(|row| (row.name.as_str(), row.duties.len())).collect();
    assert_eq!(shown, [("罕台镇", 2), ("铜川镇", 0), ("民族街道", 0)]);
}

#[test]
fn a_charge_ends_and_leaves_a_warning_where_nobody_is_left() {
    let mut world = World::new();
    let Leaders { grids, deputies: [first, _], .. } = leaders(&mut world);
    let id = gengbao::domain::id::ChargeId(world.make(Command::AddCharge(charge(first, grids.hantai))));
    let end = |on| Command::EndCharge(EndCharge { charge: id, on });
    assert!(fault_of(&world.refuse(end(day(2024, 2, 1))), "on").contains("应在其后"));
    let outcome = world.contract(end(day(2025, 1, 1)));
    assert!(outcome.title.contains("不再包联「罕台镇」"));
    assert!(outcome.warnings.iter().any(|warning| warning.contains("没有副总监督人包联")));
    assert!(fault_of(&world.refuse(end(today())), "charge").contains("已自2025年1月1日起结束"));
    let detail = grid::detail(&world.ws, grids.root, day(2024, 12, 31)).unwrap();
    let deputy = detail.roles.iter().find(|block| block.role == Role::DeputySupervisor).unwrap();
    assert_eq!(deputy.duties[0].charges[0].name, "罕台镇");
}

#[test]
fn overseers_answer_to_supervisors_of_their_rank() {
    let mut world = World::new();
    let leaders = leaders(&mut world);
    let Leaders { grids, deputies: [first, second], overseer, .. } = leaders;
    let chief = world.duty(grids.root, Role::ChiefSupervisor, DutyHolder::Post(leaders.chief));
    let mut refused = |args, field: &str| fault_of(&world.refuse(Command::AddPairing(args)), field);
    assert!(refused(pairing(first, second, None), "overseer").contains("不是监管一方"));
    assert_eq!(
        refused(pairing(overseer, chief, None), "supervisor"),
        "副总监管人对副总监督人负责，不对总监督人负责，请重新选择"
    );
    assert!(
        refused(pairing(overseer, first, Some(grids.village)), "grid").contains("不在东胜区副总监督人的包联范围内")
    );
    let outcome = world.contract(Command::AddPairing(pairing(overseer, first, Some(grids.hantai))));
    assert!(outcome.warnings[0].contains("还没有包联「罕台镇」"));
    let again = world.refuse(Command::AddPairing(pairing(overseer, first, Some(grids.hantai))));
    assert!(fault_of(&again, "overseer").contains("不用重复登记"));
    let for_hantai = roster::deputy_overseers_for(&world.ws, grids.hantai, first, today()).unwrap();
    assert_eq!(for_hantai, [Holder { name: None, post: "区自然资源分局副局长".into() }]);
    assert!(roster::deputy_overseers_for(&world.ws, grids.tongchuan, first, today()).unwrap().is_empty());
    let pairing = gengbao::domain::id::PairingId(outcome.made[0]);
    let outcome = world.contract(Command::EndPairing(EndPairing { pairing, on: day(2025, 1, 1) }));
    assert!(outcome.title.contains("不再负责"));
    let again = world.refuse(Command::EndPairing(EndPairing { pairing, on: today() }));
    assert!(fault_of(&again, "pairing").contains("已自"));
    assert!(roster::deputy_overseers_for(&world.ws, grids.hantai, first, today()).unwrap().is_empty());
}

#[test]
fn nobody_watches_over_themselves_unnoticed() {
    let mut world = World::new();
    let leaders = leaders(&mut world);
    let grids = leaders.grids;
    let person = world.person("王某");
    let supervisor = world.duty(grids.village, Role::Supervisor, DutyHolder::Person(person));
    let overseer = world.duty(grids.village, Role::Overseer, DutyHolder::Person(person));
    let outcome = world.run(Command::AddPairing(pairing(overseer, supervisor, None)));
    assert!(outcome.warnings[0].contains("既是罕台镇撖家塔村监督人又是罕台镇撖家塔村监管人"), "{:?}", outcome.warnings);
    let deputy_post = match world_duty_post(&world, grids.root) {
        Some(post) => post,
        None => panic!("the deputy has a post"),
    };
    world.appoint(deputy_post, person, day(2024, 3, 1));
    world.run(Command::AddPairing(pairing(leaders.overseer, leaders.deputies[0], None)));
    let outcome = world.appoint(leaders.overseer_post, person, day(2024, 6, 1));
    assert!(outcome.warnings[0].contains("监督与监管由同一人担任"), "{:?}", outcome.warnings);
}

fn world_duty_post(world: &World, root: GridId) -> Option<PostId> {
    let detail = grid::detail(&world.ws, root, today()).unwrap();
    let block = detail.roles.into_iter().find(|block| block.role == Role::DeputySupervisor)?;
    match block.duties.first()?.holder {
        DutyHolder::Post(post) => Some(post),
        DutyHolder::Person(_) => None,
    }
}

#[test]
fn a_successor_takes_over_charges_and_pairings() {
    let mut world = World::new();
    let grids = world.district();
    let (li, wang, zhao) = (world.person("李某"), world.person("王某"), world.person("赵某"));
    let supervisor = world.duty(grids.village, Role::Supervisor, DutyHolder::Person(zhao));
    let old = world.duty(grids.village, Role::Overseer, DutyHolder::Person(li));
    world.run(Command::AddCharge(charge(old, grids.group)));
    world.run(Command::AddPairing(pairing(old, supervisor, None)));
    let take = |duty, person, from| {
        let document = String::new();
        Command::SucceedDuty(SucceedDuty { duty, person, title: "村委会委员".into(), from, document })
    };
    assert!(fault_of(&world.refuse(take(old, li, today())), "person").contains("本来就是"));
    assert!(fault_of(&world.refuse(take(old, wang, day(2024, 1, 1))), "from").contains("应在其后"));
    let outcome = world.contract(take(old, wang, day(2025, 3, 5)));
    assert_eq!(outcome.title, "王某 接替 李某 任罕台镇撖家塔村监管人（2025年3月5日起）");
    let at = |on| roster::holders(&world.ws, grids.village, Role::Overseer, on).unwrap();
    assert_eq!(names(&at(day(2025, 3, 4))), [Some("李某")]);
    assert_eq!(at(day(2025, 3, 5)), [Holder { name: Some("王某".into()), post: "村委会委员".into() }]);
    for on in [day(2025, 3, 4), day(2025, 3, 5)] {
        let overseers = roster::deputy_overseers_for(&world.ws, grids.group, supervisor, on).unwrap();
        assert_eq!(overseers, at(on));
        let charged = roster::charges_by_grid(&world.ws, grids.village, Role::Overseer, on).unwrap();
        assert_eq!(charged[0].duties[0].holders, at(on));
    }
    assert!(fault_of(&world.refuse(take(old, zhao, today())), "duty").contains("已自2025年3月5日起结束"));
}

#[test]
fn posts_are_not_succeeded_by_entry() {
    let mut world = World::new();
    let leaders = leaders(&mut world);
    let person = world.person("王某");
    let document = String::new();
    let take = SucceedDuty { duty: leaders.overseer, person, title: String::new(), from: today(), document };
    assert!(fault_of(&world.refuse(Command::SucceedDuty(take)), "duty").contains("请办理该职务的任免"));
}

#[test]
fn a_duty_ends_with_what_hangs_on_it() {
    let mut world = World::new();
    let Leaders { grids, deputies: [first, _], overseer, .. } = leaders(&mut world);
    world.run(Command::AddCharge(charge(first, grids.hantai)));
    let mut later = charge(first, grids.tongchuan);
    later.from = day(2025, 9, 1);
    world.run(Command::AddCharge(later));
    world.run(Command::AddPairing(pairing(overseer, first, None)));
    assert!(
        fault_of(&world.refuse(Command::EndDuty(EndDuty { duty: first, on: day(2024, 1, 1) })), "on")
            .contains("撤销原来的操作")
    );
    let outcome = world.contract(Command::EndDuty(EndDuty { duty: first, on: day(2025, 6, 1) }));
    assert_eq!(outcome.title, "结束 区人民政府副区长（一） 的东胜区副总监督人职责（2025年6月1日起）");
    let charged = |on| {
        let charged = roster::charges_by_grid(&world.ws, grids.root, Role::DeputySupervisor, on).unwrap();
        charged.iter().map(|row| row.duties.len()).sum::<usize>()
    };
    assert_eq!([charged(day(2025, 5, 31)), charged(day(2025, 6, 1)), charged(day(2025, 9, 1))], [1, 0, 0]);
    assert!(roster::deputy_overseers_for(&world.ws, grids.hantai, first, day(2025, 6, 1)).unwrap().is_empty());
    assert!(roster::holders_of(&world.ws, first, day(2025, 6, 1)).unwrap().is_empty());
    let again = world.refuse(Command::EndDuty(EndDuty { duty: first, on: today() }));
    assert!(fault_of(&again, "duty").contains("已自2025年6月1日起结束"));
}

#[test]
fn a_vacant_post_leaves_its_duty_vacant() {
    let mut world = World::new();
    let leaders = leaders(&mut world);
    let person = world.person("王某");
    let term = IncumbencyId(world.appoint(leaders.overseer_post, person, day(2024, 2, 1)).made[0]);
    let outcome = world.contract(Command::EndIncumbency(EndIncumbency {
        incumbency: term,
        on: day(2025, 4, 1),
        document: String::new(),
    }));
    assert_eq!(outcome.title, "免去 王某 区自然资源分局副局长职务（2025年4月1日起）");
    assert_eq!(outcome.warnings, ["东胜区副总监管人自2025年4月1日起空缺，请尽快明确接任人选"]);
    let detail = grid::detail(&world.ws, leaders.grids.root, day(2025, 4, 1)).unwrap();
    let block = detail.roles.iter().find(|block| block.role == Role::DeputyOverseer).unwrap();
    assert!(block.mandatory && block.duties[0].people.is_empty());
    assert_eq!(block.duties[0].post, "区自然资源分局副局长");
}
