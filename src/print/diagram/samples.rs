//! Made-up charts for the tests. No person here exists.

use chrono::NaiveDate;

use crate::domain::{
    diagram::{Above, Card, CardRow, ChargeLine, Chart, Diagram, DiagramPaper, Heads, PairingLine, RoleBox, Seat},
    grid::Level,
    id::GridId,
    roster::Role,
    sheet::SheetFrame,
};

/// The towns and streets of annex 2, with how many villages each has here.
const TOWNS: [(&str, usize); 11] = [
    ("罕台镇", 12),
    ("铜川镇", 6),
    ("泊尔江海子镇", 11),
    ("民族街道", 7),
    ("兴胜街道", 4),
    ("纺织街道", 6),
    ("幸福街道", 7),
    ("巴音门克街道", 6),
    ("诃额伦街道", 7),
    ("天骄街道", 5),
    ("富兴街道", 8),
];
const NAMES: [&str; 9] = ["王𠮷", "李㛃", "张𬭎", "欧阳某某", "赵某", "格根·图雅", "钱某某", "孙某", "周某某"];

pub fn frame() -> SheetFrame {
    let day = |day| NaiveDate::from_ymd_opt(2025, 3, day).expect("a day of March");
    SheetFrame { as_of: day(31), printed_on: day(31), sample: true }
}

fn name(at: usize) -> Option<String> {
    (at % 17 != 5).then(|| NAMES[at % NAMES.len()].to_owned())
}

fn seat(at: usize, post: &str) -> Seat {
    Seat { name: name(at), post: post.to_owned(), phone: String::new() }
}

fn role(role: Role, at: usize, posts: &[&str]) -> RoleBox {
    RoleBox { role, people: posts.iter().enumerate().map(|(place, post)| seat(at + place, post)).collect() }
}

fn heads() -> Heads {
    Heads {
        coordinators: Some(role(Role::Coordinator, 1, &["副区长（分管自然资源、农牧）"])),
        chief: Some(role(Role::ChiefSupervisor, 0, &["区长"])),
        chief_overseers: Some(role(Role::ChiefOverseer, 2, &["区自然资源分局局长", "区农牧局局长"])),
        paired: true,
    }
}

/// Level 1: six deputies, eleven grids, one of them under two deputies, one under none.
pub fn district() -> Chart {
    let posts =
        ["常务副区长", "副区长（分管自然资源、农牧）", "副区长（分管水利、应急）", "副区长", "副区长", "副区长"];
    let card = |(at, (name, _)): (usize, &(&str, usize))| Card {
        grid: GridId(10 + at as i64),
        name: (*name).to_owned(),
        note: if at == 9 { "无耕地".to_owned() } else { String::new() },
        roles: vec![
            role(Role::ChiefSupervisor, at, &["镇长"]),
            role(Role::ChiefOverseer, at + 3, &["综合行政执法局局长"]),
        ],
        rows: Vec::new(),
    };
    let mut charges: Vec<ChargeLine> = (0..10).map(|card| ChargeLine { leader: card % 6, card }).collect();
    charges.push(ChargeLine { leader: 1, card: 0 });
    Chart {
        heads: heads(),
        leaders: posts.iter().enumerate().map(|(at, post)| role(Role::DeputySupervisor, at + 3, &[*post])).collect(),
        overseers: (0..7)
            .map(|at| role(Role::DeputyOverseer, at + 12, &["区自然资源分局副局长（耕地保护）"]))
            .collect(),
        cards: TOWNS.iter().enumerate().map(card).collect(),
        pairings: (0..10).map(|card| PairingLine { overseer: card % 5, leader: card % 6, card: Some(card) }).collect(),
        charges,
        ..Chart::new("东胜区耕地保护一级网格导图", GridId(1))
    }
}

/// The whole district with its villages.
pub fn overview() -> Chart {
    let mut chart = district();
    chart.title = "东胜区耕地保护网格导图".to_owned();
    chart.posts_in_cards = false;
    for (at, (card, (_, villages))) in chart.cards.iter_mut().zip(TOWNS).enumerate() {
        card.roles = Role::at(Level::Town).iter().map(|of| role(*of, at, &["", "", ""])).collect();
        card.rows = (0..villages)
            .map(|village| CardRow {
                grid: GridId((100 * at + village) as i64),
                name: if village == 3 { "查干布拉格村".to_owned() } else { format!("第{village}村") },
                people: vec![name(at + village)],
            })
            .collect();
    }
    chart
}

/// Level 2: villages with their groups, one overseer at the side of each deputy.
pub fn town() -> Chart {
    let card = |at: usize| Card {
        grid: GridId(10 + at as i64),
        name: if at == 2 { "亿利金威社区".to_owned() } else { format!("第{at}村") },
        note: String::new(),
        roles: vec![
            role(Role::Supervisor, at, &["村党支部书记、村委会主任"]),
            role(Role::Overseer, at + 1, &["村委会副主任", "村党支部委员"]),
        ],
        rows: (0..5)
            .map(|group| CardRow {
                grid: GridId(group),
                name: format!("{group}社"),
                people: vec![name(group as usize)],
            })
            .collect(),
    };
    Chart {
        above: vec![Above {
            level: Level::District,
            name: "东胜区".to_owned(),
            roles: vec![role(Role::ChiefSupervisor, 0, &["区长"]), role(Role::DeputySupervisor, 4, &["常务副区长"])],
        }],
        heads: heads(),
        leaders: (0..4).map(|at| role(Role::DeputySupervisor, at, &["副镇长（分管耕地保护）"])).collect(),
        overseers: (0..4).map(|at| role(Role::DeputyOverseer, at + 4, &["综合行政执法局副局长（一中队）"])).collect(),
        cards: (0..12).map(card).collect(),
        charges: (0..12).map(|card| ChargeLine { leader: card / 3, card }).collect(),
        pairings: (0..4).map(|at| PairingLine { overseer: at, leader: at, card: None }).collect(),
        ..Chart::new("罕台镇耕地保护二级网格导图", GridId(2))
    }
}

/// Level 3: a village with six groups under three 监管人.
pub fn village() -> Chart {
    let card = |at: usize| Card {
        grid: GridId(10 + at as i64),
        name: format!("{}社", ["一", "二", "三", "四", "五", "六"][at]),
        note: String::new(),
        roles: vec![role(Role::GridMember, at, &["社长"])],
        rows: Vec::new(),
    };
    Chart {
        heads: Heads {
            chief: Some(role(Role::Supervisor, 1, &["村党支部书记、村委会主任"])), ..Heads::default()
        },
        leaders: (0..3).map(|at| role(Role::Overseer, at + 4, &["村委会委员"])).collect(),
        cards: (0..6).map(card).collect(),
        charges: (0..6).map(|card| ChargeLine { leader: card % 3, card }).collect(),
        ..Chart::new("撖家塔村耕地保护三级网格导图", GridId(3))
    }
}

pub fn diagram_of(chart: Chart, paper: DiagramPaper, upright: bool) -> Diagram {
    Diagram { frame: frame(), title: chart.title.clone(), paper, upright, charts: vec![chart] }
}
