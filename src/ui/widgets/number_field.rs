//! Numbers with a fixed count of decimals: scores with one, areas in 亩 with two. No floats: the value is a whole
//! number of tenths or hundredths.

use egui::{Align2, EventFilter, Key, RichText, TextEdit, Ui};

use super::{
    form::{Shown, Slot},
    ime,
};
use crate::{domain::text, ui::theme};

/// Reads 「4.5」 with one decimal as 45; full-width digits are read too.
pub fn scaled(text: &str, decimals: u32) -> Option<i64> {
    let plain: String = text.trim().chars().map(text::half_width).filter(|c| *c != ',').collect();
    let (negative, digits) = plain.strip_prefix('-').map_or((false, plain.as_str()), |rest| (true, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let numeric = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 12 || !numeric(whole) || !numeric(fraction) {
        return None;
    }
    let significant = fraction.trim_end_matches('0');
    if significant.len() > decimals as usize {
        return None;
    }
    let padded = format!("{significant:0<width$}", width = decimals as usize);
    let value = whole.parse::<i64>().ok()? * 10_i64.pow(decimals) + padded.parse::<i64>().unwrap_or(0);
    Some(if negative { -value } else { value })
}

/// Writes 45 with one decimal as 「4.5」.
pub fn written(value: i64, decimals: u32) -> String {
    let unit = 10_i64.pow(decimals);
    let sign = if value < 0 { "-" } else { "" };
    let (whole, rest) = (value.abs() / unit, value.abs() % unit);
    if decimals == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{rest:0>width$}", width = decimals as usize)
    }
}

/// A field over what was typed. Leaving it writes the number in full; ↑ and ↓ step it.
#[must_use = "a widget is drawn by `show`"]
pub struct NumberField<'t> {
    text: &'t mut String,
    decimals: u32,
    unit: &'t str,
    step: i64,
    range: (i64, i64),
}

impl<'t> NumberField<'t> {
    pub fn new(text: &'t mut String, decimals: u32) -> Self {
        Self { text, decimals, unit: "", step: 10_i64.pow(decimals), range: (i64::MIN, i64::MAX) }
    }

    /// Points of the assessment: one decimal, from nothing up to what the item is worth (in tenths).
    pub fn score(text: &'t mut String, worth: i64) -> Self {
        Self { unit: "分", step: 5, range: (0, worth), ..Self::new(text, 1) }
    }

    pub fn unit(mut self, unit: &'t str) -> Self {
        self.unit = unit;
        self
    }

    /// How far one press of ↑ goes, in units of the last decimal.
    pub fn step(mut self, step: i64) -> Self {
        self.step = step;
        self
    }

    /// The least and the most, in units of the last decimal.
    pub fn range(mut self, least: i64, most: i64) -> Self {
        self.range = (least, most);
        self
    }

    pub fn show(mut self, ui: &mut Ui, slot: &Slot<'_>) -> Shown {
        let colours = theme::palette(ui);
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        let mut edit = TextEdit::singleline(self.text)
            .event_filter(filter)
            .align(Align2::RIGHT_CENTER)
            .desired_width(slot.width.min(160.0));
        if !self.unit.is_empty() {
            edit = edit.suffix(RichText::new(self.unit).small().color(colours.quiet));
        }
        let response = slot.name(slot.marked(ui, |ui| ui.add(edit)));
        let mut shown = Shown::from(response);
        if !ime::composing(ui) {
            if shown.response.has_focus() && self.stepped(ui) {
                shown.response.mark_changed();
            }
            if shown.response.lost_focus()
                && let Some(value) = scaled(self.text, self.decimals)
            {
                *self.text = written(value, self.decimals);
            }
        }
        shown.fault = self.fault();
        shown
    }

    fn stepped(&mut self, ui: &Ui) -> bool {
        let (up, down) = ui.input(|input| (input.num_presses(Key::ArrowUp), input.num_presses(Key::ArrowDown)));
        if up == down {
            return false;
        }
        let Some(value) = scaled(self.text, self.decimals).or_else(|| self.text.trim().is_empty().then_some(0)) else {
            return false;
        };
        let moved = value.saturating_add(self.step.saturating_mul(up as i64 - down as i64));
        *self.text = written(moved.clamp(self.range.0, self.range.1), self.decimals);
        true
    }

    fn fault(&self) -> Option<String> {
        let text = self.text.trim();
        if text.is_empty() {
            return None;
        }
        let Some(value) = scaled(text, self.decimals) else {
            return Some(match self.decimals {
                0 => format!("「{text}」不是整数，请填写数字"),
                count => format!("「{text}」不是数字，请填写数字，最多 {count} 位小数"),
            });
        };
        let (least, most) = self.range;
        if value < least {
            return Some(format!("不能小于 {}", written(least, self.decimals)));
        }
        (value > most).then(|| format!("不能大于 {}", written(most, self.decimals)))
    }
}

#[cfg(test)]
mod tests {
    use egui::Role;
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::{
        domain::fault::Faults,
        ui::{
            testing::{THEMES, themed},
            widgets::form::{Field, Form, FormState},
        },
    };

    #[test]
    fn numbers_are_read_and_written_exactly() {
        for (text, decimals, value) in
            [("4", 1, 40), ("４．５", 1, 45), ("-0.5", 1, -5), ("1,234.5", 2, 123_450), ("7", 0, 7)]
        {
            assert_eq!(scaled(text, decimals), Some(value), "{text}");
        }
        for (text, decimals) in [("", 1), ("4.25", 1), ("四", 1), ("1.5", 0), (".5", 1), ("1e3", 2)] {
            assert_eq!(scaled(text, decimals), None, "{text}");
        }
        assert_eq!(written(-5, 1), "-0.5");
        assert_eq!(written(123_450, 2), "1234.50");
        assert_eq!(written(7, 0), "7");
    }

    fn draw(ui: &mut Ui, (form, score, note): &mut (FormState, String, String)) {
        let faults = Faults::default();
        let mut form = Form::new(form, &faults);
        form.row(ui, Field::new("score", "得分"), |ui, slot| NumberField::score(score, 80).show(ui, slot));
        form.row(ui, Field::new("area", "面积"), |ui, slot| NumberField::new(note, 2).unit("亩").show(ui, slot));
    }

    #[test]
    fn leaving_writes_in_full_and_names_the_fault() {
        for theme in THEMES {
            let mut harness = themed(theme, (FormState::begin(), String::new(), String::new()), draw);
            harness.run();
            harness.get_by_role_and_label(Role::TextInput, "得分").type_text("７");
            harness.run();
            harness.key_press(Key::Enter);
            harness.run();
            assert_eq!(harness.state().1, "7.0");
            harness.get_by_role_and_label(Role::TextInput, "面积").type_text("约三亩");
            harness.run();
            harness.key_press(Key::Enter);
            harness.run();
            harness.get_by_label("「约三亩」不是数字，请填写数字，最多 2 位小数");
        }
    }

    #[test]
    fn arrows_step_within_the_range() {
        let state = (FormState::begin(), "7.8".to_owned(), String::new());
        let mut harness = themed(egui::Theme::Light, state, draw);
        harness.run();
        harness.key_press(Key::ArrowUp);
        harness.run();
        assert_eq!(harness.state().1, "8.0");
        harness.key_press(Key::ArrowDown);
        harness.run();
        assert_eq!(harness.state().1, "7.5");
    }
}
