//! 换届: many 任免 and 接替 as one operation; every line is tried, so that all faults are told at once (R116, R127, G25).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{AddPerson, Appoint, EndIncumbency, person, term};
use crate::{
    domain::{
        date::{self, Period, chinese},
        fault::Faults,
        id::{DutyId, GridId, PersonId, PostId},
        roster::{DutyHolder, Role},
        text,
    },
    ops::{
        OpFault, OpResult, Tx,
        lines::Lines,
        roster::{self, AssignDuty, EndDuty, SucceedDuty},
    },
};

/// Many changes of office that one decision makes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenewTerm {
    /// As the history shows it: 「罕台镇换届」; empty means 「换届」.
    #[serde(default)]
    pub title: String,
    /// The first day of everything that does not say another.
    pub from: NaiveDate,
    /// The paper of everything that does not name another.
    #[serde(default)]
    pub document: String,
    pub changes: Vec<TermChange>,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TermChange {
    /// 任职 in a post; whoever held it leaves.
    Appoint(TakePost),
    /// 接替 of a duty of a person.
    Succeed(TakeDuty),
    /// A role of a person that nobody held.
    Assign(TakeRole),
    /// 离任不补.
    Vacate(Vacate),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakePost {
    pub post: PostId,
    pub person: Newcomer,
    /// Who leaves, where several hold the post.
    #[serde(default)]
    pub instead_of: Option<PersonId>,
    #[serde(default)]
    pub from: Option<NaiveDate>,
    #[serde(default)]
    pub document: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeDuty {
    pub duty: DutyId,
    pub person: Newcomer,
    /// Empty keeps the 身份 of the predecessor.
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub from: Option<NaiveDate>,
    #[serde(default)]
    pub document: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeRole {
    pub grid: GridId,
    pub role: Role,
    pub person: Newcomer,
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub from: Option<NaiveDate>,
    #[serde(default)]
    pub document: Option<String>,
}

/// Leaving a post or a duty of a person without a successor: one of the two is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vacate {
    #[serde(default)]
    pub post: Option<PostId>,
    /// Who leaves, where several hold the post; all of them unless said.
    #[serde(default)]
    pub person: Option<PersonId>,
    #[serde(default)]
    pub duty: Option<DutyId>,
    #[serde(default)]
    pub from: Option<NaiveDate>,
}

/// Somebody known, or somebody who is entered with the line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Newcomer {
    Known(PersonId),
    New(NewPerson),
}

/// Lines with the same name and mark mean the same new person; the mark tells namesakes apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPerson {
    pub name: String,
    #[serde(default)]
    pub mark: String,
    #[serde(default)]
    pub phone: String,
    #[serde(default)]
    pub office_phone: String,
}

/// What a line did, for the title and the warnings at the end.
enum Done {
    Took(PostId, PersonId, Period),
    Succeeded(DutyId),
    Assigned(DutyId),
    /// In words what nobody holds now; empty when somebody is left.
    Left(String),
}

impl TermChange {
    /// Who takes something over.
    fn person(&self) -> Option<&Newcomer> {
        match self {
            Self::Appoint(take) => Some(&take.person),
            Self::Succeed(take) => Some(&take.person),
            Self::Assign(take) => Some(&take.person),
            Self::Vacate(_) => None,
        }
    }
}

/// The running entry: the defaults, and who was entered so far.
struct Entry {
    from: NaiveDate,
    document: String,
    people: BTreeMap<(String, String), PersonId>,
}

pub(in crate::ops) fn renew_term(tx: &mut Tx<'_>, args: RenewTerm) -> OpResult<String> {
    let mut faults = Faults::default();
    let title = faults.take("title", text::line("名称", &args.title, text::NAME_MAX));
    let from = faults.take("from", date::check(args.from));
    let document = faults.take("document", text::line("依据文件", &args.document, text::LINE_MAX));
    if args.changes.is_empty() {
        faults.add("changes", "没有变动，请至少填写一项接任人或离任");
    }
    let (Some(title), Some(from), Some(document), true) = (title, from, document, faults.is_empty()) else {
        return Err(faults.into());
    };
    let names = line_names(tx, &args.changes, from)?;
    once_each(&args.changes, &names)?;
    let mut entry = Entry { from, document, people: BTreeMap::new() };
    let said = std::mem::take(&mut tx.warnings);
    let done = carry_out(tx, &mut entry, &args.changes, &names)?;
    tx.warnings = said;
    warn(tx, &entry, &done)?;
    Ok(words(&title, from, &done))
}

/// Nothing changes hands twice in one renewal.
fn once_each(changes: &[TermChange], names: &[String]) -> OpResult<()> {
    let mut seen: BTreeMap<(i64, Option<PersonId>), usize> = BTreeMap::new();
    let mut lines = Lines::default();
    for (place, change) in changes.iter().enumerate() {
        let key = match change {
            TermChange::Appoint(take) => (take.post.0, take.instead_of),
            TermChange::Succeed(take) => (take.duty.0, None),
            TermChange::Vacate(leave) => match (leave.post, leave.duty) {
                (Some(post), _) => (post.0, leave.person),
                (None, Some(duty)) => (duty.0, None),
                (None, None) => continue,
            },
            // Several people may take a role that nobody held.
            TermChange::Assign(_) => continue,
        };
        if let Some(first) = seen.insert(key, place) {
            let twice = OpFault::field("changes", format!("与第 {} 项重复，同一职务或职责只能填一次", first + 1));
            lines.take(place, &names[place], Err::<(), _>(twice))?;
        }
    }
    lines.done()
}

/// Tries every line; one that stands in the way of another (a 监管人 who moves to another place in the same village)
/// may come after it, so lines that failed are tried again as long as others succeed.
fn carry_out(tx: &mut Tx<'_>, entry: &mut Entry, changes: &[TermChange], names: &[String]) -> OpResult<Vec<Done>> {
    let mut done = Vec::new();
    let mut waiting: Vec<usize> = (0..changes.len()).collect();
    loop {
        let mut lines = Lines::default();
        let mut again = Vec::new();
        for place in &waiting {
            let made = change(tx, entry, &changes[*place]);
            match lines.take(*place, &names[*place], made)? {
                Some(one) => done.push(one),
                None => again.push(*place),
            }
        }
        if again.is_empty() || again.len() == waiting.len() {
            lines.done()?;
            return Ok(done);
        }
        waiting = again;
    }
}

/// Carries out one line; one that fails leaves nothing but the person it entered, whom it finds again when it is tried
/// again.
fn change(tx: &mut Tx<'_>, entry: &mut Entry, change: &TermChange) -> OpResult<Done> {
    if let Some(person) = change.person() {
        entry.person(tx, person)?;
    }
    let (store, made) = (tx.store, tx.made.len());
    let done = store.step(|| carry_out_one(tx, entry, change));
    if done.is_err() {
        tx.made.truncate(made);
    }
    done
}

fn carry_out_one(tx: &mut Tx<'_>, entry: &mut Entry, change: &TermChange) -> OpResult<Done> {
    match change {
        TermChange::Appoint(take) => take_post(tx, entry, take),
        TermChange::Succeed(take) => {
            let person = entry.person(tx, &take.person)?;
            let (from, document) = entry.dated(take.from, &take.document);
            let args = SucceedDuty { duty: take.duty, person, title: take.title.clone(), from, document };
            Ok(Done::Succeeded(roster::hand_over(tx, args)?.0))
        }
        TermChange::Assign(take) => {
            let holder = DutyHolder::Person(entry.person(tx, &take.person)?);
            let (from, document) = entry.dated(take.from, &take.document);
            let (grid, role, title) = (take.grid, take.role, take.title.clone());
            roster::assign(tx, AssignDuty { grid, role, holder, title, from, document })?;
            Ok(Done::Assigned(DutyId(tx.made.last().copied().unwrap_or_default())))
        }
        TermChange::Vacate(leave) => vacate(tx, entry, leave),
    }
}

impl Entry {
    fn dated(&self, from: Option<NaiveDate>, document: &Option<String>) -> (NaiveDate, String) {
        (from.unwrap_or(self.from), document.clone().unwrap_or_else(|| self.document.clone()))
    }

    /// The person of a line, entered now when they are new.
    fn person(&mut self, tx: &mut Tx<'_>, wanted: &Newcomer) -> OpResult<PersonId> {
        let new = match wanted {
            Newcomer::Known(person) => return Ok(tx.person(*person)?.id),
            Newcomer::New(new) => new,
        };
        let key = (new.name.trim().to_owned(), new.mark.clone());
        if let Some(known) = self.people.get(&key) {
            return Ok(*known);
        }
        let (name, phone, office_phone) = (new.name.clone(), new.phone.clone(), new.office_phone.clone());
        let id = person::enter(tx, &AddPerson { name, phone, office_phone, note: String::new() })?;
        self.people.insert(key, id);
        Ok(id)
    }
}

fn take_post(tx: &mut Tx<'_>, entry: &mut Entry, take: &TakePost) -> OpResult<Done> {
    let post = tx.post(take.post)?;
    let person = entry.person(tx, &take.person)?;
    let (from, document) = entry.dated(take.from, &take.document);
    let appoint = Appoint { post: post.id, person, from, until: None, relieve: true, document: document.clone() };
    let leaving = match take.instead_of {
        Some(leaving) if !post.single_holder => Some(standing_term(tx, post.id, leaving, from)?),
        _ => None,
    };
    if take.instead_of == Some(person) {
        return Err(OpFault::field("person", "本来就担任该职务，留任的不用填写接任人"));
    }
    if let Some(incumbency) = leaving {
        term::leave(tx, EndIncumbency { incumbency, on: from, document })?;
    }
    let (_, period) = term::take_office(tx, appoint)?;
    Ok(Done::Took(post.id, person, period))
}

/// The term somebody has in a post on the day before `from`, or that reaches beyond it.
fn standing_term(
    tx: &Tx<'_>,
    post: PostId,
    person: PersonId,
    from: NaiveDate,
) -> OpResult<crate::domain::id::IncumbencyId> {
    let terms = tx.store.incumbencies_of_post(post)?.into_iter();
    let found = terms.filter(|term| term.person == person).find(|term| term.period.reaches(from));
    found.map(|term| term.id).ok_or_else(|| {
        OpFault::field("instead_of", format!("原任职人在{}已不担任该职务，请刷新后重新填写", chinese(from)))
    })
}

fn vacate(tx: &mut Tx<'_>, entry: &Entry, leave: &Vacate) -> OpResult<Done> {
    let (on, document) = entry.dated(leave.from, &None);
    match (leave.post, leave.duty) {
        (Some(post), None) => vacate_post(tx, post, leave.person, on, &document),
        (None, Some(duty)) => {
            let before = tx.warnings.len();
            roster::end(tx, EndDuty { duty, on })?;
            let vacant = tx.warnings.len() > before;
            Ok(Done::Left(if vacant { roster::duty_words(tx, duty, on)? } else { String::new() }))
        }
        _ => Err(OpFault::field("changes", "离任要指明一个职务或一项网格职责")),
    }
}

fn vacate_post(
    tx: &mut Tx<'_>,
    post: PostId,
    person: Option<PersonId>,
    on: NaiveDate,
    document: &str,
) -> OpResult<Done> {
    let post = tx.post(post)?;
    let terms = tx.store.incumbencies_of_post(post.id)?.into_iter().filter(|term| term.period.reaches(on));
    let leaving: Vec<_> = terms.filter(|term| person.is_none_or(|person| person == term.person)).collect();
    if leaving.is_empty() {
        return Err(OpFault::field("post", format!("{}没有在任人员，不用办理离任", chinese(on))));
    }
    for one in leaving {
        term::leave(tx, EndIncumbency { incumbency: one.id, on, document: document.to_owned() })?;
    }
    let vacant = tx.store.holders_at(post.id, on)?.is_empty();
    Ok(Done::Left(if vacant { format!("{}{}", post.unit_name, post.title) } else { String::new() }))
}

/// What people call each line: 「第 3 项「罕台镇人民政府镇长」」.
fn line_names(tx: &Tx<'_>, changes: &[TermChange], day: NaiveDate) -> OpResult<Vec<String>> {
    let post = |id: PostId| -> OpResult<String> {
        Ok(tx.store.post(id)?.map_or_else(|| id.to_string(), |post| format!("{}{}", post.unit_name, post.title)))
    };
    let duty = |id: DutyId| -> OpResult<String> {
        if tx.store.duty(id)?.is_some() { roster::duty_words(tx, id, day) } else { Ok(id.to_string()) }
    };
    let mut names = Vec::with_capacity(changes.len());
    for (place, change) in changes.iter().enumerate() {
        let what = match change {
            TermChange::Appoint(take) => post(take.post)?,
            TermChange::Succeed(take) => duty(take.duty)?,
            TermChange::Assign(take) => {
                let grid = tx.store.grid_name(take.grid, day)?.unwrap_or_else(|| take.grid.to_string());
                format!("{grid}{}", take.role.label())
            }
            TermChange::Vacate(leave) => match (leave.post, leave.duty) {
                (Some(id), _) => post(id)?,
                (None, Some(id)) => duty(id)?,
                (None, None) => "离任".to_owned(),
            },
        };
        names.push(format!("第 {} 项「{what}」", place + 1));
    }
    Ok(names)
}

/// What a person should look at, once for all lines: a warning for each of two hundred would be read by nobody.
fn warn(tx: &mut Tx<'_>, entry: &Entry, done: &[Done]) -> OpResult<()> {
    let vacant: Vec<&str> = done
        .iter()
        .filter_map(|one| match one {
            Done::Left(what) if !what.is_empty() => Some(what.as_str()),
            _ => None,
        })
        .collect();
    if !vacant.is_empty() {
        tx.warn(format!("离任后空缺 {} 项：{}，请尽快明确接任人选", vacant.len(), vacant.join("、")));
    }
    let mut namesakes = BTreeSet::new();
    for ((name, _), id) in &entry.people {
        if tx.store.people_named(name)?.iter().any(|other| other.id != *id) {
            namesakes.insert(name.as_str());
        }
    }
    if !namesakes.is_empty() {
        let names: Vec<_> = namesakes.into_iter().collect();
        tx.warn(format!("新登记的人员与已有人员同名：{}，如是同一人请撤销后改选已有人员", names.join("、")));
    }
    let before = tx.warnings.len();
    for one in done {
        match one {
            Done::Took(post, person, period) => roster::warn_of_both_sides_through(tx, *post, *person, period)?,
            Done::Succeeded(duty) | Done::Assigned(duty) => roster::warn_of_both_sides_of(tx, *duty)?,
            Done::Left(_) => {}
        }
    }
    let mut seen = BTreeSet::new();
    let sides: Vec<String> = tx.warnings.drain(before..).filter(|warning| seen.insert(warning.clone())).collect();
    tx.warnings.extend(sides);
    Ok(())
}

fn words(title: &str, from: NaiveDate, done: &[Done]) -> String {
    let count = |is_it: fn(&Done) -> bool| done.iter().filter(|one| is_it(one)).count();
    let parts = [
        ("任命", count(|one| matches!(one, Done::Took(..)))),
        ("接替", count(|one| matches!(one, Done::Succeeded(_)))),
        ("明确", count(|one| matches!(one, Done::Assigned(_)))),
        ("离任不补", count(|one| matches!(one, Done::Left(_)))),
    ];
    let parts: Vec<_> =
        parts.iter().filter(|(_, count)| *count > 0).map(|(verb, count)| format!("{verb} {count} 项")).collect();
    let title = if title.is_empty() { "换届" } else { title };
    format!("{title}：{}（{}起）", parts.join("，"), chinese(from))
}
