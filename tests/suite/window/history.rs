//! 操作历史: what was done, field by field, and taking one step back.

use egui::Theme;

use crate::support::{
    World,
    screen::{SIZES, Screen},
};

fn history(mut world: World) -> Screen {
    world.person("李㛃");
    let mut screen = Screen::new(world);
    screen.press("操作历史");
    screen
}

#[test]
fn a_step_is_read_and_taken_back() {
    let mut screen = history(World::new());
    screen.sees("共 5 条");
    screen.fill("按操作内容或操作员查找", "李㛃");
    screen.sees("共 1 条");
    screen.press_line("2025-06-10");
    screen.sees("姓名：李㛃");
    screen.press("撤销这一步");
    screen.sees("已撤销");
    assert!(!screen.can_press("撤销这一步"));
    screen.sees("这一步已经撤销；要恢复，请用顶部的「重做」");
    screen.sees("共 2 条");
    screen.fill("按操作内容或操作员查找", "没有这样的事");
    screen.sees("没有找到这样的操作");
    screen.press("清除查找");
    screen.sees("共 6 条");
}

#[test]
fn what_cannot_be_taken_back_says_why() {
    let mut screen = history(World::new());
    screen.fill("按操作内容或操作员查找", "新建工作区");
    screen.press_line("2025-06-10");
    screen.sees("这类操作不能撤销，请用新的操作更正");
    assert!(!screen.can_press("撤销这一步"));
}

#[test]
fn a_reader_reads_but_takes_nothing_back() {
    let mut world = World::new();
    world.person("王𠮷");
    world.ws.sign_in("查阅员").unwrap();
    let mut screen = Screen::sized(world, SIZES[1], Theme::Dark);
    screen.press("操作历史");
    screen.fill("按操作内容或操作员查找", "王𠮷");
    screen.press_line("2025-06-10");
    screen.sees("查阅岗位没有「管理网格和责任人」的权限");
    assert!(!screen.can_press("撤销这一步"));
}
