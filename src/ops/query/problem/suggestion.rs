//! Departments to suggest for a transfer (G37), as far as the workspace has them.

use chrono::NaiveDate;

use crate::{
    domain::{
        id::UnitId,
        problem::{
            Problem,
            suggestion::{named, settings_for},
        },
        roster::UnitKind,
    },
    ops::{
        OpResult, Workspace,
        query::{posts, settings},
    },
};

/// The departments that the settings name for such a problem, the most fitting first; a word of a setting stands for
/// the first department that has it in one of its names.
pub fn suggested_units(ws: &Workspace, problem: &Problem, day: NaiveDate) -> OpResult<Vec<(UnitId, String)>> {
    let keys = settings_for(problem);
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let units = posts::units(ws, day)?;
    let mut found: Vec<(UnitId, String)> = Vec::new();
    for key in keys {
        let words = settings::value(ws, key)?;
        for word in named(&words) {
            let called = |name: &String| name.contains(word);
            let departments = units.iter().filter(|unit| unit.kind == UnitKind::Department);
            let mut fitting = departments
                .filter(|unit| called(&unit.name) || called(&unit.full_name) || unit.aliases.iter().any(called));
            if let Some(unit) = fitting.next()
                && !found.iter().any(|(id, _)| *id == unit.id)
            {
                found.push((unit.id, unit.name.clone()));
            }
        }
    }
    Ok(found)
}
