//! Rows that many forms have.

use chrono::NaiveDate;
use egui::Ui;

use crate::{
    domain::text::LINE_MAX,
    ui::widgets::{
        date_field::DateField,
        form::{Field, Form},
        text_field::TextField,
    },
};

/// A required date.
pub fn date_row(ui: &mut Ui, form: &mut Form<'_>, field: Field<'_>, text: &mut String, today: NaiveDate) {
    form.row(ui, field.required(), |ui, slot| DateField::new(text, today).show(ui, slot));
}

/// The paper that decided it.
pub fn document_row(ui: &mut Ui, form: &mut Form<'_>, text: &mut String) {
    form.row(ui, Field::new("document", "依据文件").help("可以不填"), |ui, slot| {
        TextField::new(text).hint("例如：东政发〔2025〕3号").max(LINE_MAX).show(ui, slot)
    });
}

/// 「甲、乙」 as a list; commas, blanks and semicolons part names too.
pub fn list_of(text: &str) -> Vec<String> {
    let parts = text.split(['、', '，', ',', '；', ';', ' ', '　', '\n']);
    parts.map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// A list as it is typed and shown: 「甲、乙」.
pub fn lines_of(list: &[String]) -> String {
    list.join("、")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_typed_with_any_mark_between() {
        assert_eq!(list_of("泊江海子镇、泊江海镇, 泊镇；"), ["泊江海子镇", "泊江海镇", "泊镇"]);
        assert!(list_of(" ").is_empty());
        assert_eq!(lines_of(&list_of("甲,乙")), "甲、乙");
    }
}
