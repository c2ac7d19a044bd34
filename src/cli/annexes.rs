//! Printing the sheets of the responsible people: which one is meant, and many as one file each.

use std::path::Path;

use chrono::NaiveDate;
use serde_json::json;

use super::{
    args::{self, FormName},
    out::{CliFault, CliResult, Out},
};
use crate::{
    domain::{
        annex::{Annex, BlankForm, Extent},
        id::GridId,
    },
    ops::{Workspace, query},
    session::{
        Progress,
        each::Each,
        sheet::{ChangesOf, Sheet, SheetRequest},
    },
};

/// The sheet by its stable name; `None` when it is none of these.
pub fn choose(ws: &Workspace, name: &str, print: &args::Print, as_of: NaiveDate) -> CliResult<Option<Sheet>> {
    let grid = print.grid.as_deref().map(|name| query::lookup::grid(ws, name, as_of)).transpose()?;
    let extent = if print.whole_district { Extent::All } else { Extent::Annex2 };
    let one = || {
        let next = "请加上 --grid 名称，例如 --grid 罕台镇；打印全部时加上 --all。";
        grid.ok_or_else(|| CliFault::input("没有写明网格", next))
    };
    Ok(Some(match (name, print.all) {
        ("annex3", true) => {
            no_grid(grid)?;
            Sheet::Towns(extent)
        }
        ("annex3", false) => Sheet::Town(one()?),
        ("annex4", true) => Sheet::Villages(grid, extent),
        ("annex4", false) => Sheet::Village(one()?),
        ("public", true) => Sheet::PublicAll(grid, extent),
        ("public", false) => Sheet::Public(one()?),
        ("changes", _) => Sheet::Changes(ChangesOf { annex: annex(print)?, grid, since: print.from }),
        ("blank", _) => Sheet::Blank(form(print)?, grid),
        _ => return Ok(None),
    }))
}

fn no_grid(grid: Option<GridId>) -> CliResult<()> {
    let next = "打印一个镇（街道）时去掉 --all，打印全部时去掉 --grid。";
    if grid.is_some() { Err(CliFault::input("附件3不能同时用 --all 和 --grid", next)) } else { Ok(()) }
}

fn form(print: &args::Print) -> CliResult<BlankForm> {
    let missing = || CliFault::input("没有写明是哪张表", "请加上 --form annex2、annex3、annex4 或 patrols。");
    Ok(match print.form.ok_or_else(missing)? {
        FormName::Annex2 => BlankForm::Annex2,
        FormName::Annex3 => BlankForm::Annex3,
        FormName::Annex4 => BlankForm::Annex4,
        FormName::Patrols => BlankForm::Patrols,
    })
}

fn annex(print: &args::Print) -> CliResult<Annex> {
    let next = "请改为 --form annex2、annex3 或 annex4。";
    form(print)?.annex().ok_or_else(|| CliFault::input("巡查台账没有变动对照表", next))
}

/// Writes every sheet of a batch into a folder, one file each; files that are there already only when asked to.
pub fn write_each(
    ws: &Workspace,
    request: &SheetRequest,
    folder: &Path,
    overwrite: bool,
    out: &mut Out,
) -> CliResult<u8> {
    let next = "--out 写成文件夹时，请同时加上 --all；只打印一张表时请写文件名，以 .pdf 或 .txt 结尾。";
    let each = Each::read(ws, request)?.ok_or_else(|| CliFault::input("这不是一批表", next))?;
    let there = each.there_already(folder);
    if there > 0 && !overwrite {
        let title = format!("文件夹 {} 里已有同名文件 {there} 个，没有写入", folder.display());
        return Err(CliFault::input(title, "请换一个文件夹；要覆盖它们时加上 --overwrite。"));
    }
    let (names, pages) = each.write(folder, &Progress::default())?;
    let files: Vec<_> = names.iter().map(|name| folder.join(name).display().to_string()).collect();
    let (count, shown) = (files.len(), folder.display().to_string());
    out.answer(&json!({"folder": shown, "files": files, "pages": pages}), || {
        format!("已打印 {count} 个文件，共 {pages} 页：{shown}")
    });
    Ok(0)
}
