//! Taking what was found: into patrols that are entered, into new ones, never twice, and only for those who may see it.

use std::{collections::BTreeMap, fs, path::Path};

use chrono::NaiveTime;
use gengbao::{
    domain::{
        coordinate::System,
        desk::Desk,
        id::{PatrolId, TrackId},
        import::{ImportKind, Mapping},
        patrol::Patrol,
        track::{Shape, Track, TrackKind},
    },
    ops::{
        Command, OpFault, Refusal, StoredFile,
        field::{Belongs, FieldItem, ForgetSource, RemoveTrack, SaveSource, TakeField},
        office::PutOperator,
        patrol::DetachFile,
        query::{field, patrol},
    },
    session::{
        Progress,
        field::{Batch, To, scan},
    },
};

use super::files::GPX;
use crate::{
    cli,
    support::{day, fault_of, fields::Fields, photo::Photo},
};

fn walk() -> Track {
    Track {
        kind: TrackKind::Line,
        name: "上午".into(),
        started: day(2025, 3, 5).and_hms_opt(9, 30, 0),
        ended: day(2025, 3, 5).and_hms_opt(10, 0, 0),
        metres: 1967,
        shape: Shape::try_from("1099800000,398200000,0;100000,0,900;0,100000,900".to_owned()).unwrap(),
        system: Some(System::Cgcs2000),
        device: "巡田记录".into(),
        digest: "ab".repeat(32),
    }
}

fn picture() -> FieldItem {
    let digest = "cd".repeat(32);
    let track = Track {
        kind: TrackKind::Photo,
        name: "现场.jpg".into(),
        ended: None,
        metres: 0,
        shape: Shape::try_from("1099800000,398200000".to_owned()).unwrap(),
        digest: digest.clone(),
        ..walk()
    };
    FieldItem { to: Belongs::New(0), track, photo: Some(StoredFile { digest, name: "现场.jpg".into(), size: 9 }) }
}

fn item(to: Belongs, track: Track) -> FieldItem {
    FieldItem { to, track, photo: None }
}

fn take(patrols: Vec<Patrol>, items: Vec<FieldItem>) -> Command {
    Command::TakeField(TakeField { patrols, items })
}

#[test]
fn every_command_of_field_data_keeps_the_contract() {
    let mut fields = Fields::new();
    let patrol = fields.walk(day(2025, 3, 5));
    let outcome = fields.world.contract(take(vec![patrol], vec![item(Belongs::New(0), walk()), picture()]));
    assert_eq!(outcome.title, "外业导入：照片 1、轨迹 1，新登记巡查 1 次（2025年3月5日 罕台镇撖家塔村 巡田）");
    let id = PatrolId(outcome.made[0]);
    let tracks = field::of_patrol(&fields.world.ws, id).unwrap();
    assert_eq!(tracks.len(), 2);
    assert_eq!(patrol::detail(&fields.world.ws, id).unwrap().files.len(), 1);
    let track = tracks.iter().find(|track| track.kind == TrackKind::Line).unwrap().id;
    let outcome = fields.world.contract(Command::RemoveTrack(RemoveTrack { track }));
    assert_eq!(outcome.title, "移除轨迹「上午」：2025年3月5日 罕台镇撖家塔村 巡田");
    let mapping = Mapping { columns: [("谁".to_owned(), "person".to_owned())].into(), ..Mapping::default() };
    let save = SaveSource { kind: ImportKind::People, name: "巡田宝".into(), mapping };
    let outcome = fields.world.contract(Command::SaveSource(save));
    assert_eq!(outcome.title, "保存来源「巡田宝」：人员");
    assert_eq!(field::sources(&fields.world.ws, ImportKind::People).unwrap()[0].name, "巡田宝");
    let forget = ForgetSource { kind: ImportKind::People, name: "巡田宝".into() };
    fields.world.contract(Command::ForgetSource(forget.clone()));
    let fault = fields.world.refuse(Command::ForgetSource(forget));
    assert!(fault_of(&fault, "name").contains("没有来源「巡田宝」"));
}

#[test]
fn what_cannot_stand_is_refused_as_a_whole_with_its_line() {
    let mut fields = Fields::new();
    let id = fields.log(fields.walk(day(2025, 3, 5)));
    let to = Belongs::Patrol(id);
    let photo_of_track = FieldItem { photo: picture().photo, ..item(to, walk()) };
    let cases = [
        ("items", vec![], "至少选择一项"),
        (
            "started",
            vec![item(to, Track { started: day(2025, 6, 11).and_hms_opt(9, 0, 0), ended: None, ..walk() })],
            "今天之后",
        ),
        ("ended", vec![item(to, Track { ended: day(2025, 3, 5).and_hms_opt(8, 0, 0), ..walk() })], "早于开始时间"),
        ("shape", vec![item(to, Track { shape: Shape::default(), ..walk() })], "至少要有两个点"),
        ("digest", vec![item(to, Track { digest: "x".into(), ..walk() })], "校验值不对"),
        ("photo", vec![FieldItem { to, photo: None, ..picture() }], "还没有存入工作区"),
        ("photo", vec![photo_of_track], "只有照片作为附件保存"),
        ("to", vec![item(Belongs::New(3), walk())], "没有新登记的第 4 次巡查"),
        ("digest", vec![item(to, walk()), item(to, walk())], "不要重复导入"),
    ];
    for (name, items, words) in cases {
        let message = fault_of(&fields.world.refuse(take(vec![], items)), name);
        assert!(message.contains(words), "{name}: {message}");
    }
    let bad = Patrol { patrollers: vec![], ..fields.walk(day(2025, 3, 5)) };
    let fault = fields.world.refuse(take(vec![bad], vec![item(Belongs::New(0), walk())]));
    assert!(fault_of(&fault, "patrollers").contains("新登记的第 1 次巡查"));
    let missing = fields.world.refuse(Command::RemoveTrack(RemoveTrack { track: TrackId(9) }));
    assert!(matches!(missing, OpFault::NotFound { .. }));
    let mapping = Mapping { columns: [("谁".to_owned(), "moon".to_owned())].into(), ..Mapping::default() };
    let odd = SaveSource { kind: ImportKind::People, name: "甲".into(), mapping };
    assert!(fault_of(&fields.world.refuse(Command::SaveSource(odd)), "mapping").contains("没有可以保存的列"));
}

#[test]
fn a_track_of_another_day_is_taken_with_a_word_and_places_are_for_those_who_may() {
    let mut fields = Fields::new();
    let id = fields.log(fields.walk(day(2025, 3, 6)));
    let outcome = fields.world.run(take(vec![], vec![item(Belongs::Patrol(id), walk())]));
    assert!(outcome.warnings[0].contains("时间是2025年3月5日，巡查日期是2025年3月6日"), "{:?}", outcome.warnings);
    let seen = field::of_patrol(&fields.world.ws, id).unwrap();
    assert!(seen[0].shape.is_some());
    fields.world.ws.sign_in("查阅员").unwrap();
    let hidden = field::of_patrol(&fields.world.ws, id).unwrap();
    assert_eq!((hidden[0].shape.as_ref(), hidden[0].metres), (None, 1967));
    for event in patrol::detail(&fields.world.ws, id).unwrap().history {
        let shown = format!("{event:?}");
        assert!(!shown.contains("1099800000"), "{shown}");
    }
}

#[test]
fn an_operator_of_one_town_takes_nothing_elsewhere() {
    let mut fields = Fields::new();
    let far = Patrol { grid: fields.far_village, ..fields.walk(day(2025, 3, 5)) };
    fields.world.run(Command::PutOperator(PutOperator {
        operator: None,
        name: "罕台录入".into(),
        desk: Desk::Town,
        scope: Some(fields.town),
        active: true,
    }));
    fields.world.ws.sign_in("罕台录入").unwrap();
    let fault = fields.world.refuse(take(vec![far], vec![item(Belongs::New(0), walk())]));
    assert!(matches!(fault, OpFault::Refused(Refusal::Scope { .. })));
}

/// A folder with two photos, one of them twice, and a track.
fn footprint(dir: &Path) {
    fs::create_dir_all(dir.join("手机")).unwrap();
    Photo::of_dongsheng().save(&dir.join("手机"), "1.jpg");
    Photo::of_dongsheng().save(dir, "2.jpg");
    Photo { taken: None, place: None, shade: 9, ..Photo::default() }.save(dir, "无.jpg");
    fs::write(dir.join("今日.gpx"), GPX).unwrap();
    fs::write(dir.join("坏.kmz"), b"PK\x03\x04").unwrap();
}

#[test]
fn a_folder_becomes_one_operation_and_is_known_when_it_comes_again() {
    let dir = tempfile::tempdir().unwrap();
    let mut fields = Fields::on_disk(&dir.path().join("工作区"));
    let phone = dir.path().join("导出");
    footprint(&phone);
    let read = scan(std::slice::from_ref(&phone), &Progress::default()).unwrap().unwrap();
    assert_eq!((read.files.len(), read.refused.len()), (4, 1));
    let mut batch = Batch::new(read.clone(), &BTreeMap::new());
    assert_eq!(batch.summary(), "照片 3、轨迹 1、点位 1，2025年3月5日");
    let double = batch.entries.iter().find(|entry| entry.hopeless.is_some()).unwrap();
    assert!(double.hopeless.as_ref().unwrap().contains("内容相同") && !double.wanted);
    batch.propose();
    assert!(batch.open()[0].contains("4 项没有选择"), "{:?}", batch.open());
    // Who walked where: one patrol of that person on that day is entered, so that it is proposed.
    let walked = Patrol { start: NaiveTime::from_hms_opt(9, 0, 0), ..fields.walk(day(2025, 3, 5)) };
    let id = fields.log(walked);
    (batch.new.person, batch.new.grid) = (Some(fields.zhang), Some(fields.village));
    batch.day = Some(day(2025, 3, 4));
    let (from, to) = batch.days().unwrap();
    batch.patrols = field::patrols_of_days(&fields.world.ws, from, to, Some(fields.zhang), None).unwrap();
    batch.propose();
    let to: Vec<To> = batch.entries.iter().filter(|entry| entry.wanted).map(|entry| entry.to).collect();
    assert_eq!(to.iter().filter(|to| **to == To::Patrol(id)).count(), 3);
    assert_eq!(to.iter().filter(|to| **to == To::New).count(), 1, "the photo without a time, on the given day");
    assert!(batch.open().is_empty(), "{:?}", batch.open());
    let kept: BTreeMap<_, _> =
        batch.photos().into_iter().map(|path| (path.clone(), fields.world.ws.keep_file(&path).unwrap())).collect();
    assert_eq!(kept.len(), 2);
    let before = fields.world.ws.op_count().unwrap();
    let outcome = fields.world.run(batch.command(&kept).unwrap());
    assert_eq!(outcome.title, "外业导入：照片 2、轨迹 1、点位 1，新登记巡查 1 次（2 次巡查）");
    assert_eq!(fields.world.ws.op_count().unwrap(), before + 1);
    let digests: Vec<String> = read.files.iter().map(|file| file.digest.clone()).collect();
    let taken = field::taken(&fields.world.ws, &digests).unwrap();
    let again = Batch::new(read, &taken);
    assert_eq!(again.wanted(), 0);
    let words = again.words_on(&again.entries[0]).join("；");
    assert!(words.contains("此文件已于2025年6月10日导入（2025年3月5日 罕台镇撖家塔村 巡田）"), "{words}");
    // A photo that is taken off the record takes its place along.
    let photo = patrol::detail(&fields.world.ws, id).unwrap().files[0].id;
    fields.world.run(Command::DetachFile(DetachFile { attachment: photo }));
    let left = field::of_patrol(&fields.world.ws, id).unwrap();
    assert!(left.iter().all(|track| track.kind != TrackKind::Photo));
    fields.world.ws.undo().unwrap();
    fields.world.ws.undo().unwrap();
    assert!(field::taken(&fields.world.ws, &digests).unwrap().is_empty());
}

#[test]
fn the_command_line_lists_first_and_takes_when_everything_is_said() {
    let (folder, ws) = cli::district();
    let phone = folder.path().join("导出");
    footprint(&phone);
    let place = r#"{"type":"Point","coordinates":[414381.554,4410021.6]}"#;
    fs::write(phone.join("图斑.geojson"), place).unwrap();
    let phone = phone.display().to_string();
    let shown = cli::answers_no(&ws, &["field", &phone]);
    assert!(shown.contains("不得导入涉密成果") && shown.contains("只列出，没有保存"), "{shown}");
    assert!(shown.contains("zone37 CGCS2000 3度带第37带，不带带号"), "{shown}");
    let person = r#"{"do": "add_person", "name": "张三"}"#;
    cli::done(&ws, &["do", person]);
    let asked = ["field", &phone, "--take", "--person", "张三", "--grid", "罕台镇/撖家塔村", "--day", "2025-03-04"];
    let refused = cli::answers_no(&ws, &asked);
    assert!(refused.contains("没有导入：请回答GeoJSON的坐标系"), "{refused}");
    let whole = [asked.as_slice(), &["--system", "zone37", "--good-only", "--found", "路边堆土"]].concat();
    let taken = cli::json(&ws, &whole);
    assert_eq!(taken["done"], true);
    let title = taken["operation"]["title"].as_str().unwrap();
    assert_eq!(title, "外业导入：照片 2、轨迹 1、点位 2，新登记巡查 2 次（2 次巡查）");
    let point = taken["items"].as_array().unwrap().iter().find(|item| item["file"] == "图斑.geojson").unwrap();
    assert!((point["place"]["lon"].as_f64().unwrap() - 110.0).abs() < 1e-6, "{point}");
    let again = cli::answers_no(&ws, &whole);
    assert!(again.contains("此文件已于2025年6月10日导入"), "{again}");
    let odd = cli::fails(&ws, 2, &["field", &phone, "--system", "北京54"]);
    assert!(odd.contains("没有坐标系「北京54」") && odd.contains("cgcs2000"), "{odd}");
}

#[test]
fn a_source_is_kept_and_followed_by_command() {
    let (folder, ws) = cli::district();
    let file = folder.path().join("导出.csv");
    fs::write(&file, "谁,号码\n王芳,13800001111\n").unwrap();
    let file = file.display().to_string();
    let maps = ["--map", "谁=姓名", "--map", "号码=手机号码", "--save-source", "巡田宝"];
    cli::done(&ws, &[["import", "people", &file].as_slice(), &maps].concat());
    fs::write(&file, "说明\n号码,谁\n13900002222,李强\n").unwrap();
    let done = cli::done(&ws, &["import", "people", &file, "--source", "巡田宝"]);
    assert!(done.contains("新增 1"), "{done}");
    let odd = cli::fails(&ws, 2, &["import", "people", &file, "--source", "别的"]);
    assert!(odd.contains("没有来源「别的」") && odd.contains("可选：巡田宝"), "{odd}");
    fs::write(&file, "姓名\n李强\n").unwrap();
    let odd = cli::fails(&ws, 2, &["import", "people", &file, "--source", "巡田宝"]);
    assert!(odd.contains("表头与来源不符"), "{odd}");
}
