//! The forms of 机制台账.

mod deadline;
mod document;
mod filing;
mod group;
mod member;
mod pledge;

use chrono::NaiveDate;
use egui::Ui;

pub use deadline::DeadlineForm;
pub use document::DocumentForm;
pub use filing::FilingForm;
pub use group::GroupForm;
pub use member::MemberForm;
pub use pledge::PledgeForm;

use crate::{
    domain::{
        date,
        fault::Faults,
        text::{LINE_MAX, PROSE_MAX},
    },
    ui::{
        cx::Cx,
        screens::patrols::files::Incoming,
        widgets::{
            date_field::DateField,
            form::{Field, Form},
            text_field::TextField,
        },
    },
};

/// 备注.
pub fn note_row(ui: &mut Ui, form: &mut Form<'_>, note: &mut String) {
    form.row(ui, Field::new("note", "备注"), |ui, slot| TextField::new(note).rows(3).max(PROSE_MAX).show(ui, slot));
}

/// A line that may stay empty, with an example in it.
pub fn line_row(ui: &mut Ui, form: &mut Form<'_>, field: Field<'_>, text: &mut String, hint: &str) {
    form.row(ui, field, |ui, slot| TextField::new(text).hint(hint).max(LINE_MAX).show(ui, slot));
}

/// A date that may stay empty.
pub fn optional_date_row(ui: &mut Ui, form: &mut Form<'_>, field: Field<'_>, text: &mut String, today: NaiveDate) {
    form.row(ui, field, |ui, slot| DateField::new(text, today).show(ui, slot));
}

/// The scans of a record that is being made.
pub fn files_row(ui: &mut Ui, form: &mut Form<'_>, files: &mut Incoming, cx: &mut Cx<'_>) {
    form.row(ui, Field::new("files", "扫描件"), |ui, slot| files.show(ui, slot, cx));
}

/// Notes what keeps the scans from being taken along.
pub fn check_files(faults: &mut Faults, files: &Incoming) {
    if let Some(fault) = files.fault() {
        faults.add("files", fault);
    }
}

/// A date that may stay empty, read; `None` where it cannot be.
pub fn optional_date(
    faults: &mut Faults,
    field: &'static str,
    text: &str,
    today: NaiveDate,
) -> Option<Option<NaiveDate>> {
    if text.trim().is_empty() {
        return Some(None);
    }
    faults.take(field, date::parse(text, today)).map(Some)
}

/// A date as a form shows it.
pub fn shown(day: Option<NaiveDate>) -> String {
    day.map(date::chinese).unwrap_or_default()
}
