//! The sheets about one person in office: what is handed over on a day, and what was done in a term.

use chrono::NaiveDate;
use gengbao::{
    domain::{
        assess::Tenths,
        date::Period,
        grid::GridKind,
        id::{GridId, PersonId, PostId},
        patrol::{Finding, Patrol, PatrolKind},
        roster::{DutyHolder, Role, UnitKind},
        tenure::Successor,
    },
    ops::{
        Command,
        office::EndIncumbency,
        patrol::LogPatrol,
        query::{grid, handover::handover, lookup, posts, term},
        roster::SucceedDuty,
    },
    print::text,
    session::sheet::{self, Sheet, SheetRequest},
};

use crate::support::{World, appointment, day, district::YEAR, fault_of, today};

/// 罕台镇 with a 镇长 who is 总监督人 and also 监督人 of a village by himself, and a 副镇长 who has the village under 包联.
struct Town {
    world: World,
    village: GridId,
    mayor: PostId,
    li: PersonId,
    wang: PersonId,
}

fn town() -> Town {
    let (mut world, _) = World::with_units();
    let grid = lookup::grid(&world.ws, "罕台镇", today()).unwrap();
    let village = world.grid(grid, GridKind::Village, "撖家塔村");
    let unit = world.unit(UnitKind::Town, "罕台镇人民政府", Some(grid));
    let (mayor, vice) = (world.post(unit, "镇长"), world.post(unit, "副镇长"));
    let (li, wang, chen) = (world.person("李某"), world.person("王某"), world.person("陈某"));
    world.appoint(mayor, li, day(2024, 1, 10));
    world.appoint(vice, chen, day(2024, 1, 10));
    world.duty_of(grid, Role::ChiefSupervisor, mayor);
    let deputy = world.duty_of(grid, Role::DeputySupervisor, vice);
    world.charge(deputy, village, day(2024, 2, 1));
    world.duty(village, Role::Supervisor, DutyHolder::Person(li));
    Town { world, village, mayor, li, wang }
}

impl Town {
    fn walk(&mut self, on: NaiveDate, person: PersonId, finding: Finding) {
        let patrol = Patrol {
            date: on,
            start: None,
            end: None,
            kind: PatrolKind::Field,
            grid: self.village,
            group: None,
            patrollers: vec![person],
            way: "步行".into(),
            finding,
            found: if finding == Finding::Problem { "发现问题".into() } else { String::new() },
            action: if finding == Finding::Problem { "已劝阻".into() } else { String::new() },
            weather: String::new(),
            note: String::new(),
        };
        self.world.run(Command::LogPatrol(LogPatrol { patrol, files: vec![] }));
    }

    fn paper(&self, sheet: Sheet) -> String {
        let request = SheetRequest { sheet, as_of: today() };
        text::text(&sheet::render(&self.world.ws, &request).unwrap())
    }
}

#[test]
fn what_ends_on_the_day_is_handed_over_and_the_rest_is_kept() {
    let mut town = town();
    town.walk(day(2025, 3, 1), town.li, Finding::Nothing);
    town.walk(day(2025, 3, 5), town.li, Finding::Nothing);
    town.walk(day(2024, 12, 31), town.li, Finding::Nothing);
    town.world.appoint(town.mayor, town.wang, day(2025, 3, 5));
    let sheet = handover(&town.world.ws, town.li, day(2025, 3, 5), today()).unwrap();
    assert_eq!((sheet.leaver.as_str(), sheet.successors.as_slice()), ("李某", &["王某".to_owned()][..]));
    assert_eq!(sheet.posts[0].post, "罕台镇人民政府镇长");
    assert_eq!((sheet.posts[0].since, &sheet.posts[0].successor), (day(2024, 1, 10), &Successor::Named("王某".into())));
    let duties: Vec<_> = sheet.duties.iter().map(|duty| format!("{}{}", duty.place, duty.role)).collect();
    assert_eq!((duties, sheet.duties[0].since), (vec!["罕台镇总监督人".to_owned()], day(2024, 1, 10)));
    assert_eq!(sheet.kept, ["罕台镇撖家塔村监督人"]);
    let [patrols] = sheet.patrols.as_slice() else { panic!("{:?}", sheet.patrols) };
    assert_eq!((patrols.grid.as_str(), patrols.count, patrols.last), ("罕台镇", 1, Some(day(2025, 3, 1))));
    let paper = town.paper(Sheet::Handover { person: town.li, on: day(2025, 3, 5) });
    for words in ["离任/接任交接清单", "移交人：李某", "接收人：王某", "请手工填写", "监交人（签字）", "李某仍担任"]
    {
        assert!(paper.contains(words), "{words} is missing:\n{paper}");
    }
}

#[test]
fn work_handed_on_by_entry_has_a_sheet_of_its_own() {
    let mut town = town();
    let duty = grid::detail(&town.world.ws, town.village, today()).unwrap().roles[0].duties[0].duty;
    let change =
        SucceedDuty {
            duty, person: town.wang, title: "村书记".into(), from: day(2025, 4, 1), document: String::new()
        };
    town.world.run(Command::SucceedDuty(change));
    let sheet = handover(&town.world.ws, town.li, day(2025, 4, 1), today()).unwrap();
    assert!(sheet.posts.is_empty());
    assert_eq!(sheet.duties[0].successor, Successor::Named("王某".into()));
    assert_eq!(sheet.kept, ["罕台镇人民政府镇长"]);
}

#[test]
fn a_vacancy_is_named_and_a_planned_leave_leaves_room() {
    let mut town = town();
    let planned = handover(&town.world.ws, town.li, day(2025, 7, 1), today()).unwrap();
    assert_eq!((planned.posts.len(), planned.duties.len()), (1, 2));
    assert!(planned.duties.iter().all(|duty| duty.successor == Successor::Undecided) && planned.kept.is_empty());
    let incumbency = posts::detail(&town.world.ws, town.mayor, today()).unwrap().terms[0].incumbency;
    let end = EndIncumbency { incumbency, on: day(2025, 5, 1), document: String::new() };
    town.world.run(Command::EndIncumbency(end));
    let sheet = handover(&town.world.ws, town.li, day(2025, 5, 1), today()).unwrap();
    assert_eq!((&sheet.posts[0].successor, sheet.successors.len()), (&Successor::Vacant, 0));
    assert!(town.paper(Sheet::Handover { person: town.li, on: day(2025, 5, 1) }).contains("接收人：空缺"));
    let nothing = handover(&town.world.ws, town.wang, day(2025, 5, 1), today()).unwrap_err();
    assert_eq!(fault_of(&nothing, "on"), "王某在2025年5月1日没有要交出的职务和职责，请核对离任日期");
}

#[test]
fn a_term_sums_up_what_was_held_walked_and_scored() {
    let mut town = town();
    town.walk(day(2024, 5, 1), town.li, Finding::Problem);
    town.walk(day(2024, 6, 1), town.li, Finding::Nothing);
    town.walk(day(2025, 2, 1), town.li, Finding::Nothing);
    town.walk(day(2025, 2, 2), town.wang, Finding::Nothing);
    town.world.scoring_year();
    let object = town.world.object("罕台镇");
    town.world.score_in_all(object, Tenths(912));
    town.world.run(Command::Appoint(appointment(town.mayor, town.wang, day(2025, 3, 5))));
    let career = term::career(&town.world.ws, town.li, today()).unwrap();
    assert_eq!((career.from, career.to), (day(2024, 1, 1), today()), "the village came before the post");
    let terms: Vec<_> = career.terms.iter().map(|(words, period)| format!("{words} {}", period.chinese())).collect();
    let mayor = "罕台镇人民政府镇长 2024年1月10日至2025年3月4日";
    assert_eq!(terms, [mayor, "罕台镇撖家塔村监督人 2024年1月1日起"]);
    let sheet = term::term(&town.world.ws, town.li, day(2024, 1, 1), today(), today()).unwrap();
    let time = |until| Period { from: day(2024, 1, 10), until };
    assert_eq!(sheet.posts[0].period, time(Some(day(2025, 3, 5))));
    let duties: Vec<_> = sheet.duties.iter().map(|duty| (duty.place.as_str(), duty.period.until)).collect();
    assert_eq!(duties, [("罕台镇撖家塔村", None), ("罕台镇", Some(day(2025, 3, 5)))]);
    let years: Vec<_> = sheet.years.iter().map(|year| (year.year, year.patrols, year.found)).collect();
    assert_eq!(years, [(2024, 2, 1), (2025, 1, 0)]);
    let [score] = sheet.scores.as_slice() else { panic!("{:?}", sheet.scores) };
    assert_eq!((score.year, score.unit.as_str(), score.total), (YEAR, "罕台镇", Some(Tenths(912))));
    assert_eq!((score.rank, score.confirmed), (Some((1, 3)), false));
    assert_eq!(score.part, Some(time(Some(day(2025, 1, 1)))), "the year began without him");
    let later = term::term(&town.world.ws, town.li, day(2025, 1, 1), day(2025, 1, 31), today()).unwrap();
    assert!(later.scores.is_empty() && later.posts[0].period == Period::since(day(2025, 1, 1)));
    let backwards = term::term(&town.world.ws, town.li, today(), day(2025, 1, 1), today()).unwrap_err();
    assert!(fault_of(&backwards, "to").contains("截止日期早于起始日期"));
    let other = term::term(&town.world.ws, town.wang, day(2024, 1, 1), today(), today()).unwrap();
    assert!(other.scores.is_empty(), "he led it in a year that is not assessed");
    let paper = town.paper(Sheet::Term { person: town.li, from: day(2024, 1, 1), to: today() });
    for words in ["任期履职情况表", "为离任审计提供，供参考", "罕台镇人民政府镇长", "91.2", "未审定", "供参考。"]
    {
        assert!(paper.contains(words), "{words} is missing:\n{paper}");
    }
    assert_eq!(paper.matches("—— 第").count(), 1);
}

#[test]
fn the_head_of_a_department_answers_for_its_score() {
    let (mut world, root) = World::with_units();
    let bureau = lookup::unit(&world.ws, "区自然资源分局", today()).unwrap();
    let head = world.post(bureau, "局长");
    let person = world.person("许某");
    world.appoint(head, person, day(2024, 1, 1));
    world.duty_of(root, Role::ChiefOverseer, head);
    world.confirmed_year();
    let sheet = term::term(&world.ws, person, day(2024, 1, 1), today(), today()).unwrap();
    let [score] = sheet.scores.as_slice() else { panic!("{:?}", sheet.scores) };
    assert_eq!((score.unit.as_str(), score.part, score.confirmed), ("区自然资源分局", None, true));
    assert_eq!(score.band.as_ref().unwrap().name, "良好");
}
