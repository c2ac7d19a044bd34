//! Grid duties of levels 1 and 2 in the sample: bound to posts, with 包联 and pairings (R019-R028, G19-G21).

use super::{
    ground::Town,
    offices::{COORDINATOR, Office, Offices},
    seat::Seat,
    since,
    writer::Writer,
};
use crate::{
    domain::{
        date::Period,
        id::{DutyId, GridId},
        roster::{DutyHolder, Role},
    },
    ops::{OpFault, OpResult},
};

/// Who may walk the fields of the district, with the towns of their 包联 by place in the list of towns.
pub struct Leaders {
    pub district: GridId,
    pub deputies: Vec<(Seat, Vec<usize>)>,
    pub coordinator: Seat,
    pub overseers: Vec<(Seat, Vec<usize>)>,
    /// The same for each town, in the order of towns.
    pub towns: Vec<TownLeaders>,
}

pub struct TownLeaders {
    pub chief: Seat,
    /// With the villages of their 包联 by place in the town.
    pub deputies: Vec<(Seat, Vec<usize>)>,
    /// 综合行政执法局: the head, then one deputy for each deputy of the town.
    pub enforcers: Vec<Seat>,
}

/// Writes the duties, 包联 and pairings of levels 1 and 2.
pub fn fill(writer: &mut Writer<'_, '_>, towns: &[Town], offices: &[Offices]) -> OpResult<Leaders> {
    let mut leaders = fill_district(writer, towns, offices)?;
    for town in towns {
        let unit = of(offices, |unit| unit.grid == Some(town.grid), &town.name)?;
        leaders.towns.push(fill_town(writer, town, unit)?);
    }
    Ok(leaders)
}

fn of<'a>(offices: &'a [Offices], is_it: impl Fn(&Offices) -> bool, name: &str) -> OpResult<&'a Offices> {
    offices.iter().find(|unit| is_it(unit)).ok_or_else(|| OpFault::not_found("单位", name))
}

/// A duty of a post with the seat behind it.
struct Held<'a> {
    duty: DutyId,
    seat: &'a Seat,
    covers: Vec<usize>,
}

fn give<'a>(writer: &mut Writer<'_, '_>, grid: GridId, role: Role, office: &'a Office) -> OpResult<Held<'a>> {
    let duty = writer.duty(grid, role, DutyHolder::Post(office.post), "", Period::since(since()))?;
    Ok(Held { duty, seat: &office.seat, covers: Vec::new() })
}

fn give_all<'a>(
    writer: &mut Writer<'_, '_>,
    grid: GridId,
    role: Role,
    offices: impl IntoIterator<Item = &'a Office>,
) -> OpResult<Vec<Held<'a>>> {
    offices.into_iter().map(|office| give(writer, grid, role, office)).collect()
}

fn fill_district(writer: &mut Writer<'_, '_>, towns: &[Town], offices: &[Offices]) -> OpResult<Leaders> {
    let district = writer.district()?.id;
    let named = |name: &'static str| of(offices, move |unit| unit.name == name, name);
    let (government, nature, farming) = (named("区人民政府")?, named("自然资源分局")?, named("农牧局")?);
    let always = Period::since(since());
    let mayor = give_all(writer, district, Role::ChiefSupervisor, government.posts.first())?;
    let mut deputies = give_all(writer, district, Role::DeputySupervisor, &government.posts[1..])?;
    let coordinators = government.posts.iter().filter(|office| office.title == COORDINATOR);
    let coordinators = give_all(writer, district, Role::Coordinator, coordinators)?;
    let heads = [nature, farming].into_iter().filter_map(|bureau| bureau.posts.first());
    let heads = give_all(writer, district, Role::ChiefOverseer, heads)?;
    let seconds = [nature, farming].into_iter().flat_map(|bureau| &bureau.posts[1..]);
    let mut overseers = give_all(writer, district, Role::DeputyOverseer, seconds)?;
    for (head, mayor) in heads.iter().flat_map(|head| mayor.iter().map(move |mayor| (head, mayor))) {
        writer.pairing(head.duty, mayor.duty, None, always)?;
    }
    for (place, town) in towns.iter().enumerate().filter(|(_, town)| town.annex2_order.is_some()) {
        let (deputy, overseer) = (place % deputies.len(), place % overseers.len());
        writer.charge(deputies[deputy].duty, town.grid, always)?;
        writer.pairing(overseers[overseer].duty, deputies[deputy].duty, Some(town.grid), always)?;
        deputies[deputy].covers.push(place);
        overseers[overseer].covers.push(place);
    }
    Ok(Leaders {
        district,
        coordinator: coordinators.first().map(|held| held.seat.clone()).unwrap_or_default(),
        deputies: seats(deputies),
        overseers: seats(overseers),
        towns: Vec::new(),
    })
}

fn seats(held: Vec<Held<'_>>) -> Vec<(Seat, Vec<usize>)> {
    held.into_iter().map(|held| (held.seat.clone(), held.covers)).collect()
}

/// Posts of a town or street: 镇长 (主任), four deputies, the first for 耕地保护, then the five of 综合行政执法局.
fn fill_town(writer: &mut Writer<'_, '_>, town: &Town, unit: &Offices) -> OpResult<TownLeaders> {
    let always = Period::since(since());
    let [chief, first, second, third, fourth, head, seconds @ ..] = &unit.posts[..] else {
        return Err(OpFault::not_found("职务", &town.name));
    };
    let chief_duty = give(writer, town.grid, Role::ChiefSupervisor, chief)?.duty;
    let mut deputies = give_all(writer, town.grid, Role::DeputySupervisor, [first, second, third, fourth])?;
    give(writer, town.grid, Role::Coordinator, first)?;
    let head_duty = give(writer, town.grid, Role::ChiefOverseer, head)?.duty;
    writer.pairing(head_duty, chief_duty, None, always)?;
    for (answering, deputy) in give_all(writer, town.grid, Role::DeputyOverseer, seconds)?.iter().zip(&deputies) {
        writer.pairing(answering.duty, deputy.duty, None, always)?;
    }
    let (villages, count) = (town.villages.len(), deputies.len());
    for (place, village) in town.villages.iter().enumerate() {
        let deputy = &mut deputies[place * count / villages];
        writer.charge(deputy.duty, village.grid, always)?;
        deputy.covers.push(place);
    }
    Ok(TownLeaders {
        chief: chief.seat.clone(),
        deputies: seats(deputies),
        enforcers: std::iter::once(head).chain(seconds).map(|office| office.seat.clone()).collect(),
    })
}
