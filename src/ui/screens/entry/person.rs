//! Choosing a person, or naming one who is not known yet: entered together with what the form is about.

use chrono::NaiveDate;
use egui::Ui;

use super::{Pick, Source};
use crate::{
    domain::{fault::Faults, id::PersonId, text},
    ops::office::AddPerson,
    ui::{
        cx::Cx,
        theme::Tone,
        widgets::{
            chip::chip,
            form::{Field, Form},
            link::link,
            text_field::TextField,
        },
    },
};

pub struct PersonPick {
    pick: Pick,
    new: Option<NewPerson>,
}

/// Who was named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Somebody {
    Known(PersonId),
    New(AddPerson),
}

/// Somebody who is being entered.
struct NewPerson {
    name: String,
    office_phone: String,
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

    /// The row of the field; for somebody new the rows of their facts instead.
    pub fn row(
        &mut self,
        ui: &mut Ui,
        form: &mut Form<'_>,
        (key, label): (&'static str, &str),
        cx: &mut Cx<'_>,
        day: NaiveDate,
    ) {
        let Some(new) = &mut self.new else {
            form.row(ui, Field::new(key, label).required(), |ui, slot| self.pick.show(ui, slot, cx, day));
            if let Some(name) = self.pick.take_offer() {
                self.new = Some(NewPerson { name, office_phone: String::new() });
                form.wants("office_phone");
            }
            return;
        };
        let mut known = false;
        let field = Field::new("name", label).required().help("名单里还没有，保存时一并登记");
        form.row(ui, field, |ui, slot| {
            let shown = TextField::new(&mut new.name).max(text::NAME_MAX).show(ui, &slot.narrowed(64.0));
            chip(ui, Tone::Info, "新人员");
            shown
        });
        form.row(ui, Field::new("office_phone", "办公电话"), |ui, slot| {
            TextField::new(&mut new.office_phone).hint("例如：0477-8123456").show(ui, slot)
        });
        form.beside(ui, |ui| known = link(ui, "改选名单中的人员").clicked());
        if known {
            self.new = None;
        }
    }

    /// Who was named; otherwise notes `missing` or what is wrong with somebody new.
    pub fn read(&self, faults: &mut Faults, key: &'static str, missing: &str) -> Option<Somebody> {
        let Some(new) = &self.new else {
            return faults.take(key, self.pick.person().ok_or(missing)).map(Somebody::Known);
        };
        let name = faults.take("name", text::name("姓名", &new.name));
        let office_phone = faults.take("office_phone", text::phone("办公电话", &new.office_phone));
        let (Some(name), Some(office_phone)) = (name, office_phone) else { return None };
        Some(Somebody::New(AddPerson { name, phone: String::new(), office_phone, note: String::new() }))
    }
}
