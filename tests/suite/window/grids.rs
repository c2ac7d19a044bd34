//! 网格: from the tree to the responsible people, by the words on the page.

use egui::{Key, Theme};
use gengbao::domain::{
    grid::GridKind,
    roster::{Role, UnitKind},
};

use crate::support::{
    World, day,
    screen::{SIZES, Screen},
};

/// 罕台镇 with 撖家塔村 and 一社, the district's posts, somebody in one of them.
fn district() -> World {
    let (mut world, root) = World::with_units();
    let town = world.listed(root, GridKind::Town, "泊尔江海子镇", Some(3));
    let village = world.grid(town, GridKind::Village, "撖家塔村");
    world.grid(village, GridKind::Group, "一社");
    let government = world.unit(UnitKind::District, "区人民政府", Some(root));
    let mayor = world.post(government, "区长");
    world.newcomer(mayor, "王𠮷", day(2024, 1, 1));
    world.duty_of(root, Role::ChiefSupervisor, mayor);
    let deputy = world.post(government, "副区长");
    world.duty_of(root, Role::DeputySupervisor, deputy);
    let bureau = world.post(government, "局长");
    world.newcomer(bureau, "李㛃", day(2024, 1, 1));
    world.duty_of(root, Role::ChiefOverseer, bureau);
    world
}

#[test]
fn a_grid_is_added_found_and_renamed() {
    let mut screen = Screen::new(district());
    screen.press_line("罕台镇");
    screen.press("新增下级网格");
    screen.sees("新增三级网格");
    screen.fill("名称", "查干村");
    screen.choose("类型", "村");
    screen.press("保存");
    screen.sees("已保存：新设网格「罕台镇查干村」（2025年6月10日起）");
    screen.misses("新增三级网格");
    screen.sees("2025年6月10日起");
    screen.fill("查找网格（名称、拼音、代码）", "cgc");
    screen.sees("查干村 空缺 2");
    screen.misses("铜川镇 空缺 5");
    screen.press("区划调整…");
    screen.fill("新名称", "查干新村");
    screen.fill("生效日期", "明天");
    screen.sees("「查干村」更名为「查干新村」（2025年6月11日起）");
    screen.ctrl(Key::S);
    screen.sees("已保存：「查干村」更名为「查干新村」");
    screen.as_of("2025-6-12");
    screen.sees("正在查看截至2025年6月12日的情况");
    screen.sees("更名（原名「查干村」）");
    screen.press("回到今天");
    screen.misses("正在查看截至");
}

#[test]
fn faults_stand_at_their_fields() {
    let mut screen = Screen::new(district());
    screen.press_line("罕台镇");
    screen.press("新增下级网格");
    screen.press("保存");
    screen.sees("请填写网格名称");
    screen.sees("请选择类型");
    screen.fill("名称", "撖家塔村");
    screen.choose("类型", "村");
    screen.fill("设立日期", "2025-2-30");
    screen.fill("统计代码", "15060");
    screen.press("保存");
    screen.sees("「2025-2-30」这一天不存在");
    screen.sees("应为 12 位数字");
    screen.fill("设立日期", "2023-1-1");
    screen.fill("统计代码", "");
    screen.press("保存");
    screen.sees("还没有设立");
    screen.fill("设立日期", "今天");
    screen.press("保存并继续");
    screen.sees("已保存");
    assert_eq!(screen.value("名称"), "", "the next form is empty");
    screen.fill("名称", "撖家塔村");
    screen.ctrl(Key::Enter);
    screen.sees("撖家塔村");
    screen.sees("已有");
}

#[test]
fn typed_text_is_not_lost_without_a_question() {
    let mut screen = Screen::new(district());
    screen.press("新增下级网格");
    screen.key(Key::Escape);
    screen.misses("新增二级网格");
    screen.press("新增下级网格");
    screen.fill("名称", "新镇");
    screen.press("责任人");
    screen.press_last("取消");
    assert_eq!(screen.value("名称"), "新镇");
    screen.key(Key::Escape);
    screen.sees("放弃已填写的内容？");
    screen.press("放弃");
    screen.misses("新增二级网格");
}

#[test]
fn a_grid_that_is_in_use_is_not_closed() {
    let mut screen = Screen::new(district());
    screen.press_line("泊尔江海子镇");
    screen.press("区划调整…");
    screen.press("撤销网格");
    screen.sees("现在还不能办理");
    screen.press("办理");
    screen.sees("撤销「泊尔江海子镇」之前，要先撤销或划出下级网格 1 个（撖家塔村）");
}

#[test]
fn a_village_gets_its_people() {
    let mut screen = Screen::sized(district(), [1280.0, 1000.0], Theme::Light);
    screen.fill("查找网格（名称、拼音、代码）", "hjt");
    screen.press_line("撖家塔村");
    screen.sees("监督人");
    screen.press_last("指定责任人…");
    screen.sees("指定监管人");
    screen.press("指定");
    screen.sees("请选择责任人");
    screen.fill("责任人", "张𬭎");
    screen.press("新建人员「张𬭎」…");
    screen.fill("办公电话", "000-81234567");
    assert_eq!(screen.value("责任人"), "张𬭎");
    screen.fill("职务", "村委会副主任");
    screen.press("指定");
    screen.sees("村委会副主任 · 2025年6月10日起 · 000-81234567");
    screen.sees("撖家塔村 空缺 1");
    screen.press("填写工作重点…");
    screen.fill("工作重点", "管护高标准农田");
    screen.press("保存");
    screen.sees("管护高标准农田");
    screen.press("接替…");
    screen.pick("接替人", "王");
    screen.fill("接替日期", "2025-7-1");
    screen.press("接替");
    screen.as_of("2025-7-2");
    screen.sees("王𠮷");
    screen.sees("2025年7月1日起");
}

#[test]
fn deputies_look_after_towns_and_are_paired() {
    let mut screen = Screen::sized(district(), [1600.0, 1400.0], Theme::Light);
    screen.press_last("包联…");
    screen.pick("包联网格", "ht");
    screen.press("保存");
    screen.sees("结束包联罕台镇…");
    screen.press("结束包联罕台镇…");
    screen.sees("不再包联罕台镇");
    screen.fill("结束日期", "2025-6-9");
    screen.press("结束包联");
    screen.sees("结束日期应在其后");
    screen.fill("结束日期", "2025-6-11");
    screen.press("结束包联");
    screen.sees("不再包联「罕台镇」");
    screen.press_last("对应…");
    screen.pick("总监督人", "");
    screen.press("保存");
    screen.sees("结束与王𠮷（区人民政府区长）的对应…");
    screen.press_line("职责");
    screen.sees("收起职责");
}

#[test]
fn what_is_mended_is_what_is_in_force_today() {
    let mut screen = Screen::new(district());
    screen.press_line("公园街道");
    screen.sees("未列入附件2");
    screen.press("更正…");
    screen.fill("附件2序号", "十二");
    screen.press("更正");
    screen.sees("「十二」不是附件2的序号");
    screen.fill("附件2序号", "12");
    screen.fill("别名", "公园办、公园街办");
    screen.press("更正");
    screen.sees("公园办、公园街办");
    screen.misses("未列入附件2");
    screen.as_of("2024-6-1");
    assert!(!screen.can_press("更正…"));
}

#[test]
fn only_vacancies_are_shown_on_demand() {
    let mut screen = Screen::new(district());
    screen.press("只看空缺");
    screen.sees("一社 空缺 1");
    screen.press("只看空缺");
    screen.misses("一社 空缺 1");
}

#[test]
fn a_reader_reads() {
    let mut world = district();
    world.ws.sign_in("查阅员").unwrap();
    let screen = Screen::new(world);
    for name in ["新增下级网格", "更正…", "区划调整…"] {
        assert!(!screen.can_press(name), "{name}");
    }
}

#[test]
fn the_page_opens_empty_and_filled_in_both_themes_and_sizes() {
    for theme in [Theme::Light, Theme::Dark] {
        for size in SIZES {
            let screen = Screen::sized(World::new(), size, theme);
            screen.sees("还没有网格");
            let mut screen = Screen::sized(district(), size, theme);
            screen.press("新增下级网格");
            screen.sees("新增二级网格");
            screen.as_of("2020-1-1");
            screen.sees("还没有网格");
        }
    }
}

#[test]
fn the_top_of_the_tree_can_be_folded() {
    let mut screen = Screen::new(district());
    screen.press_line("东胜区 空缺");
    screen.key(Key::ArrowLeft);
    screen.misses("罕台镇 空缺 5");
    screen.key(Key::ArrowRight);
    screen.sees("罕台镇 空缺 5");
}
