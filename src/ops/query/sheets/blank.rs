//! Forms for filling in by hand, with name and code of a grid when one is given.

use chrono::NaiveDate;

use crate::{
    domain::{
        annex::{Annex, BlankForm, Extent},
        annex_sheet::{BlankGrid, BlankSheet},
        grid::GridKind,
        id::GridId,
    },
    ops::{OpFault, OpResult, Workspace, query::roster::DayRoster},
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
    Ok(BlankSheet {
        form,
        sample: ws.is_sample()?,
        grid: row.map(|row| BlankGrid {
            name: roster.full_name(row),
            code: row.facts.stat_code.clone(),
            street: row.facts.kind == GridKind::Street,
        }),
        listed,
    })
}
