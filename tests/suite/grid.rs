//! The tree of grids: adding, renaming, moving, mending, closing, 工作重点, and what the pages show of it.

use gengbao::{
    domain::{
        date::Period,
        grid::{GridKind, Level},
        id::GridId,
        roster::{DutyHolder, Role},
    },
    ops::{
        Command, OpFault, Refusal,
        grid::{AddGrid, CloseGrid, CorrectGrid, MoveGrid, RenameGrid, SetFocus},
        query::{grid, lookup},
        roster::EndDuty,
    },
};

use crate::support::{World, day, fault_of, in_use, today};

fn village(parent: GridId, name: &str) -> AddGrid {
    AddGrid {
        parent,
        kind: GridKind::Village,
        name: name.into(),
        stat_code: String::new(),
        civil_code: String::new(),
        aliases: vec![],
        no_farmland: false,
        annex2_order: None,
        from: day(2024, 3, 1),
        document: String::new(),
    }
}

fn rename(grid: GridId, name: &str, from: chrono::NaiveDate) -> Command {
    Command::RenameGrid(RenameGrid { grid, name: name.into(), from, document: "东民发〔2025〕1号".into() })
}

fn move_to(grid: GridId, parent: GridId, from: chrono::NaiveDate) -> Command {
    Command::MoveGrid(MoveGrid { grid, parent, from, document: String::new() })
}

fn close(grid: GridId, on: chrono::NaiveDate) -> Command {
    Command::CloseGrid(CloseGrid { grid, on, document: "东政发〔2025〕9号".into() })
}

#[test]
fn a_new_grid_takes_its_level_from_its_parent() {
    let mut world = World::new();
    let district = world.district();
    let mut args = village(district.hantai, "九成功村");
    args.stat_code = "150602101201".into();
    let outcome = world.contract(Command::AddGrid(args));
    assert_eq!(outcome.title, "新设网格「罕台镇九成功村」（2024年3月1日起）");
    let made = grid::detail(&world.ws, GridId(outcome.made[0]), today()).unwrap();
    assert_eq!((made.level, made.exists), (Level::Village, true));
    assert!(!grid::detail(&world.ws, made.id, day(2024, 2, 29)).unwrap().exists);
}

#[test]
fn a_grid_that_cannot_stand_is_refused_by_field() {
    let mut world = World::new();
    let district = world.district();
    let args = village(district.hantai, "九成功村");
    let mut refused = |field: &str, change: &dyn Fn(&mut AddGrid)| {
        let mut bad = args.clone();
        change(&mut bad);
        fault_of(&world.refuse(Command::AddGrid(bad)), field)
    };
    assert_eq!(refused("kind", &|bad| bad.kind = GridKind::Town), "三级网格不能是「镇」，可选：村、社区");
    assert!(refused("name", &|bad| bad.name = " ".into()).contains("请填写网格名称"));
    assert!(refused("name", &|bad| bad.name = "撖家塔村".into()).contains("同一上级下已有「撖家塔村」"));
    assert!(refused("stat_code", &|bad| bad.stat_code = "1506".into()).contains("12 位数字"));
    assert!(refused("annex2_order", &|bad| bad.annex2_order = Some(3)).contains("只有镇、街道"));
    assert!(refused("aliases", &|bad| bad.aliases = vec!["甲;乙".into()]).contains("分号"));
    assert!(refused("parent", &|bad| bad.parent = district.group).contains("下面不再设网格"));
    assert!(refused("parent", &|bad| bad.from = day(2023, 1, 1)).contains("还没有设立"));
    assert!(refused("from", &|bad| bad.from = day(1, 1, 1)).contains("超出范围"));
    let nowhere = world.refuse(Command::AddGrid(village(GridId(5), "甲村")));
    assert!(matches!(nowhere, OpFault::NotFound { kind: "网格", .. }));
}

#[test]
fn codes_and_places_in_annex_2_belong_to_one_grid() {
    let mut world = World::new();
    let district = world.district();
    let town = |name: &str, code: &str, place| AddGrid {
        kind: GridKind::Town,
        stat_code: code.into(),
        annex2_order: Some(place),
        ..village(district.root, name)
    };
    world.run(Command::AddGrid(town("甲镇", "150602100", 1)));
    let fault = world.refuse(Command::AddGrid(town("乙镇", "150602100", 1)));
    assert!(fault_of(&fault, "stat_code").contains("已属于「甲镇」"));
    assert!(fault_of(&fault, "annex2_order").contains("序号 1 已属于「甲镇」"));
    world.run(Command::AddGrid(town("乙镇", "150602101", 2)));
}

#[test]
fn a_new_name_holds_from_its_day_on() {
    let mut world = World::new();
    let district = world.district();
    let outcome = world.contract(rename(district.tongchuan, "新铜川镇", day(2025, 3, 1)));
    assert_eq!(outcome.title, "「铜川镇」更名为「新铜川镇」（2025年3月1日起）");
    let name = |on| grid::detail(&world.ws, district.tongchuan, on).unwrap().facts.name;
    assert_eq!([name(day(2025, 2, 28)), name(day(2025, 3, 1))], ["铜川镇", "新铜川镇"]);
    let versions = grid::detail(&world.ws, district.tongchuan, today()).unwrap().versions;
    assert_eq!(versions[0].change, "更名（原名「铜川镇」）");
    assert_eq!(versions[0].document, "东民发〔2025〕1号");
    assert_eq!(versions[1].period, Period { from: day(2024, 1, 1), until: Some(day(2025, 3, 1)) });
}

#[test]
fn a_rename_follows_everything_known() {
    let mut world = World::new();
    let district = world.district();
    let same_day = world.refuse(rename(district.tongchuan, "新铜川镇", day(2024, 1, 1)));
    assert!(fault_of(&same_day, "from").contains("更正"));
    assert!(fault_of(&world.refuse(rename(district.tongchuan, "铜川镇", today())), "name").contains("没有变化"));
    assert!(fault_of(&world.refuse(rename(district.tongchuan, "罕台镇", today())), "name").contains("已有「罕台镇」"));
    assert!(
        fault_of(&world.refuse(rename(district.tongchuan, "新铜川镇", day(2023, 1, 1))), "from").contains("才设立")
    );
    world.run(rename(district.tongchuan, "新铜川镇", day(2025, 3, 1)));
    assert!(in_use(&world.refuse(rename(district.tongchuan, "更新铜川镇", day(2025, 2, 1)))).contains("已有一次变更"));
    world.run(close(district.tongchuan, day(2025, 6, 1)));
    assert!(
        fault_of(&world.refuse(rename(district.tongchuan, "铜川镇", today())), "grid")
            .contains("已自2025年6月1日起撤销")
    );
}

#[test]
fn a_moved_grid_takes_what_is_below_it_along() {
    let mut world = World::new();
    let district = world.district();
    let outcome = world.contract(move_to(district.village, district.tongchuan, day(2025, 1, 1)));
    assert_eq!(outcome.title, "「撖家塔村」由「罕台镇」划入「铜川镇」（2025年1月1日起）");
    let path = |on| {
        let steps = grid::detail(&world.ws, district.group, on).unwrap().path;
        steps.into_iter().map(|step| step.name).collect::<Vec<_>>().join("/")
    };
    assert_eq!(path(day(2024, 12, 31)), "东胜区/罕台镇/撖家塔村");
    assert_eq!(path(day(2025, 1, 1)), "东胜区/铜川镇/撖家塔村");
    let wrong = |world: &mut World, grid, parent| world.refuse(move_to(grid, parent, day(2025, 2, 1)));
    assert!(fault_of(&wrong(&mut world, district.village, district.root), "parent").contains("只能划入二级网格"));
    assert!(fault_of(&wrong(&mut world, district.village, district.group), "parent").contains("它的下级"));
    assert!(fault_of(&wrong(&mut world, district.village, district.tongchuan), "parent").contains("本来就属于"));
    assert!(fault_of(&wrong(&mut world, district.root, district.hantai), "grid").contains("没有上级"));
}

#[test]
fn mending_changes_the_version_of_today_only() {
    let mut world = World::new();
    let district = world.district();
    world.run(rename(district.tongchuan, "新铜川镇", day(2025, 3, 1)));
    let mend = |name: &str, kind| CorrectGrid {
        grid: district.tongchuan,
        name: name.into(),
        kind,
        stat_code: "150602102".into(),
        civil_code: String::new(),
        aliases: vec!["铜川".into()],
        no_farmland: true,
        annex2_order: Some(2),
    };
    let outcome = world.contract(Command::CorrectGrid(mend("铜川新镇", GridKind::Street)));
    assert_eq!(outcome.title, "更正网格「铜川新镇」的资料");
    let facts = |on| grid::detail(&world.ws, district.tongchuan, on).unwrap().facts;
    assert_eq!((facts(today()).kind, facts(today()).no_farmland), (GridKind::Street, true));
    assert_eq!(facts(day(2025, 1, 1)).name, "铜川镇");
    let fault = world.refuse(Command::CorrectGrid(mend("铜川新镇", GridKind::Village)));
    assert!(fault_of(&fault, "kind").contains("可选：镇、街道"));
    let fault = world.refuse(Command::CorrectGrid(mend("罕台镇", GridKind::Town)));
    assert!(fault_of(&fault, "name").contains("已有"));
}

#[test]
fn closing_says_what_has_to_go_first() {
    let mut world = World::new();
    let district = world.district();
    let person = world.person("王某");
    let duty = world.duty(district.group, Role::GridMember, DutyHolder::Person(person));
    let why = in_use(&world.refuse(close(district.village, day(2025, 6, 1))));
    assert_eq!(why, "撤销「罕台镇撖家塔村」之前，要先撤销或划出下级网格 1 个（一组）");
    let why = in_use(&world.refuse(close(district.group, day(2025, 6, 1))));
    assert!(why.contains("结束网格职责 1 项（网格员王某）"), "{why}");
    assert!(fault_of(&world.refuse(close(district.root, today())), "grid").contains("不能撤销"));
    assert!(fault_of(&world.refuse(close(district.minzu, day(2024, 1, 1))), "on").contains("应在其后"));
    world.run(Command::EndDuty(EndDuty { duty, on: day(2025, 6, 1) }));
    let outcome = world.contract(close(district.group, day(2025, 6, 1)));
    assert_eq!(outcome.title, "撤销网格「撖家塔村一组」（2025年6月1日起）");
    assert!(fault_of(&world.refuse(close(district.group, today())), "grid").contains("已自"));
    let ids = |on| grid::tree(&world.ws, on).unwrap().into_iter().map(|node| node.id).collect::<Vec<_>>();
    assert!(ids(day(2025, 5, 31)).contains(&district.group) && !ids(day(2025, 6, 1)).contains(&district.group));
    world.run(close(district.village, day(2025, 7, 1)));
    let mut late = village(district.village, "二组");
    (late.kind, late.from) = (GridKind::Group, today());
    assert!(fault_of(&world.refuse(Command::AddGrid(late)), "parent").contains("自2025年7月1日起撤销"));
}

#[test]
fn the_focus_of_a_year_belongs_to_villages() {
    let mut world = World::new();
    let district = world.district();
    let focus = |grid, year, text: &str| Command::SetFocus(SetFocus { grid, year, text: text.into() });
    let outcome = world.contract(focus(district.village, 2025, "排查撂荒地"));
    assert_eq!(outcome.title, "填写「罕台镇撖家塔村」2025 年工作重点");
    assert_eq!(grid::detail(&world.ws, district.village, today()).unwrap().focus[0].text, "排查撂荒地");
    assert!(fault_of(&world.refuse(focus(district.hantai, 2025, "甲")), "grid").contains("三级网格"));
    assert!(fault_of(&world.refuse(focus(district.village, 2022, "甲")), "year").contains("2023 至 2100"));
    assert!(fault_of(&world.refuse(focus(district.village, 2023, "甲")), "year").contains("没有这个网格"));
    assert!(fault_of(&world.refuse(focus(district.village, 2025, &"长".repeat(4001))), "text").contains("最多 4000"));
    world.run(focus(district.village, 2025, " "));
    assert!(grid::detail(&world.ws, district.village, today()).unwrap().focus.is_empty());
}

#[test]
fn the_tree_counts_roles_that_nobody_holds() {
    let mut world = World::new();
    let district = world.district();
    let person = world.person("王某");
    world.duty(district.village, Role::Supervisor, DutyHolder::Person(person));
    let tree = grid::tree(&world.ws, today()).unwrap();
    let names: Vec<_> = tree.iter().map(|node| node.name.as_str()).collect();
    assert_eq!(names, ["东胜区", "罕台镇", "撖家塔村", "一组", "铜川镇", "民族街道"]);
    let vacancies: Vec<_> = tree.iter().map(|node| node.vacancies).collect();
    assert_eq!(vacancies, [5, 5, 1, 1, 5, 5]);
    assert_eq!(tree.iter().map(|node| node.has_children).collect::<Vec<_>>(), [true, true, true, false, false, false]);
    assert!(grid::tree(&world.ws, day(2023, 12, 31)).unwrap().is_empty());
}

#[test]
fn the_shipped_district_is_whole_and_found_in_many_ways() {
    let mut world = World::new();
    let outcome = world.ws.seed_dongsheng(day(2024, 1, 1)).unwrap();
    assert!(outcome.title.contains("网格 124 个"));
    let tree = grid::tree(&world.ws, today()).unwrap();
    assert_eq!((tree.len(), tree.iter().filter(|node| node.listed).count()), (124, 11));
    let listed: Vec<_> = tree.iter().filter(|node| node.listed).map(|node| node.name.as_str()).collect();
    assert_eq!(listed[..3], ["罕台镇", "铜川镇", "泊尔江海子镇"]);
    for text in ["撖家塔村", "罕台镇/撖家塔村", "东胜区/罕台镇/撖家塔村"] {
        let found = lookup::grid(&world.ws, text, today()).unwrap();
        assert_eq!(grid::detail(&world.ws, found, today()).unwrap().facts.name, "撖家塔村");
    }
    let town = lookup::grid(&world.ws, "泊江海子镇", today()).unwrap();
    assert_eq!(lookup::grid(&world.ws, "150602106", today()).unwrap(), town);
    assert_eq!(lookup::grid(&world.ws, &town.to_string().to_lowercase(), today()).unwrap(), town);
    for text in ["hantai", "htz", "罕台"] {
        assert_eq!(grid::search(&world.ws, text, today(), 5).unwrap()[0].name, "罕台镇", "{text}");
    }
    let hit = &grid::search(&world.ws, "hjtc", today(), 5).unwrap()[0];
    assert_eq!(hit.path, "罕台镇/撖家塔村");
    let near = lookup::grid(&world.ws, "撖家塔", today()).unwrap_err();
    assert!(fault_of(&near, "grid").contains("是不是：罕台镇/撖家塔村"));
    assert!(fault_of(&lookup::grid(&world.ws, "铜川镇/撖家塔村", today()).unwrap_err(), "grid").contains("没有名为"));
    let office = lookup::unit(&world.ws, "罕台镇", today()).unwrap();
    assert_eq!(lookup::unit(&world.ws, "罕台镇人民政府", today()).unwrap(), office);
    let bureau = lookup::unit(&world.ws, "区农牧局", today()).unwrap();
    assert_eq!(lookup::unit(&world.ws, "农牧局", today()).unwrap(), bureau);
    assert!(matches!(world.ws.seed_dongsheng(today()), Err(OpFault::Refused(Refusal::InUse(_)))));
    assert!(matches!(world.ws.found("别的区", today()), Err(OpFault::Refused(Refusal::InUse(_)))));
}

#[test]
fn names_that_several_grids_have_are_asked_back() {
    let mut world = World::new();
    let district = world.district();
    world.run(Command::AddGrid(village(district.tongchuan, "撖家塔村")));
    let fault = lookup::grid(&world.ws, "撖家塔村", today()).unwrap_err();
    let message = fault_of(&fault, "grid");
    assert!(message.contains("罕台镇/撖家塔村") && message.contains("铜川镇/撖家塔村"), "{message}");
    assert_eq!(lookup::grid(&world.ws, "罕台镇/撖家塔村", today()).unwrap(), district.village);
}
