//! A table of any length as xlsx or csv: written row by row, never held as a whole.

use std::{fs, io::BufWriter, io::Write, path::Path, path::PathBuf};

use encoding_rs::GB18030;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use super::ExchangeFault;

/// A column: its heading, and how wide it stands in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    pub title: String,
    pub width: u16,
    /// Figures stand at the right and are numbers.
    pub figures: bool,
}

/// How text files are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// With its mark, so that spreadsheet programs recognise it.
    #[default]
    Utf8,
    Gb18030,
}

/// A table being written.
pub struct Table {
    path: PathBuf,
    kind: Kind,
    headings: Vec<Heading>,
    rows: u32,
}

enum Kind {
    Workbook { book: Box<Workbook>, sheet: Box<Worksheet>, text: Format },
    Text { writer: Box<csv::Writer<Vec<u8>>>, file: BufWriter<fs::File>, encoding: Encoding },
}

/// Rows that one sheet of a workbook can hold under its header.
const SHEET_MAX: u32 = 1_048_575;
/// Text that is gathered before it is written.
const CHUNK: usize = 1 << 16;

impl Table {
    /// Begins a table; the ending of the name decides what it becomes.
    ///
    /// # Errors
    /// Another ending, or a place that cannot be written to.
    pub fn create(path: &Path, title: &str, headings: Vec<Heading>, encoding: Encoding) -> Result<Self, ExchangeFault> {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
        let kind = match ending.as_str() {
            "xlsx" => workbook(path, title, &headings)?,
            "csv" => text(path, &headings, encoding)?,
            _ => {
                let title = format!("不能写成 {}", path.display());
                return Err(ExchangeFault::new(title, "文件名请以 .xlsx 或 .csv 结尾。"));
            }
        };
        Ok(Self { path: path.to_owned(), kind, headings, rows: 0 })
    }

    pub fn row(&mut self, cells: &[String]) -> Result<(), ExchangeFault> {
        self.rows += 1;
        let fault = |fault: &dyn ToString| ExchangeFault::unwritable(&self.path, fault.to_string());
        match &mut self.kind {
            Kind::Workbook { sheet, text, .. } => {
                if self.rows > SHEET_MAX {
                    return Err(ExchangeFault::new("记录太多，一张工作表放不下", "请缩小范围，或导出为 .csv。"));
                }
                for (column, (cell, heading)) in cells.iter().zip(&self.headings).enumerate() {
                    put(sheet, self.rows, column as u16, cell, heading.figures, text).map_err(|found| fault(&found))?;
                }
            }
            Kind::Text { writer, file, encoding } => {
                writer.write_record(cells).map_err(|found| fault(&found))?;
                if writer.get_ref().len() > CHUNK {
                    flush(writer, file, *encoding, &self.path)?;
                }
            }
        }
        Ok(())
    }

    /// Ends the table; answers how many rows it has.
    pub fn finish(self) -> Result<u32, ExchangeFault> {
        let path = self.path;
        match self.kind {
            Kind::Workbook { mut book, mut sheet, .. } => {
                let last = self.headings.len().saturating_sub(1) as u16;
                sheet.autofilter(0, 0, self.rows, last).map_err(|fault| ExchangeFault::unwritable(&path, fault))?;
                book.push_worksheet(*sheet);
                save(&mut book, &path)?;
            }
            Kind::Text { mut writer, mut file, encoding } => {
                flush(&mut writer, &mut file, encoding, &path)?;
                file.flush().map_err(|fault| ExchangeFault::unwritable(&path, fault))?;
            }
        }
        Ok(self.rows)
    }
}

/// Saves a workbook beside its place first, so that a failure leaves the old file.
pub(super) fn save(book: &mut Workbook, path: &Path) -> Result<(), ExchangeFault> {
    let passing = path.with_extension("xlsx.tmp");
    let saved = book.save(&passing).map_err(|fault| ExchangeFault::unwritable(path, fault));
    let saved = saved.and_then(|()| fs::rename(&passing, path).map_err(|fault| ExchangeFault::unwritable(path, fault)));
    if saved.is_err() {
        // Best effort: what could not be finished is not left lying about.
        let _ = fs::remove_file(&passing);
    }
    saved
}

/// The look of a heading; required columns are marked by their colour.
pub(super) fn heading_format(required: bool) -> Format {
    let ground = if required { 0xFCE4D6 } else { 0xE7EEF7 };
    Format::new()
        .set_bold()
        .set_background_color(ground)
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
}

/// A name that a sheet can have: at most 31 characters, without those that Excel forbids.
pub(super) fn sheet_name(title: &str) -> String {
    let kept: String = title.chars().filter(|c| !r"[]:*?/\'".contains(*c)).take(31).collect();
    if kept.trim().is_empty() { "表".to_owned() } else { kept }
}

fn workbook(path: &Path, title: &str, headings: &[Heading]) -> Result<Kind, ExchangeFault> {
    // Fails now rather than after all rows were read.
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
        return Err(ExchangeFault::unwritable(path, format!("{} is no folder", folder.display())));
    }
    let mut book = Box::new(Workbook::new());
    let sheet = headed(&mut book, title, headings).map_err(|fault| ExchangeFault::unwritable(path, fault))?;
    Ok(Kind::Workbook { book, sheet: Box::new(sheet), text: Format::new().set_num_format("@") })
}

fn headed(book: &mut Workbook, title: &str, headings: &[Heading]) -> Result<Worksheet, XlsxError> {
    let mut sheet = book.new_worksheet_with_constant_memory()?;
    sheet.set_name(sheet_name(title))?;
    sheet.set_freeze_panes(1, 0)?;
    let format = heading_format(false);
    for (column, heading) in headings.iter().enumerate() {
        sheet.set_column_width(column as u16, heading.width)?;
        sheet.write_string_with_format(0, column as u16, &heading.title, &format)?;
    }
    Ok(sheet)
}

fn put(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &str,
    figures: bool,
    text: &Format,
) -> Result<(), XlsxError> {
    match cell.parse::<f64>() {
        Ok(number) if figures => sheet.write_number(row, column, number)?,
        _ if cell.is_empty() => return Ok(()),
        _ => sheet.write_string_with_format(row, column, cell, text)?,
    };
    Ok(())
}

fn text(path: &Path, headings: &[Heading], encoding: Encoding) -> Result<Kind, ExchangeFault> {
    let mut file = BufWriter::new(fs::File::create(path).map_err(|fault| ExchangeFault::unwritable(path, fault))?);
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    if encoding == Encoding::Utf8 {
        file.write_all(b"\xEF\xBB\xBF").map_err(|fault| ExchangeFault::unwritable(path, fault))?;
    }
    let titles = headings.iter().map(|heading| heading.title.as_str());
    writer.write_record(titles).map_err(|fault| ExchangeFault::unwritable(path, fault))?;
    Ok(Kind::Text { writer: Box::new(writer), file, encoding })
}

/// Writes what was gathered, in the encoding of the file.
fn flush(
    writer: &mut csv::Writer<Vec<u8>>,
    file: &mut BufWriter<fs::File>,
    encoding: Encoding,
    path: &Path,
) -> Result<(), ExchangeFault> {
    let fault = |fault: std::io::Error| ExchangeFault::unwritable(path, fault);
    writer.flush().map_err(fault)?;
    let fresh = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let gathered = std::mem::replace(writer, fresh).into_inner().map_err(|found| fault(found.into_error()))?;
    if encoding == Encoding::Utf8 {
        return file.write_all(&gathered).map_err(fault);
    }
    let said = String::from_utf8_lossy(&gathered);
    let (bytes, _, unsaid) = GB18030.encode(&said);
    if unsaid {
        let odd = said.chars().find(|c| GB18030.encode(c.encode_utf8(&mut [0; 4])).2).unwrap_or('?');
        return Err(ExchangeFault::cannot_say(odd));
    }
    file.write_all(&bytes).map_err(fault)
}
