//! The search field of a filter bar.

use egui::{Response, TextEdit, Ui};

use super::button;
use crate::ui::{icon::Icon, theme};

/// A field with a lens and, once something is typed, a way to clear it. `name` is its hint and its name.
pub fn search_box(ui: &mut Ui, text: &mut String, name: &str, width: f32) -> Response {
    let quiet = theme::palette(ui).quiet;
    let room = if text.is_empty() { width } else { width - theme::CONTROL };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let edit = TextEdit::singleline(text)
            .id_salt(("查找", name))
            .prefix(Icon::Search.text(17.0).color(quiet))
            .hint_text(name)
            .desired_width(room);
        let mut response = ui.add(edit).accessible_name(name);
        if !text.is_empty() && ui.add(button::icon(Icon::Close, "清除查找内容")).clicked() {
            text.clear();
            response.mark_changed();
            response.request_focus();
        }
        response
    })
    .inner
}

#[cfg(test)]
mod tests {
    use egui::Role;
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::{THEMES, themed};

    #[test]
    fn typing_and_clearing() {
        for theme in THEMES {
            let mut harness = themed(theme, String::new(), |ui, text| {
                search_box(ui, text, "按名称、拼音查找", 240.0);
            });
            harness.get_by_role_and_label(Role::TextInput, "按名称、拼音查找").focus();
            harness.run();
            harness.get_by_role(Role::TextInput).type_text("罕台");
            harness.run();
            assert_eq!(harness.state(), "罕台");
            harness.get_by_label("清除查找内容").click();
            harness.run();
            assert_eq!(harness.state(), "");
        }
    }
}
