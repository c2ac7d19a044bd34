//! A date typed as people write it (2026-3-5, 3.5, 今天) or picked from a month.

use chrono::NaiveDate;
use egui::{Popup, PopupCloseBehavior, TextEdit, Ui};

use super::{
    button,
    calendar::{calendar, weekday},
    form::{Shown, Slot},
    ime,
};
use crate::{
    domain::date::{self, DateFault},
    ui::icon::Icon,
};

/// A field over what was typed; the caller reads it with `domain::date::parse`. Leaving the field writes the day
/// in full (2026年3月5日).
#[must_use = "a widget is drawn by `show`"]
pub struct DateField<'t> {
    text: &'t mut String,
    today: NaiveDate,
    hint: &'t str,
}

impl<'t> DateField<'t> {
    pub fn new(text: &'t mut String, today: NaiveDate) -> Self {
        Self { text, today, hint: "例如 3.5 或 2026-3-5" }
    }

    /// What stands in the empty field; its name in a filter bar.
    pub fn hint(mut self, hint: &'t str) -> Self {
        self.hint = hint;
        self
    }

    pub fn show(self, ui: &mut Ui, slot: &Slot<'_>) -> Shown {
        let (response, picked) = ui
            .horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                let edit =
                    TextEdit::singleline(self.text).hint_text(self.hint).desired_width(slot.width.min(190.0) - 34.0);
                let response = slot.name(slot.marked(ui, |ui| ui.add(edit)));
                let picked = self.pick(ui, slot);
                (response, picked)
            })
            .inner;
        let mut shown = Shown::from(response);
        if let Some(day) = picked {
            *self.text = date::chinese(day);
            shown.response.mark_changed();
        }
        let read = date::parse(self.text, self.today);
        if let Ok(day) = read {
            if shown.response.lost_focus() && !ime::composing(ui) {
                *self.text = date::chinese(day);
            }
            if shown.response.has_focus() {
                shown.remark = Some(format!("{} {}", date::chinese(day), weekday(day)));
            }
        }
        shown.fault = read.err().filter(|fault| *fault != DateFault::Empty).map(|fault| fault.to_string());
        shown
    }

    /// The button beside the field and the month it opens.
    fn pick(&self, ui: &mut Ui, slot: &Slot<'_>) -> Option<NaiveDate> {
        let opener = ui.add(button::icon(Icon::Calendar, &format!("选择{}", slot.label)));
        let chosen = date::parse(self.text, self.today).ok();
        let id = opener.id.with("月历");
        if opener.clicked() {
            ui.data_mut(|data| data.remove::<NaiveDate>(id));
        }
        let shown = Popup::from_toggle_button_response(&opener)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .accessible_name("月历")
            .gap(4.0)
            .show(|ui| {
                let start = chosen.unwrap_or(self.today);
                let mut month = ui.data(|data| data.get_temp(id)).unwrap_or(start);
                let picked = calendar(ui, &mut month, chosen, self.today);
                ui.data_mut(|data| data.insert_temp(id, month));
                if picked.is_some() {
                    ui.close();
                }
                picked
            });
        shown.and_then(|shown| shown.inner)
    }
}

#[cfg(test)]
mod tests {
    use egui::{Key, Role};
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::{
        domain::fault::Faults,
        ui::{
            testing::{THEMES, themed},
            widgets::form::{Field, Form, FormState},
        },
    };

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 7).unwrap()
    }

    fn draw(ui: &mut Ui, (form, text): &mut (FormState, String)) {
        Form::new(form, &Faults::default())
            .row(ui, Field::new("day", "巡查日期"), |ui, slot| DateField::new(text, today()).show(ui, slot));
    }

    #[test]
    fn a_short_date_is_written_in_full_when_the_field_is_left() {
        for theme in THEMES {
            let mut harness = themed(theme, (FormState::begin(), String::new()), draw);
            harness.run();
            harness.get_by_role_and_label(Role::TextInput, "巡查日期").type_text("3.5");
            harness.run();
            assert_eq!(harness.state().1, "3.5");
            harness.get_by_label("2026年3月5日 星期四");
            harness.key_press(Key::Enter);
            harness.run();
            assert_eq!(harness.state().1, "2026年3月5日");
        }
    }

    #[test]
    fn a_wrong_date_says_why() {
        let mut harness = themed(egui::Theme::Light, (FormState::begin(), String::new()), draw);
        harness.run();
        harness.get_by_role_and_label(Role::TextInput, "巡查日期").type_text("2.30");
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        harness.get_by_label("「2.30」这一天不存在，请核对月和日");
    }

    #[test]
    fn a_day_is_picked_from_the_month() {
        let mut harness = themed(egui::Theme::Dark, (FormState::default(), "昨天".to_owned()), draw);
        harness.get_by_label("选择巡查日期").click();
        harness.run();
        harness.get_by_label("2026年3月2日").click();
        harness.run();
        assert_eq!(harness.state().1, "2026年3月2日");
        assert!(harness.query_by_label("上个月").is_none());
    }
}
