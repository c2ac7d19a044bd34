//! «Who answered for this place on that day?»: the chain from 网格员 up to the district's 总监督人, on both sides, with names
//! as they were that day (R012, R018-R032, R079).

mod seats;
mod sheet;

use chrono::NaiveDate;
use serde::Serialize;

pub use sheet::trace;

use super::grid::above;
use crate::{
    domain::{
        annex::Annex,
        date::Period,
        grid::{GridKind, Level},
        id::{DutyId, GridId, PersonId, PostId},
        plan,
        roster::{Role, Side},
    },
    ops::{OpFault, OpResult, Workspace},
    store::GridRow,
};

/// Who answered for a place on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answers {
    pub day: NaiveDate,
    pub grid: GridId,
    pub level: Level,
    /// Its name on the day; of a grid that did not exist then, the nearest one.
    pub name: String,
    /// 「罕台镇/撖家塔村」, as on the day.
    pub path: String,
    pub standing: Standing,
    /// From the place up to the district. Empty when the place did not exist.
    pub bands: Vec<Band>,
    /// The official sheets that show these people as of the day.
    pub annexes: Vec<OfficialSheet>,
}

/// Whether the place existed on the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    Stands,
    /// It began only on this day.
    Before(NaiveDate),
    /// This was its last day.
    After(NaiveDate),
}

/// An official sheet that shows some of the people: of the district, a town or street, a village or community.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OfficialSheet {
    pub annex: Annex,
    pub grid: GridId,
    /// The name of the grid on the day.
    pub name: String,
}

impl OfficialSheet {
    fn of(band: &Band) -> Option<Self> {
        let annex = Annex::of(band.level)?;
        Some(Self { annex, grid: band.grid, name: band.name.clone() })
    }

    /// 「附件3 东胜区耕地保护二级网格监督监管表（罕台镇）」.
    pub fn title(&self) -> String {
        let (mark, name) = (self.annex.mark(), &self.name);
        match self.annex {
            Annex::Annex2 => format!("{mark} {}", plan::annex2().words.title),
            Annex::Annex3 => format!("{mark} {}（{name}）", plan::annex3().words.title),
            Annex::Annex4 => format!("{mark} {}（{name}）", plan::annex4().words.title),
        }
    }
}

/// One grid of the chain with everyone in it who answered for the place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Band {
    pub grid: GridId,
    pub level: Level,
    pub kind: GridKind,
    pub name: String,
    pub seats: Vec<Seat>,
}

/// What people whom a 副总监管人 sends are called.
pub const DELEGATE: &str = "指派专人";

/// A role of the chain, held or vacant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Seat {
    pub role: Role,
    pub side: Side,
    pub duty: Option<DutyId>,
    /// The post it went with.
    pub post: Option<PostId>,
    /// 「铜川镇人民政府镇长」, 「社长」.
    pub title: String,
    /// Empty: 空缺.
    pub people: Vec<Answerer>,
    /// What it had to do with the place: 「包联撖家塔村」, 「对应副总监督人王某」, 「一社」.
    pub about: String,
    /// The paper by which the role was given.
    pub document: String,
    /// 指派专人 of a 副总监管人 of the district (R042).
    pub delegates: Vec<Answerer>,
}

/// A person who answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answerer {
    pub person: PersonId,
    pub name: String,
    pub office_phone: String,
    /// While they had the role.
    pub period: Period,
    /// The paper of the appointment.
    pub document: String,
}

impl Seat {
    pub fn is_vacant(&self) -> bool {
        self.people.is_empty()
    }
}

impl Band {
    pub fn of(&self, side: Side) -> impl Iterator<Item = &Seat> {
        self.seats.iter().filter(move |seat| seat.side == side)
    }
}

impl Answers {
    /// How many roles of the chain nobody held.
    pub fn vacancies(&self) -> usize {
        self.bands.iter().flat_map(|band| &band.seats).filter(|seat| seat.is_vacant()).count()
    }
}

/// The chain of a place on a day.
///
/// # Errors
/// [`OpFault::NotFound`] when there never was such a grid.
pub fn answers(ws: &Workspace, grid: GridId, day: NaiveDate) -> OpResult<Answers> {
    let store = &ws.store;
    let row = store.grid_near(grid, day)?.ok_or_else(|| OpFault::not_found("网格", grid))?;
    let standing = standing(ws, &row, day)?;
    let mut chain = above(store, &row, day)?;
    let names = chain.iter().filter(|step| step.level != Level::District).map(|step| step.facts.name.as_str());
    let path = names.chain([row.facts.name.as_str()]).collect::<Vec<_>>().join("/");
    let (level, name) = (row.level, row.facts.name.clone());
    let mut bands = Vec::new();
    if standing == Standing::Stands {
        chain.retain(|step| step.period.contains(day));
        chain.push(row);
        let mut below: Option<&GridRow> = None;
        for step in chain.iter().rev() {
            if below.is_none() {
                bands.extend(seats::groups_below(store, step, day)?);
            }
            bands.push(seats::band(store, step, below, day)?);
            below = Some(step);
        }
    }
    let annexes = bands.iter().rev().filter_map(OfficialSheet::of).collect();
    Ok(Answers { day, grid, level, name, path, standing, bands, annexes })
}

fn standing(ws: &Workspace, row: &GridRow, day: NaiveDate) -> OpResult<Standing> {
    if row.period.contains(day) {
        return Ok(Standing::Stands);
    }
    if day < row.period.from {
        return Ok(Standing::Before(row.period.from));
    }
    // Versions follow each other without a gap; the last one tells when the grid was closed.
    let last = ws.store.grid_versions(row.id)?.pop();
    let closed = last.and_then(|last| last.period.last_day()).or(row.period.last_day());
    Ok(closed.map_or(Standing::Stands, Standing::After))
}
