//! 包联 and pairings as a matrix, and 指派专人: one operation each, every wrong cell named.

use gengbao::{
    domain::{
        id::{ChargeId, DelegateId, DutyId, GridId, PairingId, PersonId, PostId},
        roster::{DutyHolder, Role, UnitKind},
    },
    ops::{
        Command, OpFault,
        grid::CloseGrid,
        query::{charges, grid},
        roster::{
            AssignDelegate, ChargeCell, ChargeEnd, EndDelegate, EndDuty, PairingCell, PairingEnd, SetCharges,
            SetPairings,
        },
    },
};

use crate::support::{District, World, day, fault_of, in_use, today};

/// The district with two deputies of the government, its head, and two deputies of a bureau.
struct Leaders {
    grids: District,
    chief: DutyId,
    deputies: [DutyId; 2],
    overseers: [DutyId; 2],
    overseer_post: PostId,
}

fn leaders(world: &mut World) -> Leaders {
    let grids = world.district();
    let government = world.unit(UnitKind::District, "区人民政府", Some(grids.root));
    let bureau = world.unit(UnitKind::Department, "区农牧局", None);
    let chief = world.post(government, "区长");
    let chief = world.duty_of(grids.root, Role::ChiefSupervisor, chief);
    let deputies = ["副区长（一）", "副区长（二）"].map(|title| {
        let post = world.post(government, title);
        world.duty_of(grids.root, Role::DeputySupervisor, post)
    });
    let overseer_post = world.post(bureau, "副局长（一）");
    let first = world.duty_of(grids.root, Role::DeputyOverseer, overseer_post);
    let post = world.post(bureau, "副局长（二）");
    let second = world.duty_of(grids.root, Role::DeputyOverseer, post);
    Leaders { grids, chief, deputies, overseers: [first, second], overseer_post }
}

fn cell(duty: DutyId, grid: GridId) -> ChargeCell {
    ChargeCell { duty, grid }
}

fn set(grid: GridId, add: Vec<ChargeCell>, end: Vec<ChargeEnd>) -> SetCharges {
    SetCharges { grid: Some(grid), from: day(2025, 3, 1), document: "东政办发〔2025〕1号".into(), add, end }
}

fn lines_of(fault: &OpFault) -> Vec<(Option<usize>, String)> {
    let OpFault::Input(faults) = fault else { panic!("no input fault: {fault}") };
    faults.0.iter().map(|fault| (fault.line, fault.message.clone())).collect()
}

#[test]
fn a_matrix_of_charges_is_one_operation() {
    let mut world = World::new();
    let Leaders { grids, chief, deputies: [first, second], .. } = leaders(&mut world);
    let all = vec![cell(first, grids.hantai), cell(first, grids.tongchuan), cell(chief, grids.minzu)];
    let outcome = world.contract(Command::SetCharges(set(grids.root, all, vec![])));
    assert_eq!(outcome.title, "调整东胜区包联：新增 3 项（2025年3月1日起）");
    assert_eq!(outcome.made.len(), 3);
    assert_eq!(outcome.warnings, ["「民族街道」自2025年3月1日起没有副总监督人包联，请尽快明确"]);
    // A town passes from one deputy to another on one day: neither nobody nor two of them have it.
    let mut pass = set(grids.root, vec![cell(second, grids.hantai)], vec![ChargeEnd::Cell(cell(first, grids.hantai))]);
    pass.from = day(2025, 4, 1);
    let outcome = world.contract(Command::SetCharges(pass));
    assert_eq!(outcome.title, "调整东胜区包联：新增 1 项，结束 1 项（2025年4月1日起）");
    assert!(outcome.warnings.is_empty(), "{:?}", outcome.warnings);
    let matrix = charges::matrix(&world.ws, None, today()).unwrap().unwrap();
    let marks: Vec<_> = matrix.charges.iter().map(|mark| (mark.duty, mark.grid)).collect();
    assert_eq!(marks, [(first, grids.tongchuan), (chief, grids.minzu), (second, grids.hantai)]);
    let before = charges::matrix(&world.ws, None, day(2025, 3, 31)).unwrap().unwrap();
    assert!(before.charges.iter().any(|mark| (mark.duty, mark.grid) == (first, grids.hantai)));
    let mut twice = set(grids.root, vec![cell(first, grids.hantai)], vec![]);
    twice.from = today();
    let outcome = world.run(Command::SetCharges(twice));
    assert!(outcome.warnings[0].contains("同时包联"), "{:?}", outcome.warnings);
}

#[test]
fn wrong_cells_are_named_all_at_once() {
    let mut world = World::new();
    let Leaders { grids, deputies: [first, second], .. } = leaders(&mut world);
    world.charge(first, grids.hantai, day(2024, 2, 1));
    let wrong = set(
        grids.root,
        vec![cell(first, grids.hantai), cell(first, grids.tongchuan), cell(second, grids.village)],
        vec![ChargeEnd::Cell(cell(second, grids.minzu)), ChargeEnd::Charge(ChargeId(7))],
    );
    let fault = world.refuse(Command::SetCharges(wrong));
    let lines = lines_of(&fault);
    assert_eq!(lines.iter().map(|line| line.0).collect::<Vec<_>>(), [Some(3), Some(4), Some(0), Some(2)]);
    assert_eq!(lines[0].1, "「区人民政府副区长（二）」×「民族街道」：2025年3月1日没有包联，不用结束");
    assert!(lines[1].1.contains("没有找到包联"), "{}", lines[1].1);
    assert!(lines[2].1.starts_with("「区人民政府副区长（一）」×「罕台镇」：") && lines[2].1.contains("不用重复登记"));
    assert!(lines[3].1.contains("包联的应是二级网格"));
    let mut early = set(grids.root, vec![], vec![ChargeEnd::Cell(cell(first, grids.hantai))]);
    early.from = day(2024, 2, 1);
    let fault = world.refuse(Command::SetCharges(early));
    assert!(lines_of(&fault)[0].1.contains("自2024年2月1日起包联「罕台镇」，结束日期应在其后"));
    assert!(
        fault_of(&world.refuse(Command::SetCharges(set(grids.root, vec![], vec![]))), "add").contains("没有要保存")
    );
    let elsewhere = set(grids.hantai, vec![cell(first, grids.tongchuan)], vec![]);
    assert!(fault_of(&world.refuse(Command::SetCharges(elsewhere)), "duty").contains("不是「罕台镇」的网格责任人"));
}

#[test]
fn the_matrix_shows_leaders_of_every_kind() {
    let mut world = World::new();
    let Leaders { grids, chief, deputies, overseers, .. } = leaders(&mut world);
    let matrix = charges::matrix(&world.ws, Some(grids.root), today()).unwrap().unwrap();
    let order: Vec<_> = matrix.leaders.iter().map(|leader| leader.duty).collect();
    assert_eq!(order, [deputies[0], deputies[1], chief, overseers[0], overseers[1]], "deputies first (G53)");
    assert_eq!(matrix.leaders[0].names(), "空缺");
    let below: Vec<_> = matrix.below.iter().map(|below| below.name.as_str()).collect();
    assert_eq!(below, ["罕台镇", "铜川镇", "民族街道"]);
    let person = world.person("王某");
    let supervisor = world.duty(grids.village, Role::Supervisor, DutyHolder::Person(person));
    let village = charges::matrix(&world.ws, Some(grids.village), today()).unwrap().unwrap();
    assert_eq!(village.leaders.iter().map(|leader| leader.duty).collect::<Vec<_>>(), [supervisor]);
    assert!(!village.leaders[0].charges);
    assert!(charges::matrix(&world.ws, Some(grids.village), day(2023, 1, 1)).unwrap().is_none());
}

#[test]
fn pairings_are_set_as_a_matrix() {
    let mut world = World::new();
    let Leaders { grids, deputies: [first, second], overseers: [one, two], .. } = leaders(&mut world);
    let pair = |overseer, supervisor, grid| PairingCell { overseer, supervisor, grid };
    let set = |add, end| Command::SetPairings(SetPairings { grid: Some(grids.root), from: day(2025, 3, 1), add, end });
    world.charge(second, grids.tongchuan, day(2024, 2, 1));
    let outcome = world.contract(set(vec![pair(one, first, None), pair(two, second, Some(grids.tongchuan))], vec![]));
    assert_eq!(outcome.title, "调整东胜区对应关系：新增 2 项（2025年3月1日起）");
    assert!(outcome.warnings.is_empty(), "{:?}", outcome.warnings);
    let again = world.refuse(set(vec![pair(one, first, None)], vec![PairingEnd::Cell(pair(two, second, None))]));
    let lines = lines_of(&again);
    assert_eq!(
        lines[0].1,
        "「区农牧局副局长（二）」×「区人民政府副区长（二）」：2025年3月1日没有这一对应关系，不用结束"
    );
    assert!(lines[1].1.contains("不用重复登记"));
    let wrong = world.refuse(set(vec![pair(first, second, None)], vec![]));
    assert!(fault_of(&wrong, "overseer").contains("不是监管一方"));
    let standing = PairingId(outcome.made[0]);
    let mut end = SetPairings { grid: None, from: today(), add: vec![], end: vec![PairingEnd::Pairing(standing)] };
    end.end.push(PairingEnd::Cell(pair(two, second, Some(grids.tongchuan))));
    let outcome = world.contract(Command::SetPairings(end));
    assert_eq!(outcome.title, "调整对应关系：结束 2 项（2025年6月10日起）");
    assert!(charges::matrix(&world.ws, None, today()).unwrap().unwrap().pairings.is_empty());
    assert!(fault_of(&world.refuse(set(vec![], vec![])), "add").contains("没有要保存"));
}

fn assign(duty: DutyId, grid: Option<GridId>, person: PersonId) -> Command {
    Command::AssignDelegate(AssignDelegate { duty, grid, person, from: day(2024, 3, 1), document: "便函".into() })
}

#[test]
fn a_deputy_overseer_sends_somebody() {
    let mut world = World::new();
    let Leaders { grids, deputies: [first, _], overseers: [one, two], overseer_post, .. } = leaders(&mut world);
    let (zhao, wang) = (world.person("赵某"), world.person("王某"));
    world.charge(first, grids.hantai, day(2024, 2, 1));
    world.pairing(one, first, None);
    let outcome = world.contract(assign(one, Some(grids.hantai), zhao));
    assert_eq!(outcome.title, "区农牧局副局长（一）（东胜区副总监管人）指派 赵某 指导「罕台镇」（2024年3月1日起）");
    assert!(outcome.warnings.is_empty(), "{:?}", outcome.warnings);
    let delegate = DelegateId(outcome.made[0]);
    let outcome = world.run(assign(two, Some(grids.hantai), zhao));
    assert!(outcome.warnings[0].contains("没有对应或包联「罕台镇」"), "{:?}", outcome.warnings);
    assert!(fault_of(&world.refuse(assign(one, Some(grids.hantai), zhao)), "person").contains("不用重复指派"));
    assert!(fault_of(&world.refuse(assign(first, None, zhao)), "duty").contains("一级网格的副总监管人"));
    assert!(fault_of(&world.refuse(assign(one, Some(grids.village), zhao)), "grid").contains("请选择二级网格"));
    let stranger = world.refuse(assign(one, None, PersonId(5)));
    assert!(matches!(stranger, OpFault::NotFound { kind: "人员", .. }));
    // The post changes hands: whoever was sent stays sent.
    world.appoint(overseer_post, wang, day(2025, 1, 1));
    let sent = |world: &World, on| {
        let detail = grid::detail(&world.ws, grids.root, on).unwrap();
        let block = detail.roles.into_iter().find(|block| block.role == Role::DeputyOverseer).unwrap();
        let lines = block.duties.into_iter().find(|duty| duty.duty == one).map(|duty| duty.delegates);
        lines.unwrap_or_default().into_iter().map(|line| line.name).collect::<Vec<_>>()
    };
    assert_eq!(sent(&world, today()), ["赵某"]);
    let himself = world.run(Command::AssignDelegate(AssignDelegate {
        duty: one,
        grid: None,
        person: wang,
        from: day(2025, 2, 1),
        document: String::new(),
    }));
    assert!(himself.warnings[0].contains("本人"), "{:?}", himself.warnings);
    let end = |on| Command::EndDelegate(EndDelegate { delegate, on });
    assert!(fault_of(&world.refuse(end(day(2024, 3, 1))), "on").contains("结束日期应在其后"));
    let outcome = world.contract(end(day(2025, 5, 1)));
    assert_eq!(outcome.title, "区农牧局副局长（一）不再指派 赵某（2025年5月1日起）");
    assert!(fault_of(&world.refuse(end(today())), "delegate").contains("已自2025年5月1日起结束"));
    world.contract(Command::EndDuty(EndDuty { duty: one, on: today() }));
    assert!(sent(&world, today()).is_empty());
}

#[test]
fn a_town_with_somebody_sent_to_it_is_not_closed() {
    let mut world = World::new();
    let Leaders { grids, overseers: [one, _], .. } = leaders(&mut world);
    let zhao = world.person("赵某");
    world.run(assign(one, Some(grids.minzu), zhao));
    let close = CloseGrid { grid: grids.minzu, on: today(), document: String::new() };
    assert!(in_use(&world.refuse(Command::CloseGrid(close))).contains("结束指派到这个网格的专人 1 名（赵某）"));
}
