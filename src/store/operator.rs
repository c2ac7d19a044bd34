//! The people who sign in, and the desk each works at.

use rusqlite::{Row, params};

use super::{
    Store, StoreResult,
    value::{read_word, word},
};
use crate::domain::{
    desk::Desk,
    id::{GridId, OperatorId},
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperatorRow {
    pub id: OperatorId,
    pub name: String,
    pub desk: Desk,
    /// The grid an operator is limited to, with everything below; `None` is the whole district.
    pub scope: Option<GridId>,
    pub active: bool,
}

fn operator_row(row: &Row<'_>) -> StoreResult<OperatorRow> {
    let desk: String = row.get(2)?;
    Ok(OperatorRow {
        id: OperatorId(row.get(0)?),
        name: row.get(1)?,
        desk: read_word("operator.desk", &desk)?,
        scope: row.get::<_, Option<i64>>(3)?.map(GridId),
        active: row.get(4)?,
    })
}

impl Store {
    pub fn operators(&self) -> StoreResult<Vec<OperatorRow>> {
        let mut find = self.conn.prepare_cached("select id, name, desk, grid_id, active from operator order by id")?;
        let mut rows = find.query([])?;
        let mut operators = Vec::new();
        while let Some(row) = rows.next()? {
            operators.push(operator_row(row)?);
        }
        Ok(operators)
    }

    pub fn operator(&self, id: OperatorId) -> StoreResult<Option<OperatorRow>> {
        let mut find =
            self.conn.prepare_cached("select id, name, desk, grid_id, active from operator where id = ?1")?;
        let mut rows = find.query([id.0])?;
        rows.next()?.map(operator_row).transpose()
    }

    pub fn operator_named(&self, name: &str) -> StoreResult<Option<OperatorRow>> {
        let mut find =
            self.conn.prepare_cached("select id, name, desk, grid_id, active from operator where name = ?1")?;
        let mut rows = find.query([name])?;
        rows.next()?.map(operator_row).transpose()
    }

    pub fn put_operator(&self, operator: &OperatorRow) -> StoreResult<()> {
        self.conn.execute(
            "insert into operator (id, name, desk, grid_id, active) values (?1, ?2, ?3, ?4, ?5) \
             on conflict (id) do update set name = excluded.name, desk = excluded.desk, grid_id = excluded.grid_id, active = excluded.active",
            params![operator.id.0, operator.name, word(&operator.desk)?, operator.scope.map(|grid| grid.0), operator.active],
        )?;
        Ok(())
    }
}
