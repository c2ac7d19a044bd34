//! People: anyone who holds a post or a duty, or walks a patrol.

use super::{AddPerson, EditPerson};
use crate::{
    domain::{fault::Faults, id::PersonId, text},
    ops::{OpResult, Tx},
    store::PersonRow,
};

pub(in crate::ops) fn add_person(tx: &mut Tx<'_>, args: AddPerson) -> OpResult<String> {
    Ok(format!("新增人员 {}", enter_person(tx, &args)?.name))
}

/// The person as entered, for what names somebody new.
pub(in crate::ops) fn enter_person(tx: &mut Tx<'_>, args: &AddPerson) -> OpResult<PersonRow> {
    let person = checked(PersonId(tx.make()), args)?;
    warn_of_namesakes(tx, &person)?;
    tx.store.add_person(&person)?;
    Ok(person)
}

pub(in crate::ops) fn edit_person(tx: &mut Tx<'_>, args: EditPerson) -> OpResult<String> {
    let old = tx.person(args.person)?;
    let person = checked(args.person, &args.facts)?;
    if old.name != person.name {
        warn_of_namesakes(tx, &person)?;
    }
    tx.store.update_person(&person)?;
    Ok(if old.name == person.name {
        format!("修改人员 {} 的资料", person.name)
    } else {
        format!("人员 {} 的姓名改为 {}", old.name, person.name)
    })
}

/// Enters somebody without looking for namesakes.
pub(super) fn enter(tx: &mut Tx<'_>, args: &AddPerson) -> OpResult<PersonId> {
    // Checked before an id is made: a line that fails may be tried again.
    let person = checked(PersonId(0), args)?;
    let id = PersonId(tx.make());
    tx.store.add_person(&PersonRow { id, ..person })?;
    Ok(id)
}

fn checked(id: PersonId, typed: &AddPerson) -> OpResult<PersonRow> {
    let mut faults = Faults::default();
    let name = faults.take("name", text::name("姓名", &typed.name));
    let phone = faults.take("phone", text::phone("手机号码", &typed.phone));
    let office_phone = faults.take("office_phone", text::phone("办公电话", &typed.office_phone));
    let note = faults.take("note", text::prose("备注", &typed.note, text::PROSE_MAX));
    match (name, phone, office_phone, note) {
        (Some(name), Some(phone), Some(office_phone), Some(note)) => {
            Ok(PersonRow { id, name, phone, office_phone, note })
        }
        _ => Err(faults.into()),
    }
}

/// Namesakes exist, but often it is the same person entered twice.
fn warn_of_namesakes(tx: &mut Tx<'_>, person: &PersonRow) -> OpResult<()> {
    for namesake in tx.store.people_named(&person.name)?.into_iter().filter(|other| other.id != person.id) {
        let posts = tx.store.posts_held_at(namesake.id, tx.today)?;
        let office = match posts.first() {
            Some(post) => format!("{}{}", post.unit_name, post.post_title),
            None => "现无职务".to_owned(),
        };
        tx.warn(format!("已有同名人员 {}（{office}），如是同一人请不要重复登记", namesake.name));
    }
    Ok(())
}
