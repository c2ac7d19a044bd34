//! 领导小组 and the seats in them.

use rusqlite::{OptionalExtension, Params, Row, params};

use super::{
    Store, StoreFault, StoreResult,
    value::{period, read_word, word},
};
use crate::domain::{
    date::Period,
    id::{GridId, LeadingGroupId, LeadingMemberId, PersonId, PostId},
    leading_group::{Part, Seat},
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeadingGroupRow {
    pub id: LeadingGroupId,
    /// The district or the town it is of.
    pub grid: GridId,
    pub name: String,
    /// The paper that founded it.
    pub document: String,
    pub period: Period,
    pub note: String,
}

/// A seat with the words to show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeadingMemberRow {
    pub id: LeadingMemberId,
    pub group: LeadingGroupId,
    pub part: Part,
    pub seat: Seat,
    /// What a person was when they joined; empty for seats of posts.
    pub title: String,
    pub period: Period,
    /// Place in the list.
    pub ordinal: i64,
    /// 「铜川镇人民政府」 for seats of posts.
    pub unit_name: Option<String>,
    pub post_title: Option<String>,
    /// The person, for seats of persons.
    pub person_name: Option<String>,
}

const GROUP: &str = "select id, grid_id, name, document, valid_from, valid_to, note from leading_group";
const MEMBER: &str = "select m.id, m.group_id, m.part, m.post_id, m.person_id, m.title, m.valid_from, m.valid_to, m.ordinal, \
    u.name, p.title, n.name from leading_member m left join post p on p.id = m.post_id left join unit u on u.id = p.unit_id \
    left join person n on n.id = m.person_id";

fn group_row(row: &Row<'_>) -> rusqlite::Result<LeadingGroupRow> {
    Ok(LeadingGroupRow {
        id: LeadingGroupId(row.get(0)?),
        grid: GridId(row.get(1)?),
        name: row.get(2)?,
        document: row.get(3)?,
        period: period(row, 4)?,
        note: row.get(6)?,
    })
}

fn member_row(row: &Row<'_>) -> StoreResult<LeadingMemberRow> {
    let part: String = row.get(2)?;
    let seat = match (row.get::<_, Option<i64>>(3)?, row.get::<_, Option<i64>>(4)?) {
        (Some(post), None) => Seat::Post(PostId(post)),
        (None, Some(person)) => Seat::Person(PersonId(person)),
        other => return Err(StoreFault::Value { column: "leading_member.seat", value: format!("{other:?}") }),
    };
    Ok(LeadingMemberRow {
        id: LeadingMemberId(row.get(0)?),
        group: LeadingGroupId(row.get(1)?),
        part: read_word("leading_member.part", &part)?,
        seat,
        title: row.get(5)?,
        period: period(row, 6)?,
        ordinal: row.get(8)?,
        unit_name: row.get(9)?,
        post_title: row.get(10)?,
        person_name: row.get(11)?,
    })
}

impl Store {
    /// Adds a group, or rewrites the one of this id.
    pub fn put_leading_group(&self, group: &LeadingGroupRow) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "insert into leading_group (id, grid_id, name, document, valid_from, valid_to, note) values (?1, ?2, ?3, ?4, ?5, ?6, ?7) \
                 on conflict (id) do update set grid_id = ?2, name = ?3, document = ?4, valid_from = ?5, valid_to = ?6, note = ?7",
            )?
            .execute(params![
                group.id.0,
                group.grid.0,
                group.name,
                group.document,
                group.period.from,
                group.period.until,
                group.note
            ])?;
        Ok(())
    }

    /// Takes a group away with its members.
    pub fn delete_leading_group(&self, id: LeadingGroupId) -> StoreResult<()> {
        self.conn.prepare_cached("delete from leading_group where id = ?1")?.execute([id.0])?;
        Ok(())
    }

    pub fn leading_group(&self, id: LeadingGroupId) -> StoreResult<Option<LeadingGroupRow>> {
        let mut find = self.conn.prepare_cached(&format!("{GROUP} where id = ?1"))?;
        Ok(find.query_row([id.0], group_row).optional()?)
    }

    /// Every group there ever was, oldest first.
    pub fn leading_groups(&self) -> StoreResult<Vec<LeadingGroupRow>> {
        let mut find = self.conn.prepare_cached(&format!("{GROUP} order by valid_from, id"))?;
        let rows = find.query_map([], group_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Adds a seat, or rewrites the one of this id.
    pub fn put_leading_member(&self, member: &LeadingMemberRow) -> StoreResult<()> {
        let (post, person) = match member.seat {
            Seat::Post(post) => (Some(post.0), None),
            Seat::Person(person) => (None, Some(person.0)),
        };
        self.conn
            .prepare_cached(
                "insert into leading_member (id, group_id, part, post_id, person_id, title, valid_from, valid_to, ordinal) \
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) on conflict (id) do update set part = ?3, post_id = ?4, \
                 person_id = ?5, title = ?6, valid_from = ?7, valid_to = ?8, ordinal = ?9",
            )?
            .execute(params![
                member.id.0,
                member.group.0,
                word(&member.part)?,
                post,
                person,
                member.title,
                member.period.from,
                member.period.until,
                member.ordinal
            ])?;
        Ok(())
    }

    pub fn delete_leading_member(&self, id: LeadingMemberId) -> StoreResult<()> {
        self.conn.prepare_cached("delete from leading_member where id = ?1")?.execute([id.0])?;
        Ok(())
    }

    pub fn leading_member(&self, id: LeadingMemberId) -> StoreResult<Option<LeadingMemberRow>> {
        Ok(self.member_rows("where m.id = ?1", params![id.0])?.pop())
    }

    /// Everyone who ever sat in a group, part by part as they were listed.
    pub fn leading_members(&self, group: LeadingGroupId) -> StoreResult<Vec<LeadingMemberRow>> {
        self.member_rows("where m.group_id = ?1 order by m.ordinal, m.id", params![group.0])
    }

    /// Every seat of every group, group by group.
    pub fn all_leading_members(&self) -> StoreResult<Vec<LeadingMemberRow>> {
        self.member_rows("order by m.group_id, m.ordinal, m.id", params![])
    }

    fn member_rows(&self, tail: &str, values: impl Params) -> StoreResult<Vec<LeadingMemberRow>> {
        let mut find = self.conn.prepare_cached(&format!("{MEMBER} {tail}"))?;
        let mut rows = find.query(values)?;
        let mut members = Vec::new();
        while let Some(row) = rows.next()? {
            members.push(member_row(row)?);
        }
        Ok(members)
    }
}
