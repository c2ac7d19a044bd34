//! One grid with everything its page shows.

use chrono::NaiveDate;

use crate::{
    domain::{
        date::Period,
        grid::{GridFacts, GridKind, Level},
        id::{ChargeId, DutyId, GridId, PairingId, PersonId, UnitId},
        roster::{DutyHolder, Role},
    },
    ops::{OpResult, Workspace},
    store::FocusRow,
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridDetail {
    pub id: GridId,
    pub level: Level,
    /// The facts of the day; of a grid that does not exist then, those nearest to it.
    pub facts: GridFacts,
    /// The period of those facts.
    pub period: Period,
    /// Whether it exists on the day.
    pub exists: bool,
    /// From the district down, without the grid itself.
    pub path: Vec<PathStep>,
    /// Every version, newest first.
    pub versions: Vec<VersionLine>,
    /// 工作重点, newest year first; empty above and below level 3.
    pub focus: Vec<FocusRow>,
    /// The units that govern it.
    pub units: Vec<(UnitId, String)>,
    /// One block for each role of the level, in the plan's order.
    pub roles: Vec<RoleBlock>,
    /// What stands below it on the day.
    pub children: Vec<ChildCount>,
    /// Patrols in the grid and everything below it, of all time.
    pub patrols: u64,
    /// Those of the year of the day, up to its end.
    pub patrols_of_year: u64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathStep {
    pub id: GridId,
    pub name: String,
}

/// One version of a grid in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionLine {
    pub period: Period,
    pub name: String,
    /// What it began with: 「设立」, 「更名（原名某某村）」, 「划入罕台镇（原属铜川镇）」.
    pub change: String,
    pub document: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChildCount {
    pub kind: GridKind,
    pub count: u32,
}

/// A role of the grid with everyone who holds it on the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleBlock {
    pub role: Role,
    /// Someone has to hold it: empty means 空缺.
    pub mandatory: bool,
    /// Whether several may hold it at once.
    pub several: bool,
    /// The level of the grids it may 包联; `None` when it has no 包联.
    pub charge_level: Option<Level>,
    pub duties: Vec<DutyLine>,
    /// What the role has to do, in the plan's words.
    pub words: Vec<DutyWords>,
}

/// A duty of the day. `people` is empty while its post is vacant (空缺).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyLine {
    pub duty: DutyId,
    pub holder: DutyHolder,
    pub people: Vec<Incumbent>,
    /// 「铜川镇人民政府镇长」, or the title of a person's duty (「社长」).
    pub post: String,
    pub period: Period,
    pub document: String,
    /// 包联 of the day.
    pub charges: Vec<ChargeLine>,
    /// Whom it answers to, and who answers to it, on the day.
    pub pairings: Vec<PairingLine>,
}

/// A person behind a duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incumbent {
    pub person: PersonId,
    pub name: String,
    pub office_phone: String,
    /// First day in the post, or in the duty of a person.
    pub since: NaiveDate,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChargeLine {
    pub charge: ChargeId,
    pub grid: GridId,
    pub name: String,
    pub period: Period,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairingLine {
    pub pairing: PairingId,
    /// The duty on the other side.
    pub other: DutyId,
    pub other_role: Role,
    /// 「王某（罕台镇人民政府副镇长）」 or 「空缺（…）」.
    pub other_words: String,
    /// The grid it is limited to.
    pub grid: Option<(GridId, String)>,
    pub period: Period,
}

/// One duty of a role in the plan's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyWords {
    /// 「R034」.
    pub requirement: &'static str,
    /// Line of the plan, for [`crate::domain::plan::clause`].
    pub line: u32,
    pub text: &'static str,
}

/// Everything about one grid as of a day.
///
/// # Errors
/// [`crate::ops::OpFault::NotFound`] when there never was such a grid.
pub fn detail(ws: &Workspace, grid: GridId, day: NaiveDate) -> OpResult<GridDetail> {
    todo!()
}
