//! Rows of a long list, loaded page by page as they come into view (A7).

use std::{collections::BTreeMap, ops::Range};

use crate::{
    ops::{Notice, OpFault, OpResult, Workspace},
    session::{Session, Ticket},
    ui::widgets::table::Row,
};

/// Rows of a page.
pub const PAGE: u32 = 100;
/// Pages kept beside those that are seen.
const KEPT: usize = 8;

/// The pages of one list. `K` says what a page holds: the search and the mark it starts after.
pub struct Pages<K> {
    known: BTreeMap<usize, Known<K>>,
    /// Only one page is asked for at a time: dragging the scroll bar through thousands must not queue them all.
    asked: Option<Asked<K>>,
    fault: Option<Notice>,
}

struct Known<K> {
    key: K,
    rows: Vec<Row>,
    stale: bool,
}

struct Asked<K> {
    place: usize,
    key: K,
    ticket: Ticket<OpResult<Vec<Row>>>,
}

impl<K> Default for Pages<K> {
    fn default() -> Self {
        Self { known: BTreeMap::new(), asked: None, fault: None }
    }
}

impl<K: Clone + PartialEq + Send + 'static> Pages<K> {
    /// A row that is loaded.
    pub fn row(&self, index: usize) -> Option<&Row> {
        let size = PAGE as usize;
        self.known.get(&(index / size))?.rows.get(index % size)
    }

    /// Has all pages read again; they show what they have until then.
    pub fn invalidate(&mut self) {
        for page in self.known.values_mut() {
            page.stale = true;
        }
        self.asked = None;
        self.fault = None;
    }

    /// Why the last page could not be read.
    pub fn fault(&self) -> Option<&Notice> {
        self.fault.as_ref()
    }

    /// Sees to it that the rows `visible` of `total` are there. `key_of` tells what a page is, `query` reads it.
    pub fn want(
        &mut self,
        session: &mut Session,
        visible: &Range<usize>,
        total: usize,
        key_of: impl Fn(usize) -> K,
        query: impl FnOnce(&Workspace, &K) -> OpResult<Vec<Row>> + Clone + Send + 'static,
    ) {
        let size = PAGE as usize;
        let pages = total.div_ceil(size);
        let first = visible.start / size;
        let last = (visible.end.max(visible.start + 1) - 1) / size;
        // What is seen first, then the page after it and the one before.
        let near = (first..=last).chain([last + 1]).chain(first.checked_sub(1)).filter(|page| *page < pages);
        for place in near {
            self.receive();
            let key = key_of(place);
            let fresh = self.known.get(&place).is_some_and(|page| page.key == key && !page.stale);
            if self.asked.is_some() || self.fault.is_some() {
                break;
            }
            if !fresh {
                let (asked, query) = (key.clone(), query.clone());
                let ticket = session.ask(move |workspace| query(workspace, &asked));
                self.asked = Some(Asked { place, key, ticket });
            }
        }
        self.receive();
        let kept = first.saturating_sub(KEPT)..=last + KEPT;
        self.known.retain(|place, page| {
            kept.contains(place) && *place < pages && page.key_fits(*place, &key_of, first, last)
        });
    }

    fn receive(&mut self) {
        let Some(answer) = self.asked.as_ref().and_then(|asked| asked.ticket.poll()) else { return };
        let Some(Asked { place, key, .. }) = self.asked.take() else { return };
        match answer.unwrap_or(Err(OpFault::Unexpected)) {
            Ok(rows) => drop(self.known.insert(place, Known { key, rows, stale: false })),
            Err(fault) => self.fault = Some(fault.notice()),
        }
    }
}

impl<K: PartialEq> Known<K> {
    /// Rows of another search stay only where they are seen, until the new ones are there.
    fn key_fits(&self, place: usize, key_of: &impl Fn(usize) -> K, first: usize, last: usize) -> bool {
        (first..=last).contains(&place) || self.key == key_of(place)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    };

    use super::*;
    use crate::{ops::workspace::NewWorkspace, session::fixed_clock};

    fn session() -> Session {
        let new = NewWorkspace {
            name: "测试".into(), office: "测试".into(), operator: "测试员".into(), sample: false
        };
        let now = chrono::DateTime::parse_from_rfc3339("2025-06-10T09:00:00+08:00").unwrap();
        Session::inline(Workspace::in_memory(&new, fixed_clock(now), 1).unwrap())
    }

    fn page(place: usize) -> Vec<Row> {
        let first = place as i64 * i64::from(PAGE);
        (first..first + i64::from(PAGE)).map(|id| Row { id, cells: Vec::new() }).collect()
    }

    #[test]
    fn only_what_is_seen_and_its_neighbours_is_read() {
        let (mut session, mut pages) = (session(), Pages::<usize>::default());
        let read = Arc::new(AtomicUsize::new(0));
        let count = read.clone();
        let query = move |_: &Workspace, place: &usize| {
            count.fetch_add(1, Ordering::SeqCst);
            Ok(page(*place))
        };
        for _ in 0..3 {
            pages.want(&mut session, &(50_020..50_050), 100_000, |place| place, query.clone());
        }
        assert_eq!(pages.row(50_020).map(|row| row.id), Some(50_020));
        assert_eq!(read.load(Ordering::SeqCst), 3, "the page, the one after and the one before");
        assert!(pages.row(0).is_none());
        pages.invalidate();
        assert!(pages.row(50_020).is_some(), "old rows show until the new ones are there");
        pages.want(&mut session, &(0..30), 100_000, |place| place, query);
        assert!(pages.row(0).is_some() && pages.row(50_020).is_none());
    }

    #[test]
    fn a_page_that_cannot_be_read_is_told_and_not_asked_for_again() {
        let (mut session, mut pages) = (session(), Pages::<usize>::default());
        for _ in 0..2 {
            pages.want(&mut session, &(0..30), 100, |place| place, |_, _| Err(OpFault::Unexpected));
        }
        assert!(pages.fault().is_some() && pages.row(0).is_none());
    }
}
