//! 扫描件: kept by digest, checked and restored with the rest, gone with their record.

use std::fs;

use gengbao::{
    domain::{
        id::{FilingId, ScanId},
        scan::ScanOwner,
    },
    ops::{
        Command, OpFault, Workspace,
        mechanism::{AttachScans, DeleteFiling, DetachScan, FileGrids, Filing},
        query::mechanism::scans,
        workspace::NewWorkspace,
    },
};

use super::{Ledgers, scan};
use crate::support::{day, fault_of, now};

fn filing(grid: gengbao::domain::id::GridId) -> FileGrids {
    let facts = Filing {
        grid,
        year: 2025,
        on: day(2024, 12, 20),
        receiver: None,
        document: String::new(),
        note: String::new(),
    };
    FileGrids { facts, files: vec![] }
}

#[test]
fn scans_come_and_go_with_the_contract() {
    let Ledgers { mut world, hantai, .. } = Ledgers::new();
    let id = FilingId(world.make(Command::FileGrids(filing(hantai))));
    let owner = ScanOwner::Filing(id);
    let outcome = world.contract(Command::AttachScans(AttachScans { owner, files: vec![scan(1), scan(2), scan(1)] }));
    assert_eq!(outcome.title, "添加扫描件 2 个：罕台镇 2025年度（2024年12月20日）");
    assert!(outcome.warnings[0].contains("没有重复添加"));
    let first = scans(&world.ws, owner).unwrap()[0].id;
    let outcome = world.contract(Command::DetachScan(DetachScan { scan: first }));
    assert_eq!(outcome.title, "移除扫描件「扫描件1.pdf」：罕台镇 2025年度（2024年12月20日）");
    let nothing = Command::AttachScans(AttachScans { owner, files: vec![] });
    assert!(fault_of(&world.refuse(nothing), "files").contains("请选择"));
    let stranger = ScanOwner::Filing(FilingId(9));
    for command in [
        Command::AttachScans(AttachScans { owner: stranger, files: vec![scan(1)] }),
        Command::DetachScan(DetachScan { scan: ScanId(9) }),
    ] {
        assert!(matches!(world.refuse(command), OpFault::NotFound { .. }));
    }
    world.contract(Command::DeleteFiling(DeleteFiling { filing: id }));
    assert!(scans(&world.ws, owner).unwrap().is_empty());
}

#[test]
fn scans_are_checked_and_restored_like_attachments() {
    let home = tempfile::tempdir().unwrap();
    let (dir, other) = (home.path().join("原"), home.path().join("还原"));
    let new =
        NewWorkspace { name: "测试".into(), office: "测试".into(), operator: "测试员".into(), sample: false };
    let mut ws = Workspace::create(&dir, &new, Box::new(now), 1).unwrap();
    let root = ws.found("东胜区", day(2024, 1, 1)).unwrap();
    let mut world = crate::support::World { ws };
    let town = world.grid(root, gengbao::domain::grid::GridKind::Town, "罕台镇");
    let paper = home.path().join("责任书.pdf");
    fs::write(&paper, "扫描").unwrap();
    let kept = world.ws.keep_file(&paper).unwrap();
    world.run(Command::FileGrids(FileGrids { files: vec![kept.clone()], ..filing(town) }));
    assert!(world.ws.verify().unwrap().is_empty());
    let backup = world.ws.backup().unwrap();
    let restored = Workspace::restore(&backup, &other).unwrap();
    assert_eq!((restored.files, restored.missing.len()), (1, 0));
    fs::write(world.ws.file_path(&kept.digest).unwrap(), "改了").unwrap();
    let problems = world.ws.verify().unwrap();
    assert!(problems[0].starts_with("扫描件「责任书.pdf」（网格划分报备 "), "{problems:?}");
}
