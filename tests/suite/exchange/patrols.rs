//! 巡查 by spreadsheet: the ledger goes out and comes back, and what is recorded already is not recorded twice.

use gengbao::{
    domain::{
        desk::Desk,
        import::{ImportKind, Row, Take},
        patrol::Finding,
        roster::{DutyHolder, Role},
    },
    exchange::Encoding,
    ops::{
        Command, OpFault, Refusal,
        import::Import,
        office::PutOperator,
        query::{self, export::Wanted, patrol::PatrolQuery},
    },
    session::exchange as spreadsheets,
};

use super::{fates, said, take, trial};
use crate::support::{World, today};

#[test]
fn a_town_brings_in_its_own_patrols_and_takes_them_back() {
    let mut world = World::new();
    let grids = world.district();
    let person = world.person("王芳");
    world.duty(grids.group, Role::GridMember, DutyHolder::Person(person));
    world.run(Command::PutOperator(PutOperator {
        operator: None,
        name: "罕台录入".into(),
        desk: Desk::Town,
        scope: Some(grids.hantai),
        active: true,
    }));
    world.ws.sign_in("罕台录入").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("巡查.csv");
    let text = "巡查日期,村,巡查人员,巡查情况\n2025-5-3,撖家塔村,王芳,正常\n2025-5-4,铜川镇,王芳,正常\n";
    std::fs::write(&file, text).unwrap();
    let outcome = take(&mut world, ImportKind::Patrols, &file, Take::GoodOnly);
    assert_eq!(fates(&outcome.lines), [1, 0, 0, 1], "{:?}", outcome.lines);
    assert!(said(&outcome.lines, 3).contains("罕台镇"), "{}", said(&outcome.lines, 3));
    world.ws.undo().unwrap();
    let other =
        Import { kind: ImportKind::People, rows: vec![Row::default()], take: Take::GoodOnly, source: String::new() };
    let fault = world.refuse(Command::Import(other));
    assert!(matches!(fault, OpFault::Refused(Refusal::Right { .. })), "{fault}");
}

#[test]
fn a_ledger_of_another_office_comes_in_and_the_exported_one_comes_back() {
    let mut world = World::new();
    let grids = world.district();
    for name in ["王芳", "李四"] {
        let person = world.person(name);
        world.duty(grids.group, Role::GridMember, DutyHolder::Person(person));
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("巡查.csv");
    let text = "撖家塔村巡查记录,,,,,,\n巡查日期,时段,村,小组,巡查人员,巡查情况,处理结果\n\
        2025年5月3日,9:00-10:30,撖家塔村,一组,王　芳、李四,未发现问题,\n\
        2025/5/4,,罕台镇撖家塔村,一组,王芳,村东堆放秸秆,已清理\n\
        2025.5.31,,撖家塔村,,赵某,正常,\n2025-6-11,,撖家塔村,,王芳,,\n2025-5-6,11:00-9:00,撖家塔村,九组,王芳,,\n";
    std::fs::write(&file, text).unwrap();
    let dry = trial(&mut world, ImportKind::Patrols, &file);
    assert_eq!(fates(&dry.lines), [2, 0, 0, 3], "{:?}", dry.lines);
    assert!(said(&dry.lines, 5).contains("没有登记人员「赵某」"));
    assert!(said(&dry.lines, 6).contains("巡查日期在今天之后，请核对"));
    let outcome = take(&mut world, ImportKind::Patrols, &file, Take::GoodOnly);
    assert_eq!(fates(&outcome.lines), [2, 0, 0, 3]);
    let rows = query::patrol::page(&world.ws, &PatrolQuery::default(), None, 10).unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!((rows[0].patrol.finding, rows[0].patrol.found.as_str()), (Finding::Problem, "村东堆放秸秆"));
    assert_eq!((rows[1].group_name.as_str(), rows[1].patroller_names.as_str()), ("一组", "王芳、李四"));
    let again = take(&mut world, ImportKind::Patrols, &file, Take::GoodOnly);
    assert_eq!(fates(&again.lines), [0, 0, 2, 3], "nothing twice");
    let wanted = Wanted { day: today(), ..Wanted::default() };
    for name in ["台账.xlsx", "台账.csv"] {
        let out = folder.path().join(name);
        spreadsheets::export(&world.ws, "patrols", &wanted, Encoding::Utf8, &out).unwrap();
        let back = trial(&mut world, ImportKind::Patrols, &out);
        assert_eq!(fates(&back.lines), [0, 0, 2, 0], "{name}: {:?}", back.lines);
    }
    let out = folder.path().join("台账.xlsx");
    world.ws.undo().unwrap();
    let back = take(&mut world, ImportKind::Patrols, &out, Take::AllOrNothing);
    assert_eq!(fates(&back.lines), [2, 0, 0, 0]);
    let brought = query::patrol::page(&world.ws, &PatrolQuery::default(), None, 10).unwrap();
    for (one, other) in rows.iter().zip(&brought) {
        assert_eq!(one.patrol, other.patrol, "out and in again is the same");
    }
}
