//! The mechanism ledgers as sheets: 网格划分报备情况表, 领导小组成员名单, 目标责任书台账.

use chrono::NaiveDate;

use super::{FilingLine, GroupLine, PledgeLine, filings, groups, pledges};
use crate::{
    domain::{
        area::Area,
        date::chinese,
        filing::DeadlineSource,
        id::LeadingGroupId,
        ledger::{Column, FILINGS, GROUP_MEMBERS, PLEDGES},
        pledge::Tier,
        sheet::{Ledger, LedgerColumn},
    },
    ops::{OpFault, OpResult, Workspace, query::sheets::frame},
};

/// Characters of a title that stand on one line of an upright sheet.
const TITLE_LINE: usize = 18;

/// 网格划分报备情况表 of a year.
///
/// # Errors
/// Only those of the store.
pub fn filings_sheet(ws: &Workspace, year: i32, as_of: NaiveDate) -> OpResult<Ledger> {
    let all = filings(ws, year, as_of)?;
    let mut remarks = vec![match all.deadline.source {
        DeadlineSource::Set if all.basis.is_empty() => format!("报备截止日期：{}。", chinese(all.deadline.on)),
        DeadlineSource::Set => format!("报备截止日期：{}（{}）。", chinese(all.deadline.on), all.basis),
        source => format!("报备截止日期：{}（{}）。", chinese(all.deadline.on), source.label()),
    }];
    remarks.push("迟报天数自截止日期次日起计算，仅供考核参考，不自动扣分。".to_owned());
    Ok(Ledger {
        frame: frame(ws, as_of)?,
        title: format!("{year}年度网格划分报备情况表"),
        scope: all.summary(),
        upright: false,
        columns: LedgerColumn::printed(FILINGS),
        rows: all
            .lines
            .iter()
            .zip(1..)
            .map(|(line, place)| row(FILINGS, |key| filing_cell(line, place, key)))
            .collect(),
        remarks,
    })
}

/// Cells in the order of the columns.
fn row(columns: &[Column], cell: impl Fn(&str) -> String) -> Vec<String> {
    columns.iter().filter(|column| column.weight > 0).map(|column| cell(column.key)).collect()
}

/// A cell of [`FILINGS`] for screen and paper (A11).
pub fn filing_cell(line: &FilingLine, place: usize, key: &str) -> String {
    let first = line.filings.first();
    match key {
        "place" => place.to_string(),
        "grid" => line.name.clone(),
        "filed_on" => first.map(|made| chinese(made.on)).unwrap_or_default(),
        "state" => line.state.label(),
        "receiver" => first.map(|made| made.receiver.clone()).unwrap_or_default(),
        "document" => first.map(|made| made.document.clone()).unwrap_or_default(),
        "later" => line.filings.iter().skip(1).map(|made| chinese(made.on)).collect::<Vec<_>>().join("、"),
        _ => first.map(|made| made.note.clone()).unwrap_or_default(),
    }
}

/// 领导小组成员名单 as of a day.
///
/// # Errors
/// [`OpFault::NotFound`] when there is no such group on the day or before it.
pub fn group_sheet(ws: &Workspace, id: LeadingGroupId, as_of: NaiveDate) -> OpResult<Ledger> {
    let book = groups(ws, as_of)?;
    let group = book.groups.iter().find(|group| group.id == id);
    let group = group.ok_or_else(|| OpFault::not_found("领导小组", id))?;
    let mut scope = format!("{}　{}", group.grid_name, group.period.chinese());
    if !group.document.is_empty() {
        scope = format!("{scope}　{}", group.document);
    }
    Ok(Ledger {
        frame: frame(ws, as_of)?,
        title: group_title(group),
        scope,
        upright: true,
        columns: LedgerColumn::printed(GROUP_MEMBERS),
        rows: member_rows(group),
        remarks: Vec::new(),
    })
}

/// 「罕台镇推进耕地保护网格化监督监管工作领导小组成员名单」, without saying the place twice; long ones break before the last words.
fn group_title(group: &GroupLine) -> String {
    let named = group.name.contains(&group.grid_name);
    let name = if named { group.name.clone() } else { group.grid_name.clone() + &group.name };
    match name.strip_suffix("领导小组") {
        Some(front) if name.chars().count() > TITLE_LINE => format!("{front}\n领导小组成员名单"),
        _ => format!("{name}成员名单"),
    }
}

fn member_rows(group: &GroupLine) -> Vec<Vec<String>> {
    let members = group.members.iter().zip(1..);
    members
        .map(|(member, place): (_, usize)| {
            row(GROUP_MEMBERS, |key| match key {
                "place" => place.to_string(),
                "part" => member.part.label().to_owned(),
                "name" => member.name.clone(),
                "post" => member.post.clone(),
                "since" => chinese(member.period.from),
                _ => member.state.label().to_owned(),
            })
        })
        .collect()
}

/// 目标责任书台账 of a year, tier by tier.
///
/// # Errors
/// Only those of the store.
pub fn pledges_sheet(ws: &Workspace, year: i32, as_of: NaiveDate) -> OpResult<Ledger> {
    let all = pledges(ws, year, as_of)?;
    let counted = Tier::ALL.map(|tier| (tier, all.signed(tier)));
    let scope: Vec<String> = counted
        .iter()
        .filter(|(_, (_, count))| *count > 0)
        .map(|(tier, (signed, count))| format!("{} 已签 {signed}/{count} 份", tier.label()))
        .collect();
    Ok(Ledger {
        frame: frame(ws, as_of)?,
        title: format!("{year}年度耕地保护目标责任书台账"),
        scope: scope.join("；"),
        upright: false,
        columns: LedgerColumn::printed(PLEDGES),
        rows: all
            .lines
            .iter()
            .zip(1..)
            .map(|(line, place)| row(PLEDGES, |key| pledge_cell(line, place, key)))
            .collect(),
        remarks: Vec::new(),
    })
}

/// A cell of [`PLEDGES`] for screen and paper (A11).
pub fn pledge_cell(line: &PledgeLine, place: usize, key: &str) -> String {
    let area = |area: Option<Area>| area.map(Area::grouped).unwrap_or_default();
    match key {
        "place" => place.to_string(),
        "upper" => line.upper_name.clone(),
        "grid" => line.grid_name.clone(),
        "upper_signer" => line.upper.named(),
        "signer" => line.lower.named(),
        "farmland" => area(line.targets.farmland),
        "permanent" => area(line.targets.permanent),
        "signed_on" => line.signed_on.map_or_else(|| line.state.label().to_owned(), chinese),
        _ => line.note.clone(),
    }
}
