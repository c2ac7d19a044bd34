//! 核对提示, judged by a person: 已核实属实, 已说明 or 不成立, with the reason. Nothing follows from it by itself.

use serde::{Deserialize, Serialize};

use super::{OpFault, OpResult, Tx, monthly, problem};
use crate::{
    domain::{
        date::chinese,
        hint::{HintKey, HintVerdict, PhotoUse},
        id::{GridId, JudgementId, PatrolId},
        scan::ScanOwner,
        text,
    },
    store::{JudgementRow, Store},
};

/// 核对: what a person found when looking at a hint. Judging again replaces what was said before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JudgeHint {
    pub key: HintKey,
    pub verdict: HintVerdict,
    /// 核对情况.
    pub note: String,
}

pub(super) fn judge(tx: &mut Tx<'_>, args: JudgeHint) -> OpResult<String> {
    let note = text::prose("核对情况", &args.note, text::PROSE_MAX).map_err(|words| OpFault::field("note", words))?;
    if note.is_empty() {
        return Err(OpFault::field("note", "请写明核对情况：看了什么记录、问了谁、结论的依据"));
    }
    exists(tx.store, &args.key)?;
    let before = tx.store.judgement(&args.key)?;
    let id = before.as_ref().map_or_else(|| JudgementId(tx.make()), |row| row.id);
    let title = match &before {
        Some(before) => format!(
            "重新核对「{}」（原为{}核对的“{}”）",
            args.key.kind().label(),
            chinese(before.on),
            before.verdict.label()
        ),
        None => format!("核对「{}」", args.key.kind().label()),
    };
    let (on, by) = (tx.today, tx.operator.name.clone());
    let title = format!("{title}：{}", args.verdict.label());
    tx.store.put_judgement(&JudgementRow { id, key: args.key, verdict: args.verdict, note, on, by })?;
    Ok(title)
}

/// # Errors
/// [`OpFault::NotFound`] when a record that the hint is about is not there.
fn exists(store: &Store, key: &HintKey) -> OpResult<()> {
    let missing = || OpFault::not_found("核对提示", key);
    let patrol = |id: PatrolId| store.patrol(id)?.map(|_| ()).ok_or_else(missing);
    match key {
        HintKey::TwoPlaces { person, patrols } => {
            for id in patrols {
                let row = store.patrol(*id)?.ok_or_else(missing)?;
                if !row.patrol.patrollers.contains(person) {
                    return Err(missing());
                }
            }
            Ok(())
        }
        HintKey::SameText { person, grid, .. } => {
            store.person(*person)?.ok_or_else(missing)?;
            store.grid_level(*grid)?.map(|_| ()).ok_or_else(missing)
        }
        HintKey::PhotoTwice { photo, uses } => {
            store.digest_like(photo)?.ok_or_else(missing)?;
            for record in uses {
                match record {
                    PhotoUse::Patrol(id) => patrol(*id)?,
                    PhotoUse::Record(owner)
                        if store.scans(*owner)?.iter().all(|scan| !scan.digest.starts_with(photo)) =>
                    {
                        return Err(missing());
                    }
                    PhotoUse::Record(_) => {}
                }
            }
            Ok(())
        }
        HintKey::PhotoMismatch { track } => store.track(*track)?.map(|_| ()).ok_or_else(missing),
        HintKey::ClueMissed { clue } => store.clue(*clue)?.map(|_| ()).ok_or_else(missing),
    }
}

/// The grids of the records a hint is about.
pub(super) fn grids_of(store: &Store, key: &HintKey) -> OpResult<Vec<GridId>> {
    let patrol = |id: PatrolId| -> OpResult<Vec<GridId>> {
        Ok(store.patrol(id)?.map(|row| row.patrol.grid).into_iter().collect())
    };
    Ok(match key {
        HintKey::TwoPlaces { patrols: [first, second], .. } => [patrol(*first)?, patrol(*second)?].concat(),
        HintKey::SameText { grid, .. } => vec![*grid],
        HintKey::PhotoTwice { uses, .. } => {
            let mut grids = Vec::new();
            for record in uses {
                grids.extend(match record {
                    PhotoUse::Patrol(id) => patrol(*id)?,
                    PhotoUse::Record(owner) => of_record(store, *owner)?,
                });
            }
            grids
        }
        HintKey::PhotoMismatch { track } => match store.track(*track)? {
            Some(row) => patrol(row.patrol)?,
            None => Vec::new(),
        },
        HintKey::ClueMissed { clue } => store.clue(*clue)?.and_then(|row| row.grid).into_iter().collect(),
    })
}

fn of_record(store: &Store, owner: ScanOwner) -> OpResult<Vec<GridId>> {
    Ok(match owner {
        ScanOwner::Problem(id) => problem::grids(store, id)?,
        ScanOwner::Step(id) => match store.problem_step(id)? {
            Some(step) => problem::grids(store, step.problem)?,
            None => Vec::new(),
        },
        ScanOwner::Clue(id) => store.clue(id)?.and_then(|row| row.grid).into_iter().collect(),
        ScanOwner::MonthlyReport(id) => monthly::grids_of(store, id)?,
        _ => Vec::new(),
    })
}
