//! Due and done by town, village and person: a tree in a table, with the rate as a bar.

use std::collections::HashSet;

use egui::{CornerRadius, Rect, Ui, pos2, vec2};

use crate::{
    domain::ledger::COMPLETION,
    ops::query::completion::{Completion, CompletionRow, RowKind, cell},
    ui::{
        icon::Icon,
        theme::{self, Tone},
        widgets::{
            empty::Empty,
            menu, paint,
            table::{Cell, Column, Row, Table, TableState},
        },
    },
};

/// What the table remembers.
pub struct Tree {
    columns: Vec<Column>,
    pub table: TableState,
    /// Grids whose lines are shown.
    unfolded: HashSet<i64>,
}

/// What a person asked of a line, by its place in the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The stretches of a person.
    Open(usize),
    /// The patrols of a grid or person in the ledger.
    Patrols(usize),
    /// Only this grid.
    Narrow(usize),
    /// The button of the empty list.
    Rules,
}

impl Default for Tree {
    fn default() -> Self {
        let width = |key| match key {
            "name" => 230.0,
            "role" => 150.0,
            "rate" => 160.0,
            "beside" => 150.0,
            "late" => 78.0,
            _ => 66.0,
        };
        let column = |column| Column { width: width(Column::from(column).key), ..Column::from(column).unsorted() };
        Self {
            columns: COMPLETION.iter().map(column).collect(),
            table: TableState::default(),
            unfolded: HashSet::new(),
        }
    }
}

/// The rows of an answer, made once when it comes.
pub fn rows(found: &Completion) -> Vec<Row> {
    let row = |(place, row): (usize, &CompletionRow)| Row {
        id: place as i64,
        cells: COMPLETION.iter().map(|column| shown(row, column.key)).collect(),
    };
    found.rows.iter().enumerate().map(row).collect()
}

fn shown(row: &CompletionRow, key: &str) -> Cell {
    let words = cell(row, key);
    match key {
        "name" | "rate" => Cell::Custom(words),
        "due" | "done" => Cell::Text(words),
        "late" | "waived" | "missing" if words == "0" => Cell::Quiet("0".to_owned()),
        "role" | "beside" => Cell::Quiet(words),
        _ => Cell::Text(words),
    }
}

impl Tree {
    /// Shows the table; `empty` stands where nothing is due.
    pub fn show(&mut self, ui: &mut Ui, found: &Completion, rows: &[Row], empty: Empty<'_>) -> Option<Asked> {
        let seen = self.seen(found);
        let ids: Vec<i64> = seen.iter().map(|place| *place as i64).collect();
        let unfolded = &self.unfolded;
        let mut asked = None;
        let table = Table::new("completion", "应巡实巡", &self.columns)
            .single()
            .total(seen.len())
            .ids(&ids)
            .empty(empty)
            .custom(|ui, rect, row, key| draw(ui, rect, found, row, key, unfolded))
            .menu(|ui, selected| {
                let place = selected.first().and_then(|id| usize::try_from(*id).ok());
                let Some((place, row)) = place.and_then(|place| Some((place, found.rows.get(place)?))) else { return };
                if row.kind.person().is_some() && menu::item(ui, Icon::Visible, "逐期查看") {
                    asked = Some(Asked::Open(place));
                }
                if menu::item(ui, Icon::Patrol, "查看巡查记录") {
                    asked = Some(Asked::Patrols(place));
                }
                if row.kind == RowKind::Place && menu::item(ui, Icon::Filter, "只看这个网格") {
                    asked = Some(Asked::Narrow(place));
                }
            });
        let out = table.show(ui, &mut self.table, |index| seen.get(index).and_then(|place| rows.get(*place)));
        if out.empty_pressed {
            return Some(Asked::Rules);
        }
        let pressed = out.clicked.or(out.opened).and_then(|id| usize::try_from(id).ok());
        asked.or_else(|| self.press(found, pressed?))
    }

    /// A place unfolds or folds away; a person opens.
    fn press(&mut self, found: &Completion, place: usize) -> Option<Asked> {
        let row = found.rows.get(place)?;
        if row.kind != RowKind::Place {
            return Some(Asked::Open(place));
        }
        if !self.unfolded.remove(&row.grid.0) {
            self.unfolded.insert(row.grid.0);
        }
        None
    }

    /// Places of the lines that are not folded away; what stands at the top is always open.
    fn seen(&self, found: &Completion) -> Vec<usize> {
        let mut hidden = usize::MAX;
        let mut seen = Vec::with_capacity(found.rows.len());
        for (place, row) in found.rows.iter().enumerate() {
            if row.depth > hidden {
                continue;
            }
            hidden = usize::MAX;
            seen.push(place);
            if row.kind == RowKind::Place && !is_open(row, &self.unfolded) {
                hidden = row.depth;
            }
        }
        seen
    }
}

fn is_open(row: &CompletionRow, unfolded: &HashSet<i64>) -> bool {
    // Pressing the top folds it: it stands in the set when it is closed.
    unfolded.contains(&row.grid.0) != (row.depth == 0)
}

fn draw(ui: &mut Ui, rect: Rect, found: &Completion, row: &Row, key: &str, unfolded: &HashSet<i64>) {
    let Some(line) = usize::try_from(row.id).ok().and_then(|place| found.rows.get(place)) else { return };
    match key {
        "name" => name(ui, rect, line, unfolded),
        _ => rate(ui, rect, line),
    }
}

fn name(ui: &mut Ui, rect: Rect, line: &CompletionRow, unfolded: &HashSet<i64>) {
    let colours = theme::palette(ui);
    let mut left = rect.left() + line.depth as f32 * 18.0;
    let place = line.kind == RowKind::Place;
    if place {
        let arrow = if is_open(line, unfolded) { Icon::Expanded } else { Icon::Folded };
        paint::at_left(ui, rect, left, paint::icon(ui, arrow, 14.0, colours.quiet));
    }
    left += 20.0;
    let (font, ink) = match (place, line.kind.person()) {
        (true, _) => (paint::strong(ui), colours.text),
        (false, Some(_)) => (paint::body(ui), colours.text),
        (false, None) => (paint::body(ui), colours.quiet),
    };
    paint::at_left(ui, rect, left, paint::line(ui, &line.name, font, ink, (rect.right() - left).max(0.0)));
}

/// A bar as long as the rate, with the figure after it.
fn rate(ui: &mut Ui, rect: Rect, line: &CompletionRow) {
    let colours = theme::palette(ui);
    let words = paint::line(ui, &line.tally.rate_words(), paint::body(ui), colours.text, rect.width());
    let track = Rect::from_min_max(
        pos2(rect.left(), rect.center().y - 4.0),
        pos2((rect.right() - 68.0).max(rect.left()), rect.center().y + 4.0),
    );
    if let Some(tenths) = line.tally.rate() {
        let corner = CornerRadius::same(2);
        ui.painter().rect_filled(track, corner, colours.neutral_tint);
        let filled = Rect::from_min_size(track.min, vec2(track.width() * tenths as f32 / 1000.0, track.height()));
        ui.painter().rect_filled(filled, corner, colours.figure(Tone::Info));
    }
    paint::at_right(ui, rect, rect.right(), words);
}
