//! One report, and what a new one begins with: the counts of the ledgers and who receives it.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use super::cohort::board;
use crate::{
    domain::{
        date::chinese,
        id::{GridId, MonthlyReportId, PersonId},
        month::Month,
        monthly_report::{Counts, Due},
        patrol::{Finding, PatrolKind},
        roster::{DutyHolder, Role},
        scan::ScanOwner,
        text::PROSE_MAX,
    },
    ops::{OpFault, OpResult, Workspace},
    store::{MonthlyReportRow, PatrolFilter, ScanRow, Store},
};

/// A report with its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthlyReportDetail {
    pub row: MonthlyReportRow,
    pub person_name: String,
    /// 身份.
    pub title: String,
    pub groups: String,
    pub town_name: String,
    pub village_name: String,
    pub receiver_name: String,
    pub due: Due,
    pub days_late: i64,
    pub scans: Vec<ScanRow>,
    /// What the ledgers hold of the month now, where that differs from what was reported.
    pub counts_now: Option<Counts>,
}

/// What a new report begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthlyDraft {
    pub person: PersonId,
    pub person_name: String,
    pub groups: String,
    pub village: GridId,
    pub village_name: String,
    pub month: Month,
    pub due: Due,
    pub counts: Counts,
    /// 巡查情况 in words of the counts.
    pub patrolled: String,
    /// What the patrols of the month found, one a line.
    pub found: String,
    pub receivers: Vec<Receiver>,
}

/// 监督人 or 监管人 of the village.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receiver {
    pub person: PersonId,
    /// 「张三（监督人）」.
    pub name: String,
}

/// One report.
///
/// # Errors
/// [`OpFault::NotFound`] when it does not exist (any more).
pub fn report(ws: &Workspace, id: MonthlyReportId) -> OpResult<MonthlyReportDetail> {
    let store = &ws.store;
    let row = store.monthly_report(id)?.ok_or_else(|| OpFault::not_found("月报", id))?;
    let name = |person: PersonId| -> OpResult<String> {
        Ok(store.person(person)?.map(|person| person.name).unwrap_or_default())
    };
    let day = row.month.last().min(ws.today());
    let village = store.grid_near(row.grid, day)?;
    let town = village.as_ref().and_then(|village| village.facts.parent);
    let town_name = town.map_or(Ok(None), |town| store.grid_name(town, day))?.unwrap_or_default();
    let (title, groups) = place_of(store, row.person, row.grid, row.month, day)?;
    let due = Due::of(row.month, &store.monthly_due_rules()?, &store.calendar()?);
    let now = counts(store, row.month, Some(row.grid))?.remove(&(row.person, row.grid)).unwrap_or_default();
    Ok(MonthlyReportDetail {
        person_name: name(row.person)?,
        title,
        groups,
        town_name,
        village_name: village.map(|village| village.facts.name).unwrap_or_default(),
        receiver_name: row.receiver.map_or(Ok(String::new()), name)?,
        days_late: due.days_late(row.submitted_on),
        due,
        scans: store.scans(ScanOwner::MonthlyReport(id))?,
        counts_now: (now != row.counts).then_some(now),
        row,
    })
}

/// 身份 and groups of a member in a village for a month.
fn place_of(
    store: &Store,
    person: PersonId,
    village: GridId,
    month: Month,
    day: NaiveDate,
) -> OpResult<(String, String)> {
    let board = board(store, month, day, Some(village))?;
    let line = board.members.into_iter().find(|line| line.person == person && line.village == village);
    Ok(line.map_or_else(Default::default, |line| (line.title, line.groups)))
}

/// What a new report of a member begins with.
///
/// # Errors
/// [`OpFault::NotFound`] when the person does not exist.
pub fn draft(ws: &Workspace, person: PersonId, village: GridId, month: Month) -> OpResult<MonthlyDraft> {
    let store = &ws.store;
    let day = month.last().min(ws.today());
    let who = store.person(person)?.ok_or_else(|| OpFault::not_found("人员", person))?;
    let counts = counts(store, month, Some(village))?.remove(&(person, village)).unwrap_or_default();
    let (_, groups) = place_of(store, person, village, month, day)?;
    Ok(MonthlyDraft {
        person,
        person_name: who.name,
        groups,
        village,
        village_name: store.grid_near(village, day)?.map(|row| row.facts.name).unwrap_or_default(),
        month,
        due: Due::of(month, &store.monthly_due_rules()?, &store.calendar()?),
        patrolled: counts.words(),
        found: if counts.findings == 0 { String::new() } else { findings(store, person, village, month)? },
        counts,
        receivers: receivers(store, village, ws.today())?,
    })
}

/// 监督人 first, then 监管人.
pub(in crate::ops) fn receivers(store: &Store, village: GridId, day: NaiveDate) -> OpResult<Vec<Receiver>> {
    let mut receivers: Vec<(Role, Receiver)> = Vec::new();
    for row in store.duties_of_grid(village, day)? {
        if let (Role::Supervisor | Role::Overseer, DutyHolder::Person(person)) = (row.duty.role, row.duty.holder) {
            let name = format!("{}（{}）", row.person_name.unwrap_or_default(), row.duty.role.label());
            receivers.push((row.duty.role, Receiver { person, name }));
        }
    }
    receivers.sort_by_key(|(role, _)| *role);
    Ok(receivers.into_iter().map(|(_, receiver)| receiver).collect())
}

/// The patrols of the month that found something, one a line, as long as a field may be.
fn findings(store: &Store, person: PersonId, village: GridId, month: Month) -> OpResult<String> {
    let filter = PatrolFilter {
        from: Some(month.first()),
        to: Some(month.last()),
        grids: Some(vec![village]),
        person: Some(person),
        finding: Some(Finding::Problem),
        ..PatrolFilter::default()
    };
    let lines = store.patrols_forward(&filter, None, 50)?.into_iter().map(|row| {
        let found = row.patrol.found.replace('\n', " ");
        format!("{}{}：{found}", chinese(row.patrol.date), row.group_name)
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    Ok(text.chars().take(PROSE_MAX).collect())
}

/// What the ledgers hold of a month for each person in each village; of one village when it is given.
pub(in crate::ops) fn counts(
    store: &Store,
    month: Month,
    village: Option<GridId>,
) -> OpResult<HashMap<(PersonId, GridId), Counts>> {
    let mut counts: HashMap<(PersonId, GridId), Counts> = HashMap::new();
    let mut days: HashMap<(PersonId, GridId), BTreeSet<NaiveDate>> = HashMap::new();
    for patrol in store.patrols_by_person(month.first(), month.last(), village)? {
        let key = (patrol.person, patrol.grid);
        let sum = counts.entry(key).or_default();
        if let Some(place) = PatrolKind::ALL.iter().position(|kind| *kind == patrol.kind) {
            sum.patrols[place] += 1;
        }
        sum.findings += u32::from(patrol.finding == Finding::Problem);
        days.entry(key).or_default().insert(patrol.date);
    }
    for (person, grid, problems) in store.problems_by_finder(month.first(), month.last(), village)? {
        counts.entry((person, grid)).or_default().problems = problems;
    }
    for (key, days) in days {
        counts.entry(key).or_default().days = days.len() as u32;
    }
    Ok(counts)
}
