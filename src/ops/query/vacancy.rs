//! 空缺 as of a day: posts that nobody holds, and roles that have to be held and are not (R047, G25).

use chrono::NaiveDate;

use super::{
    PAGE_MAX, Page, grid,
    posts::{self, PostLine},
};
use crate::{
    domain::id::UnitId,
    ops::{OpResult, Workspace},
};

/// How much stands empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Vacancies {
    /// Posts that nobody holds.
    pub posts: u64,
    /// Mandatory roles of grids that nobody holds.
    pub roles: u64,
}

impl Vacancies {
    /// 「空缺职务 3 个 · 空缺网格职责 12 项」; empty when nothing stands empty.
    pub fn words(self) -> String {
        let posts = (self.posts > 0).then(|| format!("空缺职务 {} 个", self.posts));
        let roles = (self.roles > 0).then(|| format!("空缺网格职责 {} 项", self.roles));
        posts.into_iter().chain(roles).collect::<Vec<_>>().join(" · ")
    }
}

/// Counts them for a day.
pub fn count(ws: &Workspace, day: NaiveDate) -> OpResult<Vacancies> {
    let roles = grid::tree(ws, day)?.iter().map(|node| u64::from(node.vacancies)).sum();
    Ok(Vacancies { posts: ws.store.vacant_post_count("", None, day)?, roles })
}

/// The vacant ones among the posts that [`posts::page`] finds.
pub fn posts(
    ws: &Workspace,
    text: &str,
    unit: Option<UnitId>,
    day: NaiveDate,
    offset: u32,
    limit: u32,
) -> OpResult<Page<PostLine>> {
    let rows = ws.store.vacant_posts(text, unit, day, offset, limit.min(PAGE_MAX))?;
    Ok(Page { rows: posts::lines(&ws.store, rows, day)?, total: ws.store.vacant_post_count(text, unit, day)? })
}
