//! From a question to paper: what is to be printed, its pages, and the PDF.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    domain::{diagram::DiagramRequest, id::ObjectId},
    ops::{
        Notice, NoticeKind, OpFault, OpResult, Workspace,
        query::{self, patrol::PatrolQuery},
    },
    print::{
        self, Document,
        diagram::Picture,
        pdf::{PdfFault, Stamp},
    },
};

/// A sheet that can be printed, as of a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SheetRequest {
    pub sheet: Sheet,
    pub as_of: NaiveDate,
}

/// Which sheet, of what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sheet {
    /// 附件2 东胜区耕地保护一级网格监督监管表.
    District,
    /// 考核评分表 of one object.
    Score(ObjectId),
    /// 考核结果汇总表 of a year.
    Ranking(i32),
    /// 巡查台账.
    Patrols(PatrolQuery),
    /// 网格导图.
    Diagram(DiagramRequest),
}

/// Stable name and Chinese title of every sheet.
pub const SHEETS: [(&str, &str); 5] = [
    ("annex2", "附件2 东胜区耕地保护一级网格监督监管表"),
    ("score", "考核评分表"),
    ("ranking", "考核结果汇总表"),
    ("patrols", "巡查台账"),
    ("diagram", "网格导图"),
];

/// Lays the sheet out.
pub fn render(ws: &Workspace, request: &SheetRequest) -> OpResult<Document> {
    let as_of = request.as_of;
    Ok(match &request.sheet {
        Sheet::District => print::sheets::district_sheet(&query::sheets::district_sheet(ws, as_of)?),
        Sheet::Score(object) => print::sheets::score_sheet(&query::sheets::score_sheet(ws, *object, as_of)?),
        Sheet::Ranking(year) => print::sheets::ranking(&query::sheets::ranking(ws, *year, as_of)?),
        Sheet::Patrols(filter) => print::sheets::patrol_ledger(&query::patrol::ledger(ws, filter)?),
        Sheet::Diagram(wanted) => diagram(ws, wanted, as_of)?.document,
    })
}

/// 网格导图 with the places on it that lead to grids.
pub fn diagram(ws: &Workspace, request: &DiagramRequest, as_of: NaiveDate) -> OpResult<Picture> {
    Ok(print::diagram::diagram(&query::diagram::diagram(ws, request, as_of)?))
}

/// A sheet as a file: the name to offer and the bytes.
pub struct Pdf {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Why no PDF came out.
#[derive(Debug, thiserror::Error)]
pub enum SheetFault {
    #[error(transparent)]
    Op(#[from] OpFault),
    #[error(transparent)]
    Pdf(#[from] PdfFault),
}

impl SheetFault {
    /// The fault as a person reads it.
    pub fn notice(&self) -> Notice {
        match self {
            Self::Op(fault) => fault.notice(),
            Self::Pdf(fault) => Notice {
                kind: NoticeKind::Workspace,
                title: "PDF 没有生成".into(),
                next: "请再试一次；仍不行时请把详情告诉维护人员。".into(),
                detail: fault.to_string(),
            },
        }
    }
}

/// Lays the sheet out and writes it as PDF.
pub fn pdf(ws: &Workspace, request: &SheetRequest) -> Result<Pdf, SheetFault> {
    let document = render(ws, request)?;
    let stamp = Stamp {
        made_at: ws.now().to_utc(),
        author: ws.office()?,
        id: ws.now().timestamp_millis().unsigned_abs().into(),
    };
    let bytes = print::pdf::pdf(&document, &stamp)?;
    Ok(Pdf { name: format!("{}.pdf", file_name(&document.title)), bytes })
}

/// One page as an SVG file: the name to offer for all pages, and the bytes.
pub struct Drawing {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Lays the sheet out and draws it as SVG, a file for each page.
pub fn svg(ws: &Workspace, request: &SheetRequest) -> OpResult<Vec<Drawing>> {
    let document = render(ws, request)?;
    let name = format!("{}.svg", file_name(&document.title));
    let files = print::svg::svg(&document).into_iter();
    Ok(files.map(|file| Drawing { name: name.clone(), bytes: file.into_bytes() }).collect())
}

/// The place of one of several pages: 「导图.svg」 becomes 「导图-2.svg」.
pub fn numbered(file: &Path, number: usize) -> PathBuf {
    let part = |part: Option<&OsStr>| part.map(|part| part.to_string_lossy().into_owned()).unwrap_or_default();
    let (stem, ending) = (part(file.file_stem()), part(file.extension()));
    file.with_file_name(format!("{stem}-{number}.{ending}"))
}

/// A title as a file name: what file systems forbid becomes 「_」.
fn file_name(title: &str) -> String {
    title.chars().map(|c| if r#"\/:*?"<>|"#.contains(c) || c.is_control() { '_' } else { c }).collect()
}
