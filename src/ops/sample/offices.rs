//! Posts of the sample and who held them when: district government, three bureaus, fifteen towns and streets.

use chrono::NaiveDate;

use super::{seat::Seat, since, writer::Writer};
use crate::{
    domain::{
        date::Period,
        grid::GridKind,
        id::{GridId, IncumbencyId, PostId, UnitId},
        roster::UnitKind,
    },
    ops::OpResult,
    store::{PostRow, UnitRow},
};

/// 区长 first, then the deputies of annex 2.
const GOVERNMENT: [&str; 7] = [
    "区长",
    "常务副区长",
    COORDINATOR,
    "副区长（分管水利、应急）",
    "副区长（分管工业、能源）",
    "副区长（分管城建、交通）",
    "副区长（分管教育、卫生）",
];
/// 区政府分管自然资源、农牧工作的领导.
pub const COORDINATOR: &str = "副区长（分管自然资源、农牧）";
/// Department as the shipped list calls it, with its posts, the head first.
const BUREAUS: [(&str, &[&str]); 3] = [
    (
        "自然资源分局",
        &["局长", "副局长（耕地保护）", "副局长（国土空间规划）", "副局长（执法监察）", "副局长（确权登记）"],
    ),
    ("农牧局", &["局长", "副局长（种植业）", "副局长（农田建设）", "副局长（畜牧业）"]),
    ("水利局", &["局长", "副局长（河湖管理）", "副局长（水政执法）"]),
];
/// The head, the deputy in charge of 耕地保护, and three more.
const TOWN: [&str; 5] =
    ["镇长", "副镇长（分管耕地保护）", "副镇长（分管农牧）", "副镇长（分管城建）", "副镇长（分管综治）"];
const STREET: [&str; 5] =
    ["主任", "副主任（分管耕地保护）", "副主任（分管农牧水利）", "副主任（分管城建）", "副主任（分管综治）"];
const ENFORCEMENT: [&str; 5] = [
    "综合行政执法局局长",
    "综合行政执法局副局长（一中队）",
    "综合行政执法局副局长（二中队）",
    "综合行政执法局副局长（三中队）",
    "综合行政执法局副局长（四中队）",
];

/// People whose names the sample fixes: rare characters (王𠮷, 李㛃, 张𬭎), and two of the same name in two offices.
const NAMED: [(&str, &str, &str); 5] = [
    ("区人民政府", "副区长（分管水利、应急）", "李㛃"),
    ("自然资源分局", "副局长（执法监察）", "张𬭎"),
    ("罕台镇", "综合行政执法局副局长（一中队）", "王𠮷"),
    ("水利局", "副局长（水政执法）", TWICE),
    ("铜川镇", "副镇长（分管城建）", TWICE),
];
const TWICE: &str = "李禾丰";

/// Names that are not drawn.
pub fn reserved() -> impl Iterator<Item = &'static str> {
    NAMED.iter().map(|(_, _, name)| *name)
}

/// Who comes after.
enum Successor {
    Newcomer,
    /// From another post, which stays vacant: unit and title.
    From(&'static str, &'static str),
    Nobody,
}

struct Change {
    unit: &'static str,
    title: &'static str,
    on: (i32, u32, u32),
    document: &'static str,
    successor: Successor,
}

const fn change(
    unit: &'static str,
    title: &'static str,
    on: (i32, u32, u32),
    document: &'static str,
    successor: Successor,
) -> Change {
    Change { unit, title, on, document, successor }
}

/// What changed over the years, by date; a post with nobody after is 空缺.
const CHANGES: [Change; 9] = [
    change("兴胜街道", "主任", (2024, 6, 12), "示范任〔2024〕2号", Successor::Newcomer),
    change("农牧局", "副局长（种植业）", (2024, 9, 2), "示范任〔2024〕5号", Successor::Newcomer),
    change("区人民政府", "副区长（分管城建、交通）", (2025, 1, 8), "示范任〔2025〕1号", Successor::Newcomer),
    change("幸福街道", "综合行政执法局副局长（三中队）", (2025, 2, 11), "示范免〔2025〕1号", Successor::Nobody),
    change("铜川镇", "镇长", (2025, 3, 5), "示范任〔2025〕3号", Successor::Newcomer),
    change("罕台镇", "镇长", (2025, 4, 16), "示范任〔2025〕4号", Successor::From("泊尔江海子镇", "副镇长（分管农牧）")),
    change("农牧局", "副局长（畜牧业）", (2025, 5, 20), "示范免〔2025〕2号", Successor::Nobody),
    change("天骄街道", "副主任（分管耕地保护）", (2025, 9, 15), "示范任〔2025〕9号", Successor::Newcomer),
    change("水利局", "局长", (2026, 2, 27), "示范任〔2026〕1号", Successor::Newcomer),
];

/// A post of the sample.
pub struct Office {
    pub post: PostId,
    pub title: &'static str,
    pub seat: Seat,
}

/// The posts of one unit, in their order.
pub struct Offices {
    pub unit: UnitId,
    /// As the sample calls it: 「区人民政府」, 「农牧局」, 「铜川镇」, 「铜川镇党委」.
    pub name: String,
    pub is_department: bool,
    /// The town or street it governs.
    pub grid: Option<GridId>,
    pub posts: Vec<Office>,
}

/// Makes every post, settles who held it when, and writes posts and terms.
pub fn fill(writer: &mut Writer<'_, '_>) -> OpResult<Vec<Offices>> {
    let mut all = make_posts(writer)?;
    for change in &CHANGES {
        let (year, month, day) = change.on;
        match NaiveDate::from_ymd_opt(year, month, day) {
            Some(day) if day <= writer.today => carry_out(writer, &mut all, change, day)?,
            _ => {}
        }
    }
    for office in all.iter().flat_map(|unit| &unit.posts) {
        for term in &office.seat.terms {
            let id = IncumbencyId(writer.id());
            writer.store.add_incumbency(id, office.post, term.person, &term.period, &term.document)?;
        }
    }
    Ok(all)
}

fn make_posts(writer: &mut Writer<'_, '_>) -> OpResult<Vec<Offices>> {
    let district = writer.district()?;
    let mut all = Vec::new();
    let government =
        writer.unit(UnitKind::District, "区人民政府", Some(district.id), |unit| unit.grid == Some(district.id))?;
    all.push(staff(writer, &government, "区人民政府", Some(district.id), &GOVERNMENT)?);
    for (name, titles) in BUREAUS {
        let bureau = writer.unit(UnitKind::Department, name, None, |unit| answers_to(unit, name))?;
        let bureau = staff(writer, &bureau, name, None, titles)?;
        all.push(Offices { is_department: true, ..bureau });
    }
    for town in writer.store.children_at(district.id, since())? {
        let (leaders, party) = match town.facts.kind {
            GridKind::Town => (TOWN, "党委"),
            _ => (STREET, "党工委"),
        };
        let titles: Vec<&'static str> = leaders.into_iter().chain(ENFORCEMENT).collect();
        let unit = writer.unit(UnitKind::Town, &town.facts.name, Some(town.id), |unit| unit.grid == Some(town.id))?;
        all.push(staff(writer, &unit, &town.facts.name, Some(town.id), &titles)?);
        let name = format!("{}{party}", town.facts.name);
        let committee = writer.unit(UnitKind::Town, &name, None, |unit| unit.name == name)?;
        all.push(staff(writer, &committee, &name, None, &["书记"])?);
    }
    Ok(all)
}

fn answers_to(unit: &UnitRow, name: &str) -> bool {
    unit.name.contains(name) || unit.full_name.contains(name) || unit.aliases.iter().any(|alias| alias == name)
}

/// Gives a unit its posts and each post its first holder.
fn staff(
    writer: &mut Writer<'_, '_>,
    unit: &UnitId,
    name: &str,
    grid: Option<GridId>,
    titles: &[&'static str],
) -> OpResult<Offices> {
    let first = writer.store.next_post_ordinal(*unit)?;
    let mut posts = Vec::with_capacity(titles.len());
    for (place, title) in titles.iter().enumerate() {
        let post = PostId(writer.id());
        writer.store.add_post(&PostRow {
            id: post,
            unit: *unit,
            unit_name: String::new(),
            title: (*title).to_owned(),
            single_holder: true,
            ordinal: first + place as i64,
            period: Period::since(since()),
        })?;
        let named = NAMED.iter().find(|(unit, post, _)| *unit == name && post == title).map(|(_, _, person)| *person);
        let person = writer.official(named)?;
        posts.push(Office { post, title, seat: Seat::held(person, since(), "") });
    }
    Ok(Offices { unit: *unit, name: name.to_owned(), is_department: false, grid, posts })
}

fn carry_out(writer: &mut Writer<'_, '_>, all: &mut [Offices], change: &Change, day: NaiveDate) -> OpResult<()> {
    let successor = match change.successor {
        Successor::Newcomer => Some(writer.official(None)?),
        Successor::From(unit, title) => find(all, unit, title).and_then(|seat| {
            let person = seat.on(day);
            seat.leave(day);
            person
        }),
        Successor::Nobody => None,
    };
    let Some(seat) = find(all, change.unit, change.title) else { return Ok(()) };
    match successor {
        Some(person) => seat.take_over(person, day, change.document),
        None => seat.leave(day),
    }
    Ok(())
}

fn find<'a>(all: &'a mut [Offices], unit: &str, title: &str) -> Option<&'a mut Seat> {
    let unit = all.iter_mut().find(|offices| offices.name == unit)?;
    unit.posts.iter_mut().find(|office| office.title == title).map(|office| &mut office.seat)
}
