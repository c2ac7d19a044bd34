//! Spreadsheets in and out: reading files as they really look, finding what their columns mean, templates, files of
//! rows that were refused, and tables of any length. Knows the fields of the domain, not the workspace.

mod answers;
mod fault;
pub mod field;
mod layer;
mod plan;
mod refused;
mod sheet;
mod table;
mod template;
mod text;
mod workbook;

pub use answers::{AnswerRow, write_answer_book};
pub use fault::ExchangeFault;
pub use layer::{Declared, Layer};
pub use plan::{Plan, Rows, SheetPlan, Source};
pub use refused::write_refused;
pub use sheet::{Sheet, SheetRow};
pub use table::{Encoding, Heading, Table};
pub use template::{Lists, write_template};
pub use workbook::{Book, read};

/// Sheets of a template that hold no rows.
pub(crate) const LISTS: &str = "选项";
pub(crate) const GUIDE: &str = "填写说明";
/// What stands in the first column of a template's example row, which is never read as a record.
pub(crate) const EXAMPLE: &str = "示例";
/// The columns that a file of refused rows adds.
pub(crate) const PROBLEM: &str = "问题";
pub(crate) const ORIGIN: &str = "原行";
