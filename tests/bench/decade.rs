//! Ten years of one district: whether every list still answers at once, against the sqlite3 shell over the same file.

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use gengbao::{
    domain::patrol::{Finding, PatrolKind},
    ops::{
        Workspace,
        query::{
            lookup,
            patrol::{self, PatrolQuery},
        },
        workspace::DATABASE,
    },
    session,
};
use rusqlite::Connection;

use crate::{
    district::{self, now},
    queries::measured,
    report::{Report, ms, ratio},
    shell,
};

/// First page and count of any filter.
const FILTER: Duration = Duration::from_millis(50);
/// First page and count of a search for words.
const SEARCH: Duration = Duration::from_millis(100);
/// Rows of a page, as the window asks for them.
const PAGE: u32 = 100;
/// Patrols that are made by the program; the rest are their copies on other days.
const MADE: u32 = 6_000;

/// Copies every patrol `?1` times to other days of ten years, and gives some of them words of their own.
const COPIES: &str = "
    create temp table copy (k integer primary key);
    with recursive count (k) as (select 1 union all select k + 1 from count where k < {copies})
      insert into copy select k from count;
    create temp table made as select * from patrol;
    create temp table walked as select * from patrol_person;
    insert into patrol select p.id + k * 1000000000000, date(p.date, '-' || ((k * 37 + p.id % 3) % 3650) || ' days'),
      start, end, kind, grid_id, group_id, way, finding,
      case when found = '' then '' else found || (p.id * k % 997) || '号地' end, action, weather,
      case when (p.id + k) % 10 = 3 then '第' || (p.id * k % 20011) || '次记录，沿渠道步行' else note end,
      recorded_on, recorded_by from made p, copy;
    insert into patrol_person (id, patrol_id, person_id, ordinal)
      select w.id + k * 1000000000000, w.patrol_id + k * 1000000000000, person_id, ordinal from walked w, copy;
    drop table made; drop table walked; drop table copy;
    analyze;";

/// Makes the district with `patrols` in all; answers its folder.
fn make(report: &mut Report, dir: &Path, patrols: u32) -> PathBuf {
    let dir = dir.join("decade");
    district::make(&dir, MADE.min(patrols / 10));
    let began = Instant::now();
    let conn = Connection::open(dir.join(DATABASE)).expect("the database");
    let made: u32 = conn.query_row("select count(*) from patrol", [], |row| row.get(0)).expect("a count");
    let copies = (patrols / made.max(1)).saturating_sub(1).max(1);
    conn.pragma_update(None, "foreign_keys", false).expect("a setting");
    conn.execute_batch(&format!("begin; {} commit;", COPIES.replace("{copies}", &copies.to_string()))).expect("copies");
    let (all, phrases): (u64, u64) = conn
        .query_row("select (select count(*) from patrol), (select count(*) from phrase)", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .expect("counts");
    let words = format!("{all} 条巡查，{phrases} 种说法，复制用时 {:.1} 秒", began.elapsed().as_secs_f64());
    report.figure("十年的工作区", &words);
    dir
}

/// Measures lists, searches and sums over ten years.
pub fn measure(report: &mut Report, folder: &Path, patrols: u32) {
    report.part("十年数据：任一筛选的首页与计数");
    if !shell::is_there() {
        report.line("  本机没有 sqlite3 命令行程序，以下没有与它比较");
    }
    let dir = make(report, folder, patrols);
    let file = dir.join(DATABASE);
    let workspace = Workspace::open(&dir, session::fixed_clock(now()), 1).expect("the workspace");
    for kind in kinds(&workspace) {
        let (found, ours) = measured(|| {
            let total = patrol::count(&workspace, &kind.query).expect("a count");
            let page = patrol::page(&workspace, &kind.query, None, PAGE).expect("a page");
            assert_eq!(page.len() as u64, total.min(u64::from(PAGE)), "{}", kind.name);
            total
        });
        let (_, marks) = measured(|| patrol::index(&workspace, &kind.query, PAGE).expect("an index").marks.len());
        let words = if shell::is_there() {
            let count = format!("select count(*) from patrol p {}", kind.by_hand);
            let page =
                format!("select p.* from patrol p {} order by p.date desc, p.id desc limit {PAGE}", kind.by_hand);
            let hand = shell::time(&file, &count).zip(shell::time(&file, &page)).map(|(count, page)| count + page);
            hand.map_or("；sqlite3 没有答复".into(), |hand| {
                format!("；sqlite3 {}，{}", ms(hand), ratio(ours, hand))
            })
        } else {
            String::new()
        };
        report.figure(kind.name, &format!("{found} 条，{}{words}；各页位置 {}", ms(ours), ms(marks)));
        report.within(kind.name, ours, if kind.query.text.is_empty() { FILTER } else { SEARCH });
    }
}

/// One filter, as the workspace and as SQL understand it.
struct Kind {
    name: &'static str,
    query: PatrolQuery,
    by_hand: String,
}

fn kinds(workspace: &Workspace) -> Vec<Kind> {
    let day = now().date_naive();
    let all = PatrolQuery::default;
    let town = lookup::grid(workspace, "罕台镇", day).expect("a town");
    let person = patrol::page(workspace, &all(), None, 1).expect("a page").remove(0).patrol.patrollers[0];
    let from = day - chrono::Days::new(1_000);
    let below = format!("select grid_id from grid_version where parent_id = {0} union select {0}", town.0);
    let saying =
        |text: &str| ["found", "action", "note"].map(|column| format!("p.{column} like '%{text}%'")).join(" or ");
    let kind = |name, query, by_hand: String| Kind { name, query, by_hand };
    vec![
        kind("不筛选", all(), String::new()),
        kind(
            "日期（1,000 天）",
            PatrolQuery { from: Some(from), to: Some(day), ..all() },
            format!("where p.date between '{from}' and '{day}'"),
        ),
        kind(
            "网格（罕台镇及下级）",
            PatrolQuery { grid: Some(town), ..all() },
            format!("where p.grid_id in ({below})"),
        ),
        kind(
            "巡查人",
            PatrolQuery { person: Some(person), ..all() },
            format!("where p.id in (select patrol_id from patrol_person where person_id = {})", person.0),
        ),
        kind("类型（巡田）", PatrolQuery { kind: Some(PatrolKind::Field), ..all() }, "where p.kind = 'field'".into()),
        kind(
            "发现问题",
            PatrolQuery { finding: Some(Finding::Problem), ..all() },
            "where p.finding = 'problem'".into(),
        ),
        kind(
            "网格、日期和类型",
            PatrolQuery { grid: Some(town), from: Some(from), kind: Some(PatrolKind::Field), ..all() },
            format!("where p.grid_id in ({below}) and p.date >= '{from}' and p.kind = 'field'"),
        ),
        kind("文字（少见：堆放）", PatrolQuery { text: "堆放".into(), ..all() }, format!("where {}", saying("堆放"))),
        kind("文字（常见：步行）", PatrolQuery { text: "步行".into(), ..all() }, format!("where {}", saying("步行"))),
        kind(
            "文字（没有）",
            PatrolQuery { text: "没有这句话".into(), ..all() },
            format!("where {}", saying("没有这句话")),
        ),
        kind(
            "文字（常见）和网格",
            PatrolQuery { text: "步行".into(), grid: Some(town), ..all() },
            format!("where p.grid_id in ({below}) and ({})", saying("步行")),
        ),
    ]
}
