//! Sheets of the responsible people: 附件3, 附件4, 变动对照表, 责任人公示 and blank forms, alone or in batches; and batches of the
//! papers of problems.

use chrono::NaiveDate;

use super::{
    Progress,
    sheet::{Sheet, SheetRequest, file_name},
};
use crate::{
    domain::{
        annex::Annex,
        annex_sheet::{PublicSheet, TownSheet, VillageSheet},
        id::GridId,
        problem::paper::PaperSheet,
    },
    ops::{
        OpFault, OpResult, Workspace,
        query::{problem_papers, sheets},
    },
    print::{self, Document},
};

/// Lays one of these sheets out; a batch becomes one document with continuous pages.
pub(super) fn render(ws: &Workspace, sheet: &Sheet, as_of: NaiveDate) -> OpResult<Document> {
    if let Some(batch) = Batch::read(ws, &SheetRequest { sheet: sheet.clone(), as_of })? {
        return batch.bound(&Progress::default()).ok_or(OpFault::Unexpected);
    }
    Ok(match sheet {
        Sheet::Town(town) => print::sheets::town_sheet(&sheets::town_sheet(ws, *town, as_of)?),
        Sheet::Village(village) => print::sheets::village_sheet(&sheets::village_sheet(ws, *village, as_of)?),
        Sheet::Public(grid) => print::sheets::public_sheet(&sheets::public_sheet(ws, *grid, as_of)?),
        Sheet::Blank(form, grid) => print::sheets::blank(&sheets::blank_sheet(ws, *form, *grid, as_of)?),
        Sheet::Changes(of) => {
            print::sheets::change_sheet(&sheets::change_sheet(ws, of.annex, of.grid, of.since, as_of)?)
        }
        _ => return Err(OpFault::Unexpected),
    })
}

/// Many sheets of one kind, read in one pass. Laying them out needs no workspace, so that it can go on beside it.
pub struct Batch {
    /// What all of them are, and of which day: the name of the bound document.
    title: String,
    sheets: Content,
}

enum Content {
    Towns(Vec<TownSheet>),
    Villages(Vec<VillageSheet>),
    Public(Vec<PublicSheet>),
    Problems(Vec<PaperSheet>),
}

impl Batch {
    /// The sheets of a request for many; none for a request for one.
    ///
    /// # Errors
    /// A fault of field `grid` when there is not a single sheet to print.
    pub fn read(ws: &Workspace, request: &SheetRequest) -> OpResult<Option<Self>> {
        let day = request.as_of;
        if let Sheet::ProblemPapers { paper, query } = &request.sheet {
            let title = format!("{} {}", paper.label(), problem_papers::scope(query));
            let sheets = Content::Problems(problem_papers::papers(ws, *paper, query)?);
            return Ok(Some(Self { title, sheets }));
        }
        let (what, town, sheets) = match &request.sheet {
            Sheet::Towns(extent) => {
                (Annex::Annex3.mark(), None, Content::Towns(sheets::town_sheets(ws, *extent, day)?))
            }
            Sheet::Villages(town, extent) => {
                (Annex::Annex4.mark(), *town, Content::Villages(sheets::village_sheets(ws, *town, *extent, day)?))
            }
            Sheet::PublicAll(town, extent) => {
                ("责任人公示", *town, Content::Public(sheets::public_sheets(ws, *town, *extent, day)?))
            }
            _ => return Ok(None),
        };
        let batch = Self { title: title(ws, what, town, day)?, sheets };
        if batch.is_empty() {
            let day = crate::domain::date::chinese(day);
            return Err(OpFault::field("grid", format!("{day}没有可以打印的网格，请核对网格和截至日期")));
        }
        Ok(Some(batch))
    }

    /// How many sheets.
    pub fn len(&self) -> usize {
        match &self.sheets {
            Content::Towns(sheets) => sheets.len(),
            Content::Villages(sheets) => sheets.len(),
            Content::Public(sheets) => sheets.len(),
            Content::Problems(sheets) => sheets.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What all of them are, and of which day.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The file of one sheet: its place keeps files in the order of the list, and two villages of one name apart.
    /// `None` behind the last.
    pub fn name(&self, place: usize) -> Option<String> {
        let (whose, what) = match &self.sheets {
            Content::Towns(all) => (&all.get(place)?.town, Annex::Annex3.mark()),
            Content::Villages(all) => (&all.get(place)?.village, Annex::Annex4.mark()),
            Content::Public(all) => (&all.get(place)?.grid, "责任人公示"),
            // The number of the problem keeps these apart.
            Content::Problems(all) => return Some(file_name(&format!("{}.pdf", all.get(place)?.title()))),
        };
        let digits = self.len().to_string().len();
        Some(file_name(&format!("{:0digits$} {what} {whose}.pdf", place + 1)))
    }

    /// One of the sheets by itself with the name of its file. `None` behind the last.
    pub fn one(&self, place: usize) -> Option<(String, Document)> {
        let document = match &self.sheets {
            Content::Towns(all) => print::sheets::town_sheet(all.get(place)?),
            Content::Villages(all) => print::sheets::village_sheet(all.get(place)?),
            Content::Public(all) => print::sheets::public_sheet(all.get(place)?),
            Content::Problems(all) => print::sheets::problem_paper(all.get(place)?),
        };
        Some((self.name(place)?, document))
    }

    /// All of them as one document with continuous pages. `None` when `progress` was cancelled on the way.
    pub fn bound(&self, progress: &Progress) -> Option<Document> {
        let going_on = |place: usize| {
            progress.set(place as u64, self.len() as u64);
            !progress.is_cancelled()
        };
        match &self.sheets {
            Content::Towns(sheets) => print::sheets::bound_towns(&self.title, sheets, going_on),
            Content::Villages(sheets) => print::sheets::bound_villages(&self.title, sheets, going_on),
            Content::Public(sheets) => print::sheets::bound_notices(&self.title, sheets, going_on),
            Content::Problems(sheets) => print::sheets::bound_problem_papers(&self.title, sheets, going_on),
        }
    }
}

/// 「附件4 罕台镇 截至2025年3月31日」.
fn title(ws: &Workspace, what: &str, town: Option<GridId>, day: NaiveDate) -> OpResult<String> {
    let name = town.map(|town| sheets::grid_name(ws, town, day)).transpose()?;
    let whose = name.map(|name| format!("{name} ")).unwrap_or_default();
    Ok(format!("{what} {whose}截至{}", crate::domain::date::chinese(day)))
}
