//! Commands of many lines: every line is tried, so that all faults are told at once, each naming its line.

use super::{OpFault, OpResult};
use crate::domain::fault::Faults;

/// The faults of the lines so far.
#[derive(Default)]
pub(super) struct Lines {
    faults: Faults,
}

impl Lines {
    /// What a line made; nothing when it was wrong, which is noted. `name` is what people call the line.
    ///
    /// # Errors
    /// Faults that are not about the line: the store, missing rights.
    pub fn take<T>(&mut self, line: usize, name: &str, made: OpResult<T>) -> OpResult<Option<T>> {
        match made {
            Ok(made) => return Ok(Some(made)),
            Err(OpFault::Input(found)) => self.faults.add_line(line, name, found),
            Err(fault @ OpFault::NotFound { .. }) => {
                self.faults.add_line(line, name, Faults::one("line", fault.notice().title));
            }
            Err(other) => return Err(other),
        }
        Ok(None)
    }

    /// # Errors
    /// What was found wrong in any line.
    pub fn done(self) -> OpResult<()> {
        Ok(self.faults.or(())?)
    }
}
