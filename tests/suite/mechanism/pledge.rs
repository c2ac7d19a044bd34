//! 目标责任书: targets, both sides, one a year (R014, R068, G47).

use gengbao::{
    domain::{
        area::Area,
        id::{GridId, PersonId, PledgeId, PostId},
        pledge::{Targets, Tier},
    },
    ops::{
        Command, OpFault,
        mechanism::{DeletePledge, EditPledge, Pledge, PledgeEntry, RegisterPledges, SignPledge},
        query::mechanism::{PledgeState, pledge_entry, pledges, pledges_sheet},
    },
};

use super::{Ledgers, scan};
use crate::support::{day, fault_of, today};

fn pledge(grid: GridId) -> Pledge {
    Pledge {
        grid,
        year: 2025,
        on: Some(day(2025, 2, 20)),
        farmland: Some(Area(1_234_567)),
        permanent: Some(Area::mu(10_000)),
        upper_post: None,
        upper_person: None,
        post: None,
        person: None,
        document: String::new(),
        note: String::new(),
    }
}

fn sign(facts: Pledge) -> Command {
    Command::SignPledge(SignPledge { facts, files: vec![] })
}

fn entry(grid: GridId, farmland: i64) -> PledgeEntry {
    PledgeEntry { grid, on: Some(day(2025, 3, 5)), farmland: Some(Area::mu(farmland)), permanent: None }
}

#[test]
fn every_pledge_command_keeps_the_contract() {
    let Ledgers { mut world, hantai, village, tongchuan, .. } = Ledgers::new();
    let outcome = world.contract(Command::SignPledge(SignPledge { facts: pledge(hantai), files: vec![scan(1)] }));
    assert_eq!(outcome.title, "登记目标责任书：罕台镇 2025年度");
    let id = PledgeId(outcome.made[0]);
    let line = pledges(&world.ws, 2025, today()).unwrap().lines.swap_remove(0);
    assert_eq!((line.tier, line.upper_name.as_str(), line.scans), (Tier::Town, "东胜区", 1));
    assert_eq!(line.upper.words(), "区人民政府区长 赵六");
    assert_eq!(line.lower.words(), "罕台镇人民政府镇长 李㛃", "who held the post on the day of signing");
    let outcome = world.contract(Command::EditPledge(EditPledge {
        pledge: id,
        facts: Pledge { on: Some(day(2025, 3, 10)), note: "重新签订".into(), ..pledge(hantai) },
    }));
    assert_eq!(outcome.title, "修改目标责任书：罕台镇 2025年度");
    assert_eq!(pledges(&world.ws, 2025, today()).unwrap().lines[0].lower.people, "王𠮷");
    let rows = vec![entry(tongchuan, 300), entry(village, 120), entry(hantai, 500)];
    let outcome = world.contract(Command::RegisterPledges(RegisterPledges { year: 2025, rows }));
    assert_eq!(outcome.title, "批量登记2025年度目标责任书 3 份");
    let all = pledges(&world.ws, 2025, today()).unwrap();
    let of = |grid| all.lines.iter().find(|line| line.grid == grid).unwrap();
    assert_eq!(
        (of(hantai).id, of(hantai).note.as_str()),
        (Some(id), "重新签订"),
        "the one there takes the new targets"
    );
    assert_eq!(of(hantai).targets, Targets { farmland: Some(Area::mu(500)), permanent: None });
    assert_eq!(of(hantai).below.farmland, Some(Area::mu(120)));
    assert_eq!((of(village).lower.people.as_str(), of(village).upper.people.as_str()), ("陈七", "王𠮷"));
    assert_eq!((all.signed(Tier::Town), all.signed(Tier::Village)), ((2, 3), (1, 1)));
    let outcome = world.contract(Command::DeletePledge(DeletePledge { pledge: id }));
    assert_eq!(outcome.title, "删除目标责任书：罕台镇 2025年度");
}

#[test]
fn what_cannot_stand_is_refused_on_its_field() {
    let Ledgers { mut world, root, hantai, tongchuan, .. } = Ledgers::new();
    world.run(sign(pledge(hantai)));
    let good = pledge(tongchuan);
    let unit = gengbao::ops::query::lookup::unit(&world.ws, "罕台镇人民政府", today()).unwrap();
    let closed = world.post(unit, "副镇长");
    world.run(Command::ClosePost(gengbao::ops::office::ClosePost { post: closed, on: day(2024, 6, 1) }));
    let faults = [
        ("grid", pledge(hantai), "罕台镇已有 2025 年度的责任书（2025年2月20日签订）"),
        ("grid", pledge(root), "「东胜区」是一级网格"),
        ("on", Pledge { on: Some(day(2025, 6, 11)), ..good.clone() }, "今天之后"),
        ("on", Pledge { on: None, farmland: None, permanent: None, ..good.clone() }, "至少填写一项目标"),
        ("year", Pledge { year: 1990, ..good.clone() }, "超出范围"),
        ("post", Pledge { post: Some(closed), ..good.clone() }, "签订日期不在其中"),
        ("upper_post", Pledge { upper_post: Some(closed), ..good.clone() }, "签订日期不在其中"),
    ];
    for (field, facts, words) in faults {
        let message = fault_of(&world.refuse(sign(facts)), field);
        assert!(message.contains(words), "{field}: {message}");
    }
    let rows = vec![PledgeEntry { on: None, farmland: None, ..entry(tongchuan, 1) }, entry(root, 5)];
    let message = world.refuse(Command::RegisterPledges(RegisterPledges { year: 2025, rows })).notice().title;
    assert!(message.contains("铜川镇：") && message.contains("东胜区："), "{message}");
    let rows = vec![entry(tongchuan, 1), entry(tongchuan, 2)];
    let message = world.refuse(Command::RegisterPledges(RegisterPledges { year: 2025, rows })).notice().title;
    assert!(message.contains("铜川镇：在表中填了两次"), "{message}");
    for command in [
        sign(Pledge { grid: GridId(9), ..good.clone() }),
        sign(Pledge { post: Some(PostId(9)), ..good.clone() }),
        sign(Pledge { upper_person: Some(PersonId(9)), ..good.clone() }),
        Command::EditPledge(EditPledge { pledge: PledgeId(9), facts: good.clone() }),
        Command::DeletePledge(DeletePledge { pledge: PledgeId(9) }),
    ] {
        assert!(matches!(world.refuse(command), OpFault::NotFound { .. }));
    }
    let odd = Pledge { farmland: Some(Area::mu(1)), permanent: Some(Area::mu(2)), ..good };
    assert!(world.run(sign(odd)).warnings[0].contains("请核对是否填反"));
}

#[test]
fn earlier_days_show_what_was_signed_then() {
    let Ledgers { mut world, hantai, group, secretary, .. } = Ledgers::new();
    world.run(sign(pledge(hantai)));
    let state = |on| pledges(&world.ws, 2025, on).unwrap().lines[0].state;
    assert_eq!((state(today()), state(day(2025, 2, 19))), (PledgeState::Signed, PledgeState::Unsigned));
    // 村（社区）–网格员 is optional: it shows once there is one.
    assert_eq!(pledges(&world.ws, 2025, today()).unwrap().of(Tier::Group).count(), 0);
    world.run(sign(Pledge { person: Some(secretary), ..pledge(group) }));
    let all = pledges(&world.ws, 2025, today()).unwrap();
    let line = all.of(Tier::Group).next().unwrap();
    assert_eq!((line.upper_name.as_str(), line.upper.people.as_str()), ("撖家塔村", "陈七"));
    let sheet = pledges_sheet(&world.ws, 2025, today()).unwrap();
    assert_eq!(sheet.rows[0][1..3], ["东胜区", "罕台镇"]);
    assert_eq!(sheet.rows[0][5..8], ["12,345.67", "10,000.00", "2025年2月20日"]);
    assert_eq!(sheet.rows.len(), 5);
    assert_eq!(sheet.rows[3][7], "未登记");
    let rows = pledge_entry(&world.ws, 2026, Tier::Town).unwrap();
    assert_eq!((rows.len(), rows[0].last.farmland, rows[0].targets), (3, Some(Area(1_234_567)), Targets::default()));
}
