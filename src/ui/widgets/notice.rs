//! A message in the page: what happened, why, what to do now, and details that can be copied for support.

use egui::{CornerRadius, Frame, Id, Label, RichText, ScrollArea, TextStyle, Ui};

use super::button;
use crate::ui::{
    icon::Icon,
    theme::{self, Tone},
};

/// Words for a person; the details are for whoever helps them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    pub tone: Tone,
    /// What happened: 「无法打开工作区」.
    pub title: String,
    /// Why: 「文件正被另一个程序使用。」
    pub cause: String,
    /// What to do now: 「请关闭另一个窗口后重试。」
    pub next: String,
    /// Raw detail, folded away until asked for.
    pub details: Option<String>,
}

impl Notice {
    pub fn new(tone: Tone, title: impl Into<String>) -> Self {
        Self { tone, title: title.into(), ..Self::default() }
    }

    pub fn cause(mut self, text: impl Into<String>) -> Self {
        self.cause = text.into();
        self
    }

    pub fn next(mut self, text: impl Into<String>) -> Self {
        self.next = text.into();
        self
    }

    pub fn details(mut self, text: impl Into<String>) -> Self {
        self.details = Some(text.into());
        self
    }

    fn icon(&self) -> Icon {
        match self.tone {
            Tone::Danger => Icon::Error,
            Tone::Warning => Icon::Warning,
            Tone::Good => Icon::Done,
            Tone::Neutral | Tone::Accent | Tone::Info => Icon::Info,
        }
    }

    /// Shows the panel over the whole width; `actions` draws the buttons under the words.
    pub fn show(&self, ui: &mut Ui, actions: impl FnOnce(&mut Ui)) {
        let colours = theme::palette(ui);
        let pair = colours.tone(self.tone);
        let frame = Frame::NONE.fill(pair.ground).corner_radius(CornerRadius::same(6)).inner_margin(12.0);
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_top(|ui| {
                ui.label(self.icon().text(20.0).color(pair.text));
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 4.0;
                    ui.spacing_mut().interact_size.y = 0.0; // no empty line where there are no buttons
                    ui.label(RichText::new(&self.title).text_style(theme::text::strong()).color(pair.text));
                    for text in [&self.cause, &self.next].into_iter().filter(|text| !text.is_empty()) {
                        ui.label(RichText::new(text).color(colours.text));
                    }
                    ui.horizontal(|ui| {
                        actions(ui);
                        self.fold(ui);
                    });
                    self.unfolded(ui);
                });
            });
        });
    }

    fn fold_id(&self, ui: &Ui) -> Id {
        ui.ctx().viewport_id().0.with(("详细信息", &self.title))
    }

    fn fold(&self, ui: &mut Ui) {
        if self.details.is_none() {
            return;
        }
        let id = self.fold_id(ui);
        let open = ui.data(|data| data.get_temp::<bool>(id).unwrap_or(false));
        if ui.add(button::bare(if open { "收起详细信息" } else { "详细信息" })).clicked() {
            ui.data_mut(|data| data.insert_temp(id, !open));
        }
    }

    fn unfolded(&self, ui: &mut Ui) {
        let Some(details) = &self.details else { return };
        if !ui.data(|data| data.get_temp::<bool>(self.fold_id(ui)).unwrap_or(false)) {
            return;
        }
        let colours = theme::palette(ui);
        Frame::NONE.fill(colours.surface).corner_radius(theme::CORNER).inner_margin(8.0).show(ui, |ui| {
            ScrollArea::vertical().max_height(160.0).show(ui, |ui| {
                ui.set_width(ui.available_width());
                let text = RichText::new(details).text_style(TextStyle::Small).color(colours.quiet);
                ui.add(Label::new(text).selectable(true).wrap());
            });
            if ui.add(button::quiet("复制详细信息").icon(Icon::Copy)).clicked() {
                ui.ctx().copy_text(format!("{}\n{}\n{}\n{details}", self.title, self.cause, self.next));
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::{THEMES, themed};

    #[test]
    fn details_are_folded_and_copied() {
        for theme in THEMES {
            let notice = Notice::new(Tone::Danger, "无法打开工作区")
                .cause("文件正被另一个程序使用。")
                .next("请关闭另一个窗口后重试。")
                .details("database is locked");
            let mut harness = themed(theme, notice, |ui, notice| notice.show(ui, |_| {}));
            harness.get_by_label("请关闭另一个窗口后重试。");
            assert!(harness.query_by_label("database is locked").is_none());
            harness.get_by_label("详细信息").click();
            harness.run();
            harness.get_by_label("database is locked");
            harness.get_by_label("复制详细信息").click();
            harness.step();
            harness.step();
            harness.step();
            harness.run();
            harness.get_by_label("收起详细信息");
        }
    }
}
