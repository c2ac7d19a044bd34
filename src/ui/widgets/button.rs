//! Buttons: one primary on a page, quiet ones beside it, a danger one where something is taken away.

use egui::{
    Color32, CornerRadius, CursorIcon, Response, Role, Sense, Stroke, StrokeKind, Ui, Widget, WidgetInfo, vec2,
};

use super::paint;
use crate::ui::{
    icon::Icon,
    shortcut::Shortcut,
    theme::{self, Palette},
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Primary,
    Quiet,
    Danger,
    /// Without an outline until the pointer is over it.
    Bare,
    /// One of several values side by side.
    Segment,
}

/// A button with a verb on it. One that asks more first ends with 「…」.
#[must_use = "a button is drawn by `ui.add`"]
pub struct Button<'a> {
    text: &'a str,
    icon: Option<Icon>,
    icon_only: bool,
    kind: Kind,
    /// Why it cannot be pressed now.
    refused: Option<&'a str>,
    hint: Option<String>,
    chosen: bool,
}

/// The one main action of a page.
pub fn primary(text: &str) -> Button<'_> {
    Button::new(text, Kind::Primary)
}

/// Every other action.
pub fn quiet(text: &str) -> Button<'_> {
    Button::new(text, Kind::Quiet)
}

/// An action that takes something away.
pub fn danger(text: &str) -> Button<'_> {
    Button::new(text, Kind::Danger)
}

/// An action inside a table, a message or a header, without an outline.
pub fn bare(text: &str) -> Button<'_> {
    Button::new(text, Kind::Bare)
}

/// One of several values side by side; the chosen one is tinted.
pub fn segment(text: &str, chosen: bool) -> Button<'_> {
    Button::new(text, Kind::Segment).chosen(chosen)
}

/// How wide segments with these words are beside each other.
pub fn segments_width<'w>(ui: &Ui, words: impl Iterator<Item = &'w str>) -> f32 {
    words.map(|word| paint::line(ui, word, paint::body(ui), Color32::PLACEHOLDER, f32::INFINITY).size().x + 20.0).sum()
}

/// A picture alone; the name shows under the pointer.
pub fn icon(icon: Icon, name: &str) -> Button<'_> {
    Button { icon_only: true, ..Button::new(name, Kind::Bare).icon(icon) }
}

impl<'a> Button<'a> {
    fn new(text: &'a str, kind: Kind) -> Self {
        Self { text, icon: None, icon_only: false, kind, refused: None, hint: None, chosen: false }
    }

    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Cannot be pressed; the reason shows under the pointer.
    pub fn refused(mut self, why: Option<&'a str>) -> Self {
        self.refused = why;
        self
    }

    /// Shows the keys that do the same.
    pub fn shortcut(mut self, shortcut: Shortcut) -> Self {
        self.hint = Some(shortcut.keys());
        self
    }

    pub fn hint(mut self, text: impl Into<String>) -> Self {
        self.hint = Some(text.into());
        self
    }

    /// The one of several that is in force.
    pub fn chosen(mut self, chosen: bool) -> Self {
        self.chosen = chosen;
        self
    }

    fn enabled(&self) -> bool {
        self.refused.is_none()
    }

    fn colours(&self, p: &Palette, response: &Response) -> (Color32, Color32, Color32) {
        let (over, down) = (response.hovered(), response.is_pointer_button_down_on());
        match self.kind {
            Kind::Primary => {
                let ground = if down {
                    p.primary_press
                } else if over {
                    p.primary_hover
                } else {
                    p.primary
                };
                (ground, ground, p.on_primary)
            }
            Kind::Danger => {
                let ground = if over { p.danger_hover } else { p.danger };
                (ground, ground, p.on_danger)
            }
            Kind::Quiet if self.chosen => (p.primary_tint, p.primary_text, p.primary_text),
            Kind::Quiet if down => (p.primary_tint, p.primary_text, p.text),
            Kind::Quiet if over => (p.hover, p.edge, p.text),
            Kind::Quiet => (p.surface, p.edge, p.text),
            Kind::Bare | Kind::Segment if self.chosen || down => (p.primary_tint, Color32::TRANSPARENT, p.primary_text),
            Kind::Segment if over => (p.neutral_tint, Color32::TRANSPARENT, p.text),
            Kind::Segment => (Color32::TRANSPARENT, Color32::TRANSPARENT, p.quiet),
            Kind::Bare if over => (p.neutral_tint, Color32::TRANSPARENT, p.text),
            Kind::Bare if self.icon_only => (Color32::TRANSPARENT, Color32::TRANSPARENT, p.quiet),
            Kind::Bare => (Color32::TRANSPARENT, Color32::TRANSPARENT, p.primary_text),
        }
    }
}

const PAD: f32 = 12.0;
const ICON: f32 = 17.0;
const BETWEEN: f32 = 6.0;

impl Widget for Button<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        // A scope of its own would keep the button from wrapping to the next line of a filter bar.
        if self.enabled() { self.draw(ui) } else { ui.add_enabled_ui(false, |ui| self.draw(ui)).inner }
    }
}

impl Button<'_> {
    fn draw(self, ui: &mut Ui) -> Response {
        let loud = matches!(self.kind, Kind::Primary | Kind::Danger);
        let font = if loud { paint::strong(ui) } else { paint::body(ui) };
        let word = paint::line(ui, self.text, font, Color32::PLACEHOLDER, f32::INFINITY);
        let pad = if matches!(self.kind, Kind::Bare | Kind::Segment) { 8.0 } else { PAD };
        let mut width = 2.0 * pad;
        if self.icon_only {
            width = theme::CONTROL;
        } else {
            width += word.size().x + self.icon.map_or(0.0, |_| ICON + BETWEEN);
        }
        let (rect, response) = ui.allocate_exact_size(vec2(width, theme::CONTROL), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), self.text));
        if ui.is_rect_visible(rect) {
            let (ground, edge, text) = self.colours(theme::palette(ui), &response);
            let corner = CornerRadius::same(theme::CORNER);
            ui.painter().rect(rect, corner, ground, Stroke::new(1.0, edge), StrokeKind::Inside);
            if response.has_focus() {
                paint::focus(ui, rect);
            }
            let mut left = rect.left() + pad;
            if let Some(icon) = self.icon {
                let galley = paint::icon(ui, icon, if self.icon_only { 18.0 } else { ICON }, text);
                if self.icon_only {
                    paint::centred(ui, rect, galley);
                } else {
                    paint::at_left(ui, rect, left, galley);
                    left += ICON + BETWEEN;
                }
            }
            if !self.icon_only {
                let at = egui::pos2(left, rect.center().y - word.size().y / 2.0);
                ui.painter().galley_with_override_text_color(at, word, text);
            }
        }
        self.hints(response)
    }

    fn hints(&self, response: Response) -> Response {
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        if let Some(why) = self.refused {
            return response.on_disabled_hover_text(why);
        }
        match (&self.hint, self.icon_only) {
            (Some(hint), true) => response.on_hover_text(format!("{}（{hint}）", self.text)),
            (Some(hint), false) => response.on_hover_text(hint),
            (None, true) => response.on_hover_text(self.text),
            (None, false) => response,
        }
    }
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::{THEMES, harness_of, themed};

    #[test]
    fn buttons_are_found_and_pressed_by_their_verb() {
        for theme in THEMES {
            let mut harness = themed(theme, Vec::new(), |ui, pressed: &mut Vec<&str>| {
                for (name, button) in [
                    ("登记巡查", primary("登记巡查").icon(Icon::Add)),
                    ("导出…", quiet("导出…").icon(Icon::Export)),
                    ("删除", danger("删除")),
                    ("关闭", icon(Icon::Close, "关闭")),
                ] {
                    if ui.add(button).clicked() {
                        pressed.push(name);
                    }
                }
            });
            for name in ["登记巡查", "导出…", "删除", "关闭"] {
                harness.get_by_role_and_label(Role::Button, name).click();
                harness.run();
            }
            assert_eq!(harness.state(), &["登记巡查", "导出…", "删除", "关闭"]);
        }
    }

    #[test]
    fn a_refused_button_does_nothing() {
        let mut harness = harness_of(false, |ui, pressed: &mut bool| {
            *pressed |= ui.add(primary("保存").refused(Some("没有改动"))).clicked();
        });
        harness.get_by_label("保存").click();
        harness.run();
        assert!(!harness.state());
    }

    #[test]
    fn enter_presses_the_focused_button() {
        let mut harness = harness_of(false, |ui, pressed: &mut bool| {
            *pressed |= ui.add(primary("保存")).clicked();
        });
        harness.get_by_label("保存").focus();
        harness.run();
        harness.key_press(egui::Key::Enter);
        harness.run();
        assert!(harness.state());
    }
}
