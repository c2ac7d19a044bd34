//! How the columns of a source's spreadsheets are read (来源), so that its next file needs no mapping.

use rusqlite::params;

use super::{
    Store, StoreFault, StoreResult,
    value::{read_word, word},
};
use crate::domain::import::{ImportKind, Mapping};

/// A saved mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldSourceRow {
    pub id: i64,
    pub kind: ImportKind,
    pub name: String,
    pub mapping: Mapping,
}

impl Store {
    /// The saved mappings of a kind, by name.
    pub fn field_sources(&self, kind: ImportKind) -> StoreResult<Vec<FieldSourceRow>> {
        let mut find = self
            .conn
            .prepare_cached("select id, kind, name, mapping from field_source where kind = ?1 order by name")?;
        let mut rows = find.query([word(&kind)?])?;
        let mut sources = Vec::new();
        while let Some(row) = rows.next()? {
            let (kind, mapping): (String, String) = (row.get(1)?, row.get(3)?);
            let mapping = serde_json::from_str(&mapping)
                .map_err(|_| StoreFault::Value { column: "field_source.mapping", value: mapping })?;
            let kind = read_word("field_source.kind", &kind)?;
            sources.push(FieldSourceRow { id: row.get(0)?, kind, name: row.get(2)?, mapping });
        }
        Ok(sources)
    }

    /// Writes a mapping; one of the same kind and name is replaced.
    pub fn put_field_source(&self, id: i64, kind: ImportKind, name: &str, mapping: &Mapping) -> StoreResult<()> {
        let mapping = serde_json::to_string(mapping)
            .map_err(|fault| StoreFault::Value { column: "field_source.mapping", value: fault.to_string() })?;
        self.conn
            .prepare_cached(
                "insert into field_source (id, kind, name, mapping) values (?1, ?2, ?3, ?4) \
                 on conflict (kind, name) do update set mapping = excluded.mapping",
            )?
            .execute(params![id, word(&kind)?, name, mapping])?;
        Ok(())
    }

    pub fn delete_field_source(&self, kind: ImportKind, name: &str) -> StoreResult<bool> {
        let gone = self
            .conn
            .prepare_cached("delete from field_source where kind = ?1 and name = ?2")?
            .execute(params![word(&kind)?, name])?;
        Ok(gone > 0)
    }
}
