//! What a table is made of: columns, rows and cells.

use egui::Align;

use crate::{
    domain::{ledger, sheet},
    ui::widgets::chip::Chip,
};

/// Room at both sides of a cell's words.
const PADDING: f32 = 24.0;

/// A column: its stable name, its heading, and how it stands.
#[derive(Clone, Debug)]
pub struct Column {
    pub key: &'static str,
    pub title: String,
    /// Width until somebody drags it.
    pub width: f32,
    pub align: Align,
    pub sortable: bool,
}

impl Column {
    pub fn new(key: &'static str, title: impl Into<String>, width: f32) -> Self {
        Self { key, title: title.into(), width, align: Align::Min, sortable: true }
    }

    /// Figures stand at the right.
    pub fn figures(mut self) -> Self {
        self.align = Align::Max;
        self
    }

    pub fn unsorted(mut self) -> Self {
        self.sortable = false;
        self
    }
}

impl From<&ledger::Column> for Column {
    /// The column list of a ledger is also that of its table.
    fn from(column: &ledger::Column) -> Self {
        let align = match column.align {
            sheet::Align::Left => Align::Min,
            sheet::Align::Center => Align::Center,
            sheet::Align::Right => Align::Max,
        };
        Self { align, ..Self::new(column.key, column.title, f32::from(column.weight.max(5)) * 10.0 + PADDING) }
    }
}

/// One record as it is shown.
#[derive(Clone, Debug, Default)]
pub struct Row {
    pub id: i64,
    pub cells: Vec<Cell>,
}

/// What stands in a cell.
#[derive(Clone, Debug)]
pub enum Cell {
    Text(String),
    /// What a record is known by.
    Strong(String),
    Quiet(String),
    Chips(Vec<Chip>),
    /// Drawn by the table's `custom`; the text is its accessible name.
    Custom(String),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Chip> for Cell {
    fn from(chip: Chip) -> Self {
        Self::Chips(vec![chip])
    }
}

impl Cell {
    pub(super) fn words(&self) -> String {
        match self {
            Self::Text(text) | Self::Strong(text) | Self::Quiet(text) | Self::Custom(text) => text.clone(),
            Self::Chips(chips) => chips.iter().map(|chip| chip.word.as_str()).collect::<Vec<_>>().join(" "),
        }
    }
}
