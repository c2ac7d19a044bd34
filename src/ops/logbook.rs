//! 整月录入: many patrols of paper logs as one operation; every wrong line is told at once (G39, G51).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{OpFault, OpResult, Tx, lines::Lines, patrol};
use crate::domain::{id::GridId, logbook::LINES_MAX, patrol::Patrol};

/// How many lines pass between two words about how far it is.
const TOLD_EVERY: usize = 50;

/// 登记多条巡查: all lines are kept, or none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogPatrols {
    pub lines: Vec<Patrol>,
}

impl LogPatrols {
    /// The grids it writes in, each once.
    pub(super) fn grids(&self) -> Vec<GridId> {
        let grids: BTreeSet<_> = self.lines.iter().map(|line| line.grid).collect();
        grids.into_iter().collect()
    }
}

/// 「第 3 行」: how people call a line, counted from 1.
fn named(place: usize) -> String {
    format!("第 {} 行", place + 1)
}

pub(super) fn log(tx: &mut Tx<'_>, args: LogPatrols) -> OpResult<String> {
    let total = args.lines.len();
    if total == 0 {
        return Err(OpFault::field("lines", "没有要登记的巡查，请至少填写一行"));
    }
    if total > LINES_MAX {
        let message = format!("有 {total} 行，一次最多登记 {LINES_MAX} 行，请分几次保存");
        return Err(OpFault::field("lines", message));
    }
    let mut lines = Lines::default();
    let mut made = Vec::new();
    for (place, line) in args.lines.into_iter().enumerate() {
        let warned = tx.warnings.len();
        let id = patrol::record(tx, line);
        let warnings = tx.warnings.split_off(warned);
        tx.warnings.extend(warnings.into_iter().map(|warning| format!("{}：{warning}", named(place))));
        made.extend(lines.take(place, &named(place), id)?);
        if place % TOLD_EVERY == 0 {
            tx.tell(place as u64, total as u64)?;
        }
    }
    lines.done()?;
    let row = made.first().map(|id| tx.store.patrol(*id)).transpose()?.flatten();
    match row {
        Some(row) if total == 1 => Ok(format!("登记巡查：{}", patrol::name_of(&row))),
        Some(row) => {
            let place =
                if grids_of(tx, &made)? == 1 { format!("{}{}", row.town_name, row.grid_name) } else { String::new() };
            Ok(format!("登记巡查 {total} 条：{place}").trim_end_matches('：').to_owned())
        }
        None => Ok(format!("登记巡查 {total} 条")),
    }
}

/// In how many grids the records lie.
fn grids_of(tx: &Tx<'_>, made: &[crate::domain::id::PatrolId]) -> OpResult<usize> {
    let mut grids = BTreeSet::new();
    for id in made {
        grids.extend(tx.store.patrol(*id)?.map(|row| row.patrol.grid));
    }
    Ok(grids.len())
}
