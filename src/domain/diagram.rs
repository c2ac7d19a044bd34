//! Plain data of 网格导图 (R047, G29): which grids, roles, people and lines a picture shows, before anyone decides where
//! they stand.
//!
//! A picture is made of charts. A chart is one grid: its heads, those of its leaders who 包联 the grids below, those who
//! answer to them (对应), and a card for each grid below.

use serde::{Deserialize, Serialize};

use super::{
    grid::Level,
    id::GridId,
    roster::{Role, Side},
    sheet::SheetFrame,
};

/// Which picture is wanted, and on which paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DiagramRequest {
    pub scope: DiagramScope,
    pub paper: DiagramPaper,
    /// Paper upright (纵向) instead of across (横向).
    pub upright: bool,
    /// Names of 网格员 in the cards of villages and communities.
    pub members: bool,
    /// Office phones under the posts; personal ones are never printed.
    pub phones: bool,
    /// Only the level-2 grids that annex 2 lists (R115).
    pub listed_only: bool,
}

impl Default for DiagramRequest {
    fn default() -> Self {
        Self {
            scope: DiagramScope::Overview,
            paper: DiagramPaper::A3,
            upright: false,
            members: true,
            phones: false,
            listed_only: false,
        }
    }
}

/// What the picture shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DiagramScope {
    /// The whole district: level 1, and every level-2 grid with its leaders and the 监督人 of its villages.
    #[default]
    Overview,
    /// One grid with the level below it.
    Grid(GridId),
    /// Level 1 and then every level-2 grid, each on a page of its own.
    Set,
}

/// Paper that offices can print on or have printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DiagramPaper {
    A4,
    #[default]
    A3,
}

impl DiagramPaper {
    pub const ALL: [Self; 2] = [Self::A4, Self::A3];

    pub fn label(self) -> &'static str {
        match self {
            Self::A4 => "A4",
            Self::A3 => "A3",
        }
    }

    /// Width and height, mm.
    pub fn size(self, upright: bool) -> (f32, f32) {
        let (short, long) = match self {
            Self::A4 => (210.0, 297.0),
            Self::A3 => (297.0, 420.0),
        };
        if upright { (short, long) } else { (long, short) }
    }
}

/// 网格导图, ready to be laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagram {
    pub frame: SheetFrame,
    /// Name of the whole, also of the file.
    pub title: String,
    pub paper: DiagramPaper,
    pub upright: bool,
    pub charts: Vec<Chart>,
}

/// One grid with the level below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// 「东胜区耕地保护一级网格导图」.
    pub title: String,
    pub grid: GridId,
    /// The grids above, the district first, with those of their roles that lead to this one.
    pub above: Vec<Above>,
    /// 监督总协调人 (levels 1 and 2 only), 总监督人 or 监督人, 总监管人 (levels 1 and 2 only).
    pub heads: Heads,
    /// Everyone who 包联 grids below, and deputies without 包联: one box for each duty.
    pub leaders: Vec<RoleBox>,
    /// 副总监管人, one box for each duty.
    pub overseers: Vec<RoleBox>,
    pub cards: Vec<Card>,
    pub charges: Vec<ChargeLine>,
    pub pairings: Vec<PairingLine>,
    /// Whether cards say the posts of their roles; without, only names.
    pub posts_in_cards: bool,
}

/// Who stands at the top of a chart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heads {
    pub coordinators: Option<RoleBox>,
    pub chief: Option<RoleBox>,
    pub chief_overseers: Option<RoleBox>,
    /// 总监管人 answers to 总监督人 by an entered pairing.
    pub paired: bool,
}

/// A grid above the one of the chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Above {
    pub level: Level,
    pub name: String,
    pub roles: Vec<RoleBox>,
}

/// A role with those who hold it; who is not named is a vacancy (空缺).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleBox {
    pub role: Role,
    pub people: Vec<Seat>,
}

/// One place in a role. `name` is `None` while nobody sits there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seat {
    pub name: Option<String>,
    pub post: String,
    /// Office phone; empty when it is unknown or not to be shown.
    pub phone: String,
}

impl RoleBox {
    /// A role that nobody holds.
    pub fn vacant(role: Role) -> Self {
        Self { role, people: vec![Seat::default()] }
    }

    /// How many places nobody sits in.
    pub fn vacancies(&self) -> usize {
        self.people.iter().filter(|seat| seat.name.is_none()).count()
    }

    /// 监督 or 监管.
    pub fn side(&self) -> Side {
        self.role.side()
    }
}

/// A grid below: its own roles, and what stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    pub grid: GridId,
    pub name: String,
    /// 「无耕地」, 「未列入附件2」.
    pub note: String,
    pub roles: Vec<RoleBox>,
    pub rows: Vec<CardRow>,
}

/// One grid inside a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardRow {
    pub grid: GridId,
    pub name: String,
    /// Who stands beside the name: 监督人, or 网格员. Empty where nobody is needed.
    pub people: Vec<Option<String>>,
}

/// 包联: a leader and a card, by their places in the chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChargeLine {
    pub leader: usize,
    pub card: usize,
}

/// 对应: an overseer answers to a leader, for one card or for all of the leader's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PairingLine {
    pub overseer: usize,
    pub leader: usize,
    pub card: Option<usize>,
}

impl Chart {
    /// A chart that shows nothing yet.
    pub fn new(title: impl Into<String>, grid: GridId) -> Self {
        Self {
            title: title.into(),
            grid,
            above: Vec::new(),
            heads: Heads::default(),
            leaders: Vec::new(),
            overseers: Vec::new(),
            cards: Vec::new(),
            charges: Vec::new(),
            pairings: Vec::new(),
            posts_in_cards: true,
        }
    }

    /// Vacancies of the whole chart, as its head counts them: each place once.
    pub fn vacancies(&self) -> usize {
        let heads = [&self.heads.coordinators, &self.heads.chief, &self.heads.chief_overseers];
        let heads: usize = heads.into_iter().flatten().map(RoleBox::vacancies).sum();
        let sides: usize = self.leaders.iter().chain(&self.overseers).map(RoleBox::vacancies).sum();
        let in_card = |card: &Card| {
            let rows = card.rows.iter().flat_map(|row| &row.people).filter(|person| person.is_none()).count();
            card.roles.iter().map(RoleBox::vacancies).sum::<usize>() + rows
        };
        heads + sides + self.cards.iter().map(in_card).sum::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vacancies_are_counted_wherever_they_stand() {
        let row = |people| CardRow { grid: GridId(2), name: "一社".into(), people };
        let chart = Chart {
            heads: Heads { chief: Some(RoleBox::vacant(Role::Supervisor)), ..Heads::default() },
            leaders: vec![RoleBox::vacant(Role::Overseer)],
            cards: vec![Card {
                grid: GridId(1),
                name: "撖家塔村".into(),
                note: String::new(),
                roles: vec![RoleBox::vacant(Role::Supervisor)],
                rows: vec![row(vec![None, Some("李㛃".into())]), row(Vec::new())],
            }],
            ..Chart::new("图", GridId(1))
        };
        assert_eq!(chart.vacancies(), 4);
    }

    #[test]
    fn a_request_may_leave_out_what_is_usual() {
        let request: DiagramRequest = serde_json::from_str(r#"{"paper": "a4"}"#).unwrap();
        assert_eq!(request, DiagramRequest { paper: DiagramPaper::A4, ..DiagramRequest::default() });
        assert_eq!(DiagramPaper::A4.size(false), (297.0, 210.0));
    }
}
