//! The rows that were refused, as a workbook: the file's own columns, the wrong cells marked, the reasons beside them.
//! Mended, it can be brought in as it is.

use std::{collections::HashMap, path::Path};

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use super::{
    Book, ExchangeFault, ORIGIN, PROBLEM, Plan, Sheet, SheetPlan,
    table::{heading_format, save, sheet_name},
};
use crate::domain::import::{Fate, Line};

/// Writes the refused ones of `lines`; answers how many there were.
pub fn write_refused(path: &Path, book: &Book, plan: &Plan, lines: &[Line]) -> Result<usize, ExchangeFault> {
    let mut workbook = Workbook::new();
    let taken: Vec<_> = plan.sheets.iter().zip(&book.sheets).filter(|(plan, _)| plan.take).collect();
    let mut count = 0;
    for (plan, sheet) in &taken {
        let name = if taken.len() > 1 { sheet.name.as_str() } else { "" };
        let refused: Vec<&Line> =
            lines.iter().filter(|line| line.fate == Fate::Refused && line.sheet == name).collect();
        if refused.is_empty() {
            continue;
        }
        count += refused.len();
        let place = workbook.add_worksheet();
        write(place, sheet, plan, &refused).map_err(|fault| ExchangeFault::unwritable(path, fault))?;
    }
    if count > 0 {
        save(&mut workbook, path)?;
    }
    Ok(count)
}

fn write(place: &mut Worksheet, sheet: &Sheet, plan: &SheetPlan, lines: &[&Line]) -> Result<(), XlsxError> {
    let title = if sheet.name.is_empty() { "有误的行" } else { &sheet.name };
    place.set_name(sheet_name(title))?;
    place.set_freeze_panes(1, 0)?;
    let text = Format::new().set_num_format("@").set_align(FormatAlign::Top).set_border(FormatBorder::Thin);
    let wrong = text.clone().set_background_color(0xFFC7CE).set_font_color(0x9C0006);
    let problem = text.clone().set_text_wrap().set_font_color(0x9C0006);
    let columns = plan.own_columns(sheet);
    let headings = plan.headings(sheet);
    for (at, column) in columns.iter().enumerate() {
        let width = headings[*column].chars().count().clamp(6, 20) * 2 + 2;
        place.set_column_width(at as u16, width as u16)?;
        place.write_string_with_format(0, at as u16, &headings[*column], &heading_format(false))?;
    }
    let last = columns.len() as u16;
    place.set_column_width(last, 70)?;
    place.write_string_with_format(0, last, PROBLEM, &heading_format(true))?;
    place.write_string_with_format(0, last + 1, ORIGIN, &heading_format(false))?;
    let rows: HashMap<u32, _> = sheet.rows.iter().map(|row| (row.number, row)).collect();
    for (down, line) in lines.iter().enumerate() {
        let Some(row) = rows.get(&line.line) else { continue };
        let down = down as u32 + 1;
        let faulty: Vec<_> = line.faults.iter().filter_map(|fault| plan.column_of(fault.field)).collect();
        for (at, column) in columns.iter().enumerate() {
            let format = if faulty.contains(column) { &wrong } else { &text };
            place.write_string_with_format(down, at as u16, row.cell(*column), format)?;
        }
        place.write_string_with_format(down, last, line.words(), &problem)?;
        place.write_number(down, last + 1, line.line)?;
    }
    Ok(())
}
