//! 应巡、实巡 of a time: sums by town, village and person, with the patrols behind every number (R072, G32).
//!
//! Read in one pass each over grids, duties, terms, rules and patrols; everything else happens in memory.

mod detail;
mod owed;
mod rules;
mod sheet;

use std::collections::{HashMap, HashSet};

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

pub use detail::{PatrolCounted, SlotLine, SlotState, slots};
pub use owed::owed;
pub use rules::{RuleLine, WaiverLine, rule_rows, rules, waiver_rows, waivers};
pub use sheet::{RATE_NOTES, cell, known_words, rows, rows_of, sheet, year_to};

use super::grid::in_order;
use crate::{
    domain::{
        completion::{Account, Derivation, Facts, GridSpan, Ground, SlotKind, Tally},
        date::{self, Period, chinese},
        grid::Level,
        id::{GridId, PersonId},
        roster::Role,
    },
    ops::{OpFault, OpResult, Workspace},
    store::GridRow,
};

/// Whose patrols of which time are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompletionAsk {
    pub from: NaiveDate,
    /// Inclusive.
    pub to: NaiveDate,
    /// With everything below it; `None` for the district.
    #[serde(default)]
    pub grid: Option<GridId>,
    #[serde(default)]
    pub person: Option<PersonId>,
}

/// What was due in a time and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Completion {
    pub ask: CompletionAsk,
    /// Known up to this day: the stretches it lies in are still running.
    pub day: NaiveDate,
    pub tally: Tally,
    /// How many rules say a frequency in the time; without one nothing is due.
    pub rules: usize,
    /// Grids left out as 无耕地 of those the rules reach.
    pub no_farmland: usize,
    /// The tree: towns, villages and the people in each, sums included, parents before what is below them.
    pub rows: Vec<CompletionRow>,
}

/// A line of the tree: a grid with everything below it, or one account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CompletionRow {
    pub kind: RowKind,
    /// 0 for the top.
    pub depth: usize,
    /// The grid it is about.
    pub grid: GridId,
    pub level: Level,
    /// Name of the grid, of the person, or 空缺.
    pub name: String,
    /// 「罕台镇撖家塔村一社」.
    pub place: String,
    /// 「一社」.
    pub grid_name: String,
    pub tally: Tally,
}

/// What a line sums up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// A district, town or village with everything below it.
    Place,
    /// One person in one role of the grid.
    Person { person: PersonId, role: Role },
    /// What nobody owed in a role of the grid: 空缺 and 接替.
    Nobody { role: Role },
}

impl RowKind {
    pub fn role(self) -> Option<Role> {
        match self {
            Self::Place => None,
            Self::Person { role, .. } | Self::Nobody { role } => Some(role),
        }
    }

    pub fn person(self) -> Option<PersonId> {
        match self {
            Self::Person { person, .. } => Some(person),
            _ => None,
        }
    }
}

impl Completion {
    /// The lines of towns and streets, for a chart.
    pub fn towns(&self) -> impl Iterator<Item = &CompletionRow> {
        self.rows.iter().filter(|row| row.kind == RowKind::Place && row.level == Level::Town)
    }

    /// The lines of people, in the order of the tree.
    pub fn people(&self) -> impl Iterator<Item = &CompletionRow> {
        self.rows.iter().filter(|row| row.kind != RowKind::Place)
    }
}

/// What was due in a time, and what was done, waived and missed of it, as known on `day`.
///
/// # Errors
/// A fault of `to` when the time ends before it begins or is longer than three years.
pub fn completion(ws: &Workspace, ask: &CompletionAsk, day: NaiveDate) -> OpResult<Completion> {
    let loaded = Loaded::read(ws, ask, day)?;
    let accounts = loaded.accounts(ws, |_| true)?;
    let names = ws.store.person_names()?;
    let rows = loaded.rows(&accounts, &names);
    Ok(Completion {
        ask: *ask,
        day: loaded.day,
        tally: accounts.iter().map(Account::tally).sum(),
        rules: loaded.rules_in_time(),
        no_farmland: loaded.without_farmland(),
        rows,
    })
}

/// The sums of several times for one grid or the district, each as [`completion`] answers it; what does not change from
/// time to time is read once.
///
/// # Errors
/// A fault of `to`, as [`completion`].
pub fn tallies(
    ws: &Workspace,
    grid: Option<GridId>,
    times: &[(NaiveDate, NaiveDate)],
    day: NaiveDate,
) -> OpResult<Vec<Tally>> {
    let (Some(from), Some(to)) = (times.iter().map(|time| time.0).min(), times.iter().map(|time| time.1).max()) else {
        return Ok(Vec::new());
    };
    let mut loaded = Loaded::read(ws, &CompletionAsk { from, to, grid, person: None }, day)?;
    let mut sums = Vec::with_capacity(times.len());
    for (from, to) in times {
        loaded.span = Period { from: *from, until: to.succ_opt() };
        sums.push(loaded.accounts(ws, |_| true)?.iter().map(Account::tally).sum());
    }
    Ok(sums)
}

/// The longest time one answer is about, in days.
const DAYS_MAX: i64 = 3 * 366;

/// Everything but the patrols, as the derivation and the lines need it.
struct Loaded {
    ask: CompletionAsk,
    day: NaiveDate,
    span: Period,
    facts: Facts,
    /// Every grid as it stood last in the time, in the order of the tree.
    grids: Vec<GridRow>,
    place_of: HashMap<GridId, usize>,
}

impl Loaded {
    fn read(ws: &Workspace, ask: &CompletionAsk, day: NaiveDate) -> OpResult<Self> {
        let fault = |field, fault: date::DateFault| OpFault::field(field, fault.to_string());
        date::check(ask.from).map_err(|found| fault("from", found))?;
        date::check(ask.to).map_err(|found| fault("to", found))?;
        if ask.to < ask.from {
            return Err(OpFault::field("to", "截止日期早于起始日期，请核对"));
        }
        if (ask.to - ask.from).num_days() >= DAYS_MAX {
            return Err(OpFault::field("to", "统计时段超过三年，请分年统计"));
        }
        let store = &ws.store;
        let day = day.min(ws.today());
        let span = Period { from: ask.from, until: ask.to.succ_opt() };
        // A stretch that ends in the time may begin a year before it.
        let first = ask.from.checked_sub_months(Months::new(12));
        let first = first.unwrap_or(ask.from);
        let versions = store.all_grid_versions()?;
        let mut ground = Ground::default();
        for row in &versions {
            let span = GridSpan {
                period: row.period,
                parent: row.facts.parent,
                no_farmland: row.facts.no_farmland,
                listed: row.facts.annex2_order.is_some(),
            };
            ground.add(row.id, row.level, span);
        }
        let grids = shown(versions, &span);
        Ok(Self {
            ask: *ask,
            day,
            span,
            facts: Facts {
                ground,
                rules: store.patrol_rules()?,
                waivers: store.waivers_within(first, ask.to)?,
                duties: store.duties_within(first, ask.to)?,
                terms: store.terms_within(first, ask.to)?,
            },
            place_of: grids.iter().enumerate().map(|(place, row)| (row.id, place)).collect(),
            grids,
        })
    }

    /// The accounts of the grids and the person asked for, of the grids that are `wanted`.
    fn accounts(&self, ws: &Workspace, wanted: impl Fn(GridId) -> bool) -> OpResult<Vec<Account>> {
        let within = self.within();
        let inside = |grid: GridId| within.as_ref().is_none_or(|within| within.contains(&grid)) && wanted(grid);
        let mut derivation = Derivation::new(&self.facts, self.span, self.day, inside);
        if let Some((first, last)) = derivation.reach() {
            ws.store.walks_within(first, last, self.ask.person, |walk| derivation.walk(walk))?;
        }
        let mut accounts = derivation.finish();
        if let Some(person) = self.ask.person {
            accounts.retain(|account| account.person == Some(person));
        }
        Ok(accounts)
    }

    /// The grids asked for, as the tree stood last in the time; `None` for all.
    fn within(&self) -> Option<HashSet<GridId>> {
        let asked = self.ask.grid?;
        let mut within = HashSet::from([asked]);
        // Parents come before what is below them.
        for row in &self.grids {
            if row.facts.parent.is_some_and(|parent| within.contains(&parent)) {
                within.insert(row.id);
            }
        }
        Some(within)
    }

    fn rules_in_time(&self) -> usize {
        let said = self.facts.rules.iter().filter(|rule| rule.facts.frequency().is_some());
        said.filter(|rule| rule.period.overlaps(&self.span)).count()
    }

    /// Grids of levels that rules speak of, left out because neither they nor anything above them had farmland.
    fn without_farmland(&self) -> usize {
        let levels: HashSet<Level> = self.facts.rules.iter().map(|rule| rule.facts.level).collect();
        let within = self.within();
        let inside = |grid: GridId| within.as_ref().is_none_or(|within| within.contains(&grid));
        let mut bare: HashSet<GridId> = HashSet::new();
        for row in &self.grids {
            if row.facts.no_farmland || row.facts.parent.is_some_and(|parent| bare.contains(&parent)) {
                bare.insert(row.id);
            }
        }
        let counted = self.grids.iter().filter(|row| bare.contains(&row.id) && inside(row.id));
        counted.filter(|row| levels.contains(&row.level)).count()
    }

    /// The tree of everything that has something to say.
    fn rows(&self, accounts: &[Account], names: &HashMap<PersonId, String>) -> Vec<CompletionRow> {
        let mut own: HashMap<GridId, Vec<&Account>> = HashMap::new();
        for account in accounts {
            own.entry(account.grid).or_default().push(account);
        }
        // Sums from below upwards.
        let mut sums: HashMap<GridId, Tally> = HashMap::new();
        for row in self.grids.iter().rev() {
            let here = own.get(&row.id).into_iter().flatten().map(|account| account.tally()).sum::<Tally>();
            let sum = sums.get(&row.id).copied().unwrap_or_default() + here;
            sums.insert(row.id, sum);
            if let Some(parent) = row.facts.parent {
                let above = sums.entry(parent).or_default();
                *above = *above + sum;
            }
        }
        let mut rows = Vec::new();
        for row in &self.grids {
            let tally = sums.get(&row.id).copied().unwrap_or_default();
            let depth = self.depth(row);
            if row.level != Level::Group && !tally.is_idle() {
                rows.push(self.row(row, depth, RowKind::Place, row.facts.name.clone(), tally));
            }
            let mut accounts = own.remove(&row.id).unwrap_or_default();
            accounts.sort_by_key(|account| (account.role, account.person.is_none(), account.person));
            for account in accounts {
                let (kind, name) = match account.person {
                    Some(person) => (
                        RowKind::Person { person, role: account.role },
                        names.get(&person).cloned().unwrap_or_default(),
                    ),
                    None => (RowKind::Nobody { role: account.role }, nobody(account)),
                };
                // People of a group stand in its village.
                let depth = if row.level == Level::Group { depth } else { depth + 1 };
                rows.push(self.row(row, depth, kind, name, account.tally()));
            }
        }
        rows
    }

    fn row(&self, grid: &GridRow, depth: usize, kind: RowKind, name: String, tally: Tally) -> CompletionRow {
        let (place, grid_name) = (self.place(grid.id), grid.facts.name.clone());
        CompletionRow { kind, depth, grid: grid.id, level: grid.level, name, place, grid_name, tally }
    }

    /// How deep a grid stands below what is shown at the top.
    fn depth(&self, row: &GridRow) -> usize {
        let top = self.ask.grid.and_then(|grid| self.facts.ground.level(grid)).unwrap_or(Level::District);
        (row.level as usize).saturating_sub(top as usize)
    }

    /// 「罕台镇撖家塔村一社」; the district is not named before what is in it.
    fn place(&self, grid: GridId) -> String {
        let mut names: Vec<&str> = Vec::new();
        let mut next = Some(grid);
        for _ in Level::ALL {
            let Some(row) = next.and_then(|grid| self.place_of.get(&grid)).map(|place| &self.grids[*place]) else {
                break;
            };
            if names.is_empty() || row.level != Level::District {
                names.push(&row.facts.name);
            }
            next = row.facts.parent;
        }
        names.iter().rev().copied().collect()
    }
}

/// What stands for the name of an account without a person.
fn nobody(account: &Account) -> String {
    let vacant = account.slots.iter().any(|slot| slot.kind == SlotKind::Vacant);
    if vacant { "空缺".to_owned() } else { "接替".to_owned() }
}

/// One row for each grid there was in a time, as it stood last in it, in the order of the tree.
fn shown(versions: Vec<GridRow>, span: &Period) -> Vec<GridRow> {
    let mut last: HashMap<GridId, GridRow> = HashMap::new();
    for row in versions.into_iter().filter(|row| row.period.overlaps(span)) {
        match last.get(&row.id) {
            Some(kept) if kept.period.from > row.period.from => {}
            _ => {
                last.insert(row.id, row);
            }
        }
    }
    let mut rows: Vec<GridRow> = last.into_values().collect();
    rows.sort_by_key(|row| {
        let (order, code) = (row.facts.annex2_order, row.facts.stat_code.clone());
        (order.is_none(), order, code.is_empty(), code, row.id)
    });
    in_order(&rows).into_iter().map(|(row, _)| row.clone()).collect()
}

/// 「2025年1月1日至2025年3月31日」.
pub fn span_words(ask: &CompletionAsk) -> String {
    format!("{}至{}", chinese(ask.from), chinese(ask.to))
}
