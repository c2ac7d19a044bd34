//! The 「依据」 link: shows the clause of the plan that a field or a rule rests on.

use egui::{
    Align, CursorIcon, Id, Label, Layout, Popup, PopupCloseBehavior, Response, RichText, Role, Sense, Ui, WidgetInfo,
};

use super::{button, paint};
use crate::{
    domain::plan::Clause,
    ui::{icon::Icon, theme},
};

/// A clause as it is quoted: where it stands, and its own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Basis<'a> {
    /// 「三、网格体系 （二）二级网格」.
    pub heading: &'a str,
    pub text: &'a str,
}

impl<'a> From<&'a Clause> for Basis<'a> {
    fn from(clause: &'a Clause) -> Self {
        Self { heading: &clause.heading, text: &clause.text }
    }
}

/// A word that is pressed like a link.
pub fn link(ui: &mut Ui, word: &str) -> Response {
    named(ui, word, word, paint::small(ui))
}

/// The same in the size of running text: the name of a person or a grid that leads to them.
pub fn body_link(ui: &mut Ui, word: &str) -> Response {
    named(ui, word, word, paint::body(ui))
}

fn named(ui: &mut Ui, word: &str, name: &str, font: egui::FontId) -> Response {
    let colours = theme::palette(ui);
    let galley = paint::line(ui, word, font, colours.primary_text, f32::INFINITY);
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, ui.is_enabled(), name));
    ui.painter().galley(rect.min, galley, colours.primary_text);
    if response.hovered() || response.has_focus() {
        ui.painter().hline(rect.x_range(), rect.bottom(), egui::Stroke::new(1.0, colours.primary_text));
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// 「依据」, named 「依据：…」 with the heading; pressing it, or `open_now` (F1), shows the clause beside it.
pub fn basis(ui: &mut Ui, basis: &Basis<'_>, open_now: bool) -> Response {
    let response = named(ui, "依据", &format!("依据：{}", basis.heading), paint::small(ui));
    let id = popup_id(&response);
    if open_now {
        Popup::open_id(ui.ctx(), id);
    }
    Popup::from_toggle_button_response(&response)
        .id(id)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .accessible_name(basis.heading)
        .gap(4.0)
        .width(380.0)
        .show(|ui| clause(ui, basis));
    response
}

fn popup_id(response: &Response) -> Id {
    response.id.with("依据")
}

fn clause(ui: &mut Ui, basis: &Basis<'_>) {
    egui::Frame::NONE.inner_margin(8.0).show(ui, |ui| {
        ui.set_width(364.0);
        ui.horizontal(|ui| {
            ui.label(RichText::new(basis.heading).text_style(theme::text::strong()));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.add(button::icon(Icon::Close, "收起依据")).clicked() {
                    ui.close();
                }
            });
        });
        ui.add(Label::new(basis.text).selectable(true).wrap());
    });
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::{THEMES, themed};

    const CLAUSE: Basis<'static> =
        Basis { heading: "三、（二）二级网格", text: "以镇（街道）为单位划分。" };

    #[test]
    fn the_clause_opens_and_closes() {
        for theme in THEMES {
            let mut harness = themed(theme, (), |ui, ()| {
                basis(ui, &CLAUSE, false);
            });
            assert!(harness.query_by_label("以镇（街道）为单位划分。").is_none());
            harness.get_by_role_and_label(Role::Link, "依据：三、（二）二级网格").click();
            harness.run();
            harness.get_by_label("以镇（街道）为单位划分。");
            harness.get_by_label("收起依据").click();
            harness.run();
            assert!(harness.query_by_label("以镇（街道）为单位划分。").is_none());
        }
    }
}
