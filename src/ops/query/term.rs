//! 任期履职情况: what one person held, walked and was assessed for in a time (R079, G44), for the page and for paper.

use chrono::{Datelike, Days, NaiveDate};

use super::{
    assess::{self, Standing, confirmed_until},
    patrol::{self, PatrolQuery},
    people,
    problem::{self, Lens, ProblemQuery},
    sheets,
    tenure::{Held, HeldDuty, held},
};
use crate::{
    domain::{
        date::Period,
        grid::Level,
        id::{GridId, PersonId, UnitId},
        patrol::Finding,
        roster::Role,
        tenure::{TermCharge, TermDuty, TermPost, TermScore, TermSheet, TermYear},
    },
    ops::{OpFault, OpResult, Workspace},
};

/// Everything of the days `from` to `to`, the last one included.
///
/// # Errors
/// [`OpFault::NotFound`]; a fault of `to` when it lies before `from`.
pub fn term(ws: &Workspace, person: PersonId, from: NaiveDate, to: NaiveDate, as_of: NaiveDate) -> OpResult<TermSheet> {
    if to < from {
        return Err(OpFault::field("to", "截止日期早于起始日期，请核对"));
    }
    let time = Period { from, until: Some(to + Days::new(1)) };
    let held = held(ws, person, to)?;
    let posts = held.posts.iter().filter_map(|post| {
        let period = post.period.common(&time)?;
        Some(TermPost {
            post: post.words.clone(),
            period: open(period, post.period, to),
            document: post.document.clone(),
        })
    });
    Ok(TermSheet {
        frame: sheets::frame(ws, as_of)?,
        office: people::offices(&ws.store, person, to)?.join("、"),
        from,
        to,
        posts: posts.collect(),
        duties: held.duties.iter().filter_map(|duty| term_duty(duty, &time, to)).collect(),
        years: (from.year()..=to.year()).map(|year| of_year(ws, person, year, &time)).collect::<OpResult<_>>()?,
        scores: scores(ws, &held, &time, as_of)?,
        person: held.name,
    })
}

/// The times somebody can be asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Career {
    pub name: String,
    /// The first thing they held or the first patrol; `day` when there is nothing yet.
    pub from: NaiveDate,
    /// `day`, or the first day of what only begins later.
    pub to: NaiveDate,
    /// Every post, and every duty they had by themselves, with its time, newest first.
    pub terms: Vec<(String, Period)>,
}

/// From the first thing somebody held until `day`.
///
/// # Errors
/// [`OpFault::NotFound`].
pub fn career(ws: &Workspace, person: PersonId, day: NaiveDate) -> OpResult<Career> {
    let held = held(ws, person, day)?;
    let posts = held.posts.iter().map(|post| (post.words.clone(), post.period));
    let own = held.duties.iter().filter(|duty| duty.through.is_none());
    let own = own.map(|duty| (format!("{}{}", duty.place, duty.role.label()), duty.period));
    let mut terms: Vec<(String, Period)> = posts.chain(own).collect();
    terms.sort_by_key(|(_, period)| std::cmp::Reverse(period.from));
    let began = terms.iter().map(|(_, period)| period.from);
    let from = began.chain(ws.store.first_patrol_of(person)?).min().unwrap_or(day);
    Ok(Career { name: held.name, from, to: day.max(from), terms })
}

/// What still runs when the time ends is shown as running, though the time is cut there.
fn open(cut: Period, own: Period, to: NaiveDate) -> Period {
    if own.reaches(to + Days::new(1)) { Period::since(cut.from) } else { cut }
}

fn term_duty(duty: &HeldDuty, time: &Period, to: NaiveDate) -> Option<TermDuty> {
    let period = duty.period.common(time)?;
    let charges = duty.charges.iter().filter_map(|charge| {
        let period = charge.period.common(time)?;
        Some(TermCharge { grid: charge.name.clone(), period: open(period, charge.period, to) })
    });
    Some(TermDuty {
        place: duty.place.clone(),
        role: duty.role.label().to_owned(),
        period: open(period, duty.period, to),
        charges: charges.collect(),
    })
}

fn of_year(ws: &Workspace, person: PersonId, year: i32, time: &Period) -> OpResult<TermYear> {
    let within = year_of(year).and_then(|whole| whole.common(time));
    let Some(within) = within else {
        return Ok(TermYear { year, patrols: 0, found: 0, problems: 0, closed: 0, overdue: 0 });
    };
    let taken =
        PatrolQuery { from: Some(within.from), to: within.last_day(), person: Some(person), ..PatrolQuery::default() };
    let found = PatrolQuery { finding: Some(Finding::Problem), ..taken.clone() };
    let had = ProblemQuery {
        from: Some(within.from),
        to: within.last_day(),
        person: Some(person),
        ..ProblemQuery::default()
    };
    let of = |lens| problem::count(ws, &ProblemQuery { lens, ..had.clone() });
    Ok(TermYear {
        year,
        patrols: patrol::count(ws, &taken)?,
        found: patrol::count(ws, &found)?,
        problems: of(Lens::All)?,
        closed: of(Lens::Closed)?,
        overdue: of(Lens::Overdue)?,
    })
}

fn year_of(year: i32) -> Option<Period> {
    let first = |year| NaiveDate::from_ymd_opt(year, 1, 1);
    Some(Period { from: first(year)?, until: Some(first(year + 1)?) })
}

/// What was led, in which the assessment is theirs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Led {
    /// 总监督人 of a town or street.
    Grid(GridId),
    /// 总监管人 of the district by a post of the department.
    Unit(UnitId),
}

fn led(held: &Held) -> Vec<(Led, Period)> {
    let lead = |duty: &HeldDuty| match (duty.role, duty.level) {
        (Role::ChiefSupervisor, Level::Town) => Some((Led::Grid(duty.grid), duty.period)),
        (Role::ChiefOverseer, Level::District) => {
            let (term, _) = duty.through.as_ref()?;
            let post = held.posts.iter().find(|post| post.incumbency == *term)?;
            Some((Led::Unit(post.unit), duty.period))
        }
        _ => None,
    };
    held.duties.iter().filter_map(lead).collect()
}

/// Assessments of what they led, in the years of the time, oldest first.
fn scores(ws: &Workspace, held: &Held, time: &Period, as_of: NaiveDate) -> OpResult<Vec<TermScore>> {
    let led = led(held);
    let mut scores = Vec::new();
    if led.is_empty() {
        return Ok(scores);
    }
    for year in ws.store.assessment_years()?.into_iter().rev() {
        let Some(within) = year_of(year).and_then(|whole| whole.common(time)) else { continue };
        let Some(assessment) = ws.store.assessment_of_year(year)? else { continue };
        let confirmed = confirmed_until(&assessment, Some(as_of)).is_some();
        let standings = assess::standings(&ws.store, &assessment, Some(as_of))?;
        for standing in standings.iter().filter(|standing| standing.line.included) {
            let of = [standing.line.grid.map(Led::Grid), standing.line.unit.map(Led::Unit)];
            let times = led.iter().filter(|(what, _)| of.contains(&Some(*what)));
            let times = times.filter_map(|(_, period)| period.common(&within)).collect();
            for part in joined(times) {
                let members = group_size(&standings, standing);
                let whole = year_of(year).is_some_and(|whole| part.covers(&whole));
                scores.push(score(year, standing, members, (!whole).then_some(part), confirmed));
            }
        }
    }
    Ok(scores)
}

fn group_size(standings: &[Standing], own: &Standing) -> u32 {
    let group = own.line.kind.group();
    standings.iter().filter(|other| other.line.included && other.line.kind.group() == group).count() as u32
}

fn score(year: i32, standing: &Standing, members: u32, part: Option<Period>, confirmed: bool) -> TermScore {
    let line = &standing.line;
    TermScore {
        year,
        unit: line.name.clone(),
        part,
        total: line.total.complete(),
        band: line.band.clone(),
        rank: line.rank.map(|rank| (rank, members)),
        confirmed,
    }
}

/// Times that touch or overlap as one.
fn joined(mut times: Vec<Period>) -> Vec<Period> {
    times.sort_by_key(|time| time.from);
    let mut whole: Vec<Period> = Vec::new();
    for time in times {
        match whole.last_mut() {
            Some(last) if last.until.is_none_or(|until| time.from <= until) => {
                last.until = last.until.zip(time.until).map(|(one, other)| one.max(other));
            }
            _ => whole.push(time),
        }
    }
    whole
}
