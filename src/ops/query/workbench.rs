//! 工作台: what waits for the office today, and the figures of its pictures. Three answers, so that what is quick shows
//! at once: [`work`] from counts along indexes, [`patrols`] of this week and month, [`year`] of the patrols of a year.

use std::collections::{HashMap, HashSet};

use chrono::{Datelike, Days, Months, NaiveDate};

use super::{
    clue,
    completion::{self, CompletionAsk, RowKind},
    grid, mechanism, monthly,
    patrol::{self, PatrolQuery},
    problem::{
        self, Lens, ProblemQuery,
        reminders::{Reminders, reminders},
        tally::{self, TallyQuery},
    },
    tip,
    vacancy::Vacancies,
};
use crate::{
    domain::{
        completion::Tally,
        grid::Level,
        id::{ClueBatchId, GridId, PersonId},
        month::Month,
        monthly_report,
        patrol_rule::Per,
    },
    ops::{OpResult, Workspace},
};

/// How many problems the desk names.
pub const NAMED: u32 = 8;

/// What waits, as of today.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    pub today: NaiveDate,
    /// Counts of problems; months are the last twelve.
    pub problems: tally::Tally,
    /// 退回的问题.
    pub returned: u64,
    /// The most urgent problems, at most [`NAMED`] overdue and as many due within a week.
    pub reminders: Reminders,
    /// Batches that are not over, the nearest last day first.
    pub clues: Vec<ClueWork>,
    /// Tips that wait for 核查, and those that wait for an answer.
    pub unverified: u64,
    pub unanswered: u64,
    /// Reports of the month before this one.
    pub monthly: MonthlyWork,
    /// Patrols since `unentered_from` that found a problem nobody entered.
    pub unentered: u64,
    pub unentered_from: NaiveDate,
    /// Posts are counted for the district only.
    pub vacancies: Vacancies,
    /// Names of towns that have not filed although the deadline has passed.
    pub filings: Vec<String>,
    pub begun: Begun,
}

/// A batch of clues that is not over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClueWork {
    pub batch: ClueBatchId,
    pub name: String,
    pub due_on: NaiveDate,
    /// Negative: overdue by so many days.
    pub days_left: i64,
    pub received: u64,
    /// Without an answer, those sent back among them.
    pub waiting: u64,
    pub returned: u64,
    /// Answered and not confirmed yet.
    pub answered: u64,
}

/// How a month's reports stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthlyWork {
    pub month: Month,
    pub due_on: NaiveDate,
    pub tally: monthly_report::Tally,
}

/// What has been set up, for the first steps of an office that begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Begun {
    pub grids: bool,
    /// Somebody holds a role of a grid.
    pub duties: bool,
    /// A frequency of patrols is laid down.
    pub rules: bool,
}

/// What waits in the district, or in a grid with everything below it.
///
/// # Errors
/// Only those of the store.
pub fn work(ws: &Workspace, within: Option<GridId>) -> OpResult<Work> {
    let today = ws.today();
    let within = below_district(ws, within)?;
    let nodes = grid::tree(ws, today)?;
    let inside: Option<HashSet<GridId>> = within.map(|root| {
        let mut inside = HashSet::from([root]);
        // Parents come before what is below them.
        for node in &nodes {
            if node.parent.is_some_and(|parent| inside.contains(&parent)) {
                inside.insert(node.id);
            }
        }
        inside
    });
    let counts = |grid: GridId| inside.as_ref().is_none_or(|inside| inside.contains(&grid));
    let first = Month::of(today).first().checked_sub_months(Months::new(11)).unwrap_or(today);
    let (unverified, unanswered) = tip::waiting(ws, within)?;
    let month = Month::of(today).previous();
    let reports = monthly::board(ws, month, today, within)?;
    let unentered_from = today.checked_sub_months(Months::new(12)).unwrap_or(today);
    let unentered = PatrolQuery {
        from: Some(unentered_from),
        to: Some(today),
        grid: within,
        unentered: true,
        ..Default::default()
    };
    let sent_back = ProblemQuery { grid: within, lens: Lens::Returned, ..ProblemQuery::default() };
    let posts = if within.is_none() { ws.store.vacant_post_count("", None, today)? } else { 0 };
    let filings = mechanism::filings_missing(ws, today)?.into_iter().filter(|missing| counts(missing.grid));
    let roles = nodes.iter().filter(|node| counts(node.id)).map(|node| u64::from(node.vacancies)).sum();
    Ok(Work {
        today,
        problems: tally::tally(ws, &TallyQuery { from: Some(first), to: Some(today), grid: within })?,
        returned: problem::count(ws, &sent_back)?,
        reminders: reminders(ws, &ProblemQuery { grid: within, ..ProblemQuery::default() }, NAMED)?,
        clues: clues(ws, &counts, within.is_some())?,
        unverified,
        unanswered,
        monthly: MonthlyWork { month, due_on: reports.due.on, tally: reports.total() },
        unentered: patrol::count(ws, &unentered)?,
        unentered_from,
        vacancies: Vacancies { posts, roles },
        filings: filings.map(|missing| missing.name).collect(),
        begun: Begun {
            grids: nodes.iter().any(|node| node.level != Level::District),
            duties: !ws.store.filled_roles(today)?.is_empty(),
            rules: ws.store.patrol_rules()?.iter().any(|rule| rule.facts.frequency().is_some()),
        },
    })
}

/// The district itself narrows nothing.
fn below_district(ws: &Workspace, within: Option<GridId>) -> OpResult<Option<GridId>> {
    let Some(grid) = within else { return Ok(None) };
    let level = ws.store.grid_level(grid)?;
    Ok(within.filter(|_| level != Some(Level::District)))
}

fn clues(ws: &Workspace, counts: &impl Fn(GridId) -> bool, narrowed: bool) -> OpResult<Vec<ClueWork>> {
    let mut own: HashMap<ClueBatchId, clue::Tally> = HashMap::new();
    let found = ws.store.clue_tallies(None)?;
    for found in found.iter().filter(|found| found.grid.map_or(!narrowed, counts)) {
        own.entry(found.batch).or_default().add(found);
    }
    let open = |line: clue::BatchLine| {
        let tally = own.get(&line.id).copied().filter(|tally| tally.confirmed < tally.received)?;
        Some(ClueWork {
            batch: line.id,
            name: line.batch.name,
            due_on: line.due_on,
            days_left: line.days_left,
            received: tally.received,
            waiting: tally.waiting(),
            returned: tally.returned,
            answered: tally.answered,
        })
    };
    let mut clues: Vec<_> = clue::batches(ws, ws.today())?.into_iter().filter_map(open).collect();
    clues.sort_by_key(|work| (work.due_on, work.batch));
    Ok(clues)
}

impl Work {
    /// Waiting clues of batches whose last day is past.
    pub fn clues_overdue(&self) -> impl Iterator<Item = &ClueWork> {
        self.clues.iter().filter(|work| work.days_left < 0 && work.waiting > 0)
    }

    /// Waiting clues of batches whose last day is within 7 days.
    pub fn clues_soon(&self) -> impl Iterator<Item = &ClueWork> {
        self.clues.iter().filter(|work| (0..=7).contains(&work.days_left) && work.waiting > 0)
    }

    /// Those with clues sent back: 退回重核.
    pub fn clues_returned(&self) -> impl Iterator<Item = &ClueWork> {
        self.clues.iter().filter(|work| work.returned > 0)
    }

    /// Whether nothing that a chart or a list could show has been entered.
    pub fn is_bare(&self) -> bool {
        !(self.begun.grids && self.begun.duties)
    }

    /// The month `ago` months before this one, with what was found in it.
    pub fn month(&self, ago: u32) -> (Month, Option<&tally::MonthTally>) {
        let first = Month::of(self.today).first();
        let month = Month::of(first.checked_sub_months(Months::new(ago)).unwrap_or(first));
        (month, self.problems.months.iter().find(|one| one.year == month.year() && one.month == month.number()))
    }
}

/// What is due of patrols in one time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PatrolTime {
    pub ask: CompletionAsk,
    pub tally: Tally,
}

impl PatrolTime {
    /// What still can and has to be walked in it.
    pub fn open(&self) -> u32 {
        self.tally.running.saturating_sub(self.tally.running_done)
    }
}

/// 应巡 of this week, this month and the month before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patrols {
    pub week: PatrolTime,
    pub month: PatrolTime,
    pub last_month: PatrolTime,
}

/// What is due of patrols now, in the district or in a grid with everything below it.
///
/// # Errors
/// Only those of the store.
pub fn patrols(ws: &Workspace, within: Option<GridId>) -> OpResult<Patrols> {
    let today = ws.today();
    let (week, month) = (Per::Week.around(today), Month::of(today));
    let week_end = week.last_day().unwrap_or(week.from + Days::new(6));
    let before = month.previous();
    let times = [(week.from, week_end), (month.first(), month.last()), (before.first(), before.last())];
    let sums = completion::tallies(ws, within, &times, today)?;
    let time = |place: usize| PatrolTime {
        ask: CompletionAsk { from: times[place].0, to: times[place].1, grid: within, person: None },
        tally: sums.get(place).copied().unwrap_or_default(),
    };
    Ok(Patrols { week: time(0), month: time(1), last_month: time(2) })
}

/// The patrols of this year, part by part: towns of the district, villages of a town, people of a village.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    pub ask: CompletionAsk,
    pub tally: Tally,
    pub parts: Vec<YearPart>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearPart {
    pub grid: GridId,
    /// Of a village's people.
    pub person: Option<PersonId>,
    pub name: String,
    pub tally: Tally,
}

/// # Errors
/// Only those of the store.
pub fn year(ws: &Workspace, within: Option<GridId>) -> OpResult<Year> {
    let today = ws.today();
    let first = NaiveDate::from_ymd_opt(today.year(), 1, 1).unwrap_or(today);
    let to = Per::Year.around(today).last_day().unwrap_or(today);
    let ask = CompletionAsk { from: first, to, grid: within, person: None };
    let found = completion::completion(ws, &ask, today)?;
    let part = |row: &completion::CompletionRow| YearPart {
        grid: row.grid,
        person: row.kind.person(),
        name: row.name.clone(),
        tally: row.tally,
    };
    let level = match within.map(|grid| ws.store.grid_level(grid)).transpose()?.flatten() {
        None | Some(Level::District) => Level::Town,
        Some(_) => Level::Village,
    };
    let places = found.rows.iter().filter(|row| row.kind == RowKind::Place && row.level == level);
    let mut parts: Vec<_> = places.filter(|row| Some(row.grid) != within).map(part).collect();
    if parts.is_empty() {
        parts = found.people().filter(|row| row.kind.person().is_some()).map(part).collect();
    }
    Ok(Year { ask, tally: found.tally, parts })
}

/// Where clues are, when they are all of one batch.
pub fn only_batch<'w>(mut works: impl Iterator<Item = &'w ClueWork>) -> Option<ClueBatchId> {
    let first = works.next()?;
    works.next().is_none().then_some(first.batch)
}
