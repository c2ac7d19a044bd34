//! Light or dark.

use egui::Ui;

use crate::ui::{
    action::Action,
    cx::Cx,
    widgets::{
        choice::segments,
        page::{card, section},
    },
};

pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    card(ui, |ui| {
        ui.set_width(ui.available_width());
        section(ui, "外观");
        let mut dark = cx.preferences.dark;
        let word = |dark: &bool| if *dark { "深色" } else { "浅色" };
        if segments(ui, &mut dark, &[false, true], word) {
            cx.act(Action::SetDark(dark));
        }
    });
}
