//! Satellite clues: batches, rows with their answers, the ledger by place, and the figures of the board.

use std::fmt::Write as _;

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, Row, params, params_from_iter, types::Value};

use super::{
    Store, StoreFault, StoreResult,
    value::{join, read_word, split, word},
};
use crate::domain::{
    area::SquareMetres,
    clue::{Answer, Category, Clue, ClueBatch, ClueState, Outline},
    id::{ClueBatchId, ClueId, GridId, PersonId, ProblemId},
    point::Point,
};

/// A stored batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClueBatchRow {
    pub id: ClueBatchId,
    /// `due_on` is always known here.
    pub batch: ClueBatch,
    pub due_on: NaiveDate,
    pub recorded_on: NaiveDate,
    pub recorded_by: String,
}

/// A stored clue with everything known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClueRow {
    pub id: ClueId,
    pub batch: ClueBatchId,
    /// Its place in the batch, from 1.
    pub ordinal: i64,
    pub clue: Clue,
    pub grid: Option<GridId>,
    pub assigned_on: Option<NaiveDate>,
    pub state: ClueState,
    pub answer: Option<Answer>,
    /// Who entered the answer.
    pub answered_by: String,
    pub problem: Option<ProblemId>,
    pub confirmed_on: Option<NaiveDate>,
    pub confirmed_by: String,
}

/// 退回重核.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClueReturnRow {
    pub on: NaiveDate,
    pub by: String,
    pub reason: String,
}

/// How many clues of a batch and grid stand alike, and how large they are together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClueTally {
    pub batch: ClueBatchId,
    pub grid: Option<GridId>,
    pub state: ClueState,
    pub category: Option<Category>,
    pub sub: String,
    pub count: u64,
    pub area: SquareMetres,
}

/// What part of the ledger is asked for; empty means everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClueFilter {
    pub batch: Option<ClueBatchId>,
    /// The grids asked for, subtree already resolved; `None` asks for all.
    pub grids: Option<Vec<GridId>>,
    /// Any of these; empty asks for all.
    pub states: Vec<ClueState>,
    pub category: Option<Category>,
    pub sub: String,
    /// Looked for in number, type, places, description and answer.
    pub text: String,
}

const COLUMNS: &str = "id, batch_id, ordinal, number, kind, area, lon, lat, outline, town, village, code, class_before, \
    class_after, imaged, description, grid_id, assigned_on, state, category, sub, flags, patrol_found, answered_on, \
    by_name, paper, paper_on, sent_to, sent_on, answer, answered_by, problem_id, confirmed_on, confirmed_by, \
    (select coalesce(group_concat(person_id), '') from (select person_id from clue_person x where x.clue_id = clue.id order by x.ordinal))";

fn clue_row(row: &Row<'_>) -> StoreResult<ClueRow> {
    let (state, outline): (String, String) = (row.get(18)?, row.get(8)?);
    let lon: Option<i32> = row.get(6)?;
    let lat: Option<i32> = row.get(7)?;
    let outline = Outline::read(&outline).ok_or(StoreFault::Value { column: "clue.outline", value: outline })?;
    Ok(ClueRow {
        id: ClueId(row.get(0)?),
        batch: ClueBatchId(row.get(1)?),
        ordinal: row.get(2)?,
        clue: Clue {
            number: row.get(3)?,
            kind: row.get(4)?,
            area: row.get::<_, Option<i64>>(5)?.map(SquareMetres),
            point: lon.zip(lat).map(|(lon, lat)| Point { lon, lat }),
            outline,
            town: row.get(9)?,
            village: row.get(10)?,
            code: row.get(11)?,
            class_before: row.get(12)?,
            class_after: row.get(13)?,
            imaged: row.get(14)?,
            description: row.get(15)?,
        },
        grid: row.get::<_, Option<i64>>(16)?.map(GridId),
        assigned_on: row.get(17)?,
        state: read_word("clue.state", &state)?,
        answer: answer(row)?,
        answered_by: row.get(30)?,
        problem: row.get::<_, Option<i64>>(31)?.map(ProblemId),
        confirmed_on: row.get(32)?,
        confirmed_by: row.get(33)?,
    })
}

fn answer(row: &Row<'_>) -> StoreResult<Option<Answer>> {
    let category: Option<String> = row.get(19)?;
    let (Some(category), Some(on)) = (category, row.get::<_, Option<NaiveDate>>(23)?) else { return Ok(None) };
    let people: String = row.get(34)?;
    Ok(Some(Answer {
        on,
        by: people.split(',').filter_map(|id| id.parse().ok()).map(PersonId).collect(),
        by_name: row.get(24)?,
        category: read_word("clue.category", &category)?,
        sub: row.get(20)?,
        flags: split(&row.get::<_, String>(21)?),
        patrol_found: row.get(22)?,
        paper: row.get(25)?,
        paper_on: row.get(26)?,
        sent_to: row.get(27)?,
        sent_on: row.get(28)?,
        text: row.get(29)?,
    }))
}

const BATCH: &str =
    "select id, name, month, received_on, sender, document, due_on, note, recorded_on, recorded_by from clue_batch";

fn batch_row(row: &Row<'_>) -> rusqlite::Result<ClueBatchRow> {
    let due_on: NaiveDate = row.get(6)?;
    Ok(ClueBatchRow {
        id: ClueBatchId(row.get(0)?),
        batch: ClueBatch {
            name: row.get(1)?,
            month: row.get(2)?,
            received_on: row.get(3)?,
            sender: row.get(4)?,
            document: row.get(5)?,
            due_on: Some(due_on),
            note: row.get(7)?,
        },
        due_on,
        recorded_on: row.get(8)?,
        recorded_by: row.get(9)?,
    })
}

impl Store {
    /// Adds a batch, or rewrites the facts of the one of this id.
    pub fn put_clue_batch(&self, row: &ClueBatchRow) -> StoreResult<()> {
        let batch = &row.batch;
        self.conn
            .prepare_cached(
                "insert into clue_batch (id, name, month, received_on, sender, document, due_on, note, recorded_on, recorded_by) \
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) on conflict (id) do update set \
                 name = ?2, month = ?3, received_on = ?4, sender = ?5, document = ?6, due_on = ?7, note = ?8",
            )?
            .execute(params![
                row.id.0,
                batch.name,
                batch.month,
                batch.received_on,
                batch.sender,
                batch.document,
                row.due_on,
                batch.note,
                row.recorded_on,
                row.recorded_by
            ])?;
        Ok(())
    }

    pub fn clue_batch(&self, id: ClueBatchId) -> StoreResult<Option<ClueBatchRow>> {
        let mut find = self.conn.prepare_cached(&format!("{BATCH} where id = ?1"))?;
        Ok(find.query_row([id.0], batch_row).optional()?)
    }

    pub fn clue_batch_named(&self, name: &str) -> StoreResult<Option<ClueBatchRow>> {
        let mut find = self.conn.prepare_cached(&format!("{BATCH} where name = ?1"))?;
        Ok(find.query_row([name], batch_row).optional()?)
    }

    /// Every batch received until a day, newest first.
    pub fn clue_batches(&self, until: NaiveDate) -> StoreResult<Vec<ClueBatchRow>> {
        let mut find =
            self.conn.prepare_cached(&format!("{BATCH} where received_on <= ?1 order by month desc, id desc"))?;
        let rows = find.query_map([until], batch_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Notes a file that was taken.
    pub fn add_clue_source(
        &self,
        id: i64,
        batch: ClueBatchId,
        digest: &str,
        name: &str,
        on: NaiveDate,
    ) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "insert into clue_source (id, batch_id, digest, name, taken_on) values (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![id, batch.0, digest, name, on])?;
        Ok(())
    }

    /// The batch that a file of this content was taken into, its name then, and the day.
    pub fn clue_source(&self, digest: &str) -> StoreResult<Option<(ClueBatchId, String, NaiveDate)>> {
        let mut find =
            self.conn.prepare_cached("select batch_id, name, taken_on from clue_source where digest = ?1")?;
        Ok(find.query_row([digest], |row| Ok((ClueBatchId(row.get(0)?), row.get(1)?, row.get(2)?))).optional()?)
    }

    /// The files of a batch, in the order they were taken.
    pub fn clue_sources(&self, batch: ClueBatchId) -> StoreResult<Vec<(String, NaiveDate)>> {
        let mut find =
            self.conn.prepare_cached("select name, taken_on from clue_source where batch_id = ?1 order by id")?;
        let rows = find.query_map([batch.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Adds a clue, or rewrites the one of this id; its people are set apart, by [`Store::set_clue_people`].
    pub fn put_clue(&self, row: &ClueRow) -> StoreResult<()> {
        let (clue, answer) = (&row.clue, row.answer.as_ref());
        self.conn
            .prepare_cached(
                "insert into clue (id, batch_id, ordinal, number, kind, area, lon, lat, outline, town, village, code, \
                 class_before, class_after, imaged, description, grid_id, assigned_on, state, category, sub, flags, \
                 patrol_found, answered_on, by_name, paper, paper_on, sent_to, sent_on, answer, answered_by, problem_id, \
                 confirmed_on, confirmed_by) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, \
                 ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34) \
                 on conflict (id) do update set kind = ?5, area = ?6, lon = ?7, lat = ?8, outline = ?9, town = ?10, \
                 village = ?11, code = ?12, class_before = ?13, class_after = ?14, imaged = ?15, description = ?16, \
                 grid_id = ?17, assigned_on = ?18, state = ?19, category = ?20, sub = ?21, flags = ?22, patrol_found = ?23, \
                 answered_on = ?24, by_name = ?25, paper = ?26, paper_on = ?27, sent_to = ?28, sent_on = ?29, answer = ?30, \
                 answered_by = ?31, problem_id = ?32, confirmed_on = ?33, confirmed_by = ?34",
            )?
            .execute(params![
                row.id.0,
                row.batch.0,
                row.ordinal,
                clue.number,
                clue.kind,
                clue.area.map(|area| area.0),
                clue.point.map(|point| point.lon),
                clue.point.map(|point| point.lat),
                clue.outline.text(),
                clue.town,
                clue.village,
                clue.code,
                clue.class_before,
                clue.class_after,
                clue.imaged,
                clue.description,
                row.grid.map(|grid| grid.0),
                row.assigned_on,
                word(&row.state)?,
                answer.map(|answer| word(&answer.category)).transpose()?,
                answer.map_or("", |answer| &answer.sub),
                answer.map_or_else(String::new, |answer| join(&answer.flags)),
                answer.and_then(|answer| answer.patrol_found),
                answer.map(|answer| answer.on),
                answer.map_or("", |answer| &answer.by_name),
                answer.map_or("", |answer| &answer.paper),
                answer.and_then(|answer| answer.paper_on),
                answer.map_or("", |answer| &answer.sent_to),
                answer.and_then(|answer| answer.sent_on),
                answer.map_or("", |answer| &answer.text),
                row.answered_by,
                row.problem.map(|problem| problem.0),
                row.confirmed_on,
                row.confirmed_by
            ])?;
        Ok(())
    }

    /// Sets who checked a clue; `links` are the ids for the rows, one each.
    pub fn set_clue_people(&self, id: ClueId, people: &[PersonId], links: &[i64]) -> StoreResult<()> {
        self.conn.prepare_cached("delete from clue_person where clue_id = ?1")?.execute([id.0])?;
        let mut add = self
            .conn
            .prepare_cached("insert into clue_person (id, clue_id, person_id, ordinal) values (?1, ?2, ?3, ?4)")?;
        for (ordinal, (person, link)) in people.iter().zip(links).enumerate() {
            add.execute(params![link, id.0, person.0, ordinal as i64 + 1])?;
        }
        Ok(())
    }

    pub fn clue(&self, id: ClueId) -> StoreResult<Option<ClueRow>> {
        let mut find = self.conn.prepare_cached(&format!("select {COLUMNS} from clue where id = ?1"))?;
        let mut rows = find.query([id.0])?;
        rows.next()?.map(clue_row).transpose()
    }

    pub fn clue_numbered(&self, batch: ClueBatchId, number: &str) -> StoreResult<Option<ClueRow>> {
        let mut find =
            self.conn.prepare_cached(&format!("select {COLUMNS} from clue where batch_id = ?1 and number = ?2"))?;
        let mut rows = find.query(params![batch.0, number])?;
        rows.next()?.map(clue_row).transpose()
    }

    /// The place after the last clue of a batch.
    pub fn next_clue_ordinal(&self, batch: ClueBatchId) -> StoreResult<i64> {
        let mut find =
            self.conn.prepare_cached("select coalesce(max(ordinal), 0) + 1 from clue where batch_id = ?1")?;
        Ok(find.query_row([batch.0], |row| row.get(0))?)
    }

    /// Clues by batch and place, `skip` of them left out before.
    pub fn clues(&self, filter: &ClueFilter, skip: u64, limit: u32) -> StoreResult<Vec<ClueRow>> {
        let (sql, values) = asked(filter)?;
        let mut find = self.conn.prepare_cached(&format!(
            "select {COLUMNS} from clue where id in (select id from clue {sql} order by batch_id, ordinal limit {limit} offset {skip}) \
             order by batch_id, ordinal"
        ))?;
        let mut rows = find.query(params_from_iter(values))?;
        let mut clues = Vec::new();
        while let Some(row) = rows.next()? {
            clues.push(clue_row(row)?);
        }
        Ok(clues)
    }

    /// The ids that a filter finds, in the order of [`Store::clues`].
    pub fn clue_ids(&self, filter: &ClueFilter) -> StoreResult<Vec<ClueId>> {
        let (sql, values) = asked(filter)?;
        let mut find = self.conn.prepare_cached(&format!("select id from clue {sql} order by batch_id, ordinal"))?;
        let rows = find.query_map(params_from_iter(values), |row| row.get(0).map(ClueId))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The figures of a batch, or of all, by grid, state and result.
    pub fn clue_tallies(&self, batch: Option<ClueBatchId>) -> StoreResult<Vec<ClueTally>> {
        let mut find = self.conn.prepare_cached(
            "select batch_id, grid_id, state, category, sub, count(*), coalesce(sum(area), 0) from clue \
             where ?1 is null or batch_id = ?1 group by batch_id, grid_id, state, category, sub",
        )?;
        let mut rows = find.query([batch.map(|batch| batch.0)])?;
        let mut tallies = Vec::new();
        while let Some(row) = rows.next()? {
            let (state, category): (String, Option<String>) = (row.get(2)?, row.get(3)?);
            tallies.push(ClueTally {
                batch: ClueBatchId(row.get(0)?),
                grid: row.get::<_, Option<i64>>(1)?.map(GridId),
                state: read_word("clue.state", &state)?,
                category: category.map(|category| read_word("clue.category", &category)).transpose()?,
                sub: row.get(4)?,
                count: row.get(5)?,
                area: SquareMetres(row.get(6)?),
            });
        }
        Ok(tallies)
    }

    pub fn add_clue_return(&self, id: i64, clue: ClueId, on: NaiveDate, by: &str, reason: &str) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "insert into clue_return (id, clue_id, returned_on, returned_by, reason) values (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![id, clue.0, on, by, reason])?;
        Ok(())
    }

    /// What was sent back of a clue, oldest first.
    pub fn clue_returns(&self, clue: ClueId) -> StoreResult<Vec<ClueReturnRow>> {
        let mut find = self.conn.prepare_cached(
            "select returned_on, returned_by, reason from clue_return where clue_id = ?1 order by returned_on, id",
        )?;
        let rows = find
            .query_map([clue.0], |row| Ok(ClueReturnRow { on: row.get(0)?, by: row.get(1)?, reason: row.get(2)? }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// The conditions of a filter from `where` on, with their values.
fn asked(filter: &ClueFilter) -> StoreResult<(String, Vec<Value>)> {
    let (mut sql, mut values) = (String::from("where 1"), Vec::new());
    if let Some(batch) = filter.batch {
        sql.push_str(" and batch_id = ?");
        values.push(Value::Integer(batch.0));
    }
    if let Some(grids) = &filter.grids {
        let list: Vec<_> = grids.iter().map(|grid| grid.0.to_string()).collect();
        // Ids are numbers: nothing typed reaches the statement.
        let _ = write!(sql, " and grid_id in ({})", list.join(","));
    }
    if !filter.states.is_empty() {
        let marks = vec!["?"; filter.states.len()].join(",");
        let _ = write!(sql, " and state in ({marks})");
        for state in &filter.states {
            values.push(Value::Text(word(state)?));
        }
    }
    match filter.category {
        Some(Category::Unchecked) => sql.push_str(" and category is null"),
        Some(category) => {
            sql.push_str(" and category = ?");
            values.push(Value::Text(word(&category)?));
        }
        None => {}
    }
    if !filter.sub.is_empty() {
        sql.push_str(" and sub = ?");
        values.push(Value::Text(filter.sub.clone()));
    }
    let text = filter.text.trim();
    if !text.is_empty() {
        let columns = ["number", "kind", "town", "village", "description", "answer"];
        let looked: Vec<_> = columns.iter().map(|column| format!("instr({column}, ?) > 0")).collect();
        let _ = write!(sql, " and ({})", looked.join(" or "));
        values.extend(columns.map(|_| Value::Text(text.to_owned())));
    }
    Ok((sql, values))
}
