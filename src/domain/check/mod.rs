//! 网格体系检查: what is looked at, what can be found wrong, and where it is put right (R007, R091, R092, R102; items 1.1, 1.2,
//! 3.4). The rules stand in `rules`, over a plain [`Snapshot`].

mod rules;
mod snapshot;
#[cfg(test)]
mod tests;
mod time;

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

pub use rules::run;
pub use snapshot::{ChargeSpan, DutySpan, FilingDue, GridState, PairingSpan, PostSpan, Snapshot, TermSpan};

use super::{
    date::Period,
    filing,
    id::{DutyId, GridId, PersonId, PostId},
    roster::Role,
};

/// One thing that is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    Coverage,
    RolesHeld,
    OneDeputy,
    DeputyAnswered,
    GroupOverseen,
    GroupPatrolled,
    SidesApart,
    NoGaps,
    NoOverlaps,
    WithinLife,
    Filed,
}

impl Check {
    pub const ALL: [Self; 11] = [
        Self::Coverage,
        Self::RolesHeld,
        Self::OneDeputy,
        Self::DeputyAnswered,
        Self::GroupOverseen,
        Self::GroupPatrolled,
        Self::SidesApart,
        Self::NoGaps,
        Self::NoOverlaps,
        Self::WithinLife,
        Self::Filed,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Self::Coverage => "网格全覆盖",
            Self::RolesHeld => "各级责任人明确",
            Self::OneDeputy => "副总监督人包联到位",
            Self::DeputyAnswered => "副总监管人一一对应",
            Self::GroupOverseen => "村民小组有监管人",
            Self::GroupPatrolled => "村民小组有网格员",
            Self::SidesApart => "监督与监管分设",
            Self::NoGaps => "任职时间无空档",
            Self::NoOverlaps => "任职时间无重叠",
            Self::WithinLife => "起止时间相符",
            Self::Filed => "网格划分已报备",
        }
    }

    /// What has to be true, in a sentence.
    pub fn rule(self) -> &'static str {
        match self {
            Self::Coverage => "每个网格都在上一级网格之下；有耕地的镇（街道）、村（社区）都划分了下一级网格",
            Self::RolesHeld => "每个网格的各项职责都有人担任",
            Self::OneDeputy => "每个镇（街道）、村（社区）都由上一级的一位副总监督人包联",
            Self::DeputyAnswered => "每个被包联的网格都有副总监管人对该副总监督人负责",
            Self::GroupOverseen => "每个有耕地的村民小组（片区）都由本村（社区）监管人包联",
            Self::GroupPatrolled => "每个有耕地的村民小组（片区）都有网格员",
            Self::SidesApart => "同一对应关系中，监督、监管不由同一人担任",
            Self::NoGaps => "检查期间各项职责每天都有人担任",
            Self::NoOverlaps => "检查期间只设一人的职务、职责没有两人同时担任",
            Self::WithinLife => "职责、包联、对应关系的时间不超出其网格、职务和职责的存续时间",
            Self::Filed => "期限已过的，每个二级网格都报备了当年的网格划分",
        }
    }

    /// What is counted: 「项职责」.
    pub fn counted(self) -> &'static str {
        match self {
            Self::Coverage | Self::OneDeputy | Self::DeputyAnswered | Self::Filed => "个网格",
            Self::RolesHeld | Self::NoGaps => "项职责",
            Self::GroupOverseen | Self::GroupPatrolled => "个小组",
            Self::SidesApart => "项对应",
            Self::NoOverlaps => "个单人职务、职责",
            Self::WithinLife => "条记录",
        }
    }

    /// The requirement and the line of the plan it rests on.
    pub fn basis(self) -> (&'static str, u32) {
        match self {
            Self::Coverage => ("R007", 730),
            Self::RolesHeld => ("R047", 780),
            Self::OneDeputy => ("R020", 752),
            Self::DeputyAnswered => ("R022", 752),
            Self::GroupOverseen => ("R031", 756),
            Self::GroupPatrolled => ("R032", 756),
            Self::SidesApart => ("R077", 806),
            Self::NoGaps | Self::NoOverlaps => ("R116", 884),
            Self::WithinLife => ("R018", 750),
            Self::Filed => ("R091", filing::ITEM_LINE),
        }
    }

    /// The assessment items that it serves.
    pub fn items(self) -> &'static [&'static str] {
        match self {
            Self::Coverage | Self::OneDeputy | Self::DeputyAnswered | Self::GroupOverseen | Self::GroupPatrolled => {
                &["1.2"]
            }
            Self::RolesHeld => &["1.2", "3.4"],
            Self::SidesApart | Self::NoGaps | Self::NoOverlaps | Self::WithinLife => &["3.4"],
            Self::Filed => &["1.1"],
        }
    }
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Something that has to be there is not.
    Missing,
    /// To be looked at; it may be as it should.
    Doubt,
}

impl Severity {
    pub const ALL: [Self; 2] = [Self::Missing, Self::Doubt];

    pub fn label(self) -> &'static str {
        match self {
            Self::Missing => "缺项",
            Self::Doubt => "待核对",
        }
    }
}

/// What can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// The grid above does not exist on the day.
    OutOfTree,
    /// A grid with farmland has nothing below it.
    NothingBelow,
    /// Nobody was ever given the role, or it ended.
    RoleUnassigned,
    /// The role belongs to a post that nobody holds.
    PostVacant,
    DeputyMissing,
    /// More than one 副总监督人 (G19).
    DeputyDoubled,
    DeputyUnanswered,
    GroupNotOverseen,
    GroupNotPatrolled,
    /// One person on both sides of a pairing (G22).
    BothSides,
    Gap,
    /// Two persons in a post of one.
    PostDoubled,
    /// Two holders of a role of one.
    RoleDoubled,
    DutyOutside,
    ChargeOutside,
    PairingOutside,
    /// The deadline of the year has passed without a filing (G12).
    NotFiled,
}

impl FindingKind {
    pub const ALL: [Self; 17] = [
        Self::OutOfTree,
        Self::NothingBelow,
        Self::RoleUnassigned,
        Self::PostVacant,
        Self::DeputyMissing,
        Self::DeputyDoubled,
        Self::DeputyUnanswered,
        Self::GroupNotOverseen,
        Self::GroupNotPatrolled,
        Self::BothSides,
        Self::Gap,
        Self::PostDoubled,
        Self::RoleDoubled,
        Self::DutyOutside,
        Self::ChargeOutside,
        Self::PairingOutside,
        Self::NotFiled,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Self::OutOfTree => "不在网格体系内",
            Self::NothingBelow => "没有下级网格",
            Self::RoleUnassigned => "职责未明确",
            Self::PostVacant => "职务空缺",
            Self::DeputyMissing => "无人包联",
            Self::DeputyDoubled => "多人包联",
            Self::DeputyUnanswered => "无副总监管人",
            Self::GroupNotOverseen => "无监管人",
            Self::GroupNotPatrolled => "无网格员",
            Self::BothSides => "监督监管同一人",
            Self::Gap => "时间空档",
            Self::PostDoubled => "职务重叠",
            Self::RoleDoubled => "职责重叠",
            Self::DutyOutside => "职责时间不符",
            Self::ChargeOutside => "包联时间不符",
            Self::PairingOutside => "对应时间不符",
            Self::NotFiled => "未报备",
        }
    }

    pub fn check(self) -> Check {
        match self {
            Self::OutOfTree | Self::NothingBelow => Check::Coverage,
            Self::RoleUnassigned | Self::PostVacant => Check::RolesHeld,
            Self::DeputyMissing | Self::DeputyDoubled => Check::OneDeputy,
            Self::DeputyUnanswered => Check::DeputyAnswered,
            Self::GroupNotOverseen => Check::GroupOverseen,
            Self::GroupNotPatrolled => Check::GroupPatrolled,
            Self::BothSides => Check::SidesApart,
            Self::Gap => Check::NoGaps,
            Self::PostDoubled | Self::RoleDoubled => Check::NoOverlaps,
            Self::DutyOutside | Self::ChargeOutside | Self::PairingOutside => Check::WithinLife,
            Self::NotFiled => Check::Filed,
        }
    }

    /// What to do about it.
    pub fn advice(self) -> &'static str {
        match self {
            Self::OutOfTree => "在网格页把它划入现有的上级网格，或予以撤销",
            Self::NothingBelow => "在网格页新设村民小组或片区；确无耕地的标为无耕地",
            Self::RoleUnassigned => "在网格页明确责任人",
            Self::PostVacant => "在职务页办理任免",
            Self::DeputyMissing => "在包联页明确由哪位副总监督人包联",
            Self::DeputyDoubled => "在包联页核对，只保留一位",
            Self::DeputyUnanswered => "在网格页登记副总监管人的对应关系",
            Self::GroupNotOverseen => "在网格页登记监管人对该小组的包联",
            Self::GroupNotPatrolled => "在网格页明确网格员；确无耕地的标为无耕地",
            Self::BothSides => "核对后调整对应关系，或另行明确责任人",
            Self::Gap => "核对任免、接替日期；确属空缺的留存说明",
            Self::PostDoubled => "在职务页核对前任的离任日期",
            Self::RoleDoubled => "在网格页核对接替日期",
            Self::DutyOutside | Self::ChargeOutside | Self::PairingOutside => "核对起止日期",
            Self::NotFiled => "在机制台账登记网格划分报备",
        }
    }
}

/// Where a finding is put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    Grid(GridId),
    Post(PostId),
    /// The matrix of 包联.
    Charges,
    /// 机制台账, where filings are entered.
    Mechanisms,
}

/// One thing found, by ids; words are made of it where names are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub kind: FindingKind,
    pub severity: Severity,
    /// The grid it is about; of a post that is in no grid, none.
    pub grid: Option<GridId>,
    pub role: Option<Role>,
    pub duties: Vec<DutyId>,
    pub post: Option<PostId>,
    pub people: Vec<PersonId>,
    /// The days it is about: without a holder, with two, or outside what bounds them.
    pub spans: Vec<Period>,
}

impl Finding {
    fn new(kind: FindingKind, severity: Severity, grid: impl Into<Option<GridId>>) -> Self {
        Self {
            kind,
            severity,
            grid: grid.into(),
            role: None,
            duties: Vec::new(),
            post: None,
            people: Vec::new(),
            spans: Vec::new(),
        }
    }

    fn of_role(mut self, role: Role) -> Self {
        self.role = Some(role);
        self
    }

    fn of_duties(mut self, duties: impl IntoIterator<Item = DutyId>) -> Self {
        self.duties.extend(duties);
        self
    }

    fn of_people(mut self, people: impl IntoIterator<Item = PersonId>) -> Self {
        self.people.extend(people);
        self
    }

    fn of_post(mut self, post: Option<PostId>) -> Self {
        self.post = post;
        self
    }

    fn over(mut self, spans: impl IntoIterator<Item = Period>) -> Self {
        self.spans.extend(spans);
        self
    }

    /// Where it is put right; `None` when nothing on record stands for it any more.
    pub fn place(&self) -> Option<Place> {
        // What is about a post is put right by filling it.
        match (self.kind, self.post, self.grid) {
            (_, Some(post), _) => Some(Place::Post(post)),
            (FindingKind::DeputyMissing | FindingKind::DeputyDoubled, _, _) => Some(Place::Charges),
            (FindingKind::NotFiled, ..) => Some(Place::Mechanisms),
            (_, _, grid) => grid.map(Place::Grid),
        }
    }
}

/// How far back gaps and overlaps are looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// Twelve months up to the day.
    #[default]
    Year,
    /// All that is on record.
    Whole,
}

impl Reach {
    pub const ALL: [Self; 2] = [Self::Year, Self::Whole];

    pub fn label(self) -> &'static str {
        match self {
            Self::Year => "近一年",
            Self::Whole => "全部历史",
        }
    }

    /// The first day looked at.
    pub fn since(self, day: NaiveDate, first: NaiveDate) -> NaiveDate {
        match self {
            Self::Year => {
                let year = day.checked_sub_months(Months::new(12)).map(|before| before + Days::new(1));
                year.unwrap_or(first).max(first)
            }
            Self::Whole => first,
        }
        .min(day)
    }
}

/// One check with how much it looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Looked {
    pub check: Check,
    pub examined: u32,
}

/// Everything that was looked at and found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    pub looked: Vec<Looked>,
    pub found: Vec<Finding>,
}
