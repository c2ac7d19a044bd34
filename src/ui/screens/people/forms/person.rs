//! 新增人员, and mending what is known of one.

use chrono::NaiveDate;
use egui::Ui;

use crate::{
    domain::{
        fault::Faults,
        id::PersonId,
        text::{self, NAME_MAX, PROSE_MAX},
    },
    ops::{
        Command,
        office::{AddPerson, EditPerson},
        query::people::PersonDetail,
    },
    ui::{
        cx::Cx,
        screens::entry::Entry,
        widgets::{
            form::{Field, Form},
            text_field::TextField,
        },
    },
};

#[derive(Default)]
pub struct PersonForm {
    /// `None` for somebody new.
    person: Option<PersonId>,
    name: String,
    office_phone: String,
    phone: String,
    note: String,
}

impl PersonForm {
    pub fn of(detail: &PersonDetail) -> Self {
        let line = &detail.person;
        Self {
            person: Some(line.id),
            name: line.name.clone(),
            office_phone: line.office_phone.clone(),
            phone: line.phone.clone(),
            note: detail.note.clone(),
        }
    }
}

impl Entry for PersonForm {
    fn title(&self) -> String {
        if self.person.is_some() { "修改人员资料".to_owned() } else { "新增人员".to_owned() }
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, _cx: &mut Cx<'_>) {
        form.row(ui, Field::new("name", "姓名").required(), |ui, slot| {
            TextField::new(&mut self.name).max(NAME_MAX).show(ui, slot)
        });
        form.row(
            ui,
            Field::new("office_phone", "办公电话").help("印在公示牌和责任人名单上"),
            |ui, slot| TextField::new(&mut self.office_phone).hint("例如：0477-8123456").show(ui, slot),
        );
        form.row(
            ui,
            Field::new("phone", "手机号码").help("不公开，只有区级管理看到全号"),
            |ui, slot| TextField::new(&mut self.phone).show(ui, slot),
        );
        form.row(ui, Field::new("note", "备注"), |ui, slot| {
            TextField::new(&mut self.note).rows(4).max(PROSE_MAX).show(ui, slot)
        });
    }

    fn command(&self, _today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let name = faults.take("name", text::name("姓名", &self.name));
        let office_phone = faults.take("office_phone", text::phone("办公电话", &self.office_phone));
        let phone = faults.take("phone", text::phone("手机号码", &self.phone));
        let note = faults.take("note", text::prose("备注", &self.note, PROSE_MAX));
        let (Some(name), Some(office_phone), Some(phone), Some(note)) = (name, office_phone, phone, note) else {
            return Err(faults);
        };
        let facts = AddPerson { name, phone, office_phone, note };
        Ok(match self.person {
            Some(person) => Command::EditPerson(EditPerson { person, facts }),
            None => Command::AddPerson(facts),
        })
    }

    fn next(&self) -> Option<Box<dyn Entry>> {
        self.person.is_none().then(|| Box::new(Self::default()) as Box<dyn Entry>)
    }
}
