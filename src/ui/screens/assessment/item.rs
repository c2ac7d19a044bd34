//! The line of one item: its words with 「依据」 at the left, what is decided for it at the right.

use egui::{Align, Label, Layout, RichText, Ui, vec2};

use super::sheet::basis;
use crate::{ops::query::assess::ItemLine, ui::theme};

/// Draws the words of an item and, in `room` at the right, what `controls` draws.
pub fn row(ui: &mut Ui, line: &ItemLine, room: f32, controls: impl FnOnce(&mut Ui)) {
    let words = (ui.available_width() - room - 16.0).max(160.0);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        ui.allocate_ui_with_layout(vec2(words, theme::CONTROL), Layout::top_down(Align::Min), |ui| {
            ui.set_width(words);
            ui.add_space(1.0);
            ui.spacing_mut().interact_size.y = 18.0;
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(6.0, 0.0);
                ui.add(Label::new(RichText::new(format!("{}. {}", line.number, line.text))).wrap());
                basis(ui, line);
            });
            evidence(ui, &line.evidence);
        });
        ui.allocate_ui_with_layout(vec2(room, theme::CONTROL), Layout::top_down(Align::Min), |ui| {
            ui.set_width(room);
            controls(ui);
        });
    });
}

/// What the mechanism ledgers say about the item, to read: it fills no score (G09).
fn evidence(ui: &mut Ui, facts: &[String]) {
    if facts.is_empty() {
        return;
    }
    let text = format!("台账：{}", facts.join("；"));
    ui.add(Label::new(RichText::new(text).small().color(theme::palette(ui).quiet)).wrap());
}
