//! What a screen has read: the old value stays on screen until the new one arrives.

use super::{Session, Ticket};
use crate::ops::Workspace;

/// A value read from the workspace for a key (a filter, a day, an id), read again when the key changes or it is stale.
pub struct Loaded<K, T> {
    value: Option<(K, T)>,
    asked: Option<(K, Ticket<T>)>,
    stale: bool,
    failed: bool,
}

impl<K, T> Default for Loaded<K, T> {
    fn default() -> Self {
        Self { value: None, asked: None, stale: true, failed: false }
    }
}

impl<K: Clone + PartialEq, T: Send + 'static> Loaded<K, T> {
    /// Has it read again; the value shown stays until then.
    pub fn invalidate(&mut self) {
        self.stale = true;
        self.failed = false;
    }

    /// Asks for the value of `key` when needed, takes an answer that has arrived, and shows what there is.
    pub fn get(
        &mut self,
        session: &mut Session,
        key: K,
        query: impl FnOnce(&Workspace, K) -> T + Send + 'static,
    ) -> Option<&T>
    where
        K: Send + 'static,
    {
        self.receive();
        let fresh = self.value.as_ref().is_some_and(|(known, _)| *known == key) && !self.stale;
        let underway = self.asked.as_ref().is_some_and(|(asked, _)| *asked == key) && !self.stale;
        if !fresh && !underway && !self.failed {
            self.stale = false;
            let asked = key.clone();
            self.asked = Some((asked, session.ask(move |workspace| query(workspace, key))));
            self.receive();
        }
        self.value.as_ref().map(|(_, value)| value)
    }

    /// What is shown now, without asking for anything.
    pub fn shown(&self) -> Option<&T> {
        self.value.as_ref().map(|(_, value)| value)
    }

    /// Takes the value away, for those who go on with it themselves.
    pub fn take_shown(&mut self) -> Option<T> {
        self.value.take().map(|(_, value)| value)
    }

    /// The key that the shown value belongs to.
    pub fn shown_key(&self) -> Option<&K> {
        self.value.as_ref().map(|(key, _)| key)
    }

    /// Whether the last reading ended without an answer.
    pub fn has_failed(&self) -> bool {
        self.failed
    }

    fn receive(&mut self) {
        let Some(answer) = self.asked.as_ref().and_then(|(_, ticket)| ticket.poll()) else { return };
        let Some((key, _)) = self.asked.take() else { return };
        match answer {
            Ok(value) => self.value = Some((key, value)),
            Err(super::Gone) => self.failed = true,
        }
    }
}
