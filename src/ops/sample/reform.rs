//! One reform in the sample (invented): a 村民小组 goes from the largest village of a town to its smallest.

use chrono::NaiveDate;

use super::{ground::Town, writer::Writer};
use crate::{
    domain::{
        date::{Period, chinese},
        grid::GridKind,
        id::GridId,
        roster::Role,
    },
    ops::{
        OpResult,
        reform::{Change, ChildName, Reform},
    },
};

/// The town it happens in, and the day.
const TOWN: &str = "泊尔江海子镇";
const ON: (i32, u32, u32) = (2025, 4, 1);
const DOCUMENT: &str = "示范发〔2025〕5号";
/// The names of groups go no further than 八社.
const NUMERALS: [&str; 8] = ["一", "二", "三", "四", "五", "六", "七", "八"];

/// A group under its new village.
pub struct Moved {
    pub group: GridId,
    pub into: GridId,
    /// 「某某村五社」, its place from the day on.
    pub place: String,
    pub on: NaiveDate,
}

impl Moved {
    /// Whether a walk of this day into this group goes into the new village.
    pub fn concerns(&self, group: Option<GridId>, day: NaiveDate) -> bool {
        group == Some(self.group) && day >= self.on
    }
}

/// Carries it out where its day lies in the past and the town has such villages.
pub fn fill(writer: &mut Writer<'_, '_>, towns: &[Town]) -> OpResult<Option<Moved>> {
    let (year, month, day) = ON;
    let on = NaiveDate::from_ymd_opt(year, month, day).filter(|on| *on < writer.today);
    let town = towns.iter().find(|town| town.name == TOWN);
    let (Some(on), Some(town)) = (on, town) else { return Ok(None) };
    let rural = || town.villages.iter().filter(|village| village.kind == GridKind::Village);
    let (Some(from), Some(into)) =
        (rural().max_by_key(|village| village.groups.len()), rural().min_by_key(|village| village.groups.len()))
    else {
        return Ok(None);
    };
    let (Some(group), Some(numeral)) = (from.groups.last(), NUMERALS.get(into.groups.len())) else { return Ok(None) };
    if from.groups.len() < into.groups.len() + 2 {
        return Ok(None);
    }
    let name = format!("{numeral}社");
    let change = Change::Move {
        grids: vec![group.grid],
        parent: into.grid,
        names: vec![ChildName { grid: group.grid, name: name.clone() }],
    };
    let note = format!("虚构事项：{}起归入{}，改称{name}", chinese(on), into.name);
    writer.reform(Reform { change, on, document: DOCUMENT.to_owned(), note, end_open: true })?;
    charge_anew(writer, group.grid, into.grid, on)?;
    Ok(Some(Moved { group: group.grid, into: into.grid, place: format!("{}{name}", into.name), on }))
}

/// The first 监管人 of the new village takes the group under 包联.
fn charge_anew(writer: &mut Writer<'_, '_>, group: GridId, village: GridId, on: NaiveDate) -> OpResult<()> {
    let duties = writer.store.duties_of_grid(village, on)?;
    match duties.iter().find(|row| row.duty.role == Role::Overseer) {
        Some(row) => writer.charge(row.duty.id, group, Period { from: on, until: row.duty.period.until }),
        None => Ok(()),
    }
}
