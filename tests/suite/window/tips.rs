//! 群众举报 in the window: from the call to the answer, with the reporter behind a reason.

use egui::{Key, Theme};
use gengbao::ops::{Command, office::SetSetting};

use crate::support::{
    World,
    screen::{SIZES, Screen},
};

/// A high window: the whole record stands in its drawer.
const HIGH: [f32; 2] = [1280.0, 1500.0];

fn tips(world: World) -> Screen {
    let mut screen = Screen::sized(world, HIGH, Theme::Light);
    screen.press("问题");
    screen.press("群众举报");
    screen
}

fn world() -> World {
    let mut world = World::new();
    world.district();
    world.person("核查员某");
    world
}

#[test]
fn a_call_is_entered_checked_answered_and_rewarded() {
    let mut world = world();
    world.run(Command::SetSetting(SetSetting { key: "reward_scheme".into(), value: "示例办法1号".into() }));
    let mut screen = tips(world);
    screen.sees("还没有登记举报");
    screen.press_first("登记举报");
    screen.press("保存");
    screen.sees("请填写举报内容；举报人的姓名、电话不要写在这里");
    screen.fill("收到日期", "2025-6-3");
    screen.pick("网格", "撖家塔");
    screen.fill("举报内容", "有人在田里取土");
    screen.fill("姓名", "举报人甲某");
    screen.ctrl(Key::S);
    screen.sees("已保存：登记举报2025-001");
    screen.sees("已封存");
    screen.misses("举报人甲某");
    screen.press("登记核查…");
    screen.press("保存");
    screen.sees("请选择核查人");
    screen.fill("核查日期", "2025-6-4");
    screen.pick("核查人", "核查员");
    screen.choose("核查结论", "属实");
    screen.fill("核查情况", "现场有新土坑");
    screen.press("保存");
    screen.sees("核查属实，还没有登记为问题。");
    screen.press("登记答复…");
    screen.fill("答复方式", "电话");
    screen.press("保存");
    screen.sees("已答复");
    screen.press("登记奖励…");
    screen.fill("奖励金额", "200");
    screen.press("保存");
    screen.sees("JL2025-001");
    screen.press("举报奖励");
    screen.sees("依据示例办法1号 · 1 件，合计 200.00 元");
}

#[test]
fn a_tip_found_true_becomes_a_problem_without_its_reporter() {
    let mut screen = tips(world());
    screen.press_first("登记举报");
    screen.fill("收到日期", "2025-6-3");
    screen.pick("网格", "撖家塔");
    screen.fill("举报内容", "有人在田里取土");
    screen.fill("姓名", "举报人甲某");
    screen.ctrl(Key::S);
    screen.press("登记核查…");
    screen.fill("核查日期", "2025-6-4");
    screen.pick("核查人", "核查员");
    screen.choose("核查结论", "部分属实");
    screen.fill("核查情况", "现场有新土坑");
    screen.press("保存");
    screen.press("登记为问题…");
    assert_eq!(
        (screen.value("网格"), screen.value("问题描述"), screen.value("由谁发现")),
        ("撖家塔村".into(), "有人在田里取土".into(), "群众举报".into())
    );
    screen.misses("举报人甲某");
    screen.choose("问题类型", "非农化");
    screen.ctrl(Key::S);
    screen.sees("问题 2025-0001");
    screen.press("返回台账");
    screen.press("群众举报");
    screen.press_line("2025-001");
    screen.misses("登记为问题…");
    screen.press("问题 2025-0001");
    screen.sees("办理经过");
}

#[test]
fn a_look_needs_a_reason_goes_on_record_and_ends_with_the_drawer() {
    let mut screen = tips(world());
    screen.press_first("登记举报");
    screen.fill("举报内容", "有人在田里取土");
    screen.fill("姓名", "举报人甲某");
    screen.press("保存");
    screen.press("查看举报人…");
    screen.press("记录并查看");
    screen.sees("请填写理由；每次查看都会记录在案");
    screen.fill("查看理由", "回访核实");
    screen.press("记录并查看");
    screen.sees("举报人甲某");
    screen.sees("2025年6月10日 测试员 查看：回访核实");
    screen.press("关闭详情");
    screen.misses("举报人甲某");
    screen.press_line("2025-001");
    screen.misses("举报人甲某");
    screen.sees("已封存");
}

#[test]
fn every_state_draws_in_both_themes_and_all_sizes() {
    for theme in [Theme::Light, Theme::Dark] {
        for size in SIZES {
            let mut screen = Screen::sized(world(), size, theme);
            screen.press("问题");
            screen.press("群众举报");
            screen.sees("还没有登记举报");
            screen.press("举报奖励");
            screen.sees("没有登记举报奖励");
        }
    }
}
