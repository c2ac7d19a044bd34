//! Opening and making workspaces: damaged, foreign, newer, locked and read-only ones, and a process that is killed.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Seek, SeekFrom, Write},
    path::Path,
    process::{Command as Process, Stdio},
};

use gengbao::{
    domain::grid::GridKind,
    ops::{
        Command, NoticeKind, OpFault, Workspace,
        grid::AddGrid,
        office::AddPerson,
        query::{grid, people},
        workspace::{DATABASE, NewWorkspace},
    },
    session::{self, Opening},
    store::StoreFault,
};
use tempfile::TempDir;

use crate::support::{day, now, today};

fn new_workspace() -> NewWorkspace {
    NewWorkspace {
        name: "东胜区耕保".into(),
        office: "东胜区自然资源分局".into(),
        operator: "测试员".into(),
        sample: false,
    }
}

fn create(dir: &Path) -> Workspace {
    Workspace::create(dir, &new_workspace(), Box::new(now), 1).unwrap()
}

fn open(dir: &Path) -> Result<Workspace, OpFault> {
    Workspace::open(dir, Box::new(now), 2)
}

fn add_person(name: &str) -> Command {
    let (phone, office_phone, note) = Default::default();
    Command::AddPerson(AddPerson { name: name.into(), phone, office_phone, note })
}

/// A closed workspace with the shipped district.
fn seeded() -> TempDir {
    let dir = TempDir::new().unwrap();
    create(dir.path()).seed_dongsheng(day(2024, 1, 1)).unwrap();
    dir
}

/// Overwrites some bytes of the database file.
fn patch(dir: &Path, at: u64, bytes: &[u8]) {
    let mut file = fs::OpenOptions::new().write(true).open(dir.join(DATABASE)).unwrap();
    file.seek(SeekFrom::Start(at)).unwrap();
    file.write_all(bytes).unwrap();
}

fn bytes(dir: &Path) -> Vec<u8> {
    fs::read(dir.join(DATABASE)).unwrap()
}

/// What a refused opening says; the file stays as it was.
fn refusal(dir: &Path) -> (OpFault, String) {
    let before = bytes(dir);
    let fault = open(dir).err().expect("an opening that has to fail");
    assert_eq!(bytes(dir), before, "a refused opening changed the file");
    let notice = fault.notice();
    assert_eq!(notice.kind, NoticeKind::Workspace);
    assert!(!notice.next.is_empty());
    (fault, notice.title)
}

#[test]
fn what_was_saved_is_there_after_opening_again() {
    let dir = seeded();
    let mut ws = open(dir.path()).unwrap();
    assert_eq!(grid::tree(&ws, today()).unwrap().len(), 124);
    assert_eq!(ws.operator().name, "测试员");
    ws.apply(add_person("王𠮷")).unwrap();
    let print = ws.fingerprint().unwrap();
    drop(ws);
    assert_eq!(open(dir.path()).unwrap().fingerprint().unwrap(), print);
}

#[test]
fn a_workspace_is_not_made_over_another() {
    let dir = seeded();
    let before = bytes(dir.path());
    let fault = Workspace::create(dir.path(), &new_workspace(), Box::new(now), 1).err().unwrap();
    assert!(matches!(fault, OpFault::Store(StoreFault::Exists(_))));
    assert!(fault.notice().title.contains("已经有文件"));
    assert_eq!(bytes(dir.path()), before);
}

#[test]
fn a_folder_without_a_workspace_says_so() {
    let dir = TempDir::new().unwrap();
    let fault = open(dir.path()).err().unwrap();
    assert!(matches!(fault, OpFault::Store(StoreFault::Missing(_))));
    assert!(fault.notice().title.contains("这里没有工作区"));
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0, "looking left something behind");
}

#[test]
fn foreign_files_are_left_alone() {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join(DATABASE), "这不是数据库，只是改了名字的文本文件。".repeat(200)).unwrap();
    assert!(
        matches!(refusal(dir.path()), (OpFault::Store(StoreFault::Foreign(_)), title) if title.contains("不是耕保的数据文件"))
    );
    fs::write(dir.path().join(DATABASE), "").unwrap();
    assert!(matches!(refusal(dir.path()), (OpFault::Store(StoreFault::Foreign(_)), _)));
    let other = seeded();
    patch(other.path(), 68, &0x1234_5678_u32.to_be_bytes());
    assert!(matches!(refusal(other.path()), (OpFault::Store(StoreFault::Foreign(_)), _)));
}

#[test]
fn a_workspace_of_a_newer_program_is_not_touched() {
    let dir = seeded();
    patch(dir.path(), 60, &99_u32.to_be_bytes());
    let (fault, title) = refusal(dir.path());
    assert!(matches!(fault, OpFault::Store(StoreFault::TooNew { found: 99, .. })));
    assert!(title.contains("更新版本"));
}

#[test]
fn nothing_is_put_beside_a_file_of_others() {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join(DATABASE), "别的程序的文件").unwrap();
    refusal(dir.path());
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    // Our mark without a version is none of our databases either.
    let odd = seeded();
    patch(odd.path(), 60, &0_u32.to_be_bytes());
    assert!(matches!(refusal(odd.path()), (OpFault::Store(StoreFault::Foreign(_)), _)));
}

/// The newest committed content of page 1 in a write-ahead journal (sqlite.org/fileformat2: 32 bytes of head, then
/// frames of 24 bytes and a page).
fn first_page_in(journal: &[u8]) -> Vec<u8> {
    let page = u32::from_be_bytes(journal[8..12].try_into().unwrap()) as usize;
    let mut frames = journal[32..].chunks_exact(24 + page);
    frames.rfind(|frame| frame[..4] == [0, 0, 0, 1]).expect("page 1 changed")[24..].to_vec()
}

#[test]
fn a_journal_that_was_copied_half_way_is_not_taken_for_damage() {
    let (dir, copy) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let mut ws = create(dir.path());
    ws.seed_dongsheng(day(2024, 1, 1)).unwrap();
    let print = ws.fingerprint().unwrap();
    // As if the process had been killed after the first page went from the journal into the file.
    for ending in ["", "-wal"] {
        let name = format!("{DATABASE}{ending}");
        fs::copy(dir.path().join(&name), copy.path().join(&name)).unwrap();
    }
    let journal = fs::read(copy.path().join(format!("{DATABASE}-wal"))).unwrap();
    patch(copy.path(), 0, &first_page_in(&journal));
    let short = bytes(copy.path()).len();
    let said = u32::from_be_bytes(bytes(copy.path())[28..32].try_into().unwrap()) as usize;
    assert!(short < said * 4096, "the file is shorter than its first page says");
    assert_eq!(open(copy.path()).unwrap().fingerprint().unwrap(), print);
}

#[test]
fn damage_is_noticed_and_nothing_is_deleted() {
    let short = seeded();
    let whole = bytes(short.path()).len() as u64;
    fs::OpenOptions::new().write(true).open(short.path().join(DATABASE)).unwrap().set_len(whole / 2).unwrap();
    let (fault, title) = refusal(short.path());
    assert!(matches!(fault, OpFault::Store(StoreFault::Corrupt { .. })), "{fault:?}");
    assert!(title.contains("数据文件已损坏"));
    let scratched = seeded();
    patch(scratched.path(), 100, &[0xA5; 2000]);
    let (fault, _) = refusal(scratched.path());
    assert!(matches!(fault, OpFault::Store(StoreFault::Corrupt { .. })), "{fault:?}");
}

#[test]
fn two_programs_do_not_write_one_workspace() {
    let dir = seeded();
    let mut first = open(dir.path()).unwrap();
    let fault = open(dir.path()).err().unwrap();
    assert!(matches!(fault, OpFault::Store(StoreFault::Locked(_))));
    assert!(fault.notice().title.contains("另一个耕保程序"));
    first.apply(add_person("王某")).unwrap();
    let reader = Workspace::open_read_only(dir.path(), Box::new(now), 3).unwrap();
    assert_eq!(people::page(&reader, "", today(), 0, 10).unwrap().total, 1);
    drop((first, reader));
    assert!(open(dir.path()).is_ok());
}

#[test]
fn a_read_only_workspace_is_read_and_not_changed() {
    let dir = seeded();
    let mut ws = Workspace::open_read_only(dir.path(), Box::new(now), 3).unwrap();
    assert!(ws.is_read_only());
    assert_eq!(grid::tree(&ws, today()).unwrap().len(), 124);
    for fault in [ws.apply(add_person("王某")).unwrap_err(), ws.undo().unwrap_err()] {
        let notice = fault.notice();
        assert_eq!(notice.kind, NoticeKind::Refused, "{fault:?}");
    }
    let fault = ws.apply(add_person("王某")).unwrap_err();
    assert!(fault.notice().title.contains("工作区是只读的"));
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_opens_for_reading() {
    use std::os::unix::fs::PermissionsExt;
    let dir = seeded();
    let file = dir.path().join(DATABASE);
    let allow = |files: u32, folder: u32| {
        fs::set_permissions(&file, fs::Permissions::from_mode(files)).unwrap();
        fs::set_permissions(dir.path(), fs::Permissions::from_mode(folder)).unwrap();
    };
    allow(0o444, 0o555);
    // An administrator may write everywhere; there is nothing to see then.
    let bound = fs::OpenOptions::new().append(true).open(&file).is_err();
    let opened = open(dir.path()).map(|ws| (ws.is_read_only(), grid::tree(&ws, today()).unwrap().len()));
    allow(0o644, 0o755);
    if bound {
        assert_eq!(opened.unwrap(), (true, 124));
    } else {
        eprintln!("skipped: this user may write everywhere");
    }
}

#[test]
fn an_operation_that_fails_half_way_leaves_nothing() {
    let dir = seeded();
    let mut ws = open(dir.path()).unwrap();
    let before = (ws.fingerprint().unwrap(), ws.op_count().unwrap());
    let parent = ws.root_grid().unwrap().unwrap();
    let (civil_code, document) = Default::default();
    // The grid's own row is ready when the clash of its name is found.
    let twin = AddGrid {
        parent,
        kind: GridKind::Town,
        name: "罕台镇".into(),
        stat_code: String::new(),
        civil_code,
        aliases: vec![],
        no_farmland: false,
        annex2_order: None,
        from: day(2024, 2, 1),
        document,
    };
    assert!(ws.apply(Command::AddGrid(twin)).is_err());
    assert!(ws.seed_dongsheng(today()).is_err());
    assert_eq!((ws.fingerprint().unwrap(), ws.op_count().unwrap()), before);
}

#[test]
fn a_workspace_that_was_never_finished_is_not_there() {
    let dir = TempDir::new().unwrap();
    // What a killed process leaves while it puts a workspace together.
    drop(create(&dir.path().join(".gengbao-new")));
    let fault = session::open(dir.path(), Box::new(now)).err().unwrap();
    assert!(matches!(fault, OpFault::Store(StoreFault::Missing(_))));
    let made = session::create(dir.path(), Opening::District(new_workspace()), Box::new(now), &mut |_, _| ()).unwrap();
    assert_eq!(grid::tree(&made.workspace, today()).unwrap().len(), 124);
    assert!(!dir.path().join(".gengbao-new").exists());
    for folder in ["files", "backups"] {
        assert!(dir.path().join(folder).is_dir(), "{folder}");
    }
    drop(made);
    let again = session::create(dir.path(), Opening::District(new_workspace()), Box::new(now), &mut |_, _| ());
    assert!(matches!(again.err().unwrap(), OpFault::Store(StoreFault::Exists(_))));
    assert_eq!(grid::tree(&open(dir.path()).unwrap(), today()).unwrap().len(), 124);
}

#[test]
fn two_programs_do_not_make_one_workspace() {
    let dir = TempDir::new().unwrap();
    let other = create(&dir.path().join(".gengbao-new"));
    let fault = session::create(dir.path(), Opening::District(new_workspace()), Box::new(now), &mut |_, _| ());
    assert!(matches!(fault.err().unwrap(), OpFault::Store(StoreFault::Locked(_))));
    drop(other);
}

#[test]
fn killing_the_process_leaves_the_last_saved_state() {
    let dir = TempDir::new().unwrap();
    drop(create(dir.path()));
    let mut known = 0;
    for round in 1..=4_u64 {
        // Other people in every round: a namesake would be warned of in a line of its own.
        let add = |number| format!(r#"{{"do":"add_person","name":"人员{round}之{number}"}}"#);
        let many = format!("[{}]", (1..=20_000).map(add).collect::<Vec<_>>().join(","));
        let mut child = Process::new(env!("CARGO_BIN_EXE_gengbao"))
            .args(["do", "-", "--workspace"])
            .arg(dir.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(many.as_bytes()).unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        for _ in 0..round * 17 {
            assert_ne!(said.read_line(&mut line).unwrap(), 0, "the process ended by itself");
        }
        child.kill().unwrap();
        child.wait().unwrap();
        said.read_to_string(&mut line).unwrap();
        let acknowledged = known + line.lines().count() as u64;
        let ws = open(dir.path()).unwrap();
        let saved = people::page(&ws, "", today(), 0, 1).unwrap().total;
        assert!(
            saved == acknowledged || saved == acknowledged + 1,
            "{acknowledged} were acknowledged, {saved} are there"
        );
        assert_eq!(ws.op_count().unwrap(), saved + 1, "every person has its operation, and there is nothing half done");
        known = saved;
    }
}
