//! A long list read page by page as it is scrolled.

use std::{collections::BTreeMap, ops::Range};

use crate::{
    ops::{OpResult, Workspace, query::Page},
    session::Loaded,
    ui::{cx::Cx, widgets::table::Row},
};

/// Rows of one page.
const SIZE: u32 = 100;

type Rows = OpResult<Page<Row>>;

/// The pages that are in use. `K` is the filter.
pub struct Paged<K> {
    pages: BTreeMap<u32, Loaded<K, Rows>>,
    /// The rows that were seen in the last frame.
    visible: Range<usize>,
    filter: Option<K>,
}

impl<K> Default for Paged<K> {
    fn default() -> Self {
        Self { pages: BTreeMap::new(), visible: 0..0, filter: None }
    }
}

impl<K: Clone + PartialEq + Send + 'static> Paged<K> {
    /// Has everything read again; what is shown stays until then.
    pub fn invalidate(&mut self) {
        self.pages.values_mut().for_each(Loaded::invalidate);
    }

    /// Asks for the pages that are seen. `read` answers rows of a filter from an offset on.
    pub fn load(&mut self, cx: &mut Cx<'_>, filter: &K, read: fn(&Workspace, &K, u32, u32) -> Rows) {
        if self.filter.as_ref() != Some(filter) {
            self.filter = Some(filter.clone());
            self.visible = 0..0;
        }
        let first = self.visible.start as u32 / SIZE;
        let last = (self.visible.end.saturating_sub(1) as u32 / SIZE).max(first);
        self.pages.retain(|page, _| *page == 0 || (first..=last).contains(page));
        for page in [0].into_iter().chain(first..=last) {
            let loaded = self.pages.entry(page).or_default();
            cx.load(loaded, filter.clone(), move |ws, filter| read(ws, &filter, page * SIZE, SIZE));
        }
    }

    /// How many rows there are; unknown until the first page has come.
    pub fn total(&self) -> Option<usize> {
        self.page(0).map(|page| page.total as usize)
    }

    pub fn row(&self, index: usize) -> Option<&Row> {
        let page = self.page(index as u32 / SIZE)?;
        page.rows.get(index % SIZE as usize)
    }

    /// Notes what the table showed, for the next frame.
    pub fn seen(&mut self, visible: Range<usize>) {
        self.visible = visible;
    }

    fn page(&self, page: u32) -> Option<&Page<Row>> {
        self.pages.get(&page)?.shown()?.as_ref().ok()
    }
}
