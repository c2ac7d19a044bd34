//! Which department usually takes what (G37): words of a setting, since the plan does not say.

use super::{Behaviour, Problem, ProblemKind};

/// The settings that name the departments for a problem, the most fitting first.
pub fn settings_for(problem: &Problem) -> Vec<&'static str> {
    let poured = [Behaviour::DumpPollutants, Behaviour::DischargePollutants];
    let poured = problem.behaviours.iter().any(|behaviour| poured.contains(behaviour));
    let of_kind = match problem.kind {
        ProblemKind::NonAgricultural => Some("transfer_non_agricultural"),
        ProblemKind::NonGrain => Some("transfer_non_grain"),
        ProblemKind::Abandoned => Some("transfer_abandoned"),
        ProblemKind::SignDamage | ProblemKind::Other => None,
    };
    poured.then_some("transfer_dumping").into_iter().chain(of_kind).collect()
}

/// The departments a setting names: 「区水利局、生态环境」.
pub fn named(setting: &str) -> impl Iterator<Item = &str> {
    setting.split(['、', '，', ',', '；', ';']).map(str::trim).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::setting::known;

    #[test]
    fn every_suggestion_is_a_setting_that_says_it_is_one() {
        for key in ["transfer_non_agricultural", "transfer_non_grain", "transfer_abandoned", "transfer_dumping"] {
            let setting = known(key).unwrap();
            assert!(setting.source.starts_with("建议值，非文件规定"), "{key}");
            assert!(named(setting.default).count() > 0);
        }
        assert_eq!(named("区水利局、 生态环境，").collect::<Vec<_>>(), ["区水利局", "生态环境"]);
    }
}
