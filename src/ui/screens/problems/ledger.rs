//! The table of the ledger: rows by page, chips for the state and the deadline.

use std::ops::Range;

use egui::Ui;

use super::words::{due_chip, place, state_chip};
use crate::{
    domain::{id::ProblemId, ledger::PROBLEMS},
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
    /// 问题处置单 of it.
    Print(ProblemId),
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

/// The columns of the ledger (A11) in the order they are read on screen, with widths that let everything up to whom it
/// is with stand in a window of 1280 px; the rest is reached by scrolling sideways. What is described stands in full
/// one press away.
const SHOWN: [(&str, f32); 15] = [
    ("number", 98.0),
    ("found_on", 98.0),
    ("place", 184.0),
    ("kind", 96.0),
    ("behaviours", 104.0),
    ("land", 124.0),
    ("area", 100.0),
    ("state", 116.0),
    ("due", 136.0),
    ("with", 150.0),
    ("concerned", 100.0),
    ("found_by", 132.0),
    ("source", 88.0),
    ("rectified", 112.0),
    ("files", 64.0),
];

fn columns() -> Vec<Column> {
    let of = |key: &str| PROBLEMS.iter().find(|column| column.key == key);
    SHOWN
        .iter()
        .filter_map(|(key, width)| Some(Column { width: *width, ..Column::from(of(key)?).unsorted() }))
        .collect()
}

impl Ledger {
    pub fn invalidate(&mut self) {
        self.index.invalidate();
        self.pages.invalidate();
    }

    /// How many problems the shown query finds.
    pub fn total(&self) -> Option<u64> {
        Some(self.index.shown()?.as_ref().ok()?.total)
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
            if menu::item(ui, Icon::Print, "打印问题处置单") {
                chosen = Some(Asked::Print(id));
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
    let mut due: Vec<Chip> = line.due.iter().map(due_chip).collect();
    due.extend(line.due.iter().map(|due| Chip::new(Tone::Neutral, due.what.clone())));
    let unclear = || Cell::Quiet("待核".to_owned());
    let behaviours: Vec<_> = problem.behaviours.iter().map(|one| one.label()).collect();
    let cell = |key: &str| match key {
        "number" => Cell::Strong(line.number.clone()),
        "found_on" => Cell::Text(problem.found_on.format("%Y-%m-%d").to_string()),
        "place" => Cell::Text(place(line)),
        "kind" => Cell::Text(problem.kind.label().to_owned()),
        "behaviours" => Cell::Text(behaviours.join("、")),
        "land" => problem.land.map_or_else(unclear, |land| Cell::Text(land.label().to_owned())),
        "area" => problem.area.map_or_else(unclear, |area| Cell::Text(area.grouped())),
        "state" => Cell::Chips(state.clone()),
        "due" => Cell::Chips(due.clone()),
        "with" => Cell::Text(line.with.clone()),
        "concerned" => Cell::Text(line.concerned.clone()),
        "found_by" => Cell::Quiet(line.found_by.clone()),
        "source" => Cell::Quiet(problem.source.label().to_owned()),
        "rectified" if line.rectified.0 > 0 => Cell::Quiet(line.rectified.grouped()),
        "files" if line.files > 0 => Cell::Quiet(line.files.to_string()),
        _ => Cell::Quiet(String::new()),
    };
    Row { id: line.id.0, cells: SHOWN.iter().map(|(key, _)| cell(key)).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_screen_shows_columns_of_the_one_list() {
        let shown: Vec<_> = columns().iter().map(|column| column.key).collect();
        assert_eq!(shown, SHOWN.map(|(key, _)| key), "each is in the list");
        let missing = PROBLEMS.iter().filter(|column| !shown.contains(&column.key)).map(|column| column.key);
        assert_eq!(missing.collect::<Vec<_>>(), ["description"]);
    }
}
