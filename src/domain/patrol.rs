//! A patrol (巡查): what is recorded of one walk over the fields, also when nothing was found (R061, R062, G38, G39).

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::{
    fault::Faults,
    id::{GridId, PersonId},
    text,
};

/// The six kinds; the plan uses the words without defining them (G38).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PatrolKind {
    /// 日常巡查 by 网格员 (L794).
    Routine,
    /// 巡田 organised by the village (L792).
    Field,
    /// 日常巡检 by town or street (L764).
    Inspection,
    /// 联合排查整治 with departments (L764).
    Joint,
    /// 督导调研 by district leaders (L788).
    Guidance,
    /// 专项监督 (L788).
    Special,
}

impl PatrolKind {
    pub const ALL: [Self; 6] =
        [Self::Routine, Self::Field, Self::Inspection, Self::Joint, Self::Guidance, Self::Special];

    pub fn label(self) -> &'static str {
        match self {
            Self::Routine => "日常巡查",
            Self::Field => "巡田",
            Self::Inspection => "日常巡检",
            Self::Joint => "联合排查整治",
            Self::Guidance => "督导调研",
            Self::Special => "专项监督",
        }
    }

    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.label() == label)
    }
}

/// 巡查方式: suggestions, not words of the plan.
pub const WAYS: [&str; 5] = ["步行", "驾车", "无人机", "视频监控", "其他"];

/// What was found. Nothing found is a real record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// 未发现问题.
    Nothing,
    /// 发现问题.
    Problem,
}

impl Finding {
    pub fn label(self) -> &'static str {
        match self {
            Self::Nothing => "未发现问题",
            Self::Problem => "发现问题",
        }
    }
}

/// One patrol as it is stored and as commands carry it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Patrol {
    pub date: NaiveDate,
    #[serde(default)]
    pub start: Option<NaiveTime>,
    #[serde(default)]
    pub end: Option<NaiveTime>,
    pub kind: PatrolKind,
    /// Village, town or district.
    pub grid: GridId,
    /// 村民小组 or 片区 within the grid.
    #[serde(default)]
    pub group: Option<GridId>,
    /// In the order they sign.
    pub patrollers: Vec<PersonId>,
    #[serde(default)]
    pub way: String,
    pub finding: Finding,
    /// 发现情况; required when a problem was found.
    #[serde(default)]
    pub found: String,
    /// 处置情况.
    #[serde(default)]
    pub action: String,
    #[serde(default)]
    pub weather: String,
    #[serde(default)]
    pub note: String,
}

impl Patrol {
    /// Trims the texts and finds what cannot stand whatever the grid: date in the future, end before start, nobody
    /// patrolled, a problem without a word about it, over-long text.
    pub fn check(self, today: NaiveDate) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        if self.date > today {
            faults.add("date", "巡查日期在今天之后，请核对");
        }
        if let (Some(start), Some(end)) = (self.start, self.end)
            && end < start
        {
            faults.add("end", "结束时间早于开始时间，请核对");
        }
        if self.patrollers.is_empty() {
            faults.add("patrollers", "请至少填写一名巡查人");
        }
        let way = faults.take("way", text::line("巡查方式", &self.way, text::NAME_MAX));
        let found = faults.take("found", text::prose("发现情况", &self.found, text::PROSE_MAX));
        let action = faults.take("action", text::prose("处置情况", &self.action, text::PROSE_MAX));
        let weather = faults.take("weather", text::line("天气", &self.weather, text::NAME_MAX));
        let note = faults.take("note", text::prose("备注", &self.note, text::PROSE_MAX));
        if self.finding == Finding::Problem && found.as_ref().is_some_and(String::is_empty) {
            faults.add("found", "选择了发现问题，请写明发现的情况");
        }
        let mut patrollers = self.patrollers;
        let mut seen = std::collections::HashSet::new();
        patrollers.retain(|person| seen.insert(*person));
        faults.or(Self {
            patrollers,
            way: way.unwrap_or_default(),
            found: found.unwrap_or_default(),
            action: action.unwrap_or_default(),
            weather: weather.unwrap_or_default(),
            note: note.unwrap_or_default(),
            ..self
        })
    }
}

/// 补录: entered on a later day than it happened; both dates are shown (G51).
pub fn is_late_entry(date: NaiveDate, recorded_on: NaiveDate) -> bool {
    recorded_on > date
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, 3, d).unwrap()
    }

    fn patrol() -> Patrol {
        Patrol {
            date: day(5),
            start: None,
            end: None,
            kind: PatrolKind::Field,
            grid: GridId(1),
            group: None,
            patrollers: vec![PersonId(1), PersonId(1)],
            way: " 步行 ".into(),
            finding: Finding::Nothing,
            found: String::new(),
            action: String::new(),
            weather: String::new(),
            note: String::new(),
        }
    }

    #[test]
    fn nothing_found_is_a_record() {
        let checked = patrol().check(day(5)).unwrap();
        assert_eq!((checked.way.as_str(), checked.patrollers.len()), ("步行", 1));
        assert!(!is_late_entry(day(5), day(5)) && is_late_entry(day(5), day(6)));
    }

    #[test]
    fn each_fault_names_its_field() {
        let bad = Patrol {
            date: day(9),
            start: NaiveTime::from_hms_opt(10, 0, 0),
            end: NaiveTime::from_hms_opt(9, 0, 0),
            patrollers: vec![],
            finding: Finding::Problem,
            note: "长".repeat(4001),
            ..patrol()
        };
        let faults = bad.check(day(5)).unwrap_err();
        let fields: Vec<_> = faults.0.iter().map(|fault| fault.field).collect();
        assert_eq!(fields, ["date", "end", "patrollers", "note", "found"]);
    }
}
