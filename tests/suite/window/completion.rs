//! 应巡实巡 in the window: no rule yet, adopting suggestions, waiving, and from a number to its patrols.

use egui::Theme;
use gengbao::domain::patrol::Patrol;

use crate::support::{day, fields::Fields, screen::Screen};

fn opened(fields: Fields) -> Screen {
    let mut screen = Screen::sized(fields.world, [1280.0, 1600.0], Theme::Light);
    screen.press("巡查");
    screen.press("应巡实巡");
    screen
}

#[test]
fn rules_are_adopted_and_the_numbers_open_their_patrols() {
    let mut fields = Fields::new();
    let walk = Patrol { group: Some(fields.group), ..fields.walk(day(2025, 2, 3)) };
    fields.log(walk);
    let mut screen = opened(fields);
    screen.sees("还没有规定巡田频次，没有应巡");
    screen.press("去规定频次");
    screen.sees("还没有巡田制度");
    screen.press("采用建议的频次…");
    screen.sees("以下频次是建议值，非文件规定；采用以后可以逐条修改或停止。");
    screen.fill("起始日期", "2024.1.1");
    screen.press("采用");
    screen.sees("建议值，非文件规定");
    screen.press("完成情况");
    screen.sees("逾期只作提醒，不计分");
    assert!(screen.shows("罕台镇"), "towns stand under the district");
    screen.press("怎样计算？");
    screen.sees("逾期只作提醒，不自动计分、不扣分。");
    screen.press("收起说明");
    screen.press_line("罕台镇");
    screen.press_line("撖家塔村");
    screen.press_line("张三");
    screen.sees("2025年2月3日至2月9日");
    screen.press("查看巡查记录");
    assert_eq!((screen.value("按网格筛选").as_str(), screen.value("按巡查人筛选").as_str()), ("一社", "张三"));
}

#[test]
fn a_waiver_is_entered_and_faults_stand_at_their_fields() {
    let mut screen = opened(Fields::new());
    screen.press("免巡");
    screen.sees("没有登记免巡");
    screen.press("登记免巡");
    screen.fill("起始日期", "2025.3.1");
    screen.fill("截止日期", "2025.2.1");
    screen.press("保存");
    screen.sees("截止日期早于起始日期，请核对");
    screen.sees("请填写免巡原因");
    screen.fill("截止日期", "2025.3.31");
    screen.fill("免巡原因", "防汛值守");
    screen.pick("网格", "撖家塔村");
    screen.press("保存");
    screen.sees("2025年3月1日至2025年3月31日");
}

#[test]
fn a_reader_is_told_why_rules_cannot_be_changed() {
    let mut fields = Fields::new();
    fields.world.ws.sign_in("查阅员").unwrap();
    let mut screen = opened(fields);
    screen.press("巡田制度");
    assert!(!screen.can_press("新增规定") && !screen.can_press("采用建议的频次…"));
}
