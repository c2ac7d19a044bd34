//! Posts, and who held them from when to when.

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, Row, params};

use super::{Store, StoreResult, unit_name, value::period};
use crate::domain::{
    date::Period,
    id::{IncumbencyId, PersonId, PostId, UnitId},
    search,
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostRow {
    pub id: PostId,
    pub unit: UnitId,
    pub unit_name: String,
    pub title: String,
    pub single_holder: bool,
    pub ordinal: i64,
    pub period: Period,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncumbencyRow {
    pub id: IncumbencyId,
    pub post: PostId,
    pub person: PersonId,
    pub person_name: String,
    /// 「铜川镇人民政府」.
    pub unit_name: String,
    pub post_title: String,
    pub period: Period,
    pub document: String,
}

pub(super) fn post_row(row: &Row<'_>) -> rusqlite::Result<PostRow> {
    Ok(PostRow {
        id: PostId(row.get(0)?),
        unit: UnitId(row.get(1)?),
        unit_name: row.get(2)?,
        title: row.get(3)?,
        single_holder: row.get(4)?,
        ordinal: row.get(5)?,
        period: period(row, 6)?,
    })
}

fn incumbency_row(row: &Row<'_>) -> rusqlite::Result<IncumbencyRow> {
    Ok(IncumbencyRow {
        id: IncumbencyId(row.get(0)?),
        post: PostId(row.get(1)?),
        person: PersonId(row.get(2)?),
        person_name: row.get(3)?,
        unit_name: row.get(4)?,
        post_title: row.get(5)?,
        period: period(row, 6)?,
        document: row.get(8)?,
    })
}

/// Posts, units by their names of `day`, an SQL expression.
pub(super) fn post_sql(day: &str) -> String {
    format!(
        "select p.id, p.unit_id, {}, p.title, p.single_holder, p.ordinal, p.valid_from, p.valid_to \
         from post p join unit u on u.id = p.unit_id",
        unit_name::named_on(day)
    )
}

/// Terms, units by their names of `day`, an SQL expression.
fn incumbency_sql(day: &str) -> String {
    format!(
        "select i.id, i.post_id, i.person_id, n.name, {}, p.title, i.valid_from, i.valid_to, i.document \
         from incumbency i join post p on p.id = i.post_id join unit u on u.id = p.unit_id join person n on n.id = i.person_id",
        unit_name::named_on(day)
    )
}

/// Found by unit, title, holder, or as people say it: the unit's grid and the title, 「铜川镇镇长」. ?1 the folded query,
/// ?2 the unit or null, ?3 the day.
pub(super) const POST_FOUND: &str = "p.valid_from <= ?3 and (p.valid_to is null or p.valid_to > ?3) and (?2 is null or p.unit_id = ?2) \
    and (?1 = '' or instr(u.search, ?1) > 0 \
      or exists (select 1 from former_unit_name f where f.unit_id = u.id and instr(f.name || p.title, ?1) > 0) or instr(u.name || p.title, ?1) > 0 or instr(search_key(p.title), ?1) > 0 \
      or exists (select 1 from grid_version v where v.grid_id = u.grid_id \
        and v.valid_from <= ?3 and (v.valid_to is null or v.valid_to > ?3) and instr(v.name || p.title, ?1) > 0) \
      or exists (select 1 from incumbency i join person n on n.id = i.person_id where i.post_id = p.id \
        and i.valid_from <= ?3 and coalesce(i.valid_to, '9999-12-31') > ?3 and instr(n.search, ?1) > 0))";

impl Store {
    pub fn add_post(&self, post: &PostRow) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "insert into post (id, unit_id, title, single_holder, ordinal, valid_from, valid_to) \
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                post.id.0,
                post.unit.0,
                post.title,
                post.single_holder,
                post.ordinal,
                post.period.from,
                post.period.until
            ])?;
        Ok(())
    }

    pub fn update_post(&self, post: &PostRow) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "update post set title = ?2, single_holder = ?3, ordinal = ?4, valid_from = ?5, valid_to = ?6 where id = ?1",
            )?
            .execute(params![
                post.id.0,
                post.title,
                post.single_holder,
                post.ordinal,
                post.period.from,
                post.period.until
            ])?;
        Ok(())
    }

    pub fn post(&self, post: PostId) -> StoreResult<Option<PostRow>> {
        let mut find = self.conn.prepare_cached(&format!("{} where p.id = ?1", post_sql(&unit_name::last_day("p"))))?;
        Ok(find.query_row([post.0], post_row).optional()?)
    }

    /// A post, its unit by the name of a day.
    pub fn post_at(&self, post: PostId, day: NaiveDate) -> StoreResult<Option<PostRow>> {
        let mut find = self.conn.prepare_cached(&format!("{} where p.id = ?1", post_sql("?2")))?;
        Ok(find.query_row(params![post.0, day], post_row).optional()?)
    }

    /// Every post there ever was, unit by unit, units by their names of a day.
    pub fn all_posts(&self, day: NaiveDate) -> StoreResult<Vec<PostRow>> {
        let mut find = self.conn.prepare_cached(&format!("{} order by p.unit_id, p.ordinal, p.id", post_sql("?1")))?;
        let rows = find.query_map([day], post_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Posts of a day found by unit, title or holder (characters, pinyin, initials), unit by unit.
    pub fn posts(
        &self,
        query: &str,
        unit: Option<UnitId>,
        day: NaiveDate,
        offset: u32,
        limit: u32,
    ) -> StoreResult<Vec<PostRow>> {
        let mut find = self.conn.prepare_cached(&format!(
            "{} where {POST_FOUND} \
             order by case u.kind when 'district' then 0 when 'department' then 1 when 'town' then 2 else 3 end, \
               u.id, p.ordinal, p.id limit ?4 offset ?5",
            post_sql("?3")
        ))?;
        let values = params![search::fold(query), unit.map(|unit| unit.0), day, limit, offset];
        let rows = find.query_map(values, post_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub fn post_count(&self, query: &str, unit: Option<UnitId>, day: NaiveDate) -> StoreResult<u64> {
        let mut count = self.conn.prepare_cached(&format!(
            "select count(*) from post p join unit u on u.id = p.unit_id where {POST_FOUND}"
        ))?;
        Ok(count.query_row(params![search::fold(query), unit.map(|unit| unit.0), day], |row| row.get(0))?)
    }

    /// How many posts each unit has on a day.
    pub fn post_counts(&self, day: NaiveDate) -> StoreResult<Vec<(UnitId, u32)>> {
        let mut count = self.conn.prepare_cached(
            "select unit_id, count(*) from post where valid_from <= ?1 and (valid_to is null or valid_to > ?1) group by unit_id",
        )?;
        let rows = count.query_map([day], |row| Ok((UnitId(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Posts of a day whose title ends `text`.
    pub fn posts_ending(&self, text: &str, day: NaiveDate) -> StoreResult<Vec<PostRow>> {
        let mut find = self.conn.prepare_cached(&format!(
            "{} where substr(?1, -length(p.title)) = p.title and p.valid_from <= ?2 and (p.valid_to is null or p.valid_to > ?2) \
             order by u.id, p.ordinal, p.id", post_sql("?2")))?;
        let rows = find.query_map(params![text, day], post_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Posts of a unit that are called exactly this and reach to a day or beyond.
    pub fn posts_titled(&self, unit: UnitId, title: &str, day: NaiveDate) -> StoreResult<Vec<PostRow>> {
        let mut find = self.conn.prepare_cached(&format!(
            "{} where p.unit_id = ?1 and p.title = ?2 and (p.valid_to is null or p.valid_to > ?3) order by p.id",
            post_sql(&unit_name::last_day("p"))
        ))?;
        let rows = find.query_map(params![unit.0, title, day], post_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The place after the last post of a unit.
    pub fn next_post_ordinal(&self, unit: UnitId) -> StoreResult<i64> {
        let mut find = self.conn.prepare_cached("select coalesce(max(ordinal), 0) + 1 from post where unit_id = ?1")?;
        Ok(find.query_row([unit.0], |row| row.get(0))?)
    }

    pub fn add_incumbency(
        &self,
        id: IncumbencyId,
        post: PostId,
        person: PersonId,
        period: &Period,
        document: &str,
    ) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "insert into incumbency (id, post_id, person_id, valid_from, valid_to, document) values (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![id.0, post.0, person.0, period.from, period.until, document])?;
        Ok(())
    }

    pub fn set_incumbency_period(&self, id: IncumbencyId, period: &Period) -> StoreResult<()> {
        self.conn
            .prepare_cached("update incumbency set valid_from = ?2, valid_to = ?3 where id = ?1")?
            .execute(params![id.0, period.from, period.until])?;
        Ok(())
    }

    pub fn set_incumbency_document(&self, id: IncumbencyId, document: &str) -> StoreResult<()> {
        self.conn
            .prepare_cached("update incumbency set document = ?2 where id = ?1")?
            .execute(params![id.0, document])?;
        Ok(())
    }

    pub fn incumbency(&self, id: IncumbencyId) -> StoreResult<Option<IncumbencyRow>> {
        let mut find =
            self.conn.prepare_cached(&format!("{} where i.id = ?1", incumbency_sql(&unit_name::last_day("i"))))?;
        Ok(find.query_row([id.0], incumbency_row).optional()?)
    }

    /// Everyone who ever held a post, oldest first.
    pub fn incumbencies_of_post(&self, post: PostId) -> StoreResult<Vec<IncumbencyRow>> {
        let mut find = self.conn.prepare_cached(&format!(
            "{} where i.post_id = ?1 order by i.valid_from, i.id",
            incumbency_sql(&unit_name::last_day("i"))
        ))?;
        let rows = find.query_map([post.0], incumbency_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Every post a person ever held, oldest first.
    pub fn incumbencies_of_person(&self, person: PersonId) -> StoreResult<Vec<IncumbencyRow>> {
        let mut find = self.conn.prepare_cached(&format!(
            "{} where i.person_id = ?1 order by i.valid_from, i.id",
            incumbency_sql(&unit_name::last_day("i"))
        ))?;
        let rows = find.query_map([person.0], incumbency_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Who holds a post on a day, in the order they came.
    pub fn holders_at(&self, post: PostId, day: NaiveDate) -> StoreResult<Vec<IncumbencyRow>> {
        let mut find = self.conn.prepare_cached(&format!(
            "{} where i.post_id = ?1 and i.valid_from <= ?2 and coalesce(i.valid_to, '9999-12-31') > ?2 \
             order by i.valid_from, i.id",
            incumbency_sql("?2")
        ))?;
        let rows = find.query_map(params![post.0, day], incumbency_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Every term that runs on a day, unit by unit.
    pub fn incumbencies_at(&self, day: NaiveDate) -> StoreResult<Vec<IncumbencyRow>> {
        let mut find = self.conn.prepare_cached(&format!(
            "{} where i.valid_from <= ?1 and coalesce(i.valid_to, '9999-12-31') > ?1 order by p.unit_id, p.ordinal, i.id", incumbency_sql("?1")))?;
        let rows = find.query_map([day], incumbency_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The posts a person holds on a day.
    pub fn posts_held_at(&self, person: PersonId, day: NaiveDate) -> StoreResult<Vec<IncumbencyRow>> {
        let mut find = self.conn.prepare_cached(&format!(
            "{} where i.person_id = ?1 and i.valid_from <= ?2 and (i.valid_to is null or i.valid_to > ?2) \
             order by p.ordinal, i.id",
            incumbency_sql("?2")
        ))?;
        let rows = find.query_map(params![person.0, day], incumbency_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Store {
    /// Every post with its unit and its place there, also those closed.
    pub fn post_places(&self) -> StoreResult<Vec<(PostId, UnitId, i64)>> {
        let mut find = self.conn.prepare_cached("select id, unit_id, ordinal from post")?;
        let rows = find.query_map([], |row| Ok((PostId(row.get(0)?), UnitId(row.get(1)?), row.get(2)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
