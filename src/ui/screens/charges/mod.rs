//! 包联 and 对应关系 of one grid, entered as a matrix and saved as one operation (G19, G20, G53).

mod draft;
mod head;
mod table;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use egui::{Label, RichText, Ui};

use self::{
    draft::{Draft, Pending},
    head::{Head, Press},
    table::{Charges as ChargeTable, Pairings, row_head},
};
use crate::{
    domain::{desk::Right, fault::Faults, id::GridId},
    ops::{
        Changes, Command, OpFault, OpResult,
        query::charges::{self, ChargeMatrix},
        roster::{ChargeCell, ChargeEnd, PairingCell, PairingEnd, SetCharges, SetPairings},
    },
    session::Loaded,
    ui::{
        action::Submission,
        cx::Cx,
        icon::Icon,
        screens::{
            entry::past_banner,
            views::{GridView, grid_views},
        },
        shortcut::Shortcut,
        theme::{self, Tone},
        widgets::{
            empty::Empty,
            matrix::{Mark, Matrix, MatrixCell, MatrixState, legend},
            modal::{Answer, Confirm},
            notice::Notice,
        },
    },
};

/// Which of the two matrices is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mode {
    #[default]
    Charges,
    Pairings,
}

#[derive(Default)]
pub struct Charges {
    head: Head,
    /// The grid whose leaders are shown; the district until another is chosen.
    grid: Option<GridId>,
    loaded: Loaded<(Option<GridId>, NaiveDate), OpResult<Option<ChargeMatrix>>>,
    charges: Draft<ChargeCell>,
    pairings: Draft<PairingCell>,
    at: MatrixState,
    sent: Option<Sent>,
    refused: Refused,
    /// Whether marks are given up for another grid is being asked.
    asking: Option<Option<GridId>>,
}

/// A save on its way, with the cells of its lines.
struct Sent {
    submission: Submission,
    cells: Cells,
}

enum Cells {
    Charges(Pending<ChargeCell>),
    Pairings(Pending<PairingCell>),
}

/// What the last attempt to save was refused for.
#[derive(Default)]
struct Refused {
    faults: Faults,
    charges: BTreeSet<ChargeCell>,
    pairings: BTreeSet<PairingCell>,
}

const TABLES: &[&str] = &["grid", "grid_version", "unit", "post", "person", "incumbency", "duty", "charge", "pairing"];

impl Charges {
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.receive();
        let past = cx.as_of != cx.office.today;
        let why =
            cx.office.refusal(Right::Manage).or_else(|| past.then(|| "正在查看过去的情况，请先回到今天".to_owned()));
        let day = if past { cx.as_of } else { self.head.day(cx.office.today) };
        let grid = self.grid;
        cx.load(&mut self.loaded, (grid, day), |ws, (grid, day)| charges::matrix(ws, grid, day));
        self.settle((grid, day));
        let pending = self.pending_words(day);
        let press = self.head.title(ui, pending.as_ref().map(|_| ()), why.as_deref(), self.sent.is_some());
        grid_views(ui, cx, GridView::Charges, self.grid.or_else(|| self.matrix().map(|matrix| matrix.grid)));
        past_banner(ui, cx);
        let matrix = self.loaded.shown().and_then(|answer| answer.as_ref().ok()).and_then(Option::as_ref);
        let matrix = matrix.filter(|matrix| self.grid.is_none_or(|grid| grid == matrix.grid));
        if let Some(grid) = self.head.filters(ui, cx, matrix, past) {
            self.choose(grid);
        }
        self.faults(ui);
        self.strip(ui, pending.as_deref());
        self.table(ui, day, why.is_none());
        self.ask(ui);
        let saves = Shortcut::Save.pressed(ui.ctx()) && why.is_none() && pending.is_some() && self.sent.is_none();
        match press {
            Some(Press::Discard) => self.forget(),
            Some(Press::Save) => self.save(cx, day),
            None if saves => self.save(cx, day),
            None => {}
        }
    }

    /// Gone to from another view, with the grid that was looked at there.
    pub fn open(&mut self, grid: Option<GridId>) {
        if let Some(grid) = grid {
            self.choose(grid);
        }
        if self.asking.is_none() {
            self.head.forget();
        }
        self.at.take_keyboard();
    }

    /// Another grid; marks that were not saved are asked about first.
    fn choose(&mut self, grid: GridId) {
        if Some(grid) == self.grid {
        } else if self.has_unsaved() {
            self.asking = Some(Some(grid));
        } else {
            self.turn_to(Some(grid));
        }
    }

    fn turn_to(&mut self, grid: Option<GridId>) {
        self.grid = grid;
        self.at = MatrixState::default();
        self.head.scope = None;
        self.forget();
    }

    /// Nobody looks after grids in a group: its village is shown then.
    fn settle(&mut self, key: (Option<GridId>, NaiveDate)) {
        let shown = self.matrix().map(|matrix| matrix.grid);
        if self.grid.is_some() && shown.is_some() && self.loaded.shown_key() == Some(&key) {
            self.grid = shown;
        }
    }

    fn ask(&mut self, ui: &Ui) {
        let Some(grid) = self.asking else { return };
        let question = Confirm {
            title: "放弃没有保存的变动？",
            text: "换一个网格，表中标出的变动不会保存。",
            verb: "放弃",
            danger: true,
        };
        match question.show(ui.ctx()) {
            Some(Answer::Do) => {
                self.asking = None;
                self.turn_to(grid);
            }
            Some(Answer::Cancel) => {
                self.asking = None;
                self.head.restore();
            }
            None => {}
        }
    }

    fn matrix(&self) -> Option<&ChargeMatrix> {
        self.loaded.shown()?.as_ref().ok()?.as_ref()
    }

    /// What would be saved, in words; nothing when nothing would.
    fn pending_words(&self, day: NaiveDate) -> Option<String> {
        let matrix = self.matrix()?;
        match self.head.mode {
            Mode::Charges => {
                let table = ChargeTable::new(matrix, day, &self.charges);
                words(&table.pending(), |cell| table.name(cell))
            }
            Mode::Pairings => {
                let table = Pairings::new(matrix, day, &self.pairings, self.head.scope);
                words(&table.pending(), |cell| table.name(cell))
            }
        }
    }

    fn faults(&self, ui: &mut Ui) {
        if self.refused.faults.is_empty() {
            return;
        }
        let faults: Vec<_> = self.refused.faults.0.iter().take(4).map(|fault| fault.message.as_str()).collect();
        let more = self.refused.faults.0.len().saturating_sub(faults.len());
        let more = if more > 0 { format!("；另有 {more} 项") } else { String::new() };
        Notice::new(Tone::Danger, "没有保存").cause(faults.join("；") + &more).show(ui, |_| {});
        ui.add_space(4.0);
    }

    /// What the marks mean, and what would be saved.
    fn strip(&self, ui: &mut Ui, pending: Option<&str>) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            let on = if self.head.mode == Mode::Charges { "包联中" } else { "对应" };
            let mut marks = vec![(Mark::On, on), (Mark::Add, "待新增"), (Mark::End, "待结束"), (Mark::Later, "以后起")];
            if self.head.mode == Mode::Pairings {
                marks.push((Mark::Part, "部分或全部网格对应"));
            }
            legend(ui, &marks);
            ui.add_space(8.0);
            let colours = theme::palette(ui);
            match pending {
                Some(text) => {
                    ui.add(Label::new(RichText::new(text).color(colours.accent_text)).truncate()).on_hover_text(text);
                }
                None => {
                    let hint = "方向键移动，空格或回车标记，Ctrl+S 保存";
                    ui.add(Label::new(RichText::new(hint).small().color(colours.quiet)).truncate());
                }
            }
        });
    }

    fn table(&mut self, ui: &mut Ui, day: NaiveDate, editable: bool) {
        let Some(answer) = self.loaded.shown() else {
            Empty::new(Icon::Clock, "正在载入", "请稍候").show(ui);
            return;
        };
        let matrix = match answer {
            Ok(Some(matrix)) => matrix,
            Ok(None) => {
                Empty::new(Icon::Grids, "当日没有这个网格", "请换一个网格或日期；还没有网格时请先在「网格列表」中建立")
                    .show(ui);
                return;
            }
            Err(fault) => {
                let notice = fault.notice();
                Empty::new(Icon::Error, &notice.title, &notice.next).show(ui);
                return;
            }
        };
        match self.head.mode {
            Mode::Charges => {
                let table = ChargeTable::new(matrix, day, &self.charges);
                if let Some((title, hint)) = head::nothing_to_charge(matrix, &table.leaders) {
                    Empty::new(Icon::People, &title, hint).show(ui);
                    return;
                }
                let rows: Vec<_> = table.leaders.iter().map(|leader| row_head(leader)).collect();
                let shown = Matrix {
                    key: "包联",
                    name: "包联表",
                    corner: "责任人 ＼ 包联网格",
                    foot_title: head::foot_title(matrix.level),
                    rows: &rows,
                    columns: &table.columns(),
                    foot: &table.feet(),
                    editable,
                };
                let faulty =
                    |row, column| table.at(row, column).is_some_and(|cell| self.refused.charges.contains(&cell));
                let toggled = shown.show(ui, &mut self.at, |row, column| {
                    let faulty = faulty(row, column);
                    MatrixCell { faulty, ..table.cell(row, column) }
                });
                let cells = toggled.into_iter().filter_map(|(row, column)| table.at(row, column));
                let toggled: Vec<_> = cells.map(|cell| (cell, table.in_force(cell))).collect();
                for (cell, in_force) in toggled {
                    self.charges.toggle(cell, in_force);
                    self.refused.charges.remove(&cell);
                }
            }
            Mode::Pairings => {
                let table = Pairings::new(matrix, day, &self.pairings, self.head.scope);
                if table.overseers.is_empty() || table.supervisors.is_empty() {
                    let hint = "监管一方和监督一方都指定责任人之后，才能登记对应关系；请先在「网格列表」中指定";
                    Empty::new(Icon::People, "还没有可以对应的责任人", hint).show(ui);
                    return;
                }
                let rows: Vec<_> = table.overseers.iter().map(|leader| row_head(leader)).collect();
                let shown = Matrix {
                    key: "对应",
                    name: "对应关系表",
                    corner: "监管一方 ＼ 监督一方",
                    foot_title: "对应的监管人数",
                    rows: &rows,
                    columns: &table.columns(),
                    foot: &table.feet(),
                    editable,
                };
                let faulty =
                    |row, column| table.at(row, column).is_some_and(|cell| self.refused.pairings.contains(&cell));
                let toggled = shown.show(ui, &mut self.at, |row, column| {
                    let faulty = faulty(row, column);
                    MatrixCell { faulty, ..table.cell(row, column) }
                });
                let cells = toggled.into_iter().filter_map(|(row, column)| table.at(row, column));
                let toggled: Vec<_> = cells.map(|cell| (cell, table.in_force(cell))).collect();
                for (cell, in_force) in toggled {
                    self.pairings.toggle(cell, in_force);
                    self.refused.pairings.remove(&cell);
                }
            }
        }
    }

    fn save(&mut self, cx: &mut Cx<'_>, day: NaiveDate) {
        let from = match self.head.checked_day(cx.office.today) {
            Ok(from) => from,
            Err(fault) => {
                self.refused = Refused { faults: Faults::one("from", fault), ..Refused::default() };
                return;
            }
        };
        let Some(matrix) = self.matrix() else { return };
        let grid = Some(matrix.grid);
        let (command, cells) = match self.head.mode {
            Mode::Charges => {
                let pending = ChargeTable::new(matrix, day, &self.charges).pending();
                let end = pending.end.iter().copied().map(ChargeEnd::Cell).collect();
                let (add, document) = (pending.add.clone(), self.head.document.clone());
                (Command::SetCharges(SetCharges { grid, from, document, add, end }), Cells::Charges(pending))
            }
            Mode::Pairings => {
                let pending = Pairings::new(matrix, day, &self.pairings, None).pending();
                let end = pending.end.iter().copied().map(PairingEnd::Cell).collect();
                let add = pending.add.clone();
                (Command::SetPairings(SetPairings { grid, from, add, end }), Cells::Pairings(pending))
            }
        };
        self.refused = Refused::default();
        self.sent = Some(Sent { submission: cx.submit(command), cells });
    }

    fn receive(&mut self) {
        let Some(result) = self.sent.as_ref().and_then(|sent| sent.submission.take()) else { return };
        let Some(Sent { cells, .. }) = self.sent.take() else { return };
        match result {
            Ok(_) => match cells {
                Cells::Charges(_) => self.charges = Draft::default(),
                Cells::Pairings(_) => self.pairings = Draft::default(),
            },
            Err(OpFault::Input(faults)) => {
                let lines = || faults.0.iter().filter_map(|fault| fault.line);
                match &cells {
                    Cells::Charges(of) => self.refused.charges = lines().filter_map(|line| of.cell(line)).collect(),
                    Cells::Pairings(of) => self.refused.pairings = lines().filter_map(|line| of.cell(line)).collect(),
                }
                self.refused.faults = faults;
            }
            Err(_) => {}
        }
    }

    fn forget(&mut self) {
        (self.charges, self.pairings, self.refused) = Default::default();
    }

    pub fn has_unsaved(&self) -> bool {
        !self.charges.is_empty() || !self.pairings.is_empty()
    }

    pub fn discard(&mut self) {
        self.forget();
    }

    pub fn refresh(&mut self, changes: &Changes) {
        if changes.touch(TABLES) {
            self.loaded.invalidate();
        }
    }
}

/// 「新增 2 项：王某 × 罕台镇、…；结束 1 项：…」.
fn words<K: Copy>(pending: &Pending<K>, name: impl Fn(K) -> String) -> Option<String> {
    if pending.is_empty() {
        return None;
    }
    let part = |verb: &str, cells: &[K]| {
        let names: Vec<_> = cells.iter().map(|cell| name(*cell)).collect();
        format!("{verb} {} 项：{}", cells.len(), names.join("、"))
    };
    let parts = [("新增", &pending.add), ("结束", &pending.end)];
    let parts: Vec<_> =
        parts.iter().filter(|(_, cells)| !cells.is_empty()).map(|(verb, cells)| part(verb, cells)).collect();
    Some(parts.join("；"))
}
