//! 设置 by the words on the page: operators, the district's own values, copies and checks.

use egui::{Key, Theme};
use gengbao::{
    ops::{Workspace, workspace::NewWorkspace},
    session::{Opened, Preferences},
    ui::{app::App, dialogs::Dialogs},
};

use crate::support::{
    World, now,
    screen::{SIZES, Screen},
};

fn settings(world: World) -> Screen {
    let mut screen = Screen::new(world);
    screen.press("设置");
    screen
}

#[test]
fn a_setting_is_changed_and_names_its_source() {
    let mut screen = settings(World::new());
    screen.sees("来源：附件2第一行原文");
    screen.fill("举报电话", "耕保热线");
    screen.ctrl(Key::S);
    screen.sees("举报电话");
    screen.sees("数字");
    screen.fill("举报电话", "000-8123456");
    screen.press("保存设置");
    screen.sees("设置「举报电话」改为「000-8123456」");
    screen.sees("本单位填写");
    assert!(!screen.can_press("保存设置"));
}

#[test]
fn an_operator_is_added_limited_to_a_grid_and_changed() {
    let (world, _) = World::with_units();
    let mut screen = settings(world);
    screen.press_last("操作员");
    screen.press("添加操作员");
    screen.press("保存");
    screen.sees("请填写操作员姓名");
    screen.fill("姓名", "铜川镇录入员");
    screen.pick("限定网格", "铜川");
    screen.press("保存");
    screen.sees("添加操作员 铜川镇录入员（镇（街道）录入，限铜川镇）");
    screen.misses("保存（Ctrl+S）");
    screen.press("添加操作员");
    screen.fill("姓名", "测试员");
    screen.press("保存");
    screen.sees("已有操作员「测试员」");
    screen.key(Key::Escape);
    screen.sees("不保存就关闭？");
    screen.press("不保存，关闭");
    screen.misses("不保存就关闭？");
}

#[test]
fn a_copy_is_made_and_the_workspace_is_checked() {
    let dir = tempfile::tempdir().unwrap();
    let new = NewWorkspace {
        name: "东胜区耕保".into(),
        office: "东胜区自然资源分局".into(),
        operator: "王𠮷".into(),
        sample: false,
    };
    let workspace = Workspace::create(dir.path(), &new, Box::new(now), 1).unwrap();
    let mut app = App::inline(Preferences::default(), Dialogs::Scripted(Default::default()));
    app.sit_down(Opened { workspace, dir: dir.path().to_owned() }).unwrap();
    let mut screen = Screen::of(app, SIZES[1], Theme::Light);
    screen.sees("还没有备份");
    screen.press("设置");
    screen.press("工作区与备份");
    screen.press("立即备份");
    screen.sees("已备份并校验：gengbao-20250610-093000.db");
    screen.sees("2025年6月10日 09:30:00");
    screen.sees("今天已备份");
    screen.press("关闭提示");
    screen.press("全面检查");
    screen.sees("没有发现问题");
    screen.press("关于");
    screen.sees("东政办发〔2023〕61号");
}

#[test]
fn a_reader_cannot_change_anything() {
    let mut world = World::new();
    world.ws.sign_in("查阅员").unwrap();
    let mut screen = settings(world);
    assert!(!screen.can_press("保存设置"));
    screen.press_last("操作员");
    assert!(!screen.can_press("添加操作员"));
}

#[test]
fn the_look_is_chosen_here() {
    let mut screen = settings(World::new());
    screen.press("深色");
    assert!(screen.harness.ctx.theme() == Theme::Dark);
    screen.press("浅色");
    assert!(screen.harness.ctx.theme() == Theme::Light);
}
