//! What the printed 责任追溯单 says: who answered for a place on a day (R079, G44).

use chrono::NaiveDate;

use super::sheet::SheetFrame;

/// 责任追溯单. `frame.as_of` is the day asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    pub frame: SheetFrame,
    /// 「罕台镇/撖家塔村/一社」, as named on the day.
    pub place: String,
    /// Set when the place did not exist on the day: what is known instead.
    pub absent: Option<String>,
    /// From the place up to the district.
    pub bands: Vec<TraceBand>,
    /// Titles of the official sheets that showed these people on the day.
    pub sheets: Vec<String>,
    /// 「2026-0012（非农化）」: what stood open at the place on the day.
    pub problems: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TraceBand {
    /// 「二级网格」.
    pub level: String,
    pub grid: String,
    pub rows: Vec<TraceRow>,
}

/// One person of a role, or a vacancy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TraceRow {
    pub role: String,
    /// `None`: 空缺.
    pub name: Option<String>,
    pub post: String,
    pub since: Option<NaiveDate>,
    /// The last day.
    pub until: Option<NaiveDate>,
    /// What the role had to do with the place: 「包联撖家塔村」.
    pub about: String,
    pub document: String,
}
