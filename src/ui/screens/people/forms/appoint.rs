//! 任免: somebody takes a post from a day on and who held it leaves, or somebody leaves and the post stands empty.

use chrono::NaiveDate;
use egui::Ui;

use crate::{
    domain::{
        date,
        fault::Faults,
        id::{IncumbencyId, PersonId, PostId},
    },
    ops::{
        Command, OpResult,
        newcomer::{NameNewcomer, NewcomerChange},
        office::{Appoint, EndIncumbency},
        query::posts::{self, PostDetail, PostHolder, TermLine},
    },
    session::{Loaded, sheet::Sheet},
    ui::{
        cx::Cx,
        screens::entry::{Entry, Foreseen, PersonPick, Pick, Somebody, Source, date_row, document_row},
        widgets::{
            check::check,
            choice::{choice, segments},
            date_field::DateField,
            fact::fact,
            form::{Field, Form},
        },
    },
};

/// What is entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Take,
    Leave,
}

impl Act {
    const ALL: [Self; 2] = [Self::Take, Self::Leave];

    fn label(self) -> &'static str {
        match self {
            Self::Take => "任职",
            Self::Leave => "离任",
        }
    }
}

pub struct Appointment {
    act: Act,
    post: Pick,
    person: PersonPick,
    from: String,
    /// A term of the past, with its last day.
    ended: bool,
    until: String,
    document: String,
    /// Who leaves, when nobody follows.
    leaver: Option<IncumbencyId>,
    holders: Loaded<(PostId, NaiveDate), OpResult<PostDetail>>,
    foreseen: Foreseen,
}

impl Appointment {
    pub fn new(today: NaiveDate) -> Self {
        Self {
            act: Act::Take,
            post: Pick::new(Source::Posts),
            person: PersonPick::default(),
            from: date::chinese(today),
            ended: false,
            until: String::new(),
            document: String::new(),
            leaver: None,
            holders: Loaded::default(),
            foreseen: Foreseen::default(),
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

    /// 免职 of one who holds the post.
    pub fn leaving(mut self, term: &TermLine) -> Self {
        (self.act, self.leaver) = (Act::Leave, Some(term.incumbency));
        self.to(term.post, &format!("{}{}", term.unit_name, term.title))
    }

    fn taking(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>, day: NaiveDate) {
        let today = cx.office.today;
        self.person.row(ui, form, ("person", "任职人"), cx, day);
        let field = Field::new("from", "任职日期").help("一人担任的职务，原任职人自该日起离任");
        date_row(ui, form, field, &mut self.from, today);
        form.row(ui, Field::new("ended", "补录"), |ui, _| check(ui, &mut self.ended, "已离任（补录过去的任职）"));
        if self.ended {
            form.row(
                ui,
                Field::new("until", "离任日期").required().help("自该日起不再任职"),
                |ui, slot| DateField::new(&mut self.until, today).show(ui, slot),
            );
        }
    }

    fn parting(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>, day: NaiveDate) {
        if let Some(post) = self.post.post() {
            cx.load(&mut self.holders, (post, day), |ws, (post, day)| posts::detail(ws, post, day));
        }
        let holders = self.known_holders();
        match holders.as_slice() {
            [] if self.post.post().is_some() => fact(ui, "离任人", "该日无人任职"),
            [one] => {
                fact(ui, "离任人", &format!("{}（{}起）", one.name, date::chinese(one.since)));
                self.leaver = Some(one.incumbency);
            }
            several => {
                let ids: Vec<IncumbencyId> = several.iter().map(|one| one.incumbency).collect();
                let word = |id: &IncumbencyId| {
                    several.iter().find(|one| one.incumbency == *id).map_or("", |one| one.name.as_str())
                };
                form.row(ui, Field::new("incumbency", "离任人").required(), |ui, slot| {
                    choice(ui, slot, &mut self.leaver, &ids, word, "请选择")
                });
            }
        }
        let field = Field::new("on", "免职日期").help("自该日起不再任职，接任人明确之前职务空缺");
        date_row(ui, form, field, &mut self.from, cx.office.today);
    }

    /// Who holds the post that is chosen; nobody while that is being read.
    fn known_holders(&self) -> Vec<PostHolder> {
        let Some(Ok(detail)) = self.holders.shown() else { return Vec::new() };
        let same = Some(detail.post.id) == self.post.post();
        if same { detail.post.holders.clone() } else { Vec::new() }
    }

    fn take(&self, today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let post = faults.take("post", self.post.post().ok_or("请选择职务；没有的职务请先用「新增职务」"));
        let somebody = self.person.read(&mut faults, "person", "请选择任职人；名单里没有的可以新建人员");
        let from = faults.take("from", date::parse(&self.from, today));
        let until = match self.ended {
            true => faults.take("until", date::parse(&self.until, today)).map(Some),
            false => Some(None),
        };
        let (Some(post), Some(somebody), Some(from), Some(until)) = (post, somebody, from, until) else {
            return Err(faults);
        };
        let document = self.document.clone();
        Ok(match somebody {
            Somebody::Known(person) => Command::Appoint(Appoint { post, person, from, until, relieve: true, document }),
            Somebody::New(newcomer) => {
                let change = NewcomerChange::Appoint { post, from, until, document };
                Command::NameNewcomer(NameNewcomer { newcomer, change })
            }
        })
    }

    fn leave(&self, today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        faults.take("post", self.post.post().ok_or("请选择职务"));
        let incumbency = faults.take("incumbency", self.leaver.ok_or("请选择离任人"));
        let on = faults.take("on", date::parse(&self.from, today));
        match (incumbency, on) {
            (Some(incumbency), Some(on)) if faults.is_empty() => {
                Ok(Command::EndIncumbency(EndIncumbency { incumbency, on, document: self.document.clone() }))
            }
            _ => Err(faults),
        }
    }
}

impl Entry for Appointment {
    fn title(&self) -> String {
        "任免".to_owned()
    }

    fn verb(&self) -> &'static str {
        match self.act {
            Act::Take => "任命",
            Act::Leave => "免职",
        }
    }

    fn takes_away(&self) -> bool {
        self.act == Act::Leave
    }

    fn begins_at(&self) -> Option<&'static str> {
        self.post.post().map(|_| if self.act == Act::Take { "person" } else { "on" })
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        let today = cx.office.today;
        let day = date::parse(&self.from, today).unwrap_or(today);
        segments(ui, &mut self.act, &Act::ALL, |act| act.label());
        ui.add_space(4.0);
        let before = self.post.post();
        form.row(ui, Field::new("post", "职务").required(), |ui, slot| self.post.show(ui, slot, cx, day));
        if self.post.post() != before {
            self.leaver = None;
        }
        match self.act {
            Act::Take => self.taking(ui, form, cx, day),
            Act::Leave => self.parting(ui, form, cx, day),
        }
        document_row(ui, form, &mut self.document);
        let command = self.command(today).ok();
        self.foreseen.read(cx, command);
        self.foreseen.show(ui);
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        match self.act {
            Act::Take => self.take(today),
            Act::Leave => self.leave(today),
        }
    }

    fn paper(&self, today: NaiveDate) -> Option<Result<Sheet, &'static str>> {
        let on = date::parse(&self.from, today);
        Some(match (self.foreseen.leaving(), on) {
            (Some(leaving), Ok(on)) => Ok(Sheet::Handover { person: leaving.person, on }),
            _ => Err("没有离任的人，不用交接；填好职务、任职人和日期后再看"),
        })
    }

    fn next(&self) -> Option<Box<dyn Entry>> {
        let (act, from, document) = (self.act, self.from.clone(), self.document.clone());
        Some(Box::new(Self { act, from, document, ..Self::new(NaiveDate::default()) }))
    }
}
