//! The list of operations, newest first.

use std::ops::Range;

use egui::Ui;

use crate::{
    domain::id::OpId,
    ops::{
        OpResult, Workspace,
        query::history::{self, HistoryIndex, HistoryLine, OpKind},
    },
    session::Loaded,
    ui::{
        cx::Cx,
        icon::Icon,
        screens::pages::{PAGE, Pages},
        theme::Tone,
        widgets::{
            chip::Chip,
            empty::Empty,
            notice::Notice,
            table::{Cell, Column, Row, Table, TableState},
        },
    },
};

/// The list as it is shown.
pub struct List {
    columns: Vec<Column>,
    table: TableState,
    index: Loaded<String, OpResult<HistoryIndex>>,
    pages: Pages<(String, Option<OpId>)>,
    visible: Range<usize>,
}

/// What a person asked of the list.
pub enum Asked {
    Open(OpId),
    ClearSearch,
}

impl Default for List {
    fn default() -> Self {
        let columns = vec![
            Column::new("at", "时间", 150.0).unsorted(),
            Column::new("operator", "操作员", 110.0).unsorted(),
            Column::new("state", "状态", 100.0).unsorted(),
            Column::new("changes", "改动", 70.0).figures().unsorted(),
            Column::new("title", "操作", 460.0).unsorted(),
        ];
        Self { columns, table: TableState::default(), index: Loaded::default(), pages: Pages::default(), visible: 0..1 }
    }
}

impl List {
    pub fn invalidate(&mut self) {
        self.index.invalidate();
        self.pages.invalidate();
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, text: &str) -> Option<Asked> {
        cx.load(&mut self.index, text.to_owned(), |ws, text| history::index(ws, &text, PAGE));
        let fault = match self.index.shown() {
            Some(Err(fault)) => Some(fault.notice()),
            _ => self.pages.fault().cloned(),
        };
        if let Some(fault) = fault {
            let notice = Notice::new(Tone::Danger, fault.title).next(fault.next).details(fault.detail);
            notice.show(ui, |_| {});
            return None;
        }
        let shown = self.index.shown_key().cloned().unwrap_or_default();
        let index = self.index.shown().and_then(|index| index.as_ref().ok());
        let empty = Empty::new(Icon::History, "没有找到这样的操作", "请换一个词再找，例如「任命」「罕台镇」。")
            .action("清除查找");
        let mut table = Table::new("history", "操作历史", &self.columns).single().empty(empty);
        if let Some(index) = index {
            table = table.total(index.total as usize);
            let key = |page| (shown.clone(), index.before(page));
            self.pages.want(cx.session, &self.visible, index.total as usize, key, page);
        }
        let pages = &self.pages;
        cx.keep_widths("history", &mut self.table, ui);
        let out = table.show(ui, &mut self.table, |row| pages.row(row));
        if self.visible != out.visible {
            self.visible = out.visible;
            ui.ctx().request_repaint(); // for the pages that came into view
        }
        let opened = out.opened.or(out.clicked).map(|id| Asked::Open(OpId(id)));
        opened.or(out.empty_pressed.then_some(Asked::ClearSearch))
    }
}

fn page(ws: &Workspace, key: &(String, Option<OpId>)) -> OpResult<Vec<Row>> {
    Ok(history::page(ws, &key.0, key.1, PAGE)?.rows.iter().map(row).collect())
}

fn row(line: &HistoryLine) -> Row {
    let cells = vec![
        Cell::Quiet(line.at.clone()),
        Cell::Text(line.operator.clone()),
        state(line).map_or_else(|| Cell::Text(String::new()), Cell::from),
        Cell::Quiet(line.changes.to_string()),
        Cell::Strong(line.title.clone()),
    ];
    Row { id: line.op.0, cells }
}

/// What has to be known of an operation before its words; nothing of one that simply stands.
pub fn state(line: &HistoryLine) -> Option<Chip> {
    Some(match line.kind {
        OpKind::Undo | OpKind::Redo => Chip::new(Tone::Info, history::kind_label(line.kind)),
        OpKind::Do if line.undone => Chip::new(Tone::Neutral, "已撤销"),
        OpKind::Do if !line.undoable => Chip::new(Tone::Accent, "不可撤销"),
        OpKind::Do => return None,
    })
}
