//! The kinds of steps (办理动作) without what each carries.

use super::{step::Act, words};

words! {
    /// What can be done about a problem.
    ActKind {
        Dissuade = "劝阻",
        Report = "上报",
        Accept = "受理",
        Return = "退回",
        Verify = "核实",
        Dispose = "处置",
        Receipt = "回执",
        Rectify = "整改",
        Review = "复查",
        Close = "销号",
        Extend = "延期",
        Pause = "中止",
        Resume = "恢复",
        Supervise = "挂牌督办",
        Release = "解除督办",
        Merge = "合并",
        Reopen = "重开",
        Remark = "情况说明",
    }
}

impl ActKind {
    /// The stable English name, as in commands and in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dissuade => "dissuade",
            Self::Report => "report",
            Self::Accept => "accept",
            Self::Return => "return",
            Self::Verify => "verify",
            Self::Dispose => "dispose",
            Self::Receipt => "receipt",
            Self::Rectify => "rectify",
            Self::Review => "review",
            Self::Close => "close",
            Self::Extend => "extend",
            Self::Pause => "pause",
            Self::Resume => "resume",
            Self::Supervise => "supervise",
            Self::Release => "release",
            Self::Merge => "merge",
            Self::Reopen => "reopen",
            Self::Remark => "remark",
        }
    }

    /// Whether the office that has the problem does it, rather than those in the field.
    pub fn by_handler(self) -> bool {
        !matches!(self, Self::Dissuade | Self::Report | Self::Receipt | Self::Rectify | Self::Remark)
    }

    /// Whether somebody known has to have done it: what a unit sends or a note says needs no 经办人.
    pub fn needs_person(self) -> bool {
        !matches!(self, Self::Receipt | Self::Remark)
    }

    /// Whether the step says nothing without a text (退回、中止、重开 need their reason).
    pub fn needs_text(self) -> bool {
        matches!(self, Self::Return | Self::Pause | Self::Reopen | Self::Remark)
    }
}

impl Act {
    pub fn kind(&self) -> ActKind {
        match self {
            Self::Dissuade { .. } => ActKind::Dissuade,
            Self::Report { .. } => ActKind::Report,
            Self::Accept => ActKind::Accept,
            Self::Return => ActKind::Return,
            Self::Verify { .. } => ActKind::Verify,
            Self::Dispose { .. } => ActKind::Dispose,
            Self::Receipt => ActKind::Receipt,
            Self::Rectify { .. } => ActKind::Rectify,
            Self::Review { .. } => ActKind::Review,
            Self::Close => ActKind::Close,
            Self::Extend { .. } => ActKind::Extend,
            Self::Pause => ActKind::Pause,
            Self::Resume => ActKind::Resume,
            Self::Supervise { .. } => ActKind::Supervise,
            Self::Release => ActKind::Release,
            Self::Merge { .. } => ActKind::Merge,
            Self::Reopen => ActKind::Reopen,
            Self::Remark => ActKind::Remark,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_commands() {
        for kind in ActKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        }
        assert_eq!(serde_json::to_value(Act::Accept).unwrap()["act"], Act::Accept.kind().name());
    }
}
