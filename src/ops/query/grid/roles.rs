//! Who holds which role in a grid on a day, with 包联, pairings and the plan's words.

use chrono::NaiveDate;

use crate::{
    domain::{
        date::Period,
        grid::Level,
        id::{ChargeId, DelegateId, DutyId, GridId, PairingId, PersonId},
        plan,
        roster::{DutyHolder, Role},
    },
    ops::OpResult,
    store::{DutyRow, GridRow, PairingRow, Store},
};

/// A role of the grid with everyone who holds it on the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleBlock {
    pub role: Role,
    /// Someone has to hold it: empty means 空缺.
    pub mandatory: bool,
    /// Whether several may hold it at once.
    pub several: bool,
    /// The level of the grids it may 包联; `None` when it has no 包联.
    pub charge_level: Option<Level>,
    pub duties: Vec<DutyLine>,
    /// What the role has to do, in the plan's words.
    pub words: Vec<DutyWords>,
}

/// A duty of the day. `people` is empty while its post is vacant (空缺).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyLine {
    pub duty: DutyId,
    pub holder: DutyHolder,
    pub people: Vec<Incumbent>,
    /// 「铜川镇人民政府镇长」, or the title of a person's duty (「社长」).
    pub post: String,
    pub period: Period,
    pub document: String,
    /// 包联 of the day.
    pub charges: Vec<ChargeLine>,
    /// Whom it answers to, and who answers to it, on the day.
    pub pairings: Vec<PairingLine>,
    /// Whom it sends to guide the grids below on the day (R042).
    pub delegates: Vec<DelegateLine>,
}

/// 指派专人 of the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DelegateLine {
    pub delegate: DelegateId,
    pub person: PersonId,
    pub name: String,
    /// The grid they guide; none means all that answer to the duty.
    pub grid: Option<(GridId, String)>,
    pub period: Period,
    pub document: String,
}

/// A person behind a duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incumbent {
    pub person: PersonId,
    pub name: String,
    pub office_phone: String,
    /// First day in the post, or in the duty of a person.
    pub since: NaiveDate,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChargeLine {
    pub charge: ChargeId,
    pub grid: GridId,
    pub name: String,
    pub period: Period,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairingLine {
    pub pairing: PairingId,
    /// The duty on the other side.
    pub other: DutyId,
    pub other_role: Role,
    /// 「王某（罕台镇人民政府副镇长）」 or 「空缺（…）」.
    pub other_words: String,
    /// The grid it is limited to.
    pub grid: Option<(GridId, String)>,
    pub period: Period,
}

/// One duty of a role in the plan's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyWords {
    /// 「R034」.
    pub requirement: &'static str,
    /// Line of the plan, for [`crate::domain::plan::clause`].
    pub line: u32,
    pub text: &'static str,
}

/// The roles of a grid on a day, in the plan's order.
pub(super) fn blocks(store: &Store, grid: &GridRow, day: NaiveDate) -> OpResult<Vec<RoleBlock>> {
    let mut lines: Vec<(Role, DutyLine)> = Vec::new();
    for row in store.duties_of_grid(grid.id, day)? {
        lines.push((row.duty.role, line(store, row, day)?));
    }
    let block = |role: &Role| {
        let role = *role;
        let words = plan::duties(role, grid.level);
        RoleBlock {
            role,
            mandatory: role.mandatory(grid.level, grid.facts.no_farmland),
            several: role.several(grid.level),
            charge_level: role.charge_level(grid.level),
            duties: lines.iter().filter(|(of, _)| *of == role).map(|(_, line)| line.clone()).collect(),
            words: words
                .map(|duty| DutyWords { requirement: &duty.requirement, line: duty.line, text: &duty.text })
                .collect(),
        }
    };
    Ok(Role::at(grid.level).iter().map(block).collect())
}

fn line(store: &Store, row: DutyRow, day: NaiveDate) -> OpResult<DutyLine> {
    let duty = row.duty.id;
    Ok(DutyLine {
        duty,
        holder: row.duty.holder,
        people: people(store, &row, day)?,
        post: post(&row),
        period: row.duty.period,
        document: row.duty.document.clone(),
        charges: charges(store, duty, day)?,
        pairings: pairings(store, duty, day)?,
        delegates: delegates(store, &row, day)?,
    })
}

/// The people behind a duty on a day.
fn people(store: &Store, row: &DutyRow, day: NaiveDate) -> OpResult<Vec<Incumbent>> {
    let since: Vec<(PersonId, NaiveDate)> = match row.duty.holder {
        DutyHolder::Person(person) => vec![(person, row.duty.period.from)],
        DutyHolder::Post(post) => {
            store.holders_at(post, day)?.into_iter().map(|term| (term.person, term.period.from)).collect()
        }
    };
    let mut people = Vec::with_capacity(since.len());
    for (person, since) in since {
        if let Some(row) = store.person(person)? {
            people.push(Incumbent { person, name: row.name, office_phone: row.office_phone, since });
        }
    }
    Ok(people)
}

fn post(row: &DutyRow) -> String {
    match (&row.unit_name, &row.post_title) {
        (Some(unit), Some(title)) => format!("{unit}{title}"),
        _ => row.duty.title.clone(),
    }
}

fn charges(store: &Store, duty: DutyId, day: NaiveDate) -> OpResult<Vec<ChargeLine>> {
    let mut lines = Vec::new();
    for charge in store.charges_of_duty(duty)?.into_iter().filter(|charge| charge.period.contains(day)) {
        let name = store.grid_name(charge.grid, day)?.unwrap_or_default();
        lines.push(ChargeLine { charge: charge.id, grid: charge.grid, name, period: charge.period });
    }
    Ok(lines)
}

fn delegates(store: &Store, row: &DutyRow, day: NaiveDate) -> OpResult<Vec<DelegateLine>> {
    // Only the 副总监管人 of the district send anybody; the other duties need not be asked.
    if row.duty.role != Role::DeputyOverseer {
        return Ok(Vec::new());
    }
    let mut lines = Vec::new();
    for sent in store.delegates_of_duty(row.duty.id)?.into_iter().filter(|sent| sent.period.contains(day)) {
        let grid = match sent.grid {
            Some(grid) => Some((grid, store.grid_name(grid, day)?.unwrap_or_default())),
            None => None,
        };
        let (delegate, person, name) = (sent.id, sent.person, sent.person_name);
        lines.push(DelegateLine { delegate, person, name, grid, period: sent.period, document: sent.document });
    }
    Ok(lines)
}

fn pairings(store: &Store, duty: DutyId, day: NaiveDate) -> OpResult<Vec<PairingLine>> {
    let mut lines = Vec::new();
    for row in store.pairings_of_duty(duty)?.into_iter().filter(|row| row.period.contains(day)) {
        lines.extend(pairing(store, duty, &row, day)?);
    }
    Ok(lines)
}

fn pairing(store: &Store, duty: DutyId, row: &PairingRow, day: NaiveDate) -> OpResult<Option<PairingLine>> {
    let other = if row.overseer == duty { row.supervisor } else { row.overseer };
    let Some(other_row) = store.duty_at(other, day)? else { return Ok(None) };
    let names: Vec<_> = people(store, &other_row, day)?.into_iter().map(|person| person.name).collect();
    let who = if names.is_empty() { "空缺".to_owned() } else { names.join("、") };
    let grid = match row.grid {
        Some(grid) => Some((grid, store.grid_name(grid, day)?.unwrap_or_default())),
        None => None,
    };
    let post = post(&other_row);
    let other_words = if post.is_empty() { who } else { format!("{who}（{post}）") };
    let (pairing, other_role, period) = (row.id, other_row.duty.role, row.period);
    Ok(Some(PairingLine { pairing, other, other_role, other_words, grid, period }))
}
