//! The days that notices of holidays name.

use super::{Store, StoreResult};
use crate::domain::workday::Calendar;

impl Store {
    /// The working days as this workspace knows them.
    pub fn calendar(&self) -> StoreResult<Calendar> {
        Ok(Calendar::default())
    }
}
