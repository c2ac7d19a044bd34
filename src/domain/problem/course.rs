//! The course of a problem: which step each state allows, what the step needs, and what every state means (G35, G36).

use chrono::NaiveDate;

use super::{
    ProblemSource,
    act::ActKind,
    standing::Standing,
    step::{Act, Disposal, State, Step, Verdict},
};
use crate::domain::{area::Area, date, fault::Faults, grid::Level, text};

/// Whether it can be accepted without a report: it came to an office by itself, or the district found it.
pub fn is_direct(source: ProblemSource, level: Level) -> bool {
    source != ProblemSource::Patrol || level == Level::District
}

impl State {
    /// What the state means and what is asked for next.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Found => "已经登记，还没有人处理：先现场劝阻，不能阻止的迅速上报",
            Self::Dissuaded => "已经现场劝阻：停止的也要上报核实，没有停止的迅速向上一级网格责任人汇报",
            Self::Reported => "已经上报，等上级网格受理；不归其受理的可以退回",
            Self::Accepted => "上级网格已经受理，等现场核实是否属实",
            Self::Verified => "核实属实，等决定怎样处置：自行整改、移交执法或移送部门",
            Self::Cleared => "不属实、合法用地或已帮助解决，没有要整改的，等凭材料销号",
            Self::Transferred => "已经移交执法或移送部门，等对方回执和办理结果",
            Self::Rectifying => "正在整改，分批完成的逐次登记面积，全部完成后复查",
            Self::Rectified => "报告已经全部整改，等现场复查；没有整改到位的退回整改",
            Self::Reviewed => "复查通过，等发现、上报、整改以外的人凭材料销号",
            Self::Closed => "已经销号，办理结束；又发生或销号有误的可以重开",
            Self::Merged => "与另一件问题相同，已经并入那一件办理；并错的可以重开",
        }
    }

    /// The steps that move it on from here, or belong here.
    fn own_acts(self) -> &'static [ActKind] {
        use ActKind as A;
        match self {
            Self::Found | Self::Dissuaded => &[A::Dissuade, A::Report, A::Accept],
            Self::Reported => &[A::Dissuade, A::Report, A::Accept, A::Return],
            Self::Accepted => &[A::Dissuade, A::Report, A::Verify, A::Return],
            Self::Verified => &[A::Dispose, A::Return],
            Self::Cleared | Self::Reviewed => &[A::Close, A::Return],
            Self::Transferred => &[A::Receipt, A::Rectify, A::Review, A::Return],
            Self::Rectifying => &[A::Rectify, A::Dispose, A::Return],
            Self::Rectified => &[A::Review, A::Return],
            Self::Closed | Self::Merged => &[A::Reopen],
        }
    }
}

impl Standing {
    /// Why a kind of step cannot be taken now; `None` when it can.
    pub fn refusal(&self, act: ActKind) -> Option<String> {
        let (state, label) = (self.state(), act.label());
        let no = |why: String| Some(why);
        if act == ActKind::Remark {
            return None;
        }
        if act == ActKind::Reopen {
            let open = format!("问题还在办理（{}），不用重开", state.label());
            return if state.is_over() { None } else { no(open) };
        }
        if state.is_over() {
            return no(format!("问题{}，不能再{label}；确需继续办理的请先重开", state.label()));
        }
        match act {
            ActKind::Resume if self.paused.is_none() => return no("期限没有中止，不用恢复".to_owned()),
            ActKind::Resume | ActKind::Merge => return None,
            ActKind::Release if !self.supervised => return no("没有挂牌督办，不用解除".to_owned()),
            ActKind::Supervise if self.supervised => return no("已经挂牌督办；要改期限请用延期".to_owned()),
            ActKind::Release | ActKind::Supervise => return None,
            _ => {}
        }
        if self.paused.is_some() {
            return no(format!("办理正在中止，请先恢复，再{label}"));
        }
        match act {
            ActKind::Extend | ActKind::Pause if self.due.is_none() => no(format!("现在没有办理期限，不用{label}")),
            ActKind::Extend | ActKind::Pause => None,
            _ if !state.own_acts().contains(&act) => no(self.out_of_turn(act)),
            ActKind::Accept if state != State::Reported && !self.direct => {
                no("还没有上报，上级网格不能受理，请先上报".to_owned())
            }
            ActKind::Receipt if self.now.receipt => no("回执已经登记过，请登记整改或复查".to_owned()),
            ActKind::Rectify | ActKind::Review if state == State::Transferred && !self.now.receipt => {
                no(format!("承办单位的回执还没有登记，请先登记回执，再{label}"))
            }
            ActKind::Return if self.before().is_none() => no("前面没有环节可以退回".to_owned()),
            ActKind::Close if self.supervised => no("挂牌督办还没有解除，请先解除，再销号".to_owned()),
            _ => None,
        }
    }

    /// Why a step of the main course does not come now, with what comes instead.
    fn out_of_turn(&self, act: ActKind) -> String {
        let state = self.state();
        let next: Vec<&str> = state
            .own_acts()
            .iter()
            .filter(|act| **act != ActKind::Return && self.refusal(**act).is_none())
            .map(|act| act.label())
            .collect();
        let next = next.join("、");
        match (act, state) {
            (ActKind::Return, _) => format!("问题{}，还没有上报，没有可退回的环节", state.label()),
            (ActKind::Verify, State::Found | State::Dissuaded | State::Reported) => {
                format!("问题{}，还没有受理，不能核实；请先办理：{next}", state.label())
            }
            (ActKind::Dissuade, _) => format!("问题{}，已过劝阻环节；再次到场劝阻的请写情况说明", state.label()),
            _ => format!("问题{}，现在不能{}；请先办理：{next}", state.label(), act.label()),
        }
    }

    /// What keeps this step from being taken, field by field. `evidence`: it comes with a file or names a paper. Who may
    /// close it is asked with [`Standing::involved`], where to report with `report::skipped`.
    pub fn check(&self, step: &Step, evidence: bool, today: NaiveDate) -> Result<(), Faults> {
        let mut faults = Faults::default();
        if let Some(why) = self.refusal(step.act.kind()) {
            return Err(Faults::one("act", why));
        }
        self.check_time(step, today, &mut faults);
        let kind = step.act.kind();
        if kind.needs_person() && step.by.is_empty() {
            faults.add("by", format!("请填写{}的经办人", kind.label()));
        }
        if kind.needs_text() && step.text.is_empty() {
            faults.add("text", format!("请写明{}", if kind == ActKind::Remark { "情况" } else { "原因" }));
        }
        match &step.act {
            Act::Dissuade { way, .. } if way.is_empty() => faults.add("way", "请填写劝阻方式，例如当面劝阻、电话劝阻"),
            Act::Report { .. } if self.skips_dissuasion() && step.text.is_empty() => {
                faults.add("text", "还没有劝阻就上报，请写明没有劝阻的原因，例如现场无人；已经劝阻的请先登记劝阻")
            }
            Act::Verify { verdict } if *verdict != Verdict::True && !evidence => {
                let message = format!("核实为{}，请附证明材料或填写文号，销号以此为据", verdict.label());
                faults.add("document", message);
            }
            Act::Dispose { disposal, unit, due } => {
                match (disposal, unit) {
                    (Disposal::SelfRectify, Some(_)) => {
                        faults.add("unit", "自行整改不移交单位；要移交的请改选处置方式");
                    }
                    (Disposal::Enforcement | Disposal::Department, None) => {
                        faults.add("unit", format!("{}请选择承办单位", disposal.label()));
                    }
                    _ => {}
                }
                if due.is_some_and(|due| due < step.on) {
                    faults.add("due", "整改期限早于处置日期，请核对");
                }
            }
            Act::Rectify { area, whole } => self.check_rectified(*area, *whole, &mut faults),
            Act::Close if !self.now.proved && !evidence => faults
                .add("files", "销号要有依据：请附整改后照片等材料或填写文号（整改、复查、回执、核实时已附的也可以）"),
            Act::Extend { due, approver } => self.check_extension(step, *due, *approver, &mut faults),
            Act::Supervise { due: Some(due) } if *due < step.on => {
                faults.add("due", "督办期限早于督办日期，请核对");
            }
            _ => {}
        }
        faults.or(())
    }

    /// R067: 劝阻 comes first; who reports without it says why.
    fn skips_dissuasion(&self) -> bool {
        self.state() == State::Found && !self.direct
    }

    fn check_time(&self, step: &Step, today: NaiveDate, faults: &mut Faults) {
        let (last, last_at) = self.last;
        if step.on > today {
            faults.add("on", "办理日期在今天之后，请核对");
        } else if step.on < last {
            faults.add("on", format!("办理日期早于上一步（{}），请核对", date::chinese(last)));
        } else if let (true, Some(at), Some(last_at)) = (step.on == last, step.at, last_at)
            && at < last_at
        {
            faults.add("at", format!("办理时间早于上一步（当日 {}），请核对", last_at.format("%H:%M")));
        }
    }

    fn check_rectified(&self, area: Option<Area>, whole: bool, faults: &mut Faults) {
        let done = self.now.rectified;
        let sum = Area(done.0.saturating_add(area.map_or(0, |area| area.0)));
        if area.is_some_and(|area| area <= Area(0)) {
            faults.add("area", "整改面积应大于零，请核对");
            return;
        }
        match (whole, area, self.area) {
            (false, None, _) => faults.add("area", "请填写这次整改的面积；全部完成的请选择全部整改完成"),
            (_, Some(_), Some(total)) if sum > total => faults.add(
                "area",
                format!(
                    "加上已整改的 {done} 亩共 {sum} 亩，超过涉及面积 {total} 亩，请核对；涉及面积有误的请先更正问题"
                ),
            ),
            (false, Some(_), Some(total)) if sum == total => {
                faults.add("area", format!("加上这次正好是涉及面积 {total} 亩，请选择全部整改完成"));
            }
            (true, Some(_), Some(total)) if sum < total => faults.add(
                "area",
                format!(
                    "共 {sum} 亩，小于涉及面积 {total} 亩：没有全部完成的请改选部分整改，涉及面积有误的请先更正问题"
                ),
            ),
            _ => {}
        }
    }

    fn check_extension(&self, step: &Step, due: NaiveDate, approver: crate::domain::id::PersonId, faults: &mut Faults) {
        if let Some(running) = self.due
            && due <= running.on
        {
            faults.add("due", format!("延期后的期限应晚于现在的期限（{}）", date::chinese(running.on)));
        } else if due < step.on {
            faults.add("due", "延期后的期限早于办理日期，请核对");
        }
        if step.by.contains(&approver) || self.rectifiers.contains(&approver) {
            faults.add("approver", "批准人不能是经办人或整改人，请由其他人批准");
        }
    }
}

impl Step {
    /// Trims the texts; each person is named once.
    pub fn tidy(self) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        let text = faults.take("text", text::prose("办理情况", &self.text, text::PROSE_MAX));
        let document = faults.take("document", text::line("文号", &self.document, text::LINE_MAX));
        let act = match self.act {
            Act::Dissuade { way, outcome } => {
                let way = faults.take("way", text::line("劝阻方式", &way, text::NAME_MAX));
                Act::Dissuade { way: way.unwrap_or_default(), outcome }
            }
            Act::Report { to, urgent, reason } => {
                let reason = faults.take("reason", text::line("越级原因", &reason, text::LINE_MAX));
                Act::Report { to, urgent, reason: reason.unwrap_or_default() }
            }
            other => other,
        };
        let mut by = self.by;
        let mut seen = std::collections::HashSet::new();
        by.retain(|person| seen.insert(*person));
        faults.or(Self { by, act, text: text.unwrap_or_default(), document: document.unwrap_or_default(), ..self })
    }
}
