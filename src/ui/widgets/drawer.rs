//! The drawer at the right: details and small edits without leaving the list.

use egui::{Align, Frame, Layout, Margin, Panel, RichText, ScrollArea, Stroke, Ui};

use super::button;
use crate::ui::{icon::Icon, theme};

/// A panel of 360-440 px with a title and a way to close it. Show it before the page that it stands beside.
pub struct Drawer<'a> {
    /// Tells drawers of different pages apart.
    key: &'static str,
    title: &'a str,
}

/// What came of showing a drawer.
pub struct DrawerOutput<R> {
    pub closed: bool,
    pub inner: R,
}

impl<'a> Drawer<'a> {
    pub fn new(key: &'static str, title: &'a str) -> Self {
        Self { key, title }
    }

    /// Shows the drawer with `contents` scrolling under the title and `actions` standing at the foot.
    pub fn show<R>(
        &self,
        ui: &mut Ui,
        contents: impl FnOnce(&mut Ui) -> R,
        actions: impl FnOnce(&mut Ui),
    ) -> DrawerOutput<R> {
        let colours = theme::palette(ui);
        let beside = Margin { left: 12, ..Margin::ZERO };
        let frame = Frame::NONE.fill(colours.surface).outer_margin(beside);
        let panel = Panel::right(self.key).default_size(400.0).size_range(360.0..=440.0).resizable(true).frame(frame);
        panel
            .show(ui, |ui| {
                let closed = self.head(ui);
                let inset = Frame::NONE.inner_margin(Margin::symmetric(16, 10));
                Panel::bottom((self.key, "foot")).frame(inset).show_separator_line(true).show(ui, |ui| {
                    ui.horizontal(actions);
                });
                let inner = ScrollArea::vertical()
                    .auto_shrink(false)
                    .show(ui, |ui| Frame::NONE.inner_margin(Margin::symmetric(16, 12)).show(ui, contents).inner)
                    .inner;
                DrawerOutput { closed, inner }
            })
            .inner
    }

    fn head(&self, ui: &mut Ui) -> bool {
        let line = Stroke::new(1.0, theme::palette(ui).line);
        let inset = Frame::NONE.inner_margin(Margin { left: 16, right: 8, top: 8, bottom: 8 });
        let inside = inset.show(ui, |ui| {
            ui.horizontal(|ui| {
                let mut closed = false;
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    closed = ui.add(button::icon(Icon::Close, "关闭详情").hint("Esc")).clicked();
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        let title = RichText::new(self.title).text_style(theme::text::section());
                        ui.add(egui::Label::new(title).truncate());
                    });
                });
                closed
            })
            .inner
        });
        let rect = inside.response.rect;
        ui.painter().hline(rect.x_range(), rect.bottom(), line);
        inside.inner
    }
}

#[cfg(test)]
mod tests {
    use egui::CentralPanel;
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::{THEMES, themed};

    #[test]
    fn a_drawer_stands_beside_the_page_and_closes() {
        for theme in THEMES {
            let mut harness = themed(theme, true, |ui, open: &mut bool| {
                if *open {
                    let drawer = Drawer::new("网格", "罕台镇撖家塔村");
                    let shown = drawer.show(
                        ui,
                        |ui| ui.label("网格长：王𠮷"),
                        |ui| {
                            ui.add(button::primary("调整网格长…"));
                        },
                    );
                    *open = !shown.closed;
                }
                CentralPanel::default().show(ui, |ui| ui.label("列表"));
            });
            harness.get_by_label("网格长：王𠮷");
            harness.get_by_label("调整网格长…");
            let width = 900.0 - harness.get_by_label("罕台镇撖家塔村").rect().left() + 16.0;
            assert!((360.0..=440.0).contains(&width), "{width}");
            harness.get_by_label("关闭详情").click();
            harness.run();
            assert!(harness.query_by_label("网格长：王𠮷").is_none());
        }
    }
}
