//! Plain data of the sheets about one person in office: 离任/接任交接清单, and 任期履职情况表 for 离任审计 (R079, G44).

use chrono::NaiveDate;

use super::{
    assess::{Band, Tenths},
    date::Period,
    sheet::SheetFrame,
};

/// 离任/接任交接清单: what somebody leaves on a day, and to whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverSheet {
    pub frame: SheetFrame,
    /// 移交人.
    pub leaver: String,
    /// 接收人, each once; empty while nobody has been named.
    pub successors: Vec<String>,
    /// The first day on which the leaver no longer has it.
    pub on: NaiveDate,
    pub posts: Vec<HandoverPost>,
    pub duties: Vec<HandoverDuty>,
    pub charges: Vec<HandoverCharge>,
    pub pairings: Vec<HandoverPairing>,
    /// 指派专人; the section is left out where nobody was sent.
    pub delegates: Vec<HandoverDelegate>,
    /// The year whose patrols are counted, up to the day before.
    pub year: i32,
    pub patrols: Vec<HandoverPatrols>,
    /// 未办结问题 of the grids concerned at the end of the day before.
    pub problems: Vec<HandoverProblem>,
    /// What the leaver keeps beyond the day: 「罕台镇撖家塔村监督人」.
    pub kept: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverPost {
    /// 「铜川镇人民政府镇长」.
    pub post: String,
    pub since: NaiveDate,
    pub document: String,
    pub successor: Successor,
}

/// Who takes something over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Successor {
    Named(String),
    /// 空缺.
    Vacant,
    /// The change has not been entered yet; the place is left to be written in.
    Undecided,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverDuty {
    /// 「罕台镇撖家塔村」.
    pub place: String,
    pub role: String,
    pub since: NaiveDate,
    pub document: String,
    /// 「随铜川镇人民政府镇长」, or the 身份 it is held with.
    pub basis: String,
    pub successor: Successor,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverCharge {
    pub grid: String,
    /// The duty it belongs to: 「东胜区副总监督人」.
    pub duty: String,
    pub since: NaiveDate,
    pub document: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverPairing {
    pub duty: String,
    /// 「副总监管人 陈某（区自然资源分局副局长）」.
    pub other: String,
    /// The grid it is limited to; empty: all of the 包联.
    pub grid: String,
    pub since: NaiveDate,
}

/// 指派专人 of a duty that is handed over (R042).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverDelegate {
    pub name: String,
    /// The grid they guide; empty: all that the duty answers for.
    pub grid: String,
    pub since: NaiveDate,
    pub document: String,
}

/// Opening figures of a grid concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverPatrols {
    pub grid: String,
    /// Patrols from 1 January to the day before the handover, of the grid and everything below it.
    pub count: u64,
    pub last: Option<NaiveDate>,
}

/// A problem that is not over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverProblem {
    pub number: String,
    pub found_on: NaiveDate,
    /// 「罕台镇撖家塔村一社」.
    pub place: String,
    /// 「非农化：在耕地上建房」.
    pub what: String,
    /// Where it is on its way; of one that was closed later, that day.
    pub state: String,
    pub due: Option<NaiveDate>,
}

/// 任期履职情况表: what somebody did in a time, on one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermSheet {
    pub frame: SheetFrame,
    pub person: String,
    /// What they are at the end of the time; empty: nothing.
    pub office: String,
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    pub posts: Vec<TermPost>,
    pub duties: Vec<TermDuty>,
    /// One for each year of the time, oldest first.
    pub years: Vec<TermYear>,
    pub scores: Vec<TermScore>,
}

/// A post within the time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermPost {
    pub post: String,
    /// The part of the term that lies in the time.
    pub period: Period,
    pub document: String,
}

/// A duty within the time, with the grids under 包联 in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermDuty {
    pub place: String,
    pub role: String,
    pub period: Period,
    pub charges: Vec<TermCharge>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermCharge {
    pub grid: String,
    pub period: Period,
}

/// Patrols and problems of one year of the time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermYear {
    pub year: i32,
    /// Patrols they took part in.
    pub patrols: u64,
    /// Those of them that found something.
    pub found: u64,
    /// Problems found in the year that they found or had a step in.
    pub problems: u64,
    /// Those of them that are closed by now.
    pub closed: u64,
    /// Those of them that are open past their deadline.
    pub overdue: u64,
}

/// The yearly assessment of a unit they led (总监督人 of the grid, 总监管人 of the department).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermScore {
    pub year: i32,
    pub unit: String,
    /// The part of the year in which they led it; `None` for all of it.
    pub part: Option<Period>,
    /// `None` while an item is open.
    pub total: Option<Tenths>,
    pub band: Option<Band>,
    /// Within its group, and of how many.
    pub rank: Option<(u32, u32)>,
    /// 审定.
    pub confirmed: bool,
}
