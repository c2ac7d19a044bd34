//! 任免: somebody takes a post from a day on, and who held it leaves.

use chrono::NaiveDate;
use egui::Ui;

use crate::{
    domain::{
        date,
        fault::Faults,
        id::{PersonId, PostId},
    },
    ops::{Command, office::Appoint},
    ui::{
        cx::Cx,
        screens::entry::{Entry, PersonPick, Pick, Source, date_row, document_row},
        widgets::{
            check::check,
            date_field::DateField,
            form::{Field, Form},
        },
    },
};

pub struct Appointment {
    post: Pick,
    person: PersonPick,
    from: String,
    /// A term of the past, with its last day.
    ended: bool,
    until: String,
    document: String,
}

impl Appointment {
    pub fn new(today: NaiveDate) -> Self {
        Self {
            post: Pick::new(Source::Posts),
            person: PersonPick::default(),
            from: date::chinese(today),
            ended: false,
            until: String::new(),
            document: String::new(),
        }
    }

    pub fn to(mut self, post: PostId, name: &str) -> Self {
        self.post = self.post.with(post.0, name);
        self
    }

    pub fn somebody(mut self, person: PersonId, name: &str) -> Self {
        self.person = PersonPick::with(person, name);
        self
    }
}

impl Entry for Appointment {
    fn title(&self) -> String {
        "任免".to_owned()
    }

    fn verb(&self) -> &'static str {
        "任命"
    }

    fn begins_at(&self) -> Option<&'static str> {
        self.post.post().map(|_| "person")
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        let today = cx.office.today;
        let day = date::parse(&self.from, today).unwrap_or(today);
        form.row(ui, Field::new("post", "职务").required(), |ui, slot| self.post.show(ui, slot, cx, day));
        self.person.row(ui, form, Field::new("person", "任职人").required(), cx, day);
        let field =
            Field::new("from", "任职日期").help("一人担任的职务，原任职人自该日起离任；网格职责自动由接任人承担");
        date_row(ui, form, field, &mut self.from, today);
        form.row(ui, Field::new("ended", "补录"), |ui, _| check(ui, &mut self.ended, "已离任（补录过去的任职）"));
        if self.ended {
            form.row(
                ui,
                Field::new("until", "离任日期").required().help("自该日起不再任职"),
                |ui, slot| DateField::new(&mut self.until, today).show(ui, slot),
            );
        }
        document_row(ui, form, &mut self.document);
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let post = faults.take("post", self.post.post().ok_or("请选择职务；没有的职务请先用「新增职务」"));
        let person = faults.take("person", self.person.person().ok_or("请选择任职人；名单里没有的可以新建人员"));
        let from = faults.take("from", date::parse(&self.from, today));
        let until = match self.ended {
            true => faults.take("until", date::parse(&self.until, today)).map(Some),
            false => Some(None),
        };
        let (Some(post), Some(person), Some(from), Some(until)) = (post, person, from, until) else {
            return Err(faults);
        };
        Ok(Command::Appoint(Appoint { post, person, from, until, relieve: true, document: self.document.clone() }))
    }

    fn next(&self) -> Option<Box<dyn Entry>> {
        let next = Self { from: self.from.clone(), document: self.document.clone(), ..Self::new(NaiveDate::default()) };
        Some(Box::new(next))
    }
}
