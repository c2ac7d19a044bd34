//! Figures of a period by the units of either date, with the bridge: which unit's figures went where, and by which reform.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::reform::basis;
use crate::{
    domain::{
        bridge::{BridgeFate, BridgeLine, BridgeQuery, BridgeRow, BridgeSheet, Tally},
        date::chinese,
        grid::Level,
        id::{GridId, ReformId},
        sheet::SheetFrame,
        territory::{Belonging, Territory},
    },
    ops::{OpFault, OpResult, Workspace},
    store::{GridRow, PlaceTally},
};

/// The grids of a day by id, for their names, each with its place in the order of the day.
struct Named(BTreeMap<GridId, (usize, GridRow)>);

/// Figures that make one line of the bridge: those of units above last, units in their order; the unit and its name when
/// they were recorded, what became of them, and whether those that are unsplit were recorded before the day whose units
/// are asked for.
type Key = (bool, usize, GridId, String, Belonging, bool);

/// The figures of a period, summed by the units of the day asked for.
///
/// # Errors
/// The period ends before it begins (`to`); the level is neither towns nor villages (`level`).
pub fn sheet(ws: &Workspace, query: BridgeQuery) -> OpResult<BridgeSheet> {
    check(&query)?;
    let store = &ws.store;
    let territory = Territory::new(&store.standings()?, store.descents()?);
    let units = Named::on(ws, query.units_as_of)?;
    let mut sum =
        Sum { query, territory: &territory, counted: BTreeMap::new(), lines: BTreeMap::new(), total: Tally::default() };
    for (from, to) in segments(&territory, &query) {
        let then = Named::on(ws, from)?;
        for place in store.patrol_tallies(from, to)? {
            sum.add(&place, from, &then, &units);
        }
    }
    let Sum { counted, lines, total, .. } = sum;
    let reforms: BTreeMap<ReformId, String> =
        store.reforms()?.into_iter().map(|row| (row.id, basis(&row.title, &row.document))).collect();
    let row = |unit: &GridRow| {
        let (tally, bridged) = counted.get(&unit.id).copied().unwrap_or_default();
        BridgeRow { unit: units.words(unit.id), tally, bridged }
    };
    Ok(BridgeSheet {
        frame: SheetFrame { as_of: query.units_as_of, printed_on: ws.today(), sample: ws.is_sample()? },
        query,
        rows: units.of_level(query.level).into_iter().map(row).collect(),
        lines: lines.into_iter().map(|(key, line)| words(key, line, &reforms, &units)).collect(),
        total,
    })
}

fn check(query: &BridgeQuery) -> OpResult<()> {
    if query.to < query.from {
        let message = format!("起始日期{}晚于截止日期{}，请核对", chinese(query.from), chinese(query.to));
        return Err(OpFault::field("to", message));
    }
    if !matches!(query.level, Level::Town | Level::Village) {
        return Err(OpFault::field("level", "只能按镇（街道）或村（社区）汇总，请重新选择"));
    }
    Ok(())
}

/// The period in parts during each of which the tree stood still.
fn segments(territory: &Territory, query: &BridgeQuery) -> Vec<(NaiveDate, NaiveDate)> {
    let mut starts = vec![query.from];
    starts.extend(territory.turns_between(query.from, query.to));
    let ends = starts.iter().skip(1).map(|next| *next - Days::new(1)).chain([query.to]);
    starts.iter().copied().zip(ends).collect()
}

/// What has been counted so far.
struct Sum<'a> {
    query: BridgeQuery,
    territory: &'a Territory,
    /// Of each unit of the day: all that is counted to it, and what was recorded under another unit.
    counted: BTreeMap<GridId, (Tally, Tally)>,
    lines: BTreeMap<Key, (Tally, BTreeSet<ReformId>)>,
    total: Tally,
}

impl Sum<'_> {
    fn add(&mut self, place: &PlaceTally, day: NaiveDate, then: &Named, units: &Named) {
        let BridgeQuery { level, units_as_of, .. } = self.query;
        self.total += place.tally;
        let own = self.territory.at_level(place.grid, level, day);
        let (belonging, mut reforms) = self.belonging(place, day);
        let under = own.unwrap_or(place.grid);
        if let Belonging::Unit(unit) = &belonging {
            let (tally, bridged) = self.counted.entry(*unit).or_default();
            *tally += place.tally;
            if own != Some(*unit) {
                *bridged += place.tally;
            }
            if own == Some(*unit) && then.words(*unit) == units.words(*unit) {
                return;
            }
        }
        if belonging != Belonging::Above {
            reforms.extend(self.territory.trace(under, day, units_as_of).reforms);
        }
        let before = matches!(belonging, Belonging::Unsplit(_)) && day <= units_as_of;
        let above = belonging == Belonging::Above;
        let key = (above, then.place(under), under, then.words(under), belonging, before);
        let (tally, through) = self.lines.entry(key).or_default();
        *tally += place.tally;
        through.extend(reforms);
    }

    /// By the group where it is known and goes on, by the grid otherwise.
    fn belonging(&self, place: &PlaceTally, day: NaiveDate) -> (Belonging, BTreeSet<ReformId>) {
        let of = |grid| self.territory.belonging(grid, day, self.query.units_as_of, self.query.level);
        match place.group.map(of) {
            Some((belonging, reforms)) if belonging != Belonging::Nobody => (belonging, reforms),
            _ => of(place.grid),
        }
    }
}

fn words(
    (_, _, _, recorded_under, belonging, before): Key,
    (tally, through): (Tally, BTreeSet<ReformId>),
    reforms: &BTreeMap<ReformId, String>,
    units: &Named,
) -> BridgeLine {
    let fate = match belonging {
        Belonging::Unit(unit) => BridgeFate::Counted(units.words(unit)),
        Belonging::Unsplit(among) => {
            BridgeFate::Unsplit { before, among: among.into_iter().map(|unit| units.words(unit)).collect() }
        }
        Belonging::Nobody => BridgeFate::Nobody,
        Belonging::Above => BridgeFate::Above,
    };
    let basis = through.iter().filter_map(|reform| reforms.get(reform).cloned()).collect();
    BridgeLine { recorded_under, fate, basis, tally }
}

impl Named {
    fn on(ws: &Workspace, day: NaiveDate) -> OpResult<Self> {
        Ok(Self(ws.store.grids_at(day)?.into_iter().enumerate().map(|(place, row)| (row.id, (place, row))).collect()))
    }

    /// 「罕台镇撖家塔村」; of a grid that does not stand on the day nothing.
    fn words(&self, grid: GridId) -> String {
        let Some((_, row)) = self.0.get(&grid) else { return String::new() };
        let above = row.facts.parent.and_then(|parent| self.0.get(&parent)).map(|(_, above)| above);
        let town = above.filter(|above| above.level == Level::Town).map_or("", |above| above.facts.name.as_str());
        format!("{town}{}", row.facts.name)
    }

    fn place(&self, grid: GridId) -> usize {
        self.0.get(&grid).map_or(usize::MAX, |(place, _)| *place)
    }

    /// The units of a level in the order of the tree.
    fn of_level(&self, level: Level) -> Vec<&GridRow> {
        let mut units: Vec<&GridRow> = self.0.values().map(|(_, row)| row).filter(|row| row.level == level).collect();
        units.sort_by_key(|row| (row.facts.parent.map(|parent| self.place(parent)), self.place(row.id)));
        units
    }
}
