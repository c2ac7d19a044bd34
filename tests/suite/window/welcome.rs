//! The welcome page by its words: making, opening and restoring workspaces, and what is said when that is refused.

use std::{
    collections::VecDeque,
    fs,
    path::{Path, PathBuf},
};

use egui::{Key, Theme};
use gengbao::{
    ops::{Workspace, workspace::NewWorkspace},
    session::Preferences,
    ui::{app::App, dialogs::Dialogs},
};

use crate::support::{
    now,
    screen::{SIZES, Screen},
};

fn welcome(recent: &[&Path], answers: &[&Path]) -> Screen {
    let mut preferences = Preferences::default();
    preferences.recent = recent.iter().map(|dir| dir.to_path_buf()).collect();
    let answers: VecDeque<Vec<PathBuf>> = answers.iter().map(|dir| vec![dir.to_path_buf()]).collect();
    Screen::of(App::inline(preferences, Dialogs::Scripted(answers)), SIZES[0], Theme::Light)
}

fn made(dir: &Path) -> Workspace {
    let new = NewWorkspace {
        name: "东胜区耕保".into(),
        office: "东胜区自然资源分局".into(),
        operator: "王𠮷".into(),
        sample: false,
    };
    Workspace::create(dir, &new, Box::new(now), 1).unwrap()
}

#[test]
fn a_new_workspace_takes_three_steps() {
    let dir = tempfile::tempdir().unwrap();
    let target = dir.path().join("东胜区耕保");
    let mut screen = welcome(&[], &[dir.path()]);
    screen.press("新建工作区");
    screen.sees("1/3 选择区县");
    screen.press("下一步");
    screen.fill("单位名称", "");
    screen.press("下一步");
    screen.sees("请填写单位名称");
    screen.fill("单位名称", "东胜区农牧局");
    screen.press("浏览…");
    screen.run();
    assert_eq!(screen.value("文件夹"), target.display().to_string());
    screen.press("下一步");
    screen.sees("3/3 您是谁");
    screen.press("新建工作区");
    screen.sees("请填写姓名");
    screen.fill("姓名", "李㛃");
    screen.press("新建工作区");
    screen.sees("东胜区耕保");
    screen.sees("从这里开始");
    screen.press_first("网格");
    screen.sees("罕台镇");
    assert!(target.join("gengbao.db").is_file());
}

#[test]
fn the_sample_is_made_where_there_is_none() {
    let dir = tempfile::tempdir().unwrap();
    let target = dir.path().join("示范工作区");
    let mut screen = welcome(&[], &[]);
    screen.press("打开示范区县");
    screen.fill("存放位置", &target.display().to_string());
    screen.press("打开示范区县");
    screen.sees("东胜区耕保（示范）");
    screen.sees("示范数据");
    for page in ["考核", "报表", "设置"] {
        screen.press(page);
    }
}

#[test]
fn opening_says_what_is_wrong_with_a_folder() {
    let dir = tempfile::tempdir().unwrap();
    let mut screen = welcome(&[], &[]);
    screen.press("打开工作区");
    screen.press("打开");
    screen.sees("请填写文件夹的位置");
    screen.fill("工作区", "东胜区");
    screen.press("打开");
    screen.sees("请填写文件夹的完整位置");
    screen.fill("工作区", &dir.path().display().to_string());
    screen.press("打开");
    screen.sees("里没有 gengbao.db");
    fs::write(dir.path().join("gengbao.db"), b"not a database at all, just words").unwrap();
    screen.press("打开");
    screen.sees("不是耕保的数据文件");
    assert_eq!(screen.value("工作区"), dir.path().display().to_string(), "what was typed is still there");
    screen.press("知道了");
    screen.misses("不是耕保的数据文件");
}

#[test]
fn a_workspace_in_use_is_refused_and_recent_ones_open() {
    let dir = tempfile::tempdir().unwrap();
    let (here, gone) = (dir.path().join("甲"), dir.path().join("乙"));
    let busy = made(&here);
    let mut screen = welcome(&[&here, &gone], &[]);
    screen.sees("乙（找不到）");
    screen.press("移除");
    screen.misses("乙（找不到）");
    screen.press("打开 甲");
    screen.sees("工作区正被另一个耕保程序使用");
    drop(busy);
    screen.press("打开 甲");
    screen.sees("东胜区耕保");
    screen.misses("最近打开");
}

#[test]
fn a_damaged_workspace_is_opened_for_reading_or_restored() {
    let dir = tempfile::tempdir().unwrap();
    let here = dir.path().join("东胜区");
    let workspace = made(&here);
    workspace.backup().unwrap();
    drop(workspace);
    let file = here.join("gengbao.db");
    let mut bytes = fs::read(&file).unwrap();
    let page = 4096.min(bytes.len() / 4);
    let end = bytes.len();
    bytes[page..end].fill(0xA5);
    fs::write(&file, bytes).unwrap();
    let mut screen = welcome(&[&here], &[]);
    screen.press("打开 东胜区");
    screen.sees("数据文件已损坏");
    assert!(screen.can_press("只读打开"));
    screen.press("从备份恢复…");
    assert!(screen.value("备份文件").ends_with("gengbao-20250610-093000.db"));
    screen.press("恢复并打开");
    screen.misses("数据文件已损坏");
    screen.sees("东胜区耕保");
    assert!(dir.path().join("东胜区-恢复/gengbao.db").is_file());
}

#[test]
fn restoring_checks_both_places() {
    let dir = tempfile::tempdir().unwrap();
    let here = dir.path().join("甲");
    drop(made(&here));
    let mut screen = welcome(&[], &[]);
    screen.press("从备份恢复");
    screen.fill("备份文件", &dir.path().join("没有.db").display().to_string());
    screen.fill("恢复到", &here.display().to_string());
    screen.press("恢复并打开");
    screen.sees("找不到");
    screen.sees("已经是一个工作区");
    screen.key(Key::Escape);
    screen.sees("最近打开");
}

#[test]
fn the_page_stands_in_every_theme_and_size() {
    for size in SIZES {
        for theme in [Theme::Light, Theme::Dark] {
            let app = App::inline(Preferences::default(), Dialogs::Scripted(VecDeque::new()));
            let mut screen = Screen::of(app, size, theme);
            for way in ["打开示范区县", "新建工作区", "打开工作区", "从备份恢复"] {
                screen.press(way);
                screen.press("返回");
            }
        }
    }
}
