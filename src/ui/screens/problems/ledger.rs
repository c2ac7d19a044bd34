//! The table of the ledger: rows by page, chips for the state and the deadline.

use std::ops::Range;

use egui::Ui;

use super::words::{due_chip, place, state_chip, what};
use crate::{
    domain::id::ProblemId,
    ops::{
        OpResult, Workspace,
        query::problem::{self, ProblemIndex, ProblemLine, ProblemMark, ProblemQuery},
    },
    session::Loaded,
    ui::{
        cx::Cx,
        icon::Icon,
        screens::{
            pages::{PAGE, Pages},
            patrols::ledger::trouble,
        },
        theme::Tone,
        widgets::{
            chip::Chip,
            empty::Empty,
            menu,
            table::{Cell, Column, Row, Table, TableState},
        },
    },
};

type PageKey = (ProblemQuery, Option<ProblemMark>);

/// The list as it is shown.
pub struct Ledger {
    columns: Vec<Column>,
    pub table: TableState,
    index: Loaded<ProblemQuery, OpResult<ProblemIndex>>,
    pages: Pages<PageKey>,
    /// Rows that were seen in the last frame.
    visible: Range<usize>,
}

/// What a person asked of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Open(ProblemId),
    Edit(ProblemId),
    /// The button of the empty list.
    Begin,
}

impl Default for Ledger {
    fn default() -> Self {
        Self {
            columns: columns(),
            table: TableState::default(),
            index: Loaded::default(),
            pages: Pages::default(),
            visible: 0..1,
        }
    }
}

/// Widths that let everything stand in a window of 1280 px but the persons concerned.
fn columns() -> Vec<Column> {
    let column = |key, title, width| Column::new(key, title, width).unsorted();
    vec![
        column("number", "编号", 104.0),
        column("found", "发现日期", 100.0),
        column("place", "地点", 216.0),
        column("what", "类型／行为", 168.0),
        column("land", "地类", 104.0),
        column("area", "面积（亩）", 88.0).figures(),
        column("state", "状态", 148.0),
        column("due", "期限", 104.0),
        column("asked", "待办", 88.0),
        column("with", "现由谁办理", 132.0),
        column("concerned", "当事人", 112.0),
        column("found_by", "发现人", 132.0),
    ]
}

impl Ledger {
    pub fn invalidate(&mut self) {
        self.index.invalidate();
        self.pages.invalidate();
    }

    /// Shows the list. `why_not` refuses entries.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, query: &ProblemQuery, why_not: Option<&str>) -> Option<Asked> {
        cx.load(&mut self.index, query.clone(), |ws, query| problem::index(ws, &query, PAGE));
        let index = match self.index.shown() {
            Some(Err(fault)) => {
                trouble(ui, &fault.notice());
                return None;
            }
            Some(Ok(index)) => Some(index),
            None => None,
        };
        if let Some(fault) = self.pages.fault() {
            trouble(ui, fault);
            return None;
        }
        let total = index.map(|index| index.total as usize);
        let shown = self.index.shown_key().cloned().unwrap_or_default();
        let empty = empty(&shown, why_not);
        if let Some(index) = index {
            let key = |page| (shown.clone(), index.before(page));
            self.pages.want(cx.session, &self.visible, index.total as usize, key, page);
        }
        let mut chosen = None;
        let pages = &self.pages;
        let mut table = Table::new("problems", "问题", &self.columns).single().empty(empty).menu(|ui, selected| {
            let Some(id) = selected.first().copied().map(ProblemId) else { return };
            if menu::item(ui, Icon::Visible, "查看和办理") {
                chosen = Some(Asked::Open(id));
            }
            if why_not.is_none() && menu::item(ui, Icon::Edit, "更正…") {
                chosen = Some(Asked::Edit(id));
            }
        });
        if let Some(total) = total {
            table = table.total(total);
        }
        cx.keep_widths("problems", &mut self.table, ui);
        let out = table.show(ui, &mut self.table, |row| pages.row(row));
        if self.visible != out.visible {
            self.visible = out.visible;
            ui.ctx().request_repaint(); // for the pages that came into view
        }
        let opened = out.opened.or(out.clicked).map(|id| Asked::Open(ProblemId(id)));
        chosen.or(opened).or(out.empty_pressed.then_some(Asked::Begin))
    }
}

fn empty(shown: &ProblemQuery, why_not: Option<&str>) -> Empty<'static> {
    if *shown != ProblemQuery::default() {
        return Empty::new(Icon::Search, "没有符合条件的问题", "请换一类，或放宽日期、网格和状态后再试。")
            .action("清除全部筛选");
    }
    let hint = "巡查、举报、交办、图斑和移送中发现的问题，从登记起逐步办理到销号。巡查记录里也可以「立为问题」。";
    let begin = Empty::new(Icon::Problem, "还没有登记问题", hint);
    if why_not.is_none() { begin.action("登记第一个问题") } else { begin }
}

fn page(ws: &Workspace, key: &PageKey) -> OpResult<Vec<Row>> {
    Ok(problem::problems(ws, &key.0, key.1, PAGE)?.iter().map(row).collect())
}

fn row(line: &ProblemLine) -> Row {
    let problem = &line.problem;
    let mut state = vec![state_chip(line.state)];
    if line.supervised {
        state.push(Chip::new(Tone::Danger, "督办"));
    }
    let quiet = || Cell::Quiet("—".to_owned());
    Row {
        id: line.id.0,
        cells: vec![
            Cell::Strong(line.number.clone()),
            Cell::Text(problem.found_on.format("%Y-%m-%d").to_string()),
            Cell::Text(place(line)),
            Cell::Text(what(line)),
            problem.land.map_or(Cell::Quiet("待核".to_owned()), |land| Cell::Text(land.label().to_owned())),
            problem.area.map_or(Cell::Quiet("待核".to_owned()), |area| Cell::Text(area.grouped())),
            Cell::Chips(state),
            line.due.as_ref().map_or_else(quiet, |due| Cell::from(due_chip(due))),
            line.due.as_ref().map_or_else(quiet, |due| Cell::from(due.what.clone())),
            Cell::Text(line.with.clone()),
            Cell::Text(line.concerned.clone()),
            Cell::Quiet(line.found_by.clone()),
        ],
    }
}
