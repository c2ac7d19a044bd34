//! Patrols: what may be logged, what is only worth a look, how the ledger answers, and the files kept with it.

use chrono::NaiveTime;
use gengbao::{
    domain::{
        id::{AttachmentId, GridId, PatrolId, PersonId},
        ledger,
        patrol::{Finding, Patrol, PatrolKind},
    },
    ops::{
        Command, OpFault, Refusal, StoredFile,
        grid::{CloseGrid, MoveGrid},
        office::PutOperator,
        patrol::{AttachFiles, DeletePatrol, DetachFile, EditPatrol, LogPatrol},
        query::patrol::{self, PatrolQuery},
    },
};

use crate::support::{
    day, fault_of,
    fields::{Fields, log},
    today,
};

#[test]
fn every_patrol_command_keeps_the_contract() {
    let mut fields = Fields::new();
    let outcome = fields.world.contract(log(Patrol { group: Some(fields.group), ..fields.walk(day(2025, 3, 5)) }));
    assert_eq!(outcome.title, "登记巡查：2025年3月5日 罕台镇撖家塔村一社 巡田");
    assert!(outcome.warnings.is_empty(), "{:?}", outcome.warnings);
    let id = PatrolId(outcome.made[0]);
    let changed = Patrol {
        patrollers: vec![fields.li, fields.zhang],
        finding: Finding::Problem,
        found: "耕地堆放沙石".into(),
        ..fields.walk(day(2025, 3, 6))
    };
    let outcome = fields.world.contract(Command::EditPatrol(EditPatrol { id, patrol: changed }));
    assert_eq!(outcome.title, "修改巡查：2025年3月6日 罕台镇撖家塔村 巡田");
    let line = patrol::detail(&fields.world.ws, id).unwrap().line;
    assert_eq!(line.patroller_names, "李四、张三");
    let outcome =
        fields.world.contract(Command::AttachFiles(AttachFiles { patrol: id, files: vec![photo(1), photo(2)] }));
    assert_eq!(outcome.title, "添加附件 2 个：2025年3月6日 罕台镇撖家塔村 巡田");
    let attachment = AttachmentId(outcome.made[0]);
    let outcome = fields.world.contract(Command::DetachFile(DetachFile { attachment }));
    assert_eq!(outcome.title, "移除附件「照片1.jpg」：2025年3月6日 罕台镇撖家塔村 巡田");
    let outcome = fields.world.contract(Command::DeletePatrol(DeletePatrol { id }));
    assert_eq!(outcome.title, "删除巡查：2025年3月6日 罕台镇撖家塔村 巡田");
    let gone = patrol::detail(&fields.world.ws, id).unwrap_err();
    assert!(gone.notice().title.contains("没有找到巡查"));
}

/// A file as the workspace would have kept it.
fn photo(number: u8) -> StoredFile {
    StoredFile { digest: format!("{number:02x}").repeat(32), name: format!("照片{number}.jpg"), size: 1000 }
}

#[test]
fn what_cannot_stand_is_refused_on_its_field() {
    let mut fields = Fields::new();
    let good = fields.walk(day(2025, 3, 5));
    let faults = [
        ("date", Patrol { date: day(2025, 6, 11), ..good.clone() }, "今天之后"),
        ("end", Patrol { start: at(10), end: at(9), ..good.clone() }, "早于开始时间"),
        ("patrollers", Patrol { patrollers: vec![], ..good.clone() }, "至少填写一名"),
        ("found", Patrol { finding: Finding::Problem, ..good.clone() }, "写明发现的情况"),
        ("note", Patrol { note: "长".repeat(4001), ..good.clone() }, "最多 4000 个字"),
        ("grid", Patrol { grid: fields.group, ..good.clone() }, "选择它所在的村"),
        ("grid", Patrol { date: day(2023, 12, 31), ..good.clone() }, "还没有设立"),
        ("group", Patrol { grid: fields.town, group: Some(fields.group), ..good.clone() }, "把网格选到村"),
        ("group", Patrol { group: Some(fields.next_village), ..good.clone() }, "不是撖家塔村的片区"),
        ("group", Patrol { grid: fields.next_village, group: Some(fields.group), ..good.clone() }, "不是查干村的片区"),
    ];
    for (field, patrol, words) in faults {
        let message = fault_of(&fields.world.refuse(log(patrol)), field);
        assert!(message.contains(words), "{field}: {message}");
    }
    for patrol in [Patrol { grid: GridId(9), ..good.clone() }, Patrol { patrollers: vec![PersonId(9)], ..good.clone() }]
    {
        assert!(matches!(fields.world.refuse(log(patrol)), OpFault::NotFound { .. }));
    }
    let (id, nothing) = (PatrolId(9), AttachmentId(9));
    for command in [
        Command::EditPatrol(EditPatrol { id, patrol: good.clone() }),
        Command::DeletePatrol(DeletePatrol { id }),
        Command::AttachFiles(AttachFiles { patrol: id, files: vec![photo(1)] }),
        Command::DetachFile(DetachFile { attachment: nothing }),
    ] {
        assert!(matches!(fields.world.refuse(command), OpFault::NotFound { .. }));
    }
}

fn at(hour: u32) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(hour, 30, 0)
}

#[test]
fn a_closed_grid_takes_patrols_of_its_time_only() {
    let mut fields = Fields::new();
    let close = CloseGrid { grid: fields.next_village, on: day(2025, 5, 1), document: String::new() };
    fields.world.run(Command::CloseGrid(close));
    let late = Patrol { grid: fields.next_village, ..fields.walk(day(2025, 5, 1)) };
    let message = fault_of(&fields.world.refuse(log(late.clone())), "grid");
    assert!(message.contains("存续至2025年4月30日"), "{message}");
    fields.log(Patrol { date: day(2025, 4, 30), ..late });
}

#[test]
fn towns_and_the_district_walk_too() {
    let mut fields = Fields::new();
    for (grid, kind, place) in [
        (fields.town, PatrolKind::Inspection, "罕台镇 日常巡检"),
        (fields.root, PatrolKind::Guidance, "东胜区 督导调研"),
    ] {
        let outcome = fields.world.run(log(Patrol { grid, kind, ..fields.walk(today()) }));
        assert_eq!(outcome.title, format!("登记巡查：2025年6月10日 {place}"));
    }
}

#[test]
fn strangers_and_doubles_are_allowed_with_a_word() {
    let mut fields = Fields::new();
    let first = fields.log(fields.walk(day(2025, 3, 5)));
    let again = fields.world.run(log(fields.walk(day(2025, 3, 5))));
    assert!(again.warnings[0].contains("可能重复登记") && again.warnings[0].contains(&first.to_string()));
    let others = [
        Patrol { start: at(9), ..fields.walk(day(2025, 3, 5)) },
        Patrol { patrollers: vec![fields.li], ..fields.walk(day(2025, 3, 5)) },
        Patrol { kind: PatrolKind::Routine, ..fields.walk(day(2025, 3, 5)) },
        Patrol { group: Some(fields.group), ..fields.walk(day(2025, 3, 5)) },
    ];
    for patrol in others {
        assert_eq!(fields.world.run(log(patrol)).warnings, [""; 0]);
    }
    let stranger = Patrol { patrollers: vec![fields.wang, fields.zhang], ..fields.walk(day(2025, 3, 9)) };
    let outcome = fields.world.run(log(stranger));
    assert_eq!(outcome.warnings, ["王五在2025年3月9日没有任职，也没有撖家塔村及其上下级的网格职责，请核对巡查人"]);
    // 张三's duty is in another town.
    let far = Patrol { grid: fields.far_village, ..fields.walk(day(2025, 3, 9)) };
    assert!(fields.world.run(log(far)).warnings[0].starts_with("张三"));
    // An edit is no double of itself.
    let id = first;
    let edited = Patrol {
        note: "补充".into(),
        patrollers: vec![fields.zhang],
        date: day(2025, 3, 20),
        ..fields.walk(day(2025, 3, 5))
    };
    assert!(fields.world.run(Command::EditPatrol(EditPatrol { id, patrol: edited })).warnings.is_empty());
}

#[test]
fn who_entered_it_and_when_stays_and_nothing_changed_is_no_operation() {
    let mut fields = Fields::new();
    let id = fields.log(fields.walk(day(2025, 3, 5)));
    let before = fields.world.ws.op_count().unwrap();
    let same = Command::EditPatrol(EditPatrol { id, patrol: fields.walk(day(2025, 3, 5)) });
    fields.world.run(same);
    assert_eq!(fields.world.ws.op_count().unwrap(), before);
    fields.world.ws.sign_in("镇录入").unwrap();
    let patrol = Patrol { weather: "多云".into(), ..fields.walk(day(2025, 3, 5)) };
    fields.world.run(Command::EditPatrol(EditPatrol { id, patrol }));
    let line = patrol::detail(&fields.world.ws, id).unwrap().line;
    assert_eq!((line.recorded_on, line.recorded_by.as_str()), (today(), "测试员"));
}

#[test]
fn a_town_operator_neither_takes_in_nor_gives_away_patrols() {
    let mut fields = Fields::new();
    let operator = PutOperator {
        operator: None,
        name: "铜川录入".into(),
        desk: gengbao::domain::desk::Desk::Town,
        scope: Some(fields.other_town),
        active: true,
    };
    fields.world.run(Command::PutOperator(operator));
    let id = fields.log(fields.walk(day(2025, 3, 5)));
    fields.world.ws.sign_in("铜川录入").unwrap();
    let own = Patrol { grid: fields.far_village, ..fields.walk(day(2025, 3, 6)) };
    let mine = PatrolId(fields.world.run(log(own.clone())).made[0]);
    let foreign = fields.walk(day(2025, 3, 6));
    for command in [
        log(foreign.clone()),
        Command::EditPatrol(EditPatrol { id, patrol: own }),
        Command::EditPatrol(EditPatrol { id: mine, patrol: foreign }),
        Command::DeletePatrol(DeletePatrol { id }),
    ] {
        assert!(matches!(fields.world.refuse(command), OpFault::Refused(Refusal::Scope { .. })));
    }
    assert!(fields.world.ws.undo().is_ok(), "their own entry");
    let foreign = fields.world.ws.undo().unwrap_err();
    assert!(matches!(foreign, OpFault::Refused(Refusal::NotOwn { .. })) && foreign.notice().title.contains("测试员"));
}

#[test]
fn the_ledger_pages_both_ways_and_jumps() {
    let mut fields = Fields::new();
    for d in 1..=25 {
        fields.log(fields.walk(day(2025, 3, d)));
    }
    let (ws, all) = (&fields.world.ws, PatrolQuery::default());
    let index = patrol::index(ws, &all, 10).unwrap();
    assert_eq!((index.total, index.pages()), (25, 3));
    let mut after = None;
    let mut days = Vec::new();
    for number in 0..index.pages() {
        let page = patrol::page(ws, &all, index.before(number), 10).unwrap();
        assert_eq!(page, patrol::page(ws, &all, after, 10).unwrap());
        after = page.last().map(|line| patrol::PatrolMark { date: line.patrol.date, id: line.id });
        days.extend(page.iter().map(|line| line.patrol.date));
    }
    let newest_first: Vec<_> = (1..=25).rev().map(|d| day(2025, 3, d)).collect();
    assert_eq!(days, newest_first);
    assert_eq!(patrol::index(ws, &all, 25).unwrap().pages(), 1);
    let none = PatrolQuery { text: "没有这样的话".into(), ..all };
    assert_eq!(patrol::index(ws, &none, 10).unwrap().pages(), 0);
}

#[test]
fn filters_find_what_they_name() {
    let mut fields = Fields::new();
    let found = Patrol {
        finding: Finding::Problem,
        found: "耕地堆放沙石".into(),
        action: "已劝阻".into(),
        kind: PatrolKind::Routine,
        group: Some(fields.group),
        patrollers: vec![fields.zhang, fields.li],
        ..fields.walk(day(2025, 3, 5))
    };
    fields.log(found);
    fields.log(Patrol { grid: fields.town, kind: PatrolKind::Inspection, ..fields.walk(day(2025, 3, 6)) });
    fields.log(Patrol { grid: fields.far_village, note: "沙石已清运".into(), ..fields.walk(day(2025, 3, 7)) });
    let count = |query: PatrolQuery| {
        let rows = patrol::page(&fields.world.ws, &query, None, 100).unwrap();
        assert_eq!(patrol::index(&fields.world.ws, &query, 2).unwrap().total, rows.len() as u64);
        rows.len()
    };
    let all = PatrolQuery::default;
    assert_eq!(count(all()), 3);
    assert_eq!(count(PatrolQuery { grid: Some(fields.root), ..all() }), 3);
    assert_eq!(count(PatrolQuery { grid: Some(fields.town), ..all() }), 2);
    assert_eq!(count(PatrolQuery { grid: Some(fields.village), ..all() }), 1);
    assert_eq!(count(PatrolQuery { grid: Some(fields.group), ..all() }), 1);
    assert_eq!(count(PatrolQuery { grid: Some(fields.next_village), ..all() }), 0);
    assert_eq!(count(PatrolQuery { from: Some(day(2025, 3, 6)), ..all() }), 2);
    assert_eq!(count(PatrolQuery { to: Some(day(2025, 3, 6)), ..all() }), 2);
    assert_eq!(count(PatrolQuery { person: Some(fields.li), ..all() }), 1);
    assert_eq!(count(PatrolQuery { kind: Some(PatrolKind::Inspection), ..all() }), 1);
    assert_eq!(count(PatrolQuery { finding: Some(Finding::Problem), ..all() }), 1);
    assert_eq!(count(PatrolQuery { text: " 沙石 ".into(), ..all() }), 2);
    assert_eq!(count(PatrolQuery { text: "劝阻' or 1=1 --".into(), ..all() }), 0);
    assert_eq!(
        count(PatrolQuery { grid: Some(fields.town), kind: Some(PatrolKind::Routine), text: "劝阻".into(), ..all() }),
        1
    );
    let query = PatrolQuery {
        from: Some(day(2025, 3, 1)),
        to: Some(day(2025, 3, 31)),
        grid: Some(fields.town),
        person: Some(fields.li),
        text: "沙".into(),
        ..all()
    };
    assert_eq!(
        patrol::summary(&fields.world.ws, &query).unwrap(),
        "2025年3月1日至2025年3月31日 · 罕台镇 · 全部类型 · 巡查人 李四 · 含「沙」"
    );
}

#[test]
fn a_village_that_moved_counts_for_each_town_in_its_time() {
    let mut fields = Fields::new();
    fields.log(fields.walk(day(2025, 3, 5)));
    let moved =
        MoveGrid { grid: fields.village, parent: fields.other_town, from: day(2025, 4, 1), document: String::new() };
    fields.world.run(Command::MoveGrid(moved));
    fields.log(fields.walk(day(2025, 4, 1)));
    let days = |grid| {
        let query = PatrolQuery { grid: Some(grid), ..PatrolQuery::default() };
        let rows = patrol::page(&fields.world.ws, &query, None, 10).unwrap();
        rows.iter()
            .map(|row| format!("{} {}", patrol::cell(row, "date"), patrol::cell(row, "grid")))
            .collect::<Vec<_>>()
    };
    assert_eq!(days(fields.town), ["2025-03-05 罕台镇撖家塔村"]);
    assert_eq!(days(fields.other_town), ["2025-04-01 铜川镇撖家塔村"]);
    assert_eq!(days(fields.village).len(), 2);
}

#[test]
fn screen_and_paper_share_their_cells() {
    let mut fields = Fields::new();
    let patrol = Patrol {
        start: at(9),
        end: at(11),
        group: Some(fields.group),
        patrollers: vec![fields.zhang, fields.li],
        finding: Finding::Problem,
        found: "堆放沙石".into(),
        action: "已劝阻".into(),
        note: "待复核".into(),
        ..fields.walk(day(2025, 3, 5))
    };
    let files = vec![photo(1)];
    fields.world.run(Command::LogPatrol(LogPatrol { patrol, files }));
    fields.log(fields.walk(today()));
    let query = PatrolQuery { grid: Some(fields.village), kind: Some(PatrolKind::Field), ..PatrolQuery::default() };
    let sheet = patrol::ledger(&fields.world.ws, &query).unwrap();
    assert_eq!(sheet.title, "罕台镇撖家塔村巡田台账");
    assert_eq!(sheet.scope, "全部日期 · 罕台镇撖家塔村 · 巡田");
    assert_eq!((sheet.frame.as_of, sheet.frame.sample), (today(), false));
    assert_eq!(sheet.columns.len(), ledger::PATROL.len());
    assert_eq!(
        sheet.rows[0],
        [
            "2025-03-05",
            "09:30-11:30",
            "巡田",
            "罕台镇撖家塔村",
            "一社",
            "张三、李四",
            "步行",
            "晴",
            "发现问题：堆放沙石",
            "已劝阻",
            "1",
            "待复核",
            "补录 2025-6-10",
        ]
    );
    assert_eq!(sheet.rows[1][8..], ["未发现问题", "", "", "", "当日登记"]);
    let rows = patrol::page(&fields.world.ws, &query, None, 10).unwrap();
    for column in ledger::PATROL {
        let place = ledger::PATROL.iter().position(|one| one.key == column.key).unwrap();
        assert_eq!(patrol::cell(&rows[1], column.key), sheet.rows[0][place], "{}", column.key);
    }
    let whole = patrol::ledger(&fields.world.ws, &PatrolQuery::default()).unwrap();
    assert_eq!(whole.title, "东胜区巡查台账");
}

#[test]
fn files_are_kept_once_by_their_content() {
    let dir = tempfile::tempdir().unwrap();
    let mut fields = Fields::on_disk(&dir.path().join("东胜区 耕保"));
    let picture = dir.path().join("现场.jpg");
    std::fs::write(&picture, b"picture").unwrap();
    let kept = fields.world.ws.keep_file(&picture).unwrap();
    assert_eq!((kept.name.as_str(), kept.size, kept.digest.len()), ("现场.jpg", 7, 64));
    let copy = dir.path().join("副本.jpg");
    std::fs::copy(&picture, &copy).unwrap();
    let again = fields.world.ws.keep_file(&copy).unwrap();
    assert_eq!(again.digest, kept.digest);
    let path = fields.world.ws.file_path(&kept.digest).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), b"picture");
    let folder = fields.world.ws.dir().unwrap().join("files");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "one content, no leftovers");
    let patrol = fields.walk(day(2025, 3, 5));
    let outcome = fields.world.run(Command::LogPatrol(LogPatrol { patrol, files: vec![kept.clone(), again] }));
    assert!(outcome.warnings[0].contains("副本.jpg"), "{:?}", outcome.warnings);
    let id = PatrolId(outcome.made[0]);
    let detail = patrol::detail(&fields.world.ws, id).unwrap();
    assert_eq!((detail.files.len(), detail.files[0].path.as_ref(), detail.late), (1, Some(&path), true));
    fields.world.run(Command::DeletePatrol(DeletePatrol { id }));
    assert!(path.is_file(), "the file stays, so that the removal can be taken back");
}

#[test]
fn files_that_cannot_be_kept_are_named() {
    let dir = tempfile::tempdir().unwrap();
    let mut fields = Fields::on_disk(&dir.path().join("workspace"));
    let empty = dir.path().join("空.txt");
    std::fs::write(&empty, b"").unwrap();
    let large = dir.path().join("录像.mp4");
    std::fs::File::create(&large).unwrap().set_len(200 * 1024 * 1024 + 1).unwrap();
    let cases = [
        (dir.path().join("没有.jpg"), "「没有.jpg」找不到"),
        (dir.path().to_owned(), "不是文件"),
        (empty, "「空.txt」是空文件"),
        (large, "「录像.mp4」有 201 MB，单个附件最大 200 MB"),
    ];
    for (path, words) in cases {
        let fault = fields.world.ws.keep_file(&path).unwrap_err();
        assert!(fault_of(&fault, "file").contains(words), "{fault}");
    }
    let folder = fields.world.ws.dir().unwrap().join("files");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
    let id = fields.log(fields.walk(day(2025, 3, 5)));
    let digest = |digest: &str| StoredFile { digest: digest.into(), ..photo(1) };
    for (file, words) in [(photo(1), "还没有存入工作区"), (digest("../../x"), "校验值不对")] {
        let fault = fields.world.refuse(Command::AttachFiles(AttachFiles { patrol: id, files: vec![file] }));
        assert!(fault_of(&fault, "files").contains(words));
    }
    let fault = fields.world.refuse(Command::AttachFiles(AttachFiles { patrol: id, files: vec![] }));
    assert!(fault_of(&fault, "files").contains("请选择"));
    let fault = Fields::new().world.ws.keep_file(&dir.path().join("空.txt")).unwrap_err();
    assert!(fault.notice().title.contains("没有文件夹"));
}
