//! 核对提示 in the window: found, looked at on both sides, judged.

use chrono::NaiveTime;
use egui::Theme;
use gengbao::domain::patrol::Patrol;

use crate::support::{
    World, day,
    fields::Fields,
    screen::{SIZES, Screen},
};

/// A high window: the whole record stands in its drawer.
const HIGH: [f32; 2] = [1280.0, 1200.0];

fn hints(world: World, size: [f32; 2], theme: Theme) -> Screen {
    let mut screen = Screen::sized(world, size, theme);
    screen.press("巡查");
    screen.press("核对提示");
    screen
}

fn at_once() -> World {
    let mut fields = Fields::new();
    for grid in [fields.village, fields.far_village] {
        let (start, end) = (NaiveTime::from_hms_opt(9, 0, 0), NaiveTime::from_hms_opt(10, 0, 0));
        fields.log(Patrol { grid, start, end, ..fields.walk(day(2025, 3, 5)) });
    }
    fields.world
}

#[test]
fn a_hint_is_looked_at_and_judged() {
    let mut screen = hints(at_once(), HIGH, Theme::Light);
    screen.sees("提示供人核对，不作为扣分依据");
    screen.press("一人同时两处 1");
    screen.press_line("2025-03-05");
    screen.press("核对…");
    screen.press("保存");
    screen.sees("请选择核对结论");
    screen.choose("核对结论", "不成立");
    screen.fill("核对情况", "时间登记有误");
    screen.press("保存");
    screen.sees("已保存：核对「一人同时两处」：不成立");
    screen.press("已核对");
    screen.sees("一人同时两处 1");
    screen.press_line("2025-03-05");
    screen.sees("时间登记有误");
    screen.sees("重新核对…");
}

#[test]
fn the_page_opens_empty_and_filled_in_both_themes_and_sizes() {
    for size in SIZES {
        for theme in [Theme::Light, Theme::Dark] {
            hints(World::new(), size, theme).sees("没有需要核对的情况");
            hints(at_once(), size, theme).sees("待核对");
        }
    }
}
