//! Which record a person means: by id, code, name, alias or path. For the command line, imports and pasted text.
//!
//! An ambiguous name is a fault that lists the candidates with what tells them apart.

use chrono::NaiveDate;

use super::{grid as grids, people};
use crate::{
    domain::{
        date::chinese,
        id::{self, GridId, PersonId, PostId, UnitId},
    },
    ops::{OpFault, OpResult, Workspace},
    store::{GridRow, PersonRow, PostRow, Store, UnitRow},
};

/// How many candidates a fault lists.
const LISTED: usize = 8;

/// A grid of a day by id, either code, full name, alias, or path (`罕台镇/撖家塔村`).
///
/// # Errors
/// A fault of field `grid`: nothing found (with near names), or several.
pub fn grid(ws: &Workspace, text: &str, day: NaiveDate) -> OpResult<GridId> {
    let (store, text) = (&ws.store, text.trim());
    if let Some(id) = id::from_text(text).map(GridId)
        && store.grid_level(id)?.is_some()
    {
        return Ok(id);
    }
    let parts: Vec<&str> = text.split(['/', '／', '>']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let Some((name, above)) = parts.split_last() else { return Err(OpFault::field("grid", "请填写网格")) };
    let mut found = Vec::new();
    for row in store.grids_named(name, day)? {
        if lies_below(store, &row, above, day)? {
            found.push(row);
        }
    }
    match found.as_slice() {
        [one] => Ok(one.id),
        [] => {
            let mut near = on_other_days(ws, text, day)?;
            for row in store.find_grids(name, day, LISTED as u32)? {
                near.push(path(store, &row, day)?);
            }
            Err(missing("grid", &format!("{}没有名为「{text}」的网格", chinese(day)), &near))
        }
        several => {
            let paths = several.iter().map(|row| path(store, row, day)).collect::<OpResult<Vec<_>>>()?;
            Err(ambiguous("grid", text, "网格", &paths))
        }
    }
}

/// The states of grids that were or will be called so on any day, each by its name, alias, code or path of that time.
///
/// # Errors
/// Only those of the store.
pub fn ever_called(ws: &Workspace, text: &str) -> OpResult<Vec<GridRow>> {
    let parts: Vec<&str> = text.split(['/', '／', '>']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let Some((name, above)) = parts.split_last() else { return Ok(Vec::new()) };
    let called = |row: &GridRow| {
        let facts = &row.facts;
        let own = [&facts.name, &facts.stat_code, &facts.civil_code];
        own.into_iter().chain(&facts.aliases).any(|own| own == name)
    };
    let mut found = Vec::new();
    for row in ws.store.all_grid_versions()?.into_iter().filter(called) {
        let seen = row.period.last_day().unwrap_or(row.period.from);
        if lies_below(&ws.store, &row, above, seen)? {
            found.push(row);
        }
    }
    Ok(found)
}

/// Grids that are called so on other days than `day`, each with what it is called now or how long it was there.
fn on_other_days(ws: &Workspace, text: &str, day: NaiveDate) -> OpResult<Vec<String>> {
    let mut words: Vec<String> = Vec::new();
    for row in ever_called(ws, text)? {
        let (first, last) = (row.period.from, row.period.last_day());
        let then = path(&ws.store, &row, last.unwrap_or(first))?;
        let now = ws.store.grid_at(row.id, day)?.map(|now| path(&ws.store, &now, day)).transpose()?;
        let said = match (now, last) {
            (Some(now), Some(last)) if last < day => format!("{now}（{}以前为{then}）", chinese(last)),
            (Some(now), _) if first > day => format!("{now}（自{}起为{then}）", chinese(first)),
            (Some(now), _) => now,
            (None, Some(last)) if last < day => format!("{then}（存续至{}）", chinese(last)),
            (None, _) => format!("{then}（自{}起设立）", chinese(first)),
        };
        if !words.contains(&said) {
            words.push(said);
        }
    }
    Ok(words)
}

fn path(store: &Store, row: &GridRow, day: NaiveDate) -> OpResult<String> {
    grids::words_of(store, row.id, day)
}

/// Whether the names above a grid are these, the last one directly above it.
fn lies_below(store: &Store, row: &GridRow, names: &[&str], day: NaiveDate) -> OpResult<bool> {
    let above = grids::above(store, row, day)?;
    let called = |(step, name): (&GridRow, &&str)| {
        step.facts.name == *name || step.facts.aliases.iter().any(|alias| alias == name)
    };
    Ok(names.len() <= above.len() && above.iter().rev().zip(names.iter().rev()).all(called))
}

/// A person by id, name, or post and name (`铜川镇人民政府镇长 王某`, blanks do not matter).
///
/// # Errors
/// A fault of field `person`: nothing found, or several namesakes (listed with what they are on the day).
pub fn person(ws: &Workspace, text: &str, day: NaiveDate) -> OpResult<PersonId> {
    let store = &ws.store;
    if let Some(id) = id::from_text(text.trim()).map(PersonId)
        && store.person(id)?.is_some()
    {
        return Ok(id);
    }
    let folded = joined(text);
    if folded.is_empty() {
        return Err(OpFault::field("person", "请填写人员姓名"));
    }
    let mut found: Vec<PersonRow> = store.people_named(text.trim())?;
    if found.is_empty() {
        for row in store.people_ending(&folded)? {
            let before = folded.strip_suffix(row.name.as_str()).unwrap_or_default();
            if before.is_empty() || is_called(store, row.id, before, day)? {
                found.push(row);
            }
        }
    }
    let words = |row: &PersonRow| -> OpResult<String> {
        let offices = people::offices(store, row.id, day)?;
        let office = if offices.is_empty() { "现无职务".to_owned() } else { offices.join("、") };
        Ok(format!("{}（{office}，编号 {}）", row.name, row.id))
    };
    match found.as_slice() {
        [one] => Ok(one.id),
        [] => {
            let near = store.people(&folded, 0, LISTED as u32)?;
            let near = near.iter().map(words).collect::<OpResult<Vec<_>>>()?;
            Err(missing("person", &format!("人员名单里没有「{}」", text.trim()), &near))
        }
        several => {
            let named = several.iter().take(LISTED + 1).map(words).collect::<OpResult<Vec<_>>>()?;
            Err(ambiguous("person", text.trim(), "人员", &named))
        }
    }
}

/// Whether a person is what the words before their name say: their unit, their post or both, or their grid role.
fn is_called(store: &Store, person: PersonId, words: &str, day: NaiveDate) -> OpResult<bool> {
    for term in store.posts_held_at(person, day)? {
        let Some(post) = store.post(term.post)? else { continue };
        let both = words.strip_suffix(post.title.as_str());
        if let Some(unit) = store.unit(post.unit)?
            && (unit_is_called(store, &unit, words, day)?
                || both.is_some_and(str::is_empty)
                || both.map_or(Ok(false), |unit_words| unit_is_called(store, &unit, unit_words, day))?)
        {
            return Ok(true);
        }
    }
    Ok(people::offices(store, person, day)?.iter().any(|office| office == words))
}

/// A post of a day by id or unit and title (`铜川镇人民政府镇长`, `铜川镇/镇长`), or by title alone where that is unique.
///
/// # Errors
/// A fault of field `post`.
pub fn post(ws: &Workspace, text: &str, day: NaiveDate) -> OpResult<PostId> {
    let store = &ws.store;
    if let Some(id) = id::from_text(text.trim()).map(PostId)
        && store.post(id)?.is_some()
    {
        return Ok(id);
    }
    let folded = joined(text);
    if folded.is_empty() {
        return Err(OpFault::field("post", "请填写职务"));
    }
    let (mut found, mut by_title) = (Vec::new(), Vec::new());
    for row in store.posts_ending(&folded, day)? {
        let before = folded.strip_suffix(row.title.as_str()).unwrap_or_default();
        if before.is_empty() {
            by_title.push(row);
        } else if let Some(unit) = store.unit(row.unit)?
            && unit_is_called(store, &unit, before, day)?
        {
            found.push(row);
        }
    }
    let found = if found.is_empty() { by_title } else { found };
    let words = |row: &PostRow| format!("{}{}（编号 {}）", row.unit_name, row.title, row.id);
    match found.as_slice() {
        [one] => Ok(one.id),
        [] => {
            let near: Vec<_> = store.posts(&folded, None, day, 0, LISTED as u32)?.iter().map(words).collect();
            Err(missing("post", &format!("{}没有职务「{}」", chinese(day), text.trim()), &near))
        }
        several => Err(ambiguous("post", text.trim(), "职务", &several.iter().map(words).collect::<Vec<_>>())),
    }
}

/// A unit by id, name, full name or alias, or by the name of the grid it governs.
///
/// # Errors
/// A fault of field `unit`.
pub fn unit(ws: &Workspace, text: &str, day: NaiveDate) -> OpResult<UnitId> {
    let store = &ws.store;
    if let Some(id) = id::from_text(text.trim()).map(UnitId)
        && store.unit(id)?.is_some()
    {
        return Ok(id);
    }
    let folded = joined(text);
    if folded.is_empty() {
        return Err(OpFault::field("unit", "请填写单位"));
    }
    let (mut own, mut by_grid) = (Vec::new(), Vec::new());
    let units = store.units()?;
    for unit in &units {
        if has_name(unit, &folded) {
            own.push(unit);
        } else if unit_is_called(store, unit, &folded, day)? {
            by_grid.push(unit);
        }
    }
    let found = if own.is_empty() { by_grid } else { own };
    let words = |unit: &UnitRow| format!("{}（{}，编号 {}）", unit.name, unit.kind.label(), unit.id);
    match found.as_slice() {
        [one] => Ok(one.id),
        [] => {
            let near = units.iter().filter(|unit| unit.name.contains(&folded)).take(LISTED);
            Err(missing("unit", &format!("单位名单里没有「{}」", text.trim()), &near.map(words).collect::<Vec<_>>()))
        }
        several => {
            let named: Vec<_> = several.iter().map(|unit| words(unit)).collect();
            Err(ambiguous("unit", text.trim(), "单位", &named))
        }
    }
}

fn has_name(unit: &UnitRow, text: &str) -> bool {
    unit.name == text || unit.full_name == text || unit.aliases.iter().any(|alias| alias == text)
}

/// Whether a unit is called this, by its own names or by those of its grid.
fn unit_is_called(store: &Store, unit: &UnitRow, text: &str, day: NaiveDate) -> OpResult<bool> {
    if has_name(unit, text) || store.unit_was_called(unit.id, text)? {
        return Ok(true);
    }
    let grid = match unit.grid {
        Some(grid) => store.grid_near(grid, day)?,
        None => None,
    };
    Ok(grid.is_some_and(|grid| grid.facts.name == text || grid.facts.aliases.iter().any(|alias| alias == text)))
}

/// Unit, post and name as one word: no blanks, no strokes.
fn joined(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !"/／".contains(*c)).collect()
}

fn missing(field: &'static str, what: &str, near: &[String]) -> OpFault {
    match near {
        [] => OpFault::field(field, format!("{what}，请核对")),
        near => OpFault::field(field, format!("{what}，是不是：{}", near.join("、"))),
    }
}

fn ambiguous(field: &'static str, text: &str, noun: &str, candidates: &[String]) -> OpFault {
    let more = if candidates.len() > LISTED { "等" } else { "" };
    let listed = candidates.iter().take(LISTED).cloned().collect::<Vec<_>>().join("、");
    OpFault::field(field, format!("名为「{text}」的{noun}有多个，请写明是哪一个：{listed}{more}"))
}
