//! The official sheets: one pure function each, from [`crate::domain::sheet`] to a
//! [`Document`](crate::print::Document).

mod blank;
mod bound;
mod bridge;
mod certificate;
mod change_sheet;
mod clue_check;
mod district_sheet;
mod handover;
mod ledger;
mod monthly_report;
mod patrol_ledger;
mod problem;
mod public_sheet;
mod ranking;
mod score_sheet;
mod term;

mod town_sheet;
mod trace;
mod village_sheet;

pub use blank::blank;
pub use bound::{bound_notices, bound_towns, bound_villages};
pub use bridge::bridge;
pub use certificate::certificate;
pub use change_sheet::change_sheet;
pub use clue_check::{bound_clue_checks, clue_check};
pub use district_sheet::district_sheet;
pub use handover::handover;
pub use ledger::ledger;
pub use monthly_report::monthly_report;
pub use patrol_ledger::patrol_ledger;
pub use problem::{bound_problem_papers, problem_paper};
pub use public_sheet::public_sheet;
pub use ranking::ranking;
pub use score_sheet::score_sheet;
pub use term::term;
pub use town_sheet::town_sheet;
pub use trace::trace;
pub use village_sheet::village_sheet;

#[cfg(test)]
mod annex_golden;
#[cfg(test)]
mod annex_samples;
#[cfg(test)]
pub(in crate::print) mod golden;
#[cfg(test)]
mod golden_completion;
#[cfg(test)]
mod golden_tenure;
#[cfg(test)]
mod ledger_samples;
#[cfg(test)]
mod samples;

use super::{
    Ink,
    flow::Flow,
    measure::Type,
    page::{Face, size},
    table::{Align, Cell, Row},
};
use crate::domain::{
    annex::Annex,
    assess::Tenths,
    date::chinese,
    plan::SheetWords,
    roster::Role,
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
fn on_fewest_pages(sizes: [f32; 4], lay_out: impl Fn(f32) -> Flow) -> Flow {
    let [first, others @ ..] = sizes;
    others.into_iter().fold(lay_out(first), |best, size| {
        if best.page_count() == 1 {
            return best;
        }
        let smaller = lay_out(size);
        if smaller.page_count() < best.page_count() { smaller } else { best }
    })
}

/// The head of an annex: its mark, its title, whose it is at the left and at the right, in grey, as of when.
fn annex_head(flow: &mut Flow, annex: Annex, words: &SheetWords, name: &str, right: &str) {
    flow.annex_mark(annex.mark());
    flow.title(&words.title, size::ER);
    flow.skip(2.0);
    let header = format!("{}{name}", words.header);
    let song = Type::new(Face::Song, size::XIAO_SI);
    flow.inked_line(&[(Align::Left, &header, Ink::Black), (Align::Right, right, Ink::Grey)], song, 8.0);
}

/// The note that the plan prints under an annex, verbatim.
fn annex_note(flow: &mut Flow, words: &SheetWords) {
    flow.skip(2.0);
    flow.paragraph(&words.note, REMARK, REMARK_PITCH);
}

/// The head row of an annex: an empty cell over the role labels, then the plan's columns.
fn annex_columns(words: &SheetWords, hei: Type, height: f32) -> Row {
    let columns = words.columns.iter().map(|title| Cell::heading(title).set_in(hei));
    Row::new(std::iter::once(Cell::new("")).chain(columns).collect()).at_least(height)
}

fn role_cell(role: Role, hei: Type) -> Cell {
    Cell::heading(role.label()).set_in(hei)
}

/// Names alone, for roles with a column for the post.
fn names_cell(holders: &[Holder]) -> Cell {
    Cell::heading(names(holders)).inked(ink_of(holders))
}

/// Names over posts, for roles without one.
fn holders_cell(holders: &[Holder]) -> Cell {
    Cell::heading(names_over_posts(holders)).inked(ink_of(holders))
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
