//! A blank workbook of a kind: the right columns, drop-downs, an example row, and a sheet that says what to write.

use std::path::Path;

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet,
    XlsxError,
};

use super::{
    EXAMPLE, ExchangeFault, GUIDE, LISTS,
    sheet::letters,
    table::{heading_format, save},
};
use crate::domain::import::{Field, ImportKind, What};

/// Rows with drop-downs.
const ROWS: u32 = 2_000;
/// The longest list that goes into a drop-down.
const LIST_MAX: usize = 5_000;

/// What the workspace knows, for drop-downs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lists {
    /// Grids as paths: 「罕台镇/撖家塔村」.
    pub grids: Vec<String>,
    pub units: Vec<String>,
}

/// The columns of the sheet of lists: which list, in which column, of how many rows.
struct Placed {
    grids: Option<(usize, usize)>,
    units: Option<(usize, usize)>,
}

/// Writes the template of a kind.
pub fn write_template(path: &Path, kind: ImportKind, lists: &Lists) -> Result<(), ExchangeFault> {
    let mut book = Workbook::new();
    write(&mut book, kind, lists).map_err(|fault| ExchangeFault::unwritable(path, fault))?;
    save(&mut book, path)
}

fn write(book: &mut Workbook, kind: ImportKind, lists: &Lists) -> Result<(), XlsxError> {
    let placed = placed(kind, lists);
    rows(book.add_worksheet(), kind, &placed)?;
    if placed.grids.is_some() || placed.units.is_some() {
        let sheet = book.add_worksheet();
        sheet.set_name(LISTS)?;
        for (list, title, place) in [(&lists.grids, "网格", placed.grids), (&lists.units, "单位", placed.units)] {
            let Some((column, _)) = place else { continue };
            sheet.set_column_width(column as u16, 36)?;
            sheet.write_string_with_format(0, column as u16, title, &heading_format(false))?;
            for (row, text) in list.iter().take(LIST_MAX).enumerate() {
                sheet.write_string(row as u32 + 1, column as u16, text)?;
            }
        }
        sheet.set_freeze_panes(1, 0)?;
    }
    guide(book.add_worksheet(), kind)
}

fn placed(kind: ImportKind, lists: &Lists) -> Placed {
    let has = |wanted: fn(&What) -> bool| kind.fields().iter().any(|field| wanted(&field.what));
    let count = |list: &[String]| list.len().min(LIST_MAX);
    let grids = has(|what| matches!(what, What::Grid { .. })) && !lists.grids.is_empty();
    let units = has(|what| matches!(what, What::Unit)) && !lists.units.is_empty();
    Placed {
        grids: grids.then(|| (0, count(&lists.grids))),
        units: units.then(|| (usize::from(grids), count(&lists.units))),
    }
}

fn rows(sheet: &mut Worksheet, kind: ImportKind, placed: &Placed) -> Result<(), XlsxError> {
    sheet.set_name(kind.label())?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_row_height(0, 24)?;
    let text = Format::new().set_num_format("@");
    let example = Format::new().set_num_format("@").set_italic().set_font_color(0x7F7F7F);
    sheet.set_column_width(0, 6)?;
    sheet.write_string_with_format(0, 0, "序号", &heading_format(false))?;
    sheet.write_string_with_format(1, 0, EXAMPLE, &example)?;
    for (place, field) in kind.fields().iter().enumerate() {
        let column = place as u16 + 1;
        sheet.set_column_width(column, width(field))?;
        // Codes, phones and dates are text: nothing is turned into a number on the way.
        sheet.set_column_format(column, &text)?;
        sheet.write_string_with_format(0, column, field.label, &heading_format(field.required))?;
        sheet.write_string_with_format(1, column, field.example, &example)?;
        if let Some(validation) = validation(field, placed)? {
            sheet.add_data_validation(2, column, ROWS, column, &validation)?;
        }
    }
    Ok(())
}

fn width(field: &Field) -> u16 {
    let by_kind = match field.what {
        What::Grid { many: true } => 30,
        What::Unit | What::Grid { .. } => 20,
        What::Code | What::Date => 16,
        What::Name | What::YesNo => 10,
        What::Text | What::Choice(_) => 14,
    };
    by_kind.max(field.label.chars().count() as u16 * 2 + 4)
}

/// The drop-down of a field. Lists of names only propose: a new unit or another spelling may be written too.
fn validation(field: &Field, placed: &Placed) -> Result<Option<DataValidation>, XlsxError> {
    let from = |(column, rows): (usize, usize)| {
        let letter = letters(column);
        DataValidation::new().allow_list_formula(Formula::new(format!("={LISTS}!${letter}$2:${letter}${}", rows + 1)))
    };
    let validation = match field.what {
        What::Choice(words) => DataValidation::new()
            .allow_list_strings(words)?
            .set_error_title(field.label)?
            .set_error_message(format!("请从列表中选择：{}", words.join("、")).chars().take(200).collect::<String>())?,
        What::YesNo => DataValidation::new().allow_list_strings(&["是", "否"])?,
        What::Grid { many: false } => match placed.grids {
            Some(place) => from(place).set_error_style(DataValidationErrorStyle::Information),
            None => return Ok(None),
        },
        What::Unit => match placed.units {
            Some(place) => from(place).set_error_style(DataValidationErrorStyle::Information),
            None => return Ok(None),
        },
        What::Date => {
            return Ok(Some(
                DataValidation::new().allow_any_value().set_input_message(format!("{}：如 2025-6-1", field.label))?,
            ));
        }
        What::Text | What::Name | What::Code | What::Grid { many: true } => return Ok(None),
    };
    Ok(Some(validation))
}

/// What each column takes.
fn guide(sheet: &mut Worksheet, kind: ImportKind) -> Result<(), XlsxError> {
    sheet.set_name(GUIDE)?;
    let cell = Format::new().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_column_width(0, 20)?;
    sheet.set_column_width(1, 8)?;
    sheet.set_column_width(2, 20)?;
    sheet.set_column_width(3, 70)?;
    sheet.write_string(0, 0, format!("{}：{}。", kind.label(), kind.about()))?;
    sheet.write_string(1, 0, format!("第一行是表头，不要改动；「{EXAMPLE}」一行不会导入。必填的栏目底色为橙色。"))?;
    for (column, title) in ["填写项", "必填", "举例", "说明"].into_iter().enumerate() {
        sheet.write_string_with_format(3, column as u16, title, &heading_format(false))?;
    }
    for (place, field) in kind.fields().iter().enumerate() {
        let row = place as u32 + 4;
        let texts = [field.label, if field.required { "是" } else { "" }, field.example, &explained(field)];
        for (column, text) in texts.into_iter().enumerate() {
            sheet.write_string_with_format(row, column as u16, text, &cell)?;
        }
    }
    Ok(())
}

fn explained(field: &Field) -> String {
    let kind = match field.what {
        What::Choice(words) => format!("可选：{}", words.join("、")),
        What::YesNo => "是或否".to_owned(),
        What::Date => "2025-6-1、2025年6月1日、20250601 都可以".to_owned(),
        What::Grid { many: true } => "网格名称，几个用顿号隔开".to_owned(),
        What::Grid { many: false } => "网格的名称、代码、别名，或 镇/村 的写法".to_owned(),
        What::Unit => "单位的名称、全称或别名".to_owned(),
        What::Text | What::Name | What::Code => String::new(),
    };
    let words = [field.help.to_owned(), kind];
    words.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("；")
}
