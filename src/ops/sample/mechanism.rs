//! 机制台账 of the sample: filings of every year with one late and one missing, duty documents, leading groups with a
//! member who left office, pledges with their targets. Every document number, day and area is invented.

use chrono::{Datelike, Days, NaiveDate};

use super::{
    ground::{Town, Village},
    offices::{Office, Offices},
    writer::Writer,
};
use crate::{
    domain::{
        area::Area,
        date::Period,
        duty_document::{DocumentKind, Issuer},
        grid::Level,
        id::{DutyDocumentId, FilingId, GridId, LeadingGroupId, LeadingMemberId, PersonId, PledgeId},
        leading_group::{NAME, Part, Seat},
        pledge::{Signer, Targets},
        roster::{DutyHolder, Role},
    },
    ops::{OpFault, OpResult},
    store::{DutyDocumentRow, FilingRow, LeadingGroupRow, LeadingMemberRow, PledgeRow},
};

/// The first year that is filed for and pledged.
const FIRST_YEAR: i32 = 2024;
/// Places in the list of towns, each with its case.
const LATE: usize = 2;
const MISSING: usize = 5;
const FILED_TWICE: usize = 7;
const WITHOUT_GROUP: usize = 9;
const WITHOUT_REWARDS: [usize; 2] = [6, 10];

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// Writes the ledgers up to the day of the writer.
pub fn fill(writer: &mut Writer<'_, '_>, towns: &[Town], offices: &[Offices]) -> OpResult<()> {
    let listed: Vec<&Town> = towns.iter().filter(|town| town.annex2_order.is_some()).collect();
    for year in FIRST_YEAR..=writer.today.year() {
        fill_filings(writer, &listed, year)?;
    }
    fill_documents(writer, &listed, offices)?;
    fill_groups(writer, &listed, offices)?;
    fill_pledges(writer, &listed, offices)
}

/// Everyone files before the deadline but one who is late every year; in the last year one has not filed at all.
fn fill_filings(writer: &mut Writer<'_, '_>, towns: &[&Town], year: i32) -> OpResult<()> {
    let (today, last) = (writer.today, year == writer.today.year());
    for (place, town) in towns.iter().enumerate() {
        let first = match place {
            LATE => day(year, 1, 12),
            _ => day(year - 1, 12, 20) + Days::new(place as u64 % 9),
        };
        let again = (place == FILED_TWICE).then(|| day(year, 4, 8));
        let days = [Some(first), again].into_iter().flatten();
        for filed_on in days.filter(|on| *on <= today && !(last && place == MISSING)) {
            let note = if filed_on == first { "" } else { "村组调整后补报" };
            let row = FilingRow {
                id: FilingId(writer.id()),
                grid: town.grid,
                year,
                filed_on,
                receiver: "区自然资源分局".to_owned(),
                document: format!("示范报〔{}〕{}号", filed_on.year(), place + 1),
                note: note.to_owned(),
            };
            writer.store.put_filing(&row)?;
        }
    }
    Ok(())
}

fn fill_documents(writer: &mut Writer<'_, '_>, towns: &[&Town], offices: &[Offices]) -> OpResult<()> {
    for (place, town) in towns.iter().enumerate() {
        let duties = (DocumentKind::Duties, format!("{}各级网格责任人和网格员职责", town.name));
        let rewards = (DocumentKind::Rewards, format!("{}耕地保护网格化监督监管奖惩措施", town.name));
        for (month, (kind, title)) in [(2, duties), (3, rewards)] {
            if kind == DocumentKind::Rewards && WITHOUT_REWARDS.contains(&place) {
                continue;
            }
            let (levels, number) = (vec![Level::Town, Level::Village, Level::Group], month as usize * 20 + place);
            let on = day(FIRST_YEAR, month, 5 + place as u32);
            put_document(writer, kind, Issuer::Grid(town.grid), &title, number, on, levels)?;
        }
    }
    let nature = unit(offices, "自然资源分局", |unit| unit.name == "自然资源分局")?;
    let (title, on) = ("一级网格总监管人、副总监管人职责", day(FIRST_YEAR, 1, 25));
    put_document(writer, DocumentKind::Duties, Issuer::Unit(nature.unit), title, 1, on, vec![Level::District])
}

fn put_document(
    writer: &mut Writer<'_, '_>,
    kind: DocumentKind,
    issuer: Issuer,
    title: &str,
    number: usize,
    on: NaiveDate,
    levels: Vec<Level>,
) -> OpResult<()> {
    if on > writer.today {
        return Ok(());
    }
    let row = DutyDocumentRow {
        id: DutyDocumentId(writer.id()),
        kind,
        issuer,
        title: title.to_owned(),
        number: format!("示范发〔{}〕{number}号", on.year()),
        levels,
        roles: Vec::new(),
        period: Period::since(on),
        note: String::new(),
    };
    Ok(writer.store.put_duty_document(&row)?)
}

fn unit<'a>(offices: &'a [Offices], name: &str, is_it: impl Fn(&Offices) -> bool) -> OpResult<&'a Offices> {
    offices.iter().find(|unit| is_it(unit)).ok_or_else(|| OpFault::not_found("单位", name))
}

fn fill_groups(writer: &mut Writer<'_, '_>, towns: &[&Town], offices: &[Offices]) -> OpResult<()> {
    let named = |name: &'static str| unit(offices, name, move |unit| unit.name == name);
    let (government, nature, farming) = (named("区人民政府")?, named("自然资源分局")?, named("农牧局")?);
    let district = writer.district()?.id;
    let heads: Vec<&Office> = nature.posts.iter().skip(1).take(2).chain(farming.posts.iter().take(2)).collect();
    put_group(writer, district, day(FIRST_YEAR, 1, 10), 1, &government.posts, &heads, nature.posts.first())?;
    for (place, town) in towns.iter().enumerate().filter(|(place, _)| *place != WITHOUT_GROUP) {
        let office = unit(offices, &town.name, |unit| unit.grid == Some(town.grid))?;
        let (leaders, enforcers) = office.posts.split_at(5.min(office.posts.len()));
        let members: Vec<&Office> = enforcers.iter().skip(1).collect();
        let founded = day(FIRST_YEAR, 1, 12 + place as u32);
        put_group(writer, town.grid, founded, place + 2, leaders, &members, enforcers.first())?;
    }
    Ok(())
}

/// The first of the leaders heads it, the others are deputies; someone who has left office since is still on the list.
fn put_group(
    writer: &mut Writer<'_, '_>,
    grid: GridId,
    founded: NaiveDate,
    number: usize,
    leaders: &[Office],
    members: &[&Office],
    office: Option<&Office>,
) -> OpResult<()> {
    if founded > writer.today {
        return Ok(());
    }
    let id = LeadingGroupId(writer.id());
    writer.store.put_leading_group(&LeadingGroupRow {
        id,
        grid,
        name: NAME.to_owned(),
        document: format!("示范发〔{}〕{number}号", founded.year()),
        period: Period::since(founded),
        note: String::new(),
    })?;
    let part = |place| if place == 0 { Part::Leader } else { Part::DeputyLeader };
    let mut seats: Vec<(Part, Seat, String)> = leaders
        .iter()
        .enumerate()
        .map(|(place, office)| (part(place), Seat::Post(office.post), String::new()))
        .collect();
    for office in members {
        // Where the post has passed on, the list names the person who held it when the group was founded.
        let former = office.seat.terms.first().filter(|_| office.seat.terms.len() > 1);
        seats.push(match former.filter(|term| term.period.contains(founded)) {
            Some(term) => (Part::Member, Seat::Person(term.person), office.title.to_owned()),
            None => (Part::Member, Seat::Post(office.post), String::new()),
        });
    }
    seats.extend(office.map(|office| (Part::OfficeDirector, Seat::Post(office.post), String::new())));
    for ((part, seat, title), ordinal) in seats.into_iter().zip(1..) {
        writer.store.put_leading_member(&LeadingMemberRow {
            id: LeadingMemberId(writer.id()),
            group: id,
            part,
            seat,
            title,
            period: Period::since(founded),
            ordinal,
            unit_name: None,
            post_title: None,
            person_name: None,
        })?;
    }
    Ok(())
}

/// Targets stay the same over the years; a town's are the sum of its villages'. In the last year some have not signed.
fn fill_pledges(writer: &mut Writer<'_, '_>, towns: &[&Town], offices: &[Offices]) -> OpResult<()> {
    let government = unit(offices, "区人民政府", |unit| unit.name == "区人民政府")?;
    let mayor = government.posts.first().map(|office| office.post);
    for (place, town) in towns.iter().enumerate() {
        let office = unit(offices, &town.name, |unit| unit.grid == Some(town.grid))?;
        let chief = Signer { post: office.posts.first().map(|office| office.post), person: None };
        let targets: Vec<(&Village, Targets)> =
            town.villages.iter().map(|village| (village, village_targets(writer, village))).collect();
        let sum = |of: fn(&Targets) -> Option<Area>| Some(targets.iter().filter_map(|(_, targets)| of(targets)).sum());
        let whole = Targets { farmland: sum(|targets| targets.farmland), permanent: sum(|targets| targets.permanent) };
        for year in FIRST_YEAR..=writer.today.year() {
            let last = year == writer.today.year();
            let upper = Signer { post: mayor, person: None };
            put_pledge(writer, year, town.grid, (upper, chief), whole, day(year, 2, 20), false)?;
            for (at, (village, targets)) in targets.iter().enumerate() {
                let on = day(year, 3, 1) + Days::new((place * 2 + at) as u64);
                let lower = Signer { post: None, person: supervisor(writer, village.grid, on)? };
                put_pledge(writer, year, village.grid, (chief, lower), *targets, on, last && at == 3)?;
            }
        }
    }
    Ok(())
}

/// A few thousand 亩 for a village with farmland; none to keep for the others.
fn village_targets(writer: &mut Writer<'_, '_>, village: &Village) -> Targets {
    if !village.has_farmland() {
        return Targets { farmland: Some(Area(0)), permanent: Some(Area(0)) };
    }
    let farmland = i64::from(writer.random.between(120_000, 900_000));
    Targets { farmland: Some(Area(farmland)), permanent: Some(Area(farmland * 7 / 10)) }
}

/// Who was 监督人 of a village on a day.
fn supervisor(writer: &Writer<'_, '_>, grid: GridId, on: NaiveDate) -> OpResult<Option<PersonId>> {
    let duties = writer.store.duties_of_grid(grid, on)?;
    Ok(duties.iter().filter(|row| row.duty.role == Role::Supervisor).find_map(|row| match row.duty.holder {
        DutyHolder::Person(person) => Some(person),
        DutyHolder::Post(_) => None,
    }))
}

/// One 责任书; before its day, or left open, it has its targets and no signatures.
fn put_pledge(
    writer: &mut Writer<'_, '_>,
    year: i32,
    grid: GridId,
    (upper, lower): (Signer, Signer),
    targets: Targets,
    on: NaiveDate,
    open: bool,
) -> OpResult<()> {
    let signed = !open && on <= writer.today;
    let row = PledgeRow {
        id: PledgeId(writer.id()),
        year,
        grid,
        signed_on: signed.then_some(on),
        upper: if signed { upper } else { Signer::default() },
        lower: if signed { lower } else { Signer::default() },
        targets,
        document: String::new(),
        note: String::new(),
    };
    Ok(writer.store.put_pledge(&row)?)
}
