//! The empty state: why nothing is shown and what to do about it.

use egui::{RichText, TextStyle, Ui};

use super::button;
use crate::ui::{icon::Icon, theme};

/// Why a list is empty, and the button that changes it.
#[derive(Clone, Copy, Debug)]
pub struct Empty<'a> {
    pub icon: Icon,
    /// 「还没有登记巡查」.
    pub title: &'a str,
    /// 「登记后，巡查频次会自动统计到责任人。」
    pub hint: &'a str,
    /// The verb of the button, when a button helps.
    pub action: Option<&'a str>,
}

impl<'a> Empty<'a> {
    pub fn new(icon: Icon, title: &'a str, hint: &'a str) -> Self {
        Self { icon, title, hint, action: None }
    }

    pub fn action(mut self, verb: &'a str) -> Self {
        self.action = Some(verb);
        self
    }

    /// Fills the middle of what room there is; true when its button was pressed.
    pub fn show(&self, ui: &mut Ui) -> bool {
        let colours = theme::palette(ui);
        let mut pressed = false;
        ui.vertical_centered(|ui| {
            ui.add_space(((ui.available_height() - 150.0) / 2.4).max(16.0));
            ui.label(self.icon.text(40.0).color(colours.edge));
            ui.label(RichText::new(self.title).text_style(theme::text::section()));
            ui.label(RichText::new(self.hint).text_style(TextStyle::Body).color(colours.quiet));
            if let Some(verb) = self.action {
                ui.add_space(4.0);
                pressed = ui.add(button::primary(verb)).clicked();
            }
            ui.add_space(16.0);
        });
        pressed
    }
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::{THEMES, themed};

    #[test]
    fn says_why_and_offers_the_way_out() {
        for theme in THEMES {
            let mut harness = themed(theme, false, |ui, pressed: &mut bool| {
                *pressed |= Empty::new(Icon::Patrol, "还没有巡查记录", "先登记一次巡查").action("登记巡查").show(ui);
            });
            harness.get_by_label("还没有巡查记录");
            harness.get_by_label("登记巡查").click();
            harness.run();
            assert!(harness.state());
        }
    }
}
