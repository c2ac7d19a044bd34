//! 职责文件 and 奖惩措施.

use rusqlite::{Params, Row, params};

use super::{
    Store, StoreFault, StoreResult,
    value::{join, period, read_word, split, word},
};
use crate::domain::{
    date::Period,
    duty_document::{DocumentKind, Issuer},
    grid::Level,
    id::{DutyDocumentId, GridId, UnitId},
    roster::Role,
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyDocumentRow {
    pub id: DutyDocumentId,
    pub kind: DocumentKind,
    pub issuer: Issuer,
    pub title: String,
    /// 文号.
    pub number: String,
    /// The levels it speaks of; none means it does not say.
    pub levels: Vec<Level>,
    /// The roles it speaks of; none means all of these levels.
    pub roles: Vec<Role>,
    /// From the day of issue on.
    pub period: Period,
    pub note: String,
}

const DOCUMENT: &str =
    "select id, kind, unit_id, grid_id, title, number, levels, roles, valid_from, valid_to, note from duty_document";

fn words<'a, T: serde::Deserialize<'a>>(column: &'static str, list: &'a [String]) -> StoreResult<Vec<T>> {
    list.iter().map(|word| read_word(column, word)).collect()
}

fn list_of<T: serde::Serialize>(values: &[T]) -> StoreResult<String> {
    let words: Vec<String> = values.iter().map(word).collect::<StoreResult<_>>()?;
    Ok(join(&words))
}

fn document_row(row: &Row<'_>) -> StoreResult<DutyDocumentRow> {
    let kind: String = row.get(1)?;
    let issuer = match (row.get::<_, Option<i64>>(2)?, row.get::<_, Option<i64>>(3)?) {
        (Some(unit), None) => Issuer::Unit(UnitId(unit)),
        (None, Some(grid)) => Issuer::Grid(GridId(grid)),
        other => return Err(StoreFault::Value { column: "duty_document.issuer", value: format!("{other:?}") }),
    };
    let (levels, roles) = (split(&row.get::<_, String>(6)?), split(&row.get::<_, String>(7)?));
    Ok(DutyDocumentRow {
        id: DutyDocumentId(row.get(0)?),
        kind: read_word("duty_document.kind", &kind)?,
        issuer,
        title: row.get(4)?,
        number: row.get(5)?,
        levels: words("duty_document.levels", &levels)?,
        roles: words("duty_document.roles", &roles)?,
        period: period(row, 8)?,
        note: row.get(10)?,
    })
}

impl Store {
    /// Adds a document, or rewrites the one of this id.
    pub fn put_duty_document(&self, document: &DutyDocumentRow) -> StoreResult<()> {
        let (unit, grid) = match document.issuer {
            Issuer::Unit(unit) => (Some(unit.0), None),
            Issuer::Grid(grid) => (None, Some(grid.0)),
        };
        self.conn
            .prepare_cached(
                "insert into duty_document (id, kind, unit_id, grid_id, title, number, levels, roles, valid_from, valid_to, note) \
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) \
                 on conflict (id) do update set kind = ?2, unit_id = ?3, grid_id = ?4, title = ?5, number = ?6, levels = ?7, \
                 roles = ?8, valid_from = ?9, valid_to = ?10, note = ?11",
            )?
            .execute(params![
                document.id.0,
                word(&document.kind)?,
                unit,
                grid,
                document.title,
                document.number,
                list_of(&document.levels)?,
                list_of(&document.roles)?,
                document.period.from,
                document.period.until,
                document.note
            ])?;
        Ok(())
    }

    pub fn delete_duty_document(&self, id: DutyDocumentId) -> StoreResult<()> {
        self.conn.prepare_cached("delete from duty_document where id = ?1")?.execute([id.0])?;
        Ok(())
    }

    pub fn duty_document(&self, id: DutyDocumentId) -> StoreResult<Option<DutyDocumentRow>> {
        Ok(self.document_rows("where id = ?1", params![id.0])?.pop())
    }

    /// Every document there is, oldest first.
    pub fn duty_documents(&self) -> StoreResult<Vec<DutyDocumentRow>> {
        self.document_rows("order by valid_from, id", params![])
    }

    fn document_rows(&self, tail: &str, values: impl Params) -> StoreResult<Vec<DutyDocumentRow>> {
        let mut find = self.conn.prepare_cached(&format!("{DOCUMENT} {tail}"))?;
        let mut rows = find.query(values)?;
        let mut documents = Vec::new();
        while let Some(row) = rows.next()? {
            documents.push(document_row(row)?);
        }
        Ok(documents)
    }
}
