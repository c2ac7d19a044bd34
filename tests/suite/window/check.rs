//! 体系检查 and 责任追溯, by the words on the page.

use egui::Theme;
use gengbao::ops::{Command, mechanism::DeleteFiling};

use crate::support::{
    World, day,
    screen::{SIZES, Screen},
};

fn checking(world: World) -> Screen {
    let mut screen = Screen::new(world);
    screen.press("体系检查");
    screen
}

#[test]
fn a_sound_district_says_so_and_prints_its_certificate() {
    let (world, _) = World::sound();
    let mut screen = checking(world);
    screen.sees("检查 11 项，符合 11 项");
    screen.sees("全部符合，没有发现问题");
    screen.press("打印检查证明");
    screen.sees("东胜区网格体系检查证明");
}

#[test]
fn an_empty_workspace_says_what_to_do() {
    let screen = checking(World::new());
    screen.sees("这一天还没有网格，没有可以检查的内容");
}

#[test]
fn a_finding_leads_to_where_it_is_put_right() {
    let (mut world, sound) = World::sound();
    world.vacate(sound.mayor, day(2025, 5, 1));
    for theme in [Theme::Light, Theme::Dark] {
        let (mut other, sound) = World::sound();
        other.vacate(sound.mayor, day(2025, 5, 1));
        let mut screen = Screen::sized(other, SIZES[1], theme);
        screen.press("体系检查");
        screen.sees("缺项 1 条");
    }
    let mut screen = checking(world);
    screen.sees("总监督人（罕台镇人民政府镇长）空缺，自2025年5月1日起");
    screen.press("去办理");
    screen.sees("任职");
    screen.sees("镇长");
}

#[test]
fn a_missing_filing_leads_to_its_ledger() {
    let (mut world, sound) = World::sound();
    world.run(Command::DeleteFiling(DeleteFiling { filing: sound.filing }));
    let mut screen = checking(world);
    screen.sees("未报备");
    screen.press("去办理");
    screen.sees("机制台账");
    screen.sees("网格划分报备");
}

#[test]
fn the_sheets_of_the_day_open_from_the_chain() {
    for (verb, title) in [
        ("当日附件3", "东胜区耕地保护二级网格监督监管表（罕台镇）"),
        ("当日附件4", "东胜区耕地保护三级网格监督监管表（罕台镇撖家塔村）"),
    ] {
        let (world, _) = World::sound();
        let mut screen = checking(world);
        screen.press("责任追溯");
        screen.pick("地方", "一社");
        screen.press(verb);
        screen.sees(title);
    }
}

#[test]
fn a_tile_narrows_the_list_to_its_findings() {
    let (mut world, sound) = World::sound();
    world.vacate(sound.deputy, day(2025, 5, 1));
    let mut screen = checking(world);
    screen.sees("职务空缺");
    screen.press("副总监督人包联到位");
    screen.misses("职务空缺");
    screen.sees("包联的副总监督人（罕台镇人民政府副镇长）空缺");
    screen.press("网格全覆盖");
    screen.sees("没有符合筛选条件的问题");
    screen.press("清除筛选");
    screen.sees("职务空缺");
    screen.as_of("2025-4-30");
    screen.sees("全部符合，没有发现问题");
}

#[test]
fn a_place_and_a_day_give_the_chain() {
    let (mut world, sound) = World::sound();
    world.vacate(sound.mayor, day(2025, 5, 1));
    let mut screen = checking(world);
    screen.press("责任追溯");
    screen.sees("请选择一个地方和一天");
    assert!(!screen.can_press("打印"));
    screen.pick("地方", "一社");
    screen.sees("罕台镇/撖家塔村/一社");
    screen.sees("空缺 1 项");
    screen.sees("蒋某");
    screen.sees("包联撖家塔村");
    screen.fill("追溯日期", "2025-4-30");
    screen.sees("各级责任人齐全");
    screen.sees("王某");
    screen.fill("追溯日期", "2023-12-31");
    screen.sees("2023年12月31日还没有「一社」这一网格，它自2024年1月1日起设立");
    screen.press("查看设立当天");
    screen.sees("2024年1月1日");
    screen.sees("王某");
    screen.press("打印");
    screen.sees("责任追溯单");
}
