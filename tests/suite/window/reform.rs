//! 区划调整…: the wizard from the kind of reform to what it will change, by the words on it.

use egui::{Key, Theme};
use gengbao::domain::{
    grid::GridKind,
    roster::{DutyHolder, Role, UnitKind},
};

use crate::support::{
    World, day,
    screen::{SIZES, Screen},
};

/// 罕台镇 with 撖家塔村 (一社, 二社, a 监督人) and 查干村 (一社), governed by its government.
fn district() -> World {
    let mut world = World::new();
    let root = world.ws.found("东胜区", day(2024, 1, 1)).unwrap();
    let town = world.grid(root, GridKind::Town, "罕台镇");
    world.grid(root, GridKind::Town, "铜川镇");
    let village = world.grid(town, GridKind::Village, "撖家塔村");
    let other = world.grid(town, GridKind::Village, "查干村");
    for (parent, name) in [(village, "一社"), (village, "二社"), (other, "一社")] {
        world.grid(parent, GridKind::Group, name);
    }
    let person = world.person("王𠮷");
    world.duty(village, Role::Supervisor, DutyHolder::Person(person));
    let unit = world.unit(UnitKind::Town, "罕台镇人民政府", Some(town));
    let deputy = world.post(unit, "副镇长");
    let deputy = world.duty_of(town, Role::DeputySupervisor, deputy);
    world.charge(deputy, village, day(2024, 1, 1));
    world
}

fn screen_at(grid: &str) -> Screen {
    screen_of(grid, [1600.0, 1400.0])
}

fn screen_of(grid: &str, size: [f32; 2]) -> Screen {
    let mut screen = Screen::sized(district(), size, Theme::Light);
    screen.fill("查找网格（名称、拼音、代码）", grid);
    screen.press_line(grid);
    screen.press("区划调整…");
    screen
}

#[test]
fn a_village_is_split_once_every_group_has_a_place() {
    let mut screen = screen_at("撖家塔村");
    screen.press("分设");
    screen.sees("填好以上各项后");
    screen.fill("新网格1", "新东村");
    screen.fill("新网格2", "新西村");
    screen.press("办理");
    screen.sees("请给一社、二社选择去向");
    screen.choose("一社去向", "新东村");
    screen.choose("二社去向", "新西村");
    screen.sees("需要结束的网格职责 1 项");
    screen.sees("撖家塔村监督人 王𠮷");
    screen.sees("需要结束的包联 1 项");
    screen.sees("现在还不能办理");
    screen.press("在生效之日一并结束");
    screen.sees("分设为「新东村」「新西村」（2025年6月10日起），同时结束网格职责 1 项、包联 1 项");
    screen.press("办理");
    screen.sees("已保存：「罕台镇撖家塔村」分设为「新东村」「新西村」");
    screen.fill("查找网格（名称、拼音、代码）", "");
    screen.press_line("新东村");
    screen.sees("罕台镇/撖家塔村");
    screen.press_line("罕台镇/撖家塔村");
    screen.sees("当日不存在");
    screen.sees("罕台镇/新西村");
    screen.as_of("2025-6-9");
    screen.sees("监督人");
    assert!(!screen.can_press("区划调整…"), "reforms begin today");
}

#[test]
fn merged_villages_give_groups_called_alike_new_names() {
    let mut screen = screen_at("查干村");
    screen.press("合并");
    screen.press("办理");
    screen.sees("请选择要合并的网格，至少两个");
    screen.pick("合并网格", "hjt");
    screen.sees("合并后有 2 个「一社」");
    screen.choose("并入", "撖家塔村");
    screen.fill("查干村一社", "三社");
    screen.sees("「查干村」并入「撖家塔村」（2025年6月10日起）");
    screen.fill("依据文件", "东政发〔2025〕5号");
    screen.ctrl(Key::S);
    screen.sees("已保存：「查干村」并入「撖家塔村」");
    screen.fill("查找网格（名称、拼音、代码）", "hjt");
    screen.press_line("撖家塔村 空缺");
    screen.sees("东政发〔2025〕5号");
    screen.fill("查找网格（名称、拼音、代码）", "ss");
    screen.sees("三社");
}

#[test]
fn a_merger_may_make_a_new_village() {
    let mut screen = screen_of("查干村", [1600.0, 1800.0]);
    screen.press("合并");
    screen.pick("合并网格", "hjt");
    screen.choose("并入", "新设一个网格");
    screen.fill("名称", "合村");
    screen.fill("查干村一社", "三社");
    screen.press("在生效之日一并结束");
    screen.sees("合并为「合村」（2025年6月10日起），同时结束网格职责 1 项、包联 1 项");
    screen.press("办理");
    screen.sees("已保存：「查干村」「撖家塔村」合并为「合村」");
}

#[test]
fn a_village_moves_to_another_town() {
    let mut screen = screen_at("撖家塔村");
    screen.press("划转");
    screen.press("办理");
    screen.sees("请选择划入的上级网格");
    screen.pick("划入", "ht");
    screen.sees("本来就属于「罕台镇」");
    screen.pick("划入", "tc");
    screen.press("在生效之日一并结束");
    screen.press("办理");
    screen.sees("由「罕台镇」划入「铜川镇」");
}

#[test]
fn a_town_takes_its_government_along() {
    let mut screen = screen_at("罕台镇");
    screen.fill("新名称", "新罕台镇");
    assert_eq!(screen.value("单位新名称"), "新罕台镇人民政府");
    screen.press("办理");
    screen.sees("单位「罕台镇人民政府」随之更名为「新罕台镇人民政府」");
    screen.sees("新罕台镇人民政府副镇长");
    screen.as_of("2025-6-9");
    screen.misses("新罕台镇人民政府副镇长");
    screen.sees("罕台镇人民政府副镇长");
}

#[test]
fn a_new_village_is_opened_and_another_closed() {
    let mut screen = screen_at("罕台镇");
    screen.press("新设");
    screen.fill("名称", "柳沟村");
    screen.choose("类型", "村");
    screen.press("办理");
    screen.sees("新设网格「罕台镇柳沟村」");
    screen.sees("柳沟村 空缺 2");
    screen.press("区划调整…");
    screen.press("撤销网格");
    screen.sees("现在的资料自2025年6月10日起生效，撤销日期应在其后");
    screen.fill("生效日期", "明天");
    screen.sees("撤销网格「罕台镇柳沟村」（2025年6月11日起）");
    screen.press("办理");
    screen.sees("已保存：撤销网格「罕台镇柳沟村」");
}

#[test]
fn a_unit_is_renamed_from_a_day_on() {
    let mut screen = Screen::new(district());
    screen.press("责任人");
    screen.press("职务");
    screen.misses("单位更名…");
    screen.pick("单位筛选", "罕台镇");
    screen.press("单位更名…");
    screen.fill("新名称", "罕台镇政府");
    screen.press("更名");
    screen.sees("已保存：单位「罕台镇人民政府」更名为「罕台镇政府」（2025年6月10日起）");
    screen.as_of("2025-6-9");
    assert!(!screen.can_press("单位更名…") && !screen.can_press("修改单位…"), "names of today are mended today");
}

#[test]
fn the_wizard_stands_in_both_themes_and_sizes() {
    for theme in [Theme::Light, Theme::Dark] {
        for size in SIZES {
            let mut screen = Screen::sized(district(), size, theme);
            screen.fill("查找网格（名称、拼音、代码）", "hjt");
            screen.press_line("撖家塔村");
            screen.press("区划调整…");
            for kind in ["更名", "分设", "合并", "划转", "新设", "撤销网格"] {
                screen.press(kind);
                screen.sees("办理前核对");
            }
        }
    }
}
