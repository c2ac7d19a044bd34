//! Rows of units and of posts.

use super::{Done, book::Book, cells::Cells};
use crate::{
    domain::{
        id::{PostId, UnitId},
        roster::UnitKind,
    },
    ops::{
        OpFault, OpResult, Tx,
        office::{self, AddPost, AddUnit, EditPost, EditUnit},
    },
};

pub(super) fn unit(tx: &mut Tx<'_>, book: &mut Book, cells: &mut Cells<'_>) -> OpResult<Done> {
    let name = cells.needed("name")?;
    let own: Vec<UnitId> = book.units_called(&name, tx.today);
    let named = |id: &&UnitId| {
        book.unit(**id).is_some_and(|unit| unit.name == name || unit.full_name == name || unit.aliases.contains(&name))
    };
    let known = own.iter().find(named).and_then(|id| book.unit(*id)).cloned();
    if known.is_none()
        && let Some(renamed) = book.unit_formerly(&name)
    {
        return Ok(Done::same(format!("已更名为「{}」，没有改动", renamed.name)));
    }
    let grid = match cells.name("grid") {
        text if text.is_empty() => None,
        text => Some(book.grid("grid", &text, &[], tx.today)?.id),
    };
    let (kind, full_name, aliases) = (kind(cells)?, cells.name("full_name"), cells.list("aliases"));
    let Some(known) = known else {
        let kind = kind.ok_or_else(|| OpFault::field("kind", kinds_to_choose("请填写单位类别")))?;
        let made = tx.made.len();
        let said = office::add_unit(tx, AddUnit { kind, name, full_name, aliases, grid, assessed_by_default: false })?;
        remember(tx, book, made)?;
        return Ok(Done::new(said));
    };
    let mut all_aliases = known.aliases.clone();
    all_aliases.extend(aliases.into_iter().filter(|alias| *alias != known.name && !known.aliases.contains(alias)));
    let facts = AddUnit {
        kind: kind.unwrap_or(known.kind),
        name: known.name.clone(),
        full_name: if full_name.is_empty() { known.full_name.clone() } else { full_name },
        aliases: all_aliases,
        grid: grid.or(known.grid),
        assessed_by_default: known.assessed_by_default,
    };
    if (facts.kind, &facts.full_name, &facts.aliases, facts.grid)
        == (known.kind, &known.full_name, &known.aliases, known.grid)
    {
        return Ok(Done::same(""));
    }
    let said = office::edit_unit(tx, EditUnit { unit: known.id, facts })?;
    if let Some(unit) = tx.store.unit(known.id)? {
        book.put_unit(unit);
    }
    Ok(Done::changed(said))
}

fn remember(tx: &Tx<'_>, book: &mut Book, made: usize) -> OpResult<()> {
    if let Some(id) = tx.made.get(made)
        && let Some(unit) = tx.store.unit(UnitId(*id))?
    {
        book.put_unit(unit);
    }
    Ok(())
}

fn kind(cells: &Cells<'_>) -> OpResult<Option<UnitKind>> {
    let text = cells.name("kind");
    let found = UnitKind::ALL.into_iter().find(|kind| kind.label() == text).or(match text.as_str() {
        "镇" | "街道" | "镇街" | "乡镇" | "镇街道" => Some(UnitKind::Town),
        "村" | "社区" | "村委会" | "村社区" | "居委会" => Some(UnitKind::Village),
        "部门" | "区直" | "局" => Some(UnitKind::Department),
        "区级" | "区" => Some(UnitKind::District),
        _ => None,
    });
    if found.is_none() && !text.is_empty() {
        return Err(OpFault::field("kind", kinds_to_choose(&format!("没有「{text}」这种单位类别"))));
    }
    Ok(found)
}

fn kinds_to_choose(what: &str) -> String {
    format!("{what}，可选：{}", UnitKind::ALL.map(UnitKind::label).join("、"))
}

pub(super) fn post(tx: &mut Tx<'_>, book: &mut Book, cells: &mut Cells<'_>) -> OpResult<Done> {
    let (unit, title) = (cells.needed("unit")?, cells.needed("post")?);
    let (from, several) = (cells.day("from", tx.today)?, cells.yes_no("several")?);
    let day = from.unwrap_or(tx.today);
    let units = book.units_called(&unit, day);
    let unit = match units.as_slice() {
        [one] => *one,
        [] => {
            let message = format!("单位名单里没有「{unit}」，{}", book.units_near(&unit));
            return Err(OpFault::field("unit", message));
        }
        several => {
            let names: Vec<_> = several.iter().filter_map(|id| book.unit(*id)).map(|unit| unit.name.clone()).collect();
            return Err(OpFault::field("unit", format!("「{unit}」有几个单位，请写明是哪一个：{}", names.join("、"))));
        }
    };
    if let Some(known) = book.post_of(unit, &title, day).cloned() {
        let single_holder = several.map_or(known.single_holder, |several| !several);
        if single_holder == known.single_holder {
            return Ok(Done::same(""));
        }
        let said = office::edit_post(tx, EditPost { post: known.id, title: known.title.clone(), single_holder })?;
        book.put_post(tx.post(known.id)?);
        return Ok(Done::changed(said));
    }
    let from = from.ok_or_else(|| OpFault::field("from", "新设的职务请填写设立日期，例如 2024-1-1"))?;
    let made = tx.made.len();
    let said = office::add_post(tx, AddPost { unit, title, single_holder: !several.unwrap_or(false), from })?;
    if let Some(id) = tx.made.get(made).copied() {
        book.put_post(tx.post(PostId(id))?);
    }
    Ok(Done::new(said))
}
