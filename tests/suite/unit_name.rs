//! 更名 of units: every reading as of a day shows the name of that day.

use gengbao::{
    domain::{
        check::Reach,
        id::PersonId,
        roster::{DutyHolder, Role, UnitKind},
    },
    ops::{
        Command, OpFault,
        office::RenameUnit,
        query::{
            answers, check,
            export::{self, Wanted},
            grid, lookup, people, posts, reform, renewal, roster, tenure,
        },
    },
};

use crate::support::{World, day, fault_of, today};

#[test]
fn a_unit_is_called_by_its_name_of_the_day() {
    let mut world = World::new();
    let district = world.district();
    let unit = world.unit(UnitKind::Department, "区农牧局", None);
    let head = world.post(unit, "局长");
    let person = world.person("李㛃");
    world.appoint(head, person, day(2024, 1, 1));
    world.duty(district.root, Role::ChiefOverseer, DutyHolder::Post(head));
    let rename = |name: &str, from| {
        let document = "东党发〔2025〕1号".to_owned();
        Command::RenameUnit(RenameUnit { unit, name: name.into(), full_name: String::new(), from, document })
    };
    let outcome = world.contract(rename("区农牧和水利局", day(2025, 3, 1)));
    assert_eq!(outcome.title, "单位「区农牧局」更名为「区农牧和水利局」（2025年3月1日起）");
    let (before, after) = (day(2025, 2, 28), day(2025, 3, 1));
    let on_paper = |on| roster::holders(&world.ws, district.root, Role::ChiefOverseer, on).unwrap()[0].post.clone();
    assert_eq!([on_paper(before), on_paper(after)], ["区农牧局局长", "区农牧和水利局局长"]);
    let on_page = |on| {
        let blocks = grid::detail(&world.ws, district.root, on).unwrap().roles;
        blocks.into_iter().flat_map(|block| block.duties).next().unwrap().post
    };
    assert_eq!([on_page(before), on_page(after)], ["区农牧局局长", "区农牧和水利局局长"]);
    let post = |on| posts::page(&world.ws, "局长", None, on, 0, 5).unwrap().rows[0].unit_name.clone();
    assert_eq!([post(before), post(after)], ["区农牧局", "区农牧和水利局"]);
    let detail = |on| posts::detail(&world.ws, head, on).unwrap().post.unit_name;
    assert_eq!([detail(before), detail(after)], ["区农牧局", "区农牧和水利局"]);
    let office = |on| people::page(&world.ws, "李㛃", on, 0, 5).unwrap().rows[0].office.clone();
    assert!(office(before).contains("区农牧局局长") && office(after).contains("区农牧和水利局局长"));
    for name in ["区农牧局", "区农牧和水利局"] {
        assert_eq!(lookup::unit(&world.ws, name, today()).unwrap(), unit, "{name}");
        assert_eq!(lookup::post(&world.ws, &format!("{name}局长"), today()).unwrap(), head, "{name}");
    }
    let exported = |on| {
        let (mut names, wanted) = (Vec::new(), Wanted { day: on, ..Wanted::default() });
        let take = &mut |row: Vec<String>| {
            names.push(row[0].clone());
            Ok::<(), OpFault>(())
        };
        export::each(&world.ws, "units", &wanted, take).unwrap();
        names
    };
    assert!(
        exported(before).contains(&"区农牧局".to_owned()) && exported(after).contains(&"区农牧和水利局".to_owned())
    );
    let line = |on| renewal::lines(&world.ws, None, on).unwrap()[0].place.clone();
    assert_eq!([line(before), line(after)], ["区农牧局", "区农牧和水利局"]);
    let former = reform::former_names(&world.ws, unit).unwrap();
    assert_eq!((former[0].name.as_str(), former[0].last_day), ("区农牧局", before));
    assert_eq!(lookup::person(&world.ws, "李㛃", today()).unwrap(), PersonId(person.0));
}

#[test]
fn names_follow_one_another() {
    let mut world = World::new();
    let unit = world.unit(UnitKind::Department, "甲局", None);
    world.unit(UnitKind::Department, "乙局", None);
    let rename = |name: &str, from| {
        let document = String::new();
        Command::RenameUnit(RenameUnit { unit, name: name.into(), full_name: String::new(), from, document })
    };
    assert!(fault_of(&world.refuse(rename("甲局", today())), "name").contains("没有变化"));
    assert!(fault_of(&world.refuse(rename("乙局", today())), "name").contains("已有区直部门单位「乙局」"));
    assert!(fault_of(&world.refuse(rename(" ", today())), "name").contains("请填写单位名称"));
    assert!(fault_of(&world.refuse(rename("丙局", day(1, 1, 1))), "from").contains("超出范围"));
    world.run(rename("丙局", day(2025, 3, 1)));
    assert_eq!(
        fault_of(&world.refuse(rename("丁局", day(2025, 3, 1))), "from"),
        "单位自2025年3月1日起才称「丙局」，更名日期应在其后"
    );
    world.run(rename("丁局", day(2025, 5, 1)));
    let name = |on| posts::units(&world.ws, on).unwrap().into_iter().find(|line| line.id == unit).unwrap().name;
    assert_eq!([name(day(2025, 2, 28)), name(day(2025, 4, 30)), name(today())], ["甲局", "丙局", "丁局"]);
}

#[test]
fn what_the_check_the_chain_and_the_pages_say_of_an_earlier_day_keeps_the_earlier_name() {
    let (mut world, sound) = World::sound();
    world.vacate(sound.mayor, day(2025, 1, 1));
    let hall = lookup::unit(&world.ws, "罕台镇人民政府", today()).unwrap();
    let before = day(2025, 2, 28);
    let told = |world: &World| {
        let found = check::check(&world.ws, before, Reach::Year).unwrap();
        let chain = answers::answers(&world.ws, sound.group, before).unwrap();
        let titles: Vec<_> = chain.bands.into_iter().flat_map(|band| band.seats).map(|seat| seat.title).collect();
        let lines = renewal::lines(&world.ws, None, before).unwrap();
        (found.findings, titles, format!("{lines:?}"))
    };
    let as_it_was = told(&world);
    assert!(!as_it_was.0.is_empty() && as_it_was.1.contains(&"罕台镇人民政府综合行政执法局副局长".to_owned()));
    world.run(Command::RenameUnit(RenameUnit {
        unit: hall,
        name: "罕台新镇人民政府".into(),
        full_name: String::new(),
        from: day(2025, 3, 1),
        document: String::new(),
    }));
    assert_eq!(told(&world), as_it_was);
}

#[test]
fn a_later_name_is_not_yet_on_what_is_handed_over_today() {
    let (mut world, sound) = World::sound();
    let hall = lookup::unit(&world.ws, "罕台镇人民政府", today()).unwrap();
    world.run(Command::RenameUnit(RenameUnit {
        unit: hall,
        name: "罕台新镇人民政府".into(),
        full_name: String::new(),
        from: day(2025, 12, 1),
        document: String::new(),
    }));
    let held = |on| tenure::held(&world.ws, sound.deputy_person, on).unwrap().posts[0].words.clone();
    assert_eq!([held(today()), held(day(2025, 12, 1))], ["罕台镇人民政府副镇长", "罕台新镇人民政府副镇长"]);
}
