//! The fixed header: sorts by a click, widens by dragging.

use egui::{
    Align, CornerRadius, CursorIcon, PointerButton, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, accesskit, pos2, vec2,
};

use super::{Column, Frame, TableOutput, TableState, select_all};
use crate::ui::{
    icon::Icon,
    theme,
    widgets::{check, paint},
};

const LEAST: f32 = 48.0;

/// `offset` is how far the rows have been scrolled to the right.
pub(super) fn show(
    ui: &mut Ui,
    frame: &Frame<'_, '_>,
    head: Rect,
    offset: f32,
    state: &mut TableState,
    out: &mut TableOutput,
) {
    let colours = theme::palette(ui);
    let corner = CornerRadius { nw: 6, ne: 6, sw: 0, se: 0 };
    ui.painter().rect_filled(head.shrink(1.0), corner, colours.sunken);
    paint::rule(ui, head.left_bottom(), head.width());
    let mut inner = ui.new_child(UiBuilder::new().max_rect(head).id_salt("表头"));
    inner.shrink_clip_rect(head.shrink(1.0));
    let left = head.left() + 1.0 - offset;
    for (index, column, place) in frame.places() {
        let rect = Rect::from_x_y_ranges(left + place.start..=left + place.end, head.y_range());
        title(&mut inner, frame, column, rect, state, out);
        widen(&mut inner, frame, index, rect, state);
    }
    if frame.many {
        let rect = Rect::from_min_size(pos2(left, head.top()), vec2(frame.boxes(), head.height()));
        all(&mut inner, frame, rect, state, out);
    }
}

fn title(
    ui: &mut Ui,
    frame: &Frame<'_, '_>,
    column: &Column,
    rect: Rect,
    state: &mut TableState,
    out: &mut TableOutput,
) {
    let colours = theme::palette(ui);
    let sense = if column.sortable { Sense::CLICK } else { Sense::hover() };
    let response = ui.interact(rect, frame.id.with(("表头", column.key)), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &column.title));
    if response.clicked() {
        state.sort_by(column.key);
        out.sorted = true;
    }
    let order = state.layout.sort.as_ref().filter(|sort| sort.key == column.key).map(|sort| sort.descending);
    if let Some(descending) = order {
        let direction =
            if descending { accesskit::SortDirection::Descending } else { accesskit::SortDirection::Ascending };
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_sort_direction(direction));
    }
    if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::ZERO, colours.neutral_tint);
    }
    let inside = rect.shrink2(vec2(10.0, 0.0));
    let room = inside.width() - if order.is_some() { 16.0 } else { 0.0 };
    let word = paint::line(ui, &column.title, paint::strong(ui), colours.text, room);
    let arrow =
        order.map(|down| paint::icon(ui, if down { Icon::SortDown } else { Icon::SortUp }, 14.0, colours.primary_text));
    match column.align {
        Align::Max => {
            let used = paint::at_right(ui, inside, inside.right(), word);
            if let Some(arrow) = arrow {
                paint::at_right(ui, inside, inside.right() - used - 2.0, arrow);
            }
        }
        align => {
            let start = if align == Align::Center { (room - word.size().x) / 2.0 } else { 0.0 };
            let used = paint::at_left(ui, inside, inside.left() + start, word);
            if let Some(arrow) = arrow {
                paint::at_left(ui, inside, inside.left() + start + used + 2.0, arrow);
            }
        }
    }
    if column.sortable {
        response.on_hover_cursor(CursorIcon::PointingHand);
    }
}

/// The edge between two headings: dragging widens, a double click gives back the first width.
fn widen(ui: &mut Ui, frame: &Frame<'_, '_>, index: usize, rect: Rect, state: &mut TableState) {
    let Some((column, width)) = frame.columns.get(index).zip(frame.widths.get(index)) else { return };
    let colours = theme::palette(ui);
    let edge = Rect::from_x_y_ranges(rect.right() - 4.0..=rect.right() + 4.0, rect.y_range());
    let response = ui.interact(edge, frame.id.with(("列宽", column.key)), Sense::DRAG | Sense::CLICK);
    if response.double_clicked_by(PointerButton::Primary) {
        state.layout.widths.remove(column.key);
    } else if response.dragged() {
        let wanted = (width + response.drag_delta().x).max(LEAST);
        state.layout.widths.insert(column.key.to_owned(), wanted);
    }
    let busy = response.hovered() || response.dragged();
    let stroke =
        egui::Stroke::new(if busy { 2.0 } else { 1.0 }, if busy { colours.primary_text } else { colours.line });
    let inset = if busy { 0.0 } else { 9.0 };
    ui.painter().vline(rect.right(), rect.top() + inset..=rect.bottom() - inset, stroke);
    response.on_hover_and_drag_cursor(CursorIcon::ResizeColumn);
}

/// The box that selects everything, or nothing when everything is selected.
fn all(ui: &mut Ui, frame: &Frame<'_, '_>, rect: Rect, state: &mut TableState, out: &mut TableOutput) {
    let full = frame.total > 0 && state.selected().len() >= frame.total;
    let response = ui.interact(rect, frame.id.with("全选"), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, frame.total > 0, full, "全选"));
    if response.clicked() {
        if full {
            state.clear();
            out.selection_changed = true;
        } else {
            select_all(state, frame, out);
        }
    }
    let square = Rect::from_center_size(rect.center(), vec2(16.0, 16.0));
    ui.painter().rect_filled(rect, CornerRadius::ZERO, theme::palette(ui).sunken);
    check::paint_box(ui, square, full, response.hovered());
    if response.has_focus() {
        paint::focus(ui, square);
    }
    response.on_hover_cursor(CursorIcon::PointingHand);
}
