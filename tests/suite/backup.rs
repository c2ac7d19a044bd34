//! Copies of a workspace, the way back from one, and the full check.

use gengbao::ops::{
    Command, Workspace,
    patrol::LogPatrol,
    query::patrol::{self, PatrolQuery},
};

use crate::support::{day, fields::Fields, now};

#[test]
fn a_backup_restores_into_a_new_folder_with_its_files() {
    let dir = tempfile::tempdir().unwrap();
    let mut fields = Fields::on_disk(&dir.path().join("office"));
    let picture = dir.path().join("现场.jpg");
    std::fs::write(&picture, b"picture").unwrap();
    let kept = fields.world.ws.keep_file(&picture).unwrap();
    let patrol = fields.walk(day(2025, 3, 5));
    fields.world.run(Command::LogPatrol(LogPatrol { patrol, files: vec![kept.clone()] }));
    assert_eq!(fields.world.ws.last_backup().unwrap(), None);
    let backup = fields.world.ws.backup().unwrap();
    assert_eq!(backup.file_name().unwrap(), "gengbao-20250610-093000.db");
    let last = fields.world.ws.last_backup().unwrap().unwrap();
    assert_eq!((last.path, last.at), (backup.clone(), now().naive_local()));
    let fault = fields.world.ws.backup().unwrap_err();
    assert!(fault.notice().title.contains("已经有文件"), "{fault}");

    let elsewhere = dir.path().join("restored");
    let restored = Workspace::restore(&backup, &elsewhere).unwrap();
    assert_eq!((restored.files, restored.missing.len()), (1, 0));
    let copy = Workspace::open(&elsewhere, Box::new(now), 2).unwrap();
    assert_eq!(copy.fingerprint().unwrap(), fields.world.ws.fingerprint().unwrap());
    assert_eq!(copy.op_count().unwrap(), fields.world.ws.op_count().unwrap());
    assert!(copy.file_path(&kept.digest).is_some());
    assert_eq!(copy.verify().unwrap(), [""; 0]);
    assert_eq!(patrol::index(&copy, &PatrolQuery::default(), 10).unwrap().total, 1);

    let occupied = Workspace::restore(&backup, &elsewhere).unwrap_err();
    assert!(occupied.notice().title.contains("已经有文件"));
}

#[test]
fn what_is_no_backup_is_refused_and_leaves_no_workspace() {
    let dir = tempfile::tempdir().unwrap();
    let elsewhere = dir.path().join("new");
    let fault = Workspace::restore(&dir.path().join("没有.db"), &elsewhere).unwrap_err();
    assert!(fault.notice().title.contains("找不到备份文件"));
    let foreign = dir.path().join("别的.db");
    std::fs::write(&foreign, b"something else entirely, and long enough to be looked at").unwrap();
    let fault = Workspace::restore(&foreign, &elsewhere).unwrap_err();
    assert!(fault.notice().title.contains("不是耕保的数据文件"), "{:?}", fault.notice());
    let fields = Fields::on_disk(&dir.path().join("office"));
    let backup = fields.world.ws.backup().unwrap();
    let bytes = std::fs::read(&backup).unwrap();
    let torn = dir.path().join("残缺.db");
    std::fs::write(&torn, &bytes[..bytes.len() / 2]).unwrap();
    let fault = Workspace::restore(&torn, &elsewhere).unwrap_err();
    assert!(fault.notice().title.contains("损坏"), "{:?}", fault.notice());
    assert!(!elsewhere.join("gengbao.db").exists());
    let memory = Fields::new();
    assert!(memory.world.ws.backup().unwrap_err().notice().title.contains("没有文件夹"));
    assert_eq!(memory.world.ws.last_backup().unwrap(), None);
}

#[test]
fn the_automatic_backup_is_made_once_a_day_when_something_was_done() {
    let dir = tempfile::tempdir().unwrap();
    let office = dir.path().join("office");
    let fields = Fields::on_disk(&office);
    assert!(fields.world.ws.backup_when_due().unwrap().is_some(), "there was none yet");
    assert_eq!(fields.world.ws.backup_when_due().unwrap(), None, "today has its backup");
    drop(fields);
    let next_day = || now() + chrono::Days::new(1);
    let mut ws = Workspace::open(&office, Box::new(next_day), 3).unwrap();
    assert_eq!(ws.backup_when_due().unwrap(), None, "nothing was done since");
    ws.apply(Command::AddPerson(gengbao::ops::office::AddPerson {
        name: "王某".into(),
        phone: String::new(),
        office_phone: String::new(),
        note: String::new(),
    }))
    .unwrap();
    assert!(ws.backup_when_due().unwrap().is_some());
}

#[test]
fn the_check_names_files_that_are_gone_or_changed() {
    let dir = tempfile::tempdir().unwrap();
    let mut fields = Fields::on_disk(&dir.path().join("office"));
    let keep = |name: &str| {
        let path = dir.path().join(name);
        std::fs::write(&path, name).unwrap();
        fields.world.ws.keep_file(&path).unwrap()
    };
    let (gone, changed) = (keep("丢失.jpg"), keep("改动.jpg"));
    let patrol = fields.walk(day(2025, 3, 5));
    fields.world.run(Command::LogPatrol(LogPatrol { patrol, files: vec![gone.clone(), changed.clone()] }));
    let ws = &fields.world.ws;
    assert_eq!(ws.verify().unwrap(), [""; 0]);
    std::fs::remove_file(ws.file_path(&gone.digest).unwrap()).unwrap();
    std::fs::write(ws.file_path(&changed.digest).unwrap(), "changed!").unwrap();
    let problems = ws.verify().unwrap();
    assert_eq!(problems.len(), 2);
    assert!(problems[0].contains("丢失.jpg") && problems[0].contains("不在 files 文件夹中"));
    assert!(problems[1].contains("改动.jpg") && problems[1].contains("内容已改变"));
    let backup = ws.backup().unwrap();
    let restored = Workspace::restore(&backup, &dir.path().join("new")).unwrap();
    assert_eq!((restored.files, restored.missing), (1, vec!["丢失.jpg".to_owned()]));
}
