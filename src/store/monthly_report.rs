//! 月报, by when they are due, and what the ledgers hold of a member's month.

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, Row, params};

use super::{
    Store, StoreResult,
    value::{period, read_word},
};
use crate::domain::{
    date::Period,
    id::{GridId, MonthlyReportId, PersonId},
    month::Month,
    monthly_report::{Counts, DueRule},
    patrol::{Finding, PatrolKind},
};

/// A report as it was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthlyReportRow {
    pub id: MonthlyReportId,
    pub person: PersonId,
    /// The village or community it is handed to.
    pub grid: GridId,
    pub month: Month,
    pub submitted_on: NaiveDate,
    pub receiver: Option<PersonId>,
    /// 无问题.
    pub nil: bool,
    pub counts: Counts,
    /// 巡查情况.
    pub patrolled: String,
    /// 发现问题.
    pub found: String,
    /// 宣传教育.
    pub publicity: String,
    /// 标志牌.
    pub signs: String,
    pub other: String,
}

/// A 网格员 duty with the member's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberRow {
    pub person: PersonId,
    pub name: String,
    /// 身份.
    pub title: String,
    /// The group the duty is for.
    pub group: GridId,
    pub period: Period,
}

/// One patrol as a month's count needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PatrolOfPerson {
    pub person: PersonId,
    pub grid: GridId,
    pub date: NaiveDate,
    pub kind: PatrolKind,
    pub finding: Finding,
}

const REPORT: &str = "select id, person_id, grid_id, month, submitted_on, receiver_id, nil, routine, field, inspection, joint, \
    guidance, special, days, findings, problems, patrolled, found, publicity, signs, other from monthly_report";

fn report_row(row: &Row<'_>) -> rusqlite::Result<MonthlyReportRow> {
    let mut patrols = [0; 6];
    for (place, count) in patrols.iter_mut().enumerate() {
        *count = row.get(7 + place)?;
    }
    Ok(MonthlyReportRow {
        id: MonthlyReportId(row.get(0)?),
        person: PersonId(row.get(1)?),
        grid: GridId(row.get(2)?),
        month: Month::of(row.get(3)?),
        submitted_on: row.get(4)?,
        receiver: row.get::<_, Option<i64>>(5)?.map(PersonId),
        nil: row.get(6)?,
        counts: Counts { patrols, days: row.get(13)?, findings: row.get(14)?, problems: row.get(15)? },
        patrolled: row.get(16)?,
        found: row.get(17)?,
        publicity: row.get(18)?,
        signs: row.get(19)?,
        other: row.get(20)?,
    })
}

impl Store {
    /// Adds a report, or rewrites the one of this id.
    pub fn put_monthly_report(&self, report: &MonthlyReportRow) -> StoreResult<()> {
        let [routine, field, inspection, joint, guidance, special] = report.counts.patrols;
        self.conn
            .prepare_cached(
                "insert into monthly_report (id, person_id, grid_id, month, submitted_on, receiver_id, nil, routine, field, \
                 inspection, joint, guidance, special, days, findings, problems, patrolled, found, publicity, signs, other) \
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21) \
                 on conflict (id) do update set person_id = ?2, grid_id = ?3, month = ?4, submitted_on = ?5, receiver_id = ?6, \
                 nil = ?7, routine = ?8, field = ?9, inspection = ?10, joint = ?11, guidance = ?12, special = ?13, days = ?14, \
                 findings = ?15, problems = ?16, patrolled = ?17, found = ?18, publicity = ?19, signs = ?20, other = ?21",
            )?
            .execute(params![
                report.id.0,
                report.person.0,
                report.grid.0,
                report.month.first(),
                report.submitted_on,
                report.receiver.map(|person| person.0),
                report.nil,
                routine,
                field,
                inspection,
                joint,
                guidance,
                special,
                report.counts.days,
                report.counts.findings,
                report.counts.problems,
                report.patrolled,
                report.found,
                report.publicity,
                report.signs,
                report.other
            ])?;
        Ok(())
    }

    pub fn delete_monthly_report(&self, id: MonthlyReportId) -> StoreResult<()> {
        self.conn.prepare_cached("delete from monthly_report where id = ?1")?.execute([id.0])?;
        Ok(())
    }

    pub fn monthly_report(&self, id: MonthlyReportId) -> StoreResult<Option<MonthlyReportRow>> {
        let mut find = self.conn.prepare_cached(&format!("{REPORT} where id = ?1"))?;
        Ok(find.query_row([id.0], report_row).optional()?)
    }

    /// What somebody reported to a village for a month.
    pub fn monthly_report_of(
        &self,
        person: PersonId,
        grid: GridId,
        month: Month,
    ) -> StoreResult<Option<MonthlyReportRow>> {
        let mut find =
            self.conn.prepare_cached(&format!("{REPORT} where person_id = ?1 and grid_id = ?2 and month = ?3"))?;
        Ok(find.query_row(params![person.0, grid.0, month.first()], report_row).optional()?)
    }

    /// Every report of the months from `first` to `last`, month by month.
    pub fn monthly_reports(&self, first: Month, last: Month) -> StoreResult<Vec<MonthlyReportRow>> {
        let mut find =
            self.conn.prepare_cached(&format!("{REPORT} where month between ?1 and ?2 order by month, id"))?;
        let rows = find.query_map(params![first.first(), last.first()], report_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The first and the last month with a report.
    pub fn monthly_report_months(&self) -> StoreResult<Option<(Month, Month)>> {
        let mut find = self.conn.prepare_cached("select min(month), max(month) from monthly_report")?;
        let ends: (Option<NaiveDate>, Option<NaiveDate>) = find.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(ends.0.zip(ends.1).map(|(first, last)| (Month::of(first), Month::of(last))))
    }

    /// From which months on the district has set which day.
    pub fn monthly_due_rules(&self) -> StoreResult<Vec<DueRule>> {
        let mut find = self.conn.prepare_cached("select month, day, basis from monthly_due order by month")?;
        let rows = find
            .query_map([], |row| Ok(DueRule { from: Month::of(row.get(0)?), day: row.get(1)?, basis: row.get(2)? }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Sets the day from a month on; a rule that begins with the same month gives way.
    pub fn set_monthly_due(&self, id: i64, rule: &DueRule) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "insert into monthly_due (id, month, day, basis) values (?1, ?2, ?3, ?4) \
                 on conflict (month) do update set day = ?3, basis = ?4",
            )?
            .execute(params![id, rule.from.first(), rule.day, rule.basis])?;
        Ok(())
    }

    /// Takes the rule away that begins with a month; answers whether there was one.
    pub fn unset_monthly_due(&self, from: Month) -> StoreResult<bool> {
        Ok(self.conn.prepare_cached("delete from monthly_due where month = ?1")?.execute([from.first()])? > 0)
    }

    /// Every 网格员 duty in force on some day from `first` to `last`, oldest first.
    pub fn members_within(&self, first: NaiveDate, last: NaiveDate) -> StoreResult<Vec<MemberRow>> {
        let mut find = self.conn.prepare_cached(
            "select d.person_id, n.name, d.title, d.grid_id, d.valid_from, d.valid_to \
             from duty d join person n on n.id = d.person_id \
             where d.role = 'grid_member' and d.valid_from <= ?2 and (d.valid_to is null or d.valid_to > ?1) order by d.id",
        )?;
        let rows = find.query_map([first, last], |row| {
            Ok(MemberRow {
                person: PersonId(row.get(0)?),
                name: row.get(1)?,
                title: row.get(2)?,
                group: GridId(row.get(3)?),
                period: period(row, 4)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many problems of a stretch of time each person found, by grid; of one village when it is given.
    pub fn problems_by_finder(
        &self,
        first: NaiveDate,
        last: NaiveDate,
        grid: Option<GridId>,
    ) -> StoreResult<Vec<(PersonId, GridId, u32)>> {
        let mut find = self.conn.prepare_cached(
            "select x.person_id, p.grid_id, count(*) from problem p join problem_person x on x.problem_id = p.id \
             where p.found_on between ?1 and ?2 and (?3 is null or p.grid_id = ?3) group by x.person_id, p.grid_id",
        )?;
        let rows = find.query_map(params![first, last, grid.map(|grid| grid.0)], |row| {
            Ok((PersonId(row.get(0)?), GridId(row.get(1)?), row.get(2)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Every patrol of a stretch of time once for each who took part; of one village when it is given.
    pub fn patrols_by_person(
        &self,
        first: NaiveDate,
        last: NaiveDate,
        grid: Option<GridId>,
    ) -> StoreResult<Vec<PatrolOfPerson>> {
        let mut find = self.conn.prepare_cached(
            "select x.person_id, p.grid_id, p.date, p.kind, p.finding from patrol p join patrol_person x on x.patrol_id = p.id \
             where p.date between ?1 and ?2 and (?3 is null or p.grid_id = ?3)",
        )?;
        let mut rows = find.query(params![first, last, grid.map(|grid| grid.0)])?;
        let mut patrols = Vec::new();
        while let Some(row) = rows.next()? {
            patrols.push(PatrolOfPerson {
                person: PersonId(row.get(0)?),
                grid: GridId(row.get(1)?),
                date: row.get(2)?,
                kind: read_word("patrol.kind", row.get_ref(3)?.as_str().unwrap_or_default())?,
                finding: read_word("patrol.finding", row.get_ref(4)?.as_str().unwrap_or_default())?,
            });
        }
        Ok(patrols)
    }
}
