//! What the rows, columns, cells and feet of the two matrices say.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::draft::{Draft, Pending};
use crate::{
    domain::{
        date::{Period, chinese},
        grid::Level,
        id::{DutyId, GridId},
        roster::{Role, Side},
    },
    ops::{
        query::charges::{ChargeMatrix, Leader},
        roster::{ChargeCell, PairingCell},
    },
    ui::{
        theme::Tone,
        widgets::matrix::{Mark, MatrixCell, MatrixFoot, MatrixHead},
    },
};

/// One of the two matrices: what its cells mean.
pub trait Table {
    type Cell: Ord + Copy;

    /// The cell at a row and a column; `None` where none can be.
    fn at(&self, row: usize, column: usize) -> Option<Self::Cell>;
    /// Whether it is in force on the day from which changes count.
    fn in_force(&self, cell: Self::Cell) -> bool;
    /// How it looks.
    fn cell(&self, row: usize, column: usize) -> MatrixCell;
}

pub fn row_head(leader: &Leader) -> MatrixHead {
    MatrixHead { title: leader.names(), note: leader.post.clone(), word: leader.role.label().to_owned() }
}

/// 包联: leaders by grids.
pub struct Charges<'m> {
    pub matrix: &'m ChargeMatrix,
    pub day: NaiveDate,
    pub draft: &'m Draft<ChargeCell>,
    pub leaders: Vec<&'m Leader>,
    /// The times of each cell: every cell that is seen asks for them in every frame.
    times: BTreeMap<ChargeCell, Vec<Period>>,
}

impl<'m> Charges<'m> {
    pub fn new(matrix: &'m ChargeMatrix, day: NaiveDate, draft: &'m Draft<ChargeCell>) -> Self {
        let leaders = matrix.leaders.iter().filter(|leader| leader.charges).collect();
        let mut times: BTreeMap<ChargeCell, Vec<Period>> = BTreeMap::new();
        for mark in &matrix.charges {
            times.entry(ChargeCell { duty: mark.duty, grid: mark.grid }).or_default().push(mark.period);
        }
        Self { matrix, day, draft, leaders, times }
    }

    pub fn columns(&self) -> Vec<MatrixHead> {
        let note = |order: Option<u32>| match (self.matrix.level, order) {
            (Level::District, None) => "未列入附件2".to_owned(),
            (Level::District, Some(order)) => format!("附件2第 {order} 行"),
            _ => String::new(),
        };
        let below = self.matrix.below.iter();
        below
            .map(|grid| MatrixHead { title: grid.name.clone(), note: note(grid.annex2_order), word: String::new() })
            .collect()
    }

    fn marks(&self, cell: ChargeCell) -> impl Iterator<Item = Period> {
        self.times.get(&cell).into_iter().flatten().copied()
    }

    pub fn pending(&self) -> Pending<ChargeCell> {
        self.draft.pending(|cell| self.in_force(cell))
    }

    /// 「王某（副总监督人） × 罕台镇」.
    pub fn name(&self, cell: ChargeCell) -> String {
        let grid = self.matrix.below.iter().find(|grid| grid.grid == cell.grid);
        let leader = self.leaders.iter().find(|leader| leader.duty == cell.duty);
        format!("{} × {}", leader.map(|leader| told(leader)).unwrap_or_default(), grid.map_or("", |grid| &grid.name))
    }

    /// 「0 / 1 / 2 副总监督人」 against G19; at level 3 who looks after each group.
    pub fn feet(&self) -> Vec<MatrixFoot> {
        let role = if self.matrix.level == Level::Village { Role::Overseer } else { Role::DeputySupervisor };
        let some_listed = self.matrix.below.iter().any(|grid| grid.annex2_order.is_some());
        let foot = |place: usize| {
            let grid = &self.matrix.below[place];
            let holders: Vec<&Leader> = self.leaders.iter().copied().filter(|leader| leader.role == role).collect();
            let wanted = |leader: &&Leader| {
                let cell = ChargeCell { duty: leader.duty, grid: grid.grid };
                self.draft.wants(cell, self.in_force(cell))
            };
            let count = holders.into_iter().filter(wanted).count();
            let unlisted = self.matrix.level == Level::District && some_listed && grid.annex2_order.is_none();
            foot(&grid.name, role, count, unlisted)
        };
        (0..self.matrix.below.len()).map(foot).collect()
    }
}

fn foot(name: &str, role: Role, count: usize, unlisted: bool) -> MatrixFoot {
    let role_word = role.label();
    let (tone, hint) = match (count, role) {
        (1, _) => (Tone::Good, format!("{name}：由一位{role_word}包联")),
        (0, _) if unlisted => (Tone::Neutral, format!("{name}：未列入附件2，没有{role_word}包联")),
        (0, _) => (Tone::Warning, format!("{name}：没有{role_word}包联，请尽快明确")),
        (_, Role::DeputySupervisor) => {
            (Tone::Warning, format!("{name}：由 {count} 位{role_word}同时包联，一般只由一位包联，请核对"))
        }
        _ => (Tone::Good, format!("{name}：由 {count} 位{role_word}包联")),
    };
    MatrixFoot { word: count.to_string(), tone, hint }
}

fn told(leader: &Leader) -> String {
    format!("{}（{}）", leader.names(), leader.role.label())
}

/// 对应关系: 监管 by 监督, for one grid of the 包联 or for all.
pub struct Pairings<'m> {
    pub matrix: &'m ChargeMatrix,
    pub day: NaiveDate,
    pub draft: &'m Draft<PairingCell>,
    /// The grid that is looked at.
    pub scope: Option<GridId>,
    pub overseers: Vec<&'m Leader>,
    pub supervisors: Vec<&'m Leader>,
}

impl<'m> Pairings<'m> {
    pub fn new(matrix: &'m ChargeMatrix, day: NaiveDate, draft: &'m Draft<PairingCell>, scope: Option<GridId>) -> Self {
        let overseers: Vec<_> = matrix.leaders.iter().filter(|leader| leader.role.side() == Side::Oversee).collect();
        let answered = |role: Role| overseers.iter().any(|leader| leader.role.answers_to() == Some(role));
        let supervisors = matrix.leaders.iter().filter(|leader| answered(leader.role)).collect();
        Self { matrix, day, draft, scope, overseers, supervisors }
    }

    pub fn columns(&self) -> Vec<MatrixHead> {
        let head = |leader: &&Leader| MatrixHead {
            title: leader.names(),
            note: format!("{} {}", leader.role.label(), leader.post),
            word: String::new(),
        };
        self.supervisors.iter().map(head).collect()
    }

    pub fn pending(&self) -> Pending<PairingCell> {
        self.draft.pending(|cell| self.in_force(cell))
    }

    /// A pair that is not tied here may be tied for another grid, for all, or later.
    fn otherwise(&self, cell: PairingCell) -> (Mark, String) {
        let pair = self.matrix.pairings.iter();
        let pair = pair.filter(|mark| (mark.overseer, mark.supervisor) == (cell.overseer, cell.supervisor));
        let (now, later): (Vec<_>, Vec<_>) = pair.partition(|mark| mark.period.contains(self.day));
        let name = |grid: Option<GridId>| {
            self.matrix.below.iter().find(|below| Some(below.grid) == grid).map_or("", |below| below.name.as_str())
        };
        if now.iter().any(|mark| mark.grid.is_none()) {
            return (Mark::Part, "已按全部包联网格对应".to_owned());
        }
        if !now.is_empty() && self.scope.is_none() {
            let grids: Vec<_> = now.iter().map(|mark| name(mark.grid)).collect();
            return (Mark::Part, format!("只就{}对应", grids.join("、")));
        }
        match later.iter().find(|mark| mark.grid == cell.grid) {
            Some(mark) => (Mark::Later, format!("{}起对应", chinese(mark.period.from))),
            None => (Mark::Off, "没有对应".to_owned()),
        }
    }

    pub fn name(&self, cell: PairingCell) -> String {
        let of = |list: &[&Leader], duty: DutyId| {
            list.iter().find(|leader| leader.duty == duty).map(|leader| told(leader)).unwrap_or_default()
        };
        let grid = self.matrix.below.iter().find(|below| Some(below.grid) == cell.grid);
        let limited = grid.map(|grid| format!("（限{}）", grid.name)).unwrap_or_default();
        format!("{} × {}{limited}", of(&self.overseers, cell.overseer), of(&self.supervisors, cell.supervisor))
    }

    /// How many 监管 answer to each 监督, for the grid that is looked at or for any.
    pub fn feet(&self) -> Vec<MatrixFoot> {
        let foot = |column: usize| {
            let rows = 0..self.overseers.len();
            let tied = |row: &usize| matches!(self.cell(*row, column).mark, Mark::On | Mark::Add | Mark::Part);
            let count = rows.filter(tied).count();
            let name = told(self.supervisors[column]);
            let (tone, hint) = match count {
                0 => (Tone::Warning, format!("{name}：没有监管人对应")),
                _ => (Tone::Good, format!("{name}：{count} 位监管人对应")),
            };
            MatrixFoot { word: count.to_string(), tone, hint }
        };
        (0..self.supervisors.len()).map(foot).collect()
    }
}

impl Table for Charges<'_> {
    type Cell = ChargeCell;

    fn at(&self, row: usize, column: usize) -> Option<Self::Cell> {
        Some(ChargeCell { duty: self.leaders.get(row)?.duty, grid: self.matrix.below.get(column)?.grid })
    }

    fn in_force(&self, cell: Self::Cell) -> bool {
        self.marks(cell).any(|period| period.contains(self.day))
    }

    fn cell(&self, row: usize, column: usize) -> MatrixCell {
        let Some(cell) = self.at(row, column) else { return MatrixCell::default() };
        let in_force = self.marks(cell).find(|period| period.contains(self.day));
        let later = self.marks(cell).find(|period| period.from > self.day);
        let (mark, word) = match (in_force, self.draft.wants(cell, in_force.is_some())) {
            (Some(_), false) => (Mark::End, "待结束".to_owned()),
            (None, true) => (Mark::Add, "待新增".to_owned()),
            (Some(period), true) => (Mark::On, format!("包联中（{}）", period.chinese())),
            (None, false) => match later {
                Some(period) => (Mark::Later, format!("{}起包联", chinese(period.from))),
                None => (Mark::Off, "未包联".to_owned()),
            },
        };
        MatrixCell { mark, words: format!("{}：{word}", self.name(cell)), faulty: false }
    }
}

impl Table for Pairings<'_> {
    type Cell = PairingCell;

    fn at(&self, row: usize, column: usize) -> Option<Self::Cell> {
        let (overseer, supervisor) = (self.overseers.get(row)?, self.supervisors.get(column)?);
        let fits = overseer.role.answers_to() == Some(supervisor.role);
        fits.then_some(PairingCell { overseer: overseer.duty, supervisor: supervisor.duty, grid: self.scope })
    }

    fn in_force(&self, cell: Self::Cell) -> bool {
        self.matrix.pairings.iter().any(|mark| {
            (mark.overseer, mark.supervisor, mark.grid) == (cell.overseer, cell.supervisor, cell.grid)
                && mark.period.contains(self.day)
        })
    }

    fn cell(&self, row: usize, column: usize) -> MatrixCell {
        let (Some(overseer), Some(supervisor)) = (self.overseers.get(row), self.supervisors.get(column)) else {
            return MatrixCell::default();
        };
        let pair = format!("{} × {}", told(overseer), told(supervisor));
        let Some(cell) = self.at(row, column) else {
            let wanted = overseer.role.answers_to().map_or("", Role::label);
            let words = format!("{pair}：{}对{wanted}负责", overseer.role.label());
            return MatrixCell { mark: Mark::Blank, words, faulty: false };
        };
        let in_force = self.in_force(cell);
        let (mark, mut word) = match (in_force, self.draft.wants(cell, in_force)) {
            (true, false) => (Mark::End, "待结束".to_owned()),
            (false, true) => (Mark::Add, "待新增".to_owned()),
            (true, true) => (Mark::On, "对应".to_owned()),
            (false, false) => self.otherwise(cell),
        };
        if overseer.people.iter().any(|one| supervisor.people.iter().any(|other| one.0 == other.0)) {
            word.push_str("；监督与监管是同一人，请核对");
        }
        MatrixCell { mark, words: format!("{pair}：{word}"), faulty: false }
    }
}
