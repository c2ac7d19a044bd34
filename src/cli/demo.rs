//! `demo`: the sample district in the window; where there is no display, the main job without one.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use serde_json::json;

use super::{
    After,
    args::{self, Common},
    out::{CliFault, CliResult, Out},
    sheets,
    workspace::{clock, is_workspace},
};
use crate::{
    domain::assess::Stage,
    ops::{
        Clock, Workspace,
        query::{self, assess::YearOverview, patrol::PatrolQuery},
        sample::SamplePlan,
    },
    session::{
        self, Opening,
        sheet::{Sheet, SheetRequest},
    },
};

pub fn run(common: &Common, demo: args::Demo, out: &mut Out) -> CliResult<After> {
    let made = !is_workspace(&demo.dir);
    if made {
        out.say("正在生成示范区县（人员、电话和记录均为虚构）…");
        let clock = clock(common);
        let plan = SamplePlan::on(clock().date_naive());
        session::create(&demo.dir, Opening::Sample(plan), clock, &mut |_, _| ())?;
        out.say(&format!("已生成示范工作区：{}", demo.dir.display()));
    } else {
        demand_sample(common, &demo.dir)?;
        out.say(&format!("打开已有的示范工作区：{}", demo.dir.display()));
    }
    if !demo.no_window && has_display() {
        return Ok(After::Window(Some(demo.dir)));
    }
    let reason = if demo.no_window { "按要求不打开窗口" } else { "没有显示器" };
    let printed = without_window(&demo.dir, clock(common), reason, out)?;
    let shown: Vec<_> = printed.iter().map(|file| file.display().to_string()).collect();
    let document = json!({"workspace": demo.dir.display().to_string(), "made": made, "files": shown});
    out.answer(&document, String::new);
    Ok(After::Exit(0))
}

/// A workspace of an office is not a place for demonstrations.
fn demand_sample(common: &Common, dir: &Path) -> CliResult<()> {
    let workspace = session::open(dir, clock(common))?.workspace;
    if workspace.is_sample()? {
        return Ok(());
    }
    let title = format!("{} 里是正式的工作区，不是示范数据", dir.display());
    Err(CliFault::input(title, "请换一个文件夹，例如 gengbao demo 示范；正式的工作区请用 --workspace 打开。"))
}

/// Whether a window can be expected to open.
fn has_display() -> bool {
    cfg!(not(target_os = "linux"))
        || ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"]
            .iter()
            .any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// Whether the folder holds a sample workspace.
pub fn is_sample(dir: &Path) -> bool {
    session::open(dir, session::system_clock()).is_ok_and(|opened| opened.workspace.is_sample().unwrap_or(false))
}

/// Prints annex 2, a score sheet, the ranking and a ledger into the folder, and says so. Answers the files.
pub fn without_window(dir: &Path, clock: Clock, reason: &str, out: &mut Out) -> CliResult<Vec<PathBuf>> {
    out.say(&format!("{reason}，直接完成主要工作："));
    let workspace = session::open(dir, clock)?.workspace;
    let folder = dir.join("打印");
    fs::create_dir_all(&folder)?;
    let as_of = workspace.today();
    let mut files = Vec::new();
    for (name, sheet) in main_sheets(&workspace)? {
        let file = folder.join(format!("{name}.pdf"));
        let pages = sheets::write(&workspace, &SheetRequest { sheet, as_of }, &file)?;
        out.say(&format!("  已打印 {pages} 页：{}", file.display()));
        files.push(file);
    }
    Ok(files)
}

fn newest_confirmed(workspace: &Workspace) -> CliResult<Option<YearOverview>> {
    for year in query::assess::years(workspace)? {
        if let Some(overview) = query::assess::overview(workspace, year)?.filter(|year| year.stage == Stage::Confirmed)
        {
            return Ok(Some(overview));
        }
    }
    Ok(None)
}

/// The sheets of the main job: this month's ledger of 罕台镇, and the newest confirmed year.
fn main_sheets(workspace: &Workspace) -> CliResult<Vec<(String, Sheet)>> {
    let today = workspace.today();
    let mut sheets = vec![("附件2 一级网格监督监管表".to_owned(), Sheet::District)];
    if let Some(overview) = newest_confirmed(workspace)? {
        let year = overview.year;
        if let Some(object) = overview.objects.iter().find(|object| object.included) {
            sheets.push((format!("{year}年度 {} 考核评分表", object.name), Sheet::Score(object.id)));
        }
        sheets.push((format!("{year}年度考核结果汇总表"), Sheet::Ranking(year)));
    }
    let grid = query::lookup::grid(workspace, "罕台镇", today)?;
    let month = PatrolQuery {
        from: today.checked_sub_days(chrono::Days::new(30)),
        to: Some(today),
        grid: Some(grid),
        ..PatrolQuery::default()
    };
    sheets.push(("罕台镇近30天巡查台账".to_owned(), Sheet::Patrols(month)));
    Ok(sheets)
}
