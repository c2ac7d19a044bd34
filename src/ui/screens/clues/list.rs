//! The clues of a batch: filters, rows by page, many at once handed out, confirmed or sent back.

use egui::Ui;

use crate::{
    domain::{
        clue::ClueState,
        id::{ClueBatchId, ClueId},
        ledger::{self, CLUES},
    },
    ops::{
        OpResult, Workspace,
        query::{
            Page,
            clue::{self, ClueAsk, ClueLine, ClueQuery},
        },
    },
    session::Loaded,
    ui::{
        cx::Cx,
        icon::Icon,
        screens::entry::Paged,
        theme::Tone,
        widgets::{
            button,
            chip::Chip,
            choice::segments,
            empty::Empty,
            menu,
            page::filter_bar,
            search_box::search_box,
            table::{Cell, Column, Row, Table, TableState},
        },
    },
};

/// What is asked to be done with clues.
pub enum Wish {
    Open(ClueId),
    Assign(Vec<ClueId>),
    Confirm(Vec<ClueId>),
    Return(Vec<ClueId>),
}

/// Which states are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Lens {
    #[default]
    All,
    Unassigned,
    Waiting,
    Returned,
    Answered,
    Confirmed,
}

impl Lens {
    const ALL: [Self; 6] =
        [Self::All, Self::Unassigned, Self::Waiting, Self::Returned, Self::Answered, Self::Confirmed];

    fn label(self) -> &'static str {
        match self {
            Self::All => "全部",
            Self::Unassigned => "未分发",
            Self::Waiting => "未回复",
            Self::Returned => "退回重核",
            Self::Answered => "待审核",
            Self::Confirmed => "已审核",
        }
    }

    fn states(self) -> Vec<ClueState> {
        match self {
            Self::All => Vec::new(),
            Self::Unassigned => vec![ClueState::Unassigned],
            Self::Waiting => ClueState::ALL.iter().copied().filter(|state| state.is_waiting()).collect(),
            Self::Returned => vec![ClueState::Returned],
            Self::Answered => vec![ClueState::Answered],
            Self::Confirmed => vec![ClueState::Confirmed],
        }
    }
}

/// The list of one batch.
pub struct List {
    pub query: ClueQuery,
    columns: Vec<Column>,
    table: TableState,
    pages: Paged<ClueQuery>,
    ids: Loaded<ClueQuery, OpResult<Vec<i64>>>,
}

impl List {
    pub fn new(batch: ClueBatchId) -> Self {
        Self {
            query: ClueQuery { batch: Some(batch), ..ClueQuery::default() },
            columns: shown().map(column).collect(),
            table: TableState::default(),
            pages: Paged::default(),
            ids: Loaded::default(),
        }
    }

    /// Asks for what a number elsewhere counts and for nothing else.
    pub fn ask(&mut self, ask: ClueAsk) {
        let states = ask.state.map_or_else(|| Lens::Waiting.states(), |state| vec![state]);
        self.query = ClueQuery { batch: Some(ask.batch), grid: ask.grid, states, ..ClueQuery::default() };
        self.table.clear();
    }

    pub fn invalidate(&mut self) {
        self.pages.invalidate();
        self.ids.invalidate();
    }

    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, why: Option<&str>) -> Option<Wish> {
        let mut wish = self.filters(ui, why);
        let query = self.query.clone();
        self.pages.load(cx, &query, rows);
        cx.load(&mut self.ids, query, |ws, query| Ok(clue::ids(ws, &query)?.into_iter().map(|id| id.0).collect()));
        let ids: &[i64] = self.ids.shown().and_then(|ids| ids.as_deref().ok()).unwrap_or(&[]);
        let empty = Empty::new(Icon::Search, "没有符合条件的图斑", "请放宽镇（街道）、状态或文字后再试。")
            .action("清除全部筛选");
        let pages = &self.pages;
        let mut chosen = None;
        let mut table = Table::new("clues", "图斑", &self.columns).ids(ids).empty(empty).menu(|ui, selected| {
            let clues: Vec<ClueId> = selected.iter().copied().map(ClueId).collect();
            if let [one] = clues.as_slice()
                && menu::item(ui, Icon::Visible, "查看")
            {
                chosen = Some(Wish::Open(*one));
            }
            if why.is_none() && menu::item(ui, Icon::Move, "分发…") {
                chosen = Some(Wish::Assign(clues.clone()));
            }
            if why.is_none() && menu::item(ui, Icon::Done, "审核确认…") {
                chosen = Some(Wish::Confirm(clues.clone()));
            }
            if why.is_none() && menu::item(ui, Icon::Undo, "退回重核…") {
                chosen = Some(Wish::Return(clues));
            }
        });
        if let Some(total) = pages.total() {
            table = table.total(total);
        }
        cx.keep_widths("clues", &mut self.table, ui);
        let out = table.show(ui, &mut self.table, |row| pages.row(row));
        if out.wants_all {
            self.table.select(ids.iter().copied());
        }
        self.pages.seen(out.visible.clone());
        if out.empty_pressed {
            self.query = ClueQuery { batch: self.query.batch, ..ClueQuery::default() };
        }
        wish = wish.or(chosen);
        wish.or(out.opened.or(out.clicked).map(|id| Wish::Open(ClueId(id))))
    }

    fn filters(&mut self, ui: &mut Ui, why: Option<&str>) -> Option<Wish> {
        let mut wish = None;
        let selected: Vec<ClueId> = self.table.selected().iter().copied().map(ClueId).collect();
        let before = self.query.clone();
        filter_bar(ui, |ui| {
            search_box(ui, &mut self.query.text, "查找图斑编号、坐落、备注", 220.0);
            let known = Lens::ALL.into_iter().find(|lens| lens.states() == self.query.states);
            let mut lens = known.unwrap_or_default();
            if segments(ui, &mut lens, &Lens::ALL, |lens| lens.label()) {
                self.query.states = lens.states();
            }
        });
        ui.horizontal_wrapped(|ui| {
            let none = selected.is_empty().then_some("请先在左侧的方框里选择图斑");
            let refused = why.or(none);
            if ui.add(button::quiet("分发…").icon(Icon::Move).refused(refused)).clicked() {
                wish = Some(Wish::Assign(selected.clone()));
            }
            if ui.add(button::quiet("审核确认…").icon(Icon::Done).refused(refused)).clicked() {
                wish = Some(Wish::Confirm(selected.clone()));
            }
            if ui.add(button::quiet("退回重核…").icon(Icon::Undo).refused(refused)).clicked() {
                wish = Some(Wish::Return(selected.clone()));
            }
        });
        if self.query != before {
            self.table.clear();
        }
        wish
    }
}

fn rows(ws: &Workspace, query: &ClueQuery, skip: u32, limit: u32) -> OpResult<Page<Row>> {
    let lines = clue::clues(ws, query, u64::from(skip), limit)?;
    let total = clue::ids(ws, query)?.len() as u64;
    Ok(Page { rows: lines.iter().zip(skip as usize + 1..).map(|(line, place)| row(line, place)).collect(), total })
}

/// The columns that stand on screen, in the order they are read there: how a clue stands comes before where it was
/// written to lie and how its land changed, so that it can be seen in a window of 1280 px.
const SHOWN: [&str; 14] = [
    "place",
    "number",
    "kind",
    "area",
    "town",
    "grid",
    "state",
    "result",
    "answered_on",
    "by",
    "class",
    "imaged",
    "written",
    "note",
];

fn shown() -> impl Iterator<Item = &'static ledger::Column> {
    SHOWN.iter().filter_map(|key| CLUES.iter().find(|column| column.key == *key))
}

fn column(column: &ledger::Column) -> Column {
    let width = match column.key {
        "place" => 52.0,
        "number" => 150.0,
        "kind" => 136.0,
        "town" => 112.0,
        "grid" => 124.0,
        "area" => 100.0,
        "state" => 76.0,
        "result" => 180.0,
        "written" => 190.0,
        "imaged" => 104.0,
        "answered_on" => 132.0,
        _ => 130.0,
    };
    Column { width, ..Column::from(column).unsorted() }
}

fn row(line: &ClueLine, place: usize) -> Row {
    let cell = |key: &str| {
        let words = clue::cell(line, place, key);
        match key {
            "number" => Cell::Strong(words),
            "state" if line.overdue => Chip::new(Tone::Danger, "逾期").into(),
            "state" => Chip::new(tone(line.row.state), words).into(),
            "place" | "written" | "imaged" | "note" => Cell::Quiet(words),
            _ => Cell::Text(words),
        }
    };
    Row { id: line.row.id.0, cells: shown().map(|column| cell(column.key)).collect() }
}

pub fn tone(state: ClueState) -> Tone {
    match state {
        ClueState::Unassigned => Tone::Warning,
        ClueState::Assigned => Tone::Neutral,
        ClueState::Returned => Tone::Danger,
        ClueState::Answered => Tone::Info,
        ClueState::Confirmed => Tone::Good,
    }
}
