//! From a question to paper: what is to be printed, its pages, and the PDF.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    domain::id::ObjectId,
    ops::{
        OpResult, Workspace,
        query::{self, patrol::PatrolQuery},
    },
    print::{self, Document},
};

/// A sheet that can be printed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SheetRequest {
    /// 附件2 东胜区耕地保护一级网格监督监管表.
    District { as_of: NaiveDate },
    /// 考核评分表 of one object.
    Score { object: ObjectId },
    /// 考核结果汇总表 of a year.
    Ranking { year: i32 },
    /// 巡查台账.
    Patrols(PatrolQuery),
}

/// Stable name and Chinese title of every sheet.
pub const SHEETS: [(&str, &str); 4] = [
    ("annex2", "附件2 东胜区耕地保护一级网格监督监管表"),
    ("score", "考核评分表"),
    ("ranking", "考核结果汇总表"),
    ("patrols", "巡查台账"),
];

/// Lays the sheet out.
pub fn render(ws: &Workspace, request: &SheetRequest) -> OpResult<Document> {
    Ok(match request {
        SheetRequest::District { as_of } => print::sheets::district_sheet(&query::sheets::district_sheet(ws, *as_of)?),
        SheetRequest::Score { object } => print::sheets::score_sheet(&query::sheets::score_sheet(ws, *object)?),
        SheetRequest::Ranking { year } => print::sheets::ranking(&query::sheets::ranking(ws, *year)?),
        SheetRequest::Patrols(filter) => print::sheets::patrol_ledger(&query::patrol::ledger(ws, filter)?),
    })
}
