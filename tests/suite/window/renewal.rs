//! 换届 by the words on the page.

use egui::{Event, Key, Modifiers, Theme};
use gengbao::domain::roster::{DutyHolder, Role, UnitKind};

use crate::support::{
    World, day,
    screen::{SIZES, Screen},
};

/// 罕台镇 with 镇长 李某 and a vacant 副镇长, 撖家塔村 with 监督人 钱某 and 监管人 孙某; two people called 王某.
fn town() -> World {
    let mut world = World::new();
    let grids = world.district();
    let unit = world.unit(UnitKind::Town, "罕台镇人民政府", Some(grids.hantai));
    let (mayor, _) = (world.post(unit, "镇长"), world.post(unit, "副镇长"));
    world.newcomer(mayor, "李某", day(2024, 1, 1));
    world.duty_of(grids.hantai, Role::ChiefSupervisor, mayor);
    for (role, name) in [(Role::Supervisor, "钱某"), (Role::Overseer, "孙某")] {
        let person = world.person(name);
        world.duty(grids.village, role, DutyHolder::Person(person));
    }
    for name in ["赵𬭎", "王某", "王某"] {
        world.person(name);
    }
    world
}

fn renewal(world: World) -> Screen {
    let mut screen = Screen::new(world);
    screen.press("责任人");
    screen.press("换届");
    screen.sees("还没有选择换届的范围");
    screen.pick("换届范围", "罕台镇");
    screen.sees("变动 0 项 / 共 5 项");
    screen
}

/// Types into the cell that is written in.
fn write(screen: &mut Screen, text: &str) {
    screen.harness.event(Event::Text(text.into()));
    screen.run();
}

#[test]
fn a_town_is_renewed_with_the_keyboard() {
    let mut screen = renewal(town());
    screen.press_line("罕台镇人民政府 镇长 李某");
    write(&mut screen, "zh");
    screen.key(Key::Enter);
    screen.sees("罕台镇人民政府 镇长 李某 接任人 赵𬭎");
    // The next line: somebody new, who is entered with it.
    write(&mut screen, "吴某");
    screen.press("新登记「吴某」…");
    screen.sees("罕台镇人民政府 副镇长 空缺 接任人 吴某");
    screen.key(Key::Tab);
    write(&mut screen, "6.12");
    screen.key(Key::Tab);
    write(&mut screen, "罕政任〔2025〕3号");
    screen.key(Key::Tab);
    screen.press_line("改为离任不补：罕台镇撖家塔村监管人");
    screen.sees("变动 3 项 / 共 5 项");
    screen.ctrl(Key::S);
    screen.sees("已保存：罕台镇换届：任命 2 项，离任不补 1 项（2025年6月10日起）");
    screen.sees("离任后空缺 1 项：罕台镇撖家塔村监管人 孙某，请尽快明确接任人选");
    screen.sees("变动 0 项 / 共 5 项");
    screen.sees("罕台镇人民政府 镇长 赵𬭎");
    screen.sees("罕台镇撖家塔村 监管人 空缺");
    screen.press_last("撤销");
    screen.sees("罕台镇人民政府 镇长 李某");
    screen.sees("罕台镇撖家塔村 监管人 孙某");
}

#[test]
fn lines_are_pasted_and_what_is_wrong_is_told_on_the_cell() {
    let mut screen = renewal(town());
    screen.press_line("罕台镇人民政府 镇长 李某");
    screen.harness.event(Event::Paste("王某\t2024-1-1\n郑　某\n冯某\t\t罕党发〔2025〕2号\n离任\n".into()));
    screen.run();
    screen.sees("变动 4 项 / 共 5 项");
    screen.sees("有 2 位「王某」，请从列表中选一位");
    assert!(!screen.can_press("保存换届"));
    screen.press("新登记 2 位未登记人员");
    screen.sees("罕台镇人民政府 副镇长 空缺 接任人 郑某");
    screen.press_line("罕台镇人民政府 镇长 李某");
    write(&mut screen, "王某");
    screen.key(Key::ArrowDown);
    screen.key(Key::Enter);
    assert!(screen.can_press("保存换届"));
    screen.press("保存换届");
    screen.sees("没有保存");
    screen.sees("第 1 项「罕台镇人民政府镇长」：李某自2024年1月1日起任该职务，接任日期应在其后");
    screen.press_line("罕台镇人民政府 镇长 李某");
    screen.key(Key::Tab);
    write(&mut screen, "2025-6-1");
    screen.press("保存换届");
    screen.sees("已保存：罕台镇换届：任命 2 项，接替 1 项，离任不补 1 项（2025年6月10日起）");
    screen.sees("罕台镇撖家塔村 监督人 冯某");
}

#[test]
fn ditto_copies_down_and_nothing_is_lost_by_accident() {
    let mut screen = renewal(town());
    screen.press_line("罕台镇撖家塔村 监督人 钱某");
    write(&mut screen, "赵");
    screen.key(Key::Enter);
    screen.harness.key_press_modifiers(Modifiers::COMMAND, Key::D);
    screen.run();
    screen.sees("罕台镇撖家塔村 监管人 孙某 接任人 赵𬭎");
    screen.press("人员");
    screen.press("换届");
    screen.sees("变动 2 项 / 共 5 项");
    screen.press("网格");
    screen.sees("离开");
    screen.press("取消");
    screen.press("已变动 2");
    screen.misses("罕台镇人民政府 镇长");
    screen.press("全部");
    screen.pick("换届范围", "撖家塔村");
    screen.sees("放弃已填写的换届变动？");
    screen.press("取消");
    assert_eq!(screen.value("换届范围"), "罕台镇");
    screen.press("放弃变动");
    screen.sees("变动 0 项 / 共 5 项");
}

#[test]
fn the_page_opens_empty_and_filled_in_both_themes_and_sizes() {
    for theme in [Theme::Light, Theme::Dark] {
        for size in SIZES {
            let mut screen = Screen::sized(town(), size, theme);
            screen.press("责任人");
            screen.press("换届");
            screen.pick("换届范围", "东胜区");
            screen.sees("罕台镇人民政府 镇长 李某");
            screen.press("空缺");
            screen.misses("罕台镇人民政府 镇长");
        }
    }
}
