//! Logging patrols: entry, change, removal, and the files kept with them (R061, R062, G38, G39, G51).

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{OpFault, OpResult, Refusal, StoredFile, Tx, files};
use crate::{
    domain::{
        date,
        grid::Level,
        id::{AttachmentId, GridId, PatrolId, PersonId},
        patrol::Patrol,
    },
    store::{AttachmentRow, GridRow, PatrolFilter, PatrolRow, Store},
};

/// 登记巡查.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogPatrol {
    #[serde(flatten)]
    pub patrol: Patrol,
    #[serde(default)]
    pub files: Vec<StoredFile>,
}

/// 修改巡查记录: the whole record as it should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditPatrol {
    pub id: PatrolId,
    #[serde(flatten)]
    pub patrol: Patrol,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeletePatrol {
    pub id: PatrolId,
}

/// Adds files that the workspace already keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachFiles {
    pub patrol: PatrolId,
    pub files: Vec<StoredFile>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DetachFile {
    pub attachment: AttachmentId,
}

pub(super) fn log(tx: &mut Tx<'_>, args: LogPatrol) -> OpResult<String> {
    let id = record(tx, args.patrol)?;
    keep(tx, id, args.files)?;
    Ok(format!("登记巡查：{}", name_of(&stored(tx, id)?)))
}

/// Checks and writes one record; what a person should look at is said as a warning.
pub(super) fn record(tx: &mut Tx<'_>, patrol: Patrol) -> OpResult<PatrolId> {
    let patrol = stand_in_grid(tx, patrol)?;
    warn_of_double(tx, &patrol, None)?;
    warn_of_strangers(tx, &patrol)?;
    let id = PatrolId(tx.make());
    let links = link_ids(tx, &patrol);
    tx.store.add_patrol(id, &patrol, tx.today, &tx.operator.name, &links)?;
    Ok(id)
}

pub(super) fn edit(tx: &mut Tx<'_>, args: EditPatrol) -> OpResult<String> {
    let before = stored(tx, args.id)?;
    let patrol = stand_in_grid(tx, args.patrol)?;
    if patrol != before.patrol {
        warn_of_double(tx, &patrol, Some(args.id))?;
        warn_of_strangers(tx, &patrol)?;
        let links = link_ids(tx, &patrol);
        tx.store.update_patrol(args.id, &patrol, &links)?;
    }
    Ok(format!("修改巡查：{}", name_of(&stored(tx, args.id)?)))
}

/// Patrollers and attachments go with the record; the files themselves stay, so that it can be taken back.
pub(super) fn delete(tx: &mut Tx<'_>, args: DeletePatrol) -> OpResult<String> {
    let row = stored(tx, args.id)?;
    if let Some((_, number)) = tx.store.problems_of_patrol(args.id)?.first() {
        let why = format!("问题{number}是这次巡查发现的，请先在该问题中更正巡查记录");
        return Err(Refusal::InUse(why).into());
    }
    tx.store.delete_patrol(args.id)?;
    Ok(format!("删除巡查：{}", name_of(&row)))
}

pub(super) fn attach(tx: &mut Tx<'_>, args: AttachFiles) -> OpResult<String> {
    let row = stored(tx, args.patrol)?;
    if args.files.is_empty() {
        return Err(OpFault::field("files", "请选择要添加的附件"));
    }
    let added = keep(tx, args.patrol, args.files)?;
    Ok(format!("添加附件 {added} 个：{}", name_of(&row)))
}

pub(super) fn detach(tx: &mut Tx<'_>, args: DetachFile) -> OpResult<String> {
    let file = tx.store.attachment(args.attachment)?.ok_or_else(|| OpFault::not_found("附件", args.attachment))?;
    let row = stored(tx, file.patrol)?;
    tx.store.delete_attachment(args.attachment)?;
    tx.store.delete_photo_track(file.patrol, &file.digest)?;
    Ok(format!("移除附件「{}」：{}", file.name, name_of(&row)))
}

/// The record as it is stored.
pub(super) fn stored(tx: &Tx<'_>, id: PatrolId) -> OpResult<PatrolRow> {
    tx.store.patrol(id)?.ok_or_else(|| OpFault::not_found("巡查", id))
}

/// 「2025年3月5日 罕台镇撖家塔村 巡田」: how titles and the history name a record.
pub(super) fn name_of(row: &PatrolRow) -> String {
    format!("{} {} {}", date::chinese(row.patrol.date), row.place(), row.patrol.kind.label())
}

/// Checks a record against its grid: the grid and the group stood on that day, and the patrollers are known.
fn stand_in_grid(tx: &Tx<'_>, patrol: Patrol) -> OpResult<Patrol> {
    let patrol = patrol.check(tx.today)?;
    stand_at(tx, patrol.grid, patrol.group, patrol.date)?;
    for person in &patrol.patrollers {
        tx.person(*person)?;
    }
    Ok(patrol)
}

/// The grid of a record with its group: both stood on that day, and the one lies in the other.
pub(super) fn stand_at(tx: &Tx<'_>, grid: GridId, group: Option<GridId>, day: NaiveDate) -> OpResult<GridRow> {
    let grid = tx.grid_at("grid", grid, day)?;
    if grid.level == Level::Group {
        let message =
            format!("「{}」是片区（小组），请在网格中选择它所在的村（社区），再把它选为片区（小组）", grid.facts.name);
        return Err(OpFault::field("grid", message));
    }
    if let Some(group) = group {
        check_group(tx, group, &grid, day)?;
    }
    Ok(grid)
}

fn check_group(tx: &Tx<'_>, group: GridId, grid: &GridRow, day: NaiveDate) -> OpResult<()> {
    let name = &grid.facts.name;
    if grid.level != Level::Village {
        let message = format!("「{name}」是{}，填写片区（小组）时请把网格选到村（社区）", grid.level.label());
        return Err(OpFault::field("group", message));
    }
    let group = tx.grid_at("group", group, day)?;
    if group.level != Level::Group || group.facts.parent != Some(grid.id) {
        let message = format!("「{}」在{}不是{name}的片区（小组），请重新选择", group.facts.name, date::chinese(day));
        return Err(OpFault::field("group", message));
    }
    Ok(())
}

/// One id for each patroller's row.
fn link_ids(tx: &mut Tx<'_>, patrol: &Patrol) -> Vec<i64> {
    patrol.patrollers.iter().map(|_| tx.id()).collect()
}

/// Says so when the same walk seems to be entered already: same day, place, kind, start and people.
fn warn_of_double(tx: &mut Tx<'_>, patrol: &Patrol, own: Option<PatrolId>) -> OpResult<()> {
    let alike = PatrolFilter {
        from: Some(patrol.date),
        to: Some(patrol.date),
        grids: Some(vec![patrol.grid]),
        kind: Some(patrol.kind),
        ..PatrolFilter::default()
    };
    let people: BTreeSet<_> = patrol.patrollers.iter().collect();
    let same = |row: &&PatrolRow| {
        let other = &row.patrol;
        Some(row.id) != own
            && other.group == patrol.group
            && other.start == patrol.start
            && other.patrollers.iter().collect::<BTreeSet<_>>() == people
    };
    // A grid has a handful of patrols a day; the cap only bounds a ledger imported wrongly.
    if let Some(row) = tx.store.patrols(&alike, None, 1_000)?.iter().find(same) {
        tx.warn(format!("可能重复登记：{} 已有同样的记录（编号 {}），请核对", name_of(row), row.id));
    }
    Ok(())
}

/// Says who had neither a post nor a duty in this part of the tree on that day: allowed, but worth a look (G51).
fn warn_of_strangers(tx: &mut Tx<'_>, patrol: &Patrol) -> OpResult<()> {
    warn_of_people(tx, "巡查人", &patrol.patrollers, patrol.grid, patrol.date)
}

/// The same for the people of any record; `part` is what they are in it.
pub(super) fn warn_of_people(
    tx: &mut Tx<'_>,
    part: &str,
    people: &[PersonId],
    grid: GridId,
    day: NaiveDate,
) -> OpResult<()> {
    for person in strangers(tx.store, people, grid, day)? {
        let name = tx.person(person)?.name;
        let grid = tx.store.grid_name(grid, day)?.unwrap_or_default();
        let day = date::chinese(day);
        tx.warn(format!("{name}在{day}没有任职，也没有{grid}及其上下级的网格职责，请核对{part}"));
    }
    Ok(())
}

/// Those of the people who had neither a post nor a duty in this part of the tree on that day (无职责).
pub(super) fn strangers(store: &Store, people: &[PersonId], grid: GridId, day: NaiveDate) -> OpResult<Vec<PersonId>> {
    let mut near: Option<BTreeSet<GridId>> = None;
    let mut strangers = Vec::new();
    for person in people {
        if !store.posts_held_at(*person, day)?.is_empty() {
            continue;
        }
        let near = match &mut near {
            Some(near) => near,
            none => none.insert(relatives(store, grid, day)?),
        };
        let duties = store.duties_of_person(*person)?;
        if !duties.iter().any(|row| row.duty.period.contains(day) && near.contains(&row.duty.grid)) {
            strangers.push(*person);
        }
    }
    Ok(strangers)
}

/// A grid with everything above and below it on a day.
pub(super) fn relatives(store: &Store, grid: GridId, day: NaiveDate) -> OpResult<BTreeSet<GridId>> {
    let mut near: BTreeSet<_> = store.subtree_at(grid, day)?.into_iter().collect();
    let mut above = store.grid_at(grid, day)?.and_then(|row| row.facts.parent);
    while let Some(parent) = above.filter(|parent| near.insert(*parent)) {
        above = store.grid_at(parent, day)?.and_then(|row| row.facts.parent);
    }
    Ok(near)
}

/// Refers to kept files from a record; content the record has already is left out with a word. Answers how many came.
pub(super) fn keep(tx: &mut Tx<'_>, patrol: PatrolId, files: Vec<StoredFile>) -> OpResult<usize> {
    let mut known: BTreeSet<String> = tx.store.attachments(patrol)?.into_iter().map(|file| file.digest).collect();
    let mut added = 0;
    for file in files {
        let name = files::display_name(&file.name);
        files::check_kept(tx.files.as_deref(), &file.digest, &name)?;
        if !known.insert(file.digest.clone()) {
            tx.warn(format!("附件「{name}」与已有附件内容相同，没有重复添加"));
            continue;
        }
        let id = AttachmentId(tx.make());
        tx.store.add_attachment(&AttachmentRow { id, patrol, digest: file.digest, name, size: file.size })?;
        added += 1;
    }
    Ok(added)
}
