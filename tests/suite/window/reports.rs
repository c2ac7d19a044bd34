//! 报表 by the words on the page: sheets are chosen, shown page by page, enlarged and saved.

use std::collections::VecDeque;

use egui::{Key, Theme};
use gengbao::{
    session::{Opened, Preferences},
    ui::{app::App, dialogs::Dialogs},
};

use crate::support::{
    World,
    screen::{SIZES, Screen},
};

fn reporting(world: World) -> Screen {
    let mut screen = Screen::new(world);
    screen.press("报表");
    screen
}

#[test]
fn annex_2_is_shown_first_and_follows_the_day() {
    let (world, _) = World::with_units();
    let mut screen = reporting(world);
    screen.sees("东胜区耕地保护一级网格监督监管表 第 1 页，共 1 页");
    screen.fill("报表截至", "2025-1-1");
    screen.key(Key::Tab);
    screen.run();
    assert_eq!(screen.value("截至"), "2025年1月1日", "the whole window shows that day");
    screen.sees("东胜区耕地保护一级网格监督监管表 第 1 页，共 1 页");
}

#[test]
fn score_sheet_and_ranking_ask_for_year_and_unit() {
    let (mut world, _) = World::with_units();
    world.confirmed_year();
    let mut screen = reporting(world);
    screen.press("考核评分表");
    screen.sees("罕台镇");
    screen.sees("第 1 页，共");
    screen.choose("考核对象", "铜川镇");
    screen.sees("铜川镇");
    screen.press("考核结果汇总表");
    screen.sees("考核结果汇总表");
    screen.sees("第 1 页，共");
}

#[test]
fn a_district_without_assessment_says_why_there_is_no_score_sheet() {
    let (world, _) = World::with_units();
    let mut screen = reporting(world);
    screen.press("考核评分表");
    screen.sees("还没有考核的年度没有评分表");
    screen.press("考核结果汇总表");
    screen.sees("这个年度还没有开展考核");
}

#[test]
fn the_ledger_is_filtered_by_day_and_grid() {
    let (world, _) = World::with_units();
    let mut screen = reporting(world);
    screen.press("巡查台账");
    assert_eq!(screen.value("开始日期"), "2025年6月1日");
    screen.fill("开始日期", "2025-13-1");
    screen.key(Key::Tab);
    screen.sees("请核对");
    screen.fill("开始日期", "2025-5-1");
    screen.key(Key::Tab);
    screen.pick("报表网格", "罕台");
    assert_eq!(screen.value("报表网格"), "罕台镇");
    screen.sees("第 1 页，共");
}

#[test]
fn the_paper_grows_and_shrinks() {
    let (world, _) = World::with_units();
    let mut screen = reporting(world);
    screen.press("100%");
    screen.sees("100%");
    screen.press("＋");
    screen.sees("120%");
    screen.press("－");
    screen.press("－");
    screen.sees("83%");
    screen.press("适合宽度");
}

#[test]
fn a_sheet_is_saved_where_the_person_says() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("附件2.pdf");
    let (world, _) = World::with_units();
    let answers = VecDeque::from([vec![file.clone()], vec![file.clone()]]);
    let mut app = App::inline(Preferences::default(), Dialogs::Scripted(answers));
    app.sit_down(Opened { workspace: world.ws, dir: dir.path().to_owned() }).unwrap();
    let mut screen = Screen::of(app, SIZES[0], Theme::Light);
    screen.press("报表");
    screen.press("保存 PDF");
    screen.press("浏览…");
    screen.press("保存");
    screen.sees("已生成");
    assert!(std::fs::read(&file).unwrap().starts_with(b"%PDF"));

    std::fs::write(&file, "上次的文件").unwrap();
    screen.press("保存 PDF");
    screen.press("浏览…");
    screen.press("保存");
    screen.sees("这里已有同名文件");
    assert_eq!(std::fs::read(&file).unwrap(), "上次的文件".as_bytes(), "nothing is overwritten unasked");
    screen.key(egui::Key::Enter);
    assert!(std::fs::read(&file).unwrap().starts_with(b"%PDF"), "Enter saves");
}

#[test]
fn a_batch_is_written_as_one_file_each() {
    let dir = tempfile::tempdir().unwrap();
    let (world, _) = World::with_units();
    let answers = VecDeque::from([vec![dir.path().to_owned()], vec![dir.path().to_owned()]]);
    let mut app = App::inline(Preferences::default(), Dialogs::Scripted(answers));
    app.sit_down(Opened { workspace: world.ws, dir: dir.path().to_owned() }).unwrap();
    let mut screen = Screen::of(app, SIZES[0], Theme::Light);
    screen.press("报表");
    assert!(!screen.shows("分开保存…"), "附件2 is one sheet");
    screen.press("附件3");
    screen.press("分开保存…");
    screen.press("浏览…");
    let folder = std::path::PathBuf::from(screen.value("文件夹"));
    assert!(folder.starts_with(dir.path()) && !folder.exists());
    screen.press("保存");
    screen.sees("已生成 3 个文件，共 3 张表");
    let mut names: Vec<_> =
        std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["1 附件3 罕台镇.pdf", "2 附件3 铜川镇.pdf", "3 附件3 民族街道.pdf"]);

    screen.press("分开保存…");
    screen.press("浏览…");
    screen.press("保存");
    screen.sees("已有同名文件 3 个");
    screen.press("取消");
    screen.pick("报表网格", "罕台");
    assert!(!screen.shows("分开保存…"), "one town is one sheet");
}

#[test]
fn an_issue_is_registered_for_what_is_shown() {
    let (world, _) = World::with_units();
    let mut screen = reporting(world);
    screen.press("附件3");
    screen.pick("报表网格", "罕台");
    screen.press("登记印发…");
    screen.sees("还没有登记过");
    screen.fill("印发日期", "2025-6-9");
    screen.press("登记印发");
    screen.sees("请核对");
    screen.fill("印发日期", "2025-6-10");
    screen.fill("依据文件", "罕政发〔2025〕5号");
    screen.press("登记印发");
    screen.sees("登记印发附件3：罕台镇");
    screen.press("变动对照表");
    assert!(!screen.shows("登记印发…"));
}

#[test]
fn the_page_stands_in_every_theme_and_size() {
    for size in SIZES {
        for theme in [Theme::Light, Theme::Dark] {
            let mut screen = Screen::sized(World::new(), size, theme);
            screen.press("报表");
            for sheet in ["附件3", "附件4", "变动对照表", "责任人公示", "体系检查证明", "数据口径对照表", "空白表"]
            {
                screen.press(sheet);
            }
            for sheet in ["报备情况表", "责任书台账", "考核评分表", "考核结果汇总表", "巡查台账", "附件2"]
            {
                screen.press(sheet);
            }
        }
    }
}

#[test]
fn problems_are_asked_for_by_day_grid_and_state() {
    let (world, _) = World::with_units();
    let mut screen = reporting(world);
    screen.press("问题台账");
    assert_eq!(screen.value("发现日期从"), "2025年1月1日", "this year at first");
    screen.sees("耕地保护问题台账 第 1 页，共 1 页");
    screen.press("问题文书");
    screen.sees("筛选范围内没有可以打印问题处置单的问题");
    screen.press("整改通知书");
    screen.sees("筛选范围内没有可以打印整改通知书的问题");
    screen.sees("分开保存…");
}
