//! 图斑 in the window: a batch taken in from a file, its board, an answer with a photo, confirming, sending back.

use std::fs;

use egui::{Theme, accesskit::Role};
use egui_kittest::kittest::Queryable as _;
use gengbao::{
    domain::id::ClueBatchId,
    ops::{
        Workspace,
        query::clue::{self, ClueQuery},
        workspace::NewWorkspace,
    },
};
use tempfile::TempDir;

use crate::{
    clues::{import, rows},
    support::{
        World, now,
        screen::{SIZES, Screen},
        today,
    },
};

fn world(dir: &TempDir) -> World {
    let new =
        NewWorkspace { name: "测试".into(), office: "测试".into(), operator: "测试员".into(), sample: false };
    let mut world = World { ws: Workspace::create(&dir.path().join("区"), &new, Box::new(now), 1).unwrap() };
    world.district();
    world.person("王核查");
    world
}

fn clues(world: World) -> Screen {
    let mut screen = Screen::new(world);
    screen.press("问题");
    screen.press("图斑");
    screen
}

#[test]
fn a_batch_is_taken_in_answered_and_confirmed() {
    let dir = TempDir::new().unwrap();
    let file = dir.path().join("图斑.csv");
    let text =
        "图斑编号,TBLX,TBMJ,ZLDWMC\n0001,01,1234.56,撖家塔村委会\n0002,1,666.67,撖家塔村\n0003,DT,100,没有的村\n";
    fs::write(&file, text).unwrap();
    let photo = dir.path().join("现场.jpg");
    fs::write(&photo, b"not empty").unwrap();
    let mut screen = clues(world(&dir));
    screen.sees("还没有图斑批次");
    screen.press_first("导入图斑…");
    screen.fill("图斑文件", &file.display().to_string());
    screen.press("读取文件");
    screen.press("核对全部行");
    screen.press_last("导入");
    screen.sees("图斑 2025年5月");
    screen.sees("月清看板");
    screen.press_line("1 0001 ");
    screen.sees("01 耕地");
    screen.press("回复…");
    // The table behind the form has a column of the same name.
    screen.harness.get_by_role_and_label(Role::ComboBox, "核查结果").click();
    screen.run();
    screen.press_last("其他");
    screen.choose("细类", "实地伪变化");
    screen.pick("核查人", "王核查");
    screen.press("保存");
    screen.sees("「实地伪变化」须举证，请附上现场照片（参考，未经本区发文）");
    screen.fill("照片和文件", &photo.display().to_string());
    screen.press("添加");
    screen.press("保存");
    screen.press("审核…");
    screen.press("审核确认");
    screen.press_line("1 0001 ");
    screen.sees("已审核");
    screen.press("退回…");
    screen.fill("退回原因", "照片看不清");
    screen.press("退回");
    screen.sees("退回重核");
}

#[test]
fn the_page_stands_with_and_without_data_in_both_themes_and_sizes() {
    for theme in [Theme::Light, Theme::Dark] {
        for size in SIZES {
            let dir = TempDir::new().unwrap();
            let mut world = world(&dir);
            let batch = ClueBatchId(world.make(import(rows())));
            let query = ClueQuery { batch: Some(batch), ..ClueQuery::default() };
            assert_eq!(clue::ids(&world.ws, &query).unwrap().len(), 3);
            assert_eq!(clue::batches(&world.ws, today()).unwrap().len(), 1);
            let mut screen = Screen::sized(world, size, theme);
            screen.press("问题");
            screen.press("图斑");
            screen.press_line("2025年5月 ");
            screen.press_line("2 0002 ");
            screen.sees("109.980000°E，39.820000°N");
            screen.press("全部批次");
        }
    }
}

#[test]
fn a_reader_is_refused_with_the_reason() {
    let mut world = World::new();
    world.district();
    world.make(import(rows()));
    world.ws.sign_in("查阅员").unwrap();
    let mut screen = clues(world);
    assert!(!screen.can_press("导入图斑…"));
    screen.press_line("2025年5月 ");
    screen.press_line("1 0001 ");
    assert!(!screen.can_press("回复…"));
}
