//! What one person held, from when to when: posts, duties, and what hung on the duties in that time.

use chrono::NaiveDate;

use super::{grid, roster};
use crate::{
    domain::{
        date::Period,
        grid::Level,
        id::{DutyId, GridId, IncumbencyId, PersonId, PostId, UnitId},
        roster::Role,
    },
    ops::{OpFault, OpResult, Workspace},
    store::{DutyRow, PersonRow},
};

/// Everything somebody ever held, oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub name: String,
    pub posts: Vec<HeldPost>,
    /// By themselves, or through a post.
    pub duties: Vec<HeldDuty>,
}

/// A term in a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldPost {
    pub incumbency: IncumbencyId,
    pub post: PostId,
    pub unit: UnitId,
    /// 「铜川镇人民政府镇长」.
    pub words: String,
    pub period: Period,
    pub document: String,
}

/// A duty in the time in which they themselves had it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldDuty {
    pub duty: DutyId,
    pub role: Role,
    pub level: Level,
    pub grid: GridId,
    /// 「罕台镇撖家塔村」, as it was called on the last day of that time.
    pub place: String,
    pub period: Period,
    pub document: String,
    /// The term it came with; `None` for a duty of the person.
    pub through: Option<(IncumbencyId, String)>,
    /// 身份 of a duty of the person: 「社长」.
    pub title: String,
    pub charges: Vec<HeldCharge>,
    pub pairings: Vec<HeldPairing>,
    /// Whom they sent to guide the grids below (R042).
    pub delegates: Vec<HeldDelegate>,
}

/// 指派专人.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldDelegate {
    pub name: String,
    /// The grid they guide; `None` for all the duty answers for.
    pub grid: Option<String>,
    pub period: Period,
    pub document: String,
}

/// A grid under 包联.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldCharge {
    pub grid: GridId,
    pub name: String,
    pub period: Period,
    pub document: String,
}

/// The other side of a pairing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldPairing {
    pub role: Role,
    /// 「李某（副区长）」, or 「空缺（副区长）」, on the last day of that time.
    pub who: String,
    /// The grid it is limited to.
    pub grid: Option<String>,
    pub period: Period,
}

/// Everything somebody ever held. Names of the running terms are those of `day`.
///
/// # Errors
/// [`OpFault::NotFound`].
pub fn held(ws: &Workspace, person: PersonId, day: NaiveDate) -> OpResult<Held> {
    let PersonRow { name, .. } = ws.store.person(person)?.ok_or_else(|| OpFault::not_found("人员", person))?;
    let (mut posts, mut duties) = (Vec::new(), Vec::new());
    for own in ws.store.duties_of_person(person)? {
        let period = own.duty.period;
        duties.push(held_duty(ws, own, period, None, day)?);
    }
    for term in ws.store.incumbencies_of_person(person)? {
        // By its name while the term ran or runs, not by one that the unit bears only later.
        let Some(post) = ws.store.post_at(term.post, last_of(&term.period, day))? else { continue };
        let words = post.unit_name + &post.title;
        for bound in ws.store.duties_of_post(term.post)? {
            if let Some(period) = bound.duty.period.common(&term.period) {
                duties.push(held_duty(ws, bound, period, Some((term.id, words.clone())), day)?);
            }
        }
        let (unit, period, document) = (post.unit, term.period, term.document);
        posts.push(HeldPost { incumbency: term.id, post: post.id, unit, words, period, document });
    }
    duties.sort_by_key(|duty| (duty.period.from, duty.duty));
    Ok(Held { name, posts, duties })
}

/// A duty in the time in which one person had it or will have it.
pub(in crate::ops) fn held_duty(
    ws: &Workspace,
    row: DutyRow,
    period: Period,
    through: Option<(IncumbencyId, String)>,
    day: NaiveDate,
) -> OpResult<HeldDuty> {
    let duty = row.duty;
    let last = last_of(&period, day);
    Ok(HeldDuty {
        duty: duty.id,
        role: duty.role,
        level: ws.store.grid_level(duty.grid)?.ok_or_else(|| OpFault::not_found("网格", duty.grid))?,
        grid: duty.grid,
        place: place(ws, duty.grid, last)?,
        period,
        document: duty.document,
        through,
        title: duty.title,
        charges: charges(ws, duty.id, &period, day)?,
        pairings: pairings(ws, duty.id, &period, day)?,
        delegates: delegates(ws, duty.id, &period, day)?,
    })
}

/// The last day of a time, or `day` (at least its first day) while it runs.
fn last_of(period: &Period, day: NaiveDate) -> NaiveDate {
    period.last_day().map_or(day, |last| last.min(day)).max(period.from)
}

/// 「罕台镇撖家塔村」.
fn place(ws: &Workspace, grid: GridId, day: NaiveDate) -> OpResult<String> {
    Ok(grid::words_of(&ws.store, grid, day)?.replace('/', ""))
}

fn charges(ws: &Workspace, duty: DutyId, within: &Period, day: NaiveDate) -> OpResult<Vec<HeldCharge>> {
    let mut held = Vec::new();
    for charge in ws.store.charges_of_duty(duty)? {
        let Some(period) = charge.period.common(within) else { continue };
        let name = ws.store.grid_name(charge.grid, last_of(&period, day))?.unwrap_or_default();
        held.push(HeldCharge { grid: charge.grid, name, period, document: charge.document });
    }
    Ok(held)
}

fn pairings(ws: &Workspace, duty: DutyId, within: &Period, day: NaiveDate) -> OpResult<Vec<HeldPairing>> {
    let mut held = Vec::new();
    for row in ws.store.pairings_of_duty(duty)? {
        let Some(period) = row.period.common(within) else { continue };
        let other = if row.overseer == duty { row.supervisor } else { row.overseer };
        let Some(other) = ws.store.duty(other)? else { continue };
        let last = last_of(&period, day);
        let holders = roster::holders_of(ws, other.duty.id, last)?;
        let who: Vec<String> = holders.into_iter().map(|holder| words(&holder.name, &holder.post)).collect();
        let grid = match row.grid {
            Some(grid) => ws.store.grid_name(grid, last)?,
            None => None,
        };
        held.push(HeldPairing { role: other.duty.role, who: who.join("、"), grid, period });
    }
    Ok(held)
}

fn delegates(ws: &Workspace, duty: DutyId, within: &Period, day: NaiveDate) -> OpResult<Vec<HeldDelegate>> {
    let mut held = Vec::new();
    for row in ws.store.delegates_of_duty(duty)? {
        let Some(period) = row.period.common(within) else { continue };
        let grid = match row.grid {
            Some(grid) => ws.store.grid_name(grid, last_of(&period, day))?,
            None => None,
        };
        held.push(HeldDelegate { name: row.person_name, grid, period, document: row.document });
    }
    Ok(held)
}

/// 「李某（副区长）」.
fn words(name: &Option<String>, post: &str) -> String {
    let name = name.as_deref().unwrap_or("空缺");
    if post.is_empty() { name.to_owned() } else { format!("{name}（{post}）") }
}
