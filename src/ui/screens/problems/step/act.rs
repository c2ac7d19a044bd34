//! What only one act asks for, and the act it makes.

use chrono::NaiveDate;

use crate::{
    domain::{
        area::Area,
        date,
        fault::Faults,
        id::GridId,
        problem::{
            act::ActKind,
            step::{Act, Disposal, Dissuaded, Verdict},
        },
    },
    ops::query::problem::ProblemDetail,
    ui::screens::{
        entry::{Pick, Source},
        problems::pick::ProblemPick,
    },
};

/// The fields of an act.
pub enum Own {
    Nothing,
    Dissuade { way: String, outcome: Option<Dissuaded> },
    Report { urgent: bool, reason: String },
    Verify { verdict: Option<Verdict> },
    Dispose { disposal: Option<Disposal>, unit: Pick, due: String },
    Rectify { whole: Option<bool>, area: String },
    Review { passed: Option<bool> },
    Extend { due: String, approver: Pick },
    Supervise { due: String },
    Merge { into: ProblemPick },
}

impl Own {
    pub fn of(kind: ActKind) -> Self {
        match kind {
            ActKind::Dissuade => Self::Dissuade { way: String::new(), outcome: None },
            ActKind::Report => Self::Report { urgent: false, reason: String::new() },
            ActKind::Verify => Self::Verify { verdict: None },
            ActKind::Dispose => Self::Dispose { disposal: None, unit: Pick::new(Source::Units), due: String::new() },
            ActKind::Rectify => Self::Rectify { whole: None, area: String::new() },
            ActKind::Review => Self::Review { passed: None },
            ActKind::Extend => Self::Extend { due: String::new(), approver: Pick::new(Source::People) },
            ActKind::Supervise => Self::Supervise { due: String::new() },
            ActKind::Merge => Self::Merge { into: ProblemPick::default() },
            _ => Self::Nothing,
        }
    }

    pub fn first_field(&self) -> Option<&'static str> {
        Some(match self {
            Self::Nothing | Self::Report { .. } => return None,
            Self::Dissuade { .. } => "way",
            Self::Verify { .. } => "verdict",
            Self::Dispose { .. } => "disposal",
            Self::Rectify { .. } => "whole",
            Self::Review { .. } => "passed",
            Self::Extend { .. } | Self::Supervise { .. } => "due",
            Self::Merge { .. } => "into",
        })
    }

    /// What the paper of the step is called, with an example; none for steps without one.
    pub fn document(&self, kind: ActKind) -> Option<(&'static str, &'static str)> {
        Some(match (self, kind) {
            (Self::Verify { verdict: Some(Verdict::Lawful) }, _) => ("批准文号", "用地批准、设施农用地备案的文号"),
            (Self::Verify { .. }, _) => ("核实文书", "核实记录、现场勘查笔录的文号"),
            (Self::Dispose { disposal: Some(Disposal::SelfRectify), .. }, _) => ("整改通知书", "整改通知书的文号"),
            (Self::Dispose { .. }, _) => ("移送函", "移送函的文号"),
            (_, ActKind::Receipt) => ("回执文号", "有文号时填写"),
            (_, ActKind::Rectify | ActKind::Review | ActKind::Close) => ("证明文书", "验收记录、结案文书的文号"),
            (_, ActKind::Supervise) => ("督办单", "督办单的文号"),
            (_, ActKind::Extend) => ("批准文件", "批准延期的文号"),
            _ => return None,
        })
    }

    /// What must be kept with the step.
    pub fn files_help(&self, kind: ActKind) -> &'static str {
        match (self, kind) {
            (Self::Verify { verdict: Some(verdict) }, _) if *verdict != Verdict::True => {
                "这个结论须有文号或材料证明；也可以把文件拖到这里"
            }
            (_, ActKind::Close) => "销号须有整改后的照片或办结文书；也可以把文件拖到这里",
            (_, ActKind::Rectify) => "整改后的照片；也可以把文件拖到这里",
            _ => "照片、扫描件等，也可以把文件拖到这里",
        }
    }

    /// The act, or what is missing.
    pub fn act(
        &self,
        kind: ActKind,
        about: &ProblemDetail,
        target: Option<GridId>,
        faults: &mut Faults,
        today: NaiveDate,
    ) -> Option<Act> {
        Some(match self {
            Self::Nothing => plain(kind)?,
            Self::Dissuade { way, outcome } => {
                let way = way.trim().to_owned();
                if way.is_empty() {
                    faults.add("way", "请填写劝阻方式，例如：当面劝阻");
                }
                let outcome = faults.take("outcome", outcome.ok_or("请选择劝阻结果"))?;
                Act::Dissuade { way, outcome }
            }
            Self::Report { urgent, reason } => {
                let to = faults.take("to", target.ok_or("没有可以上报的上一级网格"))?;
                Act::Report { to, urgent: *urgent, reason: reason.trim().to_owned() }
            }
            Self::Verify { verdict } => {
                Act::Verify { verdict: faults.take("verdict", verdict.ok_or("请选择核实结论"))? }
            }
            Self::Dispose { disposal, unit, due } => {
                let due = optional_day(faults, due, today);
                let disposal = faults.take("disposal", disposal.ok_or("请选择处置方式"))?;
                let hands_over = disposal != Disposal::SelfRectify;
                if hands_over && unit.unit().is_none() {
                    faults.add("unit", "请选择承办单位；名册里没有的，先在「责任人」的职务中新增单位");
                }
                Act::Dispose { disposal, unit: unit.unit().filter(|_| hands_over), due }
            }
            Self::Rectify { whole, area } => {
                let whole = faults.take("whole", whole.ok_or("请选择部分整改还是全部整改完成"))?;
                let area = if area.trim().is_empty() { None } else { faults.take("area", area.parse::<Area>()) };
                let left = remaining(about);
                match (whole, area, left) {
                    (false, None, _) if faults.of("area").is_none() => {
                        faults.add("area", "请填写这次整改的面积");
                    }
                    (false, Some(area), Some(left)) if area > left => {
                        faults.add("area", format!("超过剩余的 {} 亩，请核对", left.grouped()));
                    }
                    _ => {}
                }
                Act::Rectify { area: area.filter(|_| !whole), whole }
            }
            Self::Review { passed } => {
                Act::Review { passed: faults.take("passed", passed.ok_or("请选择复查结论"))? }
            }
            Self::Extend { due, approver } => {
                let due = faults.take("due", date::parse(due, today));
                let approver = faults.take("approver", approver.person().ok_or("请选择批准延期的人"));
                Act::Extend { due: due?, approver: approver? }
            }
            Self::Supervise { due } => Act::Supervise { due: optional_day(faults, due, today) },
            Self::Merge { into } => {
                let into = faults.take("into", into.problem().ok_or("请选择合并到哪个问题"))?;
                Act::Merge { into }
            }
        })
    }
}

/// Acts that ask for nothing of their own.
fn plain(kind: ActKind) -> Option<Act> {
    Some(match kind {
        ActKind::Accept => Act::Accept,
        ActKind::Return => Act::Return,
        ActKind::Receipt => Act::Receipt,
        ActKind::Close => Act::Close,
        ActKind::Pause => Act::Pause,
        ActKind::Resume => Act::Resume,
        ActKind::Release => Act::Release,
        ActKind::Reopen => Act::Reopen,
        ActKind::Remark => Act::Remark,
        _ => return None,
    })
}

fn optional_day(faults: &mut Faults, text: &str, today: NaiveDate) -> Option<NaiveDate> {
    if text.trim().is_empty() { None } else { faults.take("due", date::parse(text, today)) }
}

/// What is still to be put right; `None` while the area is not known.
pub fn remaining(about: &ProblemDetail) -> Option<Area> {
    let area = about.line.problem.area?;
    Some(Area((area.0 - about.line.rectified.0).max(0)))
}

/// 「涉及 5.00 亩，已整改 2.00 亩，剩余 3.00 亩」.
pub fn area_words(about: &ProblemDetail) -> String {
    let done = about.line.rectified.grouped();
    match (about.line.problem.area, remaining(about)) {
        (Some(area), Some(left)) => {
            format!("涉及 {} 亩，已整改 {done} 亩，剩余 {} 亩", area.grouped(), left.grouped())
        }
        _ => format!("涉及面积待核，已整改 {done} 亩"),
    }
}

/// Those who may not close the problem, and why: 「王𠮷（上报）」.
pub fn kept_from_closing(about: &ProblemDetail) -> Vec<String> {
    let finders = if about.line.problem.finders.is_empty() { "" } else { about.line.found_by.as_str() };
    let mut names: Vec<String> = if finders.is_empty() { Vec::new() } else { vec![format!("{finders}（发现）")] };
    for line in &about.steps {
        let part = match line.step.act {
            Act::Report { .. } => "上报",
            Act::Rectify { .. } => "整改",
            _ => continue,
        };
        for by in &line.by {
            let name = format!("{by}（{part}）");
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}
