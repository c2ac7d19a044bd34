//! Taking field data: photos, tracks and points of patrols as one operation, and the sources of other apps' spreadsheets.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    OpFault, OpResult, StoredFile, Tx,
    lines::Lines,
    patrol::{self, LogPatrol},
};
use crate::{
    domain::{
        date,
        id::{PatrolId, TrackId},
        import::{ImportKind, Mapping},
        patrol::Patrol,
        text,
        track::{Track, TrackKind},
    },
    store::TrackRow,
};

/// 外业导入: what was found in files, each with the patrol it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeField {
    /// Patrols that are entered from it.
    #[serde(default)]
    pub patrols: Vec<Patrol>,
    pub items: Vec<FieldItem>,
}

/// One photo, track or point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldItem {
    pub to: Belongs,
    pub track: Track,
    /// The photo as the workspace keeps it; the files of tracks and points are not kept, their points are.
    #[serde(default)]
    pub photo: Option<StoredFile>,
}

/// Which patrol an item belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Belongs {
    /// One that is entered already.
    Patrol(PatrolId),
    /// One of the new ones, by its place in their list, from 0.
    New(usize),
}

/// 移除轨迹、点位.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveTrack {
    pub track: TrackId,
}

/// 保存来源: how the columns of a source's files are read. One of the same kind and name is replaced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveSource {
    pub kind: ImportKind,
    pub name: String,
    pub mapping: Mapping,
}

/// 删除来源.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForgetSource {
    pub kind: ImportKind,
    pub name: String,
}

/// How many items one operation takes.
pub const ITEMS_MAX: usize = 2_000;

pub(super) fn take(tx: &mut Tx<'_>, args: TakeField) -> OpResult<String> {
    if args.items.is_empty() {
        return Err(OpFault::field("items", "没有要导入的照片、轨迹或点位，请至少选择一项"));
    }
    if args.items.len() > ITEMS_MAX {
        let count = args.items.len();
        return Err(OpFault::field("items", format!("一次有 {count} 项，最多 {ITEMS_MAX} 项，请分几次导入")));
    }
    let mut lines = Lines::default();
    let mut entered = Vec::new();
    for (place, patrol) in args.patrols.into_iter().enumerate() {
        let name = format!("新登记的第 {} 次巡查", place + 1);
        let before = tx.made.len();
        let logged = patrol::log(tx, LogPatrol { patrol, files: Vec::new() });
        let logged = lines.take(place, &name, logged)?;
        entered.push(logged.and_then(|_| tx.made.get(before).copied()).map(PatrolId));
    }
    let (mut counts, mut touched) = ([0_usize; 3], BTreeSet::new());
    let total = args.items.len() as u64;
    for (place, item) in args.items.into_iter().enumerate() {
        tx.tell(place as u64, total)?;
        let patrol = match item.to {
            Belongs::Patrol(id) => Some(id),
            Belongs::New(new) => match entered.get(new) {
                // A new patrol that was refused has told its own faults.
                Some(id) => *id,
                None => return Err(OpFault::field("to", format!("没有新登记的第 {} 次巡查", new + 1))),
            },
        };
        let Some(patrol) = patrol else { continue };
        let (name, kind) = (format!("「{}」", item.track.name), item.track.kind);
        let taken = take_one(tx, patrol, item);
        if lines.take(place, &name, taken)?.is_some() {
            counts[kind as usize] += 1;
            touched.insert(patrol);
        }
    }
    lines.done()?;
    title(tx, &counts, entered.len(), &touched)
}

/// 「外业导入：照片 5、轨迹 1，新登记巡查 1 次（2025年3月5日 罕台镇撖家塔村 巡田）」.
fn title(tx: &Tx<'_>, counts: &[usize; 3], entered: usize, touched: &BTreeSet<PatrolId>) -> OpResult<String> {
    let told = [TrackKind::Photo, TrackKind::Line, TrackKind::Point]
        .into_iter()
        .filter(|kind| counts[*kind as usize] > 0)
        .map(|kind| format!("{} {}", kind.label(), counts[kind as usize]));
    let mut title = format!("外业导入：{}", told.collect::<Vec<_>>().join("、"));
    if entered > 0 {
        title += &format!("，新登记巡查 {entered} 次");
    }
    let mut patrols = touched.iter();
    match (patrols.next(), patrols.next()) {
        (Some(only), None) => title += &format!("（{}）", patrol::name_of(&patrol::stored(tx, *only)?)),
        _ => title += &format!("（{} 次巡查）", touched.len()),
    }
    Ok(title)
}

fn take_one(tx: &mut Tx<'_>, patrol: PatrolId, item: FieldItem) -> OpResult<()> {
    let row = patrol::stored(tx, patrol)?;
    let mut track = item.track.check(tx.today)?;
    match (&item.photo, track.kind) {
        (Some(photo), TrackKind::Photo) => track.digest.clone_from(&photo.digest),
        (None, TrackKind::Photo) => return Err(OpFault::field("photo", "照片还没有存入工作区，请重新选择文件")),
        (Some(_), _) => return Err(OpFault::field("photo", "只有照片作为附件保存，轨迹和点位的文件不保存")),
        (None, _) => {}
    }
    let known = tx.store.tracks(patrol)?;
    let same = |other: &&TrackRow| {
        let other = &other.track;
        other.digest == track.digest
            && other.kind == track.kind
            && other.name == track.name
            && other.shape == track.shape
    };
    if let Some(before) = known.iter().find(same) {
        let on = date::chinese(before.taken_on);
        return Err(OpFault::field("digest", format!("此文件已于{on}导入这次巡查，不要重复导入")));
    }
    if let Some(day) = track.day().filter(|day| *day != row.patrol.date) {
        let (taken, walked) = (date::chinese(day), date::chinese(row.patrol.date));
        tx.warn(format!("「{}」的时间是{taken}，巡查日期是{walked}，请核对", track.name));
    }
    if let Some(photo) = item.photo {
        patrol::keep(tx, patrol, vec![photo])?;
    }
    let id = TrackId(tx.make());
    let (taken_on, taken_by) = (tx.today, tx.operator.name.clone());
    tx.store.add_track(&TrackRow { id, patrol, track, taken_on, taken_by })?;
    Ok(())
}

pub(super) fn remove(tx: &mut Tx<'_>, args: RemoveTrack) -> OpResult<String> {
    let row = tx.store.track(args.track)?.ok_or_else(|| OpFault::not_found("轨迹和点位", args.track))?;
    if row.track.kind == TrackKind::Photo {
        return Err(OpFault::field("track", "照片的时间和位置随附件保存，请移除附件"));
    }
    let patrol = patrol::stored(tx, row.patrol)?;
    tx.store.delete_track(args.track)?;
    Ok(format!("移除{}「{}」：{}", row.track.kind.label(), row.track.name, patrol::name_of(&patrol)))
}

pub(super) fn save_source(tx: &mut Tx<'_>, args: SaveSource) -> OpResult<String> {
    let name = text::name("来源", &args.name).map_err(|fault| OpFault::field("name", fault))?;
    if !args.mapping.belongs_to(args.kind) {
        return Err(OpFault::field("mapping", "没有可以保存的列，请先对应各列"));
    }
    let id = tx.id();
    tx.store.put_field_source(id, args.kind, &name, &args.mapping)?;
    Ok(format!("保存来源「{name}」：{}", args.kind.label()))
}

pub(super) fn forget_source(tx: &mut Tx<'_>, args: ForgetSource) -> OpResult<String> {
    if tx.store.delete_field_source(args.kind, args.name.trim())? {
        return Ok(format!("删除来源「{}」：{}", args.name.trim(), args.kind.label()));
    }
    Err(OpFault::field("name", format!("{}没有来源「{}」，请核对名称", args.kind.label(), args.name.trim())))
}
