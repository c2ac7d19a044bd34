//! The head of a page: title, one primary button, quiet ones beside it, and the filter bar under it.

use egui::{Align, Layout, RichText, TextStyle, Ui};

use super::{button, button::Button};
use crate::ui::{icon::Icon, theme};

/// What stands at the top of a page. `A` is what the page calls its own actions.
pub struct PageHead<'a, A> {
    title: &'a str,
    note: &'a str,
    primary: Option<(A, Button<'a>)>,
    quiet: Vec<(A, Button<'a>)>,
}

impl<'a, A: Clone> PageHead<'a, A> {
    pub fn new(title: &'a str) -> Self {
        Self { title, note: "", primary: None, quiet: Vec::new() }
    }

    /// A quiet word beside the title: 「2026年度 · 截至2026年3月5日」.
    pub fn note(mut self, note: &'a str) -> Self {
        self.note = note;
        self
    }

    pub fn primary(mut self, action: A, icon: Icon, verb: &'a str) -> Self {
        self.primary = Some((action, button::primary(verb).icon(icon)));
        self
    }

    pub fn quiet(mut self, action: A, icon: Icon, verb: &'a str) -> Self {
        self.quiet.push((action, button::quiet(verb).icon(icon)));
        self
    }

    /// A quiet button that is refused for now, with the reason.
    pub fn refused(mut self, action: A, icon: Icon, verb: &'a str, why: &'a str) -> Self {
        self.quiet.push((action, button::quiet(verb).icon(icon).refused(Some(why))));
        self
    }

    /// Shows the head and answers the action whose button was pressed.
    pub fn show(self, ui: &mut Ui) -> Option<A> {
        let colours = theme::palette(ui);
        let mut pressed = None;
        ui.horizontal(|ui| {
            ui.set_min_height(36.0);
            ui.label(RichText::new(self.title).text_style(theme::text::title()));
            ui.label(RichText::new(self.note).text_style(TextStyle::Small).color(colours.quiet));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let rest = self.quiet.into_iter().rev();
                for (action, button) in self.primary.into_iter().chain(rest) {
                    if ui.add(button).clicked() {
                        pressed = Some(action);
                    }
                }
            });
        });
        pressed
    }
}

/// The strip of filters under the head; its contents wrap where the window is narrow.
pub fn filter_bar<R>(ui: &mut Ui, filters: impl FnOnce(&mut Ui) -> R) -> R {
    let answer = ui.horizontal_wrapped(filters).inner;
    ui.add_space(4.0);
    answer
}

/// Heading of a part of a page.
pub fn section(ui: &mut Ui, title: &str) {
    let first = ui.min_rect().height() < 1.0;
    if !first {
        ui.add_space(theme::GAP);
    }
    ui.label(RichText::new(title).text_style(theme::text::section()));
}

/// A white card with a thin outline.
pub fn card<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let colours = theme::palette(ui);
    let frame = egui::Frame::NONE
        .fill(colours.surface)
        .stroke(egui::Stroke::new(1.0, colours.line))
        .corner_radius(6)
        .inner_margin(theme::MARGIN);
    frame.show(ui, contents).inner
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::{THEMES, themed};

    #[derive(Clone, Debug, PartialEq)]
    enum Act {
        Add,
        Export,
    }

    #[test]
    fn buttons_answer_the_actions_of_the_page() {
        for theme in THEMES {
            let mut harness = themed(theme, Vec::new(), |ui, acts: &mut Vec<Act>| {
                let head = PageHead::new("巡查").note("2026年度").primary(Act::Add, Icon::Add, "登记巡查").quiet(
                    Act::Export,
                    Icon::Export,
                    "导出…",
                );
                acts.extend(head.show(ui));
            });
            harness.get_by_label("巡查");
            harness.get_by_label("导出…").click();
            harness.run();
            harness.get_by_label("登记巡查").click();
            harness.run();
            assert_eq!(harness.state(), &[Act::Export, Act::Add]);
        }
    }
}
