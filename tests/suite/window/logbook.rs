//! 整月录入 by the keyboard alone.

use std::path::{Path, PathBuf};

use chrono::Datelike;
use egui::{Event, Key, Modifiers, Theme};
use gengbao::{
    domain::{
        id::GridId,
        patrol::Finding,
        roster::{DutyHolder, Role},
    },
    ops::{
        Workspace,
        query::{
            self,
            patrol::{PatrolLine, PatrolQuery},
        },
        workspace::NewWorkspace,
    },
    session::{Opened, Preferences},
    ui::{app::App, dialogs::Dialogs},
};

use crate::support::{
    World, day, now,
    screen::{SIZES, Screen},
};

const NAMES: [&str; 6] = ["张三", "王芳", "李四", "赵六", "钱某", "孙某"];

/// 撖家塔村 with 监督人 张三, and three groups with 网格员 王芳, 李四, 赵六; 钱某 without a duty.
fn village(world: &mut World) -> GridId {
    let grids = world.district();
    let second = world.grid(grids.village, gengbao::domain::grid::GridKind::Group, "二组");
    let third = world.grid(grids.village, gengbao::domain::grid::GridKind::Group, "三组");
    let people = NAMES.map(|name| world.person(name));
    world.duty(grids.village, Role::Supervisor, DutyHolder::Person(people[0]));
    for (group, person) in [grids.group, second, third].into_iter().zip(&people[1..]) {
        world.duty(group, Role::GridMember, DutyHolder::Person(*person));
    }
    grids.village
}

fn logbook(world: World) -> Screen {
    let mut screen = Screen::new(world);
    open(&mut screen);
    screen
}

fn open(screen: &mut Screen) {
    screen.press("巡查");
    screen.press("整月录入");
    screen.sees("还没有选择村（社区）");
    screen.fill("月份", "2025-5");
    screen.pick("村（社区）", "hjt");
    screen.sees("撖家塔村 2025年5月 · 已填 0 行");
    screen.run();
}

/// Types into the cell that is written in, one key a frame.
fn write(screen: &mut Screen, text: &str) {
    for c in text.chars() {
        screen.harness.event(Event::Text(c.into()));
        screen.harness.step();
    }
}

fn enter(screen: &mut Screen) {
    screen.harness.key_press(Key::Enter);
    screen.harness.step();
}

/// A workspace folder with the village.
fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("工作区");
    let new =
        NewWorkspace { name: "测试".into(), office: "测试".into(), operator: "测试员".into(), sample: false };
    let mut world = World { ws: Workspace::create(&dir, &new, Box::new(now), 1).unwrap() };
    village(&mut world);
    (folder, dir)
}

/// A window over a workspace folder, as the program opens it.
fn window(dir: &Path) -> Screen {
    let workspace = Workspace::open(dir, Box::new(now), 7).unwrap();
    let mut app = App::inline(Preferences::default(), Dialogs::Scripted(Default::default()));
    app.sit_down(Opened { workspace, dir: PathBuf::from("测试工作区") }).unwrap();
    Screen::of(app, SIZES[0], Theme::Light)
}

/// What is stored, in the order it was entered.
fn stored(ws: &Workspace) -> Vec<PatrolLine> {
    let mut rows = query::patrol::page(ws, &PatrolQuery::default(), None, 500).unwrap();
    rows.sort_by_key(|row| row.id);
    rows
}

/// What a line of paper says: the day, the code of who walked, and what was found in codes and words.
struct Paper {
    day: u32,
    who: u32,
    found: &'static str,
    action: &'static str,
}

/// A month of 200 lines as villages hand them in: day by day, mostly one after the other, a problem now and then.
fn month() -> Vec<Paper> {
    let line = |place: u32| {
        let (found, action) = match place % 40 {
            17 => ("4 东河滩", "已劝阻"),
            33 => ("6", "已清理"),
            _ => ("", ""),
        };
        Paper { day: 1 + place * 31 / 200, who: 1 + (place * 7 + place / 9) % 4, found, action }
    };
    (0..200).map(line).collect()
}

#[test]
fn two_hundred_lines_are_typed_with_few_keys_and_stored_as_they_stand() {
    let (_folder, dir) = folder();
    let mut screen = window(&dir);
    open(&mut screen);
    let papers = month();
    let mut keys = 0;
    let mut above: Option<(u32, u32)> = None;
    for paper in &papers {
        let typed = paper.day.to_string();
        write(&mut screen, &typed);
        enter(&mut screen);
        keys += typed.len() + 1;
        // Who walked the line above walked this one too unless another code is written.
        if above.is_none_or(|(_, who)| who != paper.who) {
            let typed = paper.who.to_string();
            write(&mut screen, &typed);
            keys += typed.len();
        }
        enter(&mut screen);
        write(&mut screen, paper.found);
        enter(&mut screen);
        keys += paper.found.chars().count() + 2;
        if !paper.found.is_empty() {
            write(&mut screen, paper.action);
            enter(&mut screen);
            keys += paper.action.chars().count() + 1;
        }
        above = Some((paper.day, paper.who));
    }
    screen.run();
    screen.sees("撖家塔村 2025年5月 · 已填 200 行");
    let counted = format!("本次 200 行 {},{:03} 键", keys / 1000, keys % 1000);
    screen.sees(&counted);
    println!("{counted}，平均 {:.1} 键/行", keys as f64 / 200.0);
    assert!(keys <= 15 * 200, "{keys} keys for 200 lines");
    screen.ctrl(Key::Enter);
    screen.sees("已保存：登记巡查 200 条：罕台镇撖家塔村");
    screen.sees("已填 0 行");
    drop(screen);
    let mut ws = Workspace::open(&dir, Box::new(now), 9).unwrap();
    let rows = stored(&ws);
    assert_eq!(rows.len(), 200);
    for (row, paper) in rows.iter().zip(&papers) {
        assert_eq!(row.patrol.date.day(), paper.day);
        assert_eq!(row.patroller_names, NAMES[paper.who as usize - 1]);
        let group = ["", "一组", "二组", "三组"][paper.who as usize - 1];
        assert_eq!(row.group_name, group, "the group follows who walked");
        let found = match paper.found {
            "" => "",
            "6" => "堆放固体物",
            _ => "挖沙：东河滩",
        };
        assert_eq!((row.patrol.found.as_str(), row.patrol.action.as_str()), (found, paper.action));
        assert_eq!(row.patrol.finding == Finding::Problem, !found.is_empty());
    }
    ws.undo().unwrap();
    assert!(stored(&ws).is_empty(), "one operation, taken back at once");
}

#[test]
fn what_is_wrong_stands_on_its_cell_and_does_not_stop_typing() {
    let mut world = World::new();
    village(&mut world);
    let mut screen = logbook(world);
    write(&mut screen, "32");
    enter(&mut screen);
    write(&mut screen, "9");
    enter(&mut screen);
    enter(&mut screen);
    write(&mut screen, "6");
    enter(&mut screen);
    write(&mut screen, "wf");
    enter(&mut screen);
    enter(&mut screen);
    screen.run();
    screen.sees("已填 2 行，有误 1 行");
    screen.sees("第 2 行 6 日常巡查 一组 王芳");
    screen.ctrl(Key::Enter);
    screen.sees("第 1 行 日：2025年5月没有 32 日，请核对");
    write(&mut screen, "5");
    enter(&mut screen);
    screen.run();
    screen.sees("没有代号 9，请对照右侧的巡查人代号，或填写姓名");
    write(&mut screen, "2");
    enter(&mut screen);
    // Somebody without a duty there is found by name, allowed, and marked.
    screen.key(Key::ArrowDown);
    screen.key(Key::ArrowDown);
    screen.key(Key::Home);
    write(&mut screen, "7");
    enter(&mut screen);
    write(&mut screen, "钱某");
    enter(&mut screen);
    screen.run();
    screen.sees("代号 5 钱某");
    screen.sees("钱某在2025年5月7日没有任职和这里的网格职责（无职责），可以保存，请核对");
    screen.sees("代号 2 王芳 一组 网格员 实 2");
    screen.ctrl(Key::S);
    screen.sees("已保存：登记巡查 3 条：罕台镇撖家塔村");
    screen.sees("已保存，有 1 项请核对");
    screen.press("巡查台账");
    screen.press_line("2025-05-07");
    screen.sees("无职责");
}

#[test]
fn lines_are_pasted_copied_down_and_taken_out() {
    let mut world = World::new();
    village(&mut world);
    let mut screen = logbook(world);
    let table = "日期\t时间\t类型\t片区\t巡查人\n2025/5/3\t9:00-10:30\t巡田\t\t张三、王 芳\n5月4日\t\t1\t二组\t李四\t2\t撂荒\t已联系承包户\t晴\t补种\n";
    screen.harness.event(Event::Paste(table.into()));
    screen.run();
    screen.sees("第 1 行 3 09:00-10:30 巡田 张三、王芳");
    screen.sees("第 2 行 4 日常巡查 二组 李四 驾车 撂荒 已联系承包户 晴 补种");
    screen.harness.event(Event::Paste("长".repeat(4_000_000)));
    screen.run();
    screen.sees("一个月的台账不会这么长，没有粘贴");
    // The next line: the same day by 「"」, the same people from above.
    write(&mut screen, "\"");
    screen.run();
    screen.sees("第 3 行 4 日常巡查 二组 李四 驾车");
    screen.harness.key_press_modifiers(Modifiers::COMMAND, Key::Delete);
    screen.run();
    screen.sees("已填 2 行");
    screen.press("放弃录入");
    screen.press_last("放弃");
    screen.sees("已填 0 行");
}

#[test]
fn nothing_typed_is_lost_when_the_program_ends() {
    let (_folder, dir) = folder();
    let mut screen = window(&dir);
    open(&mut screen);
    write(&mut screen, "5");
    enter(&mut screen);
    write(&mut screen, "2");
    enter(&mut screen);
    enter(&mut screen);
    write(&mut screen, "1");
    // A second passes and the power goes, in the middle of a cell.
    for _ in 0..60 {
        screen.harness.step();
    }
    drop(screen);
    let mut screen = window(&dir);
    screen.press("巡查");
    screen.press("整月录入");
    screen.sees("罕台镇撖家塔村 2025年5月，2 行，测试员录入");
    screen.press("恢复未保存的录入");
    screen.sees("撖家塔村 2025年5月 · 已填 2 行");
    screen.sees("第 1 行 5 日常巡查 一组 王芳");
    screen.sees("第 2 行 1 日常巡查 一组 王芳");
    screen.ctrl(Key::Enter);
    screen.sees("已保存：登记巡查 2 条");
    drop(screen);
    assert_eq!(std::fs::read_dir(dir.join("drafts")).unwrap().count(), 0, "gone once it is saved");
    let mut screen = window(&dir);
    screen.press("巡查");
    screen.press("整月录入");
    screen.misses("恢复未保存的录入");
    drop(screen);
    let rows = stored(&Workspace::open(&dir, Box::new(now), 9).unwrap());
    assert_eq!((rows.len(), rows[0].patrol.date), (2, day(2025, 5, 5)));
}

#[test]
fn the_page_opens_for_a_reader_and_in_both_themes_and_sizes() {
    for theme in [Theme::Light, Theme::Dark] {
        for size in SIZES {
            let mut world = World::new();
            village(&mut world);
            if theme == Theme::Dark {
                world.ws.sign_in("查阅员").unwrap();
            }
            let mut screen = Screen::sized(world, size, theme);
            open(&mut screen);
            screen.sees("代号 1 张三 撖家塔村 监督人 实 0");
            assert!(!screen.can_press("保存巡查"));
        }
    }
}
