//! Assessment years, their frozen objects, scores and corrections.

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, Row, params};

use super::{
    Store, StoreFault, StoreResult,
    value::{read_word, word},
};
use crate::domain::{
    assess::{Mark, ObjectKind, Scheme, Stage, Tenths},
    id::{AssessmentId, GridId, ObjectId, UnitId},
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssessmentRow {
    pub id: AssessmentId,
    pub year: i32,
    /// The year's own copy (G41).
    pub scheme: Scheme,
    /// Smallest step of a score (G07).
    pub step: Tenths,
    pub stage: Stage,
    pub opened_on: NaiveDate,
    pub frozen_on: Option<NaiveDate>,
    pub confirmed_on: Option<NaiveDate>,
    pub confirmed_document: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectRow {
    pub id: ObjectId,
    pub assessment: AssessmentId,
    pub kind: ObjectKind,
    /// As it was called when the list was frozen.
    pub name: String,
    pub grid: Option<GridId>,
    pub unit: Option<UnitId>,
    pub ordinal: i64,
    pub included: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreRow {
    pub item: String,
    pub mark: Mark,
    pub reason: String,
}

/// 更正 after 审定: what stood before, what stands now, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionRow {
    pub object: ObjectId,
    pub number: u32,
    pub old: ScoreRow,
    pub new: ScoreRow,
    pub reason: String,
    pub document: String,
    pub on: NaiveDate,
}

fn assessment_row(row: &Row<'_>) -> StoreResult<AssessmentRow> {
    let (scheme, stage): (String, String) = (row.get(2)?, row.get(4)?);
    Ok(AssessmentRow {
        id: AssessmentId(row.get(0)?),
        year: row.get(1)?,
        scheme: serde_json::from_str(&scheme)
            .map_err(|fault| StoreFault::Value { column: "assessment.scheme", value: fault.to_string() })?,
        step: Tenths(row.get(3)?),
        stage: read_word("assessment.stage", &stage)?,
        opened_on: row.get(5)?,
        frozen_on: row.get(6)?,
        confirmed_on: row.get(7)?,
        confirmed_document: row.get(8)?,
    })
}

fn object_row(row: &Row<'_>) -> StoreResult<ObjectRow> {
    let kind: String = row.get(2)?;
    Ok(ObjectRow {
        id: ObjectId(row.get(0)?),
        assessment: AssessmentId(row.get(1)?),
        kind: read_word("assessment_object.kind", &kind)?,
        name: row.get(3)?,
        grid: row.get::<_, Option<i64>>(4)?.map(GridId),
        unit: row.get::<_, Option<i64>>(5)?.map(UnitId),
        ordinal: row.get(6)?,
        included: row.get(7)?,
    })
}

/// `null` tenths stand for 不适用.
fn mark(tenths: Option<i64>) -> Mark {
    tenths.map_or(Mark::NotApplicable, |tenths| Mark::Scored(Tenths(tenths)))
}

fn tenths(mark: Mark) -> Option<i64> {
    match mark {
        Mark::Scored(score) => Some(score.0),
        Mark::NotApplicable => None,
    }
}

const ASSESSMENT: &str =
    "select id, year, scheme, step, stage, opened_on, frozen_on, confirmed_on, confirmed_document from assessment";
const OBJECT: &str = "select id, assessment_id, kind, name, grid_id, unit_id, ordinal, included from assessment_object";

impl Store {
    pub fn add_assessment(&self, assessment: &AssessmentRow) -> StoreResult<()> {
        let scheme = serde_json::to_string(&assessment.scheme)
            .map_err(|fault| StoreFault::Value { column: "assessment.scheme", value: fault.to_string() })?;
        self.conn.execute(
            "insert into assessment (id, year, scheme, step, stage, opened_on, frozen_on, confirmed_on, confirmed_document) \
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                assessment.id.0,
                assessment.year,
                scheme,
                assessment.step.0,
                word(&assessment.stage)?,
                assessment.opened_on,
                assessment.frozen_on,
                assessment.confirmed_on,
                assessment.confirmed_document
            ],
        )?;
        Ok(())
    }

    /// Writes the stage and its dates; year and scheme never change.
    pub fn update_assessment(&self, assessment: &AssessmentRow) -> StoreResult<()> {
        self.conn.execute(
            "update assessment set step = ?2, stage = ?3, frozen_on = ?4, confirmed_on = ?5, confirmed_document = ?6 where id = ?1",
            params![
                assessment.id.0,
                assessment.step.0,
                word(&assessment.stage)?,
                assessment.frozen_on,
                assessment.confirmed_on,
                assessment.confirmed_document
            ],
        )?;
        Ok(())
    }

    pub fn assessment(&self, id: AssessmentId) -> StoreResult<Option<AssessmentRow>> {
        let mut find = self.conn.prepare_cached(&format!("{ASSESSMENT} where id = ?1"))?;
        let mut rows = find.query([id.0])?;
        rows.next()?.map(assessment_row).transpose()
    }

    pub fn assessment_of_year(&self, year: i32) -> StoreResult<Option<AssessmentRow>> {
        let mut find = self.conn.prepare_cached(&format!("{ASSESSMENT} where year = ?1"))?;
        let mut rows = find.query([year])?;
        rows.next()?.map(assessment_row).transpose()
    }

    /// Every opened year, newest first.
    pub fn assessment_years(&self) -> StoreResult<Vec<i32>> {
        let mut find = self.conn.prepare_cached("select year from assessment order by year desc")?;
        let years = find.query_map([], |row| row.get(0))?;
        Ok(years.collect::<Result<_, _>>()?)
    }

    pub fn add_object(&self, object: &ObjectRow) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "insert into assessment_object (id, assessment_id, kind, name, grid_id, unit_id, ordinal, included) \
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                object.id.0,
                object.assessment.0,
                word(&object.kind)?,
                object.name,
                object.grid.map(|grid| grid.0),
                object.unit.map(|unit| unit.0),
                object.ordinal,
                object.included
            ])?;
        Ok(())
    }

    pub fn set_object_included(&self, object: ObjectId, included: bool) -> StoreResult<()> {
        self.conn
            .prepare_cached("update assessment_object set included = ?2 where id = ?1")?
            .execute(params![object.0, included])?;
        Ok(())
    }

    pub fn object(&self, id: ObjectId) -> StoreResult<Option<ObjectRow>> {
        let mut find = self.conn.prepare_cached(&format!("{OBJECT} where id = ?1"))?;
        let mut rows = find.query([id.0])?;
        rows.next()?.map(object_row).transpose()
    }

    /// The objects of a year in their order, those switched off included.
    pub fn objects(&self, assessment: AssessmentId) -> StoreResult<Vec<ObjectRow>> {
        let mut find = self.conn.prepare_cached(&format!("{OBJECT} where assessment_id = ?1 order by ordinal, id"))?;
        let mut rows = find.query([assessment.0])?;
        let mut objects = Vec::new();
        while let Some(row) = rows.next()? {
            objects.push(object_row(row)?);
        }
        Ok(objects)
    }

    pub fn scores(&self, object: ObjectId) -> StoreResult<Vec<ScoreRow>> {
        let mut find =
            self.conn.prepare_cached("select item, tenths, reason from score where object_id = ?1 order by item")?;
        let rows = find.query_map([object.0], |row| {
            Ok(ScoreRow { item: row.get(0)?, mark: mark(row.get(1)?), reason: row.get(2)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Writes one score; `id` is used when the item had none yet.
    pub fn set_score(&self, id: i64, object: ObjectId, score: &ScoreRow) -> StoreResult<()> {
        self.conn
            .prepare_cached(
                "insert into score (id, object_id, item, tenths, reason) values (?1, ?2, ?3, ?4, ?5) \
                 on conflict (object_id, item) do update set tenths = excluded.tenths, reason = excluded.reason",
            )?
            .execute(params![id, object.0, score.item, tenths(score.mark), score.reason])?;
        Ok(())
    }

    /// Makes an item open again.
    pub fn clear_score(&self, object: ObjectId, item: &str) -> StoreResult<()> {
        self.conn
            .prepare_cached("delete from score where object_id = ?1 and item = ?2")?
            .execute(params![object.0, item])?;
        Ok(())
    }

    pub fn add_correction(&self, id: i64, correction: &CorrectionRow) -> StoreResult<()> {
        let CorrectionRow { object, number, old, new, reason, document, on } = correction;
        self.conn.execute(
            "insert into correction (id, object_id, number, item, old_tenths, old_reason, new_tenths, new_reason, reason, \
             document, corrected_on) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            params![
                id,
                object.0,
                number,
                old.item,
                tenths(old.mark),
                old.reason,
                tenths(new.mark),
                new.reason,
                reason,
                document,
                on
            ],
        )?;
        Ok(())
    }

    /// The corrections of an object, by number.
    pub fn corrections(&self, object: ObjectId) -> StoreResult<Vec<CorrectionRow>> {
        let mut find = self.conn.prepare_cached(
            "select number, item, old_tenths, old_reason, new_tenths, new_reason, reason, document, corrected_on \
             from correction where object_id = ?1 order by number",
        )?;
        let rows = find.query_map([object.0], |row| {
            let item: String = row.get(1)?;
            Ok(CorrectionRow {
                object,
                number: row.get(0)?,
                old: ScoreRow { item: item.clone(), mark: mark(row.get(2)?), reason: row.get(3)? },
                new: ScoreRow { item, mark: mark(row.get(4)?), reason: row.get(5)? },
                reason: row.get(6)?,
                document: row.get(7)?,
                on: row.get(8)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whether any object of the year has a score.
    pub fn has_scores(&self, assessment: AssessmentId) -> StoreResult<bool> {
        let found: Option<i64> = self
            .conn
            .query_row(
                "select 1 from score s join assessment_object o on o.id = s.object_id where o.assessment_id = ?1 limit 1",
                [assessment.0],
                |row| row.get(0),
            )
            .optional()?;
        Ok(found.is_some())
    }
}
