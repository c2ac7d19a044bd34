//! The settings with their values, and who signs in.

use crate::{
    domain::setting::{self, SETTINGS, Setting},
    ops::{OpFault, OpResult, Workspace},
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
    SETTINGS.iter().map(|setting| line(ws, setting)).collect()
}

/// The value of one setting, or its default.
///
/// # Errors
/// A fault of field `key` for an unknown key.
pub fn value(ws: &Workspace, key: &str) -> OpResult<String> {
    let setting = setting::known(key).ok_or_else(|| OpFault::field("key", format!("没有「{key}」这项设置")))?;
    Ok(line(ws, setting)?.value)
}

fn line(ws: &Workspace, setting: &'static Setting) -> OpResult<SettingLine> {
    let entered = ws.store.setting(setting.key)?;
    let value = entered.clone().unwrap_or_else(|| setting.default.to_owned());
    Ok(SettingLine { setting, value, entered: entered.is_some() })
}

/// Everyone on the list of operators, those who no longer sign in too.
pub fn operators(ws: &Workspace) -> OpResult<Vec<OperatorLine>> {
    let name = |operator: OperatorRow| {
        let scope_name = match operator.scope {
            Some(grid) => ws.store.grid_name(grid, ws.today())?,
            None => None,
        };
        Ok(OperatorLine { operator, scope_name })
    };
    ws.store.operators()?.into_iter().map(name).collect()
}
