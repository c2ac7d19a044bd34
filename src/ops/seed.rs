//! What a new workspace starts with: the shipped list of 东胜区, or a district of any name.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    OpFault, OpResult, Outcome, Refusal, Tx, Workspace, access,
    grid::{self, AddGrid},
    office::{self, AddUnit},
};
use crate::domain::{
    date::{self, chinese},
    desk::Right,
    district::{self, Department, Division},
    grid::{GridFacts, GridKind},
    id::GridId,
    roster::UnitKind,
    text,
};

impl Workspace {
    /// Fills an empty workspace with 东胜区 as shipped: every grid, the governments, 村（居）委会 and departments.
    ///
    /// # Errors
    /// [`crate::ops::Refusal::InUse`] when there are grids already.
    pub fn seed_dongsheng(&mut self, from: NaiveDate) -> OpResult<Outcome> {
        access::demand(self.operator(), Right::Manage)?;
        self.run("seed_dongsheng", "载入东胜区名录", false, |tx| seed(tx, from))
    }

    /// Makes only the district's own grid.
    ///
    /// # Errors
    /// A fault of field `name`; [`crate::ops::Refusal::InUse`] when there are grids already.
    pub fn found(&mut self, name: &str, from: NaiveDate) -> OpResult<GridId> {
        access::demand(self.operator(), Right::Manage)?;
        let name = text::name("区县名称", name).map_err(|fault| OpFault::field("name", fault))?;
        let outcome = self.run("found_district", "设立一级网格", false, |tx| {
            let from = start(tx, from)?;
            grid::add_root(tx, root_facts(&name), from)?;
            Ok(format!("设立一级网格「{name}」（{}起）", chinese(from)))
        })?;
        outcome.made.first().map(|id| GridId(*id)).ok_or_else(|| OpFault::not_found("网格", name))
    }

    /// The grid of the district, once there is one.
    pub fn root_grid(&self) -> OpResult<Option<GridId>> {
        Ok(self.store.root_grid()?)
    }
}

/// The first day, when nothing has been founded yet.
fn start(tx: &Tx<'_>, from: NaiveDate) -> OpResult<NaiveDate> {
    match tx.store.root_grid()? {
        Some(_) => Err(Refusal::InUse("工作区里已有网格，名录只能载入空的工作区".into()).into()),
        None => date::check(from).map_err(|fault| OpFault::field("from", fault.to_string())),
    }
}

fn root_facts(name: &str) -> GridFacts {
    GridFacts {
        parent: None,
        name: name.to_owned(),
        kind: GridKind::District,
        stat_code: String::new(),
        civil_code: String::new(),
        aliases: Vec::new(),
        no_farmland: false,
        annex2_order: None,
    }
}

/// Writes the shipped list within a running operation.
pub(super) fn seed(tx: &mut Tx<'_>, from: NaiveDate) -> OpResult<String> {
    let from = start(tx, from)?;
    let divisions = district::divisions();
    let mut grids: BTreeMap<String, GridId> = BTreeMap::new();
    for division in &divisions {
        let grid = match grids.get(&division.parent_stat_code) {
            Some(parent) => add_grid(tx, division, *parent, from)?,
            None => grid::add_root(tx, facts(division), from)?,
        };
        grids.insert(division.stat_code.clone(), grid);
        add_government(tx, division, grid)?;
    }
    for department in district::departments() {
        office::add_unit(tx, unit_of(department))?;
    }
    Ok(format!(
        "载入东胜区名录：网格 {} 个（{}起，区划代码截至 {}）",
        divisions.len(),
        chinese(from),
        district::VINTAGE
    ))
}

/// The plan and its annexes say 「区农牧局」: that is its name here, the short one is found as an alias.
fn unit_of(department: Department) -> AddUnit {
    AddUnit {
        kind: UnitKind::Department,
        name: department.full_name,
        full_name: String::new(),
        aliases: [department.short_name].into_iter().chain(department.aliases).collect(),
        grid: None,
        assessed_by_default: department.assessed_by_default,
    }
}

fn facts(division: &Division) -> GridFacts {
    GridFacts {
        parent: None,
        name: division.name.clone(),
        kind: division.kind,
        stat_code: division.stat_code.clone(),
        civil_code: division.civil_code.clone(),
        aliases: division.aliases.clone(),
        no_farmland: false,
        annex2_order: division.annex2_order,
    }
}

fn add_grid(tx: &mut Tx<'_>, division: &Division, parent: GridId, from: NaiveDate) -> OpResult<GridId> {
    let place = tx.made.len();
    let args = AddGrid {
        parent,
        kind: division.kind,
        name: division.name.clone(),
        stat_code: division.stat_code.clone(),
        civil_code: division.civil_code.clone(),
        aliases: division.aliases.clone(),
        no_farmland: false,
        annex2_order: division.annex2_order,
        from,
        document: String::new(),
    };
    grid::add(tx, args)?;
    tx.made.get(place).map(|id| GridId(*id)).ok_or_else(|| OpFault::not_found("网格", &division.name))
}

/// The unit that governs a division; 公园街道 has its 办事处, 撖家塔村 its 村民委员会.
fn add_government(tx: &mut Tx<'_>, division: &Division, grid: GridId) -> OpResult<()> {
    let own = &division.name;
    let (kind, name) = match division.kind {
        GridKind::District => (UnitKind::District, "区人民政府".to_owned()),
        GridKind::Town => (UnitKind::Town, format!("{own}人民政府")),
        GridKind::Street => (UnitKind::Town, format!("{own}办事处")),
        GridKind::Village => (UnitKind::Village, format!("{own}村民委员会")),
        GridKind::Community => (UnitKind::Village, format!("{own}居民委员会")),
        GridKind::Group | GridKind::Area => return Ok(()),
    };
    let (full_name, aliases) = match kind {
        UnitKind::District => (format!("鄂尔多斯市{own}人民政府"), vec![format!("{own}人民政府"), "区政府".to_owned()]),
        _ => (String::new(), Vec::new()),
    };
    office::add_unit(tx, AddUnit { kind, name, full_name, aliases, grid: Some(grid), assessed_by_default: false })?;
    Ok(())
}
