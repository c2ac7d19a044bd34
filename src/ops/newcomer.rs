//! A change of office that names somebody who is not known yet: entered and put in place in one operation.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    OpResult, Tx,
    office::{self, AddPerson, Appoint},
    roster::{self, AssignDuty, SucceedDuty},
};
use crate::domain::{
    id::{DutyId, GridId, PersonId, PostId},
    roster::{DutyHolder, Role},
};

/// Enters a person and gives them what `change` says; undone together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameNewcomer {
    pub newcomer: AddPerson,
    pub change: NewcomerChange,
}

/// What the newcomer takes: the commands of the same names without their person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NewcomerChange {
    /// See [`Appoint`].
    Appoint {
        post: PostId,
        from: NaiveDate,
        #[serde(default)]
        until: Option<NaiveDate>,
        #[serde(default)]
        document: String,
    },
    /// See [`SucceedDuty`].
    SucceedDuty {
        duty: DutyId,
        #[serde(default)]
        title: String,
        from: NaiveDate,
        #[serde(default)]
        document: String,
    },
    /// See [`AssignDuty`].
    AssignDuty {
        grid: GridId,
        role: Role,
        #[serde(default)]
        title: String,
        from: NaiveDate,
        #[serde(default)]
        document: String,
    },
}

impl NewcomerChange {
    fn run(self, tx: &mut Tx<'_>, person: PersonId) -> OpResult<String> {
        match self {
            Self::Appoint { post, from, until, document } => {
                office::appoint(tx, Appoint { post, person, from, until, relieve: true, document })
            }
            Self::SucceedDuty { duty, title, from, document } => {
                roster::succeed(tx, SucceedDuty { duty, person, title, from, document })
            }
            Self::AssignDuty { grid, role, title, from, document } => {
                let holder = DutyHolder::Person(person);
                roster::assign(tx, AssignDuty { grid, role, holder, title, from, document })
            }
        }
    }
}

/// The person's id is the first of those made.
pub(super) fn name(tx: &mut Tx<'_>, args: NameNewcomer) -> OpResult<String> {
    let person = office::enter_person(tx, &args.newcomer)?;
    let title = args.change.run(tx, person.id)?;
    Ok(format!("新增人员 {}，{title}", person.name))
}
