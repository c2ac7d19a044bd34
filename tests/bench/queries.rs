//! What the worker takes for a page and a count by each kind of filter, against hand-written SQL over the same file.

use std::{path::Path, time::Duration};

use gengbao::{
    domain::{
        id::PersonId,
        patrol::{Finding, PatrolKind},
    },
    ops::{
        Workspace,
        query::{
            lookup,
            patrol::{self, PatrolQuery},
        },
    },
    session,
};
use rusqlite::{Connection, types::Value};

use crate::{
    clock::Watch,
    district::{now, raw},
    report::{Report, median, ms, ratio},
};

/// Rows of a page, as the window asks for them.
const PAGE: u32 = 100;
/// Each is asked so many times; the middle time counts.
const TIMES: usize = 7;

/// The columns of a line with the names it shows, as one would write it by hand.
const BY_HAND: &str = "select p.*, \
    (select name from grid_version v where v.grid_id = p.grid_id order by valid_from desc limit 1), \
    (select name from grid_version v where v.grid_id = p.group_id order by valid_from desc limit 1), \
    (select group_concat(n.name, '、') from patrol_person x join person n on n.id = x.person_id where x.patrol_id = p.id), \
    (select count(*) from attachment a where a.patrol_id = p.id) \
    from patrol p";

/// One kind of filter, as the workspace and as SQL understand it.
struct Kind {
    name: &'static str,
    query: PatrolQuery,
    /// The condition by hand, with `?1` for its value.
    by_hand: String,
    value: Option<Value>,
}

/// Measures every kind of filter.
pub fn compare(report: &mut Report, dir: &Path) {
    report.part("后台查询：首页 100 条，加计数与各页位置");
    let workspace = Workspace::open(dir, session::fixed_clock(now()), 1).expect("the workspace");
    let conn = raw(dir);
    for kind in kinds(&workspace) {
        let (found, ours) = measured(|| {
            let index = patrol::index(&workspace, &kind.query, PAGE).expect("an index");
            let page = patrol::page(&workspace, &kind.query, None, PAGE).expect("a page");
            assert_eq!(page.len() as u64, index.total.min(u64::from(PAGE)), "{}", kind.name);
            index.total
        });
        let (counted, hand) = measured(|| by_hand(&conn, &kind));
        assert_eq!(found, counted, "{}: both find the same", kind.name);
        report.figure(kind.name, &format!("{found} 条，{}；手写 SQL {}，{}", ms(ours), ms(hand), ratio(ours, hand)));
    }
}

fn kinds(workspace: &Workspace) -> Vec<Kind> {
    let day = now().date_naive();
    let all = PatrolQuery::default;
    let town = lookup::grid(workspace, "罕台镇", day).expect("a town");
    let newest = patrol::page(workspace, &all(), None, 1).expect("a page").remove(0);
    let person: PersonId = newest.patrol.patrollers[0];
    let from = day - chrono::Days::new(90);
    let text = "堆放";
    let below = format!("select grid_id from grid_version where parent_id = {0} union select {0}", town.0);
    let number = |id: i64| Some(Value::Integer(id));
    let word = |word: &str| Some(Value::Text(word.to_owned()));
    vec![
        Kind { name: "不筛选", query: all(), by_hand: String::new(), value: None },
        Kind {
            name: "日期（最近 90 天）",
            query: PatrolQuery { from: Some(from), to: Some(day), ..all() },
            by_hand: format!("where p.date between ?1 and '{day}'"),
            value: word(&from.to_string()),
        },
        Kind {
            name: "网格（罕台镇及下级）",
            query: PatrolQuery { grid: Some(town), ..all() },
            by_hand: format!("where p.grid_id in ({below})"),
            value: None,
        },
        Kind {
            name: "巡查人",
            query: PatrolQuery { person: Some(person), ..all() },
            by_hand: "where exists (select 1 from patrol_person x where x.patrol_id = p.id and x.person_id = ?1)"
                .into(),
            value: number(person.0),
        },
        Kind {
            name: "类型（巡田）",
            query: PatrolQuery { kind: Some(PatrolKind::Field), ..all() },
            by_hand: "where p.kind = ?1".into(),
            value: word("field"),
        },
        Kind {
            name: "发现问题",
            query: PatrolQuery { finding: Some(Finding::Problem), ..all() },
            by_hand: "where p.finding = ?1".into(),
            value: word("problem"),
        },
        Kind {
            name: "文字（堆放）",
            query: PatrolQuery { text: text.into(), ..all() },
            by_hand: "where p.found like '%'||?1||'%' or p.action like '%'||?1||'%' or p.note like '%'||?1||'%'".into(),
            value: word(text),
        },
    ]
}

/// Walks along all rows found, as it takes to know where each page begins, and reads the first page; answers the count.
fn by_hand(conn: &Connection, kind: &Kind) -> u64 {
    let values = || rusqlite::params_from_iter(kind.value.iter());
    let walk = format!("select p.date, p.id from patrol p {} order by p.date desc, p.id desc", kind.by_hand);
    let mut walk = conn.prepare_cached(&walk).expect("a walk");
    let mut rows = walk.query(values()).expect("a walk");
    let mut total = 0;
    while rows.next().expect("a row").is_some() {
        total += 1;
    }
    let page = format!("{BY_HAND} {} order by p.date desc, p.id desc limit {PAGE}", kind.by_hand);
    let mut page = conn.prepare_cached(&page).expect("a page");
    let width = page.column_count();
    let mut rows = page.query(values()).expect("a page");
    while let Some(row) = rows.next().expect("a row") {
        for place in 0..width {
            std::hint::black_box(row.get::<_, Value>(place).expect("a value"));
        }
    }
    total
}

pub fn measured<T>(mut work: impl FnMut() -> T) -> (T, Duration) {
    let mut found = work();
    let mut times = [Duration::ZERO; TIMES];
    for time in &mut times {
        let watch = Watch::begin();
        found = work();
        *time = watch.stop();
    }
    (found, median(&mut times))
}
