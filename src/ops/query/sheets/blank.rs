//! Forms for filling in by hand, with name and code of a grid when one is given.

use chrono::NaiveDate;

use crate::{
    domain::{
        annex::{Annex, BlankForm, Extent},
        annex_sheet::{BlankGrid, BlankSheet},
        grid::GridKind,
        grid::Level,
        id::GridId,
        logbook::{Book, book::first_day, finding_codes},
    },
    ops::{
        OpFault, OpResult, Workspace,
        query::{logbook, roster::DayRoster},
    },
    store::GridRow,
};

/// A blank form as of a day, whose names of grids it carries.
///
/// # Errors
/// [`crate::ops::OpFault::NotFound`] for a grid that does not exist that day, a fault of `grid` when the form is for
/// grids of another level.
pub fn blank_sheet(ws: &Workspace, form: BlankForm, grid: Option<GridId>, as_of: NaiveDate) -> OpResult<BlankSheet> {
    let roster = DayRoster::read(&ws.store, as_of)?;
    let row = match (grid, form.annex()) {
        (None, _) => None,
        (Some(grid), Some(annex)) => Some(roster.of_level(grid, annex.level())?),
        (Some(grid), None) => Some(roster.grid(grid).ok_or_else(|| OpFault::not_found("网格", grid))?),
    };
    let listed: Vec<String> = match form.annex() {
        Some(Annex::Annex2) => roster.towns(Extent::Annex2).map(|town| town.facts.name.clone()).collect(),
        _ => Vec::new(),
    };
    let codes = match row.filter(|_| form == BlankForm::Patrols) {
        Some(row) => codes(ws, row, as_of)?,
        None => Vec::new(),
    };
    Ok(BlankSheet {
        form,
        codes,
        sample: ws.is_sample()?,
        grid: row.map(|row| BlankGrid {
            name: roster.full_name(row),
            code: row.facts.stat_code.clone(),
            street: row.facts.kind == GridKind::Street,
        }),
        listed,
    })
}

/// The codes with which the lines of the form can be written and entered: those of the month of the form, of the
/// village that the grid is or lies in.
fn codes(ws: &Workspace, row: &GridRow, as_of: NaiveDate) -> OpResult<Vec<String>> {
    let village = match (row.level, row.facts.parent) {
        (Level::Village, _) => row.id,
        (Level::Group, Some(village)) => village,
        _ => return Ok(Vec::new()),
    };
    Ok(in_lines(&logbook::book(ws, village, first_day(as_of), &[])?))
}

fn in_lines(book: &Book) -> Vec<String> {
    let listed = |codes: Vec<(u32, &str)>| -> String {
        codes.iter().map(|(code, word)| format!("{code} {word}")).collect::<Vec<_>>().join("　")
    };
    let people = book.walkers.iter().filter(|walker| !walker.spans.is_empty());
    let people = listed(people.map(|walker| (walker.code, walker.name.as_str())).collect());
    let groups = listed(book.groups.iter().map(|group| (group.code, group.name.as_str())).collect());
    let findings = listed(std::iter::once((0, "未发现问题")).chain(finding_codes()).collect());
    let mut lines = Vec::new();
    if !people.is_empty() {
        lines.push(format!("巡查人代号（{}）：{people}", book.month_words()));
    }
    if !groups.is_empty() {
        lines.push(format!("片区（小组）代号：{groups}"));
    }
    lines.push(format!("发现情况代号：{findings}"));
    lines
}
