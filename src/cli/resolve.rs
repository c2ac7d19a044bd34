//! Names instead of ids in commands given as JSON: 「罕台镇/撖家塔村」 for a grid, a person's or a post's name.

use chrono::NaiveDate;
use serde_json::Value;

use crate::{
    domain::id,
    ops::{OpResult, Workspace, query::lookup},
};

/// Replaces names by ids in the fields that hold ids, at every depth.
///
/// # Errors
/// A name that means nothing or several things; the message lists the candidates.
pub fn names(workspace: &Workspace, value: &mut Value, day: NaiveDate) -> OpResult<()> {
    match value {
        Value::Object(fields) => {
            for (field, value) in fields {
                match field.as_str() {
                    // Rows of an import name things their own way.
                    "rows" => {}
                    "grid" | "grids" | "children" | "parent" | "group" | "scope" => {
                        each(value, &|name| Ok(lookup::grid(workspace, name, day)?.0))?
                    }
                    "person" | "people" | "patrollers" | "instead_of" | "upper_person" | "receiver" | "heard_by"
                    | "reporters" => each(value, &|name| Ok(lookup::person(workspace, name, day)?.0))?,
                    "post" | "upper_post" => each(value, &|name| Ok(lookup::post(workspace, name, day)?.0))?,
                    "unit" => each(value, &|name| Ok(lookup::unit(workspace, name, day)?.0))?,
                    _ => names(workspace, value, day)?,
                }
            }
            Ok(())
        }
        Value::Array(list) => list.iter_mut().try_for_each(|one| names(workspace, one, day)),
        _ => Ok(()),
    }
}

fn each(value: &mut Value, find: &dyn Fn(&str) -> OpResult<i64>) -> OpResult<()> {
    match value {
        Value::String(name) if id::from_text(name).is_none() => {
            *value = Value::String(id::to_text(find(name)?));
            Ok(())
        }
        Value::Array(list) => list.iter_mut().try_for_each(|one| each(one, find)),
        _ => Ok(()),
    }
}
