//! The table of every list: only what is visible is drawn, rows may still be loading, records are selected by id.
//!
//! ↑ ↓ Home End PgUp PgDn move, Enter opens, Space selects, Shift extends, Ctrl+A selects all; a click selects one,
//! Ctrl adds, a double click opens, the right button shows what can be done.

mod body;
mod head;
mod row;
mod state;

use std::{collections::BTreeSet, ops::Range};

use egui::{
    CornerRadius, EventFilter, Id, Key, Modifiers, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};

pub use row::{Cell, Column, Row};
use state::{IdAt, Step};
pub use state::{Sort, TableLayout, TableState};

use super::{button, empty::Empty};
use crate::ui::{icon::Icon, theme};

/// What came of showing a table.
#[derive(Debug, Default)]
pub struct TableOutput {
    /// Enter or a double click.
    pub opened: Option<i64>,
    /// A single click, for a drawer that follows.
    pub clicked: Option<i64>,
    /// The order in `state.layout.sort` is another.
    pub sorted: bool,
    pub selection_changed: bool,
    /// Everything was to be selected, but not all rows are loaded and no ids were given.
    pub wants_all: bool,
    /// Rows that are seen, for loading their pages.
    pub visible: Range<usize>,
    /// The button of the empty state.
    pub empty_pressed: bool,
}

type Menu<'a> = Box<dyn FnMut(&mut Ui, &BTreeSet<i64>) + 'a>;
type Custom<'a> = Box<dyn Fn(&mut Ui, Rect, &Row, &str) + 'a>;

/// What the caller draws by itself.
struct Hooks<'h, 'a> {
    menu: &'h mut Option<Menu<'a>>,
    custom: &'h Option<Custom<'a>>,
}

/// A table about to be shown.
#[must_use = "a widget is drawn by `show`"]
pub struct Table<'a> {
    key: &'static str,
    name: &'a str,
    columns: &'a [Column],
    total: Option<usize>,
    ids: Option<&'a [i64]>,
    row_height: f32,
    many: bool,
    empty: Option<Empty<'a>>,
    menu: Option<Menu<'a>>,
    custom: Option<Custom<'a>>,
}

/// What drawing a table works with.
struct Frame<'t, 'r> {
    id: Id,
    row_height: f32,
    many: bool,
    columns: &'t [Column],
    widths: Vec<f32>,
    total: usize,
    row: &'t dyn Fn(usize) -> Option<&'r Row>,
    id_at: IdAt<'t>,
}

/// Width of the column of boxes.
const BOXES: f32 = 36.0;
/// How narrow the last column may become.
const LEAST_LAST: f32 = 140.0;
const HEAD: f32 = 34.0;
const FOOT: f32 = 34.0;

impl<'a> Table<'a> {
    /// `name` is what readers call the table: 「巡查记录」.
    pub fn new(key: &'static str, name: &'a str, columns: &'a [Column]) -> Self {
        Self {
            key,
            name,
            columns,
            total: None,
            ids: None,
            row_height: theme::ROW,
            many: true,
            empty: None,
            menu: None,
            custom: None,
        }
    }

    /// How many rows there are; unknown until the first page has come.
    pub fn total(mut self, total: usize) -> Self {
        self.total = Some(total);
        self
    }

    /// The ids of all rows in their order: Shift and Ctrl+A then reach rows that are not loaded.
    pub fn ids(mut self, ids: &'a [i64]) -> Self {
        self.ids = Some(ids);
        self
    }

    pub fn compact(mut self) -> Self {
        self.row_height = theme::ROW_COMPACT;
        self
    }

    /// Without boxes: one record at a time.
    pub fn single(mut self) -> Self {
        self.many = false;
        self
    }

    pub fn empty(mut self, empty: Empty<'a>) -> Self {
        self.empty = Some(empty);
        self
    }

    /// What the right button offers for the selected records: the same actions as the buttons.
    pub fn menu(mut self, menu: impl FnMut(&mut Ui, &BTreeSet<i64>) + 'a) -> Self {
        self.menu = Some(Box::new(menu));
        self
    }

    /// Draws cells of kind `Custom` into their rectangle.
    pub fn custom(mut self, draw: impl Fn(&mut Ui, Rect, &Row, &str) + 'a) -> Self {
        self.custom = Some(Box::new(draw));
        self
    }

    /// Fills what room there is. `row` answers a row that is loaded.
    pub fn show<'r>(
        mut self,
        ui: &mut Ui,
        state: &mut TableState,
        row: impl Fn(usize) -> Option<&'r Row>,
    ) -> TableOutput {
        let total = self.total.unwrap_or(0);
        let ids = self.ids;
        let id_at = |index: usize| ids.and_then(|ids| ids.get(index).copied()).or_else(|| row(index).map(|row| row.id));
        let mut out = TableOutput::default();
        state.rows_changed(total);
        ui.push_id(self.key, |ui| {
            let whole = ui.available_rect_before_wrap();
            self.ground(ui, whole);
            let (head, body, foot) = parts(whole);
            let frame = Frame {
                id: ui.scope_id().with("表"),
                row_height: self.row_height,
                many: self.many,
                columns: self.columns,
                widths: self.widths(ui, state, whole.width()),
                total,
                row: &row,
                id_at: &id_at,
            };
            self.keys(ui, &frame, body, state, &mut out);
            let offset = if total == 0 {
                self.nothing(ui, body, &mut out);
                0.0
            } else {
                self.body(ui, &frame, body, state, &mut out)
            };
            head::show(ui, &frame, head, offset, state, &mut out);
            foot_line(ui, foot, self.total, state, &mut out);
            ui.advance_cursor_after_rect(whole);
        });
        out
    }

    fn ground(&self, ui: &Ui, whole: Rect) {
        let colours = theme::palette(ui);
        let edge = Stroke::new(1.0, colours.line);
        ui.painter().rect(whole, CornerRadius::same(6), colours.surface, edge, StrokeKind::Inside);
    }

    /// Widths in force; the last column of words takes what is left over and gives way before the table scrolls sideways.
    fn widths(&self, ui: &Ui, state: &TableState, room: f32) -> Vec<f32> {
        let dragged = |column: &Column| state.layout.widths.get(column.key).copied().unwrap_or(column.width);
        let mut widths: Vec<f32> = self.columns.iter().map(dragged).collect();
        let boxes = if self.many { BOXES } else { 0.0 };
        let left = room - 2.0 - boxes - ui.spacing().scroll.allocated_width() - widths.iter().sum::<f32>();
        // Figures stay beside what they belong to: with them at the end, room left over goes to the first column.
        let ends_in_figures = self.columns.last().is_some_and(|column| column.align == egui::Align::Max);
        let taker = if ends_in_figures && left > 0.0 { widths.first_mut() } else { widths.last_mut() };
        if let Some(taker) = taker {
            *taker = (*taker + left).max(taker.min(LEAST_LAST));
        }
        widths
    }

    fn keys(&self, ui: &Ui, frame: &Frame<'_, '_>, body: Rect, state: &mut TableState, out: &mut TableOutput) {
        let whole = ui.interact(body, frame.id, Sense::focusable_noninteractive());
        whole.widget_info(|| WidgetInfo::labeled(Role::Grid, true, self.name));
        if !whole.has_focus() {
            return;
        }
        let (total, id_at) = (frame.total, frame.id_at);
        let filter = EventFilter { vertical_arrows: true, horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(frame.id, filter));
        if state.cursor().is_none() && total > 0 && whole.gained_focus() {
            state.step(Step::Home, false, total, id_at);
        }
        let page = ((body.height() / frame.row_height) as usize).saturating_sub(1).max(1);
        let steps = [
            (Key::ArrowUp, Step::Up(1)),
            (Key::ArrowDown, Step::Down(1)),
            (Key::PageUp, Step::Up(page)),
            (Key::PageDown, Step::Down(page)),
            (Key::Home, Step::Home),
            (Key::End, Step::End),
        ];
        let pressed = |modifiers, key| ui.input_mut(|input| input.count_and_consume_key(modifiers, key));
        for (key, step) in steps {
            for _ in 0..pressed(Modifiers::SHIFT, key) {
                state.step(step, self.many, total, id_at);
                out.selection_changed |= self.many;
            }
            for _ in 0..pressed(Modifiers::NONE, key) {
                state.step(step, false, total, id_at);
            }
        }
        if self.many && pressed(Modifiers::COMMAND, Key::A) > 0 {
            select_all(state, frame, out);
        }
        let here = state.cursor().and_then(|row| id_at(row).map(|id| (row, id)));
        if let Some((row, id)) = here {
            if pressed(Modifiers::NONE, Key::Space) > 0 {
                if self.many {
                    state.toggle(row, id)
                } else {
                    state.choose(row, id)
                }
                out.selection_changed = true;
            }
            if pressed(Modifiers::NONE, Key::Enter) > 0 {
                out.opened = Some(id);
            }
        }
    }

    fn body(
        &mut self,
        ui: &mut Ui,
        frame: &Frame<'_, '_>,
        body: Rect,
        state: &mut TableState,
        out: &mut TableOutput,
    ) -> f32 {
        let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(body.shrink2(vec2(1.0, 0.0))));
        inner.spacing_mut().item_spacing = vec2(0.0, 0.0);
        let area = ScrollArea::both().id_salt("行").auto_shrink(false).animated(false);
        area.show_viewport(&mut inner, |ui, seen| {
            let size = vec2(frame.width(), frame.total as f32 * frame.row_height);
            ui.set_min_size(size);
            let hooks = Hooks { menu: &mut self.menu, custom: &self.custom };
            body::show(ui, frame, seen, state, hooks, out);
            seen.left()
        })
        .inner
    }

    fn nothing(&self, ui: &mut Ui, body: Rect, out: &mut TableOutput) {
        let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(body));
        match (&self.total, &self.empty) {
            (None, _) => {
                Empty::new(Icon::Clock, "正在载入", "请稍候").show(&mut inner);
            }
            (Some(_), Some(empty)) => out.empty_pressed = empty.show(&mut inner),
            (Some(_), None) => {
                Empty::new(Icon::Inbox, "没有记录", "请放宽筛选条件后再试").show(&mut inner);
            }
        }
    }
}

impl Frame<'_, '_> {
    fn boxes(&self) -> f32 {
        if self.many { BOXES } else { 0.0 }
    }

    fn width(&self) -> f32 {
        self.boxes() + self.widths.iter().sum::<f32>()
    }

    /// Each column with its place from the left edge of the row.
    fn places(&self) -> impl Iterator<Item = (usize, &Column, Range<f32>)> {
        let mut left = self.boxes();
        self.columns.iter().zip(&self.widths).enumerate().map(move |(index, (column, width))| {
            let place = left..left + width;
            left += width;
            (index, column, place)
        })
    }
}

fn parts(whole: Rect) -> (Rect, Rect, Rect) {
    let (top, bottom) = (whole.top() + HEAD, (whole.bottom() - FOOT).max(whole.top() + HEAD + 60.0));
    let head = Rect::from_min_max(whole.min, pos2(whole.right(), top));
    let body = Rect::from_min_max(pos2(whole.left(), top), pos2(whole.right(), bottom));
    let foot = Rect::from_min_max(pos2(whole.left(), bottom), whole.max);
    (head, body, foot)
}

fn select_all(state: &mut TableState, frame: &Frame<'_, '_>, out: &mut TableOutput) {
    state.select_all(frame.total, frame.id_at);
    out.selection_changed = true;
    out.wants_all = state.selected().len() < frame.total;
}

/// 「共 N 条 · 已选 M 条」.
fn foot_line(ui: &mut Ui, foot: Rect, total: Option<usize>, state: &mut TableState, out: &mut TableOutput) {
    let colours = theme::palette(ui);
    super::paint::rule(ui, foot.min, foot.width());
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(foot.shrink2(vec2(12.0, 2.0))));
    inner.horizontal_centered(|ui| {
        let count = total.map_or_else(|| "正在统计".to_owned(), |total| format!("共 {} 条", grouped(total)));
        let chosen = state.selected().len();
        let text = if chosen > 0 { format!("{count} · 已选 {} 条", grouped(chosen)) } else { count };
        ui.label(egui::RichText::new(text).small().color(colours.quiet));
        if chosen > 0 && ui.add(button::bare("清除选择")).clicked() {
            state.clear();
            out.selection_changed = true;
        }
    });
}

/// 100000 as 「100,000」.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests;
