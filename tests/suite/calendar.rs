//! 工作日历: days off and worked on, entered by hand or by a pasted notice, over those that ship with the program.

use gengbao::{
    domain::workday::{DayUnit, Span},
    ops::{
        Command,
        calendar::{ClearHoliday, ImportHolidays, SetHoliday},
        query::calendar,
    },
};

use super::support::{World, day, fault_of};

fn off(from: chrono::NaiveDate, to: Option<chrono::NaiveDate>) -> SetHoliday {
    SetHoliday { from, to, worked: false, name: "抗旱放假".into(), document: String::new() }
}

const NOTICE_2027: &str = "一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n二、春节：2月5日至11日放假调休，共7天。2月13日（周六）、\
    2月21日（周日）上班。\n三、清明节：4月3日至5日放假，共3天。\n四、劳动节：5月1日至5日放假调休，共5天。5月8日（周六）上班。\n\
    五、端午节：6月9日放假，共1天。\n六、中秋节：9月15日放假，共1天。\n七、国庆节：10月1日至7日放假调休，共7天。9月26日、10月9日上班。";

#[test]
fn a_day_is_entered_over_the_shipped_one_and_cleared_again() {
    let mut world = World::new();
    let three = Span { days: 3, unit: DayUnit::Working };
    let end = |world: &World| calendar::workdays(&world.ws).unwrap().end(day(2025, 6, 10), three);
    assert_eq!(end(&world), day(2025, 6, 13));
    let outcome = world.contract(Command::SetHoliday(off(day(2025, 6, 12), Some(day(2025, 6, 13)))));
    assert_eq!(outcome.title, "工作日历：2025年6月12日至2025年6月13日放假");
    assert_eq!(end(&world), day(2025, 6, 17));
    let year = calendar::year(&world.ws, 2025).unwrap();
    assert_eq!(year.days.iter().filter(|line| line.entered).count(), 2);
    world.contract(Command::ClearHoliday(ClearHoliday { from: day(2025, 6, 12), to: Some(day(2025, 6, 13)) }));
    assert_eq!(end(&world), day(2025, 6, 13));
}

#[test]
fn what_ships_can_be_changed_and_comes_back() {
    let mut world = World::new();
    let worked = SetHoliday {
        from: day(2025, 10, 8),
        to: None,
        worked: true,
        name: "值班".into(),
        document: "区办〔2025〕9号".into(),
    };
    world.run(Command::SetHoliday(worked));
    let year = calendar::year(&world.ws, 2025).unwrap();
    let line = year.days.iter().find(|line| line.holiday.day == day(2025, 10, 8)).unwrap();
    assert!(line.entered && line.holiday.worked && line.shipped.as_ref().is_some_and(|shipped| !shipped.worked));
    assert!(year.documents.contains(&"国办发明电〔2024〕12号".to_owned()) && year.known);
    world.run(Command::ClearHoliday(ClearHoliday { from: day(2025, 10, 8), to: None }));
    assert!(!calendar::workdays(&world.ws).unwrap().is_workday(day(2025, 10, 8)));
}

#[test]
fn a_pasted_notice_makes_its_year_known() {
    let mut world = World::new();
    let before = calendar::year(&world.ws, 2027).unwrap();
    assert!(!before.known && before.missing.len() == 7 && before.days.is_empty());
    let doubt = calendar::workdays(&world.ws).unwrap().doubt(day(2027, 3, 1));
    assert_eq!(doubt.as_deref(), Some("2027年放假安排尚未录入，按周末推算"));
    let import = ImportHolidays { year: 2027, document: "测试文号".into(), text: NOTICE_2027.into() };
    let outcome = world.contract(Command::ImportHolidays(import.clone()));
    assert_eq!(outcome.title, "录入2027年放假安排：放假 27 天，调休上班 5 天");
    assert!(outcome.warnings.is_empty());
    let after = calendar::year(&world.ws, 2027).unwrap();
    assert!(after.known && after.missing.is_empty() && after.documents == ["测试文号"]);
    assert!(calendar::workdays(&world.ws).unwrap().is_workday(day(2027, 2, 13)));
    // A second import takes the place of the first; one that lacks holidays says so.
    let short = ImportHolidays { text: "一、元旦：1月1日放假。".into(), ..import };
    let outcome = world.run(Command::ImportHolidays(short));
    assert!(outcome.warnings[0].contains("还没有录入春节、清明节"), "{:?}", outcome.warnings);
    assert_eq!(calendar::year(&world.ws, 2027).unwrap().days.len(), 1);
}

#[test]
fn wrong_entries_are_refused_by_their_field() {
    let mut world = World::new();
    let fault = world.refuse(Command::SetHoliday(off(day(2025, 6, 12), Some(day(2025, 6, 11)))));
    assert!(fault_of(&fault, "to").contains("早于开始日期"));
    let fault = world.refuse(Command::SetHoliday(off(day(2025, 6, 1), Some(day(2025, 12, 1)))));
    assert!(fault_of(&fault, "to").contains("一次最多录入 31 天"));
    let fault = world.refuse(Command::SetHoliday(off(day(1999, 6, 1), None)));
    assert!(fault_of(&fault, "to").contains("年份应在"));
    let fault = world.refuse(Command::ClearHoliday(ClearHoliday { from: day(2025, 6, 12), to: None }));
    assert!(fault_of(&fault, "from").contains("没有录入过的安排"));
    let import = |text: &str| ImportHolidays { year: 2027, document: String::new(), text: text.into() };
    let fault = world.refuse(Command::ImportHolidays(import("一、元旦：1月1日至3日放假，共4天。")));
    assert!(fault_of(&fault, "text").contains("第 1 行"));
    let fault = world.refuse(Command::ImportHolidays(ImportHolidays { year: 1990, ..import("") }));
    assert!(fault_of(&fault, "year").contains("年份应在"));
}
