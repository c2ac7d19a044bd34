//! A record that belongs to another, as a tag: its name leads to it, the cross ends the belonging.

use egui::{CornerRadius, CursorIcon, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::ui::{icon::Icon, theme, widgets::paint};

/// What of a tag was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressed {
    Name,
    Cross,
}

const HEIGHT: f32 = 24.0;
const CROSS: f32 = 22.0;

/// Shows the tag in at most `room`; `end` is what readers call the cross, `refused` why it cannot be pressed.
pub fn tag(ui: &mut Ui, room: f32, name: &str, end: &str, refused: Option<&str>) -> Option<Pressed> {
    let colours = theme::palette(ui);
    let galley = paint::line(ui, name, paint::body(ui), colours.text, room - CROSS - 8.0);
    let cut = galley.elided;
    let size = vec2(galley.size().x + CROSS + 8.0, HEIGHT);
    let (rect, whole) = ui.allocate_exact_size(size, Sense::click());
    whole.widget_info(|| WidgetInfo::labeled(Role::Link, ui.is_enabled(), name));
    let spot = Rect::from_min_max(pos2(rect.right() - CROSS, rect.top()), rect.max);
    let cross = ui.interact(spot, whole.id.with("结束"), Sense::click());
    cross.widget_info(|| WidgetInfo::labeled(Role::Button, refused.is_none(), end));
    let ground = if whole.hovered() && !cross.hovered() { colours.selected } else { colours.neutral_tint };
    ui.painter().rect_filled(rect, CornerRadius::same(theme::CORNER), ground);
    if whole.has_focus() || cross.has_focus() {
        paint::focus(ui, if cross.has_focus() { spot } else { rect });
    }
    paint::at_left(ui, rect, rect.left() + 8.0, galley);
    let colour = if cross.hovered() && refused.is_none() { colours.danger_text } else { colours.quiet };
    paint::centred(ui, spot, paint::icon(ui, Icon::Close, 14.0, colour));
    let crossed = cross.clicked() && refused.is_none();
    cross.on_hover_text(refused.unwrap_or(end));
    let mut whole = whole.on_hover_cursor(CursorIcon::PointingHand);
    if cut {
        whole = whole.on_hover_text(name);
    }
    let named = whole.clicked();
    if crossed { Some(Pressed::Cross) } else { named.then_some(Pressed::Name) }
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::{THEMES, themed};

    #[test]
    fn name_and_cross_are_pressed_apart() {
        for theme in THEMES {
            let mut harness = themed(theme, Vec::new(), |ui, pressed: &mut Vec<Pressed>| {
                pressed.extend(tag(ui, 200.0, "罕台镇", "结束包联罕台镇…", None));
                assert_eq!(tag(ui, 200.0, "铜川镇", "结束包联铜川镇…", Some("没有权限")), None);
            });
            for name in ["罕台镇", "结束包联罕台镇…", "结束包联铜川镇…"] {
                harness.get_by_label(name).click();
                harness.run();
            }
            assert_eq!(harness.state(), &[Pressed::Name, Pressed::Cross]);
        }
    }
}
