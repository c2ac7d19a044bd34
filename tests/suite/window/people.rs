//! 责任人: people and posts, by the words on the page.

use egui::{Key, Theme};
use gengbao::domain::roster::{Role, UnitKind};

use crate::support::{
    World, day,
    screen::{SIZES, Screen},
};

/// 铜川镇人民政府 with a 镇长 who is 总监督人 of the town.
fn town() -> World {
    let (mut world, root) = World::with_units();
    let grid = world.grid(root, gengbao::domain::grid::GridKind::Town, "添漫镇");
    let unit = world.unit(UnitKind::Town, "添漫镇人民政府", Some(grid));
    let mayor = world.post(unit, "镇长");
    world.newcomer(mayor, "王𠮷", day(2024, 1, 1));
    world.duty_of(grid, Role::ChiefSupervisor, mayor);
    world.post(unit, "副镇长");
    world
}

fn people(world: World) -> Screen {
    let mut screen = Screen::new(world);
    screen.press("责任人");
    screen
}

#[test]
fn somebody_is_added_found_and_mended() {
    let mut screen = people(town());
    screen.press("新增人员");
    screen.fill("办公电话", "请致电");
    screen.press("保存");
    screen.sees("请填写姓名");
    screen.sees("办公电话只能有数字和连字符");
    screen.fill("姓名", "李㛃");
    screen.fill("办公电话", "000-8200001");
    screen.press("保存");
    screen.sees("已保存：新增人员 李㛃");
    screen.sees("没有登记任职");
    screen.press("修改资料…");
    screen.fill("备注", "2025年到任");
    screen.ctrl(Key::S);
    screen.sees("2025年到任");
    screen.key(Key::Escape);
    screen.fill("查找人员（姓名、拼音或首字母）", "lj");
    screen.sees("李㛃");
    screen.misses("添漫镇人民政府镇长");
    screen.fill("查找人员（姓名、拼音或首字母）", "王");
    screen.press_line("王𠮷");
    screen.sees("随职务：添漫镇人民政府镇长");
    screen.press("添漫镇 总监督人");
    screen.sees("下级网格");
}

#[test]
fn a_successor_takes_the_post_and_its_duties() {
    let mut screen = people(town());
    screen.press("职务");
    screen.press_line("添漫镇人民政府 镇长");
    screen.sees("在任");
    screen.press_last("任免…");
    screen.press("任命");
    screen.sees("请选择任职人");
    screen.fill("任职人", "张𬭎");
    screen.press("新建人员「张𬭎」…");
    screen.sees("新人员");
    screen.fill("办公电话", "请致电");
    screen.press("任命");
    screen.sees("办公电话只能有数字和连字符");
    screen.fill("办公电话", "000-8200002");
    screen.fill("任职日期", "2025-6-5");
    screen.sees("保存后，自2025年6月5日起");
    screen.sees("王𠮷离任（2024年1月1日起任职）");
    screen.sees("· 添漫镇总监督人");
    screen.sees("2025年6月5日以前的表册和记录不变。");
    screen.fill("依据文件", "东政任〔2025〕6号");
    screen.press("任命");
    screen.sees("接替 王𠮷");
    screen.sees("2024年1月1日至2025年6月4日");
    screen.sees("2025年6月5日起 · 东政任〔2025〕6号");
    screen.as_of("2025-6-4");
    screen.sees("添漫镇人民政府 镇长 王𠮷 添漫镇总监督人");
    screen.press("回到今天");
    screen.sees("添漫镇人民政府 镇长 张𬭎 添漫镇总监督人");
}

#[test]
fn dismissal_leaves_a_vacancy() {
    let mut screen = people(town());
    screen.press("职务");
    screen.press_line("添漫镇人民政府 镇长");
    screen.press("免职…");
    screen.sees("王𠮷（2024年1月1日起）");
    screen.fill("免职日期", "2023-5-1");
    screen.press("免职");
    screen.sees("离任日期应在其后");
    screen.fill("免职日期", "今天");
    screen.fill("依据文件", "东政任〔2025〕9号");
    screen.sees("职务和下列职责空缺");
    screen.press("免职");
    screen.sees("免职：东政任〔2025〕9号");
    screen.sees("添漫镇总监督人自2025年6月10日起空缺");
    screen.sees("添漫镇人民政府 镇长 空缺 添漫镇总监督人");
    screen.press("撤销职务…");
    screen.press("撤销职务");
    screen.sees("镇长");
}

#[test]
fn a_change_of_office_is_entered_once_and_its_handover_printed_with_it() {
    let mut screen = people(town());
    screen.press("职务");
    screen.press_first("任免…");
    screen.pick("职务", "添漫镇人民政府镇长");
    assert!(!screen.can_press("保存并打印交接清单"), "nobody is named yet");
    screen.press("离任");
    screen.sees("王𠮷（2024年1月1日起）");
    screen.press("任职");
    screen.fill("任职人", "李㛃");
    screen.press("新建人员「李㛃」…");
    screen.press("改选名单中的人员");
    screen.fill("任职人", "李㛃");
    screen.press("新建人员「李㛃」…");
    screen.fill("任职日期", "2023-12-1");
    screen.sees("还不能保存");
    screen.fill("任职日期", "2025-6-5");
    screen.press("保存并打印交接清单");
    screen.sees("离任/接任交接清单（王𠮷）");
    screen.press("附件2");
    screen.misses("离任/接任交接清单");
}

#[test]
fn units_and_posts_are_made_and_mended() {
    let mut screen = people(town());
    screen.press("职务");
    screen.misses("修改单位…");
    screen.press("新增单位");
    screen.fill("单位名称", "区水利局");
    screen.press("保存");
    screen.sees("请选择类别");
    screen.choose("类别", "区直部门");
    screen.press("参加年度考核");
    screen.press("保存");
    screen.sees("新增区直部门单位「区水利局」");
    screen.pick("单位筛选", "qslj");
    screen.sees("没有找到职务");
    screen.press("修改单位…");
    assert_eq!(screen.value("单位名称"), "区水利局");
    screen.fill("单位全称", "鄂尔多斯市东胜区水利局");
    screen.press("保存");
    screen.press("新增职务");
    assert_eq!(screen.value("单位"), "区水利局");
    screen.fill("职务", "局长");
    screen.press("保存并继续");
    screen.fill("职务", "副局长");
    screen.press("可由几人同时担任");
    screen.press("保存");
    screen.sees("区水利局 局长 空缺");
    screen.sees("可由几人同时担任");
    screen.press("修改…");
    screen.fill("职务", "副局长（分管水政）");
    screen.press("保存");
    screen.sees("区水利局副局长（分管水政）");
}

#[test]
fn a_reader_reads() {
    let mut world = town();
    world.ws.sign_in("查阅员").unwrap();
    let mut screen = people(world);
    assert!(!screen.can_press("新增人员"));
    screen.press("职务");
    for name in ["任免…", "新增职务", "新增单位"] {
        assert!(!screen.can_press(name), "{name}");
    }
    screen.press_line("添漫镇人民政府 镇长");
    assert!(!screen.can_press("免职…"));
}

#[test]
fn the_page_opens_empty_and_filled_in_both_themes_and_sizes() {
    for theme in [Theme::Light, Theme::Dark] {
        for size in SIZES {
            let mut screen = Screen::sized(World::new(), size, theme);
            screen.press("责任人");
            screen.sees("还没有人员");
            screen.press("职务");
            screen.sees("还没有职务");
            let mut screen = Screen::sized(town(), size, theme);
            screen.press("责任人");
            screen.press_line("王𠮷");
            screen.press("职务");
            screen.press("任免…");
            screen.sees("任职日期");
        }
    }
}

#[test]
fn vacant_posts_are_counted_and_listed_alone() {
    let mut screen = people(town());
    screen.sees("空缺职务 1 个");
    screen.press("职务");
    screen.sees("添漫镇人民政府 镇长 王𠮷");
    screen.press("只看空缺");
    screen.sees("添漫镇人民政府 副镇长 空缺");
    screen.misses("添漫镇人民政府 镇长 王𠮷");
    screen.as_of("2023-12-31");
    screen.sees("没有空缺的职务");
}

#[test]
fn a_term_is_looked_at_and_printed() {
    let mut screen = people(town());
    screen.press_line("王𠮷");
    screen.press("履职情况");
    screen.sees("王𠮷 履职情况");
    assert_eq!(screen.value("起始日期"), "2024年1月1日");
    assert_eq!(screen.value("截止日期"), "2025年6月10日");
    screen.sees("添漫镇人民政府镇长 2024年1月1日起");
    screen.sees("添漫镇总监督人 2024年1月1日起");
    screen.sees("这段时间没有参加巡查、经办问题的记录");
    screen.choose("任期", "添漫镇人民政府镇长（2024年1月1日起）");
    screen.fill("截止日期", "2023-1-1");
    screen.sees("截止日期早于起始日期");
    assert!(!screen.can_press("打印任期履职情况表"));
    screen.fill("截止日期", "2024-12-31");
    screen.press("打印任期履职情况表");
    screen.sees("任期履职情况表（王𠮷）");
    screen.press("责任人");
    screen.press("返回名单");
    screen.press("交接清单");
    screen.sees("离任/接任交接清单（王𠮷）");
}

#[test]
fn namesakes_are_told_apart_where_one_is_picked() {
    let mut world = town();
    world.person("王𠮷");
    let mut screen = people(world);
    screen.press("职务");
    screen.press_first("任免…");
    screen.fill("任职人", "王𠮷");
    screen.press_line("王𠮷（添漫镇人民政府镇长）");
    assert_eq!(screen.value("任职人"), "王𠮷（添漫镇人民政府镇长）");
}
