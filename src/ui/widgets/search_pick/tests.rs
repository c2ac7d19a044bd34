//! Picking by keys and by the pointer, making what is not found, and giving up.

use egui_kittest::{Harness, kittest::Queryable as _};

use super::*;
use crate::{
    domain::fault::Faults,
    ui::{
        testing::{THEMES, themed},
        widgets::form::{Field, Form, FormState},
    },
};

#[derive(Default)]
struct State {
    form: FormState,
    pick: PickState,
    chosen: Option<Candidate>,
}

fn people(query: &str) -> Vec<Candidate> {
    let all = [(1, "王𠮷", "撖家塔村"), (2, "李㛃", "罕台镇"), (3, "李响", "铜川镇")];
    let fits = |label: &str| label.contains(query);
    all.into_iter().filter(|one| fits(one.1)).map(|(id, label, hint)| Candidate::new(id, label, hint)).collect()
}

fn draw(ui: &mut Ui, state: &mut State) {
    let found = state.pick.query().map(people);
    let faults = Faults::default();
    Form::new(&mut state.form, &faults).row(ui, Field::new("person", "责任人"), |ui, slot| {
        SearchPick::new(found.as_deref()).show(ui, slot, &mut state.pick, &mut state.chosen)
    });
    let _ = ui.button("别处");
}

fn typed(theme: egui::Theme, text: &str) -> Harness<'static, State> {
    let mut harness = themed(theme, State { form: FormState::begin(), ..State::default() }, draw);
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, "责任人").type_text(text);
    harness.run();
    harness
}

#[test]
fn arrows_and_enter_pick() {
    for theme in THEMES {
        let mut harness = typed(theme, "李");
        assert!(harness.query_by_label("王𠮷 撖家塔村").is_none());
        harness.key_press(Key::ArrowDown);
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(harness.state().chosen.as_ref().map(|one| one.id), Some(3));
        assert_eq!(harness.get_by_role(Role::TextInput).value().as_deref(), Some("李响"));
        assert!(harness.query_by_label("李响 铜川镇").is_none(), "the list is closed");
    }
}

#[test]
fn what_is_not_found_can_be_made() {
    let state = State { form: FormState::begin(), ..State::default() };
    let mut harness =
        themed(egui::Theme::Light, (state, None), |ui, (state, offered): &mut (State, Option<String>)| {
            let found = state.pick.query().map(people);
            let faults = Faults::default();
            Form::new(&mut state.form, &faults).row(ui, Field::new("person", "责任人"), |ui, slot| {
                let field = SearchPick::new(found.as_deref()).offer("新建人员");
                field.show(ui, slot, &mut state.pick, &mut state.chosen)
            });
            *offered = state.pick.take_offer().or(offered.take());
        });
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, "责任人").type_text("张𬭎");
    harness.run();
    harness.get_by_label("新建人员「张𬭎」…").click();
    harness.run();
    assert_eq!(harness.state().1.as_deref(), Some("张𬭎"));
    assert!(harness.query_by_label("新建人员「张𬭎」…").is_none(), "the list is closed");
}

#[test]
fn a_click_picks() {
    let mut harness = typed(egui::Theme::Light, "李");
    harness.get_by_label("李㛃 罕台镇").click();
    harness.run();
    assert_eq!(harness.state().chosen.as_ref().map(|one| one.id), Some(2));
}

#[test]
fn esc_gives_back_what_was_chosen() {
    let mut harness = typed(egui::Theme::Light, "李");
    harness.key_press(Key::Enter);
    harness.run();
    assert!(!harness.get_by_role(Role::TextInput).is_focused(), "what was picked is done with");
    harness.get_by_role(Role::TextInput).focus();
    harness.run();
    harness.get_by_role(Role::TextInput).type_text("乱写");
    harness.run();
    harness.get_by_label("没有找到，请换一个写法");
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.get_by_role(Role::TextInput).value().as_deref(), Some("李㛃"));
}

#[test]
fn typing_without_choosing_is_named() {
    let mut harness = typed(egui::Theme::Light, "赵");
    harness.key_press(Key::Tab);
    harness.run();
    harness.get_by_label("没有选定「赵」，请从列表中选一项");
    assert!(harness.state().chosen.is_none());
}
