//! 网格导图 of a district of 300 villages and 2,000 网格员: reading it, laying it out, drawing it.

use std::{path::Path, time::Duration};

use gengbao::{
    domain::diagram::DiagramRequest,
    ops::{
        Command, Workspace,
        query::{self, grid::TreeNode},
        sample::SamplePlan,
        workspace::{DATABASE, NewWorkspace},
    },
    print, session,
};
use rusqlite::types::Value;
use serde_json::json;

use crate::{
    clock::Watch,
    district::{now, raw},
    report::{Report, median, ms, ratio},
};

const VILLAGES: usize = 300;
const MEMBERS: usize = 2_000;
const TIMES: usize = 5;
/// Reading the whole district for a picture.
const READ: Duration = Duration::from_millis(50);

pub fn draw(report: &mut Report, dir: &Path) {
    report.part("网格导图");
    let workspace = grown(dir);
    let (request, day) = (DiagramRequest::default(), now().date_naive());
    let read = time(|| query::diagram::diagram(&workspace, &request, day).expect("a district"));
    let plain = time(|| plain_rows(dir));
    let diagram = query::diagram::diagram(&workspace, &request, day).expect("a district");
    let villages: usize = diagram.charts[0].cards.iter().map(|card| card.rows.len()).sum();
    let laid_out = time(|| print::diagram::diagram(&diagram));
    let picture = print::diagram::diagram(&diagram);
    let drawn = time(|| print::svg::svg(&picture.document));
    report.within(&format!("查询全区（{villages} 个村、社区）"), read, READ);
    report.figure("对照：SQLite 直接读出同样的行", &format!("{}，查询 / 对照 {}", ms(plain), ratio(read, plain)));
    let pages = picture.document.pages.len();
    report.figure("排版", &format!("{pages} 页 A3，{}", ms(laid_out)));
    report.figure("画成 SVG", &ms(drawn));
}

/// The sample district with villages, groups and 网格员 added.
fn grown(dir: &Path) -> Workspace {
    let new = NewWorkspace {
        name: "测速".into(), office: "测速".into(), operator: "示范管理员".into(), sample: true
    };
    let mut workspace = Workspace::create(dir, &new, session::fixed_clock(now()), 7).expect("a new workspace");
    let plan = SamplePlan { patrols: 10, ..SamplePlan::on(now().date_naive()) };
    workspace.fill_sample(&plan, &mut |_, _| ()).expect("a filled workspace");
    let tree = query::grid::tree(&workspace, now().date_naive()).expect("a tree");
    let of = |level| tree.iter().filter(move |node: &&TreeNode| node.level == level);
    let towns: Vec<_> = of(gengbao::domain::grid::Level::Town).map(|town| town.id).collect();
    let member = made(&mut workspace, json!({"do": "add_person", "name": "测速员"}));
    let missing = VILLAGES.saturating_sub(of(gengbao::domain::grid::Level::Village).count());
    let mut members = of(gengbao::domain::grid::Level::Group).count();
    for (number, town) in towns.iter().cycle().take(missing).enumerate() {
        let name = format!("测速{number}村");
        let grid = json!({"do": "add_grid", "parent": town, "kind": "village", "name": name, "from": "2024-01-01"});
        let village = made(&mut workspace, grid);
        for group in 0..9 {
            if members >= MEMBERS {
                break;
            }
            let name = format!("{group}社");
            let grid =
                json!({"do": "add_grid", "parent": village, "kind": "group", "name": name, "from": "2024-01-01"});
            let group = made(&mut workspace, grid);
            let duty = json!({
                "do": "assign_duty", "grid": group, "role": "grid_member", "holder": {"person": member}, "from": "2024-01-01"
            });
            made(&mut workspace, duty);
            members += 1;
        }
    }
    workspace
}

fn made(workspace: &mut Workspace, command: serde_json::Value) -> String {
    let command: Command = serde_json::from_value(command).expect("a command");
    let outcome = workspace.apply(command).expect("an outcome");
    gengbao::domain::id::to_text(outcome.made[0])
}

fn time<T>(mut work: impl FnMut() -> T) -> Duration {
    let mut times = [Duration::ZERO; TIMES];
    for time in &mut times {
        let watch = Watch::begin();
        let _ = work();
        *time = watch.stop();
    }
    median(&mut times)
}

/// Every row the picture needs, without making anything of it.
fn plain_rows(dir: &Path) -> usize {
    const READS: [&str; 5] = [
        "select v.* from grid_version v join grid g on g.id = v.grid_id where v.valid_to is null",
        "select d.*, u.name, p.title, n.name from duty d left join post p on p.id = d.post_id \
         left join unit u on u.id = p.unit_id left join person n on n.id = d.person_id where d.valid_to is null",
        "select i.*, n.name from incumbency i join person n on n.id = i.person_id where i.valid_to is null",
        "select * from charge where valid_to is null",
        "select * from pairing where valid_to is null",
    ];
    assert!(dir.join(DATABASE).exists());
    let conn = raw(dir);
    let mut count = 0;
    for sql in READS {
        let mut find = conn.prepare(sql).expect("a statement");
        let width = find.column_count();
        let mut rows = find.query([]).expect("rows");
        while let Some(row) = rows.next().expect("a row") {
            let cells: Result<Vec<Value>, _> = (0..width).map(|place| row.get(place)).collect();
            count += cells.expect("cells").len();
        }
    }
    count
}
