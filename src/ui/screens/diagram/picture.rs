//! The picture on screen: its pages under each other, to be moved and enlarged; a press on a box leads to its grid.

use egui::{
    Align, CornerRadius, CursorIcon, Frame, Layout, Margin, Rect, RichText, Role, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

use crate::{
    domain::id::GridId,
    print::{
        Page,
        diagram::{Area, Picture, PicturePage, SpotKind},
    },
    ui::{
        icon::Icon,
        theme,
        widgets::{
            button, menu,
            pan_zoom::PanZoom,
            paper::{self, Letters},
        },
    },
};

/// Room between pages, mm.
const BETWEEN: f32 = 8.0;
/// Rows smaller than this on screen cannot be pressed singly, points.
const LEAST_ROW: f32 = 7.0;

/// What a press asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// The page of the grid.
    Grid(GridId),
    /// Its own diagram.
    Diagram(GridId),
}

/// Draws the picture in what room there is.
pub fn show(ui: &mut Ui, picture: &Picture, view: &mut PanZoom, letters: &mut Letters) -> Option<Press> {
    let window = ui.available_rect_before_wrap();
    ui.painter().rect_filled(window, theme::CORNER, theme::palette(ui).neutral_tint);
    let pages = &picture.document.pages;
    let size = |page: &Page| vec2(page.width_mm, page.height_mm);
    let first = pages.first().map_or(Vec2::splat(100.0), size);
    let whole = pages
        .iter()
        .map(size)
        .fold(vec2(0.0, -BETWEEN), |whole, page| vec2(whole.x.max(page.x), whole.y + BETWEEN + page.y));
    let mut pressed = None;
    let mut inside = ui.new_child(UiBuilder::new().max_rect(window));
    inside.set_clip_rect(window.intersect(ui.clip_rect()));
    view.interact(&mut inside, window, first, whole.max(first));
    let (scale, corner) = (view.scale(), view.corner(window));
    letters.begin(ui, scale);
    let mut top = 0.0;
    for (number, (page, marks)) in (1..).zip(pages.iter().zip(&picture.pages)) {
        let at = corner + vec2((whole.x - page.width_mm) / 2.0, top) * scale;
        let at = pos2(at.x.round(), at.y.round());
        top += page.height_mm + BETWEEN;
        let place = Rect::from_min_size(at, size(page) * scale);
        if !inside.clip_rect().intersects(place) {
            continue;
        }
        let response = inside.interact(place, inside.scope_id().with(("导图页", number)), Sense::hover());
        let name = format!("{} 第 {number} 页，共 {} 页", picture.document.title, pages.len());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
        paper::paint_moving(&inside, page, at, scale, letters);
        pressed = pressed.or(spots(&mut inside, marks, number, at, scale));
    }
    letters.end(ui);
    ui.advance_cursor_after_rect(window);
    controls(ui, window, view);
    pressed
}

/// The boxes and rows of a page as things that can be pressed.
fn spots(ui: &mut Ui, marks: &PicturePage, number: usize, at: egui::Pos2, scale: f32) -> Option<Press> {
    let mut pressed = None;
    for (place, spot) in marks.spots.iter().enumerate() {
        let rect = on_screen(&spot.area, at, scale);
        let too_small = spot.kind == SpotKind::Row && rect.height() < LEAST_ROW;
        if too_small || !ui.clip_rect().intersects(rect) {
            continue;
        }
        let response = ui.interact(rect, ui.scope_id().with(("导图格", number, place)), Sense::CLICK);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spot.label));
        if response.hovered() {
            let ring = Stroke::new(2.0, theme::palette(ui).accent);
            ui.painter().rect_stroke(rect.expand(1.0), CornerRadius::same(2), ring, StrokeKind::Outside);
        }
        let own = matches!(spot.kind, SpotKind::Card(_) | SpotKind::Row);
        if response.clicked() {
            pressed = Some(Press::Grid(spot.grid));
        }
        response.context_menu(|ui| {
            if menu::item(ui, Icon::Grids, "打开网格") {
                pressed = Some(Press::Grid(spot.grid));
            }
            if own && menu::item(ui, Icon::Merge, "看它的导图") {
                pressed = Some(Press::Diagram(spot.grid));
            }
        });
        let hint = if own { "单击打开网格，右击可看它的导图" } else { "单击打开网格" };
        response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text_at_pointer(format!("{}\n{hint}", spot.label));
    }
    pressed
}

fn on_screen(area: &Area, at: egui::Pos2, scale: f32) -> Rect {
    Rect::from_min_size(at + vec2(area.x, area.y) * scale, vec2(area.width, area.height) * scale)
}

/// The buttons of the zoom at the lower right, over the picture.
fn controls(ui: &mut Ui, window: Rect, view: &mut PanZoom) {
    let colours = theme::palette(ui);
    let size = vec2(300.0, theme::CONTROL + 8.0);
    let place = Rect::from_min_size(window.right_bottom() - size - vec2(12.0, 12.0), size);
    let layout = Layout::right_to_left(Align::Center);
    let mut ui = ui.new_child(UiBuilder::new().max_rect(place).layout(layout));
    let frame = Frame::NONE
        .fill(colours.surface)
        .stroke(Stroke::new(1.0, colours.line))
        .corner_radius(6)
        .inner_margin(Margin::same(4));
    frame.show(&mut ui, |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        if ui.add(button::segment("适合窗口", view.is_fitted())).clicked() {
            view.fit();
        }
        let natural = !view.is_fitted() && (view.times() - 1.0).abs() < 0.001;
        if ui.add(button::segment("100%", natural)).clicked() {
            view.set(1.0, window.size());
        }
        if ui.add(button::segment("＋", false).hint("放大；也可按住 Ctrl 滚动滚轮")).clicked() {
            view.step(true, window.size());
        }
        let percent = format!("{:.0}%", view.times() * 100.0);
        ui.add_sized(vec2(44.0, theme::CONTROL), egui::Label::new(RichText::new(percent).small()));
        if ui.add(button::segment("－", false).hint("缩小；也可按住 Ctrl 滚动滚轮")).clicked() {
            view.step(false, window.size());
        }
    });
}
