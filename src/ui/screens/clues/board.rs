//! The list of batches, and the 月清 board of one: what came back and what did not, town by town; every line leads to its
//! clues.

use egui::{RichText, TextStyle, Ui};

use crate::{
    domain::{
        clue::{Category, dictionary::dictionary},
        date::chinese,
        id::ClueBatchId,
    },
    ops::query::clue::{BatchLine, Board, BoardLine, ClueQuery},
    ui::{
        cx::Cx,
        icon::Icon,
        theme::{self, Tone},
        widgets::{
            button,
            chip::Chip,
            empty::Empty,
            page::card,
            table::{Cell, Column, Row, Table, TableState},
        },
    },
};

/// Least height of the board of one batch, and how much of a high window it takes.
const BOARD: f32 = 214.0;
const BOARD_SHARE: f32 = 0.36;

/// What was asked of the list of batches.
pub enum Asked {
    Open(ClueBatchId),
    Import,
}

/// The list of batches.
pub struct Batches {
    columns: Vec<Column>,
    table: TableState,
    rows: Vec<Row>,
}

impl Default for Batches {
    fn default() -> Self {
        let columns = vec![
            Column::new("name", "批次（期次）", 180.0).unsorted(),
            Column::new("received", "下发日期", 132.0).unsorted(),
            Column::new("sender", "下发单位", 160.0).unsorted(),
            Column::new("due", "完成期限", 132.0).unsorted(),
            Column::new("pace", "进度", 146.0).unsorted(),
            Column::new("clues", "图斑", 70.0).figures().unsorted(),
            Column::new("unassigned", "未分发", 76.0).figures().unsorted(),
            Column::new("waiting", "未回复", 76.0).figures().unsorted(),
            Column::new("back", "已回复", 76.0).figures().unsorted(),
            Column::new("confirmed", "已审核", 76.0).figures().unsorted(),
        ];
        Self { columns, table: TableState::default(), rows: Vec::new() }
    }
}

impl Batches {
    pub fn show(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        lines: Option<&[BatchLine]>,
        why: Option<&str>,
    ) -> Option<Asked> {
        self.rows = lines.unwrap_or_default().iter().map(batch_row).collect();
        let empty = Empty::new(
            Icon::Place,
            "还没有图斑批次",
            "收到上级下发的图斑后导入表格、GeoJSON 或 shapefile，按坐落单位代码或村名自动分发到镇（街道）、村（社区）。",
        );
        let empty = if why.is_none() { empty.action("导入图斑…") } else { empty };
        let rows = &self.rows;
        let mut table = Table::new("clue_batches", "图斑批次", &self.columns).single().empty(empty);
        if lines.is_some() {
            table = table.total(rows.len());
        }
        cx.keep_widths("clue_batches", &mut self.table, ui);
        let out = table.show(ui, &mut self.table, |place| rows.get(place));
        let opened = out.opened.or(out.clicked).map(|id| Asked::Open(ClueBatchId(id)));
        opened.or(out.empty_pressed.then_some(Asked::Import))
    }
}

fn batch_row(line: &BatchLine) -> Row {
    let figure = |count: u64| Cell::Text(count.to_string());
    Row {
        id: line.id.0,
        cells: vec![
            Cell::Strong(line.batch.name.clone()),
            Cell::Text(chinese(line.batch.received_on)),
            Cell::Quiet(line.batch.sender.clone()),
            Cell::Text(chinese(line.due_on)),
            Chip::new(pace_tone(line), line.pace()).into(),
            figure(line.tally.received),
            figure(line.tally.unassigned),
            figure(line.tally.waiting()),
            figure(line.tally.came_back()),
            figure(line.tally.confirmed),
        ],
    }
}

fn pace_tone(line: &BatchLine) -> Tone {
    match line.days_left {
        _ if line.is_closed() => Tone::Good,
        _ if line.tally.waiting() == 0 => Tone::Info,
        days if days < 0 => Tone::Danger,
        days if days <= 7 => Tone::Warning,
        _ => Tone::Info,
    }
}

/// The board of one batch.
pub struct BoardView {
    columns: Vec<Column>,
    table: TableState,
    rows: Vec<Row>,
}

impl Default for BoardView {
    fn default() -> Self {
        let mut columns = vec![Column::new("town", "镇（街道）", 150.0).unsorted()];
        let figures = [
            ("received", "下发", 64.0),
            ("area", "面积（亩）", 96.0),
            ("back", "已回复", 70.0),
            ("confirmed", "已审核", 70.0),
            ("returned", "退回", 60.0),
            ("waiting", "未回复", 70.0),
            ("overdue", "逾期", 60.0),
            ("lawful", "合法", 60.0),
            ("unlawful", "违法", 60.0),
            ("other", "其他", 60.0),
            ("transferred", "转相关部门", 90.0),
        ];
        columns.extend(figures.map(|(key, title, width)| Column::new(key, title, width).figures().unsorted()));
        Self { columns, table: TableState::default(), rows: Vec::new() }
    }
}

impl BoardView {
    /// Shows the board; a line pressed narrows `query` to its town.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, board: &Board, query: &mut ClueQuery) {
        let quiet = theme::palette(ui).quiet;
        let batch = &board.batch;
        card(ui, |ui| {
            ui.set_width(ui.available_width());
            let whole = 110.0 + (board.towns.len() + 1) as f32 * theme::ROW_COMPACT + 44.0;
            ui.set_height((ui.available_height() * BOARD_SHARE).min(whole).max(BOARD));
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new("月清看板").text_style(theme::text::section()));
                let due = format!(
                    "{}下发，完成期限{}，{} · 点一行只看这个镇（街道）的图斑",
                    chinese(batch.batch.received_on),
                    chinese(batch.due_on),
                    batch.pace()
                );
                ui.label(RichText::new(due).text_style(TextStyle::Small).color(quiet));
                if query.grid.is_some() && ui.add(button::bare("看全部镇（街道）")).clicked() {
                    query.grid = None;
                    self.table.clear();
                }
            });
            let lines: Vec<&BoardLine> = board.towns.iter().chain([&board.total]).collect();
            self.rows = lines.iter().zip(0..).map(|(line, place)| board_row(line, place)).collect();
            let rows = &self.rows;
            cx.keep_widths("clue_board", &mut self.table, ui);
            let height = ui.available_height() - 22.0;
            let pressed = ui
                .allocate_ui(egui::vec2(ui.available_width(), height), |ui| {
                    let table =
                        Table::new("clue_board", "月清看板", &self.columns).single().compact().total(rows.len());
                    table.show(ui, &mut self.table, |place| rows.get(place))
                })
                .inner;
            let words = board.results.iter().filter(|line| line.category != Category::Unchecked).map(|line| {
                let name = if line.name == line.category.label() { "" } else { line.name.as_str() };
                format!(
                    "{}{}{} {} 个 {} 亩",
                    line.category.label(),
                    if name.is_empty() { "" } else { "·" },
                    name,
                    line.count,
                    line.area.mu().grouped()
                )
            });
            let words: Vec<_> = words.collect();
            let said = if words.is_empty() { "还没有核查结果".to_owned() } else { words.join("；") };
            let said = format!("核查结果：{said}（分类和举证要求：{}）", dictionary().reference);
            ui.add(egui::Label::new(RichText::new(said).text_style(TextStyle::Small).color(quiet)).truncate());
            if let Some(line) = pressed.clicked.or(pressed.opened).and_then(|id| lines.get(id as usize)) {
                query.grid = line.grid;
                if line.grid.is_none() && line.name == "未分发" {
                    query.states = vec![crate::domain::clue::ClueState::Unassigned];
                }
            }
        });
    }
}

fn board_row(line: &BoardLine, place: i64) -> Row {
    let tally = &line.tally;
    let figure = |count: u64| Cell::Text(count.to_string());
    let alarm = |count: u64| if count > 0 { Cell::Strong(count.to_string()) } else { Cell::Quiet("0".to_owned()) };
    let mut cells = vec![
        Cell::Strong(line.name.clone()),
        figure(tally.received),
        Cell::Text(tally.area.mu().grouped()),
        figure(tally.came_back()),
        figure(tally.confirmed),
        alarm(tally.returned),
        alarm(tally.waiting()),
        alarm(line.overdue),
    ];
    let results = line.results.iter().filter(|(category, ..)| *category != Category::Unchecked);
    cells.extend(results.map(|(_, count, _)| figure(*count)));
    Row { id: place, cells }
}
