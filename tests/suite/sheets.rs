//! What the official sheets say, before they are laid out (R087-R116, G02, G13, G19-G21).

use chrono::NaiveDate;
use gengbao::{
    domain::{
        assess::{Mark, Tenths},
        grid::GridKind,
        roster::{Role, UnitKind},
        sheet::{DistrictSheet, Holder, ItemMark},
    },
    ops::{
        Command, OpFault, Workspace,
        assess::{CorrectScore, IncludeObject},
        office::EndIncumbency,
        query::sheets::{district_sheet, ranking, score_sheet},
        workspace::NewWorkspace,
    },
    print::{self, dump::dump},
};

use super::support::{
    World, day,
    district::{YEAR, set_score},
    now, today,
};

fn held(name: &str, post: &str) -> Holder {
    Holder { name: Some(name.into()), post: post.into() }
}

fn vacant(post: &str) -> Holder {
    Holder { name: None, post: post.into() }
}

fn annex2(world: &World, as_of: NaiveDate) -> DistrictSheet {
    district_sheet(&world.ws, as_of).unwrap()
}

#[test]
fn annex_2_without_anyone_is_the_plans_form() {
    let (world, _) = World::with_units();
    let sheet = annex2(&world, today());
    assert_eq!((sheet.district.as_str(), sheet.chief_scope.as_str()), ("东胜区", "全区全域"));
    assert_eq!(sheet.chief, [vacant("区长")]);
    assert_eq!(sheet.coordinators, [vacant("区政府分管自然资源、农牧工作的领导")]);
    assert_eq!(sheet.chief_overseers, [vacant("区自然资源分局、农牧局局长")]);
    let grids: Vec<_> = sheet.rows.iter().map(|row| row.grid.as_str()).collect();
    assert_eq!(grids, ["罕台镇", "铜川镇", "民族街道"], "not in the order of annex 2");
    assert!(sheet.rows.iter().all(|row| row.deputies == [vacant("政府有关领导")] && row.deputy_overseers.is_empty()));
    assert_eq!((sheet.frame.as_of, sheet.frame.printed_on, sheet.frame.sample), (today(), today(), false));
}

#[test]
fn annex_2_of_an_empty_workspace_is_an_empty_form() {
    let sheet = annex2(&World::new(), today());
    assert_eq!((sheet.district.as_str(), sheet.rows.len()), ("", 0));
    assert_eq!(sheet.chief, [vacant("区长")]);
}

#[test]
fn annex_2_names_whoever_holds_the_posts() {
    let (mut world, root) = World::with_units();
    let government = world.unit(UnitKind::District, "区政府", None);
    let land = world.department("区农牧局", true);
    let (mayor, vice, second) = (
        world.post(government, "区长"),
        world.post(government, "副区长（农牧）"),
        world.post(government, "副区长（城建）"),
    );
    let (head, deputy_head) = (world.post(land, "局长"), world.post(land, "副局长"));
    for (post, name) in [(mayor, "王𠮷"), (vice, "李㛃"), (second, "张𬭎"), (head, "赵六"), (deputy_head, "钱七")]
    {
        world.newcomer(post, name, day(2024, 1, 1));
    }
    world.duty_of(root, Role::ChiefSupervisor, mayor);
    world.duty_of(root, Role::Coordinator, vice);
    world.duty_of(root, Role::ChiefOverseer, head);
    let (first, other) =
        (world.duty_of(root, Role::DeputySupervisor, vice), world.duty_of(root, Role::DeputySupervisor, second));
    let overseer = world.duty_of(root, Role::DeputyOverseer, deputy_head);
    let hantai = world.listed(root, GridKind::Town, "泊尔江海子镇", Some(3));
    let fuxing = world.listed(root, GridKind::Street, "富兴街道", Some(11));
    for (duty, grid) in [(first, hantai), (other, hantai), (first, fuxing)] {
        world.charge(duty, grid, day(2024, 1, 1));
    }
    world.pairing(overseer, first, Some(fuxing));
    let sheet = annex2(&world, today());
    assert_eq!(sheet.chief, [held("王𠮷", "区长")]);
    assert_eq!(sheet.coordinators, [held("李㛃", "副区长（农牧）")]);
    assert_eq!(sheet.chief_overseers, [held("赵六", "区农牧局局长")]);
    let row = |grid: &str| sheet.rows.iter().find(|row| row.grid == grid).unwrap();
    assert_eq!(row("泊尔江海子镇").deputies, [held("李㛃", "副区长（农牧）"), held("张𬭎", "副区长（城建）")]);
    assert_eq!(row("泊尔江海子镇").deputy_overseers, []);
    assert_eq!(row("富兴街道").deputies, [held("李㛃", "副区长（农牧）")]);
    assert_eq!(row("富兴街道").deputy_overseers, [held("钱七", "区农牧局副局长")]);
    let grids: Vec<_> = sheet.rows.iter().map(|row| row.grid.as_str()).collect();
    assert_eq!(grids, ["罕台镇", "铜川镇", "泊尔江海子镇", "民族街道", "富兴街道"]);
}

#[test]
fn sheets_of_earlier_days_keep_the_predecessor_and_the_old_charge() {
    let (mut world, root) = World::with_units();
    let government = world.unit(UnitKind::District, "区政府", None);
    let (mayor, vice) = (world.post(government, "区长"), world.post(government, "副区长"));
    world.newcomer(mayor, "王前任", day(2024, 1, 1));
    world.newcomer(mayor, "李后任", day(2025, 3, 5));
    world.newcomer(vice, "张三", day(2024, 1, 1));
    world.duty_of(root, Role::ChiefSupervisor, mayor);
    let deputy = world.duty_of(root, Role::DeputySupervisor, vice);
    let town = world.listed(root, GridKind::Town, "泊尔江海子镇", Some(3));
    world.charge(deputy, town, day(2025, 2, 1));
    assert_eq!(annex2(&world, day(2025, 3, 4)).chief, [held("王前任", "区长")]);
    assert_eq!(annex2(&world, day(2025, 3, 5)).chief, [held("李后任", "区长")]);
    let deputies =
        |as_of| annex2(&world, as_of).rows.into_iter().find(|row| row.grid == "泊尔江海子镇").unwrap().deputies;
    assert_eq!(deputies(day(2025, 1, 31)), [vacant("政府有关领导")]);
    assert_eq!(deputies(day(2025, 2, 1)), [held("张三", "副区长")]);
    assert_eq!(annex2(&world, day(2023, 12, 31)).rows, [], "there was no grid yet");
}

#[test]
fn a_vacant_post_is_printed_as_a_vacancy_of_that_post() {
    let (mut world, root) = World::with_units();
    let government = world.unit(UnitKind::District, "区政府", None);
    let mayor = world.post(government, "代区长");
    world.duty_of(root, Role::ChiefSupervisor, mayor);
    let incumbency = world.newcomer(mayor, "王五", day(2024, 1, 1));
    world.run(Command::EndIncumbency(EndIncumbency { incumbency, on: day(2025, 5, 1), document: String::new() }));
    assert_eq!(annex2(&world, day(2025, 4, 30)).chief, [held("王五", "代区长")]);
    assert_eq!(annex2(&world, day(2025, 5, 1)).chief, [vacant("代区长")]);
}

#[test]
fn a_score_sheet_shows_what_is_scored_and_what_is_open() {
    let (mut world, _) = World::with_units();
    world.scoring_year();
    let town = world.object("罕台镇");
    world.score(town, "1.1", Tenths(45));
    let sheet = score_sheet(&world.ws, town, today()).unwrap();
    assert_eq!((sheet.year, sheet.unit.as_str()), (YEAR, "罕台镇"));
    assert_eq!(sheet.parts[0].heading, "（一）网格化监督监管工作安排部署情况，共 25 分。");
    assert_eq!(sheet.parts.iter().map(|part| part.items.len()).collect::<Vec<_>>(), [5, 3, 4]);
    let first = &sheet.parts[0].items[0];
    assert_eq!((first.number.as_str(), first.text.as_str()), ("1", "按时完成网格划分报备情况"));
    assert_eq!((first.mark, first.reason.as_str()), (ItemMark::Scored(Tenths(45)), "见考核记录"));
    assert_eq!((sheet.parts[0].items[1].mark, sheet.parts[0].sum), (ItemMark::Open, None));
    assert_eq!((sheet.total, sheet.band, sheet.confirmed, sheet.not_applicable_note), (None, None, None, None));
    let missing = score_sheet(&world.ws, gengbao::domain::id::ObjectId(1), today());
    assert!(matches!(missing, Err(OpFault::NotFound { kind: "考核对象", .. })));
}

#[test]
fn a_complete_score_sheet_adds_up_and_says_how_not_applicable_counts() {
    let (mut world, _) = World::with_units();
    world.scoring_year();
    let town = world.object("区自然资源分局");
    world.score_in_all(town, Tenths(1000));
    world.run(set_score(town, "1.2", Mark::NotApplicable));
    let sheet = score_sheet(&world.ws, town, today()).unwrap();
    let sums: Vec<_> = sheet.parts.iter().map(|part| part.sum).collect();
    assert_eq!(sums, [Some(Tenths(200)), Some(Tenths(300)), Some(Tenths(450))]);
    assert_eq!((sheet.total, sheet.band.unwrap().name.as_str()), (Some(Tenths(950)), "优秀"));
    assert_eq!(sheet.parts[0].items[1].mark, ItemMark::NotApplicable);
    assert!(sheet.not_applicable_note.unwrap().contains("不作折算"));
}

#[test]
fn confirmation_and_corrections_appear_from_their_day_on() {
    let (mut world, _) = World::with_units();
    world.confirmed_year();
    let town = world.object("罕台镇");
    world.run(Command::CorrectScore(CorrectScore {
        object: town,
        item: "1.4".into(),
        mark: Mark::Scored(Tenths(50)),
        mark_reason: String::new(),
        reason: "补充材料".into(),
        document: "东政办函〔2025〕8号".into(),
    }));
    let now = score_sheet(&world.ws, town, today()).unwrap();
    assert_eq!((now.total, now.band.unwrap().name.as_str()), (Some(Tenths(850)), "优秀"));
    assert_eq!(now.confirmed.unwrap().document, "东政办发〔2025〕2号");
    let [correction] = now.corrections.as_slice() else { panic!("one correction") };
    assert_eq!((correction.number, correction.from.as_str(), correction.to.as_str()), (1, "4.9", "5.0"));
    assert_eq!(correction.item, "一、4 各级网格监督监管职能制定情况");
    let before = score_sheet(&world.ws, town, day(2025, 6, 9)).unwrap();
    assert_eq!((before.total, before.band.unwrap().name.as_str()), (Some(Tenths(849)), "良好"));
    assert_eq!((before.confirmed, before.corrections.len()), (None, 0));
    let sheet = ranking(&world.ws, YEAR, today()).unwrap();
    assert_eq!(sheet.groups[0].rows[0].note, "更正1次");
    assert_eq!(sheet.groups[0].rows[0].unit, "罕台镇");
    let sheet = ranking(&world.ws, YEAR, day(2025, 6, 9)).unwrap();
    assert_eq!(sheet.groups[0].rows.iter().map(|row| row.rank).collect::<Vec<_>>(), [Some(1); 3]);
}

#[test]
fn the_ranking_lists_towns_before_departments_and_open_units_last() {
    let (mut world, _) = World::with_units();
    let year = world.open_year();
    let forestry = world.object("区林草局");
    world.run(Command::IncludeObject(IncludeObject { object: forestry, included: true }));
    world.run(Command::FreezeObjects(gengbao::ops::assess::FreezeObjects { assessment: year }));
    for (name, total) in [("民族街道", 900), ("铜川镇", 800), ("区林草局", 700)] {
        let object = world.object(name);
        world.score_in_all(object, Tenths(total));
    }
    let hantai = world.object("罕台镇");
    world.run(set_score(hantai, "1.1", Mark::NotApplicable));
    let sheet = ranking(&world.ws, YEAR, today()).unwrap();
    let headings: Vec<_> = sheet.parts.iter().map(|(name, points)| (name.as_str(), points.0)).collect();
    assert_eq!(headings, [("一、安排部署", 250), ("二、体系建立", 300), ("三、体系运行", 450)]);
    let listed = |group: usize| -> Vec<_> {
        let rows = sheet.groups[group].rows.iter();
        rows.map(|row| (row.rank, row.unit.as_str(), row.total.map(|total| total.0), row.note.as_str())).collect()
    };
    assert_eq!(sheet.groups[0].name, "镇、街道");
    assert_eq!(
        listed(0),
        [(Some(1), "民族街道", Some(900), ""), (Some(2), "铜川镇", Some(800), ""), (None, "罕台镇", None, "1.1不适用")]
    );
    assert_eq!(sheet.groups[1].name, "部门");
    assert_eq!(listed(1), [(Some(1), "区林草局", Some(700), ""), (None, "区自然资源分局", None, "")]);
    assert_eq!(sheet.groups[0].rows[0].parts, [Some(Tenths(150)), Some(Tenths(300)), Some(Tenths(450))]);
    let unopened = ranking(&world.ws, 2025, today());
    assert!(matches!(unopened, Err(OpFault::NotFound { kind: "考核年度", .. })));
}

#[test]
fn every_sheet_of_a_sample_says_so() {
    let new =
        NewWorkspace { name: "示范".into(), office: "示范办".into(), operator: "示范员".into(), sample: true };
    let ws = Workspace::in_memory(&new, Box::new(now), 1).unwrap();
    assert!(district_sheet(&ws, today()).unwrap().frame.sample);
    assert_eq!((ws.name().unwrap(), ws.office().unwrap()), ("示范".to_owned(), "示范办".to_owned()));
}

#[test]
fn a_successor_does_not_change_the_paper_of_the_day_before() {
    let (mut world, root) = World::with_units();
    let government = world.unit(UnitKind::District, "区政府", None);
    let mayor = world.post(government, "区长");
    world.newcomer(mayor, "王前任", day(2024, 1, 1));
    world.duty_of(root, Role::ChiefSupervisor, mayor);
    let paper = |world: &World, as_of| dump(&print::sheets::district_sheet(&annex2(world, as_of)));
    let before = paper(&world, day(2025, 3, 4));
    world.newcomer(mayor, "李后任", day(2025, 3, 5));
    assert_eq!(paper(&world, day(2025, 3, 4)), before);
    assert!(before.contains("王前任") && before.contains("东胜区耕地保护一级网格监督监管表"));
    assert!(paper(&world, day(2025, 3, 5)).contains("李后任"));
}
