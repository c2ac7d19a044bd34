//! Ten years of one district: whether every list still answers at once, against the sqlite3 shell over the same file.

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use chrono::{Datelike, NaiveDate};
use gengbao::{
    domain::{
        patrol::{Finding, PatrolKind},
        problem::ProblemKind,
    },
    ops::{
        Workspace,
        query::{
            completion::{self, CompletionAsk},
            hint::{self, HintQuery},
            lookup,
            patrol::{self, PatrolQuery},
            problem::{self, Lens, ProblemQuery},
            workbench,
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
/// 应巡 and 实巡 of the whole district for a year.
const COMPLETION: Duration = Duration::from_millis(300);
/// What the desk counts.
const DESK: Duration = Duration::from_millis(100);
/// Rows of a page, as the window asks for them.
const PAGE: u32 = 100;
/// Patrols that are made by the program; the rest are their copies on other days.
const MADE: u32 = 6_000;

/// What lies between the ids of a record and of its copy.
const APART: &str = "k * 1000000000000";

/// A table, which of its rows are copied how often, and what differs in a copy.
type Copied = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

/// What is copied, in this order.
/// `{day}` stands for the days by which a copy is older.
const COPIED: [Copied; 7] = [
    (
        "patrol",
        "k <= {patrols}",
        &[
            ("date", "date(date, '-' || {day} || ' days')"),
            ("found", "case when found = '' then '' else found || (id * k % 997) || '号地' end"),
            ("note", "case when (id + k) % 10 = 3 then '第' || (id * k % 20011) || '次记录，沿渠道步行' else note end"),
        ],
    ),
    ("patrol_person", "k <= {patrols}", &[("patrol_id", "patrol_id + {apart}")]),
    (
        "problem",
        "state <> 'merged' and k <= case over when 1 then {problems} else {open} end",
        &[
            ("number", "number || '-' || k"),
            ("found_on", "date(found_on, '-' || {day} || ' days')"),
            ("closed_on", "date(closed_on, '-' || {day} || ' days')"),
            ("due_on", "date(due_on, '-' || (k % 60) || ' days')"),
            ("description", "description || (id * k % 4999) || '号'"),
            ("patrol_id", "null"),
            ("tip_id", "null"),
            ("clue_id", "null"),
        ],
    ),
    ("problem_person", "{kept}", &[("problem_id", "problem_id + {apart}")]),
    ("problem_concerned", "{kept}", &[("problem_id", "problem_id + {apart}")]),
    (
        "problem_step",
        "{kept}",
        &[
            ("problem_id", "problem_id + {apart}"),
            ("happened_on", "date(happened_on, '-' || {day} || ' days')"),
            ("into_id", "null"),
            ("text", "text || (id * k % 4999)"),
        ],
    ),
    (
        "step_person",
        "exists (select 1 from problem_step s where s.id = step_id + {apart})",
        &[("step_id", "step_id + {apart}")],
    ),
];

/// Rows whose problem was copied.
const KEPT: &str = "exists (select 1 from problem q where q.id = problem_id + {apart})";

/// Copies the records of the sample to other days of ten years.
fn copy(conn: &Connection, patrols: u32, problems: u32) {
    let count = |what: &str| -> u32 {
        conn.query_row(&format!("select count(*) from {what}"), [], |row| row.get(0)).expect("a count")
    };
    let of_patrols = (patrols / count("patrol").max(1)).saturating_sub(1).max(1);
    let of_problems = (problems / count("problem where over = 1 and state <> 'merged'").max(1)).max(1);
    let words = |text: &str| {
        text.replace("{kept}", KEPT)
            .replace("{day}", "((k * 37 + id % 3) % 3650)")
            .replace("{apart}", APART)
            .replace("{patrols}", &of_patrols.to_string())
            .replace("{problems}", &of_problems.to_string())
            .replace("{open}", &(of_problems / 100).max(1).to_string())
    };
    let most = of_patrols.max(of_problems);
    conn.execute_batch(&format!(
        "create temp table copy (k integer primary key);
         with recursive count (k) as (select 1 union all select k + 1 from count where k < {most})
           insert into copy select k from count;"
    ))
    .expect("numbers");
    for (table, which, changes) in COPIED {
        let mut find = conn.prepare("select name from pragma_table_info(?1)").expect("columns");
        let columns: Vec<String> =
            find.query_map([table], |row| row.get(0)).and_then(Iterator::collect).expect("columns");
        let value = |column: &String| match changes.iter().find(|(changed, _)| changed == column) {
            Some((_, value)) => words(value),
            None if column == "id" => format!("id + {APART}"),
            None => format!("\"{column}\""),
        };
        let values: Vec<String> = columns.iter().map(value).collect();
        conn.execute_batch(&format!(
            "create temp table made as select * from main.{table};
             insert into main.{table} select {} from made, copy where {};
             drop table made;",
            values.join(", "),
            words(which)
        ))
        .expect(table);
    }
    conn.execute_batch("drop table copy; analyze;").expect("an end");
}

/// Makes the district with ten years of patrols and problems; answers its folder.
fn make(report: &mut Report, dir: &Path, patrols: u32, problems: u32) -> PathBuf {
    let dir = dir.join("decade");
    district::make(&dir, MADE.min(patrols / 10));
    let began = Instant::now();
    let conn = Connection::open(dir.join(DATABASE)).expect("the database");
    conn.pragma_update(None, "foreign_keys", false).expect("a setting");
    conn.execute_batch("begin").expect("a transaction");
    copy(&conn, patrols, problems);
    conn.execute_batch("commit").expect("a commit");
    let count = |what: &str| -> u64 {
        conn.query_row(&format!("select count(*) from {what}"), [], |row| row.get(0)).expect("a count")
    };
    let words = format!(
        "{} 条巡查（{} 种说法），{} 个问题（未销号 {} 个，{} 个步骤），复制用时 {:.1} 秒",
        count("patrol"),
        count("phrase"),
        count("problem"),
        count("problem where over = 0"),
        count("problem_step"),
        began.elapsed().as_secs_f64()
    );
    report.figure("十年的工作区", &words);
    dir
}

/// Measures lists, searches and sums over ten years.
pub fn measure(report: &mut Report, folder: &Path, patrols: u32, problems: u32) {
    report.part("十年数据：任一筛选的首页与计数");
    if !shell::is_there() {
        report.line("  本机没有 sqlite3 命令行程序，以下没有与它比较");
    }
    let dir = make(report, folder, patrols, problems);
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
        let hand = by_hand(&file, "patrol", "date", &kind.by_hand, ours);
        report.figure(kind.name, &format!("{found} 条，{}{hand}；各页位置 {}", ms(ours), ms(marks)));
        report.within(kind.name, ours, if kind.query.text.is_empty() { FILTER } else { SEARCH });
    }
    report.part("十年数据：问题台账");
    for (name, query, condition) in problem_kinds(&workspace) {
        let (found, ours) = measured(|| {
            let total = problem::count(&workspace, &query).expect("a count");
            let page = problem::problems(&workspace, &query, None, PAGE).expect("a page");
            assert_eq!(page.len() as u64, total.min(u64::from(PAGE)), "{name}");
            total
        });
        let hand = by_hand(&file, "problem", "found_on", &condition, ours);
        report.figure(name, &format!("{found} 个，{}{hand}", ms(ours)));
        report.within(name, ours, if query.text.is_empty() { FILTER } else { SEARCH });
    }
    sums(report, &workspace, &file);
}

/// The same count and first page in the shell: 「；sqlite3 15.3 毫秒，1.49 倍」.
fn by_hand(file: &Path, table: &str, day: &str, condition: &str, ours: Duration) -> String {
    if !shell::is_there() {
        return String::new();
    }
    let count = format!("select count(*) from {table} p {condition}");
    let page = format!("select p.* from {table} p {condition} order by p.{day} desc, p.id desc limit {PAGE}");
    let hand = shell::time(file, &count).zip(shell::time(file, &page)).map(|(count, page)| count + page);
    hand.map_or("；sqlite3 没有答复".into(), |hand| format!("；sqlite3 {}，{}", ms(hand), ratio(ours, hand)))
}

fn problem_kinds(workspace: &Workspace) -> Vec<(&'static str, ProblemQuery, String)> {
    let day = now().date_naive();
    let all = ProblemQuery::default;
    let town = lookup::grid(workspace, "罕台镇", day).expect("a town");
    let below = format!("select grid_id from grid_version where parent_id = {0} union select {0}", town.0);
    let saying = |text: &str| {
        format!(
            "where p.number like '%{text}%' or p.description like '%{text}%' or p.spot like '%{text}%' or exists \
             (select 1 from problem_step s where s.problem_id = p.id and (s.text like '%{text}%' or s.document like '%{text}%'))"
        )
    };
    vec![
        ("不筛选", all(), String::new()),
        ("未销号", ProblemQuery { lens: Lens::Open, ..all() }, "where p.over = 0".into()),
        (
            "逾期",
            ProblemQuery { lens: Lens::Overdue, ..all() },
            format!("where p.over = 0 and p.paused_on is null and p.due_on < '{day}'"),
        ),
        (
            "类型（非农化）",
            ProblemQuery { kind: Some(ProblemKind::NonAgricultural), ..all() },
            "where p.kind = 'non_agricultural'".into(),
        ),
        ("网格（罕台镇及下级）", ProblemQuery { grid: Some(town), ..all() }, format!("where p.grid_id in ({below})")),
        ("文字（4321号）", ProblemQuery { text: "4321号".into(), ..all() }, saying("4321号")),
        ("文字（没有）", ProblemQuery { text: "没有这句话".into(), ..all() }, saying("没有这句话")),
    ]
}

/// What pages sum up.
fn sums(report: &mut Report, workspace: &Workspace, file: &Path) {
    report.part("十年数据：汇总");
    let day = now().date_naive();
    let year = NaiveDate::from_ymd_opt(day.year(), 1, 1).expect("a day");
    let ask = CompletionAsk { from: year, to: day, grid: None, person: None };
    let (found, ours) = measured(|| completion::completion(workspace, &ask, day).expect("a completion"));
    let walks = format!(
        "select p.id, p.date, p.grid_id, p.recorded_on, x.person_id from patrol p \
         join patrol_person x on x.patrol_id = p.id where p.date between '{year}' and '{day}'"
    );
    let hand = shell::time(file, &walks).map_or(String::new(), |hand| {
        format!("；sqlite3 只读出这一年的巡查和人员 {}，{}", ms(hand), ratio(ours, hand))
    });
    desk(report, workspace, file);
    let tally = &found.tally;
    report.figure("全区一年应巡实巡", &format!("应巡 {}，实巡 {}，{}{hand}", tally.due, tally.done, ms(ours)));
    report.within("全区一年应巡实巡", ours, COMPLETION);
}

/// The desk, and what a person should look at.
fn desk(report: &mut Report, workspace: &Workspace, file: &Path) {
    let day = now().date_naive();
    let (_, ours) = measured(|| workbench::work(workspace, None).expect("a desk"));
    let counts = format!(
        "select count(*) from problem where over = 0; select count(*) from problem where over = 0 and due_on < '{day}'; \
         select kind, count(*) from problem where found_on > date('{day}', '-1 year') group by kind"
    );
    let hand = shell::time_all(file, &counts)
        .map_or(String::new(), |hand| format!("；sqlite3 只数问题 {}，{}", ms(hand), ratio(ours, hand)));
    report.figure("工作台（全区）", &format!("{}{hand}", ms(ours)));
    report.within("工作台（全区）", ours, DESK);
    let (_, ours) = measured(|| workbench::patrols(workspace, None).expect("the patrols of the desk"));
    report.figure("工作台：本周、本月、上月应巡实巡", &ms(ours));
    let from = day - chrono::Days::new(365);
    let query = HintQuery { from, to: day, grid: None, kind: None, judged: false };
    let (found, ours) = measured(|| hint::hints(workspace, &query, 0, PAGE).expect("hints").total);
    report.figure("一年的核对提示", &format!("{found} 条，{}", ms(ours)));
    report.within("一年的核对提示", ours, COMPLETION);
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
