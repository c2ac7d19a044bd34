//! 群众举报. The identity of who reported stands in a table of its own that is neither logged nor listed.

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, Row, params};

use super::{
    Store, StoreResult,
    value::{read_word, word},
};
use crate::domain::{
    id::{GridId, LookId, PersonId, ProblemId, RewardId, TipId},
    money::Money,
    tip::{Identity, Tip, TipVerdict},
};

/// What 核查 found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    pub verdict: TipVerdict,
    pub on: NaiveDate,
    pub by: PersonId,
    pub text: String,
    pub document: String,
}

/// What the reporter was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub on: NaiveDate,
    pub way: String,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TipRow {
    pub id: TipId,
    /// 「2025-003」.
    pub number: String,
    pub tip: Tip,
    pub recorded_on: NaiveDate,
    pub recorded_by: String,
    pub verification: Option<Verification>,
    pub answer: Option<Answer>,
}

/// A look at the identity of a reporter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookRow {
    pub id: LookId,
    pub tip: TipId,
    /// Whether it was written then, or read.
    pub written: bool,
    pub on: NaiveDate,
    pub operator: String,
    pub reason: String,
}

/// A reward, by code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RewardRow {
    pub id: RewardId,
    pub tip: TipId,
    pub code: String,
    pub amount: Money,
    pub granted_on: NaiveDate,
    pub paid_on: Option<NaiveDate>,
    pub document: String,
    pub note: String,
}

const TIP: &str = "select id, number, received_on, received_at, channel, order_number, grid_id, group_id, spot, kind, content, \
    anonymous, note, recorded_on, recorded_by, verdict, verified_on, verifier_id, verified_text, verified_document, \
    answered_on, answer_way, answer_text from tip t";

fn tip_row(row: &Row<'_>) -> StoreResult<TipRow> {
    let channel: String = row.get(4)?;
    let kind: Option<String> = row.get(9)?;
    let verdict: Option<String> = row.get(15)?;
    let verification = match verdict {
        Some(verdict) => Some(Verification {
            verdict: read_word("tip.verdict", &verdict)?,
            on: row.get(16)?,
            by: PersonId(row.get(17)?),
            text: row.get(18)?,
            document: row.get(19)?,
        }),
        None => None,
    };
    let answer = match row.get::<_, Option<NaiveDate>>(20)? {
        Some(on) => Some(Answer { on, way: row.get(21)?, text: row.get(22)? }),
        None => None,
    };
    Ok(TipRow {
        id: TipId(row.get(0)?),
        number: row.get(1)?,
        tip: Tip {
            received_on: row.get(2)?,
            received_at: row.get(3)?,
            channel: read_word("tip.channel", &channel)?,
            order_number: row.get(5)?,
            grid: row.get::<_, Option<i64>>(6)?.map(GridId),
            group: row.get::<_, Option<i64>>(7)?.map(GridId),
            spot: row.get(8)?,
            kind: kind.map(|kind| read_word("tip.kind", &kind)).transpose()?,
            content: row.get(10)?,
            anonymous: row.get(11)?,
            note: row.get(12)?,
        },
        recorded_on: row.get(13)?,
        recorded_by: row.get(14)?,
        verification,
        answer,
    })
}

fn look_row(row: &Row<'_>) -> rusqlite::Result<LookRow> {
    Ok(LookRow {
        id: LookId(row.get(0)?),
        tip: TipId(row.get(1)?),
        written: row.get::<_, String>(2)? == "written",
        on: row.get(3)?,
        operator: row.get(4)?,
        reason: row.get(5)?,
    })
}

fn reward_row(row: &Row<'_>) -> rusqlite::Result<RewardRow> {
    Ok(RewardRow {
        id: RewardId(row.get(0)?),
        tip: TipId(row.get(1)?),
        code: row.get(2)?,
        amount: Money(row.get(3)?),
        granted_on: row.get(4)?,
        paid_on: row.get(5)?,
        document: row.get(6)?,
        note: row.get(7)?,
    })
}

const LOOK: &str = "select id, tip_id, act, looked_on, operator, reason from identity_look";
const REWARD: &str = "select id, tip_id, code, amount, granted_on, paid_on, document, note from tip_reward";

impl Store {
    /// Adds a tip, or rewrites the one of this id.
    pub fn put_tip(&self, row: &TipRow) -> StoreResult<()> {
        let tip = &row.tip;
        let verification = row.verification.as_ref();
        let answer = row.answer.as_ref();
        self.conn
            .prepare_cached(
                "insert into tip (id, number, received_on, received_at, channel, order_number, grid_id, group_id, spot, \
                 kind, content, anonymous, note, recorded_on, recorded_by, verdict, verified_on, verifier_id, \
                 verified_text, verified_document, answered_on, answer_way, answer_text) \
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, \
                 ?22, ?23) \
                 on conflict (id) do update set received_on = ?3, received_at = ?4, channel = ?5, order_number = ?6, \
                 grid_id = ?7, group_id = ?8, spot = ?9, kind = ?10, content = ?11, anonymous = ?12, note = ?13, \
                 verdict = ?16, verified_on = ?17, verifier_id = ?18, verified_text = ?19, verified_document = ?20, \
                 answered_on = ?21, answer_way = ?22, answer_text = ?23",
            )?
            .execute(params![
                row.id.0,
                row.number,
                tip.received_on,
                tip.received_at,
                word(&tip.channel)?,
                tip.order_number,
                tip.grid.map(|grid| grid.0),
                tip.group.map(|group| group.0),
                tip.spot,
                tip.kind.map(|kind| word(&kind)).transpose()?,
                tip.content,
                tip.anonymous,
                tip.note,
                row.recorded_on,
                row.recorded_by,
                verification.map(|found| word(&found.verdict)).transpose()?,
                verification.map(|found| found.on),
                verification.map(|found| found.by.0),
                verification.map_or("", |found| &found.text),
                verification.map_or("", |found| &found.document),
                answer.map(|answer| answer.on),
                answer.map_or("", |answer| &answer.way),
                answer.map_or("", |answer| &answer.text),
            ])?;
        Ok(())
    }

    pub fn tip(&self, id: TipId) -> StoreResult<Option<TipRow>> {
        let mut find = self.conn.prepare_cached(&format!("{TIP} where id = ?1"))?;
        let mut rows = find.query([id.0])?;
        rows.next()?.map(tip_row).transpose()
    }

    /// The tips received in a span, newest first. A district has some hundreds a year.
    pub fn tips(&self, from: Option<NaiveDate>, to: Option<NaiveDate>) -> StoreResult<Vec<TipRow>> {
        let mut find = self
            .conn
            .prepare_cached(&format!("{TIP} where received_on >= coalesce(?1, '') and received_on <= coalesce(?2, '9999') order by received_on desc, id desc"))?;
        let mut rows = find.query([from, to])?;
        let mut tips = Vec::new();
        while let Some(row) = rows.next()? {
            tips.push(tip_row(row)?);
        }
        Ok(tips)
    }

    /// The first number of a year that is free: 「2025-004」.
    pub fn next_tip_number(&self, year: i32) -> StoreResult<String> {
        let mut last = self.conn.prepare_cached(
            "select coalesce(max(cast(substr(number, 6) as integer)), 0) from tip where number like ?1 || '-%'",
        )?;
        let last: i64 = last.query_row([year.to_string()], |row| row.get(0))?;
        Ok(format!("{year}-{:03}", last + 1))
    }

    /// The problems that were entered from a tip, with their numbers.
    pub fn problems_of_tip(&self, tip: TipId) -> StoreResult<Vec<(ProblemId, String)>> {
        let mut find = self.conn.prepare_cached("select id, number from problem where tip_id = ?1 order by id")?;
        let rows = find.query_map([tip.0], |row| Ok((ProblemId(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Seals who reported a tip.
    pub fn seal_identity(&self, tip: TipId, identity: &Identity) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "insert into tip_identity (tip_id, name, phone, address, note) values (?1, ?2, ?3, ?4, ?5) \
                 on conflict (tip_id) do update set name = ?2, phone = ?3, address = ?4, note = ?5",
            )?
            .execute(params![tip.0, identity.name, identity.phone, identity.address, identity.note])?;
        Ok(())
    }

    /// Whether it is known who reported a tip; not who.
    pub fn has_identity(&self, tip: TipId) -> StoreResult<bool> {
        let mut find = self.conn.prepare_cached("select 1 from tip_identity where tip_id = ?1")?;
        Ok(find.exists([tip.0])?)
    }

    /// Who reported the tip of a look; the caller sees to it that the look is their own.
    pub fn identity(&self, look: &LookRow) -> StoreResult<Option<Identity>> {
        let mut find =
            self.conn.prepare_cached("select name, phone, address, note from tip_identity where tip_id = ?1")?;
        let read = |row: &Row<'_>| {
            Ok(Identity { name: row.get(0)?, phone: row.get(1)?, address: row.get(2)?, note: row.get(3)? })
        };
        Ok(find.query_row([look.tip.0], read).optional()?)
    }

    pub fn add_look(&self, look: &LookRow) -> StoreResult<()> {
        let act = if look.written { "written" } else { "read" };
        self.conn
            .prepare_cached(
                "insert into identity_look (id, tip_id, act, looked_on, operator, reason) values (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![look.id.0, look.tip.0, act, look.on, look.operator, look.reason])?;
        Ok(())
    }

    pub fn look(&self, id: LookId) -> StoreResult<Option<LookRow>> {
        let mut find = self.conn.prepare_cached(&format!("{LOOK} where id = ?1"))?;
        Ok(find.query_row([id.0], look_row).optional()?)
    }

    /// Every look at who reported a tip, newest first.
    pub fn looks(&self, tip: TipId) -> StoreResult<Vec<LookRow>> {
        let mut find = self.conn.prepare_cached(&format!("{LOOK} where tip_id = ?1 order by id desc"))?;
        let rows = find.query_map([tip.0], look_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Adds a reward, or rewrites the one of this id.
    pub fn put_reward(&self, reward: &RewardRow) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "insert into tip_reward (id, tip_id, code, amount, granted_on, paid_on, document, note) \
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) on conflict (id) do update set \
                 amount = ?4, granted_on = ?5, paid_on = ?6, document = ?7, note = ?8",
            )?
            .execute(params![
                reward.id.0,
                reward.tip.0,
                reward.code,
                reward.amount.0,
                reward.granted_on,
                reward.paid_on,
                reward.document,
                reward.note
            ])?;
        Ok(())
    }

    /// Every reward, oldest first.
    pub fn rewards(&self) -> StoreResult<Vec<RewardRow>> {
        let mut find = self.conn.prepare_cached(&format!("{REWARD} order by granted_on, id"))?;
        let rows = find.query_map([], reward_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub fn reward_of(&self, tip: TipId) -> StoreResult<Option<RewardRow>> {
        let mut find = self.conn.prepare_cached(&format!("{REWARD} where tip_id = ?1"))?;
        Ok(find.query_row([tip.0], reward_row).optional()?)
    }
}
