//! The tree with its search field and filter.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use egui::{Frame, Stroke, Ui};

use crate::{
    domain::{grid::Level, id::GridId},
    ops::{
        OpResult,
        query::{
            PAGE_MAX,
            grid::{self as query, TreeNode},
        },
    },
    session::Loaded,
    ui::{
        cx::Cx,
        icon::Icon,
        theme::{self, Tone},
        widgets::{
            check::check,
            chip::Chip,
            empty::Empty,
            search_box::search_box,
            tree::{self, TreeState},
        },
    },
};

#[derive(Default)]
pub struct GridList {
    text: String,
    only_vacant: bool,
    state: TreeState,
    hits: Loaded<(String, NaiveDate), OpResult<BTreeSet<GridId>>>,
    /// Gone to before the tree was there: the way down to it is still folded.
    unfold: Option<GridId>,
    /// The top has been unfolded once.
    begun: bool,
}

impl GridList {
    pub fn selected(&self) -> Option<GridId> {
        self.state.selected.map(GridId)
    }

    /// Selects a grid and unfolds the way to it.
    pub fn go_to(&mut self, grid: GridId) {
        self.text.clear();
        self.only_vacant = false;
        self.state.go_to(grid.0);
        self.unfold = Some(grid);
    }

    /// On the first sight of the tree its top is selected and unfolded.
    pub fn choose_first(&mut self, tree: Option<&OpResult<Vec<TreeNode>>>) {
        let Some(Ok(nodes)) = tree else { return };
        if let Some(wanted) = self.unfold.filter(|wanted| nodes.iter().any(|node| node.id == *wanted)) {
            let way = ways(nodes, &BTreeSet::from([wanted]));
            self.state.expanded.extend(way.iter().filter(|id| **id != wanted).map(|id| id.0));
            self.state.go_to(wanted.0);
            self.unfold = None;
        }
        if let Some(top) = nodes.first().filter(|_| !self.begun) {
            self.begun = true;
            self.state.expanded.insert(top.id.0);
            self.state.selected.get_or_insert(top.id.0);
        }
    }

    pub fn refresh(&mut self) {
        self.hits.invalidate();
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, tree: Option<&OpResult<Vec<TreeNode>>>) {
        search_box(ui, &mut self.text, "查找网格（名称、拼音、代码）", ui.available_width() - 4.0);
        check(ui, &mut self.only_vacant, "只看空缺");
        let colours = theme::palette(ui);
        let card = Frame::NONE.fill(colours.surface).stroke(Stroke::new(1.0, colours.line)).corner_radius(6);
        card.inner_margin(4.0).show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            match tree {
                None => {
                    Empty::new(Icon::Clock, "正在载入", "请稍候").show(ui);
                }
                Some(Err(fault)) => {
                    let notice = fault.notice();
                    Empty::new(Icon::Error, &notice.title, &notice.next).show(ui);
                }
                Some(Ok(nodes)) => self.lines(ui, cx, nodes),
            }
        });
    }

    fn lines(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, nodes: &[TreeNode]) {
        let text = self.text.trim().to_owned();
        let hits = if text.is_empty() { None } else { self.found(cx, text) };
        let filtered = hits.is_some() || self.only_vacant;
        let wanted = |node: &&TreeNode| {
            hits.as_ref().is_none_or(|hits| hits.contains(&node.id)) && (!self.only_vacant || node.vacancies > 0)
        };
        let kept = filtered.then(|| ways(nodes, &nodes.iter().filter(wanted).map(|node| node.id).collect()));
        let lines = match &kept {
            Some(kept) => visible(nodes, |_| true, |id| kept.contains(&id)),
            None => visible(nodes, |id| self.state.expanded.contains(&id.0), |_| true),
        };
        if lines.is_empty() {
            let (title, hint) = match (nodes.is_empty(), self.only_vacant) {
                (true, _) => ("还没有网格", "截至的日期可能早于网格设立的日期"),
                (_, true) if self.text.trim().is_empty() => ("没有空缺", "应明确的责任人都已明确"),
                _ => ("没有找到网格", "请换一个名称、拼音首字母或代码"),
            };
            Empty::new(Icon::Grids, title, hint).show(ui);
            return;
        }
        // While filtered everything that is kept stands open, without being remembered so.
        let remembered = self.state.expanded.clone();
        if filtered {
            self.state.expanded = lines.iter().map(|line| line.id).collect();
        }
        tree::tree(ui, "网格树", &mut self.state, &lines);
        if filtered {
            self.state.expanded = remembered;
        }
    }

    fn found(&mut self, cx: &mut Cx<'_>, text: String) -> Option<BTreeSet<GridId>> {
        let hits = cx.load(&mut self.hits, (text, cx.as_of), |ws, (text, day)| {
            Ok(query::search(ws, &text, day, PAGE_MAX)?.into_iter().map(|hit| hit.id).collect())
        });
        hits.and_then(|hits| hits.as_ref().ok().cloned())
    }
}

/// Some grids with everything above them.
fn ways(nodes: &[TreeNode], wanted: &BTreeSet<GridId>) -> BTreeSet<GridId> {
    let parents: BTreeMap<GridId, Option<GridId>> = nodes.iter().map(|node| (node.id, node.parent)).collect();
    let mut kept = BTreeSet::new();
    for grid in wanted {
        let mut step = Some(*grid);
        while let Some(id) = step.filter(|id| parents.contains_key(id)) {
            if !kept.insert(id) {
                break;
            }
            step = parents.get(&id).copied().flatten();
        }
    }
    kept
}

/// The lines that are not folded away and not filtered out, from top to bottom.
fn visible(nodes: &[TreeNode], open: impl Fn(GridId) -> bool, keep: impl Fn(GridId) -> bool) -> Vec<tree::TreeNode> {
    let mut depths: BTreeMap<GridId, usize> = BTreeMap::new();
    let mut lines = Vec::new();
    for node in nodes {
        let depth = match node.parent {
            Some(parent) => match depths.get(&parent) {
                Some(depth) if open(parent) => depth + 1,
                Some(_) => continue,
                None if nodes.iter().any(|other| other.id == parent) => continue,
                None => 0,
            },
            None => 0,
        };
        depths.insert(node.id, depth);
        if keep(node.id) {
            let label = node.name.clone();
            lines.push(tree::TreeNode {
                id: node.id.0,
                depth,
                label,
                chips: chips(node),
                has_children: node.has_children,
            });
        }
    }
    lines
}

fn chips(node: &TreeNode) -> Vec<Chip> {
    let mut chips = Vec::new();
    if node.vacancies > 0 {
        chips.push(Chip::new(Tone::Danger, format!("空缺 {}", node.vacancies)));
    }
    if node.no_farmland {
        chips.push(Chip::new(Tone::Neutral, "无耕地"));
    }
    if node.level == Level::Town && !node.listed {
        chips.push(Chip::new(Tone::Warning, "未列入附件2"));
    }
    chips
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::grid::GridKind;

    fn node(id: i64, parent: Option<i64>, level: Level, vacancies: u32) -> TreeNode {
        TreeNode {
            id: GridId(id),
            parent: parent.map(GridId),
            level,
            kind: GridKind::Town,
            name: format!("网格{id}"),
            no_farmland: false,
            listed: true,
            vacancies,
            has_children: id < 4,
        }
    }

    fn nodes() -> Vec<TreeNode> {
        vec![
            node(1, None, Level::District, 0),
            node(2, Some(1), Level::Town, 0),
            node(4, Some(2), Level::Village, 1),
            node(3, Some(1), Level::Town, 2),
            node(5, Some(3), Level::Village, 0),
        ]
    }

    fn ids(lines: &[tree::TreeNode]) -> Vec<(i64, usize)> {
        lines.iter().map(|line| (line.id, line.depth)).collect()
    }

    #[test]
    fn folded_lines_hide_what_is_below() {
        let nodes = nodes();
        let open = |open: &'static [i64]| visible(&nodes, move |id| open.contains(&id.0), |_| true);
        assert_eq!(ids(&open(&[])), [(1, 0)]);
        assert_eq!(ids(&open(&[1])), [(1, 0), (2, 1), (3, 1)]);
        assert_eq!(ids(&open(&[1, 3])), [(1, 0), (2, 1), (3, 1), (5, 2)]);
        assert_eq!(ids(&open(&[3])), [(1, 0)], "what is below a folded line stays hidden");
    }

    #[test]
    fn what_is_looked_for_is_kept_with_the_way_to_it() {
        let nodes = nodes();
        let kept = ways(&nodes, &BTreeSet::from([GridId(4)]));
        assert_eq!(ids(&visible(&nodes, |_| true, |id| kept.contains(&id))), [(1, 0), (2, 1), (4, 2)]);
    }
}
