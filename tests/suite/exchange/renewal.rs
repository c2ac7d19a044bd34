//! A full 换届 of one town by spreadsheet, then undo.

use gengbao::{
    domain::{
        import::{ImportKind, Take},
        roster::{DutyHolder, Role, UnitKind},
    },
    exchange::{self, Plan},
    ops::{Command, office::RenameUnit, query, roster::AssignDuty},
    session::exchange::rehearse,
};

use super::{fates, said, take, trial};
use crate::support::{World, day, workbook::Made};

#[test]
fn a_town_is_renewed_by_one_file_and_taken_back_by_one_undo() {
    let mut world = World::new();
    let d = world.district();
    let unit = world.unit(UnitKind::Town, "罕台镇人民政府", Some(d.hantai));
    let (mayor, deputy) = (world.post(unit, "镇长"), world.post(unit, "副镇长"));
    for (post, name) in [(mayor, "老镇长"), (deputy, "老副镇长")] {
        let person = world.person(name);
        world.appoint(post, person, day(2024, 1, 1));
    }
    world.duty(d.hantai, Role::ChiefSupervisor, DutyHolder::Post(mayor));
    for (grid, role, name) in [
        (d.village, Role::Supervisor, "老书记"),
        (d.village, Role::Overseer, "老委员"),
        (d.group, Role::GridMember, "老社长"),
    ] {
        let person = world.person(name);
        world.duty(grid, role, DutyHolder::Person(person));
    }
    let before = world.ws.fingerprint().unwrap();
    let (_folder, path) = Made::new()
        .sheet(
            "镇领导",
            &[
                &["", "", "", "", ""],
                &["序号", "姓名", "职务", "任/免", "任免时间", "文号"],
                &["1", "新 镇 长", "罕台镇人民政府镇长", "任", "", "罕党发〔2025〕1号"],
                &["2", "老镇长", "罕台镇人民政府镇长", "免", "2025.6.1", "〃"],
                &["3", "老副镇长", "罕台镇人民政府副镇长", "免", "2025.6.1", "〃"],
            ],
        )
        .with(|sheet| {
            let date = rust_xlsxwriter::Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
            sheet.write_number_with_format(2, 4, 45_809.0, &date).unwrap();
        })
        .merge(0, 0, 0, 5, "罕台镇换届任免名单")
        .sheet(
            "村级",
            &[
                &["村", "小组", "职责", "姓名", "起始日期", "身份", "联系电话"],
                &["", "", "监督人", "新书记", "2025年6月1日", "村书记", "13800000001"],
                &["", "", "监管人", "新委员", "2025-6-1", "", ""],
                &["", "一组", "网格员", "新社长", "２０２５/６/１", "社长", ""],
            ],
        )
        .merge(1, 0, 3, 0, "撖家塔村")
        .sheet("说明", &[&["请各镇认真填写"]])
        .save("罕台镇换届.xlsx");
    let dry = trial(&mut world, ImportKind::Incumbencies, &path);
    assert_eq!(fates(&dry.lines), [1, 4, 1, 0], "{:?}", dry.lines);
    let of = |sheet: &str| dry.lines.iter().filter(|line| line.sheet == sheet).cloned().collect::<Vec<_>>();
    assert!(said(&of("镇领导"), 3).contains("任命 新镇长 为罕台镇人民政府镇长（2025年6月1日起），接替 老镇长"));
    assert!(said(&of("镇领导"), 5).contains("免去 老副镇长"), "{}", said(&of("镇领导"), 5));
    assert!(said(&of("村级"), 2).contains("新书记 接替 老书记"), "{}", said(&of("村级"), 2));
    let ops = world.ws.op_count().unwrap();
    let outcome = take(&mut world, ImportKind::Incumbencies, &path, Take::AllOrNothing);
    assert_eq!(world.ws.op_count().unwrap(), ops + 1);
    assert_eq!(outcome.title, "导入任免「罕台镇换届.xlsx」：新增 1、变更 4、相同 1、有误 0");
    let chief = |world: &World, on| {
        let detail = query::grid::detail(&world.ws, d.hantai, on).unwrap();
        let block = detail.roles.into_iter().find(|block| block.role == Role::ChiefSupervisor).unwrap();
        block.duties[0].people.iter().map(|person| person.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(chief(&world, day(2025, 6, 1)), ["新镇长"]);
    assert_eq!(chief(&world, day(2025, 5, 31)), ["老镇长"], "nothing before that day changes");
    let again = take(&mut world, ImportKind::Incumbencies, &path, Take::AllOrNothing);
    assert_eq!(fates(&again.lines), [0, 0, 6, 0], "{:?}", again.lines);
    assert_eq!(world.ws.op_count().unwrap(), ops + 1, "the same twice changes nothing");
    world.ws.undo().unwrap();
    assert_eq!(world.ws.fingerprint().unwrap(), before);
}

#[test]
fn a_list_with_the_former_name_of_a_unit_means_the_same_unit() {
    let mut world = World::new();
    let d = world.district();
    let unit = world.unit(UnitKind::Town, "罕台镇人民政府", Some(d.hantai));
    let mayor = world.post(unit, "镇长");
    let person = world.person("王某");
    world.appoint(mayor, person, day(2024, 1, 1));
    world.run(Command::RenameUnit(RenameUnit {
        unit,
        name: "罕台新镇人民政府".into(),
        full_name: String::new(),
        from: day(2025, 3, 1),
        document: String::new(),
    }));
    let (_folder, path) = Made::new()
        .sheet(
            "任免",
            &[
                &["单位", "职务", "姓名", "任免日期"],
                &["罕台镇人民政府", "镇长", "王某", "2024-1-1"],
                &["罕台新镇人民政府", "镇长", "王某", "2024-1-1"],
            ],
        )
        .save("旧名单.xlsx");
    let dry = trial(&mut world, ImportKind::Incumbencies, &path);
    assert_eq!(fates(&dry.lines), [0, 0, 2, 0], "{:?}", dry.lines);
}

#[test]
fn a_village_written_once_and_the_same_offices_are_enough_when_the_list_says_so() {
    let mut world = World::new();
    let d = world.district();
    for (name, title) in [("老甲", "村委会副主任"), ("老乙", "村党支部委员"), ("老丙", "村委会委员")]
    {
        let person = world.person(name);
        world.contract(Command::AssignDuty(AssignDuty {
            grid: d.village,
            role: Role::Overseer,
            holder: DutyHolder::Person(person),
            title: title.into(),
            from: day(2024, 1, 1),
            document: String::new(),
        }));
    }
    let (_folder, path) = Made::new()
        .sheet(
            "村级",
            &[
                &["村（社区）", "职责", "姓名", "身份", "任职时间"],
                &["撖家塔村", "监管人", "新 乙", "村党支部委员", "2025-6-1"],
                &["", "监管人", "新甲", "村委会副主任", "2025-6-1"],
                &["", "监管人", "老丙", "村委会委员", "2025-6-1"],
            ],
        )
        .save("村级.xlsx");
    let book = exchange::read(&path).unwrap();
    let mut plan = Plan::guess(ImportKind::Incumbencies, &book);
    let blank = rehearse(&mut world.ws, &book, &plan).unwrap();
    assert!(said(&blank.lines, 3).contains("请填写网格"), "{}", said(&blank.lines, 3));
    plan.carry(ImportKind::Incumbencies.field("grid").unwrap());
    let carried = rehearse(&mut world.ws, &book, &plan).unwrap();
    assert_eq!(fates(&carried.lines), [0, 2, 1, 0], "{:?}", carried.lines);
    assert!(said(&carried.lines, 2).contains("新乙 接替 老乙"), "{}", said(&carried.lines, 2));
    assert!(said(&carried.lines, 3).contains("新甲 接替 老甲"), "{}", said(&carried.lines, 3));
}
