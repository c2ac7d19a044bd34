//! 变动对照表 and 登记印发: what a sheet says today and did not say when it was last issued.

use chrono::NaiveDate;
use gengbao::{
    domain::{
        annex::{Annex, Extent},
        annex_sheet::{ChangeRow, ChangeSheet},
        id::{ChargeId, GridId},
    },
    ops::{
        Command,
        grid::{CloseGrid, MoveGrid, RenameGrid},
        issue::IssueSheets,
        office::EndIncumbency,
        query::{
            self,
            sheets::{change_sheet, issues},
        },
        roster::{EndCharge, SucceedDuty},
    },
};

use super::{
    annexes::{OneVillage, Towns, one_village, towns},
    support::{World, day, fault_of, today},
};

fn compare(world: &World, annex: Annex, grid: GridId, since: Option<NaiveDate>) -> ChangeSheet {
    change_sheet(&world.ws, annex, Some(grid), since, today()).unwrap()
}

fn row(role: &str, about: &str, old: &str, new: &str, on: Option<NaiveDate>, document: &str) -> ChangeRow {
    let [role, about, old, new, document] = [role, about, old, new, document].map(str::to_owned);
    ChangeRow { role, about, old, new, on, document }
}

#[test]
fn changes_name_the_old_the_new_the_day_and_the_paper() {
    let Towns { mut world, hantai, villages, deputies, charge, .. } = towns();
    let since = Some(day(2025, 1, 1));
    assert_eq!(compare(&world, Annex::Annex3, hantai, since).parts, []);
    let head = query::lookup::post(&world.ws, "镇长", today()).unwrap();
    world.newcomer(head, "何九", day(2025, 3, 5));
    world.run(Command::EndCharge(EndCharge { charge: ChargeId(charge), on: day(2025, 4, 1) }));
    world.charge(deputies[1], villages[0], day(2025, 4, 1));
    world.run(Command::RenameGrid(RenameGrid {
        grid: villages[2],
        name: "永昌村".into(),
        from: day(2025, 5, 1),
        document: "示范民〔2025〕2号".into(),
    }));
    let sheet = compare(&world, Annex::Annex3, hantai, since);
    assert_eq!((sheet.scope.as_str(), sheet.compared, sheet.parts.len()), ("罕台镇", 1, 1));
    let rows = &sheet.parts[0].rows;
    assert_eq!(rows[0], row("网格", "永昌村", "永胜村", "永昌村", Some(day(2025, 5, 1)), "示范民〔2025〕2号"));
    assert_eq!(rows[1], row("总监督人", "罕台镇", "王𠮷\n镇长", "何九\n镇长", Some(day(2025, 3, 5)), ""));
    let (old, new) = ("李㛃\n副镇长（耕地）", "张𬭎\n副镇长（城建）");
    assert!(rows.contains(&row("副总监督人", "撖家塔村", old, new, Some(day(2025, 4, 1)), "")), "{rows:?}");
    let fault = change_sheet(&world.ws, Annex::Annex3, Some(hantai), Some(today()), today()).unwrap_err();
    assert!(fault_of(&fault, "since").contains("应早于截至日期"));
    let above = change_sheet(&world.ws, Annex::Annex3, Some(villages[0]), since, today()).unwrap_err();
    assert!(fault_of(&above, "grid").contains("要选择二级网格"));
}

#[test]
fn a_post_that_fell_vacant_and_a_village_that_closed_are_changes() {
    let Towns { mut world, hantai, villages, .. } = towns();
    let person = query::lookup::person(&world.ws, "王𠮷", today()).unwrap();
    let held = query::people::detail(&world.ws, person, today()).unwrap();
    let incumbency = held.terms[0].incumbency;
    world.run(Command::EndIncumbency(EndIncumbency { incumbency, on: day(2025, 3, 1), document: String::new() }));
    world.run(Command::CloseGrid(CloseGrid { grid: villages[2], on: day(2025, 5, 1), document: String::new() }));
    let sheet = compare(&world, Annex::Annex3, hantai, Some(day(2025, 1, 1)));
    let rows = &sheet.parts[0].rows;
    assert!(
        rows.contains(&row("总监督人", "罕台镇", "王𠮷\n镇长", "空缺\n镇长", Some(day(2025, 3, 1)), "")),
        "{rows:?}"
    );
    assert!(rows.contains(&row("网格", "永胜村", "永胜村", "撤销", Some(day(2025, 5, 1)), "")), "{rows:?}");
    let all = change_sheet(&world.ws, Annex::Annex4, None, Some(day(2025, 1, 1)), today()).unwrap();
    assert!(all.parts.iter().any(|part| part.grid == "罕台镇永胜村" && part.rows[0].new == "撤销"), "{all:?}");
}

#[test]
fn a_village_that_changed_towns_is_not_told_of_as_closed() {
    let Towns { mut world, hantai, villages, .. } = towns();
    let other = query::lookup::grid(&world.ws, "铜川镇", today()).unwrap();
    let (grid, on, document) = (villages[2], day(2025, 5, 1), "示范民〔2025〕3号");
    world.run(Command::MoveGrid(MoveGrid { grid, parent: other, from: on, document: document.into() }));
    let since = Some(day(2025, 1, 1));
    let rows = |town| compare(&world, Annex::Annex3, town, since).parts.remove(0).rows;
    let gone = row("网格", "永胜村", "永胜村", "划入铜川镇永胜村", Some(on), document);
    assert!(rows(hantai).contains(&gone), "{:?}", rows(hantai));
    let come = row("网格", "永胜村", "罕台镇永胜村", "划入", Some(on), document);
    assert!(rows(other).contains(&come), "{:?}", rows(other));
}

#[test]
fn a_village_that_was_renamed_and_closed_is_closed_on_its_last_day() {
    let Towns { mut world, hantai, villages, .. } = towns();
    let (name, document) = ("永昌村".to_owned(), String::new());
    let grid = villages[2];
    world.run(Command::RenameGrid(RenameGrid { grid, name, from: day(2025, 3, 1), document: document.clone() }));
    world.run(Command::CloseGrid(CloseGrid { grid, on: day(2025, 5, 1), document }));
    let since = Some(day(2025, 1, 1));
    let sheet = compare(&world, Annex::Annex3, hantai, since);
    let closed = row("网格", "永胜村", "永胜村", "撤销", Some(day(2025, 5, 1)), "");
    assert!(sheet.parts[0].rows.contains(&closed), "{sheet:?}");
    let all = change_sheet(&world.ws, Annex::Annex4, None, since, today()).unwrap();
    assert!(all.parts.iter().any(|part| part.rows == [closed.clone()]), "{all:?}");
}

fn issue(annex: Annex, grid: Option<GridId>, as_of: NaiveDate) -> IssueSheets {
    IssueSheets {
        annex,
        grid,
        extent: Extent::Annex2,
        as_of,
        issued_on: as_of,
        document: "罕政发〔2025〕5号".into(),
        note: String::new(),
    }
}

#[test]
fn sheets_are_compared_with_their_last_issue() {
    let OneVillage { mut world, town, village, member, .. } = one_village();
    let before = compare(&world, Annex::Annex4, village, None);
    assert_eq!((before.compared, before.never_issued.as_slice()), (0, &["罕台镇撖家塔村".to_owned()][..]));
    let done = world.contract(Command::IssueSheets(issue(Annex::Annex4, Some(town), day(2025, 3, 31))));
    assert_eq!(done.title, "登记印发附件4：罕台镇撖家塔村等3张（截至2025年3月31日，2025年3月31日印发）");
    assert_eq!(done.made.len(), 3);
    assert_eq!(compare(&world, Annex::Annex4, village, None).parts, []);
    let successor = world.person("卫十");
    world.run(Command::SucceedDuty(SucceedDuty {
        duty: member,
        person: successor,
        title: "社长".into(),
        from: day(2025, 5, 6),
        document: "撖村发〔2025〕1号".into(),
    }));
    let sheet = compare(&world, Annex::Annex4, village, None);
    let since = sheet.since.unwrap();
    assert_eq!((since.as_of, since.issue, since.document.as_str()), (day(2025, 3, 31), true, "罕政发〔2025〕5号"));
    let wanted = row("网格员", "一社", "冯四\n社长", "卫十\n社长", Some(day(2025, 5, 6)), "撖村发〔2025〕1号");
    assert_eq!(sheet.parts[0].rows, [wanted]);
    assert_eq!(compare(&world, Annex::Annex4, town, None).parts.len(), 1, "the other villages did not change");
    world.run(Command::IssueSheets(issue(Annex::Annex4, Some(village), today())));
    assert_eq!(compare(&world, Annex::Annex4, village, None).parts.len(), 1, "today's issue is what it goes with");
    let page = issues(&world.ws, 0, 10).unwrap();
    let lines: Vec<_> = page.rows.iter().map(|line| (line.whose.as_str(), line.sheets, line.as_of)).collect();
    assert_eq!(lines, [("罕台镇撖家塔村", 1, today()), ("罕台镇撖家塔村等3张", 3, day(2025, 3, 31))]);
}

#[test]
fn an_issue_is_refused_with_a_reason() {
    let Towns { mut world, hantai, villages, .. } = towns();
    let good = issue(Annex::Annex3, Some(hantai), day(2025, 3, 31));
    let refused = |world: &mut World, args: IssueSheets, field: &str| {
        fault_of(&world.refuse(Command::IssueSheets(args)), field).to_owned()
    };
    let tomorrow = IssueSheets { issued_on: day(2025, 6, 11), ..good.clone() };
    assert!(refused(&mut world, tomorrow, "issued_on").contains("还没有到"));
    let turned = IssueSheets { issued_on: day(2025, 3, 1), ..good.clone() };
    assert!(refused(&mut world, turned, "as_of").contains("晚于印发日期"));
    let early = issue(Annex::Annex3, None, day(2023, 12, 31));
    assert!(refused(&mut world, early, "as_of").contains("没有可以印发的二级网格"));
    let village = IssueSheets { grid: Some(villages[0]), ..good.clone() };
    assert!(refused(&mut world, village, "grid").contains("要选择二级网格"));
    let long = IssueSheets { document: "文".repeat(201), ..good.clone() };
    assert!(!refused(&mut world, long, "document").is_empty());
    world.run(Command::IssueSheets(good.clone()));
    assert!(refused(&mut world, good, "issued_on").contains("不用重复登记"));
}
