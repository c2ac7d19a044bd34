//! 指定责任人 and 接替.

use chrono::NaiveDate;
use egui::Ui;

use crate::{
    domain::{
        date,
        fault::Faults,
        id::{DutyId, GridId},
        roster::{Binding, DutyHolder, Role},
        text::{self, NAME_MAX},
    },
    ops::{
        Command,
        newcomer::{NameNewcomer, NewcomerChange},
        query::grid::{DutyLine, GridDetail},
        roster::{AssignDuty, SucceedDuty},
    },
    session::sheet::Sheet,
    ui::{
        cx::Cx,
        screens::entry::{Entry, Foreseen, PersonPick, Pick, Somebody, Source, date_row, document_row, fact},
        widgets::{
            choice::choice,
            form::{Field, Form},
            text_field::TextField,
        },
    },
};

/// 身份 of a 网格员 (G26).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    GroupHead,
    Cadre,
    Other,
}

impl Standing {
    const ALL: [Self; 3] = [Self::GroupHead, Self::Cadre, Self::Other];

    fn label(self) -> &'static str {
        match self {
            Self::GroupHead => "社长",
            Self::Cadre => "包片干部",
            Self::Other => "其他",
        }
    }
}

/// What somebody is who holds a duty by themselves.
struct TitleDraft {
    role: Role,
    standing: Option<Standing>,
    other: String,
}

impl TitleDraft {
    fn of(role: Role, title: &str) -> Self {
        let known = Standing::ALL.into_iter().find(|standing| standing.label() == title);
        let standing = known.or_else(|| (!title.is_empty()).then_some(Standing::Other));
        let other = if known.is_some() { String::new() } else { title.to_owned() };
        Self { role, standing, other }
    }

    fn rows(&mut self, ui: &mut Ui, form: &mut Form<'_>) {
        if self.role == Role::GridMember {
            form.row(ui, Field::new("standing", "身份").required(), |ui, slot| {
                choice(ui, slot, &mut self.standing, &Standing::ALL, |standing| standing.label(), "请选择")
            });
            if self.standing != Some(Standing::Other) {
                return;
            }
        }
        form.row(ui, Field::new("title", "职务").help("印在责任人名单上，可以不填"), |ui, slot| {
            TextField::new(&mut self.other).hint("例如：村党支部书记").max(NAME_MAX).show(ui, slot)
        });
    }

    fn read(&self, faults: &mut Faults) -> Option<String> {
        match (self.role, self.standing) {
            (Role::GridMember, None) => {
                faults.add("standing", "请选择身份");
                None
            }
            (Role::GridMember, Some(known)) if known != Standing::Other => Some(known.label().to_owned()),
            _ => faults.take("title", text::line("职务", &self.other, NAME_MAX)),
        }
    }
}

/// Who is to hold it: a post at levels 1 and 2, a person below.
enum Holder {
    Post(Box<Pick>),
    Person(Box<PersonPick>, TitleDraft),
}

/// 指定责任人 for one role of a grid.
pub struct Assign {
    grid: GridId,
    grid_name: String,
    role: Role,
    holder: Holder,
    from: String,
    document: String,
}

impl Assign {
    pub fn of(grid: &GridDetail, role: Role, today: NaiveDate) -> Self {
        let holder = match role.binding() {
            Binding::Post => Holder::Post(Box::new(Pick::new(Source::Posts))),
            Binding::Person => Holder::Person(Box::default(), TitleDraft::of(role, "")),
        };
        let (grid_name, from) = (grid.facts.name.clone(), date::chinese(today));
        Self { grid: grid.id, grid_name, role, holder, from, document: String::new() }
    }
}

impl Entry for Assign {
    fn title(&self) -> String {
        format!("指定{}", self.role.label())
    }

    fn verb(&self) -> &'static str {
        "指定"
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        fact(ui, "网格", &self.grid_name);
        fact(ui, "职责", self.role.label());
        let day = date::parse(&self.from, cx.office.today).unwrap_or(cx.office.today);
        match &mut self.holder {
            Holder::Post(pick) => {
                let help = "职责随行政职务走，接任的同志自动接替；没有这个职务时请先到「责任人」页新增";
                form.row(ui, Field::new("holder", "职务").required().help(help), |ui, slot| {
                    pick.show(ui, slot, cx, day)
                });
            }
            Holder::Person(pick, title) => {
                pick.row(ui, form, ("holder", "责任人"), cx, day);
                title.rows(ui, form);
            }
        }
        date_row(ui, form, Field::new("from", "起始日期"), &mut self.from, cx.office.today);
        document_row(ui, form, &mut self.document);
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let (somebody, title) = match &self.holder {
            Holder::Post(pick) => {
                let post = faults.take("holder", pick.post().ok_or("请选择职务"));
                (post.map(|post| Ok(DutyHolder::Post(post))), Some(String::new()))
            }
            Holder::Person(pick, title) => {
                let somebody = pick.read(&mut faults, "holder", "请选择责任人").map(|somebody| match somebody {
                    Somebody::Known(person) => Ok(DutyHolder::Person(person)),
                    Somebody::New(newcomer) => Err(newcomer),
                });
                (somebody, title.read(&mut faults))
            }
        };
        let from = faults.take("from", date::parse(&self.from, today));
        let (Some(somebody), Some(title), Some(from)) = (somebody, title, from) else { return Err(faults) };
        let (grid, role, document) = (self.grid, self.role, self.document.clone());
        Ok(match somebody {
            Ok(holder) => Command::AssignDuty(AssignDuty { grid, role, holder, title, from, document }),
            Err(newcomer) => {
                let change = NewcomerChange::AssignDuty { grid, role, title, from, document };
                Command::NameNewcomer(NameNewcomer { newcomer, change })
            }
        })
    }
}

/// 接替: another person takes the work over.
pub struct Succeed {
    duty: DutyId,
    what: String,
    before: String,
    person: PersonPick,
    title: TitleDraft,
    from: String,
    document: String,
    foreseen: Foreseen,
}

impl Succeed {
    pub fn of(grid: &GridDetail, role: Role, duty: &DutyLine, today: NaiveDate) -> Self {
        let names: Vec<_> = duty.people.iter().map(|person| person.name.as_str()).collect();
        Self {
            duty: duty.duty,
            what: format!("{}{}", grid.facts.name, role.label()),
            before: names.join("、"),
            person: PersonPick::default(),
            title: TitleDraft::of(role, &duty.post),
            from: date::chinese(today),
            document: String::new(),
            foreseen: Foreseen::default(),
        }
    }
}

impl Entry for Succeed {
    fn title(&self) -> String {
        format!("接替{}", self.before)
    }

    fn verb(&self) -> &'static str {
        "接替"
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        fact(ui, "职责", &self.what);
        fact(ui, "原责任人", &self.before);
        let day = date::parse(&self.from, cx.office.today).unwrap_or(cx.office.today);
        self.person.row(ui, form, ("person", "接替人"), cx, day);
        self.title.rows(ui, form);
        let field = Field::new("from", "接替日期").help("自该日起由接替人负责，包联和对应关系一并接过来");
        date_row(ui, form, field, &mut self.from, cx.office.today);
        document_row(ui, form, &mut self.document);
        let command = self.command(cx.office.today).ok();
        self.foreseen.read(cx, command);
        self.foreseen.show(ui);
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let somebody = self.person.read(&mut faults, "person", "请选择接替的人");
        let title = self.title.read(&mut faults);
        let from = faults.take("from", date::parse(&self.from, today));
        let (Some(somebody), Some(title), Some(from)) = (somebody, title, from) else { return Err(faults) };
        let (duty, document) = (self.duty, self.document.clone());
        Ok(match somebody {
            Somebody::Known(person) => Command::SucceedDuty(SucceedDuty { duty, person, title, from, document }),
            Somebody::New(newcomer) => {
                let change = NewcomerChange::SucceedDuty { duty, title, from, document };
                Command::NameNewcomer(NameNewcomer { newcomer, change })
            }
        })
    }

    fn paper(&self, today: NaiveDate) -> Option<Result<Sheet, &'static str>> {
        let on = date::parse(&self.from, today);
        Some(match (self.foreseen.leaving(), on) {
            (Some(leaving), Ok(on)) => Ok(Sheet::Handover { person: leaving.person, on }),
            _ => Err("请先填好接替人和接替日期"),
        })
    }
}
