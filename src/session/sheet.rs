//! From a question to paper: what is to be printed, its pages, and the PDF.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::photo;
use crate::{
    domain::{
        annex::{Annex, BlankForm, Extent},
        bridge::BridgeQuery,
        check::Reach,
        diagram::DiagramRequest,
        id::{ClueBatchId, ClueId, GridId, LeadingGroupId, MonthlyReportId, ObjectId, PersonId, ProblemId},
        month::Month,
        problem::paper::ProblemPaper,
    },
    ops::{
        Notice, NoticeKind, OpFault, OpResult, Workspace,
        query::{self, completion::CompletionAsk, patrol::PatrolQuery, problem::ProblemQuery},
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
    /// 附件3 of one town or street.
    Town(GridId),
    /// 附件3 of every town and street, bound together.
    Towns(Extent),
    /// 附件4 of one village or community.
    Village(GridId),
    /// 附件4 of every village and community of a town or street, or of the district, bound together.
    Villages(Option<GridId>, Extent),
    /// 与上次印发相比 变动对照表.
    Changes(ChangesOf),
    /// 责任人公示 of one town, street, village or community.
    Public(GridId),
    /// 责任人公示 of a town or street and everything below it, or of the district, bound together.
    PublicAll(Option<GridId>, Extent),
    /// A form to fill in by hand, with name and code of the grid when one is given.
    Blank(BlankForm, Option<GridId>),
    /// 离任/接任交接清单 of what somebody no longer has from a day on.
    Handover { person: PersonId, on: NaiveDate },
    /// 任期履职情况表, the last day included.
    Term { person: PersonId, from: NaiveDate, to: NaiveDate },
    /// 网格导图.
    Diagram(DiagramRequest),
    /// 网格划分报备情况表 of a year.
    Filings(i32),
    /// 领导小组成员名单.
    Group(LeadingGroupId),
    /// 目标责任书台账 of a year.
    Pledges(i32),
    /// 网格体系检查证明, with how far back gaps and overlaps are looked for.
    Certificate(Reach),
    /// 责任追溯单 of a grid on the day of the request.
    Trace(GridId),
    /// 应巡实巡情况表 of a time.
    Completion(CompletionAsk),
    /// 数据口径对照表: figures by the units of either date of a reform.
    Bridge(BridgeQuery),
    /// 网格员月报表 of one report.
    MonthlyReport(MonthlyReportId),
    /// 月报汇总表 of a village, a town or the district.
    MonthlySummary(Option<GridId>, Month),
    /// 月报未报名单 of a village, a town or the district.
    MonthlyMissing(Option<GridId>, Month),
    /// 听取汇报台账 of a year, of a grid and those below it.
    Hearings(Option<GridId>, i32),
    /// 图斑核查情况汇总表 of a batch.
    ClueBoard(ClueBatchId),
    /// 图斑未回复清单 of a batch, or of a town or village in it.
    ClueUnanswered(ClueBatchId, Option<GridId>),
    /// 图斑核查表 of one clue.
    ClueCheck(ClueId),
    /// 图斑核查表 of every clue of a town or village, or of a batch, bound together.
    ClueChecks(ClueBatchId, Option<GridId>),
    /// 问题台账.
    Problems(ProblemQuery),
    /// A paper of one problem.
    ProblemPaper { paper: ProblemPaper, problem: ProblemId },
    /// The papers of all problems of a filter that have come to it, bound together.
    ProblemPapers { paper: ProblemPaper, query: ProblemQuery },
}

impl Sheet {
    /// Whether it is many sheets bound together, which can also be written as one file each.
    pub fn is_batch(&self) -> bool {
        matches!(self, Self::Towns(_) | Self::Villages(..) | Self::PublicAll(..) | Self::ProblemPapers { .. })
    }
}

/// What 变动对照表 compares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangesOf {
    pub annex: Annex,
    /// The grid of one sheet, or one above for all sheets below it; `None`: every sheet of the annex.
    pub grid: Option<GridId>,
    /// The earlier day; `None`: the day each sheet was last issued for (登记印发).
    pub since: Option<NaiveDate>,
}

/// Stable name and Chinese title of every sheet.
pub const SHEETS: &[(&str, &str)] = &[
    ("annex2", "附件2 东胜区耕地保护一级网格监督监管表"),
    ("score", "考核评分表"),
    ("ranking", "考核结果汇总表"),
    ("patrols", "巡查台账"),
    ("annex3", "附件3 东胜区耕地保护二级网格监督监管表"),
    ("annex4", "附件4 东胜区耕地保护三级网格监督监管表"),
    ("changes", "与上次印发相比 变动对照表"),
    ("public", "责任人公示"),
    ("blank", "空白表"),
    ("handover", "离任/接任交接清单"),
    ("term", "任期履职情况表"),
    ("bridge", "数据口径对照表"),
    ("certificate", "网格体系检查证明"),
    ("trace", "责任追溯单"),
    ("filings", "网格划分报备情况表"),
    ("group", "领导小组成员名单"),
    ("pledges", "目标责任书台账"),
    ("diagram", "网格导图"),
    ("completion", "应巡实巡情况表"),
    ("monthly", "网格员月报表"),
    ("monthly_summary", "月报汇总表"),
    ("monthly_missing", "月报未报名单"),
    ("hearings", "听取汇报台账"),
    ("clue-board", "图斑核查情况汇总表"),
    ("clue-unanswered", "图斑未回复清单"),
    ("clue-check", "图斑核查表"),
    ("problems", "问题台账"),
    ("case", "问题处置单"),
    ("notice", "整改通知书"),
    ("transfer", "移送函"),
    ("closure", "销号确认单"),
    ("supervision", "督办单"),
];

/// Lays the sheet out.
pub fn render(ws: &Workspace, request: &SheetRequest) -> OpResult<Document> {
    let as_of = request.as_of;
    Ok(match &request.sheet {
        Sheet::District => print::sheets::district_sheet(&query::sheets::district_sheet(ws, as_of)?),
        Sheet::Score(object) => print::sheets::score_sheet(&query::sheets::score_sheet(ws, *object, as_of)?),
        Sheet::Ranking(year) => print::sheets::ranking(&query::sheets::ranking(ws, *year, as_of)?),
        Sheet::Handover { person, on } => print::sheets::handover(&query::handover::handover(ws, *person, *on, as_of)?),
        Sheet::Term { person, from, to } => print::sheets::term(&query::term::term(ws, *person, *from, *to, as_of)?),
        Sheet::Bridge(asked) => print::sheets::bridge(&query::bridge::sheet(ws, *asked)?),
        Sheet::Certificate(reach) => print::sheets::certificate(&query::check::certificate(ws, as_of, *reach)?),
        Sheet::Trace(grid) => print::sheets::trace(&query::answers::trace(ws, *grid, as_of)?),
        Sheet::Filings(year) => print::sheets::ledger(&query::mechanism::filings_sheet(ws, *year, as_of)?),
        Sheet::Group(group) => print::sheets::ledger(&query::mechanism::group_sheet(ws, *group, as_of)?),
        Sheet::Pledges(year) => print::sheets::ledger(&query::mechanism::pledges_sheet(ws, *year, as_of)?),
        Sheet::Completion(ask) => print::sheets::ledger(&query::completion::sheet(ws, ask, as_of)?),
        Sheet::MonthlyReport(report) => {
            print::sheets::monthly_report(&query::monthly::report_sheet(ws, *report, as_of)?)
        }
        Sheet::MonthlySummary(grid, month) => {
            print::sheets::ledger(&query::monthly::any_summary(ws, *grid, *month, as_of)?)
        }
        Sheet::MonthlyMissing(grid, month) => {
            print::sheets::ledger(&query::monthly::missing_sheet(ws, *grid, *month, as_of)?)
        }
        Sheet::Hearings(grid, year) => print::sheets::ledger(&query::hearing::sheet(ws, *year, *grid, as_of)?),
        Sheet::Patrols(filter) => print::sheets::patrol_ledger(&query::patrol::ledger(ws, filter)?),
        Sheet::ClueBoard(batch) => print::sheets::ledger(&query::clue::board_sheet(ws, *batch, as_of)?),
        Sheet::ClueUnanswered(batch, grid) => {
            print::sheets::ledger(&query::clue::unanswered_sheet(ws, *batch, *grid, as_of)?)
        }
        Sheet::ClueCheck(clue) => print::sheets::clue_check(&query::clue::check_sheet(ws, *clue, as_of)?),
        Sheet::ClueChecks(batch, grid) => {
            let sheets = query::clue::check_sheets(ws, *batch, *grid, as_of)?;
            let bound = print::sheets::bound_clue_checks("图斑核查表", &sheets);
            bound.ok_or_else(|| OpFault::field("grid", "这里没有图斑，不用打印核查表"))?
        }
        Sheet::Diagram(wanted) => diagram(ws, wanted, as_of)?.document,
        Sheet::Problems(filter) => print::sheets::ledger(&query::problem_papers::ledger(ws, filter)?),
        Sheet::ProblemPaper { paper, problem } => {
            print::sheets::problem_paper(&query::problem_papers::paper(ws, *paper, *problem)?)
        }
        responsible => super::responsible::render(ws, responsible, as_of)?,
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
    pdf_of(ws, &render(ws, request)?)
}

/// Writes pages that are laid out already as PDF.
pub fn pdf_of(ws: &Workspace, document: &Document) -> Result<Pdf, SheetFault> {
    let bytes = print::pdf::pdf_with(document, &stamp(ws)?, &photo::jpeg)?;
    Ok(Pdf { name: format!("{}.pdf", file_name(&document.title)), bytes })
}

/// What a PDF made now says of its making.
pub(super) fn stamp(ws: &Workspace) -> OpResult<Stamp> {
    Ok(Stamp {
        made_at: ws.now().to_utc(),
        author: ws.office()?,
        id: ws.now().timestamp_millis().unsigned_abs().into(),
    })
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
    let files = print::svg::svg_with(&document, &photo::jpeg).into_iter();
    Ok(files.map(|file| Drawing { name: name.clone(), bytes: file.into_bytes() }).collect())
}

/// The place of one of several pages: 「导图.svg」 becomes 「导图-2.svg」.
pub fn numbered(file: &Path, number: usize) -> PathBuf {
    let part = |part: Option<&OsStr>| part.map(|part| part.to_string_lossy().into_owned()).unwrap_or_default();
    let (stem, ending) = (part(file.file_stem()), part(file.extension()));
    file.with_file_name(format!("{stem}-{number}.{ending}"))
}

/// A title as a file name: what file systems forbid becomes 「_」.
pub(super) fn file_name(title: &str) -> String {
    title.chars().map(|c| if r#"\/:*?"<>|"#.contains(c) || c.is_control() { '_' } else { c }).collect()
}
