//! Cells at their places: which cell covers which square, and how its text breaks.

use std::ops::Range;

use super::{Align, Cell, Row, Style, Table};
use crate::print::{measure::Type, page::Ink};

/// Where the lines of a cell stand in its height.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    Top,
    Middle,
    Bottom,
}

/// A cell with its text broken to its width.
#[derive(Clone, Debug)]
pub struct Placed {
    /// Cells with the same origin are one cell to the eye: no rule is drawn between them.
    pub origin: usize,
    pub rows: Range<usize>,
    pub columns: Range<usize>,
    pub lines: Vec<String>,
    pub kind: Type,
    pub pitch: f32,
    pub align: Align,
    pub stand: Stand,
    pub ink: Ink,
    pub tinted: bool,
}

impl Placed {
    /// Height of the lines alone, mm.
    pub fn text_height(&self) -> f32 {
        self.lines.len() as f32 * self.pitch
    }
}

/// What a row asks for, whatever stands in it.
#[derive(Clone, Copy, Debug)]
pub struct RowRule {
    pub min_height: f32,
    pub with_next: bool,
    /// Rules and distances above and below the text, mm.
    pub pad: f32,
}

/// All rows, the head first, with cells at their places.
#[derive(Clone, Debug)]
pub struct Grid {
    pub cells: Vec<Placed>,
    pub rows: Vec<RowRule>,
    pub columns: usize,
    pub head: usize,
    /// For each row, the cells covering it.
    by_row: Vec<Vec<usize>>,
}

impl Grid {
    /// Places the cells of a table. Cells that stick out over the last column or row are cut off.
    pub fn new(table: &Table) -> Self {
        let all: Vec<&Row> = table.head.iter().chain(&table.body).collect();
        let mut grid = Self {
            cells: Vec::new(),
            rows: all.iter().map(|row| row_rule(row, table.style)).collect(),
            columns: table.columns.len(),
            head: table.head.len(),
            by_row: Vec::new(),
        };
        let mut taken = vec![false; all.len() * grid.columns];
        for (at, row) in all.iter().enumerate() {
            let last = if at < grid.head { grid.head } else { all.len() };
            for cell in &row.cells {
                let Some(column) = (0..grid.columns).find(|c| !taken[at * grid.columns + c]) else {
                    break;
                };
                let rows = at..(at + cell.rows.max(1)).min(last);
                let columns = column..(column + cell.columns.max(1)).min(grid.columns);
                for square in rows.clone().flat_map(|r| columns.clone().map(move |c| (r, c))) {
                    taken[square.0 * grid.columns + square.1] = true;
                }
                let width = table.columns[columns.clone()].iter().sum::<f32>() - 2.0 * table.style.pad_x;
                let placed = place(cell, grid.cells.len(), rows, columns, width, table.style);
                grid.cells.push(placed);
            }
        }
        grid.index();
        grid
    }

    fn index(&mut self) {
        self.by_row = vec![Vec::new(); self.rows.len()];
        for (number, cell) in self.cells.iter().enumerate() {
            for row in cell.rows.clone() {
                self.by_row[row].push(number);
            }
        }
    }

    /// The rows shown on one page: the head's and these.
    pub fn shown(&self, body: &Range<usize>) -> Vec<usize> {
        (0..self.head).chain(body.clone()).collect()
    }

    /// The cells on these rows, each with the positions among the rows that it covers.
    pub fn cells_on(&self, shown: &[usize]) -> Vec<(Range<usize>, &Placed)> {
        let mut cells = Vec::new();
        for (place, row) in shown.iter().enumerate() {
            for cell in self.by_row[*row].iter().map(|number| &self.cells[*number]) {
                let begun = place > 0 && cell.rows.contains(&shown[place - 1]);
                if !begun {
                    let length = shown[place..].iter().take_while(|row| cell.rows.contains(row)).count();
                    cells.push((place..place + length, cell));
                }
            }
        }
        cells
    }

    /// The origin of the cell covering each square, row by row; `usize::MAX` where none does.
    pub fn origins(&self) -> Vec<usize> {
        let mut origins = vec![usize::MAX; self.rows.len() * self.columns];
        for cell in &self.cells {
            for row in cell.rows.clone() {
                for column in cell.columns.clone() {
                    origins[row * self.columns + column] = cell.origin;
                }
            }
        }
        origins
    }

    /// Heights of the rows shown on one page: the head and `body`. Rows are as tall as their own
    /// text; what a merged cell still lacks is shared out among the rows it covers here.
    pub fn heights(&self, body: &Range<usize>) -> Vec<f32> {
        let shown = self.shown(body);
        let mut heights: Vec<f32> = shown.iter().map(|row| self.rows[*row].min_height).collect();
        let mut cells = self.cells_on(&shown);
        cells.sort_by_key(|(part, _)| part.len());
        for (part, cell) in cells {
            let needed = cell.text_height() + self.rows[cell.rows.start].pad;
            let lacking = needed - heights[part.clone()].iter().sum::<f32>();
            if lacking > 0.0 {
                let share = lacking / part.len() as f32;
                heights[part].iter_mut().for_each(|height| *height += share);
            }
        }
        heights
    }

    /// Cuts every body row taller than `room` into rows of one line each.
    pub fn cut_tall_rows(&mut self, room: f32, style: Style) {
        let mut row = self.head;
        while row < self.rows.len() {
            let own = row..row + 1;
            let height = self.heights(&own)[self.head];
            row += if height > room { self.cut_row(row, room, style) } else { 1 };
        }
    }

    /// Cuts one row by lines; answers with the number of rows it became. A merged cell over this
    /// row is stretched, unless its own text is what is too tall: then it flows here and the rest
    /// of it stays empty.
    fn cut_row(&mut self, row: usize, room: f32, style: Style) -> usize {
        let flows = |cell: &Placed| cell.rows.start == row && (cell.rows.len() == 1 || cell.text_height() > room);
        let lines = self.cells.iter().filter(|c| flows(c)).map(|c| c.lines.len()).max().unwrap_or(1);
        let added = lines - 1;
        let mut cells = Vec::new();
        for mut cell in std::mem::take(&mut self.cells) {
            if flows(&cell) {
                cells.extend(one_line_each(&cell, lines));
                continue;
            }
            if cell.rows.start > row {
                cell.rows.start += added;
            }
            if cell.rows.end > row {
                cell.rows.end += added;
            }
            cells.push(cell);
        }
        self.cells = cells;
        let with_next = self.rows[row].with_next;
        let pieces: Vec<RowRule> = (0..lines)
            .map(|piece| RowRule {
                min_height: piece_height(&self.cells, row + piece, piece, lines, style),
                with_next: if piece + 1 == lines { with_next } else { piece == 0 || piece + 2 == lines },
                pad: 0.0,
            })
            .collect();
        self.rows.splice(row..=row, pieces);
        self.index();
        lines
    }
}

fn row_rule(row: &Row, style: Style) -> RowRule {
    RowRule { min_height: row.min_height, with_next: row.with_next, pad: 2.0 * style.pad_y }
}

fn place(cell: &Cell, origin: usize, rows: Range<usize>, columns: Range<usize>, width: f32, style: Style) -> Placed {
    let kind = cell.kind.unwrap_or(style.text);
    let lines = if cell.evenly { kind.wrap_evenly(&cell.text, width) } else { kind.wrap(&cell.text, width) };
    Placed {
        origin,
        rows,
        columns,
        lines,
        kind,
        pitch: kind.em() * style.leading,
        align: cell.align,
        stand: Stand::Middle,
        ink: cell.ink,
        tinted: cell.tinted,
    }
}

/// A cell starting in a row that is cut: one piece for each line. Pieces look like one cell.
fn one_line_each(cell: &Placed, lines: usize) -> Vec<Placed> {
    let row = cell.rows.start;
    let mut pieces: Vec<Placed> = (0..lines)
        .map(|piece| Placed {
            rows: row + piece..row + piece + 1,
            lines: cell.lines.get(piece).cloned().into_iter().collect(),
            stand: if piece == 0 { Stand::Bottom } else { Stand::Top },
            ..cell.clone()
        })
        .collect();
    if cell.rows.len() > 1 {
        let below = row + lines..cell.rows.end + lines - 1;
        pieces.push(Placed { rows: below, lines: Vec::new(), ..cell.clone() });
    }
    pieces
}

/// Height of one line of a cut row; the first and the last keep their distance to the rule.
fn piece_height(cells: &[Placed], row: usize, piece: usize, lines: usize, style: Style) -> f32 {
    let pitch = cells.iter().filter(|c| c.rows == (row..row + 1)).map(|c| c.pitch).fold(0.0, f32::max);
    let edges = usize::from(piece == 0) + usize::from(piece + 1 == lines);
    pitch + edges as f32 * style.pad_y
}
