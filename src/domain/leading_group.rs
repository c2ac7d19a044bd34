//! 推进耕地保护网格化监督监管工作领导小组: its name and the parts in it (R096, item 2.1).

use serde::{Deserialize, Serialize};

use super::id::{PersonId, PostId};

/// What item 2.1 calls it (L847); the name a new group is offered.
pub const NAME: &str = "推进耕地保护网格化监督监管工作领导小组";
/// Item 2.1.
pub const LINE: u32 = 847;

/// The part a member has. The plan names none; these are the customary ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Leader,
    DeputyLeader,
    #[default]
    Member,
    /// Heads the office that does the group's daily work.
    OfficeDirector,
    OfficeDeputy,
    OfficeMember,
}

impl Part {
    pub const ALL: [Self; 6] =
        [Self::Leader, Self::DeputyLeader, Self::Member, Self::OfficeDirector, Self::OfficeDeputy, Self::OfficeMember];

    pub fn label(self) -> &'static str {
        match self {
            Self::Leader => "组长",
            Self::DeputyLeader => "副组长",
            Self::Member => "成员",
            Self::OfficeDirector => "办公室主任",
            Self::OfficeDeputy => "办公室副主任",
            Self::OfficeMember => "办公室成员",
        }
    }
}

/// Who a seat in the group belongs to: whoever holds a post, or one person whatever they become.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seat {
    Post(PostId),
    Person(PersonId),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_the_plans() {
        assert!(crate::domain::plan::clause(LINE).is_some_and(|clause| clause.text.contains(NAME)));
    }
}
