//! 职责文件 and 奖惩措施 (R055, R069, R094).

use gengbao::{
    domain::{
        duty_document::{DocumentKind, Issuer},
        grid::Level,
        id::{DutyDocumentId, GridId, UnitId},
        roster::Role,
    },
    ops::{
        Command, OpFault,
        mechanism::{AddDutyDocument, DeleteDutyDocument, DutyDocument, EditDutyDocument},
        query::mechanism::documents,
    },
};

use super::{Ledgers, scan};
use crate::support::{day, fault_of, today};

fn document(issuer: Issuer) -> DutyDocument {
    DutyDocument {
        kind: DocumentKind::Duties,
        issuer,
        title: "《罕台镇各级网格责任人职责》".into(),
        number: "罕政发〔2024〕3号".into(),
        from: day(2024, 3, 1),
        until: None,
        levels: vec![Level::Village, Level::Town],
        roles: vec![Role::Supervisor, Role::ChiefSupervisor],
        note: String::new(),
    }
}

fn add(facts: DutyDocument) -> Command {
    Command::AddDutyDocument(AddDutyDocument { facts, files: vec![] })
}

#[test]
fn every_document_command_keeps_the_contract() {
    let Ledgers { mut world, hantai, .. } = Ledgers::new();
    let facts = document(Issuer::Grid(hantai));
    let add = Command::AddDutyDocument(AddDutyDocument { facts: facts.clone(), files: vec![scan(1)] });
    let outcome = world.contract(add);
    assert_eq!(outcome.title, "登记职责文件：《罕台镇各级网格责任人职责》罕政发〔2024〕3号");
    let id = DutyDocumentId(outcome.made[0]);
    let line = documents(&world.ws, today()).unwrap().lines.swap_remove(0);
    assert_eq!(line.covers(), "二级网格、三级网格：总监督人、监督人");
    assert_eq!((line.issuer_name.as_str(), line.scans, line.in_force), ("罕台镇", 1, true));
    let ended = DutyDocument { until: Some(day(2025, 1, 1)), ..facts };
    world.contract(Command::EditDutyDocument(EditDutyDocument { duty_document: id, facts: ended }));
    assert!(!documents(&world.ws, today()).unwrap().lines[0].in_force);
    let outcome = world.contract(Command::DeleteDutyDocument(DeleteDutyDocument { duty_document: id }));
    assert!(outcome.title.starts_with("删除职责文件："));
}

#[test]
fn the_missing_are_those_without_one_in_force() {
    let Ledgers { mut world, hantai, .. } = Ledgers::new();
    let town = gengbao::ops::query::lookup::unit(&world.ws, "罕台镇人民政府", today()).unwrap();
    world.run(add(document(Issuer::Unit(town))));
    let rewards = DutyDocument {
        kind: DocumentKind::Rewards,
        title: "罕台镇网格化监督监管奖惩措施".into(),
        number: String::new(),
        until: Some(day(2025, 1, 1)),
        ..document(Issuer::Grid(hantai))
    };
    world.run(add(rewards));
    let missing = |on| -> Vec<String> {
        let book = documents(&world.ws, on).unwrap();
        book.missing.iter().map(|(_, name, kind)| format!("{name}{}", kind.label())).collect()
    };
    assert_eq!(
        missing(today()),
        ["罕台镇奖惩措施", "铜川镇职责文件", "铜川镇奖惩措施", "民族街道职责文件", "民族街道奖惩措施"]
    );
    assert_eq!(missing(day(2024, 12, 31))[0], "铜川镇职责文件");
    assert!(documents(&world.ws, day(2024, 2, 1)).unwrap().lines.is_empty());
}

#[test]
fn what_cannot_stand_is_refused_on_its_field() {
    let Ledgers { mut world, hantai, group, .. } = Ledgers::new();
    let good = document(Issuer::Grid(hantai));
    let faults = [
        ("title", DutyDocument { title: "《》".into(), ..good.clone() }, "请填写文件名称"),
        ("until", DutyDocument { until: Some(day(2024, 3, 1)), ..good.clone() }, "应在起始日期之后"),
        ("roles", DutyDocument { levels: vec![Level::Group], ..good.clone() }, "没有「总监督人」这一职责"),
        ("issuer", DutyDocument { issuer: Issuer::Grid(group), ..good.clone() }, "「一社」是村民小组"),
        ("note", DutyDocument { note: "长".repeat(4001), ..good.clone() }, "最多 4000 个字"),
    ];
    for (field, facts, words) in faults {
        let message = fault_of(&world.refuse(add(facts)), field);
        assert!(message.contains(words), "{field}: {message}");
    }
    let missing = DutyDocumentId(9);
    for command in [
        add(DutyDocument { issuer: Issuer::Unit(UnitId(9)), ..good.clone() }),
        add(DutyDocument { issuer: Issuer::Grid(GridId(9)), ..good.clone() }),
        Command::EditDutyDocument(EditDutyDocument { duty_document: missing, facts: good.clone() }),
        Command::DeleteDutyDocument(DeleteDutyDocument { duty_document: missing }),
    ] {
        assert!(matches!(world.refuse(command), OpFault::NotFound { .. }));
    }
    world.run(add(good.clone()));
    assert!(world.run(add(good)).warnings[0].contains("可能重复登记"));
}
