//! 问题: the ledger, the form, one problem in full and the forms of its steps, by the words on the page.

use egui::{Key, Theme};
use gengbao::{
    domain::{
        id::{GridId, PersonId},
        patrol::{Finding, Patrol, PatrolKind},
        problem::{Behaviour, Problem, ProblemKind, ProblemSource},
        roster::{DutyHolder, Role},
    },
    ops::{Command, patrol::LogPatrol, problem::AddProblem},
};

use crate::support::{
    World, day,
    screen::{SIZES, Screen},
};

/// 撖家塔村 with a 网格员 in 一组, and two others who can work on problems.
fn village() -> (World, GridId, PersonId) {
    let mut world = World::new();
    let district = world.district();
    let walker = world.person("王𠮷");
    world.person("李响");
    world.person("赵敏");
    world.department("区自然资源分局", true);
    world.duty(district.group, Role::GridMember, DutyHolder::Person(walker));
    (world, district.village, walker)
}

fn problem(grid: GridId, finder: PersonId) -> Problem {
    Problem {
        found_on: day(2025, 6, 9),
        found_at: None,
        source: ProblemSource::Patrol,
        kind: ProblemKind::NonAgricultural,
        behaviours: vec![Behaviour::TakeSoil],
        grid,
        group: None,
        plot: String::new(),
        spot: "村委会北".into(),
        point: None,
        land: None,
        area: Some("5".parse().unwrap()),
        concerned: vec![],
        finders: vec![finder],
        found_by: String::new(),
        description: "在耕地上取土".into(),
        urgent: false,
        patrol: None,
        tip: None,
        clue: None,
        document: String::new(),
        note: String::new(),
    }
}

fn add(world: &mut World, problem: Problem) {
    world.run(Command::AddProblem(AddProblem { problem, files: vec![] }));
}

fn problems(world: World) -> Screen {
    let mut screen = Screen::new(world);
    screen.press("问题");
    screen
}

/// One problem, opened.
fn opened() -> Screen {
    let (mut world, village, walker) = village();
    add(&mut world, problem(village, walker));
    let mut screen = problems(world);
    screen.press_line("2025-0001");
    screen
}

/// Fills in who did the step and saves it.
fn save(screen: &mut Screen, by: &str) {
    screen.pick("经办人", by);
    screen.ctrl(Key::S);
}

#[test]
fn a_problem_is_entered_with_faults_on_their_fields() {
    let mut screen = problems(village().0);
    screen.sees("还没有登记问题");
    screen.press("登记第一个问题");
    screen.fill("发现时间", "25:00");
    screen.fill("坐标", "39.82,109.98");
    screen.ctrl(Key::S);
    for fault in [
        "没有这个时刻",
        "请选择问题来源",
        "请选择问题类型",
        "请选择问题所在的网格",
        "经度在前、纬度在后",
        "请写明发现的情况",
        "请选择发现人",
    ] {
        screen.sees(fault);
    }
    screen.fill("发现时间", "930");
    screen.fill("坐标", "109.98，39.82");
    screen.sees("109.980000°E，39.820000°N");
    screen.choose("问题来源", "巡查");
    screen.choose("问题类型", "非农化");
    screen.press("取土");
    screen.pick("网格", "撖家塔");
    screen.pick("发现人", "王𠮷");
    screen.fill("问题描述", "路东耕地被挖土约三亩");
    screen.fill("涉及面积", "3");
    screen.press("添加当事人");
    screen.fill("当事人姓名", "张三丰");
    screen.ctrl(Key::S);
    screen.sees("已保存：登记问题");
    screen.sees("问题 2025-0001");
    screen.sees("已发现");
    screen.key(Key::Escape);
    screen.sees("共 1 条");
    screen.sees("张**");
    screen.misses("张三丰");
    screen.sees("取土");
}

#[test]
fn a_problem_goes_the_whole_way_to_its_end() {
    let mut screen = opened();
    assert!(!screen.can_press("销号…"), "what is out of turn is greyed");
    screen.press("劝阻…");
    screen.ctrl(Key::S);
    screen.sees("请填写劝阻方式");
    screen.sees("请选择劝阻结果");
    screen.sees("请选择经办人");
    screen.fill("劝阻方式", "当面劝阻");
    screen.choose("劝阻结果", "未停止");
    save(&mut screen, "王𠮷");
    screen.sees("已劝阻");
    screen.press("上报…");
    screen.sees("上一级网格责任人");
    save(&mut screen, "王𠮷");
    screen.sees("已上报");
    screen.press("受理…");
    save(&mut screen, "李响");
    screen.press("核实…");
    screen.choose("核实结论", "属实");
    screen.fill("核实情况", "取土坑约五亩，无手续");
    save(&mut screen, "李响");
    screen.sees("已核实");
    screen.press("处置…");
    screen.choose("处置方式", "移送部门");
    screen.press("选用区自然资源分局");
    assert_eq!(screen.value("承办单位"), "区自然资源分局");
    screen.misses("选用区自然资源分局");
    screen.choose("处置方式", "自行整改");
    screen.fill("整改期限", "2025-7-10");
    save(&mut screen, "李响");
    screen.sees("整改中");
    screen.press("整改…");
    screen.sees("涉及 5.00 亩，已整改 0.00 亩，剩余 5.00 亩");
    screen.choose("整改程度", "部分整改");
    screen.fill("本次整改面积", "6");
    screen.ctrl(Key::S);
    screen.sees("超过剩余的 5.00 亩");
    screen.fill("本次整改面积", "2");
    save(&mut screen, "李响");
    screen.press("整改…");
    screen.sees("剩余 3.00 亩");
    screen.choose("整改程度", "全部整改完成");
    save(&mut screen, "李响");
    screen.sees("待复查");
    screen.press("复查…");
    screen.choose("复查结论", "通过");
    save(&mut screen, "赵敏");
    screen.sees("待销号");
    screen.press("销号…");
    screen.sees("不能销号：");
    screen.fill("证明文书", "罕政验〔2025〕1号");
    save(&mut screen, "王𠮷");
    screen.misses("已保存：销号");
    screen.press_last("移除王𠮷");
    save(&mut screen, "赵敏");
    screen.sees("已销号");
    assert!(!screen.can_press("整改…") && screen.can_press("重开…"));
    screen.sees("办理经过（9 步）");
}

#[test]
fn an_urgent_report_passes_over_a_level_and_says_so() {
    let mut screen = opened();
    screen.press("上报…");
    screen.choose("上报到", "东胜区");
    screen.sees("越级上报：越过 ");
    screen.fill("没有劝阻的原因", "现场有大型机械，无人应答，没有劝阻");
    save(&mut screen, "王𠮷");
    screen.sees("越级");
    screen.press("紧急情况");
    screen.fill("越级理由", "正在连夜取土");
    screen.ctrl(Key::S);
    screen.sees("已上报");
    screen.sees("抄告");
}

#[test]
fn the_ledger_is_filtered_and_cleared() {
    let (mut world, village, walker) = village();
    add(&mut world, problem(village, walker));
    add(&mut world, Problem { kind: ProblemKind::Abandoned, behaviours: vec![], ..problem(village, walker) });
    let mut screen = problems(world);
    screen.sees("共 2 条");
    screen.choose("按类型筛选", "撂荒");
    screen.sees("共 1 条");
    screen.press("已销号");
    screen.sees("没有符合条件的问题");
    screen.press("清除全部筛选");
    screen.sees("共 2 条");
    screen.fill("查找编号、地点和描述", "2025-0002");
    screen.sees("共 1 条");
    screen.fill("发现日期起", "乱写");
    screen.sees("乱写");
    screen.press_last("清除筛选");
    screen.pick("按网格筛选", "罕台");
    screen.sees("共 2 条");
}

#[test]
fn a_problem_is_found_by_its_number_from_anywhere() {
    let (mut world, village, walker) = village();
    add(&mut world, problem(village, walker));
    let mut screen = Screen::new(world);
    screen.fill("查找网格、问题编号", "2025-0001");
    screen.press_line("问题 2025-0001");
    screen.sees("办理经过");
}

#[test]
fn a_patrol_that_found_something_becomes_a_problem() {
    let (mut world, village, walker) = village();
    let patrol = Patrol {
        date: day(2025, 6, 9),
        start: None,
        end: None,
        kind: PatrolKind::Field,
        grid: village,
        group: None,
        patrollers: vec![walker],
        way: "步行".into(),
        finding: Finding::Problem,
        found: "田埂旁堆放秸秆".into(),
        action: String::new(),
        weather: String::new(),
        note: String::new(),
    };
    world.run(Command::LogPatrol(LogPatrol { patrol, files: vec![] }));
    let mut screen = Screen::new(world);
    screen.press("巡查");
    screen.press_line("2025-06-09");
    screen.press("立为问题…");
    assert_eq!((screen.value("网格"), screen.value("问题描述")), ("撖家塔村".into(), "田埂旁堆放秸秆".into()));
    screen.sees("移除王𠮷");
    screen.choose("问题类型", "非农化");
    screen.ctrl(Key::S);
    screen.sees("问题 2025-0001");
    screen.press_line("2025年6月9日 罕台镇撖家塔村");
    screen.sees("整月录入");
}

#[test]
fn the_ledger_and_the_papers_are_printed_from_where_they_are_seen() {
    let mut screen = opened();
    screen.press("打印文书");
    for refused in ["整改通知书", "移送函", "销号确认单", "督办单"] {
        assert!(!screen.can_press(refused), "{refused} is not come to");
    }
    screen.press("问题处置单");
    screen.sees("报表");
    screen.sees("问题处置单");
    screen.press("问题");
    screen.press("返回台账");
    screen.press("打印台账");
    screen.sees("问题台账");
}

#[test]
fn facts_are_corrected_and_typed_text_is_not_lost() {
    let mut screen = opened();
    screen.press("更正…");
    screen.sees("更正问题 2025-0001");
    screen.sees("移除王𠮷");
    screen.fill("问题描述", "在耕地上取土并堆放");
    screen.key(Key::Escape);
    screen.sees("放弃这次填写？");
    screen.press_last("取消");
    screen.ctrl(Key::S);
    screen.sees("在耕地上取土并堆放");
    screen.press("情况说明…");
    screen.fill("情况说明", "当事人表示愿意配合");
    screen.press("返回台账");
    screen.sees("放弃已填写的内容？");
}

#[test]
fn a_reader_is_told_why_and_an_empty_district_says_what_to_do() {
    let (mut world, village, walker) = village();
    add(&mut world, problem(village, walker));
    world.ws.sign_in("查阅员").unwrap();
    let mut screen = problems(world);
    assert!(!screen.can_press("登记问题"));
    screen.press_line("2025-0001");
    assert!(!screen.can_press("劝阻…") && !screen.can_press("更正…"));
    let mut screen = problems(World::new());
    screen.sees("还没有登记问题");
    screen.press("登记问题");
    screen.sees("编号在保存时按年顺序给出");
}

#[test]
fn the_page_stands_in_every_size_and_theme() {
    for size in SIZES {
        for theme in [Theme::Light, Theme::Dark] {
            let (mut world, village, walker) = village();
            add(&mut world, problem(village, walker));
            let mut screen = Screen::sized(world, size, theme);
            screen.press("问题");
            screen.as_of("2025-3-1");
            screen.sees("共 1 条");
            screen.press_line("2025-0001");
            for deed in ["劝阻…", "上报…", "合并…", "挂牌督办…", "情况说明…"] {
                screen.press(deed);
                screen.sees("经办人");
                screen.key(Key::Escape);
            }
        }
    }
}
