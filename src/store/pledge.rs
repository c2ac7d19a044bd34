//! 耕地保护目标责任书.

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, Row, params};

use super::{Store, StoreResult};
use crate::domain::{
    area::Area,
    id::{GridId, PersonId, PledgeId, PostId},
    pledge::{Signer, Targets},
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PledgeRow {
    pub id: PledgeId,
    pub year: i32,
    /// The side that answers for the targets; its level tells the tier.
    pub grid: GridId,
    /// `None` while it is not signed.
    pub signed_on: Option<NaiveDate>,
    /// Who signed for the level above.
    pub upper: Signer,
    pub lower: Signer,
    pub targets: Targets,
    pub document: String,
    pub note: String,
}

const PLEDGE: &str = "select id, year, grid_id, signed_on, upper_post_id, upper_person_id, post_id, person_id, farmland, permanent, \
    document, note from pledge";

fn signer(row: &Row<'_>, from: usize) -> rusqlite::Result<Signer> {
    Ok(Signer {
        post: row.get::<_, Option<i64>>(from)?.map(PostId),
        person: row.get::<_, Option<i64>>(from + 1)?.map(PersonId),
    })
}

fn pledge_row(row: &Row<'_>) -> rusqlite::Result<PledgeRow> {
    Ok(PledgeRow {
        id: PledgeId(row.get(0)?),
        year: row.get(1)?,
        grid: GridId(row.get(2)?),
        signed_on: row.get(3)?,
        upper: signer(row, 4)?,
        lower: signer(row, 6)?,
        targets: Targets {
            farmland: row.get::<_, Option<i64>>(8)?.map(Area),
            permanent: row.get::<_, Option<i64>>(9)?.map(Area),
        },
        document: row.get(10)?,
        note: row.get(11)?,
    })
}

impl Store {
    /// Adds a 责任书, or rewrites the one of this id.
    pub fn put_pledge(&self, pledge: &PledgeRow) -> StoreResult<()> {
        let post = |signer: &Signer| signer.post.map(|post| post.0);
        let person = |signer: &Signer| signer.person.map(|person| person.0);
        let area = |area: Option<Area>| area.map(|area| area.0);
        self.conn
            .prepare_cached(
                "insert into pledge (id, year, grid_id, signed_on, upper_post_id, upper_person_id, post_id, person_id, farmland, \
                 permanent, document, note) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) \
                 on conflict (id) do update set year = ?2, grid_id = ?3, signed_on = ?4, upper_post_id = ?5, upper_person_id = ?6, \
                 post_id = ?7, person_id = ?8, farmland = ?9, permanent = ?10, document = ?11, note = ?12",
            )?
            .execute(params![
                pledge.id.0,
                pledge.year,
                pledge.grid.0,
                pledge.signed_on,
                post(&pledge.upper),
                person(&pledge.upper),
                post(&pledge.lower),
                person(&pledge.lower),
                area(pledge.targets.farmland),
                area(pledge.targets.permanent),
                pledge.document,
                pledge.note
            ])?;
        Ok(())
    }

    pub fn delete_pledge(&self, id: PledgeId) -> StoreResult<()> {
        self.conn.prepare_cached("delete from pledge where id = ?1")?.execute([id.0])?;
        Ok(())
    }

    pub fn pledge(&self, id: PledgeId) -> StoreResult<Option<PledgeRow>> {
        let mut find = self.conn.prepare_cached(&format!("{PLEDGE} where id = ?1"))?;
        Ok(find.query_row([id.0], pledge_row).optional()?)
    }

    /// Every 责任书 of a year.
    pub fn pledges_of_year(&self, year: i32) -> StoreResult<Vec<PledgeRow>> {
        let mut find = self.conn.prepare_cached(&format!("{PLEDGE} where year = ?1 order by id"))?;
        let rows = find.query_map([year], pledge_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What a grid signed for a year.
    pub fn pledges_of_grid(&self, grid: GridId, year: i32) -> StoreResult<Vec<PledgeRow>> {
        let mut find = self.conn.prepare_cached(&format!("{PLEDGE} where grid_id = ?1 and year = ?2 order by id"))?;
        let rows = find.query_map(params![grid.0, year], pledge_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The years there is a 责任书 of, newest first.
    pub fn pledge_years(&self) -> StoreResult<Vec<i32>> {
        let mut find = self.conn.prepare_cached("select distinct year from pledge order by year desc")?;
        let rows = find.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
