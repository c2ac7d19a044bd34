//! 网格导图 by the words on the page: what is drawn, where a press leads, how it is saved.

use std::collections::VecDeque;

use egui::Theme;
use gengbao::{
    session::{Opened, Preferences},
    ui::{app::App, dialogs::Dialogs},
};

use crate::support::{
    World,
    screen::{SIZES, Screen},
};

fn drawing(world: World) -> Screen {
    let mut screen = Screen::new(world);
    screen.press("网格导图");
    screen
}

#[test]
fn the_whole_district_is_seen_first() {
    let (world, _) = World::with_units();
    let screen = drawing(world);
    screen.sees("东胜区耕地保护网格导图 第 1 页，共 1 页");
    screen.sees("副总监督人");
    screen.sees("罕台镇");
}

#[test]
fn a_single_grid_and_the_full_set_are_chosen() {
    let (world, _) = World::with_units();
    let mut screen = drawing(world);
    screen.press("单个网格");
    screen.sees("东胜区耕地保护一级网格导图 第 1 页");
    screen.pick("导图网格", "罕台");
    screen.sees("罕台镇耕地保护二级网格导图 第 1 页，共 1 页");
    screen.press("各级全套");
    screen.sees("东胜区耕地保护各级网格导图 第 1 页，共 ");
    screen.press("A4");
    screen.press("纵向");
    screen.sees("各级网格导图 第 1 页");
}

#[test]
fn a_press_on_a_box_leads_to_its_grid() {
    let (world, _) = World::with_units();
    let mut screen = drawing(world);
    screen.press_first("铜川镇");
    screen.sees("新增下级网格");
    screen.press("网格导图");
    screen.sees("铜川镇耕地保护二级网格导图");
}

#[test]
fn the_picture_grows_shrinks_and_fits_again() {
    let (world, _) = World::with_units();
    let mut screen = drawing(world);
    screen.press("100%");
    screen.press("＋");
    screen.sees("125%");
    screen.press("－");
    screen.press("－");
    screen.sees("80%");
    screen.press("适合窗口");
    screen.misses("80%");
}

#[test]
fn a_day_before_the_district_says_why_nothing_is_drawn() {
    let (world, _) = World::with_units();
    let mut screen = drawing(world);
    screen.as_of("2020-1-1");
    screen.sees("这一天没有可画的网格");
}

#[test]
fn pictures_are_saved_as_drawings_one_file_for_each_page() {
    let dir = tempfile::tempdir().unwrap();
    let (single, set) = (dir.path().join("总图.svg"), dir.path().join("全套.svg"));
    let (world, _) = World::with_units();
    let answers = VecDeque::from([vec![single.clone()], vec![set]]);
    let mut app = App::inline(Preferences::default(), Dialogs::Scripted(answers));
    app.sit_down(Opened { workspace: world.ws, dir: dir.path().to_owned() }).unwrap();
    let mut screen = Screen::of(app, SIZES[0], Theme::Light);
    screen.press("网格");
    screen.press("网格导图");
    screen.press("保存 SVG");
    screen.press("浏览…");
    screen.press("保存");
    screen.sees("已生成");
    assert!(std::fs::read_to_string(&single).unwrap().contains("<svg"));
    screen.press("各级全套");
    screen.press("保存 SVG");
    screen.sees("每页一个文件");
    screen.press("浏览…");
    screen.press("保存");
    for number in 1..=4 {
        assert!(dir.path().join(format!("全套-{number}.svg")).exists(), "page {number}");
    }
}

#[test]
fn the_page_stands_in_every_theme_and_size() {
    for size in SIZES {
        for theme in [Theme::Light, Theme::Dark] {
            let mut screen = Screen::sized(World::new(), size, theme);
            screen.press("网格导图");
            let (mut world, _) = World::with_units();
            world.confirmed_year();
            let mut screen = Screen::sized(world, size, theme);
            screen.press("网格导图");
            screen.sees("第 1 页，共 1 页");
        }
    }
}
