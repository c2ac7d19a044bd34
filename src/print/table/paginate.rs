//! Which rows stand on which page.

use std::ops::Range;

use super::{Table, grid::Grid};

/// A table ready to be put on pages.
pub struct Layout<'a> {
    pub(super) table: &'a Table,
    pub(super) grid: Grid,
    pub(super) origins: Vec<usize>,
}

/// The rows of a table on one page, under the head.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Body rows, counted with the head.
    pub rows: Range<usize>,
    /// Heights of the head's rows and these, mm.
    pub heights: Vec<f32>,
}

impl Part {
    /// Height on the page, mm.
    pub fn height(&self) -> f32 {
        self.heights.iter().sum()
    }
}

impl<'a> Layout<'a> {
    /// Lays a table out for pages with `page_room` mm of height.
    pub fn new(table: &'a Table, page_room: f32) -> Self {
        let mut grid = Grid::new(table);
        let head = grid.heights(&(grid.head..grid.head)).iter().sum::<f32>();
        grid.cut_tall_rows(page_room - head, table.style);
        let origins = grid.origins();
        Self { table, grid, origins }
    }

    /// The first body row.
    pub fn start(&self) -> usize {
        self.grid.head
    }

    /// Behind the last row.
    pub fn end(&self) -> usize {
        self.grid.rows.len()
    }

    /// Width of all columns, mm.
    pub fn width(&self) -> f32 {
        self.table.columns.iter().sum()
    }

    /// As many rows from `from` on as fit into `room` mm. Nothing if that is none, unless the page
    /// is `fresh`: then one row at least, for it will not fit anywhere.
    pub fn part(&self, from: usize, room: f32, fresh: bool) -> Option<Part> {
        let fitting = self.fitting(from, room);
        let end = self.good_break(from, fitting, fresh)?;
        let rows = from..end;
        let heights = self.grid.heights(&rows);
        Some(Part { rows, heights })
    }

    /// The end of the longest stretch of rows that fits.
    fn fitting(&self, from: usize, room: f32) -> usize {
        let fits = |end: usize| self.grid.heights(&(from..end)).iter().sum::<f32>() <= room + 0.01;
        let mut end = from;
        while end < self.end() && fits(end + 1) {
            end += 1;
        }
        end
    }

    /// Moves a break upwards until it parts no rows that belong together.
    fn good_break(&self, from: usize, fitting: usize, fresh: bool) -> Option<usize> {
        if from == self.end() {
            return Some(from);
        }
        let parts_nothing = |end: usize| end == self.end() || !self.grid.rows[end - 1].with_next;
        let good = (from + 1..=fitting).rev().find(|end| parts_nothing(*end));
        match good {
            None if fresh => Some(fitting.max(from + 1)),
            found => found,
        }
    }
}
