//! 办理步骤: what is done about a problem, by whom and when (G34-G36). Steps are added, never rewritten (R077).

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::words;
use crate::domain::{
    area::Area,
    id::{GridId, PersonId, ProblemId, UnitId},
};

words! {
    /// 劝阻结果 (G35).
    Dissuaded {
        Stopped = "已停止",
        Continuing = "未停止",
        Refused = "拒绝",
    }
}

words! {
    /// 核实结论.
    Verdict {
        True = "属实",
        Untrue = "不属实",
        Lawful = "合法用地",
        Helped = "帮助解决",
    }
}

words! {
    /// 处置方式.
    Disposal {
        SelfRectify = "自行整改",
        Enforcement = "移交执法",
        Department = "移送部门",
    }
}

words! {
    /// Where a problem is on its way. What each allows and asks for is told in `course`.
    State {
        Found = "已发现",
        Dissuaded = "已劝阻",
        Reported = "已上报",
        Accepted = "已受理",
        /// 属实 and waiting for 处置.
        Verified = "已核实",
        /// 不属实, 合法用地 or 帮助解决: waiting for 销号 with the paper that proves it.
        Cleared = "待销号（无需整改）",
        /// Handed to 执法 or a department, 回执 outstanding or result awaited.
        Transferred = "已移送",
        Rectifying = "整改中",
        /// 整改 reported done, waiting for 复查.
        Rectified = "待复查",
        /// 复查 passed, waiting for 销号.
        Reviewed = "待销号",
        Closed = "已销号",
        Merged = "已合并",
    }
}

impl State {
    /// Whether nothing is left to do.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Closed | Self::Merged)
    }
}

/// One step with what only it has. In JSON: `{"act": "verify", "verdict": "true"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum Act {
    /// 劝阻.
    Dissuade { way: String, outcome: Dissuaded },
    /// 上报 to those who answer for `to`; 越级 when `to` is not the next level up.
    Report {
        to: GridId,
        #[serde(default)]
        urgent: bool,
        #[serde(default)]
        reason: String,
    },
    /// 受理 by the grid it was reported to.
    Accept,
    /// 退回 one step, with the reason in the step's text.
    Return,
    /// 核实.
    Verify { verdict: Verdict },
    /// 处置; `unit` takes it over, `due` is the 整改期限.
    Dispose {
        disposal: Disposal,
        #[serde(default)]
        unit: Option<UnitId>,
        #[serde(default)]
        due: Option<NaiveDate>,
    },
    /// 回执 of the unit it was handed to.
    Receipt,
    /// 整改; `whole` says nothing is left, otherwise `area` of it is done.
    Rectify {
        #[serde(default)]
        area: Option<Area>,
        whole: bool,
    },
    /// 复查.
    Review { passed: bool },
    /// 销号.
    Close,
    /// 延期 to `due`, approved by `approver`.
    Extend { due: NaiveDate, approver: PersonId },
    /// 中止 of the running deadline, with the reason in the step's text.
    Pause,
    /// 恢复.
    Resume,
    /// 挂牌督办.
    Supervise {
        #[serde(default)]
        due: Option<NaiveDate>,
    },
    /// 解除挂牌督办.
    Release,
    /// 合并 into another problem that is the same.
    Merge { into: ProblemId },
    /// 重开 after 销号 or 合并.
    Reopen,
    /// 情况说明: changes nothing.
    Remark,
}

/// A step as commands carry it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub on: NaiveDate,
    #[serde(default)]
    pub at: Option<NaiveTime>,
    /// 经办人, in the order they sign.
    pub by: Vec<PersonId>,
    #[serde(flatten)]
    pub act: Act,
    /// What was done or decided, in words.
    #[serde(default)]
    pub text: String,
    /// 文号 of the paper that proves or orders it.
    #[serde(default)]
    pub document: String,
}
