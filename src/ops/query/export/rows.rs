//! Rows of the ledgers that are brought in again: with everything that an import reads. One query each, joined in memory.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use serde_json::json;

use crate::{
    domain::{
        grid::Level,
        id::{DutyId, GridId, PostId},
        roster::DutyHolder,
    },
    ops::{
        OpResult, Workspace,
        query::{
            assess,
            ledger::{Row, roster::holders},
        },
    },
    store::{ChargeRow, DutyRow, GridRow},
};

/// The rows of such a kind on a day; `None` for kinds that are read elsewhere.
pub(super) fn of(ws: &Workspace, kind: &str, day: NaiveDate) -> OpResult<Option<Vec<Row>>> {
    Ok(Some(match kind {
        "grids" => grids(ws, day, |level| matches!(level, Level::Town | Level::Village))?,
        "groups" => grids(ws, day, |level| level == Level::Group)?,
        "units" => units(ws, day)?,
        "posts" => posts(ws, day)?,
        "incumbencies" => incumbencies(ws, day)?,
        "duties" => duties(ws, day)?,
        "charges" => charges(ws, day)?,
        "scores" => scores(ws)?,
        _ => return Ok(None),
    }))
}

/// The grids of a day with their paths.
struct Paths(HashMap<GridId, GridRow>);

impl Paths {
    fn at(ws: &Workspace, day: NaiveDate) -> OpResult<Self> {
        Ok(Self(ws.store.grids_at(day)?.into_iter().map(|row| (row.id, row)).collect()))
    }

    /// 「罕台镇/撖家塔村」, without the district; of the district its own name.
    fn of(&self, grid: GridId) -> String {
        let mut names = Vec::new();
        let mut step = self.0.get(&grid);
        while let Some(row) = step.filter(|_| names.len() < Level::ALL.len()) {
            if row.level != Level::District || names.is_empty() {
                names.push(row.facts.name.as_str());
            }
            step = row.facts.parent.and_then(|parent| self.0.get(&parent));
        }
        names.reverse();
        names.join("/")
    }
}

fn grids(ws: &Workspace, day: NaiveDate, wanted: impl Fn(Level) -> bool) -> OpResult<Vec<Row>> {
    let paths = Paths::at(ws, day)?;
    // Founded with the first version, whatever became of it since.
    let mut founded: HashMap<GridId, NaiveDate> = HashMap::new();
    for version in ws.store.all_grid_versions()? {
        founded.entry(version.id).or_insert(version.period.from);
    }
    let mut rows: Vec<(String, Row)> = Vec::new();
    for grid in paths.0.values().filter(|grid| wanted(grid.level)) {
        let facts = &grid.facts;
        // A town is below the district without saying so.
        let above = facts.parent.filter(|_| grid.level != Level::Town);
        let parent = above.map(|parent| paths.of(parent)).unwrap_or_default();
        let place = match facts.annex2_order {
            Some(order) => format!("{order:04}"),
            None => format!("9999{}{:020}", facts.stat_code, grid.id.0),
        };
        // Towns before villages, so that a file can be brought in from above.
        let sort = format!("{}{parent}{place}", grid.level as u8);
        let row = vec![
            ("parent", json!(parent)),
            ("name", json!(facts.name)),
            ("kind", json!(facts.kind.label())),
            ("stat_code", json!(facts.stat_code)),
            ("civil_code", json!(facts.civil_code)),
            ("aliases", json!(facts.aliases)),
            ("no_farmland", json!(facts.no_farmland)),
            ("annex2_order", json!(facts.annex2_order)),
            ("founded", json!(founded.get(&grid.id))),
            ("document", json!(grid.document)),
        ];
        rows.push((sort, Row(row)));
    }
    rows.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

fn units(ws: &Workspace, day: NaiveDate) -> OpResult<Vec<Row>> {
    let paths = Paths::at(ws, day)?;
    let rows = ws.store.units_at(day)?.into_iter().map(|unit| {
        Row(vec![
            ("name", json!(unit.name)),
            ("unit_kind", json!(unit.kind.label())),
            ("full_name", json!(unit.full_name)),
            ("aliases", json!(unit.aliases)),
            ("governs", json!(unit.grid.map(|grid| paths.of(grid)))),
        ])
    });
    Ok(rows.collect())
}

fn posts(ws: &Workspace, day: NaiveDate) -> OpResult<Vec<Row>> {
    let holders = holders(ws, day)?;
    let in_force = ws.store.all_posts(day)?.into_iter().filter(|post| post.period.contains(day));
    let rows = in_force.map(|post| {
        Row(vec![
            ("unit", json!(post.unit_name)),
            ("post", json!(post.title)),
            ("holder", json!(holders.get(&post.id))),
            ("several", json!(!post.single_holder)),
            ("founded", json!(post.period.from)),
        ])
    });
    Ok(rows.collect())
}

fn incumbencies(ws: &Workspace, day: NaiveDate) -> OpResult<Vec<Row>> {
    let rows = ws.store.incumbencies_at(day)?.into_iter().map(|term| {
        Row(vec![
            ("person", json!(term.person_name)),
            ("unit", json!(term.unit_name)),
            ("post", json!(term.post_title)),
            ("since", json!(term.period.from)),
            ("left", json!(term.period.until)),
            ("paper", json!(term.document)),
        ])
    });
    Ok(rows.collect())
}

/// Who has a duty: unit and post with those who hold it now, or the person.
fn bearer(row: &DutyRow, holders: &BTreeMap<PostId, Vec<String>>) -> Vec<(&'static str, serde_json::Value)> {
    let now = match row.duty.holder {
        DutyHolder::Post(post) => holders.get(&post).cloned().unwrap_or_default(),
        DutyHolder::Person(_) => row.person_name.clone().into_iter().collect(),
    };
    vec![
        ("unit", json!(row.unit_name)),
        ("post", json!(row.post_title)),
        ("person", json!(row.person_name)),
        ("holder", json!(now)),
        ("role", json!(row.duty.role.label())),
    ]
}

fn duties(ws: &Workspace, day: NaiveDate) -> OpResult<Vec<Row>> {
    let (paths, holders) = (Paths::at(ws, day)?, holders(ws, day)?);
    let rows = ws.store.duties_at(day)?.into_iter().map(|row| {
        let mut cells = vec![("grid", json!(paths.of(row.duty.grid)))];
        cells.extend(bearer(&row, &holders));
        cells.extend([
            ("title", json!(row.duty.title)),
            ("from", json!(row.duty.period.from)),
            ("until", json!(row.duty.period.until)),
            ("document", json!(row.duty.document)),
        ]);
        Row(cells)
    });
    Ok(rows.collect())
}

fn charges(ws: &Workspace, day: NaiveDate) -> OpResult<Vec<Row>> {
    let (paths, holders) = (Paths::at(ws, day)?, holders(ws, day)?);
    let mut charges: HashMap<DutyId, Vec<ChargeRow>> = HashMap::new();
    for charge in ws.store.charges_at(day)? {
        charges.entry(charge.duty).or_default().push(charge);
    }
    let mut rows = Vec::new();
    for row in ws.store.duties_at(day)? {
        for charge in charges.remove(&row.duty.id).unwrap_or_default() {
            let mut cells = bearer(&row, &holders);
            cells.extend([
                ("charged", json!(paths.of(charge.grid))),
                ("from", json!(charge.period.from)),
                ("until", json!(charge.period.until)),
                ("document", json!(charge.document)),
            ]);
            rows.push(Row(cells));
        }
    }
    Ok(rows)
}

/// Every item of every object of every year.
fn scores(ws: &Workspace) -> OpResult<Vec<Row>> {
    let mut rows = Vec::new();
    for year in assess::years(ws)? {
        let Some(overview) = assess::overview(ws, year)? else { continue };
        for line in overview.objects.iter().filter(|line| line.included) {
            let sheet = assess::object(ws, line.id)?;
            for item in sheet.parts.iter().flat_map(|part| &part.items) {
                rows.push(Row(vec![
                    ("year", json!(year)),
                    ("object", json!(line.name)),
                    ("group", json!(line.kind.label())),
                    ("item", json!(item.id)),
                    ("text", json!(item.text)),
                    ("points", json!(item.points.to_string())),
                    ("score", json!(item.mark.map(|mark| mark.to_string()))),
                    ("reason", json!(item.reason)),
                    ("total", json!(line.total.complete().map(|total| total.to_string()))),
                    ("band", json!(line.band.as_ref().map(|band| &band.name))),
                ]));
            }
        }
    }
    Ok(rows)
}
