//! A box to tick, with its words beside it.

use egui::{CornerRadius, CursorIcon, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::paint;
use crate::ui::{icon::Icon, theme};

const BOX: f32 = 16.0;

/// Shows the box; the response says whether it changed.
pub fn check(ui: &mut Ui, ticked: &mut bool, words: &str) -> Response {
    let colours = theme::palette(ui);
    let galley = paint::line(ui, words, paint::body(ui), colours.text, f32::INFINITY);
    let size = vec2(BOX + 8.0 + galley.size().x, theme::CONTROL);
    let (rect, mut response) = ui.allocate_exact_size(size, Sense::click());
    if response.clicked() {
        *ticked = !*ticked;
        response.mark_changed();
    }
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), *ticked, words));
    let square = Rect::from_min_size(pos2(rect.left() + 1.0, rect.center().y - BOX / 2.0), vec2(BOX, BOX));
    paint_box(ui, square, *ticked, response.hovered());
    if response.has_focus() {
        paint::focus(ui, square);
    }
    paint::at_left(ui, rect, square.right() + 7.0, galley);
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// The box alone, for rows that handle their own clicks.
pub(crate) fn paint_box(ui: &Ui, square: Rect, ticked: bool, over: bool) {
    let colours = theme::palette(ui);
    let corner = CornerRadius::same(3);
    if ticked {
        ui.painter().rect_filled(square, corner, colours.primary);
        paint::centred(ui, square, paint::icon(ui, Icon::Check, 14.0, colours.on_primary));
    } else {
        let edge = if over { colours.primary_text } else { colours.edge };
        ui.painter().rect(square, corner, colours.surface, Stroke::new(1.0, edge), StrokeKind::Inside);
    }
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::{THEMES, themed};

    #[test]
    fn a_click_and_the_space_key_tick() {
        for theme in THEMES {
            let mut harness = themed(theme, false, |ui, ticked: &mut bool| {
                check(ui, ticked, "只看逾期");
            });
            harness.get_by_role_and_label(Role::CheckBox, "只看逾期").click();
            harness.run();
            assert!(harness.state());
            harness.get_by_label("只看逾期").focus();
            harness.run();
            harness.key_press(egui::Key::Space);
            harness.run();
            assert!(!harness.state());
        }
    }
}
