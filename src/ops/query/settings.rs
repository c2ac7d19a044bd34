//! The settings with their values, and who signs in.

use crate::{
    domain::setting::Setting,
    ops::{OpResult, Workspace},
    store::OperatorRow,
};

/// A setting as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingLine {
    pub setting: &'static Setting,
    /// What was entered, or the default.
    pub value: String,
    /// Whether someone entered it.
    pub entered: bool,
}

/// An operator with the name of the grid they are limited to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperatorLine {
    pub operator: OperatorRow,
    pub scope_name: Option<String>,
}

/// Every setting the program knows, in the order they are shown.
pub fn all(ws: &Workspace) -> OpResult<Vec<SettingLine>> {
    todo!()
}

/// The value of one setting, or its default.
///
/// # Errors
/// A fault of field `key` for an unknown key.
pub fn value(ws: &Workspace, key: &str) -> OpResult<String> {
    todo!()
}

/// Everyone on the list of operators, those who no longer sign in too.
pub fn operators(ws: &Workspace) -> OpResult<Vec<OperatorLine>> {
    todo!()
}
