//! Paper: 附件2 and a ledger of a thousand rows, as PDF.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use gengbao::{
    ops::{
        Workspace,
        query::patrol::{self, PatrolQuery},
    },
    session::{
        self,
        sheet::{self, Sheet, SheetRequest},
    },
};

use crate::{
    district::now,
    report::{Report, median, ms},
};

/// Rows of the printed ledger, about.
const ROWS: u32 = 1_000;
const TIMES: usize = 3;

pub fn print(report: &mut Report, dir: &Path) {
    report.part("打印成 PDF");
    let workspace = Workspace::open(dir, session::fixed_clock(now()), 1).expect("the workspace");
    paper(report, &workspace, "附件2", Sheet::District);
    let index = patrol::index(&workspace, &PatrolQuery::default(), ROWS / 10).expect("an index");
    // The day on which the thousandth newest patrol was walked.
    let from = index.marks.get(9).map(|mark| mark.date);
    let query = PatrolQuery { from, ..PatrolQuery::default() };
    let rows = patrol::index(&workspace, &query, ROWS / 10).expect("an index").total;
    paper(report, &workspace, &format!("巡查台账 {rows} 条"), Sheet::Patrols(query));
}

fn paper(report: &mut Report, workspace: &Workspace, name: &str, sheet: Sheet) {
    let request = SheetRequest { sheet, as_of: now().date_naive() };
    let pages = sheet::render(workspace, &request).expect("a sheet").pages.len();
    let (mut laid_out, mut printed) = ([Duration::ZERO; TIMES], [Duration::ZERO; TIMES]);
    let mut size = 0;
    for time in 0..TIMES {
        let began = Instant::now();
        let _ = sheet::render(workspace, &request).expect("a sheet");
        laid_out[time] = began.elapsed();
        let began = Instant::now();
        size = sheet::pdf(workspace, &request).expect("a PDF").bytes.len();
        printed[time] = began.elapsed();
    }
    let (laid_out, printed) = (median(&mut laid_out), median(&mut printed));
    report.figure(name, &format!("{pages} 页，{} KB，{}（其中查询与排版 {}）", size / 1024, ms(printed), ms(laid_out)));
}
