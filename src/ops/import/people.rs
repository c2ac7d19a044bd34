//! People in files: who a name means, and rows of people.

use super::{Done, book::Book, cells::Cells};
use crate::{
    domain::{
        id::{self, PersonId},
        text::mask_phone,
    },
    ops::{
        OpFault, OpResult, Tx,
        office::{self, AddPerson, EditPerson},
        query::people,
    },
    store::PersonRow,
};

/// Marks that part several names in one cell.
const SEVERAL: [char; 8] = ['、', '，', ',', '；', ';', '/', '／', '\n'];

/// The person a row means, and whether the row brought them; `create` says whether it may.
pub(super) fn meant(tx: &mut Tx<'_>, book: &mut Book, cells: &Cells<'_>, create: bool) -> OpResult<PersonRow> {
    let name = one_name(cells)?;
    let phone = cells.code("phone");
    if let Some(found) = find(tx, book, cells, &name, &phone)? {
        if let Some(line) = book.brought_by(found.id).filter(|line| *line != cells.line() && phone.is_empty()) {
            tx.warn(format!("与第 {line} 行新增的{name}视为同一人，如不是请填写手机号码"));
        }
        return Ok(found);
    }
    if !create {
        return Err(OpFault::field("person", format!("人员名单里没有「{name}」，请核对姓名")));
    }
    let facts = AddPerson { name, phone, office_phone: String::new(), note: String::new() };
    add(tx, book, facts).inspect(|person| tx.warnings.push(format!("新增人员 {}", person.name)))
}

/// One name, not a list of them and not the word for nobody.
pub(super) fn one_name(cells: &Cells<'_>) -> OpResult<String> {
    let name = cells.needed("person")?;
    if name.contains(SEVERAL) {
        return Err(OpFault::field("person", format!("「{name}」像是几个人，一行只写一个人，请分成几行")));
    }
    if ["空缺", "待定", "无", "缺"].contains(&name.as_str()) {
        return Err(OpFault::field("person", format!("「{name}」不是姓名；空缺的不用写，请删去这一行")));
    }
    Ok(name)
}

fn digits(phone: &str) -> String {
    phone.chars().filter(char::is_ascii_digit).collect()
}

/// The person of this name; phone and unit tell namesakes apart.
fn find(tx: &Tx<'_>, book: &Book, cells: &Cells<'_>, name: &str, phone: &str) -> OpResult<Option<PersonRow>> {
    let namesakes = book.people_named(name);
    if namesakes.is_empty() {
        return Ok(None);
    }
    let wanted = digits(phone);
    let with_phone: Vec<_> =
        namesakes.iter().filter(|person| !wanted.is_empty() && digits(&person.phone) == wanted).collect();
    if let [one] = with_phone.as_slice() {
        return Ok(Some((*one).clone()));
    }
    let fits = |person: &&PersonRow| wanted.is_empty() || person.phone.is_empty() || digits(&person.phone) == wanted;
    let fitting: Vec<&PersonRow> = namesakes.iter().filter(fits).collect();
    if let ([one], true) = (fitting.as_slice(), namesakes.len() == 1) {
        return Ok(Some((*one).clone()));
    }
    let unit = cells.name("unit");
    let mut of_unit = Vec::new();
    for person in namesakes {
        if !unit.is_empty() && serves(tx, book, person, &unit)? {
            of_unit.push(person);
        }
    }
    if let [one] = of_unit.as_slice() {
        return Ok(Some((*one).clone()));
    }
    if fitting.is_empty() && namesakes.iter().all(|person| book.brought_by(person.id).is_some()) {
        return Ok(None); // all of them come from other rows of this file, with other phones
    }
    let mut known = Vec::new();
    for person in namesakes {
        let office = people::offices(tx.store, person.id, tx.today)?;
        let office = if office.is_empty() { "现无职务".to_owned() } else { office.join("、") };
        known.push(format!("{name}（{office}，{}，编号 {}）", mask_phone(&person.phone), person.id));
    }
    let message = if namesakes.len() == 1 {
        format!(
            "已有同名人员 {}，手机号码不同：是同一人请先更正他的号码，是另一人请先在「责任人」中新增",
            known.join("、")
        )
    } else {
        format!("同名的有 {} 人，请填写手机号码或单位来区分：{}", namesakes.len(), known.join("、"))
    };
    Err(OpFault::field("person", message))
}

/// Whether a person holds a post of the unit.
fn serves(tx: &Tx<'_>, book: &Book, person: &PersonRow, unit: &str) -> OpResult<bool> {
    let units = book.units_called(unit, tx.today);
    for term in tx.store.posts_held_at(person.id, tx.today)? {
        if tx.store.post(term.post)?.is_some_and(|post| units.contains(&post.unit)) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn add(tx: &mut Tx<'_>, book: &mut Book, facts: AddPerson) -> OpResult<PersonRow> {
    let made = tx.made.len();
    office::add_person(tx, facts)?;
    let id = PersonId(tx.made.get(made).copied().unwrap_or_default());
    let person = tx.person(id)?;
    book.add_person(person.clone());
    Ok(person)
}

/// A row of people: new, or with other facts than are known.
pub(super) fn person(tx: &mut Tx<'_>, book: &mut Book, cells: &mut Cells<'_>) -> OpResult<Done> {
    let name = one_name(cells)?;
    let typed = AddPerson {
        name: name.clone(),
        phone: cells.code("phone"),
        office_phone: cells.code("office_phone"),
        note: cells.text("note"),
    };
    let known = match by_number(book, cells)? {
        Some(person) => Some(person),
        None => find(tx, book, cells, &name, &typed.phone)?,
    };
    let Some(known) = known else {
        let said = format!("新增人员 {name}");
        add(tx, book, typed)?;
        return Ok(Done::new(said));
    };
    // What the file leaves empty stays.
    let or = |typed: String, known: &String| if typed.is_empty() { known.clone() } else { typed };
    let facts = AddPerson {
        name: typed.name,
        phone: or(typed.phone, &known.phone),
        office_phone: or(typed.office_phone, &known.office_phone),
        note: or(typed.note, &known.note),
    };
    let now = (&facts.name, &facts.phone, &facts.office_phone, &facts.note);
    if now == (&known.name, &known.phone, &known.office_phone, &known.note) {
        return Ok(Done::same(""));
    }
    let said = office::edit_person(tx, EditPerson { person: known.id, facts })?;
    book.put_person(tx.person(known.id)?);
    Ok(Done::changed(said))
}

/// The person of the number that exports carry.
fn by_number(book: &Book, cells: &Cells<'_>) -> OpResult<Option<PersonRow>> {
    let number = cells.code("id");
    if number.is_empty() {
        return Ok(None);
    }
    let person = id::from_text(&number).and_then(|id| book.person(PersonId(id)));
    person
        .cloned()
        .map(Some)
        .ok_or_else(|| OpFault::field("id", format!("没有编号为「{number}」的人员，请核对，新增时请留空")))
}
