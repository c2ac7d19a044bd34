//! Making the district, against SQLite alone writing as many rows.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use chrono::{DateTime, FixedOffset};
use gengbao::{
    ops::{
        Workspace,
        sample::SamplePlan,
        workspace::{DATABASE, NewWorkspace},
    },
    session,
};
use rusqlite::{Connection, params_from_iter, types::Value};

use crate::report::{Report, ratio};

/// The day the district is made on, the same in every run.
pub fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2025-12-31T09:30:00+08:00").expect("a time")
}

/// Makes a district; answers how long the filling took.
pub fn make(dir: &Path, patrols: u32) -> Duration {
    let new = NewWorkspace {
        name: "测速".into(), office: "测速".into(), operator: "示范管理员".into(), sample: true
    };
    let mut workspace = Workspace::create(dir, &new, session::fixed_clock(now()), 61).expect("a new workspace");
    let began = Instant::now();
    let plan = SamplePlan { patrols, ..SamplePlan::on(now().date_naive()) };
    workspace.fill_sample(&plan, &mut |_, _| ()).expect("a filled workspace");
    began.elapsed()
}

/// Reads the workspace with SQLite alone.
pub fn raw(dir: &Path) -> Connection {
    let conn = Connection::open_with_flags(dir.join(DATABASE), rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY);
    let conn = conn.expect("the database");
    conn.pragma_update(None, "cache_size", -16_000).expect("a setting");
    conn
}

/// Makes the district of this run and says how fast that was.
pub fn fill(report: &mut Report, dir: &Path, patrols: u32) {
    report.part("生成示范数据");
    let took = make(dir, patrols);
    let conn = raw(dir);
    let count = |table: &str| -> u64 {
        conn.query_row(&format!("select count(*) from {table}"), [], |row| row.get(0)).expect("a count")
    };
    let (written, logged) = (count("patrol"), count("change"));
    let plain = plain_insert(&conn, &dir.with_extension("plain"), written);
    let per_second = |rows: u64, time: Duration| rows as f64 / time.as_secs_f64();
    report.figure(
        "工作区（校核、索引、逐行留痕）",
        &format!("{:.2} 秒，{written} 条巡查，每秒 {:.0} 条", took.as_secs_f64(), per_second(written, took)),
    );
    report.figure("其中写入的留痕", &format!("{logged} 行，每秒 {:.0} 行", per_second(logged, took)));
    report.figure(
        "对照：SQLite 直接写入无索引、无留痕的表",
        &format!("{:.2} 秒，每秒 {:.0} 条", plain.as_secs_f64(), per_second(written, plain)),
    );
    report.figure("工作区 / 对照", &ratio(took, plain));
}

/// Writes as many patrols into a plain table of a new file, in one transaction with the same safety.
fn plain_insert(source: &Connection, file: &Path, count: u64) -> Duration {
    let mut find = source.prepare("select * from patrol limit 1000").expect("patrols");
    let width = find.column_count();
    let read = find.query_map([], |row| (0..width).map(|place| row.get(place)).collect::<Result<Vec<Value>, _>>());
    let rows: Vec<Vec<Value>> = read.and_then(Iterator::collect).expect("patrols");
    let mut plain = Connection::open(file).expect("a new database");
    plain.pragma_update(None, "journal_mode", "wal").expect("a setting");
    plain.pragma_update(None, "synchronous", "full").expect("a setting");
    let columns = "date, start, end, kind, grid_id, group_id, way, finding, found, action, weather, note, recorded_on, recorded_by";
    plain.execute_batch(&format!("create table patrol (id integer primary key, {columns})")).expect("a table");
    let began = Instant::now();
    let tx = plain.transaction().expect("a transaction");
    {
        let marks = vec!["?"; width].join(", ");
        let mut insert = tx.prepare(&format!("insert into patrol values ({marks})")).expect("an insert");
        for (id, row) in rows.iter().cycle().take(count as usize).enumerate() {
            let values = std::iter::once(Value::Integer(id as i64)).chain(row.iter().skip(1).cloned());
            insert.execute(params_from_iter(values)).expect("a row");
        }
    }
    tx.commit().expect("a commit");
    began.elapsed()
}
