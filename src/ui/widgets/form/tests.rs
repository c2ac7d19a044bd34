//! Forms by hand and by key: faults in time, focus where it is needed.

use egui_kittest::{Harness, kittest::Queryable as _};

use super::*;
use crate::ui::{
    testing::{THEMES, themed},
    widgets::text_field::TextField,
};

#[derive(Default)]
struct State {
    form: FormState,
    name: String,
    phone: String,
}

fn faults(state: &State) -> Faults {
    let mut faults = Faults::default();
    if state.name.is_empty() {
        faults.add("name", "请填写姓名");
    }
    if state.phone.is_empty() {
        faults.add("phone", "请填写电话");
    }
    faults
}

fn draw(ui: &mut Ui, state: &mut State) {
    let faults = faults(state);
    let mut form = Form::new(&mut state.form, &faults);
    form.row(ui, Field::new("name", "姓名").required(), |ui, slot| TextField::new(&mut state.name).show(ui, slot));
    let basis = Basis { heading: "四、（一）职责", text: "公示责任人姓名和电话。" };
    let phone = Field::new("phone", "电话").help("填写办公电话").basis(basis);
    form.row(ui, phone, |ui, slot| TextField::new(&mut state.phone).show(ui, slot));
}

fn focused(harness: &Harness<'_, State>, name: &str) -> bool {
    harness.get_by_role_and_label(Role::TextInput, name).is_focused()
}

#[test]
fn a_fault_waits_until_the_field_is_left() {
    for theme in THEMES {
        let mut harness = themed(theme, State::default(), draw);
        assert!(harness.query_by_label("请填写姓名").is_none());
        harness.get_by_label("填写办公电话");
        harness.get_by_role_and_label(Role::TextInput, "姓名").focus();
        harness.run();
        harness.get_by_role_and_label(Role::TextInput, "电话").focus();
        harness.run();
        harness.get_by_label("请填写姓名");
        assert!(harness.query_by_label("请填写电话").is_none());
    }
}

#[test]
fn a_failed_save_shows_all_and_goes_to_the_first() {
    let mut harness = themed(egui::Theme::Light, State::default(), draw);
    harness.state_mut().name = "王𠮷".into();
    harness.state_mut().form.save_failed();
    harness.run();
    harness.get_by_label("请填写电话");
    assert!(focused(&harness, "电话"));
}

#[test]
fn enter_moves_on() {
    let mut harness = themed(egui::Theme::Light, State { form: FormState::begin(), ..State::default() }, draw);
    harness.run();
    assert!(focused(&harness, "姓名"));
    harness.key_press(Key::Enter);
    harness.run();
    assert!(focused(&harness, "电话"));
    harness.key_press(Key::Enter);
    harness.run();
    assert!(!focused(&harness, "姓名") && !focused(&harness, "电话"));
}

#[test]
fn f1_opens_the_clause_of_the_focused_field() {
    let mut harness = themed(egui::Theme::Light, State::default(), draw);
    harness.state_mut().form.focus("phone");
    harness.run();
    harness.key_press(Key::F1);
    harness.run();
    harness.get_by_label("公示责任人姓名和电话。");
}

#[test]
fn a_form_knows_its_rows_and_whether_anything_was_entered() {
    let mut harness = themed(egui::Theme::Light, State::default(), draw);
    assert!(harness.state().form.has_row("phone") && !harness.state().form.has_row("grid"));
    assert_eq!(harness.state().form.edits(), 0);
    harness.get_by_role_and_label(Role::TextInput, "姓名").focus();
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, "姓名").type_text("王𠮷");
    harness.run();
    assert!(harness.state().form.edits() > 0);
}
