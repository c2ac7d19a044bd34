//! 责任人: people and posts in two lists, one record of them in the drawer, or a form.

mod forms;
mod person;
mod persons;
mod post;
mod posts;
mod tenure;

use chrono::NaiveDate;
use egui::Ui;

use self::{
    forms::{Appointment, PersonForm, PostForm, UnitForm, UnitNameForm},
    persons::Persons,
    posts::Posts,
    tenure::Tenure,
};
use super::{
    entry::{Entry, EntryDrawer, Saved, past_banner},
    views::{PeopleView, people_views},
};
use crate::{
    domain::{
        desk::Right,
        id::{PersonId, PostId},
    },
    ops::{
        Changes, OpResult,
        query::{self, vacancy::Vacancies},
    },
    session::{
        Loaded,
        sheet::{Sheet, SheetRequest},
    },
    ui::{cx::Cx, icon::Icon, route::Route, widgets::page::PageHead},
};

#[derive(Default)]
pub struct People {
    tab: Tab,
    persons: Persons,
    posts: Posts,
    drawer: EntryDrawer,
    /// 履职情况 of one person, in place of the lists.
    tenure: Option<Tenure>,
    vacancies: Loaded<NaiveDate, OpResult<Vacancies>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Persons,
    Posts,
}

impl Tab {
    fn view(self) -> PeopleView {
        match self {
            Self::Persons => PeopleView::Persons,
            Self::Posts => PeopleView::Posts,
        }
    }
}

/// What can be done from the head of the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    AddPerson,
    Appoint,
    AddPost,
    AddUnit,
    EditUnit,
    RenameUnit,
}

/// What was pressed in a list or a record.
enum Wish {
    Fill(Box<dyn Entry>),
    Go(Route),
    /// 履职情况 of a person.
    Tenure(PersonId),
    Print(Sheet),
    Close,
}

/// Tables behind what this page shows.
const TABLES: &[&str] = &[
    "person",
    "unit",
    "post",
    "incumbency",
    "duty",
    "charge",
    "pairing",
    "grid",
    "grid_version",
    "patrol",
    "patrol_person",
    "assessment",
    "assessment_object",
    "score",
    "correction",
    "former_unit_name",
];

impl People {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        if let Some(tenure) = &mut self.tenure {
            if tenure.show(ui, cx) {
                self.persons.open(tenure.person());
                self.tenure = None;
            }
            return;
        }
        cx.load(&mut self.vacancies, cx.as_of, query::vacancy::count);
        if let Some(deed) = self.head(ui, cx) {
            self.begin(deed, cx);
        }
        people_views(ui, cx, self.tab.view());
        past_banner(ui, cx);
        if let Some(saved) = self.drawer.show(ui, cx, "责任人表单") {
            self.saved(&saved);
        }
        let record = !self.drawer.is_open();
        let wish = match self.tab {
            Tab::Persons => self.persons.show(ui, cx, record),
            Tab::Posts => self.posts.show(ui, cx, record),
        };
        match wish {
            Some(Wish::Fill(entry)) => self.drawer.begin(entry),
            Some(Wish::Go(route)) => cx.go(route),
            Some(Wish::Tenure(person)) => self.tenure = Some(Tenure::of(person)),
            Some(Wish::Print(sheet)) => cx.preview(SheetRequest { sheet, as_of: cx.as_of }),
            Some(Wish::Close) | None => {}
        }
    }

    /// Somebody or something new is shown at once.
    fn saved(&mut self, saved: &Saved) {
        let Some(id) = saved.outcome.made.first().filter(|_| !self.drawer.is_open()) else { return };
        match saved.command {
            "add_person" => self.persons.open(PersonId(*id)),
            "add_post" => self.posts.open(PostId(*id)),
            _ => {}
        }
    }

    fn head(&self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Deed> {
        let why = cx.office.refusal(Right::Manage);
        let deeds: &[(Deed, Icon, &str)] = match self.tab {
            Tab::Persons => &[(Deed::AddPerson, Icon::Add, "新增人员")],
            Tab::Posts => &[
                (Deed::Appoint, Icon::Person, "任免…"),
                (Deed::AddPost, Icon::Add, "新增职务"),
                (Deed::AddUnit, Icon::Add, "新增单位"),
                (Deed::EditUnit, Icon::Edit, "修改单位…"),
                (Deed::RenameUnit, Icon::Edit, "单位更名…"),
            ],
        };
        // Names of an earlier day must not be written over those of today.
        let past = (cx.as_of != cx.office.today).then_some("修改的是现在的资料，请先回到今天");
        let empty = match self.vacancies.shown() {
            Some(Ok(vacancies)) => vacancies.words(),
            _ => String::new(),
        };
        let mut head = PageHead::new("责任人").note(&empty);
        for (deed, icon, verb) in deeds {
            let of_unit = matches!(deed, Deed::EditUnit | Deed::RenameUnit);
            if of_unit && self.posts.unit().is_none() {
                continue;
            }
            let why = why.as_deref().or(past.filter(|_| of_unit));
            head = match why {
                Some(why) => head.refused(*deed, *icon, verb, why),
                None if matches!(deed, Deed::AddPerson | Deed::Appoint) => head.primary(*deed, *icon, verb),
                None => head.quiet(*deed, *icon, verb),
            };
        }
        head.show(ui)
    }

    fn begin(&mut self, deed: Deed, cx: &Cx<'_>) {
        let today = cx.office.today;
        let entry: Box<dyn Entry> = match deed {
            Deed::AddPerson => Box::new(PersonForm::default()),
            Deed::Appoint => match self.posts.shown() {
                Some(post) => Box::new(Appointment::new(today).to(post.id, &(post.unit_name.clone() + &post.title))),
                None => Box::new(Appointment::new(today)),
            },
            Deed::AddPost => Box::new(PostForm::new(self.posts.unit(), today)),
            Deed::AddUnit => Box::new(UnitForm::default()),
            Deed::RenameUnit => match self.posts.unit_line() {
                Some(unit) => Box::new(UnitNameForm::of(unit, today)),
                None => return,
            },
            Deed::EditUnit => match self.posts.unit_line() {
                Some(unit) => Box::new(UnitForm::of(unit)),
                None => return,
            },
        };
        self.drawer.begin(entry);
    }

    pub fn list_persons(&mut self) {
        self.list(Tab::Persons);
    }

    pub fn list_posts(&mut self) {
        self.list(Tab::Posts);
    }

    /// The posts that nobody holds.
    pub fn list_vacant_posts(&mut self) {
        self.list(Tab::Posts);
        self.posts.only_vacant();
    }

    fn list(&mut self, tab: Tab) {
        if self.tab != tab {
            self.tenure = None;
            self.drawer.close_untouched();
        }
        self.tab = tab;
    }

    pub fn open_person(&mut self, id: PersonId) {
        self.tenure = None;
        self.tab = Tab::Persons;
        self.drawer.close_untouched();
        self.persons.open(id);
    }

    pub fn open_post(&mut self, id: PostId) {
        self.tenure = None;
        self.tab = Tab::Posts;
        self.drawer.close_untouched();
        self.posts.open(id);
    }

    pub fn has_unsaved(&self) -> bool {
        self.drawer.has_unsaved()
    }

    pub fn discard(&mut self) {
        self.drawer.discard();
    }

    pub fn refresh(&mut self, changes: &Changes) {
        if changes.touch(TABLES) {
            self.persons.refresh();
            self.posts.refresh();
            self.vacancies.invalidate();
            if let Some(tenure) = &mut self.tenure {
                tenure.refresh();
            }
        }
    }
}
