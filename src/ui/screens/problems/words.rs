//! How problems are told on screen: the tone of a state, the chip of a deadline.

use crate::{
    domain::{
        date,
        problem::step::{State, Verdict},
    },
    ops::query::problem::{Due, ProblemLine},
    ui::{theme::Tone, widgets::chip::Chip},
};

/// Green only where nothing is left to do; a word always stands with it.
pub fn tone_of(state: State) -> Tone {
    match state {
        State::Found | State::Dissuaded => Tone::Warning,
        State::Reported | State::Accepted | State::Verified | State::Transferred => Tone::Info,
        State::Rectifying | State::Rectified => Tone::Accent,
        State::Cleared | State::Reviewed => Tone::Info,
        State::Closed => Tone::Good,
        State::Merged => Tone::Neutral,
    }
}

pub fn state_chip(state: State) -> Chip {
    Chip::new(tone_of(state), state.label())
}

/// 「剩余 3 天」, 「今天到期」, 「逾期 2 天」, 「已中止」.
pub fn due_chip(due: &Due) -> Chip {
    if due.paused {
        return Chip::new(Tone::Neutral, "已中止");
    }
    match due.days_left {
        left if left < 0 => Chip::new(Tone::Danger, format!("逾期 {} 天", -left)),
        0 => Chip::new(Tone::Warning, "今天到期"),
        left if left <= 7 => Chip::new(Tone::Warning, format!("剩余 {left} 天")),
        left => Chip::new(Tone::Neutral, format!("剩余 {left} 天")),
    }
}

/// 「应在2025年6月12日前受理」.
pub fn due_words(due: &Due) -> String {
    format!("应在{}前{}", date::chinese(due.on), due.what)
}

/// 「罕台镇撖家塔村一组」.
pub fn unit(line: &ProblemLine) -> String {
    let town = if line.town_name == line.grid_name { "" } else { line.town_name.as_str() };
    format!("{town}{}{}", line.grid_name, line.group_name)
}

/// 「罕台镇撖家塔村一组，村北沙坑」.
pub fn place(line: &ProblemLine) -> String {
    let unit = unit(line);
    let more: Vec<_> =
        [line.problem.plot.as_str(), line.problem.spot.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
    if more.is_empty() { unit } else { format!("{unit}，{}", more.join("，")) }
}

/// 「非农化：建房、取土」.
pub fn what(line: &ProblemLine) -> String {
    let kind = line.problem.kind.label();
    let behaviours: Vec<_> = line.problem.behaviours.iter().map(|one| one.label()).collect();
    if behaviours.is_empty() { kind.to_owned() } else { format!("{kind}：{}", behaviours.join("、")) }
}

/// What a conclusion means and what proves it.
pub fn verdict_help(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::True => "违法违规属实，接着处置：自行整改、移交执法或移送部门",
        Verdict::Untrue => "经现场核实不存在所反映的问题，须附核实记录或照片，之后可以销号",
        Verdict::Lawful => "已依法办理用地手续，须填写批准文号或附手续材料，之后可以销号",
        Verdict::Helped => "属于群众需要帮助解决的事项，须写明怎样解决并附材料，之后可以销号（防止监督过度）",
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn a_deadline_says_how_many_days() {
        let due = |days_left, paused| Due {
            on: NaiveDate::from_ymd_opt(2025, 6, 12).unwrap_or_default(),
            what: "受理".into(),
            days_left,
            paused,
        };
        for (days, word, tone) in [
            (-2, "逾期 2 天", Tone::Danger),
            (0, "今天到期", Tone::Warning),
            (7, "剩余 7 天", Tone::Warning),
            (8, "剩余 8 天", Tone::Neutral),
        ] {
            assert_eq!(due_chip(&due(days, false)), Chip::new(tone, word));
        }
        assert_eq!(due_chip(&due(-2, true)).word, "已中止");
        assert_eq!(due_words(&due(2, false)), "应在2025年6月12日前受理");
    }
}
