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
use super::entry::{Entry, EntryDrawer, Saved, past_banner};
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
    ui::{
        cx::Cx,
        icon::Icon,
        route::Route,
        widgets::{choice::segments, page::PageHead},
    },
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
    const ALL: [Self; 2] = [Self::Persons, Self::Posts];

    fn label(self) -> &'static str {
        match self {
            Self::Persons => "人员",
            Self::Posts => "职务",
        }
    }
}

/// What can be done from the head of the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    AddPerson,
    Renew,
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
        match self.head(ui, cx) {
            Some(Deed::Renew) => cx.go(Route::Renewal),
            Some(deed) => self.begin(deed, cx),
            None => {}
        }
        past_banner(ui, cx);
        let tab = self.tab;
        segments(ui, &mut self.tab, &Tab::ALL, |tab| tab.label());
        if self.tab != tab {
            self.drawer.close_untouched();
        }
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
            Tab::Persons => &[(Deed::AddPerson, Icon::Add, "新增人员"), (Deed::Renew, Icon::Refresh, "换届…")],
            Tab::Posts => &[
                (Deed::Appoint, Icon::Person, "任免…"),
                (Deed::Renew, Icon::Refresh, "换届…"),
                (Deed::AddPost, Icon::Add, "新增职务"),
                (Deed::AddUnit, Icon::Add, "新增单位"),
                (Deed::EditUnit, Icon::Edit, "修改单位…"),
                (Deed::RenameUnit, Icon::Edit, "单位更名…"),
            ],
        };
        let no_unit = self.posts.unit().is_none().then(|| "请先在筛选中选定一个单位".to_owned());
        // Names of an earlier day must not be written over those of today.
        let past = (cx.as_of != cx.office.today).then(|| "修改的是现在的资料，请先回到今天".to_owned());
        let no_unit = no_unit.or(past);
        let empty = match self.vacancies.shown() {
            Some(Ok(vacancies)) => vacancies.words(),
            _ => String::new(),
        };
        let mut head = PageHead::new("责任人").note(&empty);
        for (deed, icon, verb) in deeds {
            let why =
                why.as_deref().or(no_unit.as_deref().filter(|_| matches!(deed, Deed::EditUnit | Deed::RenameUnit)));
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
            Deed::Renew => return, // a page of its own
        };
        self.drawer.begin(entry);
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
