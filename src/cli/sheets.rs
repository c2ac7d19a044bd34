//! Printing sheets to files.

use std::{fs, path::Path};

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{
    args::{self, Common},
    out::{CliFault, CliResult, Out},
    workspace::open,
};
use crate::{
    domain::id::ObjectId,
    ops::{
        Workspace,
        query::{self, patrol::PatrolQuery},
    },
    print::dump,
    session::sheet::{self, SHEETS, Sheet, SheetRequest},
};

pub fn list(out: &mut Out) -> CliResult<u8> {
    let rows: Vec<Value> = SHEETS.iter().map(|(name, title)| json!({"sheet": name, "title": title})).collect();
    out.answer(&Value::Array(rows), || {
        SHEETS.iter().map(|(name, title)| format!("{name:<10}{title}")).collect::<Vec<_>>().join("\n")
    });
    Ok(0)
}

pub fn print(common: &Common, print: &args::Print, out: &mut Out) -> CliResult<u8> {
    let workspace = open(common)?;
    let as_of = common.as_of.unwrap_or_else(|| workspace.today());
    let request = SheetRequest { sheet: choose(&workspace, print, as_of)?, as_of };
    let pages = write(&workspace, &request, &print.out)?;
    let shown = print.out.display().to_string();
    out.answer(&json!({"file": shown, "pages": pages}), || format!("已打印 {pages} 页：{shown}"));
    Ok(0)
}

fn choose(workspace: &Workspace, print: &args::Print, as_of: NaiveDate) -> CliResult<Sheet> {
    let known = |wanted: &str| {
        print.sheet == wanted || SHEETS.iter().any(|(name, title)| *name == wanted && title.contains(&print.sheet))
    };
    if known("annex2") {
        return Ok(Sheet::District);
    }
    if known("patrols") {
        let grid = print.grid.as_deref().map(|name| query::lookup::grid(workspace, name, as_of)).transpose()?;
        return Ok(Sheet::Patrols(PatrolQuery { from: print.from, to: print.to, grid, ..PatrolQuery::default() }));
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

/// An assessed object of a year by its name or id.
pub fn object(workspace: &Workspace, year: i32, name: &str) -> CliResult<ObjectId> {
    let overview = query::assess::overview(workspace, year)?.ok_or_else(|| {
        CliFault::input(format!("{year} 年度考核还没有开展"), format!("先运行 gengbao assess open {year}。"))
    })?;
    let found = overview.objects.iter().find(|object| object.name == name || object.id.to_string() == name);
    found.map(|object| object.id).ok_or_else(|| {
        let names: Vec<_> = overview.objects.iter().map(|object| object.name.as_str()).collect();
        CliFault::input(format!("{year} 年度没有考核对象「{name}」"), format!("可选：{}。", names.join("、")))
    })
}

/// Writes a sheet by the ending of the file's name; answers the number of pages.
pub fn write(workspace: &Workspace, request: &SheetRequest, file: &Path) -> CliResult<usize> {
    let document = sheet::render(workspace, request)?;
    match file.extension().and_then(|ending| ending.to_str()) {
        Some("pdf") => fs::write(file, sheet::pdf(workspace, request)?.bytes)?,
        Some("txt") => fs::write(file, dump::dump(&document))?,
        _ => return Err(CliFault::input(format!("不能写成 {}", file.display()), "文件名请以 .pdf 或 .txt 结尾。")),
    }
    Ok(document.pages.len())
}
