//! Rows and their fates: new, changed, the same, refused with the reason.

use gengbao::{
    domain::{
        grid::GridKind,
        import::{Fate, ImportKind, Row, Take},
        roster::{DutyHolder, Role, UnitKind},
    },
    exchange::{self, Plan},
    ops::{
        Command,
        import::Import,
        office::RenameUnit,
        reform::{Change, ChildName, Reform},
    },
};

use super::{fates, said, take, trial};
use crate::support::{
    World, day, fault_of,
    workbook::{Made, texts},
};

fn row(line: u32, values: &[(&str, &str)]) -> Row {
    let values = values.iter().map(|(field, text)| ((*field).to_owned(), (*text).to_owned())).collect();
    Row { sheet: String::new(), line, values }
}

fn rows(kind: ImportKind, rows: Vec<Row>) -> Command {
    Command::Import(Import { kind, rows, take: Take::AllOrNothing, source: "名单.xlsx".into() })
}

#[test]
fn an_import_is_one_operation_like_any_other() {
    let mut world = World::new();
    let command = rows(
        ImportKind::People,
        vec![row(2, &[("person", "王 芳"), ("phone", "138 0000 1111")]), row(3, &[("person", "李强")])],
    );
    let ops = world.ws.op_count().unwrap();
    let outcome = world.contract(command.clone());
    assert_eq!(outcome.title, "导入人员「名单.xlsx」：新增 2、变更 0、相同 0、有误 0");
    assert_eq!(outcome.made.len(), 2);
    assert!(outcome.warnings.is_empty());
    assert_eq!(world.ws.op_count().unwrap(), ops + 3, "done, undone, done again");
    let before = (world.ws.fingerprint().unwrap(), world.ws.op_count().unwrap());
    let again = world.run(command);
    assert_eq!(fates(&again.lines), [0, 0, 2, 0]);
    assert_eq!(
        before,
        (world.ws.fingerprint().unwrap(), world.ws.op_count().unwrap()),
        "the same twice leaves no trace"
    );
}

#[test]
fn one_wrong_row_refuses_all_unless_the_good_ones_are_wanted() {
    let mut world = World::new();
    let mixed = vec![row(2, &[("person", "王芳")]), row(3, &[("person", "李、强")]), row(4, &[("phone", "138")])];
    let fault = world.refuse(rows(ImportKind::People, mixed.clone()));
    let said = fault_of(&fault, "rows");
    assert!(said.contains("3 行里有 2 行有误，没有导入") && said.contains("第 3 行"), "{said}");
    let import = Import { kind: ImportKind::People, rows: mixed, take: Take::GoodOnly, source: String::new() };
    let outcome = world.run(Command::Import(import));
    assert_eq!(fates(&outcome.lines), [1, 0, 0, 2]);
    assert_eq!(outcome.lines[2].faults[0].field, "person");
    assert_eq!(outcome.lines[2].faults[0].message, "请填写姓名");
    assert!(fault_of(&world.refuse(rows(ImportKind::People, vec![])), "rows").contains("没有可以导入的行"));
}

#[test]
fn a_refused_row_leaves_nothing_behind() {
    let mut world = World::new();
    let d = world.district();
    let unit = world.unit(UnitKind::Town, "罕台镇人民政府", Some(d.hantai));
    world.post(unit, "镇长");
    // The person is new, but the post did not exist then: neither stays.
    let wrong = row(2, &[("person", "王芳"), ("unit", "罕台镇人民政府"), ("post", "镇长"), ("from", "2020-1-1")]);
    let right = row(3, &[("person", "王芳"), ("unit", "罕台镇"), ("post", "镇长"), ("from", "2025-1-1")]);
    let import = Import {
        kind: ImportKind::Incumbencies,
        rows: vec![wrong, right],
        take: Take::GoodOnly,
        source: String::new(),
    };
    let outcome = world.contract(Command::Import(import));
    assert_eq!(fates(&outcome.lines), [1, 0, 0, 1]);
    assert!(said(&outcome.lines, 2).contains("存续时间是2024年1月1日起"), "{}", said(&outcome.lines, 2));
    assert!(said(&outcome.lines, 3).contains("新增人员 王芳"), "{}", said(&outcome.lines, 3));
    let people = gengbao::ops::query::people::page(&world.ws, "王芳", day(2025, 6, 10), 0, 9).unwrap();
    assert_eq!(people.total, 1);
}

#[test]
fn three_thousand_rows_of_which_forty_are_wrong() {
    let mut world = World::new();
    let texts_of: Vec<[String; 3]> = (0..3_000_u32)
        .map(|at| {
            let phone = if at % 75 == 7 { "没有电话".to_owned() } else { format!("1380000{at:04}") };
            [
                at.to_string(),
                format!("甲{}{}", char::from_u32(0x4e00 + at / 60).unwrap(), char::from_u32(0x5e00 + at % 60).unwrap()),
                phone,
            ]
        })
        .collect();
    let mut all: Vec<Vec<&str>> = vec![vec!["序号", "姓名", "手机号码"]];
    all.extend(texts_of.iter().map(|row| row.iter().map(String::as_str).collect()));
    let all: Vec<&[&str]> = all.iter().map(Vec::as_slice).collect();
    let (folder, path) = Made::new().sheet("人员", &all).save("三千.xlsx");
    let dry = trial(&mut world, ImportKind::People, &path);
    assert_eq!(fates(&dry.lines), [2_960, 0, 0, 40]);
    let book = exchange::read(&path).unwrap();
    let plan = Plan::guess(ImportKind::People, &book);
    let errors = folder.path().join("有误.xlsx");
    assert_eq!(exchange::write_refused(&errors, &book, &plan, &dry.lines).unwrap(), 40);
    let written = texts(&errors);
    assert_eq!(written[0], ["序号", "姓名", "手机号码", "问题", "原行"]);
    assert_eq!(written.len(), 41);
    assert!(written[1][3].contains("手机号码只能有数字和连字符") && written[1][4] == "9", "{:?}", written[1]);
    let fault = gengbao::session::exchange::import(&mut world.ws, &book, &plan, Take::AllOrNothing).unwrap_err();
    assert!(fault.notice().title.contains("40 行有误"), "{}", fault.notice().title);
    let outcome = take(&mut world, ImportKind::People, &path, Take::GoodOnly);
    assert_eq!(fates(&outcome.lines), [2_960, 0, 0, 40]);
    let again = take(&mut world, ImportKind::People, &path, Take::GoodOnly);
    assert_eq!(fates(&again.lines), [0, 0, 2_960, 40]);
    // The file of refused rows can be mended and brought in as it is.
    assert_eq!(fates(&trial(&mut world, ImportKind::People, &errors).lines), [0, 0, 0, 40]);
}

#[test]
fn namesakes_are_told_apart_by_phone_and_unit() {
    let mut world = World::new();
    let d = world.district();
    let unit = world.unit(UnitKind::Town, "罕台镇人民政府", Some(d.hantai));
    let other = world.unit(UnitKind::Town, "铜川镇人民政府", Some(d.tongchuan));
    let (mayor, secretary) = (world.post(unit, "镇长"), world.post(other, "镇长"));
    let (one, two) = (world.person("王芳"), world.person("王芳"));
    world.appoint(mayor, one, day(2024, 1, 1));
    world.appoint(secretary, two, day(2024, 1, 1));
    let kind = ImportKind::People;
    let outcome = world.run(rows(kind, vec![row(2, &[("person", "王芳"), ("unit", "铜川镇"), ("note", "书记")])]));
    assert_eq!(outcome.lines[0].fate, Fate::Changed);
    assert_eq!(gengbao::ops::query::people::detail(&world.ws, two, day(2025, 6, 10)).unwrap().note, "书记");
    let fault = world.refuse(rows(kind, vec![row(2, &[("person", "王芳"), ("note", "哪一个")])]));
    assert!(fault_of(&fault, "rows").contains("同名的有 2 人，请填写手机号码或单位"), "{fault:?}");
    // Two of one name in one file are two people when their phones differ, also the second time.
    let both = vec![
        row(2, &[("person", "李强"), ("phone", "13800000001")]),
        row(3, &[("person", "李强"), ("phone", "13800000002")]),
    ];
    assert_eq!(fates(&world.run(rows(kind, both.clone())).lines), [2, 0, 0, 0]);
    assert_eq!(fates(&world.run(rows(kind, both)).lines), [0, 0, 2, 0]);
    let fault = world.refuse(rows(kind, vec![row(2, &[("person", "李强"), ("phone", "13800000003")])]));
    assert!(fault_of(&fault, "rows").contains("同名"), "{fault:?}");
}

#[test]
fn units_posts_and_grids_are_added_and_mended() {
    let mut world = World::new();
    world.district();
    let unit = |values: &[(&str, &str)]| rows(ImportKind::Units, vec![row(2, values)]);
    assert_eq!(
        fates(&world.contract(unit(&[("name", "罕台镇人民政府"), ("kind", "镇街"), ("grid", "罕台镇")])).lines),
        [1, 0, 0, 0]
    );
    assert_eq!(fates(&world.run(unit(&[("name", "罕台镇人民政府"), ("kind", "镇（街道）")])).lines), [0, 0, 1, 0]);
    let changed =
        world.run(unit(&[("name", "罕台镇人民政府"), ("kind", "镇（街道）"), ("aliases", "罕台政府、镇政府")]));
    assert_eq!(fates(&changed.lines), [0, 1, 0, 0]);
    let post = |values: &[(&str, &str)]| rows(ImportKind::Posts, vec![row(2, values)]);
    assert_eq!(
        fates(
            &world
                .contract(post(&[("unit", "罕台政府"), ("post", "副镇长"), ("several", "是"), ("from", "2024-1-1")]))
                .lines
        ),
        [1, 0, 0, 0]
    );
    assert_eq!(fates(&world.run(post(&[("unit", "罕台镇"), ("post", "副镇长")])).lines), [0, 0, 1, 0]);
    assert_eq!(
        fates(&world.run(post(&[("unit", "罕台镇"), ("post", "副镇长"), ("several", "否")])).lines),
        [0, 1, 0, 0]
    );
    let fault = world.refuse(post(&[("unit", "罕台镇人民正府"), ("post", "镇长")]));
    assert!(fault_of(&fault, "rows").contains("是不是：罕台镇人民政府"), "{fault:?}");
    let grid = |values: &[(&str, &str)]| rows(ImportKind::Grids, vec![row(2, values)]);
    assert_eq!(
        fates(&world.contract(grid(&[("name", "九成功村"), ("parent", "罕台镇"), ("from", "2024-1-1")])).lines),
        [1, 0, 0, 0]
    );
    let coded = world.run(grid(&[("name", "九成功村"), ("parent", "东胜区/罕台镇"), ("stat_code", "150602101208")]));
    assert_eq!(fates(&coded.lines), [0, 1, 0, 0]);
    let fault = world.refuse(grid(&[("name", "九成宫村"), ("parent", "罕台镇"), ("stat_code", "150602101208")]));
    assert!(fault_of(&fault, "rows").contains("是「九成功村」的"), "{fault:?}");
    let fault = world.refuse(grid(&[("name", "十里村"), ("parent", "罕台镇")]));
    assert!(fault_of(&fault, "rows").contains("请填写设立日期"), "{fault:?}");
}

#[test]
fn duties_and_charges_are_assigned_and_taken_over() {
    let mut world = World::new();
    let d = world.district();
    let unit = world.unit(UnitKind::District, "区人民政府", Some(d.root));
    let deputy = world.post(unit, "副区长");
    let person = world.person("赵明");
    world.appoint(deputy, person, day(2024, 1, 1));
    let old = world.person("王芳");
    world.duty(d.village, Role::Supervisor, DutyHolder::Person(old));
    let duties = rows(
        ImportKind::Duties,
        vec![
            row(2, &[("grid", "东胜区"), ("role", "副总监督人"), ("post", "副区长"), ("from", "2024-1-1")]),
            row(
                3,
                &[
                    ("grid", "撖家塔村"),
                    ("role", "监督人"),
                    ("person", "李 强"),
                    ("from", "2025-6-1"),
                    ("title", "村书记"),
                ],
            ),
            row(
                4,
                &[
                    ("grid", "撖家塔村"),
                    ("group", "一组"),
                    ("role", "网格员"),
                    ("person", "周同"),
                    ("from", "2025-6-1"),
                ],
            ),
        ],
    );
    let outcome = world.contract(duties.clone());
    assert_eq!(fates(&outcome.lines), [2, 1, 0, 0], "{:?}", outcome.lines);
    assert!(said(&outcome.lines, 3).contains("李强 接替 王芳 任罕台镇撖家塔村监督人"), "{}", said(&outcome.lines, 3));
    assert_eq!(fates(&world.run(duties).lines), [0, 0, 3, 0]);
    let charges = |grids: &str| {
        rows(ImportKind::Charges, vec![row(2, &[("person", "赵明"), ("grid", grids), ("from", "2024-1-1")])])
    };
    let outcome = world.contract(charges("罕台镇、铜川镇"));
    assert_eq!(fates(&outcome.lines), [1, 0, 0, 0]);
    assert_eq!(outcome.made.len(), 2);
    assert_eq!(fates(&world.run(charges("罕台镇，铜川镇")).lines), [0, 0, 1, 0]);
    assert_eq!(fates(&world.run(charges("罕台镇、民族街道")).lines), [1, 0, 0, 0]);
    let fault = world.refuse(charges("罕台村"));
    assert!(fault_of(&fault, "rows").contains("没有名为「罕台村」的网格"), "{fault:?}");
    let fault = world.refuse(charges("撖家塔村"));
    assert!(fault_of(&fault, "rows").contains("没有「罕台镇」的"), "{fault:?}");
}

#[test]
fn who_is_taken_over_from_must_be_clear() {
    let mut world = World::new();
    let d = world.district();
    for name in ["甲一", "甲二"] {
        let person = world.person(name);
        world.duty(d.village, Role::Overseer, DutyHolder::Person(person));
    }
    let line = |at, name: &str, before: &str| {
        row(at, &[("grid", "撖家塔村"), ("role", "监管人"), ("person", name), ("from", "2025-6-1"), ("before", before)])
    };
    let fault = world.refuse(rows(ImportKind::Duties, vec![line(2, "乙一", "")]));
    assert!(fault_of(&fault, "rows").contains("现有监管人甲一、甲二，看不出接替谁：请在「接替」栏写姓名"), "{fault:?}");
    let in_order = vec![line(2, "丙一", "按顺序"), line(3, "丙二", "按顺序"), line(4, "丙三", "按顺序")];
    let dry = world.ws.rehearse(rows(ImportKind::Duties, in_order)).unwrap();
    assert_eq!(fates(&dry.lines), [1, 2, 0, 0], "{:?}", dry.lines);
    assert!(said(&dry.lines, 3).contains("丙二 接替 甲二"), "{}", said(&dry.lines, 3));
    let outcome = world.contract(rows(
        ImportKind::Duties,
        vec![line(2, "乙一", "甲一"), line(3, "乙二", ""), line(4, "乙三", "新增")],
    ));
    assert_eq!(fates(&outcome.lines), [1, 2, 0, 0], "{:?}", outcome.lines);
    assert!(said(&outcome.lines, 3).contains("乙二 接替 甲二"), "one leaves and one arrives: nobody else can be meant");
}

#[test]
fn names_of_before_and_after_a_reform_mean_the_same() {
    let mut world = World::new();
    let district = world.district();
    let bureau = world.unit(UnitKind::Department, "区农牧局", None);
    world.post(bureau, "局长");
    let person = world.person("王某");
    world.duty(district.group, Role::GridMember, DutyHolder::Person(person));
    let village = world.grid(district.tongchuan, GridKind::Village, "九成功村");
    let (from, on, document) = (day(2025, 5, 1), day(2025, 5, 1), String::new());
    let (name, full_name) = ("区农牧和水利局".to_owned(), String::new());
    world.run(Command::RenameUnit(RenameUnit { unit: bureau, name, full_name, from, document: document.clone() }));
    let names = vec![ChildName { grid: district.group, name: "四社".into() }];
    let change = Change::Move { grids: vec![district.group], parent: village, names };
    world.run(Command::Reform(Reform { change, on, document, note: String::new(), end_open: false }));
    // A list of today dates the duty before the move; a list of before names the unit as it was called.
    let duty = [("grid", "铜川镇/九成功村/四社"), ("role", "网格员"), ("person", "王某"), ("from", "2024-1-1")];
    let term = [("person", "王某"), ("unit", "区农牧局"), ("post", "局长"), ("from", "2024-6-1")];
    let unit = [("name", "区农牧局"), ("kind", "区直部门")];
    let fates_of = |world: &mut World, kind, values: &[(&str, &str)]| {
        let outcome = world.run(rows(kind, vec![row(2, values)]));
        (fates(&outcome.lines), outcome.lines[0].words())
    };
    assert_eq!(fates_of(&mut world, ImportKind::Duties, &duty).0, [0, 0, 1, 0]);
    assert_eq!(fates_of(&mut world, ImportKind::Incumbencies, &term).0, [1, 0, 0, 0]);
    let renamed = fates_of(&mut world, ImportKind::Units, &unit);
    assert_eq!(renamed, ([0, 0, 1, 0], "已更名为「区农牧和水利局」，没有改动".to_owned()));
}
