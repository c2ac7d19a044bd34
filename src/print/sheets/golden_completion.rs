//! 应巡实巡情况表 against its golden dumps: usual, over pages, nothing due. No person here exists.

use super::{golden::check, ledger, samples::frame};
use crate::domain::{
    ledger::COMPLETION,
    sheet::{Ledger, LedgerColumn, SheetFrame},
};

fn cells(cells: [&str; 9]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}

fn sheet(rows: Vec<Vec<String>>, formula: &str) -> Ledger {
    let remarks = [
        formula,
        "巡田率 = 实巡 ÷（应巡 − 免）。实巡不超过应巡，多巡的次数不计入；没有应巡时不计算。",
        "逾期只作提醒，不自动计分、不扣分。",
        "部分巡田频次是建议值，非文件规定。",
    ];
    Ledger {
        frame: SheetFrame { sample: true, ..frame() },
        title: "应巡实巡情况表".to_owned(),
        scope: "罕台镇　2025年1月1日至2025年3月31日".to_owned(),
        upright: true,
        columns: LedgerColumn::printed(COMPLETION),
        rows,
        remarks: remarks.map(str::to_owned).to_vec(),
    }
}

fn village() -> Vec<Vec<String>> {
    vec![
        cells(["　撖家塔村", "", "26", "21", "2", "1", "4", "84.0 %", "空缺 12，接替 1"]),
        cells(["　　王𠮷", "监督人", "13", "12", "2", "1", "0", "100.0 %", ""]),
        cells(["　　阿拉坦格日勒图·李㛃", "一社 网格员", "13", "9", "0", "0", "4", "69.2 %", "进行中 0/1"]),
        cells(["　　空缺", "二社 网格员", "0", "0", "0", "0", "0", "—", "空缺 12，接替 1"]),
    ]
}

#[test]
fn completion_of_a_town() {
    let total = cells(["罕台镇", "", "26", "21", "2", "1", "4", "84.0 %", "空缺 12，接替 1"]);
    let rows: Vec<_> = [total].into_iter().chain(village()).collect();
    check("completion", &ledger(&sheet(rows, "合计：实巡 21 ÷（应巡 26 − 免 1）= 84.0 %")));
}

#[test]
fn completion_over_pages() {
    let rows: Vec<_> = (0..16).flat_map(|_| village()).collect();
    check("completion-pages", &ledger(&sheet(rows, "合计：实巡 336 ÷（应巡 416 − 免 16）= 84.0 %")));
}

#[test]
fn completion_without_anything_due() {
    check("completion-empty", &ledger(&sheet(Vec::new(), "合计：没有应巡，不计算")));
}
