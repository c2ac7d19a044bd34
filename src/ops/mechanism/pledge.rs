//! 目标责任书: targets of a year and who signed for them (R014, R068, G47).

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{
    DeletePledge, EditPledge, Pledge, RegisterPledges, SignPledge, check_done, check_year, grid_of_paper, scan,
};
use crate::{
    domain::{
        date::chinese,
        fault::Faults,
        grid::Level,
        id::{GridId, PledgeId, PostId},
        pledge::{Signer, Targets, Tier},
        roster::{DutyHolder, Role},
        scan::ScanOwner,
        text,
    },
    ops::{OpFault, OpResult, Tx},
    store::{GridRow, PledgeRow},
};

pub(in crate::ops) fn sign(tx: &mut Tx<'_>, args: SignPledge) -> OpResult<String> {
    let id = PledgeId(tx.make());
    let row = checked(tx, id, args.facts)?;
    tx.store.put_pledge(&row)?;
    scan::keep(tx, ScanOwner::Pledge(id), args.files)?;
    Ok(format!("登记目标责任书：{}", words(tx, &row)?))
}

pub(in crate::ops) fn edit_pledge(tx: &mut Tx<'_>, args: EditPledge) -> OpResult<String> {
    stored(tx, args.pledge)?;
    let row = checked(tx, args.pledge, args.facts)?;
    tx.store.put_pledge(&row)?;
    Ok(format!("修改目标责任书：{}", words(tx, &row)?))
}

pub(in crate::ops) fn delete_pledge(tx: &mut Tx<'_>, args: DeletePledge) -> OpResult<String> {
    let row = stored(tx, args.pledge)?;
    tx.store.delete_scans(ScanOwner::Pledge(row.id))?;
    tx.store.delete_pledge(row.id)?;
    Ok(format!("删除目标责任书：{}", words(tx, &row)?))
}

/// Every row is checked before anything is answered; the faults name the grid.
pub(in crate::ops) fn register_pledges(tx: &mut Tx<'_>, args: RegisterPledges) -> OpResult<String> {
    if args.rows.is_empty() {
        return Err(OpFault::field("rows", "一行也没有填写，请至少填写一个网格的目标或签订日期"));
    }
    let (mut faults, count) = (Faults::default(), args.rows.len());
    let mut seen = BTreeSet::new();
    for entry in args.rows {
        if !seen.insert(entry.grid) {
            let name = tx.store.grid_near(entry.grid, tx.today)?.map(|row| row.facts.name).unwrap_or_default();
            faults.add("rows", format!("{name}：在表中填了两次，一年只有一份责任书，请只留一行"));
            continue;
        }
        let known = tx.store.pledges_of_grid(entry.grid, args.year)?.into_iter().next();
        let (id, facts) = match known {
            Some(row) => (row.id, facts_of(row)),
            None => (PledgeId(tx.make()), blank(entry.grid, args.year)),
        };
        let facts = Pledge { on: entry.on, farmland: entry.farmland, permanent: entry.permanent, ..facts };
        match checked(tx, id, facts) {
            Ok(row) => tx.store.put_pledge(&row)?,
            Err(OpFault::Input(found)) => {
                let name = tx.store.grid_near(entry.grid, tx.today)?.map(|row| row.facts.name).unwrap_or_default();
                found.0.into_iter().for_each(|fault| faults.add("rows", format!("{name}：{}", fault.message)));
            }
            Err(other) => return Err(other),
        }
    }
    faults.or(format!("批量登记{}年度目标责任书 {count} 份", args.year)).map_err(OpFault::from)
}

fn blank(grid: GridId, year: i32) -> Pledge {
    Pledge {
        grid,
        year,
        on: None,
        farmland: None,
        permanent: None,
        upper_post: None,
        upper_person: None,
        post: None,
        person: None,
        document: String::new(),
        note: String::new(),
    }
}

fn facts_of(row: PledgeRow) -> Pledge {
    Pledge {
        upper_post: row.upper.post,
        upper_person: row.upper.person,
        post: row.lower.post,
        person: row.lower.person,
        document: row.document,
        note: row.note,
        ..blank(row.grid, row.year)
    }
}

fn stored(tx: &Tx<'_>, id: PledgeId) -> OpResult<PledgeRow> {
    tx.store.pledge(id)?.ok_or_else(|| OpFault::not_found("目标责任书", id))
}

pub(super) fn name_of(tx: &Tx<'_>, id: PledgeId) -> OpResult<String> {
    words(tx, &stored(tx, id)?)
}

/// 「罕台镇 2025年度」.
fn words(tx: &Tx<'_>, row: &PledgeRow) -> OpResult<String> {
    let grid = tx.store.grid_near(row.grid, day_of(row.year, row.signed_on))?;
    Ok(format!("{} {}年度", grid.map(|grid| grid.facts.name).unwrap_or_default(), row.year))
}

/// The day whose tree a 责任书 speaks of: that of signing, or the end of its year while it is not signed.
pub(in crate::ops) fn day_of(year: i32, signed_on: Option<NaiveDate>) -> NaiveDate {
    signed_on.or_else(|| NaiveDate::from_ymd_opt(year, 12, 31)).unwrap_or_default()
}

fn checked(tx: &mut Tx<'_>, id: PledgeId, facts: Pledge) -> OpResult<PledgeRow> {
    let mut faults = Faults::default();
    let year = faults.take("year", check_year(facts.year));
    let on = faults.take("on", facts.on.map(|on| check_done("签订日期", on, tx.today)).transpose());
    let document = faults.take("document", text::line("文号", &facts.document, text::LINE_MAX));
    let note = faults.take("note", text::prose("备注", &facts.note, text::PROSE_MAX));
    let targets = Targets { farmland: facts.farmland, permanent: facts.permanent };
    if facts.on.is_none() && targets == Targets::default() {
        faults.add("on", "请填写签订日期，或至少填写一项目标");
    }
    let (Some(year), Some(on), Some(document), Some(note), true) = (year, on, document, note, faults.is_empty()) else {
        return Err(faults.into());
    };
    let levels = Tier::ALL.map(Tier::level);
    let grid = grid_of_paper(tx, "grid", facts.grid, day_of(year, on).min(tx.today), &levels)?;
    one_a_year(tx, id, &grid, year)?;
    let mut upper = Signer { post: facts.upper_post, person: facts.upper_person };
    let mut lower = Signer { post: facts.post, person: facts.person };
    if let Some(on) = on {
        if upper.is_open()
            && let Some(above) = grid.facts.parent
        {
            upper = answering(tx, above, on)?;
        }
        if lower.is_open() {
            lower = answering(tx, grid.id, on)?;
        }
        signs(tx, "upper_post", &upper, on)?;
        signs(tx, "post", &lower, on)?;
    }
    if let Some(doubt) = targets.doubt() {
        tx.warn(format!("{}：{doubt}", grid.facts.name));
    }
    Ok(PledgeRow { id, year, grid: grid.id, signed_on: on, upper, lower, targets, document, note })
}

/// One 责任书 a grid and year (G47).
fn one_a_year(tx: &Tx<'_>, id: PledgeId, grid: &GridRow, year: i32) -> OpResult<()> {
    match tx.store.pledges_of_grid(grid.id, year)?.iter().find(|other| other.id != id) {
        Some(other) => {
            let state = other.signed_on.map_or("未签订".to_owned(), |on| format!("{}签订", chinese(on)));
            let message = format!("{}已有 {year} 年度的责任书（{state}），请修改原来的记录", grid.facts.name);
            Err(OpFault::field("grid", message))
        }
        None => Ok(()),
    }
}

/// Whoever answers for a grid on a day: the post of its 总监督人, its 监督人 or its first 网格员.
fn answering(tx: &Tx<'_>, grid: GridId, day: NaiveDate) -> OpResult<Signer> {
    let role = match tx.level(grid)? {
        Level::District | Level::Town => Role::ChiefSupervisor,
        Level::Village => Role::Supervisor,
        Level::Group => Role::GridMember,
    };
    let duties = tx.store.duties_of_grid(grid, day)?;
    let holder = duties.iter().find(|row| row.duty.role == role).map(|row| row.duty.holder);
    Ok(match holder {
        Some(DutyHolder::Post(post)) => Signer { post: Some(post), person: None },
        Some(DutyHolder::Person(person)) => Signer { post: None, person: Some(person) },
        None => Signer::default(),
    })
}

/// A post must exist on the day of signing, a person at all.
fn signs(tx: &Tx<'_>, field: &'static str, signer: &Signer, on: NaiveDate) -> OpResult<()> {
    if let Some(person) = signer.person {
        tx.person(person)?;
    }
    let Some(post) = signer.post.map(|post: PostId| tx.post(post)).transpose()? else { return Ok(()) };
    if post.period.contains(on) {
        return Ok(());
    }
    let (name, time) = (post.unit_name + &post.title, post.period.chinese());
    Err(OpFault::field(field, format!("职务「{name}」的存续时间是{time}，签订日期不在其中，请核对")))
}
