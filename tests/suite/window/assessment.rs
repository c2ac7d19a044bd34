//! 考核 by the words on the page: a year is opened, frozen, scored item by item, confirmed and corrected.

use egui::{Key, Theme};
use gengbao::{domain::assess::Tenths, ops::query};

use crate::support::{
    World,
    screen::{SIZES, Screen},
};

fn assessing(world: World) -> Screen {
    let mut screen = Screen::new(world);
    screen.press("考核");
    screen
}

/// A year in which 罕台镇 can be scored.
fn scoring() -> Screen {
    let (mut world, _) = World::with_units();
    world.scoring_year();
    assessing(world)
}

#[test]
fn a_year_is_opened_and_its_list_is_frozen() {
    let (world, _) = World::with_units();
    let mut screen = assessing(world);
    screen.sees("2025 年度还没有开展考核");
    screen.press("开展 2025 年度考核");
    screen.sees("已列入 4 个单位");
    screen.sees("未列入附件2");
    screen.press("公园街道");
    screen.sees("已列入 5 个单位");
    screen.press("冻结考核对象名单");
    screen.sees("冻结考核对象名单？");
    screen.press("冻结名单");
    screen.sees("2025 年度 · 评审");
    screen.sees("公园街道 已评 0/12 项");
    screen.ctrl(Key::Z);
    screen.sees("2025 年度 · 准备");
}

#[test]
fn a_new_workspace_opens_an_earlier_year() {
    let (world, _) = World::with_units();
    let mut screen = assessing(world);
    screen.choose("年度", "2024 年度");
    screen.sees("2024 年度还没有开展考核");
    screen.press("开展 2024 年度考核");
    screen.sees("2024 年度 · 准备");
}

#[test]
fn items_are_saved_one_by_one_with_a_reason_where_points_are_taken_off() {
    let mut screen = scoring();
    screen.fill("一、1 得分", "5");
    screen.key(Key::Enter);
    screen.sees("评分：2024年度 罕台镇 一、1 得 5.0 分");
    screen.sees("罕台镇 已评 1/12 项");
    screen.sees("合计 5.0 分");
    screen.fill("一、2 得分", "4.5");
    screen.key(Key::Enter);
    screen.sees("未保存");
    screen.fill("一、2 扣分原因及依据", "一处网格边界未说明");
    screen.ctrl(Key::S);
    screen.sees("一、2 得 4.5 分");
    screen.sees("合计 9.5 分");
    assert_eq!(screen.value("一、2 得分"), "4.5");
    screen.ctrl(Key::Z);
    screen.sees("合计 9.5 分");
}

#[test]
fn faults_stand_under_their_items_and_nothing_faulty_is_saved() {
    let mut screen = scoring();
    screen.fill("一、1 得分", "5.1");
    screen.key(Key::Enter);
    screen.sees("得分 5.1 超过本项满分 5.0");
    screen.fill("一、1 得分", "四分");
    screen.key(Key::Enter);
    screen.sees("「四分」不是分数");
    screen.fill("一、1 得分", "3");
    screen.ctrl(Key::S);
    screen.sees("本项扣了 2.0 分，请填写扣分原因及依据");
    screen.sees("罕台镇 已评 0/12 项");
    screen.press_line("铜川镇");
    screen.sees("还有评分没有保存");
    screen.press("取消");
    screen.press("网格");
    screen.sees("离开前要保存吗？");
    screen.press("不保存，离开");
    screen.press("考核");
    assert_eq!(screen.value("一、1 得分"), "");
}

#[test]
fn full_marks_and_not_applicable_are_one_press() {
    let mut screen = scoring();
    screen.press_first("满分");
    screen.sees("罕台镇 已评 1/12 项");
    assert_eq!(screen.value("一、1 得分"), "5.0");
    screen.press_first("不适用");
    screen.fill("一、1 不适用的原因", "本单位不涉及");
    screen.ctrl(Key::S);
    screen.sees("一、1 不适用");
    screen.sees("合计 0.0 分");
}

#[test]
fn confirming_names_what_is_open_then_locks() {
    let mut screen = scoring();
    screen.press("审定…");
    screen.sees("还有 4 个单位没有评完，不能审定");
    screen.sees("罕台镇（12 项）");
    assert!(!screen.can_press("审定"));
    screen.key(Key::Escape);
    screen.misses("不能审定");
    let (mut world, _) = World::with_units();
    world.scoring_year();
    for (unit, total) in [("罕台镇", 850), ("铜川镇", 849), ("民族街道", 850), ("区自然资源分局", 599)]
    {
        let object = world.object(unit);
        world.score_in_all(object, Tenths(total));
    }
    let mut screen = assessing(world);
    screen.press("排名");
    for line in ["1　罕台镇 85.0 优秀", "1　民族街道 85.0 优秀", "3　铜川镇 84.9 良好", "1　区自然资源分局 59.9 不合格"]
    {
        screen.sees(line);
    }
    screen.press("评分表");
    screen.press("审定…");
    screen.fill("审定日期", "2025-6-11");
    screen.press("审定");
    screen.sees("审定日期不能晚于今天");
    screen.fill("审定日期", "今天");
    screen.fill("文号", "东政办发〔2025〕2号");
    screen.press("审定");
    screen.sees("2024 年度 · 已审定");
    screen.sees("得分已锁定");
}

#[test]
fn a_confirmed_score_is_corrected_by_number() {
    let (mut world, _) = World::with_units();
    world.confirmed_year();
    let mut screen = assessing(world);
    screen.press_first("更正…");
    screen.press("更正");
    screen.sees("请选择要更正的项目");
    screen.sees("请填写更正原因");
    screen.choose("项目", "一、1 按时完成网格划分报备情况");
    screen.fill("更正后得分", "2");
    screen.fill("更正原因", "复核报备登记簿");
    screen.press("更正");
    screen.sees("更正记录");
    screen.sees("第 1 号");
    screen.sees("由 0.0 改为 2.0");
    screen.sees("合计 86.9 分");
}

#[test]
fn sheets_are_printed_from_here() {
    let (mut world, _) = World::with_units();
    world.confirmed_year();
    let mut screen = assessing(world);
    screen.press("打印评分表");
    screen.sees("考核评分表");
    screen.sees("第 1 页，共");
    screen.press("考核");
    screen.press("打印汇总表");
    screen.sees("考核结果汇总表");
}

#[test]
fn a_reader_sees_and_cannot_change() {
    let (mut world, _) = World::with_units();
    world.ws.sign_in("查阅员").unwrap();
    let screen = assessing(world);
    screen.sees("查阅岗位没有「考核评分」的权限");
    let (mut world, _) = World::with_units();
    world.scoring_year();
    world.ws.sign_in("查阅员").unwrap();
    let screen = assessing(world);
    assert!(!screen.can_press("审定…"));
}

#[test]
fn the_page_stands_in_every_theme_and_size() {
    for size in SIZES {
        for theme in [Theme::Light, Theme::Dark] {
            for confirmed in [false, true] {
                let (mut world, _) = World::with_units();
                if confirmed {
                    world.confirmed_year();
                } else {
                    world.open_year();
                }
                assert!(query::assess::years(&world.ws).is_ok());
                Screen::sized(world, size, theme).press("考核");
            }
            Screen::sized(World::new(), size, theme).press("考核");
        }
    }
}
