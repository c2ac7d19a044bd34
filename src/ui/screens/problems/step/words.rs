//! The acts in words: what each does, and what its texts and papers are called on its form.

use crate::domain::problem::{act::ActKind, step::State};

/// What the free words of a step are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    pub label: &'static str,
    pub hint: &'static str,
}

const fn asked(label: &'static str, hint: &'static str) -> Asked {
    Asked { label, hint }
}

/// The words of an act.
pub trait ActWords: Sized {
    /// By the name a move carries.
    fn of(act: &str) -> Option<Self>;
    /// Whether it is a step of the way from 发现 to 销号, and not something beside it.
    fn on_the_way(self) -> bool;
    /// What people do next in a state, most natural first.
    fn natural(state: State) -> &'static [Self];
    /// The word on the button that saves.
    fn verb(self) -> &'static str;
    /// What it does, in a line under the head of its form.
    fn effect(self) -> &'static str;
    fn by_help(self) -> &'static str;
    /// What its free words are called.
    fn asked(self) -> Asked;
}

impl ActWords for ActKind {
    fn of(act: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == act)
    }

    fn on_the_way(self) -> bool {
        self <= Self::Close && self != Self::Return
    }

    fn natural(state: State) -> &'static [Self] {
        match state {
            State::Found => &[Self::Dissuade, Self::Report],
            State::Dissuaded => &[Self::Report, Self::Accept, Self::Verify],
            State::Reported => &[Self::Accept],
            State::Accepted => &[Self::Verify],
            State::Verified => &[Self::Dispose],
            State::Transferred => &[Self::Receipt, Self::Rectify],
            State::Rectifying => &[Self::Rectify],
            State::Rectified => &[Self::Review],
            State::Cleared | State::Reviewed => &[Self::Close],
            State::Closed | State::Merged => &[],
        }
    }

    fn verb(self) -> &'static str {
        match self {
            Self::Dissuade => "保存劝阻",
            Self::Report => "上报问题",
            Self::Accept => "受理问题",
            Self::Return => "退回上一步",
            Self::Verify => "保存核实结论",
            Self::Dispose => "保存处置",
            Self::Receipt => "登记回执",
            Self::Rectify => "登记整改",
            Self::Review => "保存复查结论",
            Self::Close => "确认销号",
            Self::Extend => "延期办理",
            Self::Pause => "中止计时",
            Self::Resume => "恢复计时",
            Self::Supervise => "列入督办",
            Self::Release => "解除督办",
            Self::Merge => "合并问题",
            Self::Reopen => "重新办理",
            Self::Remark => "保存说明",
        }
    }

    fn effect(self) -> &'static str {
        match self {
            Self::Dissuade => "发现破坏行为要及时劝阻；已经停止的也要登记和核实。",
            Self::Report => "不能阻止的，迅速向上一级网格责任人报告；紧急情况可越级报告，被越过的一级会收到抄告。",
            Self::Accept => "由收到上报的网格受理，从受理起计算核实的期限。",
            Self::Return => "退回上一步，由原来的经办人补充或重办；已有的步骤保留。",
            Self::Verify => "依靠主管部门、执法部门现场调查核实，给出结论。",
            Self::Dispose => "属实的问题决定怎样处置：责令自行整改，移交执法，或移送主管部门。",
            Self::Receipt => "登记接收单位的签收或办理结果。",
            Self::Rectify => "登记已经恢复的面积；分几次整改的逐次登记，全部完成后进入复查。",
            Self::Review => "到现场查看整改是否到位；不通过的回到整改中。",
            Self::Close => "销号后问题办结，不再计时；发现反弹可以重开。",
            Self::Extend => "经批准推迟当前一步的期限，理由和批准人写在步骤里。",
            Self::Pause => "暂停当前一步的计时，例如等待鉴定；恢复后期限顺延。",
            Self::Resume => "恢复计时，期限按中止的天数顺延。",
            Self::Supervise => "列入挂牌督办，在台账和工作台中单独列出，直到解除或销号。",
            Self::Release => "不再挂牌督办，问题继续办理。",
            Self::Merge => "这个问题与另一个是同一处同一件事时合并过去，今后只办理另一个。",
            Self::Reopen => "销号或合并以后发现问题没有解决时重新办理。",
            Self::Remark => "补充一条说明或材料，不改变办理状态。",
        }
    }

    fn by_help(self) -> &'static str {
        match self {
            Self::Close => "不能是发现人、上报人或整改人",
            Self::Verify | Self::Review => "到现场的人，可选多人",
            _ => "可选多人，先列出该网格的责任人和网格员",
        }
    }

    fn asked(self) -> Asked {
        match self {
            Self::Dissuade => asked("劝阻情况", "对谁说明了什么，对方怎样答复"),
            Self::Report => asked("上报内容", "需要上级解决什么"),
            Self::Accept => asked("受理意见", "可以不填"),
            Self::Return => asked("退回理由", "缺什么、要补什么"),
            Self::Verify => asked("核实情况", "现场情况、面积、用地手续"),
            Self::Dispose => asked("处置意见", "要求做什么、做到什么程度"),
            Self::Receipt => asked("回执内容", "签收人、办理结果"),
            Self::Rectify => asked("整改情况", "清理、复耕到什么程度"),
            Self::Review => asked("复查情况", "现场看到的情况"),
            Self::Close => asked("销号意见", "为什么可以销号"),
            Self::Extend => asked("延期理由", "为什么不能按期办完"),
            Self::Pause => asked("中止理由", "例如：等待土壤破坏程度鉴定"),
            Self::Resume => asked("恢复说明", "可以不填"),
            Self::Supervise => asked("督办要求", "督办什么、由谁负责"),
            Self::Release => asked("解除理由", "为什么不再督办"),
            Self::Merge => asked("合并理由", "怎样判断是同一个问题"),
            Self::Reopen => asked("重开理由", "发现了什么没有解决"),
            Self::Remark => asked("情况说明", "写明情况"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acts_are_found_by_the_name_of_their_move() {
        assert_eq!(ActKind::of("supervise"), Some(ActKind::Supervise));
        assert_eq!(ActKind::of("forget"), None);
    }

    #[test]
    fn every_open_state_has_a_natural_next_step() {
        for state in State::ALL {
            assert_eq!(ActKind::natural(*state).is_empty(), state.is_over(), "{}", state.label());
        }
        assert!(ActKind::Close.on_the_way() && !ActKind::Return.on_the_way() && !ActKind::Pause.on_the_way());
    }
}
