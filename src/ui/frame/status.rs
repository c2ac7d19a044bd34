//! The strip at the foot: last save, work under way, age of the backup, counts.

use egui::{Align, Layout, RichText, TextStyle, Ui};

use super::super::{desk::Desk, theme};

pub fn show(ui: &mut Ui, desk: &Desk) {
    let colours = theme::palette(ui);
    let small = |text: String| RichText::new(text).text_style(TextStyle::Small).color(colours.quiet);
    let office = &desk.office;
    ui.horizontal(|ui| {
        if office.read_only {
            let text = RichText::new("只读")
                .text_style(theme::text::small_strong())
                .color(colours.tone(theme::Tone::Warning).text);
            ui.label(text);
        }
        match &office.last_saved {
            Some((at, title)) => ui.add(egui::Label::new(small(format!("最近保存 {at}　{title}"))).truncate()),
            None => ui.label(small("还没有保存过".into())),
        };
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let backup = match office.backup_age_days {
                None => "还没有备份".to_owned(),
                Some(0) => "今天已备份".to_owned(),
                Some(days) => format!("{days} 天前备份"),
            };
            ui.label(small(backup));
            ui.label(small(format!("巡查 {} 条 · 操作 {} 次", office.patrols, office.operations)));
            if desk.session.is_busy() {
                ui.label(small("正在处理…".into()));
            }
        });
    });
}
