//! The strip that says that the page shows another day than today.

use egui::{Align, Frame, Layout, Margin, RichText, Ui};

use crate::{
    domain::date,
    ui::{
        action::Action,
        cx::Cx,
        icon::Icon,
        theme::{self, Tone},
        widgets::button,
    },
};

/// 「正在查看截至 … 的情况」, with the way back; nothing on an ordinary day.
pub fn past_banner(ui: &mut Ui, cx: &mut Cx<'_>) {
    if cx.as_of == cx.office.today {
        return;
    }
    let pair = theme::palette(ui).tone(Tone::Info);
    let strip = Frame::NONE.fill(pair.ground).corner_radius(6).inner_margin(Margin::symmetric(12, 2));
    strip.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.label(Icon::History.text(18.0).color(pair.text));
            let text = format!("正在查看截至{}的情况", date::chinese(cx.as_of));
            ui.label(RichText::new(text).color(pair.text));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.add(button::bare("回到今天")).clicked() {
                    cx.act(Action::SetAsOf(cx.office.today));
                }
            });
        });
    });
    ui.add_space(4.0);
}
