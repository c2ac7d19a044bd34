//! 群众举报 of the sample: a dozen reports in every state, most of them with an invented reporter who is sealed.

use chrono::{Datelike, Days};

use super::{ground::Town, offices::Offices, writer::Writer};
use crate::{
    domain::{
        id::{LookId, PersonId, TipId},
        problem::ProblemKind,
        tip::{Channel, Identity, Tip, TipVerdict},
    },
    ops::OpResult,
    store::{Answer, LookRow, TipRow, Verification},
};

/// What was said, of what kind, and what 核查 found; nothing found is not looked at yet.
const SAID: [(&str, ProblemKind, Option<TipVerdict>); 8] = [
    ("村北机耕路边有人拉土垫院子，看着是从耕地里取的土", ProblemKind::NonAgricultural, Some(TipVerdict::True)),
    ("水渠旁的地两年没种了，长满了草", ProblemKind::Abandoned, Some(TipVerdict::Partly)),
    ("路口的耕地上堆放建筑垃圾", ProblemKind::NonAgricultural, Some(TipVerdict::True)),
    ("有人在好地里种树苗", ProblemKind::NonGrain, Some(TipVerdict::Untrue)),
    ("永久基本农田的标志牌被撞倒", ProblemKind::SignDamage, Some(TipVerdict::True)),
    ("地头新打了水泥地面，像是要盖房", ProblemKind::NonAgricultural, Some(TipVerdict::Untrue)),
    ("夜里有车往地里倒废土", ProblemKind::NonAgricultural, None),
    ("承包地里停放大型机械多日", ProblemKind::Other, None),
];

/// Every so many days one comes in, the last a few days before the end.
const APART: u64 = 47;

/// Writes the reports of the last year.
pub fn fill(writer: &mut Writer<'_, '_>, towns: &[Town], offices: &[Offices]) -> OpResult<()> {
    let fields: Vec<_> =
        towns.iter().flat_map(|town| &town.villages).filter(|village| village.has_farmland()).collect();
    let Some(checker) = checker(writer, offices)? else { return Ok(()) };
    for (place, (content, kind, verdict)) in SAID.into_iter().enumerate() {
        let Some(village) = fields.get(place * 5 % fields.len().max(1)) else { break };
        let ago = APART * (SAID.len() - place) as u64 - 40;
        let received_on = writer.today - Days::new(ago);
        let anonymous = place % 4 == 2;
        let channel = Channel::ALL[place % Channel::ALL.len()];
        let order_number =
            if channel == Channel::Hotline { format!("示例{}0{place}", received_on.year()) } else { String::new() };
        let tip = Tip {
            received_on,
            received_at: None,
            channel,
            order_number,
            grid: Some(village.grid),
            group: None,
            spot: String::new(),
            kind: Some(kind),
            content: content.to_owned(),
            anonymous,
            note: String::new(),
        };
        let verification = verdict.map(|verdict| Verification {
            verdict,
            on: received_on + Days::new(3),
            by: checker,
            text: "到现场核查，情况见照片和记录（示范）".to_owned(),
            document: String::new(),
        });
        let answer = (verdict.is_some() && !anonymous && place != 4).then(|| Answer {
            on: received_on + Days::new(8),
            way: "电话".to_owned(),
            text: "已告知核查结果".to_owned(),
        });
        let id = TipId(writer.id());
        let number = writer.store.next_tip_number(received_on.year())?;
        let recorded_by = super::MANAGER.to_owned();
        writer.store.put_tip(&TipRow {
            id,
            number,
            tip,
            recorded_on: received_on,
            recorded_by,
            verification,
            answer,
        })?;
        if !anonymous {
            seal(writer, id, place, received_on)?;
        }
    }
    Ok(())
}

/// An invented reporter, without a phone.
fn seal(writer: &mut Writer<'_, '_>, tip: TipId, place: usize, on: chrono::NaiveDate) -> OpResult<()> {
    let name = format!("示范举报人{}", place + 1);
    writer.store.seal_identity(tip, &Identity { name, ..Identity::default() })?;
    let id = LookId(writer.id());
    let (operator, reason) = (super::MANAGER.to_owned(), "登记举报时填写".to_owned());
    writer.store.add_look(&LookRow { id, tip, written: true, on, operator, reason })?;
    Ok(())
}

/// Somebody of the first department.
fn checker(writer: &Writer<'_, '_>, offices: &[Offices]) -> OpResult<Option<PersonId>> {
    for office in offices.iter().filter(|unit| unit.is_department).flat_map(|unit| &unit.posts) {
        if let Some(held) = writer.store.holders_at(office.post, writer.today)?.first() {
            return Ok(Some(held.person));
        }
    }
    Ok(None)
}
