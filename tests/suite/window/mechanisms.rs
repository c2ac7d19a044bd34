//! 机制台账: filings, duty documents, leading groups and pledges, by the words on the page.

use egui::{Key, Theme};

use crate::{
    mechanism::Ledgers,
    support::screen::{SIZES, Screen},
};

fn mechanisms(ledgers: Ledgers) -> Screen {
    let mut screen = Screen::new(ledgers.world);
    screen.press("机制台账");
    screen
}

#[test]
fn a_filing_is_entered_found_late_and_deleted() {
    let mut screen = mechanisms(Ledgers::new());
    screen.sees("截止2024年12月31日（建议值，非文件规定）");
    screen.sees("应报备 3 个，按时 0 个，迟报 0 个，未报备 3 个");
    screen.press("登记报备");
    screen.fill("报备日期", "2025-6-30");
    screen.press("保存");
    screen.sees("请选择镇或街道");
    screen.pick("二级网格", "罕台");
    screen.press("保存");
    screen.sees("报备日期不能在今天之后");
    screen.fill("报备日期", "2025-1-12");
    screen.fill("报备文件", "罕政字〔2025〕1号");
    screen.ctrl(Key::S);
    screen.sees("已保存：报备网格划分：罕台镇 2025年度（2025年1月12日）");
    screen.sees("按时 0 个，迟报 1 个，未报备 2 个");
    screen.press("迟报");
    screen.misses("铜川镇");
    screen.press("全部");
    screen.press_line("1 罕台镇");
    screen.sees("2025年1月12日（迟 12 天）");
    screen.sees("扫描件（0）");
    screen.press("登记补报…");
    screen.fill("报备日期", "2025-4-8");
    screen.press("保存");
    screen.press_line("1 罕台镇");
    screen.sees("补报");
    screen.press_first("删除…");
    screen.press("删除");
    screen.sees("删除报备：罕台镇 2025年度（2025年1月12日）");
}

#[test]
fn a_years_filings_are_entered_under_each_other() {
    let mut screen = mechanisms(Ledgers::new());
    screen.press("批量登记…");
    screen.sees("批量登记2025年度网格划分报备");
    screen.fill("罕台镇 报备日期", "不详");
    screen.press("保存");
    screen.sees("「不详」不是日期");
    screen.fill("罕台镇 报备日期", "2024-12-20");
    screen.key(Key::Enter);
    screen.fill("铜川镇 报备文件", "铜政字〔2025〕2号");
    screen.sees("请填写报备日期");
    screen.fill("统一日期", "2025-1-3");
    screen.press("填入空白行");
    screen.press("保存");
    screen.sees("已保存：批量登记2025年度网格划分报备 3 件");
    screen.sees("按时 1 个，迟报 2 个，未报备 0 个");
    screen.press("批量登记…");
    screen.sees("已报备（2024年12月20日，按时）");
    screen.key(Key::Escape);
    screen.sees("登记报备");
}

#[test]
fn the_deadline_is_set_and_taken_back() {
    let mut screen = mechanisms(Ledgers::new());
    screen.press("报备截止日期…");
    screen.sees("未另行规定时为2024年12月31日（建议值，非文件规定）。");
    screen.fill("截止日期", "2025-6-30");
    screen.press("保存");
    screen.sees("截止2025年6月30日（本区规定）");
    screen.sees("待报备 3 个");
    screen.press("报备截止日期…");
    screen.press("保存");
    screen.sees("截止2024年12月31日（建议值，非文件规定）");
}

#[test]
fn a_duty_document_is_entered_where_it_is_missing() {
    let mut screen = mechanisms(Ledgers::new());
    screen.press("职责文件");
    screen.press("未制定");
    screen.press_line("铜川镇 奖惩措施");
    screen.press("登记文件…");
    screen.press("保存");
    screen.sees("请填写文件名称");
    screen.fill("文件名称", "铜川镇网格化监督监管奖惩措施");
    screen.fill("印发日期", "2024-3-1");
    screen.press("三级网格");
    screen.press("监督人");
    screen.press("保存");
    screen.sees("已保存：登记奖惩措施：《铜川镇网格化监督监管奖惩措施》");
    screen.sees("三级网格：监督人");
    screen.sees("有效");
}

#[test]
fn a_leading_group_is_founded_and_follows_its_posts() {
    let mut screen = mechanisms(Ledgers::new());
    screen.press("领导小组");
    screen.sees("已成立 0 个，未成立 4 个");
    screen.press("登记领导小组");
    screen.pick("单位", "罕台");
    screen.fill("成立文件", "罕政发〔2024〕2号");
    screen.fill("成立日期", "2024-2-1");
    screen.press("保存");
    screen.sees("成员（0）");
    screen.press("加入成员…");
    screen.choose("组内职务", "办公室主任");
    screen.pick("行政职务", "罕台镇人民政府镇长");
    screen.press("保存");
    screen.sees("加入领导小组：办公室主任 罕台镇人民政府镇长");
    screen.sees("王𠮷");
    screen.as_of("2025-2-28");
    screen.press_line("罕台镇");
    screen.sees("李㛃");
    screen.press("回到今天");
    screen.press("成员名单");
    screen.sees("保存 PDF");
}

#[test]
fn a_pledge_is_entered_with_its_targets_in_mu() {
    let mut screen = mechanisms(Ledgers::new());
    screen.press("目标责任书");
    screen.sees("已签 0/3 份");
    screen.press_line("1 东胜区 罕台镇");
    screen.press("登记责任书…");
    screen.fill("签订日期", "2025-2-20");
    screen.fill("耕地保有量", "12,34");
    screen.press("保存");
    screen.sees("千位分隔号位置不对");
    screen.fill("耕地保有量", "1.234567万亩");
    screen.press("保存");
    screen.sees("已签 1/3 份 · 耕地保有量合计 12,345.67亩（约823.04公顷）");
    screen.press_line("1 东胜区 罕台镇");
    screen.sees("罕台镇人民政府镇长 李㛃");
    screen.key(Key::Escape);
    screen.press("批量登记…");
    screen.fill("铜川镇 耕地保有量", "300");
    screen.fill("铜川镇 签订日期", "2025-3-5");
    screen.ctrl(Key::S);
    screen.sees("已保存：批量登记2025年度目标责任书 1 份");
    screen.sees("已签 2/3 份");
    screen.press("打印台账");
    screen.sees("保存 PDF");
}

#[test]
fn a_reader_is_told_why_and_every_size_and_theme_stands() {
    let mut ledgers = Ledgers::new();
    ledgers.world.ws.sign_in("查阅员").unwrap();
    let mut screen = mechanisms(ledgers);
    assert!(!screen.can_press("登记报备") && !screen.can_press("批量登记…"));
    screen.press("领导小组");
    assert!(!screen.can_press("登记领导小组"));
    for (size, theme) in SIZES.into_iter().zip([Theme::Light, Theme::Dark]) {
        let mut screen = Screen::sized(crate::support::World::new(), size, theme);
        screen.press("机制台账");
        screen.sees("还没有二级网格");
        for tab in ["职责文件", "领导小组", "目标责任书"] {
            screen.press(tab);
            screen.sees("还没有登记");
        }
    }
}
