//! 包联 and 对应关系 as a matrix, and 指派专人, by the words on the page.

use egui::{Key, Theme};
use gengbao::domain::roster::{Role, UnitKind};

use crate::support::{
    World, day,
    screen::{SIZES, Screen},
};

/// 东胜区 with its towns, two 副区长 (王𠮷, 李㛃) and a 副局长 who oversees.
fn district() -> World {
    let mut world = World::new();
    let grids = world.district();
    let government = world.unit(UnitKind::District, "区人民政府", Some(grids.root));
    let bureau = world.unit(UnitKind::Department, "区农牧局", None);
    for (unit, title, name, role) in [
        (government, "副区长（一）", "王𠮷", Role::DeputySupervisor),
        (government, "副区长（二）", "李㛃", Role::DeputySupervisor),
        (bureau, "副局长", "张𬭎", Role::DeputyOverseer),
    ] {
        let post = world.post(unit, title);
        world.newcomer(post, name, day(2024, 1, 1));
        let duty = world.duty_of(grids.root, role, post);
        if name == "王𠮷" {
            world.charge(duty, grids.hantai, day(2024, 2, 1));
        }
    }
    world
}

fn charges(world: World) -> Screen {
    let mut screen = Screen::new(world);
    screen.press("包联");
    screen
}

#[test]
fn a_town_passes_from_one_deputy_to_another_with_the_keyboard() {
    let mut screen = charges(district());
    screen.sees("王𠮷（副总监督人） × 罕台镇：包联中（2024年2月1日起）");
    screen.sees("铜川镇：没有副总监督人包联，请尽快明确");
    assert!(!screen.can_press("保存变动"));
    screen.press_line("王𠮷（副总监督人） × 罕台镇");
    screen.sees("王𠮷（副总监督人） × 罕台镇：待结束");
    screen.sees("罕台镇：没有副总监督人包联");
    for key in [Key::ArrowDown, Key::Space, Key::ArrowRight, Key::Enter] {
        screen.key(key);
    }
    screen.sees("新增 2 项：李㛃（副总监督人） × 罕台镇、李㛃（副总监督人） × 铜川镇；结束 1 项：王𠮷");
    screen.sees("罕台镇：由一位副总监督人包联");
    screen.fill("生效日期", "2024-2-1");
    screen.press("保存变动");
    screen.sees("没有保存");
    screen.sees(
        "「区人民政府副区长（一）」×「罕台镇」：区人民政府副区长（一）自2024年2月1日起包联「罕台镇」，结束日期应在其后",
    );
    screen.fill("生效日期", "今天");
    screen.ctrl(Key::S);
    screen.sees("已保存：调整东胜区包联：新增 2 项，结束 1 项（2025年6月10日起）");
    screen.sees("李㛃（副总监督人） × 罕台镇：包联中（2025年6月10日起）");
    screen.press_last("撤销");
    screen.sees("王𠮷（副总监督人） × 罕台镇：包联中（2024年2月1日起）");
    screen.sees("李㛃（副总监督人） × 铜川镇：未包联");
    screen.as_of("2024-1-15");
    screen.sees("王𠮷（副总监督人） × 罕台镇：2024年2月1日起包联");
    assert!(!screen.can_press("保存变动"));
}

#[test]
fn marks_are_not_lost_by_accident() {
    let mut screen = charges(district());
    screen.press_line("李㛃（副总监督人） × 铜川镇");
    screen.pick("网格", "罕台镇");
    screen.sees("放弃没有保存的变动？");
    screen.press("取消");
    screen.sees("李㛃（副总监督人） × 铜川镇：待新增");
    assert_eq!(screen.value("网格"), "东胜区");
    screen.press("责任人");
    screen.sees("离开");
    screen.press("取消");
    screen.press("放弃变动");
    screen.sees("李㛃（副总监督人） × 铜川镇：未包联");
    screen.pick("网格", "罕台镇");
    screen.sees("罕台镇当日没有可以包联的责任人");
}

#[test]
fn overseers_are_paired_for_all_or_for_one_town() {
    let mut screen = charges(district());
    screen.press("对应关系");
    screen.press_line("张𬭎（副总监管人） × 王𠮷（副总监督人）");
    screen.sees("王𠮷（副总监督人）：1 位监管人对应");
    screen.choose("对应范围", "铜川镇");
    screen.press_line("张𬭎（副总监管人） × 李㛃（副总监督人）");
    screen.sees("新增 2 项");
    screen.press("保存变动");
    screen.sees("已保存：调整东胜区对应关系：新增 2 项（2025年6月10日起）");
    screen.sees("张𬭎（副总监管人） × 王𠮷（副总监督人）：已按全部包联网格对应");
    screen.choose("对应范围", "全部包联网格");
    screen.sees("张𬭎（副总监管人） × 李㛃（副总监督人）：只就铜川镇对应");
    screen.sees("张𬭎（副总监管人） × 王𠮷（副总监督人）：对应");
}

#[test]
fn somebody_is_sent() {
    let mut world = district();
    world.person("赵某");
    let mut screen = Screen::sized(world, SIZES[1], Theme::Light);
    screen.press("指派专人…");
    screen.press("指派");
    screen.sees("请选择指派的专人");
    screen.pick("专人", "赵某");
    screen.pick("指导网格", "罕台镇");
    screen.press("指派");
    screen.sees("区农牧局副局长（东胜区副总监管人）指派 赵某 指导「罕台镇」（2025年6月10日起）");
    screen.sees("区农牧局副局长没有对应或包联「罕台镇」，请核对");
    screen.press("结束指派赵某…");
    screen.fill("结束日期", "2025-12-1");
    screen.press("结束指派");
    screen.sees("不再指派 赵某（2025年12月1日起）");
}

#[test]
fn the_matrix_opens_empty_and_filled_in_both_themes_and_sizes_and_for_a_reader() {
    for theme in [Theme::Light, Theme::Dark] {
        for size in SIZES {
            let mut screen = Screen::sized(World::new(), size, theme);
            screen.press("包联");
            screen.sees("当日没有这个网格");
            let mut screen = Screen::sized(district(), size, theme);
            screen.press("包联");
            screen.sees("包联表");
        }
    }
    let mut world = district();
    world.ws.sign_in("查阅员").unwrap();
    let mut screen = charges(world);
    screen.press_line("王𠮷（副总监督人） × 罕台镇");
    screen.sees("王𠮷（副总监督人） × 罕台镇：包联中");
    assert!(!screen.can_press("保存变动"));
}

#[test]
fn the_matrix_is_that_of_the_grid_that_was_looked_at_and_takes_the_keyboard() {
    let mut screen = Screen::new(district());
    screen.press_line("罕台镇");
    screen.press("包联");
    assert_eq!(screen.value("网格"), "罕台镇");
    screen.sees("罕台镇当日没有可以包联的责任人");
    screen.press("网格列表");
    screen.press_line("东胜区");
    screen.press("包联");
    assert_eq!(screen.value("网格"), "东胜区");
    // No click: the cells have the keyboard already.
    screen.key(Key::Space);
    screen.sees("王𠮷（副总监督人） × 罕台镇：待结束");
}
