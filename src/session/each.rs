//! A batch of sheets as one PDF each. Writing needs no workspace, so that it can go on beside the work.

use std::{fs, io, path::Path};

use super::{
    Progress, photo,
    responsible::Batch,
    sheet::{self, SheetFault, SheetRequest},
};
use crate::{
    ops::{OpFault, OpResult, Workspace},
    print::pdf::{self, Stamp},
    store::StoreFault,
};

/// The sheets with what every PDF says of its making.
pub struct Each {
    batch: Batch,
    stamp: Stamp,
}

impl Each {
    /// The sheets of a request for many; none for a request for one.
    ///
    /// # Errors
    /// Those of [`Batch::read`].
    pub fn read(ws: &Workspace, request: &SheetRequest) -> OpResult<Option<Self>> {
        let Some(batch) = Batch::read(ws, request)? else { return Ok(None) };
        Ok(Some(Self { batch, stamp: sheet::stamp(ws)? }))
    }

    /// How many files there will be.
    pub fn len(&self) -> usize {
        self.batch.len()
    }

    pub fn is_empty(&self) -> bool {
        self.batch.is_empty()
    }

    /// The name to offer for their folder.
    pub fn folder_name(&self) -> String {
        sheet::file_name(self.batch.title())
    }

    /// How many of the files lie in a folder already.
    pub fn there_already(&self, folder: &Path) -> usize {
        if !folder.is_dir() {
            return 0;
        }
        let names = (0..self.len()).filter_map(|place| self.batch.name(place));
        names.filter(|name| folder.join(name).exists()).count()
    }

    /// Writes the files into a folder, which is made where it is missing; answers their names and how many pages they
    /// have. Files of the same name are overwritten. Stops early when `progress` is cancelled.
    ///
    /// # Errors
    /// [`SheetFault`] of the first file that could not be written; those before it stay.
    pub fn write(&self, folder: &Path, progress: &Progress) -> Result<(Vec<String>, usize), SheetFault> {
        let failed = |fault: io::Error| SheetFault::from(OpFault::from(StoreFault::from(fault)));
        fs::create_dir_all(folder).map_err(failed)?;
        let (mut names, mut pages) = (Vec::new(), 0);
        for place in 0..self.len() {
            progress.set(place as u64, self.len() as u64);
            let Some((name, document)) = self.batch.one(place).filter(|_| !progress.is_cancelled()) else { break };
            fs::write(folder.join(&name), pdf::pdf_with(&document, &self.stamp, &photo::jpeg)?).map_err(failed)?;
            pages += document.pages.len();
            names.push(name);
        }
        Ok((names, pages))
    }
}
