//! What the people or posts of a list are on a day, with one statement for the whole list.

use chrono::NaiveDate;
use rusqlite::{Row, params};

use super::{Store, StoreResult, value::read_word};
use crate::domain::{
    id::{GridId, IncumbencyId, PersonId, PostId, UnitId},
    roster::Role,
};

/// A post with who holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldPost {
    pub incumbency: IncumbencyId,
    pub person: PersonId,
    pub person_name: String,
    pub post: PostId,
    pub unit: UnitId,
    pub title: String,
    pub since: NaiveDate,
}

/// The end is asked for as the indexes of step 6 hold it.
const HELD: &str = "select i.id, i.person_id, n.name, i.post_id, p.unit_id, p.title, i.valid_from \
    from incumbency i join post p on p.id = i.post_id join person n on n.id = i.person_id \
    where i.valid_from <= ?2 and coalesce(i.valid_to, '9999-12-31') > ?2";
const ROLES: &str = "select person_id, post_id, grid_id, role from duty \
    where valid_from <= ?2 and (valid_to is null or valid_to > ?2)";

fn held(row: &Row<'_>) -> rusqlite::Result<HeldPost> {
    Ok(HeldPost {
        incumbency: IncumbencyId(row.get(0)?),
        person: PersonId(row.get(1)?),
        person_name: row.get(2)?,
        post: PostId(row.get(3)?),
        unit: UnitId(row.get(4)?),
        title: row.get(5)?,
        since: row.get(6)?,
    })
}

/// Ids as SQLite reads a list of them: `[1,2]`.
fn list(ids: impl Iterator<Item = i64>) -> String {
    let ids: Vec<String> = ids.map(|id| id.to_string()).collect();
    format!("[{}]", ids.join(","))
}

impl Store {
    /// The posts that people hold on a day, each person's in their order.
    pub fn posts_held_by(&self, people: &[PersonId], day: NaiveDate) -> StoreResult<Vec<HeldPost>> {
        let tail = "and i.person_id in (select value from json_each(?1)) order by p.ordinal, i.id";
        self.held_posts(tail, list(people.iter().map(|person| person.0)), day)
    }

    /// Who holds each of some posts on a day, in the order they came.
    pub fn holders_of_posts(&self, posts: &[PostId], day: NaiveDate) -> StoreResult<Vec<HeldPost>> {
        let tail = "and i.post_id in (select value from json_each(?1)) order by i.valid_from, i.id";
        self.held_posts(tail, list(posts.iter().map(|post| post.0)), day)
    }

    fn held_posts(&self, tail: &str, ids: String, day: NaiveDate) -> StoreResult<Vec<HeldPost>> {
        let mut find = self.conn.prepare_cached(&format!("{HELD} {tail}"))?;
        let rows = find.query_map(params![ids, day], held)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The roles that people have on a day by themselves, oldest first.
    pub fn roles_of_people(&self, people: &[PersonId], day: NaiveDate) -> StoreResult<Vec<(PersonId, GridId, Role)>> {
        let tail = "and person_id in (select value from json_each(?1)) order by valid_from, id";
        let roles = self.roles(tail, list(people.iter().map(|person| person.0)), day, 0)?;
        Ok(roles.into_iter().map(|(person, grid, role)| (PersonId(person), grid, role)).collect())
    }

    /// The roles that come with posts on a day, oldest first.
    pub fn roles_of_posts(&self, posts: &[PostId], day: NaiveDate) -> StoreResult<Vec<(PostId, GridId, Role)>> {
        let tail = "and post_id in (select value from json_each(?1)) order by valid_from, id";
        let roles = self.roles(tail, list(posts.iter().map(|post| post.0)), day, 1)?;
        Ok(roles.into_iter().map(|(post, grid, role)| (PostId(post), grid, role)).collect())
    }

    /// `of`: the column of whom the role is.
    fn roles(&self, tail: &str, ids: String, day: NaiveDate, of: usize) -> StoreResult<Vec<(i64, GridId, Role)>> {
        let mut find = self.conn.prepare_cached(&format!("{ROLES} {tail}"))?;
        let mut rows = find.query(params![ids, day])?;
        let mut roles = Vec::new();
        while let Some(row) = rows.next()? {
            let role: String = row.get(3)?;
            roles.push((row.get(of)?, GridId(row.get(2)?), read_word("duty.role", &role)?));
        }
        Ok(roles)
    }
}
