//! Bringing many incumbencies in from a workbook, against the library reading it and SQLite alone writing the rows.

use std::{path::Path, time::Duration};

use calamine::{Reader, Xlsx, open_workbook};
use chrono::{Days, NaiveDate};
use gengbao::{
    domain::import::{Fate, ImportKind, Row, Take},
    exchange::{self, Plan},
    ops::{Command, Workspace, import::Import, workspace::NewWorkspace},
    session::{self, exchange as spreadsheets},
};
use rusqlite::Connection;
use rust_xlsxwriter::Workbook;

use crate::{
    clock::Watch,
    district::now,
    report::{Report, ratio},
};

/// How long the whole district of ten years may take (issue 3).
const BOUND: Duration = Duration::from_secs(5);
/// Incumbencies that the bound is about; fewer have their share of it.
const WHOLE: u32 = 10_000;
/// Successive holders of one post.
const TERMS: u32 = 10;

/// Brings `count` incumbencies of people nobody knows yet into a new workspace.
pub fn compare(report: &mut Report, folder: &Path, count: u32) {
    report.part("表格导入任免");
    let file = folder.join("任免.xlsx");
    write(&file, count);
    let mut workspace = prepared(&folder.join("import"), count);
    let watch = Watch::begin();
    let book = exchange::read(&file).expect("a workbook");
    let plan = Plan::guess(ImportKind::Incumbencies, &book);
    let read = watch.stop();
    let outcome = spreadsheets::import(&mut workspace, &book, &plan, Take::AllOrNothing).expect("an import");
    let (took, wall) = (watch.stop(), watch.wall());
    assert!(outcome.lines.len() == count as usize && outcome.lines.iter().all(|line| line.fate == Fate::New));
    let again = Watch::begin();
    let same = spreadsheets::import(&mut workspace, &book, &plan, Take::AllOrNothing).expect("an import");
    let again = again.stop();
    assert!(same.changes.0.is_empty(), "the same twice changes nothing");
    let undone = Watch::begin();
    workspace.undo().expect("an undo");
    let undone = undone.stop();
    let plain = plain(&file, &folder.join("plain-import.db"));
    let seconds = |time: Duration| format!("{:.2} 秒", time.as_secs_f64());
    report.figure("读取工作簿并认出各列", &seconds(read));
    report.figure(
        &format!("共导入 {count} 条任免，同时新增 {count} 人（校核、接替、逐行留痕）"),
        &format!("{}；含写盘、被打断 {}", seconds(took), seconds(wall)),
    );
    report.figure("同一文件再导入一次", &seconds(again));
    report.figure("整体撤销", &seconds(undone));
    report.figure("对照：库函数读取，SQLite 直接写入无索引、无留痕的表", &seconds(plain));
    report.figure("导入 / 对照", &ratio(took, plain));
    report.within(&format!("导入 {count} 条任免"), took, BOUND * count / WHOLE);
}

/// Unit and title of the post that a row is about.
fn post(row: u32) -> (String, String) {
    let post = row / TERMS;
    (format!("单位{}", post / 20), format!("职务{}", post % 20))
}

fn name(row: u32) -> String {
    let part = |shift: u32| char::from_u32(0x4E00 + (row / shift) % 97 * 13).unwrap_or('甲');
    ['王', part(1), part(97), part(9409)].into_iter().collect()
}

fn first_day(row: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2015, 1, 1).expect("a day") + Days::new(u64::from(row % TERMS) * 300)
}

/// The workbook as an office keeps it: a title, a header, dates as text.
fn write(file: &Path, count: u32) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "任免名单").expect("a cell");
    for (column, heading) in ["序号", "姓名", "单位", "职务", "任职时间", "文号"].into_iter().enumerate()
    {
        sheet.write_string(1, column as u16, heading).expect("a cell");
    }
    for row in 0..count {
        let (unit, title) = post(row);
        let at = row + 2;
        sheet.write_number(at, 0, row + 1).expect("a cell");
        let texts = [name(row), unit, title, first_day(row).format("%Y.%-m.%-d").to_string(), format!("任〔{row}〕号")];
        for (column, text) in texts.iter().enumerate() {
            sheet.write_string(at, column as u16 + 1, text).expect("a cell");
        }
    }
    book.save(file).expect("a workbook");
}

/// A workspace with the posts.
fn prepared(dir: &Path, count: u32) -> Workspace {
    let new = NewWorkspace {
        name: "测速".into(), office: "测速".into(), operator: "示范管理员".into(), sample: false
    };
    let mut workspace = Workspace::create(dir, &new, session::fixed_clock(now()), 62).expect("a new workspace");
    let row = |values: &[(&str, String)]| Row {
        sheet: String::new(),
        line: 0,
        values: values.iter().map(|(field, text)| ((*field).to_owned(), text.clone())).collect(),
    };
    let posts: Vec<_> = (0..count.div_ceil(TERMS)).map(|place| post(place * TERMS)).collect();
    let mut units: Vec<_> = posts.iter().map(|(unit, _)| unit.clone()).collect();
    units.dedup();
    let units = units.into_iter().map(|unit| row(&[("name", unit), ("kind", "区直部门".into())])).collect();
    let posts =
        posts.into_iter().map(|(unit, title)| row(&[("unit", unit), ("post", title), ("from", "2010-1-1".into())]));
    for (kind, rows) in [(ImportKind::Units, units), (ImportKind::Posts, posts.collect::<Vec<_>>())] {
        let import = Import { kind, rows, take: Take::AllOrNothing, source: String::new() };
        workspace.apply(Command::Import(import)).expect("an import");
    }
    workspace
}

/// The same file read with the library alone, and its people and terms written to plain tables with the same safety.
fn plain(file: &Path, database: &Path) -> Duration {
    let mut conn = Connection::open(database).expect("a new database");
    conn.pragma_update(None, "journal_mode", "wal").expect("a setting");
    conn.pragma_update(None, "synchronous", "full").expect("a setting");
    conn.execute_batch(
        "create table person (id integer primary key, name text); \
         create table term (id integer primary key, person, unit, post, valid_from, document)",
    )
    .expect("tables");
    let watch = Watch::begin();
    let mut book: Xlsx<_> = open_workbook(file).expect("a workbook");
    let range = book.worksheet_range_at(0).expect("a sheet").expect("a sheet");
    let tx = conn.transaction().expect("a transaction");
    {
        let mut person = tx.prepare("insert into person (name) values (?1)").expect("an insert");
        let mut term = tx
            .prepare("insert into term (person, unit, post, valid_from, document) values (?1, ?2, ?3, ?4, ?5)")
            .expect("an insert");
        for row in range.rows().skip(2) {
            let texts: Vec<String> = row.iter().skip(1).map(ToString::to_string).collect();
            person.execute([&texts[0]]).expect("a row");
            let id = tx.last_insert_rowid();
            term.execute((id, &texts[1], &texts[2], &texts[3], &texts[4])).expect("a row");
        }
    }
    tx.commit().expect("a commit");
    watch.stop()
}
