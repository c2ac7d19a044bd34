//! Picking several records: those chosen stand as chips that can be taken away, the field to find more stands after.

use egui::{CornerRadius, CursorIcon, Key, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{
    form::{Shown, Slot},
    paint,
    search_pick::{AfterEnter, Candidate, PickState, SearchPick},
};
use crate::ui::{icon::Icon, theme};

/// Shows chips and field; the response has changed when the choice has. Backspace in the empty field takes the last.
pub fn multi_pick(
    ui: &mut Ui,
    slot: &Slot<'_>,
    field: SearchPick<'_>,
    state: &mut PickState,
    chosen: &mut Vec<Candidate>,
) -> Shown {
    ui.vertical(|ui| {
        let gone = chips(ui, slot, chosen);
        let blank = state.is_blank();
        let (mut shown, picked) = field.draw(ui, slot, state, AfterEnter::Stay);
        let back = blank && shown.response.has_focus() && ui.input(|input| input.key_pressed(Key::Backspace));
        let mut changed = false;
        if let Some(one) = picked {
            if chosen.iter().all(|other| other.id != one.id) {
                chosen.push(one);
                changed = true;
            }
            state.clear();
            shown.response.request_focus();
        } else if let Some(id) = gone {
            chosen.retain(|one| one.id != id);
            changed = true;
        } else if back {
            changed = chosen.pop().is_some();
        } else if !state.is_blank() && !shown.response.has_focus() && state.query().is_none() {
            shown.fault = Some("没有选定，请从列表中选一项".to_owned());
        }
        if changed {
            shown.response.mark_changed();
        }
        shown
    })
    .inner
}

fn chips(ui: &mut Ui, slot: &Slot<'_>, chosen: &[Candidate]) -> Option<i64> {
    if chosen.is_empty() {
        return None;
    }
    let mut gone = None;
    ui.scope(|ui| {
        ui.set_max_width(slot.width.min(320.0));
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            for one in chosen {
                if ui.push_id(one.id, |ui| chip(ui, one)).inner.clicked() {
                    gone = Some(one.id);
                }
            }
        });
    });
    gone
}

/// A chosen record; pressing it takes it away.
fn chip(ui: &mut Ui, one: &Candidate) -> Response {
    let colours = theme::palette(ui);
    let label = paint::line(ui, &one.label, paint::body(ui), colours.text, 200.0);
    let (rect, response) = ui.allocate_exact_size(vec2(label.size().x + 32.0, 26.0), Sense::click());
    let name = format!("移除{}", one.label);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let ground = if response.hovered() { colours.selected } else { colours.neutral_tint };
    ui.painter().rect_filled(rect, CornerRadius::same(theme::CORNER), ground);
    if response.has_focus() {
        paint::focus(ui, rect);
    }
    paint::at_left(ui, rect, rect.left() + 8.0, label);
    let cross = paint::icon(ui, Icon::Close, 14.0, if response.hovered() { colours.text } else { colours.quiet });
    let at = pos2(rect.right() - 20.0, rect.center().y - cross.size().y / 2.0);
    ui.painter().galley(at, cross, colours.quiet);
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(if one.hint.is_empty() {
        name
    } else {
        format!("{name}（{}）", one.hint)
    })
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::{THEMES, themed};

    type State = (PickState, Vec<Candidate>);

    fn draw(ui: &mut Ui, (state, chosen): &mut State) {
        let found = [Candidate::new(1, "王𠮷", "撖家塔村"), Candidate::new(2, "李㛃", "罕台镇")];
        let slot = Slot::alone("patrollers", "巡查人", 320.0);
        multi_pick(ui, &slot, SearchPick::new(Some(&found)), state, chosen);
    }

    #[test]
    fn several_are_picked_once_each_and_taken_away() {
        for theme in THEMES {
            let mut harness = themed(theme, State::default(), draw);
            for _ in 0..2 {
                for name in ["王𠮷 撖家塔村", "李㛃 罕台镇"] {
                    harness.get_by_role(Role::TextInput).click();
                    harness.run();
                    harness.get_by_label(name).click();
                    harness.run();
                }
            }
            assert_eq!(harness.state().1.iter().map(|one| one.id).collect::<Vec<_>>(), [1, 2]);
            harness.get_by_label("移除王𠮷").click();
            harness.run();
            assert_eq!(harness.state().1.iter().map(|one| one.id).collect::<Vec<_>>(), [2]);
            harness.get_by_role(Role::TextInput).focus();
            harness.run();
            harness.key_press(Key::Backspace);
            harness.run();
            assert!(harness.state().1.is_empty());
        }
    }
}
