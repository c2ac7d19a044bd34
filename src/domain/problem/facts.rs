//! What may stand in a problem when it is entered or corrected.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::{Concerned, Problem};
use crate::domain::{area::Area, fault::Faults, text};

/// Most 当事人 of one problem.
const CONCERNED_MAX: usize = 20;

impl Problem {
    /// Trims the texts and finds what cannot stand whatever the grid.
    pub fn check(self, today: NaiveDate) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        if self.found_on > today {
            faults.add("found_on", "发现日期在今天之后，请核对");
        }
        let plot = faults.take("plot", text::line("地块编号", &self.plot, text::NAME_MAX));
        let spot = faults.take("spot", text::line("具体位置", &self.spot, text::LINE_MAX));
        let found_by = faults.take("found_by", text::line("发现人", &self.found_by, text::LINE_MAX));
        let description = faults.take("description", text::prose("问题描述", &self.description, text::PROSE_MAX));
        let document = faults.take("document", text::line("交办、移送文号", &self.document, text::LINE_MAX));
        let note = faults.take("note", text::prose("备注", &self.note, text::PROSE_MAX));
        if description.as_ref().is_some_and(String::is_empty) {
            faults.add("description", "请写明发现了什么问题");
        }
        if self.finders.is_empty() && found_by.as_ref().is_some_and(String::is_empty) {
            faults.add("finders", "请选择发现人；名单中没有的，请写明由谁发现（如“区自然资源分局移送”）");
        }
        if self.area.is_some_and(|area| area <= Area(0)) {
            faults.add("area", "涉及面积应大于零；还不清楚的请留空");
        }
        let concerned = faults.take("concerned", people(self.concerned));
        let (mut seen, mut done) = (HashSet::new(), HashSet::new());
        let (mut finders, mut behaviours) = (self.finders, self.behaviours);
        finders.retain(|person| seen.insert(*person));
        behaviours.retain(|behaviour| done.insert(*behaviour));
        faults.or(Self {
            finders,
            behaviours,
            plot: plot.unwrap_or_default(),
            spot: spot.unwrap_or_default(),
            found_by: found_by.unwrap_or_default(),
            description: description.unwrap_or_default(),
            document: document.unwrap_or_default(),
            note: note.unwrap_or_default(),
            concerned: concerned.unwrap_or_default(),
            ..self
        })
    }
}

/// 当事人 without empty lines.
fn people(typed: Vec<Concerned>) -> Result<Vec<Concerned>, String> {
    let mut kept = Vec::new();
    for one in typed {
        let part = text::line("当事人身份", &one.part, text::NAME_MAX)?;
        let phone = text::phone("当事人电话", &one.phone)?;
        if one.name.trim().is_empty() && part.is_empty() && phone.is_empty() {
            continue;
        }
        kept.push(Concerned {
            name: text::name("当事人姓名（不知道的写“不详”）", &one.name)?, part, phone
        });
    }
    if kept.len() > CONCERNED_MAX {
        return Err(format!("当事人最多填写 {CONCERNED_MAX} 个，其余请写在备注中"));
    }
    Ok(kept)
}

/// A name as lists show it: 「张*」.
pub fn mask_name(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| format!("{first}{}", "*".repeat(letters.count()))).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        id::{GridId, PersonId},
        problem::{Behaviour, ProblemKind, ProblemSource},
    };

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, 3, d).unwrap()
    }

    fn problem() -> Problem {
        Problem {
            found_on: day(5),
            found_at: None,
            source: ProblemSource::Patrol,
            kind: ProblemKind::NonAgricultural,
            behaviours: vec![Behaviour::TakeSoil, Behaviour::TakeSoil],
            grid: GridId(1),
            group: None,
            plot: String::new(),
            spot: String::new(),
            point: None,
            land: None,
            area: None,
            concerned: vec![Concerned { name: " 李某 ".into(), ..Concerned::default() }, Concerned::default()],
            finders: vec![PersonId(1), PersonId(1)],
            found_by: String::new(),
            description: " 取土 ".into(),
            urgent: false,
            patrol: None,
            tip: None,
            clue: None,
            document: String::new(),
            note: String::new(),
        }
    }

    #[test]
    fn what_was_typed_is_trimmed_and_said_once() {
        let checked = problem().check(day(5)).unwrap();
        assert_eq!((checked.finders.len(), checked.behaviours.len(), checked.concerned.len()), (1, 1, 1));
        assert_eq!((checked.description.as_str(), checked.concerned[0].name.as_str()), ("取土", "李某"));
    }

    #[test]
    fn each_fault_names_its_field() {
        let bad = Problem {
            found_on: day(9),
            finders: vec![],
            description: String::new(),
            area: Some(Area(0)),
            spot: "一\n二".into(),
            concerned: vec![Concerned { phone: "不详".into(), ..Concerned::default() }],
            ..problem()
        };
        let faults = bad.check(day(5)).unwrap_err();
        let fields: Vec<_> = faults.0.iter().map(|fault| fault.field).collect();
        assert_eq!(fields, ["found_on", "spot", "description", "finders", "area", "concerned"]);
    }

    #[test]
    fn names_are_masked_but_for_the_surname() {
        assert_eq!((mask_name("张三"), mask_name("𠮷田"), mask_name("")), ("张*".into(), "𠮷*".into(), String::new()));
    }
}
