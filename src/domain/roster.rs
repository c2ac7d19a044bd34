//! Who supervises (监督), oversees (监管) and patrols each grid: the role matrix of R019-R032 and what a role is bound to.

use serde::{Deserialize, Serialize};

use super::{
    date::Period,
    grid::Level,
    id::{DutyId, GridId, PersonId, PostId},
};

/// A role in the grid system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 总监督人.
    ChiefSupervisor,
    /// 副总监督人.
    DeputySupervisor,
    /// 监督总协调人.
    Coordinator,
    /// 总监管人.
    ChiefOverseer,
    /// 副总监管人.
    DeputyOverseer,
    /// 监督人 of a level-3 grid.
    Supervisor,
    /// 监管人 of a level-3 grid.
    Overseer,
    /// 网格员.
    GridMember,
}

/// 监督 or 监管; 网格员 stand on neither (G22).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    Supervise,
    Oversee,
    Patrol,
}

impl Side {
    pub fn label(self) -> &'static str {
        match self {
            Self::Supervise => "监督",
            Self::Oversee => "监管",
            Self::Patrol => "巡查",
        }
    }
}

/// What a role is bound to, so that succession works as the notes under the tables say (R116, R122, R127, G25).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// Levels 1 and 2: 由接替其行政职务的同志接替.
    Post,
    /// Level 3 and 网格员: 由接替其工作的同志接替, entered explicitly.
    Person,
}

impl Role {
    pub const ALL: [Self; 8] = [
        Self::ChiefSupervisor,
        Self::DeputySupervisor,
        Self::Coordinator,
        Self::ChiefOverseer,
        Self::DeputyOverseer,
        Self::Supervisor,
        Self::Overseer,
        Self::GridMember,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Self::ChiefSupervisor => "总监督人",
            Self::DeputySupervisor => "副总监督人",
            Self::Coordinator => "监督总协调人",
            Self::ChiefOverseer => "总监管人",
            Self::DeputyOverseer => "副总监管人",
            Self::Supervisor => "监督人",
            Self::Overseer => "监管人",
            Self::GridMember => "网格员",
        }
    }

    /// The stable English name used in data files, commands and the database.
    pub fn identifier(self) -> &'static str {
        match self {
            Self::ChiefSupervisor => "chief_supervisor",
            Self::DeputySupervisor => "deputy_supervisor",
            Self::Coordinator => "coordinator",
            Self::ChiefOverseer => "chief_overseer",
            Self::DeputyOverseer => "deputy_overseer",
            Self::Supervisor => "supervisor",
            Self::Overseer => "overseer",
            Self::GridMember => "grid_member",
        }
    }

    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.label() == label)
    }

    pub fn side(self) -> Side {
        match self {
            Self::ChiefSupervisor | Self::DeputySupervisor | Self::Coordinator | Self::Supervisor => Side::Supervise,
            Self::ChiefOverseer | Self::DeputyOverseer | Self::Overseer => Side::Oversee,
            Self::GridMember => Side::Patrol,
        }
    }

    /// The roles that exist at a level (role matrix of R019-R032).
    pub fn at(level: Level) -> &'static [Self] {
        match level {
            Level::District | Level::Town => &[
                Self::ChiefSupervisor,
                Self::DeputySupervisor,
                Self::Coordinator,
                Self::ChiefOverseer,
                Self::DeputyOverseer,
            ],
            Level::Village => &[Self::Supervisor, Self::Overseer],
            Level::Group => &[Self::GridMember],
        }
    }

    pub fn exists_at(self, level: Level) -> bool {
        Self::at(level).contains(&self)
    }

    /// Whether a grid of the level has to have someone in it: every role of the matrix is to be named (R047), and every
    /// group with farmland needs a 网格员 (R032, G27).
    pub fn mandatory(self, level: Level, no_farmland: bool) -> bool {
        self.exists_at(level) && !(self == Self::GridMember && no_farmland)
    }

    pub fn binding(self) -> Binding {
        match self {
            Self::Supervisor | Self::Overseer | Self::GridMember => Binding::Person,
            _ => Binding::Post,
        }
    }

    /// Whether several may hold it at once: 总监督人 and 监督人 may be two under 党政同责 (G23), the two bureau heads share
    /// 总监管人 (G21), 监督总协调人 when 自然资源 and 农牧 are under different leaders (G21), the rest by the plan's words.
    pub fn several(self, level: Level) -> bool {
        !matches!((self, level), (Self::ChiefSupervisor, Level::District) | (Self::Supervisor, Level::Village))
    }

    /// The level of the grids that a holder may 包联 (R020, R025, R031); leaders other than deputies may too (G53).
    pub fn charge_level(self, level: Level) -> Option<Level> {
        match self {
            Self::GridMember => None,
            Self::Supervisor => None,
            _ => level.below(),
        }
    }

    /// Whether a holder sends somebody of their own to guide the grids of level 2 and 3: 指派专人 (R042, L770).
    pub fn delegates(self, level: Level) -> bool {
        (self, level) == (Self::DeputyOverseer, Level::District)
    }

    /// Who may do the answering of a pairing: 监管 answers to 监督 of the same rank (R022, R027, R028, G20).
    pub fn answers_to(self) -> Option<Self> {
        match self {
            Self::ChiefOverseer => Some(Self::ChiefSupervisor),
            Self::DeputyOverseer => Some(Self::DeputySupervisor),
            Self::Overseer => Some(Self::Supervisor),
            _ => None,
        }
    }
}

/// Who a duty belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DutyHolder {
    Post(PostId),
    Person(PersonId),
}

/// A grid role with its holder and time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    pub id: DutyId,
    pub grid: GridId,
    pub role: Role,
    pub holder: DutyHolder,
    pub period: Period,
    pub document: String,
    /// 身份 of a 网格员: 社长, 包片干部 or other (G26); the post as printed for persons without one.
    pub title: String,
}

/// Whether a role can be given at this level to this kind of holder.
pub fn check_duty(role: Role, level: Level, holder: DutyHolder) -> Result<(), String> {
    if !role.exists_at(level) {
        let roles: Vec<_> = Role::at(level).iter().map(|role| role.label()).collect();
        return Err(format!("{}没有「{}」这一职责，可选：{}", level.label(), role.label(), roles.join("、")));
    }
    match (role.binding(), holder) {
        (Binding::Post, DutyHolder::Person(_)) => {
            Err(format!("{}的{}随行政职务接替，请选择职务而不是个人", level.label(), role.label()))
        }
        (Binding::Person, DutyHolder::Post(_)) => {
            Err(format!("{}的{}随工作接替，请选择个人而不是职务", level.label(), role.label()))
        }
        _ => Ok(()),
    }
}

/// What kind of organisation has posts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// 区委、区政府 and what else leads the district.
    District,
    /// 镇党委、镇政府, 街道党工委、办事处.
    Town,
    /// 区直部门.
    Department,
    /// 村民委员会、社区居民委员会.
    Village,
}

impl UnitKind {
    pub const ALL: [Self; 4] = [Self::District, Self::Town, Self::Department, Self::Village];

    /// The level of the grid that such a unit governs.
    pub fn governs(self) -> Option<Level> {
        match self {
            Self::District => Some(Level::District),
            Self::Town => Some(Level::Town),
            Self::Department => None,
            Self::Village => Some(Level::Village),
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::District => "区级机关",
            Self::Town => "镇（街道）",
            Self::Department => "区直部门",
            Self::Village => "村（社区）",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_matrix_is_the_plans() {
        let exists = |role: Role| Level::ALL.map(|level| role.exists_at(level));
        for role in &Role::ALL[..5] {
            assert_eq!(exists(*role), [true, true, false, false], "{}", role.label());
        }
        for role in [Role::Supervisor, Role::Overseer] {
            assert_eq!(exists(role), [false, false, true, false]);
        }
        assert_eq!(exists(Role::GridMember), [false, false, false, true]);
    }

    #[test]
    fn only_groups_without_farmland_need_nobody() {
        assert!(Role::GridMember.mandatory(Level::Group, false) && !Role::GridMember.mandatory(Level::Group, true));
        assert!(Role::Supervisor.mandatory(Level::Village, true) && !Role::Supervisor.mandatory(Level::Town, false));
    }

    #[test]
    fn levels_one_and_two_follow_the_post_and_the_rest_the_person() {
        let (post, person) = (DutyHolder::Post(PostId(1)), DutyHolder::Person(PersonId(1)));
        assert_eq!(check_duty(Role::ChiefSupervisor, Level::Town, post), Ok(()));
        assert!(check_duty(Role::ChiefSupervisor, Level::Town, person).unwrap_err().contains("随行政职务接替"));
        assert_eq!(check_duty(Role::GridMember, Level::Group, person), Ok(()));
        assert!(check_duty(Role::Supervisor, Level::Village, post).unwrap_err().contains("随工作接替"));
        assert!(check_duty(Role::ChiefSupervisor, Level::Village, post).unwrap_err().contains("可选：监督人、监管人"));
    }
}
