//! How problems and their steps are named in titles, the history and the detail.

use chrono::NaiveDate;

use crate::{
    domain::{
        date,
        grid::Level,
        id::GridId,
        problem::{
            Behaviour, Problem,
            step::{Act, Step},
        },
    },
    ops::OpResult,
    store::{ProblemRow, Store},
};

/// 「2026-0012：罕台镇撖家塔村 非农化（取土）」.
pub(in crate::ops) fn name(row: &ProblemRow) -> String {
    format!("{}：{} {}", row.number, row.place(), what(&row.problem))
}

/// 「非农化（取土、堆放固体物）」.
pub(in crate::ops) fn what(problem: &Problem) -> String {
    let behaviours: Vec<&str> = problem.behaviours.iter().copied().map(Behaviour::label).collect();
    match behaviours.as_slice() {
        [] => problem.kind.label().to_owned(),
        _ => format!("{}（{}）", problem.kind.label(), behaviours.join("、")),
    }
}

/// 「罕台镇撖家塔村」 as it was called on a day, also after it was closed.
pub(in crate::ops) fn grid(store: &Store, grid: GridId, day: NaiveDate) -> OpResult<String> {
    let Some(row) = store.grid_near(grid, day)? else { return Ok(String::new()) };
    let town = match row.facts.parent.filter(|_| row.level == Level::Village) {
        Some(town) => store.grid_near(town, day)?.map(|row| row.facts.name).unwrap_or_default(),
        None => String::new(),
    };
    Ok(town + &row.facts.name)
}

/// 「上报至罕台镇（越级，紧急）」: what was done, in words.
pub(in crate::ops) fn step_title(store: &Store, step: &Step, skipped: &[GridId]) -> OpResult<String> {
    let by_day = |label: &str, due: &Option<NaiveDate>| {
        due.map(|due| format!("，{label}{}", date::chinese(due))).unwrap_or_default()
    };
    Ok(match &step.act {
        Act::Dissuade { way, outcome } => format!("劝阻（{way}）：{}", outcome.label()),
        Act::Report { to, urgent, .. } => {
            let how: Vec<&str> = [(!skipped.is_empty(), "越级"), (*urgent, "紧急")]
                .into_iter()
                .filter_map(|(is, word)| is.then_some(word))
                .collect();
            let how = if how.is_empty() { String::new() } else { format!("（{}）", how.join("，")) };
            format!("上报至{}{how}", grid(store, *to, step.on)?)
        }
        Act::Verify { verdict } => format!("核实：{}", verdict.label()),
        Act::Dispose { disposal, unit, due } => {
            let unit = match unit {
                Some(unit) => {
                    let units = store.units_at(step.on)?;
                    let name = units.into_iter().find(|row| row.id == *unit).map(|row| row.name);
                    format!("（{}）", name.unwrap_or_default())
                }
                None => String::new(),
            };
            format!("处置：{}{unit}{}", disposal.label(), by_day("整改期限", due))
        }
        Act::Receipt => "收到回执".to_owned(),
        Act::Rectify { area, whole } => {
            let area = area.map(|area| format!(" {area} 亩")).unwrap_or_default();
            format!("{}{area}", if *whole { "全部整改完成" } else { "部分整改" })
        }
        Act::Review { passed } => format!("复查{}", if *passed { "通过" } else { "未通过，继续整改" }),
        Act::Extend { due, approver } => {
            let name = store.person(*approver)?.map(|row| row.name).unwrap_or_default();
            format!("延期至{}（批准人 {name}）", date::chinese(*due))
        }
        Act::Pause => "中止办理期限".to_owned(),
        Act::Resume => "恢复办理期限".to_owned(),
        Act::Supervise { due } => format!("挂牌督办{}", by_day("督办期限", due)),
        Act::Release => "解除挂牌督办".to_owned(),
        Act::Merge { into } => {
            format!("并入问题{}", store.problem(*into)?.map(|row| row.number).unwrap_or_default())
        }
        other => other.kind().label().to_owned(),
    })
}
