//! Tables: fixed column widths, rows as tall as their text, merged cells, heads on every page.
//!
//! A page break never cuts a row, except one taller than a page, which goes on line by line. A cell
//! merged over rows that a break separates is drawn on both pages, its text repeated, so that no
//! page has to be read beside another.

mod draw;
mod grid;
mod paginate;

pub use paginate::{Layout, Part};

pub use crate::domain::sheet::Align;

use super::{measure::Type, page::Ink};

/// A table before layout.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Column widths, mm.
    pub columns: Vec<f32>,
    /// Rows repeated at the top of every page.
    pub head: Vec<Row>,
    /// The rows.
    pub body: Vec<Row>,
    /// Type, distances and rules.
    pub style: Style,
}

/// How a table looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// Type of cells that do not say otherwise.
    pub text: Type,
    /// Between rule and text, left and right, mm.
    pub pad_x: f32,
    /// Between rule and text, above and below, mm.
    pub pad_y: f32,
    /// From baseline to baseline, in ems.
    pub leading: f32,
    /// Thickness of the frame, mm.
    pub frame: f32,
    /// Thickness of the rules inside, mm.
    pub rule: f32,
}

impl Style {
    /// Office table: thin rules inside, a stronger frame.
    pub const fn office(text: Type) -> Self {
        Self { text, pad_x: 1.2, pad_y: 1.2, leading: 1.28, frame: 0.35, rule: 0.18 }
    }
}

/// One row of cells, left to right; places taken by cells merged from above are left out.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Row {
    /// The cells.
    pub cells: Vec<Cell>,
    /// Least height, mm.
    pub min_height: f32,
    /// Not the last row on a page unless it is the last of all.
    pub with_next: bool,
}

impl Row {
    /// A row of cells.
    pub fn new(cells: Vec<Cell>) -> Self {
        Self { cells, ..Self::default() }
    }

    /// At least this tall, mm.
    pub fn at_least(mut self, height: f32) -> Self {
        self.min_height = height;
        self
    }

    /// Kept on one page with the row after it.
    pub fn with_next(mut self) -> Self {
        self.with_next = true;
        self
    }
}

/// One cell, possibly merged over columns and rows. Text stands in its vertical middle.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The text; `\n` starts a new line.
    pub text: String,
    /// Columns covered.
    pub columns: usize,
    /// Rows covered.
    pub rows: usize,
    /// Horizontal place of each line.
    pub align: Align,
    /// Type, if not the table's.
    pub kind: Option<Type>,
    /// Ink of the text.
    pub ink: Ink,
    /// On a light ground.
    pub tinted: bool,
    /// Lines of even length, for headings.
    pub evenly: bool,
}

impl Cell {
    /// A centred cell.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            columns: 1,
            rows: 1,
            align: Align::Center,
            kind: None,
            ink: Ink::Black,
            tinted: false,
            evenly: false,
        }
    }

    /// A heading: lines of even length.
    pub fn heading(text: impl Into<String>) -> Self {
        Self { evenly: true, ..Self::new(text) }
    }

    /// Text at the left rule.
    pub fn left(text: impl Into<String>) -> Self {
        Self::new(text).aligned(Align::Left)
    }

    /// Text at the given side.
    pub fn aligned(mut self, align: Align) -> Self {
        self.align = align;
        self
    }

    /// Merged over this many columns.
    pub fn over_columns(mut self, columns: usize) -> Self {
        self.columns = columns;
        self
    }

    /// Merged over this many rows.
    pub fn over_rows(mut self, rows: usize) -> Self {
        self.rows = rows;
        self
    }

    /// In another type.
    pub fn set_in(mut self, kind: Type) -> Self {
        self.kind = Some(kind);
        self
    }

    /// In another ink.
    pub fn inked(mut self, ink: Ink) -> Self {
        self.ink = ink;
        self
    }

    /// On a light ground.
    pub fn tinted(mut self) -> Self {
        self.tinted = true;
        self
    }
}

#[cfg(test)]
mod tests;
