//! Printing sheets to files.

use std::{fs, path::Path};

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};

use super::{
    annexes,
    args::{self, Common},
    out::{CliFault, CliResult, Out},
    workspace::open,
};
use crate::{
    domain::{
        bridge::BridgeQuery,
        date::chinese,
        diagram::{DiagramPaper, DiagramRequest, DiagramScope},
        grid::Level,
        id::{LeadingGroupId, ObjectId, PersonId},
    },
    ops::{
        Workspace,
        query::{self, assess::ObjectLine, completion::CompletionAsk, patrol::PatrolQuery},
    },
    print::text,
    session::sheet::{self, SHEETS, Sheet, SheetRequest},
};

pub fn list(out: &mut Out) -> CliResult<u8> {
    let rows: Vec<Value> = SHEETS.iter().map(|(name, title)| json!({"sheet": name, "title": title})).collect();
    out.answer(&Value::Array(rows), || {
        SHEETS.iter().map(|(name, title)| format!("{name:<12}{title}")).collect::<Vec<_>>().join("\n")
    });
    Ok(0)
}

pub fn print(common: &Common, print: &args::Print, out: &mut Out) -> CliResult<u8> {
    let workspace = open(common)?;
    let as_of = common.as_of.unwrap_or_else(|| workspace.today());
    let request = SheetRequest { sheet: choose(common, &workspace, print, as_of)?, as_of };
    if print.all && print.out.extension().is_none() {
        return annexes::write_each(&workspace, &request, &print.out, print.problems.overwrite, out);
    }
    let pages = write(&workspace, &request, &print.out)?;
    let shown = print.out.display().to_string();
    out.answer(&json!({"file": shown, "pages": pages}), || format!("已打印 {pages} 页：{shown}"));
    Ok(0)
}

fn choose(common: &Common, workspace: &Workspace, print: &args::Print, as_of: NaiveDate) -> CliResult<Sheet> {
    let known = |wanted: &str| {
        print.sheet == wanted || SHEETS.iter().any(|(name, title)| *name == wanted && title.contains(&print.sheet))
    };
    if known("annex2") {
        return Ok(Sheet::District);
    }
    let name = SHEETS.iter().map(|(name, _)| *name).find(|name| known(name)).unwrap_or_default();
    if let Some(sheet) = annexes::choose(workspace, name, print, as_of)? {
        return Ok(sheet);
    }
    if name.starts_with("clue-") {
        return super::clues::sheet(workspace, name, print, as_of);
    }
    if let Some(sheet) = super::problem_papers::choose(workspace, name, print, as_of)? {
        return Ok(sheet);
    }
    if known("patrols") {
        let grid = print.grid.as_deref().map(|name| query::lookup::grid(workspace, name, as_of)).transpose()?;
        let (from, to) = (print.from, print.to.or(common.as_of));
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            let title = format!("起始日期{}晚于截止日期{}", chinese(from), chinese(to));
            return Err(CliFault::input(title, "请核对 --from、--to 和 --as-of。"));
        }
        return Ok(Sheet::Patrols(PatrolQuery { from, to, grid, ..PatrolQuery::default() }));
    }
    if known("completion") {
        let year = query::completion::year_to(as_of);
        let grid = print.grid.as_deref().map(|name| query::lookup::grid(workspace, name, as_of)).transpose()?;
        let person = print.person.as_deref().map(|name| query::lookup::person(workspace, name, as_of)).transpose()?;
        let (from, to) = (print.from.unwrap_or(year.from), print.to.unwrap_or(year.to));
        return Ok(Sheet::Completion(CompletionAsk { from, to, grid, person }));
    }
    if known("handover") {
        let person = person(workspace, print, as_of)?;
        return Ok(Sheet::Handover { person, on: print.on.unwrap_or(as_of) });
    }
    if known("term") {
        return term(workspace, person(workspace, print, as_of)?, print, as_of);
    }
    if known("bridge") {
        return bridge(print, as_of);
    }
    if known("certificate") {
        return Ok(Sheet::Certificate(super::check::reach(print.whole)));
    }
    if known("trace") {
        let name = print
            .grid
            .as_deref()
            .ok_or_else(|| CliFault::input("没有写明地方", "请加上 --grid 名称，例如 --grid 罕台镇/撖家塔村。"))?;
        return Ok(Sheet::Trace(super::check::place(workspace, name, as_of)?));
    }
    if known("group") {
        return leading_group(workspace, print.grid.as_deref(), as_of).map(Sheet::Group);
    }
    if known("filings") {
        return Ok(Sheet::Filings(print.year.unwrap_or_else(|| as_of.year())));
    }
    if known("pledges") {
        return Ok(Sheet::Pledges(print.year.unwrap_or_else(|| as_of.year())));
    }
    if let Some(sheet) = super::monthly::choose(workspace, name, print, as_of)? {
        return Ok(sheet);
    }
    if known("diagram") {
        return Ok(Sheet::Diagram(diagram(workspace, print, as_of)?));
    }
    let year = || print.year.ok_or_else(|| CliFault::input("没有写明考核年度", "请加上 --year，例如 --year 2024。"));
    if known("ranking") {
        return Ok(Sheet::Ranking(year()?));
    }
    if known("score") {
        let name = print
            .object
            .as_ref()
            .or(print.grid.as_ref())
            .ok_or_else(|| CliFault::input("没有写明考核对象", "请加上 --object 名称，例如 --object 罕台镇。"))?;
        return Ok(Sheet::Score(object(workspace, year()?, name)?));
    }
    Err(CliFault::input(format!("没有「{}」这张表", print.sheet), "用 gengbao sheets 查看可以打印的表。"))
}

fn person(workspace: &Workspace, print: &args::Print, day: NaiveDate) -> CliResult<PersonId> {
    let name = print
        .person
        .as_deref()
        .ok_or_else(|| CliFault::input("没有写明人员", "请加上 --person 姓名，例如 --person 张三。"))?;
    Ok(query::lookup::person(workspace, name, day)?)
}

/// 任期履职情况表; without days for the whole career.
fn term(workspace: &Workspace, person: PersonId, print: &args::Print, as_of: NaiveDate) -> CliResult<Sheet> {
    let career = query::term::career(workspace, person, as_of)?;
    Ok(Sheet::Term { person, from: print.from.unwrap_or(career.from), to: print.to.unwrap_or(career.to) })
}

/// The period has to be said; the units are those of the day shown where no other is named.
fn bridge(print: &args::Print, as_of: NaiveDate) -> CliResult<Sheet> {
    let (Some(from), Some(to)) = (print.from, print.to) else {
        let next = "请加上 --from 和 --to，例如 --from 2025-01-01 --to 2025-12-31。";
        return Err(CliFault::input("没有写明巡查时间", next));
    };
    let level = if print.level.as_deref() == Some("town") { Level::Town } else { Level::Village };
    Ok(Sheet::Bridge(BridgeQuery { from, to, units_as_of: print.units_as_of.unwrap_or(as_of), level }))
}

/// The 领导小组 of a grid on a day; of the district when no grid is named.
fn leading_group(workspace: &Workspace, grid: Option<&str>, day: NaiveDate) -> CliResult<LeadingGroupId> {
    let grid = match grid {
        Some(name) => query::lookup::grid(workspace, name, day)?,
        None => workspace.root_grid()?.ok_or_else(|| CliFault::input("还没有一级网格", "请先建立网格。"))?,
    };
    let book = query::mechanism::groups(workspace, day)?;
    let group = book.groups.iter().find(|group| group.grid == grid);
    group.map(|group| group.id).ok_or_else(|| {
        let names: Vec<_> = book.groups.iter().map(|group| group.grid_name.as_str()).collect();
        let known = if names.is_empty() { "还没有登记任何领导小组".to_owned() } else { names.join("、") };
        CliFault::input("这个网格没有登记领导小组", format!("请用 --grid 写明，已登记的有：{known}。"))
    })
}

/// 网格导图 of the named grid, or of the whole district.
fn diagram(workspace: &Workspace, print: &args::Print, as_of: NaiveDate) -> CliResult<DiagramRequest> {
    let options = &print.diagram;
    let scope = match print.grid.as_deref() {
        Some(name) => DiagramScope::Grid(query::lookup::grid(workspace, name, as_of)?),
        None if options.each => DiagramScope::Set,
        None => DiagramScope::Overview,
    };
    Ok(DiagramRequest {
        scope,
        paper: if options.paper.as_deref() == Some("a4") { DiagramPaper::A4 } else { DiagramPaper::A3 },
        upright: options.upright,
        members: !options.no_members,
        phones: options.phones,
        listed_only: options.listed_only,
    })
}

/// An assessed object of a year by its name or id, or as its grid or department is named anywhere: code, alias.
pub fn object(workspace: &Workspace, year: i32, name: &str) -> CliResult<ObjectId> {
    let overview = query::assess::overview(workspace, year)?.ok_or_else(|| {
        CliFault::input(format!("{year} 年度考核还没有开展"), format!("先运行 gengbao assess open {year}。"))
    })?;
    let day = workspace.today();
    let called = |object: &&ObjectLine| object.name == name || object.id.to_string() == name;
    let found = overview.objects.iter().find(called).or_else(|| {
        let grid = query::lookup::grid(workspace, name, day).ok();
        let unit = query::lookup::unit(workspace, name, day).ok();
        let same =
            |object: &&ObjectLine| (grid.is_some() && object.grid == grid) || (unit.is_some() && object.unit == unit);
        overview.objects.iter().find(same)
    });
    found.map(|object| object.id).ok_or_else(|| {
        let names: Vec<_> = overview.objects.iter().map(|object| object.name.as_str()).collect();
        CliFault::input(format!("{year} 年度没有考核对象「{name}」"), format!("可选：{}。", names.join("、")))
    })
}

/// Writes a sheet by the ending of the file's name; answers the number of pages.
pub fn write(workspace: &Workspace, request: &SheetRequest, file: &Path) -> CliResult<usize> {
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    if !["pdf", "svg", "txt"].contains(&ending) {
        let title = format!("不能写成 {}", file.display());
        return Err(CliFault::input(title, "文件名请以 .pdf、.svg 或 .txt 结尾。"));
    }
    if ending == "svg" {
        return write_drawings(&sheet::svg(workspace, request)?, file);
    }
    let document = sheet::render(workspace, request)?;
    let bytes = match ending {
        "pdf" => sheet::pdf_of(workspace, &document)?.bytes,
        _ => text::text(&document).into_bytes(),
    };
    fs::write(file, bytes).map_err(|fault| not_written(file, &fault))?;
    Ok(document.pages.len())
}

/// Writes one drawing to the file, several to files numbered -1, -2.
fn write_drawings(drawings: &[sheet::Drawing], file: &Path) -> CliResult<usize> {
    for (drawing, number) in drawings.iter().zip(1..) {
        let place = match drawings {
            [_] => file.to_owned(),
            _ => sheet::numbered(file, number),
        };
        fs::write(&place, &drawing.bytes).map_err(|fault| not_written(&place, &fault))?;
    }
    Ok(drawings.len())
}

fn not_written(file: &Path, fault: &std::io::Error) -> CliFault {
    let mut said = CliFault::input(
        format!("不能写入 {}", file.display()),
        "请核对文件夹是否存在、是否可以写入，文件是否正被别的程序打开，然后再试。",
    );
    said.0.detail = fault.to_string();
    said
}
