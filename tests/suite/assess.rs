//! The assessment year from opening to correction (R085-R107, G01, G02, G06-G14).

use gengbao::{
    domain::{
        assess::{Mark, RankGroup, Stage, Tenths, dongsheng_2023, total},
        grid::GridKind,
        id::ObjectId,
    },
    ops::{
        Command, OpFault, Refusal,
        assess::{CorrectScore, FreezeObjects, IncludeObject, OpenAssessment, SetScore},
        grid::RenameGrid,
        query::assess::{YearOverview, object, overview, years},
    },
};
use proptest::prelude::*;

use super::support::{
    World, day,
    district::{YEAR, confirm, refusal, set_score},
    fault_of, today,
};

fn opening(year: i32, step: Option<Tenths>) -> Command {
    Command::OpenAssessment(OpenAssessment { year, step })
}

fn standing(world: &World) -> YearOverview {
    overview(&world.ws, YEAR).unwrap().unwrap()
}

fn correction(object: ObjectId, item: &str, mark: Mark) -> CorrectScore {
    CorrectScore {
        object,
        item: item.into(),
        mark,
        mark_reason: "补充材料已核实".into(),
        reason: "复核考核记录".into(),
        document: "东政办函〔2025〕8号".into(),
    }
}

#[test]
fn a_year_opens_with_annex_2_and_the_default_departments_switched_on() {
    let (mut world, _) = World::with_units();
    world.contract(opening(YEAR, None));
    let year = standing(&world);
    assert_eq!((year.stage, year.step, year.full_marks), (Stage::Preparing, Tenths(1), Tenths(1000)));
    let listed: Vec<_> =
        year.objects.iter().map(|line| (line.name.as_str(), line.kind.label(), line.included)).collect();
    assert_eq!(
        listed,
        [
            ("罕台镇", "镇", true),
            ("铜川镇", "镇", true),
            ("民族街道", "街道", true),
            ("公园街道", "街道", false),
            ("区自然资源分局", "部门", true),
            ("区林草局", "部门", false),
        ]
    );
    assert_eq!(years(&world.ws).unwrap(), [YEAR]);
    assert_eq!(overview(&world.ws, 2025).unwrap(), None);
}

#[test]
fn a_year_opens_once_and_only_where_the_scheme_applies() {
    let (mut world, _) = World::with_units();
    let early = world.refuse(opening(2023, None));
    assert!(fault_of(&early, "year").contains("考核自 2024 年度起实行"), "{early}");
    let late = world.refuse(opening(2026, None));
    assert!(fault_of(&late, "year").contains("还没有开始"), "{late}");
    let step = world.refuse(opening(YEAR, Some(Tenths(3))));
    assert!(fault_of(&step, "step").contains("0.1 分或 0.5 分"), "{step}");
    world.run(opening(YEAR, Some(Tenths(5))));
    let again = world.refuse(opening(YEAR, None));
    assert!(refusal(&again).contains("已经开启"), "{again}");
    let empty = World::new().refuse(opening(YEAR, None));
    assert!(refusal(&empty).contains("还没有可以考核的单位"), "{empty}");
}

#[test]
fn the_list_is_that_of_the_end_of_the_year() {
    let (mut world, root) = World::with_units();
    world.listed_from(root, GridKind::Street, "建设街道", None, day(2025, 2, 1));
    let street = world.listed(root, GridKind::Street, "林荫街道", None);
    let rename =
        RenameGrid { grid: street, name: "林荫路街道".into(), from: day(2025, 3, 1), document: String::new() };
    world.run(Command::RenameGrid(rename));
    world.run(opening(2024, None));
    world.run(opening(2025, None));
    let names = |year: i32| -> Vec<String> {
        overview(&world.ws, year).unwrap().unwrap().objects.into_iter().map(|line| line.name).collect()
    };
    assert!(names(2024).contains(&"林荫街道".to_owned()) && !names(2024).contains(&"建设街道".to_owned()));
    assert!(names(2025).contains(&"林荫路街道".to_owned()) && names(2025).contains(&"建设街道".to_owned()));
}

#[test]
fn the_list_changes_until_it_is_frozen() {
    let (mut world, _) = World::with_units();
    let assessment = world.open_year();
    let park = world.object("公园街道");
    let include = |object, included| Command::IncludeObject(IncludeObject { object, included });
    let outcome = world.contract(include(park, true));
    assert_eq!(outcome.title, "列入2024年度考核对象：公园街道");
    assert!(refusal(&world.refuse(set_score(park, "1.1", Mark::Scored(Tenths(50))))).contains("请先冻结名单"));
    let switched = world.run(include(park, false)).op;
    let frozen = world.contract(Command::FreezeObjects(FreezeObjects { assessment }));
    assert_eq!(frozen.title, "冻结2024年度考核对象名单：4 个单位");
    assert!(refusal(&world.refuse(include(park, true))).contains("已经冻结"));
    assert!(refusal(&world.refuse(Command::FreezeObjects(FreezeObjects { assessment }))).contains("已经冻结"));
    assert!(refusal(&world.refuse(set_score(park, "1.1", Mark::Scored(Tenths(50))))).contains("没有列入考核对象"));
    assert!(
        refusal(&world.ws.undo_op(switched).unwrap_err()).contains("已经冻结"),
        "the list is changed from the history"
    );
}

#[test]
fn an_empty_list_cannot_be_frozen() {
    let (mut world, _) = World::with_units();
    let assessment = world.open_year();
    for line in standing(&world).objects {
        world.run(Command::IncludeObject(IncludeObject { object: line.id, included: false }));
    }
    let fault = world.refuse(Command::FreezeObjects(FreezeObjects { assessment }));
    assert!(refusal(&fault).contains("请至少列入一个单位"), "{fault}");
}

#[test]
fn freezing_is_taken_back_only_before_there_are_scores() {
    let (mut world, _) = World::with_units();
    let assessment = world.open_year();
    let frozen = world.run(Command::FreezeObjects(FreezeObjects { assessment })).op;
    let town = world.object("罕台镇");
    world.score(town, "1.1", Tenths(50));
    let fault = world.ws.undo_op(frozen).unwrap_err();
    assert!(refusal(&fault).contains("已经有评分"), "{fault}");
    world.ws.undo().unwrap();
    world.ws.undo().unwrap();
    assert_eq!(standing(&world).stage, Stage::Preparing);
}

#[test]
fn a_score_is_entered_changed_and_cleared() {
    let (mut world, _) = World::with_units();
    world.scoring_year();
    let town = world.object("罕台镇");
    let scored = world.contract(set_score(town, "1.1", Mark::Scored(Tenths(45))));
    assert_eq!(scored.title, "评分：2024年度 罕台镇 一、1 得 4.5 分");
    let none = world.contract(set_score(town, "1.2", Mark::NotApplicable));
    assert_eq!(none.title, "评分：2024年度 罕台镇 一、2 不适用");
    let sheet = object(&world.ws, town).unwrap();
    assert_eq!((sheet.total.so_far, sheet.total.open, sheet.total.not_applicable), (Tenths(45), 10, 1));
    assert_eq!((sheet.band.as_ref(), sheet.parts[0].sum.open), (None, 3));
    let first = &sheet.parts[0].items[0];
    assert_eq!((first.number.as_str(), first.line, first.points), ("1", 839, Tenths(50)));
    assert_eq!((first.mark, first.reason.as_str()), (Some(Mark::Scored(Tenths(45))), "见考核记录"));
    let cleared = SetScore { object: town, item: "1.1".into(), mark: None, reason: String::new() };
    assert_eq!(world.contract(Command::SetScore(cleared)).title, "评分：2024年度 罕台镇 一、1 改为未评分");
    assert_eq!(object(&world.ws, town).unwrap().total.so_far, Tenths(0));
}

#[test]
fn the_same_score_again_leaves_no_trace() {
    let (mut world, _) = World::with_units();
    world.scoring_year();
    let town = world.object("罕台镇");
    world.score(town, "1.1", Tenths(45));
    let before = world.ws.op_count().unwrap();
    world.score(town, "1.1", Tenths(45));
    assert_eq!(world.ws.op_count().unwrap(), before);
}

#[test]
fn what_is_no_score_is_refused_with_its_field() {
    let (mut world, _) = World::with_units();
    world.scoring_year();
    let town = world.object("罕台镇");
    let bad = |item: &str, mark, reason: &str| {
        Command::SetScore(SetScore { object: town, item: item.into(), mark: Some(mark), reason: reason.into() })
    };
    let scored = |tenths| Mark::Scored(Tenths(tenths));
    for (command, field, words) in [
        (bad("1.1", scored(51), "x"), "mark", "超过本项满分 5.0"),
        (bad("1.1", scored(-1), "x"), "mark", "不能小于 0"),
        (bad("1.1", scored(49), "  "), "reason", "请填写扣分原因及依据"),
        (bad("1.1", Mark::NotApplicable, ""), "reason", "请填写不适用的原因"),
        (bad("1.1", scored(49), &"长".repeat(4001)), "reason", "最多 4000 个字"),
        (bad("4.1", scored(0), "x"), "item", "可选：1.1、1.2"),
    ] {
        let fault = world.refuse(command);
        assert!(fault_of(&fault, field).contains(words), "{fault}");
    }
    let unknown = world.refuse(set_score(ObjectId(1), "1.1", scored(50)));
    assert!(matches!(unknown, OpFault::NotFound { kind: "考核对象", .. }));
    let letters = format!(r#"{{"do":"set_score","object":{},"item":"1.1","mark":{{"scored":"四分"}}}}"#, town.0);
    let fault = serde_json::from_str::<Command>(&letters).unwrap_err();
    assert!(fault.to_string().contains("「四分」不是分数"), "{fault}");
}

#[test]
fn half_points_are_kept_where_the_year_asks_for_them() {
    let (mut world, _) = World::with_units();
    let assessment = gengbao::domain::id::AssessmentId(world.make(opening(YEAR, Some(Tenths(5)))));
    world.run(Command::FreezeObjects(FreezeObjects { assessment }));
    let town = world.object("罕台镇");
    world.score(town, "1.1", Tenths(45));
    let fault = world.refuse(set_score(town, "1.1", Mark::Scored(Tenths(44))));
    assert!(fault_of(&fault, "mark").contains("0.5 的整数倍"), "{fault}");
}

#[test]
fn bands_start_exactly_at_their_bounds() {
    let (mut world, _) = World::with_units();
    world.scoring_year();
    let town = world.object("罕台镇");
    for (total, band) in [
        (849, "良好"),
        (850, "优秀"),
        (749, "合格"),
        (750, "良好"),
        (599, "不合格"),
        (600, "合格"),
        (0, "不合格"),
        (1000, "优秀"),
    ] {
        world.score_in_all(town, Tenths(total));
        let sheet = object(&world.ws, town).unwrap();
        assert_eq!(sheet.total.complete(), Some(Tenths(total)));
        assert_eq!(sheet.band.map(|band| band.name).as_deref(), Some(band), "{total}");
    }
}

#[test]
fn an_open_item_is_not_a_zero_and_stops_the_confirmation() {
    let (mut world, _) = World::with_units();
    let assessment = world.scoring_year();
    for name in ["罕台镇", "民族街道", "区自然资源分局"] {
        let object = world.object(name);
        world.score_in_all(object, Tenths(900));
    }
    let town = world.object("罕台镇");
    world.run(Command::SetScore(SetScore { object: town, item: "3.4".into(), mark: None, reason: String::new() }));
    let year = standing(&world);
    let line = year.objects.iter().find(|line| line.id == town).unwrap();
    assert_eq!((line.marked, line.items, line.total.so_far), (11, 12, Tenths(850)));
    assert_eq!((line.total.complete(), line.band.as_ref(), line.rank), (None, None, None));
    let names: Vec<_> = year.unfinished().map(|line| line.name.as_str()).collect();
    assert_eq!(names, ["罕台镇", "铜川镇"]);
    let fault = world.refuse(confirm(assessment, today()));
    assert_eq!(refusal(&fault), "还有 2 个单位没有评完：罕台镇（1 项）、铜川镇（12 项），请评完后再审定");
}

#[test]
fn confirmation_locks_the_year() {
    let (mut world, _) = World::with_units();
    let assessment = world.scoring_year();
    for name in ["罕台镇", "铜川镇", "民族街道", "区自然资源分局"] {
        let object = world.object(name);
        world.score_in_all(object, Tenths(900));
    }
    let town = world.object("罕台镇");
    let last = world.run(set_score(town, "1.1", Mark::NotApplicable)).op;
    let late = world.refuse(confirm(assessment, day(2025, 6, 11)));
    assert!(fault_of(&late, "on").contains("不能晚于今天"), "{late}");
    let early = world.refuse(confirm(assessment, day(2023, 12, 31)));
    assert!(fault_of(&early, "on").contains("早于 2024 年度"), "{early}");
    let confirmed = world.contract(confirm(assessment, today()));
    assert_eq!(confirmed.title, "审定2024年度考核结果");
    let year = standing(&world);
    assert_eq!((year.stage, year.confirmed_on), (Stage::Confirmed, Some(today())));
    assert_eq!(year.confirmed_document, "东政办发〔2025〕2号");
    for command in [
        set_score(town, "1.1", Mark::Scored(Tenths(50))),
        confirm(assessment, today()),
        Command::FreezeObjects(FreezeObjects { assessment }),
        Command::IncludeObject(IncludeObject { object: town, included: false }),
    ] {
        assert!(refusal(&world.refuse(command)).contains("已经审定"));
    }
    assert!(
        refusal(&world.ws.undo_op(last).unwrap_err()).contains("已经审定"),
        "a score is taken back from the history"
    );
    assert!(matches!(world.ws.undo(), Err(OpFault::Refused(Refusal::NothingToUndo))));
    assert!(matches!(world.ws.undo_op(confirmed.op), Err(OpFault::Refused(Refusal::NotUndoable(_)))));
}

#[test]
fn after_confirmation_scores_change_as_numbered_corrections() {
    let (mut world, _) = World::with_units();
    world.confirmed_year();
    let (town, other) = (world.object("罕台镇"), world.object("铜川镇"));
    let scored = |tenths| Mark::Scored(Tenths(tenths));
    let first = world.contract(Command::CorrectScore(correction(town, "1.4", scored(20))));
    assert_eq!(first.title, "更正（第1号）：2024年度 罕台镇 一、4 由 4.9 改为 2.0");
    world.run(Command::CorrectScore(correction(town, "1.4", scored(30))));
    let elsewhere = world.run(Command::CorrectScore(correction(other, "3.4", Mark::NotApplicable)));
    assert!(elsewhere.title.starts_with("更正（第1号）：2024年度 铜川镇 三、4"), "{}", elsewhere.title);
    let sheet = object(&world.ws, town).unwrap();
    assert_eq!(sheet.total.complete(), Some(Tenths(830)));
    let numbered: Vec<_> = sheet.corrections.iter().map(|line| (line.number, line.old, line.new)).collect();
    assert_eq!(numbered, [(1, scored(49), scored(20)), (2, scored(20), scored(30))]);
    assert_eq!(sheet.corrections[0].item_name, "一、4 各级网格监督监管职能制定情况");
    assert_eq!((sheet.corrections[0].on, sheet.corrections[0].reason.as_str()), (today(), "复核考核记录"));
}

#[test]
fn a_correction_needs_a_change_a_reason_and_a_valid_score() {
    let (mut world, _) = World::with_units();
    world.confirmed_year();
    let good = correction(world.object("罕台镇"), "1.4", Mark::Scored(Tenths(20)));
    let same = CorrectScore { mark: Mark::Scored(Tenths(49)), mark_reason: "见考核记录".into(), ..good.clone() };
    for (command, field, words) in [
        (CorrectScore { reason: " ".into(), ..good.clone() }, "reason", "请填写更正原因"),
        (CorrectScore { document: "长".repeat(201), ..good.clone() }, "document", "最多 200 个字"),
        (CorrectScore { mark: Mark::Scored(Tenths(51)), ..good.clone() }, "mark", "超过本项满分"),
        (CorrectScore { mark_reason: String::new(), ..good.clone() }, "mark_reason", "请填写扣分原因及依据"),
        (CorrectScore { item: "9.9".into(), ..good.clone() }, "item", "没有考核项「9.9」"),
        (same, "mark", "不用更正"),
    ] {
        let fault = world.refuse(Command::CorrectScore(command));
        assert!(fault_of(&fault, field).contains(words), "{fault}");
    }
}

#[test]
fn before_confirmation_there_is_nothing_to_correct() {
    let (mut world, _) = World::with_units();
    world.scoring_year();
    let town = world.object("罕台镇");
    let early = world.refuse(Command::CorrectScore(correction(town, "1.4", Mark::Scored(Tenths(20)))));
    assert!(refusal(&early).contains("还没有审定"), "{early}");
}

#[test]
fn ties_share_a_rank_and_departments_are_ranked_apart() {
    let (mut world, _) = World::with_units();
    world.scoring_year();
    for (name, total) in [("罕台镇", 800), ("铜川镇", 900), ("民族街道", 900), ("区自然资源分局", 700)]
    {
        let object = world.object(name);
        world.score_in_all(object, Tenths(total));
    }
    let year = standing(&world);
    let ranks = |group| -> Vec<_> { year.ranked(group).iter().map(|line| (line.name.as_str(), line.rank)).collect() };
    assert_eq!(ranks(RankGroup::Territory), [("铜川镇", Some(1)), ("民族街道", Some(1)), ("罕台镇", Some(3))]);
    assert_eq!(ranks(RankGroup::Department), [("区自然资源分局", Some(1))]);
}

#[test]
fn assessors_score_and_town_desks_do_not() {
    let (mut world, _) = World::with_units();
    world.scoring_year();
    let town = world.object("罕台镇");
    world.ws.sign_in("镇录入").unwrap();
    let fault = world.refuse(set_score(town, "1.1", Mark::Scored(Tenths(50))));
    assert!(matches!(fault, OpFault::Refused(Refusal::Right { .. })));
    world.ws.sign_in("考核员").unwrap();
    world.score(town, "1.1", Tenths(50));
}

/// Twelve scores within their items, in tenths.
fn marks() -> impl Strategy<Value = Vec<i64>> {
    dongsheng_2023().items().map(|item| 0..=item.points.0).collect::<Vec<_>>()
}

proptest! {
    #[test]
    fn sums_are_exact_and_bands_follow_the_plan(marks in marks()) {
        let scheme = dongsheng_2023();
        let of = |id: &str| scheme.items().position(|item| item.id == id).map(|at| Mark::Scored(Tenths(marks[at])));
        let sum: i64 = marks.iter().sum();
        let complete = total(scheme, of).complete();
        prop_assert_eq!(complete, Some(Tenths(sum)));
        let band = match sum { 850.. => "优秀", 750.. => "良好", 600.. => "合格", _ => "不合格" };
        prop_assert_eq!(&scheme.band(Tenths(sum)).name, band);
        let written: Tenths = Tenths(sum).to_string().parse().unwrap();
        prop_assert_eq!(written, Tenths(sum));
    }

    #[test]
    fn near_a_bound_one_tenth_decides(bound in prop::sample::select(vec![600_i64, 750, 850]), off in 1..=100_i64) {
        let scheme = dongsheng_2023();
        prop_assert_ne!(&scheme.band(Tenths(bound - 1)).name, &scheme.band(Tenths(bound)).name);
        prop_assert_ne!(&scheme.band(Tenths(bound - off)).name, &scheme.band(Tenths(bound)).name);
    }
}
