//! 推进耕地保护网格化监督监管工作领导小组 and its members (R096, item 2.1).

use super::{
    AddLeadingGroup, AddLeadingMember, DeleteLeadingGroup, DeleteLeadingMember, EditLeadingGroup, EditLeadingMember,
    LeadingGroup, LeadingMember, check_period, grid_of_paper, scan,
};
use crate::{
    domain::{
        date::{Period, chinese},
        fault::Faults,
        grid::Level,
        id::{LeadingGroupId, LeadingMemberId, PostId},
        leading_group::{NAME, Seat},
        scan::ScanOwner,
        text,
    },
    ops::{OpFault, OpResult, Tx},
    store::{LeadingGroupRow, LeadingMemberRow},
};

pub(in crate::ops) fn add_group(tx: &mut Tx<'_>, args: AddLeadingGroup) -> OpResult<String> {
    let id = LeadingGroupId(tx.make());
    let row = checked(tx, id, args.facts)?;
    tx.store.put_leading_group(&row)?;
    scan::keep(tx, ScanOwner::LeadingGroup(id), args.files)?;
    Ok(format!("成立领导小组：{}（{}起）", words(tx, &row)?, chinese(row.period.from)))
}

pub(in crate::ops) fn edit_group(tx: &mut Tx<'_>, args: EditLeadingGroup) -> OpResult<String> {
    let old = stored(tx, args.leading_group)?;
    let row = checked(tx, args.leading_group, args.facts)?;
    holds_its_members(tx, &row)?;
    tx.store.put_leading_group(&row)?;
    Ok(match row.period.until {
        Some(until) if old.period.until.is_none() => {
            format!("撤销领导小组：{}（{}起）", words(tx, &row)?, chinese(until))
        }
        _ => format!("修改领导小组：{}", words(tx, &row)?),
    })
}

pub(in crate::ops) fn delete_group(tx: &mut Tx<'_>, args: DeleteLeadingGroup) -> OpResult<String> {
    let row = stored(tx, args.leading_group)?;
    let members = tx.store.leading_members(row.id)?.len();
    tx.store.delete_scans(ScanOwner::LeadingGroup(row.id))?;
    tx.store.delete_leading_group(row.id)?;
    Ok(format!("删除领导小组：{}及其成员 {members} 名", words(tx, &row)?))
}

fn stored(tx: &Tx<'_>, id: LeadingGroupId) -> OpResult<LeadingGroupRow> {
    tx.store.leading_group(id)?.ok_or_else(|| OpFault::not_found("领导小组", id))
}

pub(super) fn name_of(tx: &Tx<'_>, id: LeadingGroupId) -> OpResult<String> {
    words(tx, &stored(tx, id)?)
}

/// 「罕台镇 推进耕地保护网格化监督监管工作领导小组」.
fn words(tx: &Tx<'_>, row: &LeadingGroupRow) -> OpResult<String> {
    let grid = tx.store.grid_near(row.grid, row.period.from)?.map(|grid| grid.facts.name).unwrap_or_default();
    Ok(format!("{grid} {}", row.name))
}

fn checked(tx: &Tx<'_>, id: LeadingGroupId, facts: LeadingGroup) -> OpResult<LeadingGroupRow> {
    let mut faults = Faults::default();
    let typed = if facts.name.trim().is_empty() { NAME } else { &facts.name };
    let name = faults.take("name", text::name("领导小组名称", typed));
    let document = faults.take("document", text::line("成立文件", &facts.document, text::LINE_MAX));
    let note = faults.take("note", text::prose("备注", &facts.note, text::PROSE_MAX));
    let period = check_period(&mut faults, facts.from, facts.until);
    let (Some(name), Some(document), Some(note), Some(period)) = (name, document, note, period) else {
        return Err(faults.into());
    };
    let grid = grid_of_paper(tx, "grid", facts.grid, period.from, &[Level::District, Level::Town])?;
    let groups = tx.store.leading_groups()?;
    let mut twins = groups.iter().filter(|other| other.id != id && other.grid == grid.id && other.name == name);
    if let Some(twin) = twins.find(|other| other.period.overlaps(&period)) {
        let message = format!(
            "{}已有同名的领导小组（{}），请修改原来的，或先填写它的撤销日期",
            grid.facts.name,
            twin.period.chinese()
        );
        return Err(OpFault::field("name", message));
    }
    Ok(LeadingGroupRow { id, grid: grid.id, name, document, period, note })
}

/// A group's time cannot be cut so that members stand outside it.
fn holds_its_members(tx: &Tx<'_>, group: &LeadingGroupRow) -> OpResult<()> {
    let members = tx.store.leading_members(group.id)?;
    if members.iter().any(|member| member.period.from < group.period.from) {
        return Err(OpFault::field("from", "有成员的起始日期早于这一天，请先修改这些成员的起始日期"));
    }
    let Some(until) = group.period.until else { return Ok(()) };
    if members.iter().any(|member| member.period.from >= until) {
        return Err(OpFault::field("until", "有成员在这一天或之后才加入，请先修改这些成员的起始日期"));
    }
    if members.iter().any(|member| member.period.until.is_some_and(|left| left > until)) {
        return Err(OpFault::field("until", "有成员的退出日期晚于这一天，请先修改这些成员的退出日期"));
    }
    Ok(())
}

pub(in crate::ops) fn add_member(tx: &mut Tx<'_>, args: AddLeadingMember) -> OpResult<String> {
    let group = stored(tx, args.leading_group)?;
    let members = tx.store.leading_members(group.id)?;
    let ordinal = members.iter().map(|member| member.ordinal).max().unwrap_or(0) + 1;
    let id = LeadingMemberId(tx.make());
    let row = checked_member(tx, &group, &members, id, ordinal, args.facts)?;
    tx.store.put_leading_member(&row)?;
    Ok(format!("加入领导小组：{} {}", row.part.label(), seat_words(tx, &row)?))
}

pub(in crate::ops) fn edit_member(tx: &mut Tx<'_>, args: EditLeadingMember) -> OpResult<String> {
    let old = stored_member(tx, args.leading_member)?;
    let group = stored(tx, old.group)?;
    let members = tx.store.leading_members(group.id)?;
    let row = checked_member(tx, &group, &members, old.id, old.ordinal, args.facts)?;
    tx.store.put_leading_member(&row)?;
    let seat = seat_words(tx, &row)?;
    Ok(match row.period.until {
        Some(until) if old.period.until.is_none() => format!("退出领导小组：{seat}（{}起）", chinese(until)),
        _ => format!("修改领导小组成员：{} {seat}", row.part.label()),
    })
}

pub(in crate::ops) fn delete_member(tx: &mut Tx<'_>, args: DeleteLeadingMember) -> OpResult<String> {
    let row = stored_member(tx, args.leading_member)?;
    tx.store.delete_leading_member(row.id)?;
    Ok(format!("删除领导小组成员：{} {}", row.part.label(), seat_words(tx, &row)?))
}

fn stored_member(tx: &Tx<'_>, id: LeadingMemberId) -> OpResult<LeadingMemberRow> {
    tx.store.leading_member(id)?.ok_or_else(|| OpFault::not_found("领导小组成员", id))
}

fn seat_words(tx: &Tx<'_>, row: &LeadingMemberRow) -> OpResult<String> {
    match row.seat {
        Seat::Post(post) => tx.post(post).map(|post| post.unit_name + &post.title),
        Seat::Person(person) => tx.person(person).map(|person| person.name),
    }
}

fn checked_member(
    tx: &Tx<'_>,
    group: &LeadingGroupRow,
    members: &[LeadingMemberRow],
    id: LeadingMemberId,
    ordinal: i64,
    facts: LeadingMember,
) -> OpResult<LeadingMemberRow> {
    let mut faults = Faults::default();
    let title = faults.take("title", text::line("加入时职务", &facts.title, text::NAME_MAX));
    let period = check_period(&mut faults, facts.from.unwrap_or(group.period.from), facts.until);
    if period
        .is_some_and(|period| !group.period.covers(&Period { until: period.until.or(group.period.until), ..period }))
    {
        faults.add("from", format!("领导小组的存续时间是{}，成员的起止日期应在其中", group.period.chinese()));
    }
    let (Some(title), Some(period), true) = (title, period, faults.is_empty()) else { return Err(faults.into()) };
    let title = match facts.seat {
        Seat::Post(post) => seat_of_post(tx, post, &period).map(|()| String::new())?,
        Seat::Person(person) => tx.person(person).map(|_| title)?,
    };
    let mut twins =
        members.iter().filter(|other| other.id != id && other.seat == facts.seat && other.part == facts.part);
    if let Some(twin) = twins.find(|other| other.period.overlaps(&period)) {
        let message = format!("已经是{}（{}），不用重复加入", twin.part.label(), twin.period.chinese());
        return Err(OpFault::field("seat", message));
    }
    Ok(LeadingMemberRow {
        id,
        group: group.id,
        part: facts.part,
        seat: facts.seat,
        title,
        period,
        ordinal,
        unit_name: None,
        post_title: None,
        person_name: None,
    })
}

/// A post must exist when its holder joins.
fn seat_of_post(tx: &Tx<'_>, post: PostId, period: &Period) -> OpResult<()> {
    let post = tx.post(post)?;
    if post.period.overlaps(period) {
        return Ok(());
    }
    let (name, time) = (post.unit_name + &post.title, post.period.chinese());
    Err(OpFault::field("seat", format!("职务「{name}」的存续时间是{time}，请选择当时有效的职务")))
}
