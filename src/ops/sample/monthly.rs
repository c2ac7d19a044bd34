//! 月报 and 听取汇报 of the sample's last months: most handed in, some late, a few missing; from a source of chance of its own.

use chrono::{Days, NaiveDate};

use crate::{
    domain::{hearing::HearingPart, id::HearingId, id::MonthlyReportId, month::Month, random::Random},
    ops::{
        OpResult, Tx,
        query::monthly::{board_of, counts, receivers},
    },
    store::{HearingRow, MonthlyReportRow},
};

/// Months that have reports.
const MONTHS: usize = 6;
const PUBLICITY: [&str; 4] =
    ["入户宣传耕地保护政策", "发放明白纸，讲解撂荒的后果", "村民小组会上讲解“谁使用、谁负责”", ""];
const SIGNS: [&str; 3] = ["标志牌完好", "已清理标志牌周边杂物", ""];

/// Reports of the last full months before `today`, and a hearing of each town in every quarter.
pub(super) fn write(tx: &mut Tx<'_>, today: NaiveDate, seed: u64) -> OpResult<()> {
    let mut random = Random::new(seed ^ 0x6D6F_6E74_686C_7921);
    let mut month = Month::of(today).previous();
    for age in 0..MONTHS {
        reports(tx, month, today, age, &mut random)?;
        if age % 3 == 0 {
            hearings(tx, month, today, &mut random)?;
        }
        month = month.previous();
    }
    Ok(())
}

fn reports(tx: &mut Tx<'_>, month: Month, today: NaiveDate, age: usize, random: &mut Random) -> OpResult<()> {
    let board = board_of(tx.store, month, today, None)?;
    let ledgers = counts(tx.store, month, None)?;
    let mut receiver = (None, None);
    for line in board.members.iter().filter(|line| line.left.is_none()) {
        // One in twelve is missing in the newest month, fewer before; one in nine is late.
        let (missing, late, choice) = (random.bits() % 12, random.bits() % 9, random.bits() as usize);
        if missing == 0 && (age == 0 || choice % 4 == 0) {
            continue;
        }
        let shift = if late == 0 { 1 + random.bits() % 6 } else { 0 };
        let on = if late == 0 {
            board.due.on + Days::new(shift)
        } else {
            month.next().first() + Days::new(random.bits() % 4)
        };
        if on > today {
            continue;
        }
        if receiver.0 != Some(line.village) {
            let first = receivers(tx.store, line.village, on)?.into_iter().next();
            receiver = (Some(line.village), first.map(|one| one.person));
        }
        let counts = ledgers.get(&(line.person, line.village)).copied().unwrap_or_default();
        let nil = counts.findings + counts.problems == 0;
        let id = MonthlyReportId(tx.id());
        tx.store.put_monthly_report(&MonthlyReportRow {
            id,
            person: line.person,
            grid: line.village,
            month,
            submitted_on: on,
            receiver: receiver.1,
            nil,
            counts,
            patrolled: counts.words(),
            found: if nil {
                String::new()
            } else {
                format!("本月 {} 次巡查发现问题，已按程序上报", counts.findings.max(counts.problems))
            },
            publicity: PUBLICITY[choice % PUBLICITY.len()].to_owned(),
            signs: SIGNS[choice / 4 % SIGNS.len()].to_owned(),
            other: String::new(),
        })?;
    }
    Ok(())
}

/// The leaders of a town hear the heads of its villages.
fn hearings(tx: &mut Tx<'_>, month: Month, today: NaiveDate, random: &mut Random) -> OpResult<()> {
    let board = board_of(tx.store, month, today, None)?;
    let held_on = month.first() + Days::new(9 + random.bits() % 12);
    for town in &board.towns {
        // The duties of a town begin with its 总监督人.
        let leaders = tx.store.people_of_duties(town.grid, held_on)?;
        let heard_by: Vec<_> = leaders.into_iter().map(|one| one.person).take(1).collect();
        let mut reporters = Vec::new();
        for village in board.villages.iter().filter(|village| village.town == Some(town.grid)).take(4) {
            reporters.extend(receivers(tx.store, village.grid, held_on)?.into_iter().map(|one| one.person).take(1));
        }
        reporters.retain(|person| !heard_by.contains(person));
        if heard_by.is_empty() || reporters.is_empty() || random.bits().is_multiple_of(4) {
            continue;
        }
        let id = HearingId(tx.id());
        tx.store.put_hearing(&HearingRow {
            id,
            grid: town.grid,
            held_on,
            place: "会议室".to_owned(),
            matters: "各村（社区）汇报巡查、问题整改和月报报送情况".to_owned(),
            decisions: "按时报送月报，发现问题及时劝阻并上报".to_owned(),
            follow_up: String::new(),
            note: String::new(),
        })?;
        for (part, people) in [(HearingPart::Hears, heard_by), (HearingPart::Reports, reporters)] {
            for (person, place) in people.into_iter().zip(1..) {
                let link = tx.id();
                tx.store.add_hearing_person(link, id, person, part, place)?;
            }
        }
    }
    Ok(())
}
