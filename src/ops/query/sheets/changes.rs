//! 与上次印发相比: what differs in the sheets of an annex between two days, with when and by which paper.

mod standing;

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;

use super::frame;
use crate::{
    domain::{
        annex::{Annex, Extent},
        annex_sheet::{ChangeBase, ChangePart, ChangeRow, ChangeSheet},
        grid::Level,
        id::GridId,
    },
    ops::{OpFault, OpResult, Workspace, query::roster::DayRoster},
    store::GridRow,
};

/// The changes up to `as_of`: since a day, or since each sheet was last issued for an earlier one.
///
/// # Errors
/// [`OpFault::NotFound`] for a grid that does not exist on `as_of`, a fault of `grid` when it has no such sheet, a fault
/// of `since` when that day does not lie before `as_of`.
pub fn change_sheet(
    ws: &Workspace,
    annex: Annex,
    grid: Option<GridId>,
    since: Option<NaiveDate>,
    as_of: NaiveDate,
) -> OpResult<ChangeSheet> {
    if since.is_some_and(|since| since >= as_of) {
        return Err(OpFault::field("since", "比较的起始日期应早于截至日期，请核对两个日期"));
    }
    let new = DayRoster::read(&ws.store, as_of)?;
    let grids = new.sheet_grids(annex, grid, Extent::All)?;
    let bases = bases(ws, annex, since, as_of)?;
    let lives = ws.store.grid_lives()?;
    // Whoever issues only what annex 2 lists is not told of the other streets each time.
    let listed: HashSet<GridId> =
        new.sheet_grids(annex, None, Extent::Annex2)?.into_iter().map(|grid| grid.id).collect();
    let mut never_issued = Vec::new();
    let mut by_base = BTreeMap::<ChangeBase, Vec<&GridRow>>::new();
    for grid in &grids {
        match bases.of(grid.id) {
            Some(base) => by_base.entry(base).or_default().push(grid),
            None if listed.contains(&grid.id) || grids.len() == 1 => never_issued.push(new.full_name(grid)),
            None => {}
        }
    }
    let only = if by_base.len() == 1 { by_base.keys().next().cloned() } else { None };
    let mut parts = Vec::new();
    // One reading for each earlier day: sheets issued together are compared together.
    for (base, grids) in &by_base {
        let old = DayRoster::read(&ws.store, base.as_of)?;
        for grid in grids {
            let rows = standing::differences(annex, grid.id, &old, &new, &lives);
            if !rows.is_empty() {
                parts.push((grid.id, ChangePart { grid: new.full_name(grid), since: base.clone(), rows }));
            }
        }
        if grid.is_none() {
            let closed = closed(annex, &old, &new);
            parts.extend(closed.map(|row| (row.id, closing(row, base, &old, standing::closed_on(&lives, row.id)))));
        }
    }
    let place = |id: &GridId| grids.iter().position(|grid| grid.id == *id).unwrap_or(usize::MAX);
    parts.sort_by_key(|(id, _)| place(id));
    parts.dedup_by_key(|(id, _)| *id);
    Ok(ChangeSheet {
        frame: frame(ws, as_of)?,
        annex,
        scope: scope(&new, annex, grid),
        parts: parts.into_iter().map(|(_, part)| part).collect(),
        compared: by_base.values().map(Vec::len).sum(),
        since: only,
        never_issued,
    })
}

/// What the sheets are compared with.
enum Bases {
    Day(NaiveDate),
    LastIssues(BTreeMap<GridId, ChangeBase>),
}

impl Bases {
    fn of(&self, grid: GridId) -> Option<ChangeBase> {
        match self {
            Self::Day(as_of) => Some(ChangeBase { as_of: *as_of, issue: false, document: String::new() }),
            Self::LastIssues(issues) => issues.get(&grid).cloned(),
        }
    }
}

fn bases(ws: &Workspace, annex: Annex, since: Option<NaiveDate>, as_of: NaiveDate) -> OpResult<Bases> {
    if let Some(since) = since {
        return Ok(Bases::Day(since));
    }
    let last = ws.store.last_issues(annex, as_of)?.into_iter();
    Ok(Bases::LastIssues(
        last.map(|row| (row.grid, ChangeBase { as_of: row.as_of, issue: true, document: row.document })).collect(),
    ))
}

/// Grids of the annex that were there on the earlier day and are no more.
fn closed<'a>(annex: Annex, old: &'a DayRoster, new: &DayRoster) -> impl Iterator<Item = &'a GridRow> {
    let before = old.sheet_grids(annex, None, Extent::All).unwrap_or_default();
    let gone: Vec<&GridRow> = before.into_iter().filter(|grid| new.grid(grid.id).is_none()).collect();
    gone.into_iter()
}

fn closing(row: &GridRow, base: &ChangeBase, old: &DayRoster, on: Option<NaiveDate>) -> ChangePart {
    let name = old.full_name(row);
    let closing = ChangeRow {
        role: standing::GRID.to_owned(),
        about: row.facts.name.clone(),
        old: row.facts.name.clone(),
        new: standing::CLOSED.to_owned(),
        on,
        document: String::new(),
    };
    ChangePart { grid: name, since: base.clone(), rows: vec![closing] }
}

/// Whose sheets are compared: 「罕台镇」, 「罕台镇各村、社区」, 「东胜区各镇、街道」.
fn scope(roster: &DayRoster, annex: Annex, grid: Option<GridId>) -> String {
    let above = grid.and_then(|grid| roster.grid(grid)).or_else(|| roster.district());
    let Some(above) = above else { return String::new() };
    let name = roster.full_name(above);
    match (above.level == annex.level(), annex.level()) {
        (true, _) => name,
        (false, Level::Town) => name + "各镇、街道",
        (false, _) => name + "各村、社区",
    }
}
