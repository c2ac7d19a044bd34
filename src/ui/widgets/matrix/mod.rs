//! Marks in the cells of a matrix (leaders × grids): heads stay in sight, only what is seen is drawn.
//!
//! Arrows, Home, End, PgUp and PgDn move, Ctrl with Home and End goes to the corners; Space, Enter or a click toggles.

mod draw;

use egui::{Event, EventFilter, Id, Key, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::paint;
use crate::ui::theme::Tone;

pub use draw::legend;

/// What stands in a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    #[default]
    Off,
    /// In force.
    On,
    /// Will be in force once saved.
    Add,
    /// Will no longer be in force once saved.
    End,
    /// Begins on a later day.
    Later,
    /// In force for a part only.
    Part,
    /// Cannot be marked.
    Blank,
}

/// A cell with what readers hear and the pointer shows.
#[derive(Clone, Debug, Default)]
pub struct MatrixCell {
    pub mark: Mark,
    /// 「王某 × 罕台镇：包联中」.
    pub words: String,
    /// Refused by the last attempt to save.
    pub faulty: bool,
}

/// A row or a column: what it is, a second line, and a quiet word at the end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MatrixHead {
    pub title: String,
    pub note: String,
    pub word: String,
}

/// What stands under a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MatrixFoot {
    pub word: String,
    pub tone: Tone,
    /// What it means, under the pointer.
    pub hint: String,
}

/// Where the keyboard stands.
#[derive(Clone, Debug, Default)]
pub struct MatrixState {
    row: usize,
    column: usize,
    reveal: bool,
    wanted: bool,
}

impl MatrixState {
    /// The keyboard goes to the cells as soon as they are there.
    pub fn take_keyboard(&mut self) {
        self.wanted = true;
    }
}

#[must_use = "a widget is drawn by `show`"]
pub struct Matrix<'a> {
    pub key: &'static str,
    /// What readers call it: 「包联表」.
    pub name: &'a str,
    /// What the rows and the columns are: 「责任人 ＼ 包联网格」.
    pub corner: &'a str,
    /// What the foot counts; no foot when empty.
    pub foot_title: &'a str,
    pub rows: &'a [MatrixHead],
    pub columns: &'a [MatrixHead],
    pub foot: &'a [MatrixFoot],
    pub editable: bool,
}

pub(super) const SIDE: f32 = 252.0;
/// Least and greatest width of a column: few columns share what room there is.
const COLUMN: std::ops::RangeInclusive<f32> = 52.0..=112.0;
pub(super) const ROW: f32 = 44.0;
const HEAD: f32 = 50.0;
const FOOT: f32 = 32.0;

impl Matrix<'_> {
    /// Fills what room there is; answers the rows and columns that were toggled, in turn.
    pub fn show(
        self,
        ui: &mut Ui,
        state: &mut MatrixState,
        cell: impl Fn(usize, usize) -> MatrixCell,
    ) -> Vec<(usize, usize)> {
        let whole = ui.available_rect_before_wrap();
        let parts =
            Parts::of(whole, self.foot_title.is_empty(), self.columns.len(), ui.spacing().scroll.allocated_width());
        let mut toggled = Vec::new();
        state.row = state.row.min(self.rows.len().saturating_sub(1));
        state.column = state.column.min(self.columns.len().saturating_sub(1));
        ui.push_id(self.key, |ui| {
            let id = ui.scope_id().with("矩阵");
            if std::mem::take(&mut state.wanted) {
                ui.memory_mut(|memory| memory.request_focus(id));
            }
            draw::ground(ui, whole);
            toggled = self.keys(ui, id, parts.body, state);
            let (offset, clicked) = self.body(ui, id, &parts, state, &cell);
            if let Some(at) = clicked {
                (state.row, state.column) = at;
                ui.memory_mut(|memory| memory.request_focus(id));
                toggled.extend(self.editable.then_some(at));
            }
            let focused = ui.memory(|memory| memory.has_focus(id));
            draw::heads(ui, &self, &parts, offset, state, focused);
        });
        ui.advance_cursor_after_rect(whole);
        toggled.retain(|(row, column)| *row < self.rows.len() && *column < self.columns.len());
        toggled
    }

    fn keys(&self, ui: &Ui, id: Id, body: Rect, state: &mut MatrixState) -> Vec<(usize, usize)> {
        let whole = ui.interact(body, id, Sense::focusable_noninteractive());
        whole.widget_info(|| WidgetInfo::labeled(Role::Grid, true, self.name));
        if !whole.has_focus() {
            return Vec::new();
        }
        let filter = EventFilter { vertical_arrows: true, horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let page = ((body.height() / ROW) as usize).saturating_sub(1).max(1);
        let before = (state.row, state.column);
        let mut toggled = Vec::new();
        // In the order they were pressed: fast hands and slow frames put several into one frame.
        ui.input_mut(|input| {
            input.events.retain(|event| {
                let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
                match (key, modifiers.command) {
                    _ if modifiers.shift || modifiers.alt => return true,
                    (Key::Home, true) => (state.row, state.column) = (0, 0),
                    (Key::End, true) => (state.row, state.column) = self.last(),
                    (_, true) => return true,
                    (Key::Space | Key::Enter, _) => toggled.push((state.row, state.column)),
                    (key, _) if !self.step(*key, page, state) => return true,
                    _ => {}
                }
                false
            });
        });
        state.reveal |= before != (state.row, state.column) || whole.gained_focus();
        if self.editable { toggled } else { Vec::new() }
    }

    fn last(&self) -> (usize, usize) {
        (self.rows.len().saturating_sub(1), self.columns.len().saturating_sub(1))
    }

    /// Moves by one key; false for keys that do not move.
    fn step(&self, key: Key, page: usize, state: &mut MatrixState) -> bool {
        let (last_row, last_column) = self.last();
        match key {
            Key::ArrowUp => state.row = state.row.saturating_sub(1),
            Key::ArrowDown => state.row = (state.row + 1).min(last_row),
            Key::PageUp => state.row = state.row.saturating_sub(page),
            Key::PageDown => state.row = (state.row + page).min(last_row),
            Key::ArrowLeft => state.column = state.column.saturating_sub(1),
            Key::ArrowRight => state.column = (state.column + 1).min(last_column),
            Key::Home => state.column = 0,
            Key::End => state.column = last_column,
            _ => return false,
        }
        true
    }

    /// The cells; answers how far they are scrolled and which one was clicked.
    fn body(
        &self,
        ui: &mut Ui,
        id: Id,
        parts: &Parts,
        state: &mut MatrixState,
        cell: &impl Fn(usize, usize) -> MatrixCell,
    ) -> (egui::Vec2, Option<(usize, usize)>) {
        let mut inner = ui.new_child(UiBuilder::new().max_rect(parts.body));
        inner.spacing_mut().item_spacing = vec2(0.0, 0.0);
        let area = ScrollArea::both().id_salt("格").auto_shrink(false).animated(false);
        area.show_viewport(&mut inner, |ui, seen| {
            ui.set_min_size(vec2(self.columns.len() as f32 * parts.column, self.rows.len() as f32 * ROW));
            let origin = ui.min_rect().min;
            let place = |row: usize, column: usize| {
                let at = origin + vec2(column as f32 * parts.column, row as f32 * ROW);
                Rect::from_min_size(at, vec2(parts.column, ROW))
            };
            if std::mem::take(&mut state.reveal) {
                ui.scroll_to_rect_animation(place(state.row, state.column), None, egui::style::ScrollAnimation::none());
            }
            let focused = ui.memory(|memory| memory.has_focus(id));
            let rows = range(seen.y_range(), ROW, self.rows.len());
            let columns = range(seen.x_range(), parts.column, self.columns.len());
            let mut clicked = None;
            for row in rows {
                for column in columns.clone() {
                    let known = cell(row, column);
                    let rect = place(row, column);
                    let response = ui.interact(rect, id.with((row, column)), Sense::CLICK);
                    response.widget_info(|| WidgetInfo::labeled(Role::Cell, self.editable, &known.words));
                    let here = focused && (row, column) == (state.row, state.column);
                    draw::cell(ui, rect, &known, response.hovered() && self.editable, here);
                    if response.clicked() {
                        clicked = Some((row, column));
                    }
                    if response.hovered() {
                        response.on_hover_text_at_pointer(known.words);
                    }
                }
            }
            (vec2(seen.left(), seen.top()), clicked)
        })
        .inner
    }
}

/// The places of a whole that are seen.
fn range(seen: egui::Rangef, size: f32, count: usize) -> std::ops::Range<usize> {
    let first = (seen.min / size).max(0.0) as usize;
    let last = ((seen.max / size).ceil().max(0.0) as usize).min(count);
    first.min(last)..last
}

/// Where the heads, the cells and the foot stand.
pub(super) struct Parts {
    /// Width of a column.
    column: f32,
    corner: Rect,
    head: Rect,
    side: Rect,
    body: Rect,
    foot: Option<Rect>,
}

impl Parts {
    fn of(whole: Rect, footless: bool, columns: usize, scrolls: f32) -> Self {
        let foot_height = if footless { 0.0 } else { FOOT };
        let left = whole.left() + SIDE.min(whole.width() * 0.5);
        let top = whole.top() + HEAD;
        let bottom = (whole.bottom() - foot_height).max(top + ROW);
        let rect = |x: [f32; 2], y: [f32; 2]| Rect::from_min_max(pos2(x[0], y[0]), pos2(x[1], y[1]));
        let room = whole.right() - left - scrolls - 2.0;
        let column = (room / columns.max(1) as f32).floor().clamp(*COLUMN.start(), *COLUMN.end());
        Self {
            column,
            corner: rect([whole.left(), left], [whole.top(), top]),
            head: rect([left, whole.right()], [whole.top(), top]),
            side: rect([whole.left(), left], [top, bottom]),
            body: rect([left, whole.right() - 1.0], [top, bottom]),
            foot: (!footless).then(|| rect([whole.left(), whole.right()], [bottom, bottom + FOOT])),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{cell::RefCell, collections::BTreeSet, rc::Rc};

    use egui::Modifiers;
    use egui_kittest::{Harness, kittest::Queryable as _};

    use super::*;
    use crate::ui::testing::{THEMES, themed};

    type Marks = BTreeSet<(usize, usize)>;

    fn matrix(rows: usize, columns: usize) -> (Harness<'static, (MatrixState, Marks)>, Rc<RefCell<usize>>) {
        let drawn = Rc::new(RefCell::new(0));
        let count = drawn.clone();
        let head = |title: &str, of: usize| -> Vec<MatrixHead> {
            (1..=of).map(|n| MatrixHead { title: format!("{title}{n}"), ..MatrixHead::default() }).collect()
        };
        let (rows, columns) = (head("领导", rows), head("村", columns));
        let harness = themed(THEMES[0], (MatrixState::default(), Marks::new()), move |ui, (state, marks)| {
            *count.borrow_mut() = 0;
            let matrix = Matrix {
                key: "试",
                name: "包联表",
                corner: "责任人",
                foot_title: "",
                rows: &rows,
                columns: &columns,
                foot: &[],
                editable: true,
            };
            let toggled = matrix.show(ui, state, |row, column| {
                *count.borrow_mut() += 1;
                let mark = if marks.contains(&(row, column)) { Mark::On } else { Mark::Off };
                MatrixCell { mark, words: format!("领导{} × 村{}", row + 1, column + 1), faulty: false }
            });
            for at in toggled {
                if !marks.remove(&at) {
                    marks.insert(at);
                }
            }
        });
        (harness, drawn)
    }

    #[test]
    fn cells_are_toggled_by_click_and_keys() {
        let (mut harness, _) = matrix(20, 40);
        harness.get_by_label("领导2 × 村3").click();
        harness.run();
        for key in [Key::ArrowDown, Key::ArrowRight, Key::Space, Key::Home, Key::Enter] {
            harness.key_press(key);
            harness.run();
        }
        assert_eq!(harness.state().1, Marks::from([(1, 2), (2, 3), (2, 0)]));
        harness.key_press(Key::Space);
        harness.run();
        assert_eq!(harness.state().1, Marks::from([(1, 2), (2, 3)]));
    }

    #[test]
    fn the_far_corner_is_reached_and_only_what_is_seen_is_drawn() {
        let (mut harness, drawn) = matrix(30, 40);
        harness.get_by_label("领导1 × 村1").click();
        harness.run();
        harness.key_press_modifiers(Modifiers::COMMAND, Key::End);
        harness.run();
        harness.key_press(Key::Space);
        harness.run();
        assert!(harness.state().1.contains(&(29, 39)));
        harness.get_by_label("领导30 × 村40");
        harness.get_by_label("领导30");
        harness.get_by_label("村40");
        assert!(*drawn.borrow() < 260, "{} of 1200 cells were drawn", drawn.borrow());
    }
}
