//! One of several values, each with its Chinese word.

use egui::{ComboBox, EventFilter, Key, Modifiers, Response, RichText, Ui};

use super::{button, form::Slot, paint};
use crate::ui::{icon::Icon, theme};

/// A list that opens under the field. `word` names a value; nothing chosen shows `hint`.
pub fn choice<'w, T: PartialEq + Clone>(
    ui: &mut Ui,
    slot: &Slot<'_>,
    chosen: &mut Option<T>,
    values: &[T],
    word: impl Fn(&T) -> &'w str,
    hint: &str,
) -> Response {
    let quiet = theme::palette(ui).quiet;
    let text = match chosen {
        Some(value) => RichText::new(word(value)),
        None => RichText::new(hint).color(quiet),
    };
    let (mut picked, mut changed) = (false, false);
    let shown = slot.marked(ui, |ui| {
        ComboBox::from_id_salt(slot.key)
            .width(slot.width.min(240.0))
            .truncate()
            .selected_text(text)
            .icon(|ui, rect, visuals, _| {
                paint::centred(ui, rect, paint::icon(ui, Icon::Expanded, 18.0, visuals.text_color()));
            })
            .show_ui(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for value in values {
                    let mine = chosen.as_ref() == Some(value);
                    if ui.selectable_label(mine, word(value)).clicked() {
                        (picked, changed) = (true, !mine);
                        *chosen = Some(value.clone());
                        ui.close();
                    }
                }
            })
    });
    let mut response = slot.name(shown.response);
    if picked {
        response.request_focus();
    } else if shown.inner.is_none() && response.has_focus() {
        changed |= step(ui, &response, chosen, values);
    }
    if changed {
        response.mark_changed();
    }
    response
}

/// ↑ and ↓ on a closed list take the value before or after; answers whether it is another now.
fn step<T: PartialEq + Clone>(ui: &Ui, field: &Response, chosen: &mut Option<T>, values: &[T]) -> bool {
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(field.id, filter));
    let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
    let (up, down) = (pressed(Key::ArrowUp), pressed(Key::ArrowDown));
    if up == down {
        return false;
    }
    let at = chosen.as_ref().and_then(|chosen| values.iter().position(|value| value == chosen));
    let place = at.map_or(down.saturating_sub(1), |at| (at + down).saturating_sub(up));
    let Some(value) = values.get(place.min(values.len().saturating_sub(1))) else { return false };
    let other = chosen.as_ref() != Some(value);
    *chosen = Some(value.clone());
    other
}

/// A value that is always chosen: kinds of a filter, where 「全部」 is one of the values.
pub fn choice_of<'w, T: PartialEq + Clone>(
    ui: &mut Ui,
    slot: &Slot<'_>,
    chosen: &mut T,
    values: &[T],
    word: impl Fn(&T) -> &'w str,
) -> Response {
    let mut some = Some(chosen.clone());
    let response = choice(ui, slot, &mut some, values, word, "");
    if let Some(value) = some {
        *chosen = value;
    }
    response
}

/// A few values side by side, the chosen one tinted: 「全部 | 进行中 | 已销号」.
pub fn segments<'w, T: PartialEq + Clone>(
    ui: &mut Ui,
    chosen: &mut T,
    values: &[T],
    word: impl Fn(&T) -> &'w str,
) -> bool {
    let mut changed = false;
    if ui.layout().main_wrap()
        && button::segments_width(ui, values.iter().map(&word)) > ui.available_size_before_wrap().x
    {
        ui.end_row();
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for value in values {
            let mine = value == chosen;
            if ui.add(button::segment(word(value), mine)).clicked() && !mine {
                *chosen = value.clone();
                changed = true;
            }
        }
    });
    changed
}

#[cfg(test)]
mod tests {
    use egui::Role;
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::{
        domain::fault::Faults,
        ui::{
            testing::{THEMES, harness_of, themed},
            widgets::form::{Field, Form, FormState},
        },
    };

    const LEVELS: [(u8, &str); 3] = [(1, "一级网格"), (2, "二级网格"), (3, "三级网格")];

    fn word(level: &u8) -> &'static str {
        LEVELS.iter().find(|(value, _)| value == level).map_or("", |(_, word)| word)
    }

    #[test]
    fn a_value_is_chosen_by_its_word() {
        for theme in THEMES {
            let mut harness = themed(theme, (FormState::default(), None), |ui, (form, level)| {
                Form::new(form, &Faults::default()).row(
                    ui,
                    Field::new("level", "网格级别").required(),
                    |ui, slot| choice(ui, slot, level, &[1, 2, 3], word, "请选择"),
                );
            });
            harness.get_by_role_and_label(Role::ComboBox, "网格级别").click();
            harness.run();
            harness.get_by_label("二级网格").click();
            harness.run();
            assert_eq!(harness.state().1, Some(2));
        }
    }

    #[test]
    fn arrows_step_a_closed_list() {
        let mut harness = harness_of((FormState::default(), None), |ui, (form, level)| {
            Form::new(form, &Faults::default()).row(ui, Field::new("level", "网格级别"), |ui, slot| {
                choice(ui, slot, level, &[1, 2, 3], word, "请选择")
            });
        });
        harness.get_by_role_and_label(Role::ComboBox, "网格级别").focus();
        harness.run();
        for (key, chosen) in [(Key::ArrowDown, 1), (Key::ArrowDown, 2), (Key::ArrowUp, 1), (Key::ArrowUp, 1)] {
            harness.key_press(key);
            harness.run();
            assert_eq!(harness.state().1, Some(chosen));
        }
    }

    #[test]
    fn segments_answer_once() {
        let mut harness = harness_of((1_u8, 0), |ui, (level, changes)| {
            *changes += u32::from(segments(ui, level, &[1, 2, 3], word));
        });
        harness.get_by_label("三级网格").click();
        harness.run();
        assert_eq!(*harness.state(), (3, 1));
    }
}
