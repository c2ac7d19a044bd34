//! A seat in a 领导小组: of a post, so that it follows the incumbent, or of a person.

use chrono::NaiveDate;
use egui::Ui;

use super::{line_row, optional_date, optional_date_row, shown};
use crate::{
    domain::{
        date::{self, chinese},
        fault::Faults,
        id::{LeadingGroupId, LeadingMemberId},
        leading_group::{Part, Seat},
    },
    ops::{
        Command,
        mechanism::{AddLeadingMember, EditLeadingMember, LeadingMember},
        query::mechanism::{GroupLine, MemberLine},
    },
    ui::{
        cx::Cx,
        screens::entry::{Entry, PersonPick, Pick, Source, date_row},
        widgets::{
            choice::choice_of,
            form::{Field, Form},
        },
    },
};

/// What the seat is bound to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    Post,
    Person,
}

impl Bound {
    const ALL: [Self; 2] = [Self::Post, Self::Person];

    fn label(self) -> &'static str {
        match self {
            Self::Post => "随职务（换人自动更新）",
            Self::Person => "随个人",
        }
    }
}

pub struct MemberForm {
    group: LeadingGroupId,
    /// `None` for somebody new.
    member: Option<LeadingMemberId>,
    part: Part,
    bound: Bound,
    post: Pick,
    person: PersonPick,
    title: String,
    from: String,
    until: String,
    /// The day the group was founded.
    founded: NaiveDate,
}

impl MemberForm {
    pub fn new(group: &GroupLine) -> Self {
        Self::blank(group.id, group.period.from, Part::Member)
    }

    fn blank(group: LeadingGroupId, founded: NaiveDate, part: Part) -> Self {
        Self {
            group,
            member: None,
            part,
            bound: Bound::Post,
            post: Pick::new(Source::Posts),
            person: PersonPick::default(),
            title: String::new(),
            from: chinese(founded),
            until: String::new(),
            founded,
        }
    }

    pub fn edit(group: &GroupLine, member: &MemberLine) -> Self {
        let mut form = Self::new(group);
        match member.seat {
            Seat::Post(post) => form.post = form.post.with(post.0, &member.post),
            Seat::Person(person) => {
                (form.bound, form.person) = (Bound::Person, PersonPick::with(person, &member.name));
                form.title = member.post.clone();
            }
        }
        Self {
            member: Some(member.id),
            part: member.part,
            from: chinese(member.period.from),
            until: shown(member.period.until),
            ..form
        }
    }
}

impl Entry for MemberForm {
    fn title(&self) -> String {
        if self.member.is_some() { "修改成员".to_owned() } else { "加入成员".to_owned() }
    }

    fn begins_at(&self) -> Option<&'static str> {
        Some("seat")
    }

    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, cx: &mut Cx<'_>) {
        let today = cx.office.today;
        form.row(ui, Field::new("part", "组内职务").required(), |ui, slot| {
            choice_of(ui, slot, &mut self.part, &Part::ALL, |part| part.label())
        });
        form.row(ui, Field::new("bound", "成员方式").required(), |ui, slot| {
            choice_of(ui, slot, &mut self.bound, &Bound::ALL, |bound| bound.label())
        });
        match self.bound {
            Bound::Post => {
                let field = Field::new("seat", "行政职务").required();
                form.row(ui, field, |ui, slot| self.post.show(ui, slot, cx, today));
            }
            Bound::Person => {
                self.person.row(ui, form, Field::new("seat", "成员").required(), cx, today);
                line_row(ui, form, Field::new("title", "加入时职务"), &mut self.title, "例如：区农牧局局长");
            }
        }
        date_row(ui, form, Field::new("from", "起始日期"), &mut self.from, today);
        let until = Field::new("until", "退出日期").help("自该日起不再是成员；仍在组内的留空");
        optional_date_row(ui, form, until, &mut self.until, today);
    }

    fn command(&self, today: NaiveDate) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let seat = match self.bound {
            Bound::Post => self.post.post().map(Seat::Post).ok_or("请选择行政职务"),
            Bound::Person => self.person.person().map(Seat::Person).ok_or("请选择成员"),
        };
        let seat = faults.take("seat", seat);
        let from = faults.take("from", date::parse(&self.from, today));
        let until = optional_date(&mut faults, "until", &self.until, today);
        let (Some(seat), Some(from), Some(until)) = (seat, from, until) else { return Err(faults) };
        let title = if self.bound == Bound::Person { self.title.clone() } else { String::new() };
        let facts = LeadingMember { part: self.part, seat, title, from: Some(from), until };
        Ok(match self.member {
            Some(leading_member) => Command::EditLeadingMember(EditLeadingMember { leading_member, facts }),
            None => Command::AddLeadingMember(AddLeadingMember { leading_group: self.group, facts }),
        })
    }

    fn next(&self) -> Option<Box<dyn Entry>> {
        let next =
            Self { bound: self.bound, from: self.from.clone(), ..Self::blank(self.group, self.founded, self.part) };
        self.member.is_none().then(|| Box::new(next) as Box<dyn Entry>)
    }
}
