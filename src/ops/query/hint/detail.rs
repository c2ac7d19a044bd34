//! One hint with the records it is about, side by side.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::{
    HintLine, HintQuery,
    find::{self, Fact, Found, Grids, found, lines},
};
use crate::{
    domain::{
        date::chinese,
        hint::{
            HintKey, PhotoUse,
            find::{Kept, Mismatch, Place},
        },
        id::{ClueBatchId, ClueId, PatrolId, ProblemId},
        scan::ScanOwner,
    },
    ops::{OpFault, OpResult, Workspace, query::patrol::cell},
};

/// How many patrols of many are shown in full: the first and the newest ones.
const SHOWN: usize = 3;

/// A hint with its records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HintDetail {
    pub line: HintLine,
    pub sides: Vec<HintSide>,
    /// Records that are not shown in full.
    pub more: usize,
}

/// One record: what, when, who, where, and its photos.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HintSide {
    pub title: String,
    pub facts: Vec<(&'static str, String)>,
    pub files: Vec<HintFile>,
    pub link: Option<SideLink>,
}

/// A photo of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HintFile {
    pub name: String,
    pub digest: String,
    pub path: Option<PathBuf>,
}

/// The page that shows the whole record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SideLink {
    Patrol(PatrolId),
    Problem(ProblemId),
    /// The batch of a clue.
    Clue(ClueBatchId),
    Monthly,
}

/// One hint of a period.
///
/// # Errors
/// [`OpFault::NotFound`] when the records have changed so that there is nothing to look at any more.
pub fn detail(ws: &Workspace, query: &HintQuery, key: &HintKey) -> OpResult<HintDetail> {
    let grids = Grids::read(ws)?;
    let one = found(ws, query, &grids, Some(key.kind()))?.into_iter().find(|one| one.key == *key);
    let one = one.ok_or_else(|| OpFault::not_found("核对提示", key.kind().label()))?;
    let mut line = lines(ws, &grids, std::slice::from_ref(&one))?
        .pop()
        .ok_or_else(|| OpFault::not_found("核对提示", key.kind().label()))?;
    line.judgement = ws.store.judgement(key)?;
    let (sides, more) = sides(ws, &one)?;
    Ok(HintDetail { line, sides, more })
}

fn sides(ws: &Workspace, one: &Found) -> OpResult<(Vec<HintSide>, usize)> {
    let mut sides = Vec::new();
    match &one.fact {
        Fact::TwoPlaces(first, second) => {
            sides.extend(patrol(ws, first.patrol, None)?);
            sides.extend(patrol(ws, second.patrol, None)?);
        }
        Fact::PhotoTwice(first, second) => {
            for kept in [first, second] {
                sides.extend(record(ws, kept)?);
            }
        }
        Fact::PhotoMismatch(photo, mismatch) => {
            sides.push(photo_side(photo, mismatch));
            sides.extend(patrol(ws, photo.patrol, None)?);
        }
        Fact::SameText(same, _) => {
            let (shown, more) = some_of(&same.patrols);
            for id in shown {
                sides.extend(patrol(ws, id, None)?);
            }
            return Ok((sides, more));
        }
        Fact::ClueMissed(lead, day, patrols) => {
            sides.extend(clue(ws, lead.clue, Some(*day), None)?);
            let (shown, more) = some_of(patrols);
            for id in shown {
                sides.extend(patrol(ws, id, None)?);
            }
            return Ok((sides, more));
        }
    }
    Ok((sides, 0))
}

/// The newest ones, newest first, and how many others there are.
fn some_of(patrols: &[(NaiveDate, PatrolId)]) -> (Vec<PatrolId>, usize) {
    let shown: Vec<PatrolId> = patrols.iter().rev().take(SHOWN).map(|(_, id)| *id).collect();
    let more = patrols.len() - shown.len();
    (shown, more)
}

/// A patrol; only one of its photos where that is what it is about.
fn patrol(ws: &Workspace, id: PatrolId, photo: Option<&str>) -> OpResult<Option<HintSide>> {
    let Some(line) = ws.store.patrol(id)? else { return Ok(None) };
    let mut facts = vec![
        ("时间", [chinese(line.patrol.date), cell(&line, "time")].join(" ").trim().to_owned()),
        ("巡查人", line.patroller_names.clone()),
        ("地点", line.place()),
        ("发现情况", cell(&line, "found")),
        ("处置情况", line.patrol.action.clone()),
        ("备注", line.patrol.note.clone()),
        ("登记", format!("{} {}", chinese(line.recorded_on), line.recorded_by)),
    ];
    facts.retain(|(_, value)| !value.is_empty());
    let files = ws.store.attachments(id)?.into_iter().filter(|file| photo.is_none_or(|photo| photo == file.digest));
    Ok(Some(HintSide {
        title: format!("巡查 · {}", line.patrol.kind.label()),
        facts,
        files: files.map(|file| kept_file(ws, file.name, file.digest)).collect(),
        link: Some(SideLink::Patrol(id)),
    }))
}

fn kept_file(ws: &Workspace, name: String, digest: String) -> HintFile {
    HintFile { path: ws.file_path(&digest), name, digest }
}

fn photo_side(photo: &Place, mismatch: &Mismatch) -> HintSide {
    let taken =
        photo.started.map_or("照片没有写明".to_owned(), |at| at.format("%Y年%-m月%-d日 %H:%M").to_string());
    let facts = vec![("拍摄时间", taken), ("不符之处", find::mismatch_words(photo, mismatch))];
    HintSide { title: format!("照片 {}", photo.name), facts, files: Vec::new(), link: None }
}

/// The record that keeps a photo, with that photo.
fn record(ws: &Workspace, kept: &Kept) -> OpResult<Option<HintSide>> {
    let owner = match kept.record {
        PhotoUse::Patrol(id) => return patrol(ws, id, Some(&kept.digest)),
        PhotoUse::Record(owner) => owner,
    };
    let file = kept_file(ws, kept.name.clone(), kept.digest.clone());
    match owner {
        ScanOwner::Problem(id) => problem(ws, id, kept, file),
        ScanOwner::Step(id) => match ws.store.problem_step(id)? {
            Some(step) => problem(ws, step.problem, kept, file),
            None => Ok(None),
        },
        ScanOwner::Clue(id) => clue(ws, id, None, Some(file)),
        _ => Ok(Some(HintSide {
            title: find::record_words(kept),
            facts: vec![("网格", place_of(ws, kept)?)],
            files: vec![file],
            link: matches!(owner, ScanOwner::MonthlyReport(_)).then_some(SideLink::Monthly),
        })),
    }
}

fn place_of(ws: &Workspace, kept: &Kept) -> OpResult<String> {
    kept.grid.map_or(Ok(String::new()), |grid| crate::ops::query::patrol::place_of(ws, grid, Some(kept.day)))
}

fn problem(ws: &Workspace, id: ProblemId, kept: &Kept, file: HintFile) -> OpResult<Option<HintSide>> {
    let Some(row) = ws.store.problem(id)? else { return Ok(None) };
    let mut facts = vec![
        ("用在", find::record_words(kept)),
        ("问题类型", row.problem.kind.label().to_owned()),
        ("地点", place_of(ws, kept)?),
        ("问题描述", row.problem.description.clone()),
    ];
    facts.retain(|(_, value)| !value.is_empty());
    let title = format!("问题 {}", row.number);
    Ok(Some(HintSide { title, facts, files: vec![file], link: Some(SideLink::Problem(id)) }))
}

/// A clue; `day` is that of its images.
fn clue(ws: &Workspace, id: ClueId, day: Option<NaiveDate>, file: Option<HintFile>) -> OpResult<Option<HintSide>> {
    let Some(row) = ws.store.clue(id)? else { return Ok(None) };
    let answer = row.answer.as_ref();
    let mut facts = vec![
        ("影像时间", row.clue.imaged.clone()),
        ("按哪天算", day.map(chinese).unwrap_or_default()),
        ("坐落", format!("{}{}", row.clue.town, row.clue.village)),
        ("地类变化", [row.clue.class_before.as_str(), row.clue.class_after.as_str()].join(" → ")),
        ("状态", row.state.label().to_owned()),
        ("核查结果", answer.map_or("", |answer| answer.category.label()).to_owned()),
        ("说明", row.clue.description.clone()),
    ];
    facts.retain(|(_, value)| !value.is_empty() && value != " → ");
    let title = format!("图斑 {}", row.clue.number);
    Ok(Some(HintSide { title, facts, files: file.into_iter().collect(), link: Some(SideLink::Clue(row.batch)) }))
}
