//! Which record a person means: by id, code, name, alias or path. For the command line, imports and pasted text.
//!
//! An ambiguous name is a fault that lists the candidates with what tells them apart.

use chrono::NaiveDate;

use crate::{
    domain::id::{GridId, PersonId, PostId, UnitId},
    ops::{OpResult, Workspace},
};

/// A grid of a day by id, either code, full name, alias, or path (`罕台镇/撖家塔村`).
///
/// # Errors
/// A fault of field `grid`: nothing found (with near names), or several.
pub fn grid(ws: &Workspace, text: &str, day: NaiveDate) -> OpResult<GridId> {
    todo!()
}

/// A person by id, name, or post and name (`铜川镇人民政府镇长 王某`, blanks do not matter).
///
/// # Errors
/// A fault of field `person`: nothing found, or several namesakes (listed with what they are on the day).
pub fn person(ws: &Workspace, text: &str, day: NaiveDate) -> OpResult<PersonId> {
    todo!()
}

/// A post of a day by id or unit and title (`铜川镇人民政府镇长`, `铜川镇人民政府/镇长`), or by title alone where that is unique.
///
/// # Errors
/// A fault of field `post`.
pub fn post(ws: &Workspace, text: &str, day: NaiveDate) -> OpResult<PostId> {
    todo!()
}

/// A unit by id, name, full name or alias, or by the name of the grid it governs.
///
/// # Errors
/// A fault of field `unit`.
pub fn unit(ws: &Workspace, text: &str, day: NaiveDate) -> OpResult<UnitId> {
    todo!()
}
