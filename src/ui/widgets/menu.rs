//! Lines of a menu: the same verbs as the buttons of the page.

use egui::{Popup, Role, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use super::{button::Button, paint};
use crate::ui::{icon::Icon, theme};

/// A line with a picture and a verb; true when it was pressed, and the menu closes.
pub fn item(ui: &mut Ui, icon: Icon, verb: &str) -> bool {
    line(ui, icon, verb, false)
}

/// A button that opens a menu below it; `name` is what readers call the menu.
pub fn dropdown(ui: &mut Ui, button: Button<'_>, name: &str, lines: impl FnOnce(&mut Ui)) {
    let response = ui.add(button);
    Popup::menu(&response).accessible_name(name).show(|ui| {
        ui.set_min_width(140.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        lines(ui);
    });
}

/// A line that cannot be pressed when there is a reason against it; the reason shows under the pointer.
pub fn item_unless(ui: &mut Ui, icon: Icon, verb: &str, refused: Option<&str>) -> bool {
    let Some(why) = refused else { return item(ui, icon, verb) };
    let disabled = ui.scope_builder(UiBuilder::new().disabled(), |ui| line(ui, icon, verb, false));
    let cover = ui.interact(disabled.response.rect, disabled.response.id.with(verb), Sense::hover());
    cover.on_hover_text(why);
    false
}

/// A line that takes something away.
pub fn danger_item(ui: &mut Ui, icon: Icon, verb: &str) -> bool {
    line(ui, icon, verb, true)
}

fn line(ui: &mut Ui, icon: Icon, verb: &str, danger: bool) -> bool {
    let colours = theme::palette(ui);
    let colour = if danger { colours.danger_text } else { colours.text };
    let word = paint::line(ui, verb, paint::body(ui), colour, f32::INFINITY);
    let width = word.size().x + 52.0;
    let (rect, response) = ui.allocate_at_least(vec2(width, theme::CONTROL), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, ui.is_enabled(), verb));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, theme::CORNER, colours.neutral_tint);
    }
    let quiet = if danger { colour } else { colours.quiet };
    paint::at_left(ui, rect, rect.left() + 8.0, paint::icon(ui, icon, 17.0, quiet));
    paint::at_left(ui, rect, rect.left() + 34.0, word);
    if response.clicked() {
        ui.close();
    }
    response.clicked()
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::{THEMES, themed};

    #[test]
    fn lines_answer_once_and_close() {
        for theme in THEMES {
            let mut harness = themed(theme, 0, |ui, deleted: &mut u32| {
                ui.menu_button("更多", |ui| {
                    item(ui, Icon::Print, "打印");
                    *deleted += u32::from(danger_item(ui, Icon::Delete, "删除"));
                });
            });
            harness.get_by_label("更多").click();
            harness.run();
            harness.get_by_role_and_label(Role::MenuItem, "删除").click();
            harness.run();
            assert_eq!(*harness.state(), 1);
            assert!(harness.query_by_label("打印").is_none());
        }
    }
}
