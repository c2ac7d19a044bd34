//! Copying photos into the workspace one after another, so that the window can show how far it is and stop.

use std::{collections::BTreeMap, path::PathBuf};

use crate::{
    ops::{OpFault, OpResult, StoredFile},
    session::{Progress, Ticket},
    ui::cx::Cx,
};

/// Photos on their way.
pub struct Keep {
    waiting: Vec<PathBuf>,
    total: u64,
    underway: Option<(PathBuf, Ticket<OpResult<StoredFile>>)>,
    kept: BTreeMap<PathBuf, StoredFile>,
    progress: Progress,
}

impl Keep {
    pub fn new(mut photos: Vec<PathBuf>, progress: Progress) -> Self {
        photos.reverse();
        let total = photos.len() as u64;
        Self { waiting: photos, total, underway: None, kept: BTreeMap::new(), progress }
    }

    /// Takes in what is kept and sends the next; answers all of them at the end, or why it ended.
    pub fn receive(&mut self, cx: &mut Cx<'_>) -> Option<OpResult<BTreeMap<PathBuf, StoredFile>>> {
        loop {
            if let Some((path, ticket)) = self.underway.take() {
                match ticket.poll() {
                    None => {
                        self.underway = Some((path, ticket));
                        return None;
                    }
                    Some(Ok(Ok(file))) => drop(self.kept.insert(path, file)),
                    Some(answer) => return Some(Err(answer.ok().and_then(Result::err).unwrap_or(OpFault::Unexpected))),
                }
            }
            self.progress.set(self.kept.len() as u64, self.total);
            if self.progress.is_cancelled() {
                return Some(Err(OpFault::Stopped));
            }
            let Some(path) = self.waiting.pop() else {
                return Some(Ok(std::mem::take(&mut self.kept)));
            };
            let source = path.clone();
            self.underway = Some((path, cx.session.ask(move |ws| ws.keep_file(&source))));
        }
    }
}
