//! Units, people, posts, 任免, settings and operators.

mod operator;
mod person;
mod post;
mod renewal;
mod setting;
mod term;
mod unit;
mod unit_name;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::{
    desk::Desk,
    id::{GridId, IncumbencyId, OperatorId, PersonId, PostId, UnitId},
    roster::UnitKind,
};

pub(super) use operator::put_operator;
pub(super) use person::{add_person, edit_person, enter_person};
pub(super) use post::{add_post, close_post, edit_post};
pub(super) use renewal::renew_term;
pub use renewal::{NewPerson, Newcomer, RenewTerm, TakeDuty, TakePost, TakeRole, TermChange, Vacate};
pub(super) use setting::set_setting;
pub(super) use term::{appoint, end_incumbency, predecessor};
pub(super) use unit::{add_unit, edit_unit};
pub(super) use unit_name::{rename_unit, take_name};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddUnit {
    pub kind: UnitKind,
    /// As sheets print it: 「区自然资源分局」.
    pub name: String,
    #[serde(default)]
    pub full_name: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The grid it governs.
    #[serde(default)]
    pub grid: Option<GridId>,
    #[serde(default)]
    pub assessed_by_default: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditUnit {
    pub unit: UnitId,
    #[serde(flatten)]
    pub facts: AddUnit,
}

/// A new name of a unit from a day on; earlier days keep the old one. A name entered wrongly is mended by `edit_unit`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenameUnit {
    pub unit: UnitId,
    pub name: String,
    #[serde(default)]
    pub full_name: String,
    pub from: NaiveDate,
    #[serde(default)]
    pub document: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddPerson {
    pub name: String,
    /// Personal phone; masked and never printed on public sheets.
    #[serde(default)]
    pub phone: String,
    #[serde(default)]
    pub office_phone: String,
    #[serde(default)]
    pub note: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditPerson {
    pub person: PersonId,
    #[serde(flatten)]
    pub facts: AddPerson,
}

/// Adds a post (行政职务) to a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddPost {
    pub unit: UnitId,
    pub title: String,
    /// Only one person may hold it at a time; true unless said otherwise.
    #[serde(default = "yes")]
    pub single_holder: bool,
    pub from: NaiveDate,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditPost {
    pub post: PostId,
    pub title: String,
    pub single_holder: bool,
}

/// Abolishes a post; `on` is the first day it no longer exists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosePost {
    pub post: PostId,
    pub on: NaiveDate,
}

/// 任职: a person takes a post from a day on; duties bound to the post follow by themselves (R116, G25).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appoint {
    pub post: PostId,
    pub person: PersonId,
    pub from: NaiveDate,
    /// First day no longer in the post, for terms of the past.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// The predecessor's term ends on `from`; true unless said otherwise.
    #[serde(default = "yes")]
    pub relieve: bool,
    #[serde(default)]
    pub document: String,
}

/// 免职: ends a term; `on` is the first day no longer in the post, which is vacant from then on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndIncumbency {
    pub incumbency: IncumbencyId,
    pub on: NaiveDate,
    /// The paper that relieved them; kept beside that of the appointment.
    #[serde(default)]
    pub document: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetSetting {
    pub key: String,
    pub value: String,
}

/// Adds an operator, or changes one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutOperator {
    #[serde(default)]
    pub operator: Option<OperatorId>,
    pub name: String,
    pub desk: Desk,
    #[serde(default)]
    pub scope: Option<GridId>,
    #[serde(default = "yes")]
    pub active: bool,
}

fn yes() -> bool {
    true
}
