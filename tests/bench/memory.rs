//! Memory: leafing through a district ten times as large takes no more of it, so nothing loads a whole table.
//!
//! Each district is walked by a process of its own, which tells how much it held at most.

use std::{fs, path::Path, process::Command};

use gengbao::{
    ops::{
        Workspace,
        query::patrol::{self, PatrolLine, PatrolQuery},
    },
    session,
};

use crate::{district::now, ledger, report::Report, window::Window};

/// The argument that has this program walk a district and tell its memory.
pub const WALK: &str = "--walk";

/// What SQLite keeps of a file at most, in kB.
const PAGES: u64 = 16_000;

/// Opens the district, leafs through its ledger from end to end, and prints the most memory that was held, in kB.
pub fn walk(dir: &Path) {
    let mut window = Window::open(dir);
    window.run_until("工作区没有打开", Window::has_desk);
    window.settle();
    ledger::enter(&mut window);
    ledger::leap(&mut window, 30);
    println!("{}", held_at_most().unwrap_or_default());
}

/// Compares a small district with the large one.
pub fn compare(report: &mut Report, (small, few): (&Path, u32), (large, many): (&Path, u32)) {
    report.part("内存峰值：打开、进入台账、翻看");
    if held_at_most().is_none() {
        report.line("  略过  本系统没有 /proc/self/status");
        return;
    }
    let (less, more) = (walked(small), walked(large));
    let mb = |kb: u64| format!("{:.1} MB", kb as f64 / 1024.0);
    report.figure(&format!("{few} 条"), &mb(less));
    report.figure(&format!("{many} 条"), &mb(more));
    let whole = whole(large, many) / 1024;
    report.figure("对照：把台账整表读成行约需", &mb(whole));
    let growth = more.saturating_sub(less);
    let most = PAGES + whole / 2;
    let bound = format!("不超过 SQLite 页缓存加半张表 {}", mb(most));
    report.bound("记录增多后内存的增长", growth <= most, &mb(growth), &bound);
    if let Some(held) = held_at_most() {
        report.figure("本次测速进程自身（含生成数据）", &mb(held));
    }
}

fn walked(dir: &Path) -> u64 {
    let this = std::env::current_exe().expect("this program");
    let out = Command::new(this).args([WALK.as_ref(), dir.as_os_str()]).output().expect("a walk");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let said = String::from_utf8_lossy(&out.stdout);
    said.trim().parse().expect("a number")
}

/// What all lines of the ledger would hold, in bytes, after its first page.
fn whole(dir: &Path, patrols: u32) -> u64 {
    let workspace = Workspace::open(dir, session::fixed_clock(now()), 1).expect("the workspace");
    let page = patrol::page(&workspace, &PatrolQuery::default(), None, 500).expect("a page");
    let held: usize = page.iter().map(line).sum();
    held as u64 * u64::from(patrols) / page.len() as u64
}

fn line(line: &PatrolLine) -> usize {
    let patrol = &line.patrol;
    let texts = [
        &patrol.way,
        &patrol.found,
        &patrol.action,
        &patrol.weather,
        &patrol.note,
        &line.recorded_by,
        &line.town_name,
        &line.grid_name,
        &line.group_name,
        &line.patroller_names,
    ];
    size_of::<PatrolLine>() + texts.iter().map(|text| text.len()).sum::<usize>() + patrol.patrollers.len() * 8
}

/// The most memory this process held so far, in kB, where the system tells it.
pub fn held_at_most() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
