//! Level 3 and 网格员 in the sample: bound to persons, with explicit 接替, 包联 of groups and 工作重点 (R029-R032, R048, G25).

use chrono::{Datelike, NaiveDate};

use super::{
    ground::{Town, Village},
    seat::{PersonDuty, Seat, common},
    since,
    writer::Writer,
};
use crate::{
    domain::{
        grid::GridKind,
        id::GridId,
        roster::{DutyHolder, Role},
    },
    ops::OpResult,
};

const SECRETARY: [&str; 2] = ["村党支部书记、村委会主任", "社区党支部书记、居委会主任"];
const MEMBERS: [[&str; 4]; 2] = [
    ["村委会副主任", "村党支部委员", "村委会委员", "村务监督委员会主任"],
    ["居委会副主任", "社区党支部委员", "居委会委员", "居务监督委员会主任"],
];

/// 接替 of a village's work: village, what, and the first day of the successor; 网格员 by the place of their group.
const HANDOVERS: [(&str, Work, (i32, u32, u32)); 6] = [
    ("枳机塔村", Work::Supervisor, (2024, 7, 1)),
    ("色连村", Work::Supervisor, (2024, 12, 20)),
    ("柴登村", Work::FirstOverseer, (2024, 11, 11)),
    ("常青村", Work::Member(0), (2025, 5, 6)),
    ("永胜村", Work::Member(1), (2025, 4, 1)),
    ("石畔村", Work::Member(2), (2025, 10, 15)),
];

/// Groups whose 网格员 left with nobody after: 空缺.
const VACANCIES: [(&str, Work, (i32, u32, u32)); 2] =
    [("海畔村", Work::Member(1), (2025, 4, 21)), ("碾盘梁村", Work::Member(2), (2025, 3, 31))];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Work {
    Supervisor,
    FirstOverseer,
    Member(usize),
}

const FOCUSES: [&str; 10] = [
    "严防在永久基本农田内挖沙、取土、堆放固体废物，沿沟道地块每周查看一次",
    "春耕前完成撂荒地摸排，逐户动员复耕，5月底前报镇农牧部门",
    "巡查公路沿线地块，防止未经批准建设看护房、彩钢棚",
    "做好高标准农田项目区灌溉设施管护，发现损毁及时上报",
    "核对永久基本农田保护标志牌，缺失、损坏的登记后补设",
    "重点看护沿河耕地，防止倾倒建筑垃圾和生活垃圾",
    "宣传耕地用途管控政策，制止在耕地上栽树、挖塘",
    "设施农业用地逐宗核对备案手续，防止改变用途",
    "秋收后排查秸秆堆放、地膜残留，配合做好深翻整地",
    "光伏、采矿项目周边耕地加密巡查，发现越界占用立即报告",
];

/// Who works in a village.
pub struct VillageLeaders {
    pub supervisor: Seat,
    pub overseers: Vec<Seat>,
    /// 网格员 in the order of groups.
    pub members: Vec<Seat>,
}

/// Fills every village and community; answers their people, town by town.
pub fn fill(writer: &mut Writer<'_, '_>, towns: &[Town]) -> OpResult<Vec<Vec<VillageLeaders>>> {
    let mut all = Vec::with_capacity(towns.len());
    for town in towns {
        let mut people = Vec::with_capacity(town.villages.len());
        for village in &town.villages {
            people.push(fill_village(writer, village)?);
            fill_focus(writer, village)?;
        }
        all.push(people);
    }
    Ok(all)
}

fn fill_village(writer: &mut Writer<'_, '_>, village: &Village) -> OpResult<VillageLeaders> {
    let words = usize::from(village.kind != GridKind::Village);
    let supervisor = settle(writer, village, Work::Supervisor)?;
    let supervising = give(writer, village.grid, Role::Supervisor, &supervisor, SECRETARY[words])?;
    let count = writer.random.between(2, 4) as usize;
    let (mut overseers, mut overseeing) = (Vec::new(), Vec::new());
    for (place, title) in MEMBERS[words].iter().take(count).enumerate() {
        let work = if place == 0 { Some(Work::FirstOverseer) } else { None };
        let seat = match work {
            Some(work) => settle(writer, village, work)?,
            None => Seat::held(writer.villager()?, since(), ""),
        };
        overseeing.push(give(writer, village.grid, Role::Overseer, &seat, title)?);
        overseers.push(seat);
    }
    for duty in overseeing.iter().flatten() {
        for other in &supervising {
            if let Some(period) = common(&duty.period, &other.period) {
                writer.pairing(duty.duty, other.duty, None, period)?;
            }
        }
    }
    let mut members = Vec::with_capacity(village.groups.len());
    for (place, group) in village.groups.iter().enumerate() {
        for duty in &overseeing[place % count] {
            writer.charge(duty.duty, group.grid, duty.period)?;
        }
        let seat = settle(writer, village, Work::Member(place))?;
        let title =
            if village.kind == GridKind::Village && !writer.random.chance(250) { "社长" } else { "包片干部" };
        give(writer, group.grid, Role::GridMember, &seat, title)?;
        members.push(seat);
    }
    Ok(VillageLeaders { supervisor, overseers, members })
}

/// A seat with its 接替 and vacancy, as far as they lie in the past.
fn settle(writer: &mut Writer<'_, '_>, village: &Village, work: Work) -> OpResult<Seat> {
    let mut seat = Seat::held(writer.villager()?, since(), "");
    if let Some(on) = day_of(&HANDOVERS, village, work).filter(|on| *on <= writer.today) {
        seat.take_over(writer.villager()?, on, "");
    }
    if let Some(on) = day_of(&VACANCIES, village, work).filter(|on| *on <= writer.today) {
        seat.leave(on);
    }
    Ok(seat)
}

fn day_of(list: &[(&str, Work, (i32, u32, u32))], village: &Village, work: Work) -> Option<NaiveDate> {
    let (_, _, (year, month, day)) = list.iter().find(|(name, what, _)| *name == village.name && *what == work)?;
    NaiveDate::from_ymd_opt(*year, *month, *day)
}

/// One duty for each term of a seat.
fn give(writer: &mut Writer<'_, '_>, grid: GridId, role: Role, seat: &Seat, title: &str) -> OpResult<Vec<PersonDuty>> {
    let mut duties = Vec::with_capacity(seat.terms.len());
    for term in &seat.terms {
        let duty = writer.duty(grid, role, DutyHolder::Person(term.person), title, term.period)?;
        duties.push(PersonDuty { duty, period: term.period });
    }
    Ok(duties)
}

/// 工作重点 of most years; some were never written down.
fn fill_focus(writer: &mut Writer<'_, '_>, village: &Village) -> OpResult<()> {
    if !village.has_farmland() {
        return Ok(());
    }
    for year in 2024..=writer.today.year() {
        let (first, second) = (writer.random.below(5), 5 + writer.random.below(5));
        if writer.random.chance(800) {
            let id = writer.id();
            let text = format!("1.{}；\n2.{}。", FOCUSES[first], FOCUSES[second]);
            writer.store.set_focus(id, village.grid, year, &text)?;
        }
    }
    Ok(())
}
