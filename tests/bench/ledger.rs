//! The ledger in the window: opening it, filtering it and leafing through it, with every frame measured.

use std::{path::Path, time::Duration};

use egui::{Key, Modifiers};

use crate::{
    report::{Report, ms, ratio},
    window::{Cost, Window},
};

/// The most a frame may take of the thread that draws.
const FRAME: Duration = Duration::from_millis(33);

const TABLE: &str = "巡查记录";
/// The field that looks for words.
pub const SEARCH: &str = "查找发现情况、处置和备注";
const GRID: &str = "按网格筛选";

/// Opens the district in a window, until everything on its first page is there.
pub fn open(report: &mut Report, dir: &Path, (small, few): (&Path, u32)) -> Window {
    report.part("打开工作区，到第一帧画面");
    let (mut window, first) = opened(dir);
    window.settle();
    report.figure("建立窗口（读入字体与样式）", &ms(window.start));
    report.figure("从启动到工作区的第一帧", &ms(first));
    report.figure("到首页内容全部读入并静止", &ms(window.age()));
    let (baseline, first_of_few) = opened(small);
    drop(baseline);
    let words = format!("{}，工作区为其 {}", ms(first_of_few), ratio(first, first_of_few));
    report.figure(&format!("对照：{few} 条的工作区的第一帧"), &words);
    let frames = std::mem::take(&mut window.frames);
    told(report, "打开过程", &frames);
    bound(report, "打开时每一帧", &frames);
    window
}

/// A window with the first frame of a workspace, and how long that took from the start.
fn opened(dir: &Path) -> (Window, Duration) {
    let mut window = Window::open(dir);
    window.run_until("工作区没有打开", |window| window.shows("网格") && window.has_desk());
    let first = window.age();
    (window, first)
}

/// Goes to the ledger, filters it by text and grid, and leafs through it by leaps.
pub fn filter(report: &mut Report, window: &mut Window, patrols: u32) {
    report.part("巡查台账：筛选与翻看");
    let mut all = Vec::new();
    let mut step = |report: &mut Report, window: &mut Window, name: &str| {
        let frames = std::mem::take(&mut window.frames);
        told(report, name, &frames);
        all.extend(frames);
    };
    enter(window);
    // The sample adds a few walks of its own to those that were asked for.
    let wanted = u64::from(patrols) * 9 / 10..=u64::from(patrols) + 100;
    assert!(wanted.contains(&found(window)), "the whole ledger: {}", found(window));
    step(report, window, "进入台账，读入全部计数与首页");
    leap(window, 40);
    step(report, window, "大步翻看（首、尾、翻页、滚轮）");
    window.click(SEARCH);
    window.type_text("堆放");
    window.settle();
    let by_text = found(window);
    step(report, window, &format!("逐字输入文字筛选，找到 {by_text} 条"));
    leap(window, 10);
    step(report, window, "在文字筛选中翻看");
    window.click("清除筛选");
    window.settle();
    step(report, window, "清除筛选");
    window.click(GRID);
    window.type_text("罕台");
    window.settle();
    window.press(Key::Enter, Modifiers::NONE);
    window.settle();
    let by_grid = found(window);
    step(report, window, &format!("输入并选定网格，找到 {by_grid} 条"));
    leap(window, 10);
    step(report, window, "在网格筛选中翻看");
    assert!(0 < by_text && by_text < by_grid && by_grid < u64::from(patrols), "{by_text} {by_grid}");
    window.click("清除筛选");
    window.settle();
    step(report, window, "清除筛选");
    told(report, "以上合计", &all);
    bound(report, "台账每一帧", &all);
}

/// Goes to the page and waits for its rows.
pub fn enter(window: &mut Window) {
    window.click("巡查");
    window.run_until("台账没有读入", |window| !window.beginning("共 ").is_empty());
    window.settle();
}

/// Ends, pages and wide turns of the wheel.
pub fn leap(window: &mut Window, times: usize) {
    window.focus(TABLE);
    for key in [Key::End, Key::Home] {
        window.press(key, Modifiers::NONE);
        window.settle();
    }
    for time in 0..times {
        // Some leaps wait for their rows, most go on before these are there.
        window.press(Key::PageDown, Modifiers::NONE);
        window.wheel(TABLE, 3_000.0 * (1 + time % 7) as f32);
        if time % 5 == 0 {
            window.settle();
        }
    }
    window.settle();
}

/// What the foot of the table says: 「共 20,000 条」.
pub fn found(window: &Window) -> u64 {
    let foot = window.beginning("共 ").into_iter().find(|said| said.contains(" 条")).expect("a total");
    let digits: String = foot.chars().take_while(|c| *c != '条').filter(char::is_ascii_digit).collect();
    digits.parse().expect("a number")
}

fn told(report: &mut Report, name: &str, frames: &[Cost]) {
    let mut own: Vec<Duration> = frames.iter().map(Cost::own).collect();
    own.sort_unstable();
    let at =
        |share: f64| own.get(((own.len() as f64 * share) as usize).min(own.len() - 1)).copied().unwrap_or_default();
    let wall = frames.iter().map(|frame| frame.wall).max().unwrap_or_default();
    let busy = frames.iter().filter(|frame| frame.busy).count();
    report.figure(
        name,
        &format!(
            "{} 帧（{busy} 帧时后台在查）最长 {}，99% {}，中位 {}；含被打断 {}",
            frames.len(),
            ms(at(1.0)),
            ms(at(0.99)),
            ms(at(0.5)),
            ms(wall)
        ),
    );
}

fn bound(report: &mut Report, name: &str, frames: &[Cost]) {
    let longest = frames.iter().map(Cost::own).max().unwrap_or_default();
    report.bound(name, longest <= FRAME, &format!("最长 {}", ms(longest)), &format!("不超过 {}", ms(FRAME)));
}
