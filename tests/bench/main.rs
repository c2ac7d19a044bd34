//! Speed: how long a district with very many patrols takes to be made, opened, searched and printed.
//!
//! `cargo bench --bench speed` runs it in full (100,000 patrols); `cargo test --bench speed -- --short` in a short form
//! for CI. It prints figures, ratios to a baseline measured in the same run, and 达到/未达到 for each stated bound. It is
//! not a timed test: it fails only when something does not work.

mod annexes;
mod clock;
mod decade;
mod diagram;
mod district;
mod idle;
mod import;
mod ledger;
mod memory;
mod offices;
mod paper;
mod queries;
mod report;
mod shell;
mod window;

use std::path::Path;

use report::Report;

/// Sizes of a run.
struct Size {
    name: &'static str,
    patrols: u32,
    /// The smaller district that memory is compared with.
    small: u32,
    /// Incumbencies that are brought in from a spreadsheet.
    terms: u32,
    /// Incumbencies over ten years behind the check and the pages.
    offices: usize,
    /// Patrols and problems of ten years.
    decade: (u32, u32),
}

const FULL: Size =
    Size { name: "完整", patrols: 100_000, small: 10_000, terms: 10_000, offices: 20_000, decade: (600_000, 50_000) };
const SHORT: Size =
    Size { name: "简短", patrols: 20_000, small: 2_000, terms: 1_000, offices: 4_000, decade: (60_000, 5_000) };

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let mut asked = asked.iter().map(String::as_str);
    match asked.next() {
        Some(annexes::PRINT) => annexes::print(Path::new(asked.next().expect("a folder"))),
        Some(memory::WALK) => memory::walk(Path::new(asked.next().expect("a folder"))),
        // `cargo bench --bench speed -- decade`: this part alone.
        Some("decade") => {
            let folder = tempfile::tempdir().expect("a folder for the district");
            let mut report = Report::default();
            decade::measure(&mut report, folder.path(), FULL.decade.0, FULL.decade.1);
            report.close();
        }
        // `cargo bench` hands over `--bench`; `cargo test` does not, so that it never takes minutes by accident.
        Some("--bench") if !asked.any(|word| word == "--short") => run(&FULL),
        _ => run(&SHORT),
    }
}

fn run(size: &Size) {
    let profile = if cfg!(debug_assertions) { "dev（未优化）" } else { "bench（优化）" };
    let mut report = Report::default();
    report.line(&format!("耕保 测速 · {} · {} 条巡查 · 编译方式 {profile}", size.name, size.patrols));
    report.line("查询、排版、导入的用时按本线程的处理器用时计，不含被其他程序打断的时间（系统不提供时按钟表计）");
    let folder = tempfile::tempdir().expect("a folder for the districts");
    let dir = folder.path().join("district");
    district::fill(&mut report, &dir, size.patrols);
    let small = folder.path().join("small");
    district::make(&small, size.small);
    let mut window = ledger::open(&mut report, &dir, (&small, size.small));
    ledger::filter(&mut report, &mut window, size.patrols);
    idle::rest(&mut report, &mut window);
    drop(window);
    queries::compare(&mut report, &dir);
    memory::compare(&mut report, (&small, size.small), (&dir, size.patrols));
    paper::print(&mut report, &dir);
    offices::compare(&mut report, folder.path(), size.offices);
    annexes::measure(&mut report, &folder.path().join("villages"));
    diagram::draw(&mut report, &folder.path().join("diagram"));
    import::compare(&mut report, folder.path(), size.terms);
    decade::measure(&mut report, folder.path(), size.decade.0, size.decade.1);
    report.close();
}
