//! The steps of an assessment year.

use serde_json::{Value, json};

use super::{
    args::{AssessStep, Common},
    out::{CliFault, CliResult, Out},
    sheets::object,
    workspace::open,
};
use crate::{
    domain::{
        assess::{Mark, RankGroup},
        id::AssessmentId,
    },
    ops::{
        Command, Workspace,
        assess::{ConfirmAssessment, CorrectScore, FreezeObjects, IncludeObject, OpenAssessment, SetScore},
        query::{assess as query, ledger::Row},
    },
};

pub fn run(common: &Common, step: AssessStep, out: &mut Out) -> CliResult<u8> {
    let mut workspace = open(common)?;
    let command = match step {
        AssessStep::Rank { year } => return rank(&workspace, year, out),
        AssessStep::Show { year, object: name } => return show(&workspace, year, &name, out),
        AssessStep::Open { year } => Command::OpenAssessment(OpenAssessment { year, step: None }),
        AssessStep::Include { year, object: name, off } => {
            Command::IncludeObject(IncludeObject { object: object(&workspace, year, &name)?, included: !off })
        }
        AssessStep::Freeze { year } => {
            Command::FreezeObjects(FreezeObjects { assessment: assessment(&workspace, year)? })
        }
        AssessStep::Score { year, object: name, item, mark, reason } => Command::SetScore(SetScore {
            object: object(&workspace, year, &name)?,
            item,
            mark: read_mark(&mark)?,
            reason,
        }),
        AssessStep::Confirm { year, on, document } => {
            Command::ConfirmAssessment(ConfirmAssessment { assessment: assessment(&workspace, year)?, on, document })
        }
        AssessStep::Correct { year, object: name, item, mark, mark_reason, reason, document } => {
            let mark = read_mark(&mark)?.ok_or_else(|| CliFault::input("更正后的得分不能空着", "请填写分数或 na。"))?;
            let object = object(&workspace, year, &name)?;
            Command::CorrectScore(CorrectScore { object, item, mark, mark_reason, reason, document })
        }
    };
    out.outcome(&workspace.apply(command)?);
    Ok(0)
}

/// A score, `na` for 不适用, `open` for none.
fn read_mark(text: &str) -> CliResult<Option<Mark>> {
    match text {
        "open" | "未评" => Ok(None),
        "na" | "不适用" => Ok(Some(Mark::NotApplicable)),
        score => score
            .parse()
            .map(|score| Some(Mark::Scored(score)))
            .map_err(|fault| CliFault::input(format!("{fault}"), "也可以写 na（不适用）或 open（取消评分）。")),
    }
}

fn overview(workspace: &Workspace, year: i32) -> CliResult<query::YearOverview> {
    query::overview(workspace, year)?.ok_or_else(|| {
        CliFault::input(format!("{year} 年度考核还没有开展"), format!("先运行 gengbao assess open {year}。"))
    })
}

fn assessment(workspace: &Workspace, year: i32) -> CliResult<AssessmentId> {
    Ok(overview(workspace, year)?.id)
}

fn rank(workspace: &Workspace, year: i32, out: &mut Out) -> CliResult<u8> {
    let overview = overview(workspace, year)?;
    let mut rows = Vec::new();
    for group in RankGroup::ALL {
        for line in overview.ranked(group) {
            rows.push(Row(vec![
                ("group", json!(group.label())),
                ("rank", json!(line.rank)),
                ("unit", json!(line.name)),
                ("total", json!(line.total.complete())),
                ("band", json!(line.band.as_ref().map(|band| &band.name))),
                ("scored", json!(line.marked)),
                ("items", json!(line.items)),
            ]));
        }
    }
    out.rows(&rows, rows.len() as u64);
    Ok(0)
}

fn show(workspace: &Workspace, year: i32, name: &str, out: &mut Out) -> CliResult<u8> {
    let sheet = query::object(workspace, object(workspace, year, name)?)?;
    let rows: Vec<Row> = sheet
        .parts
        .iter()
        .flat_map(|part| &part.items)
        .map(|item| {
            let mark = match item.mark {
                None => Value::Null,
                Some(Mark::Scored(score)) => json!(score),
                Some(Mark::NotApplicable) => json!("不适用"),
            };
            Row(vec![
                ("item", json!(item.id)),
                ("text", json!(item.text)),
                ("points", json!(item.points)),
                ("score", mark),
                ("reason", json!(item.reason)),
            ])
        })
        .collect();
    out.rows(&rows, rows.len() as u64);
    let total = sheet
        .total
        .complete()
        .map_or_else(|| format!("未评完，已得 {} 分", sheet.total.so_far), |total| format!("总分 {total}"));
    out.say(&format!(
        "{year}年度 {}：{total}{}",
        sheet.unit,
        sheet.band.map(|band| format!("，{}", band.name)).unwrap_or_default()
    ));
    Ok(0)
}
