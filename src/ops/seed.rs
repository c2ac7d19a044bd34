//! What a new workspace starts with: the shipped list of 东胜区, or a district of any name.

use chrono::NaiveDate;

use super::{OpResult, Outcome, Workspace};
use crate::domain::id::GridId;

impl Workspace {
    /// Fills an empty workspace with 东胜区 as shipped: every grid, the governments, 村（居）委会 and departments.
    ///
    /// # Errors
    /// [`crate::ops::Refusal::InUse`] when there are grids already.
    pub fn seed_dongsheng(&mut self, from: NaiveDate) -> OpResult<Outcome> {
        todo!()
    }

    /// Makes only the district's own grid.
    ///
    /// # Errors
    /// A fault of field `name`; [`crate::ops::Refusal::InUse`] when there are grids already.
    pub fn found(&mut self, name: &str, from: NaiveDate) -> OpResult<GridId> {
        todo!()
    }

    /// The grid of the district, once there is one.
    pub fn root_grid(&self) -> OpResult<Option<GridId>> {
        todo!()
    }
}
