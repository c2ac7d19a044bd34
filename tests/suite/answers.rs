//! Who answered for a place on a day: the chain after renames, handovers and vacancies.

use gengbao::{
    domain::{
        annex::Annex,
        grid::{GridKind, Level},
        id::GridId,
        roster::Role,
    },
    ops::{
        Command,
        grid::RenameGrid,
        query::answers::{Answers, OfficialSheet, Standing, answers, trace},
        roster::{AssignDelegate, EndCharge},
    },
};

use crate::support::{World, appointment, day, today};

fn chain(world: &World, grid: GridId, on: chrono::NaiveDate) -> Answers {
    answers(&world.ws, grid, on).unwrap()
}

/// Names behind a role at a level, 空缺 where it is vacant.
fn names(found: &Answers, level: Level, role: Role) -> Vec<String> {
    let band = found.bands.iter().find(|band| band.level == level).unwrap();
    let seats = band.seats.iter().filter(|seat| seat.role == role);
    seats
        .flat_map(|seat| match seat.people.as_slice() {
            [] => vec!["空缺".to_owned()],
            people => people.iter().map(|person| person.name.clone()).collect(),
        })
        .collect()
}

#[test]
fn a_group_leads_up_to_the_district_on_both_sides() {
    let (world, sound) = World::sound();
    let found = chain(&world, sound.group, today());
    assert_eq!(found.path, "罕台镇/撖家塔村/一社");
    let levels: Vec<_> = found.bands.iter().map(|band| band.level).collect();
    assert_eq!(levels, [Level::Group, Level::Village, Level::Town, Level::District]);
    for (level, role, name) in [
        (Level::Group, Role::GridMember, "蒋某"),
        (Level::Village, Role::Supervisor, "褚某"),
        (Level::Village, Role::Overseer, "卫某"),
        (Level::Town, Role::ChiefSupervisor, "王某"),
        (Level::Town, Role::DeputySupervisor, "李某"),
        (Level::Town, Role::Coordinator, "郑某"),
        (Level::Town, Role::ChiefOverseer, "冯某"),
        (Level::Town, Role::DeputyOverseer, "陈某"),
        (Level::District, Role::ChiefSupervisor, "赵某"),
        (Level::District, Role::DeputySupervisor, "钱某"),
        (Level::District, Role::DeputyOverseer, "吴某"),
    ] {
        assert_eq!(names(&found, level, role), [name], "{}{}", level.label(), role.label());
    }
    assert_eq!(found.vacancies(), 0);
    let sheets: Vec<_> = found.annexes.iter().map(|sheet| (sheet.annex, sheet.grid)).collect();
    assert_eq!(sheets[1..], [(Annex::Annex3, sound.town), (Annex::Annex4, sound.village)]);
    let titles: Vec<_> = found.annexes.iter().map(OfficialSheet::title).collect();
    assert_eq!(
        titles,
        [
            "附件2 东胜区耕地保护一级网格监督监管表",
            "附件3 东胜区耕地保护二级网格监督监管表（罕台镇）",
            "附件4 东胜区耕地保护三级网格监督监管表（撖家塔村）",
        ]
    );
}

#[test]
fn each_day_has_its_own_people_and_names() {
    let (mut world, sound) = World::sound();
    let next = world.person("韩某");
    world.run(Command::Appoint(appointment(sound.mayor, next, day(2025, 3, 5))));
    world.run(Command::RenameGrid(RenameGrid {
        grid: sound.village,
        name: "撖家塔新村".into(),
        from: day(2025, 4, 1),
        document: String::new(),
    }));
    let (before, after) = (chain(&world, sound.group, day(2025, 3, 4)), chain(&world, sound.group, day(2025, 4, 1)));
    assert_eq!(names(&before, Level::Town, Role::ChiefSupervisor), ["王某"]);
    assert_eq!(names(&after, Level::Town, Role::ChiefSupervisor), ["韩某"]);
    assert_eq!((before.path.as_str(), after.path.as_str()), ("罕台镇/撖家塔村/一社", "罕台镇/撖家塔新村/一社"));
    let mayor = &before.bands[2].seats[0].people[0];
    assert_eq!((mayor.period.from, mayor.period.last_day()), (day(2024, 1, 1), Some(day(2025, 3, 4))));
}

#[test]
fn a_village_shows_the_members_of_its_groups_and_only_its_own_deputy() {
    let (mut world, sound) = World::sound();
    world.grid(sound.village, GridKind::Group, "二社");
    let found = chain(&world, sound.village, today());
    let groups: Vec<_> = found.bands[0].seats.iter().map(|seat| (seat.about.as_str(), seat.is_vacant())).collect();
    assert_eq!(groups, [("一社", false), ("二社", true)]);
    assert_eq!(names(&found, Level::Town, Role::DeputySupervisor), ["李某"]);
    let town = chain(&world, sound.town, today());
    assert_eq!(town.bands.iter().map(|band| band.level).collect::<Vec<_>>(), [Level::Town, Level::District]);
}

#[test]
fn those_sent_stand_below_whoever_sends_them() {
    let (mut world, sound) = World::sound();
    let found = chain(&world, sound.group, today());
    let district = found.bands.last().unwrap();
    let tongchuan = world.grid(district.grid, GridKind::Town, "铜川镇");
    let overseer = district.seats.iter().find(|seat| seat.role == Role::DeputyOverseer).unwrap();
    let duty = overseer.duty.unwrap();
    for (name, grid) in [("沈某", Some(sound.town)), ("韩某", None), ("杨某", Some(tongchuan))] {
        let person = world.person(name);
        let document = "东自然资〔2025〕3号".to_owned();
        world.run(Command::AssignDelegate(AssignDelegate { duty, person, grid, from: day(2025, 2, 1), document }));
    }
    let sent = |on, place| {
        let found = chain(&world, place, on);
        let seats = found.bands.into_iter().last().unwrap().seats.into_iter();
        let sent = seats.flat_map(|seat| seat.delegates).map(|person| person.name);
        sent.collect::<Vec<_>>()
    };
    assert_eq!(sent(today(), sound.group), ["沈某", "韩某"]);
    assert_eq!(sent(day(2025, 1, 31), sound.group), [""; 0]);
    let sheet = trace(&world.ws, sound.group, today()).unwrap();
    let rows = &sheet.bands.last().unwrap().rows;
    let row = rows.iter().find(|row| row.name.as_deref() == Some("沈某")).unwrap();
    assert_eq!((row.role.as_str(), row.about.as_str()), ("指派专人", "由副总监管人指派"));
    assert_eq!((row.since, row.document.as_str()), (Some(day(2025, 2, 1)), "东自然资〔2025〕3号"));
}

#[test]
fn vacancies_stand_in_the_chain() {
    let (mut world, sound) = World::sound();
    world.vacate(sound.mayor, day(2025, 5, 1));
    let charge = world.charge_of(sound.town, sound.deputy_duty);
    world.run(Command::EndCharge(EndCharge { charge, on: day(2025, 5, 1) }));
    let found = chain(&world, sound.group, today());
    assert_eq!(names(&found, Level::Town, Role::ChiefSupervisor), ["空缺"]);
    let town = &found.bands[2];
    let deputy = town.seats.iter().find(|seat| seat.role == Role::DeputySupervisor).unwrap();
    assert_eq!((deputy.duty, deputy.about.as_str()), (None, "没有人包联撖家塔村"));
    assert_eq!(found.vacancies(), 3, "the post, the deputy, and who answers to the deputy");
}

#[test]
fn before_it_was_founded_a_place_says_so_and_offers_its_first_day() {
    let (mut world, sound) = World::sound();
    let found = chain(&world, sound.group, day(2023, 12, 31));
    assert_eq!(found.standing, Standing::Before(day(2024, 1, 1)));
    assert_eq!(found.absence().unwrap(), "2023年12月31日还没有「一社」这一网格，它自2024年1月1日起设立");
    assert!(found.bands.is_empty() && found.annexes.is_empty());
    let extra = world.grid(sound.town, GridKind::Village, "查干村");
    world.run(Command::CloseGrid(gengbao::ops::grid::CloseGrid {
        grid: extra,
        on: day(2025, 1, 1),
        document: String::new(),
    }));
    let closed = chain(&world, extra, today());
    assert_eq!(closed.standing, Standing::After(day(2024, 12, 31)));
    assert!(closed.absence().unwrap().contains("存续至2024年12月31日"));
}

#[test]
fn the_sheet_shows_no_personal_phone() {
    let (world, sound) = World::sound();
    let sheet = trace(&world.ws, sound.group, today()).unwrap();
    let text = gengbao::print::text::text(&gengbao::print::sheets::trace(&sheet));
    assert!(text.contains("责任追溯单（供参考）") && text.contains("蒋某"), "{text}");
    assert!(!text.contains("00012341234"), "the personal phone of everyone in the test district");
    let json = serde_json::to_string(&chain(&world, sound.group, today())).unwrap();
    assert!(json.contains("000-8888") && !json.contains("00012341234"));
}
