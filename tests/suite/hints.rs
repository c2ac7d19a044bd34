//! 核对提示: each kind with what triggers it and what nearly does; the judgement of a person.

use chrono::{Days, NaiveDate, NaiveTime};
use gengbao::{
    domain::{
        desk::Desk,
        hint::{HintKey, HintKind, HintVerdict},
        id::{GridId, PatrolId, PersonId},
        patrol::{Finding, Patrol},
    },
    ops::{
        Command, OpFault, Refusal, StoredFile,
        field::TakeField,
        hint::JudgeHint,
        office::PutOperator,
        patrol::LogPatrol,
        query::{
            hint::{HintLine, HintQuery, detail, hints},
            history,
        },
    },
};
use serde_json::json;

use crate::{
    clues::{import, row},
    support::{
        World, day, fault_of,
        fields::Fields,
        today,
    },
};

fn year() -> HintQuery {
    HintQuery::year_to(today())
}

fn of(world: &World, kind: HintKind) -> Vec<HintLine> {
    hints(&world.ws, &HintQuery { kind: Some(kind), ..year() }, 0, 100).unwrap().rows
}

fn at(hour: u32, minute: u32) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(hour, minute, 0)
}

fn timed(fields: &Fields, grid: GridId, from: (u32, u32), to: (u32, u32)) -> Patrol {
    Patrol { grid, start: at(from.0, from.1), end: at(to.0, to.1), ..fields.walk(day(2025, 3, 5)) }
}

fn photo(number: u8) -> StoredFile {
    StoredFile { digest: format!("{number:02x}").repeat(32), name: format!("照片{number}.jpg"), size: 1000 }
}

fn with_photo(fields: &mut Fields, date: NaiveDate, number: u8) -> PatrolId {
    let patrol = fields.walk(date);
    PatrolId(fields.world.make(Command::LogPatrol(LogPatrol { patrol, files: vec![photo(number)] })))
}

#[test]
fn one_person_is_not_in_two_villages_at_once() {
    let mut fields = Fields::new();
    let first = fields.log(timed(&fields, fields.village, (9, 0), (10, 30)));
    // Touching times, a grid above, somebody else, no times, another day: none of them is a hint.
    for near in [
        timed(&fields, fields.far_village, (10, 30), (11, 0)),
        timed(&fields, fields.village, (9, 10), (9, 40)),
        timed(&fields, fields.town, (9, 0), (10, 0)),
        Patrol { patrollers: vec![fields.li], ..timed(&fields, fields.far_village, (9, 0), (10, 0)) },
        Patrol { start: None, ..timed(&fields, fields.far_village, (9, 0), (10, 0)) },
        Patrol { date: day(2025, 3, 6), ..timed(&fields, fields.far_village, (9, 0), (10, 0)) },
    ] {
        fields.log(near);
    }
    assert_eq!(of(&fields.world, HintKind::TwoPlaces), []);
    let second = fields.log(timed(&fields, fields.far_village, (10, 10), (10, 25)));
    let found = of(&fields.world, HintKind::TwoPlaces);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].key, HintKey::TwoPlaces { person: fields.zhang, patrols: [first, second] });
    assert_eq!(found[0].what, "09:00-10:30在罕台镇撖家塔村，10:10-10:25在铜川镇枳机塔村，重叠 15 分钟");
    assert_eq!((found[0].who.as_str(), found[0].place.as_str()), ("张三", "罕台镇撖家塔村、铜川镇枳机塔村"));
    let sides = detail(&fields.world.ws, &year(), &found[0].key).unwrap().sides;
    assert_eq!(sides.len(), 2);
    // By grid, in either of both; and not in the one between.
    for (grid, count) in [(fields.town, 1), (fields.far_village, 1), (fields.next_village, 0), (fields.root, 1)] {
        let query = HintQuery { grid: Some(grid), ..year() };
        assert_eq!(hints(&fields.world.ws, &query, 0, 9).unwrap().total, count);
    }
}

fn said(fields: &mut Fields, person: PersonId, weeks: std::ops::Range<u64>, words: &str) {
    for week in weeks {
        let date = day(2025, 2, 3) + Days::new(7 * week);
        fields.log(Patrol { patrollers: vec![person], note: words.into(), ..fields.walk(date) });
    }
}

#[test]
fn the_same_words_for_weeks_are_worth_a_look() {
    let mut fields = Fields::new();
    let (zhang, li) = (fields.zhang, fields.li);
    said(&mut fields, zhang, 0..3, "沿北侧田埂查看一圈，一切照旧");
    // Short words, and as often within one week.
    said(&mut fields, li, 0..9, "情况正常");
    for date in 3..9 {
        let note = "从村口走到渠边又走回来".to_owned();
        fields.log(Patrol { patrollers: vec![li], note, ..fields.walk(day(2025, 2, date)) });
    }
    assert_eq!(of(&fields.world, HintKind::SameText), []);
    said(&mut fields, zhang, 3..4, "沿北侧田埂查看一圈，一切照旧");
    let found = of(&fields.world, HintKind::SameText);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].what, "2025年有 4 周、4 次都写“沿北侧田埂查看一圈，一切照旧”");
    assert_eq!((found[0].day, found[0].who.as_str()), (day(2025, 2, 24), "张三"));
    let shown = detail(&fields.world.ws, &year(), &found[0].key).unwrap();
    assert_eq!((shown.sides.len(), shown.more), (3, 1));
    // What the whole office says is a form of words.
    for number in 0..20 {
        let person = fields.world.person(&format!("网格员{number}"));
        said(&mut fields, person, 0..1, "沿北侧田埂查看一圈，一切照旧");
    }
    assert_eq!(of(&fields.world, HintKind::SameText), []);
}

#[test]
fn a_photo_belongs_to_one_walk() {
    let mut fields = Fields::new();
    let first = with_photo(&mut fields, day(2025, 3, 5), 1);
    with_photo(&mut fields, day(2025, 3, 6), 2);
    let problem = |patrol: Option<PatrolId>| -> Command {
        let facts = json!({"do": "add_problem", "found_on": "2025-03-05", "source": if patrol.is_some() { "patrol" } else { "superior" },
            "kind": "abandoned", "grid": fields.village, "found_by": [fields.zhang], "description": "撂荒",
            "patrol": patrol, "files": [photo(1)]});
        serde_json::from_value(facts).unwrap()
    };
    // The problem that the patrol found shows the photo of the patrol.
    let (own, foreign) = (problem(Some(first)), problem(None));
    fields.world.run(own);
    assert_eq!(of(&fields.world, HintKind::PhotoTwice), []);
    fields.world.run(foreign);
    let found = of(&fields.world, HintKind::PhotoTwice);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].what, "照片“照片1.jpg”用在2025年3月5日的巡查，又用在2025年3月5日的问题");
    with_photo(&mut fields, day(2025, 4, 1), 2);
    let found = of(&fields.world, HintKind::PhotoTwice);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].what, "照片“照片2.jpg”用在2025年3月6日的巡查，又用在2025年4月1日的巡查");
    let sides = detail(&fields.world.ws, &year(), &found[0].key).unwrap().sides;
    assert_eq!(sides.iter().map(|side| side.files.len()).collect::<Vec<_>>(), [1, 1]);
}

/// A patrol with photos of these days and places.
fn taken(fields: &mut Fields, date: NaiveDate, photos: &[(&str, Option<&str>)]) {
    let item = |(place, (started, shape)): (usize, &(&str, Option<&str>))| {
        json!({"to": {"new": 0}, "track": {"kind": "photo", "name": format!("现场{place}.jpg"), "started": started,
            "shape": shape.unwrap_or_default(), "digest": format!("{:02x}", place + 100 + date.to_string().len()).repeat(32)}})
    };
    let items: Vec<_> = photos.iter().enumerate().map(item).collect();
    let args: TakeField = serde_json::from_value(json!({"patrols": [fields.walk(date)], "items": items})).unwrap();
    fields.world.run(Command::TakeField(args));
}

#[test]
fn photos_are_of_the_day_and_the_place_of_their_walk() {
    let mut fields = Fields::new();
    let (here, beside, far) = ("1098200000,398000000", "1098500000,398100000", "1099900000,398200000");
    let (noon, evening) = ("2025-03-05T11:00:00", "2025-03-05T19:00:00");
    taken(&mut fields, day(2025, 3, 5), &[(noon, Some(here)), (evening, Some(beside)), (noon, None)]);
    assert_eq!(of(&fields.world, HintKind::PhotoMismatch), []);
    let (next, last) = ("2025-03-06T11:00:00", "2025-03-07T11:00:00");
    taken(&mut fields, day(2025, 3, 6), &[(next, Some(here)), (next, Some(beside)), (next, Some(far)), (last, None)]);
    let found: Vec<_> = of(&fields.world, HintKind::PhotoMismatch).into_iter().map(|line| line.what).collect();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().any(|what| what.starts_with("照片“现场2.jpg”拍摄位置离这次巡查的其他位置 12.")), "{found:?}");
    assert!(found.contains(&"照片“现场3.jpg”拍摄于2025年3月7日，巡查日期是2025年3月6日".to_owned()), "{found:?}");
}

#[test]
fn a_clue_where_nothing_was_found_shortly_before_is_told() {
    let mut fields = Fields::new();
    // Found something, too long ago, after the images, elsewhere.
    let date = day(2025, 5, 10);
    fields.log(Patrol { finding: Finding::Problem, found: "撂荒".into(), ..fields.walk(date) });
    fields.log(fields.walk(date - Days::new(31)));
    fields.log(fields.walk(day(2025, 5, 16)));
    fields.log(Patrol { grid: fields.next_village, ..fields.walk(date) });
    let place = |number: &str| {
        row(2, &[("number", number), ("kind", "1"), ("village", "撖家塔村"), ("imaged", "2025-05-15")])
    };
    fields.world.run(import(vec![place("0001")]));
    assert_eq!(of(&fields.world, HintKind::ClueMissed).len(), 0);
    fields.log(fields.walk(date));
    fields.log(fields.walk(date - Days::new(25)));
    let found = of(&fields.world, HintKind::ClueMissed);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].what, "图斑 0001（2025年5月15日）前 30 天内 2 次巡查“未发现问题”");
    assert_eq!(detail(&fields.world.ws, &year(), &found[0].key).unwrap().sides.len(), 3);
}

#[test]
fn a_person_judges_and_nothing_else_follows() {
    let mut fields = Fields::new();
    fields.log(timed(&fields, fields.village, (9, 0), (10, 30)));
    fields.log(timed(&fields, fields.far_village, (10, 0), (11, 0)));
    let key = of(&fields.world, HintKind::TwoPlaces)[0].key.clone();
    let judge = |verdict, note: &str| Command::JudgeHint(JudgeHint { key: key.clone(), verdict, note: note.into() });
    let fault = fields.world.refuse(judge(HintVerdict::Explained, "  "));
    assert!(fault_of(&fault, "note").starts_with("请写明核对情况"));
    let nobody = HintKey::TwoPlaces { person: fields.zhang, patrols: [PatrolId(1), PatrolId(2)] };
    let unknown = JudgeHint { key: nobody, verdict: HintVerdict::Unfounded, note: "看过".into() };
    assert!(matches!(fields.world.refuse(Command::JudgeHint(unknown)), OpFault::NotFound { .. }));
    let outcome = fields.world.contract(judge(HintVerdict::Explained, "两村相邻，一并巡查"));
    assert_eq!(outcome.title, "核对「一人同时两处」：已说明");
    let ws = &fields.world.ws;
    assert_eq!(hints(ws, &year(), 0, 9).unwrap().total, 0);
    let page = hints(ws, &HintQuery { judged: true, ..year() }, 0, 9).unwrap();
    let judged = page.rows[0].judgement.clone().unwrap();
    assert_eq!((judged.note.as_str(), judged.on, judged.by.as_str()), ("两村相邻，一并巡查", today(), "测试员"));
    assert_eq!((page.counts[0].waiting, page.counts[0].judged), (0, 1));
    let outcome = fields.world.contract(judge(HintVerdict::Confirmed, "由他人代签"));
    assert_eq!(outcome.title, "重新核对「一人同时两处」（原为2025年6月10日核对的“已说明”）：已核实属实");
    let events = history::of_rows(&fields.world.ws, &[("hint_judgement", judged.id.0)]).unwrap();
    assert_eq!(events.len(), 2 + 4, "two judgements, each taken back and done again by the contract");
}

#[test]
fn a_town_judges_what_lies_in_it() {
    let mut fields = Fields::new();
    for (grid, to) in [(fields.village, (10, 30)), (fields.far_village, (11, 0)), (fields.next_village, (10, 10))] {
        fields.log(timed(&fields, grid, (9, 0), to));
    }
    let clerk = PutOperator {
        operator: None,
        name: "罕台录入".into(),
        desk: Desk::Town,
        scope: Some(fields.town),
        active: true,
    };
    fields.world.run(Command::PutOperator(clerk));
    fields.world.ws.sign_in("罕台录入").unwrap();
    let (mut done, mut refused) = (0, 0);
    for line in of(&fields.world, HintKind::TwoPlaces) {
        let judge = JudgeHint { key: line.key, verdict: HintVerdict::Unfounded, note: "时间登记有误".into() };
        match fields.world.ws.apply(Command::JudgeHint(judge)) {
            Ok(_) => done += 1,
            Err(OpFault::Refused(Refusal::Scope { .. })) => refused += 1,
            Err(other) => panic!("{other}"),
        }
    }
    assert_eq!((done, refused), (1, 2));
}
