//! The pages of a sheet under each other on a grey ground, as large as is wanted; only those that are seen are drawn.

use egui::{Align, Layout, Rect, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::{
    print::Document,
    ui::{
        theme,
        widgets::{album::Album, button, paper},
    },
};

/// Points per millimetre at 100%: 96 to the inch.
const NATURAL: f32 = 96.0 / 25.4;
/// Room around and between pages.
const GAP: f32 = 20.0;
const LEAST: f32 = 0.4;
const MOST: f32 = 3.0;
/// Fitting never makes paper larger than this: on a wide screen more of the page is seen instead.
const FITTED: f32 = 1.5;
/// How far one press of 「＋」 goes.
const STEP: f32 = 1.2;

/// How large pages are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Zoom {
    #[default]
    FitWidth,
    /// 1.0 is the size of the paper.
    Times(f32),
}

/// Draws the buttons of the zoom; they stand at the right of a line.
pub fn zoom_buttons(ui: &mut Ui, zoom: &mut Zoom, now: f32) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        if ui.add(button::segment("适合宽度", *zoom == Zoom::FitWidth)).clicked() {
            *zoom = Zoom::FitWidth;
        }
        if ui.add(button::segment("100%", *zoom == Zoom::Times(1.0))).clicked() {
            *zoom = Zoom::Times(1.0);
        }
        if ui.add(button::segment("＋", false).hint("放大")).clicked() {
            *zoom = Zoom::Times((now * STEP).min(MOST));
        }
        let percent = format!("{:.0}%", now * 100.0);
        ui.add_sized(vec2(44.0, theme::CONTROL), egui::Label::new(RichText::new(percent).small()));
        if ui.add(button::segment("－", false).hint("缩小")).clicked() {
            *zoom = Zoom::Times((now / STEP).max(LEAST));
        }
    });
}

/// The factor in force in a room of this width. Fitting goes in small steps, so that dragging the window does not
/// have every size of every character drawn anew.
pub fn factor(zoom: Zoom, document: &Document, width: f32) -> f32 {
    match zoom {
        Zoom::Times(times) => times,
        Zoom::FitWidth => {
            let widest = document.pages.iter().map(|page| page.width_mm).fold(1.0, f32::max);
            let fits = (width - 2.0 * GAP - 12.0) / (widest * NATURAL);
            ((fits * 50.0).floor() / 50.0).clamp(LEAST, FITTED)
        }
    }
}

/// Draws the pages in what room there is.
pub fn show(ui: &mut Ui, document: &Document, times: f32, album: &mut Album) {
    let scale = times * NATURAL;
    let whole = ui.available_rect_before_wrap();
    ui.painter().rect_filled(whole, theme::CORNER, theme::palette(ui).neutral_tint);
    let heights: f32 = document.pages.iter().map(|page| page.height_mm * scale + GAP).sum();
    let widest = document.pages.iter().map(|page| page.width_mm).fold(0.0, f32::max) * scale;
    ScrollArea::both().id_salt("报表预览").auto_shrink(false).show_viewport(ui, |ui, seen| {
        let size = vec2((widest + 2.0 * GAP).max(ui.available_width()), heights + GAP);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let mut top = rect.top() + GAP;
        let seen = seen.translate(rect.min.to_vec2());
        for (number, page) in (1..).zip(&document.pages) {
            let paper = vec2(page.width_mm, page.height_mm) * scale;
            let at = pos2((rect.center().x - paper.x / 2.0).max(rect.left() + GAP).round(), top.round());
            let place = Rect::from_min_size(at, paper);
            top += paper.y + GAP;
            if !seen.intersects(place) {
                continue;
            }
            let response = ui.interact(place, ui.scope_id().with(("页", number)), Sense::hover());
            let name = format!("{} 第 {number} 页，共 {} 页", document.title, document.pages.len());
            response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
            paper::paint_pictured(ui, page, at, scale, album);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{print::Page, ui::testing::harness_of};
    use egui_kittest::kittest::Queryable as _;

    fn document(pages: usize) -> Document {
        let page = Page { width_mm: 210.0, height_mm: 297.0, items: Vec::new() };
        Document { title: "台账".into(), pages: vec![page; pages] }
    }

    #[test]
    fn fitting_fills_the_width_and_never_more() {
        for width in [500.0, 880.0, 1200.0] {
            let times = factor(Zoom::FitWidth, &document(1), width);
            let wide = 210.0 * NATURAL * times;
            assert!(wide <= width && wide > width * 0.85, "{width} {wide}");
        }
        assert!((factor(Zoom::Times(1.5), &document(1), 100.0) - 1.5).abs() < f32::EPSILON);
    }

    #[test]
    fn only_pages_that_are_seen_are_drawn() {
        let mut harness = harness_of((), |ui, ()| show(ui, &document(40), 0.5, &mut Album::of(100, 4)));
        harness.run();
        harness.get_by_label("台账 第 1 页，共 40 页");
        assert!(harness.query_by_label("台账 第 30 页，共 40 页").is_none());
    }
}
