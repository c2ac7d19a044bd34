//! The names that a step may carry in JSON, listed once: a flattened, tagged command cannot tell them itself.

use serde::Deserialize;
use serde_json::Value;

/// Every field of 办理问题 beside its `id`, whatever the act.
#[derive(Debug, Deserialize)]
pub struct StepFields {
    pub act: Value,
    pub on: Value,
    pub at: Value,
    pub by: Value,
    pub text: Value,
    pub document: Value,
    pub files: Value,
    pub way: Value,
    pub outcome: Value,
    pub to: Value,
    pub urgent: Value,
    pub reason: Value,
    pub verdict: Value,
    pub disposal: Value,
    pub unit: Value,
    pub due: Value,
    pub area: Value,
    pub whole: Value,
    pub passed: Value,
    pub approver: Value,
    pub into: Value,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::{
        domain::{
            id::{GridId, PersonId, ProblemId},
            problem::step::{Act, Disposal, Dissuaded, Step, Verdict},
        },
        ops::{Command, problem::TakeStep},
    };

    #[test]
    fn every_field_of_every_act_is_listed() {
        let on = chrono::NaiveDate::MIN;
        let acts = [
            Act::Dissuade { way: String::new(), outcome: Dissuaded::Stopped },
            Act::Report { to: GridId(1), urgent: true, reason: String::new() },
            Act::Verify { verdict: Verdict::True },
            Act::Dispose { disposal: Disposal::SelfRectify, unit: None, due: None },
            Act::Rectify { area: None, whole: true },
            Act::Review { passed: true },
            Act::Extend { due: on, approver: PersonId(1) },
            Act::Merge { into: ProblemId(1) },
        ];
        let mut met = BTreeSet::new();
        for act in acts {
            let step = Step { on, at: None, by: vec![], act, text: String::new(), document: String::new() };
            let step = TakeStep { id: ProblemId(1), step, files: vec![] };
            let json = serde_json::to_value(&step).unwrap();
            met.extend(json.as_object().unwrap().keys().cloned());
        }
        let listed: BTreeSet<String> = Command::fields("take_step").into_iter().map(str::to_owned).collect();
        assert_eq!(met, listed);
    }
}
