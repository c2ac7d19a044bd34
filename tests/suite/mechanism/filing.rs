//! 网格划分报备: filing, 补报, deadlines, who is late and who is missing (R047, R091, G12, G30).

use chrono::NaiveDate;
use gengbao::{
    domain::{
        filing::DeadlineSource,
        id::{FilingId, GridId},
    },
    ops::{
        Command, OpFault,
        mechanism::{DeleteFiling, EditFiling, FileGrids, Filing, FilingEntry, RegisterFilings, SetFilingDeadline},
        office::SetSetting,
        query::mechanism::{FilingState, evidence, filings, filings_missing, filings_sheet},
    },
};

use super::{Ledgers, scan};
use crate::support::{day, fault_of, today};

fn filing(grid: GridId, year: i32, on: NaiveDate) -> Filing {
    Filing { grid, year, on, receiver: None, document: String::new(), note: String::new() }
}

fn file(facts: Filing) -> Command {
    Command::FileGrids(FileGrids { facts, files: vec![] })
}

fn entry(grid: GridId, on: NaiveDate) -> FilingEntry {
    FilingEntry { grid, on, receiver: None, document: String::new(), note: String::new() }
}

#[test]
fn every_filing_command_keeps_the_contract() {
    let Ledgers { mut world, hantai, tongchuan, minzu, .. } = Ledgers::new();
    let facts = filing(hantai, 2025, day(2024, 12, 20));
    let outcome = world.contract(Command::FileGrids(FileGrids { facts: facts.clone(), files: vec![scan(1)] }));
    assert_eq!(outcome.title, "报备网格划分：罕台镇 2025年度（2024年12月20日）");
    let id = FilingId(outcome.made[0]);
    let all = filings(&world.ws, 2025, today()).unwrap();
    let made = &all.lines[0].filings[0];
    assert_eq!((made.receiver.as_str(), made.scans, made.days_late), ("区自然资源分局", 1, 0));
    let changed =
        Filing {
            on: day(2025, 1, 6), receiver: Some("区政府".into()), document: "罕政字〔2025〕1号".into(), ..facts
        };
    let outcome = world.contract(Command::EditFiling(EditFiling { filing: id, facts: changed }));
    assert_eq!(outcome.title, "修改报备：罕台镇 2025年度（2025年1月6日）");
    assert_eq!(filings(&world.ws, 2025, today()).unwrap().lines[0].state, FilingState::Late(6));
    let rows = vec![entry(tongchuan, day(2024, 12, 30)), entry(minzu, day(2025, 1, 1))];
    let outcome = world.contract(Command::RegisterFilings(RegisterFilings { year: 2025, rows }));
    assert_eq!((outcome.title.as_str(), outcome.made.len()), ("批量登记2025年度网格划分报备 2 件", 2));
    let outcome = world.contract(Command::SetFilingDeadline(SetFilingDeadline {
        year: 2025,
        on: Some(day(2025, 1, 10)),
        basis: "东自然资发〔2024〕9号".into(),
    }));
    assert_eq!(outcome.title, "2025年度报备截止日期定为2025年1月10日");
    let all = filings(&world.ws, 2025, today()).unwrap();
    assert_eq!(all.deadline.source, DeadlineSource::Set);
    assert!(all.lines[..3].iter().all(|line| line.state == FilingState::InTime));
    let outcome =
        world.contract(Command::SetFilingDeadline(SetFilingDeadline { year: 2025, on: None, basis: String::new() }));
    assert_eq!(outcome.title, "2025年度报备截止日期恢复为2024年12月31日（建议值，非文件规定）");
    let outcome = world.contract(Command::DeleteFiling(DeleteFiling { filing: id }));
    assert_eq!(outcome.title, "删除报备：罕台镇 2025年度（2025年1月6日）");
    assert_eq!(filings(&world.ws, 2025, today()).unwrap().lines[0].state, FilingState::Missing);
}

#[test]
fn what_cannot_stand_is_refused_on_its_field() {
    let Ledgers { mut world, root, hantai, village, .. } = Ledgers::new();
    let good = filing(hantai, 2025, day(2024, 12, 20));
    world.run(file(good.clone()));
    let faults = [
        ("year", Filing { year: 1999, ..good.clone() }, "超出范围"),
        ("on", Filing { on: day(2025, 6, 11), ..good.clone() }, "今天之后"),
        ("on", good.clone(), "补报请填写补报的日期"),
        ("grid", Filing { grid: village, ..good.clone() }, "「撖家塔村」是三级网格，请选择二级网格"),
        ("grid", Filing { grid: root, ..good.clone() }, "请选择二级网格"),
        ("receiver", Filing { receiver: Some("长".repeat(61)), ..good.clone() }, "最多 60 个字"),
        ("document", Filing { document: "一\n二".into(), ..good.clone() }, "只能写一行"),
    ];
    for (field, facts, words) in faults {
        let message = fault_of(&world.refuse(file(facts)), field);
        assert!(message.contains(words), "{field}: {message}");
    }
    let nothing = world.refuse(Command::RegisterFilings(RegisterFilings { year: 2025, rows: vec![] }));
    assert!(fault_of(&nothing, "rows").contains("一行也没有"));
    let rows = vec![entry(hantai, day(2024, 12, 20)), entry(village, day(2024, 12, 20))];
    let message = world.refuse(Command::RegisterFilings(RegisterFilings { year: 2025, rows })).notice().title;
    assert!(message.contains("罕台镇：") && message.contains("撖家塔村："), "{message}");
    for command in [
        Command::EditFiling(EditFiling { filing: FilingId(9), facts: good.clone() }),
        Command::DeleteFiling(DeleteFiling { filing: FilingId(9) }),
        file(Filing { grid: GridId(9), ..good }),
    ] {
        assert!(matches!(world.refuse(command), OpFault::NotFound { .. }));
    }
    let deadline = SetFilingDeadline { year: 3000, on: None, basis: String::new() };
    assert!(fault_of(&world.refuse(Command::SetFilingDeadline(deadline)), "year").contains("超出范围"));
}

#[test]
fn late_days_come_from_the_first_filing_and_every_later_one_is_kept() {
    let Ledgers { mut world, hantai, .. } = Ledgers::new();
    world.run(file(filing(hantai, 2025, day(2025, 1, 9))));
    world.run(file(filing(hantai, 2025, day(2025, 4, 1))));
    let line = |as_of| filings(&world.ws, 2025, as_of).unwrap().lines.swap_remove(0);
    assert_eq!(line(today()).state, FilingState::Late(9));
    assert_eq!(line(today()).filings.len(), 2);
    assert_eq!((line(day(2025, 2, 1)).filings.len(), line(day(2025, 1, 8)).state), (1, FilingState::Missing));
    assert_eq!(line(day(2024, 12, 1)).state, FilingState::Due);
    let sheet = filings_sheet(&world.ws, 2025, today()).unwrap();
    assert_eq!(sheet.title, "2025年度网格划分报备情况表");
    assert_eq!(sheet.scope, "应报备 3 个，按时 0 个，迟报 1 个，未报备 2 个");
    assert_eq!(sheet.rows[0][1..4], ["罕台镇", "2025年1月9日", "迟报 9 天"]);
    assert_eq!(sheet.rows[0][6], "2025年4月1日");
    assert!(sheet.remarks[0].contains("2024年12月31日（建议值，非文件规定）"));
}

#[test]
fn the_missing_are_named_once_the_deadline_has_passed() {
    let Ledgers { mut world, hantai, outside, .. } = Ledgers::new();
    world.run(file(filing(hantai, 2025, day(2024, 12, 20))));
    let missing = |on| filings_missing(&world.ws, on).unwrap();
    let names: Vec<_> = missing(today()).into_iter().map(|grid| grid.name).collect();
    assert_eq!(names, ["铜川镇", "民族街道"], "annex 2 leaves 公园街道 out");
    assert_eq!(missing(day(2024, 1, 5))[0].deadline.source, DeadlineSource::Plan);
    let all = filings(&world.ws, 2025, today()).unwrap();
    let line = all.lines.iter().find(|line| line.grid == outside).unwrap();
    assert_eq!(line.state, FilingState::Unlisted);
    world.run(Command::SetFilingDeadline(SetFilingDeadline {
        year: 2025,
        on: Some(day(2025, 6, 30)),
        basis: String::new(),
    }));
    assert!(filings_missing(&world.ws, today()).unwrap().is_empty());
}

#[test]
fn the_receiver_is_a_setting_and_odd_years_are_only_worth_a_look() {
    let Ledgers { mut world, hantai, .. } = Ledgers::new();
    world.run(Command::SetSetting(SetSetting { key: "filing_receiver".into(), value: "区农牧局".into() }));
    let outcome = world.run(file(filing(hantai, 2026, day(2024, 2, 1))));
    assert!(outcome.warnings[0].contains("请核对年度和日期"), "{:?}", outcome.warnings);
    assert_eq!(filings(&world.ws, 2026, today()).unwrap().lines[0].filings[0].receiver, "区农牧局");
}

#[test]
fn the_assessment_sees_the_facts_and_no_score() {
    let Ledgers { mut world, hantai, .. } = Ledgers::new();
    world.run(file(filing(hantai, 2024, day(2024, 1, 3))));
    world.open_year();
    let object = world.object("罕台镇");
    let found = evidence(&world.ws, object).unwrap();
    let facts = |line| found.iter().find(|item| item.line == line).unwrap().facts.clone();
    assert_eq!(facts(839), ["2024年1月3日报备，迟报 3 天", "报备截止2023年12月31日（方案规定（2023年12月底前））"]);
    assert_eq!(facts(842), ["没有登记职责文件"]);
    assert_eq!(facts(847), ["没有登记领导小组"]);
    let sheet = gengbao::ops::query::assess::object(&world.ws, object).unwrap();
    let items: Vec<_> = sheet.parts.iter().flat_map(|part| &part.items).collect();
    assert!(items.iter().all(|item| item.mark.is_none()));
    assert_eq!(items[0].evidence[0], "2024年1月3日报备，迟报 3 天");
}
