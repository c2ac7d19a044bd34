//! Units, people, posts, 任免, settings and operators, with the lists that show them.

use gengbao::{
    domain::{
        desk::Desk,
        id::{IncumbencyId, OperatorId, PersonId, PostId},
        roster::{DutyHolder, Role, UnitKind},
    },
    ops::{
        Command, OpFault,
        office::{
            AddPerson, AddPost, AddUnit, Appoint, ClosePost, EditPerson, EditPost, EditUnit, EndIncumbency,
            PutOperator, SetSetting,
        },
        query::{history, ledger, lookup, people, posts, settings, vacancy},
    },
};

use crate::support::{World, appointment, day, fault_of, in_use, today};

fn town_office(world: &mut World) -> PostId {
    let district = world.district();
    let unit = world.unit(UnitKind::Town, "铜川镇人民政府", Some(district.tongchuan));
    let post = world.post(unit, "镇长");
    world.duty(district.tongchuan, Role::ChiefSupervisor, DutyHolder::Post(post));
    post
}

#[test]
fn an_appointment_relieves_the_predecessor() {
    let mut world = World::new();
    let post = town_office(&mut world);
    let (li, wang) = (world.person("李某"), world.person("王某"));
    let outcome = world.contract(Command::Appoint(appointment(post, li, day(2024, 1, 10))));
    assert_eq!(outcome.title, "任命 李某 为铜川镇人民政府镇长（2024年1月10日起）");
    let outcome = world.contract(Command::Appoint(appointment(post, wang, day(2025, 3, 5))));
    assert_eq!(outcome.title, "任命 王某 为铜川镇人民政府镇长（2025年3月5日起），接替 李某");
    let detail = posts::detail(&world.ws, post, today()).unwrap();
    let terms: Vec<_> = detail.terms.iter().map(|term| (term.person_name.as_str(), term.period.chinese())).collect();
    assert_eq!(terms, [("王某", "2025年3月5日起".to_owned()), ("李某", "2024年1月10日至2025年3月4日".to_owned())]);
    assert_eq!(detail.post.duties, ["铜川镇总监督人"]);
}

#[test]
fn a_post_of_one_is_held_by_one() {
    let mut world = World::new();
    let post = town_office(&mut world);
    let (li, wang) = (world.person("李某"), world.person("王某"));
    world.appoint(post, li, day(2024, 5, 1));
    let mut refused = |args: Appoint, field: &str| fault_of(&world.refuse(Command::Appoint(args)), field);
    let staying = Appoint { relieve: false, ..appointment(post, wang, day(2025, 1, 1)) };
    let message = refused(staying, "from");
    assert!(message.contains("李某的任期是2024年5月1日起") && message.contains("只能由一人担任"), "{message}");
    let earlier = refused(appointment(post, wang, day(2024, 3, 1)), "from");
    assert!(earlier.contains("李某自2024年5月1日起任该职务，接任日期应在其后"), "{earlier}");
    assert!(refused(appointment(post, li, day(2025, 1, 1)), "person").contains("不能重复任命"));
    assert!(refused(appointment(post, wang, day(2023, 1, 1)), "from").contains("存续时间"));
    let backwards = Appoint { until: Some(day(2024, 1, 1)), ..appointment(post, wang, day(2024, 2, 1)) };
    assert!(refused(backwards, "until").contains("应在任职日期之后"));
    let within = Appoint { until: Some(day(2025, 2, 1)), ..appointment(post, wang, day(2025, 1, 1)) };
    assert!(refused(within, "from").contains("重叠"));
    let before = Appoint { until: Some(day(2024, 5, 1)), ..appointment(post, wang, day(2024, 2, 1)) };
    let outcome = world.contract(Command::Appoint(before));
    assert_eq!(outcome.title, "补录 王某 任铜川镇人民政府镇长（2024年2月1日至2024年4月30日）");
}

#[test]
fn several_may_hold_a_post_that_allows_it() {
    let mut world = World::new();
    let post = town_office(&mut world);
    let (li, wang) = (world.person("李某"), world.person("王某"));
    let several = |single_holder| Command::EditPost(EditPost { post, title: "副镇长".into(), single_holder });
    let outcome = world.contract(several(false));
    assert_eq!(outcome.title, "职务「铜川镇人民政府镇长」的名称更正为「副镇长」");
    world.appoint(post, li, day(2024, 5, 1));
    world.appoint(post, wang, day(2024, 5, 1));
    let line = &posts::page(&world.ws, "wangmou", None, today(), 0, 10).unwrap().rows[0];
    assert_eq!(line.holders.iter().map(|holder| holder.name.as_str()).collect::<Vec<_>>(), ["李某", "王某"]);
    assert!(fault_of(&world.refuse(several(true)), "single_holder").contains("同时担任过该职务"));
}

#[test]
fn the_end_of_a_term_can_be_mended_but_not_beyond_the_next() {
    let mut world = World::new();
    let post = town_office(&mut world);
    let (li, wang) = (world.person("李某"), world.person("王某"));
    let term = IncumbencyId(world.appoint(post, li, day(2024, 2, 1)).made[0]);
    let end = |on| Command::EndIncumbency(EndIncumbency { incumbency: term, on, document: String::new() });
    assert!(fault_of(&world.refuse(end(day(2024, 2, 1))), "on").contains("应在其后"));
    world.run(end(day(2025, 1, 1)));
    assert!(fault_of(&world.refuse(end(day(2025, 1, 1))), "on").contains("没有变化"));
    world.appoint(post, wang, day(2025, 3, 1));
    assert!(fault_of(&world.refuse(end(day(2025, 4, 1))), "on").contains("王某的任期"));
    let outcome = world.contract(end(day(2025, 3, 1)));
    assert_eq!(outcome.title, "更正 李某 铜川镇人民政府镇长的离任日期为2025年3月1日");
}

#[test]
fn a_post_goes_when_nobody_and_nothing_is_bound_to_it() {
    let mut world = World::new();
    let post = town_office(&mut world);
    let li = world.person("李某");
    world.appoint(post, li, day(2024, 2, 1));
    let close = |on| Command::ClosePost(ClosePost { post, on });
    let why = in_use(&world.refuse(close(today())));
    assert_eq!(why, "撤销「铜川镇人民政府镇长」之前，要先办理离任 1 人（李某），结束网格职责 1 项（铜川镇总监督人）");
    let unit = posts::units(&world.ws, today()).unwrap()[0].id;
    let title = |title: &str| {
        Command::AddPost(AddPost { unit, title: title.into(), single_holder: true, from: day(2024, 1, 1) })
    };
    assert!(fault_of(&world.refuse(title("镇长")), "title").contains("已有职务「镇长」"));
    let idle = PostId(world.contract(title("副镇长")).made[0]);
    let close = |on| Command::ClosePost(ClosePost { post: idle, on });
    assert!(fault_of(&world.refuse(close(day(2024, 1, 1))), "on").contains("应在其后"));
    world.contract(close(day(2025, 1, 1)));
    assert!(fault_of(&world.refuse(close(today())), "post").contains("已自"));
    assert!(
        fault_of(&world.refuse(Command::Appoint(appointment(idle, li, day(2025, 2, 1)))), "post").contains("存续时间")
    );
    assert_eq!(posts::page(&world.ws, "", Some(unit), today(), 0, 10).unwrap().total, 1);
    assert_eq!(posts::page(&world.ws, "fzz", Some(unit), day(2024, 6, 1), 0, 10).unwrap().rows[0].title, "副镇长");
}

#[test]
fn units_fit_the_grids_they_govern() {
    let mut world = World::new();
    let district = world.district();
    let unit = AddUnit {
        kind: UnitKind::Town,
        name: "罕台镇人民政府".into(),
        full_name: String::new(),
        aliases: vec!["罕台政府".into()],
        grid: Some(district.hantai),
        assessed_by_default: false,
    };
    let made = world.contract(Command::AddUnit(unit.clone())).made[0];
    let mut refused = |field: &str, change: &dyn Fn(&mut AddUnit)| {
        let mut bad = unit.clone();
        bad.name = "别的单位".into();
        change(&mut bad);
        fault_of(&world.refuse(Command::AddUnit(bad)), field)
    };
    assert!(refused("name", &|bad| bad.name = "罕台镇人民政府".into()).contains("已有"));
    assert!(refused("grid", &|bad| bad.kind = UnitKind::Department).contains("不管辖网格"));
    assert!(refused("grid", &|bad| bad.grid = Some(district.village)).contains("对应二级网格"));
    assert!(refused("assessed_by_default", &|bad| bad.assessed_by_default = true).contains("只有区直部门"));
    let edited =
        EditUnit { unit: gengbao::domain::id::UnitId(made), facts: AddUnit { name: "罕台镇政府".into(), ..unit } };
    let outcome = world.contract(Command::EditUnit(edited));
    assert_eq!(outcome.title, "单位「罕台镇人民政府」改称「罕台镇政府」");
}

#[test]
fn people_are_told_apart_and_their_phones_kept_back() {
    let mut world = World::new();
    let post = town_office(&mut world);
    let person = AddPerson {
        name: "王𠮷".into(),
        phone: "000-12341234".into(),
        office_phone: "000-8888".into(),
        note: String::new(),
    };
    let first = gengbao::domain::id::PersonId(world.contract(Command::AddPerson(person.clone())).made[0]);
    world.appoint(post, first, day(2024, 2, 1));
    let outcome = world.run(Command::AddPerson(person.clone()));
    assert_eq!(outcome.warnings, ["已有同名人员 王𠮷（铜川镇人民政府镇长），如是同一人请不要重复登记"]);
    let fault = lookup::person(&world.ws, "王𠮷", today()).unwrap_err();
    assert!(fault_of(&fault, "person").contains("王𠮷（铜川镇人民政府镇长，编号"));
    for text in ["铜川镇人民政府镇长 王𠮷", "铜川镇镇长王𠮷", "铜川镇/王𠮷"] {
        assert_eq!(lookup::person(&world.ws, text, today()).unwrap(), first, "{text}");
    }
    assert_eq!(lookup::post(&world.ws, "铜川镇镇长", today()).unwrap(), post);
    let said = posts::page(&world.ws, "铜川镇镇长", None, today(), 0, 10).unwrap();
    assert_eq!(said.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [post]);
    assert_eq!(lookup::post(&world.ws, "镇长", today()).unwrap(), post);
    let page = people::page(&world.ws, "王𠮷", today(), 0, 10).unwrap();
    assert_eq!((page.total, page.rows[0].office.as_str()), (2, "铜川镇人民政府镇长"));
    assert_eq!(page.rows[0].phone, "000-12341234");
    world.ws.sign_in("查阅员").unwrap();
    assert_eq!(people::detail(&world.ws, first, today()).unwrap().person.phone, "000-****1234");
    world.ws.sign_in("测试员").unwrap();
    let bad = AddPerson { name: String::new(), phone: "请致电".into(), ..person.clone() };
    let fault = world.refuse(Command::AddPerson(bad));
    assert!(fault_of(&fault, "name").contains("请填写姓名") && fault_of(&fault, "phone").contains("只能有数字"));
    let edit = EditPerson { person: first, facts: AddPerson { name: "李㛃".into(), ..person } };
    assert_eq!(world.contract(Command::EditPerson(edit)).title, "人员 王𠮷 的姓名改为 李㛃");
}

#[test]
fn a_personal_phone_is_masked_everywhere_but_at_the_desk_of_the_district() {
    let mut world = World::new();
    let person = PersonId(world.make(Command::AddPerson(AddPerson {
        name: "李某".into(),
        phone: "13812345678".into(),
        office_phone: "000-8888".into(),
        note: String::new(),
    })));
    let op = history::page(&world.ws, "李某", None, 1).unwrap().rows[0].op;
    let seen = |world: &World| {
        let keep = |_: &ledger::Row| true;
        let asked = ledger::Asked { search: "", day: today(), keep: &keep, limit: 10, count: true };
        let (rows, _) = ledger::rows(&world.ws, "people", &asked).unwrap();
        let changes = history::detail(&world.ws, op, 10).unwrap();
        [
            people::page(&world.ws, "", today(), 0, 10).unwrap().rows[0].phone.clone(),
            people::detail(&world.ws, person, today()).unwrap().person.phone,
            rows[0].json().to_string(),
            format!("{changes:?}"),
            format!("{:?}", history::of_person(&world.ws, person).unwrap()),
        ]
    };
    let full = seen(&world);
    assert!(full[..4].iter().all(|shown| shown.contains("13812345678")), "{full:?}");
    for desk in ["镇录入", "考核员", "查阅员"] {
        world.ws.sign_in(desk).unwrap();
        for shown in seen(&world) {
            assert!(!shown.contains("12345678") && !shown.contains("1381234"), "{desk} sees {shown}");
        }
        assert_eq!(seen(&world)[0], "138****5678");
    }
}

#[test]
fn vacancies_are_counted_as_of_the_day() {
    let mut world = World::new();
    let post = town_office(&mut world);
    let li = world.person("李某");
    world.appoint(post, li, day(2024, 5, 1));
    let before = vacancy::count(&world.ws, day(2024, 4, 30)).unwrap();
    let now = vacancy::count(&world.ws, today()).unwrap();
    assert_eq!((before.posts, now.posts, before.roles - now.roles), (1, 0, 1));
    assert!(now.words().starts_with("空缺网格职责 ") && before.words().starts_with("空缺职务 1 个 · "));
    let vacant = |text, on| vacancy::posts(&world.ws, text, None, on, 0, 10).unwrap();
    assert_eq!(vacant("", day(2024, 4, 30)).rows[0].title, "镇长");
    assert_eq!(vacant("tongchuan", day(2024, 4, 30)).total, 1);
    assert_eq!((vacant("罕台", day(2024, 4, 30)).total, vacant("", today()).total), (0, 0));
}

#[test]
fn settings_are_the_known_ones() {
    let mut world = World::new();
    let set = |key: &str, value: &str| Command::SetSetting(SetSetting { key: key.into(), value: value.into() });
    assert_eq!(settings::value(&world.ws, "chief_scope").unwrap(), "全区全域");
    assert_eq!(world.contract(set("hotline", "000-12345")).title, "设置「举报电话」改为「000-12345」");
    assert_eq!(settings::value(&world.ws, "hotline").unwrap(), "000-12345");
    assert!(fault_of(&world.refuse(set("hotlin", "1")), "key").contains("hotline（举报电话）"));
    assert!(fault_of(&world.refuse(set("hotline", "请致电")), "value").contains("只能有数字"));
    let lines = settings::all(&world.ws).unwrap();
    assert!(lines.iter().any(|line| line.setting.key == "hotline" && line.entered));
}

#[test]
fn what_changes_about_the_person_signed_in_holds_at_once() {
    let mut world = World::new();
    let operators = settings::operators(&world.ws).unwrap();
    let first = operators.iter().find(|line| line.operator.name == "测试员").unwrap().operator.id;
    let put = |operator, name: &str, desk| {
        Command::PutOperator(PutOperator { operator, name: name.into(), desk, scope: None, active: true })
    };
    world.run(put(None, "第二人", Desk::District));
    world.run(put(Some(first), "改了名", Desk::Reader));
    assert_eq!((world.ws.operator().name.as_str(), world.ws.operator().desk), ("改了名", Desk::Reader));
    assert!(matches!(world.refuse(put(None, "甲", Desk::Reader)), OpFault::Refused(_)));
}

#[test]
fn somebody_can_always_manage() {
    let mut world = World::new();
    let district = world.district();
    let operators = settings::operators(&world.ws).unwrap();
    let first = operators.iter().find(|line| line.operator.name == "测试员").unwrap().operator.id;
    let put = |operator: Option<OperatorId>, name: &str, desk, active| PutOperator {
        operator,
        name: name.into(),
        desk,
        scope: None,
        active,
    };
    let mut refused = |args: PutOperator, field: &str| fault_of(&world.refuse(Command::PutOperator(args)), field);
    assert!(refused(put(Some(first), "测试员", Desk::District, false), "active").contains("最后一名"));
    assert!(refused(put(Some(first), "测试员", Desk::Reader, true), "desk").contains("最后一名"));
    assert!(refused(put(None, "测试员", Desk::Reader, true), "name").contains("已有操作员"));
    let scoped = PutOperator { scope: Some(district.hantai), ..put(None, "甲", Desk::Reader, true) };
    assert!(refused(scoped, "scope").contains("只有「镇（街道）录入」"));
    let nobody = world.refuse(Command::PutOperator(put(Some(OperatorId(5)), "甲", Desk::Reader, true)));
    assert!(matches!(nobody, OpFault::NotFound { kind: "操作员", .. }));
    let scoped = PutOperator { scope: Some(district.hantai), ..put(None, "罕台录入", Desk::Town, true) };
    assert_eq!(world.contract(Command::PutOperator(scoped)).title, "添加操作员 罕台录入（镇（街道）录入，限罕台镇）");
    world.run(Command::PutOperator(put(None, "第二人", Desk::District, true)));
    world.contract(Command::PutOperator(put(Some(first), "测试员", Desk::District, false)));
    assert!(world.ws.sign_in("测试员").is_err());
}
