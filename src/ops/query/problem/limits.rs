//! 办理时限 as settings show them: what holds today for each stage, who said so, and what is set for later.

use chrono::NaiveDate;

use crate::{
    domain::{
        problem::limit::{Stage, StepLimit, shipped},
        workday::Span,
    },
    ops::{OpResult, Workspace},
};

/// The limit of a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitLine {
    pub stage: Stage,
    /// `None`: no limit.
    pub span: Option<Span>,
    /// Since when the district has it so; `None` while the shipped suggestion holds.
    pub since: Option<NaiveDate>,
    /// 「建议值，非文件规定：…」 or that the district has set it.
    pub basis: String,
    /// Everything the district has set for it, oldest first.
    pub set: Vec<StepLimit>,
}

impl LimitLine {
    /// 「3 个工作日」, 「当日」, 「24 小时」 or 「不设时限」.
    pub fn words(&self) -> String {
        span_words(self.span)
    }
}

/// A limit in words.
pub fn span_words(span: Option<Span>) -> String {
    match span {
        None => "不设时限".to_owned(),
        Some(Span { days: 0, .. }) => "当日".to_owned(),
        Some(span) => format!("{} 个{}", span.days, span.unit.label()),
    }
}

/// The limits of every stage as they hold today, in the order of the course.
pub fn limits(ws: &Workspace) -> OpResult<Vec<LimitLine>> {
    let (set, today) = (ws.store.step_limits()?, ws.today());
    let line = |stage: &Stage| {
        let own: Vec<StepLimit> = set.iter().filter(|limit| limit.stage == *stage).copied().collect();
        let holds = own.iter().rev().find(|limit| limit.from <= today);
        let suggested = shipped().iter().find(|limit| limit.stage == *stage);
        let (span, basis) = match (holds, suggested) {
            (Some(limit), _) => (limit.span, "本单位设置".to_owned()),
            (None, Some(shipped)) => (shipped.span(), shipped.basis.clone()),
            (None, None) => (None, String::new()),
        };
        LimitLine { stage: *stage, span, since: holds.map(|limit| limit.from), basis, set: own }
    };
    Ok(Stage::ALL.iter().map(line).collect())
}
