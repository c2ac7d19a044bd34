//! A tree of which only the visible lines are drawn: the grids under their district, the posts under their grid.

use std::collections::BTreeSet;

use egui::{
    Color32, CornerRadius, CursorIcon, EventFilter, Id, Key, Modifiers, Rect, Response, Role, ScrollArea, Sense,
    Stroke, StrokeKind, Ui, WidgetInfo, pos2, style::ScrollAnimation, vec2,
};

use super::{
    chip::{self, Chip},
    paint,
};
use crate::ui::{icon::Icon, theme};

/// A line of the tree. Whoever calls hands in the lines that are not folded away, from top to bottom.
#[derive(Clone, Debug, Default)]
pub struct TreeNode {
    pub id: i64,
    /// 0 for those at the top.
    pub depth: usize,
    pub label: String,
    pub chips: Vec<Chip>,
    pub has_children: bool,
}

/// What the tree remembers.
#[derive(Clone, Debug, Default)]
pub struct TreeState {
    pub expanded: BTreeSet<i64>,
    pub selected: Option<i64>,
    scroll_to: Option<i64>,
}

impl TreeState {
    /// Selects a line and brings it into view.
    pub fn go_to(&mut self, id: i64) {
        (self.selected, self.scroll_to) = (Some(id), Some(id));
    }
}

/// What came of showing a tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TreeOutput {
    /// Another line is selected.
    pub selected: Option<i64>,
    /// Lines were unfolded or folded away: the list of lines is another.
    pub folded: bool,
    /// Enter or a double click.
    pub opened: Option<i64>,
}

const INDENT: f32 = 18.0;

/// Fills what room there is. `name` is what readers call the tree.
pub fn tree(ui: &mut Ui, name: &str, state: &mut TreeState, nodes: &[TreeNode]) -> TreeOutput {
    let mut out = TreeOutput::default();
    let id = ui.make_persistent_id(("树", name));
    let whole = ui.interact(ui.available_rect_before_wrap(), id, Sense::focusable_noninteractive());
    whole.widget_info(|| WidgetInfo::labeled(Role::Tree, true, name));
    if whole.has_focus() {
        let filter = EventFilter { vertical_arrows: true, horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        keys(ui, state, nodes, &mut out);
    }
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        ScrollArea::vertical().id_salt(("树", name)).auto_shrink(false).animated(false).show_viewport(
            ui,
            |ui, seen| {
                ui.set_min_size(vec2(ui.available_width(), nodes.len() as f32 * theme::ROW));
                lines(ui, id, seen, state, nodes, &mut out);
            },
        );
    });
    out
}

fn lines(ui: &mut Ui, id: Id, seen: Rect, state: &mut TreeState, nodes: &[TreeNode], out: &mut TreeOutput) {
    let origin = ui.min_rect().min;
    let width = ui.available_width();
    let place =
        |index: usize| Rect::from_min_size(origin + vec2(0.0, index as f32 * theme::ROW), vec2(width, theme::ROW));
    if let Some(wanted) = state.scroll_to.take()
        && let Some(index) = nodes.iter().position(|node| node.id == wanted)
    {
        ui.scroll_to_rect_animation(place(index), None, ScrollAnimation::none());
    }
    let first = (seen.top() / theme::ROW).max(0.0) as usize;
    let last = ((seen.bottom() / theme::ROW).ceil().max(0.0) as usize).min(nodes.len());
    for (index, node) in nodes.iter().enumerate().take(last).skip(first) {
        line(ui, id, node, place(index), state, out);
    }
}

fn line(ui: &mut Ui, id: Id, node: &TreeNode, rect: Rect, state: &mut TreeState, out: &mut TreeOutput) {
    let response = ui.interact(rect, id.with(node.id), Sense::CLICK);
    let left = rect.left() + 4.0 + INDENT * node.depth as f32;
    let arrow = Rect::from_min_size(pos2(left, rect.top()), vec2(24.0, rect.height()));
    let fold = node.has_children.then(|| ui.interact(arrow, id.with((node.id, "展开")), Sense::CLICK));
    if fold.as_ref().is_some_and(Response::clicked) {
        toggle(state, node, out);
        ui.memory_mut(|memory| memory.request_focus(id));
    } else if response.clicked() {
        select(state, node.id, out);
        ui.memory_mut(|memory| memory.request_focus(id));
        if response.double_clicked() {
            out.opened = Some(node.id);
        }
    }
    describe(ui, node, state, &response);
    let colours = theme::palette(ui);
    let (chosen, over) = (state.selected == Some(node.id), response.hovered());
    let fill = if chosen {
        colours.selected
    } else if over {
        colours.hover
    } else {
        Color32::TRANSPARENT
    };
    let spot = rect.shrink2(vec2(4.0, 1.0));
    ui.painter().rect_filled(spot, CornerRadius::same(theme::CORNER), fill);
    if chosen && ui.memory(|memory| memory.has_focus(id)) {
        let ring = Stroke::new(1.5, colours.primary_text);
        ui.painter().rect_stroke(spot, CornerRadius::same(theme::CORNER), ring, StrokeKind::Inside);
    }
    if let Some(fold) = &fold {
        let open = state.expanded.contains(&node.id);
        let colour = if fold.hovered() { colours.text } else { colours.quiet };
        paint::centred(ui, arrow, paint::icon(ui, if open { Icon::Expanded } else { Icon::Folded }, 18.0, colour));
    }
    words(ui, node, rect, arrow.right(), chosen);
    response.on_hover_cursor(CursorIcon::PointingHand);
}

/// Label, then chips at the right.
fn words(ui: &Ui, node: &TreeNode, rect: Rect, left: f32, chosen: bool) {
    let colours = theme::palette(ui);
    let room: f32 = node.chips.iter().map(|one| chip::width(ui, &one.word) + 4.0).sum();
    let right = rect.right() - 12.0 - room;
    let font = if chosen { paint::strong(ui) } else { paint::body(ui) };
    paint::at_left(ui, rect, left, paint::line(ui, &node.label, font, colours.text, right - left - 8.0));
    let mut at = right;
    for one in &node.chips {
        at += chip::paint_at(ui, at, rect, one.tone, &one.word) + 4.0;
    }
}

fn describe(ui: &Ui, node: &TreeNode, state: &TreeState, response: &Response) {
    let chips = node.chips.iter().map(|one| one.word.as_str());
    let name = std::iter::once(node.label.as_str()).chain(chips).collect::<Vec<_>>().join(" ");
    response.widget_info(|| WidgetInfo::labeled(Role::TreeItem, true, &name));
    ui.ctx().accesskit_node_builder(response.id, |item| {
        item.set_level(node.depth + 1);
        item.set_selected(state.selected == Some(node.id));
        if node.has_children {
            item.set_expanded(state.expanded.contains(&node.id));
        }
    });
}

fn toggle(state: &mut TreeState, node: &TreeNode, out: &mut TreeOutput) {
    if !state.expanded.remove(&node.id) {
        state.expanded.insert(node.id);
    }
    out.folded = true;
}

fn select(state: &mut TreeState, id: i64, out: &mut TreeOutput) {
    if state.selected != Some(id) {
        (state.selected, out.selected) = (Some(id), Some(id));
    }
}

/// ↑ ↓ move, → unfolds or goes to the first child, ← folds or goes to the parent, Enter opens.
fn keys(ui: &Ui, state: &mut TreeState, nodes: &[TreeNode], out: &mut TreeOutput) {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let Some(last) = nodes.len().checked_sub(1) else { return };
    let here = state.selected.and_then(|id| nodes.iter().position(|node| node.id == id));
    let mut to = None;
    if pressed(Key::ArrowDown) {
        to = Some(here.map_or(0, |index| (index + 1).min(last)));
    }
    if pressed(Key::ArrowUp) {
        to = Some(here.map_or(0, |index| index.saturating_sub(1)));
    }
    if pressed(Key::Home) {
        to = Some(0);
    }
    if pressed(Key::End) {
        to = Some(last);
    }
    if let Some((index, node)) = here.and_then(|index| nodes.get(index).map(|node| (index, node))) {
        let open = state.expanded.contains(&node.id);
        if pressed(Key::ArrowRight) && node.has_children {
            if open { to = Some((index + 1).min(last)) } else { toggle(state, node, out) }
        }
        if pressed(Key::ArrowLeft) {
            if open && node.has_children {
                toggle(state, node, out);
            } else {
                to = (0..index).rev().find(|above| nodes.get(*above).is_some_and(|above| above.depth < node.depth));
            }
        }
        if pressed(Key::Enter) {
            out.opened = Some(node.id);
        }
    }
    if let Some(node) = to.and_then(|index| nodes.get(index)) {
        select(state, node.id, out);
        state.scroll_to = Some(node.id);
    }
}

#[cfg(test)]
mod tests {
    use egui_kittest::{Harness, kittest::Queryable as _};

    use super::*;
    use crate::ui::{
        testing::{THEMES, themed},
        theme::Tone,
    };

    type State = (TreeState, TreeOutput);

    /// 东胜区 → 罕台镇 → 撖家塔村, and 铜川镇.
    fn nodes(state: &TreeState) -> Vec<TreeNode> {
        let all = [(1, 0, "东胜区", 0), (2, 1, "罕台镇", 1), (3, 2, "撖家塔村", 2), (4, 1, "铜川镇", 1)];
        let parents = |id| match id {
            2 | 4 => vec![1],
            3 => vec![1, 2],
            _ => Vec::new(),
        };
        let visible = |id| parents(id).iter().all(|parent| state.expanded.contains(parent));
        let node = |(id, depth, label, _): (i64, usize, &str, u8)| TreeNode {
            id,
            depth,
            label: label.to_owned(),
            chips: if id == 3 { vec![Chip::new(Tone::Danger, "空缺")] } else { Vec::new() },
            has_children: id < 3,
        };
        all.into_iter().filter(|one| visible(one.0)).map(node).collect()
    }

    fn draw(ui: &mut Ui, (state, out): &mut State) {
        let nodes = nodes(state);
        let new = tree(ui, "网格树", state, &nodes);
        if new != TreeOutput::default() {
            *out = new;
        }
    }

    fn press(harness: &mut Harness<'_, State>, key: Key) {
        harness.key_press(key);
        harness.run();
    }

    #[test]
    fn the_keyboard_unfolds_moves_and_opens() {
        for theme in THEMES {
            let mut harness = themed(theme, State::default(), draw);
            harness.get_by_label("网格树").focus();
            harness.run();
            for key in [Key::ArrowDown, Key::ArrowRight, Key::ArrowRight, Key::ArrowRight, Key::ArrowDown] {
                press(&mut harness, key);
            }
            assert_eq!(harness.state().0.selected, Some(3));
            harness.get_by_role_and_label(Role::TreeItem, "撖家塔村 空缺");
            press(&mut harness, Key::Enter);
            assert_eq!(harness.state().1.opened, Some(3));
            press(&mut harness, Key::ArrowLeft);
            assert_eq!(harness.state().0.selected, Some(2));
            press(&mut harness, Key::ArrowLeft);
            assert!(harness.query_by_label("撖家塔村 空缺").is_none());
        }
    }

    #[test]
    fn a_click_selects() {
        let mut harness = themed(egui::Theme::Light, State::default(), draw);
        harness.get_by_label("东胜区").click();
        harness.run();
        assert_eq!(harness.state().0.selected, Some(1));
        assert_eq!(harness.state().1.selected, Some(1));
    }
}
