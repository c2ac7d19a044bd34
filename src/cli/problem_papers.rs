//! Printing 问题台账 and the papers of problems: which one is meant, of which problem or of which filter.

use chrono::NaiveDate;

use super::{
    args,
    out::{CliFault, CliResult},
};
use crate::{
    domain::{
        date::chinese,
        problem::{ProblemKind, paper::ProblemPaper},
    },
    ops::{
        Workspace,
        query::{
            self,
            problem::{Lens, ProblemQuery},
        },
    },
    session::sheet::Sheet,
};

/// The sheet by its stable name; `None` when it is none of these.
pub fn choose(ws: &Workspace, name: &str, print: &args::Print, as_of: NaiveDate) -> CliResult<Option<Sheet>> {
    let paper = match name {
        "problems" => return Ok(Some(Sheet::Problems(filter(ws, print, as_of)?))),
        "case" => ProblemPaper::Case,
        "notice" => ProblemPaper::Notice,
        "transfer" => ProblemPaper::Transfer,
        "closure" => ProblemPaper::Closure,
        "supervision" => ProblemPaper::Supervision,
        _ => return Ok(None),
    };
    if let Some(number) = &print.number {
        let next = "用 gengbao print problems --out 问题台账.txt 查看编号。";
        let problem = query::problem::numbered(ws, number)?
            .ok_or_else(|| CliFault::input(format!("没有编号为「{number}」的问题"), next))?;
        return Ok(Some(Sheet::ProblemPaper { paper, problem }));
    }
    if !print.all {
        let next = "请加上 --number 编号，例如 --number 2026-0012；打印筛选出的全部时加上 --all。";
        return Err(CliFault::input("没有写明是哪一件问题", next));
    }
    Ok(Some(Sheet::ProblemPapers { paper, query: filter(ws, print, as_of)? }))
}

fn filter(ws: &Workspace, print: &args::Print, as_of: NaiveDate) -> CliResult<ProblemQuery> {
    let grid = print.grid.as_deref().map(|name| query::lookup::grid(ws, name, as_of)).transpose()?;
    if let (Some(from), Some(to)) = (print.from, print.to)
        && to < from
    {
        let title = format!("起始日期{}晚于截止日期{}", chinese(from), chinese(to));
        return Err(CliFault::input(title, "请核对 --from 和 --to。"));
    }
    let kind = print.problems.kind.as_deref().map(kind).transpose()?;
    let lens = match print.problems.lens.as_deref() {
        Some("open") => Lens::Open,
        Some("overdue") => Lens::Overdue,
        Some("due-today") => Lens::DueToday,
        Some("due-soon") => Lens::DueSoon,
        Some("returned") => Lens::Returned,
        Some("supervised") => Lens::Supervised,
        Some("closed") => Lens::Closed,
        _ => Lens::All,
    };
    Ok(ProblemQuery { from: print.from, to: print.to, grid, kind, lens, ..ProblemQuery::default() })
}

fn kind(name: &str) -> CliResult<ProblemKind> {
    ProblemKind::from_label(name).ok_or_else(|| {
        let known: Vec<&str> = ProblemKind::ALL.iter().map(|kind| kind.label()).collect();
        CliFault::input(format!("没有「{name}」这种问题类型"), format!("可选：{}。", known.join("、")))
    })
}
