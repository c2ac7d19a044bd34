//! Rows of grids and of groups: new ones, and facts other than the name mended.

use super::{Done, book::Book, cells::Cells};
use crate::{
    domain::{
        grid::{GridFacts, GridKind, Level},
        id::GridId,
        import::{What, clean},
    },
    ops::{
        OpFault, OpResult, Tx,
        grid::{self, AddGrid, CorrectGrid},
    },
    store::GridRow,
};

pub(super) fn grid(tx: &mut Tx<'_>, book: &mut Book, cells: &mut Cells<'_>) -> OpResult<Done> {
    let name = cells.needed("name")?;
    let kind = kind(cells, &name)?;
    let day = cells.day("from", tx.today)?.unwrap_or(tx.today);
    let above = cells.name("parent");
    let parent = match kind.level() {
        Level::District => None,
        _ if !above.is_empty() => Some(book.grid("parent", &above, &[], day)?),
        Level::Town => book.root(day).cloned(),
        _ => return Err(OpFault::field("parent", "请填写上级网格：村、社区所在的镇（街道）")),
    };
    put(tx, book, cells, name, kind, parent)
}

pub(super) fn group(tx: &mut Tx<'_>, book: &mut Book, cells: &mut Cells<'_>) -> OpResult<Done> {
    let (parent, name) = (cells.needed("parent")?, cells.needed("name")?);
    let kind = if cells.has("kind") { kind(cells, &name)? } else { GridKind::Group };
    let day = cells.day("from", tx.today)?.unwrap_or(tx.today);
    let town: Vec<String> = Some(cells.name("town")).filter(|town| !town.is_empty()).into_iter().collect();
    let parent = book.grid("parent", &parent, &town, day)?;
    put(tx, book, cells, name, kind, Some(parent))
}

/// The kind that is written, or that the name ends with.
fn kind(cells: &Cells<'_>, name: &str) -> OpResult<GridKind> {
    let text = cells.name("kind");
    let wanted = |word: &str| match cells.kind.field("kind").map(|field| field.what) {
        Some(What::Choice(words)) if words.contains(&word) => GridKind::from_label(word),
        _ => None,
    };
    if !text.is_empty() {
        let short = match text.as_str() {
            "街道办" | "街道办事处" => "街道",
            "组" | "小组" | "队组" | "社" => "村民小组",
            "行政村" => "村",
            other => other,
        };
        return wanted(short)
            .ok_or_else(|| OpFault::field("kind", format!("类型「{text}」不能用，{}", choices(cells))));
    }
    ["街道", "社区", "镇", "村"]
        .into_iter()
        .find(|word| name.ends_with(word))
        .and_then(wanted)
        .ok_or_else(|| OpFault::field("kind", format!("请填写类型，{}", choices(cells))))
}

fn choices(cells: &Cells<'_>) -> String {
    match cells.kind.field("kind").map(|field| field.what) {
        Some(What::Choice(words)) => format!("可选：{}", words.join("、")),
        _ => String::new(),
    }
}

/// Adds the grid, or mends what the file says about one that is there.
fn put(
    tx: &mut Tx<'_>,
    book: &mut Book,
    cells: &Cells<'_>,
    name: String,
    kind: GridKind,
    parent: Option<GridRow>,
) -> OpResult<Done> {
    let from = cells.day("from", tx.today)?;
    let (stat_code, civil_code, aliases) = (cells.code("stat_code"), cells.code("civil_code"), cells.list("aliases"));
    let annex2_order = annex2_order(cells)?;
    let no_farmland = cells.yes_no("no_farmland")?;
    let Some(parent) = parent else { return Err(OpFault::field("parent", "请填写上级网格")) };
    if let Some(known) = known(tx, &parent, &name, &stat_code, from)? {
        let old = &known.facts;
        let or = |typed: String, old: &String| if typed.is_empty() { old.clone() } else { typed };
        let mut all_aliases = old.aliases.clone();
        all_aliases.extend(aliases.into_iter().filter(|alias| *alias != old.name && !old.aliases.contains(alias)));
        let facts = GridFacts {
            kind: if cells.has("kind") { kind } else { old.kind },
            stat_code: or(stat_code, &old.stat_code),
            civil_code: or(civil_code, &old.civil_code),
            aliases: all_aliases,
            no_farmland: no_farmland.unwrap_or(old.no_farmland),
            annex2_order: annex2_order.or(old.annex2_order),
            ..old.clone()
        };
        if facts == *old {
            return Ok(Done::same(""));
        }
        let said = grid::correct(tx, correction(known.id, facts))?;
        book.refresh_grid(tx, known.id)?;
        return Ok(Done::changed(said));
    }
    let from = from.ok_or_else(|| OpFault::field("from", "新设的网格请填写设立日期，例如 2024-1-1"))?;
    let made = tx.made.len();
    let said = grid::add(
        tx,
        AddGrid {
            parent: parent.id,
            kind,
            name,
            stat_code,
            civil_code,
            aliases,
            no_farmland: no_farmland.unwrap_or(false),
            annex2_order,
            from,
            document: cells.text("document"),
        },
    )?;
    if let Some(new) = tx.made.get(made).copied() {
        book.refresh_grid(tx, GridId(new))?;
    }
    Ok(Done::new(said))
}

/// The grid that the row is about: the child of this name, alias or code.
///
/// # Errors
/// The code belongs to a grid with another name: a new name is a matter of its own day and paper.
fn known(
    tx: &Tx<'_>,
    parent: &GridRow,
    name: &str,
    stat_code: &str,
    from: Option<chrono::NaiveDate>,
) -> OpResult<Option<GridRow>> {
    let day = from.map_or(tx.today, |from| from.max(tx.today));
    let children = tx.store.children_at(parent.id, day)?;
    let called = |row: &&GridRow| {
        clean::joined(&row.facts.name) == name || row.facts.aliases.iter().any(|alias| clean::joined(alias) == name)
    };
    if let Some(found) = children.iter().find(called) {
        return Ok(Some(found.clone()));
    }
    match children.iter().find(|row| !stat_code.is_empty() && row.facts.stat_code == stat_code) {
        Some(other) => Err(OpFault::field(
            "name",
            format!(
                "代码「{stat_code}」是「{}」的；如已更名，请在网格页办理更名，或把新名称登记为别名",
                other.facts.name
            ),
        )),
        None => Ok(None),
    }
}

fn annex2_order(cells: &Cells<'_>) -> OpResult<Option<u32>> {
    let text = cells.code("annex2_order");
    if text.is_empty() {
        return Ok(None);
    }
    let number =
        text.parse().map_err(|_| OpFault::field("annex2_order", format!("附件2序号「{text}」不是整数，请核对")))?;
    Ok(Some(number))
}

fn correction(grid: GridId, facts: GridFacts) -> CorrectGrid {
    CorrectGrid {
        grid,
        name: facts.name,
        kind: facts.kind,
        stat_code: facts.stat_code,
        civil_code: facts.civil_code,
        aliases: facts.aliases,
        no_farmland: facts.no_farmland,
        annex2_order: facts.annex2_order,
    }
}
