//! The rows that are seen.

use egui::{
    Align, Color32, CornerRadius, Id, Modifiers, PointerButton, Popup, Rect, Response, Role, Sense, Stroke, StrokeKind,
    Ui, WidgetInfo, pos2, style::ScrollAnimation, vec2,
};

use super::{Cell, Frame, Hooks, Menu, Row, TableOutput, TableState};
use crate::ui::{
    theme,
    widgets::{check, chip, paint},
};

pub(super) fn show(
    ui: &mut Ui,
    frame: &Frame<'_, '_>,
    seen: Rect,
    state: &mut TableState,
    mut hooks: Hooks<'_, '_>,
    out: &mut TableOutput,
) {
    let origin = ui.min_rect().min;
    let width = frame.width().max(seen.width());
    let place = |index: usize| {
        let top = origin + vec2(0.0, index as f32 * frame.row_height);
        Rect::from_min_size(top, vec2(width, frame.row_height))
    };
    if let Some(index) = state.scroll_to.take() {
        let row = place(index);
        let narrow = Rect::from_min_size(pos2(origin.x + seen.left(), row.top()), vec2(1.0, row.height()));
        ui.scroll_to_rect_animation(narrow, None, ScrollAnimation::none());
    }
    let first = (seen.top() / frame.row_height).max(0.0) as usize;
    let last = ((seen.bottom() / frame.row_height).ceil().max(0.0) as usize).min(frame.total);
    out.visible = first.min(last)..last;
    for index in out.visible.clone() {
        let rect = place(index);
        match (frame.row)(index) {
            Some(row) => line(ui, frame, &Line { index, row, rect }, state, &mut hooks, out),
            None => waiting(ui, frame, index, rect),
        }
    }
}

/// A row at its place.
struct Line<'r> {
    index: usize,
    row: &'r Row,
    rect: Rect,
}

fn line(
    ui: &mut Ui,
    frame: &Frame<'_, '_>,
    at: &Line<'_>,
    state: &mut TableState,
    hooks: &mut Hooks<'_, '_>,
    out: &mut TableOutput,
) {
    let Line { row, rect, .. } = *at;
    let response = ui.interact(rect, frame.id.with(row.id), Sense::CLICK);
    let boxed = frame.many.then(|| tick(ui, frame, row, rect));
    press(ui, frame, at, &response, boxed.as_ref(), state, out);
    let chosen = state.is_selected(row.id);
    name(ui, at, chosen, &response);
    let over = response.hovered() || boxed.as_ref().is_some_and(Response::hovered);
    ground(ui, frame, at, chosen, over, state);
    if frame.many {
        let square = Rect::from_center_size(pos2(rect.left() + frame.boxes() / 2.0, rect.center().y), vec2(16.0, 16.0));
        check::paint_box(ui, square, chosen, over);
    }
    let cut = cells(ui, frame, at, &response, hooks);
    offer(ui, hooks.menu, state, &response);
    if let Some(text) = cut {
        response.on_hover_text_at_pointer(text);
    }
}

/// Draws the cells; answers the whole text of the one under the pointer if it did not fit.
fn cells(
    ui: &mut Ui,
    frame: &Frame<'_, '_>,
    at: &Line<'_>,
    response: &Response,
    hooks: &Hooks<'_, '_>,
) -> Option<String> {
    let mut cut = None;
    for (place, column, range) in frame.places() {
        let span = at.rect.left() + range.start..=at.rect.left() + range.end;
        let whole = Rect::from_x_y_ranges(span, at.rect.y_range());
        let inside = whole.shrink2(vec2(10.0, 0.0));
        match (at.row.cells.get(place), hooks.custom) {
            (Some(Cell::Custom(_)), Some(draw)) => draw(ui, inside, at.row, column.key),
            (Some(cell), _) => {
                let fits = !cell_line(ui, cell, inside, column.align);
                if !fits && response.hover_pos().is_some_and(|pointer| whole.contains(pointer)) {
                    cut = Some(cell.words());
                }
            }
            (None, _) => {}
        }
    }
    cut
}

/// What clicks do.
fn press(
    ui: &Ui,
    frame: &Frame<'_, '_>,
    at: &Line<'_>,
    response: &Response,
    boxed: Option<&Response>,
    state: &mut TableState,
    out: &mut TableOutput,
) {
    let (index, row) = (at.index, at.row);
    let modifiers: Modifiers = ui.input(|input| input.modifiers);
    let ticked = boxed.is_some_and(|boxed| boxed.clicked());
    if response.secondary_clicked() && !state.is_selected(row.id) {
        state.choose(index, row.id);
        out.selection_changed = true;
    }
    if !response.clicked() && !ticked {
        return;
    }
    if frame.many && modifiers.shift {
        state.extend_to(index, frame.id_at);
    } else if ticked || frame.many && modifiers.command {
        state.toggle(index, row.id);
    } else {
        state.choose(index, row.id);
        out.clicked = Some(row.id);
    }
    out.selection_changed = true;
    if response.double_clicked_by(PointerButton::Primary) {
        out.opened = Some(row.id);
    }
    ui.memory_mut(|memory| memory.request_focus(frame.id));
}

/// Where a click adds the row to the selection.
fn tick(ui: &Ui, frame: &Frame<'_, '_>, row: &Row, rect: Rect) -> Response {
    let area = Rect::from_min_size(rect.min, vec2(frame.boxes(), rect.height()));
    ui.interact(area, frame.id.with((row.id, "选择")), Sense::CLICK)
}

fn name(ui: &Ui, at: &Line<'_>, chosen: bool, response: &Response) {
    let words = || at.row.cells.iter().map(Cell::words).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, words()));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_row_index(at.index);
        node.set_selected(chosen);
    });
}

fn ground(ui: &Ui, frame: &Frame<'_, '_>, at: &Line<'_>, chosen: bool, over: bool, state: &TableState) {
    let rect = at.rect;
    let colours = theme::palette(ui);
    let fill = if chosen {
        colours.selected
    } else if over {
        colours.hover
    } else {
        Color32::TRANSPARENT
    };
    ui.painter().rect_filled(rect, CornerRadius::ZERO, fill);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, colours.line.gamma_multiply(0.7)));
    if state.cursor() == Some(at.index) && ui.memory(|memory| memory.has_focus(frame.id)) {
        let ring = Stroke::new(1.5, colours.primary_text);
        let seen = rect.intersect(ui.clip_rect().expand2(vec2(0.0, 1000.0)));
        ui.painter().rect_stroke(seen.shrink(1.0), CornerRadius::same(3), ring, StrokeKind::Inside);
    }
}

/// Draws a cell; true when its text did not fit.
fn cell_line(ui: &Ui, cell: &Cell, inside: Rect, align: Align) -> bool {
    let colours = theme::palette(ui);
    let (text, font, colour) = match cell {
        Cell::Text(text) | Cell::Custom(text) => (text, paint::body(ui), colours.text),
        Cell::Strong(text) => (text, paint::strong(ui), colours.text),
        Cell::Quiet(text) => (text, paint::body(ui), colours.quiet),
        Cell::Chips(chips) => return chip_line(ui, chips, inside),
    };
    let galley = paint::line(ui, text, font, colour, inside.width());
    let cut = galley.elided;
    match align {
        Align::Min => paint::at_left(ui, inside, inside.left(), galley),
        Align::Max => paint::at_right(ui, inside, inside.right(), galley),
        Align::Center => {
            let left = inside.center().x - galley.size().x / 2.0;
            paint::at_left(ui, inside, left, galley)
        }
    };
    cut
}

fn chip_line(ui: &Ui, chips: &[chip::Chip], inside: Rect) -> bool {
    let mut left = inside.left();
    for one in chips {
        if left + chip::width(ui, &one.word) > inside.right() + 6.0 {
            return true;
        }
        left += chip::paint_at(ui, left, inside, one.tone, &one.word) + 4.0;
    }
    false
}

/// A grey stroke where a row is still being loaded.
fn waiting(ui: &Ui, frame: &Frame<'_, '_>, index: usize, rect: Rect) {
    let colours = theme::palette(ui);
    for (column, _, range) in frame.places() {
        let share = 0.45 + 0.1 * ((index * 7 + column * 3) % 5) as f32;
        let left = rect.left() + range.start + 10.0;
        let width = ((range.end - range.start - 20.0) * share).clamp(0.0, 220.0);
        let bar = Rect::from_min_size(pos2(left, rect.center().y - 5.0), vec2(width, 10.0));
        ui.painter().rect_filled(bar, CornerRadius::same(3), colours.placeholder);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, colours.line.gamma_multiply(0.7)));
}

/// The right button.
fn offer(ui: &Ui, menu: &mut Option<Menu<'_>>, state: &TableState, response: &Response) {
    let Some(menu) = menu else { return };
    let id: Id = response.id.with("菜单");
    if !response.secondary_clicked() && !Popup::is_id_open(ui.ctx(), id) {
        return;
    }
    Popup::context_menu(response).id(id).accessible_name("操作").show(|ui| {
        ui.set_min_width(140.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        menu(ui, state.selected());
    });
}
