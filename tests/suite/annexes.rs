//! 附件3, 附件4, 责任人公示 and blank forms, alone and in batches (R117-R127, R071, R082, G19-G25, G46).

use std::{env, fs, path::Path};

use gengbao::{
    domain::{
        annex::{Annex, BlankForm, Extent},
        annex_sheet::{PublicRow, TownSheet, VillageSheet},
        grid::GridKind,
        id::{DutyId, GridId, PersonId},
        roster::{DutyHolder, Role, UnitKind},
        sheet::Holder,
    },
    ops::{
        Command, OpFault, Refusal, Workspace,
        office::SetSetting,
        query::{
            self,
            sheets::{blank_sheet, public_sheet, public_sheets, town_sheet, town_sheets},
            sheets::{village_sheet, village_sheets},
        },
        roster::AssignDuty,
        sample::SamplePlan,
        workspace::NewWorkspace,
    },
    print::{self, dump::dump},
    session::{
        Progress,
        responsible::Batch,
        sheet::{self, ChangesOf, Sheet, SheetRequest},
    },
};

use super::support::{World, day, fault_of, now, today};

fn held(name: &str, post: &str) -> Holder {
    Holder { name: Some(name.into()), post: post.into() }
}

fn vacant(post: &str) -> Holder {
    Holder { name: None, post: post.into() }
}

/// 罕台镇 with two deputies, three villages and an overseer each; 民族街道 and 公园街道 without anyone.
pub struct Towns {
    pub world: World,
    pub hantai: GridId,
    pub street: GridId,
    pub villages: [GridId; 3],
    pub deputies: [DutyId; 2],
    /// 包联 of the first deputy over the first village.
    pub charge: i64,
}

pub fn towns() -> Towns {
    let (mut world, _) = World::with_units();
    let find = |world: &World, name: &str| query::lookup::grid(&world.ws, name, today()).unwrap();
    let (hantai, street) = (find(&world, "罕台镇"), find(&world, "民族街道"));
    let villages = ["撖家塔村", "色连村", "永胜村"].map(|name| world.grid(hantai, GridKind::Village, name));
    let government = world.unit(UnitKind::Town, "罕台镇人民政府", Some(hantai));
    let mut post = |title: &str, name: &str| {
        let post = world.post(government, title);
        if !name.is_empty() {
            world.newcomer(post, name, day(2024, 1, 1));
        }
        post
    };
    let (head, first, second) = (post("镇长", "王𠮷"), post("副镇长（耕地）", "李㛃"), post("副镇长（城建）", "张𬭎"));
    let (office, one, two) = (post("执法局局长", "赵六"), post("执法局副局长", "钱七"), post("执法局教导员", "孙八"));
    world.duty_of(hantai, Role::ChiefSupervisor, head);
    world.duty_of(hantai, Role::Coordinator, first);
    world.duty_of(hantai, Role::ChiefOverseer, office);
    let deputies = [first, second].map(|post| world.duty_of(hantai, Role::DeputySupervisor, post));
    let overseers = [one, two].map(|post| world.duty_of(hantai, Role::DeputyOverseer, post));
    let charge = world.charge(deputies[0], villages[0], day(2024, 1, 1));
    world.charge(deputies[1], villages[1], day(2024, 1, 1));
    world.pairing(overseers[0], deputies[0], None);
    Towns { world, hantai, street, villages, deputies, charge }
}

fn annex3(world: &World, town: GridId) -> TownSheet {
    town_sheet(&world.ws, town, today()).unwrap()
}

#[test]
fn annex_3_has_a_row_for_each_deputy_and_one_for_villages_nobody_has() {
    let Towns { world, hantai, .. } = towns();
    let sheet = annex3(&world, hantai);
    assert_eq!((sheet.town.as_str(), sheet.chief_scope.as_str()), ("罕台镇", "全镇"));
    assert_eq!(sheet.chief, [held("王𠮷", "镇长")]);
    assert_eq!(sheet.coordinators, [held("李㛃", "副镇长（耕地）")]);
    assert_eq!(sheet.chief_overseers, [held("赵六", "执法局局长")]);
    assert_eq!(sheet.other_overseers, [held("孙八", "执法局教导员")], "whom no deputy has stands in the first row");
    let villages: Vec<_> = sheet.rows.iter().map(|row| row.villages.as_str()).collect();
    assert_eq!(villages, ["撖家塔村", "色连村", "永胜村"]);
    assert_eq!(sheet.rows[0].deputies, [held("李㛃", "副镇长（耕地）")]);
    assert_eq!(sheet.rows[0].deputy_overseers, [held("钱七", "执法局副局长")]);
    assert_eq!(sheet.rows[1].deputy_overseers, [vacant("镇、街道执法部门干部")]);
    assert_eq!(sheet.rows[2].deputies, [vacant("镇政府其他领导")]);
}

#[test]
fn annex_3_of_a_street_without_anyone_speaks_of_the_street() {
    let Towns { world, street, .. } = towns();
    let sheet = annex3(&world, street);
    assert_eq!(sheet.chief, [vacant("街道办事处主要负责人")]);
    assert_eq!(sheet.chief_scope, "全街道");
    assert_eq!(sheet.other_overseers, [vacant("镇、街道执法部门其他领导")]);
    assert_eq!(sheet.rows.len(), 1);
    assert_eq!(sheet.rows[0].deputies, [vacant("街道办事处其他领导")]);
    assert_eq!(sheet.coordinators, [vacant("镇、街道分管耕地保护的领导")]);
    assert_eq!(sheet.chief_overseers, [vacant("镇、街道执法部门负责人")]);
}

#[test]
fn the_scope_of_the_chief_is_the_districts_to_choose() {
    let Towns { mut world, hantai, .. } = towns();
    let set = |world: &mut World, value: &str| {
        world.run(Command::SetSetting(SetSetting { key: "town_chief_scope".into(), value: value.into() }));
    };
    set(&mut world, "所包联的村、社区");
    assert_eq!(annex3(&world, hantai).chief_scope, "所包联的村、社区");
    set(&mut world, "");
    assert_eq!(annex3(&world, hantai).chief_scope, "撖家塔村、色连村、永胜村");
}

#[test]
fn a_sheet_of_another_level_is_refused_by_name() {
    let Towns { world, hantai, villages, .. } = towns();
    let fault = town_sheet(&world.ws, villages[0], today()).unwrap_err();
    assert_eq!(fault_of(&fault, "grid"), "「撖家塔村」是三级网格，这张表要选择二级网格");
    let fault = village_sheet(&world.ws, hantai, today()).unwrap_err();
    assert_eq!(fault_of(&fault, "grid"), "「罕台镇」是二级网格，这张表要选择三级网格");
    let fault = town_sheet(&world.ws, hantai, day(2020, 1, 1)).unwrap_err();
    assert!(matches!(fault, OpFault::NotFound { kind: "网格", .. }), "it did not exist yet");
}

fn assigned(world: &mut World, grid: GridId, role: Role, name: &str, title: &str) -> (DutyId, PersonId) {
    let person = world.person(name);
    let duty = AssignDuty {
        grid,
        role,
        holder: DutyHolder::Person(person),
        title: title.into(),
        from: day(2024, 1, 1),
        document: "罕党发〔2024〕3号".into(),
    };
    (DutyId(world.make(Command::AssignDuty(duty))), person)
}

/// 撖家塔村 with 监督人, two 监管人 and four groups.
pub struct OneVillage {
    pub world: World,
    pub town: GridId,
    pub village: GridId,
    pub groups: [GridId; 4],
    pub member: DutyId,
}

pub fn one_village() -> OneVillage {
    let Towns { mut world, hantai: town, villages: [village, ..], .. } = towns();
    let groups = ["一社", "二社", "三社", "四社"].map(|name| world.grid(village, GridKind::Group, name));
    assigned(&mut world, village, Role::Supervisor, "周一", "村党支部书记");
    let (first, _) = assigned(&mut world, village, Role::Overseer, "吴二", "村委会副主任");
    assigned(&mut world, village, Role::Overseer, "郑三", "村委会委员");
    world.charge(first, groups[0], day(2024, 1, 1));
    world.charge(first, groups[2], day(2024, 1, 1));
    let (member, _) = assigned(&mut world, groups[0], Role::GridMember, "冯四", "社长");
    assigned(&mut world, groups[1], Role::GridMember, "陈五", "包片干部");
    OneVillage { world, town, village, groups, member }
}

fn annex4(world: &World, village: GridId) -> VillageSheet {
    village_sheet(&world.ws, village, today()).unwrap()
}

#[test]
fn annex_4_puts_the_groups_beside_the_overseer_who_has_them() {
    let OneVillage { world, village, .. } = one_village();
    let sheet = annex4(&world, village);
    assert_eq!((sheet.village.as_str(), sheet.scope.as_str()), ("罕台镇撖家塔村", "撖家塔村"));
    assert_eq!(sheet.supervisor, [held("周一", "村党支部书记")]);
    let groups = |place: usize| sheet.parts[place].groups.iter().map(|group| group.group.as_str()).collect::<Vec<_>>();
    assert_eq!(
        (sheet.parts[0].overseers.clone(), groups(0)),
        (vec![held("吴二", "村委会副主任")], vec!["一社", "三社"])
    );
    assert_eq!((sheet.parts[1].overseers.clone(), groups(1)), (vec![vacant("村、社区其他成员")], vec!["二社", "四社"]));
    assert_eq!((sheet.parts[2].overseers.clone(), groups(2)), (vec![held("郑三", "村委会委员")], vec![]));
    assert_eq!(sheet.parts[0].groups[0].members, [held("冯四", "社长")]);
    assert_eq!(sheet.parts[0].groups[1].members, [vacant("社长、包片干部")]);
}

#[test]
fn annex_4_without_charges_lists_all_overseers_beside_all_groups() {
    let Towns { mut world, villages: [_, village, empty], .. } = towns();
    world.grid(village, GridKind::Group, "一社");
    assigned(&mut world, village, Role::Overseer, "吴二", "村委会副主任");
    assigned(&mut world, village, Role::Overseer, "郑三", "村委会委员");
    let sheet = annex4(&world, village);
    assert_eq!(sheet.parts.len(), 1);
    assert_eq!(sheet.parts[0].overseers, [held("吴二", "村委会副主任"), held("郑三", "村委会委员")]);
    let nobody = annex4(&world, empty);
    assert_eq!(nobody.supervisor, [vacant("村、社区书记")]);
    assert_eq!(nobody.parts.len(), 1);
    assert_eq!(nobody.parts[0].overseers, [vacant("村、社区其他成员")]);
    assert_eq!(nobody.parts[0].groups[0].members, [vacant("社长、包片干部")]);
}

fn sample() -> Workspace {
    let new = NewWorkspace {
        name: "示范工作区".into(),
        office: "示范办公室".into(),
        operator: "示范管理员".into(),
        sample: true,
    };
    let mut ws = Workspace::in_memory(&new, Box::new(now), 1).unwrap();
    ws.fill_sample(&SamplePlan { patrols: 50, ..SamplePlan::default() }, &mut |_, _| ()).unwrap();
    ws
}

#[test]
fn a_batch_says_the_same_as_the_sheets_one_by_one() {
    let ws = sample();
    let batch = village_sheets(&ws, None, Extent::All, today()).unwrap();
    assert_eq!(batch.len(), 108);
    assert_eq!(village_sheets(&ws, None, Extent::Annex2, today()).unwrap().len(), 80);
    for sheet in batch.iter().step_by(9) {
        let grid =
            query::lookup::grid(&ws, &sheet.village.replacen("镇", "镇/", 1).replacen("街道", "街道/", 1), today());
        assert_eq!(village_sheet(&ws, grid.unwrap(), today()).unwrap(), *sheet);
    }
    let towns = town_sheets(&ws, Extent::Annex2, today()).unwrap();
    let names: Vec<_> = towns.iter().map(|sheet| sheet.town.as_str()).collect();
    assert_eq!((towns.len(), names[0], names[10]), (11, "罕台镇", "富兴街道"));
    assert_eq!(town_sheets(&ws, Extent::All, today()).unwrap().len(), 15);
    for sheet in &towns {
        let grid = query::lookup::grid(&ws, &sheet.town, today()).unwrap();
        let held = |role: Role| query::roster::holders(&ws, grid, role, today()).unwrap();
        assert_eq!(sheet.chief, held(Role::ChiefSupervisor), "one reading of the day names whom the roster names");
        assert_eq!(sheet.chief_overseers, held(Role::ChiefOverseer));
        let deputies: Vec<_> = sheet.rows.iter().flat_map(|row| row.deputies.clone()).collect();
        assert_eq!(deputies, held(Role::DeputySupervisor));
    }
}

#[test]
fn a_batch_is_bound_in_order_or_one_file_each_and_can_be_stopped() {
    let ws = sample();
    let hantai = query::lookup::grid(&ws, "罕台镇", today()).unwrap();
    let request = SheetRequest { sheet: Sheet::Villages(Some(hantai), Extent::Annex2), as_of: today() };
    let batch = Batch::read(&ws, &request).unwrap().unwrap();
    let progress = Progress::default();
    let bound = batch.bound(&progress).unwrap();
    assert_eq!((bound.pages.len(), progress.share()), (batch.len(), Some(1.0)));
    assert_eq!(bound.title, "附件4 罕台镇 截至2025年6月10日");
    assert_eq!(sheet::render(&ws, &request).unwrap(), bound);
    let names: Vec<String> = (0..batch.len()).map(|place| batch.one(place).unwrap().0).collect();
    assert!(names.iter().all(|name| name.contains("附件4 罕台镇")), "{names:?}");
    assert!(names.is_sorted() && batch.one(batch.len()).is_none());
    progress.cancel();
    assert_eq!(batch.bound(&progress), None);
    let one = SheetRequest { sheet: Sheet::Town(hantai), as_of: today() };
    assert!(Batch::read(&ws, &one).unwrap().is_none(), "one sheet is no batch");
    let nothing = SheetRequest { sheet: Sheet::Towns(Extent::All), as_of: day(2000, 1, 1) };
    assert!(fault_of(&Batch::read(&ws, &nothing).err().unwrap(), "grid").contains("没有可以打印的网格"));
}

#[test]
fn the_samples_sheets_are_those_of_its_golden_files() {
    let ws = sample();
    let grid = |name: &str| query::lookup::grid(&ws, name, today()).unwrap();
    let town = print::sheets::town_sheet(&town_sheet(&ws, grid("罕台镇"), today()).unwrap());
    let village = print::sheets::village_sheet(&village_sheet(&ws, grid("撖家塔村"), today()).unwrap());
    for (name, document) in [("sample-annex3", town), ("sample-annex4", village)] {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/print").join(name).with_extension("txt");
        let dumped = dump(&document);
        if env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&file, &dumped).unwrap();
        }
        let golden = fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(dumped, golden, "{name} differs from its golden dump; look at it, then set UPDATE_GOLDEN=1");
    }
}

#[test]
fn a_public_notice_needs_a_hotline_and_keeps_personal_phones_to_itself() {
    let OneVillage { mut world, town, village, groups, .. } = one_village();
    let refused = public_sheet(&world.ws, village, today()).unwrap_err();
    assert!(matches!(refused, OpFault::Refused(Refusal::Unset { .. })));
    let notice = refused.notice();
    assert_eq!(notice.title, "设置中的「举报电话」还没有填写，不能打印责任人公示");
    assert!(notice.next.contains("请先在“设置”中填写「举报电话」"), "{}", notice.next);
    world.run(Command::SetSetting(SetSetting { key: "hotline".into(), value: "000-12345".into() }));
    let sheet = public_sheet(&world.ws, village, today()).unwrap();
    assert_eq!((sheet.grid.as_str(), sheet.hotline.as_str()), ("罕台镇撖家塔村", "000-12345"));
    let words = |row: &PublicRow| (row.role.clone(), row.holder.name.clone(), row.area.clone());
    let rows: Vec<_> = sheet.rows.iter().map(words).collect();
    let public = |role: &str, name: Option<&str>, area: &str| (role.into(), name.map(str::to_owned), area.into());
    assert_eq!(rows[0], public("监督人", Some("周一"), "撖家塔村"));
    assert_eq!(rows[1], public("监管人", Some("吴二"), "一社、三社"));
    assert_eq!(rows[3], public("网格员", Some("冯四"), "一社"));
    assert_eq!(rows[5], public("网格员", None, "三社"));
    let paper = dump(&print::sheets::public_sheet(&sheet));
    assert!(paper.contains("举报电话：000-12345") && paper.contains("000-8888"));
    assert!(!paper.contains("00012341234") && !paper.contains("1234123"), "a personal phone on a public notice");
    let of_town = public_sheet(&world.ws, town, today()).unwrap();
    let overseer = of_town.rows.iter().find(|row| row.holder.name.as_deref() == Some("钱七")).unwrap();
    assert_eq!(overseer.area, "撖家塔村", "副总监管人 look after what their 副总监督人 has under 包联");
    let fault = public_sheet(&world.ws, groups[0], today()).unwrap_err();
    assert!(fault_of(&fault, "grid").contains("按镇（街道）或村（社区）打印"));
    assert_eq!(public_sheets(&world.ws, Some(town), Extent::Annex2, today()).unwrap().len(), 4);
}

#[test]
fn blank_forms_carry_name_and_code_of_a_grid_of_their_level() {
    let Towns { world, street, villages, .. } = towns();
    let form = |form, grid| blank_sheet(&world.ws, form, grid, today());
    assert_eq!(form(BlankForm::Annex2, None).unwrap().listed, ["罕台镇", "铜川镇", "民族街道"]);
    let of_street = form(BlankForm::Annex3, Some(street)).unwrap().grid.unwrap();
    assert_eq!((of_street.name.as_str(), of_street.street), ("民族街道", true));
    assert!(fault_of(&form(BlankForm::Annex4, Some(street)).unwrap_err(), "grid").contains("要选择三级网格"));
    let ledger = form(BlankForm::Patrols, Some(villages[0])).unwrap();
    assert_eq!(ledger.grid.as_ref().unwrap().name, "罕台镇撖家塔村");
    let paper = dump(&print::sheets::blank(&ledger));
    assert!(paper.contains("罕台镇撖家塔村巡查台账") && paper.contains("巡查人"));
    assert!(paper.contains("发现情况代号：0 未发现问题　1 建房"), "{paper}");
    let pages = print::sheets::blank(&ledger).pages.len();
    assert_eq!(pages, 1, "the codes fit at the foot");
}

#[test]
fn every_request_renders_and_reads_back_from_json() {
    let ws = sample();
    let grid = |name: &str| query::lookup::grid(&ws, name, today()).unwrap();
    let (town, village) = (grid("罕台镇"), grid("撖家塔村"));
    let changes = |annex, since| Sheet::Changes(ChangesOf { annex, grid: None, since });
    for sheet in [
        Sheet::Town(town),
        Sheet::Towns(Extent::All),
        Sheet::Village(village),
        Sheet::Villages(None, Extent::Annex2),
        changes(Annex::Annex2, Some(day(2024, 12, 31))),
        changes(Annex::Annex3, None),
        Sheet::Blank(BlankForm::Annex4, Some(village)),
        Sheet::Blank(BlankForm::Patrols, None),
    ] {
        let request = SheetRequest { sheet, as_of: today() };
        let written = serde_json::to_string(&request).unwrap();
        assert_eq!(serde_json::from_str::<SheetRequest>(&written).unwrap(), request);
        let document = sheet::render(&ws, &request).unwrap();
        assert!(!document.title.is_empty() && !document.title.contains('\n'));
        assert!(dump(&document).contains("示范数据"), "{}", document.title);
    }
}
