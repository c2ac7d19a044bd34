//! How the stored values of the log read.

use serde::de::DeserializeOwned;

use crate::{
    domain::{
        annex::Annex,
        assess::{ObjectKind, Stage},
        clue::{Category, ClueState, dictionary},
        desk::Desk,
        duty_document::DocumentKind,
        grid::{GridKind, Level},
        hearing::HearingPart,
        leading_group::Part,
        patrol::{Finding, PatrolKind},
        patrol_rule::Per,
        problem::{
            self, Behaviour, LandKind, ProblemKind, ProblemSource,
            act::ActKind,
            step::{Disposal, Dissuaded, State, Verdict},
        },
        reform::ReformKind,
        roster::{Role, UnitKind},
        tip::{Channel, TipVerdict},
        workday::DayUnit,
    },
    ops::notice::table_label,
};

/// How a stored value reads.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    /// Means nothing to people: the row's own id, search keys, digests.
    Hidden,
    Text,
    /// A personal phone, masked for all but 区级管理.
    Phone,
    /// Alias lists: 「甲;乙」.
    List,
    Number,
    /// Bytes.
    Size,
    /// 是 or 否.
    Flag,
    /// 2025年3月5日.
    Date,
    /// Stored as the first day no longer in force, read as the last day in force.
    LastDay,
    /// 09:30.
    Time,
    /// Tenths of a point with one decimal.
    Points,
    /// The same, where nothing stands for 不适用.
    Score,
    /// One of a few words.
    Word(fn(&str) -> Option<&'static str>),
    /// Several of a few words: 「甲、乙」.
    Words(fn(&str) -> Option<&'static str>),
    /// Hundredths of a 亩.
    Area,
    /// 分, read as 元.
    Money,
    /// Hundredths of a square metre.
    SquareMetres,
    /// A row of another table, by its name.
    Row(&'static str),
    /// The copy of an assessment scheme, by its title.
    Scheme,
    /// The months of a rule, as bits.
    Months,
    /// The key of a setting, by its label.
    SettingKey,
}

pub(super) const LEVEL: Shape = Shape::Word(|word| read(word, Level::label));
pub(super) const GRID_KIND: Shape = Shape::Word(|word| read(word, GridKind::label));
pub(super) const TRACK_KIND: Shape = Shape::Word(|word| read(word, crate::domain::track::TrackKind::label));
pub(super) const SYSTEM: Shape = Shape::Word(|word| read(word, crate::domain::coordinate::System::label));
pub(super) const IMPORT_KIND: Shape = Shape::Word(|word| read(word, crate::domain::import::ImportKind::label));
pub(super) const UNIT_KIND: Shape = Shape::Word(|word| read(word, UnitKind::label));
pub(super) const DESK: Shape = Shape::Word(|word| read(word, Desk::label));
pub(super) const ROLE: Shape = Shape::Word(|word| read(word, Role::label));
pub(super) const PATROL_KIND: Shape = Shape::Word(|word| read(word, PatrolKind::label));
pub(super) const PER: Shape = Shape::Word(|word| read(word, Per::label));
pub(super) const FINDING: Shape = Shape::Word(|word| read(word, Finding::label));
pub(super) const REFORM_KIND: Shape = Shape::Word(|word| read(word, ReformKind::label));
pub(super) const STAGE: Shape = Shape::Word(|word| read(word, Stage::label));
pub(super) const SHEET: Shape = Shape::Word(|word| read(word, Annex::mark));
pub(super) const DOCUMENT_KIND: Shape = Shape::Word(|word| read(word, DocumentKind::label));
pub(super) const LEVELS: Shape = Shape::Words(|word| read(word, Level::label));
pub(super) const ROLES: Shape = Shape::Words(|word| read(word, Role::label));
pub(super) const PART: Shape = Shape::Word(|word| read(word, Part::label));
pub(super) const SCAN_OWNER: Shape = Shape::Word(|word| Some(table_label(word)));
pub(super) const HEARING_PART: Shape = Shape::Word(|word| read(word, HearingPart::label));
pub(super) const CLUE_STATE: Shape = Shape::Word(|word| read(word, ClueState::label));
pub(super) const CLUE_CATEGORY: Shape = Shape::Word(|word| read(word, Category::label));
pub(super) const CLUE_SUB: Shape =
    Shape::Word(|word| Category::ALL.iter().find_map(|of| dictionary::sub(*of, word)).map(|sub| sub.name.as_str()));
pub(super) const CLUE_FLAGS: Shape = Shape::Words(|word| dictionary::flag(word).map(|flag| flag.name.as_str()));
pub(super) const OBJECT_KIND: Shape = Shape::Word(|word| read(word, ObjectKind::label));

pub(super) const CHANNEL: Shape = Shape::Word(|word| read(word, Channel::label));
pub(super) const HINT_KIND: Shape = Shape::Word(|word| read(word, crate::domain::hint::HintKind::label));
pub(super) const HINT_VERDICT: Shape = Shape::Word(|word| read(word, crate::domain::hint::HintVerdict::label));
pub(super) const TIP_VERDICT: Shape = Shape::Word(|word| read(word, TipVerdict::label));
pub(super) const LOOK: Shape = Shape::Word(|word| match word {
    "written" => Some("登记"),
    "read" => Some("查看"),
    _ => None,
});
pub(super) const PROBLEM_SOURCE: Shape = Shape::Word(|word| read(word, ProblemSource::label));
pub(super) const PROBLEM_KIND: Shape = Shape::Word(|word| read(word, ProblemKind::label));
pub(super) const BEHAVIOURS: Shape = Shape::Words(|word| read(word, Behaviour::label));
pub(super) const LAND: Shape = Shape::Word(|word| read(word, LandKind::label));
pub(super) const PROBLEM_STATE: Shape = Shape::Word(|word| read(word, State::label));
pub(super) const PROBLEM_STAGE: Shape = Shape::Word(|word| read(word, problem::limit::Stage::label));
pub(super) const DAY_UNIT: Shape = Shape::Word(|word| read(word, DayUnit::label));
pub(super) const ACT: Shape = Shape::Word(|word| read(word, ActKind::label));
pub(super) const STEP_RESULT: Shape = Shape::Word(step_result);

/// The result of a step, whatever its act: 劝阻结果, 核实结论, 处置方式, 整改 and 复查.
fn step_result(word: &str) -> Option<&'static str> {
    let whole = match word {
        "whole" => Some("全部整改"),
        "part" => Some("部分整改"),
        "passed" => Some("通过"),
        "failed" => Some("未通过"),
        _ => None,
    };
    whole
        .or_else(|| read(word, Dissuaded::label))
        .or_else(|| read(word, Verdict::label))
        .or_else(|| read(word, Disposal::label))
}

/// The label of a stored word.
fn read<T: DeserializeOwned>(word: &str, label: fn(T) -> &'static str) -> Option<&'static str> {
    serde_json::from_value(serde_json::Value::String(word.to_owned())).ok().map(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_as_labels() {
        let Shape::Word(kind) = PATROL_KIND else { unreachable!() };
        assert_eq!((kind("field"), kind("other")), (Some("巡田"), None));
    }
}
