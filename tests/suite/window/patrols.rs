//! 巡查: the ledger, the drawer and the entry form, by the words on the page.

use chrono::NaiveDate;
use egui::{Key, Theme};
use gengbao::{
    domain::{
        id::{GridId, PersonId},
        patrol::{Finding, Patrol, PatrolKind},
        roster::{DutyHolder, Role},
    },
    ops::{Command, Workspace, patrol::LogPatrol, query::patrol::PatrolQuery, workspace::NewWorkspace},
};

use crate::support::{
    World, day, now,
    screen::{SIZES, Screen},
};

/// 撖家塔村 with a 网格员 in 一组, and somebody without duties.
fn village() -> (World, GridId, PersonId) {
    let mut world = World::new();
    let district = world.district();
    let walker = world.person("王𠮷");
    world.person("李响");
    world.duty(district.group, Role::GridMember, DutyHolder::Person(walker));
    (world, district.village, walker)
}

fn log(world: &mut World, grid: GridId, walker: PersonId, date: NaiveDate, found: &str) {
    let finding = if found.is_empty() { Finding::Nothing } else { Finding::Problem };
    let patrol = Patrol {
        date,
        start: None,
        end: None,
        kind: PatrolKind::Field,
        grid,
        group: None,
        patrollers: vec![walker],
        way: "步行".into(),
        finding,
        found: found.into(),
        action: String::new(),
        weather: String::new(),
        note: String::new(),
    };
    world.run(Command::LogPatrol(LogPatrol { patrol, files: vec![] }));
}

fn patrols(world: World) -> Screen {
    let mut screen = Screen::new(world);
    screen.press("巡查");
    screen
}

#[test]
fn a_round_is_logged_with_faults_on_their_fields() {
    let mut screen = patrols(village().0);
    screen.sees("还没有登记巡查");
    screen.press("登记第一次巡查");
    screen.fill("开始时间", "25:00");
    screen.ctrl(Key::S);
    for fault in ["没有这个时刻", "请选择巡查的网格", "请选择巡查类型", "请至少填写一名巡查人"]
    {
        screen.sees(fault);
    }
    screen.fill("开始时间", "930");
    screen.fill("巡查日期", "6.8");
    screen.sees("补录：巡查日期 2025年6月8日，登记日期 2025年6月10日");
    screen.pick("网格", "撖家塔");
    screen.press_last("巡查人");
    screen.sees("王𠮷 一组 网格员");
    screen.key(Key::Enter);
    screen.press("发现问题");
    screen.ctrl(Key::S);
    screen.sees("选择了发现问题，请写明发现的情况");
    assert_eq!(screen.value("开始时间"), "930", "nothing typed is lost");
    screen.fill("发现情况", "田埂旁堆放秸秆");
    screen.ctrl(Key::Enter);
    screen.sees("已保存：登记巡查");
    assert_eq!((screen.value("网格"), screen.value("发现情况")), ("撖家塔村".into(), String::new()));
    screen.sees("移除王𠮷");
    screen.fill("开始时间", "1400");
    screen.ctrl(Key::S);
    screen.sees("共 2 条");
    screen.sees("罕台镇撖家塔村");
    screen.sees("补录 2025-6-10");
    screen.sees("发现问题：田埂旁堆放秸秆");
}

#[test]
fn a_date_before_the_grid_stands_on_its_field() {
    let (world, ..) = village();
    let mut screen = patrols(world);
    screen.press("登记巡查");
    screen.pick("网格", "撖家塔");
    screen.pick("巡查人", "李响");
    screen.fill("巡查日期", "2023-12-1");
    screen.ctrl(Key::S);
    screen.sees("在2023年12月1日还没有设立");
    screen.misses("已保存");
    screen.key(Key::Escape);
    screen.sees("放弃这次填写？");
    screen.press("放弃填写");
    screen.sees("还没有登记巡查");
}

#[test]
fn the_ledger_is_filtered_and_cleared() {
    let (mut world, village, walker) = village();
    log(&mut world, village, walker, day(2025, 6, 2), "");
    log(&mut world, village, walker, day(2024, 5, 1), "挖沙取土");
    let mut screen = patrols(world);
    screen.sees("共 2 条");
    screen.press("本年");
    screen.sees("共 1 条");
    screen.press("全部日期");
    screen.press("发现问题");
    screen.sees("发现问题：挖沙取土");
    screen.fill("查找发现情况、处置和备注", "秸秆");
    screen.sees("没有符合条件的巡查");
    screen.press("清除全部筛选");
    screen.sees("共 2 条");
    screen.fill("起始日期", "乱写");
    screen.sees("乱写");
    screen.press_last("清除筛选");
    screen.press("打印台账");
    screen.sees("巡查台账");
}

#[test]
fn a_record_is_changed_and_deleted_from_its_drawer() {
    let (mut world, village, walker) = village();
    log(&mut world, village, walker, day(2025, 6, 9), "");
    let mut screen = patrols(world);
    screen.press_line("2025-06-09");
    screen.sees("巡查日期 2025年6月9日，登记日期 2025年6月10日");
    screen.sees("附件（0）");
    screen.press("修改…");
    screen.fill("备注", "补充说明");
    screen.ctrl(Key::S);
    screen.sees("已保存：修改巡查");
    screen.sees("补充说明");
    screen.press("删除…");
    screen.sees("删除这条巡查记录？");
    screen.press("删除");
    screen.sees("还没有登记巡查");
    screen.ctrl(Key::Z);
    screen.sees("共 1 条");
}

#[test]
fn files_are_kept_and_shown_with_the_record() {
    let folder = tempfile::tempdir().unwrap();
    let (note, empty) = (folder.path().join("记录.txt"), folder.path().join("空.txt"));
    std::fs::write(&note, "现场记录").unwrap();
    std::fs::write(&empty, "").unwrap();
    let new =
        NewWorkspace { name: "测试".into(), office: "测试".into(), operator: "测试员".into(), sample: false };
    let place = tempfile::tempdir().unwrap();
    let mut world = World { ws: Workspace::create(place.path(), &new, Box::new(now), 1).unwrap() };
    let district = world.district();
    let walker = world.person("王𠮷");
    log(&mut world, district.village, walker, day(2025, 6, 9), "");
    let mut screen = patrols(world);
    screen.press("登记巡查");
    screen.pick("网格", "撖家塔");
    screen.pick("巡查人", "王𠮷");
    screen.fill("附件", &empty.display().to_string());
    screen.press("添加");
    screen.sees("「空.txt」是空文件");
    screen.fill("附件", &note.display().to_string());
    screen.press("添加");
    screen.sees("记录.txt");
    screen.ctrl(Key::S);
    screen.sees("附件（1）");
    screen.press("移除附件");
    screen.press("移除");
    screen.sees("附件（0）");
}

#[test]
fn a_reader_is_told_why() {
    let (mut world, village, walker) = village();
    log(&mut world, village, walker, day(2025, 6, 9), "");
    world.ws.sign_in("查阅员").unwrap();
    let mut screen = patrols(world);
    assert!(!screen.can_press("登记巡查"));
    screen.press_line("2025-06-09");
    assert!(!screen.can_press("修改…") && !screen.can_press("删除…"));
}

#[test]
fn a_long_ledger_shows_the_rows_it_is_scrolled_to() {
    let (mut world, village, walker) = village();
    for number in 0..350_u64 {
        let date = day(2024, 6, 1).checked_add_days(chrono::Days::new(number)).unwrap();
        log(&mut world, village, walker, date, "");
    }
    let index = gengbao::ops::query::patrol::index(&world.ws, &PatrolQuery::default(), 100).unwrap();
    assert_eq!(index.total, 350);
    let mut screen = patrols(world);
    screen.sees("共 350 条");
    screen.sees("2025-05-16");
    screen.press_line("2025-05-16");
    screen.key(Key::End);
    screen.run();
    screen.sees("2024-06-01");
}

#[test]
fn the_page_stands_in_every_size_and_theme() {
    for size in SIZES {
        for theme in [Theme::Light, Theme::Dark] {
            let (mut world, village, walker) = village();
            log(&mut world, village, walker, day(2025, 6, 9), "堆放固体物");
            let mut screen = Screen::sized(world, size, theme);
            screen.press("巡查");
            screen.press_line("2025-06-09");
            screen.press("登记巡查");
            screen.sees("保存并登记下一条");
        }
    }
}
