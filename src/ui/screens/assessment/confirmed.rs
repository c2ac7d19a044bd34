//! A confirmed sheet: locked; what was decided stands as text, with 「更正…」 beside every item and the corrections made.

use egui::{Align, Label, Layout, RichText, ScrollArea, TextStyle, Ui};

use super::{
    item,
    sheet::{label, part_card},
};
use crate::{
    domain::{assess::Mark, date::chinese},
    ops::query::assess::{CorrectionLine, ItemLine, ObjectSheet},
    ui::{
        icon::Icon,
        theme::{self, Tone},
        widgets::{button, chip, page::card},
    },
};

/// Room for points and 「更正…」.
const ROOM: f32 = 220.0;

/// Draws the sheet; answers the item that is to be corrected.
pub fn show(ui: &mut Ui, sheet: &ObjectSheet, refusal: Option<&str>) -> Option<String> {
    let mut wanted = None;
    ScrollArea::vertical().id_salt(("已审定", sheet.id.0)).auto_shrink(false).show(ui, |ui| {
        banner(ui, sheet);
        for part in &sheet.parts {
            part_card(ui, part, |ui, line| {
                ui.push_id(&line.id, |ui| {
                    if locked(ui, &label(part, line), line, refusal) {
                        wanted = Some(line.id.clone());
                    }
                });
            });
        }
        if !sheet.corrections.is_empty() {
            corrections(ui, &sheet.corrections);
        }
    });
    wanted
}

fn banner(ui: &mut Ui, sheet: &ObjectSheet) {
    let colours = theme::palette(ui);
    let Some(on) = sheet.confirmed_on else { return };
    let document = if sheet.confirmed_document.is_empty() {
        String::new()
    } else {
        format!("　文号 {}", sheet.confirmed_document)
    };
    ui.horizontal(|ui| {
        ui.label(Icon::Locked.text(16.0).color(colours.quiet));
        let text = format!("{} 审定{document}，得分已锁定，只能办理更正。", chinese(on));
        ui.label(RichText::new(text).text_style(TextStyle::Small).color(colours.quiet));
    });
}

fn locked(ui: &mut Ui, label: &str, line: &ItemLine, refusal: Option<&str>) -> bool {
    let colours = theme::palette(ui);
    let mut pressed = false;
    item::row(ui, line, ROOM, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            pressed = ui.add(button::bare("更正…").refused(refusal).hint(format!("更正 {label}"))).clicked();
            match line.mark {
                Some(Mark::Scored(points)) => {
                    ui.label(RichText::new(format!("/ {}", line.points)).color(colours.quiet));
                    ui.label(RichText::new(points.to_string()).text_style(theme::text::strong()));
                }
                Some(Mark::NotApplicable) => {
                    chip::chip(ui, Tone::Neutral, "不适用");
                }
                None => {
                    chip::chip(ui, Tone::Warning, "未评分");
                }
            }
        });
    });
    if !line.reason.is_empty() {
        let text = RichText::new(&line.reason).text_style(TextStyle::Small).color(colours.quiet);
        ui.add(Label::new(text).wrap());
    }
    pressed
}

fn corrections(ui: &mut Ui, corrections: &[CorrectionLine]) {
    let colours = theme::palette(ui);
    card(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new("更正记录").text_style(theme::text::strong()));
        for correction in corrections {
            ui.separator();
            ui.horizontal_wrapped(|ui| {
                chip::chip(ui, Tone::Accent, &format!("第 {} 号", correction.number));
                let change = format!("{}：由 {} 改为 {}", correction.item_name, correction.old, correction.new);
                ui.label(change);
            });
            let document = if correction.document.is_empty() {
                String::new()
            } else {
                format!("　文号 {}", correction.document)
            };
            let why = format!("{}　原因：{}{document}", chinese(correction.on), correction.reason);
            ui.add(Label::new(RichText::new(why).text_style(TextStyle::Small).color(colours.quiet)).wrap());
        }
    });
}
