//! Who reports to which village for a month, and how they stand.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::{DayOf, MonthBoard, VacantGroup};
use crate::{
    domain::{
        date::Period,
        grid::Level,
        id::{GridId, MonthlyReportId, PersonId},
        month::Month,
        monthly_report::{Due, Standing, Tally},
    },
    ops::OpResult,
    store::{GridRow, MemberRow, MonthlyReportRow, Store},
};

/// A member with what they have handed in to one village for the month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberLine {
    pub person: PersonId,
    pub name: String,
    /// 身份.
    pub title: String,
    pub village: GridId,
    /// 「一社、二社」.
    pub groups: String,
    /// The first day in office, when it lies in the month.
    pub since: Option<NaiveDate>,
    /// The last day in office, when it lies in the month.
    pub left: Option<NaiveDate>,
    pub standing: Standing,
    pub report: Option<ReportMark>,
}

/// What lists show of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportMark {
    pub id: MonthlyReportId,
    pub submitted_on: NaiveDate,
    /// Days after the due day.
    pub days_late: i64,
    /// 无问题.
    pub nil: bool,
    pub patrols: u32,
    pub days: u32,
    pub findings: u32,
    pub problems: u32,
    pub found: String,
}

/// A place with how its members stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceLine {
    pub grid: GridId,
    pub name: String,
    /// The town of a village.
    pub town: Option<GridId>,
    pub tally: Tally,
}

/// Everyone of the month, made up to `as_of`; of one town or village when `within` is given.
pub(in crate::ops) fn board(
    store: &Store,
    month: Month,
    as_of: NaiveDate,
    within: Option<GridId>,
) -> OpResult<MonthBoard> {
    let due = Due::of(month, &store.monthly_due_rules()?, &store.calendar()?);
    let day = month.last().min(as_of).max(month.first());
    let begun = as_of >= month.first();
    let tree = DayOf::read(store, day)?;
    let within = within.filter(|grid| tree.get(*grid).is_none_or(|row| row.level != Level::District));
    let mut reports: HashMap<(PersonId, GridId), MonthlyReportRow> = HashMap::new();
    for row in store.monthly_reports(month, month)?.into_iter().filter(|row| row.submitted_on <= as_of) {
        reports.insert((row.person, row.grid), row);
    }
    let mut held: BTreeMap<(GridId, PersonId), Vec<(MemberRow, GridRow)>> = BTreeMap::new();
    let members = if begun { store.members_within(month.first(), day)? } else { Vec::new() };
    for member in members {
        // A group that was closed during the month is asked for on the last day of the duty.
        let group = match tree.get(member.group) {
            Some(group) => Some(group.clone()),
            None => store.grid_at(member.group, last_day(&member.period, day))?,
        };
        if let Some(group) = group
            && let Some(village) = group.facts.parent
        {
            held.entry((village, member.person)).or_default().push((member, group));
        }
    }
    let mut board =
        MonthBoard { month, due, as_of, day, towns: vec![], villages: vec![], members: vec![], vacant: vec![] };
    let mut by_village: HashMap<GridId, Vec<MemberLine>> = HashMap::new();
    let mut manned: Vec<GridId> = Vec::new();
    for ((village, person), duties) in held {
        manned.extend(duties.iter().filter(|(duty, _)| duty.period.contains(day)).map(|(duty, _)| duty.group));
        let report = reports.remove(&(person, village));
        let bare = tree.get(village).is_some_and(|village| village.facts.no_farmland);
        let line = line(&board, village, person, &duties, report.as_ref(), bare);
        by_village.entry(village).or_default().push(line);
    }
    for town in tree.of_level(Level::Town) {
        let mut sum = PlaceLine { grid: town.id, name: town.facts.name.clone(), town: None, tally: Tally::default() };
        for village in tree.children(town.id) {
            if within.is_some_and(|grid| grid != village.id && grid != town.id) {
                continue;
            }
            let lines = by_village.remove(&village.id).unwrap_or_default();
            let vacant = if begun { vacant_groups(&tree, village, &manned) } else { Vec::new() };
            let mut tally = Tally { vacant: vacant.len() as u32, ..Tally::default() };
            for line in &lines {
                tally.count(line.standing, line.report.as_ref().is_some_and(|report| report.nil));
            }
            sum.tally.add(&tally);
            let name = village.facts.name.clone();
            board.villages.push(PlaceLine { grid: village.id, name, town: Some(town.id), tally });
            board.members.extend(lines);
            board.vacant.extend(vacant);
        }
        if within.is_none_or(|grid| grid == town.id || board.villages.iter().any(|line| line.town == Some(town.id))) {
            board.towns.push(sum);
        }
    }
    Ok(board)
}

fn last_day(period: &Period, day: NaiveDate) -> NaiveDate {
    period.last_day().map_or(day, |last| last.min(day))
}

fn line(
    board: &MonthBoard,
    village: GridId,
    person: PersonId,
    duties: &[(MemberRow, GridRow)],
    report: Option<&MonthlyReportRow>,
    bare: bool,
) -> MemberLine {
    let now: Vec<_> = duties.iter().filter(|(duty, _)| duty.period.contains(board.day)).collect();
    let shown: Vec<_> = if now.is_empty() { duties.iter().collect() } else { now.clone() };
    let mut groups: Vec<&str> = shown.iter().map(|(_, group)| group.facts.name.as_str()).collect();
    groups.dedup();
    let standing = if now.is_empty() {
        Standing::Left
    } else if bare || now.iter().all(|(_, group)| group.facts.no_farmland) {
        Standing::Exempt
    } else {
        Standing::of(&board.due, report.map(|report| report.submitted_on), board.as_of)
    };
    let first = shown.iter().map(|(duty, _)| duty.period.from).min();
    let left = if now.is_empty() { shown.iter().filter_map(|(duty, _)| duty.period.last_day()).max() } else { None };
    let mark = |report: &MonthlyReportRow| ReportMark {
        id: report.id,
        submitted_on: report.submitted_on,
        days_late: board.due.days_late(report.submitted_on),
        nil: report.nil,
        patrols: report.counts.total(),
        days: report.counts.days,
        findings: report.counts.findings,
        problems: report.counts.problems,
        found: report.found.clone(),
    };
    MemberLine {
        person,
        name: shown.first().map(|(duty, _)| duty.name.clone()).unwrap_or_default(),
        title: shown.first().map(|(duty, _)| duty.title.clone()).unwrap_or_default(),
        village,
        groups: groups.join("、"),
        since: first.filter(|from| *from > board.month.first()),
        left,
        standing,
        report: report.map(mark),
    }
}

/// The groups of a village with farmland and without a member on the day.
fn vacant_groups(tree: &DayOf, village: &GridRow, manned: &[GridId]) -> Vec<VacantGroup> {
    if village.facts.no_farmland {
        return Vec::new();
    }
    let vacant = tree.children(village.id).filter(|group| !group.facts.no_farmland && !manned.contains(&group.id));
    vacant.map(|group| VacantGroup { grid: group.id, name: group.facts.name.clone(), village: village.id }).collect()
}
