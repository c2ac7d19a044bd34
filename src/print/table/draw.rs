//! A part of a table as display items.

use std::ops::Range;

use super::{
    Align,
    grid::{Placed, Stand},
    paginate::{Layout, Part},
};
use crate::print::page::{Ink, Item};

impl Layout<'_> {
    /// The items of one part with its top left corner at (`x`, `y`): grounds, text, rules.
    pub fn draw(&self, part: &Part, x: f32, y: f32) -> Vec<Item> {
        let shown = self.grid.shown(&part.rows);
        let xs = edges(x, &self.table.columns);
        let ys = edges(y, &part.heights);
        let mut items = Vec::new();
        for (rows, cell) in self.grid.cells_on(&shown) {
            let frame = Frame::new(&xs, &ys, &cell.columns, &rows);
            self.draw_cell(cell, &frame, &mut items);
        }
        items.sort_by_key(|item| !matches!(item, Item::Fill { .. }));
        self.draw_rules(&shown, &xs, &ys, &mut items);
        items
    }

    fn draw_cell(&self, cell: &Placed, frame: &Frame, items: &mut Vec<Item>) {
        if cell.tinted {
            let (width, height) = (frame.x1 - frame.x0, frame.y1 - frame.y0);
            items.push(Item::Fill { x: frame.x0, y: frame.y0, width, height, ink: Ink::Light });
        }
        let slack = frame.y1 - frame.y0 - cell.text_height();
        let top = match cell.stand {
            Stand::Top => frame.y0,
            Stand::Middle => frame.y0 + slack / 2.0,
            Stand::Bottom => frame.y1 - cell.text_height(),
        };
        let pad = self.table.style.pad_x;
        for (number, line) in cell.lines.iter().enumerate().filter(|(_, line)| !line.is_empty()) {
            let width = cell.kind.width(line);
            let x = match cell.align {
                Align::Left => frame.x0 + pad,
                Align::Center => (frame.x0 + frame.x1 - width) / 2.0 + cell.kind.overhang(line) / 2.0,
                Align::Right => frame.x1 - pad - width,
            };
            let middle = top + (number as f32 + 0.5) * cell.pitch;
            items.push(Item::Text {
                x,
                y: middle + cell.kind.baseline_below_middle(),
                size_pt: cell.kind.size_pt,
                face: cell.kind.face,
                text: line.clone(),
                ink: cell.ink,
            });
        }
    }

    /// Rules between squares of different cells, neighbouring stretches joined; then the frame.
    fn draw_rules(&self, shown: &[usize], xs: &[f32], ys: &[f32], items: &mut Vec<Item>) {
        let columns = self.grid.columns;
        let origin = |row: usize, column: usize| self.origins[shown[row] * columns + column];
        for (row, y) in ys.iter().enumerate().take(shown.len()).skip(1) {
            let parted = |column: usize| origin(row - 1, column) != origin(row, column);
            for run in stretches(columns, parted) {
                items.push(self.rule(xs[run.start], *y, xs[run.end], *y));
            }
        }
        for (column, x) in xs.iter().enumerate().take(columns).skip(1) {
            let parted = |row: usize| origin(row, column - 1) != origin(row, column);
            for run in stretches(shown.len(), parted) {
                items.push(self.rule(*x, ys[run.start], *x, ys[run.end]));
            }
        }
        if let ([left, .., right], [top, .., bottom]) = (xs, ys) {
            let corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
            for side in corners.windows(2) {
                let ((x0, y0), (x1, y1)) = (side[0], side[1]);
                let weight = self.table.style.frame;
                items.push(Item::Line { x0: *x0, y0: *y0, x1: *x1, y1: *y1, weight, ink: Ink::Black });
            }
        }
    }

    fn rule(&self, x0: f32, y0: f32, x1: f32, y1: f32) -> Item {
        Item::Line { x0, y0, x1, y1, weight: self.table.style.rule, ink: Ink::Black }
    }
}

/// The rectangle of a cell on the page, mm.
struct Frame {
    x0: f32,
    y0: f32,
    x1: f32,
    y1: f32,
}

impl Frame {
    fn new(xs: &[f32], ys: &[f32], columns: &Range<usize>, rows: &Range<usize>) -> Self {
        Self { x0: xs[columns.start], y0: ys[rows.start], x1: xs[columns.end], y1: ys[rows.end] }
    }
}

/// Positions of the rules: the start, then behind each size.
fn edges(start: f32, sizes: &[f32]) -> Vec<f32> {
    let mut edges = vec![start];
    let mut at = start;
    for size in sizes {
        at += size;
        edges.push(at);
    }
    edges
}

/// The longest stretches of `0..count` where `holds`.
fn stretches(count: usize, holds: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in (0..count).filter(|at| holds(*at)) {
        match found.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            _ => found.push(at..at + 1),
        }
    }
    found
}
