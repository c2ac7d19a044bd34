//! The official sheets: one pure function each, from [`crate::domain::sheet`] to a
//! [`Document`].

mod district_sheet;
mod patrol_ledger;
mod ranking;
mod score_sheet;

pub use district_sheet::district_sheet;
pub use patrol_ledger::patrol_ledger;
pub use ranking::ranking;
pub use score_sheet::score_sheet;

#[cfg(test)]
pub(in crate::print) mod golden;
#[cfg(test)]
mod samples;

use super::{
    Document, Ink,
    measure::Type,
    page::{Face, size},
};
use crate::domain::{
    assess::Tenths,
    date::chinese,
    sheet::{Holder, ScoreSheetConfirmation, SheetFrame},
};

/// Remarks under a table.
const REMARK: Type = Type::new(Face::Song, size::WU);
/// Distance of remark lines, mm.
const REMARK_PITCH: f32 = 5.5;
/// Words for a post nobody holds.
const VACANT: &str = "空缺";
/// Words for an assessment the district government has not confirmed (R087).
const UNCONFIRMED: &str = "未审定";
/// Stands for a score not given yet, so that nobody reads it as zero.
const OPEN: &str = "—";

/// The sheet on as few pages as one of these sizes allows; the first of them that does.
fn on_fewest_pages(sizes: [f32; 4], lay_out: impl Fn(f32) -> Document) -> Document {
    let [first, others @ ..] = sizes;
    others.into_iter().fold(lay_out(first), |best, size| {
        if best.pages.len() == 1 {
            return best;
        }
        let smaller = lay_out(size);
        if smaller.pages.len() < best.pages.len() { smaller } else { best }
    })
}

/// 「姓名1、姓名2」 (G21), each name once; a nameless post is 空缺.
fn names(holders: &[Holder]) -> String {
    joined(holders.iter().map(|holder| holder.name.as_deref().unwrap_or(VACANT)))
}

/// The posts of the holders, each once.
fn posts(holders: &[Holder]) -> String {
    joined(holders.iter().map(|holder| holder.post.as_str()))
}

/// Every holder with name and post on lines of their own, for roles without a column for the post.
fn names_over_posts(holders: &[Holder]) -> String {
    let one = |holder: &Holder| format!("{}\n{}", holder.name.as_deref().unwrap_or(VACANT), holder.post);
    let blocks: Vec<String> = holders.iter().map(|holder| one(holder).trim().to_owned()).collect();
    blocks.join("\n\n")
}

/// Grey while nobody holds any of the posts.
fn ink_of(holders: &[Holder]) -> Ink {
    let vacant = !holders.is_empty() && holders.iter().all(|holder| holder.name.is_none());
    if vacant { Ink::Grey } else { Ink::Black }
}

fn joined<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    let mut once: Vec<&str> = Vec::new();
    for part in parts.filter(|part| !part.is_empty()) {
        if !once.contains(&part) {
            once.push(part);
        }
    }
    once.join("、")
}

/// 「截至2025年3月31日」.
fn as_of(frame: &SheetFrame) -> String {
    format!("截至{}", chinese(frame.as_of))
}

/// Whole points without a decimal, as the plan writes them: 「5」; others 「4.5」.
fn full_points(points: Tenths) -> String {
    if points.0 % 10 == 0 { (points.0 / 10).to_string() } else { points.to_string() }
}

/// A score with one decimal, or the sign for an open one.
fn score(points: Option<Tenths>) -> String {
    points.map_or_else(|| OPEN.to_owned(), |points| points.to_string())
}

/// What the method is for: its title without 「考核办法（试行）」. Begins the titles of its forms.
fn subject(scheme_title: &str) -> &str {
    scheme_title.split("考核办法").next().unwrap_or(scheme_title)
}

/// 「审定：2025年1月20日　东政办发〔2025〕2号」, or a red 「未审定」.
fn confirmation(confirmed: Option<&ScoreSheetConfirmation>) -> (String, Ink) {
    match confirmed {
        Some(confirmed) => {
            let text = format!("审定：{}　{}", chinese(confirmed.on), confirmed.document);
            (text.trim_end().to_owned(), Ink::Black)
        }
        None => (UNCONFIRMED.to_owned(), Ink::Red),
    }
}
