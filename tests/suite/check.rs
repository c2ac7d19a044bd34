//! The check of the grid system over real workspaces: what it finds after the things that happen in an office.

use gengbao::{
    domain::{
        check::{Check, FindingKind, Place, Reach, Severity},
        roster::DutyHolder,
    },
    ops::{
        Command,
        grid::CorrectGrid,
        mechanism::{DeleteFiling, SetFilingDeadline},
        office::RenameUnit,
        query::{
            self,
            check::{CheckReport, FindingLine},
        },
        roster::{EndDuty, SucceedDuty},
    },
};

use crate::support::{World, appointment, day, today};

fn report(world: &World) -> CheckReport {
    query::check::check(&world.ws, today(), Reach::Year).unwrap()
}

/// The one thing that was found.
fn only(report: &CheckReport) -> &FindingLine {
    assert_eq!(report.findings.len(), 1, "{:?}", report.findings);
    &report.findings[0]
}

#[test]
fn a_sound_district_passes() {
    let (world, _) = World::sound();
    let report = report(&world);
    assert_eq!(report.findings, []);
    assert_eq!((report.passed(), report.has_missing()), (Check::ALL.len(), false));
    assert_eq!(report.grids, [1, 1, 1, 1]);
    assert_eq!(report.since, day(2024, 6, 11));
}

#[test]
fn before_the_first_grid_there_is_nothing_to_check() {
    let (world, _) = World::sound();
    let report = query::check::check(&world.ws, day(2023, 6, 1), Reach::Whole).unwrap();
    assert!(report.is_empty() && report.findings.is_empty());
    let empty = query::check::check(&World::new().ws, today(), Reach::Whole).unwrap();
    assert!(empty.is_empty());
}

#[test]
fn a_post_left_vacant_is_told_with_the_way_to_it() {
    let (mut world, sound) = World::sound();
    world.vacate(sound.mayor, day(2025, 5, 1));
    let report = report(&world);
    let found = only(&report);
    assert_eq!((found.kind, found.severity), (FindingKind::PostVacant, Severity::Missing));
    assert_eq!(found.words, "总监督人（罕台镇人民政府镇长）空缺，自2025年5月1日起");
    assert_eq!((found.subject.as_str(), found.town_name.as_str()), ("罕台镇", "罕台镇"));
    assert_eq!(found.place, Some(Place::Post(sound.mayor)));
    let before = query::check::check(&world.ws, day(2025, 4, 30), Reach::Year).unwrap();
    assert_eq!(before.findings, [], "on the last day before it was held");
}

#[test]
fn a_vacancy_from_before_the_time_looked_at_still_tells_since_when() {
    let (mut world, sound) = World::sound();
    world.run(Command::EndDuty(EndDuty { duty: sound.member, on: day(2024, 3, 1) }));
    let report = report(&world);
    let found = only(&report);
    assert_eq!(found.words, "没有网格员，自2024年3月1日起");
    assert_eq!(found.subject, "罕台镇/撖家塔村/一社");
    assert_eq!(found.place, Some(Place::Grid(sound.group)));
}

#[test]
fn a_vacant_deputy_leaves_the_village_without_one() {
    let (mut world, sound) = World::sound();
    world.vacate(sound.deputy, day(2025, 5, 1));
    let kinds: Vec<_> = report(&world).findings.iter().map(|found| found.kind).collect();
    assert_eq!(kinds, [FindingKind::PostVacant, FindingKind::DeputyMissing]);
}

#[test]
fn nobody_answers_once_the_post_of_the_answering_one_is_vacant() {
    let (mut world, sound) = World::sound();
    world.vacate(sound.enforcer, day(2025, 5, 1));
    let report = report(&world);
    let words: Vec<_> = report.findings.iter().map(|found| (found.subject.as_str(), found.words.as_str())).collect();
    assert_eq!(
        words,
        [
            ("罕台镇", "副总监管人（罕台镇人民政府综合行政执法局副局长）空缺，自2025年5月1日起"),
            ("罕台镇/撖家塔村", "对应的副总监管人（罕台镇人民政府综合行政执法局副局长）空缺"),
        ]
    );
}

#[test]
fn one_person_on_both_sides_is_to_be_looked_at() {
    let (mut world, sound) = World::sound();
    world.run(Command::Appoint(appointment(sound.enforcer, sound.deputy_person, day(2025, 3, 1))));
    let report = report(&world);
    let found = only(&report);
    assert_eq!((found.kind, found.severity), (FindingKind::BothSides, Severity::Doubt));
    assert_eq!(found.words, "李某既是副总监督人，又是副总监管人");
    assert!(!report.has_missing());
}

#[test]
fn a_gap_between_two_holders_is_told_in_days() {
    let (mut world, sound) = World::sound();
    world.vacate(sound.mayor, day(2025, 2, 1));
    let next = world.person("韩某");
    world.run(Command::Appoint(appointment(sound.mayor, next, day(2025, 2, 11))));
    let report = report(&world);
    assert_eq!(only(&report).words, "总监督人在2025年2月1日至2025年2月10日（10天）无人担任");
    assert_eq!(only(&report).kind, FindingKind::Gap);
}

#[test]
fn a_succession_on_the_day_leaves_no_gap_and_no_overlap() {
    let (mut world, sound) = World::sound();
    let person = world.person("杨某");
    world.run(Command::SucceedDuty(SucceedDuty {
        duty: sound.member,
        person,
        title: "社长".into(),
        from: day(2025, 1, 1),
        document: String::new(),
    }));
    assert_eq!(query::check::check(&world.ws, today(), Reach::Whole).unwrap().findings, []);
}

#[test]
fn a_filing_that_is_missing_leads_to_its_ledger() {
    let (mut world, sound) = World::sound();
    world.run(Command::DeleteFiling(DeleteFiling { filing: sound.filing }));
    let missing = report(&world);
    let found = only(&missing);
    assert_eq!((found.kind, found.severity), (FindingKind::NotFiled, Severity::Missing));
    assert_eq!((found.subject.as_str(), found.place), ("罕台镇", Some(Place::Mechanisms)));
    assert_eq!(found.words, "2025年的网格划分没有报备，期限为2024年12月31日（建议值，非文件规定），已过161天");
    let sheet = query::check::certificate(&world.ws, today(), Reach::Year).unwrap();
    assert_eq!((sheet.exceptions[0].kind.as_str(), sheet.checks.last().unwrap().items.as_str()), ("未报备", "1.1"));
    let later = SetFilingDeadline { year: 2025, on: Some(day(2025, 7, 1)), basis: String::new() };
    world.run(Command::SetFilingDeadline(later));
    let before = report(&world);
    assert_eq!(before.findings, [], "the deadline lies ahead");
    assert_eq!(before.lines.last().unwrap().examined, 0);
}

#[test]
fn a_post_is_told_by_the_name_its_unit_had_on_the_day() {
    let (mut world, sound) = World::sound();
    world.vacate(sound.mayor, day(2025, 2, 1));
    let unit = query::posts::detail(&world.ws, sound.mayor, today()).unwrap().post.unit;
    world.run(Command::RenameUnit(RenameUnit {
        unit,
        name: "罕台街道办事处".into(),
        full_name: String::new(),
        from: day(2025, 5, 1),
        document: String::new(),
    }));
    let before = query::check::check(&world.ws, day(2025, 4, 30), Reach::Year).unwrap();
    assert_eq!(only(&before).words, "总监督人（罕台镇人民政府镇长）空缺，自2025年2月1日起");
    let after = query::check::check(&world.ws, day(2025, 5, 1), Reach::Year).unwrap();
    assert_eq!(only(&after).words, "总监督人（罕台街道办事处镇长）空缺，自2025年2月1日起");
}

#[test]
fn without_farmland_a_group_needs_nobody() {
    let (mut world, sound) = World::sound();
    world.run(Command::EndDuty(EndDuty { duty: sound.overseer, on: day(2025, 1, 1) }));
    let person = world.person("杨某");
    world.duty(sound.village, gengbao::domain::roster::Role::Overseer, DutyHolder::Person(person));
    let missing = report(&world);
    assert_eq!(only(&missing).kind, FindingKind::GroupNotOverseen);
    let facts = query::grid::detail(&world.ws, sound.village, today()).unwrap().facts;
    world.run(Command::CorrectGrid(CorrectGrid {
        grid: sound.village,
        name: facts.name,
        kind: facts.kind,
        stat_code: facts.stat_code,
        civil_code: facts.civil_code,
        aliases: facts.aliases,
        no_farmland: true,
        annex2_order: None,
    }));
    assert_eq!(report(&world).findings, []);
}

#[test]
fn the_certificate_says_what_the_check_found() {
    let (mut world, sound) = World::sound();
    let sheet = query::check::certificate(&world.ws, today(), Reach::Year).unwrap();
    assert_eq!((sheet.district.as_str(), sheet.exceptions.len()), ("东胜区", 0));
    assert_eq!(sheet.grids, "一级网格1个、二级网格1个、三级网格1个、村民小组（片区）1个");
    world.vacate(sound.mayor, day(2025, 5, 1));
    let sheet = query::check::certificate(&world.ws, today(), Reach::Year).unwrap();
    assert_eq!((sheet.exceptions.len(), sheet.exceptions[0].severity.as_str()), (1, "缺项"));
    assert_eq!(sheet.checks.iter().map(|check| check.missing).sum::<u32>(), 1);
}
