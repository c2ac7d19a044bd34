//! 附件4 of 300 villages as one PDF: time, memory of a process of its own, and how much of it the PDF library needs alone.

use std::{path::Path, process::Command, time::Duration};

use gengbao::{
    domain::annex::Extent,
    ops::Workspace,
    print::{Document, Item},
    session::{
        self,
        sheet::{self, Sheet, SheetRequest},
    },
};
use printpdf::{
    BuiltinFont, Line, LinePoint, Mm, Op, PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions, Point, Pt, TextItem,
};
use rusqlite::Connection;

use crate::{
    clock::Watch,
    district::{self, now},
    memory::held_at_most,
    report::{Report, median, ms, ratio},
};

/// The argument that has this program print the sheets of a district and tell its memory.
pub const PRINT: &str = "--print";

/// Villages and communities in the district of this part; the sample has 108.
const VILLAGES: usize = 300;
const SAMPLE: usize = 108;
const TIMES: usize = 3;
const LONGEST: Duration = Duration::from_secs(3);
const MOST_KB: u64 = 200 * 1024;

/// Prints every 附件4 of the district as one PDF and prints the most memory that was held, in kB.
pub fn print(dir: &Path) {
    let workspace = Workspace::open(dir, session::fixed_clock(now()), 1).expect("the workspace");
    let _ = sheet::pdf(&workspace, &every_village()).expect("a PDF");
    println!("{}", held_at_most().unwrap_or_default());
}

fn every_village() -> SheetRequest {
    SheetRequest { sheet: Sheet::Villages(None, Extent::All), as_of: now().date_naive() }
}

pub fn measure(report: &mut Report, dir: &Path) {
    report.part("附件4 全部村、社区合订成一个 PDF");
    district::make(dir, 100);
    let conn = Connection::open(dir.join(gengbao::ops::workspace::DATABASE)).expect("the database");
    multiply(&conn, 1 << 61, SAMPLE);
    multiply(&conn, 1 << 62, VILLAGES - 2 * SAMPLE);
    drop(conn);
    let workspace = Workspace::open(dir, session::fixed_clock(now()), 1).expect("the workspace");
    let document = sheet::render(&workspace, &every_village()).expect("the sheets");
    assert!(document.pages.len() >= VILLAGES, "every village has its sheet");
    let (mut laid_out, mut printed, mut alone) =
        ([Duration::ZERO; TIMES], [Duration::ZERO; TIMES], [Duration::ZERO; TIMES]);
    let mut size = 0;
    for time in 0..TIMES {
        let watch = Watch::begin();
        let _ = sheet::render(&workspace, &every_village()).expect("the sheets");
        laid_out[time] = watch.stop();
        let watch = Watch::begin();
        size = sheet::pdf(&workspace, &every_village()).expect("a PDF").bytes.len();
        printed[time] = watch.stop();
        let watch = Watch::begin();
        let _ = library_alone(&document);
        alone[time] = watch.stop();
    }
    drop(workspace);
    let [laid_out, printed, alone] = [&mut laid_out, &mut printed, &mut alone].map(|times| median(times));
    let pages = document.pages.len();
    let lines: usize = document.pages.iter().map(|page| page.items.len()).sum();
    let content = format!("{VILLAGES} 张，{pages} 页，{lines} 项，{} KB", size / 1024);
    report.figure("内容", &content);
    report.figure("其中查询与排版", &ms(laid_out));
    report.within("附件4 合订用时", printed, LONGEST);
    report.figure("对照：printpdf 直接写同样多的页和项，西文内置字体", &ms(alone));
    report.figure("合订 / 对照", &ratio(printed, alone));
    if held_at_most().is_some() {
        let held = printed_apart(dir);
        let mb = |kb: u64| format!("{:.1} MB", kb as f64 / 1024.0);
        report.bound("附件4 合订内存峰值（另起进程）", held < MOST_KB, &mb(held), &format!("不超过 {}", mb(MOST_KB)));
    }
}

fn printed_apart(dir: &Path) -> u64 {
    let this = std::env::current_exe().expect("this program");
    let out = Command::new(this).args([PRINT.as_ref(), dir.as_os_str()]).output().expect("a print");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8_lossy(&out.stdout).trim().parse().expect("a number")
}

/// Copies the first villages with their groups, duties and 包联; `apart` is added to every id, which is below 2^60.
fn multiply(conn: &Connection, apart: i64, villages: usize) {
    let copy = format!(
        "create temp table chosen as select id from grid where level = 'village' and id < 1152921504606846976 order by id limit {villages};
         insert into chosen select v.grid_id from grid_version v join grid g on g.id = v.grid_id
           where g.level = 'group' and v.parent_id in (select id from chosen);
         insert into grid select id + {apart}, level from grid where id in (select id from chosen);
         insert into grid_version select id + {apart}, grid_id + {apart}, valid_from, valid_to,
           parent_id + iif(parent_id in (select id from chosen), {apart}, 0), name, kind, stat_code, civil_code, aliases,
           no_farmland, annex2_order, document, search from grid_version where grid_id in (select id from chosen);
         insert into duty select id + {apart}, grid_id + {apart}, role, post_id, person_id, title, valid_from, valid_to, document
           from duty where grid_id in (select id from chosen);
         insert into charge select c.id + {apart}, c.duty_id + {apart}, c.grid_id + {apart}, c.valid_from, c.valid_to, c.document
           from charge c join duty d on d.id = c.duty_id where d.grid_id in (select id from chosen);
         drop table chosen;"
    );
    conn.execute_batch(&copy).expect("more villages");
}

/// As many pages, texts and rules, written by the library with a font it brings along.
fn library_alone(document: &Document) -> Vec<u8> {
    let mut out = PdfDocument::new("附件4");
    let pages = document.pages.iter().map(|page| {
        let ops = page.items.iter().flat_map(plain).collect();
        PdfPage::new(Mm(page.width_mm), Mm(page.height_mm), ops)
    });
    out.with_pages(pages.collect());
    out.save(&PdfSaveOptions::default(), &mut Vec::new())
}

fn plain(item: &Item) -> Vec<Op> {
    let at = |x: f32, y: f32| Point { x: Mm(x).into(), y: Mm(297.0 - y).into() };
    match item {
        Item::Text { x, y, size_pt, text, .. } => vec![
            Op::StartTextSection,
            Op::SetTextCursor { pos: at(*x, *y) },
            Op::SetFont { font: PdfFontHandle::Builtin(BuiltinFont::Helvetica), size: Pt(*size_pt) },
            Op::ShowText { items: vec![TextItem::Text("x".repeat(text.chars().count()))] },
            Op::EndTextSection,
        ],
        Item::Line { x0, y0, x1, y1, .. } => {
            let end = |x: f32, y: f32| LinePoint { p: at(x, y), bezier: false };
            vec![Op::DrawLine { line: Line { points: vec![end(*x0, *y0), end(*x1, *y1)], is_closed: false } }]
        }
        Item::Fill { .. } | Item::Stroke { .. } | Item::Image { .. } => Vec::new(),
    }
}
