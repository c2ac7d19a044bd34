//! The chain as a printed 责任追溯单.

use chrono::NaiveDate;

use super::{Answerer, Answers, Band, DELEGATE, OfficialSheet, Seat, Standing, answers};
use crate::{
    domain::{
        date::chinese,
        id::GridId,
        trace::{Trace, TraceBand, TraceRow},
    },
    ops::{
        OpResult, Workspace,
        query::{problem_papers::open_on, sheets::frame},
    },
};

/// 责任追溯单 of a place on a day.
///
/// # Errors
/// [`crate::ops::OpFault::NotFound`] when there never was such a grid.
pub fn trace(ws: &Workspace, grid: GridId, day: NaiveDate) -> OpResult<Trace> {
    let found = answers(ws, grid, day)?;
    let open = open_on(ws, &[grid], day)?.into_iter();
    Ok(Trace {
        frame: frame(ws, day)?,
        place: found.path.clone(),
        absent: found.absence(),
        bands: found.bands.iter().map(band).collect(),
        sheets: found.annexes.iter().map(OfficialSheet::title).collect(),
        problems: open.map(|problem| format!("{}（{}）", problem.number, problem.state)).collect(),
    })
}

impl Answers {
    /// What to say when the place did not exist on the day.
    pub fn absence(&self) -> Option<String> {
        let (name, day) = (&self.name, chinese(self.day));
        match self.standing {
            Standing::Stands => None,
            Standing::Before(first) => Some(format!("{day}还没有「{name}」这一网格，它自{}起设立", chinese(first))),
            Standing::After(last) => Some(format!("{day}已没有「{name}」这一网格，它存续至{}", chinese(last))),
        }
    }
}

fn band(band: &Band) -> TraceBand {
    TraceBand {
        level: band.level.label().to_owned(),
        grid: band.name.clone(),
        rows: band.seats.iter().flat_map(rows).collect(),
    }
}

/// One row for each person of a seat, one without a name where it was vacant; then those it sends.
fn rows(seat: &Seat) -> Vec<TraceRow> {
    let row = TraceRow {
        role: seat.role.label().to_owned(),
        name: None,
        post: seat.title.clone(),
        since: None,
        until: None,
        about: seat.about.clone(),
        document: seat.document.clone(),
    };
    let of = |person: &Answerer| TraceRow {
        name: Some(person.name.clone()),
        since: Some(person.period.from),
        until: person.period.last_day(),
        document: joined(&person.document, &seat.document),
        ..row.clone()
    };
    let sent = |person: &Answerer| TraceRow {
        role: DELEGATE.to_owned(),
        name: Some(person.name.clone()),
        post: String::new(),
        since: Some(person.period.from),
        until: person.period.last_day(),
        about: format!("由{}指派", seat.role.label()),
        document: person.document.clone(),
    };
    let vacant = seat.people.is_empty().then(|| row.clone());
    vacant.into_iter().chain(seat.people.iter().map(of)).chain(seat.delegates.iter().map(sent)).collect()
}

/// The papers of the appointment and of the role, each once.
fn joined(one: &str, other: &str) -> String {
    match (one, other) {
        ("", other) => other.to_owned(),
        (one, other) if other.is_empty() || one == other => one.to_owned(),
        (one, other) => format!("{one}；{other}"),
    }
}
