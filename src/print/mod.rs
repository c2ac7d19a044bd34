//! Paper: official sheets as pages in millimetres.
//!
//! A sheet is a pure function from plain data ([`crate::domain::sheet`]) to a [`Document`], a
//! display list that has every line broken and every position decided. The PDF ([`pdf`]), the
//! preview on screen, the plain text ([`text`]) and the golden dump ([`dump`]) only read it, so they cannot differ.
//!
//! ```text
//! domain::sheet ──sheets──▶ flow + table ──▶ Document ──▶ pdf · preview · dump
//!                              │
//!                     measure ─┴─ font (bundled files, character by character)
//! ```

mod breaking;
pub mod diagram;
pub mod dump;
pub mod flow;
pub mod font;
pub mod measure;
pub mod page;
pub mod pdf;
pub mod photo;
pub mod sheets;
pub mod svg;
pub mod table;
pub mod text;

pub use font::fonts;
pub use page::{Face, Ink, Item, Page};

/// A sheet laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Title of the sheet, also the title of the file.
    pub title: String,
    /// Its pages, in order.
    pub pages: Vec<Page>,
}
