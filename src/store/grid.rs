//! Grids and their dated versions.

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, Row, params};

use super::{
    Store, StoreResult,
    value::{join, period, read_word, split, word},
};
use crate::domain::{
    date::Period,
    grid::{GridFacts, GridVersion, Level},
    id::GridId,
    search,
};

/// A grid as it stands on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridRow {
    pub id: GridId,
    pub level: Level,
    pub version: i64,
    pub period: Period,
    pub facts: GridFacts,
    pub document: String,
}

/// 工作重点 of a level-3 grid in one year (R048, G54).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FocusRow {
    pub year: i32,
    pub text: String,
}

const COLUMNS: &str = "v.grid_id, g.level, v.id, v.valid_from, v.valid_to, v.parent_id, v.name, v.kind, \
    v.stat_code, v.civil_code, v.aliases, v.no_farmland, v.annex2_order, v.document";

/// Siblings stand in the order of annex 2, then by code, then as they were made.
const ORDER: &str = "v.annex2_order is null, v.annex2_order, v.stat_code = '', v.stat_code, v.grid_id";

fn grid_row(row: &Row<'_>) -> StoreResult<GridRow> {
    let (level, kind): (String, String) = (row.get(1)?, row.get(7)?);
    Ok(GridRow {
        id: GridId(row.get(0)?),
        level: read_word("grid.level", &level)?,
        version: row.get(2)?,
        period: period(row, 3)?,
        facts: GridFacts {
            parent: row.get::<_, Option<i64>>(5)?.map(GridId),
            name: row.get(6)?,
            kind: read_word("grid_version.kind", &kind)?,
            stat_code: row.get(8)?,
            civil_code: row.get(9)?,
            aliases: split(&row.get::<_, String>(10)?),
            no_farmland: row.get(11)?,
            annex2_order: row.get(12)?,
        },
        document: row.get(13)?,
    })
}

impl Store {
    pub fn add_grid(&self, id: GridId, level: Level) -> StoreResult<()> {
        self.conn
            .prepare_cached("insert into grid (id, level) values (?1, ?2)")?
            .execute(params![id.0, word(&level)?])?;
        Ok(())
    }

    pub fn add_grid_version(&self, id: i64, version: &GridVersion) -> StoreResult<()> {
        let GridVersion { grid, period, facts, document } = version;
        self.conn
            .prepare_cached(
                "insert into grid_version (id, grid_id, valid_from, valid_to, parent_id, name, kind, stat_code, civil_code, \
                 aliases, no_farmland, annex2_order, document, search) \
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            )?
            .execute(params![
                id,
                grid.0,
                period.from,
                period.until,
                facts.parent.map(|parent| parent.0),
                facts.name,
                word(&facts.kind)?,
                facts.stat_code,
                facts.civil_code,
                join(&facts.aliases),
                facts.no_farmland,
                facts.annex2_order,
                document,
                search_key(facts)
            ])?;
        Ok(())
    }

    /// Rewrites the facts of one version in place: a correction, not a change in the world.
    pub fn correct_grid_version(&self, version: i64, facts: &GridFacts) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "update grid_version set parent_id = ?2, name = ?3, kind = ?4, stat_code = ?5, civil_code = ?6, \
                 aliases = ?7, no_farmland = ?8, annex2_order = ?9, search = ?10 where id = ?1",
            )?
            .execute(params![
                version,
                facts.parent.map(|parent| parent.0),
                facts.name,
                word(&facts.kind)?,
                facts.stat_code,
                facts.civil_code,
                join(&facts.aliases),
                facts.no_farmland,
                facts.annex2_order,
                search_key(facts)
            ])?;
        Ok(())
    }

    /// Ends a version: `until` is the first day it no longer holds.
    pub fn end_grid_version(&self, version: i64, until: Option<NaiveDate>) -> StoreResult<()> {
        self.conn
            .prepare_cached("update grid_version set valid_to = ?2 where id = ?1")?
            .execute(params![version, until])?;
        Ok(())
    }

    /// The paper of a version.
    pub fn set_grid_document(&self, version: i64, document: &str) -> StoreResult<()> {
        self.conn
            .prepare_cached("update grid_version set document = ?2 where id = ?1")?
            .execute(params![version, document])?;
        Ok(())
    }

    pub fn grid_level(&self, grid: GridId) -> StoreResult<Option<Level>> {
        let mut find = self.conn.prepare_cached("select level from grid where id = ?1")?;
        let level: Option<String> = find.query_row([grid.0], |row| row.get(0)).optional()?;
        level.map(|level| read_word("grid.level", &level)).transpose()
    }

    /// The grid of the district, whenever it was founded.
    pub fn root_grid(&self) -> StoreResult<Option<GridId>> {
        let mut find = self.conn.prepare_cached("select id from grid where level = 'district' order by id limit 1")?;
        Ok(find.query_row([], |row| row.get(0).map(GridId)).optional()?)
    }

    /// The grid as it stands on a day; `None` before it existed or after it was closed.
    pub fn grid_at(&self, grid: GridId, day: NaiveDate) -> StoreResult<Option<GridRow>> {
        let mut find = self.conn.prepare_cached(&format!(
            "select {COLUMNS} from grid_version v join grid g on g.id = v.grid_id \
             where v.grid_id = ?1 and v.valid_from <= ?2 and (v.valid_to is null or v.valid_to > ?2)"
        ))?;
        let mut rows = find.query(params![grid.0, day])?;
        rows.next()?.map(grid_row).transpose()
    }

    /// Every version of a grid, oldest first.
    pub fn grid_versions(&self, grid: GridId) -> StoreResult<Vec<GridRow>> {
        self.grid_rows("where v.grid_id = ?1 order by v.valid_from", params![grid.0])
    }

    /// Every version of every grid, oldest first.
    pub fn all_grid_versions(&self) -> StoreResult<Vec<GridRow>> {
        self.grid_rows("order by v.grid_id, v.valid_from", [])
    }

    /// The whole tree of a day, siblings in their order, without a promise about parents coming first.
    pub fn grids_at(&self, day: NaiveDate) -> StoreResult<Vec<GridRow>> {
        let tail = format!("where v.valid_from <= ?1 and (v.valid_to is null or v.valid_to > ?1) order by {ORDER}");
        self.grid_rows(&tail, params![day])
    }

    pub fn children_at(&self, parent: GridId, day: NaiveDate) -> StoreResult<Vec<GridRow>> {
        let tail = format!(
            "where v.parent_id = ?1 and v.valid_from <= ?2 and (v.valid_to is null or v.valid_to > ?2) order by {ORDER}"
        );
        self.grid_rows(&tail, params![parent.0, day])
    }

    /// What stands below a grid on a day or later.
    pub fn children_from(&self, parent: GridId, day: NaiveDate) -> StoreResult<Vec<GridRow>> {
        let tail = format!("where v.parent_id = ?1 and (v.valid_to is null or v.valid_to > ?2) order by {ORDER}");
        self.grid_rows(&tail, params![parent.0, day])
    }

    /// Versions of other grids within `period` that share a sibling's name, a code or a place in annex 2 with `facts`.
    pub fn grids_like(&self, except: GridId, facts: &GridFacts, period: &Period) -> StoreResult<Vec<GridRow>> {
        self.grid_rows(
            "where v.grid_id <> ?1 and (v.valid_to is null or v.valid_to > ?2) and (?3 is null or v.valid_from < ?3) \
               and ((v.parent_id is ?4 and v.name = ?5) or (?6 <> '' and v.stat_code = ?6) \
                 or (?7 <> '' and v.civil_code = ?7) or v.annex2_order = ?8) \
             order by v.grid_id limit 8",
            params![
                except.0,
                period.from,
                period.until,
                facts.parent.map(|parent| parent.0),
                facts.name,
                facts.stat_code,
                facts.civil_code,
                facts.annex2_order
            ],
        )
    }

    /// The version of a day, or the one nearest to it when the grid does not exist then.
    pub fn grid_near(&self, grid: GridId, day: NaiveDate) -> StoreResult<Option<GridRow>> {
        let mut versions = self.grid_versions(grid)?;
        let place = versions.iter().rposition(|version| version.period.from <= day).unwrap_or(0);
        Ok((place < versions.len()).then(|| versions.swap_remove(place)))
    }

    /// A grid with everything below it on a day.
    pub fn subtree_at(&self, root: GridId, day: NaiveDate) -> StoreResult<Vec<GridId>> {
        let mut find = self.conn.prepare_cached(
            "with recursive below (id) as ( \
               select ?1 union select v.grid_id from grid_version v join below b on v.parent_id = b.id \
               where v.valid_from <= ?2 and (v.valid_to is null or v.valid_to > ?2)) \
             select id from below",
        )?;
        let ids = find.query_map(params![root.0, day], |row| row.get(0).map(GridId))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// Everything that was ever below a grid, groups left out, with the time it was; the grid itself for all time.
    pub fn subtree_ever(&self, root: GridId) -> StoreResult<Vec<(GridId, Period)>> {
        let mut find = self.conn.prepare_cached(
            "with recursive below (id, start, stop) as ( \
               select ?1, '0001-01-01', '9999-12-31' \
               union \
               select v.grid_id, max(v.valid_from, b.start), min(coalesce(v.valid_to, '9999-12-31'), b.stop) \
               from below b join grid_version v on v.parent_id = b.id join grid g on g.id = v.grid_id \
               where g.level <> 'group' and v.valid_from < b.stop and coalesce(v.valid_to, '9999-12-31') > b.start) \
             select id, start, nullif(stop, '9999-12-31') from below order by id, start",
        )?;
        let rows = find.query_map([root.0], |row| Ok((GridId(row.get(0)?), period(row, 1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Grids found by characters, pinyin, initials, alias or either code, best levels first.
    pub fn find_grids(&self, query: &str, day: NaiveDate, limit: u32) -> StoreResult<Vec<GridRow>> {
        let tail = format!(
            "where v.valid_from <= ?2 and (v.valid_to is null or v.valid_to > ?2) \
               and (instr(v.search, ?1) > 0 or v.stat_code = ?1 or v.civil_code = ?1) \
             order by (v.name = ?1) desc, g.level = 'group', {ORDER} limit ?3"
        );
        self.grid_rows(&tail, params![search::fold(query), day, limit])
    }

    /// Grids that are called exactly this: name, alias or either code.
    pub fn grids_named(&self, name: &str, day: NaiveDate) -> StoreResult<Vec<GridRow>> {
        let tail = format!(
            "where v.valid_from <= ?2 and (v.valid_to is null or v.valid_to > ?2) \
               and (v.name = ?1 or v.stat_code = ?1 or v.civil_code = ?1 or instr(';' || v.aliases || ';', ';' || ?1 || ';') > 0) \
             order by {ORDER}"
        );
        self.grid_rows(&tail, params![name, day])
    }

    pub fn grid_count(&self, day: NaiveDate) -> StoreResult<u64> {
        let mut count = self.conn.prepare_cached(
            "select count(*) from grid_version where valid_from <= ?1 and (valid_to is null or valid_to > ?1)",
        )?;
        Ok(count.query_row([day], |row| row.get(0))?)
    }

    /// The name a grid has on a day, or the one nearest to it when it does not exist then.
    pub fn grid_name(&self, grid: GridId, day: NaiveDate) -> StoreResult<Option<String>> {
        let mut find = self.conn.prepare_cached(
            "select name from grid_version where grid_id = ?1 \
             order by (valid_from <= ?2) desc, case when valid_from <= ?2 then valid_from end desc, valid_from limit 1",
        )?;
        Ok(find.query_row(params![grid.0, day], |row| row.get(0)).optional()?)
    }

    fn grid_rows(&self, tail: &str, values: impl rusqlite::Params) -> StoreResult<Vec<GridRow>> {
        let mut find = self
            .conn
            .prepare_cached(&format!("select {COLUMNS} from grid_version v join grid g on g.id = v.grid_id {tail}"))?;
        let mut rows = find.query(values)?;
        let mut grids = Vec::new();
        while let Some(row) = rows.next()? {
            grids.push(grid_row(row)?);
        }
        Ok(grids)
    }

    /// 工作重点 of a grid, newest year first.
    pub fn focuses(&self, grid: GridId) -> StoreResult<Vec<FocusRow>> {
        let mut find =
            self.conn.prepare_cached("select year, text from focus where grid_id = ?1 order by year desc")?;
        let rows = find.query_map([grid.0], |row| Ok(FocusRow { year: row.get(0)?, text: row.get(1)? }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Sets 工作重点 of a year; empty text takes it away.
    pub fn set_focus(&self, id: i64, grid: GridId, year: i32, text: &str) -> StoreResult<()> {
        if text.is_empty() {
            self.conn
                .prepare_cached("delete from focus where grid_id = ?1 and year = ?2")?
                .execute(params![grid.0, year])?;
        } else {
            self.conn
                .prepare_cached(
                    "insert into focus (id, grid_id, year, text) values (?1, ?2, ?3, ?4) \
                     on conflict (grid_id, year) do update set text = excluded.text",
                )?
                .execute(params![id, grid.0, year, text])?;
        }
        Ok(())
    }
}

fn search_key(facts: &GridFacts) -> String {
    let names: Vec<&str> =
        std::iter::once(facts.name.as_str()).chain(facts.aliases.iter().map(String::as_str)).collect();
    search::key(&names)
}
