//! How a matrix looks: heads, cells with their marks, and what the marks mean.

use egui::{
    Align, Color32, CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo, pos2,
    text::{LayoutJob, TextFormat},
    vec2,
};

use super::{Mark, Matrix, MatrixCell, MatrixState, Parts, ROW, paint, range};
use crate::ui::{theme, widgets::chip};

const DOT: f32 = 6.0;

pub(super) fn ground(ui: &Ui, whole: Rect) {
    let colours = theme::palette(ui);
    let edge = Stroke::new(1.0, colours.line);
    ui.painter().rect(whole, CornerRadius::same(6), colours.surface, edge, StrokeKind::Inside);
}

/// The column heads, the row heads and the foot, moved as far as the cells are scrolled.
pub(super) fn heads(ui: &mut Ui, matrix: &Matrix<'_>, parts: &Parts, offset: Vec2, state: &MatrixState, focused: bool) {
    let colours = theme::palette(ui);
    let corner = CornerRadius { nw: 6, ne: 6, sw: 0, se: 0 };
    let top = parts.corner.union(parts.head).shrink(1.0);
    ui.painter().rect_filled(top, corner, colours.sunken);
    let galley = paint::line(ui, matrix.corner, paint::small(ui), colours.quiet, parts.corner.width() - 24.0);
    paint::at_left(ui, parts.corner, parts.corner.left() + 12.0, galley);
    let here = focused.then_some((state.row, state.column));
    column_heads(ui, matrix, parts, offset.x, here);
    row_heads(ui, matrix, parts, offset.y, here);
    if let Some(rect) = parts.foot {
        foot(ui, matrix, parts, rect, offset.x);
    }
    let line = Stroke::new(1.0, colours.edge);
    ui.painter().hline(parts.corner.left()..=parts.head.right(), parts.head.bottom(), line);
    ui.painter().vline(parts.side.right(), parts.corner.top()..=parts.side.bottom(), line);
}

fn column_heads(ui: &mut Ui, matrix: &Matrix<'_>, parts: &Parts, offset: f32, here: Option<(usize, usize)>) {
    let colours = theme::palette(ui);
    let mut inner = ui.new_child(UiBuilder::new().max_rect(parts.head).id_salt("列"));
    inner.shrink_clip_rect(parts.head.shrink(1.0));
    for column in range(egui::Rangef::new(offset, offset + parts.head.width()), parts.column, matrix.columns.len()) {
        let head = &matrix.columns[column];
        let left = parts.head.left() + column as f32 * parts.column - offset;
        let rect = Rect::from_min_size(pos2(left, parts.head.top()), vec2(parts.column, parts.head.height()));
        let current = here.is_some_and(|here| here.1 == column);
        if current {
            inner.painter().rect_filled(rect.shrink2(vec2(0.0, 1.0)), CornerRadius::ZERO, colours.primary_tint);
        }
        let mut job = LayoutJob::default();
        let colour = if current { colours.primary_text } else { colours.text };
        let title = broken(&head.title, parts.column, paint::small(ui).size);
        job.append(&title, 0.0, TextFormat::simple(paint::small(ui), colour));
        job.wrap.max_width = parts.column - 2.0;
        job.wrap.max_rows = 2;
        job.wrap.break_anywhere = true;
        job.halign = Align::Center;
        let galley = inner.fonts_mut(|fonts| fonts.layout_job(job));
        let at = pos2(rect.center().x, rect.center().y - galley.size().y / 2.0);
        inner.painter().galley(at, galley, Color32::PLACEHOLDER);
        let response = inner.interact(rect, inner.scope_id().with(column), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &head.title));
        let words = [head.title.as_str(), head.note.as_str()].join("\n");
        response.on_hover_text(words.trim());
    }
}

/// A title that is wider than its column, on two lines: 「民族」 over 「街道」.
fn broken(title: &str, width: f32, em: f32) -> String {
    let chars: Vec<char> = title.chars().collect();
    let at_most = ((width - 2.0) / em) as usize;
    if chars.len() as f32 * em <= width - 10.0 || chars.len() > at_most * 2 {
        return title.to_owned();
    }
    let named = ["街道", "社区"].iter().any(|kind| title.ends_with(kind));
    let at = if named && chars.len() - 2 <= at_most { chars.len() - 2 } else { chars.len().div_ceil(2) };
    chars[..at].iter().chain(&['\n']).chain(&chars[at..]).collect()
}

fn row_heads(ui: &mut Ui, matrix: &Matrix<'_>, parts: &Parts, offset: f32, here: Option<(usize, usize)>) {
    let colours = theme::palette(ui);
    let mut inner = ui.new_child(UiBuilder::new().max_rect(parts.side).id_salt("行"));
    inner.shrink_clip_rect(parts.side.shrink2(vec2(1.0, 0.0)));
    for row in range(egui::Rangef::new(offset, offset + parts.side.height()), ROW, matrix.rows.len()) {
        let head = &matrix.rows[row];
        let top = parts.side.top() + row as f32 * ROW - offset;
        let rect = Rect::from_min_size(pos2(parts.side.left(), top), vec2(parts.side.width(), ROW));
        if here.is_some_and(|here| here.0 == row) {
            inner.painter().rect_filled(rect, CornerRadius::ZERO, colours.primary_tint);
        }
        inner.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, colours.line.gamma_multiply(0.7)));
        let word = paint::line(&inner, &head.word, paint::small(ui), colours.quiet, 96.0);
        let upper = Rect::from_min_max(rect.min, pos2(rect.right(), rect.top() + 24.0)).translate(vec2(0.0, 2.0));
        let used = paint::at_right(&inner, upper, rect.right() - 10.0, word);
        let name = paint::line(&inner, &head.title, paint::strong(ui), colours.text, rect.width() - used - 34.0);
        paint::at_left(&inner, upper, rect.left() + 12.0, name);
        let lower = Rect::from_min_max(pos2(rect.left(), rect.top() + 23.0), rect.max);
        let note = paint::line(&inner, &head.note, paint::small(ui), colours.quiet, rect.width() - 22.0);
        let cut = note.elided;
        paint::at_left(&inner, lower, rect.left() + 12.0, note);
        let response = inner.interact(rect, inner.scope_id().with(row), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::RowHeader, true, &head.title));
        if cut {
            response.on_hover_text(&head.note);
        }
    }
}

fn foot(ui: &mut Ui, matrix: &Matrix<'_>, parts: &Parts, whole: Rect, offset: f32) {
    let colours = theme::palette(ui);
    let corner = CornerRadius { nw: 0, ne: 0, sw: 6, se: 6 };
    ui.painter().rect_filled(whole.shrink(1.0), corner, colours.sunken);
    ui.painter().hline(whole.x_range(), whole.top(), Stroke::new(1.0, colours.line));
    let galley = paint::line(ui, matrix.foot_title, paint::small(ui), colours.quiet, parts.side.width() - 24.0);
    paint::at_left(ui, whole, whole.left() + 12.0, galley);
    let cells = Rect::from_min_max(pos2(parts.side.right(), whole.top()), whole.max);
    let mut inner = ui.new_child(UiBuilder::new().max_rect(cells).id_salt("合计"));
    inner.shrink_clip_rect(cells.shrink(1.0));
    for column in range(egui::Rangef::new(offset, offset + cells.width()), parts.column, matrix.foot.len()) {
        let foot = &matrix.foot[column];
        let left = cells.left() + column as f32 * parts.column - offset;
        let rect = Rect::from_min_size(pos2(left, cells.top()), vec2(parts.column, cells.height()));
        let width = chip::width(ui, &foot.word);
        chip::paint_at(&inner, rect.center().x - width / 2.0, rect, foot.tone, &foot.word);
        let response = inner.interact(rect, inner.scope_id().with(column), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &foot.hint));
        response.on_hover_text(&foot.hint);
    }
}

pub(super) fn cell(ui: &Ui, rect: Rect, cell: &MatrixCell, over: bool, here: bool) {
    let colours = theme::palette(ui);
    let ground = match cell.mark {
        _ if cell.faulty => colours.danger_tint,
        Mark::Add => colours.primary_tint,
        Mark::End => colours.danger_tint,
        Mark::Blank => colours.sunken,
        _ if over => colours.hover,
        _ => Color32::TRANSPARENT,
    };
    ui.painter().rect_filled(rect, CornerRadius::ZERO, ground);
    let line = Stroke::new(1.0, colours.line.gamma_multiply(0.7));
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, line);
    ui.painter().vline(rect.right() - 0.5, rect.y_range(), line);
    mark(ui, rect, cell.mark);
    if cell.faulty {
        let edge = Stroke::new(1.5, colours.danger_text);
        ui.painter().rect_stroke(rect.shrink(2.0), CornerRadius::same(3), edge, StrokeKind::Inside);
    }
    if here {
        let ring = theme::focus_ring(colours);
        ui.painter().rect_stroke(rect.shrink(1.0), CornerRadius::same(3), ring, StrokeKind::Inside);
    }
}

fn mark(ui: &Ui, rect: Rect, mark: Mark) {
    let colours = theme::palette(ui);
    let (painter, at) = (ui.painter(), rect.center());
    let stroke = |colour| Stroke::new(2.0, colour);
    match mark {
        Mark::Off | Mark::Blank => {}
        Mark::On => drop(painter.circle_filled(at, DOT, colours.primary)),
        Mark::Later => drop(painter.circle_stroke(at, DOT - 1.0, Stroke::new(1.5, colours.quiet))),
        Mark::Part => {
            painter.circle_stroke(at, DOT - 1.0, Stroke::new(1.5, colours.primary_text));
            painter.circle_filled(at, DOT - 3.5, colours.primary_text);
        }
        Mark::Add => {
            painter.hline(at.x - DOT..=at.x + DOT, at.y, stroke(colours.primary_text));
            painter.vline(at.x, at.y - DOT..=at.y + DOT, stroke(colours.primary_text));
        }
        Mark::End => drop(painter.hline(at.x - DOT..=at.x + DOT, at.y, stroke(colours.danger_text))),
    }
}

/// What the marks mean, in one line.
pub fn legend(ui: &mut Ui, marks: &[(Mark, &str)]) {
    let quiet = theme::palette(ui).quiet;
    for (of, word) in marks {
        let (rect, _) = ui.allocate_exact_size(vec2(18.0, theme::CONTROL), Sense::hover());
        mark(ui, rect, *of);
        ui.label(egui::RichText::new(*word).small().color(quiet));
        ui.add_space(6.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_broken_where_they_are_read() {
        for (title, lines) in [
            ("罕台镇", "罕台镇"),
            ("民族街道", "民族\n街道"),
            ("巴音门克街道", "巴音门克\n街道"),
            ("泊尔江海子镇", "泊尔江\n海子镇"),
            ("a title that is longer than two lines", "a title that is longer than two lines"),
        ] {
            assert_eq!(broken(title, 53.0, 12.5), lines);
        }
        assert_eq!(broken("民族街道", 80.0, 12.5), "民族街道");
    }
}
