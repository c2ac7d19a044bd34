//! What an operation changed, field by field: 旧 → 新.

use egui::{Label, RichText, Ui};

use crate::{
    ops::query::history::{ChangeKind, FieldChange, RowChange},
    ui::{
        theme::{self, Tone},
        widgets::chip::chip,
    },
};

/// Every changed record with its fields.
pub fn changes(ui: &mut Ui, rows: &[RowChange]) {
    for (place, row) in rows.iter().enumerate() {
        ui.push_id(place, |ui| record(ui, row));
    }
}

fn record(ui: &mut Ui, row: &RowChange) {
    let colours = theme::palette(ui);
    let tone = match row.kind {
        ChangeKind::Added => Tone::Good,
        ChangeKind::Changed => Tone::Info,
        ChangeKind::Removed => Tone::Danger,
    };
    ui.horizontal_wrapped(|ui| {
        chip(ui, tone, row.kind.label());
        ui.label(RichText::new(row.table).color(colours.quiet));
        ui.add(Label::new(RichText::new(&row.what).text_style(theme::text::strong())).wrap());
    });
    egui::Frame::NONE.inner_margin(egui::Margin { left: 8, bottom: 8, ..Default::default() }).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        for field in &row.fields {
            ui.add(Label::new(line(ui, row.kind, field)).wrap().selectable(true));
        }
    });
}

/// 「备注：旧 → 新」; of a record that came or went only what it held.
fn line(ui: &Ui, kind: ChangeKind, field: &FieldChange) -> egui::text::LayoutJob {
    let colours = theme::palette(ui);
    let font = egui::TextStyle::Body.resolve(ui.style());
    let mut job = egui::text::LayoutJob::default();
    let mut say = |text: &str, colour, struck: bool| {
        let strike = if struck { egui::Stroke::new(1.0, colour) } else { egui::Stroke::NONE };
        let format =
            egui::TextFormat { font_id: font.clone(), color: colour, strikethrough: strike, ..Default::default() };
        job.append(text, 0.0, format);
    };
    say(&format!("{}：", field.label), colours.quiet, false);
    let blank = |text: &str| if text.is_empty() { "（空）".to_owned() } else { text.to_owned() };
    match kind {
        ChangeKind::Added => say(&field.new, colours.text, false),
        ChangeKind::Removed => say(&field.old, colours.quiet, true),
        ChangeKind::Changed => {
            say(&blank(&field.old), colours.quiet, false);
            say(" → ", colours.quiet, false);
            say(&blank(&field.new), colours.text, false);
        }
    }
    job
}
