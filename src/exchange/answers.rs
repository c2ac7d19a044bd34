//! The workbook that goes to a town: what is known of each clue, locked in grey, and the columns that the town fills in.

use std::{collections::BTreeMap, path::Path};

use rust_xlsxwriter::{DataValidation, Format, FormatBorder, Workbook, Worksheet, XlsxError};

use super::{
    ExchangeFault, GUIDE,
    table::{heading_format, save, sheet_name},
};
use crate::domain::{
    clue::Category,
    clue::dictionary::{dictionary, subs},
    import::{ImportKind, What},
};

/// One clue: what is known, in the order of `KNOWN`, and the answer so far by field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnswerRow {
    pub known: Vec<String>,
    pub filled: BTreeMap<&'static str, String>,
}

/// The columns of what is known: heading and width. 图斑编号 is the key that answers come back by.
const KNOWN: [(&str, u16); 9] = [
    ("图斑编号", 20),
    ("图斑类型", 16),
    ("面积（亩）", 10),
    ("面积（平方米）", 14),
    ("镇（街道）", 14),
    ("村（社区）", 14),
    ("地类变化", 16),
    ("影像时间", 12),
    ("状态", 10),
];

/// Writes the workbook.
pub fn write_answer_book(path: &Path, title: &str, rows: &[AnswerRow]) -> Result<(), ExchangeFault> {
    let mut book = Workbook::new();
    write(book.add_worksheet(), title, rows).map_err(|fault| ExchangeFault::unwritable(path, fault))?;
    guide(book.add_worksheet()).map_err(|fault| ExchangeFault::unwritable(path, fault))?;
    save(&mut book, path)
}

fn write(sheet: &mut Worksheet, title: &str, rows: &[AnswerRow]) -> Result<(), XlsxError> {
    sheet.set_name(sheet_name(title))?;
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_row_height(0, 30)?;
    let text = Format::new().set_num_format("@").set_border(FormatBorder::Thin).set_text_wrap();
    let known = text.clone().set_background_color(0xF2F2F2);
    for (column, (heading, width)) in KNOWN.iter().enumerate() {
        sheet.set_column_width(column as u16, *width)?;
        sheet.write_string_with_format(0, column as u16, *heading, &heading_format(false))?;
    }
    let fields: Vec<_> = ImportKind::ClueAnswers.fields().iter().filter(|field| !field.required).collect();
    let last = rows.len().max(1) as u32;
    for (place, field) in fields.iter().enumerate() {
        let column = (KNOWN.len() + place) as u16;
        sheet.set_column_width(column, (field.label.chars().count() as u16 * 2 + 4).max(14))?;
        sheet.write_string_with_format(0, column, field.label, &heading_format(true))?;
        let choices: Option<Vec<&str>> = match field.what {
            What::Choice(words) => Some(words.to_vec()),
            What::YesNo => Some(vec!["是", "否"]),
            _ => None,
        };
        if let Some(choices) = choices {
            let validation = DataValidation::new().allow_list_strings(&choices)?;
            sheet.add_data_validation(1, column, last, column, &validation)?;
        }
    }
    for (down, row) in rows.iter().enumerate() {
        let down = down as u32 + 1;
        for (column, cell) in row.known.iter().enumerate() {
            sheet.write_string_with_format(down, column as u16, cell, &known)?;
        }
        for (place, field) in fields.iter().enumerate() {
            let cell = row.filled.get(field.id).map_or("", String::as_str);
            sheet.write_string_with_format(down, (KNOWN.len() + place) as u16, cell, &text)?;
        }
    }
    Ok(())
}

fn guide(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name(GUIDE)?;
    sheet.set_column_width(0, 22)?;
    sheet.set_column_width(1, 90)?;
    let bold = Format::new().set_bold();
    let words = dictionary();
    let mut lines = vec![
        ("怎么填".to_owned(), "灰色各栏不要改动；逐个图斑填写核查结果，没有核查的留空。".to_owned()),
        (
            "照片".to_owned(),
            "把现场照片放在本表旁边的“照片”文件夹里，文件名以图斑编号开头，例如 图斑编号-1.jpg；连同本表一起交回。"
                .to_owned(),
        ),
        ("说明".to_owned(), format!("{}。结果分类和举证要求：{}。", words.lead_note, words.reference)),
    ];
    for category in Category::ALL.iter().filter(|category| **category != Category::Unchecked) {
        for sub in subs(*category) {
            let asked: Vec<_> = sub.evidence.iter().map(|evidence| evidence.label()).collect();
            lines.push((format!("{}：{}", category.label(), sub.name), format!("须举证：{}", asked.join("、"))));
        }
    }
    for field in ImportKind::ClueAnswers.fields().iter().filter(|field| !field.help.is_empty()) {
        lines.push((field.label.to_owned(), field.help.to_owned()));
    }
    for (row, (name, text)) in lines.iter().enumerate() {
        sheet.write_string_with_format(row as u32, 0, name, &bold)?;
        sheet.write_string(row as u32, 1, text)?;
    }
    Ok(())
}

impl ExchangeFault {
    /// A workbook of answers without a column that it needs.
    pub(crate) fn lacks(name: &str, fields: &str) -> Self {
        Self::new(
            format!("「{name}」里没有“{fields}”栏"),
            "请使用程序导出的图斑核查表填写，不要删改表头；也可以核对选择的文件。",
        )
    }
}
