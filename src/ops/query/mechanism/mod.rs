//! 机制台账 as of a day: who has filed, issued, founded and signed what, and who has not (R047, R068, R069, R091-R097).

mod documents;
mod entry;
mod evidence;
mod filings;
mod groups;
mod pledges;
mod rows;
mod sheets;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{Datelike, NaiveDate};

pub use documents::{DocumentBook, DocumentLine, documents};
pub use entry::{FilingDraftLine, PledgeDraftLine, filing_entry, pledge_entry};
pub use evidence::{ItemEvidence, evidence};
pub use filings::{FilingLine, FilingMade, FilingState, FilingYear, MissingFiling, filings, filings_missing};
pub use groups::{GroupBook, GroupLine, MemberLine, MemberState, groups};
pub use pledges::{PledgeLine, PledgeState, PledgeYear, SignerLine, pledges};
pub use rows::{document_rows, filing_rows, group_rows, pledge_rows};
pub use sheets::{filing_cell, filings_sheet, group_sheet, pledge_cell, pledges_sheet};

use crate::{
    domain::{
        grid::Level,
        id::{GridId, PostId},
        scan::ScanOwner,
    },
    ops::{OpResult, Workspace},
    store::{GridRow, ScanRow, Store},
};

/// The day whose tree a year is shown by: `day` itself, but never after the year.
pub(super) fn tree_day(year: i32, day: NaiveDate) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 12, 31).filter(|_| day.year() > year).unwrap_or(day)
}

/// The grids of a day with what is asked of them.
struct Tree {
    grids: Vec<GridRow>,
    place: HashMap<GridId, usize>,
    /// Where annex 2 lists some level-2 grids, papers are expected of those only.
    listing: bool,
}

impl Tree {
    fn on(store: &Store, day: NaiveDate) -> OpResult<Self> {
        let grids = store.grids_at(day)?;
        let place = grids.iter().enumerate().map(|(place, grid)| (grid.id, place)).collect();
        let listing = grids.iter().any(|grid| grid.level == Level::Town && grid.facts.annex2_order.is_some());
        Ok(Self { grids, place, listing })
    }

    fn get(&self, grid: GridId) -> Option<&GridRow> {
        self.place.get(&grid).map(|place| &self.grids[*place])
    }

    fn of_level(&self, level: Level) -> impl Iterator<Item = &GridRow> {
        self.grids.iter().filter(move |grid| grid.level == level)
    }

    fn parent(&self, grid: &GridRow) -> Option<&GridRow> {
        self.get(grid.facts.parent?)
    }

    /// Whether papers are expected of a grid: not of what annex 2 leaves out, nor of what lies below.
    fn expects(&self, grid: &GridRow) -> bool {
        match grid.level {
            Level::District => true,
            Level::Town => !self.listing || grid.facts.annex2_order.is_some(),
            _ => self.parent(grid).is_some_and(|above| self.expects(above)),
        }
    }

    /// The name of a grid, also of one that does not stand on this day.
    fn name(&self, store: &Store, grid: GridId, day: NaiveDate) -> OpResult<String> {
        match self.get(grid) {
            Some(row) => Ok(row.facts.name.clone()),
            None => Ok(store.grid_near(grid, day)?.map(|row| row.facts.name).unwrap_or_default()),
        }
    }

    /// Level by level under their parents, as lists show them: 镇 by 镇, its villages in their order.
    fn villages(&self) -> Vec<&GridRow> {
        let mut below: BTreeMap<GridId, Vec<&GridRow>> = BTreeMap::new();
        for village in self.of_level(Level::Village) {
            if let Some(parent) = village.facts.parent {
                below.entry(parent).or_default().push(village);
            }
        }
        self.of_level(Level::Town).flat_map(|town| below.remove(&town.id).unwrap_or_default()).collect()
    }
}

/// How many scans each record of a table has.
fn scan_counts(store: &Store, table: &str) -> OpResult<BTreeMap<i64, u32>> {
    Ok(store.scan_counts(table)?.into_iter().collect())
}

/// The scans of a record, in the order they were added.
///
/// # Errors
/// Only those of the store.
pub fn scans(ws: &Workspace, owner: ScanOwner) -> OpResult<Vec<ScanRow>> {
    Ok(ws.store.scans(owner)?)
}

/// A post on a day: what it is called, and who holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Office {
    /// 「铜川镇人民政府镇长」.
    post: String,
    people: Vec<String>,
    /// Whether the post exists on the day.
    stands: bool,
}

/// The posts of a day, read at once.
struct Offices<'a> {
    store: &'a Store,
    day: NaiveDate,
    held: HashMap<PostId, Office>,
}

impl<'a> Offices<'a> {
    fn on(store: &'a Store, day: NaiveDate) -> OpResult<Self> {
        let mut held: HashMap<PostId, Office> = HashMap::new();
        for term in store.incumbencies_at(day)? {
            let office = held.entry(term.post).or_default();
            (office.post, office.stands) = (term.unit_name + &term.post_title, true);
            office.people.push(term.person_name);
        }
        Ok(Self { store, day, held })
    }

    /// A post held by nobody is looked up on its own.
    fn of(&self, post: PostId) -> OpResult<Office> {
        if let Some(office) = self.held.get(&post) {
            return Ok(office.clone());
        }
        let row = self.store.post_at(post, self.day)?;
        Ok(row.map_or_else(Office::default, |row| Office {
            stands: row.period.contains(self.day),
            post: row.unit_name + &row.title,
            people: Vec::new(),
        }))
    }
}

/// The years the ledgers hold something of, with `year` among them, newest first.
///
/// # Errors
/// Only those of the store.
pub fn years(ws: &Workspace, year: i32) -> OpResult<Vec<i32>> {
    let mut years: BTreeSet<i32> = ws.store.filings()?.into_iter().map(|filing| filing.year).collect();
    years.extend(ws.store.pledge_years()?);
    years.insert(year);
    Ok(years.into_iter().rev().collect())
}
