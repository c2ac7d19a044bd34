//! 区划调整: each reform is one operation with its day, paper and descent; what is open is named or ended; nothing earlier
//! changes.

use chrono::NaiveDate;
use gengbao::{
    domain::{
        grid::GridKind,
        id::GridId,
        reform::ReformKind,
        roster::{DutyHolder, Role, UnitKind},
    },
    ops::{
        Command, OpFault,
        query::{grid, posts, reform, roster},
        reform::{Change, ChildName, MergeInto, NewGrid, Part, Reform, UnitName},
        roster::AssignDelegate,
    },
};

use crate::support::{District, World, day, fault_of, in_use, today};

const PAPER: &str = "东政发〔2025〕5号";

fn may() -> NaiveDate {
    day(2025, 5, 1)
}

fn order(change: Change) -> Command {
    Command::Reform(Reform { change, on: may(), document: PAPER.into(), note: String::new(), end_open: false })
}

fn ending_open(change: Change) -> Command {
    Command::Reform(Reform { change, on: may(), document: PAPER.into(), note: String::new(), end_open: true })
}

fn new_grid(name: &str, kind: GridKind) -> NewGrid {
    NewGrid {
        name: name.into(),
        kind,
        stat_code: String::new(),
        civil_code: String::new(),
        aliases: vec![],
        no_farmland: false,
        annex2_order: None,
    }
}

fn part(name: &str, children: &[GridId]) -> Part {
    Part { facts: new_grid(name, GridKind::Village), children: children.to_vec() }
}

fn split(grid: GridId, lives_on: bool, parts: Vec<Part>) -> Change {
    Change::Split { grid, lives_on, parts }
}

fn merge(grids: &[GridId], into: MergeInto) -> Change {
    Change::Merge { grids: grids.to_vec(), into, names: vec![] }
}

fn move_to(grid: GridId, parent: GridId) -> Change {
    Change::Move { grids: vec![grid], parent, names: vec![] }
}

/// The tree of a day as indented names.
fn tree(world: &World, on: NaiveDate) -> String {
    let nodes = grid::tree(&world.ws, on).unwrap();
    let line = |node: &grid::TreeNode| format!("{}{}", " ".repeat(node.level as usize), node.name);
    nodes.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// 撖家塔村 with 一组 and 二组 and its 监督人.
fn village() -> (World, District, GridId) {
    let mut world = World::new();
    let district = world.district();
    let second = world.grid(district.village, GridKind::Group, "二组");
    let person = world.person("王某");
    world.duty(district.village, Role::Supervisor, DutyHolder::Person(person));
    (world, district, second)
}

#[test]
fn a_split_names_what_is_open_or_ends_it_and_keeps_what_was() {
    let (mut world, district, second) = village();
    let before = tree(&world, day(2025, 4, 30));
    let parts = || vec![part("新东村", &[district.group]), part("新西村", &[second])];
    let why = in_use(&world.refuse(order(split(district.village, false, parts()))));
    assert_eq!(why, "要先结束网格职责 1 项（撖家塔村监督人 王某）；也可以选择在生效之日一并结束");
    let outcome = world.contract(ending_open(split(district.village, false, parts())));
    assert_eq!(outcome.title, "「罕台镇撖家塔村」分设为「新东村」「新西村」（2025年5月1日起），同时结束网格职责 1 项");
    assert!(outcome.warnings.iter().any(|one| one.contains("撖家塔村监督人 王某")), "{:?}", outcome.warnings);
    assert!(outcome.warnings.iter().any(|one| one == "「新东村」「新西村」还没有明确责任人，请尽快明确"));
    assert_eq!(tree(&world, day(2025, 4, 30)), before);
    let held = |on| roster::holders(&world.ws, district.village, Role::Supervisor, on).unwrap().len();
    assert_eq!([held(day(2025, 4, 30)), held(may())], [1, 0]);
    assert_eq!(tree(&world, may()), "东胜区\n 罕台镇\n  新东村\n   一组\n  新西村\n   二组\n 铜川镇\n 民族街道");
    let line = &reform::of_grid(&world.ws, district.village).unwrap()[0];
    assert_eq!((line.kind, line.effective_on, line.document.as_str()), (ReformKind::Split, may(), PAPER));
    assert_eq!(line.title, "「罕台镇撖家塔村」分设为「新东村」「新西村」（2025年5月1日起）");
    let paths = |grids: &[reform::ReformedGrid]| grids.iter().map(|one| one.path.clone()).collect::<Vec<_>>();
    assert_eq!(paths(&line.from), ["罕台镇/撖家塔村"]);
    assert_eq!(paths(&line.to), ["罕台镇/新东村", "罕台镇/新西村"]);
    let part = line.to[0].id;
    assert_eq!(reform::of_grid(&world.ws, part).unwrap()[0].id, line.id);
    assert_eq!(reform::one(&world.ws, line.id).unwrap(), *line);
}

#[test]
fn a_split_grid_may_live_on() {
    let (mut world, district, second) = village();
    let outcome = world.contract(order(split(district.village, true, vec![part("新西村", &[second])])));
    assert_eq!(outcome.title, "从「罕台镇撖家塔村」分设「新西村」，「撖家塔村」继续存在（2025年5月1日起）");
    assert_eq!(tree(&world, may()), "东胜区\n 罕台镇\n  撖家塔村\n   一组\n  新西村\n   二组\n 铜川镇\n 民族街道");
    assert_eq!(roster::holders(&world.ws, district.village, Role::Supervisor, may()).unwrap().len(), 1);
}

#[test]
fn a_split_that_does_not_add_up_is_refused_with_the_reason() {
    let (mut world, district, second) = village();
    let refused = |world: &mut World, change, field: &str| fault_of(&world.refuse(ending_open(change)), field);
    let village = district.village;
    let change = split(village, false, vec![part("新东村", &[district.group]), part("新西村", &[])]);
    assert_eq!(refused(&mut world, change, "parts"), "「撖家塔村」撤销后，村民小组「二组」没有去向，请逐个归入新网格");
    let change = split(village, false, vec![part("新东村", &[district.group, second])]);
    assert!(refused(&mut world, change, "parts").contains("那是更名"));
    let change = split(village, true, vec![]);
    assert!(refused(&mut world, change, "parts").contains("请填写从「撖家塔村」分设的网格"));
    let change = split(village, true, vec![part("新东村", &[second]), part("新西村", &[second])]);
    assert_eq!(refused(&mut world, change, "parts"), "「二组」同时归入了两个新网格，请只选一个");
    let change = split(village, true, vec![part("新东村", &[district.tongchuan])]);
    assert!(refused(&mut world, change, "parts").contains("「铜川镇」在2025年5月1日不是「撖家塔村」的下级"));
    let change = split(village, true, vec![part(" ", &[])]);
    assert!(refused(&mut world, change, "parts").contains("请填写网格名称"));
    let change = split(village, true, vec![part("撖家塔村", &[])]);
    assert!(refused(&mut world, change, "parts").contains("同一上级下已有「撖家塔村」"));
    let town = Part { facts: new_grid("新镇", GridKind::Town), children: vec![] };
    let change = split(village, true, vec![town]);
    assert!(refused(&mut world, change, "parts").contains("三级网格不能是「镇」"));
    let change = split(district.root, true, vec![part("新区", &[])]);
    assert!(refused(&mut world, change, "grid").contains("不能分设"));
    let unknown = world.refuse(order(split(GridId(5), true, vec![part("新东村", &[])])));
    assert!(matches!(unknown, OpFault::NotFound { kind: "网格", .. }));
}

#[test]
fn the_parts_may_take_over_the_codes_of_a_closed_grid() {
    let mut world = World::new();
    let district = world.district();
    let coded = NewGrid { stat_code: "150602101201".into(), ..new_grid("柳沟村", GridKind::Village) };
    let opened = world.contract(order(Change::Open { parent: district.tongchuan, facts: coded.clone() }));
    assert_eq!(opened.title, "新设网格「铜川镇柳沟村」（2025年5月1日起）");
    let old = GridId(opened.made[0]);
    let facts = NewGrid { name: "柳东村".into(), ..coded };
    let parts = vec![Part { facts, children: vec![] }, part("柳西村", &[])];
    let change = split(old, false, parts);
    let reform = Reform { change, on: today(), document: String::new(), note: String::new(), end_open: false };
    world.run(Command::Reform(reform));
    assert!(tree(&world, today()).contains("柳东村") && !tree(&world, today()).contains("柳沟村"));
}

#[test]
fn merged_villages_bring_their_groups() {
    let (mut world, district, _) = village();
    let other = world.grid(district.hantai, GridKind::Village, "九成功村");
    let own = world.grid(other, GridKind::Group, "三组");
    let into = || MergeInto::New { parent: district.hantai, facts: new_grid("合村", GridKind::Village) };
    let outcome = world.contract(ending_open(merge(&[district.village, other], into())));
    assert_eq!(outcome.title, "「撖家塔村」「九成功村」合并为「合村」（2025年5月1日起），同时结束网格职责 1 项");
    assert_eq!(tree(&world, may()), "东胜区\n 罕台镇\n  合村\n   一组\n   二组\n   三组\n 铜川镇\n 民族街道");
    let line = &reform::of_grid(&world.ws, other).unwrap()[0];
    assert_eq!((line.from.len(), line.to.len()), (2, 1));
    assert!(reform::of_grid(&world.ws, own).unwrap().is_empty(), "the groups themselves did not change");
}

#[test]
fn one_of_the_merged_may_go_on_with_its_people() {
    let (mut world, district, _) = village();
    let other = world.grid(district.hantai, GridKind::Village, "九成功村");
    let outcome = world.contract(order(merge(&[other, district.village], MergeInto::Grid(district.village))));
    assert_eq!(outcome.title, "「九成功村」并入「撖家塔村」（2025年5月1日起）");
    assert_eq!(roster::holders(&world.ws, district.village, Role::Supervisor, may()).unwrap().len(), 1);
    assert_eq!(reform::list(&world.ws).unwrap()[0].from.len(), 2);
}

#[test]
fn groups_called_alike_need_names_before_their_villages_merge() {
    let (mut world, district, _) = village();
    let other = world.grid(district.hantai, GridKind::Village, "九成功村");
    let twin = world.grid(other, GridKind::Group, "一组");
    let change = |names| Change::Merge { grids: vec![other], into: MergeInto::Grid(district.village), names };
    let fault = world.refuse(order(change(vec![])));
    assert_eq!(fault_of(&fault, "names"), "合并后有 2 个「一组」（撖家塔村、九成功村），请给其中的填写新名称");
    world.contract(order(change(vec![ChildName { grid: twin, name: "九成功一组".into() }])));
    assert_eq!(grid::detail(&world.ws, twin, may()).unwrap().facts.name, "九成功一组");
    assert_eq!(grid::detail(&world.ws, twin, day(2025, 4, 30)).unwrap().facts.name, "一组");
}

#[test]
fn only_open_grids_of_one_level_merge() {
    let (mut world, district, _) = village();
    let District { root, hantai, tongchuan, minzu, village, group } = district;
    let refused = |world: &mut World, change, field: &str| fault_of(&world.refuse(ending_open(change)), field);
    let change = merge(&[tongchuan, village], MergeInto::Grid(hantai));
    assert_eq!(
        refused(&mut world, change, "grids"),
        "只有同一级的网格可以合并：「铜川镇」是二级网格，「撖家塔村」是三级网格"
    );
    let change = merge(&[village], MergeInto::Grid(tongchuan));
    assert_eq!(refused(&mut world, change, "into"), "只能并入三级网格，「铜川镇」是二级网格，不能跨级合并");
    let change = merge(&[village], MergeInto::Grid(group));
    assert!(refused(&mut world, change, "into").contains("只能并入三级网格"), "not into its own group either");
    assert!(refused(&mut world, merge(&[village], MergeInto::Grid(village)), "grids").contains("至少两个"));
    assert!(refused(&mut world, merge(&[root, hantai], MergeInto::Grid(minzu)), "grids").contains("不能合并"));
    let into = MergeInto::New { parent: root, facts: new_grid("合村", GridKind::Village) };
    let other = world.grid(hantai, GridKind::Village, "九成功村");
    let fault = refused(&mut world, merge(&[village, other], into), "parent");
    assert_eq!(fault, "合并后的三级网格应在二级网格之下，「东胜区」是一级网格");
    world.run(order(Change::Close { grid: tongchuan }));
    let into = MergeInto::New { parent: tongchuan, facts: new_grid("合村", GridKind::Village) };
    assert!(refused(&mut world, merge(&[village, other], into), "parent").contains("撤销"));
    assert!(refused(&mut world, merge(&[minzu], MergeInto::Grid(tongchuan)), "into").contains("不存在"));
}

#[test]
fn a_move_ends_the_charges_of_the_old_parent_on_demand() {
    let mut world = World::new();
    let district = world.district();
    let unit = world.unit(UnitKind::Town, "罕台镇人民政府", Some(district.hantai));
    let (deputy, overseer) = (world.post(unit, "副镇长"), world.post(unit, "执法队员"));
    let supervisor = world.duty_of(district.hantai, Role::DeputySupervisor, deputy);
    let overseer = world.duty_of(district.hantai, Role::DeputyOverseer, overseer);
    world.charge(supervisor, district.village, day(2024, 1, 1));
    world.pairing(overseer, supervisor, Some(district.village));
    let why = in_use(&world.refuse(order(move_to(district.village, district.tongchuan))));
    assert!(why.contains("结束包联 1 项（罕台镇副总监督人 罕台镇人民政府副镇长 包联「撖家塔村」）"), "{why}");
    assert!(why.contains("结束对应关系 1 项（罕台镇副总监管人"), "{why}");
    let impact = reform::impact(&world.ws, &move_to(district.village, district.tongchuan), may()).unwrap();
    assert_eq!((impact.open.duties.len(), impact.open.charges.len(), impact.open.pairings.len()), (0, 1, 1));
    let outcome = world.contract(ending_open(move_to(district.village, district.tongchuan)));
    assert_eq!(
        outcome.title,
        "「撖家塔村」由「罕台镇」划入「铜川镇」（2025年5月1日起），同时结束包联 1 项、对应关系 1 项"
    );
    let charged = |on| roster::charges_by_grid(&world.ws, district.hantai, Role::DeputySupervisor, on).unwrap();
    assert_eq!(charged(day(2025, 4, 30))[0].duties.len(), 1, "the day before stays as it was");
    assert!(charged(may()).is_empty());
    for grid in [district.village, district.hantai, district.tongchuan] {
        assert_eq!(reform::of_grid(&world.ws, grid).unwrap().len(), 1, "both sides of a move tell of it");
    }
    assert!(
        reform::of_grid(&world.ws, district.group).unwrap().is_empty()
            && reform::of_grid(&world.ws, district.minzu).unwrap().is_empty()
    );
    assert_eq!(tree(&world, may()), "东胜区\n 罕台镇\n 铜川镇\n  撖家塔村\n   一组\n 民族街道");
}

#[test]
fn what_a_moved_village_settled_among_its_own_people_goes_along() {
    let mut world = World::new();
    let district = world.district();
    let [one, other] = ["王某", "李某"].map(|name| world.person(name));
    let supervisor = world.duty(district.village, Role::Supervisor, DutyHolder::Person(one));
    let overseer = world.duty(district.village, Role::Overseer, DutyHolder::Person(other));
    world.pairing(overseer, supervisor, Some(district.village));
    let outcome = world.contract(order(move_to(district.village, district.tongchuan)));
    assert_eq!(outcome.title, "「撖家塔村」由「罕台镇」划入「铜川镇」（2025年5月1日起）");
}

#[test]
fn those_sent_to_a_closed_town_are_sent_no_longer() {
    let mut world = World::new();
    let district = world.district();
    let unit = world.unit(UnitKind::Department, "区农牧局", None);
    let deputy = world.post(unit, "副局长");
    let duty = world.duty_of(district.root, Role::DeputyOverseer, deputy);
    let person = world.person("王某");
    let (grid, from) = (Some(district.minzu), day(2024, 1, 1));
    world.run(Command::AssignDelegate(AssignDelegate { duty, grid, person, from, document: String::new() }));
    let close = || Change::Close { grid: district.minzu };
    let why = in_use(&world.refuse(order(close())));
    assert!(why.contains("结束指派的专人 1 名（王某 指导「民族街道」）"), "{why}");
    let outcome = world.contract(ending_open(close()));
    assert_eq!(outcome.title, "撤销网格「民族街道」（2025年5月1日起），同时结束指派的专人 1 名");
}

#[test]
fn circular_and_level_skipping_moves_are_refused() {
    let mut world = World::new();
    let District { root, hantai, tongchuan, minzu, village, group } = world.district();
    let refused = |world: &mut World, change, field: &str| fault_of(&world.refuse(order(change)), field);
    assert_eq!(
        refused(&mut world, move_to(village, group), "parent"),
        "不能把「撖家塔村」划入它自己或它的下级，请选择别的二级网格"
    );
    assert!(refused(&mut world, move_to(village, village), "parent").contains("它自己"));
    assert!(refused(&mut world, move_to(hantai, village), "parent").contains("它的下级"));
    assert_eq!(
        refused(&mut world, move_to(group, tongchuan), "parent"),
        "「一组」只能划入三级网格，「铜川镇」是二级网格"
    );
    assert_eq!(
        refused(&mut world, move_to(village, root), "parent"),
        "「撖家塔村」只能划入二级网格，「东胜区」是一级网格"
    );
    assert!(refused(&mut world, move_to(minzu, tongchuan), "parent").contains("只能划入一级网格"));
    assert!(refused(&mut world, move_to(root, hantai), "grid").contains("没有上级"));
    assert!(refused(&mut world, move_to(village, hantai), "parent").contains("本来就属于"));
    let nothing = Change::Move { grids: vec![], parent: hantai, names: vec![] };
    assert!(refused(&mut world, nothing, "grids").contains("请选择要划转的网格"));
    let close = Change::Close { grid: tongchuan };
    let july =
        Reform { change: close, on: day(2025, 7, 1), document: String::new(), note: String::new(), end_open: false };
    world.run(Command::Reform(july));
    assert_eq!(
        refused(&mut world, move_to(village, tongchuan), "parent"),
        "「铜川镇」自2025年7月1日起撤销，请选择继续存在的网格"
    );
}

#[test]
fn a_moved_grid_needs_a_name_of_its_own() {
    let mut world = World::new();
    let district = world.district();
    world.grid(district.tongchuan, GridKind::Village, "撖家塔村");
    let fault = world.refuse(order(move_to(district.village, district.tongchuan)));
    assert!(fault_of(&fault, "names").contains("同一上级下已有「撖家塔村」"));
    let names = vec![ChildName { grid: district.village, name: "北撖家塔村".into() }];
    world.contract(order(Change::Move { grids: vec![district.village], parent: district.tongchuan, names }));
    assert_eq!(grid::detail(&world.ws, district.village, may()).unwrap().facts.name, "北撖家塔村");
}

#[test]
fn a_renamed_town_takes_its_government_along() {
    let mut world = World::new();
    let district = world.district();
    let unit = world.unit(UnitKind::Town, "铜川镇人民政府", Some(district.tongchuan));
    let other = world.unit(UnitKind::Town, "罕台镇人民政府", Some(district.hantai));
    let mayor = world.post(unit, "镇长");
    world.newcomer(mayor, "李㛃", day(2024, 1, 1));
    world.duty_of(district.tongchuan, Role::ChiefSupervisor, mayor);
    let change = |unit| Change::Rename {
        grid: district.tongchuan,
        name: "新铜川镇".into(),
        units: vec![UnitName { unit, name: "新铜川镇人民政府".into(), full_name: String::new() }],
    };
    assert!(fault_of(&world.refuse(order(change(other))), "units").contains("不管辖这个网格"));
    let outcome = world.contract(order(change(unit)));
    assert_eq!(
        outcome.title,
        "「铜川镇」更名为「新铜川镇」（2025年5月1日起），单位「铜川镇人民政府」随之更名为「新铜川镇人民政府」"
    );
    let post = |on| grid::detail(&world.ws, district.tongchuan, on).unwrap().roles[0].duties[0].post.clone();
    assert_eq!([post(day(2025, 4, 30)), post(may())], ["铜川镇人民政府镇长", "新铜川镇人民政府镇长"]);
    let units = |on| posts::units(&world.ws, on).unwrap().into_iter().map(|unit| unit.name).collect::<Vec<_>>();
    assert!(units(day(2025, 4, 30)).contains(&"铜川镇人民政府".to_owned()));
    assert!(units(may()).contains(&"新铜川镇人民政府".to_owned()));
    assert_eq!(reform::of_grid(&world.ws, district.tongchuan).unwrap()[0].kind, ReformKind::Rename);
}

#[test]
fn closing_a_grid_ends_what_is_open_or_says_what_must_go() {
    let mut world = World::new();
    let district = world.district();
    let person = world.person("王某");
    world.duty(district.group, Role::GridMember, DutyHolder::Person(person));
    let close = |grid| Change::Close { grid };
    let why = in_use(&world.refuse(ending_open(close(district.village))));
    assert!(why.contains("要先撤销或划出下级网格 1 个（一组）"), "children cannot be ended: {why}");
    let why = in_use(&world.refuse(order(close(district.group))));
    assert!(why.contains("结束网格职责 1 项（一组网格员 王某）"), "{why}");
    let outcome = world.contract(ending_open(close(district.group)));
    assert_eq!(outcome.title, "撤销网格「撖家塔村一组」（2025年5月1日起），同时结束网格职责 1 项");
    let line = &reform::list(&world.ws).unwrap()[0];
    assert_eq!((line.from.len(), line.to.len()), (1, 0));
}

#[test]
fn what_begins_after_the_reform_has_to_be_taken_back_first() {
    let mut world = World::new();
    let district = world.district();
    let person = world.person("王某");
    let mut late = crate::support::assignment(district.group, Role::GridMember, DutyHolder::Person(person));
    late.from = day(2025, 6, 1);
    world.run(Command::AssignDuty(late));
    let why = in_use(&world.refuse(ending_open(Change::Close { grid: district.group })));
    assert!(why.contains("结束网格职责 1 项（网格员王某）"), "{why}");
}
