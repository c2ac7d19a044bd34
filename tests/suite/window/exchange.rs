//! 数据交换 by the words on the page: a file is read, mapped, gone through and brought in; ledgers go out.

use std::{collections::VecDeque, path::PathBuf};

use egui::Theme;
use gengbao::{
    session::{Opened, Preferences},
    ui::{app::App, dialogs::Dialogs},
};

use crate::support::{
    World,
    screen::{SIZES, Screen},
    workbook::{Made, texts},
};

/// The page over a world, with files that the dialogs will answer.
fn exchanging(world: World, answers: &[PathBuf]) -> Screen {
    let answers: VecDeque<Vec<PathBuf>> = answers.iter().map(|path| vec![path.clone()]).collect();
    let mut app = App::inline(Preferences::default(), Dialogs::Scripted(answers));
    app.sit_down(Opened { workspace: world.ws, dir: PathBuf::from("测试工作区") }).unwrap();
    let mut screen = Screen::of(app, SIZES[0], Theme::Light);
    screen.press("数据交换");
    screen
}

const PEOPLE: &[&[&str]] = &[
    &["罕台镇人员名单"],
    &["序号", "姓 名", "联系电话", "爱好"],
    &["1", "王　芳", "１３８００００１１１１", "太极"],
    &["2", "李强", "没有", ""],
    &["合计", "2", "", ""],
];

#[test]
fn a_file_is_read_gone_through_and_its_good_rows_brought_in() {
    let (folder, path) = Made::new().sheet("人员", PEOPLE).save("人员.xlsx");
    let errors = folder.path().join("错误.xlsx");
    let mut screen = exchanging(World::new(), &[path, errors.clone()]);
    screen.choose("导入种类", "人员");
    screen.press_first("浏览…");
    screen.run();
    screen.press("读取文件");
    screen.sees("人员.xlsx");
    screen.sees("王芳、李强");
    screen.sees("没有用到的列：序号、爱好");
    screen.press("核对全部行");
    screen.sees("共 2 行，另有标题、合计等 1 行不读");
    screen.sees("手机号码只能有数字和连字符");
    assert!(!screen.can_press_last("导入"), "wrong rows stand in the way");
    screen.press("保存错误表…");
    screen.press_last("浏览…");
    screen.run();
    screen.press_last("保存");
    screen.run();
    assert_eq!(texts(&errors).len(), 2);
    screen.press("只导入正确的行");
    screen.press_last("导入");
    screen.sees("导入人员「人员.xlsx」：新增 1、变更 0、相同 0、有误 1");
    screen.sees("有误的 1 行没有导入");
    screen.press("撤销这次导入");
    screen.sees("撤销：导入人员");
}

#[test]
fn columns_are_mapped_by_hand_and_the_same_file_twice_changes_nothing() {
    let (_folder, path) = Made::new().sheet("甲", &[&["谁", "号码"], &["王芳", "13800001111"]]).save("名单.xlsx");
    let mut screen = exchanging(World::new(), &[]);
    screen.choose("导入种类", "人员");
    for round in 0..2 {
        screen.fill("表格文件", &path.display().to_string());
        screen.press("读取文件");
        screen.sees("没有对应的列");
        screen.choose("姓名", "谁");
        screen.choose("手机号码", "号码");
        screen.choose("备注", "每行相同…");
        screen.fill("备注（每行相同）", "2025年名单");
        screen.press("核对全部行");
        if round == 0 {
            screen.sees("新增人员 王芳");
            screen.press_last("导入");
            screen.press("再导入一个文件");
        } else {
            screen.sees("相同 1");
            assert!(!screen.can_press_last("导入"), "nothing to bring in");
        }
    }
}

#[test]
fn the_columns_of_a_source_are_kept_and_known_the_next_time() {
    let (_folder, path) = Made::new().sheet("甲", &[&["谁", "号码"], &["王芳", "13800001111"]]).save("导出.xlsx");
    let mut screen = exchanging(World::new(), &[]);
    screen.choose("导入种类", "人员");
    screen.fill("表格文件", &path.display().to_string());
    screen.press("读取文件");
    screen.choose("姓名", "谁");
    screen.choose("手机号码", "号码");
    assert!(!screen.can_press("保存为来源"), "it has no name");
    screen.fill("来源", "巡田宝");
    screen.press("保存为来源");
    screen.sees("按来源「巡田宝」读取");
    screen.press("读取文件");
    screen.sees("按来源「巡田宝」读取");
    screen.sees("13800001111");
    screen.press("核对全部行");
    screen.sees("新增人员 王芳");
}

#[test]
fn files_that_cannot_be_read_are_told_on_the_page() {
    let (folder, _) = Made::new().sheet("甲", PEOPLE).save("好.xlsx");
    let path = folder.path().join("坏.xlsx");
    std::fs::write(&path, b"").unwrap();
    let mut screen = exchanging(World::new(), &[]);
    screen.press("读取文件");
    screen.sees("请填写文件的位置");
    screen.fill("表格文件", &path.display().to_string());
    screen.press("读取文件");
    screen.sees("「坏.xlsx」是空文件");
}

#[test]
fn templates_and_ledgers_are_written_and_a_reader_may_take_them_out() {
    let folder = tempfile::tempdir().unwrap();
    let (template, ledger) = (folder.path().join("模板.xlsx"), folder.path().join("网格.csv"));
    let mut world = World::new();
    world.district();
    world.ws.sign_in("查阅员").unwrap();
    let mut screen = exchanging(world, &[]);
    assert!(!screen.can_press("读取文件"), "a reader brings nothing in");
    screen.press("下载模板…");
    screen.choose("模板种类", "村民小组");
    screen.fill("模板保存到", &template.display().to_string());
    screen.press("生成模板");
    screen.sees("已生成村民小组模板");
    screen.choose("导出台账", "网格");
    screen.press("CSV（UTF-8）");
    screen.fill("台账保存到", &ledger.display().to_string());
    screen.press("导出");
    screen.sees("已生成网格 4 条");
    screen.press("导出");
    screen.sees("已有这个文件，再按一次将覆盖它");
    screen.press("导出");
    assert_eq!(texts(&ledger).len(), 5);
    assert!(template.is_file());
}
