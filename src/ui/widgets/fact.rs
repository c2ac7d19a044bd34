//! Facts of a record to read: their name at the left, what is known at the right.

use egui::{Label, RichText, Sense, Ui, WidgetInfo, vec2};

use super::paint;
use crate::ui::theme;

/// One fact in words; nothing known shows 「—」.
pub fn fact(ui: &mut Ui, label: &str, value: &str) {
    fact_with(ui, label, |ui| {
        let quiet = theme::palette(ui).quiet;
        let text = if value.is_empty() { RichText::new("—").color(quiet) } else { RichText::new(value) };
        ui.add(Label::new(text).wrap().selectable(true));
    });
}

/// One fact drawn by the caller.
pub fn fact_with<R>(ui: &mut Ui, label: &str, draw: impl FnOnce(&mut Ui) -> R) -> R {
    ui.horizontal_top(|ui| {
        let (rect, response) = ui.allocate_exact_size(vec2(theme::LABEL_WIDTH, 22.0), Sense::hover());
        let galley = paint::line(ui, label, paint::body(ui), theme::palette(ui).quiet, rect.width());
        paint::at_left(ui, rect, rect.left(), galley);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, label));
        ui.vertical(|ui| {
            ui.spacing_mut().interact_size.y = 22.0;
            draw(ui)
        })
        .inner
    })
    .inner
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::{THEMES, themed};

    #[test]
    fn facts_name_what_they_tell() {
        for theme in THEMES {
            let mut harness = themed(theme, (), |ui, ()| {
                fact(ui, "巡查人", "王𠮷、李㛃");
                fact(ui, "备注", "");
            });
            harness.run();
            harness.get_by_label("巡查人");
            harness.get_by_label("王𠮷、李㛃");
            harness.get_by_label("—");
        }
    }
}
