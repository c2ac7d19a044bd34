//! Ten years of changing offices: a district with 20,000 terms beside one with a single term for each post. The check of
//! the whole district and the pages of grids, posts and people, each against hand-written SQL over the same file.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use chrono::{Days, NaiveDate};
use gengbao::{
    domain::{
        check::Reach,
        grid::{GridKind, Level},
        id::{DutyId, GridId, PersonId, PostId, UnitId},
        roster::{DutyHolder, Role, UnitKind},
    },
    ops::{
        Command, Workspace,
        grid::AddGrid,
        mechanism::{FileGrids, Filing},
        office::{AddPerson, AddPost, Appoint},
        query::{check, grid, people, posts},
        roster::{AddCharge, AddPairing, AssignDuty},
        workspace::{DATABASE, NewWorkspace},
    },
    session,
};
use rusqlite::{Connection, Params, types::Value};

use crate::{
    district::{now, raw},
    queries::measured,
    report::{Report, ms, ratio},
};

/// Terms of the large district.
const TERMS: usize = 20_000;
/// The most the check of the whole district may take.
const CHECK: Duration = Duration::from_millis(50);
/// Posts of a town or street, and of the district government; the first ten have duties.
const POSTS: usize = 30;
/// Groups of a village or community.
const GROUPS: usize = 3;
/// Rows of a page, as the window asks for them.
const PAGE: u32 = 100;

fn start() -> NaiveDate {
    NaiveDate::from_ymd_opt(2016, 1, 1).expect("a day")
}

/// Makes both districts and measures them.
pub fn compare(report: &mut Report, folder: &Path) {
    report.part("十年任免：网格体系检查与各页");
    let (small, large) = (folder.join("one-term"), folder.join("ten-years"));
    let (few, _) = fill(&small, 0);
    let (many, took) = fill(&large, TERMS);
    report.figure(
        "逐条办理任免",
        &format!("{many} 条任职，{:.1} 秒，每秒 {:.0} 条", took.as_secs_f64(), many as f64 / took.as_secs_f64()),
    );
    let open = |dir: &Path| Workspace::open(dir, session::fixed_clock(now()), 1).expect("the workspace");
    let (small, large, conn) = (open(&small), open(&large), raw(&large));
    report.line(&format!("  以下：{many} 条任职；同样的页在 {few} 条任职的工作区；手写 SQL"));
    checks(report, (&small, &large), &conn);
    pages(report, (&small, &large), &conn);
}

/// A district through its commands, in memory, copied to a folder; answers how many terms it has and what appointing took.
fn fill(dir: &Path, terms: usize) -> (usize, Duration) {
    let new = NewWorkspace {
        name: "测速".into(), office: "测速".into(), operator: "示范管理员".into(), sample: true
    };
    let workspace = Workspace::in_memory(&new, session::fixed_clock(now()), 61).expect("a new workspace");
    let mut hand = Hand { workspace, people: 0 };
    let posts = hand.district();
    let began = Instant::now();
    let rounds = terms.div_ceil(posts.len()).max(1);
    let days = (now().date_naive() - start()).num_days() as usize / rounds;
    let mut made = 0;
    for round in 0..rounds {
        for (place, post) in posts.iter().enumerate() {
            // Posts change hands on days of their own.
            let later = if round == 0 { 0 } else { round * days + place % days.max(1) / 2 };
            let person = hand.person();
            hand.make(Command::Appoint(Appoint {
                post: *post,
                person,
                from: start() + Days::new(later as u64),
                until: None,
                relieve: true,
                document: format!("示范任〔{round}〕{place}号"),
            }));
            made += 1;
        }
    }
    let took = began.elapsed();
    std::fs::create_dir_all(dir).expect("a folder");
    hand.workspace.backup_to(&dir.join(DATABASE)).expect("a copy");
    (made, took)
}

/// Runs commands.
struct Hand {
    workspace: Workspace,
    people: usize,
}

impl Hand {
    fn make(&mut self, command: Command) -> i64 {
        self.workspace.apply(command).expect("a command").made[0]
    }

    fn person(&mut self) -> PersonId {
        self.people += 1;
        let name = format!("虚构{}", self.people);
        let person = AddPerson { name, phone: String::new(), office_phone: String::new(), note: String::new() };
        PersonId(self.make(Command::AddPerson(person)))
    }

    /// The shipped grids with groups, posts, duties, 包联 and pairings since ten years; answers the posts.
    fn district(&mut self) -> Vec<PostId> {
        self.workspace.seed_dongsheng(start()).expect("the shipped list");
        let nodes = grid::tree(&self.workspace, start()).expect("a tree");
        let units = posts::units(&self.workspace, start()).expect("units");
        let mut all = Vec::new();
        for node in nodes.iter().filter(|node| node.level <= Level::Town) {
            let governs = |unit: &&posts::UnitLine| unit.grid.as_ref().is_some_and(|(grid, _)| *grid == node.id);
            let unit = units.iter().find(governs).expect("a government");
            assert_ne!(unit.kind, UnitKind::Village);
            let posts = self.posts(unit.id);
            let below: Vec<GridId> =
                nodes.iter().filter(|below| below.parent == Some(node.id)).map(|below| below.id).collect();
            self.lead(node.id, &posts, &below);
            all.extend(posts);
        }
        for village in nodes.iter().filter(|node| node.level == Level::Village) {
            self.village(village.id);
        }
        for town in nodes.iter().filter(|node| node.level == Level::Town) {
            let on = NaiveDate::from_ymd_opt(2024, 12, 20).expect("a day");
            let (document, note) = (String::new(), String::new());
            let facts = Filing { grid: town.id, year: 2025, on, receiver: None, document, note };
            self.make(Command::FileGrids(FileGrids { facts, files: Vec::new() }));
        }
        all
    }

    fn posts(&mut self, unit: UnitId) -> Vec<PostId> {
        let post =
            |number: usize| AddPost { unit, title: format!("职务{number}"), single_holder: true, from: start() };
        (0..POSTS).map(|number| PostId(self.make(Command::AddPost(post(number))))).collect()
    }

    /// One chief, four deputies with the grids below, a coordinator, one chief overseer and four answering deputies.
    fn lead(&mut self, grid: GridId, posts: &[PostId], below: &[GridId]) {
        let mut duty = |role, post: PostId| self.duty(grid, role, DutyHolder::Post(post));
        duty(Role::ChiefSupervisor, posts[0]);
        duty(Role::Coordinator, posts[1]);
        duty(Role::ChiefOverseer, posts[5]);
        let deputies: Vec<DutyId> = posts[1..5].iter().map(|post| duty(Role::DeputySupervisor, *post)).collect();
        let overseers: Vec<DutyId> = posts[6..10].iter().map(|post| duty(Role::DeputyOverseer, *post)).collect();
        for (place, below) in below.iter().enumerate() {
            self.charge(deputies[place % deputies.len()], *below);
        }
        for (overseer, supervisor) in overseers.into_iter().zip(deputies) {
            self.pair(overseer, supervisor);
        }
    }

    fn village(&mut self, village: GridId) {
        let [supervisor, overseer] = [Role::Supervisor, Role::Overseer].map(|role| {
            let person = self.person();
            self.duty(village, role, DutyHolder::Person(person))
        });
        self.pair(overseer, supervisor);
        for number in 1..=GROUPS {
            let group = AddGrid {
                parent: village,
                kind: if number == 1 { GridKind::Area } else { GridKind::Group },
                name: format!("{number}组"),
                stat_code: String::new(),
                civil_code: String::new(),
                aliases: Vec::new(),
                no_farmland: false,
                annex2_order: None,
                from: start(),
                document: String::new(),
            };
            let group = GridId(self.make(Command::AddGrid(group)));
            self.charge(overseer, group);
            let member = self.person();
            self.duty(group, Role::GridMember, DutyHolder::Person(member));
        }
    }

    fn duty(&mut self, grid: GridId, role: Role, holder: DutyHolder) -> DutyId {
        let (title, document) = (String::new(), String::new());
        DutyId(self.make(Command::AssignDuty(AssignDuty { grid, role, holder, title, from: start(), document })))
    }

    fn charge(&mut self, duty: DutyId, grid: GridId) {
        self.make(Command::AddCharge(AddCharge { duty, grid, from: start(), document: String::new() }));
    }

    fn pair(&mut self, overseer: DutyId, supervisor: DutyId) {
        self.make(Command::AddPairing(AddPairing { overseer, supervisor, grid: None, from: start() }));
    }
}

/// The whole district, against SQL that reads the same rows.
fn checks(report: &mut Report, (small, large): (&Workspace, &Workspace), conn: &Connection) {
    let day = now().date_naive();
    for reach in Reach::ALL {
        let name = format!("网格体系检查（{}）", reach.label());
        let look = |ws: &Workspace| {
            let found = check::check(ws, day, reach).expect("a check");
            assert!(found.findings.is_empty() && !found.is_empty(), "{:?}", found.findings.first());
            found.since
        };
        let (since, ours) = measured(|| look(large));
        let (_, ours_small) = measured(|| look(small));
        let (rows, hand) = measured(|| rows_of_check(conn, since, day));
        told(report, &name, rows, (ours, ours_small, hand));
        report.bound(&name, ours < CHECK, &ms(ours), &format!("少于 {}", ms(CHECK)));
    }
}

/// Steps through every row that the check looks at.
fn rows_of_check(conn: &Connection, since: NaiveDate, day: NaiveDate) -> u64 {
    let touching =
        |table: &str| format!("select * from {table} where valid_from <= ?2 and (valid_to is null or valid_to > ?1)");
    let mut rows = 0;
    for table in ["grid_version", "duty", "incumbency", "charge", "pairing", "post"] {
        rows += walk(conn, &touching(table), (since.to_string(), day.to_string()));
    }
    rows
}

/// The pages, against one statement each that brings the same words.
fn pages(report: &mut Report, (small, large): (&Workspace, &Workspace), conn: &Connection) {
    let day = now().date_naive();
    let text = day.to_string();
    let town = |ws: &Workspace| {
        let tree = grid::tree(ws, day).expect("a tree");
        tree.into_iter().find(|node| node.level == Level::Town).expect("a town").id
    };
    let (town_small, town_large) = (town(small), town(large));
    page(
        report,
        "网格详情（一个镇）",
        |large_one| {
            let (ws, town) = if large_one { (large, town_large) } else { (small, town_small) };
            grid::detail(ws, town, day).expect("a grid").roles.len()
        },
        || walk(conn, DUTIES_BY_HAND, (text.clone(), town_large.0)),
    );
    page(
        report,
        "职务页（首页 100 条）",
        |large_one| {
            let ws = if large_one { large } else { small };
            posts::page(ws, "", None, day, 0, PAGE).expect("a page").rows.len()
        },
        || walk(conn, POSTS_BY_HAND, (text.clone(), PAGE)),
    );
    page(
        report,
        "人员页（首页 100 条）",
        |large_one| {
            let ws = if large_one { large } else { small };
            people::page(ws, "", day, 0, PAGE).expect("a page").rows.len()
        },
        || walk(conn, PEOPLE_BY_HAND, (text.clone(), PAGE)),
    );
    let post = |ws: &Workspace| posts::page(ws, "", None, day, 0, 1).expect("a page").rows[0].id;
    let (post_small, post_large) = (post(small), post(large));
    page(
        report,
        "一个职务（历任与职责）",
        |large_one| {
            let (ws, post) = if large_one { (large, post_large) } else { (small, post_small) };
            posts::detail(ws, post, day).expect("a post").terms.len()
        },
        || walk(conn, TERMS_BY_HAND, (text.clone(), post_large.0)),
    );
}

/// The duties of a grid with everyone behind them. ?1 the day, ?2 the grid.
const DUTIES_BY_HAND: &str = "select d.*, u.name, p.title, n.name, n.office_phone, \
    (select group_concat(v.name, '、') from charge c join grid_version v on v.grid_id = c.grid_id and v.valid_to is null \
       where c.duty_id = d.id and c.valid_to is null) \
    from duty d left join post p on p.id = d.post_id left join unit u on u.id = p.unit_id \
    left join incumbency i on i.post_id = p.id and i.valid_from <= ?1 and (i.valid_to is null or i.valid_to > ?1) \
    left join person n on n.id = coalesce(d.person_id, i.person_id) \
    where d.grid_id = ?2 and d.valid_from <= ?1 and (d.valid_to is null or d.valid_to > ?1)";
/// ?1 the day, ?2 how many.
const POSTS_BY_HAND: &str = "select p.*, u.name, (select count(*) from post), \
    (select group_concat(n.name, '、') from incumbency i join person n on n.id = i.person_id \
       where i.post_id = p.id and i.valid_from <= ?1 and (i.valid_to is null or i.valid_to > ?1)), \
    (select group_concat(v.name || d.role, '、') from duty d join grid_version v on v.grid_id = d.grid_id and v.valid_to is null \
       where d.post_id = p.id and d.valid_from <= ?1 and (d.valid_to is null or d.valid_to > ?1)) \
    from post p join unit u on u.id = p.unit_id order by u.kind, u.id, p.ordinal limit ?2";
/// ?1 the day, ?2 how many.
const PEOPLE_BY_HAND: &str = "select n.*, (select count(*) from person), \
    (select group_concat(u.name || p.title, '；') from incumbency i join post p on p.id = i.post_id join unit u on u.id = p.unit_id \
       where i.person_id = n.id and i.valid_from <= ?1 and (i.valid_to is null or i.valid_to > ?1)), \
    (select group_concat(v.name || d.role, '；') from duty d join grid_version v on v.grid_id = d.grid_id and v.valid_to is null \
       where d.person_id = n.id and d.valid_from <= ?1 and (d.valid_to is null or d.valid_to > ?1)) \
    from person n order by n.name, n.id limit ?2";
/// ?1 the day, ?2 the post.
const TERMS_BY_HAND: &str = "select i.*, n.name, u.name, p.title from incumbency i join person n on n.id = i.person_id \
    join post p on p.id = i.post_id join unit u on u.id = p.unit_id where i.post_id = ?2 and ?1 <> '' order by i.valid_from desc";

fn page(report: &mut Report, name: &str, ours: impl Fn(bool) -> usize, by_hand: impl Fn() -> u64) {
    let (_, large) = measured(|| ours(true));
    let (_, small) = measured(|| ours(false));
    let (rows, hand) = measured(by_hand);
    told(report, name, rows, (large, small, hand));
}

fn told(report: &mut Report, name: &str, rows: u64, (large, small, hand): (Duration, Duration, Duration)) {
    let words = format!(
        "{}，为少量任职的 {}；手写 SQL 读 {rows} 行 {}，{}",
        ms(large),
        ratio(large, small),
        ms(hand),
        ratio(large, hand)
    );
    report.figure(name, &words);
}

/// Reads every value of every row; answers how many rows.
fn walk(conn: &Connection, sql: &str, values: impl Params) -> u64 {
    let mut find = conn.prepare_cached(sql).expect("a statement");
    let width = find.column_count();
    let mut rows = find.query(values).expect("rows");
    let mut count = 0;
    while let Some(row) = rows.next().expect("a row") {
        for place in 0..width {
            std::hint::black_box(row.get::<_, Value>(place).expect("a value"));
        }
        count += 1;
    }
    count
}
