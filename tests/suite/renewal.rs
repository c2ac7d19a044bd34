//! 换届: many lines, one operation, every fault named with its line.

use std::collections::BTreeSet;

use gengbao::{
    domain::{
        id::{DutyId, PersonId, PostId},
        roster::{DutyHolder, Role, UnitKind},
    },
    ops::{
        Command, OpFault,
        office::{AddPost, NewPerson, Newcomer, RenewTerm, TakeDuty, TakePost, TakeRole, TermChange, Vacate},
        query::renewal::{self, Seat},
    },
};

use crate::support::{District, World, day, fault_of, today};

/// 罕台镇 with a mayor, a deputy and two members of one post, and 撖家塔村 with its people.
struct Town {
    grids: District,
    mayor: PostId,
    deputy: PostId,
    members: PostId,
    supervisor: DutyId,
    overseers: [DutyId; 2],
    people: [PersonId; 6],
}

fn town(world: &mut World) -> Town {
    let grids = world.district();
    let unit = world.unit(UnitKind::Town, "罕台镇人民政府", Some(grids.hantai));
    let (mayor, deputy) = (world.post(unit, "镇长"), world.post(unit, "副镇长"));
    let members = AddPost { unit, title: "执法人员".into(), single_holder: false, from: day(2024, 1, 1) };
    let members = PostId(world.make(Command::AddPost(members)));
    let people = ["李某", "王某", "赵某", "钱某", "孙某", "周某"].map(|name| world.person(name));
    world.duty_of(grids.hantai, Role::ChiefSupervisor, mayor);
    world.appoint(mayor, people[0], day(2024, 1, 10));
    world.appoint(members, people[1], day(2024, 1, 10));
    world.appoint(members, people[2], day(2024, 1, 10));
    let mut give = |role, person| world.duty(grids.village, role, DutyHolder::Person(person));
    let supervisor = give(Role::Supervisor, people[3]);
    let overseers = [give(Role::Overseer, people[4]), give(Role::Overseer, people[5])];
    world.pairing(overseers[0], supervisor, None);
    Town { grids, mayor, deputy, members, supervisor, overseers, people }
}

fn appoint(post: PostId, person: Newcomer, instead_of: Option<PersonId>) -> TermChange {
    TermChange::Appoint(TakePost { post, person, instead_of, from: None, document: None })
}

fn succeed(duty: DutyId, person: Newcomer) -> TermChange {
    TermChange::Succeed(TakeDuty { duty, person, title: String::new(), from: None, document: None })
}

fn new(name: &str) -> Newcomer {
    Newcomer::New(NewPerson {
        name: name.into(),
        mark: String::new(),
        phone: String::new(),
        office_phone: String::new(),
    })
}

fn leave_post(post: PostId) -> TermChange {
    TermChange::Vacate(Vacate { post: Some(post), person: None, duty: None, from: None })
}

fn leave_duty(duty: DutyId) -> TermChange {
    TermChange::Vacate(Vacate { post: None, person: None, duty: Some(duty), from: None })
}

fn renewal(changes: Vec<TermChange>) -> Command {
    let (title, document) = ("罕台镇换届".to_owned(), "罕党发〔2025〕9号".to_owned());
    Command::RenewTerm(RenewTerm { title, from: day(2025, 6, 1), document, changes })
}

fn lines_of(fault: &OpFault) -> Vec<(Option<usize>, String)> {
    let OpFault::Input(faults) = fault else { panic!("no input fault: {fault}") };
    faults.0.iter().map(|fault| (fault.line, fault.message.clone())).collect()
}

fn holders(world: &World, town: &Town, on: chrono::NaiveDate) -> Vec<(String, Option<String>)> {
    let lines = renewal::lines(&world.ws, Some(town.grids.hantai), on).unwrap();
    lines.into_iter().map(|line| (line.place + &line.what, line.holder.map(|holder| holder.name))).collect()
}

#[test]
fn a_town_is_renewed_in_one_operation() {
    let mut world = World::new();
    let town = town(&mut world);
    let wang = town.people[1];
    let group = TakeRole {
        grid: town.grids.group,
        role: Role::GridMember,
        person: new("吴某"),
        title: "社长".into(),
        from: Some(day(2025, 6, 5)),
        document: None,
    };
    let outcome = world.contract(renewal(vec![
        appoint(town.mayor, Newcomer::Known(wang), None),
        appoint(town.deputy, new("吴某"), None),
        appoint(town.members, new("郑某"), Some(wang)),
        succeed(town.supervisor, new("冯某")),
        leave_duty(town.overseers[1]),
        TermChange::Assign(group),
    ]));
    assert_eq!(outcome.title, "罕台镇换届：任命 3 项，接替 1 项，明确 1 项，离任不补 1 项（2025年6月1日起）");
    assert!(outcome.warnings.is_empty(), "{:?}", outcome.warnings);
    let expected = |names: [Option<&str>; 7]| names.map(|name| name.map(str::to_owned)).to_vec();
    let names = |on| holders(&world, &town, on).into_iter().map(|(_, name)| name).collect::<Vec<_>>();
    let before = [Some("李某"), None, Some("王某"), Some("赵某"), Some("钱某"), Some("孙某"), Some("周某")];
    assert_eq!(names(day(2025, 5, 31))[..7], expected(before));
    let after = [Some("王某"), Some("吴某"), Some("赵某"), Some("郑某"), Some("冯某"), Some("孙某"), Some("吴某")];
    assert_eq!(names(today()), expected(after));
    let bearers =
        renewal::bearers(&world.ws, &BTreeSet::from(["吴某".to_owned(), "没人".to_owned()]), today()).unwrap();
    assert_eq!((bearers["吴某"].len(), bearers["没人"].len()), (1, 0), "named twice, entered once");
    assert!(bearers["吴某"][0].office.contains("罕台镇人民政府副镇长"));
}

#[test]
fn everything_wrong_is_named_with_its_line() {
    let mut world = World::new();
    let town = town(&mut world);
    let [li, wang, ..] = town.people;
    let early = TakePost {
        post: town.mayor,
        person: Newcomer::Known(wang),
        instead_of: None,
        from: Some(day(2024, 1, 5)),
        document: None,
    };
    let fault = world.refuse(renewal(vec![
        TermChange::Appoint(early),
        appoint(town.deputy, Newcomer::Known(PersonId(5)), None),
        succeed(town.supervisor, Newcomer::Known(town.people[3])),
        appoint(town.members, new(""), Some(li)),
        TermChange::Vacate(Vacate { post: None, person: None, duty: None, from: None }),
    ]));
    let lines = lines_of(&fault);
    assert_eq!(lines.iter().map(|line| line.0).collect::<Vec<_>>(), (0..5).map(Some).collect::<Vec<_>>());
    assert!(lines[0].1.starts_with("第 1 项「罕台镇人民政府镇长」：李某自2024年1月10日起任该职务，接任日期应在其后"));
    assert!(lines[1].1.contains("没有找到人员"), "{}", lines[1].1);
    assert!(lines[2].1.contains("本来就是罕台镇撖家塔村监督人"), "{}", lines[2].1);
    assert!(lines[3].1.contains("请填写姓名"), "{}", lines[3].1);
    assert!(lines[4].1.contains("离任要指明"), "{}", lines[4].1);
    assert!(fault_of(&world.refuse(renewal(vec![])), "changes").contains("没有变动"));
    let twice = renewal(vec![leave_post(town.mayor), appoint(town.mayor, new("吴某"), None)]);
    assert_eq!(
        lines_of(&world.refuse(twice))[0].1,
        "第 2 项「罕台镇人民政府镇长」：与第 1 项重复，同一职务或职责只能填一次"
    );
    let empty = world.refuse(renewal(vec![leave_post(town.deputy)]));
    assert!(lines_of(&empty)[0].1.contains("没有在任人员"));
    // A line that fails leaves nothing, so that trying it again behind the others says the same.
    let held = appoint(town.members, Newcomer::Known(town.people[2]), Some(wang));
    let fault = world.refuse(renewal(vec![held, appoint(town.deputy, new("吴某"), None)]));
    assert!(lines_of(&fault)[0].1.contains("不能重复任命"), "{fault}");
    let gone = world.refuse(renewal(vec![appoint(town.members, new("吴某"), Some(li))]));
    assert!(fault_of(&gone, "instead_of").contains("已不担任该职务"));
}

#[test]
fn warnings_come_once_for_all_lines() {
    let mut world = World::new();
    let town = town(&mut world);
    let outcome = world.run(renewal(vec![
        leave_post(town.mayor),
        leave_duty(town.supervisor),
        appoint(town.deputy, new("李某"), None),
    ]));
    assert_eq!(
        outcome.warnings,
        [
            "离任后空缺 2 项：罕台镇人民政府镇长、罕台镇撖家塔村监督人 钱某，请尽快明确接任人选",
            "新登记的人员与已有人员同名：李某，如是同一人请撤销后改选已有人员",
        ]
    );
    let lines = renewal::lines(&world.ws, Some(town.grids.hantai), today()).unwrap();
    let vacant: Vec<_> = lines.iter().filter(|line| line.holder.is_none()).map(|line| line.seat).collect();
    assert!(vacant.contains(&Seat::Role(town.grids.village, Role::Supervisor)), "{vacant:?}");
}

#[test]
fn people_may_change_places() {
    let mut world = World::new();
    let town = town(&mut world);
    let [.., qian, sun, zhou] = town.people;
    // 周某 takes the place of 孙某 only once 周某's own place is taken: the order of lines does not matter.
    let outcome = world
        .run(renewal(vec![succeed(town.overseers[0], Newcomer::Known(zhou)), succeed(town.overseers[1], new("吴某"))]));
    assert!(outcome.warnings.is_empty(), "{:?}", outcome.warnings);
    world.ws.undo().unwrap();
    // 监督人 and 监管人 change places: nobody stands on both sides once all is done.
    let outcome = world.run(renewal(vec![
        succeed(town.supervisor, Newcomer::Known(sun)),
        succeed(town.overseers[0], Newcomer::Known(qian)),
    ]));
    assert!(outcome.warnings.is_empty(), "{:?}", outcome.warnings);
    world.ws.undo().unwrap();
    let outcome = world.run(renewal(vec![succeed(town.supervisor, Newcomer::Known(sun))]));
    assert!(outcome.warnings[0].contains("监督与监管由同一人担任"), "{:?}", outcome.warnings);
}

#[test]
fn the_district_has_all_lines_and_a_village_its_own() {
    let mut world = World::new();
    let town = town(&mut world);
    let bureau = world.unit(UnitKind::Department, "区水利局", None);
    world.post(bureau, "局长");
    let all = renewal::lines(&world.ws, None, today()).unwrap();
    assert_eq!((all[0].place.as_str(), all[0].what.as_str()), ("区水利局", "局长"));
    assert_eq!(all.len(), 9);
    let village = renewal::lines(&world.ws, Some(town.grids.village), today()).unwrap();
    let places: Vec<_> = village.iter().map(|line| format!("{}{}", line.place, line.what)).collect();
    assert_eq!(places, ["罕台镇撖家塔村监督人", "罕台镇撖家塔村监管人", "罕台镇撖家塔村监管人", "撖家塔村一组网格员"]);
    assert!(renewal::lines(&World::new().ws, None, today()).unwrap().is_empty());
}
