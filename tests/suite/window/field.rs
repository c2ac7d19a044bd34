//! 外业导入 by the words on the page: files are read, questions answered, everything taken as one operation.

use std::{collections::VecDeque, fs, path::PathBuf};

use egui::Theme;
use gengbao::{
    session::{Opened, Preferences},
    ui::{app::App, dialogs::Dialogs},
};

use crate::{
    field::files::GPX,
    support::{
        day,
        fields::Fields,
        photo::Photo,
        screen::{SIZES, Screen},
    },
};

/// The page over a workspace in a folder, with the answers of the dialogs.
fn page(fields: Fields, answers: &[PathBuf], size: [f32; 2], theme: Theme) -> Screen {
    let answers: VecDeque<Vec<PathBuf>> = answers.iter().map(|path| vec![path.clone()]).collect();
    let dir = fields.world.ws.dir().map_or_else(|| PathBuf::from("测试工作区"), PathBuf::from);
    let mut app = App::inline(Preferences::default(), Dialogs::Scripted(answers));
    app.sit_down(Opened { workspace: fields.world.ws, dir }).unwrap();
    let mut screen = Screen::of(app, size, theme);
    screen.press("巡查");
    screen.press("外业导入");
    screen
}

#[test]
fn a_folder_is_read_questions_are_answered_and_it_is_taken_and_taken_back() {
    let dir = tempfile::tempdir().unwrap();
    let phone = dir.path().join("导出");
    fs::create_dir_all(&phone).unwrap();
    Photo { datum: None, ..Photo::of_dongsheng() }.save(&phone, "现场.jpg");
    fs::write(phone.join("今日.gpx"), GPX).unwrap();
    fs::write(phone.join("坏.kmz"), b"PK\x03\x04").unwrap();
    for (size, theme) in [(SIZES[0], Theme::Light), (SIZES[1], Theme::Dark)] {
        let workspace = tempfile::tempdir().unwrap();
        let mut fields = Fields::on_disk(&workspace.path().join("工作区"));
        fields.log(fields.walk(day(2025, 3, 6)));
        let mut screen = page(fields, std::slice::from_ref(&phone), size, theme);
        screen.sees("不得导入涉密成果");
        screen.press("选择文件夹…");
        screen.run();
        screen.sees("2 个文件：照片 1、轨迹 1、点位 1，2025年3月5日");
        screen.sees("「坏.kmz」已损坏或没有拷贝完整");
        screen.sees("请回答照片的坐标系");
        assert!(!screen.can_press("导入 3 项"));
        screen.press("无偏移");
        screen.sees("还有 3 项没有选择归入哪次巡查");
        screen.pick("巡查人", "张三");
        screen.pick("网格", "撖家塔");
        screen.press("导入 3 项");
        screen.run();
        screen.sees("外业导入：照片 1、轨迹 1、点位 1，新登记巡查 1 次（2025年3月5日 罕台镇撖家塔村 日常巡查）");
        screen.press("巡查台账");
        screen.press_line("2025-03-05");
        screen.sees("轨迹和点位（2）");
        screen.sees("2025-03-05 09:30–10:00，2.0 公里，30 分");
        screen.sees("拍摄 2025-03-05 09:30，109.980000°E，39.820000°N");
        screen.press("外业导入");
        screen.press("撤销这次导入");
        screen.sees("撤销：外业导入");
    }
}

#[test]
fn nothing_typed_nothing_found_and_a_reader_are_told_why() {
    let dir = tempfile::tempdir().unwrap();
    let mut screen = page(Fields::new(), &[], SIZES[0], Theme::Light);
    screen.sees("轨迹属敏感个人信息");
    screen.press("读取");
    screen.sees("请先选择文件");
    screen.fill("文件或文件夹", &dir.path().display().to_string());
    screen.press("读取");
    screen.sees("没有找到文件");
    screen.fill("文件或文件夹", "照片");
    screen.press("读取");
    screen.sees("请填写完整的位置");
    let mut fields = Fields::new();
    fields.world.ws.sign_in("查阅员").unwrap();
    let screen = page(fields, &[], SIZES[0], Theme::Dark);
    assert!(!screen.can_press("选择文件…") && !screen.can_press("读取"));
}
