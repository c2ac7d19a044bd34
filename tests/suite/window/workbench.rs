//! 工作台 in the window: first steps, numbers that open their rows, tables behind pictures.

use egui::Theme;
use gengbao::{
    domain::patrol::{Finding, Patrol},
    ops::{Workspace, query::workbench, sample::SamplePlan, workspace::NewWorkspace},
};

use crate::support::{World, day, fields::Fields, now, screen::Screen, today};

fn desk(world: World, size: [f32; 2]) -> Screen {
    let mut screen = Screen::sized(world, size, Theme::Light);
    screen.press_first("工作台");
    screen
}

fn sample() -> World {
    let new =
        NewWorkspace {
            name: "示范".into(), office: "示范办公室".into(), operator: "示范管理员".into(), sample: true
        };
    let mut ws = Workspace::in_memory(&new, Box::new(now), 61).unwrap();
    let plan = SamplePlan { patrols: 300, ..SamplePlan::on(today()) };
    ws.fill_sample(&plan, &mut |_, _| ()).unwrap();
    World { ws }
}

#[test]
fn an_office_that_begins_is_shown_its_first_steps() {
    let mut screen = desk(World::new(), [1280.0, 800.0]);
    screen.sees("从这里开始");
    screen.misses("已逾期");
    screen.press("规定巡田频次 去做");
    screen.sees("还没有规定巡田频次，没有应巡");
}

#[test]
fn a_number_opens_its_rows_and_a_grid_narrows() {
    let mut fields = Fields::new();
    let walk = Patrol { finding: Finding::Problem, found: "堆放沙石".into(), ..fields.walk(day(2025, 6, 2)) };
    fields.log(walk);
    let mut screen = desk(fields.world, [1280.0, 1600.0]);
    screen.sees("已逾期");
    screen.sees("没有超过期限或 7 天内到期的问题");
    screen.pick("只看一个网格", "铜川镇");
    screen.sees("发现了问题但未立 0 次");
    screen.press("看全区");
    screen.press("发现了问题但未立 1 次");
    screen.sees("共 1 条");
}

#[test]
fn pictures_open_their_rows_and_show_their_tables() {
    let world = sample();
    let work = workbench::work(&world.ws, None).unwrap();
    let mut screen = desk(world, [1280.0, 1800.0]);
    screen.sees("近 12 个月发现的问题");
    screen.sees("巡田率：实巡");
    screen.press_first("看表");
    screen.sees("看图");
    screen.press_line("逾期的问题");
    screen.sees(&format!("共 {} 条", work.problems.overdue));
}

#[test]
fn what_is_missing_or_vacant_opens_its_rows_and_no_others() {
    let world = sample();
    let work = workbench::work(&world.ws, None).unwrap();
    let mut screen = desk(world, [1280.0, 1200.0]);
    for (label, count) in [
        ("未报的月报", u64::from(work.monthly.tally.missing)),
        ("未报备网格划分", work.filings.len() as u64),
        ("空缺的职务", work.vacancies.posts),
    ] {
        assert!(count > 0, "the sample has none: {label}");
        screen.press_line(label);
        screen.sees(&format!("共 {count} 条"));
        screen.press_first("工作台");
    }
}

#[test]
fn the_desk_says_that_it_knows_today_only() {
    let mut screen = desk(Fields::new().world, [1280.0, 800.0]);
    screen.as_of("2025.3.5");
    screen.sees("工作台只看今天；「截至2025年3月5日」不影响这里的数字");
    screen.press("回到今天");
    screen.misses("工作台只看今天");
}

#[test]
fn a_reader_sees_the_desk_and_is_told_why_nothing_can_be_entered() {
    let mut fields = Fields::new();
    fields.world.ws.sign_in("查阅员").unwrap();
    let screen = desk(fields.world, [1280.0, 800.0]);
    screen.sees("已逾期");
    assert!(!screen.can_press("整月录入巡查"));
}
