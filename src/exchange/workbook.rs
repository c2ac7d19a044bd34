//! Reading a file into sheets of plain text: xlsx, xlsm, xlsb, xls, ods and csv, told apart by their content.

use std::{fs, io::Cursor, path::Path};

use calamine::{
    Data, Dimensions, ExcelDateTime, Ods, Range, Reader, SheetVisible, Xls, XlsError, Xlsb, Xlsx, XlsxError,
};
use chrono::{Days, NaiveDate, NaiveDateTime};

use super::{
    ExchangeFault, GUIDE, LISTS,
    sheet::{Merged, Sheet},
    text,
};
use crate::domain::import::{ROWS_MAX, clean};

/// The largest file that is read, in megabytes.
const SIZE_MAX: u64 = 64;
/// Days between the two calendars of Excel.
const TO_1904: u64 = 1462;

/// A file that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Book {
    /// The file's name.
    pub name: String,
    /// Sheets with something in them.
    pub sheets: Vec<Sheet>,
}

type Bytes = Cursor<Vec<u8>>;

/// Reads a file.
///
/// # Errors
/// Each says in words what is wrong with the file and how to mend that.
pub fn read(path: &Path) -> Result<Book, ExchangeFault> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let facts = fs::metadata(path).map_err(|fault| ExchangeFault::unreadable(path, &fault))?;
    if facts.is_dir() {
        return Err(ExchangeFault::folder(path));
    }
    let megabytes = facts.len().div_ceil(1 << 20);
    if megabytes > SIZE_MAX {
        return Err(ExchangeFault::too_large(&name, megabytes, SIZE_MAX));
    }
    let bytes = fs::read(path).map_err(|fault| ExchangeFault::unreadable(path, &fault))?;
    let sheets = sheets(&name, bytes)?;
    if sheets.is_empty() {
        return Err(ExchangeFault::blank(&name));
    }
    Ok(Book { name, sheets })
}

fn sheets(name: &str, bytes: Vec<u8>) -> Result<Vec<Sheet>, ExchangeFault> {
    let mut sheets = match bytes.as_slice() {
        [] => return Err(ExchangeFault::empty(name)),
        [b'P', b'K', ..] => zipped(name, bytes)?,
        [0xD0, 0xCF, 0x11, 0xE0, ..] => old(name, bytes)?,
        _ => vec![text::read(name, &bytes)?],
    };
    sheets.retain(|sheet| !sheet.rows.is_empty() && ![LISTS, GUIDE].contains(&sheet.name.as_str()));
    let rows = sheets.iter().map(|sheet| sheet.rows.len()).max().unwrap_or(0);
    // With room for titles, headings and sums.
    if rows > ROWS_MAX + 1_000 {
        return Err(ExchangeFault::too_many_rows(name, rows, ROWS_MAX));
    }
    Ok(sheets)
}

fn zipped(name: &str, bytes: Vec<u8>) -> Result<Vec<Sheet>, ExchangeFault> {
    let broken = |fault: &dyn std::error::Error| ExchangeFault::damaged(name, fault);
    match Xlsx::new(Cursor::new(bytes.clone())) {
        Ok(mut book) => {
            let visible = visible(&book);
            return visible
                .into_iter()
                .map(|sheet| {
                    let range = book.worksheet_range(&sheet).map_err(|fault| broken(&fault))?;
                    let merged = book.merge_cells_by_sheet_name(&sheet).unwrap_or_default();
                    Ok(plain(sheet, &range, &merged))
                })
                .collect();
        }
        Err(XlsxError::Password) => return Err(ExchangeFault::protected(name)),
        Err(_) => {}
    }
    if let Ok(mut book) = Xlsb::new(Cursor::new(bytes.clone())) {
        let visible = visible(&book);
        let read = |sheet: String| {
            let range = book.worksheet_range(&sheet).map_err(|fault| broken(&fault))?;
            Ok(plain(sheet, &range, &[]))
        };
        return visible.into_iter().map(read).collect();
    }
    match Ods::new(Cursor::new(bytes)) {
        Ok(mut book) => {
            let visible = visible(&book);
            let read = |sheet: String| {
                let range = book.worksheet_range(&sheet).map_err(|fault| broken(&fault))?;
                Ok(plain(sheet, &range, &[]))
            };
            visible.into_iter().map(read).collect()
        }
        Err(calamine::OdsError::Password) => Err(ExchangeFault::protected(name)),
        // Documents of other programs are zipped too.
        Err(fault) => Err(ExchangeFault::not_a_workbook(name, fault)),
    }
}

/// The files of before 2007, and what is encrypted since.
fn old(name: &str, bytes: Vec<u8>) -> Result<Vec<Sheet>, ExchangeFault> {
    if let Err(XlsxError::Password) = Xlsx::new(Cursor::new(bytes.clone())) {
        return Err(ExchangeFault::protected(name));
    }
    if is_encrypted(&bytes) {
        return Err(ExchangeFault::protected(name));
    }
    let mut book: Xls<Bytes> = match Xls::new(Cursor::new(bytes)) {
        Ok(book) => book,
        Err(XlsError::Password) => return Err(ExchangeFault::protected(name)),
        Err(fault) => return Err(ExchangeFault::old_xls(name, fault)),
    };
    let visible = visible(&book);
    let read = |sheet: String| {
        let range = book.worksheet_range(&sheet).map_err(|fault| ExchangeFault::old_xls(name, fault))?;
        let merged = book.merge_cells_by_sheet_name(&sheet).unwrap_or_default();
        Ok(plain(sheet, &range, &merged))
    };
    visible.into_iter().map(read).collect()
}

/// Whether the directory of an OLE file has an entry for an encrypted workbook, also where the rest cannot be followed.
fn is_encrypted(bytes: &[u8]) -> bool {
    let wanted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

fn visible<R: Reader<Bytes>>(book: &R) -> Vec<String> {
    let shown = book.sheets_metadata().iter().filter(|sheet| sheet.visible == SheetVisible::Visible);
    shown.filter(|sheet| sheet.typ == calamine::SheetType::WorkSheet).map(|sheet| sheet.name.clone()).collect()
}

fn plain(name: String, range: &Range<Data>, merged: &[Dimensions]) -> Sheet {
    let (top, left) = range.start().unwrap_or_default();
    let since_1904 = range.used_cells().any(|(_, _, cell)| counts_from_1904(cell));
    let rows = range.rows().map(|row| row.iter().map(|cell| words(cell, since_1904)).collect()).collect();
    let merged: Vec<Merged> = merged
        .iter()
        .map(|region| Merged {
            top: region.start.0 as usize,
            bottom: region.end.0 as usize,
            left: region.start.1 as usize,
            right: region.end.1 as usize,
        })
        .collect();
    Sheet::new(name, top as usize, left as usize, rows, &merged)
}

/// Whether a date cell shows that its file counts days from 1904.
fn counts_from_1904(cell: &Data) -> bool {
    match cell {
        Data::DateTime(date) if date.is_datetime() && date.as_f64() >= 1.0 => {
            let in_1900 = clean::from_serial(date.as_f64() as u32);
            in_1900.is_some_and(|day| moment(date).is_some_and(|read| read.date() != day))
        }
        _ => false,
    }
}

/// A cell as text: dates as ISO, whole numbers without a point, faults of formulas as nothing.
fn words(cell: &Data, since_1904: bool) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::String(text) => clean_edges(text),
        Data::Bool(yes) => if *yes { "是" } else { "否" }.to_owned(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => self::number(*number, since_1904),
        Data::DateTime(date) => match moment(date).filter(|_| date.is_datetime()) {
            Some(moment) if date.as_f64() < 1.0 => moment.format("%H:%M").to_string(),
            Some(moment) if moment.time() == chrono::NaiveTime::MIN => moment.date().to_string(),
            Some(moment) => moment.format("%Y-%m-%d %H:%M:%S").to_string(),
            None => date.as_f64().to_string(),
        },
        Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
    }
}

/// Day and time of a date cell, in whichever calendar its file counts.
fn moment(date: &ExcelDateTime) -> Option<NaiveDateTime> {
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())?.and_hms_opt(
        hour.into(),
        minute.into(),
        second.into(),
    )
}

fn clean_edges(text: &str) -> String {
    // Excel writes control characters in text as _x000D_.
    text.replace("_x000D_", "").trim().to_owned()
}

/// A number; in a file that counts from 1904, one that is a day of this business is shifted to the usual count.
fn number(number: f64, since_1904: bool) -> String {
    if number.fract() != 0.0 || number.abs() >= 1e15 {
        return number.to_string();
    }
    let whole = number as i64;
    if since_1904
        && let Some(day) = u32::try_from(whole).ok().and_then(clean::from_serial)
        && let Some(shifted) = day.checked_add_days(Days::new(TO_1904))
    {
        return shifted.to_string();
    }
    whole.to_string()
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    #[test]
    fn both_calendars_of_excel_are_read() {
        let date = |value, is_1904| Data::DateTime(ExcelDateTime::new(value, ExcelDateTimeType::DateTime, is_1904));
        assert_eq!(words(&date(45_809.0, false), false), "2025-06-01");
        assert_eq!(words(&date(44_347.0, true), false), "2025-06-01");
        assert!(counts_from_1904(&date(44_347.0, true)) && !counts_from_1904(&date(45_809.0, false)));
        assert_eq!(words(&Data::Float(44_347.0), true), "2025-06-01", "a date that lost its format");
        assert_eq!(words(&date(45_809.5, false), false), "2025-06-01 12:00:00");
    }

    #[test]
    fn numbers_keep_their_digits() {
        assert_eq!(words(&Data::Float(150_602_101_207.0), false), "150602101207");
        assert_eq!(words(&Data::Float(2021.05), false), "2021.05");
        assert_eq!(words(&Data::Bool(true), false), "是");
    }
}
