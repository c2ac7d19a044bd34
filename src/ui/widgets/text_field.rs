//! Text of one line or several. What is typed is never cut or rewritten: a text that is too long is said to be so.

use egui::{Context, Id, RichText, TextEdit, Ui, text::CCursor, text_selection::CCursorRange};

use super::form::{Shown, Slot};
use crate::ui::theme;

/// Marks the whole text of a field, so many characters, so that typing replaces it.
pub fn select_all(ctx: &Context, field: Id, characters: usize) {
    let mut state = TextEdit::load_state(ctx, field).unwrap_or_default();
    let all = CCursorRange::two(CCursor::new(0), CCursor::new(characters));
    state.cursor.set_char_range(Some(all));
    state.store(ctx, field);
}

#[must_use = "a widget is drawn by `show`"]
pub struct TextField<'t> {
    text: &'t mut String,
    hint: &'t str,
    unit: &'t str,
    max: Option<usize>,
    rows: usize,
}

impl<'t> TextField<'t> {
    pub fn new(text: &'t mut String) -> Self {
        Self { text, hint: "", unit: "", max: None, rows: 1 }
    }

    /// An example in the empty field: 「例如：罕台镇人民政府」.
    pub fn hint(mut self, hint: &'t str) -> Self {
        self.hint = hint;
        self
    }

    /// A word at the right end of the field.
    pub fn unit(mut self, unit: &'t str) -> Self {
        self.unit = unit;
        self
    }

    /// How many characters may be stored.
    pub fn max(mut self, characters: usize) -> Self {
        self.max = Some(characters);
        self
    }

    /// Several lines; Enter then makes a new one.
    pub fn rows(mut self, rows: usize) -> Self {
        self.rows = rows;
        self
    }

    pub fn show(self, ui: &mut Ui, slot: &Slot<'_>) -> Shown {
        let colours = theme::palette(ui);
        let edit = if self.rows > 1 {
            TextEdit::multiline(self.text).desired_rows(self.rows)
        } else {
            TextEdit::singleline(self.text)
        };
        let mut edit = edit.desired_width(slot.width).hint_text(self.hint);
        if !self.unit.is_empty() {
            edit = edit.suffix(RichText::new(self.unit).small().color(colours.quiet));
        }
        let response = slot.name(slot.marked(ui, |ui| ui.add(edit)));
        let mut shown = Shown::from(response);
        if let Some(max) = self.max {
            let length = self.text.trim().chars().count();
            if length > max {
                shown.urgent = Some(format!("最多 {max} 个字，已超出 {} 个字", length - max));
            } else if length * 5 >= max * 4 && shown.response.has_focus() {
                shown.remark = Some(format!("{length}/{max} 字"));
            }
        }
        shown
    }
}

#[cfg(test)]
mod tests {
    use egui::{Event, ImeEvent, Role};
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::{
        domain::fault::Faults,
        ui::{
            testing::{THEMES, themed},
            widgets::form::{Field, Form, FormState},
        },
    };

    fn draw(ui: &mut Ui, (form, text): &mut (FormState, String)) {
        Form::new(form, &Faults::default())
            .row(ui, Field::new("name", "网格名称"), |ui, slot| TextField::new(text).max(5).show(ui, slot));
    }

    #[test]
    fn typed_text_arrives() {
        for theme in THEMES {
            let mut harness = themed(theme, (FormState::begin(), String::new()), draw);
            harness.run();
            harness.get_by_role_and_label(Role::TextInput, "网格名称").type_text("撖家塔村");
            harness.run();
            assert_eq!(harness.state().1, "撖家塔村");
        }
    }

    #[test]
    fn a_text_too_long_is_kept_and_named() {
        let mut harness = themed(egui::Theme::Light, (FormState::begin(), String::new()), draw);
        harness.run();
        let pinyin = ImeEvent::Preedit { text: "zhang san feng".into(), active_range_chars: None };
        harness.event(Event::Ime(pinyin));
        harness.step();
        assert_eq!(harness.state().1, "zhang san feng", "composition is not cut");
        harness.event(Event::Ime(ImeEvent::Commit("一二三四五六七".into())));
        harness.run();
        assert_eq!(harness.state().1, "一二三四五六七");
        harness.get_by_label("最多 5 个字，已超出 2 个字");
    }
}
