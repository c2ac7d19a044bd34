//! Painting that several widgets share.

use std::sync::Arc;

use egui::{
    Color32, CornerRadius, FontId, Galley, Pos2, Rect, Stroke, StrokeKind, TextStyle, Ui, pos2,
    text::{LayoutJob, TextWrapping},
};

use crate::ui::{icon::Icon, theme};

/// One line of text, cut with 「…」 where it does not fit.
pub(crate) fn line(ui: &Ui, text: &str, font: FontId, colour: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, colour);
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

pub(crate) fn icon(ui: &Ui, icon: Icon, size: f32, colour: Color32) -> Arc<Galley> {
    ui.fonts_mut(|fonts| fonts.layout_no_wrap(icon.code().to_owned(), Icon::font(size), colour))
}

/// Puts a galley into the middle of `rect`.
pub(crate) fn centred(ui: &Ui, rect: Rect, galley: Arc<Galley>) {
    let at = rect.center() - galley.size() / 2.0;
    ui.painter().galley(at, galley, Color32::PLACEHOLDER);
}

/// Puts a galley at `left`, halfway down `rect`.
pub(crate) fn at_left(ui: &Ui, rect: Rect, left: f32, galley: Arc<Galley>) -> f32 {
    let width = galley.size().x;
    ui.painter().galley(pos2(left, middle(rect, &galley)), galley, Color32::PLACEHOLDER);
    width
}

/// Puts a galley so that it ends at `right`, halfway down `rect`.
pub(crate) fn at_right(ui: &Ui, rect: Rect, right: f32, galley: Arc<Galley>) -> f32 {
    let width = galley.size().x;
    ui.painter().galley(pos2(right - width, middle(rect, &galley)), galley, Color32::PLACEHOLDER);
    width
}

fn middle(rect: Rect, galley: &Galley) -> f32 {
    rect.center().y - galley.size().y / 2.0
}

/// The outline of the widget that the keyboard acts on.
pub(crate) fn focus(ui: &Ui, rect: Rect) {
    let ring = theme::focus_ring(theme::palette(ui));
    ui.painter().rect_stroke(rect.expand(1.0), CornerRadius::same(theme::CORNER + 1), ring, StrokeKind::Outside);
}

pub(crate) fn body(ui: &Ui) -> FontId {
    TextStyle::Body.resolve(ui.style())
}

pub(crate) fn small(ui: &Ui) -> FontId {
    TextStyle::Small.resolve(ui.style())
}

pub(crate) fn strong(ui: &Ui) -> FontId {
    theme::text::strong().resolve(ui.style())
}

/// A thin line across.
pub(crate) fn rule(ui: &Ui, from: Pos2, width: f32) {
    let stroke = Stroke::new(1.0, theme::palette(ui).line);
    ui.painter().hline(from.x..=from.x + width, from.y, stroke);
}
