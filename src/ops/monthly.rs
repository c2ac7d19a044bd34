//! 月报: what 网格员 hand in to the village every month, one by one or 「无问题」 for many, and by when (R063, G40).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    OpFault, OpResult, StoredFile, Tx, mechanism,
    query::monthly::{board_of, counts, receivers},
};
use crate::{
    domain::{
        date::{self, chinese},
        fault::Faults,
        grid::Level,
        id::{GridId, MonthlyReportId, PersonId},
        month::Month,
        monthly_report::{Counts, DUE_DAY, DUE_DAYS, DueRule, SUGGESTED, Standing},
        scan::ScanOwner,
        text,
    },
    store::{MonthlyReportRow, Store},
};

/// What a member reports to a village for a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthlyReport {
    /// The 网格员.
    pub person: PersonId,
    /// The village or community.
    pub grid: GridId,
    pub month: Month,
    /// 报送日期.
    pub on: NaiveDate,
    /// 监督人 or 监管人 of the village.
    #[serde(default)]
    pub receiver: Option<PersonId>,
    /// 无问题.
    #[serde(default)]
    pub nil: bool,
    /// 巡查情况; nothing: the counts in words.
    #[serde(default)]
    pub patrolled: String,
    /// 发现问题.
    #[serde(default)]
    pub found: String,
    /// 宣传教育.
    #[serde(default)]
    pub publicity: String,
    /// 标志牌.
    #[serde(default)]
    pub signs: String,
    #[serde(default)]
    pub other: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubmitMonthlyReport {
    #[serde(flatten)]
    pub facts: MonthlyReport,
    #[serde(default)]
    pub files: Vec<StoredFile>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditMonthlyReport {
    pub monthly_report: MonthlyReportId,
    /// Takes the counts from the ledgers anew; otherwise they stay as they were handed in.
    #[serde(default)]
    pub recount: bool,
    #[serde(flatten)]
    pub facts: MonthlyReport,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeleteMonthlyReport {
    pub monthly_report: MonthlyReportId,
}

/// 「本村全部无问题」: a report of nothing found for everyone of a village who has not handed in, or for those named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubmitNilReports {
    pub grid: GridId,
    pub month: Month,
    pub on: NaiveDate,
    #[serde(default)]
    pub receiver: Option<PersonId>,
    /// Nobody: everyone who is due and has not handed in.
    #[serde(default)]
    pub people: Vec<PersonId>,
}

/// From which month on reports are due on which day of the month after; without a day, that rule is taken away (G40).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetMonthlyDue {
    pub from: Month,
    #[serde(default)]
    pub day: Option<u32>,
    /// The paper that sets it.
    #[serde(default)]
    pub basis: String,
}

pub(super) fn set_due(tx: &mut Tx<'_>, args: SetMonthlyDue) -> OpResult<String> {
    let mut faults = Faults::default();
    let from = faults.take("from", check_month(args.from));
    let day = faults.take("day", args.day.map(check_due_day).transpose());
    let basis = faults.take("basis", text::line("依据", &args.basis, text::LINE_MAX));
    let (Some(from), Some(day), Some(basis)) = (from, day, basis) else { return Err(faults.into()) };
    let Some(day) = day else {
        if tx.store.unset_monthly_due(from)? {
            return Ok(format!("取消自{}起的月报截止日", from.chinese()));
        }
        let message = format!("没有自{}起执行的月报截止日，不需要取消", from.chinese());
        return Err(OpFault::field("from", message));
    };
    let id = tx.id();
    tx.store.set_monthly_due(id, &DueRule { from, day, basis })?;
    Ok(format!("自{}起，月报截止日为次月{day}日", from.chinese()))
}

fn check_due_day(day: u32) -> Result<u32, String> {
    if DUE_DAYS.contains(&day) {
        Ok(day)
    } else {
        Err(format!("截止日应在 {}—{} 日之间（{SUGGESTED}：{DUE_DAY} 日）", DUE_DAYS.start(), DUE_DAYS.end()))
    }
}

fn check_month(month: Month) -> Result<Month, String> {
    date::check(month.first()).map(|_| month).map_err(|fault| fault.to_string())
}

pub(super) fn submit(tx: &mut Tx<'_>, args: SubmitMonthlyReport) -> OpResult<String> {
    let id = MonthlyReportId(tx.make());
    let (mut row, name) = checked(tx, id, args.facts)?;
    row.counts = counted(tx, &row)?;
    complete(tx, &mut row);
    tx.store.put_monthly_report(&row)?;
    mechanism::keep_scans(tx, ScanOwner::MonthlyReport(id), args.files)?;
    Ok(format!("报送月报：{name}{}", if row.nil { "（无问题）" } else { "" }))
}

pub(super) fn edit(tx: &mut Tx<'_>, args: EditMonthlyReport) -> OpResult<String> {
    let before = stored(tx.store, args.monthly_report)?;
    let (mut row, name) = checked(tx, args.monthly_report, args.facts)?;
    let same = (before.person, before.grid, before.month) == (row.person, row.grid, row.month);
    row.counts = if same && !args.recount { before.counts } else { counted(tx, &row)? };
    complete(tx, &mut row);
    tx.store.put_monthly_report(&row)?;
    Ok(format!("修改月报：{name}"))
}

pub(super) fn delete(tx: &mut Tx<'_>, args: DeleteMonthlyReport) -> OpResult<String> {
    let name = name_of(tx, args.monthly_report)?;
    tx.store.delete_scans(ScanOwner::MonthlyReport(args.monthly_report))?;
    tx.store.delete_monthly_report(args.monthly_report)?;
    Ok(format!("删除月报：{name}"))
}

pub(super) fn submit_nil(tx: &mut Tx<'_>, args: SubmitNilReports) -> OpResult<String> {
    let board = board_of(tx.store, args.month, tx.today, Some(args.grid))?;
    let due = |standing| matches!(standing, Standing::Awaited | Standing::Missing);
    let named = |person| args.people.is_empty() || args.people.contains(&person);
    let wanted: Vec<_> = board.members_of(args.grid).filter(|line| due(line.standing) && named(line.person)).collect();
    if wanted.is_empty() {
        let message = format!("{}没有需要报送月报而还没有报送的网格员", args.month.chinese());
        return Err(OpFault::field("people", message));
    }
    let ledgers = counts(tx.store, args.month, Some(args.grid))?;
    let mut submitted = 0;
    for line in wanted {
        let counts = ledgers.get(&(line.person, args.grid)).copied().unwrap_or_default();
        if counts.findings + counts.problems > 0 {
            tx.warn(format!("{}：台账中本月有发现问题的记录，没有按无问题报送，请单独填报", line.name));
            continue;
        }
        let id = MonthlyReportId(tx.make());
        let facts = MonthlyReport {
            person: line.person,
            grid: args.grid,
            month: args.month,
            on: args.on,
            receiver: args.receiver,
            nil: true,
            patrolled: String::new(),
            found: String::new(),
            publicity: String::new(),
            signs: String::new(),
            other: String::new(),
        };
        let (mut row, _) = checked(tx, id, facts)?;
        row.counts = counts;
        complete(tx, &mut row);
        tx.store.put_monthly_report(&row)?;
        submitted += 1;
    }
    tx.warnings.dedup();
    if submitted == 0 {
        let message = "没有可以按无问题报送的网格员：台账中都有发现问题的记录，请逐人填报";
        return Err(OpFault::field("people", message));
    }
    let village = board.village(args.grid).map_or("", |line| &line.name);
    Ok(format!("批量报送月报 {submitted} 份（无问题）：{village} {}", args.month.chinese()))
}

/// The report as it is stored.
fn stored(store: &Store, id: MonthlyReportId) -> OpResult<MonthlyReportRow> {
    store.monthly_report(id)?.ok_or_else(|| OpFault::not_found("月报", id))
}

/// The village of a report, for operators limited to a grid.
pub(super) fn grids_of(store: &Store, id: MonthlyReportId) -> OpResult<Vec<GridId>> {
    Ok(store.monthly_report(id)?.map(|row| row.grid).into_iter().collect())
}

/// 「撖家塔村 张三 2025年5月」.
pub(super) fn name_of(tx: &Tx<'_>, id: MonthlyReportId) -> OpResult<String> {
    let row = stored(tx.store, id)?;
    let person = tx.person(row.person)?.name;
    let village = tx.store.grid_near(row.grid, row.month.last())?.map(|row| row.facts.name).unwrap_or_default();
    Ok(words(&village, &person, row.month))
}

fn words(village: &str, person: &str, month: Month) -> String {
    format!("{village} {person} {}", month.chinese())
}

/// What the ledgers hold of the member's month.
fn counted(tx: &Tx<'_>, row: &MonthlyReportRow) -> OpResult<Counts> {
    Ok(counts(tx.store, row.month, Some(row.grid))?.remove(&(row.person, row.grid)).unwrap_or_default())
}

/// Says the counts in words where nothing was written, and says so when 无问题 does not fit the ledgers.
fn complete(tx: &mut Tx<'_>, row: &mut MonthlyReportRow) {
    if row.patrolled.is_empty() {
        row.patrolled = row.counts.words();
    }
    if row.nil && row.counts.findings + row.counts.problems > 0 {
        let times = row.counts.findings.max(row.counts.problems);
        tx.warn(format!("月报填了无问题，但台账中本月有 {times} 次发现问题的记录，请核对"));
    }
}

/// The row that a report makes, without its counts, and what people call it.
fn checked(tx: &mut Tx<'_>, id: MonthlyReportId, facts: MonthlyReport) -> OpResult<(MonthlyReportRow, String)> {
    let mut faults = Faults::default();
    let month = faults.take("month", check_month(facts.month));
    let on = faults.take("on", check_on(facts.on, facts.month, tx.today));
    let patrolled = faults.take("patrolled", text::prose("巡查情况", &facts.patrolled, text::PROSE_MAX));
    let found = faults.take("found", text::prose("发现问题", &facts.found, text::PROSE_MAX));
    let publicity = faults.take("publicity", text::prose("宣传教育", &facts.publicity, text::PROSE_MAX));
    let signs = faults.take("signs", text::prose("标志牌", &facts.signs, text::PROSE_MAX));
    let other = faults.take("other", text::prose("其他", &facts.other, text::PROSE_MAX));
    if month.is_some_and(|month| month.first() > tx.today) {
        faults.add("month", format!("{}还没有开始，请核对月份", facts.month.chinese()));
    }
    if facts.nil && found.as_ref().is_some_and(|found| !found.is_empty()) {
        faults.add("found", "选择了无问题，请不要填写发现的问题，或取消无问题");
    }
    let (Some(month), Some(on), Some(patrolled), Some(found), Some(publicity), Some(signs), Some(other), true) =
        (month, on, patrolled, found, publicity, signs, other, faults.is_empty())
    else {
        return Err(faults.into());
    };
    let name = member_of(tx, facts.person, facts.grid, month)?;
    let other_report = tx.store.monthly_report_of(facts.person, facts.grid, month)?.filter(|other| other.id != id);
    if let Some(other) = other_report {
        let message = format!("{name}的月报已在{}报送，请修改原来的月报", chinese(other.submitted_on));
        return Err(OpFault::field("person", message));
    }
    if on <= month.last() {
        tx.warn(format!("{}还没有结束，月报之后的巡查不会计入", month.chinese()));
    }
    if let Some(receiver) = facts.receiver {
        warn_of_receiver(tx, receiver, facts.grid, on)?;
    }
    let row = MonthlyReportRow {
        id,
        person: facts.person,
        grid: facts.grid,
        month,
        submitted_on: on,
        receiver: facts.receiver,
        nil: facts.nil,
        counts: Counts::default(),
        patrolled,
        found,
        publicity,
        signs,
        other,
    };
    Ok((row, name))
}

fn check_on(on: NaiveDate, month: Month, today: NaiveDate) -> Result<NaiveDate, String> {
    let on = date::check(on).map_err(|fault| fault.to_string())?;
    if on > today {
        Err("报送日期不能在今天之后，请核对".into())
    } else if on < month.first() {
        Err(format!("报送日期在{}之前，请核对", month.chinese()))
    } else {
        Ok(on)
    }
}

/// What people call the report of somebody who was 网格员 of a village in the month.
///
/// # Errors
/// Faults of `grid` when it is no village, of `person` when they held no such duty then.
fn member_of(tx: &Tx<'_>, person: PersonId, grid: GridId, month: Month) -> OpResult<String> {
    let day = month.last().min(tx.today);
    let village = tx.store.grid_near(grid, day)?.ok_or_else(|| OpFault::not_found("网格", grid))?;
    let name = &village.facts.name;
    if village.level != Level::Village {
        let message = format!("「{name}」是{}，月报报到村（社区），请选择村（社区）", village.level.label());
        return Err(OpFault::field("grid", message));
    }
    let who = tx.person(person)?.name;
    let board = board_of(tx.store, month, tx.today, Some(grid))?;
    if board.members_of(grid).any(|line| line.person == person) {
        return Ok(words(name, &who, month));
    }
    let message = format!("{who}在{}不是{name}的网格员，请核对人员、村（社区）和月份", month.chinese());
    Err(OpFault::field("person", message))
}

fn warn_of_receiver(tx: &mut Tx<'_>, receiver: PersonId, grid: GridId, on: NaiveDate) -> OpResult<()> {
    let who = tx.person(receiver)?.name;
    if !receivers(tx.store, grid, on)?.iter().any(|known| known.person == receiver) {
        tx.warn(format!("接收人{who}在{}不是该村（社区）的监督人或监管人，请核对", chinese(on)));
    }
    Ok(())
}
