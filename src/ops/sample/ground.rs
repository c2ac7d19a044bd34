//! The ground of the sample: which villages and communities have farmland, and the groups and areas below them.

use super::{since, writer::Writer};
use crate::{
    domain::{
        date::Period,
        grid::{GridFacts, GridKind, GridVersion, Level},
        id::GridId,
    },
    ops::OpResult,
    store::GridRow,
};

/// Communities with farmland in the sample (invented): one or two in every street of annex 2, all those of towns.
const COMMUNITIES_WITH_FARMLAND: [&str; 12] = [
    "兴农社区",
    "铁西社区",
    "营盘壕社区",
    "巴音社区",
    "三台基社区",
    "滨河社区",
    "陈家渠社区",
    "新园社区",
    "庆丰社区",
    "田园社区",
    "润泽社区",
    "和硕社区",
];

/// A town or street with what lies below it.
pub struct Town {
    pub grid: GridId,
    pub name: String,
    pub kind: GridKind,
    pub annex2_order: Option<u32>,
    pub villages: Vec<Village>,
}

/// A village or community.
pub struct Village {
    pub grid: GridId,
    pub name: String,
    pub kind: GridKind,
    pub groups: Vec<Group>,
}

/// A 村民小组 or 片区.
pub struct Group {
    pub grid: GridId,
    pub name: String,
}

impl Village {
    pub fn has_farmland(&self) -> bool {
        !self.groups.is_empty()
    }
}

/// Marks 无耕地 and adds the groups below every village and community that has farmland.
pub fn fill(writer: &mut Writer<'_, '_>) -> OpResult<Vec<Town>> {
    let district = writer.district()?;
    let mut towns = Vec::new();
    for row in writer.store.children_at(district.id, since())? {
        let mut villages = Vec::new();
        for village in writer.store.children_at(row.id, since())? {
            villages.push(fill_village(writer, village)?);
        }
        if !villages.iter().any(Village::has_farmland) {
            mark_without_farmland(writer, &row)?;
        }
        towns.push(Town {
            grid: row.id,
            name: row.facts.name,
            kind: row.facts.kind,
            annex2_order: row.facts.annex2_order,
            villages,
        });
    }
    Ok(towns)
}

fn fill_village(writer: &mut Writer<'_, '_>, row: GridRow) -> OpResult<Village> {
    let rural = row.facts.kind == GridKind::Village;
    let mut groups = Vec::new();
    if rural || COMMUNITIES_WITH_FARMLAND.contains(&row.facts.name.as_str()) {
        let (count, kind) = if rural {
            (writer.random.between(3, 8), GridKind::Group)
        } else {
            (writer.random.between(2, 3), GridKind::Area)
        };
        for number in numerals().take(count as usize) {
            let name = format!("{number}{}", if rural { "社" } else { "片区" });
            groups.push(add_group(writer, row.id, kind, name)?);
        }
    } else {
        mark_without_farmland(writer, &row)?;
    }
    Ok(Village { grid: row.id, name: row.facts.name, kind: row.facts.kind, groups })
}

fn numerals() -> impl Iterator<Item = char> {
    "一二三四五六七八".chars()
}

fn add_group(writer: &mut Writer<'_, '_>, parent: GridId, kind: GridKind, name: String) -> OpResult<Group> {
    let grid = GridId(writer.id());
    let facts = GridFacts {
        parent: Some(parent),
        name: name.clone(),
        kind,
        stat_code: String::new(),
        civil_code: String::new(),
        aliases: Vec::new(),
        no_farmland: false,
        annex2_order: None,
    };
    let version = GridVersion { grid, period: Period::since(since()), facts, document: String::new() };
    let version_id = writer.id();
    writer.store.add_grid(grid, Level::Group)?;
    writer.store.add_grid_version(version_id, &version)?;
    Ok(Group { grid, name })
}

fn mark_without_farmland(writer: &mut Writer<'_, '_>, row: &GridRow) -> OpResult<()> {
    let facts = GridFacts { no_farmland: true, ..row.facts.clone() };
    Ok(writer.store.correct_grid_version(row.version, &facts)?)
}
