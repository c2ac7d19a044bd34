//! The table of the ledger: columns of the one list (A11), rows by page, chips for what must be seen.

use std::ops::Range;

use egui::{Rect, Ui};

use crate::{
    domain::{
        id::PatrolId,
        ledger::{self, PATROL},
        patrol::{Finding, is_late_entry},
    },
    ops::{
        OpResult, Workspace,
        query::patrol::{self, PatrolIndex, PatrolLine, PatrolMark, PatrolQuery},
    },
    session::Loaded,
    ui::{
        cx::Cx,
        icon::Icon,
        screens::pages::{PAGE, Pages},
        theme::{self, Tone},
        widgets::{
            chip,
            empty::Empty,
            menu,
            notice::Notice,
            paint,
            table::{Cell, Column, Row, Table, TableState},
        },
    },
};

type PageKey = (PatrolQuery, Option<PatrolMark>);

/// The list as it is shown.
pub struct Ledger {
    columns: Vec<Column>,
    pub table: TableState,
    count: Loaded<PatrolQuery, OpResult<u64>>,
    /// Where each page starts: read after the first page, which needs no mark.
    index: Loaded<PatrolQuery, OpResult<PatrolIndex>>,
    pages: Pages<PageKey>,
    /// Rows that were seen in the last frame.
    visible: Range<usize>,
}

/// What a person asked of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Open(PatrolId),
    Edit(PatrolId),
    Delete(PatrolId),
    /// The button of the empty list.
    Begin,
}

impl Default for Ledger {
    fn default() -> Self {
        Self {
            columns: PATROL.iter().map(column).collect(),
            table: TableState::default(),
            count: Loaded::default(),
            index: Loaded::default(),
            pages: Pages::default(),
            visible: 0..1,
        }
    }
}

/// Widths that let what is read most stand in a window of 1280 px; the rest is reached by scrolling sideways.
fn column(column: &ledger::Column) -> Column {
    let width = match column.key {
        "date" => 104.0,
        "time" => 106.0,
        "kind" => 96.0,
        "grid" => 150.0,
        "group" => 104.0,
        "patrollers" => 124.0,
        "way" | "weather" => 72.0,
        "files" => 56.0,
        "recorded" => 150.0,
        "note" => 140.0,
        _ => 250.0,
    };
    Column { width, ..Column::from(column).unsorted() }
}

impl Ledger {
    pub fn invalidate(&mut self) {
        self.count.invalidate();
        self.index.invalidate();
        self.pages.invalidate();
    }

    /// How many records the shown query finds.
    pub fn total(&self) -> Option<u64> {
        self.count.shown()?.as_ref().ok().copied()
    }

    /// Shows the list. `why_not` refuses entries.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, query: &PatrolQuery, why_not: Option<&str>) -> Option<Asked> {
        cx.load(&mut self.count, query.clone(), |ws, query| patrol::count(ws, &query));
        let total = match self.count.shown() {
            Some(Err(fault)) => {
                trouble(ui, &fault.notice());
                return None;
            }
            Some(Ok(total)) => Some(*total as usize),
            None => None,
        };
        if let Some(fault) = self.pages.fault() {
            trouble(ui, fault);
            return None;
        }
        let shown = self.count.shown_key().cloned().unwrap_or_default();
        let unfiltered = shown == PatrolQuery::default();
        let empty = if unfiltered {
            let begin = Empty::new(
                Icon::Patrol,
                "还没有登记巡查",
                "登记后可按日期、网格和人员查找，并打印台账。没有发现问题的巡查也要登记。",
            );
            if why_not.is_none() { begin.action("登记第一次巡查") } else { begin }
        } else {
            Empty::new(Icon::Search, "没有符合条件的巡查", "请放宽日期、网格或类型后再试。").action("清除全部筛选")
        };
        if let Some(total) = total {
            self.want(cx, &shown, total);
        }
        let mut chosen = None;
        let pages = &self.pages;
        let mut table =
            Table::new("patrols", "巡查记录", &self.columns).single().empty(empty).custom(draw).menu(|ui, selected| {
                let Some(id) = selected.first().copied().map(PatrolId) else { return };
                if menu::item(ui, Icon::Visible, "查看") {
                    chosen = Some(Asked::Open(id));
                }
                if why_not.is_none() && menu::item(ui, Icon::Edit, "修改…") {
                    chosen = Some(Asked::Edit(id));
                }
                if why_not.is_none() && menu::danger_item(ui, Icon::Delete, "删除…") {
                    chosen = Some(Asked::Delete(id));
                }
            });
        if let Some(total) = total {
            table = table.total(total);
        }
        cx.keep_widths("patrols", &mut self.table, ui);
        let out = table.show(ui, &mut self.table, |row| pages.row(row));
        if self.visible != out.visible {
            self.visible = out.visible;
            ui.ctx().request_repaint(); // for the pages that came into view
        }
        let opened = out.opened.or(out.clicked).map(|id| Asked::Open(PatrolId(id)));
        chosen.or(opened).or(out.empty_pressed.then_some(Asked::Begin))
    }
}

impl Ledger {
    /// Has the rows in view read, the first page before anything else.
    fn want(&mut self, cx: &mut Cx<'_>, shown: &PatrolQuery, total: usize) {
        let first = PAGE as usize;
        let first_is_there = self.visible.end > first || self.pages.row(0).is_some();
        if total > first && first_is_there {
            cx.load(&mut self.index, shown.clone(), |ws, query| patrol::index(ws, &query, PAGE));
        }
        let index = self.index.shown_key().filter(|key| *key == shown).and(self.index.shown());
        let index = index.and_then(|index| index.as_ref().ok());
        let reached = if index.is_some() { total } else { total.min(first) };
        let key = |page: usize| (shown.clone(), index.and_then(|index| index.before(page)));
        self.pages.want(cx.session, &self.visible, reached, key, page);
    }
}

fn page(ws: &Workspace, key: &PageKey) -> OpResult<Vec<Row>> {
    Ok(patrol::page(ws, &key.0, key.1, PAGE)?.iter().map(row).collect())
}

fn row(line: &PatrolLine) -> Row {
    Row { id: line.id.0, cells: PATROL.iter().map(|column| cell(line, column.key)).collect() }
}

fn cell(line: &PatrolLine, key: &str) -> Cell {
    let words = patrol::cell(line, key);
    match key {
        "grid" => Cell::Strong(words),
        "found" if line.patrol.finding == Finding::Problem => Cell::Custom(words),
        "found" => Cell::Quiet(words),
        "recorded" if is_late_entry(line.patrol.date, line.recorded_on) => Cell::Custom(words),
        "time" | "way" | "weather" | "recorded" => Cell::Quiet(words),
        _ => Cell::Text(words),
    }
}

/// A chip with the words after it: 「发现问题」 what was found, 「补录」 the day of entry.
fn draw(ui: &mut Ui, rect: Rect, row: &Row, key: &str) {
    let place = PATROL.iter().position(|column| column.key == key);
    let Some(Cell::Custom(words)) = place.and_then(|place| row.cells.get(place)) else { return };
    let (tone, parted) = match key {
        "found" => (Tone::Warning, words.split_once('：')),
        _ => (Tone::Info, words.split_once(' ')),
    };
    let (word, rest) = parted.unwrap_or((words, ""));
    let used = chip::paint_at(ui, rect.left(), rect, tone, word) + 6.0;
    let galley = paint::line(ui, rest, paint::body(ui), theme::palette(ui).text, rect.width() - used);
    paint::at_left(ui, rect, rect.left() + used, galley);
}

/// Why the list cannot be shown.
pub fn trouble(ui: &mut Ui, fault: &crate::ops::Notice) {
    Notice::new(Tone::Danger, fault.title.clone())
        .next(fault.next.clone())
        .details(fault.detail.clone())
        .show(ui, |_| {});
}

#[cfg(test)]
mod tests {
    use egui::Align;

    use super::*;

    #[test]
    fn every_column_of_the_ledger_has_its_place_on_screen() {
        let ledger = Ledger::default();
        let keys: Vec<_> = ledger.columns.iter().map(|column| column.key).collect();
        assert_eq!(keys, PATROL.iter().map(|column| column.key).collect::<Vec<_>>());
        assert!(ledger.columns.iter().all(|column| !column.sortable && column.align != Align::Center));
    }
}
