//! The pages at the left; icons alone where the window is narrow.

use egui::{Align2, FontId, Response, Role, Sense, TextStyle, Ui, WidgetInfo, vec2};

use super::super::{action::Action, desk::Desk, icon::Icon, route::Page, theme};

/// Under this window width only the icons stand.
pub const NARROW_BELOW: f32 = 1100.0;
pub const WITH_WORDS: f32 = 184.0;
pub const ICONS_ONLY: f32 = 56.0;

const ROW: f32 = 36.0;

pub fn show(ui: &mut Ui, desk: &Desk, narrow: bool, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing.y = 4.0;
    for page in Page::ALL {
        if page == Page::History {
            ui.separator();
        }
        if entry(ui, page, desk.page() == page, narrow).clicked() {
            actions.push(Action::Go(page.route()));
        }
    }
}

fn entry(ui: &mut Ui, page: Page, chosen: bool, narrow: bool) -> Response {
    let colours = theme::palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, page.label()));
    let ground = match (chosen, response.hovered()) {
        (true, _) => Some(colours.primary_tint),
        (false, true) => Some(colours.sunken),
        (false, false) => None,
    };
    if let Some(ground) = ground {
        ui.painter().rect_filled(rect, 4.0, ground);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 4.0, theme::focus_ring(colours), egui::StrokeKind::Inside);
    }
    let ink = if chosen { colours.primary_text } else { colours.text };
    let icon_centre = if narrow { rect.center() } else { rect.left_center() + vec2(20.0, 0.0) };
    ui.painter().text(icon_centre, Align2::CENTER_CENTER, page.icon().code(), Icon::font(20.0), ink);
    if narrow {
        return response.on_hover_text(page.label());
    }
    let font: FontId = if chosen { theme::text::strong() } else { TextStyle::Body }.resolve(ui.style());
    ui.painter().text(rect.left_center() + vec2(42.0, 0.0), Align2::LEFT_CENTER, page.label(), font, ink);
    response
}
