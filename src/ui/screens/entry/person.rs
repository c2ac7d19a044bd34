//! Choosing a person, or entering one who is not known yet without leaving the form.

use chrono::NaiveDate;
use egui::{Frame, RichText, Ui};

use super::{Pick, Source};
use crate::{
    domain::{fault::Faults, id::PersonId, text},
    ops::{Command, OpFault, office::AddPerson},
    ui::{
        action::Submission,
        cx::Cx,
        theme,
        widgets::{
            button,
            form::{Field, Form, FormState},
            search_pick::Candidate,
            text_field::TextField,
        },
    },
};

pub struct PersonPick {
    pick: Pick,
    new: Option<NewPerson>,
}

/// Somebody who is being entered.
struct NewPerson {
    name: String,
    office_phone: String,
    state: FormState,
    answered: Faults,
    sent: Option<Submission>,
}

impl Default for PersonPick {
    fn default() -> Self {
        Self { pick: Pick::new(Source::People).offering("新建人员"), new: None }
    }
}

impl PersonPick {
    pub fn with(person: PersonId, name: &str) -> Self {
        Self { pick: Pick::new(Source::People).offering("新建人员").with(person.0, name), new: None }
    }

    pub fn person(&self) -> Option<PersonId> {
        self.pick.person()
    }

    /// The row of the field, and under it the fields of somebody new.
    pub fn row(&mut self, ui: &mut Ui, form: &mut Form<'_>, field: Field<'_>, cx: &mut Cx<'_>, day: NaiveDate) {
        form.row(ui, field, |ui, slot| self.pick.show(ui, slot, cx, day));
        if let Some(name) = self.pick.take_offer() {
            self.new = Some(NewPerson::called(name));
        }
        let Some(new) = &mut self.new else { return };
        match new.show(ui, cx) {
            Some(Made::Person(one)) => (self.pick.chosen, self.new) = (Some(one), None),
            Some(Made::Nothing) => self.new = None,
            None => {}
        }
    }
}

/// What became of entering somebody.
enum Made {
    Person(Candidate),
    Nothing,
}

impl NewPerson {
    fn called(name: String) -> Self {
        let (state, answered) = (FormState::default(), Faults::default());
        Self { name, office_phone: String::new(), state, answered, sent: None }
    }

    fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> Option<Made> {
        if let Some(made) = self.receive() {
            return Some(made);
        }
        let colours = theme::palette(ui);
        let frame = Frame::NONE.fill(colours.sunken).corner_radius(6).inner_margin(12.0);
        let mut pressed = None;
        frame.show(ui, |ui| {
            ui.label(RichText::new("新建人员").text_style(theme::text::strong()));
            let faults = self.facts().err().unwrap_or_else(|| self.answered.clone());
            let mut form = Form::new(&mut self.state, &faults);
            form.row(ui, Field::new("name", "姓名").required(), |ui, slot| {
                TextField::new(&mut self.name).max(text::NAME_MAX).show(ui, slot)
            });
            form.row(ui, Field::new("office_phone", "办公电话"), |ui, slot| {
                TextField::new(&mut self.office_phone).hint("例如：0477-8123456").show(ui, slot)
            });
            ui.horizontal(|ui| {
                let busy = self.sent.as_ref().map(|_| "正在保存");
                if ui.add(button::quiet("新建人员").refused(busy)).clicked() {
                    pressed = Some(true);
                }
                if ui.add(button::bare("不新建")).clicked() {
                    pressed = Some(false);
                }
            });
        });
        match pressed {
            Some(true) => self.send(cx),
            Some(false) => return Some(Made::Nothing),
            None => {}
        }
        None
    }

    fn facts(&self) -> Result<AddPerson, Faults> {
        let mut faults = Faults::default();
        let name = faults.take("name", text::name("姓名", &self.name));
        let office_phone = faults.take("office_phone", text::phone("办公电话", &self.office_phone));
        let (Some(name), Some(office_phone)) = (name, office_phone) else { return Err(faults) };
        Ok(AddPerson { name, phone: String::new(), office_phone, note: String::new() })
    }

    fn send(&mut self, cx: &mut Cx<'_>) {
        match self.facts() {
            Ok(facts) => self.sent = Some(cx.submit(Command::AddPerson(facts))),
            Err(_) => self.state.save_failed(),
        }
    }

    fn receive(&mut self) -> Option<Made> {
        let result = self.sent.as_ref()?.take()?;
        self.sent = None;
        match result {
            Ok(outcome) => {
                let one = outcome.made.first().map(|id| Candidate::new(*id, self.name.trim(), ""));
                Some(one.map_or(Made::Nothing, Made::Person))
            }
            Err(fault) => {
                if let OpFault::Input(faults) = fault {
                    self.answered = faults;
                    self.state.save_failed();
                }
                None
            }
        }
    }
}
